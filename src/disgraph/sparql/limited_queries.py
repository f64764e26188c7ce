"""Answering queries in processes of their own, within limits of time and memory: a running query cannot be interrupted from Python."""

from __future__ import annotations

import os
import subprocess
import sys
import threading
import weakref
from typing import NamedTuple

from disgraph.errors import DisgraphError, LimitExceeded
from disgraph.rdf import QueryResultsFormat, RdfFormat, parse_results, parse_text
from disgraph.sparql.evaluation import Answer, Bindings, checked_query, collected
from disgraph.sparql.query_worker import ERROR, FRAME, LAST, REQUEST, QueryRequest, frame, raised_error

_TRIPLES = "application/n-triples"


class _ChildReply(NamedTuple):
    header: bytes
    content: bytes


class LimitedQueries:
    """Processes that answer queries on one store, started when they are needed. Threads may share them.

    Args:
        folder: the directory of the store.
        memory: bytes that a query may use; 0 for no limit. Only where the system can limit the address space of a process.
    """

    def __init__(self, folder: str, memory: int = 0) -> None:
        self._folder, self._memory = folder, memory
        self._idle: list[subprocess.Popen[bytes]] = []
        weakref.finalize(self, _end_all, self._idle)

    def answer(self, text: str, bindings: Bindings, seconds: float) -> Answer:
        """Answer a query.

        Args:
            text: SPARQL 1.1.
            bindings: values for its variables.
            seconds: how long it may take.

        Raises:
            LimitExceeded: it took longer, or needs more memory.
            MisuseError: see `disgraph.sparql.evaluation.evaluate`, also for InputError.
        """
        request = QueryRequest(checked_query(text), triples=_TRIPLES, bindings=bindings)
        process, is_over = self._take(), threading.Event()
        timer = threading.Timer(seconds, _end_late, (process, is_over))
        timer.daemon = True
        timer.start()
        has_answered = False
        try:
            reply = _ask(process, request)
            has_answered = True
        except DisgraphError:
            has_answered = True
            raise
        except (EOFError, ConnectionError) as error:
            raise self._limit(seconds, is_over.is_set()) from error
        finally:
            timer.cancel()
            if has_answered:
                self._give_back(process, is_over)
            else:
                _end(process)
        if _TRIPLES.encode() in reply.header:
            return tuple(quad.triple for quad in parse_text(reply.content, RdfFormat.N_TRIPLES))
        return collected(parse_results(reply.content, QueryResultsFormat.JSON))

    def _limit(self, seconds: float, is_late: bool) -> LimitExceeded:
        if is_late:
            return LimitExceeded(f"The query took longer than {seconds:g} seconds.", "Narrow it, or give --timeout more.")
        return LimitExceeded(f"The query needs more than {self._memory >> 20:,} MB of memory.", "Narrow it, or give --memory more.")

    def _take(self) -> subprocess.Popen[bytes]:
        while self._idle:
            try:
                process = self._idle.pop()
            except IndexError:  # another thread took it
                break
            if process.poll() is None:
                return process
            _end(process)
        return subprocess.Popen(  # noqa: S603  (a process of this program)
            [sys.executable, "-P", "-m", "disgraph.sparql.query_worker", self._folder, str(self._memory), str(os.getpid())],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=subprocess.DEVNULL,
            env={**os.environ, "PYTHONPATH": os.pathsep.join(filter(None, sys.path))},
        )

    def _give_back(self, process: subprocess.Popen[bytes], is_over: threading.Event) -> None:
        if is_over.is_set():
            _end(process)
        else:
            self._idle.append(process)


def _ask(process: subprocess.Popen[bytes], request: QueryRequest) -> _ChildReply:
    """Send a request and return the whole reply.

    Raises:
        EOFError: the process has ended.
        DisgraphError: the error that it reports.
    """
    assert process.stdin is not None
    process.stdin.write(frame(REQUEST, request.to_json()))
    process.stdin.flush()
    _, header = _frame(process)
    kind, parts = b"", []
    while kind != LAST:
        kind, content = _frame(process)
        parts.append(content)
    return _ChildReply(header, b"".join(parts))


def _frame(process: subprocess.Popen[bytes]) -> tuple[bytes, bytes]:
    kind, length = FRAME.unpack(_exactly(process, FRAME.size))
    content = _exactly(process, length)
    if kind == ERROR:
        raise raised_error(content)
    return kind, content


def _exactly(process: subprocess.Popen[bytes], size: int) -> bytes:
    assert process.stdout is not None
    content = process.stdout.read(size)
    if len(content) < size:
        raise EOFError
    return content


def _end_late(process: subprocess.Popen[bytes], is_over: threading.Event) -> None:
    is_over.set()
    process.kill()


def _end(process: subprocess.Popen[bytes]) -> None:
    process.kill()
    for pipe in (process.stdin, process.stdout):
        assert pipe is not None
        try:
            pipe.close()
        except OSError:  # what was not sent
            continue
    process.wait()


def _end_all(processes: list[subprocess.Popen[bytes]]) -> None:
    while processes:
        _end(processes.pop())
