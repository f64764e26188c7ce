"""Many documents: in their order, bounded, and none that stops the others; on one machine and on a cluster that loses a worker.

`eval` is the extractor: every process has it, and a text can make it behave as on a bad document.
"""

from __future__ import annotations

import multiprocessing
import os
import signal
import subprocess
import sys
import threading
from collections.abc import Generator, Iterator
from pathlib import Path
from typing import Any, cast

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from tests.tries import tries

from disgraph.errors import InputError
from disgraph.extract.many import AHEAD, DocumentText, ExtractionResult, Extractor, in_turn, on_cores, on_pool

EVALUATE = cast("Extractor", eval)
KILL = "__import__('os')._exit(1)"


def texts(*given: str) -> list[DocumentText]:
    return [DocumentText(f"d{number}", text) for number, text in enumerate(given)]


def found(results: Iterator[ExtractionResult]) -> list[tuple[str, object, str]]:
    return [(result.document, result.extract, result.error) for result in results]


def test_results_are_in_the_order_of_the_documents_and_a_bad_one_stops_none() -> None:
    given = texts("1", "1/0", "__import__('time').sleep(0.2) or 3", "4")
    expected = [("d0", 1, ""), ("d1", None, "ZeroDivisionError: division by zero"), ("d2", 3, ""), ("d3", 4, "")]
    assert found(on_cores(given, EVALUATE, 2)) == expected
    assert found(in_turn(given, EVALUATE)) == expected


def test_a_document_that_kills_its_process_is_reported_and_the_others_continue() -> None:
    results = found(on_cores(texts("1", "2", KILL, "4", "5", KILL, *map(str, range(6, 20))), EVALUATE, 2))
    broken = "the process that read it broke down (out of memory?)"
    assert results[2] == ("d2", None, broken)
    assert results[5] == ("d5", None, broken)
    assert [value for _document, value, _error in results] == [1, 2, None, 4, 5, None, *range(6, 20)]


@pytest.mark.parametrize("given", [("1", "2"), ("1", KILL, "3")])
@pytest.mark.parametrize("is_left_early", [False, True])
def test_no_thread_and_no_process_of_a_pool_outlives_it(given: tuple[str, ...], is_left_early: bool) -> None:
    """robustness-RB28: one that ended while the interpreter ended used a closed pipe in one of eight runs."""
    before = set(threading.enumerate())
    results = cast("Generator[ExtractionResult, None, None]", on_cores(texts(*given), EVALUATE, 2))
    if is_left_early:
        next(results)
        results.close()
    else:
        assert len(list(results)) == len(given)
    assert set(threading.enumerate()) == before
    assert multiprocessing.active_children() == []


#: Extracts in two processes, reports the first result, and waits to be killed.
WAITING = """
import sys
from disgraph.extract.many import DocumentText, on_cores

if __name__ == "__main__":
    for result in on_cores([DocumentText(str(number), str(number)) for number in range(9)], eval, 2):
        print("finished", flush=True)
        sys.stdin.read()
"""


@pytest.mark.skipif(os.name == "nt", reason="Windows ends a process in another way")
def test_an_extraction_that_is_killed_leaves_no_process(tmp_path: Path) -> None:
    """Its processes hold its output open, so the output ends when the last of them has ended."""
    script = tmp_path / "waiting.py"
    script.write_text(WAITING)
    with subprocess.Popen([sys.executable, str(script)], stdin=subprocess.PIPE, stdout=subprocess.PIPE) as extraction:
        assert extraction.stdout is not None
        assert extraction.stdout.readline() == b"finished\n"
        extraction.kill()
        extraction.communicate(timeout=60)


def test_only_a_few_documents_are_read_ahead() -> None:
    read = 0

    def reading() -> Iterator[DocumentText]:
        nonlocal read
        for number in range(100):
            read += 1
            yield DocumentText(f"d{number}", str(number))

    ahead = []
    for number, _result in enumerate(on_cores(reading(), EVALUATE, 2)):
        ahead.append(read - number)
    assert len(ahead) == 100
    assert max(ahead) <= AHEAD * 2 + 1


class Slow:
    """A pool that answers only when it is asked, so that nothing is done out of order unseen."""

    width = 3

    def submit(self, extractor: Extractor, text: str) -> Any:
        return lambda: extractor(text)


@given(st.lists(st.sampled_from(["1", "1/0", "'x'"]), max_size=30))
@settings(max_examples=tries(30))
def test_every_way_gives_the_same(given: list[str]) -> None:
    assert found(on_pool(texts(*given), EVALUATE, Slow())) == found(in_turn(texts(*given), EVALUATE))


@pytest.mark.filterwarnings("default")
def test_a_cluster_that_loses_a_worker_half_way_gives_the_same() -> None:
    distributed = pytest.importorskip("distributed", reason="the extra `cluster` is not installed")
    from disgraph.extract.cluster import Cluster

    given = texts(*(f"__import__('time').sleep(0.02) or {number}" for number in range(60)))
    with distributed.LocalCluster(n_workers=2, threads_per_worker=1, dashboard_address=None) as local:
        cluster = Cluster(local.scheduler_address)
        assert cluster.width == 2
        results = on_pool(given, EVALUATE, cluster)
        first = [next(results) for _ in range(20)]
        victim = next(iter(local.workers.values())).pid
        os.kill(victim, signal.SIGKILL)
        rest = list(results)
        cluster.close()
    assert found(iter([*first, *rest])) == found(in_turn(given, EVALUATE))


@pytest.mark.filterwarnings("default")
def test_a_scheduler_that_is_not_there_is_named() -> None:
    pytest.importorskip("distributed", reason="the extra `cluster` is not installed")
    from disgraph.extract.cluster import Cluster

    with pytest.raises(InputError, match=r"tcp://127\.0\.0\.1:9") as refused:
        Cluster("tcp://127.0.0.1:9", seconds=0.5)
    assert "dask scheduler" in refused.value.remedy
