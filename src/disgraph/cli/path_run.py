"""`path`, behind its options: what both ways of calling it run."""

from __future__ import annotations

from disgraph.cli.session import current_folder, write
from disgraph.errors import Candidate, MisuseError
from disgraph.facts.names import resolve
from disgraph.paths.index import Index
from disgraph.paths.lookup import Answer, find_paths
from disgraph.paths.selection import HUBS, Options


def run(
    a: str,
    b: str,
    options: Options = Options(),  # noqa: B008  (a frozen value)
    include_inferred: bool = True,
    form: str = "text",
    output: str = "-",
    quiet: bool = False,
) -> int:
    """Find, explain and write the paths between two names; return the exit code.

    Args:
        a: the name of one entity.
        b: the name of the other.
        options: how to search; kinds and entities by the names that people use for them.
        include_inferred: whether relations count that only follow by reasoning.
        form: text, md or json.
        output: a file, or `-`.
        quiet: whether progress is silent.

    Raises:
        MisuseError: a relation or a group of hubs is not known, or both names mean one entity.
        UnresolvedName: a name does not lead to one entity.
    """
    if not options.through <= set(HUBS):
        raise MisuseError(f"No group {', '.join(sorted(options.through - set(HUBS)))}.", f"Choose from {', '.join(HUBS)}.")
    folder = current_folder(quiet)
    start, goal = resolve(folder, a), resolve(folder, b)
    if start.iri == goal.iri:
        raise MisuseError(f"{a!r} and {b!r} are one entity: {start.label}.", "Give two entities; `disgraph show` tells of one.")
    meant = options._replace(
        only=_kinds(folder, options.only),
        exclude=_kinds(folder, options.exclude),
        avoid=frozenset(resolve(folder, name).iri for name in options.avoid),
        via=frozenset(resolve(folder, name).iri for name in options.via),
    )
    answer = find_paths(Index(folder, include_inferred), start.iri, goal.iri, meant)
    write(_render(start, goal, answer, form), output)
    return 0 if answer.paths else 1


def _kinds(folder: str, given: frozenset[str]) -> frozenset[str]:
    """Return the kinds of edges that names of properties, edges or records mean."""
    if not given:
        return frozenset()
    from disgraph.facts.graph import Graph
    from disgraph.names import nearest

    relations = Graph(folder).relations
    known = {name: {name, *relations.narrower.get(name, ())} for name in (*relations.properties, *relations.narrower)}
    for record, edges in relations.records.items():
        known[record.lower()] = {edge.name for edge in edges}
        known |= {edge.name: {edge.name} for edge in edges}
    unknown = sorted(name for name in given if name not in known and name.lower() not in known)
    if unknown:
        raise MisuseError(f"No relation {unknown[0]!r}.", f"Nearest: {', '.join(nearest(unknown[0], known))}.")
    return frozenset(kind for name in given for kind in (known.get(name) or known[name.lower()]))


def _render(start: Candidate, goal: Candidate, answer: Answer, form: str) -> str:
    from disgraph.cli import path_text

    if form == "json":
        return path_text.as_json(start, goal, answer)
    return path_text.as_text(start, goal, answer, markdown=form == "md")
