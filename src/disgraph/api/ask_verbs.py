"""The verb `ask`: questions in plain language. It imports what it needs when it is called."""

from __future__ import annotations

from typing import TYPE_CHECKING

from disgraph.api.arguments import MAX_COUNT, checked_number, checked_text
from disgraph.api.relationship_verbs import RelationshipVerbs
from disgraph.errors import MisuseError

if TYPE_CHECKING:
    from disgraph.api.question_answers import QuestionAnswer
    from disgraph.ask.answering import Answered

#: Maximum length of a question, in characters.
MAX_QUESTION = 1_000


class AskVerbs(RelationshipVerbs):
    """The verb `ask`."""

    def ask(self, question: str, *, limit: int = 10) -> QuestionAnswer:
        """Answer a question in plain language from the facts of the graph, without a model.

        Args:
            question: in English; in Chinese with the extra `semantic`.
            limit: maximum number of facts.

        Raises:
            MisuseError: the question is empty or too long.
        """
        from disgraph.api.question_answers import QuestionAnswer
        from disgraph.ask.answering import answer_question
        from disgraph.ask.question_language import forms
        from disgraph.store.name_file import fold_name

        checked_number("limit", limit, MAX_COUNT)
        if not checked_text("question", question).strip():
            raise MisuseError("An empty question.", 'Ask for something, such as "Who visited Tang Xiaopeng?".')
        if len(question) > MAX_QUESTION:
            raise MisuseError(f"A question of {len(question):,} characters; the limit is {MAX_QUESTION:,}.", "Ask a shorter one.")
        answered = answer_question(self.graph, self.text_index, question, limit, self._meanings(question))
        if "path" in forms(fold_name(question)) and len(answered.entities) > 1:
            answered = self._connected(answered)
        return QuestionAnswer(answered)

    def _meanings(self, question: str) -> dict[int, float]:
        """Return how similar the meaning of facts is to that of a question; empty without the extra `semantic`."""
        del question
        return {}

    def _connected(self, answered: Answered) -> Answered:
        """Return the best path between the first two entities of a question."""
        from disgraph.ask.connected import connected

        paths = self.path(answered.entities[0].iri, answered.entities[1].iri, k=1)
        if not paths:
            return connected(answered, (), ())
        return connected(answered, paths[0].labels, [step.hops[0] for step in paths[0].steps])
