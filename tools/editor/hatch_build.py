"""Bundles the SPARQL editor of the server while a wheel or a source archive is built, if npm is at hand.

Without it, the page has a plain text field. `DISGRAPH_EDITOR=off` leaves it out; `DISGRAPH_EDITOR=required` lets the build fail without it,
as a release wants. An installation with `pip install -e` takes the bundle if `make editor` has made it.
"""

from __future__ import annotations

import os
import shutil
import subprocess
from pathlib import Path
from typing import Any

from hatchling.builders.hooks.plugin.interface import BuildHookInterface

_BUNDLE = "src/disgraph/server/static/vendor/editor.js"
_STEPS = (("ci", "--ignore-scripts", "--no-audit", "--no-fund", "--silent"), ("run", "--silent", "build"))
#: Seconds that a step may take: an installation does not wait for a network that is not there.
_LIMIT = 60


class EditorHook(BuildHookInterface):  # type: ignore[type-arg]
    """The hook that hatchling calls."""

    def initialize(self, version: str, build_data: dict[str, Any]) -> None:
        """Make the bundle unless it is there."""
        del build_data
        wanted = os.environ.get("DISGRAPH_EDITOR", "")
        if version == "editable" or wanted == "off" or Path(self.root, _BUNDLE).exists():
            return
        problem = self._bundled()
        if problem and wanted == "required":
            raise RuntimeError(f"The SPARQL editor was not bundled: {problem}")
        if problem:
            self.app.display_warning(f"The SPARQL page will have a plain text field: {problem}")

    def _bundled(self) -> str:
        """Make the bundle, and return why that failed, or an empty text."""
        npm = shutil.which("npm")
        if npm is None:
            return "npm is not installed"
        for step in _STEPS:
            try:
                subprocess.run([npm, *step], cwd=Path(self.root, "tools/editor"), check=True, timeout=_LIMIT, capture_output=True)  # noqa: S603
            except (subprocess.SubprocessError, OSError) as error:
                return f"npm {step[0]}: {error}"
        return ""
