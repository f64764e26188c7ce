"""The sections of a document: under the headings that its catalogue entry lists, or else under its Markdown headings."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from itertools import pairwise
from typing import NamedTuple

from disgraph.corpus.folding import FoldedText, Span
from disgraph.errors import Problem, Refused
from disgraph.yamlfile import Fields, Items, Node, Text

_MARKDOWN = re.compile(r"^#{1,6} +(?P<heading>\S.*?)[ #]*$", re.MULTILINE)
_FORM = "Write the words of the heading, or `heading` and `begins`, the first words of the section."


class SectionHeading(NamedTuple):
    """A heading of a catalogue entry; `begins` are the first words of its section where the heading is not at its beginning."""

    text: str
    begins: str = ""


class DocumentSection(NamedTuple):
    """A section: its number in the document, from 1, its heading, and where it is."""

    number: int
    heading: str
    span: Span


def written_headings(path: str, node: Node) -> str:
    """Return the headings of a catalogue entry as text: one a line, after a tab the words with which its section begins.

    Raises:
        Refused: the node has another form.
    """
    if not isinstance(node, Items):
        raise _refused(path, node.line, "`sections` is not a list.", _FORM)
    return "\n".join("\t".join(" ".join(part.split()) for part in _heading(path, each) if part) for each in node)


def headings_of(text: str) -> tuple[SectionHeading, ...]:
    """Return the headings that `written_headings` wrote."""
    return tuple(SectionHeading(*line.split("\t")) for line in text.splitlines())


def _heading(path: str, node: Node) -> SectionHeading:
    if isinstance(node, Text) and node.strip():
        return SectionHeading(str(node))
    if isinstance(node, Fields) and set(node) == {"heading", "begins"} and all(isinstance(value, Text) for value in node.values()):
        return SectionHeading(str(node["heading"]), str(node["begins"]))
    raise _refused(path, node.line, "a section is not a heading.", _FORM)


def find_sections(title: str, headings: Sequence[SectionHeading], folded: FoldedText) -> tuple[DocumentSection, ...]:
    """Return the sections of a document, which follow each other without a gap; the words before the first heading have the title.

    Args:
        title: of the document.
        headings: in the order of the text; without any, its Markdown headings count.
        folded: the text.

    Raises:
        Refused: a heading does not occur, or not after the one before.
    """
    text = folded.text
    found = list(_declared(headings, folded)) if headings else [(each.start(), each["heading"]) for each in _MARKDOWN.finditer(text)]
    if not found or text[: found[0][0]].strip():
        found.insert(0, (0, title))
    ends = [*found[1:], (len(text), "")]
    return tuple(
        DocumentSection(at, heading, Span(start, end)) for at, ((start, heading), (end, _)) in enumerate(zip(found, ends, strict=True), 1)
    )


def _declared(headings: Sequence[SectionHeading], folded: FoldedText) -> Iterator[tuple[int, str]]:
    at = 0
    for heading in headings:
        at = _next(heading.begins or heading.text, folded, at)
        if heading.begins:
            _next(heading.text, folded, 0)
        yield at, heading.text


def _next(words: str, folded: FoldedText, after: int) -> int:
    """Return where words first begin a line at or after an offset."""
    for span in folded.find_all(words):
        if span.start >= after and not folded.text[folded.text.rfind("\n", 0, span.start) + 1 : span.start].strip():
            return span.start
    raise _refused("documents.yaml", 0, f"the heading {words!r} begins no line of the document after the heading before it.", _FORM)


def section_at(sections: Sequence[DocumentSection], offset: int) -> DocumentSection:
    """Return the section in which an offset lies."""
    return next((before for before, after in pairwise(sections) if offset < after.span.start), sections[-1])


def _refused(path: str, line: int, message: str, remedy: str) -> Refused:
    return Refused((Problem("broken-sections", path, line, "", message, remedy),))
