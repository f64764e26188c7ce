"""What a format cannot hold is refused by name, never changed."""

from __future__ import annotations

import re

from disgraph.errors import InputError

#: Halves of a character, for which UTF-8 has no bytes.
_SURROGATES = re.compile("[\ud800-\udfff]")


def held(text: str, owner: str, impossible: re.Pattern[str] = _SURROGATES, holder: str = "UTF-8", others: str = "") -> str:
    """Return a text that a format can hold.

    Args:
        text: any text.
        owner: the entity or edge that it belongs to, for the message.
        impossible: matches a character that the format cannot hold.
        holder: what cannot hold it, for the message.
        others: formats that can, for the message.

    Raises:
        InputError: it has such a character.
    """
    found = impossible.search(text)
    if found:
        elsewhere = f", or export as {others}" if others else ""
        raise InputError(
            f"{owner}: {text[:60]!r} has the character U+{ord(found[0]):04X}, which {holder} cannot hold.",
            f"Take it out of the source{elsewhere}.",
        )
    return text
