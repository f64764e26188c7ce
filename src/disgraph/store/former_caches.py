"""The cache folder of the shipped graph: one folder for each fingerprint of code and data, of which only the newest is kept.

Only folders with our own mark are removed, and none in which a build is running.
"""

from __future__ import annotations

import contextlib
import re
import shutil
from pathlib import Path

from disgraph.files import WORK

#: The mark, as backup programs know it (https://bford.info/cachedir/), with a line that only disgraph writes.
MARK = "CACHEDIR.TAG"
_CONTENT = "Signature: 8a477f597d28d172789f06886806bc55\n# Shipped graph of disgraph, made again when it is missing.\n"
#: Names of folders: see `disgraph.project.shipped_project`.
_FINGERPRINT = re.compile(r"[0-9a-f]{8}")


def mark_cache(build: Path) -> None:
    """Mark a folder as one that a later build may remove. Without effect if it cannot be written."""
    with contextlib.suppress(OSError):
        (build / MARK).write_text(_CONTENT, encoding="utf-8", newline="\n")


def remove_former_caches(build: Path) -> tuple[str, ...]:
    """Remove the marked folders of other fingerprints next to a folder; return their names."""
    try:
        others = [folder for folder in sorted(build.parent.iterdir()) if folder.name != build.name and _is_former(folder)]
    except OSError:
        return ()
    for folder in others:
        shutil.rmtree(folder, ignore_errors=True)
    return tuple(folder.name for folder in others)


def _is_former(folder: Path) -> bool:
    if not _FINGERPRINT.fullmatch(folder.name) or folder.is_symlink():
        return False
    try:
        return (folder / MARK).read_text(encoding="utf-8") == _CONTENT and not any(folder.glob(f"{WORK}*"))
    except (OSError, ValueError):
        return False
