"""A form for a claim: its fields come from the ontology, and what is filled in becomes a claim."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from typing import TYPE_CHECKING, NamedTuple

from disgraph.claims.claim import Claim, Quote, Record, Statement
from disgraph.errors import MisuseError
from disgraph.ontology.vocabulary import PropertyTerm, Vocabulary
from disgraph.proposals.project_edits import entity_called
from disgraph.rdf import DG, SKOS, Literal

if TYPE_CHECKING:
    from disgraph.claims.claim import Entity

#: Names of the fields of a statement, and of those that every claim may have.
SUBJECT, OBJECT = "subject", "object"


class FormField(NamedTuple):
    """A field: the name that the form sends, its label and note, whether it must be filled in, and the choices, if only those fit.

    A field that `is_main` is shown at once: it is needed, or leads to a participant; the others are shown on demand.
    """

    name: str
    label: str
    note: str
    is_required: bool
    choices: tuple[tuple[str, str], ...] = ()
    is_main: bool = True


class ClaimKind(NamedTuple):
    """What a claim may state: a property of an entity, or a record of a class (its key in claim files)."""

    name: str
    label: str


def claim_kinds(vocabulary: Vocabulary) -> tuple[list[ClaimKind], list[ClaimKind]]:
    """Return the kinds of records and the properties that a claim may have, each by label."""
    records = [ClaimKind(key, term.label) for key, term in vocabulary.records().items()]
    stated = (term for term in vocabulary.properties.values() if _is_stated(term, vocabulary))
    return sorted(records, key=_label), sorted((ClaimKind(term.name, term.label) for term in stated), key=_label)


def _label(kind: ClaimKind) -> str:
    return kind.label.lower()


def _is_stated(term: PropertyTerm, vocabulary: Vocabulary) -> bool:
    return bool(term.sentence or term.plain_sentence) and not vocabulary.is_a(term.domain, "Record")


def claim_fields(vocabulary: Vocabulary, kind: str) -> list[FormField]:
    """Return the fields of a claim.

    Args:
        vocabulary: the ontology.
        kind: the key of a record, or the name of a property.

    Raises:
        MisuseError: there is no such kind.
    """
    record, term = vocabulary.records().get(kind), vocabulary.properties.get(kind)
    notes = {
        quad.subject: quad.object.value
        for quad in vocabulary.quads
        if quad.predicate == SKOS["definition"] and isinstance(quad.object, Literal)
    }
    if record is not None:
        roles = sorted(vocabulary.roles(record.name).values(), key=lambda each: (each.name not in record.required, each.label))
        return [_field(role, notes.get(DG[role.name], ""), role.name in record.required, vocabulary) for role in roles]
    if term is not None and _is_stated(term, vocabulary):
        about = (
            f"The {vocabulary.classes[term.domain].label} that it is about." if term.domain in vocabulary.classes else "What it is about."
        )
        return [
            FormField(SUBJECT, "subject", about, True),
            FormField(OBJECT, term.label, notes.get(DG[term.name], ""), True, _choices(term, vocabulary)),
        ]
    raise MisuseError(f"{kind[:60]!r} is not a kind of claim.", "Choose one of the list.")


def _field(role: PropertyTerm, note: str, is_required: bool, vocabulary: Vocabulary) -> FormField:
    choices = _choices(role, vocabulary)
    is_participant = role.is_object and not choices and role.name not in vocabulary.links
    return FormField(role.name, role.label, note, is_required, choices, is_required or is_participant)


def _choices(term: PropertyTerm, vocabulary: Vocabulary) -> tuple[tuple[str, str], ...]:
    found = vocabulary.concepts.get(term.range, {}) if term.is_object else {}
    return tuple(sorted(((name, vocabulary.labels.get(node, name)) for name, node in found.items()), key=lambda each: each[1].lower()))


def claim_of(vocabulary: Vocabulary, entities: Mapping[str, Entity], document: str, given: Mapping[str, str]) -> Claim:
    """Return the claim of a form; its id is still empty.

    Args:
        vocabulary: the ontology.
        entities: of the project, by id.
        document: id of the document.
        given: what the form sends: `kind`, `quote`, the fields of the kind, and `refers`, `speaker`, `doubt`. Several values of a role
            are separated by semicolons; an entity is given by its name or id.

    Raises:
        MisuseError: no such kind, or words without an entity.
        InputError: a name is unknown or means several entities.
    """

    def called(text: str) -> str:
        return entity_called(entities, text, document).id

    kind = given.get("kind", "")
    fields = claim_fields(vocabulary, kind)
    speaker = given.get("speaker", "").strip()
    content = _content(vocabulary, called, kind, fields, given)
    is_intended = isinstance(content, Record) and vocabulary.is_a(content.type, "Intention")
    return Claim(
        id="",
        document=document,
        content=content,
        quotes=(Quote(given.get("quote", "").strip(), None, 0),),
        refers=tuple(_refers(called, given.get("refers", ""))),
        antecedents=(),
        modality="intended" if is_intended else "reported" if speaker else "stated",
        speaker=called(speaker) if speaker else "",
        negated=False,
        status="accepted",
        basis="",
        doubt=given.get("doubt", "").strip(),
        note="",
        record="",
        rule="",
        confidence=None,
        file="",
        line=0,
    )


def _content(
    vocabulary: Vocabulary, called: Callable[[str], str], kind: str, fields: list[FormField], given: Mapping[str, str]
) -> Statement | Record:
    def value(field: FormField, text: str) -> str:
        term = vocabulary.properties.get(kind if field.name == OBJECT else field.name)
        is_entity = field.name == SUBJECT or (term is not None and term.is_object and term.name not in vocabulary.links)
        return called(text) if is_entity and not field.choices else text

    record = vocabulary.records().get(kind)
    if record is None:
        subject, stated = (value(field, given.get(field.name, "").strip()) for field in fields)
        return Statement(subject, kind, stated)
    parts = ((field, [each.strip() for each in given.get(field.name, "").split(";") if each.strip()]) for field in fields)
    return Record(record.name, tuple((field.name, tuple(value(field, each) for each in texts)) for field, texts in parts if texts))


def _refers(called: Callable[[str], str], text: str) -> Iterator[tuple[str, str]]:
    """Yield the words of a quote and the entities that they mean: `he = Asha Rao; the centre = Open Hands`."""
    for part in filter(str.strip, text.split(";")):
        words, equals, name = part.partition("=")
        if not equals or not words.strip():
            raise MisuseError(f"{part.strip()[:60]!r} does not say what words mean.", "Write them as `he = Asha Rao`.")
        yield words.strip(), called(name.strip())
