"""Two entities side by side, in words and as JSON."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from disgraph.cli.path_text import ONTOLOGY, entity_object, hop_lines, hop_object, passage_object, quoted, wrapped
from disgraph.cli.tables import SCHEMA_VERSION, to_json
from disgraph.errors import Candidate
from disgraph.paths.comparison import Comparison, Trait


def as_text(first: Candidate, second: Candidate, found: Comparison, quotes: bool, markdown: bool) -> str:
    """Return a comparison for people.

    Args:
        first: one entity.
        second: the other.
        found: what is the same and what differs.
        quotes: whether the words that say it are shown.
        markdown: with headings in Markdown.
    """
    mark = "## " if markdown else ""
    lines = [f"{mark}{first.label} and {second.label}"]
    if found.between:
        lines += ["", f"#{mark}Between them" if markdown else "Between them"]
        lines += [line for hop in found.between for line in hop_lines(hop if quotes else hop._replace(passages=hop.passages[:0]), "  ")]
    same = [trait for shared in found.same for trait in _once(shared.first, shared.second)]
    for heading, traits in (("Both", same), (f"Only {first.label}", found.only_first), (f"Only {second.label}", found.only_second)):
        lines += ["", f"#{mark}{heading}" if markdown else heading]
        lines += [line for trait in traits for line in _trait(trait, quotes)] or ["  - nothing"]
    return "\n".join(lines) + "\n"


def _once(first: Trait, second: Trait) -> Sequence[Trait]:
    """Return what is said of both, once where the words are the same."""
    same = [words for words, _ in first.said] == [words for words, _ in second.said]
    return (first,) if same and not (first.said[0][1] or second.said[0][1]) else (first, second)


def _trait(trait: Trait, quotes: bool) -> Iterator[str]:
    for words, passages in trait.said:
        yield from wrapped(f"{words}{'  [follows by reasoning]' if trait.inferred else ''}", "  - ", "    ")
        if quotes:
            for passage in passages:
                yield from quoted(passage, "      ")


def as_json(first: Candidate, second: Candidate, found: Comparison) -> str:
    """Return a comparison as JSON; the schema is in docs/formats.md.

    Args:
        first: one entity.
        second: the other.
        found: what is the same and what differs.
    """
    return to_json(
        {
            "schema_version": SCHEMA_VERSION,
            "from": entity_object(first),
            "to": entity_object(second),
            "between": list(map(hop_object, found.between)),
            "same": [{"from": _trait_object(shared.first), "to": _trait_object(shared.second)} for shared in found.same],
            "only_from": list(map(_trait_object, found.only_first)),
            "only_to": list(map(_trait_object, found.only_second)),
        }
    )


def _trait_object(trait: Trait) -> dict[str, object]:
    kind = trait.kind if trait.kind in ("type", "property") else f"{ONTOLOGY}{trait.kind}"
    said = [{"sentence": words, "evidence": list(map(passage_object, passages))} for words, passages in trait.said]
    return {"kind": kind, "inferred": trait.inferred, "said": said}
