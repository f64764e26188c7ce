"""`disgraph ask QUESTION`."""

from __future__ import annotations

import click

from disgraph.cli.options import TABLES, all_ways_option, endpoint_options, output_options
from disgraph.cli.session import current_graph, write
from disgraph.render.answer_blocks import Layout


@click.command(epilog='Example: disgraph ask "Who visited Tang Xiaopeng?"')
@click.argument("question")
@click.option("--limit", type=click.IntRange(1, 1000), default=10, show_default=True, help="Maximum number of facts.")
@click.option("--sparql", is_flag=True, help="The query that gives the facts of the answer, instead of the answer.")
@all_ways_option
@endpoint_options
@output_options(TABLES)
@click.pass_context
def ask(
    ctx: click.Context,
    /,
    question: str,
    limit: int,
    sparql: bool,
    all_ways: bool,
    endpoint: str | None,
    timeout: float | None,
    form: str,
    output: str,
    quiet: bool,
) -> None:
    """Answer a question in plain language, with quotes.

    The answer is put together from facts of the graph, without a model. The exit code is 1 if the documents do not say, and 3 if the
    question is not understood; the answer is printed in each case.
    """
    found = current_graph(quiet, endpoint, timeout).ask(question, limit=limit)
    write(f"{found.sparql}\n" if sparql else found.render(form, Layout(all_ways=all_ways)), output)
    ctx.exit(0 if found else 1 if found.is_understood else 3)
