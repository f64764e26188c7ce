"""Count the words that the project avoids, and fail where an area uses them more often than its limit allows.

Usage: python -m tools.plain_words [--list] [--lower] [PATH ...]

Without paths, every area of `tools/plain_words.toml` is measured against its limit. With paths, each use in them is listed. The words
of a source (in quotation marks or after `>`), code and the output of commands are not counted.
"""

from __future__ import annotations

import argparse
import math
import re
import sys
import tomllib
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import NamedTuple

ROOT = Path(__file__).resolve().parents[1]
SETTINGS = ROOT / "tools" / "plain_words.toml"
#: YAML is left out: claims, questions and rules of extraction hold the words of documents.
SUFFIXES = frozenset({".md", ".py", ".rq", ".ttl"})

#: What a use is not counted in: words of a source, and code in a line of prose.
QUOTED = re.compile(r"“[^”]*”|`[^`]*`|\]\([^)]*\)")
#: In pages, straight quotation marks are quotations too; in code they are not.
QUOTED_IN_PAGE = re.compile(rf'{QUOTED.pattern}|"[^"]*"')
FENCE = re.compile(r"^\s*(?:```|~~~)")


class Use(NamedTuple):
    """An avoided word at a place."""

    path: Path
    line: int
    word: str
    advice: str

    def __str__(self) -> str:
        """Name the place, the word and the advice."""
        return f"{self.path}:{self.line}: {self.word!r}; write: {self.advice}"


class Area(NamedTuple):
    """What was counted in a folder or file."""

    name: str
    words: int
    uses: tuple[Use, ...]

    @property
    def per_thousand(self) -> float:
        """Uses per thousand words."""
        return 1000 * len(self.uses) / max(1, self.words)


class Checker:
    """The avoided words as one pattern for each advice.

    Args:
        words: regular expression to advice.
    """

    def __init__(self, words: dict[str, str]) -> None:
        self._patterns = [(re.compile(rf"(?<![\w-])(?:{word})(?![\w-])", re.IGNORECASE), advice) for word, advice in words.items()]

    def measure(self, name: str, paths: Sequence[Path]) -> Area:
        """Count words and uses in files, and in the files of folders."""
        lines = [(file, number, line) for path in paths for file in _files(path) for number, line in prose(file)]
        uses = tuple(use for file, number, line in lines for use in self.uses(file, number, line))
        return Area(name, sum(len(line.split()) for _, _, line in lines), uses)

    def uses(self, path: Path, number: int, line: str) -> Iterator[Use]:
        """Yield the uses in a line of prose."""
        text = line.replace("_", " ")
        for pattern, advice in self._patterns:
            yield from (Use(path, number, found[0], advice) for found in pattern.finditer(text))


#: In queries, only comments are prose; the names of columns and parameters are public and stay.
COMMENT = re.compile(r"^#\s*(?:(?:column|param): \w+)?(?P<text>.*)")


def prose(path: Path) -> Iterator[tuple[int, str]]:
    """Yield the lines of a file that people write, with their numbers."""
    if path.suffix == ".rq":
        yield from _comments(path)
        return
    is_page, fenced = path.suffix == ".md", False
    quoted = QUOTED_IN_PAGE if is_page else QUOTED
    for number, line in enumerate(path.read_text(encoding="utf-8", errors="replace").splitlines(), 1):
        if is_page and FENCE.match(line):
            fenced = not fenced
        elif not (fenced or (is_page and line.startswith(">"))):
            yield number, quoted.sub("", line)


def _comments(path: Path) -> Iterator[tuple[int, str]]:
    for number, line in enumerate(path.read_text(encoding="utf-8").splitlines(), 1):
        if found := COMMENT.match(line):
            yield number, found["text"]


def _files(path: Path) -> list[Path]:
    if path.is_file():
        return [path]
    return [file for file in sorted(path.rglob("*")) if file.suffix in SUFFIXES and file.is_file()]


def read_settings() -> dict[str, dict[str, object]]:
    """Return the words, the limits and the goal."""
    return tomllib.loads(SETTINGS.read_text(encoding="utf-8"))


def read_checker() -> Checker:
    """Return a checker for the words of the settings."""
    return Checker({word: str(advice) for word, advice in read_settings()["words"].items()})


def measure_areas() -> list[tuple[Area, float]]:
    """Return each area of the settings with its limit."""
    checker, limits = read_checker(), read_settings()["limits"]
    return [(checker.measure(name, [ROOT / name]), float(str(limit))) for name, limit in limits.items()]


def lower(areas: Sequence[tuple[Area, float]], goal: float) -> str:
    """Return the settings with the limits that are lower today, never below the goal."""
    text = SETTINGS.read_text(encoding="utf-8")
    for area, limit in areas:
        today = max(goal, math.ceil(area.per_thousand * 10) / 10)
        if today < limit:
            text = re.sub(rf'^"{re.escape(area.name)}" = .*$', f'"{area.name}" = {today}', text, flags=re.MULTILINE)
    return text


def main(arguments: Sequence[str] | None = None) -> int:
    """Check, list or lower; return the exit code."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").partition("\n")[0])
    parser.add_argument("paths", nargs="*", type=Path, help="files or folders whose uses are listed")
    parser.add_argument("--list", action="store_true", help="list each use in every area")
    parser.add_argument("--lower", action="store_true", help="write today's values as limits where they are lower")
    given = parser.parse_args(arguments)
    if given.paths:
        return _report([(read_checker().measure("given", given.paths), 0.0)], listed=True)
    areas = measure_areas()
    if given.lower:
        SETTINGS.write_text(lower(areas, float(str(read_settings()["goal"]["per_thousand"]))), encoding="utf-8", newline="\n")
        areas = measure_areas()
    return _report(areas, listed=given.list)


def _report(areas: Sequence[tuple[Area, float]], *, listed: bool) -> int:
    failed = False
    for area, limit in areas:
        over = area.per_thousand > limit
        failed = failed or over
        if listed or over:
            _say(*map(str, area.uses))
        _say(f"{area.name}: {len(area.uses)} uses in {area.words:,} words, {area.per_thousand:.2f} per thousand (limit {limit})")
    return 1 if failed else 0


def _say(*lines: str) -> None:
    sys.stdout.writelines(f"{line}\n" for line in lines)


if __name__ == "__main__":
    sys.exit(main())
