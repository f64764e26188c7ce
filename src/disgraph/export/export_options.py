"""What callers ask of an export, and which format writes it."""

from __future__ import annotations

import os
from collections.abc import Callable
from typing import NamedTuple

from disgraph.errors import MisuseError
from disgraph.export.layout import LAYOUTS
from disgraph.export.writers import STDOUT, SUFFIXES, WRITERS, FormatWriter
from disgraph.graph.graph import Graph
from disgraph.sparql.evaluation import Answer


class ExportOptions(NamedTuple):
    """Options of an export, with names as users type them; an empty value selects everything.

    `format` is a name of `WRITERS` (default: from the suffix of the target), `table` one of its tables, `layout` one of `LAYOUTS`;
    `complete` adds derived relations that repeat a chain, and populations; `measures` adds communities and centrality (default: up to
    `node_measures.SMALL` nodes). The rest selects a part of the relationship graph: `around` and `path` name entities, `types` classes,
    `only` and `exclude` relations; `as_of` is a day, `between` two days, months or years; `query` answers a query of relations on the
    graph.
    """

    format: str = ""
    table: str = ""
    layout: str = "auto"
    measures: bool | None = None
    complete: bool = False
    around: str = ""
    hops: int | None = None
    path: tuple[str, str] | None = None
    types: tuple[str, ...] = ()
    only: tuple[str, ...] = ()
    exclude: tuple[str, ...] = ()
    as_of: str = ""
    between: tuple[str, str] | None = None
    query: Callable[[Graph], Answer] | None = None

    @property
    def has_part(self) -> bool:
        """Whether a part of the relationship graph is selected."""
        return any((self.around, self.path, self.types, self.only, self.exclude, self.as_of, self.between, self.query))


def check_options(target: str, options: ExportOptions) -> FormatWriter:
    """Return the writer of an export; no graph is needed.

    Args:
        target: a file, or `-` for standard output.
        options: of the export.

    Raises:
        MisuseError: the format, table or layout is unknown, or options do not go together.
    """
    writer = _find_writer(target, options)
    if options.has_part and not writer.network:
        formats = ", ".join(name for name, each in WRITERS.items() if each.network)
        raise MisuseError("This format holds the whole dataset; a part cannot be selected.", f"Choose from {formats}.")
    if options.complete and not writer.network:
        raise MisuseError("This format always holds the whole dataset.", "Leave --complete out.")
    if options.hops and not options.around:
        raise MisuseError("--hops needs --around.", "Add --around NAME.")
    if options.as_of and options.between:
        raise MisuseError("--as-of and --between both select a time.", "Give one of them.")
    if options.layout not in LAYOUTS:
        raise MisuseError(f"{options.layout!r} is not a layout.", f"Choose from {', '.join(LAYOUTS)}.")
    return writer


def _find_writer(target: str, options: ExportOptions) -> FormatWriter:
    if not target.strip():
        raise MisuseError("The file has no name.", "Name a file, or - for standard output.")
    known = ", ".join(WRITERS)
    if target == STDOUT and not options.format:
        raise MisuseError("Standard output has no suffix that implies the format.", f"Add --format with one of {known}.")
    suffix = os.path.splitext(target)[1].lstrip(".").lower()
    form = options.format or SUFFIXES.get(suffix, suffix)
    if form not in WRITERS:
        problem = f"{form!r} is not a format" if options.format else f"{target}: no known format has the suffix {suffix!r}"
        raise MisuseError(f"{problem}.", f"Add --format, or use one of {known}.")
    _check_table(form, target, options.table)
    return WRITERS[form]


def _check_table(form: str, target: str, table: str) -> None:
    tables = WRITERS[form].tables
    if table and table not in tables:
        having = ", ".join(f"{name} ({', '.join(writer.tables)})" for name, writer in WRITERS.items() if writer.tables)
        raise MisuseError(f"{form} has no table {table!r}.", f"Formats with tables: {having}.")
    if tables and target == STDOUT and not table:
        raise MisuseError(f"{form} has several tables; standard output holds one.", f"Add --table {' or '.join(tables)}, or name a file.")
