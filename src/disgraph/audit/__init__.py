"""The audit: recomputing what documents compute, and comparing what they say twice. No figure is ever changed.

`disgraph.audit.run` makes findings when a graph is built; what is here reads them from a built graph.
"""

from disgraph.audit.finding import HOLDS, VERDICTS, Finding
from disgraph.audit.read import Entry, entry, findings, findings_of

__all__ = ["HOLDS", "VERDICTS", "Entry", "Finding", "entry", "findings", "findings_of"]
