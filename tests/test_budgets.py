"""A run fails over its budget of skips, and lists or refuses tests that take long."""

from __future__ import annotations

from pathlib import Path

import pytest

TESTS = """
import pytest, time

@pytest.mark.skip(reason="no server")
def test_skipped():
    pass

def test_slow():
    end = time.process_time() + 0.3
    while time.process_time() < end:
        pass

def test_quick():
    pass
"""
#: Plugins that such a run does without, since they take long to start.
WITHOUT = ("-p", "no:cacheprovider", "-p", "no:hypothesispytest", "-p", "no:anyio")


@pytest.fixture
def run(pytester: pytest.Pytester) -> pytest.Pytester:
    pytester.makepyfile(test_it=TESTS)
    return pytester


def outcome(run: pytest.Pytester, allowed: str, *options: str) -> tuple[int, str]:
    """Run pytest with a list of allowed skips, and return its exit code and its output."""
    file = Path(run.makefile(".toml", skips=allowed))
    done = run.runpytest_inprocess(*WITHOUT, "-p", "tests.budgets", f"--skips-allowed={file}", "--test-seconds=0.2", *options)
    return done.ret, done.stdout.str()


def test_a_skip_that_is_not_listed_fails_the_run(run: pytest.Pytester) -> None:
    """structure-C6."""
    run.makepyfile(test_all="import pytest\npytest.importorskip('no_such_module')")
    code, printed = outcome(run, "")
    assert code == pytest.ExitCode.TESTS_FAILED
    assert "test_it.py::test_skipped: Skipped: no server" in printed
    assert "test_all.py: Skipped: could not import 'no_such_module'" in printed


def test_a_listed_skip_is_allowed_and_a_test_that_takes_long_is_listed(run: pytest.Pytester) -> None:
    code, printed = outcome(run, '"test_it.py::test_sk*" = "there is no server"')
    assert code == pytest.ExitCode.OK
    assert "not listed" not in printed
    assert "s  test_it.py::test_slow" in printed
    assert "test_quick" not in printed


def test_a_test_that_takes_long_fails_a_run_of_workers_that_asks_for_it(run: pytest.Pytester) -> None:
    """structure-C8."""
    code, printed = outcome(run, '"*" = "this run asks for time alone"', "-n", "1", "--fail-slow")
    assert code == pytest.ExitCode.TESTS_FAILED
    assert "s  test_it.py::test_slow" in printed
