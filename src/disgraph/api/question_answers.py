"""What a question is answered with, as an answer in every form."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from disgraph.api.frames import Columns
from disgraph.api.results import ListResult, Result, columns_of
from disgraph.ask.answering import Answered, AnswerFact
from disgraph.ask.scoring import AskScore, score_rows
from disgraph.ask.verdict import ANSWERED, NOT_UNDERSTOOD
from disgraph.passage import Passage
from disgraph.render import question_answer
from disgraph.render.answer_blocks import Block, Grid, Layout
from disgraph.render.json_output import to_json
from disgraph.render.provenance import KNOWN_COLUMNS, known_values

_COLUMNS = ("sentence", "is_answer", *KNOWN_COLUMNS, "quote", "document", "iri")


class QuestionAnswer(Result):
    """The answer to a question; false unless its status is answered.

    Attributes:
        answered: the answer as a value.
    """

    def __init__(self, answered: Answered) -> None:
        self.answered = answered

    def __bool__(self) -> bool:
        return self.status == ANSWERED

    @property
    def status(self) -> str:
        """Answered, not-stated or not-understood."""
        return self.answered.status

    @property
    def is_understood(self) -> bool:
        """Whether the question was understood."""
        return self.status != NOT_UNDERSTOOD

    @property
    def answer(self) -> str:
        """The answer in a line."""
        return self.answered.answer

    @property
    def facts(self) -> tuple[AnswerFact, ...]:
        """The facts, best first; of a question that the documents do not answer, the nearest ones."""
        return self.answered.facts

    @property
    def sparql(self) -> str:
        """The query that gives the facts of the answer."""
        return self.answered.sparql

    @property
    def passages(self) -> tuple[Passage, ...]:
        """The passages that state the facts, each once."""
        return tuple(dict.fromkeys(passage for fact in self.facts for passage in fact.passages))

    def blocks(self, layout: Layout) -> Iterable[Block]:
        """Return the answer as blocks."""
        return question_answer.question_blocks(self.answered, layout)

    def to_json(self, layout: Layout) -> str:
        """Return the answer as JSON."""
        del layout
        return question_answer.question_json(self.answered)

    def text2sparql(self, dataset: str) -> str:
        """Return question and query as the TEXT2SPARQL challenge has them.

        Args:
            dataset: IRI of the dataset.
        """
        return to_json({"dataset": dataset, "question": self.answered.question, "query": self.sparql})

    def table(self) -> tuple[Sequence[str], Sequence[Sequence[str]]]:
        """Return a row for each fact."""
        return _COLUMNS, [["" if value is None else str(value) for value in row] for row in map(_row, self.facts)]

    def columns(self) -> Columns:
        """Return the facts as columns."""
        return columns_of(_COLUMNS, list(map(_row, self.facts)))


def _row(fact: AnswerFact) -> tuple[object, ...]:
    first = (fact.passages[0].quote, fact.passages[0].document.id) if fact.passages else (None, None)
    return (fact.sentence, fact.is_answer, *known_values(fact.known), *first, fact.iri)


#: The columns of scores: questions that the documents answer, shares of right answers, questions that they do not answer.
_SCORES = ("kind", "stated", "first right", "right in three", "right in ten", "answered wrong", "not stated", "admitted")


class AskScores(ListResult[AskScore]):
    """How many questions of a file are answered right, by kind; the first are the scores of all."""

    def __init__(self, scores: Sequence[AskScore]) -> None:
        self._scores = tuple(scores)

    @property
    def items(self) -> tuple[AskScore, ...]:
        """The scores."""
        return self._scores

    def blocks(self, layout: Layout) -> Iterable[Block]:
        """Return the scores as a table."""
        del layout
        yield Grid(_SCORES, tuple(score_rows(self._scores)))

    def to_json(self, layout: Layout) -> str:
        """Return the scores as JSON: a list of objects, as for tables."""
        del layout
        from disgraph.render.tables import render_table

        return render_table(*self.table(), "json")

    def table(self) -> tuple[Sequence[str], Sequence[Sequence[str]]]:
        """Return a row for each kind of question."""
        return _SCORES, score_rows(self._scores)

    def columns(self) -> Columns:
        """Return the counts as columns."""
        return columns_of(AskScore._fields, self._scores)
