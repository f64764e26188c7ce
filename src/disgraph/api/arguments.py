"""Checks of the arguments of the API: a value of a wrong type is refused with a named error. Nothing heavy is imported here."""

from __future__ import annotations

import os
from collections.abc import Iterable
from math import isfinite

from disgraph.errors import MisuseError

#: Maximum number of paths, relations of a kind or entities in one answer, and of hops in a path.
MAX_COUNT, MAX_HOPS = 100_000, 20

#: Maximum time limit in seconds, about 12 days.
MAX_SECONDS = 1_000_000


def checked_text(name: str, value: object) -> str:
    """Return a text.

    Raises:
        MisuseError: it is another value, or has a lone surrogate, as an argument that is not UTF-8 has.
    """
    if not isinstance(value, str):
        raise MisuseError(f"{name}={value!r} is not a text.", "Give a text; of an entity its name, id or IRI.")
    try:
        value.encode()
    except UnicodeEncodeError as error:
        raise MisuseError(f"{name}={value[:80]!r} is not a text in UTF-8.", "Write it in UTF-8.") from error
    return value


def checked_texts(name: str, value: object) -> frozenset[str]:
    """Return one text or several as a set.

    Raises:
        MisuseError: it is another value.
    """
    if isinstance(value, str):
        return frozenset([value])
    if not isinstance(value, Iterable):
        raise MisuseError(f"{name}={value!r} is neither a text nor a list of texts.", f"Give {name} a text or a list.")
    return frozenset(checked_text(name, each) for each in value)


def checked_number(name: str, value: object, most: int) -> int:
    """Return a whole number from 1 to a limit.

    Raises:
        MisuseError: it is another value.
    """
    if not isinstance(value, int) or isinstance(value, bool) or not 1 <= value <= most:
        raise MisuseError(f"{name}={value!r} is not a whole number from 1 to {most:,}.", f"Give {name} another value.")
    return value


def checked_seconds(value: object) -> float | None:
    """Return a time limit in seconds; None for no limit.

    Raises:
        MisuseError: it is not a positive number of seconds.
    """
    if value is None:
        return None
    if not isinstance(value, int | float) or isinstance(value, bool) or not (isfinite(value) and 0 < value <= MAX_SECONDS):
        raise MisuseError(f"timeout={value!r} is not a number of seconds up to {MAX_SECONDS:,}.", "Give a positive number, or None.")
    return value


def checked_file(name: str, value: object) -> str:
    """Return the path of a file or directory as text.

    Raises:
        MisuseError: it is another value.
    """
    path = os.fspath(value) if isinstance(value, str | os.PathLike) else None
    if not isinstance(path, str):
        raise MisuseError(f"{name}={value!r} is not a path.", "Give a text or a `pathlib.Path`.")
    return path
