"""`disgraph validate`."""

from __future__ import annotations

from typing import TYPE_CHECKING

import click

from disgraph.cli.options import quiet_option
from disgraph.cli.session import current_project, progress, write

if TYPE_CHECKING:
    from collections.abc import Sequence

    from disgraph.graph.graph import Graph
    from disgraph.pipeline import Built
    from disgraph.validation.shacl import Result

_COLUMNS = ("severity", "entity", "rule", "message", "remedy", "value", "passage", "iri")


@click.command(epilog="Example: disgraph validate --fail-on warning")
@click.option(
    "--fail-on", type=click.Choice(["violation", "warning", "info"]), default="violation", show_default=True, help="Exit with 1 from here."
)
@click.option("--engine", type=click.Choice(["auto", "pyshacl", "shacl-rust"]), default="auto", show_default=True, help="SHACL engine.")
@click.option(
    "-f", "--format", "form", type=click.Choice(["text", "md", "json", "jsonl", "csv", "tsv", "ttl"]), default="text", show_default=True
)
@click.option("-o", "--output", default="-", help="File to write to; - is standard output.")
@quiet_option
@click.pass_context
def validate(ctx: click.Context, fail_on: str, engine: str, form: str, output: str, quiet: bool) -> None:
    """Check documents, claims and graph anew: evidence, reasoning and SHACL shapes.

    Each result names the entity, the rule, what to do, and the passage it comes from. Form ttl is the SHACL report.
    """
    from disgraph import pipeline
    from disgraph.validation.shacl import SEVERITIES, report_turtle

    built = pipeline.make_graph(current_project(), progress(quiet), engine)
    results = built.results
    if form == "ttl":
        write(report_turtle(results), output)
    else:
        write(_render(built, results, form), output)
    counts = ", ".join(f"{sum(result.severity == severity for result in results)} {severity}" for severity in SEVERITIES)
    progress(quiet)(f"{counts}; the quotes of {built.summary['claims']:,} claims stand in their documents")
    grave = SEVERITIES[: SEVERITIES.index(fail_on) + 1]
    ctx.exit(1 if any(result.severity in grave for result in results) else 0)


def _render(built: Built, results: Sequence[Result], form: str) -> str:
    from disgraph.cli.tables import SCHEMA_VERSION, render, to_json
    from disgraph.graph.graph import Graph
    from disgraph.graph.memory import MemoryBackend

    graph = Graph(MemoryBackend(built.asserted, built.inferred, built.summary))
    rows = [_row(graph, result) for result in results]
    if form == "json":
        told = [dict(zip(_COLUMNS, row, strict=True)) for row in rows]
        return to_json({"schema_version": SCHEMA_VERSION, "conforms": not rows, "results": told})
    if form == "text":
        return "".join(_plain(dict(zip(_COLUMNS, row, strict=True))) for row in rows) or "Every shape is kept.\n"
    return render(_COLUMNS, rows, form)


def _row(graph: Graph, result: Result) -> list[str]:
    """Return a result in words: its entity by label, its rule by the name of the shape, and the passage behind it."""
    from disgraph.graph import passages
    from disgraph.rdf import DG, RDF, NamedNode, local_name

    node = NamedNode(result.focus.strip("<>")) if result.focus.startswith("<") else None
    stated = passages.of_record(graph, node) if node else []
    if node and not stated:
        claims = [quad.subject for name in ("subject", "object") for quad in graph.to(node, RDF[name])]
        stated = passages.of_claims(graph, [node] if any(graph.about(node, DG["hasEvidence"])) else claims)
    passage = f"document {stated[0].document.id}: {' '.join(stated[0].quote.split())}" if stated else ""
    rule = local_name(result.shape.strip("<>"))
    label = graph.label(node) if node else result.focus
    return [result.severity, label, rule, result.message, result.remedy, result.value, passage, result.focus.strip("<>")]


def _plain(row: dict[str, str]) -> str:
    lines = [f"{row['severity'].upper()}  {row['entity']}: {row['message']}  [{row['rule']}]", f"  What to do: {row['remedy']}"]
    lines += [f"  Passage: {row['passage']}"] if row["passage"] else []
    return "\n".join([*lines, f"  {row['iri']}", ""]) + "\n"
