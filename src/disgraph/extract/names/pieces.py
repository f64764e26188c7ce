"""Runs of large words cut into names: those that tell by a head word what they name, and the rest."""

from __future__ import annotations

import functools
import re
from collections.abc import Iterator
from typing import NamedTuple

from disgraph.extract.names.kinds import ORGANISATIONS, PLACES
from disgraph.extract.names.lexicon import COMPASS, HeadWord, Lexicon, is_chinese_name
from disgraph.extract.names.runs import CapitalRun, CapitalWord

#: What joins the words of one name before its head word, and after it.
_WITHIN = ("space", "number")
_COMPLEMENT = ("of", "for", "on")
_INSIDE_COMPLEMENT = ("space", "of", "for", "on", "with", "amp")
_MOST_BEFORE = 9
#: After a name: a head word that is written small, perhaps with the level and the matter before it.
_ADMIN = re.compile(
    r" ((?:autonomous )?(?:county|district|province|city|town|township|village|prefecture|region|state|municipality|subdistrict|banner|"
    r"island|market|street|road|stadium|slum|estate|bridge|river|mountain|valley|lake))\b(?!-)"
)
_PEOPLE = re.compile(
    r" (?:for|of) (?:the )?(?:disabled(?: people| persons)?|blind|deaf|"
    r"(?:people|persons|children|students|adults) with (?:\w+ )?disabilit(?:y|ies))\b"
)
_YEAR = re.compile(r",? (?:of )?(?:1[89]|20)\d\d\b| \((?:1[89]|20)\d\d(?:-\d{2,4})?\)")
_LAW_NUMBER = re.compile(r" (?:No\.? ?)?\d[\d.,/]*\d(?: of (?:1[89]|20)\d\d)?\b")
_DAY = re.compile(r"\.? \d")
_ORDINAL = re.compile(r"\b\d{1,3}(?:st|nd|rd|th) $|\b(?:19|20)\d\d $")


class NamePiece(NamedTuple):
    """A stretch that is, or may be, a name; the type is empty where only its context can tell."""

    start: int
    end: int
    type: str
    rule: str
    sentence: int
    begins: bool
    tokens: tuple[str, ...]


def cut_run(view: str, run: CapitalRun, lexicon: Lexicon) -> Iterator[NamePiece]:
    """Yield the pieces of a run, in order.

    Args:
        view: the text in which it stands.
        run: the large words.
        lexicon: what is known.
    """
    place, tokens = 0, run.tokens
    pending = 0
    while place < len(tokens):
        end, kind, rule, first = _named(view, run, place, lexicon) or _headed(view, run, place, pending, lexicon) or (0, "", "", 0)
        if end:
            yield from _plain(view, run, pending, first, lexicon)
            yield _piece(view, run, first, end, kind, rule, lexicon)
            place = pending = end
        else:
            place += 1
    yield from _plain(view, run, pending, len(tokens), lexicon)


def _named(view: str, run: CapitalRun, first: int, lexicon: Lexicon) -> tuple[int, str, str, int] | None:
    """Return the end and the class of the longest known name that begins at a token, if one does and no head word follows it."""
    for length in lexicon.known_lengths.get(run.tokens[first].text, ()):
        end = first + length
        found = lexicon.known.get(_words(view, run, first, end)) if end <= len(run.tokens) else None
        if found and not _goes_on(run, end, lexicon) and not _is_end_of_longer(run, first, end, lexicon):
            return _with_country(run, end, lexicon) if found[0] in ("Organisation", "Company") else end, found[0], found[1], first
    return None


def _with_country(run: CapitalRun, end: int, lexicon: Lexicon) -> int:
    """Return where the name of a body ends whose branch is named after a country: Oxfam India."""
    branch = end < len(run.tokens) and run.gaps[end - 1] == "space" and lexicon.places.get(run.tokens[end].text) == "Country"
    return end + 1 if branch else end


def _goes_on(run: CapitalRun, end: int, lexicon: Lexicon) -> bool:
    """Tell whether the name that seems to end goes on to a head word: China | Disabled Persons' Federation."""
    at = end
    while at < len(run.tokens) and at < end + 6 and run.gaps[at - 1] in ("space", "number", "amp", "possessive"):
        if run.gaps[at - 1] == "possessive" and run.tokens[at - 1].text.lower() not in lexicon.words["owners"]:
            return False
        word = run.tokens[at].text.lower()
        if word in lexicon.words["titles"]:
            return False
        if word in lexicon.heads:
            return True
        at += 1
    return False


def _is_end_of_longer(run: CapitalRun, first: int, end: int, lexicon: Lexicon) -> bool:
    """Tell whether more of the name stands before it: Kenya | National Bureau of Statistics."""
    if first == 0 or run.gaps[first - 1] != "space" or not any(run.tokens[at].text.lower() in lexicon.heads for at in range(first, end)):
        return False
    before = run.tokens[first - 1].text.lower()
    return before not in lexicon.words["small-words"] and before not in lexicon.words["titles"]


def _words(view: str, run: CapitalRun, first: int, end: int) -> str:
    return " ".join(view[run.tokens[first].start : run.tokens[end - 1].end].split())


def _head(run: CapitalRun, at: int, lexicon: Lexicon) -> HeadWord | None:
    """Return the head word that ends at a token: one word or two."""
    word = run.tokens[at].text.lower()
    if at and run.gaps[at - 1] == "space":
        two = lexicon.heads.get(f"{run.tokens[at - 1].text.lower()} {word}")
        if two:
            return two
    return lexicon.heads.get(word)


def _headed(view: str, run: CapitalRun, at: int, pending: int, lexicon: Lexicon) -> tuple[int, str, str, int] | None:
    """Return end, class, rule and begin of the name whose first head word is a token, if that makes one."""
    head = _head(run, at, lexicon)
    if head is None:
        return None
    first = _leftmost(run, at, pending, lexicon)
    end, last = _rightmost(run, at, head, lexicon)
    if last.where == "place" and end == at + 1 and first < at and _is_place_pair(run, first, at):
        first = max(first, at - 3)
    end = _complement(run, end, last, lexicon)
    words = _words(view, run, first, end)
    if end - first == 1:
        end = _headed_first(view, run, first, head, lexicon)
        if not end:
            return None
    ruling = next((one for pattern, one in lexicon.patterns if last.type in ORGANISATIONS and pattern.search(words)), None)
    if end - first == 2 and is_chinese_name(_texts(run, first, end), lexicon):  # noqa: PLR2004 - a surname and a given name: Gao Lei
        return None
    settled = lexicon.places.get(words, "?") if last.type in ("NaturalFeature", "Site") else "?"
    if not settled.endswith("?"):
        return end, settled, "gazetteer", first
    chosen = ruling or last
    return end, chosen.type, chosen.rule, first


def _is_place_pair(run: CapitalRun, first: int, at: int) -> bool:
    return all(gap == "space" for gap in run.gaps[first:at])


def _headed_first(view: str, run: CapitalRun, first: int, head: HeadWord, lexicon: Lexicon) -> int:
    """Return the end of a name that begins with its head word, 0 if it does not make one: Instituto Federal, Café Central, Law 8.213."""
    if head.type == "Policy" and _LAW_NUMBER.match(view, run.tokens[first].end):
        return first + 1
    if run.tokens[first].text.lower() not in lexicon.words["heads-first"]:
        return 0
    end = first + 1
    while end < len(run.tokens) and run.gaps[end - 1] in ("space", "of") and not _parts(run, end, lexicon):
        end += 1
    return end if end > first + 1 else 0


def _leftmost(run: CapitalRun, at: int, pending: int, lexicon: Lexicon) -> int:
    """Return where the name of a head word begins: the large words before it, no title, no owner who is a name."""
    first = at
    while first > pending and at - first < _MOST_BEFORE:
        before, gap = run.tokens[first - 1].text.lower(), run.gaps[first - 1]
        owned = gap == "possessive" and (
            before in lexicon.words["owners"] or (first >= pending + 2 and run.tokens[first - 2].text in ("St", "Saint"))
        )
        listed = gap in ("and", "amp") and before in lexicon.common and run.tokens[first].text.lower() in lexicon.common
        with_people = gap == "with" and before in lexicon.words["owners"]
        placed = (gap == "close" and run.tokens[first - 1].text in lexicon.places) or (
            gap == "open" and first < at and run.gaps[first] == "close"
        )
        in_law = gap in ("open", "close", "of") and _is_law_before(run, first, at, lexicon)
        if not (gap in _WITHIN or owned or listed or with_people or in_law or placed or gap == "amp") or _parts(run, first - 1, lexicon):
            break
        first -= 1
    word = run.tokens[first].text.lower()
    bare = word in lexicon.words["small-words"] and (word in ("the", "a", "an") or (run.begins and first == 0))
    return first + 1 if first < at and bare and run.gaps[first] in _WITHIN else first


def _is_law_before(run: CapitalRun, first: int, at: int, lexicon: Lexicon) -> bool:
    """Tell whether the name of a law goes on to the left over brackets or `of`: Rights of Persons ... (Prohibition) Act."""
    if run.tokens[at].text not in ("Act", "Bill", "Law", "Regulations"):
        return False
    if run.gaps[first - 1] == "of":
        return run.tokens[first - 1].text.lower() in lexicon.words["matters-of-law"]
    return run.gaps[first - 1] == "open" or first == at


def _parts(run: CapitalRun, at: int, lexicon: Lexicon) -> bool:
    """Tell whether a word is a title or a day, which no name of a body holds."""
    word = run.tokens[at].text.lower()
    return word in lexicon.words["titles-that-part"] or (word in lexicon.words["calendar"] and word != "may")


def _rightmost(run: CapitalRun, at: int, head: HeadWord, lexicon: Lexicon) -> tuple[int, HeadWord]:
    """Return where the large words after a head word end that lead to another head word, and that one."""
    end, last = at + 1, head
    look = at + 1
    while look < len(run.tokens) and look < at + 7 and run.gaps[look - 1] in (*_WITHIN, "amp", "possessive", "with"):
        before, word = run.tokens[look - 1].text.lower(), run.tokens[look].text.lower()
        owned = run.gaps[look - 1] != "possessive" or before in lexicon.words["owners"]
        if not owned or word in lexicon.words["titles"] or (run.gaps[look - 1] == "with" and before not in lexicon.words["owners"]):
            break
        found = _head(run, look, lexicon)
        if found is not None and not (found.where == "place" and last.where != "place"):
            end, last = look + 1, found
        look += 1
    if (
        end == at + 1
        and end < len(run.tokens)
        and run.gaps[end - 1] == "space"
        and head.rule in ("university", "association", "other-organisation")
    ):
        alone = end + 1 == len(run.tokens) or run.gaps[end] not in _WITHIN
        if run.tokens[end].text in lexicon.places and alone:
            end += 1
    return end, last


def _complement(run: CapitalRun, end: int, head: HeadWord, lexicon: Lexicon) -> int:
    """Return where a name ends that goes on with `of`, `for` or `on` after its head word."""
    if end >= len(run.tokens) or run.gaps[end - 1] not in _COMPLEMENT or head.where == "place":
        return end
    if run.gaps[end - 1] == "for" and head.type in ("Company", "Site", "NaturalFeature", "MediaOrganisation"):
        return end
    at = end
    while at < len(run.tokens):
        gap, word = run.gaps[at - 1], run.tokens[at].text
        listed = gap in ("and", "comma", "and the") and at > end and _is_list(run, at, lexicon, head)
        owned = gap == "possessive" and run.tokens[at - 1].text.lower() in lexicon.words["owners"]
        other = word.lower() in lexicon.words["calendar"] or (word.lower() in lexicon.words["titles"] and gap == "space")
        if other or not (gap in _INSIDE_COMPLEMENT or listed or owned):
            break
        at += 1
    return at


def _is_list(run: CapitalRun, at: int, lexicon: Lexicon, head: HeadWord) -> bool:
    """Tell whether `and` or a comma goes on with the matters of a body: Ministry of Labour, Invalids and Social Affairs."""
    gap = run.gaps[at - 1]
    if gap == "and the":
        return head.type == "Policy"
    if gap == "comma":
        more = [other for other in run.gaps[at : at + 4] if other in ("and", "comma")]
        return head.type == "GovernmentBody" and "and" in more and _is_matter(run, at - 1, lexicon) and _is_matter(run, at, lexicon)
    ahead = at
    while ahead < len(run.tokens) and (ahead == at or run.gaps[ahead - 1] in _WITHIN):
        if not _is_matter(run, ahead, lexicon) or (ahead == at and ahead + 1 < len(run.tokens) and run.gaps[ahead] == "of"):
            return False
        ahead += 1
    return True


def _is_matter(run: CapitalRun, at: int, lexicon: Lexicon) -> bool:
    word = run.tokens[at].text
    return word.lower() in lexicon.common and word not in lexicon.places and word.lower() not in lexicon.words["titles"]


def _piece(view: str, run: CapitalRun, first: int, end: int, kind: str, rule: str, lexicon: Lexicon) -> NamePiece:
    """Return the piece of some tokens, with what belongs to such a name and is not written large."""
    start, stop = run.tokens[first].start, run.tokens[end - 1].end
    if kind in ("Event", "Policy", "Award", "Programme", "PartyBody"):
        before = _ORDINAL.search(view, max(0, start - 6), start)
        start = before.start() if before and kind != "Policy" else start
    if kind == "Policy":
        for pattern in (_LAW_NUMBER, _YEAR):
            found = pattern.match(view, stop)
            stop = found.end() if found else stop
    elif kind in ORGANISATIONS:
        people = _PEOPLE.match(view, stop)
        stop = people.end() if people else stop
    if kind in PLACES:
        small = _small_head(view, stop, lexicon)
        if small:
            stop, kind, rule = small
    texts = _texts(run, first, end)
    return NamePiece(start, stop, kind, rule, run.sentence, run.begins and first == 0, texts)


@functools.cache
def _small_pattern(matters: frozenset[str]) -> re.Pattern[str]:
    """Return the pattern of a head word that is written small, with the level and the matter before it."""
    return re.compile(rf"((?: (?:{'|'.join(sorted(matters, key=len, reverse=True)).replace('_', ' ')}))*) ([a-z-]+)\b")


def _small_head(view: str, stop: int, lexicon: Lexicon, *, place: bool = True) -> tuple[int, str, str] | None:
    """Return end, class and rule where a head word written small makes a longer name: Luonan | county government."""
    found = _small_pattern(lexicon.words["matters"]).match(view, stop)
    if not found or view.startswith("-", found.end()):
        return None
    head = lexicon.heads.get(found[2])
    if head is None or head.where != "small" or (place and head.rule not in ("government", "party")):
        return None
    if (
        found[2]
        in ("party", "office", "police", "army", "court", "administration", "authority", "network", "union", "fund", "action", "plan", "id")
        and not found[1]
    ):
        return None
    if found[2] == "committee" and "party" not in found[1].lower():
        return None
    return found.end(), head.type, head.rule


def _plain(view: str, run: CapitalRun, first: int, end: int, lexicon: Lexicon) -> Iterator[NamePiece]:
    """Yield pieces of the tokens between names with head words, parted where they are not simply side by side."""
    at = first
    while at < end:
        stop = _gazetted(view, run, at, end, lexicon)
        compass = (
            run.tokens[at].text.lower() in COMPASS
            and at + 1 < end
            and run.gaps[at] == "space"
            and run.tokens[at + 1].text in lexicon.places
        )
        if compass:
            stop = at + 2
            yield NamePiece(
                run.tokens[at].start,
                run.tokens[at + 1].end,
                "Region",
                "compass",
                run.sentence,
                run.begins and at == 0,
                _texts(run, at, stop),
            )
        elif stop:
            yield _by_small_words(view, run, at, stop, lexicon, titled=False)
        else:
            stop = at + 1
            while stop < end and _is_joined(run, stop, lexicon) and not _gazetted(view, run, stop, end, lexicon):
                stop += 1
            yield from _typed_by_context(view, run, at, stop, lexicon)
        at = stop


def _gazetted(view: str, run: CapitalRun, first: int, end: int, lexicon: Lexicon) -> int:
    """Return the end of a place whose name has `of` or `and` in it, or that a comma or another name follows; 0 if there is none."""
    for stop in range(min(end, first + 5), first + 1, -1):
        if any(gap in ("comma", "possessive") for gap in run.gaps[first : stop - 1]):
            continue
        goes_on = stop < end and run.gaps[stop - 1] == "space" and run.tokens[stop].start - run.tokens[stop - 1].end > 1
        if not goes_on and _words(view, run, first, stop) in lexicon.places:
            return stop
    return 0


def _is_joined(run: CapitalRun, at: int, lexicon: Lexicon) -> bool:
    gap, before = run.gaps[at - 1], run.tokens[at - 1].text
    if gap == "possessive":
        return (
            not before.lower().endswith("s")
            and before.lower() not in lexicon.common
            and run.tokens[at].text not in lexicon.places
            and _is_glottal(run, at)
        )
    return gap in ("space", "amp") and run.tokens[at].text.lower() not in lexicon.words["calendar"]


def _is_glottal(run: CapitalRun, at: int) -> bool:
    """Tell whether a mark after a word is part of it (Achieng' Ochieng), not a possessive."""
    return run.tokens[at].start - run.tokens[at - 1].end == 2  # noqa: PLR2004 - a mark and a blank


def _typed_by_context(view: str, run: CapitalRun, first: int, end: int, lexicon: Lexicon) -> Iterator[NamePiece]:
    """Yield what plain tokens may name, without the titles and other words that are no part of a name."""
    words = lexicon.words
    at, titled = first, False
    while at < end:
        lower = run.tokens[at].text.lower()
        bare = lower in words["small-words"] and ((run.begins and at == 0) or lower in ("the", "a", "an"))
        if bare or lower in words["calendar"] or (lower in words["months-short"] and _DAY.match(view, run.tokens[at].end)):
            at, titled = at + 1, False
        elif lower in words["titles"]:
            at, titled = at + 1, True
        elif run.tokens[at].text == "NGO" and at + 1 < end:
            yield NamePiece(
                run.tokens[at + 1].start,
                run.tokens[end - 1].end,
                "Organisation",
                "organisation-noun",
                run.sentence,
                False,
                _texts(run, at + 1, end),
            )
            return
        elif lower in words["demonyms"] and not titled and not is_chinese_name(_texts(run, at, min(at + 2, end)), lexicon):
            at += 1
        else:
            stop = at + 1
            while stop < end and not _ends_name(run, stop, end, lexicon):
                stop += 1
            if not _is_office(run, at, stop, end, lexicon):
                yield _by_small_words(view, run, at, stop, lexicon, titled=titled)
            at, titled = stop, False


def _is_office(run: CapitalRun, first: int, stop: int, end: int, lexicon: Lexicon) -> bool:
    """Tell whether words tell of what the title behind them is: Social Welfare | Minister Asim Arun."""
    titled = stop < end and run.tokens[stop].text.lower() in lexicon.words["titles"]
    return titled and all(token.text.lower() in lexicon.common for token in run.tokens[first:stop])


def _texts(run: CapitalRun, first: int, end: int) -> tuple[str, ...]:
    return tuple(token.text for token in run.tokens[first:end])


def _ends_name(run: CapitalRun, at: int, end: int, lexicon: Lexicon) -> bool:
    """Tell whether a word begins something else: a title before another name, a suffix after one, a day."""
    lower = run.tokens[at].text.lower()
    if lower in lexicon.words["calendar"] or lower in lexicon.words["suffixes"]:
        return True
    return lower in lexicon.words["titles"] and (at + 1 < end or lower not in lexicon.words["surnames-too"])


def _by_small_words(view: str, run: CapitalRun, first: int, end: int, lexicon: Lexicon, *, titled: bool) -> NamePiece:
    """Return the piece of tokens, as a place or a body where a small word after it says so, as a person after a title."""
    tokens: tuple[CapitalWord, ...] = run.tokens[first:end]
    start, stop = tokens[0].start, tokens[-1].end
    texts = _texts(run, first, end)
    begins = run.begins and first == 0
    common = begins and len(texts) == 1 and (texts[0].lower() in lexicon.common or texts[0].lower() in lexicon.words["small-words"])
    admin = None if titled or common else _ADMIN.match(view, stop)
    if admin:
        small = _small_head(view, stop, lexicon)
        head = lexicon.heads[admin[1].split()[-1]] if admin[1].split()[-1] in lexicon.heads else lexicon.heads["city"]
        stop, kind, rule = small or (admin.end(), head.type, head.rule)
        return NamePiece(start, stop, kind, rule, run.sentence, begins, texts)
    small = None if titled or common else _small_head(view, stop, lexicon, place=" ".join(texts) in lexicon.places)
    if small:
        return NamePiece(start, small[0], small[1], small[2], run.sentence, begins, texts)
    titled = titled and not all(text.lower() in COMPASS for text in texts)
    return NamePiece(start, stop, "Person" if titled else "", "title" if titled else "", run.sentence, begins, texts)
