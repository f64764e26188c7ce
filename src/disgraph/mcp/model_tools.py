"""What a language model may call: each tool is one reading verb, with bounded answers that carry quotes."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING

from disgraph.errors import DisgraphError, UnresolvedName
from disgraph.rdf import prefixes
from disgraph.render.answer_blocks import COMMAND_LINE, Layout
from disgraph.sparql.evaluation import Table

if TYPE_CHECKING:
    from disgraph.api.knowledge_graph import KnowledgeGraph
    from disgraph.api.results import Result

#: Characters of an answer; seconds, and rows, of a query.
MAX_ANSWER, MAX_SECONDS, MAX_ROWS = 24_000, 20.0, 100

#: Facts or results of a tool, unless the caller asks for another number.
_LIMIT = 10
#: Facts of an answer to a question, unless the caller asks for another number.
_FACTS = 6

#: A model asks another tool for more: its `path` has neither hubs nor other relations of a step.
_HINTS = COMMAND_LINE._replace(all_ways="ask for the evidence of both", through="")

INSTRUCTIONS = """\
Answers come from documents; each fact has the exact quote, its document and how it is known. Begin with `ask`. If it does not answer, use \
`search` for other words, `entity` for everything about one person, place or body, and `path` for how two are connected. `query` runs \
SPARQL; read `schema` and the example queries first. Quote the documents, and say so if they do not state something."""


class ModelTools:
    """The tools of a graph.

    Args:
        graph: the opened graph.
    """

    def __init__(self, graph: KnowledgeGraph) -> None:
        self._graph = graph

    def all(self) -> list[Callable[..., str]]:
        """Return the tools in the order in which a model should consider them."""
        return [self.ask, self.search, self.entity, self.path, self.evidence, self.named_query, self.query, self.schema]

    def ask(self, question: str, limit: int = _FACTS, sparql: bool = False) -> str:
        """Answer a question in plain language from the documents, with quotes, or say that the documents do not say.

        The first line is computed by rules: read the facts, quotes and notes below it, also if the status is not-stated. A question
        of two steps (whose company has how many employees) is joined, and a note says how; one of three steps is better asked in
        parts. `entity` shows all that is stated about one thing, and so confirms that something is not stated.

        Args:
            question: one question in English or Chinese; name people, places and bodies in full.
            limit: maximum number of facts.
            sparql: whether to add the query that gives the same facts.
        """
        found = self._graph.ask(question, limit=limit)
        shown = _bounded(found, Layout(all_ways=True))
        return f"status: {found.status}\n\n{shown}" + (f"\nThe same facts in SPARQL:\n{found.sparql}\n" if sparql and found.sparql else "")

    def search(
        self, text: str, limit: int = _LIMIT, kinds: Sequence[str] = (), types: Sequence[str] = (), documents: Sequence[str] = ()
    ) -> str:
        """Find entities, facts and passages by name and words, best first; misspelt words are found too.

        Args:
            text: a name or a few words.
            limit: maximum number of results.
            kinds: only entity, fact or passage.
            types: only entities or facts of these classes, such as company or training.
            documents: only results from these documents, by id.
        """
        return _bounded(self._graph.search(text, limit=limit, kinds=kinds, types=types, documents=documents))

    def entity(self, name: str) -> str:
        """Return everything that the documents state about one entity: facts, quotes, doubts and audit findings.

        Args:
            name: of a person, place, body, programme, policy, event or award; an id or IRI works too.
        """
        return _bounded(self._graph.show(name), Layout(quotes=True))

    def path(self, a: str, b: str, k: int = 3) -> str:
        """Explain how two entities are connected: each step a sentence with its quote; or say that they are not.

        Args:
            a: one entity by name.
            b: the other.
            k: maximum number of paths.
        """
        return _bounded(self._graph.path(a, b, k=k), Layout(long_paths=True, hints=_HINTS))

    def evidence(self, name: str) -> str:
        """Return the quotes that state something about an entity, or that state the claim or record with an IRI.

        Args:
            name: of an entity, or the IRI of an entity, claim or record.
        """
        return _bounded(self._graph.evidence(name))

    def named_query(self, name: str, parameters: dict[str, str] | None = None) -> str:
        """Run a named query; the resource disgraph://queries lists them with their parameters.

        Args:
            name: of the query, such as award-winners.
            parameters: values by name of the parameter; entities by name.
        """
        return self._rows(name, parameters or {})

    def query(self, sparql: str) -> str:
        """Run a SPARQL 1.1 SELECT, ASK, CONSTRUCT or DESCRIBE query, read-only; an empty result is explained.

        Args:
            sparql: the query. The prefixes dg, dgr, rdfs, skos, oa, dcterms need no declaration.
        """
        return self._rows(sparql, {})

    def _rows(self, source: str, parameters: dict[str, str]) -> str:
        found = self._graph.answer(source, parameters, timeout=MAX_SECONDS)
        form = "csv" if isinstance(found.answer, Table) else "text"
        table = found.render(form, labels=True, limit=MAX_ROWS)
        notes = "".join(f"{note.message}\n" for note in found.notes)
        return _cut(f"{table if isinstance(table, str) else table.decode()}\n{notes}")

    def schema(self, name: str = "") -> str:
        """Return the classes and properties of the ontology, or those whose names have a word.

        Args:
            name: a word of a class or property, such as training; empty for all.
        """
        word = name.casefold()
        terms = [term for term in self._graph.text_index.ontology if word in " ".join((term.name, *term.names)).casefold()]
        lines = [f"{'class' if term.is_class else 'property'} dg:{term.name}: {'; '.join(term.names)}" for term in terms]
        return _cut("\n".join(lines) or f"No class or property has the word {name!r}. Call schema without an argument.")

    def prefixes(self) -> str:
        """Return the prefixes that queries need not declare."""
        return "".join(f"PREFIX {name}: <{iri}>\n" for name, iri in prefixes().items())

    def queries(self) -> str:
        """Return the named queries with the questions that they answer and their parameters."""
        rows = self._graph.queries()
        return "".join(f"{name}({parameters}): {question}\n" for name, question, parameters in rows)


def _bounded(found: Result, layout: Layout = Layout()) -> str:  # noqa: B008  (a frozen value)
    return _cut(found.render("text", layout))


def _cut(text: str) -> str:
    """Return a text that a model can read at once; a longer one is cut, and says so."""
    if len(text) <= MAX_ANSWER:
        return text
    return f"{text[:MAX_ANSWER]}\n[Cut after {MAX_ANSWER:,} characters: ask for fewer results, or for one entity.]"


def error_text(error: DisgraphError) -> str:
    """Return an error as a model can act on it: what is wrong, the candidates, and the remedy."""
    lines = [f"Error: {error.message} [{error.name}]"]
    if isinstance(error, UnresolvedName):
        lines += [f"  {candidate.label} ({candidate.kind}): {candidate.iri}" for candidate in error.candidates[:5]]
    return "\n".join([*lines, *filter(None, (as_tools(error.remedy),))])


def as_tools(remedy: str) -> str:
    """Return a remedy with tools in the place of commands.

    >>> as_tools("Try `disgraph search`.")
    'Try the tool `search`.'
    """
    for command, tool in (("`disgraph queries`", "the resource disgraph://queries"), ("`disgraph search`", "the tool `search`")):
        remedy = remedy.replace(command, tool)
    return remedy.replace("Write -p name=value.", "Give them in `parameters`.")
