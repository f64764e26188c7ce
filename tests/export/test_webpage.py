"""The page: whole without a script and a network, the same to eyes and ears, and nothing in it runs but its own script."""

from __future__ import annotations

import base64
import hashlib
import re
from collections.abc import Callable
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from lxml import etree
from lxml import html as lxml_html

from disgraph.errors import InputError, LimitExceeded
from disgraph.export.quotes import in_quotation_marks
from disgraph.export.relationship import RelationshipNetwork
from disgraph.export.webpage import MOST_EDGES, webpage
from disgraph.export.webpage_assets import SCRIPT, STYLE
from disgraph.graph.graph import Graph
from disgraph.ontology.relations import Look
from disgraph.ontology.vocabulary import Colour

IN_XML = st.characters(min_codepoint=0x20, exclude_categories=["Cs", "Cn", "Cc"]) | st.sampled_from("\t\n<>&\"'")
LOOKS = {"Person": Look(Colour("wine", "#882255"), "circle")}
ISOLATED = "{http://www.w3.org/1999/xhtml}"


@pytest.fixture(scope="module")
def written(network: RelationshipNetwork, shipped: Graph) -> str:
    return "".join(webpage(network, shipped.relations.looks))


@pytest.fixture(scope="module")
def page(written: str) -> Any:
    return lxml_html.document_fromstring(written)


def rows(page: Any, table: str) -> list[list[str]]:
    return [[cell.text_content() for cell in row] for row in page.xpath(f"//table[@data-rows='{table}']/tbody/tr")]


def test_the_tables_say_what_the_network_says(page: Any, network: RelationshipNetwork) -> None:
    names = {node.iri: node.label for node in network.nodes}
    assert [(row[0], row[1], row[2], row[3]) for row in rows(page, "relations")] == [
        (names[edge.source], edge.label, names[edge.target], edge.sentence) for edge in network.edges
    ]
    assert [(row[0], row[1], row[2]) for row in rows(page, "entities")] == [
        (node.label, node.type_label, str(node.degree)) for node in network.nodes
    ]


def test_every_relation_leads_to_its_quote_and_document(page: Any, network: RelationshipNetwork) -> None:
    told = {row.get("id"): row for row in page.xpath("//table[@data-rows='relations']/tbody/tr")}
    documents = {row.get("id"): row[1].text_content() for row in page.xpath("//table[@data-rows='documents']/tbody/tr")}
    said = [edge for edge in network.edges if edge.quote]
    assert said
    for edge in said:
        row = told[edge.id]
        assert row.xpath("string(.//q)") == in_quotation_marks(edge.quote)
        (link,) = row[5].xpath(".//a/@href")
        assert documents[link.removeprefix("#")] == edge.title


def test_the_picture_has_every_entity_and_every_joined_pair(written: str, network: RelationshipNetwork) -> None:
    root = etree.fromstring(written.encode())
    drawn = root.find(f".//{ISOLATED}figure/{{http://www.w3.org/2000/svg}}svg")
    titles = [title.text for title in drawn.iterfind("{*}g/{*}title")]
    assert titles == [f"{node.label} ({node.type_label})" for node in network.nodes]
    lines = {line.text for title in drawn.iterfind("{*}line/{*}title") for line in [title]}
    assert len(list(drawn.iterfind("{*}line"))) == len({(edge.source, edge.target) for edge in network.edges if edge.source != edge.target})
    assert {edge.sentence for edge in network.edges if edge.source != edge.target} <= {text for told in lines for text in told.split("\n")}


def test_every_link_of_the_page_leads_somewhere(page: Any) -> None:
    known = set(page.xpath("//@id"))
    links = page.xpath("//a/@href")
    assert len(known) == len(page.xpath("//@id"))
    assert len(links) > 1000
    assert [link for link in links if link.removeprefix("#") not in known] == []


def test_nothing_is_loaded_and_only_its_own_style_and_script_are_let_in(page: Any) -> None:
    assert page.xpath("//@src | //link | //iframe | //object | //img | //@style | //@*[starts-with(name(), 'on')]") == []
    assert "url(" not in STYLE
    assert "import" not in STYLE
    policy = page.xpath("string(//meta[@http-equiv='Content-Security-Policy']/@content)")
    assert policy.startswith("default-src 'none'; ")
    for kind, text in (("style-src", page.findtext(".//style")), ("script-src", page.findtext(".//script"))):
        digest = base64.b64encode(hashlib.sha256(text.encode()).digest()).decode()
        assert f"{kind} 'sha256-{digest}'" in policy


def part_of(network: RelationshipNetwork) -> RelationshipNetwork:
    """Return 25 relations of a network."""
    edges = tuple(edge for edge in network.edges if edge.quote)[:25]
    ends = {end for edge in edges for end in (edge.source, edge.target)}
    return RelationshipNetwork(tuple(node for node in network.nodes if node.iri in ends), edges)


def test_axe_finds_no_barrier_and_the_script_sorts_and_filters(
    network: RelationshipNetwork, shipped: Graph, read_by_npm: Callable[[str, str], Any]
) -> None:
    found = read_by_npm("html", "".join(webpage(part_of(network), shipped.relations.looks)))
    assert found["violations"] == []
    assert {"landmark-unique", "scope-attr-valid", "svg-img-alt", "label", "bypass"} <= set(found["passed"])
    assert found["buttonsBefore"] == 0
    names, how = found["up"]
    assert (names, how) == (sorted(found["before"][0], key=str.lower), "ascending")
    assert found["down"] == [sorted(names, key=str.lower, reverse=True), "descending"]
    assert found["told"] == "0 of 25 relations"


def brightness(colour: str) -> float:
    """Return the relative luminance of a colour, as WCAG 2.2 defines it."""
    digits = colour.removeprefix("#")
    digits = "".join(2 * digit for digit in digits) if len(digits) == 3 else digits
    parts = [int(digits[at : at + 2], 16) / 255 for at in (0, 2, 4)]
    red, green, blue = (part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4 for part in parts)
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def test_text_has_contrast_on_every_background_and_lines_on_white() -> None:
    texts = set(re.findall(r"[ {]color: (#[0-9a-f]+)", STYLE)) | {"#4a4a4a"}
    grounds = set(re.findall(r"background: (#[0-9a-f]+)", STYLE))
    assert len(texts) > 2
    assert len(grounds) > 2
    assert min((brightness(ground) + 0.05) / (brightness(text) + 0.05) for text in texts for ground in grounds) >= 4.5
    lines = set(re.findall(r"[ {]stroke: (#[0-9a-f]+)", STYLE)) - {"#fff"}
    assert min(1.05 / (brightness(line) + 0.05) for line in lines) >= 3


def test_nothing_moves_for_those_who_asked_for_that() -> None:
    moving = re.findall(r"[^{}]*\{[^{}]*(?:animation|transition|scroll-behavior)[^{}]*\}", STYLE)
    assert len(moving) == 1
    assert "@media (prefers-reduced-motion: no-preference) { html { scroll-behavior: smooth; } }" in STYLE
    assert "<" not in SCRIPT


@given(text=st.text(IN_XML, max_size=30))
def test_every_text_survives_in_the_page(text: str, make_network: Callable[[str], RelationshipNetwork]) -> None:
    network = make_network(text)
    written = "".join(webpage(network, LOOKS, title=f"About {text}"))
    row = lxml_html.document_fromstring(written).xpath("//table[@data-rows='relations']/tbody/tr")[0]
    assert row[0].text_content() == next(iter(network.nodes)).label
    assert etree.fromstring(written.encode()).findtext(f".//{ISOLATED}q") == (in_quotation_marks(text) if text else None)


@pytest.mark.parametrize(
    "text", ["</script><script>alert(1)</script>", "<img src=x onerror=alert(1)>", "]]>", "x" * 100_000, "\u202e\u05e9\u05dc\u05d5\u05dd"]
)
def test_hostile_text_is_shown_and_never_run(text: str, make_network: Callable[[str], RelationshipNetwork]) -> None:
    page = lxml_html.document_fromstring("".join(webpage(make_network(text), LOOKS, title=text)))
    assert len(page.xpath("//script")) == 1
    assert page.xpath("//img | //@onerror") == []
    assert page.xpath("string(//h1)") == text


@pytest.mark.parametrize("bad", ["\x00", "\x1b", "\ud800"])
def test_what_a_page_cannot_hold_is_refused_by_name(bad: str, make_network: Callable[[str], RelationshipNetwork]) -> None:
    with pytest.raises(InputError, match=r"^a\|helped\|b: 'Tang.*cannot hold"):
        list(webpage(make_network(f"Tang{bad}"), LOOKS))


def test_a_page_that_no_browser_would_like_is_refused(make_network: Callable[[str], RelationshipNetwork]) -> None:
    network = make_network("Liu")
    with pytest.raises(LimitExceeded, match="20,001 relations"):
        list(webpage(network._replace(edges=(*network.edges,) * (MOST_EDGES + 1)), LOOKS))


def test_nothing_is_a_page_too() -> None:
    assert "0 entities and 0 relations" in "".join(webpage(RelationshipNetwork((), ()), {}))


def test_is_the_same_each_time(network: RelationshipNetwork, shipped: Graph) -> None:
    first, second = ("".join(webpage(part_of(network), shipped.relations.looks)) for _ in range(2))
    assert first == second
