"""The terminal: its width, and text that fits it and cannot control it. Nothing heavy is imported here."""

from __future__ import annotations

import os
import sys

#: Columns of text where the output is not a terminal and `COLUMNS` is not set: lines are not wrapped.
UNLIMITED = 10_000

#: Columns of running text at most: longer lines are hard to read.
READABLE = 100

#: Control characters, which would let the words of a document send escape sequences or show text in another order than it has:
#: C0 without newline and tab, C1, and the embeddings, overrides and isolates of the bidirectional algorithm.
_CONTROLS = dict.fromkeys((*range(0x09), *range(0x0B, 0x20), *range(0x7F, 0xA0), *range(0x202A, 0x202F), *range(0x2066, 0x206A)), "\ufffd")

#: The same for one line of text, with lone surrogates and noncharacters; line breaks become blanks.
_UNPRINTABLE = (_CONTROLS | dict.fromkeys((*range(0xD800, 0xE000), 0xFFFE, 0xFFFF), "\ufffd")) | {0x0D: " "}


def width() -> int:
    """Return the number of columns of the terminal, or of `COLUMNS`; `UNLIMITED` for other output."""
    if not sys.stdout.isatty() and "COLUMNS" not in os.environ:
        return UNLIMITED
    import shutil

    return shutil.get_terminal_size((100, 24)).columns


def wrapped(text: str, first: str = "", rest: str = "") -> list[str]:
    """Return a text as lines that fit the terminal.

    Args:
        text: one paragraph.
        first: prefix of the first line.
        rest: prefix of the other lines.
    """
    import textwrap

    columns = width()
    limit = columns if columns == UNLIMITED else min(columns, READABLE)
    return textwrap.wrap(text, limit, initial_indent=first, subsequent_indent=rest, break_on_hyphens=False, break_long_words=False)


def one_line(text: str) -> str:
    """Return a text in one line; control characters other than blanks, and characters that files cannot hold, are replaced."""
    return " ".join(text.translate(_UNPRINTABLE).split())


def without_controls(text: str) -> str:
    """Return a text whose control characters are replaced, so that it cannot inject escape sequences into a terminal."""
    return text.translate(_CONTROLS)
