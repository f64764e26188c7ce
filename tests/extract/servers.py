"""A server on loopback that answers like a language model, well or badly, as a test wants."""

from __future__ import annotations

import contextlib
import json
import threading
from collections.abc import Callable, Iterator
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any

Behave = Callable[["Handler"], None]


class Handler(BaseHTTPRequestHandler):
    """Answers every request by the behaviour of its server, and keeps what it was asked."""

    server: Server

    def do_POST(self) -> None:
        self.asked = json.loads(self.rfile.read(int(self.headers["Content-Length"])))
        self.server.asked.append(self.asked)
        self.server.keys.append(self.headers.get("Authorization", ""))
        with contextlib.suppress(ConnectionError):
            self.server.behave(self)

    def log_message(self, format: str, *args: Any) -> None:
        """Say nothing."""

    def send(self, body: bytes, status: int = 200, length: int | None = None) -> None:
        self.send_response(status)
        self.send_header("Content-Type", "application/json")
        self.send_header("Content-Length", str(len(body) if length is None else length))
        self.end_headers()
        self.wfile.write(body)


class Server(ThreadingHTTPServer):
    """`asked` is what came in, `keys` with what authorisation."""

    daemon_threads = True

    def __init__(self, behave: Behave) -> None:
        super().__init__(("127.0.0.1", 0), Handler)
        self.behave, self.asked, self.keys = behave, list[Any](), list[str]()

    @property
    def url(self) -> str:
        return f"http://127.0.0.1:{self.server_address[1]}/v1"

    def handle_error(self, request: object, client_address: object) -> None:
        """Ignore a client that has disconnected."""


@contextlib.contextmanager
def serving(behave: Behave) -> Iterator[Server]:
    """Run a server for as long as it is needed."""
    with Server(behave) as server:
        thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.01}, daemon=True)
        thread.start()
        try:
            yield server
        finally:
            server.shutdown()
            thread.join()


def completion(content: object, finish: str = "stop") -> bytes:
    """Return a chat completion with some content."""
    text = content if isinstance(content, str) else json.dumps(content)
    choice = {"index": 0, "finish_reason": finish, "message": {"role": "assistant", "content": text}}
    return json.dumps(
        {"id": "x", "object": "chat.completion", "choices": [choice], "usage": {"prompt_tokens": 100, "completion_tokens": 20}}
    ).encode()


def saying(content: object, finish: str = "stop") -> Behave:
    """Return the behaviour of a server that always says the same."""
    return lambda handler: handler.send(completion(content, finish))
