"""Services for programs: the JSON API, reconciliation, and the limits of SPARQL."""

from __future__ import annotations

import asyncio
import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any
from urllib.parse import urlencode

import jsonschema
import pytest
from referencing import Registry
from referencing.jsonschema import DRAFT7
from starlette.testclient import TestClient
from starlette.types import Message
from tests.server.conftest import SETTINGS, client_of

from disgraph.api.graph_opening import open_graph
from disgraph.server import safety
from disgraph.server.api_verbs import VERBS
from disgraph.server.application import application

SCHEMAS = Path(__file__).parent / "reconciliation-0.2"


@pytest.mark.parametrize(
    ("address", "status", "name"),
    [
        ("/api/path?a=Liu+Weiping", 400, "misuse"),
        ("/api/path?a=Liu+Weiping&b=Nobody+Known", 404, "unknown-name"),
        ("/api/neighbors?name=Liu+Weiping&limit=many", 400, "misuse"),
        ("/api/show?name=Liu+Weiping&colour=red", 400, "misuse"),
        ("/api/queries/no-such-query", 400, "misuse"),
        ("/download?format=docx&query=ASK%7B%7D", 400, "misuse"),
    ],
)
def test_errors_have_a_status_a_name_and_a_remedy(client: TestClient, address: str, status: int, name: str) -> None:
    answer = client.get(address, headers={"Accept": "application/json"})
    assert answer.status_code == status
    assert answer.json()["title"] == name
    assert answer.json()["remedy"]


def test_the_description_of_the_api_names_each_verb_and_resolves(client: TestClient) -> None:
    described = client.get("/api/openapi.json").json()
    assert {f"/api/{verb.name}" for verb in VERBS} <= set(described["paths"])
    references = set(_references(described))
    assert references
    for reference in references:
        node: Any = described
        for key in reference.removeprefix("#/").split("/"):
            node = node[key]


#: Values for the required parameters of the API, by name; a parameter that may be repeated has several.
GIVEN = {
    "a": ["Liu Weiping"],
    "b": ["Tang Xiaopeng"],
    "name": ["Liu Weiping", "Tang Xiaopeng"],
    "text": ["Tang"],
    "question": ["Who visited Tang Xiaopeng?"],
}


def test_a_client_that_knows_only_the_description_gets_what_it_promises(client: TestClient) -> None:
    described = client.get("/api/openapi.json").json()
    checked = []
    for path, item in described["paths"].items():
        operation = item["get"]
        needed = [each for each in operation["parameters"] if each.get("required") or each["name"] == "text"]
        fields = [(each["name"], text) for each in needed for text in GIVEN[each["name"]][: 2 if each["schema"]["type"] == "array" else 1]]
        address = path.replace("{name}", "foundings")
        answer = client.get(address if address != path else f"{path}?{urlencode(fields)}")
        expected = operation["responses"][str(answer.status_code)].get("content", {})
        media = answer.headers["content-type"].partition(";")[0]
        assert answer.status_code == 200, answer.text
        assert not expected or media in expected, path
        if "schema" in expected.get(media, {}):
            jsonschema.Draft202012Validator({**expected[media]["schema"], "components": described["components"]}).validate(answer.json())
            checked.append(path)
    assert set(checked) >= {f"/api/{verb.name}" for verb in VERBS}


def _references(node: object) -> list[str]:
    if isinstance(node, dict):
        own = [node["$ref"]] if isinstance(node.get("$ref"), str) else []
        return own + [found for value in node.values() for found in _references(value)]
    return [found for value in node for found in _references(value)] if isinstance(node, list) else []


def test_names_are_suggested_while_they_are_typed(client: TestClient) -> None:
    labels = [each["label"] for each in client.get("/api/suggest?text=Tang").json()]
    assert "Tang Xiaopeng" in labels
    assert client.get("/api/suggest?text=").json() == []


def check(name: str, value: object) -> None:
    """Check a value by a schema of the specification."""
    loaded = {path.stem: json.loads(path.read_text(encoding="utf-8")) for path in SCHEMAS.glob("*.json")}
    resources = [(schema["$id"], DRAFT7.create_resource(schema)) for schema in loaded.values() if "$id" in schema]
    registry = Registry[Any]().with_resources(resources)
    jsonschema.Draft7Validator(loaded[name], registry=registry).validate(value)


def test_reconciliation_answers_by_the_schemas_of_the_specification(client: TestClient) -> None:
    batch = {"q0": {"query": "Liu Weiping", "limit": 3}, "q1": {"query": "Zhangye base"}, "q2": {"query": "Nobody At All Here"}}
    check("reconciliation-query-batch", batch)
    answer = client.post("/reconcile", data={"queries": json.dumps(batch)})
    check("reconciliation-result-batch", answer.json())
    best = answer.json()["q0"]["result"][0]
    assert (best["id"], best["name"], best["match"]) == ("person/liu-weiping", "Liu Weiping", True)
    assert not any(each["match"] for each in answer.json()["q2"]["result"])
    assert client.get("/reconcile", params={"queries": json.dumps(batch)}).json() == answer.json()


@pytest.mark.parametrize(
    ("address", "schema"),
    [
        ("/reconcile", "manifest"),
        ("/reconcile/suggest/entity?prefix=Liu", "suggest-entities-response"),
        ("/reconcile/suggest/type?prefix=person", "suggest-types-response"),
        ("/reconcile/suggest/property?prefix=in", "suggest-properties-response"),
    ],
)
def test_the_other_answers_of_reconciliation(client: TestClient, address: str, schema: str) -> None:
    answer = client.get(address)
    check(schema, answer.json())
    assert len(answer.json()) > 0


def test_reconciliation_by_type_leaves_others_out(client: TestClient) -> None:
    batch = {"q": {"query": "Zhangye", "type": "https://w3id.org/disgraph/ontology#Person"}}
    found = client.post("/reconcile", data={"queries": json.dumps(batch)}).json()["q"]["result"]
    assert all(each["id"].startswith("person/") for each in found)


@pytest.mark.parametrize("queries", ["[]", "{", '{"q": 5}', '{"q": {}}'])
def test_malformed_batches_are_refused(client: TestClient, queries: str) -> None:
    assert client.post("/reconcile", data={"queries": queries}).status_code == 400


RUNAWAY = "SELECT (COUNT(*) AS ?n) WHERE { ?a ?b ?c . ?d ?e ?f . ?g ?h ?i }"


def test_a_runaway_query_ends_at_its_limit_and_the_next_is_answered(client: TestClient) -> None:
    answer = client.get("/sparql", params={"query": RUNAWAY}, headers={"Accept": "application/json"})
    assert answer.status_code == 503
    assert answer.json()["title"] == "limit"
    assert client.get("/sparql", params={"query": "ASK {}"}, headers={"Accept": "application/json"}).json()["boolean"] is True


@pytest.mark.parametrize("query", ["SELECT * { SERVICE <http://127.0.0.1:1/> { ?s ?p ?o } }", "LOAD <http://127.0.0.1:1/>", "CLEAR ALL"])
def test_queries_that_reach_out_or_write_are_refused(client: TestClient, query: str) -> None:
    answer = client.post("/sparql", content=query, headers={"Content-Type": "application/sparql-query"})
    assert answer.status_code == 400
    assert answer.json()["title"] == "misuse"


def test_metrics_count_answers_and_queries_without_what_was_asked(tiny_client: TestClient) -> None:
    before = _numbers(tiny_client.get("/metrics").text)
    tiny_client.get("/sparql", params={"query": "ASK { ?secret ?b ?c }"}, headers={"Accept": "application/sparql-results+json"})
    tiny_client.get("/no/such/secret/page")
    answer = tiny_client.get("/metrics")
    after = _numbers(answer.text)
    assert answer.headers["content-type"] == "text/plain; version=0.0.4; charset=utf-8"
    assert "secret" not in answer.text
    for name in (
        'disgraph_requests_total{route="/sparql",status="200"}',
        'disgraph_requests_total{route="none",status="404"}',
        "disgraph_queries_total",
    ):
        assert after[name] == before.get(name, 0) + 1
    assert after["disgraph_query_processes"] == 1


def _numbers(text: str) -> dict[str, float]:
    return {name: float(number) for name, _, number in (line.rpartition(" ") for line in text.splitlines() if not line.startswith("#"))}


def test_two_servers_answer_from_one_graph(tiny_client: TestClient, tiny_folder: Path) -> None:
    query = {"query": "SELECT (COUNT(*) AS ?n) WHERE { ?s a dg:Person }"}
    accept = {"Accept": "application/sparql-results+json"}
    with client_of(tiny_folder) as other:
        answers = [
            each.get("/sparql", params=query, headers=accept).json()["results"]["bindings"] for each in (tiny_client, other, tiny_client)
        ]
        assert answers[0] == answers[1] == answers[2]
        assert int(answers[0][0]["n"]["value"]) > 0
        assert other.get("/health").text == "ok\n"


@pytest.mark.parametrize("name", ["%00", "%ff%fe", "a%20b", "%3Ci%3E", "%7B", "%EF%BF%BE", "a%22b"])
def test_a_name_that_makes_no_iri_is_not_found(tiny_client: TestClient, name: str) -> None:
    for address in (f"/ontology/{name}", f"/resource/person/{name}", f"/document/{name}", f"/queries/{name}"):
        assert tiny_client.get(address).status_code == 404, address


def test_a_type_that_makes_no_iri_has_no_candidates(tiny_client: TestClient) -> None:
    queries = json.dumps({"q": {"query": "Ana Silva", "type": "a b\0<"}})
    assert tiny_client.get("/reconcile", params={"queries": queries}).json()["q"]["result"] == []


def test_a_body_that_does_not_arrive_is_refused(tiny_folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A client that sends the head of a request and then nothing."""
    monkeypatch.setattr(safety, "_PATIENCE", 0.1)
    app, sent = application(open_graph(tiny_folder), SETTINGS), list[Message]()

    async def receive() -> Message:
        await asyncio.sleep(60)
        raise AssertionError

    async def send(message: Message) -> None:
        sent.append(message)

    headers = [(b"host", b"127.0.0.1"), (b"content-type", b"application/sparql-query")]
    scope = {"type": "http", "method": "POST", "path": "/sparql", "raw_path": b"/sparql", "query_string": b"", "headers": headers}
    whole = {**scope, "root_path": "", "scheme": "http", "http_version": "1.1", "server": ("127.0.0.1", 80), "client": ("127.0.0.1", 9)}
    asyncio.run(app(whole, receive, send))
    assert sent[0]["status"] == 408


@pytest.mark.parametrize("received", [b"", b"SELECT"], ids=["no byte of the body", "a part of the body"])
def test_a_client_that_leaves_before_the_end_is_not_a_failure(
    tiny_folder: Path, received: bytes, capsys: pytest.CaptureFixture[str]
) -> None:
    app = application(open_graph(tiny_folder), SETTINGS)
    sent: list[Message] = []
    messages: Iterator[Message] = iter([{"type": "http.request", "body": received, "more_body": True}, {"type": "http.disconnect"}])

    async def receive() -> Message:
        return next(messages)

    async def send(message: Message) -> None:
        sent.append(message)

    headers = [(b"host", b"127.0.0.1"), (b"content-type", b"application/sparql-query"), (b"content-length", b"50")]
    scope = {"type": "http", "method": "POST", "path": "/sparql", "raw_path": b"/sparql", "query_string": b"", "headers": headers}
    whole = {**scope, "root_path": "", "scheme": "http", "http_version": "1.1", "server": ("127.0.0.1", 80), "client": ("127.0.0.1", 9)}
    asyncio.run(app(whole, receive, send))
    assert sent[0]["status"] == 400
    assert capsys.readouterr().err == ""


@pytest.mark.parametrize(
    ("queries", "status"),
    [
        ('{"q0": {"query": "\\ud800"}}', 400),
        ('{"\\ud800": {"query": "Liu"}}', 400),
        ('{"q0": {"query": "Liu", "type": "\\udfff"}}', 400),
        ('{"q0": {"query": "Liu", "type": 7}}', 200),
        ('{"q0": {"query": "Liu", "type": {"id": "Person"}}}', 200),
        ('{"q0": {"query": "Liu", "type": null}}', 200),
        ('{"q0": {"query": "Liu", "limit": NaN}}', 200),
    ],
)
def test_odd_queries_of_reconciliation_are_answered(client: TestClient, queries: str, status: int) -> None:
    answer = client.post("/reconcile", data={"queries": queries})
    assert answer.status_code == status
    assert answer.json()["title" if status == 400 else "q0"]
