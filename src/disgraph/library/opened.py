"""An opened graph for programs and notebooks: what the command line can ask, as values."""

from __future__ import annotations

import datetime as dt
import os
from collections.abc import Iterable
from functools import cached_property
from pathlib import Path as File
from typing import TYPE_CHECKING, Any

from disgraph.cli.path_run import meant, resolve_all, with_reasons
from disgraph.cli.query_text import without
from disgraph.cli.session import current_folder
from disgraph.errors import InputError, MisuseError
from disgraph.facts.explanation import explain
from disgraph.facts.reasons import MAX_STEPS
from disgraph.facts.story import tell
from disgraph.facts.text_search import find_entities, find_passages
from disgraph.graph.graph import Graph
from disgraph.graph.opening import open_folder
from disgraph.graph.resolver import resolve
from disgraph.library.accounts import Entity, Explained, Found
from disgraph.library.connections import Neighbors, Paths
from disgraph.library.frames import to_rdflib
from disgraph.library.results import Rows
from disgraph.library.values import Thing, value_of
from disgraph.paths.lookup import find_paths
from disgraph.project import find_project, project_folder
from disgraph.queries.catalogue import NamedQuery, find_query, parse_query, read_queries, read_query
from disgraph.queries.parameters import bind
from disgraph.rdf import DefaultGraph, RdfFormat, serialize
from disgraph.relationships.deadline import Deadline
from disgraph.relationships.path_options import PathOptions
from disgraph.sparql.evaluation import Table
from disgraph.store.current import SUMMARY
from disgraph.store.name_file import read_names

if TYPE_CHECKING:
    from disgraph.library.frames import RdflibGraph
    from disgraph.paths.network_analysis import Network

Parameter = str | int | float | dt.date | Thing


class KnowledgeGraph:
    """A graph on disk, opened for reading; `disgraph.open_graph` returns it.

    Entities are given by name, id or IRI. It may be asked from several threads at once: nothing that it holds is changed by asking.

    Args:
        folder: the directory of the built graph.
        queries: the folder of the named queries.
    """

    def __init__(self, folder: str, queries: File) -> None:
        self.folder = folder
        self._queries = queries

    def __repr__(self) -> str:
        counts = self._graph.summary
        return (
            f"graph of {counts['project']}: {counts['claims']:,} claims about {counts['entities']:,} entities "
            f"in {counts['documents']:,} documents"
        )

    @cached_property
    def _graph(self) -> Graph:
        return open_folder(self.folder)

    @cached_property
    def _as_said(self) -> Graph:
        return open_folder(self.folder, with_inferred=False)

    def _opened(self, include_inferred: bool) -> Graph:
        return self._graph if include_inferred else self._as_said

    def paths(self, a: str, b: str, *, include_inferred: bool = True, timeout: float | None = None, **options: Any) -> Paths:
        """Return how two entities are connected.

        Args:
            a: one entity.
            b: the other.
            include_inferred: whether relations count that only follow by reasoning.
            timeout: seconds that it may take.
            options: the fields of `disgraph.relationships.protocol.Options`: `k`, `all_shortest`, `max_hops`, `only`, `exclude`, `avoid`,
                `via`, `through`, `as_of`, `overlap`, `rank`; several kinds or names as a list.

        Raises:
            MisuseError: an option is not known, or both names mean one entity.
            UnresolvedName: a name does not lead to one entity.
            LimitExceeded: too many paths of one length, or no time left.
        """
        start, goal = resolve_all(self._graph.backend, (a, b))
        wanted = meant(self._graph.backend, _options(options))
        found = find_paths(self._opened(include_inferred).backend.relationships(), start.iri, goal.iri, wanted, Deadline(timeout))
        return Paths(start, goal, with_reasons(self._graph.backend, found))

    def neighbors(self, name: str, *, include_inferred: bool = False) -> Neighbors:
        """Return the relations of an entity to others, each a sentence with its words.

        Raises:
            UnresolvedName: the name does not lead to one entity.
        """
        center = resolve(self._graph.names, name)
        index = self._opened(include_inferred).backend.relationships()
        hops = tuple(map(index.explain, index.around(center.iri)))
        return Neighbors(center, hops, {node: index.label(node) for hop in hops for node in (hop.source, hop.target)})

    def entity(self, name: str, *, include_inferred: bool = False) -> Entity:
        """Return everything that the documents say of an entity: facts, words, doubts.

        Args:
            name: of the entity.
            include_inferred: whether statements that only follow by reasoning are told too.

        Raises:
            UnresolvedName: the name does not lead to one entity.
        """
        story = tell(self._graph, resolve(self._graph.names, name).iri, include_inferred)
        return Entity(story, self._graph.relations.labels.get(story.type, story.type))

    def search(self, text: str, *, limit: int = 10) -> Found:
        """Return entities with nearly this name, and passages that hold every word."""
        entities, passages = find_entities(self._graph, text, limit), find_passages(self._graph, text, limit)
        return Found(text, tuple(entities), tuple(passages))

    def explain(self, *names: str, limit: int = 1, max_steps: int = MAX_STEPS) -> Explained:
        """Return why a fact holds, down to the words that state it.

        Args:
            names: subject, property and object; or two entities, for all that joins them; or one, for all that follows of it.
            limit: how many reasons of one fact are looked for.
            max_steps: how many applications of rules a reason may have.

        Raises:
            MisuseError: there are more names or none, or the property or class is not known.
            UnresolvedName: a name does not lead to one entity.
            LimitExceeded: a fact follows only in more steps.
        """
        return Explained(explain(self._graph, names, limit, max_steps))

    def query(
        self, source: str | File, /, *, timeout: float | None = None, include_inferred: bool = True, **params: Parameter
    ) -> Rows | bool:
        """Ask in SPARQL 1.1.

        Args:
            source: the text of a query, the name of a named query, or a file as a `Path`; the project's prefixes are declared.
            timeout: seconds after which the query is ended.
            include_inferred: whether triples count that only follow by reasoning.
            params: values for the parameters of the query.

        Returns:
            Rows of typed values for a SELECT; rows of subject, predicate and object for a CONSTRUCT or DESCRIBE; a truth value for an ASK.

        Raises:
            MisuseError: no such query or parameter, or an update.
            InputError: no SPARQL.
            LimitExceeded: it took longer than the timeout.
        """
        asked, graph = self._asked(source), self._opened(include_inferred)
        given = (f"{name}={value.iri if isinstance(value, Thing) else value}" for name, value in params.items())
        bindings = bind(asked, given, graph.names, graph.relations.labels)
        found = graph.backend.answer(asked.text, bindings, timeout)
        if isinstance(found, bool):
            return found
        cut = without(found, bindings)
        table = cut if isinstance(cut, Table) else _as_table(found)
        rows = (tuple(None if term is None else value_of(graph, term) for term in row) for row in table.rows)
        return Rows(table.variables, tuple(rows))

    def queries(self) -> Rows:
        """Return the named queries with the questions that they answer and their parameters."""
        found = read_queries(self._queries).values()
        rows = ((query.name, query.question, ", ".join(parameter.name for parameter in query.parameters)) for query in found)
        return Rows(("name", "question", "parameters"), tuple(rows))

    def to_networkx(self, *, include_inferred: bool = True) -> Network:
        """Return the relationship graph for network analysis: nodes are IRIs, with `label` and `hub`; see `paths.networks`."""
        from disgraph.paths.network_analysis import to_networkx

        return to_networkx(self._opened(include_inferred).backend.relationships(), (name.iri for name in read_names(self.folder)))

    def to_rdflib(self, *, include_inferred: bool = True) -> RdflibGraph:
        """Return all triples as an rdflib graph, in memory."""
        quads = self._opened(include_inferred).quads.quads_for_pattern(None, None, None, DefaultGraph())
        text = serialize((quad.triple for quad in quads), format=RdfFormat.N_TRIPLES)
        assert text is not None
        return to_rdflib(text)

    def _asked(self, source: str | File) -> NamedQuery:
        if isinstance(source, File):
            return read_query(source)
        if "{" in source or source.split(None, 1)[:1] == ["DESCRIBE"]:
            return parse_query("the query", source)
        return find_query(self._queries, source)


def open_graph(folder: str | os.PathLike[str] | None = None, *, quiet: bool = False) -> KnowledgeGraph:
    """Open a graph; see `disgraph.open_graph`."""
    start = os.getcwd() if folder is None else os.fspath(folder)
    if os.path.isfile(os.path.join(start, SUMMARY)):
        return KnowledgeGraph(start, find_project(start).queries)
    if folder is not None and project_folder(start) is None:
        raise InputError(f"{start}: no project and no graph.", "Give a directory with disgraph.toml, or none for the shipped graph.")
    return KnowledgeGraph(current_folder(quiet, start), find_project(start).queries)


def _options(given: dict[str, Any]) -> PathOptions:
    """Return options of a search; a list of kinds or names as a set, one alone as a set of it.

    Raises:
        MisuseError: an option is not known.
    """
    unknown = sorted(set(given) - set(PathOptions._fields))
    if unknown:
        raise MisuseError(f"No option {unknown[0]!r}.", f"The options are {', '.join(PathOptions._fields)}.")
    return PathOptions(**{name: _meant(value, PathOptions._field_defaults[name]) for name, value in given.items()})


def _meant(value: object, default: object) -> Any:
    """Return a value in the form of its default: days as texts, lists as sets."""
    if isinstance(default, frozenset):
        return frozenset([value] if isinstance(value, str) else value if isinstance(value, Iterable) else [value])
    return value.isoformat() if isinstance(value, dt.date) else value


def _as_table(found: object) -> Table:
    assert isinstance(found, tuple)
    return Table(("subject", "predicate", "object"), tuple(tuple(triple) for triple in sorted(found, key=str)))
