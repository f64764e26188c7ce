"""Judged links of places to other data sets, and their coordinates: background knowledge from the gazetteer."""

from __future__ import annotations

from collections.abc import Iterator

from disgraph.claims.gazetteer import GazetteerEntry
from disgraph.rdf import DCTERMS, DG, PROV, RDF, RDFS, SCHEMA, SKOS, XSD, Literal, NamedNode, Quad
from disgraph.triples import iris

#: Number of digits of the codes of GB/T 2260; shorter ones of larger places are padded with zeros, longer ones are of another standard.
_DIGITS = 6


def place_links(node: NamedNode, code: str, entry: GazetteerEntry | None) -> Iterator[Quad]:
    """Return the links of a place to the official codes, ISO 3166 and GeoNames, and its coordinates.

    A unit of administration is the same in the official codes and in ISO. The city of GeoNames is only its seat, so it is a close match;
    the coordinates are those of the seat.

    Args:
        node: the place.
        code: its division code.
        entry: of the gazetteer; None if it has none.
    """
    if len(code) <= _DIGITS and entry_is_division(entry):
        yield Quad(node, SKOS["exactMatch"], NamedNode(f"urn:gb:GB/T-2260:{code.ljust(_DIGITS, '0')}"))
    if entry is None:
        return
    if entry.iso:
        yield Quad(node, DG["isoCode"], Literal(entry.iso))
        yield Quad(node, SKOS["exactMatch"], NamedNode(f"urn:iso:3166:{entry.iso}"))
    if entry.geonames:
        match = SKOS["closeMatch" if entry.latitude else "exactMatch"]
        yield Quad(node, match, NamedNode(f"https://sws.geonames.org/{entry.geonames}/"))
    if entry.latitude:
        yield Quad(node, SCHEMA["latitude"], Literal(entry.latitude, datatype=XSD["decimal"]))
        yield Quad(node, SCHEMA["longitude"], Literal(entry.longitude, datatype=XSD["decimal"]))
    for source in entry.source.split("; "):
        table = iris.table_iri(source)
        yield Quad(node, DCTERMS["references"], table)
        yield Quad(table, RDF["type"], PROV["Entity"])
        yield Quad(table, RDFS["label"], Literal(source))


def entry_is_division(entry: GazetteerEntry | None) -> bool:
    """Return whether the code is one of GB/T 2260: that of a country is not."""
    return entry is None or len(entry.iso) != len("CN")
