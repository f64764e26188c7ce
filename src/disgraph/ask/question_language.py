"""How questions are asked in English and Chinese: forms, words that carry no topic, and words of one meaning.

Nothing here knows a document or an ontology: what is asked about comes from names and from the labels of the ontology.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache

from disgraph.ask.chinese_words import CHINESE_FORMS, is_chinese_yes_no

#: The forms of questions, each with the pattern that begins it; the first that fits counts. A form names what is wanted.
_FORMS = (
    (
        "path",
        r"\b(how|in (what|which) way)\b.*\b(connected|related|linked|tied)\b|\b(connection|relationship)s? between\b|\bwhat connects\b",
    ),
    ("age", r"\bhow old\b|\bwhat age\b|\bat (what|which) age\b"),
    ("duration", r"\bhow long\b|\bfor how (many|much) (years|months|weeks|days|time)\b"),
    ("height", r"\bhow tall\b"),
    ("time", r"\b(when|since when|(what|which) (year|month|date|day|decade)|how long ago)\b"),
    (
        "count",
        r"\bhow many\b|\b(what|which) number\b|\bnumber of\b|^count\b",
    ),
    (
        "amount",
        r"\bhow (much|large|big|high|far|often)\b|\b(what|which) (share|percentage|percent|proportion|rate|amount|sum|price|cost)\b",
    ),
    (
        "reason",
        r"\bwhy\b|\bwhat (caused|made|led)\b|\b(for what|for which|what is the|what was the) (reason|purpose)\b|\bhow come\b",
    ),
    ("agent", r"\b(who|whom|whose|(what|which) (person|people|persons))\b"),
    ("place", r"\bwhere\b|\b(what|which) place\b|\bwhereabouts\b"),
    ("thing", r"\b(what|which|name|list|how|tell|give|show|describe)\b"),
)

#: Forms that ask for a figure or a time.
VALUE_FORMS = frozenset(("count", "amount", "time", "age", "duration", "height"))

#: A question that is answered by yes or no begins with an auxiliary verb.
_YES_NO = re.compile(r"^(is|are|was|were|does|do|did|has|have|had|can|could|will|would)\b")

#: Adjectives that ask for the most or the least of something.
_MOST = re.compile(r"\b(most|highest|largest|biggest|greatest|longest|oldest|latest|last|newest|best paid|maximum|tallest|top)\b")
_LEAST = re.compile(r"\b(least|fewest|lowest|smallest|shortest|youngest|earliest|first|minimum)\b")
_MORE = re.compile(r"\b(more|higher|larger|bigger|greater|longer|older|later)\b.*\b(or|than)\b")
_LESS = re.compile(r"\b(less|fewer|lower|smaller|shorter|younger|earlier)\b.*\b(or|than)\b")
_YOUNG = re.compile(r"\b(younger|youngest|older|oldest)\b")
_SECOND = re.compile(r"(\band|,) (for |at |in |of |by |from |to |on |as )?(which|what|when|where|who|whom|how|since when|why)\b")
_LIST = re.compile(r"^(list|name|give|show|enumerate)\b|\b(which|what) \w+s\b|\b(all|every) (the )?\w+\b|\bwho are\b|\bwho else\b")

#: Words of questions that say nothing about their topic, next to the words that carry no topic in any text.
FORM_WORDS = frozenset(
    """according ago all answer anyone anything ask become becomes became call called document documents does everyone everybody find
    first form get gets give given go goes got happen happened happens how kind kinds know known let list make makes many now
    currently today made mention mentioned much name named names number old long often person people please question say says said
    show since sort stated still take takes tell text thing things time type types use used using want wants way went whether year
    month date day""".split()  # noqa: SIM905  (a list of 80 lines)
)

#: Names of months, days and seasons, which are no names of entities.
CALENDAR = frozenset(
    [
        "january",
        "february",
        "march",
        "april",
        "may",
        "june",
        "july",
        "august",
        "september",
        "october",
        "november",
        "december",
        "monday",
        "tuesday",
        "wednesday",
        "thursday",
        "friday",
        "saturday",
        "sunday",
        "spring",
        "summer",
        "autumn",
        "fall",
        "winter",
    ]
)

#: Groups of words with one meaning: a fact in one wording is found by a question in another.
_SYNONYMS = """
earn income salary wage pay paid earnings
revenue sales turnover sold
job work employment employed employ employs position post occupation profession career role task duty handle
employee staff worker workforce employees employ
company firm business enterprise startup
boss head heads headed leader lead leads led director manager chief chairman chairperson chair chairwoman president
help helped assist assistance support aid supported assisted
teach train training taught trained course lesson trainer
learn study studied learned education
school educate studied degree graduate university
born birth birthplace
live reside residence home lives inhabit
found founded set established establish start started created launch launched opened founder founding
award prize honour honor title won win medal
disability disabled impairment impaired handicap
illness disease condition diagnosed sick suffer
wife spouse married marry
husband spouse married marry
mother mum mom parent parents
father dad parent parents
child children kid kids childhood
son child children kids
daughter child children kids
sister sibling siblings
brother sibling siblings
family relatives relative
couple partner relationship boyfriend girlfriend dating together
buy bought purchase purchased
sell sold sale sells selling
build built construct constructed
money fund funding funds finance financed financial invest invested investment budget spent spend cost allocated
loan borrow borrowed lend lent debt owed
give gave donate donated provide provided offer offered supply supplied
cause caused reason because due
accident injury injured hurt crushed
hope dream dreamed wish wants plan plans planned goal aspire ambition aim
policy law regulation notice opinion decision
programme project campaign initiative scheme
begin began start started since join joined
quit leave left
visit visited came
meet met encounter
recommend recommended introduce introduced suggest suggested
run runs operate operates operated manage managed
place located location situated site based
store shop outlet
platform website app site
song theme music
write wrote written author written
compose composed composer
sing sang sung singer performed perform
grow grew planted plant cultivate
raise raised breed breeding bred rear
cow cattle
follower followers fans subscribers
population inhabitants residents people
share percent percentage proportion rate
salary wage monthly
increase increased rise rose grow growth
decrease decreased reduce reduced fall fell
surgery surgical operation operations operated
doctor physician hospital medical
poor poverty impoverished destitute
wheelchair crutches aid device
town speak spoke said told talk talked
develop developed made create created invent invented build built
return returned back
host hosted organise organised held hold
age old aged born birth
tall height high
size area large
study survey research
"""

#: Verbs whose forms share no stem: a question has the first form, a fact often another.
_IRREGULAR = """
be was were been|become became|begin began begun|break broke broken|bring brought|build built|buy bought|catch caught|choose chose chosen
come came|cut|do did done|draw drew drawn|drink drank|drive drove driven|eat ate eaten|fall fell fallen|feel felt|fight fought|find found
fly flew flown|forget forgot forgotten|get got|give gave given|go went gone|grow grew grown|have had|hear heard|hide hid hidden|hold held
hurt|keep kept|know knew known|lead led|leave left|lend lent|lose lost|make made|mean meant|meet met|pay paid|rise rose risen|run ran
say said|see saw seen|sell sold|send sent|sing sang sung|speak spoke spoken|spend spent|stand stood|swim swam swum|take took taken
teach taught|tell told|think thought|throw threw thrown|undergo underwent undergone|understand understood|wear wore worn|win won
withdraw withdrew withdrawn|write wrote written
"""

#: Endings of regular forms, each with what the first form has in its place.
_ENDINGS = (("ies", "y"), ("ied", "y"), ("es", ""), ("s", ""), ("ed", ""), ("ed", "e"), ("ing", ""), ("ing", "e"), ("er", ""), ("er", "e"))


def forms(text: str) -> Iterator[str]:
    """Yield the forms that fit a folded question, the most specific first; a clause with when or where after it says nothing of them."""
    text = _CLAUSE.sub("", main_question(text))
    for name, pattern in _FORMS:
        if re.search(pattern, text) or (not text.isascii() and re.search(CHINESE_FORMS[name], text)):
            yield name


#: A clause that follows a question with an interrogative of its own: what did she do when she was young.
_CLAUSE = re.compile(r"(?<=[a-z]) (?<!and )(?<!or )(when|where) (he|she|it|they|the|his|her|its|their) .*$")
#: A clause that only places what is asked in time: what did she do before she sold fruit.
_ASIDE = re.compile(r"(?<=[a-z]) (before|after|while|until|once) (he|she|it|they) .*$")


_INTERROGATIVES = ("who", "whom", "whose", "what", "which", "when", "where", "why", "how")
#: Letters of the shortest interrogative that may lack one.
_LONG = 5

#: The topic of a form that its question words do not name.
_TOPICS = {"age": "age", "height": "height"}


def form_topics(text: str) -> list[str]:
    """Return the topics that the form of a folded question has: how old, the age."""
    return [_TOPICS[form] for form in forms(text) if form in _TOPICS] + (["age"] if _YOUNG.search(text) else [])


#: Verbs that say nothing in a question for a number: how many people live in Paris.
_OF_COUNTS = frozenset(("live", "lives", "living", "lived", "see", "saw", "seen", "exist", "exists", "reside"))


#: Words with which a size is asked for, and the forms that do so.
_SIZES = frozenset(("high", "large", "big", "far", "tall", "great"))
_SIZED = ("amount", "height", "duration")

#: Words that ask for a computation.
_COMPUTING = frozenset(("together", "combined", "altogether", "difference", "older", "oldest", "younger", "youngest"))


def empty_words(text: str) -> frozenset[str]:
    """Return the words that carry no topic in a folded question."""
    form = next(forms(text), "")
    counting = _OF_COUNTS if form in ("count", "amount") else frozenset()
    return FORM_WORDS | _COMPUTING | counting | (_SIZES if form in _SIZED else frozenset())


def with_spelt_interrogatives(text: str) -> str:
    """Return a question with misspelt interrogatives corrected, if it has no other one.

    >>> with_spelt_interrogatives("In wihhc year was Ann born?")
    'In which year was Ann born?'
    """
    words = re.findall(r"[A-Za-z]+", text)
    if any(word.casefold() in _INTERROGATIVES for word in words):
        return text
    for word in words:
        right_word = next((right for right in _INTERROGATIVES if _is_misspelt(word.casefold(), right)), "")
        if right_word and (word.islower() or word == words[0]):
            return text.replace(word, right_word.capitalize() if word[0].isupper() else right_word, 1)
    return text


def _is_misspelt(word: str, right: str) -> bool:
    """Return whether a word has the letters of another in another order, or lacks one of at least five; the first letter is the same."""
    if word[:1] != right[0] or word == right or _YES_NO.match(word):
        return False
    return sorted(word) == sorted(right) or (
        len(right) >= _LONG and any(right[:at] + right[at + 1 :] == word for at in range(1, len(right)))
    )


def is_yes_no(text: str) -> bool:
    """Return whether a folded question is answered by yes or no."""
    if is_chinese_yes_no(text):
        return True
    return bool(_YES_NO.match(text)) and not re.search(r"\b(who|what|which|when|where|why|how)\b", text.split("?", maxsplit=1)[0][:40])


def extreme(text: str) -> int:
    """Return 1 if a folded question asks for the most of something, -1 for the least, else 0."""
    if _MOST.search(text) or _MORE.search(text):
        return 1
    return -1 if _LEAST.search(text) or _LESS.search(text) else 0


def is_compound(text: str) -> bool:
    """Return whether a folded question asks for two things."""
    return bool(_SECOND.search(text))


def is_choice(text: str) -> bool:
    """Return whether a folded question offers things to choose from."""
    return " or " in text


def first_part(text: str) -> str:
    """Return a question up to its second interrogative: of who and when, who."""
    second = _SECOND.search(text.casefold())
    return text[: second.start()] if second else text


def is_list(text: str) -> bool:
    """Return whether a folded question asks for several answers."""
    return bool(_LIST.search(text))


@cache
def _synonyms() -> dict[str, set[str]]:
    found: dict[str, set[str]] = {}
    for line in (*_SYNONYMS.strip().splitlines(), *_IRREGULAR.strip().replace("\n", "|").split("|")):
        group = line.split()
        for word in group:
            found.setdefault(word, set()).update(group)
    return found


def synonyms_of(word: str) -> frozenset[str]:
    """Return the words of the same meaning as a folded word, or as the word of which it is a form; of who does something, the verb.

    >>> sorted(synonyms_of("undergoes")), sorted(synonyms_of("user"))
    (['undergo', 'undergone', 'underwent'], ['us', 'use'])
    """
    known = _synonyms()
    doing = [form for form in _first_forms(word) if len(word) > len(form) > 1] if word.endswith("er") else []
    same = known.get(next((form for form in (word, *_first_forms(word)) if form in known), word), ())
    return frozenset((*same, *doing)) - {word}


def main_question(text: str) -> str:
    """Return a folded question without a clause that follows it.

    >>> main_question("what did ann do before she sold fruit?")
    'what did ann do'
    """
    return _ASIDE.sub("", text)


def is_past(word: str) -> bool:
    """Return whether a folded word may be a verb in the past tense."""
    return word.endswith("ed") or word in _irregular()


@cache
def _irregular() -> frozenset[str]:
    """Return the past forms of irregular verbs."""
    return frozenset(word for group in _IRREGULAR.strip().replace("\n", "|").split("|") for word in group.split()[1:])


def _first_forms(word: str) -> Iterator[str]:
    yield from (word + "ed", word + "d")
    for ending, first in _ENDINGS:
        if word.endswith(ending):
            form = word.removesuffix(ending)
            yield form + first
            if form[-2:-1] == form[-1:]:
                yield form[:-1]  # winner, win
