"""The client of a SPARQL 1.1 endpoint: one query in each request, with retries after temporary failures and a time limit.

Queries are sent as forms by POST (SPARQL 1.1 Protocol, 2.1.2), which every server accepts and no server logs as an address. An
answer is read completely before it is used, so that a truncated one can be requested again.
"""

from __future__ import annotations

import http.client
import ssl
import time
from collections.abc import Callable
from contextlib import AbstractContextManager
from typing import NamedTuple, TypeVar
from urllib.parse import urlencode

from disgraph.errors import EndpointError, LimitExceeded, NotAuthorised, NotSparql, Unreachable
from disgraph.graph.endpoint.address import PASSWORD, TOKEN, USER, authorization, read_address, redirected
from disgraph.http_connection import MOVED, Body, HttpConnection, begin_of_text, failure

#: Seconds to wait before each retry, and at most if the server asks for more.
WAITS, LONGEST_WAIT = (0.0, 0.5, 2.0), 30.0
#: Maximum number of seconds of one request, if the user sets no limit.
LONGEST_REQUEST = 600.0
#: Maximum number of bytes of an answer, and of an error message.
MAX_ANSWER, MAX_ERROR = 1 << 31, 2_000
_REDIRECTS, _SHOWN = 5, 200
_PASSING = {429, 502, 503, 504}
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
        self._http = HttpConnection("endpoint", timeout, "Restrict the query, or raise --timeout.")
        self._sleep = sleep

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
                with self._http.limited(LONGEST_REQUEST):
                    return self._once(query, accept, read)
            except Passing as passing:
                if wait is None:
                    raise passing.error from passing
                self._wait(max(wait, min(passing.wait, LONGEST_WAIT)))
        raise AssertionError

    def limited(self, seconds: float) -> AbstractContextManager[None]:
        """Limit the time of the requests inside a `with` block, unless less is left for the conversation."""
        return self._http.limited(seconds)

    def close(self) -> None:
        """End the connection."""
        self._http.close()

    def _once(self, query: str, accept: str, read: Callable[[Reply], Result]) -> Result:
        is_whole = False
        try:
            with self._http.watched():
                response = self._answered(query, accept)
                media_type = response.headers.get_content_type()
                too_large = LimitExceeded(f"{self.address}: the answer is too large.", "Restrict the query, or add LIMIT.")
                is_cut = "X-SPARQL-MaxRows" in response.headers
                result = read(Reply(media_type, is_cut, Body(response, self._http.check_time, MAX_ANSWER, too_large)))
                if not response.isclosed():  # white space after the answer; the connection is reused
                    response.read(MAX_ERROR)
            is_whole = True
        except (OSError, http.client.HTTPException) as error:
            raise self._failed(error) from error
        finally:
            if not is_whole:
                self.close()
                self._http.check_time()
        return result

    def _failed(self, error: OSError | http.client.HTTPException) -> Exception:
        """Return a failure of the connection as an error of ours; one that may pass is marked as such."""
        if isinstance(error, TimeoutError):
            return LimitExceeded(f"{self.address}: {failure(error)}.", "Try again later, or restrict the query.")
        if isinstance(error, ssl.SSLError):
            return Unreachable(f"{self.address}: {failure(error)}.", "Check the URL and its certificate.")
        return Passing(Unreachable(f"{self.address}: {failure(error)}.", "Check the URL, and whether the server runs."))

    def _answered(self, query: str, accept: str) -> http.client.HTTPResponse:
        """Send a request, follow redirections, and return the response with the answer."""
        for _ in range(_REDIRECTS):
            response = self._send(query, accept)
            location = response.headers.get("Location", "")
            if response.status not in MOVED or not location:
                self._refuse(response)
                return response
            self.close()
            self.address = redirected(self.address, location)
        raise EndpointError(f"{self.address}: too many redirections.", "Give the URL of the endpoint itself.")

    def _send(self, query: str, accept: str) -> http.client.HTTPResponse:
        headers = {"Accept": accept, "Content-Type": _FORM}
        if self._authorization and self.address.origin == self._trusted:
            headers["Authorization"] = self._authorization
        self.requests += 1
        return self._http.post(self.address, urlencode({"query": query}).encode(), headers)

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
        """Return the beginning of a plain error message in brackets, without credentials."""
        words = begin_of_text(response, MAX_ERROR, _SHOWN, tuple(self._authorization.split(" ")[1:]))
        return f" ({words})" if words else ""

    def _wait(self, seconds: float) -> None:
        self._sleep(min(seconds, self._http.left()))
        self._http.check_time()
