"""Paths, networks, relations and comparisons as answers. Nothing heavy is imported here."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from typing import TYPE_CHECKING

from disgraph.api.results import ListResult, Result, columns_of
from disgraph.errors import Candidate
from disgraph.facts.known import hop_known
from disgraph.facts.quote_choice import best_passage
from disgraph.paths.lookup import Path, PathSearch
from disgraph.relationships.edge import Hop
from disgraph.render.answer_blocks import Block, Layout
from disgraph.render.provenance import KNOWN_COLUMNS, known_values

if TYPE_CHECKING:
    from disgraph.api.frames import Columns
    from disgraph.export.writers import Files
    from disgraph.graph.graph import Graph
    from disgraph.passage import Passage
    from disgraph.paths.comparison import Comparison, Trait
    from disgraph.paths.connect import Component, Subgraph
    from disgraph.paths.near import CommonEntities, NeighborGroup

_HOP_COLUMNS = (
    *("source", "target", "kind", "sentence", "inferred", *KNOWN_COLUMNS),
    *("sources", "quote", "source_iri", "target_iri", "record"),
)


def _hop_row(hop: Hop, labels: Mapping[str, str]) -> tuple[object, ...]:
    return (
        labels[hop.source],
        labels[hop.target],
        hop.kind,
        hop.sentence,
        hop.inferred,
        *known_values(hop_known(hop)),
        len(hop.documents()),
        _best_quote(hop.sentence, hop.passages),
        hop.source,
        hop.target,
        hop.record or None,
    )


def _best_quote(sentence: str, passages: Sequence[Passage]) -> str | None:
    best = best_passage(sentence, passages)
    return best.quote if best else None


def _path_columns(paths: Iterable[Path]) -> Columns:
    """Return the hops of paths as columns, with the number of the path and of the step before them."""
    rows = [
        (number, at, *_hop_row(hop, dict(zip(path.nodes, path.labels, strict=True))))
        for number, path in enumerate(paths, 1)
        for at, step in enumerate(path.steps, 1)
        for hop in step.hops
    ]
    return columns_of(("path", "step", *_HOP_COLUMNS), rows)


class Paths(ListResult[Path]):
    """The paths between two entities, best first; empty, and false, if they are not connected.

    Attributes:
        start: one end.
        goal: the other.
        search: the paths with the options and the extent of the search.
        co_mention: whether entities count as joined when one document names both.
    """

    def __init__(
        self, start: Candidate, goal: Candidate, search: PathSearch, graph: Callable[[], Graph], *, co_mention: bool = False
    ) -> None:
        self.start, self.goal, self.search, self.co_mention = start, goal, search, co_mention
        self._graph = graph

    @property
    def items(self) -> tuple[Path, ...]:
        """The paths."""
        return self.search.paths

    @property
    def strength(self) -> str:
        """`direct`, `weak` or `none`."""
        return self.search.strength

    @property
    def connected(self) -> bool:
        """Whether there is a path."""
        return bool(self.search.paths)

    def blocks(self, layout: Layout) -> Iterable[Block]:
        """Return the paths as blocks."""
        from disgraph.render.path_answer import path_blocks

        return path_blocks(self.start, self.goal, self.search, layout, self.co_mention)

    def to_json(self, layout: Layout) -> str:
        """Return the paths as JSON, always with all hops."""
        from disgraph.render.path_answer import path_json

        return path_json(self.start, self.goal, self.search, layout.scores, self.co_mention)

    def columns(self) -> Columns:
        """Return the hops of all paths as columns."""
        return _path_columns(self)

    def files(self, form: str, name: str = "-") -> Files:
        """Return the relations of all paths as the files of a network.

        Args:
            form: a format of `disgraph.export.writers.WRITERS`.
            name: of the file.
        """
        from disgraph.api.path_network import path_files
        from disgraph.render.path_page import STORY

        return path_files(self.items, self._graph(), form, name, self.blocks(STORY))

    def _repr_html_(self) -> str:
        """Return story, picture and relations for a notebook."""
        if not self.connected or self.co_mention:
            return super()._repr_html_()
        from disgraph.api.path_network import path_notebook
        from disgraph.render.path_page import STORY

        return path_notebook(self.items, self._graph(), self.blocks(STORY))


class ConnectingSubgraph(Result):
    """The network that connects several entities; false if not all are connected.

    Attributes:
        entities: that the names denote.
        subgraph: its components, and the options of the search.
        co_mention: whether entities count as joined when one document names both.
    """

    def __init__(self, entities: Sequence[Candidate], subgraph: Subgraph, *, co_mention: bool = False) -> None:
        self.entities, self.subgraph, self.co_mention = tuple(entities), subgraph, co_mention

    @property
    def components(self) -> tuple[Component, ...]:
        """The connected components."""
        return self.subgraph.components

    @property
    def strength(self) -> str:
        """`direct`, `weak` if two of the entities are connected only weakly, or `none`."""
        return self.subgraph.strength

    @property
    def connected(self) -> bool:
        """Whether all entities are in one component."""
        return len(self.components) == 1

    def __bool__(self) -> bool:
        return self.connected

    def blocks(self, layout: Layout) -> Iterable[Block]:
        """Return the network as blocks."""
        from disgraph.render.subgraph_answer import subgraph_blocks

        return subgraph_blocks(self.entities, self.subgraph, layout, self.co_mention)

    def to_json(self, layout: Layout) -> str:
        """Return the network as JSON, always with all hops."""
        del layout
        from disgraph.render.subgraph_answer import subgraph_json

        return subgraph_json(self.entities, self.subgraph, self.co_mention)

    def columns(self) -> Columns:
        """Return the hops as columns, with the number of their component."""
        rows = [
            (number, *_hop_row(hop, self.subgraph.labels))
            for number, component in enumerate(self.components, 1)
            for step in component.steps
            for hop in step.hops
        ]
        return columns_of(("component", *_HOP_COLUMNS), rows)


class Neighbors(ListResult[Hop]):
    """The relations of one entity, by kind.

    Attributes:
        center: the entity.
        groups: its relations by kind, at most the limit of each.
        labels: of the kinds.
    """

    def __init__(self, center: Candidate, groups: Sequence[NeighborGroup], kind_labels: Mapping[str, str]) -> None:
        self.center, self.groups, self.kind_labels = center, tuple(groups), kind_labels

    @property
    def items(self) -> tuple[Hop, ...]:
        """The hops of all kinds."""
        return tuple(neighbor.hop for group in self.groups for neighbor in group.neighbors)

    @property
    def labels(self) -> dict[str, str]:
        """The labels of the entities by IRI."""
        found = {neighbor.iri: neighbor.label for group in self.groups for neighbor in group.neighbors}
        return found | {self.center.iri: self.center.label}

    def blocks(self, layout: Layout) -> Iterable[Block]:
        """Return the relations as blocks."""
        from disgraph.render.neighbors_answer import neighbors_blocks

        return neighbors_blocks(self.center, self.groups, self.kind_labels, layout)

    def to_json(self, layout: Layout) -> str:
        """Return the relations as JSON."""
        del layout
        from disgraph.render.neighbors_answer import neighbors_json

        return neighbors_json(self.center, self.groups, self.kind_labels)

    def columns(self) -> Columns:
        """Return the relations as columns."""
        labels = self.labels
        return columns_of(_HOP_COLUMNS, [_hop_row(hop, labels) for hop in self.items])


class Common(ListResult[Path]):
    """The entities related to two others, each as a path of two hops.

    Attributes:
        first: one entity.
        second: the other.
        found: how many there are, the first of them, and the judgement that both may be one entity; false without any of these.
    """

    def __init__(self, first: Candidate, second: Candidate, found: CommonEntities) -> None:
        self.first, self.second, self.found = first, second, found

    @property
    def items(self) -> tuple[Path, ...]:
        """The paths of two hops."""
        return self.found.paths

    def __bool__(self) -> bool:
        return bool(self.items or self.found.perhaps_one)

    def blocks(self, layout: Layout) -> Iterable[Block]:
        """Return the entities as blocks."""
        from disgraph.render.neighbors_answer import common_blocks

        return common_blocks(self.first, self.second, self.found, layout)

    def to_json(self, layout: Layout) -> str:
        """Return the entities as JSON, always with all hops."""
        del layout
        from disgraph.render.neighbors_answer import common_json

        return common_json(self.first, self.second, self.found)

    def columns(self) -> Columns:
        """Return the hops as columns."""
        return _path_columns(self)


class ComparisonResult(Result):
    """Two entities side by side.

    Attributes:
        first: one entity.
        second: the other.
        comparison: what they share, and what holds of one only.
    """

    def __init__(self, first: Candidate, second: Candidate, comparison: Comparison) -> None:
        self.first, self.second, self.comparison = first, second, comparison

    def blocks(self, layout: Layout) -> Iterable[Block]:
        """Return the comparison as blocks."""
        from disgraph.render.comparison_answer import comparison_blocks

        return comparison_blocks(self.first, self.second, self.comparison, layout)

    def to_json(self, layout: Layout) -> str:
        """Return the comparison as JSON, always with quotes."""
        del layout
        from disgraph.render.comparison_answer import comparison_json

        return comparison_json(self.first, self.second, self.comparison)

    def columns(self) -> Columns:
        """Return the traits as columns: of which entity, kind, sentence, whether derived, and the first quote."""
        found = self.comparison
        pairs = [(side, trait) for shared in found.same for side, trait in (("both: first", shared.first), ("both: second", shared.second))]
        pairs += [("first", trait) for trait in found.only_first] + [("second", trait) for trait in found.only_second]
        rows = [row for side, trait in pairs for row in _trait_rows(side, trait)]
        return columns_of(("of", "kind", "sentence", "inferred", *KNOWN_COLUMNS, "quote"), rows)


def _trait_rows(side: str, trait: Trait) -> list[tuple[object, ...]]:
    """Return the facts of a trait; how a type is known stays empty, as annotators give it without a quote."""
    return [
        (
            side,
            trait.kind,
            fact.sentence,
            trait.inferred,
            *(known_values(fact.known) if fact.known else (None,) * len(KNOWN_COLUMNS)),
            _best_quote(fact.sentence, fact.passages),
        )
        for fact in trait.facts
    ]
