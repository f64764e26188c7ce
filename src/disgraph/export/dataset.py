"""The dataset in RDF formats: the same graph gives the same bytes.

Turtle, N-Triples, JSON-LD and RDF/XML hold the default graph, which is right by itself; N-Quads and TriG hold the whole dataset, in
which a named graph lists what reasoning added.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterable, Iterator
from itertools import groupby
from operator import attrgetter

from disgraph.graph.graph import Graph
from disgraph.rdf import FORMATS, RDF, RESOURCE, XSD, DefaultGraph, Literal, NamedNode, Quad, Term, prefixes, serialize

#: The formats with one line a statement, whose lines are sorted.
_LINES = ("nt", "nq")
#: The formats that hold named graphs.
_WHOLE = ("nq", "trig")

_ROOT = re.compile(r"<rdf:RDF((?: xmlns:[^=]+=\"[^\"]*\")*)>")


def dataset(graph: Graph, form: str) -> bytes:
    """Return the dataset of an opened graph.

    Args:
        graph: with or without what reasoning added.
        form: one of `disgraph.rdf.FORMATS`.
    """
    only = None if form in _WHOLE else DefaultGraph()
    return serialize_quads(graph.quads.quads_for_pattern(None, None, None, only), form)


def serialize_quads(quads: Iterable[Quad], form: str) -> bytes:
    """Return quads in an RDF format, sorted.

    Args:
        quads: any; graph names are written in nq and trig only.
        form: one of `disgraph.rdf.FORMATS`.
    """
    if form in _LINES:
        lines = sorted(f"{quad if form == 'nq' else quad.triple} .\n" for quad in quads)
        return "".join(lines).encode()
    ordered = sorted(quads, key=order_of_quad)
    return (_json_ld(ordered) if form == "jsonld" else serialize_ordered(ordered, form, _prefixes(ordered))).encode()


def serialize_ordered(quads: list[Quad], form: str, known: dict[str, str]) -> str:
    """Return quads in Turtle, TriG or RDF/XML, in their order, with the known prefixes."""
    written = serialize(quads if form in _WHOLE else [quad.triple for quad in quads], format=FORMATS[form], prefixes=known)
    assert written is not None
    return _sorted_prefixes(written.decode())


def order_of_quad(quad: Quad) -> tuple[str, str, bool, str, str]:
    """Sort by graph and subject; of a subject the types come first."""
    graph = "" if isinstance(quad.graph_name, DefaultGraph) else str(quad.graph_name)
    return graph, str(quad.subject), quad.predicate != RDF["type"], str(quad.predicate), str(quad.object)


def _prefixes(quads: Iterable[Quad]) -> dict[str, str]:
    """Return the project's prefixes, with one for each kind of resource: `person:liu-weiping` needs no escape, `dgr:person/...` does."""
    found = {quad.subject.value for quad in quads if isinstance(quad.subject, NamedNode) and quad.subject.value.startswith(RESOURCE)}
    return resource_prefixes({iri.removeprefix(RESOURCE).partition("/")[0] for iri in found if "/" in iri.removeprefix(RESOURCE)})


def resource_prefixes(segments: set[str]) -> dict[str, str]:
    """Return the project's prefixes, with one for each kind of resource, by the first segments of their IRIs."""
    known = prefixes()
    del known["dgr"]
    return known | {segment: f"{RESOURCE}{segment}/" for segment in sorted(segments - set(known)) if segment.replace("-", "").isalpha()}


def _sorted_prefixes(text: str) -> str:
    """Sort the prefixes at the beginning: pyoxigraph writes them in an order that changes from run to run."""
    if text.startswith("@prefix"):
        end = re.search(r"^(?!@prefix)", text, re.MULTILINE)
        at = end.start() if end else len(text)
        return "".join(sorted(text[:at].splitlines(keepends=True))) + "\n" + text[at:]
    return _ROOT.sub(lambda root: f"<rdf:RDF {' '.join(sorted(root[1].split()))}>", text, count=1)


# --- JSON-LD ---
# pyoxigraph writes it expanded and splits a node where the predicate changes; this is compact, one object a node.


def _json_ld(quads: list[Quad]) -> str:
    context = dict(sorted(prefixes().items()))
    nodes = [json.dumps(_node(subject, list(said)), ensure_ascii=False) for subject, said in groupby(quads, attrgetter("subject"))]
    separator = ",\n  "
    return f'{{\n "@context": {json.dumps(context)},\n "@graph": [\n  {separator.join(nodes)}\n ]\n}}\n'


def _node(subject: Term, quads: list[Quad]) -> dict[str, object]:
    node: dict[str, object] = {"@id": _compact(subject)}
    for predicate, said in groupby(quads, attrgetter("predicate")):
        if predicate == RDF["type"]:
            node["@type"] = [_compact(quad.object) for quad in said]
        else:
            values = [_value(quad.object) for quad in said]
            node[_compact(predicate)] = values[0] if len(values) == 1 else values
    return node


def _value(term: object) -> object:
    if not isinstance(term, Literal):
        return {"@id": _compact(term)}
    if term.language:
        return {"@value": term.value, "@language": term.language}
    if term.datatype == XSD["string"]:
        return term.value
    return {"@value": term.value, "@type": _compact(term.datatype)}


def _compact(term: object) -> str:
    """Return an IRI with a prefix of the context, as a whole where it has none, or a blank node."""
    if not isinstance(term, NamedNode):
        return str(term)
    return next(_compacted(term.value), term.value)


def _compacted(iri: str) -> Iterator[str]:
    """Return the forms of an IRI with a prefix; a rest that begins with // would be read as a whole IRI."""
    for prefix, namespace in prefixes().items():
        rest = iri.removeprefix(namespace)
        if rest != iri and rest and not rest.startswith("//"):
            yield f"{prefix}:{rest}"
