"""What a language model is shown for a question: the ontology, the nearest example queries, and its server."""

from __future__ import annotations

import os
from collections.abc import Iterable
from typing import TYPE_CHECKING

from disgraph.ask.model_answer import MODEL_SCHEMA, ModelContext, ModelReply, QueryRun
from disgraph.errors import DisgraphError
from disgraph.extract.llm import chat_server
from disgraph.queries.catalogue import read_queries
from disgraph.search.word_forms import terms
from disgraph.sparql.evaluation import Table

if TYPE_CHECKING:
    from disgraph.api.opened_graph import OpenedGraph

#: Example queries that are shown, and seconds that a query of a model may take.
_EXAMPLES, _SECONDS = 3, 20.0


def model_context(graph: OpenedGraph, question: str) -> ModelContext:
    """Return what a model is shown for a question, and what it may do.

    Args:
        graph: the opened graph.
        question: the question.

    Raises:
        MisuseError: no language model is set.
    """
    server = chat_server.read_chat_server(os.environ, None)

    def complete(messages: list[dict[str, str]]) -> ModelReply:
        reply = chat_server.ask(server, messages, MODEL_SCHEMA)
        return ModelReply(reply.text, reply.tokens_in, reply.tokens_out)

    lines = (f"{'class' if each.is_class else 'property'} dg:{each.name} ({each.label})" for each in graph.text_index.ontology)
    return ModelContext("\n".join(lines), _examples(graph, question), complete, lambda text: _run(graph, text))


def _examples(graph: OpenedGraph, question: str) -> list[tuple[str, str]]:
    """Return the named queries whose questions have most words of a question."""
    asked = set(terms(question))
    found = read_queries(graph.project.queries).values()
    nearest = sorted(found, key=lambda query: (-_shared(asked, terms(query.question)), query.name))
    return [(query.question, query.text) for query in nearest[:_EXAMPLES]]


def _shared(asked: set[str], others: Iterable[str]) -> int:
    return len(asked & set(others))


def _run(graph: OpenedGraph, text: str) -> QueryRun:
    """Run a query of a model as that of any user: parsed, guarded, and ended after a time."""
    from disgraph.api.query_answers import QueryAnswer

    try:
        backend = graph.graph.backend
        found = QueryAnswer(backend.answer(text, timeout=_SECONDS), {}, graph.graph, text)
        if not isinstance(found.answer, Table):
            return QueryRun((), "Only SELECT queries with a column ?fact are used.")
        return QueryRun(found.answer.rows, "" if found.answer.rows else " ".join(note.message for note in found.notes) or "No rows.")
    except DisgraphError as error:
        return QueryRun((), f"{error.message} {error.remedy}")
