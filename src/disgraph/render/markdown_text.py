r"""Texts inside Markdown: without line breaks, control characters and markup. Nothing heavy is imported here."""

from __future__ import annotations

import re

from disgraph.render.terminal import one_line

#: What would be markup anywhere (in a notebook, the dollar sign starts mathematics): emphasis, code, HTML, references, links, headings.
_MARKUP = re.compile(r"[\\`*_<$~]|&(?=#?\w+;)|\](?=[(\[:])|(?<!\S)#")

#: What would be markup at the start of a line: lists, quotations, lines.
_START = re.compile(r"^(?=[-+>=])|(?<=^\d)(?=[.)])|^(\d{2,9})(?=[.)])")


def escape_inline(text: str) -> str:
    r"""Return a text in one line without markup inside a line.

    >>> print(escape_inline("5 * 3 < $20"))
    5 \* 3 \< \$20
    """
    return _MARKUP.sub(r"\\\g<0>", one_line(text))


def escape_line(text: str) -> str:
    r"""Return a text in one line without any markup, as the content of a paragraph, item or heading.

    >>> print(escape_line("12. *a*"), escape_line("- b"))
    12\. \*a\* \- b
    """
    return _START.sub(lambda found: f"{found[0]}\\", escape_inline(text))


def escape_cell(text: str) -> str:
    """Return a text as the cell of a table."""
    return escape_inline(text).replace("|", "\\|")
