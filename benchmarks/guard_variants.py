"""Right claims of a language model, and false variants of them, against the guard of `--extractor llm`.

python benchmarks/guard_variants.py [FILE...]     answers in the form of tests/extract/model_answers.json; these by default

Prints how many right claims pass, how many false variants of each kind pass without a doubt and with one, and which.
"""

from __future__ import annotations

import json
import re
import sys
from collections import Counter
from collections.abc import Iterator
from functools import lru_cache
from pathlib import Path
from typing import Any, NamedTuple

from tests.extract.checking import problems_of

from disgraph.claims.claim import Statement
from disgraph.extract.draft import Draft, Extract
from disgraph.extract.llm.answers import check_answer
from disgraph.extract.llm.prompting import PromptPart, parts
from disgraph.extract.names.entities import FoundEntity, Mention
from disgraph.extract.names.mentions import find_mentions
from disgraph.extract.text.segmentation import read_text
from disgraph.extract.text.text_model import TextModel
from disgraph.ontology.vocabulary import Vocabulary
from disgraph.ontology.vocabulary_reader import read_vocabulary
from disgraph.project import shipped_project

ANSWERS = Path(__file__).parents[1] / "tests" / "extract"
#: Kinds whose two ends may change places and stay true.
SYMMETRIC = frozenset(
    "collaboration hasSibling hasSpouse hasPartner hasFriend hasColleague hasClassmate hasBusinessPartner hasRelative borders".split()  # noqa: SIM905
)
#: Kinds that are about a person's health, age, family or home: none may pass wrongly, not even with a doubt.
PERSONAL = frozenset(
    "condition age birthDate usesAid hasChild hasMother hasFather hasSibling hasSpouse hasRelative hasParentInLaw functioning".split()  # noqa: SIM905
)
_NUMBER = re.compile(r"\d[\d,.]*\d|\d")


class Variant(NamedTuple):
    """A false claim: how it was made of a right one, the text (altered if the claim is denied), and the claim."""

    how: str
    text: str
    claim: Any


class Passed(NamedTuple):
    """A false claim that passed, and its doubt."""

    variant: Variant
    doubt: str


def drafts_of(text: str, entities: list[Any], claims: list[Any], vocabulary: Vocabulary) -> tuple[Draft, ...]:
    """Return what of an answer to a text of one part passes the guard of models and that of a build."""
    model, found, mentions, part = _read(text)
    checked = check_answer(json.dumps({"entities": entities, "claims": claims}), part, model, found, mentions, vocabulary)
    if not checked.drafts:
        return ()
    known = {one.id: one for one in (*found, *checked.entities)}
    extract = Extract(tuple(known.values()), (*mentions, *checked.mentions), checked.drafts, checked.refused)
    return () if len(claims) == 1 and problems_of(text, extract, vocabulary) else checked.drafts


@lru_cache(maxsize=4)
def _read(text: str) -> tuple[TextModel, tuple[FoundEntity, ...], tuple[Mention, ...], PromptPart]:
    model = read_text(text)
    found, mentions = find_mentions(model)
    (part,) = parts(model)
    return model, tuple(found), tuple(mentions), part


def names_of(one: Any) -> dict[str, str]:
    """Return the entities that the claims of a text may name, by id: those that are found in it, and those that the answer adds."""
    found = _read(one["text"])[1]
    return {entity.id: entity.name for entity in found} | {entity["id"]: entity["name"] for entity in one["answer"]["entities"]}


def variants(one: Any) -> Iterator[Variant]:
    """Yield the false variants of the right claims of a text."""
    names = names_of(one)
    for claim in one["answer"]["claims"]:
        for how, false in (
            *(("another entity", false) for false in _other_entity(claim, names)),
            *(("roles exchanged", false) for false in _exchanged(claim, names)),
            *(("another number", false) for false in _other_number(claim, one["text"])),
            *(("another quote", false) for false in _other_quote(claim, one)),
            *(("wrong antecedent", false) for false in _wrong_antecedent(claim, names)),
        ):
            yield Variant(how, one["text"], false)
        if not claim["negated"] and claim["modality"] == "stated" and claim["kind"] != "remark":
            yield from (Variant("denied", text, claim) for text in _denied(claim, one["text"]))


def _copy(claim: Any) -> Any:
    return json.loads(json.dumps(claim))


def _other_entity(claim: Any, names: dict[str, str]) -> Iterator[Any]:
    """Yield a claim with another entity in the place of one: with the old referent, with its id, and with its name."""
    used = {argument["value"] for argument in claim["arguments"]}
    for place, argument in enumerate(claim["arguments"]):
        fitting = sorted(names.keys() - used) if argument["value"] in names else ()
        for other in (one for one in fitting if not _is_joined(names[argument["value"]], names[one], claim["quote"])):
            for form in range(3):
                false = _copy(claim)
                false["arguments"][place]["value"] = other
                for referent in false["referents"]:
                    if form and referent["entity"] == argument["value"]:
                        referent |= {"entity": other, "named": names[other] if form > 1 else referent["named"]}
                yield false


def _is_joined(one: str, other: str, quote: str) -> bool:
    """Return whether a quote joins two names, so that it says the same of both: founded by Mario Quispe and Elena Choque."""
    return f"{one} and {other}" in quote or f"{other} and {one}" in quote


def _exchanged(claim: Any, names: dict[str, str]) -> Iterator[Any]:
    """Yield a claim with two of its entities exchanged."""
    places = [place for place, argument in enumerate(claim["arguments"]) if argument["value"] in names]
    for at, first in enumerate(places if claim["kind"] not in SYMMETRIC else ()):
        for second in places[at + 1 :]:
            false = _copy(claim)
            one, other = false["arguments"][first], false["arguments"][second]
            if one["role"] != other["role"] and one["value"] != other["value"]:
                one["value"], other["value"] = other["value"], one["value"]
                yield false


def _other_number(claim: Any, text: str) -> Iterator[Any]:
    """Yield a claim with another number of the text in the place of one, and with a number that the text does not have."""
    numbers = [found.replace(",", "") for found in _NUMBER.findall(text)]
    for place, argument in enumerate(claim["arguments"]):
        if re.fullmatch(r"\d+(?:\.\d+)?", argument["value"]) and argument["role"] != "time":
            for number in dict.fromkeys((*numbers, "77")):
                if number != argument["value"] and re.fullmatch(r"\d+(?:\.\d+)?", number):
                    false = _copy(claim)
                    false["arguments"][place]["value"] = number
                    yield false


def _other_quote(claim: Any, one: Any) -> Iterator[Any]:
    """Yield a claim with the quote of another claim, of which neither is a part of the other."""
    for quote in dict.fromkeys(other["quote"] for other in one["answer"]["claims"]):
        if not _share_words(quote, claim["quote"], one["text"]):
            yield _copy(claim) | {"quote": quote}


def _share_words(one: str, other: str, text: str) -> bool:
    first, second = text.find(one), text.find(other)
    return first < 0 or second < 0 or (first < second + len(other) and second < first + len(one))


def _wrong_antecedent(claim: Any, names: dict[str, str]) -> Iterator[Any]:
    """Yield a claim in which a word of the quote is taken for another entity, which then fills the role."""
    for at, referent in enumerate(claim["referents"]):
        for other in sorted(names.keys() - {referent["entity"], *(argument["value"] for argument in claim["arguments"])}):
            false = _copy(claim)
            false["referents"][at] |= {"entity": other, "named": names[other]}
            for argument in false["arguments"]:
                argument["value"] = other if argument["value"] == referent["entity"] else argument["value"]
            if false["arguments"] != claim["arguments"]:
                yield false


def _denied(claim: Any, text: str) -> Iterator[str]:
    """Yield the text with the sentence of the claim denied, doubted or asked."""
    at = text.find(claim["quote"])
    start = max((found.end() for found in re.finditer(r"[.!?;][\"\u201d]?\s+|\n+|^", text[:at])), default=0)
    for words in ("It is not true that ", "Officials deny that ", "No one has shown that ", "It is rumoured that "):
        yield text[:start] + words + text[start:]


def passed(one: Any, vocabulary: Vocabulary, step: int = 1, first: int = 0) -> Iterator[tuple[Variant, Passed | None]]:
    """Yield false variants of a text, each with how it passed, or None if it was refused."""
    right = {json.dumps(claim["arguments"]): len(claim["arguments"]) for claim in one["answer"]["claims"]}
    for variant in list(variants(one))[first::step]:
        drafts = drafts_of(variant.text, one["answer"]["entities"], [variant.claim], vocabulary)
        is_false = bool(drafts) and (json.dumps(variant.claim["arguments"]) in right or not _is_shortened(drafts[0], variant.claim))
        yield variant, Passed(variant, drafts[0].doubt) if is_false else None


def _is_shortened(draft: Draft, claim: Any) -> bool:
    """Return whether the guard left out a role, so that what is false in a claim is gone."""
    return not isinstance(draft.content, Statement) and sum(len(values) for _, values in draft.content.roles) < len(claim["arguments"])


def main() -> None:
    """Count over the files that are given."""
    vocabulary = read_vocabulary(shipped_project().ontology)
    files = [Path(name) for name in sys.argv[1:]] or [ANSWERS / "model_answers.json", ANSWERS / "model_answers_later.json"]
    tried: Counter[str] = Counter()
    sure: Counter[str] = Counter()
    doubted: Counter[str] = Counter()
    right = claims = 0
    for one in (one for file in files for one in json.loads(file.read_text(encoding="utf-8"))):
        right += len(drafts_of(one["text"], one["answer"]["entities"], one["answer"]["claims"], vocabulary))
        claims += len(one["answer"]["claims"])
        for variant, result in passed(one, vocabulary):
            tried[variant.how] += 1
            if result:
                (doubted if result.doubt else sure)[variant.how] += 1
                kind = "PERSONAL " if variant.claim["kind"] in PERSONAL else ""
                print(f"{kind}{variant.how}{' (doubt)' if result.doubt else ''}: {variant.claim['kind']} {_shown(variant.claim)}")
    print(f"{right} of {claims} right claims pass")
    for how, number in tried.items():
        print(f"{how}: {number} tried, {sure[how]} pass, {doubted[how]} with a doubt")
    print(f"all: {tried.total()} tried, {sure.total()} pass, {doubted.total()} with a doubt")


def _shown(claim: Any) -> str:
    arguments = " ".join(f"{argument['role']}={argument['value']}" for argument in claim["arguments"])
    return f"{arguments} | {claim['quote']}"


if __name__ == "__main__":
    main()
