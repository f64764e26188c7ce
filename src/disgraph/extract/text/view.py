"""The view of a text: characters made alike one for one, so that an offset in the view is an offset in the text."""

from __future__ import annotations

import unicodedata

from disgraph.corpus.folding import QUOTATION_MARKS

#: What looks alike in print: quotation marks, hyphens, full-width marks; and blanks of every width.
_ALIKE = {
    **QUOTATION_MARKS,
    **dict.fromkeys("\u00b4`", "'"),
    **dict.fromkeys("\u00ab\u00bb", '"'),
    **dict.fromkeys("\u2010\u2011", "-"),
    **dict.fromkeys("\u3002", "."),
    **dict.fromkeys("\r\v\ufeff\u200b\u2060\u00a0\u3000", " "),
    **dict.fromkeys("\f\u0085\u2028\u2029", "\n"),
    **{chr(code): chr(code - 0xFEE0) for code in range(0xFF01, 0xFF5F)},
    **{chr(code): " " for code in range(0x2000, 0x3000) if unicodedata.category(chr(code)) == "Zs"},
}
_TABLE = str.maketrans(_ALIKE)


def view_of(text: str) -> str:
    r"""Return a text of the same length in which marks and blanks that look alike are alike.

    >>> view_of("Persons\u2019\u00a0Federation\uff08CDPF\uff09")
    "Persons' Federation(CDPF)"
    """
    return text.translate(_TABLE)
