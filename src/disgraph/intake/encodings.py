"""The encoding of a text: stated by a mark, a declaration or the user, else guessed, and a guess is reported."""

from __future__ import annotations

import codecs
import re
from typing import NamedTuple

from disgraph.errors import InputError, MisuseError

#: The encodings of the web (https://encoding.spec.whatwg.org/) by the name of Python's codec, with the codec that decodes them there.
_WEB = {
    **{name: name for name in ("utf-8", "cp866", "koi8-r", "koi8-u", "cp874", "mac-cyrillic", "mac-roman", "gb18030", "euc_jp")},
    **{name: name for name in ("iso2022_jp", "utf-16", "utf-16-le", "utf-16-be", "cp932", "cp949", "big5hkscs", "utf-8-sig", "utf-32")},
    **{f"iso8859-{part}": f"iso8859-{part}" for part in (2, 3, 4, 5, 6, 7, 8, 10, 13, 14, 15, 16)},
    **{f"cp{page}": f"cp{page}" for page in range(1250, 1259)},
    "ascii": "cp1252", "iso8859-1": "cp1252", "iso8859-9": "cp1254", "iso8859-11": "cp874", "tis-620": "cp874", "gbk": "gb18030",
    "gb2312": "gb18030", "big5": "big5hkscs", "shift_jis": "cp932", "euc_kr": "cp949",
}  # fmt: skip
_MARKS = {codecs.BOM_UTF8: "utf-8-sig", codecs.BOM_UTF32_LE: "utf-32", codecs.BOM_UTF32_BE: "utf-32", codecs.BOM_UTF16_LE: "utf-16",
          codecs.BOM_UTF16_BE: "utf-16"}  # fmt: skip
_ASCII = 0x80
#: The codec of a page that declares latin-1 or ASCII, and the one whose texts are ASCII with escapes, which begin so.
_WESTERN, _JAPANESE, _ESCAPE = "cp1252", "iso2022_jp", b"\x1b$"
#: A sign between letters, where western languages have none (Catalan has a point).
_TORN = re.compile(r"[^\W\d_][\xa1-\xb4\xb6\xb8-\xbf][^\W\d_]")
_TAGS = re.compile(r"<(?:script|style)\b.*?</(?:script|style)>|<[^>]*>", re.IGNORECASE | re.DOTALL)
#: The number of non-ASCII bytes that statistics of an encoding need.
_ENOUGH = 30


class TextEncoding(NamedTuple):
    """The encoding of a text, and whether it is a guess."""

    name: str
    is_guess: bool


def web_encoding(label: str) -> str:
    """Return the codec of an encoding of the web, or an empty text for any other name, such as that of a codec that only Python has."""
    try:
        name = codecs.lookup(label.strip()).name
    except (LookupError, ValueError):
        return ""
    codec = _WEB.get(name, "")
    return label.strip().lower() if codec == name else codec


def check_encoding(label: str) -> str:
    """Return the codec that a user names.

    Raises:
        MisuseError: the name is unknown.
    """
    codec = web_encoding(label)
    if not codec:
        raise MisuseError(
            f"--encoding: {label!r} is not an encoding of the web.", "Name one such as utf-8, gb18030, iso-8859-2 or windows-1251."
        )
    return codec


def find_encoding(data: bytes, is_page: bool, stated: str = "") -> TextEncoding:
    """Return the encoding of a text.

    The order is: what the user states, the byte order mark, the declaration of a page, UTF-8 if the text decodes, then statistics.

    Args:
        data: the bytes of the text.
        is_page: whether it is HTML.
        stated: an encoding that the user names, or an empty text.

    Raises:
        MisuseError: the stated encoding is unknown.
        InputError: the encoding is unknown, or the text does not decode by the stated one.
    """
    if stated:
        codec = check_encoding(stated)
        if not _readable(data, codec):
            raise InputError(f"the file does not decode as {stated}.", "Leave out --encoding, or name another one.")
        return TextEncoding(codec, is_guess=False)
    for mark, encoding in _MARKS.items():
        if data.startswith(mark):
            return TextEncoding(_readable(data, encoding) or _unreadable(), is_guess=False)
    declared = _declared(data) if is_page else ""
    if contradicted := _against(data, declared):
        return TextEncoding(contradicted, is_guess=True)
    for encoding in (declared, "utf-8"):
        if encoding and _readable(data, encoding):
            return TextEncoding(encoding, is_guess=encoding == _WESTERN and _is_unlikely(data.decode(_WESTERN)))
    return TextEncoding(_guess(data), is_guess=True)


def _against(data: bytes, declared: str) -> str:
    """Return the encoding that the bytes show against a declaration, or without one; else an empty text.

    Escapes of ISO-2022-JP are valid UTF-8; and a text that is valid UTF-8 beyond ASCII is hardly ever one of single bytes.
    """
    if declared != _JAPANESE and _ESCAPE in data and _readable(data, _JAPANESE):
        return _JAPANESE
    is_single = declared.startswith(("cp12", "cp8", "iso8859", "koi8", "mac"))
    return "utf-8" if is_single and not data.isascii() and _readable(data, "utf-8") else ""


def _is_unlikely(text: str) -> bool:
    """Return whether a page declares another encoding than its own: most letters are beyond ASCII, or signs are inside words."""
    words = _TAGS.sub(" ", text)
    strange = sum(letter >= "\x80" for letter in words)
    return strange > sum(letter.isascii() and letter.isalpha() for letter in words) or _TORN.search(words) is not None


def _declared(data: bytes) -> str:
    found = re.search(rb"<meta[^>]{0,200}charset=[\"']?\s*([\w-]{2,40})", data[:4096], re.IGNORECASE)
    return web_encoding(found[1].decode("ascii", "ignore")) if found else ""


def _guess(data: bytes) -> str:
    strange = sum(byte >= _ASCII for byte in data[:100_000])
    if strange < _ENOUGH and b"\0" not in data and _readable(data, "cp1252"):
        return "cp1252"  # too few bytes for statistics: the most frequent western encoding
    from charset_normalizer import from_bytes

    best = from_bytes(data[:2_000_000]).best()
    return (_readable(data, best.encoding) if best else "") or _unreadable()


def _readable(data: bytes, encoding: str) -> str:
    try:
        data.decode(encoding)
    except (UnicodeError, LookupError, ValueError):
        return ""
    return encoding


def _unreadable() -> str:
    raise InputError("the encoding of the file is unknown.", "Name it with --encoding, or save the file as UTF-8.")
