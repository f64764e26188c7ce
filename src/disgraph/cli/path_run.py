"""`path`, behind its options: what both ways of calling it run."""

from collections.abc import Sequence
from typing import TYPE_CHECKING, NamedTuple

from disgraph.cli.session import current_backend, progress, write
from disgraph.errors import Candidate, MisuseError
from disgraph.graph.resolver import resolve
from disgraph.paths.lookup import Answer, find_paths
from disgraph.relationships.deadline import Deadline
from disgraph.relationships.path_options import HUBS, PathOptions

if TYPE_CHECKING:
    from disgraph.graph.backend import Backend
    from disgraph.graph.graph import Graph
    from disgraph.relationships.protocol import Relationships

#: More entities are not joined at once.
MAX_NAMES = 20

#: The formats that draw the paths; without a path there is nothing to draw, and the account of the search goes to standard error.
DRAWN = ("dot", "mermaid", "gexf", "html")


class Request(NamedTuple):
    """What is asked of `path` beside the names: how to search (kinds and entities by the names that people use), and how to tell it."""

    options: PathOptions = PathOptions()
    include_inferred: bool = True
    scores: bool = False
    co_mention: bool = False
    timeout: float | None = None
    form: str = "text"
    output: str = "-"
    quiet: bool = False
    endpoint: str | None = None


def run(names: Sequence[str], request: Request = Request()) -> int:  # noqa: B008  (a frozen value)
    """Find, explain and write how entities are connected; return the exit code.

    Args:
        names: of two entities for the paths between them, of more for the network that joins them.
        request: how to search and to tell.

    Raises:
        MisuseError: a relation or a group of hubs is not known, two names mean one entity, or options do not go together.
        UnresolvedName: a name does not lead to one entity.
        LimitExceeded: too many paths, or no time left.
    """
    if not 2 <= len(names) <= MAX_NAMES:
        raise MisuseError(f"{len(names)} names; from 2 to {MAX_NAMES} can be connected.", "`disgraph neighbors` tells what is around one.")
    if request.form in DRAWN and (request.co_mention or len(names) > 2):
        raise MisuseError(
            f"{request.form} draws the paths between two names.", "Give two names without --co-mention, or use text, json or md."
        )
    deadline = Deadline(request.timeout)
    backend = current_backend(request.quiet, request.endpoint, request.timeout)
    entities = resolve_all(backend, names)
    options = meant(backend, request.options)
    relationships = _relationships(backend, request)
    if len(entities) > 2:
        return _connect(relationships, entities, options, request, deadline)
    start, goal = entities
    answer = with_reasons(backend, find_paths(relationships, start.iri, goal.iri, options, deadline))
    if request.co_mention:  # longer chains of chance would say nothing
        answer = answer._replace(paths=tuple(path for path in answer.paths if len(path.nodes) == len(answer.paths[0].nodes)))
    if request.form in DRAWN:
        _draw(start, goal, answer, request, backend)
    else:
        write(_render(start, goal, answer, request), request.output)
    return 0 if answer.paths else 1


def view(backend: "Backend", with_inferred: bool) -> "Backend":
    """Return a graph with or without the triples that reasoning added."""
    return backend.whole() if with_inferred else backend.asserted()


def _graph(backend: "Backend", with_inferred: bool = True) -> "Graph":
    from disgraph.graph.graph import Graph

    return Graph(view(backend, with_inferred))


def _draw(start: Candidate, goal: Candidate, answer: "Answer", request: Request, backend: "Backend") -> None:
    if not answer.paths:
        progress(request.quiet)(_render(start, goal, answer, request))
        return
    from disgraph.cli.path_picture import draw

    draw(start, goal, answer, request.form, request.output, _graph(backend, request.include_inferred))


def _connect(relationships: "Relationships", entities: list[Candidate], options: PathOptions, request: Request, deadline: Deadline) -> int:
    from disgraph.cli import connect_text
    from disgraph.paths.connect import connect

    if options.rank != "length" or options.all_shortest or options.via or options.overlap or request.scores:
        raise MisuseError(
            "--rank, --all-shortest, --via, --overlap and --scores are for the paths between two names.",
            "Give two names, or leave them out.",
        )
    together = connect(relationships, [entity.iri for entity in entities], options, deadline)
    if request.form == "json":
        told = connect_text.as_json(entities, together, request.co_mention)
    else:
        told = connect_text.as_text(entities, together, request.co_mention, markdown=request.form == "md")
    write(told, request.output)
    return 0 if len(together.parts) == 1 else 1


def _relationships(backend: "Backend", request: Request) -> "Relationships":
    """Return the graph that is searched.

    Raises:
        MisuseError: kinds or dates of relations are asked of co-mention.
    """
    if not request.co_mention:
        return view(backend, request.include_inferred).relationships()
    options = request.options
    if options.only or options.exclude or options.as_of or options.overlap or options.rank != "length" or request.scores:
        raise MisuseError(
            "To be named together has no kind, day or price.", "Leave --only, --exclude, --as-of, --overlap, --rank and --scores out."
        )
    from disgraph.paths.comention import CoMentions

    return CoMentions(_graph(backend))


def resolve_all(backend: "Backend", names: Sequence[str]) -> list[Candidate]:
    """Return the entities that names mean.

    Args:
        backend: of the graph.
        names: as they were typed.

    Raises:
        UnresolvedName: a name does not lead to one entity.
        MisuseError: two names mean one entity.
    """
    entities = [resolve(backend.names, name) for name in names]
    for at, entity in enumerate(entities):
        before = [name for name, other in zip(names[:at], entities, strict=False) if other.iri == entity.iri]
        if before:
            raise MisuseError(
                f"{before[0]!r} and {names[at]!r} are one entity: {entity.label}.", "Give different ones; `disgraph show` tells of one."
            )
    return entities


def meant(backend: "Backend", options: PathOptions) -> PathOptions:
    """Return options with kinds as edges have them, and entities as IRIs.

    Args:
        backend: of the graph.
        options: by the names that people use.

    Raises:
        MisuseError: a relation or a group of hubs is not known.
        UnresolvedName: a name does not lead to one entity.
    """
    if not options.through <= set(HUBS):
        raise MisuseError(f"No group {', '.join(sorted(options.through - set(HUBS)))}.", f"Choose from {', '.join(HUBS)}.")
    return options._replace(
        only=kinds_meant(backend, options.only),
        exclude=kinds_meant(backend, options.exclude),
        avoid=frozenset(resolve(backend.names, name).iri for name in sorted(options.avoid)),
        via=frozenset(resolve(backend.names, name).iri for name in sorted(options.via)),
    )


def with_reasons(backend: "Backend", answer: Answer) -> Answer:
    """Let inferred hops say what they follow from; the store is opened only where there are some."""
    if not any(hop.inferred for path in answer.paths for step in path.steps for hop in step.hops):
        return answer
    from disgraph.paths import premises as because

    return because.with_reasons(_graph(backend), answer)


def kinds_meant(backend: "Backend", given: frozenset[str]) -> frozenset[str]:
    """Return the kinds of edges that names of properties, edges or records mean, or their labels as `neighbors` prints them.

    Raises:
        MisuseError: a name means none; the nearest are told.
    """
    if not given:
        return frozenset()
    from disgraph.similarity import nearest

    relations = backend.relations
    known: dict[str, set[str]] = {}
    edges_of_records = [edge for edges in relations.records.values() for edge in edges]
    labels = [(term.label, name) for name, term in relations.properties.items()] + [(edge.label, edge.name) for edge in edges_of_records]
    for label, name in labels:
        known.setdefault(label.lower(), set()).add(name)
    known |= {name: {name, *relations.narrower.get(name, ())} for name in (*relations.properties, *relations.narrower)}
    for record, edges in relations.records.items():
        known[record.lower()] = {edge.name for edge in edges}
        known |= {edge.name: {edge.name} for edge in edges}
    unknown = sorted(name for name in given if name not in known and name.lower() not in known)
    if unknown:
        raise MisuseError(f"No relation {unknown[0]!r}.", f"Nearest: {', '.join(nearest(unknown[0], known))}.")
    return frozenset(kind for name in given for kind in (known.get(name) or known[name.lower()]))


def _render(start: Candidate, goal: Candidate, answer: Answer, request: Request) -> str:
    from disgraph.cli import path_text

    if request.form == "json":
        return path_text.as_json(start, goal, answer, request.scores, request.co_mention)
    return path_text.as_text(start, goal, answer, markdown=request.form == "md", scores=request.scores, co_mention=request.co_mention)
