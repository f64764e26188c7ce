"""A pool of processes that answer SPARQL: each is killed when its query takes too long, and replaced."""

from __future__ import annotations

import asyncio
import json
import os
import sys
from collections.abc import AsyncIterator
from typing import NamedTuple

from disgraph.errors import DisgraphError, LimitExceeded
from disgraph.sparql.evaluation import checked_length
from disgraph.sparql.query_worker import ERROR, FRAME, LAST, REQUEST, QueryRequest, frame, raised_error

#: Bytes of a pipe that are read at once at most.
_BUFFER = 1 << 20
#: Seconds after the limit of a query at which its process ends even if no client waits for the answer.
_GRACE = 2.0


class QueryReply(NamedTuple):
    """The answer of a query.

    Attributes:
        media: its media type.
        first: the first piece of its content.
        rest: the other pieces as they come; None if the first is all.
    """

    media: str
    first: bytes
    rest: AsyncIterator[bytes] | None = None

    async def content(self) -> bytes:
        """Return the whole content."""
        return self.first if self.rest is None else self.first + b"".join([piece async for piece in self.rest])


class QueryPool:
    """Processes that answer queries on one store; opened in a running event loop.

    Args:
        folder: the directory of the store.
        workers: number of processes.
        seconds: that a query may take, the wait for a free process not included.
        memory: address space of a process in bytes; 0 for no limit.
        waiting: maximum number of queries that wait for a process.
    """

    def __init__(self, folder: str, workers: int, seconds: float, memory: int, waiting: int = 64) -> None:
        self._folder, self._seconds, self._memory, self._most = folder, seconds, memory, waiting
        self._idle: asyncio.Queue[_Worker] = asyncio.Queue()
        self._workers: set[_Worker] = set()
        self._waiting = self._asked = self._ended = 0
        self._tasks: set[asyncio.Task[None]] = set()
        self._count = workers
        self._closed = False

    def numbers(self) -> dict[str, int]:
        """Return the numbers of the pool by their name in `disgraph.server.metrics`."""
        return {
            "disgraph_queries_total": self._asked,
            "disgraph_queries_waiting": self._waiting,
            "disgraph_query_processes": len(self._workers),
            "disgraph_query_processes_free": self._idle.qsize(),
            "disgraph_query_processes_ended_total": self._ended,
        }

    async def open(self) -> None:
        """Start the processes."""
        for _ in range(self._count):
            await self._start()

    async def close(self) -> None:
        """End the processes; queries that are running fail."""
        self._closed = True
        for worker in self._workers:
            worker.kill()
        await asyncio.gather(*self._tasks, *(worker.ended() for worker in self._workers), return_exceptions=True)

    def move(self, folder: str) -> None:
        """Answer from another store from now on; queries that are running are answered from the former one."""
        self._folder = folder
        while not self._idle.empty():
            self._discard(self._idle.get_nowait())

    async def ask(self, request: QueryRequest) -> QueryReply:
        """Answer a query.

        Raises:
            MisuseError: an update, or a query that reaches out.
            InputError: a syntax error.
            LimitExceeded: too long, too slow, too much memory, or too many queries wait.
            NotAcceptable: no accepted media type fits the answer.
        """
        checked_length(request.text)
        self._asked += 1
        worker = await self._lease()
        deadline = asyncio.get_running_loop().time() + self._seconds
        is_usable = False
        try:
            async with asyncio.timeout_at(deadline):
                media, first, is_all = await worker.begin(request)
            is_usable = True
        except TimeoutError as error:
            raise LimitExceeded(
                f"The query took longer than {self._seconds:g} seconds.", "Narrow it, or run it on your own machine."
            ) from error
        except DisgraphError:
            self._release(worker)
            is_usable = True
            raise
        finally:
            if not is_usable:
                self._discard(worker)
        if is_all:
            self._release(worker)
            return QueryReply(media, first)
        return QueryReply(media, first, self._pieces(worker, deadline))

    async def _pieces(self, worker: _Worker, deadline: float) -> AsyncIterator[bytes]:
        """Yield the content; a client that goes away, or the deadline, ends the process."""
        finished = False
        try:
            async with asyncio.timeout_at(deadline):
                async for piece in worker.pieces():
                    yield piece
            finished = True
        finally:  # nothing here waits: the task may have been cancelled
            if finished:
                self._release(worker)
            else:
                self._discard(worker)

    async def _lease(self) -> _Worker:
        if self._waiting >= self._most:
            raise LimitExceeded("Too many queries wait for an answer.", "Ask again in a moment.")
        self._waiting += 1
        try:
            async with asyncio.timeout(2 * self._seconds):
                worker = await self._idle.get()
        except TimeoutError as error:
            raise LimitExceeded("The server is busy.", "Ask again in a moment.") from error
        finally:
            self._waiting -= 1
        # An answer that no client reads would keep its process for ever.
        worker.watch = asyncio.get_running_loop().call_later(self._seconds + _GRACE, self._discard, worker)
        return worker

    def _release(self, worker: _Worker) -> None:
        worker.unwatch()
        if worker.is_alive and worker.folder == self._folder and not self._closed:
            self._idle.put_nowait(worker)
        else:
            self._discard(worker)

    def _discard(self, worker: _Worker) -> None:
        """Kill a process, and start another in its place, without waiting; a second time does nothing."""
        if worker not in self._workers:
            return
        self._workers.discard(worker)
        self._ended += 1
        worker.unwatch()
        worker.kill()
        task = asyncio.get_running_loop().create_task(self._replace(worker))
        self._tasks.add(task)
        task.add_done_callback(self._tasks.discard)

    async def _replace(self, worker: _Worker) -> None:
        await worker.ended()
        if not self._closed:
            await self._start()

    async def _start(self) -> None:
        folder, environment = self._folder, {**os.environ, "PYTHONPATH": os.pathsep.join(filter(None, sys.path))}
        process = await asyncio.create_subprocess_exec(
            *(sys.executable, "-P", "-m", "disgraph.sparql.query_worker", folder, str(self._memory), str(os.getpid())),
            stdin=asyncio.subprocess.PIPE,
            stdout=asyncio.subprocess.PIPE,
            stderr=asyncio.subprocess.DEVNULL,
            env=environment,
            limit=_BUFFER,
        )
        worker = _Worker(process, folder)
        self._workers.add(worker)
        self._release(worker)


class _Worker:
    """One process and its pipes."""

    def __init__(self, process: asyncio.subprocess.Process, folder: str) -> None:
        self.folder = folder
        self.watch: asyncio.TimerHandle | None = None
        assert process.stdin is not None
        assert process.stdout is not None
        self._process, self._stdin, self._stdout = process, process.stdin, process.stdout

    @property
    def is_alive(self) -> bool:
        return self._process.returncode is None

    def unwatch(self) -> None:
        if self.watch is not None:
            self.watch.cancel()

    def kill(self) -> None:
        if self.is_alive:
            self._process.kill()

    async def ended(self) -> None:
        """Wait until the process has ended, and its pipes are closed."""
        self._stdin.close()
        await self._process.wait()

    async def begin(self, request: QueryRequest) -> tuple[str, bytes, bool]:
        """Send a request, and return the media type of its answer, the first piece of its content, and whether that is all."""
        try:
            self._stdin.write(frame(REQUEST, request.to_json()))
            await self._stdin.drain()
            _, header = await self._frame()
            kind, first = await self._frame()
        except (ConnectionError, asyncio.IncompleteReadError) as error:
            self.kill()
            raise LimitExceeded("The query ended its process: it needs too much memory.", "Narrow it.") from error
        return json.loads(header)["media"], first, kind == LAST

    async def pieces(self) -> AsyncIterator[bytes]:
        """Yield the content after its first piece."""
        kind = b""
        while kind != LAST:
            kind, content = await self._frame()
            yield content

    async def _frame(self) -> tuple[bytes, bytes]:
        kind, length = FRAME.unpack(await self._stdout.readexactly(FRAME.size))
        content = await self._stdout.readexactly(length)
        if kind == ERROR:
            raise raised_error(content)
        return kind, content
