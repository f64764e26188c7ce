"""What to suggest for a word that is not a verb: the verb of a synonym, else verbs with a similar spelling."""

from __future__ import annotations

from disgraph.cli.verbs import VERBS
from disgraph.errors import MisuseError

#: Verbs for words that users of similar programs type.
SYNONYMS = {
    "accept": ("review",),
    "between": ("path", "common"),
    "check": ("validate", "audit"),
    "connect": ("path",),
    "count": ("stats",),
    "create": ("init",),
    "delete": ("retract",),
    "describe": ("show",),
    "diff": ("compare",),
    "entity": ("show",),
    "examples": ("queries",),
    "find": ("search",),
    "get": ("show",),
    "grep": ("search",),
    "import": ("add",),
    "info": ("show", "stats"),
    "link": ("path",),
    "list": ("queries", "search"),
    "lookup": ("search",),
    "ls": ("queries", "search"),
    "make": ("build",),
    "new": ("init",),
    "paths": ("path",),
    "quote": ("evidence",),
    "quotes": ("evidence",),
    "related": ("neighbors",),
    "relations": ("neighbors",),
    "remove": ("retract",),
    "rm": ("retract",),
    "route": ("path",),
    "save": ("export",),
    "shared": ("common",),
    "source": ("evidence",),
    "sparql": ("query",),
    "start": ("init",),
    "summary": ("stats",),
    "view": ("show",),
    "why": ("explain",),
}

#: Likeness from 0 to 100 that a misspelt verb must have: `serch` has 91, `foo` at most 50.
_CUTOFF = 70

#: Characters of a word that are repeated in a message.
_SHOWN = 40


def unknown_verb(word: str) -> MisuseError:
    """Return the error for a word that is not a verb."""
    return MisuseError(f"There is no verb {word[:_SHOWN]!r}.", _remedy(word[:_SHOWN].lower()))


def _remedy(word: str) -> str:
    if word in ("help", "version"):
        return f"Use `disgraph --{word}`."
    verbs = SYNONYMS.get(word) or _similar(word)
    if not verbs:
        return "`disgraph --help` lists the verbs."
    return f"Use {' or '.join(f'`disgraph {verb}`' for verb in verbs)}."


def _similar(word: str) -> tuple[str, ...]:
    from disgraph.similarity import likeness

    scores = {verb: likeness(word, verb) for verb in VERBS}
    return tuple(sorted((verb for verb in VERBS if scores[verb] >= _CUTOFF), key=lambda verb: -scores[verb])[:3])
