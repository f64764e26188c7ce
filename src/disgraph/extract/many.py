"""Many documents: extraction on all cores or on a cluster, results in the order of the documents, with bounded memory.

A document that crashes its process is tried again alone, and then reported as an error; the others continue.
"""

from __future__ import annotations

from collections import deque
from collections.abc import Callable, Iterable, Iterator
from concurrent.futures import Future, ProcessPoolExecutor
from concurrent.futures.process import BrokenProcessPool
from itertools import islice
from multiprocessing import get_context
from typing import NamedTuple, Protocol

from disgraph.child_process import end_with_parent
from disgraph.errors import DisgraphError, LimitExceeded, MisuseError
from disgraph.extract.draft import Extract

#: What one document can do to an extractor: it is refused, malformed, too large or too deep. Anything else is a fault of the program.
_FAILURES = (DisgraphError, ValueError, LookupError, ArithmeticError, OSError, MemoryError, RuntimeError)

#: How many documents are under way for each worker.
AHEAD = 4

Extractor = Callable[[str], Extract]


class DocumentText(NamedTuple):
    """A document's id and its text."""

    document: str
    text: str


class ExtractionResult(NamedTuple):
    """What was found in a document, or the error."""

    document: str
    extract: Extract | None
    error: str


class Pool(Protocol):
    """Where extraction runs; `submit` may be answered in any order."""

    @property
    def width(self) -> int:
        """How many documents it takes at once."""
        ...

    def submit(self, extractor: Extractor, text: str) -> Callable[[], Extract]:
        """Begin to extract; what is returned waits for the result."""
        ...


def in_turn(texts: Iterable[DocumentText], extractor: Extractor) -> Iterator[ExtractionResult]:
    """Extract one document after the other in this process."""
    for text in texts:
        yield _result(text, lambda given=text: extractor(given.text))  # type: ignore[misc]


def on_cores(texts: Iterable[DocumentText], extractor: Extractor, workers: int) -> Iterator[ExtractionResult]:
    """Extract in several processes.

    Args:
        texts: read as they are needed, no more than a few ahead.
        extractor: a function of a module, so that another process finds it.
        workers: how many processes.
    """
    waiting = iter(texts)
    window: deque[tuple[DocumentText, Future[Extract]]] = deque()
    pool = _pool(workers)
    try:
        while True:
            for text in islice(waiting, AHEAD * workers - len(window)):
                window.append((text, _submitted(pool, extractor, text)))
            if not window:
                return
            text, future = window[0]
            try:
                yield _result(text, future.result)
                window.popleft()
            except BrokenProcessPool:
                _end(pool)
                alone = [one for one, _future in window]
                window.clear()
                yield from (_alone(one, extractor) for one in alone)
                pool = _pool(workers)
    finally:
        _end(pool)


def _end(pool: ProcessPoolExecutor) -> None:
    """End processes and threads of a pool: a thread that ends while the interpreter ends may use a pipe that is closed already."""
    pool.shutdown(wait=True, cancel_futures=True)


def _pool(workers: int) -> ProcessPoolExecutor:
    return ProcessPoolExecutor(workers, mp_context=get_context("spawn"), initializer=end_with_parent)


def _submitted(pool: ProcessPoolExecutor, extractor: Extractor, text: DocumentText) -> Future[Extract]:
    """Begin to extract; where the pool is broken already, its future says so in its turn."""
    try:
        return pool.submit(extractor, text.text)
    except BrokenProcessPool as error:
        broken: Future[Extract] = Future()
        broken.set_exception(error)
        return broken


def _alone(text: DocumentText, extractor: Extractor) -> ExtractionResult:
    """Extract a document in a process of its own, so that one that brings it down is known."""
    with _pool(1) as pool:
        try:
            return _result(text, pool.submit(extractor, text.text).result)
        except BrokenProcessPool:
            return ExtractionResult(text.document, None, "the process that read it broke down (out of memory?)")


def _result(text: DocumentText, wait: Callable[[], Extract]) -> ExtractionResult:
    """Return what was found; what a document does to an extractor stops that document only.

    Raises:
        MisuseError: the extractor is not ready for any document.
        LimitExceeded: a limit set for all of them was reached.
    """
    try:
        return ExtractionResult(text.document, wait(), "")
    except (BrokenProcessPool, MisuseError, LimitExceeded):
        raise
    except _FAILURES as error:
        return ExtractionResult(text.document, None, f"{type(error).__name__}: {error}")


def on_pool(texts: Iterable[DocumentText], extractor: Extractor, pool: Pool) -> Iterator[ExtractionResult]:
    """Extract on a pool of workers elsewhere, such as a cluster."""
    waiting = iter(texts)
    window: deque[tuple[DocumentText, Callable[[], Extract]]] = deque()
    while True:
        for text in islice(waiting, max(0, AHEAD * pool.width - len(window))):
            window.append((text, pool.submit(extractor, text.text)))
        if not window:
            return
        text, wait = window.popleft()
        yield _result(text, wait)
