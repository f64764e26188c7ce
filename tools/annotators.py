"""The test of the definitions: annotators who have only the sheet classify twenty sentences for each pair of classes.

`sheet` writes the sheet from the pairs and the ontology; `agreement` prints how often each two annotators chose the same class.

Usage: python -m tools.annotators sheet|agreement
"""

from __future__ import annotations

import sys
from collections.abc import Iterator, Mapping
from functools import cache
from itertools import combinations
from pathlib import Path
from typing import NamedTuple

import yaml

from disgraph.ontology.vocabulary_reader import read_vocabulary
from disgraph.project import shipped_project
from disgraph.rdf import DG, SKOS, Literal, Quad

FOLDER = Path(__file__).resolve().parents[1] / "tests" / "ontology" / "annotators"
#: Sentences of a pair that two annotators must classify alike, of twenty.
REQUIRED = 18
_HEAD = """\
# Which class? A sheet for annotators

Read the two definitions of a pair, then choose for each sentence the class of what the brackets enclose. Always choose one of the two.
Use only this sheet. Write the choices to `answers/NAME.yaml`: for each pair a mapping from the number of a sentence to the class.

```yaml
name-of-pair:
  1: OneClass
  2: OtherClass
```
"""


class Pair(NamedTuple):
    """Two classes that are easily confused, and sentences that are about one of them each."""

    name: str
    classes: tuple[str, str]
    sentences: tuple[str, ...]


#: The class that an annotator chose, by pair and number of the sentence.
Answers = Mapping[str, Mapping[int, str]]


def read_pairs() -> tuple[Pair, ...]:
    """Return the pairs in their order."""
    found = yaml.safe_load((FOLDER / "pairs.yaml").read_text(encoding="utf-8"))
    return tuple(Pair(name, tuple(pair["classes"]), tuple(pair["sentences"])) for name, pair in found.items())


def read_answers() -> dict[str, Answers]:
    """Return what each annotator chose, by the name of the annotator."""
    paths = sorted((FOLDER / "answers").glob("*.yaml"))
    return {path.stem: yaml.safe_load(path.read_text(encoding="utf-8")) for path in paths}


def sheet() -> str:
    """Return the sheet in Markdown: definitions, scope notes and sentences, and nothing else."""
    return "\n".join([_HEAD, *(_section(pair) for pair in read_pairs())])


def _section(pair: Pair) -> str:
    terms = "\n".join(f"- **{name}**: {' '.join(words_of(name))}" for name in pair.classes)
    sentences = "\n".join(f"{number}. {text}" for number, text in enumerate(pair.sentences, start=1))
    return f"## {pair.name}\n\n{terms}\n\n{sentences}\n"


def words_of(name: str) -> Iterator[str]:
    """Yield the definition and the scope notes of a class."""
    for predicate in (SKOS["definition"], SKOS["scopeNote"]):
        found = (quad.object for quad in _ontology() if quad.subject == DG[name] and quad.predicate == predicate)
        yield from (term.value for term in found if isinstance(term, Literal))


@cache
def _ontology() -> tuple[Quad, ...]:
    return read_vocabulary(shipped_project().ontology).quads


def agreement(one: Answers, other: Answers) -> dict[str, int]:
    """Return for each pair that two annotators read how many sentences they classified alike."""
    both = (pair for pair in read_pairs() if pair.name in one and pair.name in other)
    return {pair.name: sum(_alike(pair, number, one, other) for number in range(1, len(pair.sentences) + 1)) for pair in both}


def _alike(pair: Pair, number: int, one: Answers, other: Answers) -> bool:
    first, second = (answers[pair.name].get(number) for answers in (one, other))
    return first == second and first in pair.classes


def too_low(answers: Mapping[str, Answers]) -> list[str]:
    """Return the pairs on which two annotators agree in fewer sentences than required, each as a text."""
    return [
        f"{pair}: {first} and {second} agree on {alike} of 20"
        for first, second in combinations(sorted(answers), 2)
        for pair, alike in agreement(answers[first], answers[second]).items()
        if alike < REQUIRED
    ]


def main(arguments: list[str]) -> None:
    """Write the sheet, or print the agreement of each two annotators."""
    if arguments == ["sheet"]:
        (FOLDER / "sheet.md").write_text(sheet(), encoding="utf-8", newline="\n")
        return
    for (first, one), (second, other) in combinations(sorted(read_answers().items()), 2):
        for pair, alike in agreement(one, other).items():
            sys.stdout.write(f"{pair}: {first} and {second} agree on {alike} of 20\n")


if __name__ == "__main__":
    main(sys.argv[1:])
