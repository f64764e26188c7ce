"""A server under a prefix behind a reverse proxy: no header of a client changes an address, and no request leaves the prefix."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path

import pytest
from starlette.testclient import TestClient
from tests.server.conftest import SETTINGS

from disgraph.api.graph_opening import open_graph
from disgraph.rdf import RdfFormat, parse_text
from disgraph.server.application import application

EVIL = "evil.example"
HOSTILE = (
    {"X-Forwarded-Host": EVIL},
    {"X-Forwarded-Prefix": f"//{EVIL}", "X-Script-Name": f"//{EVIL}", "X-Original-URL": f"//{EVIL}/", "X-Rewrite-URL": f"//{EVIL}/"},
    {"X-Forwarded-Server": EVIL, "X-Forwarded-Port": "1", "Forwarded": f"for=1;host={EVIL};proto=javascript"},
)
PATHS = ("/", "/search?text=Amei", "/sparql", "/reconcile", "/api/openapi.json", "/resource/person/amei-li", "/document/d1", "/nothing")


@pytest.fixture(scope="module")
def proxied(tiny_folder: Path) -> Iterator[TestClient]:
    settings = SETTINGS._replace(prefix="/graph", hosts=("graph.example.org",))
    app = application(open_graph(tiny_folder), settings)
    with TestClient(app, base_url="http://graph.example.org", raise_server_exceptions=False, follow_redirects=False) as found:
        yield found


@pytest.mark.parametrize("headers", HOSTILE)
@pytest.mark.parametrize("path", PATHS)
@pytest.mark.parametrize("accept", ["text/html", "*/*"])
def test_no_header_of_a_client_changes_an_answer(proxied: TestClient, path: str, headers: dict[str, str], accept: str) -> None:
    plain = proxied.get(f"/graph{path}", headers={"Accept": accept})
    answer = proxied.get(f"/graph{path}", headers={"Accept": accept, **headers})
    assert (answer.status_code, answer.text) == (plain.status_code, plain.text)
    assert EVIL not in str(answer.headers)


@pytest.mark.parametrize("path", PATHS)
def test_every_address_of_a_page_is_under_the_prefix(proxied: TestClient, path: str) -> None:
    page = proxied.get(f"/graph{path}", headers={"Accept": "text/html"}).text
    links = re.findall(r'(?:href|src|action)="([^"]*)"', page)
    assert [link for link in links if not link.startswith(("/graph/", "#", "data:", "?", "https://", "http://"))] == []


@pytest.mark.parametrize("host", [EVIL, "", f"graph.example.org@{EVIL}", f"graph.example.org.{EVIL}", f"{EVIL}#graph.example.org"])
def test_another_host_is_refused(proxied: TestClient, host: str) -> None:
    answer = proxied.get("/graph/", headers={"Host": host})
    assert answer.status_code == 400
    assert EVIL not in answer.text


@pytest.mark.parametrize(
    "path", ["//evil.example/graph/", "/search?text=x", "/graph/../search", "/graph/static/..%2f..%2fsite.py", "/graph//"]
)
def test_nothing_outside_the_prefix_is_answered(proxied: TestClient, path: str) -> None:
    answer = proxied.get(f"http://graph.example.org{path}")
    assert answer.status_code == 404
    assert "location" not in answer.headers


def test_the_description_of_the_api_has_the_prefix(proxied: TestClient) -> None:
    assert proxied.get("/graph/api/openapi.json").json()["servers"] == [{"url": "http://graph.example.org/graph"}]


@pytest.mark.parametrize("root", ["", "/graph"])
@pytest.mark.parametrize("accept", ["*/*", "text/turtle"])
def test_the_well_known_place_leads_to_the_description_of_the_dataset(proxied: TestClient, root: str, accept: str) -> None:
    answer = proxied.get(f"{root}/.well-known/void", headers={"Accept": accept})
    assert answer.status_code == 302
    assert answer.headers["location"].startswith("/graph/resource/dataset/disgraph")
    found = proxied.get(answer.headers["location"], headers={"Accept": accept})
    assert found.headers["content-type"].startswith("text/turtle")
    kinds = {str(quad.object) for quad in parse_text(found.content, RdfFormat.TURTLE) if str(quad.predicate).endswith("#type>")}
    assert "<http://rdfs.org/ns/void#Dataset>" in kinds
