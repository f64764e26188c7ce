"""`disgraph search TEXT`."""

from __future__ import annotations

import click

from disgraph.cli.options import asking_timeout_option, endpoint_option, format_option, output_option, quiet_option
from disgraph.cli.session import open_current, write


@click.command(epilog='Example: disgraph search "Tang Xiaopin"')
@click.argument("text")
@click.option("--limit", type=click.IntRange(1, 1000), default=10, show_default=True, help="At most so many entities and passages.")
@format_option(("text", "md", "json"))
@endpoint_option
@asking_timeout_option
@output_option
@quiet_option
@click.pass_context
def search(
    ctx: click.Context, text: str, limit: int, form: str, endpoint: str | None, timeout: float | None, output: str, quiet: bool
) -> None:
    """Find entities by nearly their name, and passages that hold every word. Exits with 1 when there is neither."""
    from disgraph.cli.path_text import passage_object
    from disgraph.cli.tables import SCHEMA_VERSION, render, to_json
    from disgraph.errors import MisuseError
    from disgraph.facts.text_search import find_entities, find_passages

    if len(text) > 1000:
        raise MisuseError(f"A search of {len(text):,} characters; the limit is 1,000.", "Search for a few words.")
    graph = open_current(quiet, True, endpoint, timeout)
    entities, passages = find_entities(graph, text, limit), find_passages(graph, text, limit)
    if form == "json":
        told = {
            "schema_version": SCHEMA_VERSION,
            "entities": [entity._asdict() for entity in entities],
            "passages": [passage_object(passage) for passage in passages],
        }
        write(to_json(told), output)
    else:
        rows = [[entity.label, graph.relations.labels.get(entity.type, entity.type), ", ".join(entity.documents)] for entity in entities]
        said = [[" ".join(passage.quote.split()), passage.document.id, f"{passage.start}-{passage.end}"] for passage in passages]
        tables = [render(["entity", "type", "documents"], rows, form)] if rows else []
        tables += [render(["passage", "document", "characters"], said, form)] if said else []
        write("\n".join(tables) or "Nothing found.\n", output)
    ctx.exit(0 if entities or passages else 1)
