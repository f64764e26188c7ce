"""A server on loopback that does what servers do on bad days; each ends in an error that says what and what to do."""

from __future__ import annotations

import base64
import gc
import json
import socket
import threading
from collections.abc import Callable, Iterator
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path

import pytest
from tests.endpoint.conftest import Run, free_port

from disgraph import http_connection
from disgraph.errors import (
    DisgraphError,
    EndpointError,
    LimitExceeded,
    MisuseError,
    NoDataset,
    NotAuthorised,
    NotSparql,
    Unreachable,
)
from disgraph.graph.endpoint import client as http
from disgraph.graph.endpoint.address import PASSWORD, TOKEN, USER, authorization, read_address, redirected
from disgraph.graph.endpoint.client import Client
from disgraph.graph.endpoint.endpoint_backend import open_endpoint
from disgraph.graph.endpoint.result_reader import ResultReader

JSON = "application/sparql-results+json"
ROW = b'{"head":{"vars":["s"]},"results":{"bindings":[{"s":{"type":"uri","value":"http://example.org/a"}}]}}'
NOTHING = b'{"head":{"vars":["s"]},"results":{"bindings":[]}}'
ASK = "SELECT ?s WHERE { ?s ?p ?o }"

Act = Callable[[BaseHTTPRequestHandler], None]


@pytest.fixture(scope="module", autouse=True)
def frozen() -> None:
    """Leave what other tests made and still use out of each collection: it is much."""
    gc.collect()
    gc.freeze()


@pytest.fixture(autouse=True)
def collected() -> Iterator[None]:
    """Errors keep the answers that they were about; the engine wants these dropped by the thread that made them, not by a server's."""
    yield
    gc.collect()


class Server(ThreadingHTTPServer):
    """Performs given acts, one per request, and repeats the last one; records what it receives."""

    daemon_threads = True

    def __init__(self) -> None:
        super().__init__(("127.0.0.1", 0), Handler)
        self.acts: list[Act] = []
        self.seen: list[dict[str, str]] = []
        self.ended = threading.Event()

    def handle_error(self, request: object, client_address: object) -> None:
        """Say nothing of a client that has hung up."""

    @property
    def url(self) -> str:
        return f"http://127.0.0.1:{self.server_port}/sparql"


class Handler(BaseHTTPRequestHandler):
    protocol_version = "HTTP/1.1"
    server: Server

    def do_POST(self) -> None:
        self.rfile.read(int(self.headers["Content-Length"]))
        self.server.seen.append({"path": self.path, **dict(self.headers)})
        acts = self.server.acts
        (acts.pop(0) if len(acts) > 1 else acts[0])(self)

    def log_message(self, format: str, *args: object) -> None:
        """Say nothing."""


@pytest.fixture
def server() -> Iterator[Server]:
    """The server, which ends with the test."""
    with Server() as found:
        thread = threading.Thread(target=found.serve_forever, args=(0.05,), daemon=True)
        thread.start()
        yield found
        found.ended.set()
        found.shutdown()
        thread.join()


def reply(status: int, body: bytes = ROW, kind: str = JSON, **headers: str) -> Act:
    def act(handler: BaseHTTPRequestHandler) -> None:
        handler.send_response(status)
        given = {name.replace("_", "-"): value for name, value in headers.items()}
        for name, value in {"Content-Type": kind, "Content-Length": str(len(body)), **given}.items():
            handler.send_header(name, value)
        handler.end_headers()
        handler.wfile.write(body)

    return act


def half(handler: BaseHTTPRequestHandler) -> None:
    reply(200, ROW[:60], Content_Length=str(len(ROW)))(handler)
    handler.close_connection = True


def half_chunk(handler: BaseHTTPRequestHandler) -> None:
    handler.send_response(200)
    handler.send_header("Content-Type", JSON)
    handler.send_header("Transfer-Encoding", "chunked")
    handler.end_headers()
    handler.wfile.write(b"40\r\n" + ROW[:20])
    handler.close_connection = True


def hang_up(handler: BaseHTTPRequestHandler) -> None:
    handler.close_connection = True
    handler.connection.shutdown(socket.SHUT_RDWR)


def babble(handler: BaseHTTPRequestHandler) -> None:
    handler.wfile.write(b"SSH-2.0-OpenSSH\r\n")
    handler.close_connection = True


def drip(handler: BaseHTTPRequestHandler) -> None:
    """Send a byte of a header now and then, for as long as anybody listens."""
    handler.wfile.write(b"HTTP/1.1 200 OK\r\nX-Slow: ")
    while not handler.server.ended.wait(0.02):  # type: ignore[attr-defined]
        try:
            handler.wfile.write(b".")
            handler.wfile.flush()
        except OSError:
            return


def ask(server: Server, *acts: Act, timeout: float | None = None) -> tuple[int, list[float]]:
    """Ask once; return how many rows came, and how long was waited before each further try."""
    server.acts = list(acts)
    waits: list[float] = []
    client = Client(server.url, timeout, waits.append)
    try:
        return len(ResultReader(client).table(ASK).rows), waits
    finally:
        client.close()


@pytest.mark.parametrize("trouble", [reply(502), reply(503), reply(504), reply(429), half, half_chunk, hang_up])
def test_what_may_pass_is_tried_again(server: Server, trouble: Act) -> None:
    assert ask(server, trouble, trouble, reply(200)) == (1, [0.0, 0.5])
    assert len(server.seen) == 3


def test_a_server_says_how_long_to_wait_within_reason(server: Server) -> None:
    assert ask(server, reply(503, Retry_After="7"), reply(503, Retry_After="86400"), reply(200)) == (1, [7.0, http.LONGEST_WAIT])


@pytest.mark.parametrize(
    ("trouble", "error", "words"),
    [
        (reply(503), Unreachable, "HTTP 503"),
        (hang_up, Unreachable, "closed the connection"),
        (half, Unreachable, "truncated"),
        (half_chunk, Unreachable, "truncated"),
        (babble, Unreachable, "is not HTTP"),
        (reply(401), NotAuthorised, "HTTP 401"),
        (reply(403), NotAuthorised, "HTTP 403"),
        (reply(404), NotSparql, "not a SPARQL endpoint"),
        (reply(405), NotSparql, "not a SPARQL endpoint"),
        (reply(413), LimitExceeded, "too large"),
        (reply(400, b"Parse error:\n line 1 \x1b[31m", "text/plain"), EndpointError, "Parse error: line 1 [31m"),
        (reply(500, b"<html>", "text/html"), EndpointError, "HTTP 500."),
        (reply(200, b"<html>", "text/html"), NotSparql, "text/html, which was not asked for and is not a SPARQL result."),
        (reply(200, ROW[:60]), EndpointError, "malformed"),
        (reply(200, b"[]"), EndpointError, "malformed"),
        (reply(200, b'{"head":{},"boolean":true}'), EndpointError, "a truth value"),
        (reply(308, Location="/sparql"), EndpointError, "too many redirections"),
        (reply(302, Location="ftp://example.org/"), EndpointError, "invalid address"),
    ],
)
def test_a_failure_is_reported_with_a_remedy(server: Server, trouble: Act, error: type[DisgraphError], words: str) -> None:
    with pytest.raises(error) as raised:
        ask(server, trouble)
    assert type(raised.value) is error
    assert words in raised.value.message
    assert raised.value.remedy


def table(names: list[str], *rows: str) -> bytes:
    """Return a SPARQL result with the same text in every cell of a row."""
    bindings = [{name: {"type": "literal", "value": row} for name in names} for row in rows]
    return json.dumps({"head": {"vars": names}, "results": {"bindings": bindings}}).encode()


def test_an_answer_with_other_columns_is_refused(server: Server) -> None:
    """robustness-RB32: an endpoint that answers everything with the same table."""
    server.acts = [reply(200, table(["x1"], "hello"))]
    with pytest.raises(EndpointError, match="other columns than asked"):
        open_endpoint(server.url, Path())


@pytest.mark.parametrize("number", ["lots", "-5", "1.5", "9" * 5000, "\u0663"])
def test_a_count_without_a_number_is_refused(server: Server, number: str) -> None:
    """robustness-RB33: a full page, then a count of its rows."""
    with pytest.raises(EndpointError, match="count without a number"):
        ask(server, reply(200, table(["s"], *map(str, range(1000)))), reply(200, table(["rows"], number)))


@pytest.mark.parametrize("kind", ["text/plain", "text/csv", "application/problem+json"])
def test_a_media_type_that_was_not_asked_for_is_stated_with_the_words_of_the_server(server: Server, kind: str) -> None:
    """robustness-RB35: not the words of a parser."""
    with pytest.raises(NotSparql) as raised:
        ask(server, reply(200, b"The store \x1b[31mis being loaded.\nTry later.", kind))
    assert f"answers with {kind}, which was not asked for" in raised.value.message
    assert "(The store [31mis being loaded.)" in raised.value.message
    assert "lossy" not in raised.value.message


@pytest.mark.slow
@pytest.mark.parametrize(
    ("kind", "before", "after"),
    [
        (JSON, b'{"head":{"vars":["s"]},"results":{"bindings":[{"s":{"type":"literal","value":"', b'"}}]}}'),
        ("application/n-triples", b'<urn:a> <urn:b> "', b'" .\n'),
        ("text/turtle", b'<urn:a> <urn:b> "', b'" .\n'),
    ],
)
def test_a_value_that_a_parser_cannot_hold_is_a_limit(server: Server, kind: str, before: bytes, after: bytes) -> None:
    """robustness-RB34: the answer is within the documented size, and its one value above the 16 MiB of a token in the parser."""
    server.acts = [reply(200, before + b"x" * (17 << 20) + after, kind)]
    reader = ResultReader(Client(server.url))
    with pytest.raises(LimitExceeded, match="too much memory"):
        reader.table(ASK) if kind == JSON else reader.triples("CONSTRUCT WHERE { ?s ?p ?o }")
    reader.client.close()


def test_no_server_at_the_address() -> None:
    client = Client(f"http://127.0.0.1:{free_port()}/", sleep=lambda _seconds: None)
    with pytest.raises(Unreachable, match="connection refused"):
        ResultReader(client).table(ASK)


def test_a_resolver_that_hangs_ends_at_the_deadline(monkeypatch: pytest.MonkeyPatch) -> None:
    """The name of the host is resolved under the same deadline as everything else, and the error names it."""
    is_over = threading.Event()
    monkeypatch.setattr(socket, "getaddrinfo", lambda *_given, **_options: is_over.wait(30))
    client = Client("http://slow.example/sparql", timeout=0.2, sleep=lambda _seconds: None)
    with pytest.raises(LimitExceeded, match=r"0\.2 seconds: the name slow\.example was not resolved"):
        ResultReader(client).table(ASK)
    is_over.set()


def test_a_name_that_cannot_be_looked_up_is_unknown() -> None:
    """A label of 64 characters, which the codec of host names refuses."""
    client = Client(f"http://{'a' * 64}.example/", timeout=5, sleep=lambda _seconds: None)
    with pytest.raises(Unreachable, match="unknown host name"):
        ResultReader(client).table(ASK)


def test_every_address_of_a_host_is_tried(server: Server, monkeypatch: pytest.MonkeyPatch) -> None:
    port = server.server_port
    dead, live = (socket.AF_INET, socket.SOCK_STREAM, 6, "", ("127.0.0.1", free_port())), ("127.0.0.1", port)
    monkeypatch.setattr(socket, "getaddrinfo", lambda *_given, **_options: [dead, (*dead[:4], live)])
    client = Client(f"http://two.example:{port}/", timeout=5, sleep=lambda _seconds: None)
    server.acts = [reply(200, table(["s"], "hello"))]
    assert len(ResultReader(client).table(ASK).rows) == 1
    client.close()


def test_an_answer_of_any_size_ends(server: Server, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(http, "MAX_ANSWER", 50)
    with pytest.raises(LimitExceeded, match="is too large"):
        ask(server, reply(200))


def test_a_server_that_drips_is_ended_in_time(server: Server) -> None:
    with pytest.raises(LimitExceeded, match=r"longer than 0\.2 seconds"):
        ask(server, drip, timeout=0.2)


def test_a_server_that_sends_nothing_is_given_up(server: Server, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(http_connection, "IDLE", 0.1)
    with pytest.raises(LimitExceeded, match="no data for"):
        ask(server, lambda handler: handler.server.ended.wait(5) and None)  # type: ignore[attr-defined]


def test_the_time_to_wait_counts(server: Server) -> None:
    server.acts = [reply(503, Retry_After="20")]
    waits: list[float] = []
    with pytest.raises(LimitExceeded):
        ResultReader(Client(server.url, 0.000001, waits.append)).table(ASK)
    assert waits == []


def test_credentials_come_from_the_environment_and_stay_secret(server: Server, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv(USER, "ann")
    monkeypatch.setenv(PASSWORD, "s3cret")
    packed = base64.b64encode(b"ann:s3cret").decode()
    with pytest.raises(NotAuthorised) as raised:
        ask(server, reply(401, f"Basic {packed} is wrong".encode(), "text/plain"))
    assert server.seen[0]["Authorization"] == f"Basic {packed}"
    assert packed not in raised.value.message + raised.value.remedy
    assert "s3cret" not in raised.value.message + raised.value.remedy


def test_credentials_stay_with_the_server_they_are_for(server: Server, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv(TOKEN, "t0ken")
    with Server() as other:
        threading.Thread(target=other.serve_forever, args=(0.05,), daemon=True).start()
        other.acts = [reply(200)]
        assert ask(server, reply(307, Location=other.url)) == (1, [])
        other.shutdown()
    assert server.seen[0]["Authorization"] == "Bearer t0ken"
    assert [seen.get("Authorization") for seen in other.seen] == [None]


def test_a_redirection_is_followed_and_remembered(server: Server) -> None:
    server.acts = [reply(301, Location="/new?x=1"), reply(200)]
    reader = ResultReader(Client(server.url))
    assert [len(reader.table(ASK).rows) for _ in range(2)] == [1, 1]
    reader.client.close()
    assert [seen["path"] for seen in server.seen] == ["/sparql", "/new?x=1", "/new?x=1"]


def test_credentials_are_not_sent_after_a_redirection() -> None:
    with pytest.raises(EndpointError, match="from https to http"):
        redirected(read_address("https://example.org/sparql"), "http://example.org/sparql")


@pytest.mark.parametrize(
    "url",
    ["", "example.org", "ftp://example.org", "http://", "http://a b/", "http://a:99999/", "http://ä.example/", "http://[1/", "file:///x"],
)
def test_what_cannot_be_a_url_is_refused(url: str) -> None:
    with pytest.raises(MisuseError, match="needs the URL"):
        read_address(url)


@pytest.mark.parametrize("url", ["http://ann:s3cret@example.org/", "http://s3cret@example.org/"])
def test_a_password_in_the_url_is_refused_and_not_repeated(url: str) -> None:
    with pytest.raises(MisuseError, match="user or password") as raised:
        read_address(url)
    assert USER in raised.value.remedy
    assert "s3cret" not in raised.value.message + raised.value.remedy


@pytest.mark.parametrize(
    "environment",
    [{USER: "ann"}, {PASSWORD: "s3cret"}, {TOKEN: "t", USER: "ann", PASSWORD: "x"}, {TOKEN: "a\nb"}, {USER: "a:b", PASSWORD: "x"}],
)
def test_half_credentials_are_refused(environment: dict[str, str]) -> None:
    with pytest.raises(MisuseError) as raised:
        authorization(environment)
    assert "s3cret" not in raised.value.message


def test_the_address_keeps_its_query() -> None:
    url = "https://example.org:8443/sparql?default-graph-uri=https://example.org/g"
    assert str(read_address(url)) == url


def test_an_endpoint_without_the_dataset(server: Server, tmp_path: Path) -> None:
    server.acts = [reply(200, NOTHING)]
    with pytest.raises(NoDataset, match="holds no dataset"):
        open_endpoint(server.url, tmp_path)


@pytest.mark.parametrize(
    ("act", "code", "name"),
    [
        (reply(200, NOTHING), 4, b"[no-dataset]"),
        (reply(401), 4, b"[not-authorised]"),
        (reply(200, b"", "text/html"), 4, b"[not-sparql]"),
        (reply(200, b"{"), 4, b"[endpoint]"),
        (drip, 5, b"[limit]"),
    ],
)
@pytest.mark.parametrize(
    "verb", [["path", "A", "B"], ["show", "A"], ["search", "A"], ["stats"], ["query", "ASK {}"], ["export", "-", "-f", "nt"]]
)
def test_each_verb_prints_the_error_name_and_exits_with_the_code(
    run: Run, server: Server, verb: list[str], act: Act, code: int, name: bytes
) -> None:
    server.acts = [act]
    found, result = run(*verb, "--endpoint", server.url, "--timeout", "0.5")
    assert (found, name in result, b"Traceback" in result) == (code, True, False)


@pytest.mark.parametrize(
    ("arguments", "code", "words"),
    [
        (["query", "SELECT ?s {"], 4, b"has a syntax error at line 1"),
        (["query", "INSERT DATA { <a:a> <a:b> <a:c> }"], 2, b"read-only"),
        (["query", "SELECT * { SERVICE <http://example.org> { ?s ?p ?o } }"], 2, b"SERVICE is refused"),
        (["query", "ASK {}", "--no-inferred"], 2, b"FILTER NOT EXISTS"),
    ],
)
def test_a_query_is_refused_before_it_is_asked(run: Run, server: Server, arguments: list[str], code: int, words: bytes) -> None:
    server.acts = [reply(200)]
    found, result = run(*arguments, "--endpoint", server.url)
    assert (found, words in result) == (code, True)
    assert len(server.seen) == 1
