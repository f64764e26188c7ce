"""Write docs/questions.md from questions.yaml; `make docs` runs it."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path
from typing import Any

import yaml

HERE = Path(__file__).resolve().parent
PAGE = HERE.parent.parent / "docs" / "questions.md"

#: The order of the chapters, and what each is called.
CHAPTERS = {
    "look-up": "Look-up",
    "list": "Lists",
    "count": "Counts",
    "comparison": "Comparisons",
    "time": "Time",
    "of-whom": "Parts of a whole",
    "income": "Income and money",
    "condition": "Conditions",
    "support": "Help and support",
    "training": "Training and education",
    "founding": "Founding",
    "family": "Family",
    "award": "Awards and designations",
    "policy": "Policies and programmes",
    "federation": "Federations",
    "place": "Places",
    "who-said-it": "Speakers",
    "hope": "Hopes and plans, which are not facts",
    "negation": "Denials",
    "doubt": "Doubts",
    "across": "Across documents and persons",
    "negative": "What the documents do not state",
}

HEAD = """\
# Questions with queries

{count} competency questions that the graph of the five documents answers. Find one that is close to yours, and change its query.
Run a query with `disgraph query`.

The answers were written from the documents before the queries; where the two differed, the text decided. The tests check that every
query returns exactly these rows, that every quote occurs in its document and in the evidence of the graph, and that what the documents
do not state has no answer.

| kind | questions |
|---|---|
{kinds}
"""


def text() -> str:
    """Return the page."""
    questions: list[dict[str, Any]] = yaml.load((HERE / "questions.yaml").read_text(encoding="utf-8"), yaml.BaseLoader)
    counts = Counter(question["kind"] for question in questions)
    kinds = "\n".join(f"| [{title}](#{_anchor(title)}) | {counts[kind]} |" for kind, title in CHAPTERS.items())
    parts = [HEAD.format(count=len(questions), kinds=kinds)]
    for kind, title in CHAPTERS.items():
        parts.append(f"## {title}\n")
        parts += ["\n".join(_question(question)) for question in questions if question["kind"] == kind]
    return "\n".join(parts)


def _question(question: Mapping[str, Any]) -> Iterator[str]:
    yield f"### {question['question']}\n"
    yield f"{question['answer']}\n"
    yield "```sparql"
    yield question["sparql"].rstrip("\n")
    yield "```\n"
    if "rows" in question:
        yield from _table(question["sparql"], question["rows"])
    for quote in question.get("quotes", ()):
        yield f"> {quote}\n>"
    number = "documents" if len(question["documents"]) > 1 else "document"
    marker = "> " if question.get("quotes") else ""
    yield f"{marker}`{question['id']}`, {number} {', '.join(question['documents'])}\n"
    if "twin" in question:
        twin = question["twin"]
        found = "; ".join(", ".join(row) for row in twin["rows"])
        yield f'The query gives no row. With "{twin["put"]}" instead of "{twin["instead_of"]}" it gives: {found}.\n'


def _table(sparql: str, rows: Sequence[Sequence[str]]) -> Iterator[str]:
    names = _columns(sparql, len(rows[0]))
    yield f"| {' | '.join(names)} |"
    yield "|" + "---|" * len(names)
    for row in rows:
        yield f"| {' | '.join(row)} |"
    yield ""


def _columns(sparql: str, count: int) -> list[str]:
    head = re.sub(r"\(.* AS (\?\w+)\)", r"\1", sparql.split("WHERE", 1)[0])
    names = re.findall(r"\?(\w+)", head)
    assert len(names) == count, sparql
    return names


def _anchor(title: str) -> str:
    return "".join(character for character in title.lower().replace(" ", "-") if character.isalnum() or character == "-")


if __name__ == "__main__":
    PAGE.write_text(text(), encoding="utf-8", newline="\n")
