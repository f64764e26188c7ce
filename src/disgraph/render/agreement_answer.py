"""The agreement of two people's decisions, as text and as JSON."""

from __future__ import annotations

from disgraph.evaluation.annotators import AnnotatorAgreement
from disgraph.files import SCHEMA_VERSION
from disgraph.render.json_output import to_json
from disgraph.render.tables import render_table
from disgraph.wording.noun_counts import count_noun


def agreement_json(found: AnnotatorAgreement) -> str:
    """Return an agreement as JSON."""
    return to_json({
        "schema_version": SCHEMA_VERSION,
        "decided_by_both": found.both,
        "alike": found.alike,
        "agreement": None if found.agreement is None else round(found.agreement, 4),
        "kappa": found.kappa,
        "only_ours": found.only_ours,
        "only_theirs": found.only_theirs,
        "conflicts": [conflict._asdict() for conflict in found.conflicts],
    })  # fmt: skip


def agreement_text(found: AnnotatorAgreement, form: str) -> str:
    """Return an agreement in a sentence, with a table of the conflicts."""
    if found.agreement is None:
        return "No proposal was decided by both.\n"
    kappa = "not defined" if found.kappa is None else f"{found.kappa:.2f}"
    lines = [
        f"{count_noun(found.both, 'proposal')} decided by both, {found.alike:,} alike: agreement {found.agreement:.2f}, kappa {kappa}.",
        f"{found.only_ours:,} decided here alone, {found.only_theirs:,} there alone.",
    ]
    rows = [[one.document, one.claim, one.ours, one.theirs, one.quote] for one in found.conflicts]
    table = render_table(("document", "claim", "here", "there", "quote"), rows, form) if rows else ""
    return "\n".join([*lines, *([table] if table else [])]).rstrip("\n") + "\n"
