"""The dataset in RDF: every format is read back equal, sorted, with the project's prefixes."""

from __future__ import annotations

import json
import random
import subprocess
import sys
from pathlib import Path

import pytest
import rdflib
from tests.opened import folder_of, store_of

from disgraph.export import dataset_stream
from disgraph.export.dataset import dataset, serialize_quads
from disgraph.export.dataset_stream import STREAMED, stream_dataset
from disgraph.graph.graph import Graph
from disgraph.rdf import (
    DG,
    FORMATS,
    INFERRED,
    RDF,
    RESOURCE,
    XSD,
    DefaultGraph,
    Literal,
    NamedNode,
    Quad,
    parse_text,
    prefixes,
    write_nquads,
)
from disgraph.store.current import current_graph

SOME = [
    Quad(RESOURCE["person/tang"], RDF["type"], DG["Person"]),
    Quad(RESOURCE["person/tang"], DG["helped"], RESOURCE["person/liu"]),
    Quad(RESOURCE["person/tang"], DG["helped"], RESOURCE["person/bo"]),
    Quad(RESOURCE["person/tang"], DG["age"], Literal("42", datatype=XSD["integer"])),
    Quad(RESOURCE["person/liu"], DG["describedAs"], Literal("hélpful", language="en")),
    Quad(RESOURCE["person/liu"], DG["sees"], NamedNode("https://example.org/else")),
    Quad(RESOURCE["person/tang"], DG["helped"], RESOURCE["person/liu"], INFERRED),
]


@pytest.mark.parametrize("form", ["ttl", "nt", "jsonld", "rdf"])
def test_default_graph_is_read_back(form: str, tiny: Graph) -> None:
    default_graph_is_read_back(form, tiny)


@pytest.mark.slow
@pytest.mark.parametrize("form", ["ttl", "nt", "jsonld", "rdf"])
def test_default_graph_of_the_seed_documents_is_read_back(form: str, shipped: Graph) -> None:
    default_graph_is_read_back(form, shipped)


def default_graph_is_read_back(form: str, graph: Graph) -> None:
    expected = set(store_of(graph).quads_for_pattern(None, None, None, DefaultGraph()))
    read = parse_text(dataset(graph, form), FORMATS[form])
    assert len(read) == len(expected)
    assert set(read) == expected


@pytest.mark.parametrize("form", ["nq", "trig"])
def test_whole_dataset_is_read_back(form: str, tiny: Graph) -> None:
    whole_dataset_is_read_back(form, tiny)


@pytest.mark.slow
@pytest.mark.parametrize("form", ["nq", "trig"])
def test_whole_dataset_of_the_seed_documents_is_read_back(form: str, shipped: Graph) -> None:
    whole_dataset_is_read_back(form, shipped)


def whole_dataset_is_read_back(form: str, graph: Graph) -> None:
    read = parse_text(dataset(graph, form), FORMATS[form])
    assert set(read) == set(store_of(graph))
    assert any(quad.graph_name == INFERRED for quad in read)


@pytest.mark.filterwarnings("ignore:ConjunctiveGraph is deprecated:DeprecationWarning")  # rdflib's JSON-LD parser uses its own
@pytest.mark.parametrize(("form", "name"), [("ttl", "turtle"), ("nt", "nt"), ("jsonld", "json-ld"), ("rdf", "xml")])
def test_rdflib_reads_the_same(form: str, name: str) -> None:
    quads = [quad for quad in SOME if isinstance(quad.graph_name, DefaultGraph)]
    read = rdflib.Graph().parse(data=serialize_quads(quads, form), format=name)
    expected = rdflib.Graph().parse(data=serialize_quads(quads, "nt"), format="nt")
    assert set(read) == set(expected)
    assert len(read) == len(quads)


@pytest.mark.parametrize("form", sorted(FORMATS))
def test_order_of_the_quads_does_not_matter(form: str) -> None:
    mixed = random.Random(3).sample(SOME, len(SOME))
    quads, others = (SOME, mixed) if form in ("nq", "trig") else (SOME[:-1], [quad for quad in mixed if quad != SOME[-1]])
    assert serialize_quads(quads, form) == serialize_quads(others, form)


@pytest.mark.parametrize("form", sorted(FORMATS))
def test_another_process_writes_the_same_bytes(form: str, tiny_folder: Path, tiny: Graph) -> None:
    code = (
        "import sys; from disgraph.export.dataset import dataset; from disgraph.graph.opening import open_folder;"
        "sys.stdout.buffer.write(dataset(open_folder(sys.argv[1]), sys.argv[2]))"
    )
    written = subprocess.run(
        [sys.executable, "-c", code, current_graph(str(tiny_folder / "build")), form], capture_output=True, check=True
    ).stdout
    assert written == dataset(tiny, form)


@pytest.mark.parametrize("form", ["nt", "nq"])
def test_lines_are_sorted(form: str) -> None:
    lines = serialize_quads(SOME[:-1], form).decode().splitlines()
    assert lines == sorted(lines)


def test_turtle_is_readable() -> None:
    assert serialize_quads(SOME[:-1], "ttl").decode().split("\n\n", 1)[1] == (
        'person:liu dg:describedAs "hélpful"@en ;\n\tdg:sees <https://example.org/else> .\n'
        "person:tang a dg:Person ;\n\tdg:age 42 ;\n\tdg:helped person:bo , person:liu .\n"
    )


def test_json_ld_is_compact_with_the_prefixes_of_the_project() -> None:
    written = json.loads(serialize_quads(SOME[:-1], "jsonld"))
    assert written["@context"] == prefixes()
    assert written["@graph"] == [
        {
            "@id": "dgr:person/liu",
            "dg:describedAs": {"@value": "hélpful", "@language": "en"},
            "dg:sees": {"@id": "https://example.org/else"},
        },
        {
            "@id": "dgr:person/tang",
            "@type": ["dg:Person"],
            "dg:age": {"@value": "42", "@type": "xsd:integer"},
            "dg:helped": [{"@id": "dgr:person/bo"}, {"@id": "dgr:person/liu"}],
        },
    ]


@pytest.mark.slow
def test_without_inferences_only_asserted_triples_are_written(shipped_as_said: Graph, shipped: Graph) -> None:
    said = parse_text(dataset(shipped_as_said, "nq"), FORMATS["nq"])
    inferred = set(store_of(shipped).quads_for_pattern(None, None, None, INFERRED))
    assert not {(quad.subject, quad.predicate, quad.object) for quad in inferred} & {
        (quad.subject, quad.predicate, quad.object) for quad in said
    }
    assert len(said) == shipped.summary["asserted"]


def test_an_iri_that_only_looks_like_a_prefixed_one_stays_whole() -> None:
    quad = Quad(NamedNode("https://schema.org///x"), DG["sees"], NamedNode("https://schema.org/"))
    written = serialize_quads([quad], "jsonld")
    assert parse_text(written, FORMATS["jsonld"]) == [quad]
    assert b"schema:" not in written.split(b"@graph")[1]


@pytest.mark.parametrize("form", STREAMED)
@pytest.mark.parametrize("at_once", [50, 20_000])
def test_a_streamed_dataset_is_the_same_bytes(form: str, at_once: int, tiny: Graph, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(dataset_stream, "_LINES", at_once)
    text = "".join(stream_dataset(Path(folder_of(tiny)) / "dataset.nq", form))
    assert text.encode() == dataset(tiny, form)


def test_a_triple_about_the_named_graph_is_streamed(tmp_path: Path) -> None:
    """Its line ends like those that the named graph lists."""
    about = Quad(RESOURCE["person/tang"], DG["sees"], INFERRED)
    write_nquads([*SOME, about], tmp_path / "dataset.nq")
    assert "".join(stream_dataset(tmp_path / "dataset.nq", "nt")).encode() == serialize_quads(
        [quad for quad in (*SOME, about) if quad.graph_name == DefaultGraph()], "nt"
    )
