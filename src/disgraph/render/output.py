"""Writing answers to standard output or to a file. Nothing heavy is imported here."""

from __future__ import annotations

import os
import sys
from collections.abc import Iterable
from contextlib import nullcontext
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
    if output == "-":
        _write_stdout(content)
        return
    _write_file((content,) if isinstance(content, str | bytes) else content, output)


def _write_stdout(content: str | bytes | Iterable[str]) -> None:
    """Write to standard output; for a terminal without control characters, and in a pager if it exceeds the screen."""
    sys.stdout.flush()
    pieces: Iterable[str | bytes] = (content,) if isinstance(content, str | bytes) else content
    if sys.stdout.isatty():
        pieces = (without_controls(piece) if isinstance(piece, str) else piece for piece in pieces)
        if isinstance(content, str):
            from disgraph.render.pager import page, pager_command

            text = "".join(map(str, pieces))
            command = pager_command(text)
            if command:
                page(text, command)
                return
            pieces = (text,)
    _write_pieces(pieces, sys.stdout.buffer)


def _write_file(pieces: Iterable[str | bytes], output: str) -> None:
    from disgraph.files import replacement

    target = os.path.realpath(output) if output else output
    is_device = os.path.exists(target) and not os.path.isfile(target) and not os.path.isdir(target)
    try:
        with nullcontext(target) if is_device else replacement(target) as part, open(part, "wb") as file:
            _write_pieces(pieces, file)
    except OSError as error:
        raise InputError(f"{output}: cannot be written ({error.strerror}).", "Choose another file.") from error


def _write_pieces(pieces: Iterable[str | bytes], file: BinaryIO) -> None:
    file.writelines(piece.encode() if isinstance(piece, str) else piece for piece in pieces)
