"""Chromium, as tests measure pages in it."""

from __future__ import annotations

import json
import shutil
import subprocess
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

NPM = Path(__file__).parent.parent / "export" / "npm"

Measure = Callable[..., list[dict[str, Any]]]


@pytest.fixture(scope="session")
def chromium() -> str:
    found = shutil.which("chromium") or shutil.which("chromium-browser") or shutil.which("google-chrome")
    if found is None:
        pytest.skip("needs Chromium (Debian: apt-get install chromium)")
    if shutil.which("node") is None or not (NPM / "node_modules" / "ws").is_dir():
        pytest.skip("needs Node.js, and `npm ci` in tests/export/npm")
    return found


@pytest.fixture(scope="session")
def measure(chromium: str) -> Measure:
    """Return a function that opens a page for each view and returns the measurements (see npm/browse.mjs)."""

    def run(page: Path | str, *views: dict[str, Any]) -> list[dict[str, Any]]:
        command = ["node", "browse.mjs", chromium, str(page), json.dumps(views)]
        done = subprocess.run(command, cwd=NPM, capture_output=True, check=False, timeout=300)
        assert done.returncode == 0, done.stderr.decode()
        measured: list[dict[str, Any]] = json.loads(done.stdout)
        assert len(measured) == len(views)
        return measured

    return run
