"""Counts of requests and queries for a monitoring system, without what was asked or by whom.

The format is the text format of Prometheus: https://prometheus.io/docs/instrumenting/exposition_formats/
"""

from __future__ import annotations

import time
from collections import Counter, defaultdict
from collections.abc import Callable, Iterator, Mapping, Sequence
from typing import Any

from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Route
from starlette.types import ASGIApp, Message, Receive, Scope, Send

MEDIA_TYPE = "text/plain; version=0.0.4; charset=utf-8"
#: Page of a request that no route answers, so that no address of a client becomes a label.
_NO_ROUTE = "none"
#: What the numbers of the pool of queries mean.
_QUERY_NOTES = {
    "disgraph_queries_total": "SPARQL queries that were asked.",
    "disgraph_queries_waiting": "SPARQL queries that wait for a free process.",
    "disgraph_query_processes": "Processes that answer SPARQL.",
    "disgraph_query_processes_free": "Processes that answer SPARQL and are free.",
    "disgraph_query_processes_ended_total": "Processes that were ended and replaced: at a limit, or for a new graph.",
}


class Metrics:
    """What has been counted since the server started.

    Attributes:
        requests: number of answers by route and status.
        seconds: that they took, by route.
    """

    def __init__(self) -> None:
        self.requests: Counter[tuple[str, str]] = Counter()
        self.seconds: defaultdict[str, float] = defaultdict(float)

    def count(self, route: str, status: int, seconds: float) -> None:
        """Count an answer."""
        self.requests[route, str(status)] += 1
        self.seconds[route] += seconds

    def lines(self, queries: Mapping[str, int]) -> Iterator[str]:
        """Yield the counts in the text format.

        Args:
            queries: numbers about SPARQL by name.
        """
        yield from _family("disgraph_requests_total", "counter", "Answers by route and status.")
        for (route, status), number in sorted(self.requests.items()):
            yield f'disgraph_requests_total{{route="{route}",status="{status}"}} {number}'
        yield from _family("disgraph_request_seconds_total", "counter", "Seconds until the end of an answer, by route.")
        for route, seconds in sorted(self.seconds.items()):
            yield f'disgraph_request_seconds_total{{route="{route}"}} {seconds:.6f}'
        for name, number in queries.items():
            yield from _family(name, "counter" if name.endswith("_total") else "gauge", _QUERY_NOTES[name])
            yield f"{name} {number}"


def _family(name: str, kind: str, note: str) -> Sequence[str]:
    return (f"# HELP {name} {note}", f"# TYPE {name} {kind}")


class Counting:
    """Counts each request when its answer has ended.

    Args:
        app: the application.
        metrics: where they are counted.
    """

    def __init__(self, app: ASGIApp, metrics: Metrics) -> None:
        self._app, self._metrics = app, metrics

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Answer a request."""
        if scope["type"] != "http":
            await self._app(scope, receive, send)
            return
        began, status = time.perf_counter(), [500]

        async def counted(message: Message) -> None:
            if message["type"] == "http.response.start":
                status[0] = message["status"]
            await send(message)

        try:
            await self._app(scope, receive, counted)
        finally:
            self._metrics.count(_route(scope), status[0], time.perf_counter() - began)


def _route(scope: Mapping[str, Any]) -> str:
    return getattr(scope.get("route"), "path", _NO_ROUTE)


def metrics_route(metrics: Metrics, queries: Callable[[], Mapping[str, int]]) -> Route:
    """Return the route of the counts.

    Args:
        metrics: the counts.
        queries: returns numbers about SPARQL by name.
    """

    def answer(_request: Request) -> Response:
        return Response("\n".join((*metrics.lines(queries()), "")), media_type=MEDIA_TYPE)

    return Route("/metrics", answer)
