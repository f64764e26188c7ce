"""The constant system prompt, made of the ontology: what each class, kind of claim and role means, what is required, and closed lists."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from functools import cache

from disgraph.extract.text.rule_files import read_fields
from disgraph.ontology.vocabulary import PropertyTerm, Vocabulary, key_of
from disgraph.rdf import DG, SKOS, Literal, NamedNode
from disgraph.yamlfile import Fields

#: The kind of claim for figures, whose roles are a list of their own.
FIGURE = "observation"
#: Roles that any record may have and a model is asked for, besides those of its class.
_COMMON_ROLES = ("role", "place", "time", "start", "end", "event", "programme", "purpose")
#: Concepts of which a list is given; units and measures are words of the text.
_LONGEST_LIST = 40
#: Characters of the meaning of a term, about: the first words say what it is.
_LONGEST_MEANING = 64
#: Words at the end of a cut definition that lead to what was cut off.
_LOOSE_END = re.compile(r"(?:\s(?:an?|the|that|which|who|whom|of|by|or|and|to|in))+$")
#: What a definition adds for a reviewer.
_ASIDES = re.compile(r",? as a document calls it|,? in words|,? in the words of a document")
_OPENING = re.compile(
    r"^(?:Relates (?:(?:an?|the) )?[\w ]+? to (?:the |an? )?|Gives (?:the )?|An? (?:record that|provision that consists of) "
    r"|(?:An? )?[\w' ]{1,40}? (?:is|are) (?:an? )?(?:record of |record that |entity that is |entity that )?)"
)
_FORMATS = {"EDTF": "date", "integer": "whole number", "decimal": "number", "string": "words", "Literal": "words"}


@cache
def prompt_words(name: str) -> str:
    """Return a text of `prompt.yaml`."""
    return str(read_fields(__name__, "prompt.yaml")[name]).strip()


def statement_properties(vocabulary: Vocabulary) -> list[str]:
    """Return the properties that a statement of a model may have: of an entity, and what a text may state."""
    left_out = frozenset(prompt_words("not-asked").split())
    return sorted(
        name
        for name, term in vocabulary.properties.items()
        if vocabulary.is_a(term.domain, "Entity") and name not in left_out and not vocabulary.is_a(term.range, "Record")
    )


def record_roles(vocabulary: Vocabulary, record: str) -> list[str]:
    """Return the roles that a record of a model may have."""
    if key_of(record) == FIGURE:
        return prompt_words("figure-roles").split()
    own = vocabulary.classes[record]
    asked = (*own.required, *own.named_by, *_COMMON_ROLES)
    known = vocabulary.roles(record)
    own_roles = (name for name, term in known.items() if name not in vocabulary.links and (term.domain == record or name in asked))
    left_out = frozenset(prompt_words("roles-not-asked").split())
    return sorted(name for name in own_roles if name not in left_out and not vocabulary.is_a(known[name].range, "Record"))


def entity_classes(vocabulary: Vocabulary) -> list[str]:
    """Return the classes of what a model may declare: entities and health conditions."""
    return sorted(name for name in vocabulary.classes if vocabulary.is_a(name, "Entity") or name == "HealthCondition")


def system_prompt(vocabulary: Vocabulary) -> str:
    """Return the task, the terms of the ontology and an example; the same for every document."""
    example = read_fields(__name__, "prompt.yaml")["example"]
    assert isinstance(example, Fields)
    sections = (
        prompt_words("task"),
        "Classes of entities:\n" + "\n".join(_classes(vocabulary)),
        "Statements, with the roles `subject` (before ->) and `object`:\n" + "\n".join(_statements(vocabulary)),
        f"Records: kind, meaning, roles. A star: required. No range: words. Any may also have {', '.join(_COMMON_ROLES)}.\n"
        + "\n".join(_records(vocabulary)),
        "Closed lists:\n" + "\n".join(_lists(vocabulary)),
        f"Example. Known entities: asha-rao (Person), sun-trust (Foundation).\n{example['text']}",
        json.dumps(json.loads(str(example["answer"])), separators=(",", ":")),
    )
    return "\n\n".join(sections)


def _definitions(vocabulary: Vocabulary) -> dict[str, str]:
    """Return what the terms mean, in a line each."""
    return {
        quad.subject.value.removeprefix(DG): _short(quad.object.value)
        for quad in vocabulary.quads
        if quad.predicate == SKOS["definition"] and isinstance(quad.subject, NamedNode) and isinstance(quad.object, Literal)
    }


def _short(definition: str) -> str:
    """Return a definition without its subject, cut at a comma if it is long."""
    plain = _ASIDES.sub("", _OPENING.sub("", definition, count=1)).removesuffix(".")
    if len(plain) <= _LONGEST_MEANING:
        return plain
    cut = plain[:_LONGEST_MEANING]
    whole = re.split(r"[,;:(][^,;:(]*$", cut)[0] if re.search(r"[,;:(]", cut) else cut.rpartition(" ")[0]
    return _LOOSE_END.sub("", whole).strip()


def _classes(vocabulary: Vocabulary) -> Iterator[str]:
    """Yield the classes whose names say what they are in one line, then the others with their meaning."""
    meanings, plain = _definitions(vocabulary), frozenset(prompt_words("plain-classes").split())
    left_out = frozenset(prompt_words("classes-not-asked").split())
    names = [name for name in entity_classes(vocabulary) if name not in left_out]
    yield ", ".join(name for name in names if name in plain)
    yield from (f"- {name}: {meanings.get(name, '')}" for name in names if name not in plain)
    yield prompt_words("broader-classes")


def _statements(vocabulary: Vocabulary) -> Iterator[str]:
    """Yield the statements by their ends, with a meaning where the name does not say it."""
    meanings, plain = _definitions(vocabulary), frozenset(prompt_words("plain-statements").split())
    by_ends: dict[str, list[str]] = {}
    for name in statement_properties(vocabulary):
        term = vocabulary.properties[name]
        meaning = f" ({meanings.get(name, '')})" if name not in plain else ""
        by_ends.setdefault(f"{term.domain} -> {_range(term)}", []).append(f"{name}{meaning}")
    yield from (f"- {ends}: {', '.join(names)}" for ends, names in by_ends.items())


def _records(vocabulary: Vocabulary) -> Iterator[str]:
    meanings, plain = _definitions(vocabulary), frozenset(prompt_words("plain-records").split())
    for key, term in sorted(vocabulary.records().items()):
        known = vocabulary.roles(term.name)
        own = [role for role in record_roles(vocabulary, term.name) if role not in _COMMON_ROLES or role in term.required or key == FIGURE]
        ranges = {role: _range(known[role]) for role in own}
        roles = (f"{role}{'*' if role in term.required else ''}{f' {ranges[role]}' if ranges[role] != 'words' else ''}" for role in own)
        meaning = f" ({meanings.get(term.name, '')})" if key not in plain else ""
        yield f"- {key}{meaning}{': ' if own else ''}{', '.join(roles)}"


def _range(term: PropertyTerm) -> str:
    return next((words for ending, words in _FORMATS.items() if term.range.endswith(ending)), term.range or "words")


def _lists(vocabulary: Vocabulary) -> Iterator[str]:
    in_words = frozenset(prompt_words("lists-in-words").split())
    asked = {vocabulary.properties[role].range for term in vocabulary.records().values() for role in record_roles(vocabulary, term.name)}
    ranges = asked - in_words
    for kind in sorted(ranges & vocabulary.concepts.keys()):
        members = sorted(vocabulary.concepts[kind])
        if len(members) <= _LONGEST_LIST:
            yield f"- {kind}: {', '.join(members)}"
