"""Words of a text and their stems. Only this module uses snowballstemmer."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import lru_cache
from typing import Any

from disgraph.store.name_file import fold_name

#: A number with separators, a word, or one Chinese character.
_WORD = re.compile(r"\d+(?:[.,]\d+)*|[^\W\d_\u4e00-\u9fff]+|[\u4e00-\u9fff]")

#: A word with hyphens is found with and without them: e-commerce, ecommerce.
_HYPHENATED = re.compile(r"[^\W\d_]+(?:-[^\W\d_]+)+")

#: Words that say nothing about the topic of a text; the auxiliary verbs and pronouns of English.
STOP_WORDS = frozenset(
    """
    a about all also am an and any are as at be been being but by can could did do does doing done for from had has have having he her
    here hers him his how i if in into is it its itself just me more most my no nor not of off on once only or other our out over own
    please s same she should so some such t than that the their theirs them then there these they this those to too until up upon us
    themselves himself herself myself yourself ourselves through during after before between against under over above below inside among
    across both each every via very was we were what when where which while who whom whose why will with within would you your
    """.split()  # noqa: SIM905  (a list of 120 lines says no more)
)

#: British endings, each with the American one: a question in one spelling finds a text in the other.
_SPELLINGS = (("centre", "center"), ("programme", "program"), ("isation", "ization"), ("theatre", "theater"), ("labour", "labor"))

#: A shorter word is its own stem.
_SHORTEST = 3


def words(text: str) -> Iterator[str]:
    """Yield the words of a text, folded: no accents, one case, numbers without separators of thousands.

    >>> list(words("She earned 6,000 yuan in e-commerce (Xie's)."))
    ['she', 'earned', '6000', 'yuan', 'in', 'e', 'commerce', 'xie', 'ecommerce']
    """
    folded = fold_name(text).replace("'s ", " ").replace("'s)", ")")
    for word in _WORD.findall(folded):
        yield word.replace(",", "") if word[0].isdigit() else word
    for word in _HYPHENATED.findall(folded):
        yield word.replace("-", "")


@lru_cache(maxsize=100_000)
def stem(word: str) -> str:
    """Return the stem of a folded English word; a word of other letters or digits is its own stem.

    >>> [stem(word) for word in ("earned", "earns", "disabilities", "2017")]
    ['earn', 'earn', 'disabl', '2017']
    """
    if len(word) < _SHORTEST or not (word.isascii() and word.isalpha()):
        return word
    for british, american in _SPELLINGS:
        word = word.replace(british, american)
    return str(_stemmer().stemWord(word))


@lru_cache(maxsize=1)
def _stemmer() -> Any:
    """Return the stemmer of English alone: the package imports those of thirty languages, which takes a tenth of the time of an answer."""
    import sys
    from importlib.machinery import PathFinder
    from importlib.util import module_from_spec

    spec = PathFinder.find_spec("snowballstemmer")
    if spec is None or "snowballstemmer" in sys.modules:
        import snowballstemmer

        return snowballstemmer.stemmer("english")
    sys.modules["snowballstemmer"] = module_from_spec(spec)
    try:
        from snowballstemmer.english_stemmer import EnglishStemmer
    finally:
        del sys.modules["snowballstemmer"]
    return EnglishStemmer()


def terms(text: str) -> list[str]:
    """Return the stems of the words of a text, without the words that say nothing about its topic."""
    return [stem(word) for word in words(text) if word not in STOP_WORDS]
