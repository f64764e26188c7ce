"""What a release needs of the version and the changelog; the recipe is in RELEASING.md.

Usage: python -m tools.release version | ready | notes
"""

from __future__ import annotations

import re
import sys
from pathlib import Path
from typing import NamedTuple

ROOT = Path(__file__).resolve().parents[1]
HEADING = re.compile(r"^## (?P<version>\d+\.\d+\.\d+) \((?P<day>\d{4}-\d\d-\d\d|unreleased)\)$", re.MULTILINE)


class Release(NamedTuple):
    """A version of the changelog: its number, its day or `unreleased`, and its text."""

    version: str
    day: str
    notes: str


def version() -> str:
    """Return the version of the package, read without importing it."""
    text = (ROOT / "src" / "disgraph" / "__init__.py").read_text(encoding="utf-8")
    found = re.search(r'^__version__ = "([^"]+)"$', text, re.MULTILINE)
    assert found is not None
    return found[1]


def releases() -> list[Release]:
    """Return the versions of the changelog, newest first."""
    text = (ROOT / "CHANGELOG.md").read_text(encoding="utf-8")
    found = list(HEADING.finditer(text))
    ends = [match.start() for match in found[1:]] + [len(text)]
    return [Release(match["version"], match["day"], text[match.end() : end].strip()) for match, end in zip(found, ends, strict=True)]


def main(what: str) -> int:
    """Print the version or the notes, or check that the newest version has a date."""
    newest = releases()[0]
    if what == "ready":
        sys.stdout.write(f"{newest.version}: {newest.day}\n")
        return 0 if newest.version == version() and newest.day != "unreleased" else 1
    sys.stdout.write(f"{version() if what == 'version' else newest.notes}\n")
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1]) if sys.argv[1:] in (["version"], ["ready"], ["notes"]) else __doc__)
