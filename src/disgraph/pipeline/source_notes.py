"""What the sources leave to be improved, as results of a validation; the graph does not hold it."""

from __future__ import annotations

from disgraph.claims.unlinked_names import UnlinkedName, unlinked_names
from disgraph.triples.emit import Sources
from disgraph.triples.iris import claim_iri
from disgraph.validation.shacl import DGS, ShapeResult

_RULE = "UnlinkedName"


def source_notes(sources: Sources) -> tuple[ShapeResult, ...]:
    """Return a note for each name of an entity in a text of a claim that nothing links to the entity."""
    claims = [located.claim for located in sources.claims]
    found = unlinked_names(claims, sources.entities, sources.vocabulary, sources.excuses)
    return tuple(sorted({_note(each) for each in found}))


def _note(unlinked: UnlinkedName) -> ShapeResult:
    message = f"A text names {unlinked.name!r}, but nothing links the claim to {' or '.join(unlinked.entities)}."
    remedy = "Add the entity to a role, such as `involves:`, or excuse the name with a reason in data/unlinked-names.yaml."
    return ShapeResult("info", f"<{claim_iri(unlinked.claim).value}>", "", "", f"<{DGS[_RULE].value}>", "", message, remedy, _RULE)
