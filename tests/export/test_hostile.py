"""Any text that a document may have survives, or is refused by name."""

from __future__ import annotations

import csv
import io
import re
from collections.abc import Callable, Iterator

import pytest
from hypothesis import example, given
from hypothesis import strategies as st
from lxml import etree

from disgraph.errors import InputError
from disgraph.export.dataset import serialize_quads
from disgraph.export.gexf import gexf
from disgraph.export.graphml import graphml
from disgraph.export.relationship import RelationshipNetwork
from disgraph.export.tabular import edges_csv, nodes_csv, safe_cell
from disgraph.export.xmltext import escape
from disgraph.ontology.relations import Look
from disgraph.ontology.vocabulary import Colour
from disgraph.rdf import FORMATS, Literal, NamedNode, Quad, parse_text

#: What XML 1.0 can hold, written from its grammar: Char ::= #x9 | #xA | #xD | [#x20-#xD7FF] | [#xE000-#xFFFD] | [#x10000-#x10FFFF].
IN_XML = st.characters(min_codepoint=0x20, exclude_categories=["Cs"], exclude_characters="\ufffe\uffff") | st.sampled_from("\t\n\r")
TEXTS = st.text(IN_XML, max_size=30)
HOSTILE = [
    "\"quoted\" & <b>bold</b> 'single'",
    "first\nsecond\r\nthird\tfourth",
    "唐小鹏 🦽👩🏽‍🦯",
    "\u202eright to left\u202c שלום سلام",
    "]]>",
    "&#10;",
    "a\u0301",
]
LOOKS = {"Person": Look(Colour("wine", "#882255"), "circle")}


@pytest.fixture(scope="session")
def texts_of(make_network: Callable[[str], RelationshipNetwork]) -> Callable[[str, str], set[str]]:
    """Return a function that writes a network with a text in an XML format, and returns all texts that a parser reads."""

    def read(text: str, form: str) -> set[str]:
        lines: Iterator[str] = {"gexf": gexf, "graphml": graphml}[form](make_network(text), LOOKS)
        root = etree.fromstring("".join(lines).encode())
        return {value for element in root.iter() for value in (*element.attrib.values(), element.text)}

    return read


@given(text=TEXTS)
@pytest.mark.parametrize("form", ["gexf", "graphml"])
def test_text_survives_in_xml(text: str, form: str, texts_of: Callable[[str, str], set[str]]) -> None:
    name = text.strip() or "nobody"
    assert {name, f"{name} helped Tang", text or name} <= texts_of(text, form)


@pytest.mark.parametrize("text", HOSTILE)
@pytest.mark.parametrize("form", ["gexf", "graphml"])
def test_hostile_text_survives_in_xml(text: str, form: str, texts_of: Callable[[str, str], set[str]]) -> None:
    assert text in texts_of(text, form)


@given(before=TEXTS, bad=st.sampled_from("\x00\x01\x08\x0b\x0c\x1f\ufffe\uffff\ud800\udfff"), after=TEXTS)
@pytest.mark.parametrize("form", ["gexf", "graphml"])
def test_what_xml_cannot_hold_is_refused_by_name(
    before: str, bad: str, after: str, form: str, make_network: Callable[[str], RelationshipNetwork]
) -> None:
    lines = {"gexf": gexf, "graphml": graphml}[form](make_network(f"Tang{before}{bad}{after}Liu"), LOOKS)
    with pytest.raises(InputError, match=r"^https://example\.org/person/a: .Tang") as refused:
        list(lines)
    assert f"U+{ord(bad):04X}" in refused.value.message


@given(text=TEXTS)
def test_escaped_text_has_no_markup(text: str) -> None:
    assert not re.search('[<>"\n\r\t]', escape(text, "x"))


@given(text=TEXTS)
@example(text="a\rb")
def test_text_survives_in_tables(text: str, make_network: Callable[[str], RelationshipNetwork]) -> None:
    network = make_network(text)
    nodes = list(csv.DictReader(io.StringIO("".join(nodes_csv(network)), newline="")))
    edges = list(csv.DictReader(io.StringIO("".join(edges_csv(network)), newline="")))
    assert nodes[0]["Label"] == safe_cell(next(iter(network.nodes)).label)
    assert edges[0]["quote"] == safe_cell(text)


@given(text=TEXTS)
@pytest.mark.parametrize("form", sorted(FORMATS))
def test_text_survives_in_rdf(text: str, form: str) -> None:
    quad = Quad(NamedNode("https://example.org/a"), NamedNode("https://example.org/says"), Literal(text, language="en"))
    assert parse_text(serialize_quads([quad], form), FORMATS[form]) == [quad]
