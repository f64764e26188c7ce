"""A moment by which an answer must be there."""

from __future__ import annotations

from time import monotonic

from disgraph.errors import LimitExceeded


class Deadline:
    """A time limit that work looks at as it goes on.

    Args:
        seconds: how long from now; none for as long as it takes.
    """

    def __init__(self, seconds: float | None = None) -> None:
        self.seconds = seconds
        self._end = None if seconds is None else monotonic() + seconds

    def check(self) -> None:
        """Go on if there is time left.

        Raises:
            LimitExceeded: the time is over.
        """
        if self._end is not None and monotonic() >= self._end:
            raise LimitExceeded(f"No whole answer within {self.seconds:g} seconds.", "Give it more --timeout, or ask for fewer --max-hops.")
