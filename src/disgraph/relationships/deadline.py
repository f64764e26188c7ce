"""A time limit for an answer."""

from __future__ import annotations

from time import monotonic

from disgraph.errors import LimitExceeded

#: Default limits of a free SPARQL query: seconds, and bytes of memory.
FREE_SECONDS, FREE_MEMORY = 60.0, 2 << 30


class Deadline:
    """A time limit that long computations check.

    Args:
        seconds: from now; None for no limit.
    """

    def __init__(self, seconds: float | None = None) -> None:
        self.seconds = seconds
        self._end = None if seconds is None else monotonic() + seconds

    def check(self) -> None:
        """Do nothing while there is time left.

        Raises:
            LimitExceeded: the time is over.
        """
        if self._end is not None and monotonic() >= self._end:
            raise LimitExceeded(f"No complete answer within {self.seconds:g} seconds.", "Raise --timeout, or lower --max-hops.")
