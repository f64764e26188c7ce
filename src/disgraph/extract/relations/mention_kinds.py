"""The kinds of mentions that patterns distinguish, from the ontology and `classes.yaml`, and the character that encodes each."""

from __future__ import annotations

from functools import cache

from disgraph.extract.names.type_groups import ancestors
from disgraph.extract.text.rule_files import read_fields, texts_of
from disgraph.yamlfile import Fields

#: The character of each kind of mention, of the private use area of Unicode.
CODES = {
    "person": "\ue001", "group": "\ue002", "organisation": "\ue003", "place": "\ue004", "programme": "\ue005", "policy": "\ue006",
    "award": "\ue007", "event": "\ue008", "platform": "\ue009", "work": "\ue00a", "other": "\ue00b",
    "school": "\ue00c",
}  # fmt: skip
#: The characters of dates, and of pronouns whose entity is open.
DATE, OPEN = "\ue010", "\ue011"


@cache
def kind_of(type: str) -> str:
    """Return the kind of a class: that of the nearest listed class above it, or `other`."""
    above = ancestors()
    listed = [(len(above[top]), kind) for top, kind in _kinds().items() if top in above.get(type, ())]
    return max(listed, default=(0, "other"))[1]


@cache
def _kinds() -> dict[str, str]:
    kinds = read_fields(__name__, "classes.yaml")["kinds"]
    assert isinstance(kinds, Fields)
    return {top: str(kind) for kind, tops in kinds.items() for top in texts_of(tops)}


def codes_of(kinds: str) -> str:
    """Return the characters of kinds, given by name with blanks between them."""
    return "".join(CODES[kind] for kind in kinds.split())


@cache
def listed_classes(name: str) -> tuple[str, ...]:
    """Return a list of classes of `classes.yaml`, in its order."""
    return texts_of(read_fields(__name__, "classes.yaml")[name])
