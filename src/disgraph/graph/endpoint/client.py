"""Asking a SPARQL 1.1 endpoint: one query a request, tried again where the failure may pass, ended when the time is over.

Queries are sent as forms by POST (SPARQL 1.1 Protocol, 2.1.2), which every server takes and no server keeps in its log of addresses.
An answer is read whole before it is used, so that a half one can be asked for again.
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

#: Seconds to wait before a request is tried again, one for each further try; a server may ask for more, up to the limit.
WAITS, LONGEST_WAIT = (0.0, 0.5, 2.0), 30.0
#: Seconds after which a server that sends nothing is given up.
IDLE = 60.0
#: Seconds that a socket waits longer than there is time, so that it is the end of the time that is told.
_GRACE = 1.0
#: Bytes of an answer that is read to the end, and of an error that is shown.
MAX_ANSWER, MAX_ERROR = 1 << 31, 2_000
_REDIRECTS, _SHOWN = 5, 200
_PASSING = {429, 502, 503, 504}
_MOVED = {301, 302, 307, 308}
#: What servers say of an address that takes no queries.
_NO_SPARQL = {404, 405, 406, 410, 415}
_FORM = "application/x-www-form-urlencoded"

Result = TypeVar("Result")


class Passing(Exception):
    """A failure that may be over at the next try."""

    def __init__(self, error: EndpointError, wait: float = 0.0) -> None:
        super().__init__(error.message)
        self.error = error
        self.wait = wait


class Reply(NamedTuple):
    """An answer that can be read: its media type, whether the server says that it is cut, and the bytes."""

    media_type: str
    is_cut: bool
    body: Body


class Body:
    """The bytes of an answer, counted as they come.

    Args:
        response: what the server sends.
        check: raises when the time is over.
        limit: how many bytes at most.
    """

    def __init__(self, response: http.client.HTTPResponse, check: Callable[[], None], limit: int) -> None:
        self._response, self._check, self._left = response, check, limit

    def read(self, size: int = -1) -> bytes:
        """Return some bytes, or none at the end.

        Raises:
            LimitExceeded: the time is over, or the answer is larger than allowed.
        """
        self._check()
        data = self._response.read(size) if size >= 0 else self._response.read(self._left + 1)
        self._left -= len(data)
        if not data and size and self._response.length:
            raise http.client.IncompleteRead(b"", self._response.length)
        if self._left < 0:
            raise LimitExceeded("The endpoint sends more than one answer may hold.", "Narrow the query, or ask with LIMIT.")
        return data


class Client:
    """A conversation with one endpoint, over one connection that is kept open.

    Args:
        url: of the endpoint; its query part is sent along (`?default-graph-uri=...`).
        timeout: seconds for the whole conversation; none for as long as the server sends.
        sleep: waits before a further try.

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
        """Send a query and return what is made of its answer.

        Args:
            query: SPARQL.
            accept: the media types that are understood.
            read: makes values of the answer; called again if the answer breaks off and is asked for again.

        Raises:
            Unreachable: nobody answers, also not at the last try.
            NotAuthorised: credentials are missing or not enough.
            NotSparql: what answers is no SPARQL endpoint.
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
                if not response.isclosed():  # white space after the answer; the connection is used again
                    response.read(MAX_ERROR)
                return result
        except BaseException as error:
            self.close()
            self._check_time()
            if isinstance(error, TimeoutError):
                raise LimitExceeded(
                    f"{self.address}: sends nothing for {IDLE:g} seconds.", "Ask again later, or narrow the query."
                ) from error
            if isinstance(error, ssl.SSLError):
                raise Unreachable(
                    f"{self.address}: no secure connection ({error.reason}).", "Check the URL and its certificate."
                ) from error
            if isinstance(error, OSError | http.client.HTTPException):
                raise Passing(Unreachable(f"{self.address}: {_told(error)}.", "Check the URL, and whether the server runs.")) from error
            raise

    def _answered(self, query: str, accept: str) -> http.client.HTTPResponse:
        """Send a request, follow redirections, and return a response that holds an answer."""
        for _ in range(_REDIRECTS):
            response = self._send(query, accept)
            location = response.headers.get("Location", "")
            if response.status not in _MOVED or not location:
                self._refuse(response)
                return response
            self.close()
            self.address = redirected(self.address, location)
        raise EndpointError(f"{self.address}: redirects again and again.", "Give the URL of the endpoint itself.")

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
        """Raise what a status says that is no success."""
        status = response.status
        if status == http.HTTPStatus.OK:
            return
        told = f"{self.address}: HTTP {status}{self._words(response)}"
        self.close()
        if status in _PASSING:
            wait = response.headers.get("Retry-After", "")
            raise Passing(Unreachable(f"{told}.", "Ask again later."), float(wait) if wait.isascii() and wait.isdigit() else 0.0)
        if status in (401, 403, 407):
            moved = "" if self.address.origin == self._trusted else " Credentials are not sent where an endpoint redirects; give that URL."
            raise NotAuthorised(f"{told}.", f"Set {USER} and {PASSWORD}, or {TOKEN}, in the environment.{moved}")
        if status in _NO_SPARQL:
            raise NotSparql(f"{told}: no SPARQL endpoint.", "Give the URL that takes queries, such as .../sparql or .../query.")
        if status in (413, 414):
            raise LimitExceeded(f"{told}: the query is too large for this server.", "Ask in several queries.")
        raise EndpointError(f"{told}.", "The server does not answer this query; ask a simpler one, or look in its log.")

    def _words(self, response: http.client.HTTPResponse) -> str:
        """Return the first words of an error that a server tells in plain text, without any credential that it repeats."""
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
            raise LimitExceeded(f"The endpoint took longer than {self._timeout:g} seconds.", "Narrow the query, or give --timeout more.")

    def _wait(self, seconds: float) -> None:
        self._sleep(min(seconds, self._left()))
        self._check_time()

    @contextmanager
    def _watched(self) -> Iterator[None]:
        """Cut the connection when the time is over, however slowly the server drips."""
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


def _told(error: OSError | http.client.HTTPException) -> str:
    """Return what happened to a connection in plain words."""
    if isinstance(error, http.client.IncompleteRead):
        return "the answer breaks off"
    if isinstance(error, socket.gaierror):
        return "no server of this name is known"
    if isinstance(error, ConnectionRefusedError):
        return "nobody answers"
    if isinstance(error, ConnectionError):
        return "the server ends the connection"
    if isinstance(error, http.client.HTTPException):
        return f"what answers does not speak HTTP ({type(error).__name__})"
    return f"cannot be reached ({error.strerror or type(error).__name__})"
