"""`disgraph audit [X]`."""

from __future__ import annotations

from typing import TYPE_CHECKING

import click

from disgraph.audit.model import HOLDS, VERDICTS
from disgraph.cli.options import format_option, output_option, quiet_option
from disgraph.cli.session import open_current, progress, write

if TYPE_CHECKING:
    from collections.abc import Sequence

    from disgraph.audit import Entry, Finding
    from disgraph.graph.graph import Graph

_COLUMNS = ("verdict", "check", "finding", "recomputed", "working", "documents", "iri")


@click.command(epilog='Example: disgraph audit "Li Juan"')
@click.argument("name", required=False, metavar="[X]")
@click.option("--verdict", "verdicts", multiple=True, type=click.Choice(VERDICTS), help="Only this verdict; else all but what holds.")
@click.option("--all", "everything", is_flag=True, help="Also what holds.")
@click.option("--fail-on", multiple=True, type=click.Choice(VERDICTS), help="Exit with 1 if there is a finding with this verdict.")
@format_option(("text", "json", "md", "csv"))
@output_option
@quiet_option
@click.pass_context
def audit(
    ctx: click.Context,
    name: str | None,
    verdicts: tuple[str, ...],
    everything: bool,
    fail_on: tuple[str, ...],
    form: str,
    output: str,
    quiet: bool,
) -> None:
    """Tell what in the documents is contradictory, implausible or does not add up: recomputed, with the passages.

    With X, an entity by name or any IRI, only what concerns it. No stated figure is ever changed.
    """
    from disgraph.audit import entry

    graph = open_current(quiet)
    found = _found(graph, name)
    wanted = VERDICTS if everything else verdicts or tuple(verdict for verdict in VERDICTS if verdict != HOLDS)
    shown = [entry(graph, finding) for finding in found if finding.verdict in wanted]
    write(_render(shown, form), output)
    counts = ", ".join(f"{sum(finding.verdict == verdict for finding in found)} {verdict}" for verdict in VERDICTS)
    progress(quiet)(f"{counts}; {len(shown)} of {len(found)} shown")
    ctx.exit(1 if any(finding.verdict in fail_on for finding in found) else 0)


def _found(graph: Graph, name: str | None) -> Sequence[Finding]:
    """Return the findings of the graph, or those of what a name or IRI means."""
    from disgraph.audit import findings, findings_of
    from disgraph.graph.resolver import resolve
    from disgraph.rdf import typed_iri

    if not name:
        return findings(graph)
    node = typed_iri(name)
    if node is not None and any(graph.about(node)):
        return findings_of(graph, name)
    return findings_of(graph, resolve(graph.names, name).iri)


def _render(entries: Sequence[Entry], form: str) -> str:
    from disgraph.cli.tables import SCHEMA_VERSION, render, to_json

    if form == "json":
        return to_json({"schema_version": SCHEMA_VERSION, "findings": [_object(each) for each in entries]})
    if form == "text":
        return "\n".join(_plain(each) for each in entries) or "Nothing found.\n"
    return render(_COLUMNS, [_row(each) for each in entries], form)


def _row(entry: Entry) -> list[str]:
    found = entry.finding
    documents = ", ".join(sorted({passage.document.id for passage in entry.passages}))
    return [found.verdict, found.check, found.sentence, found.recomputed, found.working, documents, found.iri]


def _object(entry: Entry) -> dict[str, object]:
    found = entry.finding
    return {
        "iri": found.iri,
        "check": found.check,
        "verdict": found.verdict,
        "condition": found.condition,
        "recomputed": found.recomputed,
        "working": found.working,
        "sentence": found.sentence,
        "concerns": list(found.concerns),
        "passages": [
            {"document": each.document.id, "start": each.start, "end": each.end, "quote": each.quote, "claim": each.claim}
            for each in entry.passages
        ],
    }


def _plain(entry: Entry) -> str:
    from disgraph.cli.path_text import wrapped

    found = entry.finding
    lines = [f"{found.verdict.upper()}  [{found.check}]", *wrapped(found.sentence, "  ", "  ")]
    lines += wrapped(f"Working: {found.working}", "  ", "    ")
    quotes = {(each.document.id, each.start, each.end): " ".join(each.quote.split()) for each in entry.passages}
    for (document, _, _), quote in quotes.items():
        lines += wrapped(f"\u201c{quote}\u201d  (document {document})", "  ", "    ")
    return "\n".join([*lines, f"  {found.iri}"]) + "\n"
