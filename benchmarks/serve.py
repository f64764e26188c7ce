"""How `disgraph serve` answers: the time of each kind of page, the rate of small queries, and a mixed load with runaway queries.

    python benchmarks/serve.py [--seconds 60] [--clients 32] [--peer URL]

Client and server share this machine, so rates compare only within one run. `--peer` is the address of another SPARQL endpoint that
holds the same dataset; its rate of the same queries is measured with the same client.
"""

from __future__ import annotations

import argparse
import asyncio
import re
import statistics
import subprocess
import sys
import time
from collections import Counter
from collections.abc import Iterator
from contextlib import contextmanager
from urllib.parse import quote, urlsplit

PAGES = (
    "/",
    "/search?text=wheelchair",
    "/path?a=Liu+Weiping&b=Tang+Xiaopeng",
    "/resource/person/liu-weiping",
    "/resource/place/china",
    "/document/000",
    "/queries/awards-of?recipient=Peng+Qiuping",
    "/audit",
    "/ontology/Person",
    "/api/neighbors?name=Liu+Weiping",
)
#: A small query about one entity: what leads to it, with labels.
SMALL = (
    "PREFIX rdfs: <http://www.w3.org/2000/01/rdf-schema#> "
    "SELECT ?other ?label ?relation WHERE {{ ?other ?relation <{}> . OPTIONAL {{ ?other rdfs:label ?label }} }} LIMIT 20"
)
ENTITIES = "SELECT DISTINCT ?entity WHERE { ?claim <http://www.w3.org/1999/02/22-rdf-syntax-ns#subject> ?entity } ORDER BY ?entity"
RUNAWAY = "SELECT (COUNT(*) AS ?n) WHERE { ?a ?b ?c . ?d ?e ?f . ?g ?h ?i }"
#: One request in this number is a runaway query.
_EACH = 50
_LIMIT = 3.0
_REPEATS = 15


@contextmanager
def server() -> Iterator[str]:
    """Start a server on a free port, and return its address."""
    command = [sys.executable, "-m", "disgraph", "serve", "--port", "0", "--timeout", str(_LIMIT)]
    with subprocess.Popen(command, stderr=subprocess.PIPE, encoding="utf-8") as process:
        assert process.stderr is not None
        yield next(match[0] for line in process.stderr if (match := re.search(r"http://[\d.]+:\d+", line)))
        process.terminate()


async def body(address: str, path: str, accept: str = "text/html") -> bytes:
    """Return the answer to one request, with its status line."""
    where = urlsplit(address)
    reader, writer = await asyncio.open_connection(where.hostname, where.port)
    writer.write(f"GET {path} HTTP/1.1\r\nHost: {where.netloc}\r\nAccept: {accept}\r\nConnection: close\r\n\r\n".encode())
    answer = await reader.read()
    writer.close()
    return answer


async def get(address: str, path: str, accept: str = "text/html") -> tuple[int, float]:
    """Return status and seconds of one request."""
    begun = time.perf_counter()
    answer = await body(address, path, accept)
    return int(answer[9:12] or 0), time.perf_counter() - begun


def query_path(root: str, query: str) -> str:
    """Return the path of a query."""
    return f"{root}?query={quote(query)}"


async def rate(address: str, root: str, seconds: float, clients: int) -> float:
    """Return small queries a second, each about another entity than the one before."""
    listed = await body(address, query_path(root, ENTITIES), "text/csv")
    entities = [line for line in listed.decode().split() if "/resource/" in line]
    until, done = time.perf_counter() + seconds, 0

    async def ask(number: int) -> None:
        nonlocal done
        while time.perf_counter() < until:
            number += clients
            query = SMALL.format(entities[number % len(entities)])
            status, _ = await get(address, query_path(root, query), "application/sparql-results+json")
            assert status == 200, status
            done += 1

    begun = time.perf_counter()
    await asyncio.gather(*map(ask, range(clients)))
    return done / (time.perf_counter() - begun)


async def mixed(address: str, seconds: float, clients: int) -> tuple[Counter[str], list[float]]:
    """Return how requests ended, and the times of pages."""
    until, ended, times = time.perf_counter() + seconds, Counter[str](), list[float]()

    async def read(number: int) -> None:
        while time.perf_counter() < until:
            number += clients
            if number % _EACH == 0:
                status, _ = await get(address, query_path("/sparql", RUNAWAY), "application/sparql-results+json")
                ended[f"runaway: {status}"] += 1
            else:
                status, taken = await get(address, PAGES[number % len(PAGES)])
                ended["page: 200" if status == 200 else f"{PAGES[number % len(PAGES)]}: {status}"] += 1
                times.append(taken)

    await asyncio.gather(*map(read, range(clients)))
    return ended, times


async def measure(address: str, seconds: float, clients: int, peer: str) -> None:
    """Print all measurements."""
    for page in PAGES:
        await get(address, page)
        times = [(await get(address, page))[1] for _ in range(_REPEATS)]
        print(f"{page:45} {1000 * statistics.median(times):7.1f} ms")
    own = await rate(address, "/sparql", seconds / 6, 8)
    print(f"small queries: {own:,.0f} a second")
    if peer:
        other = await rate(peer, urlsplit(peer).path or "/", seconds / 6, 8)
        print(f"small queries of the peer: {other:,.0f} a second; ratio {own / other:.1f}")
    ended, times = await mixed(address, seconds, clients)
    print(f"{clients} clients, {seconds:g} s, one request in {_EACH} a runaway with a limit of {_LIMIT:g} s:")
    for name, number in sorted(ended.items()):
        print(f"  {name} {number:>7,}")
    print(f"  pages: median {1000 * statistics.median(times):.0f} ms, slowest {1000 * max(times):.0f} ms")


def main() -> None:
    """Run the benchmark."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--seconds", type=float, default=60)
    parser.add_argument("--clients", type=int, default=32)
    parser.add_argument("--peer", default="")
    given = parser.parse_args()
    with server() as address:
        asyncio.run(measure(address, given.seconds, given.clients, given.peer))


if __name__ == "__main__":
    main()
