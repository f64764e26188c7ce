"""What a language model is asked: a document in parts, with the known names, between marks, and a small JSON schema."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterator, Mapping, Sequence
from typing import NamedTuple

from disgraph.corpus.folding import Span
from disgraph.extract.llm.instructions import entity_classes, prompt_words, statement_properties, system_prompt
from disgraph.extract.names.entities import FoundEntity, Mention
from disgraph.extract.text.text_model import SILENT, TextModel
from disgraph.ontology.vocabulary import Vocabulary

#: How long a part of a document is at most, and how much of the one before it begins with, in characters.
LONGEST, OVERLAP = 3_000, 300
#: Characters of English per token, estimated low so that a count of tokens is rather too high.
CHARACTERS_A_TOKEN = 3.5
#: Tokens of an answer for each character of a part, and at least.
_ANSWER_RATE, _SHORTEST_ANSWER = 1.5, 1_500
_TEXT = {"type": "string"}


class PromptPart(NamedTuple):
    """A stretch of a document that is asked about by itself."""

    span: Span
    text: str

    @property
    def answer_tokens(self) -> int:
        """Maximum number of tokens of its answer."""
        return max(_SHORTEST_ANSWER, int(_ANSWER_RATE * len(self.text)))


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


def halves(model: TextModel, part: PromptPart) -> tuple[PromptPart, ...]:
    """Return a part as two of about half its length, cut between sentences; nothing if it has one sentence."""
    middle = (part.span.start + part.span.end) // 2
    starts = [sentence.spans[0].start for sentence in model.sentences if part.span.start < sentence.spans[0].start < part.span.end]
    if not starts:
        return ()
    cut = min(starts, key=lambda start: abs(start - middle))
    return tuple(PromptPart(span, model.text[span.start : span.end]) for span in (Span(part.span.start, cut), Span(cut, part.span.end)))


def _part(model: TextModel, spans: Sequence[Span]) -> PromptPart:
    span = Span(spans[0].start, min(max(one.end for one in spans), spans[0].start + LONGEST))
    return PromptPart(span, model.text[span.start : span.end])


def _overlap(spans: Sequence[Span]) -> list[Span]:
    """Return the sentences at the end that are short enough to begin the next part."""
    return [span for span in spans if span.start >= spans[-1].end - OVERLAP]


def messages(part: PromptPart, found: Sequence[FoundEntity], mentions: Sequence[Mention], vocabulary: Vocabulary) -> list[dict[str, str]]:
    """Return the prompt for a part: the constant instructions, the known names in it, and the text between markers.

    Names and text are data. The marks are made from the text, so that it cannot close them.
    """
    here = {mention.entity for mention in mentions if part.span.start <= mention.start < part.span.end}
    names = [{"id": one.id, "class": one.type, "name": one.name} for one in found if one.id in here]
    mark = hashlib.sha256(part.text.encode("utf-8", "replace")).hexdigest()[:16]
    known = f"<names {mark}>\n{json.dumps(names, ensure_ascii=False)}\n</names {mark}>"
    asked = f"Known entities:\n{known}\n\n<document {mark}>\n{part.text}\n</document {mark}>\n\n{prompt_words('ask')}"
    return [{"role": "system", "content": system_prompt(vocabulary)}, {"role": "user", "content": asked}]


def follow_up(asked: Sequence[dict[str, str]], answer: str, task: str, given: object) -> list[dict[str, str]]:
    """Return a second question about the same part: the first with its answer, and what is asked about it."""
    again = f"{prompt_words(task)}\n{json.dumps(given, ensure_ascii=False)}"
    return [*asked, {"role": "assistant", "content": answer}, {"role": "user", "content": again}]


def prompt_digest(vocabulary: Vocabulary) -> str:
    """Return a short digest of what does not depend on a document."""
    words = [system_prompt(vocabulary), *map(prompt_words, ("ask", "repair", "check"))]
    return hashlib.sha256("\n".join(words).encode()).hexdigest()[:12]


def tokens(asked: Sequence[Mapping[str, str]], schema: Mapping[str, object]) -> int:
    """Return about how many tokens a question takes."""
    length = sum(len(message["content"]) for message in asked) + len(json.dumps(schema))
    return int(length / CHARACTERS_A_TOKEN) + 1


def answer_schema(vocabulary: Vocabulary) -> dict[str, object]:
    """Return the JSON schema of an answer: flat and small, so that every server can enforce it; meaning is in the instructions."""
    kinds = [*statement_properties(vocabulary), *sorted(vocabulary.records())]
    claim = _object({
        "kind": {"type": "string", "enum": kinds},
        "arguments": _list(_object({"role": _TEXT, "value": _TEXT})),
        "quote": _TEXT,
        "modality": {"type": "string", "enum": ["stated", "reported", "intended"]},
        "speaker": _TEXT,
        "negated": {"type": "boolean"},
        "referents": _list(_object({"word": _TEXT, "entity": _TEXT, "named": _TEXT})),
    })  # fmt: skip
    classes = {"type": "string", "enum": [*entity_classes(vocabulary), "None"]}
    return _object({"entities": _list(_object({"id": _TEXT, "class": classes, "name": _TEXT})), "claims": _list(claim)})


def check_schema() -> dict[str, object]:
    """Return the JSON schema of the answer to the check of claims."""
    return _object({"unsupported": _list({"type": "integer"})})


def _list(items: Mapping[str, object]) -> dict[str, object]:
    return {"type": "array", "items": items}


def _object(properties: dict[str, object]) -> dict[str, object]:
    return {"type": "object", "properties": properties, "required": list(properties), "additionalProperties": False}
