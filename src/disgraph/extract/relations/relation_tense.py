"""The tense in which a text speaks of a post that it does not date: "worked at" is not "works at"."""

from __future__ import annotations

import re
from functools import cache

from disgraph.claims.claim import Record, Statement
from disgraph.extract.relations.mention_kinds import listed_classes
from disgraph.extract.text import phrases

#: The word classes of `phrases.yaml` for work and office, and further verbs that a rule has before an organisation.
_CLASSES = ("work", "lead", "run", "train", "join")
_OTHERS = (
    "is", "are", "was", "were", "has", "have", "had", "became", "remains", "acts", "acted", "lectures", "lectured", "coordinates",
    "coordinated", "oversees", "oversaw", "supervises", "supervised",
)  # fmt: skip
#: Irregular verbs in the past tense; what begins a phrase in the present or perfect tense; and adverbs after it.
_PAST = frozenset(("was", "were", "had", "led", "ran", "taught", "oversaw"))
_PRESENT = r"(?:has|have|is|are)\s(?:(?:\w+ly|also|long|now|since|been|a)\s)*"
#: What begins a post: "was appointed director" does not state that it ended.
_BEGINS = re.compile(
    r"\s(?:\w+\s)?(?:appointed|elected|named|made|chosen|promoted|hired|employed|recruited|taken on|engaged|re-elected|nominated)\b"
)


def in_tense(content: Statement | Record, words: str) -> Statement | Record:
    """Return a claim with the tense of the source, where that is the past and the claim has no date.

    Args:
        content: the claim.
        words: the words that state it, from its subject on.
    """
    if not isinstance(content, Record) or content.type not in listed_classes("lasting"):
        return content
    if {"time", "start", "end", "tense"} & {role for role, _ in content.roles} or not is_past(words):
        return content
    return content._replace(roles=(*content.roles, ("tense", ("past",))))


def is_past(words: str) -> bool:
    """Return whether the last verb of work or office in some words is in the past tense.

    >>> [is_past(words) for words in ("he was director of", "has worked for", "was born in Oslo and works at", "was appointed director of")]
    [True, False, False, False]
    """
    verbs = list(_verb().finditer(words))
    if not verbs or verbs[-1]["present"] or _BEGINS.match(words, verbs[-1].end()):
        return False
    verb = verbs[-1]["verb"].split()[0]
    return verb in _PAST or (verb.endswith("ed") and verb not in phrases.words()["join"])


@cache
def _verb() -> re.Pattern[str]:
    """Return the pattern of the verbs of work and office; the last of them before an organisation has the tense of the relation."""
    known = {phrase for name in _CLASSES for phrase in phrases.words()[name]} | set(_OTHERS)
    listed = "|".join(map(re.escape, sorted(known, key=lambda phrase: (-len(phrase), phrase))))
    return re.compile(rf"\b(?P<present>{_PRESENT})?(?P<verb>{listed})\b")
