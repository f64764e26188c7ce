"""IRIs of a query that the graph lacks, or has in another role, with the nearest that it has."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence

from disgraph.errors import LimitExceeded
from disgraph.queries.graph_probe import GraphProbe
from disgraph.queries.query_note import QueryNote, joined, listed_near, written_term
from disgraph.queries.query_terms import TermUse
from disgraph.rdf import DCTERMS, DG, RDFS, RESOURCE, SKOS, Literal, NamedNode, local_name, prefixes
from disgraph.similarity import likeness, nearest

_PATTERNS = {"property": ("?s {} ?o",), "class": ("?s a {}",), "node": ("{} ?p ?o", "?s ?p {}")}
#: Likeness that a name must have: of the same vocabulary, and of another one.
_NEAR, _NEAR_ELSEWHERE = 60, 85
_NAMING = (RDFS["label"], SKOS["prefLabel"], SKOS["altLabel"])
_DECLARED_ROLES = ("property", "class")


def unmatched_iris(probe: GraphProbe, uses: Iterable[TermUse]) -> list[TermUse]:
    """Return the uses of IRIs for which the graph has no triple."""
    asked = [use for use in uses if use.role != "value"]
    patterns = [(use, pattern.format(use.term)) for use in asked for pattern in _PATTERNS[use.role]]
    held = probe.held([pattern for _, pattern in patterns])
    found = {use for (use, _), is_held in zip(patterns, held, strict=True) if is_held}
    return [use for use in asked if use not in found]


def unknown_term_notes(probe: GraphProbe, uses: Sequence[TermUse]) -> Iterator[QueryNote]:
    """Explain IRIs for which the graph has no triple.

    Args:
        probe: of the graph.
        uses: of the IRIs; the terms of the graph are only read if there is one.
    """
    if not uses:
        return
    try:
        terms = probe.terms()
        needs_nodes = any(use.role == "node" for use in uses)
        nodes = probe.nodes() if needs_nodes else []
    except LimitExceeded:
        terms, nodes = [], []
    roles: dict[NamedNode, set[str]] = {}
    for term, role in terms:
        roles.setdefault(term, set()).add(role)
    for use in uses:
        assert isinstance(use.term, NamedNode)
        known = roles.get(use.term, set())
        of_role = [term for term in roles if use.role in roles[term]]
        if use.role in _DECLARED_ROLES and known and use.role not in known:
            yield _misplaced(use, of_role)
        elif known:
            yield _replaced(probe, use, use.term) or _unused(use)
        else:
            labelled = _labelled(probe, use.term) if use.role == "node" else []
            yield _unknown(use, use.term, [*roles, *nodes] if use.role == "node" else of_role, labelled)


def _labelled(probe: GraphProbe, term: NamedNode) -> list[NamedNode]:
    """Return the resources of the same kind whose label is the id that a query gives (`unit/yuan` for `unit/CNY`)."""
    kind, slash, slug = term.value.removeprefix(RESOURCE).rpartition("/")
    if not slash or not term.value.startswith(RESOURCE):
        return []
    words = slug.replace("-", " ")
    try:
        found = [node for form in dict.fromkeys((words, slug, words.lower())) for node in probe.subjects(Literal(form), _NAMING)]
    except LimitExceeded:
        return []
    return sorted({node for node in found if node.value.startswith(f"{RESOURCE}{kind}/")}, key=str)


def _replaced(probe: GraphProbe, use: TermUse, term: NamedNode) -> QueryNote | None:
    """Explain a term that the ontology replaced by another; None for a term in use."""
    try:
        found = [each for each in probe.objects(term, DCTERMS["isReplacedBy"]) if isinstance(each, NamedNode)]
    except LimitExceeded:
        return None
    near = tuple(map(written_term, found))
    return QueryNote("replaced-term", f"{use.shown} is no longer used; use {joined(near)}.", use.shown, near) if near else None


def _misplaced(use: TermUse, candidates: Iterable[NamedNode]) -> QueryNote:
    """Explain a property where a class belongs, or a class where a property does."""
    assert isinstance(use.term, NamedNode)
    near = tuple(map(written_term, _nearest(use.term, candidates)))
    other = "property" if use.role == "class" else "class"
    return QueryNote("wrong-role", f"{use.shown} is a {other}, not a {use.role}{listed_near(near)}", use.shown, near)


def _unused(use: TermUse) -> QueryNote:
    """Explain a term of the ontology that has no triple."""
    what = "nothing has this type" if use.role == "class" else "no triple has it"
    return QueryNote("unused-term", f"{use.shown} is a term of the ontology, but {what} in the graph.", use.shown)


def _unknown(use: TermUse, term: NamedNode, candidates: Iterable[NamedNode], labelled: Sequence[NamedNode]) -> QueryNote:
    near = tuple(map(written_term, labelled or _nearest(term, candidates)))
    is_own = term.value.startswith(DG)
    what = "is not a term of the ontology" if is_own else f"occurs nowhere in the graph{_role(use)}"
    kind = "unknown-resource" if use.role == "node" and not is_own else "unknown-term"
    return QueryNote(kind, f"{use.shown} {what}{listed_near(near)}{_namespace(use, term)}", use.shown, near)


def _role(use: TermUse) -> str:
    return f" as a {use.role}" if use.role in _DECLARED_ROLES else ""


def _namespace(use: TermUse, term: NamedNode) -> str:
    """Return a sentence on a prefix that the query declares in another way than the project."""
    prefix, colon, _ = use.shown.partition(":")
    usual = prefixes().get(prefix, "") if colon else ""
    if not usual or term.value.startswith(usual):
        return ""
    return f" The query declares {prefix}: with another namespace; {prefix}: is <{usual}> here."


def _nearest(term: NamedNode, candidates: Iterable[NamedNode]) -> list[NamedNode]:
    """Return the terms that are most like one: with the same local name, then of the same vocabulary, then of any."""
    listed = sorted(set(candidates), key=str)
    wanted = local_name(term)
    vocabulary = term.value.removesuffix(wanted)
    own = [each for each in listed if each.value == vocabulary + local_name(each)]
    same = sorted((each for each in listed if local_name(each) == wanted), key=lambda each: not each.value.startswith((DG, RESOURCE)))
    if same:
        return list(dict.fromkeys((*_alike(wanted, own, _NEAR_ELSEWHERE), *same)))[:3]
    return _alike(wanted, own, _NEAR) or _alike(wanted, listed, _NEAR_ELSEWHERE)


def _alike(wanted: str, candidates: Sequence[NamedNode], cutoff: int) -> list[NamedNode]:
    by_name: dict[str, list[NamedNode]] = {}
    for each in candidates:
        by_name.setdefault(local_name(each), []).append(each)
    names = [name for name in nearest(wanted, by_name, 9, cutoff) if likeness(wanted.casefold(), name.casefold()) >= cutoff]
    return [each for name in names[:3] for each in by_name[name]][:3]


def listed_properties(properties: Iterable[NamedNode]) -> str:
    """Return properties in words."""
    return joined(tuple(map(written_term, properties)))
