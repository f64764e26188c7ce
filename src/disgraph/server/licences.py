"""Which rights of a document allow that its whole text is shown to everybody."""

from __future__ import annotations

import re

#: Licences by which everybody may copy a text: identifiers of SPDX, and the addresses of Creative Commons.
_OPEN = re.compile(
    r"\b(?:CC0-1\.0|CC-BY(?:-SA)?-\d\.\d|OGL-UK-\d\.\d|PDDL-1\.0)\b|https?://creativecommons\.org/(?:publicdomain|licenses/by(?:-sa)?)/",
    re.IGNORECASE,
)


def allows_reuse(rights: str) -> bool:
    """Return whether the rights of a catalogue entry name an open licence.

    >>> allows_reuse("CC-BY-4.0"), allows_reuse("The rights stay with the publisher.")
    (True, False)
    """
    return bool(_OPEN.search(rights))
