"""Votes of the words around a name, and of the name itself, for its type: person, organisation or place."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import NamedTuple

from disgraph.extract.names.lexicon import COMPASS, Lexicon, is_chinese_name
from disgraph.extract.names.run_view import NamePiece

#: How far a name's context reaches.
_REACH = 90
#: Most words of a name in the gazetteer.
_PLACE_WORDS = 8
_AGE = re.compile(r",? \(?(?:aged )?\d{1,3}(?:-year-old)?(?:,|\)| years? old|\.(?!\d))")
_YEAR = re.compile(r",? (?:19|20)\d\d")
_RELATIVE = re.compile(r",? who(?:se|m)? ")
_APPOSITION = re.compile(
    r"(?:,| is| was| became| -| \u2014) (?:also |now |then )?"
    r"(?:(an?|the|his|her|its|their|another|one of the|one of|[A-Z]\w+'s) )?([a-z][^,.;:()\"\u2014]{1,70})"
)
#: What only a person is or does.
_OF_PERSON = re.compile(
    r",? (?:(?:is|was|has been|became|went|who is|who was) (?:born |left |also |partially |totally )?(?:deaf|blind|paralysed|paralyzed"
    r"|hard of hearing|mute|epileptic|autistic|visually impaired|hearing[- ]impaired|(?:a |an )?\d{1,3}[- ]years?[- ]old)"
    r"|(?:lost|broke|raised|injured) (?:his|her)"
    r"|an? (?:former |keen )?(?:wheelchair|crutch|white cane|hearing aid|prosthesis|sign language) user"
    r"|(?:uses|used|has used) (?:a |an |his |her )?(?:wheelchair|crutches|white cane|hearing aids?|prosthe\w+)"
    r"|was born (?:in|on|with|deaf|blind))\b"
)
#: The matter of an office or of learning, which names no place and no person: Head of Programmes, a course in Leatherwork.
_MATTER = re.compile(
    r"\b(?:head|director|chief|manager|coordinator|officer|courses?|lessons?|class(?:es)?|training|workshops?|degrees?|diplomas?"
    r"|certificates?|qualifications?|trained|skills?|major(?:ed|ing)?|graduated|specialis\w+) (?:of|in) $",
    re.IGNORECASE,
)
_CRAFT = re.compile(r"\w+(?:work|ing|ery|try|ics|logy|graphy|craft|ism|tion|nomy|culture)$")
_NEXT_WORD = re.compile(r",? ([a-z]+)\b")
_LAST_WORD = re.compile(r"([A-Za-z][\w-]*)(,?) (?:\"|the )?$")
_OF = re.compile(r"([a-z][\w-]*|C[EFO]O|Chair|Founder) of (?:the )?$")
_LIST_BEFORE = re.compile(r"\b(?:said|says|recalled|recalls|added|adds|told|explained|according to|noted|admitted) $")
_DOERS = re.compile(r"\b(?:founded|co-founded|launched|joined|established|runs|by|for|with|from|at|of) (?:the )?$")
_STRONG_DOERS = ("founded", "co-founded", "launched", "joined", "established")
#: What is founded is never a person.
_FOUNDERS = ("founded", "co-founded", "established")
_NAMED = re.compile(r"\b(\w+),? (?:named|surnamed|called) $")
_PLACE_AFTER = re.compile(r", ([A-Z][\w'-]+(?: [A-Z][\w'-]+)?)")
_POST_AT = re.compile(r"\b([a-z-]+) (at|for|from) (?:the )?$")
_LOOKED = re.compile(r"\b(?:look\w*|laugh\w*|smil\w*|shout\w*|star\w+|angry|aimed|point\w*|yell\w*|wav\w+|nod\w*) at $")
_BODY_VERB = re.compile(
    r" (?:(?:was|were|has been) (?:\w+ly )?(?:founded|established|set up|launched|formed|incorporated|registered)\b"
    r"|employs |recruits |manufactures "
    r"|has (?:about |over |nearly |more than )?\d[\d,. ]*(?:members|employees|staff|branches|volunteers)\b)"
)
#: Bishnu Tharu, 29, of Bardiya.
_AGED_OF = re.compile(r"(?:, \d{1,3},|\(\d{1,3}\),?) (?:of|from) $")
_KIN_COMMA = re.compile(r"(?:'s|'|\b(?:his|her|their|my|our|whose)) (?:[a-z]+ ){0,2}([a-z-]+), $")
_THE_KIND = re.compile(r" (?:[a-z-]+ )?([a-z-]+)\b")
_SUM = re.compile(r" ?\d")
_BRACKETED = re.compile(r" \(([A-Z]{2,8})[);,]")
_OWNED = re.compile(r"'s? ([a-z]+)")
_CAMEL = re.compile(r"(?!Mc|Mac|De|La|Le|Di|Da|Du|Van|Fitz|O')[A-Z][a-z]+[A-Z][a-z]+\w*")
_ROMAN = re.compile(r"[IVX]{2,5}")
_ACRONYM = re.compile(r"[A-Z][A-Z&-]{1,7}[A-Z]|[A-Z][a-z]?[A-Z]{2,6}")


#: The type that a noun next to a name votes for, by the list that has the noun.
_KINDS_BEFORE = {"organisation-noun": "Organisation", "platform-noun": "Platform", "roles": "Person"}
_KINDS_AFTER = {"place-noun": "AdministrativePlace", "organisation-noun": "Organisation", "platform-noun": "Platform"}
_INSIDE = ("in", "near", "outside", "across")
_WORK = ("work", "works", "worked", "working", "job", "post", "position", "internship", "employed")
_LONGEST_NAME, _SHORTEST_NAME = 5, 3


class TypeVote(NamedTuple):
    """A weighted vote for a class of the ontology, and the rule that gives it."""

    kind: str
    weight: int
    rule: str


def votes(view: str, piece: NamePiece, lexicon: Lexicon) -> Iterator[TypeVote]:
    """Yield the votes for the type of a piece."""
    if all(token.lower() in COMPASS or _ROMAN.fullmatch(token) for token in piece.tokens):
        return
    if len(piece.tokens) == 1 and (piece.tokens[0].lower() in lexicon.heads or (piece.tokens[0].isupper() and _SUM.match(view, piece.end))):
        return
    if _is_matter(view, piece):
        return
    definite = len(piece.tokens) > 1 and view.endswith("the ", 0, piece.start)
    yield from (vote for vote in _by_itself(piece, lexicon) if not (definite and vote.kind == "Person"))
    if _ACRONYM.fullmatch(piece.tokens[0].rstrip("s")) and (len(piece.tokens) == 1):
        return
    before = view[max(0, piece.start - _REACH) : piece.start]
    after = view[piece.end : piece.end + _REACH]
    yield from _before(before, piece, lexicon)
    yield from _after(after, lexicon)
    kind = _THE_KIND.match(after) if before.endswith("the ") else None
    if kind and kind[1] in lexicon.words["organisation-noun"]:
        yield TypeVote("Organisation", 3, "the-kind")
    acronym = _BRACKETED.match(after)
    if acronym and acronym[1] == "".join(token[0] for token in piece.tokens):
        yield TypeVote("Organisation", 6, "acronym")


def _is_matter(view: str, piece: NamePiece) -> bool:
    """Return whether a piece is the matter of an office or of learning: Head of | Programmes, a workshop in | Leatherwork."""
    before = view[max(0, piece.start - _REACH) : piece.start]
    of_office = before.endswith(" of ") and len(piece.tokens) == 1
    return _MATTER.search(before) is not None and (of_office or _CRAFT.match(piece.tokens[-1]) is not None)


def apposed_body(view: str, piece: NamePiece, lexicon: Lexicon) -> bool:
    """Return whether an apposition calls a name a body: Navjyoti Mission, a charity that."""
    return any(vote.kind == "Organisation" for vote in _apposed(view[piece.end : piece.end + _REACH], lexicon))


def spelt(text: str) -> str:
    """Return a name in capitals in its usual spelling; one short word in capitals is an acronym."""
    return text.title() if text.isupper() and (len(text) > 4 or " " in text) else text  # noqa: PLR2004


def _by_itself(piece: NamePiece, lexicon: Lexicon) -> Iterator[TypeVote]:
    tokens = spelt(" ".join(piece.tokens)).split()
    place = lexicon.places.get(" ".join(tokens))
    if place:
        yield TypeVote(place.rstrip("?"), 1 if place.endswith("?") else 4, "gazetteer")
        if not place.endswith("?"):
            return
    if len(tokens) == 1:
        if _ACRONYM.fullmatch(piece.tokens[0]) and not {piece.tokens[0].lower()} & (
            lexicon.words["not-organisations"] | lexicon.words["suffixes"]
        ):
            yield TypeVote("Organisation", 2, "acronym")
        elif _CAMEL.fullmatch(piece.tokens[0]):
            yield TypeVote("Organisation", 3, "camel-case")
        elif _is_name_alone(tokens[0], lexicon):
            yield TypeVote("Person", 2, "given-name")
        return
    if is_chinese_name(tokens, lexicon):
        yield TypeVote("Person", 5, "pinyin-name")
        return
    if any(_ACRONYM.fullmatch(token.rstrip("s")) for token in piece.tokens):
        return
    if any(lexicon.places.get(" ".join(tokens[:length]), "?")[-1] != "?" for length in range(2, min(len(tokens), _PLACE_WORDS + 1))):
        yield TypeVote("AdministrativePlace", 4, "gazetteer")
        return
    yield from _as_person(tokens, lexicon)


def _is_name_alone(word: str, lexicon: Lexicon) -> bool:
    """Return whether one word is a name of persons and not an ordinary word."""
    known = word in lexicon.given or word in lexicon.family or (word.lower() in lexicon.words["surnames"] and len(word) >= _SHORTEST_NAME)
    return known and word.lower() not in lexicon.common and word not in lexicon.places


def _as_person(tokens: list[str], lexicon: Lexicon) -> Iterator[TypeVote]:
    """Yield the votes of several words themselves for a person: given names, initials, words of no dictionary."""
    common = [token.lower() in lexicon.common for token in tokens]
    family = tokens[-1] in lexicon.family or tokens[-1] in lexicon.given
    if tokens[0] in lexicon.given and (family or not common[-1]):
        yield TypeVote("Person", 2 if common[-1] else 3, "given-name")
    elif any(len(token.rstrip(".")) == 1 for token in tokens):
        yield TypeVote("Person", 3, "initial")
    elif not any(common) and len(tokens) <= _LONGEST_NAME:
        yield TypeVote("Person", 2 + family, "unknown-words")


def _before(before: str, piece: NamePiece, lexicon: Lexicon) -> Iterator[TypeVote]:
    """Yield the votes of the words before a name."""
    named, owner, word = _NAMED.search(before), _OF.search(before), _LAST_WORD.search(before)
    if _AGED_OF.search(before):
        yield TypeVote("AdministrativePlace", 5, "aged-of")
    elif _LIST_BEFORE.search(before):
        yield TypeVote("Person", 2, "speech")
        yield TypeVote("Organisation", 1, "speech")
    elif named:
        body = named[1] in lexicon.words["organisation-noun"]
        yield TypeVote("Organisation" if body else "Person", 6 if body else 2, "named")
    elif owner:
        yield from _of(owner[1].lower(), lexicon)
    elif kin := _KIN_COMMA.search(before):
        if kin[1] in lexicon.words["kin"]:
            yield TypeVote("Person", 4, "kin")
    elif word and word[2]:
        if word[1].lower() in lexicon.words["roles"] and len(piece.tokens) > 1:
            yield TypeVote("Person", 2, "role")
    elif word:
        yield from _after_word(word[1].lower(), before, piece, lexicon)


def _of(owner: str, lexicon: Lexicon) -> Iterator[TypeVote]:
    """Yield the votes of a noun before `of`: the village of X, the director of X."""
    words = lexicon.words
    if owner in words["place-noun"] or owner in words["place-type"] or owner in words["place-part"]:
        yield TypeVote("AdministrativePlace", 5, "place-noun")
    elif owner in words["roles"] or owner in words["offices"]:
        yield TypeVote("Organisation", 3, "role-of")


def _after_word(word: str, before: str, piece: NamePiece, lexicon: Lexicon) -> Iterator[TypeVote]:
    """Yield the votes of the word right before a name: the teacher X, her son X, the charity X, in X."""
    article = before.endswith("the ")
    post = _POST_AT.search(before)
    if post and (post[1] in lexicon.words["roles"] or (post[2] != "from" and post[1] in _WORK)):
        yield TypeVote("AdministrativePlace" if post[2] == "from" else "Organisation", 4, "post")
    if word in lexicon.words["kin"]:
        yield TypeVote("Person", 3, "kin")
    for list_name, kind in _KINDS_BEFORE.items():
        if word in lexicon.words[list_name] and not article:
            yield TypeVote(kind, 6 if kind != "Person" and before.endswith('"') else 3, list_name)
            return
    if word in lexicon.words["place-before"] and not article:
        if word == "at" and not _LOOKED.search(before):
            yield TypeVote("Organisation", 3, "place-before")
        if not all(token.lower() in lexicon.common for token in piece.tokens):
            yield TypeVote("AdministrativePlace", 4 if word in _INSIDE else 1, "place-before")
            yield TypeVote("Organisation", 0 if word in _INSIDE else 1, "place-before")
    elif doers := _DOERS.search(before):
        doer = doers[0].split()[0]
        yield TypeVote("Organisation", 5 if doer in _FOUNDERS else 3 if doer in _STRONG_DOERS else 1, "doing")


def _after(after: str, lexicon: Lexicon) -> Iterator[TypeVote]:
    words = lexicon.words
    if _AGE.match(after) and not _YEAR.match(after):
        yield TypeVote("Person", 4, "age")
    if _OF_PERSON.match(after):
        yield TypeVote("Person", 4, "person-is")
    if _RELATIVE.match(after):
        yield TypeVote("Person", 3, "who")
    yield from _apposed(after, lexicon)
    if _BODY_VERB.match(after):
        yield TypeVote("Organisation", 4, "founded")
    verb = _NEXT_WORD.match(after)
    if verb and verb[1] in words["speech"]:
        yield TypeVote("Person", 2, "speech")
        yield TypeVote("Organisation", 1, "speech")
    owned = _OWNED.match(after)
    if owned and owned[1] in words["offices"]:
        yield TypeVote("Organisation", 2, "office")
    elif owned and owned[1] in words["kin"]:
        yield TypeVote("Person", 2, "kin")
    place = _PLACE_AFTER.match(after)
    if place and (lexicon.places.get(place[1]) or lexicon.places.get(place[1].split()[0]) or "?")[-1] != "?":
        yield TypeVote("AdministrativePlace", 2, "place-after")


def _apposed(after: str, lexicon: Lexicon) -> Iterator[TypeVote]:
    """Yield the votes of an apposition after a name: X, a teacher from; X, a bakery in; X is a village."""
    apposed = _APPOSITION.match(after)
    if not apposed:
        return
    noun, words = _noun(apposed[2], lexicon.words["after-noun"]), lexicon.words
    if apposed[1]:
        for list_name, kind in _KINDS_AFTER.items():
            if noun in words[list_name]:
                yield TypeVote(kind, 3, list_name)
                return
    if noun in words["roles"] or noun in words["kin"]:
        yield TypeVote("Person", 3, "role")


def _noun(phrase: str, ends: frozenset[str]) -> str:
    """Return the noun of a noun phrase: the last word before a preposition."""
    words = phrase.split()
    for place, word in enumerate(words):
        if word in ends:
            return words[place - 1] if place else ""
    return words[-1] if words else ""
