"""What a build takes besides a project, and what it returns."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any, NamedTuple

Progress = Callable[[str], None]
#: Instead of a SHACL engine: the shapes are not evaluated.
UNCHECKED = "unchecked"


class BuildResult(NamedTuple):
    """The directory of the graph in use, its summary, and the number of warnings of its shapes."""

    folder: Path
    summary: dict[str, Any]
    warnings: int
