"""The subject of a verb, from the order of words, and what keeps a verb from stating a fact."""

from __future__ import annotations

import re
from typing import NamedTuple

from disgraph.extract.relations.mention_kinds import DATE, OPEN
from disgraph.extract.text.phrases import grammar

_TOKEN = re.compile(r"[\ue000-\ue0ff](?:'s?)?|[A-Za-z\u00c0-\u024f][\w'-]*|\d[\d,.]*\d|\d|\S")
_ADVERBS = grammar("adverbs")
_BE = grammar("be")
_HAVE = grammar("have")
_NO_FACT = grammar("no-fact")
_PREPOSITIONS = grammar("prepositions")
_BARRIERS = grammar("barriers")
_DETERMINERS = grammar("determiners")
_APPOSITIVES = _DETERMINERS | grammar("appositives")
_VERBS = grammar("verbs")
_TYPE_NOUNS = grammar("type-nouns")
_STOPS = _PREPOSITIONS | _BARRIERS | _DETERMINERS | frozenset((",", ";", ":", '"', "of", "and", "or"))
_JOINS = frozenset({"and", "or", "but", "then", "&"})
_RELATIVES = frozenset({"who", "which", "that"})
#: A clause begins behind these.
_MARKS = frozenset([*',;:"()-\u2013\u2014', "and", "but", "or", "that", "when", "while", "because", "as", "after", "where", "since"])
#: A noun phrase that a name between commas may name begins with these.
_NAMED_BY = frozenset(("my", "our", "his", "her", "their", "its", "the", "a", "an"))
#: A time before the subject: two years later her manager, Mai Le, | sent.
_TIMES = frozenset(("later", "ago", "then", DATE))
_MOST_NAMED = 7
_MOST_APPOSITIVE, _MOST_PARENTHESIS, _MOST_PREDICATE = 28, 14, 9


class ClauseToken(NamedTuple):
    """A word, mark or coded mention of a line."""

    text: str
    start: int

    @property
    def is_mention(self) -> bool:
        """Whether it is a mention of an entity that owns nothing here."""
        return len(self.text) == 1 and "\ue000" < self.text < DATE


class ClauseSubject(NamedTuple):
    """The places of the mentions that a verb has for its subject; `is_far` if other words were passed over on the way to them."""

    places: tuple[int, ...]
    is_far: bool


def tokens_of(line: str) -> list[ClauseToken]:
    """Return the tokens of a line, with words in lower case."""
    return [ClauseToken(match[0].lower(), match.start()) for match in _TOKEN.finditer(line)]


def subject_of(tokens: list[ClauseToken], verb: int, kinds: str) -> ClauseSubject | None:
    """Return the subject of a verb in the active voice, or of the whole of a verb in the passive.

    Args:
        tokens: the tokens of a line.
        verb: the index of the first token of the verb, or of `was` and the like where they belong to what is sought.
        kinds: the codes of the mentions that may be one.

    Returns:
        None if the subject is not a mention of these kinds, or the verb is negated, wished for, or in the other voice.
    """
    return _SubjectFinder(tokens, kinds).find(verb)


def subject_before(tokens: list[ClauseToken], at: int, kinds: str) -> ClauseSubject | None:
    """Return the subject of the clause of a token."""
    return _SubjectFinder(tokens, kinds).of_clause(at)


class _SubjectFinder:
    def __init__(self, tokens: list[ClauseToken], kinds: str) -> None:
        self.tokens, self.kinds = tokens, kinds

    def find(self, verb: int) -> ClauseSubject | None:
        at = self._before_verb(verb)
        if at is None or at < 0:
            return None
        for _ in range(3):
            skipped = self._skip_aside(at)
            if skipped == at:
                break
            at = skipped
        if at < 0:
            return None
        word = self.tokens[at].text
        if self.tokens[at].is_mention:
            return self._here(at)
        if word in _RELATIVES:
            return self._antecedent(at)
        if word == ",":
            return self._named_aside(at) or self._before_appositive(at) or self.of_clause(at)
        return self.of_clause(at) if word in _JOINS else None

    def _word(self, at: int) -> str:
        return self.tokens[at].text if 0 <= at < len(self.tokens) else ""

    def _before_verb(self, verb: int) -> int | None:
        """Return the index before the auxiliaries and adverbs of a verb; nothing if they make it state no fact."""
        first = self._word(verb)
        own_be = first in _BE or first in _HAVE
        at = verb - 1
        while at >= 0:
            word = self._word(at)
            if word in _NO_FACT:
                return None
            if word in _BE and not own_be:
                if not first.endswith("ing"):
                    return None
            elif word not in _HAVE and word not in _ADVERBS and not (word.endswith("ly") and len(word) > 4):  # noqa: PLR2004
                break
            at -= 1
        return at

    def _skip_aside(self, at: int) -> int:
        """Return the index before what separates subject and verb: a parenthesis, a date, the word for what a name is."""
        word = self._word(at)
        if word == ")":
            for back in range(at - 1, max(-1, at - _MOST_PARENTHESIS), -1):
                if self._word(back) == "(":
                    return back - 1
        if word in _TYPE_NOUNS:
            back = at - 2 if self._word(at - 1) == '"' else at - 1
            if back >= 0 and self.tokens[back].is_mention:
                return back
        if word == DATE and self._word(at - 1) in ("in", "since", "by", "on", "from", "until"):
            return at - 2
        return at

    def _fits(self, at: int) -> bool:
        return self.tokens[at].is_mention and self.tokens[at].text in self.kinds

    def _here(self, at: int, *, is_far: bool = False) -> ClauseSubject | None:
        """Return the mention at an index, with those that are joined to it by "and"."""
        if not self._fits(at):
            return None
        places = [at]
        first = at
        while True:
            back = first - 1
            if self._word(back) == "the":
                back -= 1
            if self._word(back) in ("and", "&", ",") and back > 0 and (self._word(back) != "," or len(places) > 1):
                before = back - 2 if self._word(back - 1) == "," and self._word(back) == "and" else back - 1
                if before >= 0 and self._fits(before) and self.tokens[before].text == self.tokens[at].text:
                    places.insert(0, before)
                    first = before
                    continue
            break
        back = first - 1
        while self._word(back) in ("the", "its", "their"):
            back -= 1
        if self._word(back) in _PREPOSITIONS and not self._opens_clause(back):
            return None
        return ClauseSubject(tuple(self.tokens[place].start for place in places), is_far)

    def _opens_clause(self, at: int) -> bool:
        """Return whether a preposition-like word joins a clause: "after Asha founded"."""
        return self._word(at) in ("before", "after", "since", "until", "as", "like") and at == 0

    def _antecedent(self, at: int) -> ClauseSubject | None:
        back = at - 1
        if self._word(back) == ",":
            back -= 1
        if back < 0:
            return None
        if self._word(back) == ")":
            back = self._skip_aside(back)
        if self._word(back).isdigit() and self._word(back - 1) == ",":
            back -= 2
        if back >= 0 and self._fits(back):
            return ClauseSubject((self.tokens[back].start,), is_far=False)
        return self._whose_apposition(back) if self._word(at) == "who" else None

    def _whose_apposition(self, last: int) -> ClauseSubject | None:
        """Return the person whose apposition or predicate ends at an index: Mary, a former nurse | who; Ben is a welder | who."""
        for at in range(last, max(0, last - _MOST_PREDICATE), -1):
            word = self._word(at)
            if word in ("a", "an"):
                before = at - 1
                if self._word(before) == "," and self._word(before - 1).isdigit() and self._word(before - 2) == ",":
                    before -= 2
                named = self._word(before) == "," or self._word(before) in ("is", "was")
                return (
                    ClauseSubject((self.tokens[before - 1].start,), is_far=True)
                    if named and before > 0 and self._fits(before - 1)
                    else None
                )
            plain = word in ("from", "in", "at", "former") or word not in _STOPS or self.tokens[at].is_mention
            if not plain or self._fits(at):
                return None
        return None

    def _named_aside(self, comma: int) -> ClauseSubject | None:
        """Return the mention alone between commas after a noun that it names: My mother, Ilze, | is 57; The workshop, Hands, | was."""
        name = comma - 1
        if name < 2 or not self._fits(name) or self._word(name - 1) != "," or self._word(name - 2) in _STOPS:  # noqa: PLR2004
            return None
        opener = next(
            (at for at in range(name - 2, max(-1, name - _MOST_NAMED), -1) if self._is_owner(at) or self._word(at) in _NAMED_BY), -1
        )
        is_head = opener >= 0 and not any(token.is_mention or token.text in _PREPOSITIONS for token in self.tokens[opener + 1 : name - 1])
        return self._here(name) if is_head and (opener == 0 or self._word(opener - 1) in _MARKS | _TIMES) else None

    def _is_owner(self, at: int) -> bool:
        """Return whether a token is an open pronoun, or a mention that owns what follows: her manager."""
        word = self._word(at)
        return word[0] == OPEN or (word[0] > "\ue000" and word.endswith("'s"))

    def _before_appositive(self, comma: int) -> ClauseSubject | None:
        """Return the mention before the words between commas that end at an index."""
        for at in range(comma - 1, max(0, comma - _MOST_APPOSITIVE), -1):
            if self._word(at) in ('"', ";", ":"):
                return None
            if self._word(at) == "," and self._fits(at - 1):
                opener = self._word(at + 1)
                if opener in _APPOSITIVES or opener[:1].isdigit() or opener.endswith(("ed", "ing")) or self._is_role(at + 1, comma):
                    return self._here(at - 1, is_far=True)
                return None
        return None

    def _is_role(self, start: int, end: int) -> bool:
        """Return whether words may be a role: there is no verb and no other subject among the first of them."""
        words = [token.text for token in self.tokens[start : min(end, start + 5)]]
        return "of" in words or "at" in words or len(words) <= 2  # noqa: PLR2004

    def of_clause(self, at: int) -> ClauseSubject | None:
        """Return the subject of the clause whose verbs are joined: "Asha studied law and founded"."""
        for back in range(at - 1, -1, -1):
            token = self.tokens[back]
            word = token.text
            if word in (";", ":", '"', "?", "!"):
                return None
            if token.text[0] == OPEN and self._begins(back) and self._is_verb(back + 1):
                return None
            after = self._past_brackets(back + 1)
            if token.is_mention and self._begins(back) and (self._is_verb(after) or self._word(after) == ","):
                is_named = self._word(after) == "," and self._is_verb(after + 1) and self._named_aside(after) is not None
                if self._word(after) == "," and not is_named and not self._verb_after_aside(after, at):
                    continue
                return self._here(back, is_far=True)
            if word == "as" and self._word(back + 1) in ("a", "an"):  # who contracted polio as a child and walks
                continue
            if word in _BARRIERS:
                return self._antecedent(back) if word in _RELATIVES else None
            if (word in _DETERMINERS or "'" in word) and back > 0 and self._begins(back) and self._has_verb(back + 1, at):
                return None
        return None

    def _past_brackets(self, at: int) -> int:
        """Return the index after brackets that open at an index, else the index: the United Deaf (UDW) | has."""
        if self._word(at) != "(":
            return at
        closed = next((end for end in range(at + 1, min(len(self.tokens), at + _MOST_PARENTHESIS)) if self._word(end) == ")"), at)
        return closed + 1 if closed > at else at

    def _begins(self, at: int) -> bool:
        """Return whether a token begins a clause, perhaps after words that precede a name there."""
        before = self._word(at - 1)
        if at == 0 or before in _MARKS:
            return True
        if before == "the":
            return self._begins(at - 1)
        return at == 1 or (self._is_noun(before) and at <= 4)  # noqa: PLR2004

    def _is_noun(self, word: str) -> bool:
        return (
            word.isalpha()
            and word not in _PREPOSITIONS
            and word not in _BARRIERS
            and word not in _VERBS
            and not word.endswith(("ed", "ing"))
        )

    def _is_verb(self, at: int) -> bool:
        word = self._word(at)
        if word in _VERBS or word in _BE or word in _HAVE or (word.endswith("ed") and len(word) > 3):  # noqa: PLR2004
            return True
        if word in _ADVERBS or (word.endswith("ly") and len(word) > 4):  # noqa: PLR2004
            return self._is_verb(at + 1)
        return (
            word.endswith("s")
            and len(word) > 3  # noqa: PLR2004
            and not word.endswith(("ss", "us"))
            and not self._is_verb(at + 1)
            and word not in ("his", "its")
        )

    def _verb_after_aside(self, comma: int, end: int) -> bool:
        """Return whether a second comma follows and then a verb."""
        return any(self._word(at) == "," and self._is_verb(at + 1) for at in range(comma + 1, end))

    def _has_verb(self, start: int, end: int) -> bool:
        """Return whether a verb follows a noun at once, so that the noun is a subject of its own."""
        for at in range(start + 1, min(end, start + 4)):
            if self._word(at) in (",", "and", "or"):
                return False
            if self._is_verb(at):
                return True
        return False
