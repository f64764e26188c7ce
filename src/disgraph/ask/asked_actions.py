"""Who does what to whom in an English question: its verb, the names that are its subject, and those that are not.

"Who helped Ann?" and "Whom did Ann help?" have the same words; a fact answers only one of them.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import NamedTuple

from disgraph.ask.named_entities import NamedEntity
from disgraph.ask.predicate_words import (
    ARTICLES,
    ASKING,
    AUXILIARIES,
    BE,
    NAME,
    OWNER,
    PREPOSITIONS,
    is_topical,
    named_tokens,
    verb_phrase,
    without_intent,
)
from disgraph.ask.question_language import first_part, synonyms_of
from disgraph.search.text_index import TextIndex

_HAVE = frozenset(("has", "have", "had", "having"))
#: Words between names of one subject.
_JOINING = frozenset(("and", "or"))

Tokens = Sequence[tuple[str, NamedEntity | None]]


class AskedAction(NamedTuple):
    """What a question says that is done, and by whom.

    Attributes:
        verb: the folded verb.
        doers: the names that are its subject; of a passive verb, those after by.
        others: the names that it is done to.
        wanted: "doer" or "other", if the question asks for one of them.
        stem: of the verb.
        synonyms: the stems of the verbs of the same meaning.
        roles: those of which the verb is declared to have the subject; see `dg:subjectVerb`.
    """

    verb: str
    doers: tuple[NamedEntity, ...]
    others: tuple[NamedEntity, ...]
    wanted: str = ""
    stem: str = ""
    synonyms: frozenset[str] = frozenset()
    roles: frozenset[str] = frozenset()


def asked_action(index: TextIndex, text: str, mentions: Sequence[NamedEntity], corrected: Mapping[str, str]) -> AskedAction | None:
    """Return what a question says that is done; None if it says no such thing.

    Args:
        index: of the texts.
        text: the question, in English.
        mentions: what it names.
        corrected: the known word for each misspelt one.
    """
    found = _read(without_intent(list(named_tokens(first_part(text), [each for each in mentions if each.is_proper]))))
    if found is None:
        return None
    verb = corrected.get(found.verb, found.verb)
    stem = index.stem_of(verb)
    synonyms = frozenset(map(index.stem_of, synonyms_of(verb)))
    return found._replace(stem=stem, synonyms=synonyms, roles=frozenset(term.name for term in index.ontology if stem in term.verbs))


def _read(tokens: Tokens) -> AskedAction | None:
    words = [word for word, _ in tokens]
    at = next((number for number, word in enumerate(words) if word in ASKING), None)
    if at is None:
        return _inverted(tokens, "") if words[:1] and words[0] in AUXILIARIES else None
    rest = _after_places(tokens[at + 1 :])
    ends_in_by = words[-1] == "by" or words[at - 1 : at] == ["by"]
    noun = next((number for number, (word, _) in enumerate(rest) if word in AUXILIARIES), None)
    if words[at] in ("who", "whom", "what", "which", "whose") and (noun is None or _has_name(rest[:noun])):
        return _active(rest, is_noun_first=words[at] in ("what", "which", "whose"))
    if noun is None:
        return None
    wanted = "" if words[at] not in ("who", "whom", "which", "what") else "doer" if ends_in_by else "other"
    return _inverted(rest[noun:], wanted)


def _has_name(tokens: Tokens) -> bool:
    return any(word in (NAME, OWNER) for word, _ in tokens)


def _after_places(tokens: Tokens) -> Tokens:
    """Return the tokens after those that place the subject: in Paris."""
    while len(tokens) > 1 and tokens[0][0] in PREPOSITIONS and tokens[1][0] in (NAME, OWNER):
        tokens = tokens[2:]
    return tokens


def _active(tokens: Tokens, *, is_noun_first: bool) -> AskedAction | None:
    """Return what the asked one does: who helped Ann, which company employs Ann."""
    stop = next((at for at, (word, _) in enumerate(tokens) if word in (NAME, OWNER) or word in PREPOSITIONS | ARTICLES), len(tokens))
    said = [word for word, _ in tokens[:stop] if is_topical(word)]
    if not said or (is_noun_first and len(said) == 1 and stop == 1):
        return None
    verb = said[-1] if is_noun_first else said[0]
    names = _first_name(tokens[stop:])
    if is_noun_first and tokens[stop:] and tokens[stop][0] == "by":
        return AskedAction(verb, names, (), "other")  # the company founded by Ann
    return AskedAction(verb, (), names, "doer")


def _first_name(tokens: Tokens) -> tuple[NamedEntity, ...]:
    """Return the names to which a verb leads: that after it, or after a preposition."""
    for word, name in tokens:
        if name is not None:
            return (name,) if word == NAME else ()
        if word not in PREPOSITIONS | ARTICLES:
            return ()
    return ()


def _inverted(tokens: Tokens, wanted: str) -> AskedAction | None:
    """Return what is done according to an auxiliary verb and what follows it: did Ann help, was Ann helped by."""
    auxiliary, rest = tokens[0][0], list(tokens[1:])
    subjects = _subjects(rest)
    rest = rest[_length(rest, subjects) :]
    if auxiliary in _HAVE and rest[:1] and rest[0][0] == "been":
        auxiliary, rest = "been", rest[1:]
    at = next((at for at, (word, _) in enumerate(rest) if is_topical(word) or word in PREPOSITIONS | ARTICLES), len(rest))
    if at == len(rest) or not is_topical(rest[at][0]):
        return None
    said = [word for word in verb_phrase([word for word, _ in rest[at:]]) if is_topical(word)]
    if not said:
        return None  # only words that ask for an intent: Does Ann want to?
    verb = said[-1]
    after = rest[[word for word, _ in rest].index(verb) + 1 :]
    is_passive = auxiliary in BE | {"been"} and not verb.endswith("ing")
    if not is_passive:
        if subjects:
            return AskedAction(verb, subjects, _first_name(after), wanted)
        return AskedAction(verb, (), _first_name(after), "doer" if wanted else "") if auxiliary not in ("do", "does", "did") else None
    by = next((at for at, (word, _) in enumerate(after) if word == "by"), None)
    doers = _first_name(after[by:]) if by is not None else ()
    if not doers and wanted != "doer":
        return None  # who is given something is the subject as well
    return AskedAction(verb, doers, subjects, wanted if wanted == "doer" or not subjects else "")


def _subjects(tokens: Tokens) -> tuple[NamedEntity, ...]:
    """Return the names with which a clause begins: Ann, Ann and Bob."""
    found = []
    for word, name in tokens:
        if word == NAME and name is not None:
            found.append(name)
        elif word not in _JOINING | ARTICLES:
            break
    return tuple(found)


def _length(tokens: Tokens, subjects: Sequence[NamedEntity]) -> int:
    """Return the number of tokens up to the last subject."""
    return max((at + 1 for at, (_, name) in enumerate(tokens) if name in subjects and name is not None), default=0)
