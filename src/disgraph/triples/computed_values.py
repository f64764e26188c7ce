"""Values that are computed from the roles of a record, and numbers as literals."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from disgraph.claims import edtf
from disgraph.claims.claim import Entity
from disgraph.ontology.vocabulary import Vocabulary
from disgraph.rdf import DG, RESOURCE, XSD, Literal, NamedNode, Quad
from disgraph.triples import iris

#: The unit of everything that is counted.
ONE = RESOURCE["unit/one"]


def days_allowed(node: NamedNode, roles: Mapping[str, list[str]]) -> Iterator[Quad]:
    """Say in days what a record's time, start and end allow, so that queries can compare dates."""
    spans = {role: [edtf.days(value) for value in roles.get(role, ())] for role in ("time", "start", "end")}
    firsts = [span.earliest for role in ("time", "start") for span in spans[role] if span.earliest]
    lasts = [span.latest for role in ("time", "end") for span in spans[role] if span.latest]
    if firsts:
        yield Quad(node, DG["earliest"], Literal(min(firsts).isoformat(), datatype=XSD["date"]))
    if lasts:
        yield Quad(node, DG["latest"], Literal(max(lasts).isoformat(), datatype=XSD["date"]))


def stated_limits(node: NamedNode, roles: Mapping[str, list[str]]) -> Iterator[Quad]:
    """Yield the limits of a figure as stated: the ends of a range, or a single number twice, whatever its comparator."""
    for limit, end in (("low", "minValue"), ("high", "maxValue")):
        for value in {*roles.get("value", ()), *roles.get(end, ())}:
            yield Quad(node, DG[limit], number_literal(value, XSD["decimal"].value))


def expressed_in(node: NamedNode, roles: Mapping[str, list[str]], vocabulary: Vocabulary) -> Iterator[Quad]:
    """Yield the concept after the number of a figure, what it counts or else its unit; the unit of a count is the number one."""
    for role in ("counts", "unit"):
        kind = vocabulary.properties[role].range if role in vocabulary.properties else ""
        found = [concept for value in roles.get(role, ()) for concept in [iris.concept_iri(kind, value, vocabulary)] if concept]
        if found:
            yield from (Quad(node, DG["expressedIn"], concept) for concept in found)
            if role == "counts" and not roles.get("unit"):
                yield Quad(node, DG["unit"], ONE)
            return


def usual_statistic(
    node: NamedNode, roles: Mapping[str, list[str]], entities: Mapping[str, Entity], vocabulary: Vocabulary
) -> Iterator[Quad]:
    """Yield the usual statistic of the measure of a figure whose claims give no other."""
    if roles.get("statistic"):
        return
    for measure in roles.get("measure", ()):
        value = entities[measure].defined("usualStatistic") if measure in entities else ""
        statistic = iris.concept_iri("Statistic", value, vocabulary)
        if statistic:
            yield Quad(node, DG["statistic"], statistic)


def number_literal(value: str, kind: str) -> Literal:
    """Return a number of a datatype; a whole number is `xsd:integer`, which is a decimal too."""
    return Literal(value, datatype=NamedNode(kind) if "." in value else XSD["integer"])


def integer_literal(number: int) -> Literal:
    """Return a whole number; stores turn `xsd:nonNegativeInteger`, the range of `oa:start`, into this datatype."""
    return Literal(str(number), datatype=XSD["integer"])
