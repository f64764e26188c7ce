"""Figures that a language model proposes: which roles they need."""

from __future__ import annotations

from collections.abc import Mapping


def figure_roles(roles: Mapping[str, tuple[str, ...]]) -> bool:
    """Return whether a figure has a value or both limits, a unit, and, if it is a percentage, whom it is a share of."""
    has_value = "value" in roles or ("minValue" in roles and "maxValue" in roles)
    is_share = roles.get("unit") == ("percent",)
    return has_value and "unit" in roles and (not is_share or "population" in roles)
