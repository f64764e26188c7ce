"""Text in XML 1.0: escaped where it can be, refused where it cannot be held."""

from __future__ import annotations

import re

from disgraph.export.characters import held

#: Everything outside the production Char of XML 1.0 (https://www.w3.org/TR/xml/#charsets).
IMPOSSIBLE = re.compile("[^\t\n\r\u0020-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")

#: New lines and tabs are written as references, or a reader would make blanks of them.
_ESCAPES = str.maketrans({"&": "&amp;", "<": "&lt;", ">": "&gt;", '"': "&quot;", "\n": "&#10;", "\r": "&#13;", "\t": "&#9;"})


def escape(text: str, owner: str) -> str:
    """Return a text for use between tags or in double quotes.

    Args:
        text: any text.
        owner: the entity or edge that it belongs to, for the message.

    Raises:
        InputError: it has a character that XML cannot hold.

    >>> escape('Liu & "Tang"', "")
    'Liu &amp; &quot;Tang&quot;'
    """
    return text if _is_plain(text) else held(text, owner, IMPOSSIBLE, "XML", "csv, json, ttl or jsonld").translate(_ESCAPES)


def escape_all(texts: tuple[str, ...], owner: str) -> tuple[str, ...]:
    """Return several texts as `escape` does."""
    return texts if _is_plain("".join(texts)) else tuple(escape(text, owner) for text in texts)


def _is_plain(text: str) -> bool:
    """Return quickly whether a text needs no escape, as most do."""
    return text.isprintable() and not ("&" in text or "<" in text or ">" in text or '"' in text)
