"""Writing files so that nobody ever sees half of one."""

from __future__ import annotations

import os
from collections.abc import Mapping
from pathlib import Path

from disgraph.errors import InputError


def replace_files(files: Mapping[Path, bytes]) -> None:
    """Write files, each whole or not at all, the last one last.

    Raises:
        InputError: one cannot be written.
    """
    for path, data in files.items():
        beside = path.with_name(f".{path.name}.{os.getpid()}.part")
        try:
            path.parent.mkdir(parents=True, exist_ok=True)
            beside.write_bytes(data)
            beside.replace(path)
        except OSError as error:
            raise InputError(f"{path}: cannot be written ({error.strerror}).", "Is the disk full, or the folder not yours?") from error
        finally:
            beside.unlink(missing_ok=True)
