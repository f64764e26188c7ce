"""Pages: what a reader finds on each, for the shipped documents."""

from __future__ import annotations

import html
import re

import pytest
from starlette.testclient import TestClient

from disgraph.graph.graph import Graph
from disgraph.rdf import DG, NamedNode, RdfFormat, parse_text

BROWSER = {"Accept": "text/html,application/xhtml+xml,*/*;q=0.8"}
QUERY = "SELECT ?label WHERE { dgr:person\\/liu-weiping rdfs:label ?label }"

#: An address of each kind of page, and words that it must have.
PAGES = {
    "/": "How are they connected?",
    "/search?text=Liu": "Liu Weiping",
    "/ask?question=Who+visited+Tang+Xiaopeng%3F": "visited Tang\u2019s home",
    "/path?a=Liu+Weiping&b=Tang+Xiaopeng": "in July 2017, Liu Weiping, also in a wheelchair, visited Tang\u2019s home",
    "/compare?a=Liu+Weiping&b=Tang+Xiaopeng": "Tang Xiaopeng",
    "/common?a=Liu+Weiping&b=Tang+Xiaopeng": "Zhangye Jishan Leye Disabled Supportive Employment Center",
    "/neighbors?name=Liu+Weiping": "Tang Xiaopeng",
    "/evidence?name=Liu+Weiping": "Party Branch Secretary of the center",
    "/explain?name=Liu+Weiping&name=Tang+Xiaopeng": "Tang Xiaopeng",
    "/resource/person/liu-weiping": "Party Branch Secretary",
    "/documents": "Chongqing Boosts Employment",
    "/document/000": "Wearing headphones to answer calls",
    "/queries": "Who received an award, and when?",
    "/sparql": "SPARQL 1.1",
    "/audit": "contradict",
    "/stats": "claims",
    "/ontology": "Object properties",
    "/ontology/Person": "Terms that refer to it",
    "/about": "It does not guess",
    "/accessibility": "WCAG 2.2",
}


def words(text: str) -> str:
    """Return a page without its markup."""
    return " ".join(html.unescape(re.sub(r"<[^>]+>", "", text)).split())


@pytest.mark.parametrize("address", PAGES)
def test_each_page_has_its_content_and_one_title(client: TestClient, address: str) -> None:
    answer = client.get(address, headers=BROWSER)
    assert answer.status_code == 200
    assert answer.headers["content-type"] == "text/html; charset=utf-8"
    assert PAGES[address] in words(answer.text)
    assert answer.text.count("<h1") == 1
    assert "<script>" not in answer.text
    assert " style=" not in answer.text
    assert "http://" not in re.sub(r'role="[^"]*"|xmlns="[^"]*"', "", answer.text).replace("http://127.0.0.1", "") or "ontology" in address


@pytest.mark.parametrize(
    "address", ["/path?a=Liu+Weiping&b=Xie+Xing", *(each for each in PAGES if each not in ("/about", "/accessibility"))]
)
def test_no_page_names_an_option_of_the_command_line(client: TestClient, address: str) -> None:
    shown = words(client.get(address, headers=BROWSER).text)
    assert re.findall(r"(?<![-\w])--[a-z][-a-z]+", shown) == []


@pytest.mark.parametrize("address", PAGES)
def test_each_link_of_the_site_leads_somewhere(client: TestClient, address: str) -> None:
    page = client.get(address, headers=BROWSER).text
    links = {html.unescape(link).partition("#")[0] for link in re.findall(r'href="(/[^"]*)"', page)}
    checked = sorted(link for link in links if not link.startswith(("/network.gexf", "/stats", "/api/")))[-8:]
    broken = [link for link in checked if client.get(link, headers=BROWSER).status_code >= 400]
    assert checked
    assert broken == []


def test_a_quote_leads_to_its_words_in_the_document(client: TestClient) -> None:
    page = client.get("/path?a=Liu+Weiping&b=Tang+Xiaopeng", headers=BROWSER).text
    address = next(html.unescape(link) for link in re.findall(r'href="(/document/[^"]*)"', page))
    place = address.partition("#")[2]
    shown = client.get(address.partition("#")[0], headers=BROWSER).text
    assert re.search(rf'<span id="{place}" class="quoted">', shown)


def test_the_text_of_a_document_is_complete_over_its_pages(client: TestClient) -> None:
    first = client.get("/document/000", headers=BROWSER).text
    last = int(re.search(r"Page 1 of (\d+)", first)[1])  # type: ignore[index]
    pages = [client.get(f"/document/000?page={number}", headers=BROWSER).text for number in range(1, last + 1)]
    articles = [re.search(r"<article[^>]*>\n(.*?)\n?</article>", page, re.DOTALL)[1] for page in pages]  # type: ignore[index]
    text = html.unescape("".join(re.sub(r"<sup>.*?</sup>|<[^>]+>", "", article) for article in articles))
    stated = client.app.state.site.graph.project.documents / "000_ab8cbabbbdccb3c1.txt"  # type: ignore[attr-defined]
    assert "".join(text.split()) == "".join(stated.read_text(encoding="utf-8").split())


def test_each_entity_in_a_sentence_of_a_profile_is_a_link(client: TestClient, shipped: Graph) -> None:
    """Also the ninth of a kind, which the picture of the relations leaves out."""
    china = NamedNode("https://w3id.org/disgraph/resource/place/china")
    page = client.get("/resource/place/china").text
    inside = [quad.subject for quad in shipped.to(china, DG["containedIn"]) if isinstance(quad.subject, NamedNode)]
    named = [shipped.label(place) for place in inside if f"{shipped.label(place)} is in China" in words(page)]
    assert len(named) > 8
    assert [label for label in named if f">{label}</a> is in China" not in page] == []


def test_an_ambiguous_name_offers_its_candidates(client: TestClient) -> None:
    answer = client.get("/path?a=Liu&b=Tang+Xiaopeng", headers=BROWSER)
    assert answer.status_code == 404
    link = next(html.unescape(each) for each in re.findall(r'<li><a href="(/path[^"]*)"', answer.text))
    assert client.get(link, headers=BROWSER).status_code == 200


def test_an_address_that_nothing_has_is_a_page_with_a_way_out(client: TestClient) -> None:
    answer = client.get("/resource/person/nobody", headers=BROWSER)
    assert answer.status_code == 404
    assert "first page" in answer.text


def test_a_query_shows_its_answer_and_an_empty_one_its_reason(client: TestClient) -> None:
    answer = client.get("/sparql", params={"query": QUERY}, headers=BROWSER)
    assert "Liu Weiping" in answer.text
    empty = client.get("/sparql", params={"query": "SELECT * WHERE { ?x a dg:Persn }"}, headers=BROWSER)
    assert "dg:Person" in empty.text
    wrong = client.get("/sparql", params={"query": "SELECT * WHERE { ?x a dg:Person "}, headers=BROWSER)
    assert wrong.status_code == 400
    assert "line 1" in words(wrong.text)


@pytest.mark.parametrize(
    ("media", "form"),
    [("text/turtle", RdfFormat.TURTLE), ("application/ld+json", RdfFormat.JSON_LD), ("application/rdf+xml", RdfFormat.RDF_XML)],
)
def test_a_resource_is_described_in_the_format_that_is_asked_for(client: TestClient, media: str, form: RdfFormat) -> None:
    answer = client.get("/resource/person/liu-weiping", headers={"Accept": media})
    iri = "https://w3id.org/disgraph/resource/person/liu-weiping"
    assert answer.headers["content-type"].partition(";")[0] == media
    assert answer.headers["vary"] == "Accept"
    assert any(quad.subject.value == iri for quad in parse_text(answer.content, form))  # type: ignore[union-attr]


def test_hostile_names_are_text(tiny_client: TestClient) -> None:
    attack = '"><script>alert(1)</script>'
    for address in ("/search", "/path", "/compare"):
        answer = tiny_client.get(address, params={"text": attack, "a": attack, "b": attack}, headers=BROWSER)
        assert "<script>alert" not in answer.text


def test_each_answer_says_what_a_browser_may_do(tiny_client: TestClient) -> None:
    headers = tiny_client.get("/", headers=BROWSER).headers
    assert "default-src 'none'" in headers["content-security-policy"]
    assert headers["x-content-type-options"] == "nosniff"


def test_another_host_name_is_refused(tiny_client: TestClient) -> None:
    assert tiny_client.get("/", headers={"Host": "attacker.example"}).status_code == 400


def test_a_body_that_is_too_large_is_refused(tiny_client: TestClient) -> None:
    answer = tiny_client.post("/sparql", content=b"x" * (2 << 20), headers={"Content-Type": "application/sparql-query"})
    assert answer.status_code == 413


def test_nothing_can_be_reviewed_unless_the_server_is_started_for_it(tiny_client: TestClient) -> None:
    assert tiny_client.get("/review").status_code == 404
