"""`disgraph queries`."""

from __future__ import annotations

import click

from disgraph.cli.completion import complete_query
from disgraph.cli.options import format_option, no_pager_option, output_option
from disgraph.cli.session import current_project, write


@click.command(epilog="Example: disgraph queries")
@click.argument("name", required=False, shell_complete=complete_query)
@format_option()
@output_option
@no_pager_option
def queries(name: str | None, form: str, output: str) -> None:
    """List the named queries with their questions; with NAME, the parameters and columns of one query."""
    from disgraph.queries.catalogue import find_query, read_queries
    from disgraph.render.tables import render_table

    folder = current_project().queries
    if name:
        found = find_query(folder, name)
        rows = [["question", "", found.question]]
        rows += [[f"-p {each.name}=", each.kind, each.note] for each in found.parameters]
        rows += [[f"?{column}", "column", note] for column, note in found.columns]
        write(render_table(["part", "kind", "meaning"], rows, form), output)
        return
    rows = [
        [
            each.name,
            each.question,
            ", ".join(parameter.name for parameter in each.parameters),
            ", ".join(column for column, _ in each.columns),
        ]
        for each in read_queries(folder).values()
    ]
    columns = ["name", "question", "parameters", "columns"]
    if form in ("text", "md"):  # people find the rest with `queries NAME`
        columns, rows = columns[:2], [row[:2] for row in rows]
    write(render_table(columns, rows, form), output)
