"""Literals of a query that no property has as a value, with what the graph has instead."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from decimal import Decimal, InvalidOperation

from disgraph.errors import LimitExceeded
from disgraph.queries.graph_probe import GraphProbe
from disgraph.queries.query_note import QueryNote, listed_near, written_term
from disgraph.queries.query_terms import TermUse
from disgraph.queries.unknown_terms import listed_properties
from disgraph.rdf import EDTF, OWL, RDF, RDFS, SKOS, XSD, Literal, NamedNode
from disgraph.similarity import likeness, nearest
from disgraph.store.name_file import fold_name

#: The properties that name something.
_NAMING = (RDFS["label"], SKOS["prefLabel"], SKOS["altLabel"])
_LANGUAGES = ("en", "zh")
_DATATYPES = (
    XSD["string"], EDTF["EDTF"], XSD["date"], XSD["gYear"], XSD["gYearMonth"], XSD["dateTime"], XSD["integer"], XSD["decimal"],
    XSD["double"], XSD["boolean"], XSD["anyURI"],
)  # fmt: skip
#: Likeness that a value must have to be listed: in its best part, and as a whole.
_NEAR, _ALIKE = 80, 65


def unmatched_values(probe: GraphProbe, uses: Iterable[TermUse]) -> list[TermUse]:
    """Return the uses of literals that no property of the pattern has as a value."""
    asked = [use for use in uses if use.role == "value"]
    patterns = [(use, f"?s {steps} {use.term}") for use in asked for steps in (use.properties or ("?p",))]
    held = probe.held([pattern for _, pattern in patterns])
    found = {use for (use, _), is_held in zip(patterns, held, strict=True) if is_held}
    return [use for use in asked if use not in found]


def value_notes(probe: GraphProbe, uses: Iterable[TermUse]) -> Iterator[QueryNote]:
    """Explain literals that no property of the pattern has as a value."""
    for use in uses:
        try:
            yield _explained(probe, use)
        except LimitExceeded:
            yield _absent(use)


def _explained(probe: GraphProbe, use: TermUse) -> QueryNote:
    assert isinstance(use.term, Literal)
    variants = [variant for variant in _variants(use.term) if variant != use.term]
    steps: Sequence[object] = use.properties or ("?p",)
    held = _held(probe, steps, variants)
    if held:
        return _other_form(use, held)
    if not use.properties:
        return _absent(use)
    if _leads_to_nodes(probe, use.properties):
        return _needs_label(probe, use, [use.term, *variants])
    if set(use.properties) <= set(_NAMING):
        alias = _alias(probe, use, [use.term, *variants])
        if alias is not None:
            return alias
    return _spelling(probe, use)


def _held(probe: GraphProbe, steps: Sequence[object], values: Sequence[Literal]) -> list[Literal]:
    """Return the literals that one of the properties has as a value."""
    pairs = [(value, f"?s {step} {value}") for value in values for step in steps]
    held = probe.held([pattern for _, pattern in pairs])
    return list(dict.fromkeys(value for (value, _), is_held in zip(pairs, held, strict=True) if is_held))


def _variants(value: Literal) -> Iterator[Literal]:
    """Yield literals with the same text or number and another tag or datatype."""
    yield from (Literal(value.value, language=tag) for tag in _LANGUAGES)
    number = _number(value.value)
    for datatype in _DATATYPES:
        yield Literal(value.value, datatype=datatype)
        if number is not None and datatype in (XSD["integer"], XSD["decimal"]):
            yield from (Literal(text, datatype=datatype) for text in _spellings(number, datatype == XSD["integer"]))


def _spellings(number: Decimal, is_integer: bool) -> Iterator[str]:
    """Yield how a number is written as integer or decimal."""
    is_whole = number == number.to_integral_value()
    plain = f"{number.normalize():f}"
    if not is_integer:
        yield f"{plain}.0" if is_whole else plain
    elif is_whole:
        yield plain


def _number(text: str) -> Decimal | None:
    try:
        number = Decimal(text)
    except InvalidOperation:
        return None
    return number if number.is_finite() and abs(number.adjusted()) < 100 else None  # noqa: PLR2004


def _other_form(use: TermUse, held: Sequence[Literal]) -> QueryNote:
    assert isinstance(use.term, Literal)
    best = held[0]
    written = tuple(dict.fromkeys(map(written_term, held)))[:3]
    is_tag = bool(best.language or use.term.language)
    own, other = (_tag(each) if is_tag else f"the datatype {written_term(each.datatype)}" for each in (use.term, best))
    message = f"{_of(use)} has the value {use.shown} with {own}, but one has {other}: write {written[0]}."
    return QueryNote("other-tag" if is_tag else "other-datatype", message, use.shown, written)


def _tag(value: Literal) -> str:
    return f"the language tag @{value.language}" if value.language else "no language tag"


def _of(use: TermUse) -> str:
    return f"No {listed_properties(use.properties)}" if use.properties else "No property"


def _absent(use: TermUse) -> QueryNote:
    if set(use.properties) == {RDFS["label"]}:
        return QueryNote("unknown-value", f"No label has the text {use.shown}.", use.shown)
    return QueryNote("unknown-value", f"{_of(use)} has the value {use.shown}.", use.shown)


def _leads_to_nodes(probe: GraphProbe, properties: Sequence[NamedNode]) -> bool:
    return any(probe.held([f"{each} {RDF['type']} {OWL['ObjectProperty']}" for each in properties]))


def _needs_label(probe: GraphProbe, use: TermUse, forms: Sequence[Literal]) -> QueryNote:
    """Explain a text where a property leads to resources."""
    steps = listed_properties(use.properties)
    for name in _NAMING:
        held = _held(probe, [name], forms)
        if held:
            pattern = f"{steps}/{written_term(name)} {written_term(held[0])}"
            return QueryNote("needs-label", f"{steps} leads to resources, not to text: write {pattern}.", use.shown, (pattern,))
    near = _near_values(probe, use.term.value, [RDFS["label"]])
    message = f"{steps} leads to resources, not to text, and no label has the text {use.shown}{listed_near(near)}"
    return QueryNote("needs-label", message, use.shown, near)


def _alias(probe: GraphProbe, use: TermUse, forms: Sequence[Literal]) -> QueryNote | None:
    """Explain a name that something has by another property."""
    for name in _NAMING:
        held = [] if name in use.properties else _held(probe, [name], forms)
        if held:
            owners = [probe.graph.label(node) for node in probe.subjects(held[0], [name])]
            shown = written_term(name)
            path = "|".join(map(written_term, (*use.properties, name)))
            message = f"{use.shown} is not a label, but the {shown} of {', '.join(owners)}: match {path} {written_term(held[0])}."
            return QueryNote("alias", message, use.shown, (f"{path} {written_term(held[0])}",))
    return None


def _spelling(probe: GraphProbe, use: TermUse) -> QueryNote:
    """Name the values that are most like a literal."""
    near = _near_values(probe, use.term.value, use.properties)
    absent = _absent(use)
    return absent._replace(message=f"{absent.message.removesuffix('.')}{listed_near(near)}", nearest=near)


def _near_values(probe: GraphProbe, text: str, properties: Sequence[NamedNode]) -> tuple[str, ...]:
    """Return values as a query writes them: with the same words, then those that hold the text, then those that are most like it."""
    folded = fold_name(text)
    by_text: dict[str, Literal] = {}
    for value in probe.values_of(properties, of_named=set(properties) <= set(_NAMING)):
        by_text.setdefault(value.value, value)
    same = [each for each in by_text if fold_name(each) == folded]
    holding = sorted((each for each in by_text if folded and folded in fold_name(each)), key=len)
    alike = [each for each in nearest(text, by_text, 9, _NEAR) if likeness(folded, fold_name(each)) >= _ALIKE]
    ranked = sorted(alike, key=lambda each: -likeness(folded, fold_name(each)))
    found = same or list(dict.fromkeys((*ranked, *holding)))
    return tuple(written_term(by_text[each]) for each in found[:3])
