"""A connection to an HTTP server under one deadline: connecting, headers, body, error bodies and further requests share it."""

from __future__ import annotations

import http.client
import socket
import ssl
import threading
import time
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from typing import Any, NamedTuple

from disgraph import __version__
from disgraph.errors import LimitExceeded

#: Seconds without data after which a request is abandoned.
IDLE = 60.0
#: Additional seconds of a socket, so that the deadline is reported rather than the socket's own limit.
_GRACE = 1.0
#: Statuses by which a server redirects a request that is sent again as it is.
MOVED = {301, 302, 307, 308}
_PORTS = {"http": 80, "https": 443}


class Address(NamedTuple):
    """The parts of a server's URL; `target` is its path and query, such as `/sparql?default-graph-uri=...`."""

    scheme: str
    host: str
    port: int
    target: str

    def __str__(self) -> str:
        host = f"[{self.host}]" if ":" in self.host else self.host
        port = "" if self.port == _PORTS[self.scheme] else f":{self.port}"
        return f"{self.scheme}://{host}{port}{self.target}"

    @property
    def origin(self) -> tuple[str, str, int]:
        """Scheme, host and port, for which credentials and texts are intended."""
        return self.scheme, self.host, self.port


def default_port(scheme: str) -> int | None:
    """Return the port of a scheme, or None if it is neither http nor https."""
    return _PORTS.get(scheme)


class HttpConnection:
    """A connection that is kept open between requests.

    Args:
        server: what messages call the server: `endpoint` or `language model`.
        seconds: for everything; None for no limit.
        remedy: what to do when the time is over.
        idle: seconds without data after which a request is abandoned.
    """

    def __init__(self, server: str, seconds: float | None, remedy: str, idle: float | None = None) -> None:
        self._server, self._seconds, self._remedy = server, seconds, remedy
        self._idle = IDLE if idle is None else idle
        self._response: http.client.HTTPResponse | None = None
        self._deadline = None if seconds is None else time.monotonic() + seconds
        self._connection: http.client.HTTPConnection | None = None
        self._unresolved = ""

    def post(self, address: Address, body: bytes, headers: Mapping[str, str]) -> http.client.HTTPResponse:
        """Send a request and return the response, of which only status and headers are read."""
        connection = self._connected(address)
        connection.request("POST", address.target, body, {"User-Agent": f"disgraph/{__version__}", **headers})
        self._response = connection.getresponse()
        return self._response

    def close(self) -> None:
        """End the connection, and discard what was not read of the last response."""
        if self._response is not None:
            self._response.close()
            self._response = None
        if self._connection is not None:
            self._connection.close()
            self._connection = None

    def left(self) -> float:
        """Return the seconds until the deadline."""
        return float("inf") if self._deadline is None else max(self._deadline - time.monotonic(), 0.001)

    def check_time(self) -> None:
        """Raise if the time is over.

        Raises:
            LimitExceeded: it is.
        """
        if self._deadline is not None and time.monotonic() >= self._deadline:
            reason = f": the name {self._unresolved} was not resolved" if self._unresolved else ""
            raise LimitExceeded(f"The {self._server} took longer than {self._seconds:g} seconds{reason}.", self._remedy)

    @contextmanager
    def limited(self, seconds: float) -> Iterator[None]:
        """Limit the time inside a `with` block, unless less is left for the conversation."""
        former = self._seconds, self._deadline
        if seconds < self.left():
            self._seconds, self._deadline = seconds, time.monotonic() + seconds
        try:
            yield
        finally:
            self._seconds, self._deadline = former

    @contextmanager
    def watched(self) -> Iterator[None]:
        """Cut the connection when the time is over, even if the server still sends slowly."""
        if self._deadline is None:
            yield
            return
        self.check_time()
        timer = threading.Timer(self.left(), self._cut)
        timer.daemon = True
        timer.start()
        try:
            yield
        finally:
            timer.cancel()

    def _connected(self, address: Address) -> http.client.HTTPConnection:
        if self._connection is None:
            self._connection = http.client.HTTPConnection(address.host, address.port)
            self._connection.default_port = _PORTS[address.scheme]  # which the header Host leaves out
            self._connection.auto_open = 0  # it would resolve the name without a limit
        if self._connection.sock is None:
            self._connect(self._connection, address)
        self._connection.sock.settimeout(self._patience())
        return self._connection

    def _patience(self) -> float:
        return min(self._idle, self.left() + _GRACE)

    def _connect(self, connection: http.client.HTTPConnection, address: Address) -> None:
        """Connect to the first address of a host that answers, each within the time that is left."""
        failed: OSError = socket.gaierror()
        self._unresolved = address.host
        places = _resolved(address.host, address.port, min(self._idle, self.left()))
        self._unresolved = ""
        for family, kind, protocol, _name, place in places:
            connection.sock = socket.socket(family, kind, protocol)
            try:
                connection.sock.settimeout(self._patience())
                connection.sock.connect(place)
                if address.scheme == "https":
                    _secure(connection, address.host)
            except OSError as error:
                failed = error
                connection.close()
                self.check_time()
            else:
                connection.sock.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
                return
        raise failed

    def _cut(self) -> None:
        connection = self._connection
        if connection is not None and connection.sock is not None:
            try:
                connection.sock.shutdown(socket.SHUT_RDWR)
            except OSError:
                return


class NameTimeout(TimeoutError):
    """The name of a host is not resolved in time."""


def _resolved(host: str, port: int, seconds: float) -> Sequence[tuple[int, int, int, str, tuple[Any, ...]]]:
    """Return the addresses of a host, as `socket.getaddrinfo` does.

    The resolver of the system has no time limit, so it runs in a thread of its own, which is abandoned when the time is over.

    Raises:
        NameTimeout: the name is not resolved in time.
        OSError: the name is unknown.
    """
    found: list[Sequence[tuple[int, int, int, str, tuple[Any, ...]]]] = []
    failed: list[OSError] = []

    def resolve() -> None:
        try:
            found.append(socket.getaddrinfo(host, port, type=socket.SOCK_STREAM))
        except UnicodeError:  # a label of the name is empty or too long
            failed.append(socket.gaierror())
        except OSError as error:
            failed.append(error)

    thread = threading.Thread(target=resolve, daemon=True)
    thread.start()
    thread.join(seconds)
    if failed:
        raise failed[0]
    if not found:
        raise NameTimeout
    return found[0]


def _secure(connection: http.client.HTTPConnection, host: str) -> None:
    """Begin TLS on a connection, whose socket may be shut down meanwhile."""
    context = ssl.create_default_context()
    connection.sock = context.wrap_socket(connection.sock, server_hostname=host, do_handshake_on_connect=False)
    connection.sock.do_handshake()


class Body:
    """The bytes of an answer, counted while they are read.

    Args:
        response: of the server.
        check: raises when the time is over.
        limit: maximum number of bytes.
        too_large: the error for more.
    """

    def __init__(self, response: http.client.HTTPResponse, check: Callable[[], None], limit: int, too_large: LimitExceeded) -> None:
        self._response, self._check, self._left, self._too_large = response, check, limit, too_large

    def read(self, size: int = -1) -> bytes:
        """Return some bytes; empty at the end.

        Raises:
            LimitExceeded: the time is over, or the answer is larger than allowed.
        """
        self._check()
        data = self._response.read(size) if size >= 0 else self._response.read(self._left + 1)
        self._left -= len(data)
        if not data and size and self._response.length:
            raise http.client.IncompleteRead(b"", self._response.length)
        if self._left < 0:
            raise self._too_large
        return data


def begin_of_text(response: http.client.HTTPResponse, size: int, shown: int, secrets: tuple[str, ...]) -> str:
    """Return the beginning of a plain error message of a server on one line, without secrets that it repeats.

    Args:
        response: of the server; other media types and compressed texts give an empty text.
        size: maximum number of bytes to read.
        shown: maximum number of characters to return.
        secrets: replaced by dots.
    """
    if response.headers.get_content_type() not in ("text/plain", "application/json", "application/problem+json"):
        return ""
    if response.headers.get("Content-Encoding", "identity").lower() != "identity":
        return ""
    text = response.read(size).decode(errors="replace")
    for secret in filter(None, secrets):
        text = text.replace(secret, "...")
    return one_line(text)[:shown]


def one_line(text: str) -> str:
    """Return a text of a server on one line, without control characters."""
    return " ".join("".join(letter if letter.isprintable() else " " for letter in text).split())


#: What a failure of a connection is called; the first class that fits.
_FAILURES: tuple[tuple[type[Exception], str], ...] = (
    (http.client.IncompleteRead, "the answer is truncated"),
    (NameTimeout, "its name was not resolved in time"),
    (TimeoutError, "no data for too long"),
    (socket.gaierror, "unknown host name"),
    (ConnectionRefusedError, "connection refused"),
    (http.client.RemoteDisconnected, "the server closed the connection"),
    (ConnectionError, "the server closed the connection"),
    (http.client.HTTPException, "the answer is not HTTP"),
)


def failure(error: OSError | http.client.HTTPException) -> str:
    """Return the failure of a connection in plain English."""
    if isinstance(error, ssl.SSLError):
        return f"no secure connection ({error.reason})"
    reason = error.strerror if isinstance(error, OSError) and error.strerror else "unknown reason"
    return next((words for kind, words in _FAILURES if isinstance(error, kind)), f"cannot be reached ({reason})")
