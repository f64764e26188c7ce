"""The page: whole without a script and a network, the same to eyes and ears, and nothing in it runs but its own script."""

from __future__ import annotations

import base64
import hashlib
import re
from collections import Counter
from collections.abc import Callable
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from lxml import etree
from lxml import html as lxml_html

from disgraph.errors import InputError, LimitExceeded
from disgraph.export.edge_style import STYLES
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


def entity_lists(page: Any) -> dict[str, Any]:
    return {entity.get("id"): entity for entity in page.xpath("//details[@class='entity']")}


def row_of(page: Any) -> dict[str, Any]:
    return {row.get("id"): row for row in page.xpath("//table[@data-rows='relations']/tbody/tr")}


def cells(row: Any) -> list[str]:
    return [cell.text_content() for cell in row]


def test_every_relation_is_in_the_list_of_its_source_and_named_in_that_of_its_target(page: Any, network: RelationshipNetwork) -> None:
    names = {node.iri: node.label for node in network.nodes}
    lists = entity_lists(page)
    assert set(lists) == set(names)
    outgoing = {(iri, *cells(row)[:3]) for iri, entity in lists.items() for row in entity.xpath(".//tbody/tr")}
    assert outgoing == {(edge.source, edge.label, names[edge.target], edge.sentence) for edge in network.edges}
    incoming = Counter((iri, item.text_content()) for iri, entity in lists.items() for item in entity.xpath("ul[@class='incoming']/li"))
    assert incoming == Counter((edge.target, f"{names[edge.source]}: {edge.label}") for edge in network.edges)


def test_every_entity_is_under_its_type_with_its_relations_counted(page: Any, network: RelationshipNetwork) -> None:
    found = {
        (group.xpath("string(summary/h3)"), entity.get("id"), entity.xpath("string(summary/bdi)"))
        for group in page.xpath("//details[@class='type']")
        for entity in group.xpath("details")
    }
    assert found == {(node.type_label, node.iri, node.label) for node in network.nodes}
    lists = entity_lists(page)
    for node in network.nodes:
        brief = lists[node.iri].xpath("string(summary/span)")
        assert brief.startswith(f"{node.degree} relation{'' if node.degree == 1 else 's'}")


def test_every_relation_leads_to_its_quote_and_document(page: Any, network: RelationshipNetwork) -> None:
    """interface-M8."""
    listed = row_of(page)
    documents = {row.get("id"): row[1].text_content() for row in page.xpath("//table[@data-rows='documents']/tbody/tr")}
    quoted = [edge for edge in network.edges if edge.quote]
    assert quoted
    for edge in quoted:
        row = listed[edge.id]
        assert row.xpath("string(.//q)") == in_quotation_marks(edge.quote)
        (link,) = row[5].xpath(".//a/@href")
        assert documents[link.removeprefix("#")] == edge.title
        assert row[5].xpath("string(.//abbr/@title)") == edge.title


def test_every_relation_says_how_it_is_known_and_derived_ones_show_their_premises(page: Any, network: RelationshipNetwork) -> None:
    listed = row_of(page)
    for edge in network.edges:
        row = listed[edge.id]
        assert row.get("data-known") == {"reported": "weak", "inferred": "weak", "background": "derived"}.get(
            edge.known.known, edge.known.known
        )
        assert (row.get("data-doubt") == "yes") == bool(edge.known.doubt)
        text = row[4].text_content()
        assert all(part in text for part in (edge.known.speaker, edge.known.doubt, edge.known.basis))
        if edge.inferred:
            assert tuple(item.text_content() for item in row[3].xpath(".//li")) == edge.premises
            assert text.startswith("background" if edge.known.known == "background" else "derived by a rule")


def test_a_short_page_is_open_and_a_long_one_is_closed(page: Any, make_network: Callable[[str], RelationshipNetwork]) -> None:
    assert page.xpath("//details[@open]") == []
    short = lxml_html.document_fromstring("".join(webpage(make_network("Liu"), LOOKS, opening=["<p>The story.</p>"])))
    assert len(short.xpath("//details[@open]")) == len(short.xpath("//details")) == 3
    assert short.xpath("string(//main/p)") == "The story."


def test_the_picture_has_every_entity_and_every_joined_pair(written: str, network: RelationshipNetwork) -> None:
    root = etree.fromstring(written.encode())
    drawn = root.find(f".//{ISOLATED}figure/{ISOLATED}div/{{http://www.w3.org/2000/svg}}svg")
    titles = [title.text for title in drawn.iterfind("{*}g/{*}title")]
    assert titles == [f"{node.label} ({node.type_label})" for node in network.nodes]
    lines = {line.text for title in drawn.iterfind("{*}line/{*}title") for line in [title]}
    assert len(list(drawn.iterfind("{*}line"))) == len({(edge.source, edge.target) for edge in network.edges if edge.source != edge.target})
    assert {edge.sentence for edge in network.edges if edge.source != edge.target} <= {
        text for result in lines for text in result.split("\n")
    }


def test_every_link_of_the_page_leads_somewhere(page: Any) -> None:
    known = set(page.xpath("//@id"))
    links = page.xpath("//a/@href")
    assert len(known) == len(page.xpath("//@id"))
    assert len(links) > 1000
    assert [link for link in links if link.removeprefix("#") not in known] == []


def test_nothing_is_loaded_and_only_its_own_style_and_script_are_allowed(page: Any) -> None:
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


def test_the_script_sorts_and_filters(network: RelationshipNetwork, shipped: Graph, read_by_npm: Callable[[str, str], Any]) -> None:
    part = part_of(network)
    found = read_by_npm("html", "".join(webpage(part, shipped.relations.looks)))
    assert found["violations"] == []
    assert {"landmark-unique", "scope-attr-valid", "svg-img-alt", "label", "bypass"} <= set(found["passed"])
    assert found["buttonsBefore"] == 0
    names, how = found["up"]
    assert (names, how) == (sorted(found["before"], key=str.lower), "ascending")
    assert found["down"] == [sorted(names, key=str.lower, reverse=True), "descending"]
    assert found["none"] == "0 of 25 relations"
    weak = sum(edge.known.is_weak for edge in part.edges)
    assert 0 < weak < 25
    assert found["weak"] == [f"{weak} of 25 relations", weak]


def brightness(colour: str) -> float:
    """Return the relative luminance of a colour, as WCAG 2.2 defines it."""
    digits = colour.removeprefix("#")
    digits = "".join(2 * digit for digit in digits) if len(digits) == 3 else digits
    parts = [int(digits[at : at + 2], 16) / 255 for at in (0, 2, 4)]
    red, green, blue = (part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4 for part in parts)
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def schemes() -> dict[str, dict[str, str]]:
    """Return the colours of the light and of the dark scheme by name; the dark one keeps those that it does not replace."""
    light, dark = (dict(re.findall(r"--(\w+): (#[0-9a-f]{6})", part)) for part in STYLE.split("@media (prefers-color-scheme: dark)"))
    return {"light": light, "dark": light | dark}


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_text_and_lines_have_contrast(scheme: str) -> None:
    """interface-M5."""
    assert "color-scheme: light dark" in STYLE
    colours = {name: brightness(colour) + 0.05 for name, colour in schemes()[scheme].items()}
    grounds = {name: colours.pop(name) for name in ("ground", "head", "mark")}
    texts = {name: colours.pop(name) for name in ("ink", "link", "name")}

    def contrast(one: float, other: float) -> float:
        return max(one, other) / min(one, other)

    assert set(colours) == {"line", "stated", "weak", "derived"}
    assert min(contrast(text, ground) for text in texts.values() for ground in grounds.values()) >= 4.5
    assert min(contrast(line, grounds["ground"]) for line in colours.values()) >= 3


def test_edges_have_contrast_on_white_and_differ_by_their_lines() -> None:
    """interface-M7."""
    assert len({style.line for style in STYLES}) == 3
    assert min(1.05 / (brightness(style.colour.hex) + 0.05) for style in STYLES) >= 3


def test_nothing_moves_for_those_who_asked_for_that() -> None:
    moving = re.findall(r"[^{}]*\{[^{}]*(?:animation|transition|scroll-behavior)[^{}]*\}", STYLE)
    assert len(moving) == 1
    assert "@media (prefers-reduced-motion: no-preference) { html { scroll-behavior: smooth; } }" in STYLE
    assert not set(SCRIPT) & {"<", "&"}


@given(text=st.text(IN_XML, max_size=30))
def test_every_text_survives_in_the_page(text: str, make_network: Callable[[str], RelationshipNetwork]) -> None:
    network = make_network(text)
    written = "".join(webpage(network, LOOKS, title=f"About {text}"))
    row = lxml_html.document_fromstring(written).xpath("//table[@data-rows='relations']/tbody/tr")[0]
    assert row[2].text_content() == next(iter(network.edges)).sentence
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
