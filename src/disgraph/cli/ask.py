"""`disgraph ask QUESTION`."""

from __future__ import annotations

import click

from disgraph.cli.options import TABLES, WholeNumber, all_ways_option, endpoint_options, output_options
from disgraph.cli.session import current_graph, write
from disgraph.render.answer_blocks import Layout

#: Question and query as the TEXT2SPARQL challenge has them.
TEXT2SPARQL = "text2sparql"


@click.command(epilog='Example: disgraph ask "Who visited Tang Xiaopeng?"')
@click.argument("question", required=False, default="")
@click.option("--limit", type=WholeNumber(1, 1000), default=10, show_default=True, help="Maximum number of facts.")
@click.option("--sparql", is_flag=True, help="The query that gives the facts of the answer, instead of the answer.")
@click.option("--score", type=click.Path(exists=True, dir_okay=False), metavar="FILE", help="Score the answers to a file of questions.")
@click.option("--llm", is_flag=True, help="Let the language model of DISGRAPH_LLM_URL choose the facts; the question and facts are sent.")
@all_ways_option
@endpoint_options
@output_options((*TABLES, TEXT2SPARQL))
@click.pass_context
def ask(
    ctx: click.Context,
    /,
    question: str,
    limit: int,
    sparql: bool,
    score: str | None,
    llm: bool,
    all_ways: bool,
    endpoint: str | None,
    timeout: float | None,
    form: str,
    output: str,
    quiet: bool,
) -> None:
    """Answer a question in plain language, with quotes.

    The answer is put together from facts of the graph, without a model. The exit code is 1 if the documents do not say, and 3 if the
    question is not understood; the answer is printed in each case. --score reads questions with their right answers from a file, and
    prints how many are answered right.
    """
    graph = current_graph(quiet, endpoint, timeout)
    if score:
        write(graph.score_questions(score).render("json" if form == TEXT2SPARQL else form), output)
        return
    found = graph.ask(question, limit=limit, llm=llm)
    if sparql or form == TEXT2SPARQL:
        write(f"{found.sparql}\n" if sparql else found.text2sparql(graph.dataset_iri), output)
    else:
        write(found.render(form, Layout(all_ways=all_ways)), output)
    ctx.exit(0 if found else 1 if found.is_understood else 3)
