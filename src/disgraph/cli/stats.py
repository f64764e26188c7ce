"""`disgraph stats`."""

from __future__ import annotations

import click

from disgraph.cli.options import asking_timeout_option, endpoint_option, format_option, output_option, quiet_option
from disgraph.cli.session import open_current, write


@click.command(epilog="Example: disgraph stats")
@format_option(("text", "md", "json"))
@endpoint_option
@asking_timeout_option
@output_option
@quiet_option
def stats(form: str, endpoint: str | None, timeout: float | None, output: str, quiet: bool) -> None:
    """Show the graph in numbers: documents, entities, records, ways of saying, and how it hangs together."""
    from disgraph.cli.tables import SCHEMA_VERSION, render, to_json
    from disgraph.facts.graph_counts import count
    from disgraph.paths.connectedness import reach

    graph = open_current(quiet, True, endpoint, timeout)
    numbers, measured = count(graph), reach(graph)
    if form == "json":
        write(to_json({"schema_version": SCHEMA_VERSION} | numbers._asdict() | {"relationships": measured._asdict()}), output)
        return
    relationships = [
        ["entities that paths go through", f"{measured.entities:,}"],
        ["relations between entities", f"{measured.edges:,}"],
        ["parts that hang together (largest first)", ", ".join(map(str, measured.parts[:6]))],
        ["pairs of persons with a path", f"{measured.linked_persons:.0%}"],
        ["busiest entities", "; ".join(f"{label} ({degree})" for label, degree in measured.busiest)],
        ["hubs left out of paths (see --through)", "; ".join(f"{label} ({degree})" for label, degree in measured.hubs)],
    ]
    tables = [
        render(["in all", "number"], [[name, f"{number:,}"] for name, number in numbers.totals], form),
        render(["document", "title", "claims"], [[name, title, f"{number:,}"] for name, title, number in numbers.documents], form),
        render(["entities", "number"], [[name, f"{number:,}"] for name, number in numbers.entities], form),
        render(["claims that tell of", "number"], [[name, f"{number:,}"] for name, number in numbers.records], form),
        render(["the document says it", "claims"], [[name, f"{number:,}"] for name, number in numbers.modalities], form),
        render(["relationships", ""], relationships, form),
    ]
    write("\n".join(tables), output)
