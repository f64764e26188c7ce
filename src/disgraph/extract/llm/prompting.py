"""What a language model is asked: a document in parts, the vocabulary as a JSON schema, and the words of `prompt.yaml`."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterator, Mapping, Sequence
from functools import cache
from typing import NamedTuple

from disgraph.corpus.folding import Span
from disgraph.extract.names.entities import FoundEntity, Mention
from disgraph.extract.text.rule_files import read_fields
from disgraph.extract.text.text_model import SILENT, TextModel
from disgraph.ontology.vocabulary import Vocabulary, key_of

#: How long a part of a document is at most, and how much of the one before it begins with, in characters.
LONGEST, OVERLAP = 6_000, 400
#: Characters of English per token, estimated low so that a count of tokens is rather too high.
CHARACTERS_A_TOKEN = 3.5
#: Roles that any record may have and a model is asked for, besides those of its class.
_COMMON_ROLES = ("role", "place", "time", "start", "end", "event", "programme", "purpose")
#: What a model is not asked for: figures are counted by rules.
_NOT_ASKED = "Observation"
_TEXT = {"type": "string"}


class PromptPart(NamedTuple):
    """A stretch of a document that is asked about by itself."""

    span: Span
    text: str


def parts(model: TextModel) -> Iterator[PromptPart]:
    """Yield a document in parts: whole sentences of one section, each part beginning with the end of the one before.

    Headings, captions and furniture are left out at the ends of a part, not within.
    """
    waiting: list[Span] = []
    section = -1
    for sentence in model.sentences:
        if model.blocks[sentence.block].kind in SILENT:
            continue
        span = Span(sentence.spans[0].start, max(one.end for one in sentence.spans))
        if waiting and (sentence.section != section or span.end - waiting[0].start > LONGEST):
            yield _part(model, waiting)
            waiting = [] if sentence.section != section else _overlap(waiting)
        waiting.append(span)
        section = sentence.section
    if waiting:
        yield _part(model, waiting)


def _part(model: TextModel, spans: Sequence[Span]) -> PromptPart:
    span = Span(spans[0].start, min(max(one.end for one in spans), spans[0].start + LONGEST))
    return PromptPart(span, model.text[span.start : span.end])


def _overlap(spans: Sequence[Span]) -> list[Span]:
    """Return the sentences at the end that are short enough to begin the next part."""
    return [span for span in spans if span.start >= spans[-1].end - OVERLAP]


def messages(part: PromptPart, found: Sequence[FoundEntity], mentions: Sequence[Mention]) -> list[dict[str, str]]:
    """Return the prompt for a part: the task, the known names in it, and the text between markers.

    The text is data. The marks are made from it, so that a text cannot close them.
    """
    here = {mention.entity for mention in mentions if part.span.start <= mention.start < part.span.end}
    names = [{"id": one.id, "type": one.type, "name": one.name} for one in found if one.id in here]
    mark = hashlib.sha256(part.text.encode("utf-8", "replace")).hexdigest()[:16]
    asked = (
        f"Known entities:\n{json.dumps(names, ensure_ascii=False)}\n\n<document {mark}>\n{part.text}\n</document {mark}>\n\n{_words('ask')}"
    )
    return [{"role": "system", "content": f"{_words('task')}"}, {"role": "user", "content": asked}]


@cache
def _words(name: str) -> str:
    return str(read_fields(__name__, "prompt.yaml")[name]).strip()


def tokens(asked: Sequence[Mapping[str, str]], schema: Mapping[str, object]) -> int:
    """Return about how many tokens a question takes."""
    length = sum(len(message["content"]) for message in asked) + len(json.dumps(schema))
    return int(length / CHARACTERS_A_TOKEN) + 1


def answer_schema(vocabulary: Vocabulary) -> dict[str, object]:
    """Return the JSON schema of an answer, made of the classes, properties, records and roles of the ontology."""
    types = sorted(name for name in vocabulary.classes if vocabulary.is_a(name, "Entity"))
    claims = [_statement(vocabulary), *(_record(vocabulary, key) for key in sorted(vocabulary.records()) if key != key_of(_NOT_ASKED))]
    entity = _object({"id": _TEXT, "type": {"enum": types}, "name": _TEXT})
    return _object({"entities": {"type": "array", "items": entity}, "claims": {"type": "array", "items": {"anyOf": claims}}})


def statement_properties(vocabulary: Vocabulary) -> list[str]:
    """Return the properties that a statement of a model may have: those whose subject is an entity."""
    return sorted(name for name, term in vocabulary.properties.items() if vocabulary.is_a(term.domain, "Entity"))


def record_roles(vocabulary: Vocabulary, record: str) -> list[str]:
    """Return the roles that a record of a model may have."""
    own = vocabulary.classes[record]
    known = vocabulary.roles(record)
    asked = (*own.required, *own.named_by, *_COMMON_ROLES)
    return sorted(name for name, term in known.items() if name not in vocabulary.links and (term.domain == record or name in asked))


def _statement(vocabulary: Vocabulary) -> dict[str, object]:
    statement = {"claim": {"const": "statement"}, "subject": _TEXT, "property": {"enum": statement_properties(vocabulary)}, "object": _TEXT}
    return _object({**statement, "negated": {"type": "boolean"}, **_SHARED})


def _record(vocabulary: Vocabulary, key: str) -> dict[str, object]:
    role = _object({"role": {"enum": record_roles(vocabulary, vocabulary.records()[key].name)}, "value": _TEXT})
    return _object({"claim": {"const": key}, "roles": {"type": "array", "items": role}, **_SHARED})


def _object(properties: dict[str, object]) -> dict[str, object]:
    return {"type": "object", "properties": properties, "required": list(properties), "additionalProperties": False}


#: What every claim has: its words, and its speaker ("" if the text itself states it).
_SHARED: dict[str, object] = {"quote": _TEXT, "modality": {"enum": ["stated", "reported", "intended"]}, "speaker": _TEXT}
