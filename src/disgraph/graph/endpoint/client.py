"""The client of a SPARQL 1.1 endpoint: one query in each request, with retries after temporary failures and a time limit.

Queries are sent as forms by POST (SPARQL 1.1 Protocol, 2.1.2), which every server accepts and no server logs as an address. An
answer is read completely before it is used, so that a truncated one can be requested again.
"""

from __future__ import annotations

import http.client
import socket
import ssl
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import NamedTuple, TypeVar
from urllib.parse import urlencode

from disgraph import __version__
from disgraph.errors import EndpointError, LimitExceeded, NotAuthorised, NotSparql, Unreachable
from disgraph.graph.endpoint.address import PASSWORD, TOKEN, USER, authorization, read_address, redirected

#: Seconds to wait before each retry, and at most if the server asks for more.
WAITS, LONGEST_WAIT = (0.0, 0.5, 2.0), 30.0
#: Seconds without data after which a request is abandoned.
IDLE = 60.0
#: Additional seconds of a socket, so that the time limit is reported rather than the socket's own.
_GRACE = 1.0
#: Maximum number of bytes of an answer, and of an error message.
MAX_ANSWER, MAX_ERROR = 1 << 31, 2_000
_REDIRECTS, _SHOWN = 5, 200
_PASSING = {429, 502, 503, 504}
_MOVED = {301, 302, 307, 308}
#: Statuses of an address that is not a SPARQL endpoint.
_NO_SPARQL = {404, 405, 406, 410, 415}
_FORM = "application/x-www-form-urlencoded"

Result = TypeVar("Result")


class Passing(Exception):
    """A failure that a retry may overcome."""

    def __init__(self, error: EndpointError, wait: float = 0.0) -> None:
        super().__init__(error.message)
        self.error = error
        self.wait = wait


class Reply(NamedTuple):
    """A readable answer: its media type, whether the server marks it as truncated, and the bytes."""

    media_type: str
    is_cut: bool
    body: Body


class Body:
    """The bytes of an answer, counted while they are read.

    Args:
        response: of the server.
        check: raises when the time is over.
        limit: maximum number of bytes.
    """

    def __init__(self, response: http.client.HTTPResponse, check: Callable[[], None], limit: int) -> None:
        self._response, self._check, self._left = response, check, limit

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
            raise LimitExceeded("The answer of the endpoint is too large.", "Restrict the query, or add LIMIT.")
        return data


class Client:
    """A client of one endpoint, with one connection that is kept open.

    Args:
        url: of the endpoint; its query part is sent with each request (`?default-graph-uri=...`).
        timeout: seconds for all requests; None for no limit.
        sleep: waits before a retry.

    Raises:
        MisuseError: the URL or the credentials of the environment cannot be used.
    """

    def __init__(self, url: str, timeout: float | None = None, sleep: Callable[[float], object] = time.sleep) -> None:
        self.address = read_address(url)
        self.requests = 0
        self._authorization = authorization()
        self._trusted = self.address.origin
        self._timeout = timeout
        self._deadline = None if timeout is None else time.monotonic() + timeout
        self._sleep = sleep
        self._connection: http.client.HTTPConnection | None = None

    def ask(self, query: str, accept: str, read: Callable[[Reply], Result]) -> Result:
        """Send a query and return its answer as values.

        Args:
            query: SPARQL.
            accept: media types.
            read: converts the answer; called again if a truncated answer is requested again.

        Raises:
            Unreachable: no server answers, even after retries.
            NotAuthorised: credentials are missing or insufficient.
            NotSparql: the server is not a SPARQL endpoint.
            EndpointError: the query is refused, or the answer cannot be read.
            LimitExceeded: the time is over, or the answer is too large.
        """
        for wait in (*WAITS, None):
            try:
                return self._once(query, accept, read)
            except Passing as failure:
                if wait is None:
                    raise failure.error from failure
                self._wait(max(wait, min(failure.wait, LONGEST_WAIT)))
        raise AssertionError

    @contextmanager
    def limited(self, seconds: float) -> Iterator[None]:
        """Limit the time of the requests inside a `with` block, unless less is left for the conversation."""
        former = self._timeout, self._deadline
        if seconds < self._left():
            self._timeout, self._deadline = seconds, time.monotonic() + seconds
        try:
            yield
        finally:
            self._timeout, self._deadline = former

    def close(self) -> None:
        """End the connection."""
        if self._connection is not None:
            self._connection.close()
            self._connection = None

    def _once(self, query: str, accept: str, read: Callable[[Reply], Result]) -> Result:
        try:
            with self._watched():
                response = self._answered(query, accept)
                media_type = response.headers.get_content_type()
                is_cut = "X-SPARQL-MaxRows" in response.headers
                result = read(Reply(media_type, is_cut, Body(response, self._check_time, MAX_ANSWER)))
                if not response.isclosed():  # white space after the answer; the connection is reused
                    response.read(MAX_ERROR)
                return result
        except BaseException as error:
            self.close()
            self._check_time()
            if isinstance(error, TimeoutError):
                raise LimitExceeded(f"{self.address}: no data for {IDLE:g} seconds.", "Try again later, or restrict the query.") from error
            if isinstance(error, ssl.SSLError):
                raise Unreachable(
                    f"{self.address}: no secure connection ({error.reason}).", "Check the URL and its certificate."
                ) from error
            if isinstance(error, OSError | http.client.HTTPException):
                raise Passing(Unreachable(f"{self.address}: {_failure(error)}.", "Check the URL, and whether the server runs.")) from error
            raise

    def _answered(self, query: str, accept: str) -> http.client.HTTPResponse:
        """Send a request, follow redirections, and return the response with the answer."""
        for _ in range(_REDIRECTS):
            response = self._send(query, accept)
            location = response.headers.get("Location", "")
            if response.status not in _MOVED or not location:
                self._refuse(response)
                return response
            self.close()
            self.address = redirected(self.address, location)
        raise EndpointError(f"{self.address}: too many redirections.", "Give the URL of the endpoint itself.")

    def _send(self, query: str, accept: str) -> http.client.HTTPResponse:
        headers = {"Accept": accept, "Content-Type": _FORM, "User-Agent": f"disgraph/{__version__}"}
        if self._authorization and self.address.origin == self._trusted:
            headers["Authorization"] = self._authorization
        self.requests += 1
        connection = self._connected()
        connection.request("POST", self.address.target, urlencode({"query": query}), headers)
        return connection.getresponse()

    def _connected(self) -> http.client.HTTPConnection:
        if self._connection is None:
            kind = http.client.HTTPSConnection if self.address.scheme == "https" else http.client.HTTPConnection
            self._connection = kind(self.address.host, self.address.port, timeout=min(IDLE, self._left() + _GRACE))
        elif self._connection.sock is not None:
            self._connection.sock.settimeout(min(IDLE, self._left() + _GRACE))
        return self._connection

    def _refuse(self, response: http.client.HTTPResponse) -> None:
        """Raise the error of an unsuccessful status."""
        status = response.status
        if status == http.HTTPStatus.OK:
            return
        problem = f"{self.address}: HTTP {status}{self._words(response)}"
        self.close()
        if status in _PASSING:
            wait = response.headers.get("Retry-After", "")
            raise Passing(Unreachable(f"{problem}.", "Try again later."), float(wait) if wait.isascii() and wait.isdigit() else 0.0)
        if status in (401, 403, 407):
            moved = "" if self.address.origin == self._trusted else " Credentials are not sent after a redirection; give the target URL."
            raise NotAuthorised(f"{problem}.", f"Set {USER} and {PASSWORD}, or {TOKEN}, in the environment.{moved}")
        if status in _NO_SPARQL:
            raise NotSparql(f"{problem}: not a SPARQL endpoint.", "Give the URL for queries, such as .../sparql or .../query.")
        if status in (413, 414):
            raise LimitExceeded(f"{problem}: the query is too large for this server.", "Split it into several queries.")
        raise EndpointError(f"{problem}.", "Simplify the query, or read the log of the server.")

    def _words(self, response: http.client.HTTPResponse) -> str:
        """Return the beginning of a plain error message of a server, without credentials that it repeats."""
        if response.headers.get_content_type() not in ("text/plain", "application/json", "application/problem+json"):
            return ""
        text = response.read(MAX_ERROR).decode(errors="replace")
        for secret in filter(None, self._authorization.split(" ")[1:]):
            text = text.replace(secret, "...")
        words = " ".join("".join(letter if letter.isprintable() else " " for letter in text).split())
        return f" ({words[:_SHOWN]})" if words else ""

    def _left(self) -> float:
        return float("inf") if self._deadline is None else max(self._deadline - time.monotonic(), 0.001)

    def _check_time(self) -> None:
        if self._deadline is not None and time.monotonic() >= self._deadline:
            raise LimitExceeded(f"The endpoint took longer than {self._timeout:g} seconds.", "Restrict the query, or raise --timeout.")

    def _wait(self, seconds: float) -> None:
        self._sleep(min(seconds, self._left()))
        self._check_time()

    @contextmanager
    def _watched(self) -> Iterator[None]:
        """Close the connection when the time is over, even if the server still sends slowly."""
        if self._deadline is None:
            yield
            return
        self._check_time()
        timer = threading.Timer(self._left(), self._cut)
        timer.daemon = True
        timer.start()
        try:
            yield
        finally:
            timer.cancel()

    def _cut(self) -> None:
        connection = self._connection
        if connection is not None and connection.sock is not None:
            try:
                connection.sock.shutdown(socket.SHUT_RDWR)
            except OSError:
                return


def _failure(error: OSError | http.client.HTTPException) -> str:
    """Return the failure of a connection in plain English."""
    if isinstance(error, http.client.IncompleteRead):
        return "the answer is truncated"
    if isinstance(error, socket.gaierror):
        return "unknown host name"
    if isinstance(error, ConnectionRefusedError):
        return "connection refused"
    if isinstance(error, ConnectionError):
        return "the server closed the connection"
    if isinstance(error, http.client.HTTPException):
        return f"the answer is not HTTP ({type(error).__name__})"
    return f"cannot be reached ({error.strerror or type(error).__name__})"
