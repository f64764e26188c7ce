"""Writing answers to standard output or to a file. Nothing heavy is imported here."""

from __future__ import annotations

import os
import sys
from collections.abc import Iterable
from typing import BinaryIO

from disgraph.errors import InputError
from disgraph.render.terminal import without_controls


def write_output(content: str | bytes | Iterable[str], output: str) -> None:
    """Write to standard output, or to a file that is replaced only when the new one is complete.

    Args:
        content: all of it, or its pieces, which are written as they come.
        output: a file, or `-`.

    Raises:
        InputError: the file cannot be written.
    """
    pieces = (content,) if isinstance(content, str | bytes) else content
    if output == "-":
        sys.stdout.flush()
        safe = (without_controls(piece) if isinstance(piece, str) else piece for piece in pieces)
        _write_pieces(safe if sys.stdout.isatty() else pieces, sys.stdout.buffer)
        return
    target = os.path.realpath(output) if output else output
    is_device = os.path.exists(target) and not os.path.isfile(target) and not os.path.isdir(target)
    part = f"{target}.{os.getpid()}.part"
    try:
        with open(target if is_device else part, "wb") as file:
            _write_pieces(pieces, file)
        if not is_device:
            os.replace(part, target)
    except OSError as error:
        raise InputError(f"{output}: cannot be written ({error.strerror}).", "Choose another file.") from error
    finally:
        if os.path.exists(part):
            os.unlink(part)


def _write_pieces(pieces: Iterable[str | bytes], file: BinaryIO) -> None:
    file.writelines(piece.encode() if isinstance(piece, str) else piece for piece in pieces)
