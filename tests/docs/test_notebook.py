"""The notebook of the docs is run, and every cell gives what is stored in it.

`make docs` writes the outputs again.
"""

from __future__ import annotations

import os
import warnings
from copy import deepcopy
from pathlib import Path
from typing import Any

import pytest

ROOT = Path(__file__).parents[2]
NOTEBOOK = ROOT / "docs" / "tour.ipynb"


def read() -> Any:
    import nbformat

    return nbformat.read(NOTEBOOK, as_version=4)  # type: ignore[no-untyped-call]


def execute(notebook: Any) -> Any:
    """Run a notebook in a kernel of its own, which speaks over loopback alone."""
    from nbclient import NotebookClient

    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        metadata = deepcopy(notebook.metadata)
        client = NotebookClient(
            notebook,
            timeout=300,
            record_timing=False,
            coalesce_streams=True,
            extra_arguments=["--log-level=ERROR"],
            resources={"metadata": {"path": str(ROOT)}},
        )
        client.execute(env=environment())
        notebook.metadata = metadata  # without the version of Python
    return notebook


def environment() -> dict[str, str]:
    return {**os.environ, "PYTHONPATH": str(ROOT / "src"), "COLUMNS": "100", "NO_COLOR": "1", "PYTHONHASHSEED": "1"}


def outputs(notebook: Any) -> list[tuple[str, Any]]:
    """Return for each cell with code what it shows."""
    shown = ("text/plain", "text/html")
    return [
        (cell.source, [output.get("text") or {form: output.data[form] for form in shown if form in output.data} for output in cell.outputs])
        for cell in notebook.cells
        if cell.cell_type == "code"
    ]


def test_the_notebook_shows_what_its_cells_give(built: None) -> None:
    pytest.importorskip("nbclient")
    stored = outputs(read())
    assert len(stored) >= 8
    assert all(shown for _, shown in stored[1:])
    assert outputs(execute(read())) == stored


def rewrite() -> None:
    """Write today's outputs into the notebook."""
    import nbformat

    nbformat.write(execute(read()), NOTEBOOK)  # type: ignore[no-untyped-call]


if __name__ == "__main__":
    rewrite()
