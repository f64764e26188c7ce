"""Paths and relations as answers."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from disgraph.cli.path_text import as_text
from disgraph.errors import Candidate
from disgraph.library.frames import Columns, columns_of
from disgraph.library.html import Html, element, items
from disgraph.library.quotation import quotation
from disgraph.library.results import Listed
from disgraph.paths.lookup import Answer, Path
from disgraph.relationships.edge import Hop


@dataclass(frozen=True, repr=False)
class Paths(Listed[Path]):
    """The paths between two entities, in the order of their rank; empty, and false, where they are not connected."""

    start: Candidate
    goal: Candidate
    answer: Answer

    def _all(self) -> tuple[Path, ...]:
        return self.answer.paths

    @property
    def connected(self) -> bool:
        """Whether there is a path."""
        return bool(self.answer.paths)

    def columns(self) -> Columns:
        """Return the hops of all paths: number of the path and of the step, and what the columns of hops are."""
        found = [(number, at, hop) for number, path in enumerate(self, 1) for at, step in enumerate(path.steps, 1) for hop in step.hops]
        labels = {iri: label for path in self for iri, label in zip(path.nodes, path.labels, strict=True)}
        places = {"path": [number for number, _, _ in found], "step": [at for _, at, _ in found]}
        return places | _hop_columns([hop for _, _, hop in found], labels)

    def _text(self) -> str:
        return as_text(self.start, self.goal, self.answer)

    def _repr_html_(self) -> str:
        if not self.connected:
            return element("p", self._text())
        told = (element("div", element("strong", " \u2013 ".join(path.labels)), _steps(path)) for path in self)
        return element("section", element("p", f"{self.start.label} to {self.goal.label}"), items(told, "ol"))


def _steps(path: Path) -> Html:
    return items(_hop(hop) for step in path.steps for hop in step.hops)


def _hop(hop: Hop) -> Html:
    mark = " [follows by reasoning]" if hop.inferred else ""
    because = items(element("div", f"because {premise.sentence}", *map(quotation, premise.passages[:1])) for premise in hop.because)
    return element("div", f"{hop.sentence}.{mark}", *map(quotation, hop.passages), because if hop.because else Html(""))


def _hop_columns(hops: Sequence[Hop], labels: dict[str, str]) -> Columns:
    names = ("source", "target", "kind", "sentence", "inferred", "sources", "quote", "source_iri", "target_iri", "record")
    rows = [
        (
            labels[hop.source],
            labels[hop.target],
            hop.kind,
            hop.sentence,
            hop.inferred,
            len(hop.documents()),
            hop.passages[0].quote if hop.passages else None,
            hop.source,
            hop.target,
            hop.record or None,
        )
        for hop in hops
    ]
    return columns_of(names, rows)


@dataclass(frozen=True, repr=False)
class Neighbors(Listed[Hop]):
    """The relations of one entity, each a sentence with its words; `labels` has the labels of the entities by IRI."""

    center: Candidate
    hops: tuple[Hop, ...]
    labels: dict[str, str]

    def _all(self) -> tuple[Hop, ...]:
        return self.hops

    def columns(self) -> Columns:
        """Return the relations as columns."""
        return _hop_columns(self.hops, self.labels)

    def _text(self) -> str:
        lines = [f"- {hop.sentence}{' [follows by reasoning]' if hop.inferred else ''}" for hop in self.hops]
        return "\n".join([f"{self.center.label}: {len(self.hops)} relations", *lines])

    def _repr_html_(self) -> str:
        return element("section", element("p", f"{self.center.label}: {len(self.hops)} relations"), items(map(_hop, self.hops)))
