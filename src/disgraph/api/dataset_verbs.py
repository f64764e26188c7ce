"""The verbs on the whole dataset: query, export, validate, and copies for other libraries. Each imports what it needs when it is called."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import TYPE_CHECKING, Any

from disgraph.api.arguments import checked_file, checked_seconds
from disgraph.api.opened_graph import OpenedGraph
from disgraph.errors import NeedsSources
from disgraph.relationships.deadline import FREE_MEMORY, FREE_SECONDS

if TYPE_CHECKING:
    import datetime as dt
    import os
    from pathlib import Path as File

    from disgraph.api.accounts import Validation
    from disgraph.api.exporting import ExportResult
    from disgraph.api.frames import RdflibGraph
    from disgraph.api.query_answers import QueryAnswer, Rows
    from disgraph.api.things import Thing
    from disgraph.graph.graph import Graph
    from disgraph.paths.network_analysis import Network
    from disgraph.queries.catalogue import NamedQuery
    from disgraph.sparql.evaluation import Answer


class DatasetVerbs(OpenedGraph):
    """The verbs on the whole dataset."""

    def query(
        self,
        source: str | File | NamedQuery,
        /,
        *,
        timeout: float | None = FREE_SECONDS,
        memory: int = FREE_MEMORY,
        include_inferred: bool = True,
        **params: Any,
    ) -> Rows | bool:
        """Ask in SPARQL 1.1.

        Args:
            source: the text of a query, the name of a named query, or a file as a `Path`; the prefixes of the project are declared.
            timeout: seconds after which the query is ended; None for no limit. The default does not apply to a named query.
            memory: bytes that a query with a time limit may use; 0 for no limit.
            include_inferred: whether triples that reasoning added count.
            params: values of the parameters of the query.

        Returns:
            Rows of typed values for a SELECT; rows of subject, predicate and object for a CONSTRUCT or DESCRIBE; a truth value for an ASK.

        Raises:
            MisuseError: the query or a parameter is unknown, or it is an update.
            InputError: a syntax error.
            LimitExceeded: it took longer, or needs more memory.
        """
        return self.answer(source, params, timeout=timeout, memory=memory, include_inferred=include_inferred).values()

    def answer(
        self,
        source: str | File | NamedQuery,
        params: Mapping[str, str | int | float | dt.date | Thing] | None = None,
        *,
        timeout: float | None = FREE_SECONDS,
        memory: int = FREE_MEMORY,
        include_inferred: bool = True,
    ) -> QueryAnswer:
        """Ask in SPARQL 1.1, and return terms of RDF, which can be written in every result format.

        Args:
            source: see `query`.
            params: values of the parameters by name.
            timeout: seconds after which the query is ended; None for no limit. The default does not apply to a named query.
            memory: bytes that a query with a time limit may use; 0 for no limit.
            include_inferred: whether triples that reasoning added count.

        Raises:
            MisuseError: the query or a parameter is unknown, or it is an update.
            InputError: a syntax error.
            LimitExceeded: it took longer, or needs more memory.
        """
        from disgraph.api.query_answers import QueryAnswer

        graph = self._graph(include_inferred)
        asked, bindings = self.bound_query(source, params)
        limit = _time_limit(source, asked, timeout)
        return QueryAnswer(graph.backend.answer(asked.text, bindings, limit, memory), bindings, graph, asked.text)

    def bound_query(self, source: str | File | NamedQuery, params: Mapping[str, Any] | None = None) -> tuple[NamedQuery, Mapping[str, Any]]:
        """Return a query with the values of its parameters.

        Args:
            source: see `query`.
            params: values of the parameters by name.

        Raises:
            MisuseError: the query or a parameter is unknown.
        """
        from disgraph.api.things import parameter_text
        from disgraph.queries.catalogue import with_conditions
        from disgraph.queries.parameters import bind

        asked = self._named(source)
        given = {name: parameter_text(value) for name, value in (params or {}).items()}
        return asked._replace(text=with_conditions(asked.text, given)), bind(
            asked, given, self.backend.names, self.backend.relations.labels if given else ()
        )

    def queries(self) -> Rows:
        """List the named queries with the questions that they answer and their parameters."""
        from disgraph.api.query_answers import Rows
        from disgraph.queries.catalogue import read_queries

        found = read_queries(self.project.queries).values()
        rows = ((each.name, each.question, ", ".join(parameter.name for parameter in each.parameters)) for each in found)
        return Rows(("name", "question", "parameters"), rows)

    def _named(self, source: str | File | NamedQuery) -> NamedQuery:
        from pathlib import Path

        from disgraph.queries.catalogue import NamedQuery, find_query, parse_query, read_query
        from disgraph.sparql.guard import is_query

        if isinstance(source, NamedQuery):
            return source
        if not isinstance(source, str):
            return read_query(Path(checked_file("source", source)))
        if is_query(source):
            return parse_query("the query", source)
        return find_query(self.project.queries, source)

    def validate(self, *, engine: str = "auto", progress: Callable[[str], None] | None = None) -> Validation:
        """Check documents, claims and graph again, from the sources.

        Args:
            engine: of SHACL: auto, pyshacl or shacl-rust.
            progress: called with each step in words.

        Raises:
            NeedsSources: the graph is behind an endpoint, so its sources are not on this machine.
            Refused: the sources have problems.
        """
        from pathlib import Path
        from tempfile import TemporaryDirectory

        from disgraph.api.accounts import Validation
        from disgraph.facts.validation_results import located_result
        from disgraph.pipeline.build_steps import make_graph
        from disgraph.validation.shacl import report_turtle

        if not self.has_sources:
            raise NeedsSources("Validation needs documents and claims, which an endpoint lacks.", "Run it in the directory of the project.")
        with TemporaryDirectory() as folder:
            made = make_graph(self.project, Path(folder), progress or (lambda _step: None), engine)
            graph = made.graph()
            results = [located_result(graph, result) for result in made.results]
        return Validation(results, report_turtle(made.results).decode(), int(made.summary["claims"]))

    def export(
        self,
        target: str | os.PathLike[str],
        *,
        query: str | File | NamedQuery | None = None,
        privacy: str | None = None,
        include_inferred: bool = True,
        timeout: float | None = FREE_SECONDS,
        **options: Any,
    ) -> ExportResult:
        """Write the graph, or a part of it, to a file for another program.

        Args:
            target: a file; its suffix gives the format, unless `format` is given. Some formats write several files.
            query: selects the relations of a CONSTRUCT, or of a SELECT of ?source ?relation ?target [?weight].
            privacy: `pseudonym` or `public-figures-only`, to write from a private copy.
            include_inferred: whether edges and triples that reasoning added count.
            timeout: of the query, in seconds; None for no limit.
            options: fields of `disgraph.export.export_options.ExportOptions`.

        Returns:
            The names of the files that were written, and a summary; without files, the summary gives the reason.

        Raises:
            MisuseError: an option is unknown, or options do not go together.
            NeedsSources: the format or the private copy needs a graph on this machine.
            UnresolvedName: a name does not lead to one entity.
            InputError: a file cannot be written, or the format cannot hold a text.
            LimitExceeded: the format cannot hold so large a graph.
        """
        from disgraph.api.exporting import export_to

        checked_seconds(timeout)

        def answer(graph: Graph) -> Answer:
            asked, bindings = self.bound_query(query or "")
            return graph.backend.answer(asked.text, bindings, _time_limit(query, asked, timeout), FREE_MEMORY)

        return export_to(self, target, answer if query is not None else None, privacy, include_inferred, options)

    def to_networkx(self, *, include_inferred: bool = True) -> Network:
        """Return the relationship graph for network analysis: nodes are IRIs, with `label` and `hub`."""
        from disgraph.paths.network_analysis import to_networkx

        return to_networkx(self._view(include_inferred).relationships(), (name.iri for name in self.backend.names.every()))

    def to_rdflib(self, *, include_inferred: bool = True) -> RdflibGraph:
        """Return all triples as an rdflib graph, in memory."""
        from disgraph.api.frames import to_rdflib
        from disgraph.rdf import DefaultGraph, RdfFormat, serialize

        quads = self._graph(include_inferred).quads.quads_for_pattern(None, None, None, DefaultGraph())
        text = serialize((quad.triple for quad in quads), format=RdfFormat.N_TRIPLES)
        assert text is not None
        return to_rdflib(text)


def _time_limit(source: object, asked: NamedQuery, timeout: float | None) -> float | None:
    """Return the time limit of a query; a named query, which is bounded by construction, has none by default."""
    limit = checked_seconds(timeout)
    return None if source == asked.name and limit == FREE_SECONDS else limit
