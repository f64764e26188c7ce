"""What a shell completes: verbs, names of entities and of queries, read from the files of the graph."""

from __future__ import annotations

import os
from collections.abc import Iterator
from itertools import islice
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    import click
    from click.shell_completion import CompletionItem

#: Maximum number of names that are offered, and of lines of the file of names that are read for them.
_OFFERED, _LINES = 30, 300


def complete_verb(incomplete: str) -> list[CompletionItem]:
    """Return the verbs that begin with what was typed, without importing them."""
    from disgraph.cli.verbs import VERBS

    return _items((verb, line) for verb, line in VERBS.items() if verb.startswith(incomplete))


def complete_entity(_ctx: click.Context, _param: click.Parameter, incomplete: str) -> list[CompletionItem]:
    """Return entities whose name begins with what was typed; none before a letter is typed, or without a graph."""
    from disgraph.errors import DisgraphError

    try:
        return _items(islice(_names(incomplete), _OFFERED)) if incomplete.strip() else []
    except DisgraphError:
        return []


def complete_query(_ctx: click.Context, _param: click.Parameter, incomplete: str) -> list[CompletionItem]:
    """Return the named queries that begin with what was typed, with their questions."""
    from disgraph.cli.session import current_project
    from disgraph.errors import DisgraphError
    from disgraph.queries.catalogue import read_queries

    try:
        found = read_queries(current_project().queries).values()
    except DisgraphError:
        return []
    return _items((query.name, query.question) for query in found if query.name.startswith(incomplete))


def _items(described: Iterator[tuple[str, str]]) -> list[CompletionItem]:
    from click.shell_completion import CompletionItem

    return [CompletionItem(text, help=description) for text, description in described]


def _names(incomplete: str) -> Iterator[tuple[str, str]]:
    """Yield each entity once: its label with its kind, or the folded alias that was typed."""
    from disgraph.errors import Candidate
    from disgraph.project import build_folder
    from disgraph.store.current import current_graph
    from disgraph.store.name_file import fold_name, is_iri, names_beginning

    prefix = fold_name(incomplete) + (" " if incomplete.endswith(" ") else "")
    seen: set[str] = set()
    for name in islice(names_beginning(current_graph(build_folder(os.getcwd())[0]), prefix), _LINES):
        is_id = name.iri.endswith(f"/{name.folded}") and "-" not in prefix
        if name.iri not in seen and not is_id and (not is_iri(name.folded) or is_iri(prefix)):
            seen.add(name.iri)
            text = name.label if fold_name(name.label).startswith(prefix) else name.folded
            yield text, Candidate(name.iri, name.label, name.type, ()).kind
