"""Two budgets of a test run: which tests may be skipped, and how long a test may take.

    pytest --skips-allowed=.ci/skips.toml    fail when a test is skipped that the file does not list
    pytest --test-seconds 5                  list the tests that need more seconds of processor time
    pytest --test-seconds 5 --fail-slow      fail when there is one

Processor time, that of ended child processes included: a machine that others use as well changes it little.
"""

from __future__ import annotations

import os
import tomllib
from collections.abc import Generator
from fnmatch import fnmatchcase
from pathlib import Path

import pytest

_CPU = "cpu_seconds"


def pytest_addoption(parser: pytest.Parser) -> None:
    """Add the options of both budgets."""
    group = parser.getgroup("budgets")
    group.addoption("--skips-allowed", type=Path, metavar="FILE", help="TOML file of the tests that may be skipped, with a reason each.")
    group.addoption("--test-seconds", type=float, metavar="N", help="List the tests that need more than N seconds of processor time.")
    group.addoption("--fail-slow", action="store_true", help="Fail when --test-seconds lists a test.")


def pytest_configure(config: pytest.Config) -> None:
    """Watch the reports of all workers in the process that collects them."""
    if not hasattr(config, "workerinput"):
        config.pluginmanager.register(Budgets(config), "budgets")


@pytest.hookimpl(wrapper=True)
def pytest_runtest_call(item: pytest.Item) -> Generator[None, None, None]:
    """Note the processor time of a test, without that of its fixtures: the first test builds what others share."""
    start = cpu_seconds()
    try:
        yield
    finally:
        item.user_properties.append((_CPU, cpu_seconds() - start))


def cpu_seconds() -> float:
    """Processor time of this process and of its ended children."""
    return sum(os.times()[:4])


class Budgets:
    """What a run skipped and what took long.

    Args:
        config: with the options of `pytest_addoption`.
    """

    def __init__(self, config: pytest.Config) -> None:
        allowed: Path | None = config.getoption("--skips-allowed")
        self._allowed = tomllib.loads(allowed.read_text(encoding="utf-8")) if allowed else None
        self._limit: float | None = config.getoption("--test-seconds")
        self._fail_slow: bool = config.getoption("--fail-slow")
        self._skipped: dict[str, str] = {}
        self._slow: dict[str, float] = {}

    def pytest_runtest_logreport(self, report: pytest.TestReport) -> None:
        """Take in the report of a test."""
        self._note_skip(report)
        seconds = next((value for name, value in report.user_properties if name == _CPU), 0)
        if self._limit is not None and isinstance(seconds, float) and seconds > self._limit:
            self._slow[report.nodeid] = seconds

    def pytest_collectreport(self, report: pytest.CollectReport) -> None:
        """Take in the report of a file, which may be skipped as a whole."""
        self._note_skip(report)

    def _note_skip(self, report: pytest.TestReport | pytest.CollectReport) -> None:
        if self._allowed is None or not report.skipped or hasattr(report, "wasxfail"):
            return
        if not any(fnmatchcase(report.nodeid, pattern) for pattern in self._allowed):
            self._skipped[report.nodeid] = report.longrepr[2] if isinstance(report.longrepr, tuple) else str(report.longrepr)

    @pytest.hookimpl(trylast=True)
    def pytest_sessionfinish(self, session: pytest.Session) -> None:
        """Fail a run that is over a budget."""
        over = bool(self._skipped) or (self._fail_slow and bool(self._slow))
        if over and session.exitstatus == pytest.ExitCode.OK:
            session.exitstatus = pytest.ExitCode.TESTS_FAILED

    def pytest_terminal_summary(self, terminalreporter: pytest.TerminalReporter) -> None:
        """Print what is over a budget."""
        if self._skipped:
            terminalreporter.section("skipped, but not listed in --skips-allowed")
        for name, reason in sorted(self._skipped.items()):
            terminalreporter.write_line(f"{name}: {reason}")
        if self._slow:
            terminalreporter.section(f"tests that need more than {self._limit:g} s of processor time")
        for name, seconds in sorted(self._slow.items(), key=lambda slow: -slow[1]):
            terminalreporter.write_line(f"{seconds:6.1f} s  {name}")
