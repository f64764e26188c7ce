"""What the generators of hostile inputs share: texts, the setting on which they are tried, and a server that answers nonsense."""

from __future__ import annotations

import random
from collections.abc import Callable
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import NamedTuple

from starlette.testclient import TestClient

from disgraph.api.knowledge_graph import KnowledgeGraph
from disgraph.cli.error_output import write_error
from disgraph.errors import DisgraphError
from disgraph.ontology.vocabulary import Vocabulary

#: Share of pieces that are repeated many times.
_REPEATED = 0.03
#: What texts are made of: words of the example, syntax of every format, and characters that readers stumble over.
PIECES = (
    "Ana Silva", "Open Door Workshop", "Lisbon", "ana-silva", "wheelchair", "the", " of ", "and", "12", "2021", "-1", "1e400", "9" * 40,
    "\u0663", " ", "\t", "\n", "\r", "\r\n\r\n", "\0", "\x1b[31m", "\x85", "\u202e", "\u2066", "\ud800", "\udcff", "\ufffe", "\ufeff",
    "\u200b", "\u00ad", "\u2060", "\U0001d49c", "e\u0301", "\u00e9", "\u963f\u7c73\u5a1c", "\u0627\u0644", "'", '"', "`", "\\", "$",
    "{", "}", "[", "]", "(", ")", "<", ">", "&", "&#0;", "?x", "%", "%s", "#", "@en", "^^", "|", "*", "_:b", ",", ";", ":", ": ", "- ",
    "...", "../", "/", "=", "!", "~", "?", "http://x", "https://w3id.org/disgraph/resource/person/ana-silva", "dg:Person", "a", "true",
    "null", "---", "~~~", "\u201c", "\u201d", "\u2019s",
)  # fmt: skip


class Setting(NamedTuple):
    """What inputs are tried on: a project, its graph and ontology, a server that answers nonsense, and a client of `disgraph serve`."""

    folder: Path
    graph: KnowledgeGraph
    vocabulary: Vocabulary
    server: Server
    client: TestClient
    key: str


Trial = Callable[[random.Random, Setting], None]


def text_of(rng: random.Random, most: int = 9) -> str:
    """Return a text of some pieces, now and then one of them many times."""
    found = [rng.choice(PIECES) * (300 if rng.random() < _REPEATED else 1) for _ in range(rng.randrange(most))]
    return "".join(found)


def mutate(rng: random.Random, text: str) -> str:
    """Return a text with some of its stretches deleted, doubled, moved or replaced."""
    for _ in range(rng.randrange(1, 5)):
        start = rng.randrange(len(text) + 1)
        end = min(len(text), start + rng.choice((0, 1, 1, 3, 10, 60)))
        change = rng.choice(("", text[start:end] * 2, text_of(rng, 4), text[start:end][::-1], rng.choice(PIECES)))
        text = text[:start] + change + text[end:]
    return text


class Server(ThreadingHTTPServer):
    """Answers every request with the same status, kind and body, which a trial sets."""

    daemon_threads = True

    def __init__(self) -> None:
        super().__init__(("127.0.0.1", 0), Handler)
        self.status, self.kind, self.body = 200, "", b""

    @property
    def url(self) -> str:
        """The address."""
        return f"http://127.0.0.1:{self.server_port}"

    def handle_error(self, request: object, client_address: object) -> None:
        """Ignore a client that has disconnected."""


class Handler(BaseHTTPRequestHandler):
    """Sends what the server is set to."""

    server: Server

    def do_POST(self) -> None:
        """Answer."""
        self.rfile.read(int(self.headers["Content-Length"]))
        self.send_response(self.server.status, "x")
        self.send_header("Content-Type", self.server.kind.encode("latin-1", "replace").decode("latin-1"))
        self.send_header("Location", "/elsewhere")
        self.end_headers()
        self.wfile.write(self.server.body)

    def log_message(self, format: str, *args: object) -> None:
        """Say nothing."""


def accept(action: Callable[[], object]) -> None:
    """Carry out an action that may end in a named error, which must be printable."""
    try:
        action()
    except DisgraphError as error:
        write_error(error)
