"""Fail if a page of the built site loads anything from another host, or if its search index is missing.

Usage: python -m tools.check_site FOLDER
"""

from __future__ import annotations

import re
import sys
from pathlib import Path

#: An element that makes the browser load something at once; links that a reader follows are not among them.
LOADED = re.compile(r"<(?:script|link|img|iframe|source|video)\b[^>]*?\b(?:src|href)=[\"'](?P<url>(?:https?:)?//[^\"']+)", re.IGNORECASE)
IMPORTED = re.compile(r"(?:url\(|@import)\s*[\"']?(?P<url>(?:https?:)?//[^\"')]+)", re.IGNORECASE)


def external(folder: Path) -> list[str]:
    """Return the addresses on other hosts that pages and styles load, with their files."""
    patterns = {".html": LOADED, ".css": IMPORTED}
    files = (file for file in sorted(folder.rglob("*")) if file.suffix in patterns)
    found = ((file, patterns[file.suffix].finditer(file.read_text(encoding="utf-8"))) for file in files)
    return [f"{file.relative_to(folder)}: {match['url']}" for file, matches in found for match in matches]


def main(folder: Path) -> int:
    """Print what is wrong and return the exit code."""
    wrong = external(folder)
    if not (folder / "searchindex.js").exists():
        wrong.append("searchindex.js: missing")
    sys.stdout.writelines(f"{line}\n" for line in wrong)
    return 1 if wrong else 0


if __name__ == "__main__":
    sys.exit(main(Path(sys.argv[1])))
