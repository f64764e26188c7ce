"""The tense in which a text speaks of a post that it does not date: "worked at" is not "works at"."""

from __future__ import annotations

import re

from disgraph.claims.claim import Record, Statement
from disgraph.extract.relations.mention_kinds import listed_classes

#: The verbs of work and office; the last of them before an organisation has the tense of the relation.
_VERB = re.compile(
    r"\b(?:(?P<perfect>has|have|is|are)\s(?:(?:\w+ly|also|long|now|since|been|a)\s)*)?"
    r"(?:(?P<past>was|were|had|worked|served|led|headed|chaired|directed|ran|managed|operated|taught|lectured|coached|volunteered"
    r"|coordinated|oversaw|supervised|presided|acted)"
    r"|is|are|has|have|works|work|serves|leads|heads|chairs|directs|runs|manages|operates|teaches|lectures|coaches|volunteers"
    r"|coordinates|oversees|supervises|presides|acts|remains|became|joined|joins|rejoined)\b"
)
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
    verbs = list(_VERB.finditer(words))
    return bool(verbs and verbs[-1]["past"] and not verbs[-1]["perfect"] and not _BEGINS.match(words, verbs[-1].end()))
