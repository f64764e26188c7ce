"""Which of several media types a client prefers (RFC 9110, section 12.5.1)."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import NamedTuple


class MediaRange(NamedTuple):
    """A range of media types of an `Accept` header, with its weight from 0 to 1."""

    type: str
    subtype: str
    weight: float

    def specificity(self, media: str) -> int:
        """Return how specifically the range names a media type: 2 by name, 1 by its type, 0 as any; -1 if it does not."""
        kind, _, sub = media.partition("/")
        if (self.type, self.subtype) == (kind, sub):
            return 2
        if (self.type, self.subtype) == (kind, "*"):
            return 1
        return 0 if (self.type, self.subtype) == ("*", "*") else -1


def preferred(accept: str, offered: Sequence[str]) -> str:
    """Return the offered media type that a client prefers, or an empty text if it accepts none.

    Args:
        accept: the value of the header; empty if there is none.
        offered: media types without parameters, the server's favourite first.

    >>> preferred("text/turtle;q=0.5, application/json", ["text/turtle", "application/json"])
    'application/json'
    >>> preferred("", ["text/turtle", "application/json"]), preferred("image/png", ["text/turtle"])
    ('text/turtle', '')
    """
    ranges = list(_ranges(accept)) or [MediaRange("*", "*", 1.0)]
    weights = {media: _weight(media, ranges) for media in offered}
    best = max(weights.values(), default=0.0)
    return next((media for media in offered if weights[media] == best), "") if best > 0 else ""


def _weight(media: str, ranges: Sequence[MediaRange]) -> float:
    """Return the weight of the most specific range that names a media type."""
    named = [(found.specificity(media), found.weight) for found in ranges if found.specificity(media) >= 0]
    return max(named)[1] if named else 0.0


def _ranges(accept: str) -> Iterator[MediaRange]:
    for part in accept.lower().split(","):
        media, *parameters = (piece.strip() for piece in part.split(";"))
        kind, slash, sub = media.partition("/")
        if slash:
            yield MediaRange(kind, sub, _quality(parameters))


def _quality(parameters: Sequence[str]) -> float:
    value = next((each[2:] for each in parameters if each.startswith("q=")), "1")
    try:
        return min(max(float(value), 0.0), 1.0)
    except ValueError:
        return 0.0
