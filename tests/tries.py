"""How many random cases a test tries: a quarter, and all of them in `make thorough`."""

from __future__ import annotations

import os

#: Whether each test tries as many cases as it names.
THOROUGH = "DISGRAPH_THOROUGH" in os.environ


def tries(cases: int) -> int:
    """Return how many of some random cases to try now."""
    return cases if THOROUGH else max(cases // 4, 4)
