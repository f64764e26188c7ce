"""What every answer can do: text, Markdown, JSON, HTML, and data frames. Nothing heavy is imported here."""

from __future__ import annotations

from abc import ABC, abstractmethod
from collections.abc import Iterable, Mapping, Sequence
from typing import TYPE_CHECKING, Any, TypeVar, overload

from disgraph.errors import MisuseError
from disgraph.render.answer_blocks import LIBRARY, Block, Layout

if TYPE_CHECKING:
    from disgraph.api.frames import Columns, PandasFrame, PolarsFrame

Item_co = TypeVar("Item_co", covariant=True)


class Result(ABC):
    """An answer: values, and every form in which it can be shown."""

    @abstractmethod
    def blocks(self, layout: Layout) -> Iterable[Block]:
        """Return the answer for people, as blocks."""

    @abstractmethod
    def to_json(self, layout: Layout) -> str:
        """Return the answer as JSON; docs/formats.md describes the keys."""

    @abstractmethod
    def columns(self) -> Columns:
        """Return the answer as columns, by name."""

    def text(self, **shown: Any) -> str:
        """Return the answer as plain text that fits the terminal.

        Args:
            shown: fields of `disgraph.render.answer_blocks.Layout`, such as `quotes=True`.
        """
        return self.render("text", _layout(shown))

    def markdown(self, **shown: Any) -> str:
        """Return the answer as Markdown."""
        return self.render("md", _layout(shown))

    def html(self, **shown: Any) -> str:
        """Return the answer as a fragment of HTML."""
        return self.render("html", _layout(shown))

    def json(self, **shown: Any) -> str:
        """Return the answer as JSON."""
        return self.render("json", _layout(shown))

    def render(self, form: str, layout: Layout = Layout()) -> str:  # noqa: B008  (a frozen value)
        """Return the answer in a form of `--format`.

        Args:
            form: text, md, json, html, csv, tsv or jsonl.
            layout: what is shown.

        Raises:
            MisuseError: the answer has no such form.
        """
        if form == "json":
            return self.to_json(layout)
        if form == "text":
            from disgraph.render.text_writer import to_text

            return to_text(self.blocks(layout))
        if form == "md":
            from disgraph.render.markdown_writer import to_markdown

            return to_markdown(self.blocks(layout))
        if form == "html":
            from disgraph.render.html_writer import to_html

            return to_html(self.blocks(layout))
        return self._rows(form)

    def table(self) -> tuple[Sequence[str], Sequence[Sequence[str]]] | None:
        """Return the answer as named columns and rows of text, for CSV, TSV and JSON lines; None if it is not a table."""
        return None

    def _rows(self, form: str) -> str:
        table = self.table()
        if table is None or form not in ("csv", "tsv", "jsonl"):
            raise MisuseError(f"This answer has no form {form!r}.", "Choose text, md, json or html.")
        from disgraph.render.tables import render_table

        return render_table(*table, form)

    def __repr__(self) -> str:
        return self.text().rstrip("\n")

    def _repr_html_(self) -> str:
        from disgraph.render.markup import notebook_cell

        return notebook_cell(self.html())

    def to_pandas(self) -> PandasFrame:
        """Return the answer as a pandas frame (extra `pandas`).

        Raises:
            MisuseError: pandas is not installed.
        """
        from disgraph.api.frames import to_pandas

        return to_pandas(self.columns())

    def to_polars(self) -> PolarsFrame:
        """Return the answer as a polars frame (extra `polars`).

        Raises:
            MisuseError: polars is not installed.
        """
        from disgraph.api.frames import to_polars

        return to_polars(self.columns())


class ListResult(Result, Sequence[Item_co]):
    """An answer that is a list of values; false if it is empty."""

    @property
    @abstractmethod
    def items(self) -> tuple[Item_co, ...]:
        """The values."""

    def __len__(self) -> int:
        return len(self.items)

    @overload
    def __getitem__(self, index: int) -> Item_co: ...
    @overload
    def __getitem__(self, index: slice) -> Sequence[Item_co]: ...
    def __getitem__(self, index: int | slice) -> Item_co | Sequence[Item_co]:
        return self.items[index]


def columns_of(names: Sequence[str], rows: Iterable[Sequence[Any]]) -> Columns:
    """Return rows as columns."""
    listed = list(rows)
    return {name: [row[at] for row in listed] for at, name in enumerate(names)}


def _layout(shown: Mapping[str, Any]) -> Layout:
    """Return what a caller in Python shows; hints name arguments, not options of the command line."""
    return Layout(**({"hints": LIBRARY} | dict(shown)))
