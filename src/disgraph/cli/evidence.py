"""`disgraph evidence X`."""

from __future__ import annotations

import click

from disgraph.cli.options import format_option, output_option, quiet_option
from disgraph.cli.session import open_current, write


@click.command(epilog='Example: disgraph evidence "Xiang Ao Juan"')
@click.argument("name")
@format_option(("text", "md", "json", "csv", "tsv", "jsonl"))
@output_option
@quiet_option
@click.pass_context
def evidence(ctx: click.Context, name: str, form: str, output: str, quiet: bool) -> None:
    """Show the words that state something: of an entity by name, or of a claim or record by its IRI.

    Exits with 1 when no document says anything of it.
    """
    from disgraph.cli.path_text import passage_object, source_line
    from disgraph.cli.tables import SCHEMA_VERSION, render, to_json
    from disgraph.facts.entity_evidence import evidence_of

    graph = open_current(quiet)
    told = evidence_of(graph, name)
    if form == "json":
        rows = [{"fact": fact} | passage_object(passage) for fact, passage in told]
        write(to_json({"schema_version": SCHEMA_VERSION, "evidence": rows}), output)
    elif form in ("text", "md"):
        lines = []
        for fact, passage in told:
            lines += [f"{fact}", f"  \u201c{' '.join(passage.quote.split())}\u201d", f"  {source_line(passage)}", ""]
        write("\n".join(lines) or "No document says anything of it.\n", output)
    else:
        columns = ["fact", "quote", "document", "start", "end", "modality", "speaker", "doubt"]
        cells = [
            [fact, each.quote, each.document.id, str(each.start), str(each.end), each.modality, each.speaker, each.doubt]
            for fact, each in told
        ]
        write(render(columns, cells, form), output)
    ctx.exit(0 if told else 1)
