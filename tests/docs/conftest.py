"""The shipped graph, built where a process that a document starts looks for it."""

from __future__ import annotations

from pathlib import Path

import pytest


@pytest.fixture
def built(tmp_path: Path, shipped_current: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Let a kernel or a session find the graph, and keep its own files out of the home directory."""
    for name in ("IPYTHONDIR", "JUPYTER_CONFIG_DIR", "JUPYTER_DATA_DIR", "JUPYTER_RUNTIME_DIR"):
        monkeypatch.setenv(name, str(tmp_path / name))
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("COLUMNS", "100")
