"""The SPARQL query that gives the facts of an answer: by class and entities, then by words, else by name."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence

from disgraph.ask.fact_views import FactView
from disgraph.ask.question import Question
from disgraph.rdf import DG, RDF, RDFS, Literal, NamedNode
from disgraph.search.text_index import TextIndex
from disgraph.search.word_forms import words

#: Runs a query and returns the facts of its rows: IRIs of records and of claims.
FactsOf = Callable[[str], frozenset[str]]

_PREFIXES = f"PREFIX dg: <{DG}>\nPREFIX rdf: <{RDF}>\nPREFIX rdfs: <{RDFS}>\n"
_LABEL = "?fact rdfs:label ?sentence ."


def query_of(index: TextIndex, question: Question, facts: Sequence[FactView], roles: Sequence[str], rows: FactsOf) -> str:
    """Return the query whose rows are the given facts: the most general one that gives no other fact.

    Args:
        index: of the texts.
        question: what is asked.
        facts: of one class, at least one.
        roles: the roles that answer; their values are in the column `?answer`.
        rows: runs a query.
    """
    wanted = frozenset(fact.iri for fact in facts)
    for text in _candidates(index, question, facts, roles):
        if rows(text) == wanted:
            return text
    return _written([f"VALUES ?fact {{ {' '.join(str(NamedNode(iri)) for iri in sorted(wanted))} }}", *_answer(facts[0], roles)])


def _candidates(index: TextIndex, question: Question, facts: Sequence[FactView], roles: Sequence[str]) -> Iterator[str]:
    pattern = [*_pattern(index, question, facts[0]), *_answer(facts[0], roles)]
    yield _written(pattern)
    shared = _shared_words(question, facts)
    if shared:
        filters = [f"FILTER(CONTAINS(LCASE(?sentence), {Literal(word)}))" for word in shared]
        yield _written([*pattern, *([] if facts[0].is_statement else filters)])


def _pattern(index: TextIndex, question: Question, fact: FactView) -> Iterator[str]:
    """Yield the triples that name the class of a fact and the entities that the question names."""
    named = {entity for mention in question.mentions for entity in mention.candidates}
    if fact.is_statement:
        yield f"?fact rdf:predicate dg:{fact.type} ."
    else:
        yield f"?fact a dg:{fact.type} ."
    for role, entity in fact.members:
        if entity in named:
            yield f"?fact {_role(fact, role)} {NamedNode(index.iri(entity))} ."


def _answer(fact: FactView, roles: Sequence[str]) -> Iterator[str]:
    paths = "|".join(_role(fact, role) for role in dict.fromkeys(roles))
    if paths:
        yield f"?fact {paths} ?answer ."
    if not fact.is_statement:
        yield _LABEL


def _role(fact: FactView, role: str) -> str:
    """Return the property of a role: of the ontology, whose names are local names, or of a statement."""
    return f"rdf:{role}" if fact.is_statement else f"dg:{role}"


def _shared_words(question: Question, facts: Sequence[FactView]) -> list[str]:
    """Return the words of a question that the sentences of all facts have."""
    held = [" ".join(words(fact.sentence)) for fact in facts]
    return [topic.word for topic in question.content if all(topic.word in text for text in held)]


def _written(triples: Sequence[str]) -> str:
    variables = "?fact" + "".join(f" ?{name}" for name in ("answer", "sentence") if any(f"?{name}" in each for each in triples))
    body = "\n".join(f"  {triple}" for triple in triples)
    return f"{_PREFIXES}SELECT DISTINCT {variables} WHERE {{\n{body}\n}}\nORDER BY ?fact"
