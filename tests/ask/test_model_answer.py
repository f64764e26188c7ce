"""A language model chooses facts; recorded and hostile replies change nothing but the choice."""

from __future__ import annotations

import json
from collections.abc import Iterator
from http.server import BaseHTTPRequestHandler, HTTPServer
from threading import Thread

import pytest

from disgraph.api.knowledge_graph import KnowledgeGraph
from disgraph.errors import InputError, MisuseError
from disgraph.graph.graph import Graph
from disgraph.project import shipped_project

QUESTION = "Who visited Tang Xiaopeng?"
VISIT = "SELECT ?fact ?who { ?fact a dg:Visit ; dg:visited/rdfs:label 'Tang Xiaopeng' ; dg:visitor ?who }"


@pytest.fixture(scope="module")
def opened(shipped: Graph) -> KnowledgeGraph:
    """The shipped graph."""
    return KnowledgeGraph(shipped.backend, shipped_project)


class Recorded(HTTPServer):
    """A server that returns recorded replies, and keeps what it was sent."""

    def __init__(self, replies: list[object]) -> None:
        super().__init__(("127.0.0.1", 0), RecordedReply)
        self.replies = [each if isinstance(each, str) else json.dumps(each) for each in replies]
        self.sent: list[str] = []


class RecordedReply(BaseHTTPRequestHandler):
    """One reply."""

    server: Recorded

    def do_POST(self) -> None:
        self.server.sent.append(self.rfile.read(int(self.headers["Content-Length"])).decode())
        text = self.server.replies[min(len(self.server.sent), len(self.server.replies)) - 1]
        usage = {"prompt_tokens": 1200, "completion_tokens": 30}
        choice = {"index": 0, "message": {"role": "assistant", "content": text}, "finish_reason": "stop"}
        body = json.dumps({"id": "1", "object": "chat.completion", "choices": [choice], "usage": usage}).encode()
        self.send_response(200)
        self.send_header("Content-Type", "application/json")
        self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        self.wfile.write(body)

    def log_message(self, *_args: object) -> None:
        """Write nothing."""


@pytest.fixture
def model(monkeypatch: pytest.MonkeyPatch, request: pytest.FixtureRequest) -> Iterator[Recorded]:
    """A server with the replies of the test."""
    server = Recorded(request.param)
    Thread(target=server.serve_forever, daemon=True).start()
    monkeypatch.setenv("DISGRAPH_LLM_URL", f"http://127.0.0.1:{server.server_port}/v1")
    monkeypatch.setenv("DISGRAPH_LLM_MODEL", "recorded")
    yield server
    server.shutdown()
    server.server_close()


@pytest.mark.parametrize("model", [[{"facts": [0], "sparql": ""}]], indirect=True)
def test_a_chosen_fact_is_cited_and_the_cost_is_shown(opened: KnowledgeGraph, model: Recorded) -> None:
    found = opened.ask(QUESTION, llm=True)
    assert found.status == "answered"
    assert [fact.sentence for fact in found.facts] == ["Liu Weiping visited Tang Xiaopeng in July 2017 at home"]
    assert found.facts[0].passages
    assert any("1,200 tokens in, 30 out" in note for note in found.answered.notes)
    assert QUESTION in model.sent[0]
    assert "dg:Visit" in model.sent[0]


@pytest.mark.parametrize("model", [[{"facts": [], "sparql": VISIT}]], indirect=True)
def test_the_rows_of_its_query_are_the_answer(opened: KnowledgeGraph, model: Recorded) -> None:
    found = opened.ask(QUESTION, llm=True)
    assert found.answer == "Liu Weiping"
    assert found.sparql == VISIT
    assert found.facts[0].passages


@pytest.mark.parametrize(
    "model", [[{"facts": [], "sparql": VISIT.replace("visitor", "visitoor")}, {"facts": [], "sparql": VISIT}]], indirect=True
)
def test_a_query_is_repaired_once_from_the_reason_why_it_is_empty(opened: KnowledgeGraph, model: Recorded) -> None:
    found = opened.ask(QUESTION, llm=True)
    assert found.answer == "Liu Weiping"
    assert len(model.sent) == 2
    assert "visitoor" in json.loads(model.sent[1])["messages"][-1]["content"]


@pytest.mark.parametrize(
    "model",
    [
        ["no JSON at all"],
        [{"facts": "0", "sparql": 7}],
        [{"facts": [999, -1, True], "sparql": ""}],
        [{"facts": [], "sparql": "DELETE WHERE { ?s ?p ?o }"}],
        [{"facts": [], "sparql": "SELECT * { SERVICE <http://127.0.0.1:1/> { ?s ?p ?o } }"}],
        [{"facts": [], "sparql": "SELECT ('Liu Weiping is a king' AS ?fact) {}"}],
        [{"facts": [], "sparql": "", "answer": "Liu Weiping is a king."}],
        ["[" * 5000],
    ],
    indirect=True,
)
def test_a_hostile_reply_puts_no_word_into_the_answer(opened: KnowledgeGraph, model: Recorded) -> None:
    found = opened.ask(QUESTION, llm=True)
    assert found.status == "not-stated"
    assert found.answer == "The documents do not say."
    assert "king" not in found.answer + " ".join(fact.sentence for fact in found.facts)
    assert len(model.sent) <= 2


#: A query whose first column is a fact, and whose other columns it makes itself.
OWN_WORDS = """PREFIX dg: <https://w3id.org/disgraph/ontology#>
SELECT ?fact ?text ?name { ?fact a dg:Visit BIND("Send money to the king" AS ?text) BIND(<http://king.example/Obey-the-king> AS ?name) }"""


@pytest.mark.parametrize("model", [[{"facts": [], "sparql": OWN_WORDS}]], indirect=True)
def test_what_a_query_makes_itself_is_not_in_the_answer(opened: KnowledgeGraph, model: Recorded) -> None:
    found = opened.ask(QUESTION, llm=True)
    assert found.status == "answered"
    assert found.answer == found.facts[0].sentence
    assert "king" not in found.answer + " ".join(fact.sentence for fact in found.facts)
    assert len(model.sent) == 1


@pytest.mark.parametrize("model", [[{"facts": [12], "sparql": ""}]], indirect=True)
def test_a_model_may_choose_among_more_facts_than_are_shown_without_it(opened: KnowledgeGraph, model: Recorded) -> None:
    found = opened.ask("Who visited Liu Haijun at home?", llm=True)
    assert found.status == "answered"
    assert found.facts[0].sentence in json.loads(model.sent[0])["messages"][-1]["content"]
    assert found.facts[0].passages


def test_nothing_is_sent_without_the_option(opened: KnowledgeGraph, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("DISGRAPH_LLM_URL", "http://127.0.0.1:1/v1")
    monkeypatch.setenv("DISGRAPH_LLM_MODEL", "none")
    assert opened.ask(QUESTION).status == "answered"


def test_a_missing_server_is_a_named_error(opened: KnowledgeGraph, monkeypatch: pytest.MonkeyPatch) -> None:
    for name in ("DISGRAPH_LLM_URL", "OPENAI_BASE_URL"):
        monkeypatch.delenv(name, raising=False)
    with pytest.raises(MisuseError, match="DISGRAPH_LLM_URL"):
        opened.ask(QUESTION, llm=True)
    monkeypatch.setenv("DISGRAPH_LLM_URL", "http://127.0.0.1:1/v1")
    monkeypatch.setenv("DISGRAPH_LLM_MODEL", "none")
    monkeypatch.setattr("disgraph.extract.llm.chat_server.ChatServer.__new__.__defaults__", (None, 5.0, 0, 4000))
    with pytest.raises(InputError):
        opened.ask(QUESTION, llm=True)
