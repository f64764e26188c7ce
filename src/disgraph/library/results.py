"""Answers as values that a notebook shows: as text, as HTML, and as frames."""

from __future__ import annotations

from abc import ABC, abstractmethod
from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, TypeVar, overload

from disgraph.cli.tables import render
from disgraph.library.frames import Columns, to_pandas, to_polars
from disgraph.library.html import table
from disgraph.library.values import Thing, Value

if TYPE_CHECKING:
    from disgraph.library.frames import PandasFrame, PolarsFrame

Item_co = TypeVar("Item_co", covariant=True)

#: How many rows of a table are shown; all are there.
SHOWN_ROWS = 50


class Result(ABC):
    """What every answer can do: be shown as text or in a notebook, and become a frame."""

    @abstractmethod
    def columns(self) -> Columns:
        """Return the answer as columns, by name."""

    @abstractmethod
    def _text(self) -> str:
        """Return the answer for people."""

    @abstractmethod
    def _repr_html_(self) -> str:
        """Return the answer for a notebook."""

    def __repr__(self) -> str:
        return self._text().rstrip("\n")

    def to_pandas(self) -> PandasFrame:
        """Return the answer as a pandas frame (extra `pandas`).

        Raises:
            MisuseError: pandas is not installed.
        """
        return to_pandas(self.columns())

    def to_polars(self) -> PolarsFrame:
        """Return the answer as a polars frame (extra `polars`).

        Raises:
            MisuseError: polars is not installed.
        """
        return to_polars(self.columns())


class Listed(Result, Sequence[Item_co]):
    """An answer that is a list of things; false where there are none."""

    @abstractmethod
    def _all(self) -> tuple[Item_co, ...]:
        """Return the things."""

    def __len__(self) -> int:
        return len(self._all())

    @overload
    def __getitem__(self, index: int) -> Item_co: ...
    @overload
    def __getitem__(self, index: slice) -> Sequence[Item_co]: ...
    def __getitem__(self, index: int | slice) -> Item_co | Sequence[Item_co]:
        return self._all()[index]


@dataclass(frozen=True, repr=False)
class Rows(Listed[tuple[Value | None, ...]]):
    """The rows of a query: `names` of the columns, and for each row a value a column, `None` where a cell is open."""

    names: tuple[str, ...]
    rows: tuple[tuple[Value | None, ...], ...]

    def _all(self) -> tuple[tuple[Value | None, ...], ...]:
        return self.rows

    def columns(self) -> Columns:
        """Return the columns; one of things is its labels, and another one beside it their IRIs."""
        found: Columns = {}
        for at, name in enumerate(self.names):
            values = [row[at] for row in self.rows]
            found[name] = [value.label if isinstance(value, Thing) else value for value in values]
            if any(isinstance(value, Thing) for value in values):
                found[f"{name}_iri"] = [value.iri if isinstance(value, Thing) else None for value in values]
        return found

    def _cells(self) -> list[list[str]]:
        return [["" if value is None else str(value) for value in row] for row in self.rows[:SHOWN_ROWS]]

    def _caption(self) -> str:
        rows = f"{len(self.rows)} {'row' if len(self.rows) == 1 else 'rows'}"
        return rows if len(self.rows) <= SHOWN_ROWS else f"{rows}, the first {SHOWN_ROWS} shown"

    def _text(self) -> str:
        return f"{render(self.names, self._cells(), 'text')}{self._caption()}"

    def _repr_html_(self) -> str:
        return table(self._caption(), self.names, self._cells())
