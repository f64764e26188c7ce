"""From the text that a language model wrote to values: JSON alone, in a fence, after thoughts or a preface, or broken off.

The shape of the values is made one: numbers become texts, null an empty text, and the older nested form the flat one.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterator, Mapping
from typing import Any, NamedTuple

_THOUGHTS = re.compile(r"\A\s*<(think|thinking|reasoning)>.*?</\1>", re.DOTALL | re.IGNORECASE)
_FENCE = re.compile(r"```(?:json)?\s*(\{.*)", re.DOTALL)
#: Characters of an answer that are searched for the beginning of JSON.
_PREFACE = 20_000


class BrokenAnswer(Exception):
    """An answer in which there is no JSON of the asked form."""


class ReadAnswer(NamedTuple):
    """The entities and claims of an answer; `is_whole` is false if it broke off and only its whole claims were read."""

    entities: list[Any]
    claims: list[Any]
    is_whole: bool


def _no_number(name: str) -> float:
    raise ValueError(f"{name} is not a number of JSON")


_DECODER = json.JSONDecoder(parse_constant=_no_number)


def read_answer(answer: str) -> ReadAnswer:
    """Return the entities and claims of an answer.

    Raises:
        BrokenAnswer: it has none.
    """
    text = _json_part(answer)
    try:
        values, _ = _DECODER.raw_decode(text)
    except (ValueError, RecursionError) as error:
        salvaged = ReadAnswer(list(_whole_items(text, "entities")), list(_whole_items(text, "claims")), is_whole=False)
        if salvaged.claims:
            return salvaged
        raise BrokenAnswer(f"broken-answer: not JSON ({error}).") from None
    if not isinstance(values, dict) or not isinstance(values.get("claims"), list) or not isinstance(values.get("entities", []), list):
        raise BrokenAnswer("broken-answer: not an object with the lists `entities` and `claims`.")
    return ReadAnswer(values.get("entities", []), values["claims"], is_whole=True)


def _json_part(answer: str) -> str:
    """Return an answer from where its JSON begins."""
    text = _THOUGHTS.sub("", answer)
    fence = _FENCE.search(text)
    text = fence[1] if fence else text
    start = text.find("{", 0, _PREFACE)
    return text[start:] if start > 0 and not text.lstrip().startswith(("[", '"')) else text.lstrip()


def _whole_items(text: str, name: str) -> Iterator[Any]:
    """Yield the whole objects at the beginning of a list of an answer that broke off."""
    opened = re.search(rf'"{name}"\s*:\s*\[', text)
    at = opened.end() if opened else len(text)
    while at < len(text):
        at += len(text[at:]) - len(text[at:].lstrip(" \t\r\n,"))
        if not text.startswith("{", at):
            return
        try:
            value, at = _DECODER.raw_decode(text, at)
        except (ValueError, RecursionError):
            return
        yield value


def as_flat(claim: Any) -> Any:
    """Return a claim in the flat form, from that or from the older one of statements and roles."""
    if not isinstance(claim, dict) or "kind" in claim:
        return claim
    values = dict(claim)
    kind = values.pop("claim", None)
    if kind == "statement":
        kind = values.pop("property", None)
        ends = [{"role": role, "value": values.pop(role, None)} for role in ("subject", "object")]
        return {"kind": kind, "arguments": ends, **values}
    return {"kind": kind, "arguments": values.pop("roles", None), **values}


def text_of(values: Mapping[str, Any], key: str) -> Any:
    """Return a value of an answer as the text that it means: numbers as written, nothing for null."""
    value = values.get(key)
    if isinstance(value, bool):
        return value
    if isinstance(value, int | float):
        return f"{value:g}" if isinstance(value, float) else str(value)
    return "" if value is None else value
