"""Lists in pages, so that no user has to pass hundreds of links."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Generic, NamedTuple, TypeVar

from starlette.requests import Request

Item = TypeVar("Item")
#: A number of a page has at most this many digits.
_DIGITS = 7


class ListPage(NamedTuple, Generic[Item]):
    """One page of a list: its items, its number from 1, the number of pages, and the number of all items."""

    items: Sequence[Item]
    number: int
    last: int
    total: int


def paged(items: Sequence[Item], number: int, size: int) -> ListPage[Item]:
    """Return a page of a list; the last one for a number that is too large.

    >>> paged("abcde", 2, 2).items, paged("abcde", 9, 2).items, paged("", 1, 2).last
    ('cd', 'e', 1)
    """
    last = max(-(-len(items) // size), 1)
    at = min(max(number, 1), last)
    return ListPage(items[(at - 1) * size : at * size], at, last, len(items))


def page_number(request: Request) -> int:
    """Return the number of a page in an address; 1 if there is none."""
    text = request.query_params.get("page", "1")
    return int(text) if text.isascii() and text.isdigit() and len(text) <= _DIGITS else 1
