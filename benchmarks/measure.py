"""Measure processes one by one; the rows of the table."""

from __future__ import annotations

import os
import subprocess
import sys
import time
from pathlib import Path
from typing import NamedTuple

#: The command line as a separate process.
COMMAND = (sys.executable, "-m", "disgraph")


class Row(NamedTuple):
    """A measurement and its promise."""

    what: str
    figure: str
    promise: str
    kept: bool


class Run(NamedTuple):
    """Cost and output of one process."""

    seconds: float
    megabytes: float
    output: str


def run(*command: str, folder: Path | None = None) -> Run:
    """Run a process and measure it.

    Args:
        command: its arguments.
        folder: where it runs; here without.

    Raises:
        CalledProcessError: it failed.
    """
    start = time.perf_counter()
    with subprocess.Popen(command, cwd=folder, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, text=True) as process:
        assert process.stdout is not None
        output = process.stdout.read()
        _, status, usage = os.wait4(process.pid, 0)
        process.returncode = os.waitstatus_to_exitcode(status)
    if process.returncode:
        raise subprocess.CalledProcessError(process.returncode, command)
    return Run(time.perf_counter() - start, usage.ru_maxrss / 1024, output)
