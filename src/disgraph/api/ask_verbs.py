"""The verb `ask`: questions in plain language. It imports what it needs when it is called."""

from __future__ import annotations

import os
from functools import cached_property
from typing import TYPE_CHECKING

from disgraph.api.arguments import MAX_COUNT, checked_number, checked_text
from disgraph.api.relationship_verbs import RelationshipVerbs
from disgraph.errors import MisuseError

if TYPE_CHECKING:
    from disgraph.api.question_answers import AskScores, QuestionAnswer
    from disgraph.ask.answering import Answered, Meaning

#: Maximum length of a question, in characters.
MAX_QUESTION = 1_000

#: Facts that a language model is shown.
_RETRIEVED = 20


class AskVerbs(RelationshipVerbs):
    """The verb `ask`."""

    def ask(self, question: str, *, limit: int = 10, llm: bool = False) -> QuestionAnswer:
        """Answer a question in plain language from the facts of the graph.

        Args:
            question: in English; in Chinese with the extra `semantic`.
            limit: maximum number of facts.
            llm: whether a language model chooses among the facts and may write a query (DISGRAPH_LLM_URL names its server).
                Nothing is sent without it.

        Raises:
            MisuseError: the question is empty or too long, or no language model is set.
            InputError: the server of the model fails.
        """
        from disgraph.api.question_answers import QuestionAnswer
        from disgraph.ask.question_answering import answer_question
        from disgraph.ask.question_language import forms
        from disgraph.store.name_file import fold_name

        checked_number("limit", limit, MAX_COUNT)
        if not checked_text("question", question).strip():
            raise MisuseError("An empty question.", 'Ask for something, such as "Who visited Tang Xiaopeng?".')
        if len(question) > MAX_QUESTION:
            raise MisuseError(f"A question of {len(question):,} characters; the limit is {MAX_QUESTION:,}.", "Ask a shorter one.")
        answered = answer_question(self.graph, self.text_index, question, limit, self._meaning)
        if "path" in forms(fold_name(question)) and len(answered.entities) > 1:
            answered = self._connected(answered)
        return QuestionAnswer(self._by_model(answered) if llm else answered)

    def _by_model(self, answered: Answered) -> Answered:
        from disgraph.api.model_context import model_context
        from disgraph.ask.model_answer import answer_by_model
        from disgraph.ask.question_answering import retrieved_facts

        facts = retrieved_facts(self.graph, self.text_index, answered, _RETRIEVED, self._meaning)
        return answer_by_model(self.graph, answered._replace(facts=facts), model_context(self, answered.question))

    def score_questions(self, file: str | os.PathLike[str]) -> AskScores:
        """Score the answers to a file of questions: right first, among the first three and ten, wrong, and rightly not stated.

        Args:
            file: YAML, a list of `question`, `kind`, and `words`, `quotes` or `not_stated`; docs/ask.md describes it.

        Raises:
            InputError: the file is unreadable or malformed.
        """
        from pathlib import Path

        from disgraph.api.question_answers import AskScores
        from disgraph.ask.question_file import read_questions
        from disgraph.ask.scoring import score

        return AskScores(score(read_questions(Path(file)), lambda question: self.ask(question).answered))

    @cached_property
    def _meaning(self) -> Meaning | None:
        """The meaning of facts; None without the extra `semantic`."""
        from disgraph.search.semantic_extra import is_available

        if not is_available():
            return None
        from disgraph.search.sentence_vectors import open_vectors

        return open_vectors(getattr(self.backend, "folder", ""))

    def _connected(self, answered: Answered) -> Answered:
        """Return the best path between the first two entities of a question."""
        from disgraph.ask.connected import connected

        paths = self.path(answered.entities[0].iri, answered.entities[1].iri, k=1)
        if not paths:
            return connected(answered, (), ())
        return connected(answered, paths[0].labels, [step.hops[0] for step in paths[0].steps])
