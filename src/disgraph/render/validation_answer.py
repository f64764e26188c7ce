"""The results of validation as blocks, rows and JSON."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from disgraph.facts.validation_results import LocatedResult
from disgraph.render.answer_blocks import Block, CitedQuote, ListItem, Paragraph
from disgraph.render.json_output import versioned

COLUMNS = ("severity", "entity", "rule", "message", "remedy", "value", "passage", "iri")


def validation_blocks(results: Sequence[LocatedResult]) -> Iterator[Block]:
    """Return each result with its remedy and the passage it comes from."""
    if not results:
        yield Paragraph("The graph conforms to every shape.")
    for result in results:
        yield ListItem(f"{result.severity.upper()} {result.entity}: {result.message} [{result.rule}]")
        yield ListItem(result.remedy, 1)
        if result.passage:
            yield CitedQuote(result.passage, "", 1)
        yield ListItem(result.iri, 1)


def validation_rows(results: Sequence[LocatedResult]) -> list[list[str]]:
    """Return a row for each result; the columns are `COLUMNS`."""
    return [list(result) for result in results]


def validation_json(results: Sequence[LocatedResult]) -> str:
    """Return the results as JSON; schema `validate.json`."""
    return versioned({"conforms": not results, "results": [dict(zip(COLUMNS, result, strict=True)) for result in results]})
