"""Which entities are named in one document. Co-mention is not a relationship: it is a graph of its own, never mixed with relations."""

from __future__ import annotations

from disgraph.facts.story import story_of
from disgraph.graph.graph import Graph
from disgraph.graph.passages import source
from disgraph.passage import Passage
from disgraph.rdf import SCHEMA, NamedNode
from disgraph.relationships.edge import Edge, Hop
from disgraph.relationships.protocol import Relationships

KIND = "coMention"


class CoMentions(Relationships):
    """Co-mention as a relationship graph: an edge for each two entities and each document that names both.

    Args:
        graph: the opened graph.
    """

    def __init__(self, graph: Graph) -> None:
        self._graph = graph
        self._named: dict[str, list[str]] = {}
        self._passages: dict[str, tuple[Passage, ...]] = {}

    def around(self, node: str) -> tuple[Edge, ...]:
        """Return the edges of an entity, in a fixed order."""
        named_in = (quad.subject for quad in self._graph.to(NamedNode(node), SCHEMA["mentions"]))
        documents = [document.value for document in named_in if isinstance(document, NamedNode)]
        return tuple(sorted(_edge(node, other, document) for document in documents for other in self._names(document) if other != node))

    def hub(self, node: str) -> str:
        """Return the group of hubs that an entity belongs to, or an empty text."""
        return self._graph.relations.hubs.get(self._graph.type(NamedNode(node)), "")

    def label(self, node: str) -> str:
        """Return the label of an entity."""
        return self._graph.label(NamedNode(node))

    def explain(self, edge: Edge) -> Hop:
        """Return an edge with the passages that concern both entities, else with one passage of each."""
        document = source(self._graph, edge.record)
        first, second = ([passage for passage in self._about(node) if passage.document == document] for node in (edge.source, edge.target))
        places = {(passage.start, passage.end) for passage in second}
        both = {(passage.start, passage.end): passage for passage in first if (passage.start, passage.end) in places}
        where = f"in {'one passage of ' if both else ''}document {document.id}"
        sentence = f"{self.label(edge.source)} and {self.label(edge.target)} are both named {where} (not a relationship)"
        shown = tuple(both[place] for place in sorted(both)) or (
            *_naming(self.label(edge.source), first),
            *_naming(self.label(edge.target), second),
        )
        return Hop(edge.source, edge.target, KIND, sentence, "", inferred=False, passages=shown)

    def frequency(self, kind: str) -> int:
        """Return 0: co-mention has only one kind."""
        del kind
        return 0

    def weakness(self, kind: str) -> int:
        """Return 0: co-mention has only one kind."""
        del kind
        return 0

    def _names(self, document: str) -> list[str]:
        if document not in self._named:
            named = self._graph.about(NamedNode(document), SCHEMA["mentions"])
            self._named[document] = sorted(quad.object.value for quad in named if isinstance(quad.object, NamedNode))
        return self._named[document]

    def _about(self, node: str) -> tuple[Passage, ...]:
        """Return the passages that concern an entity, by document and place."""
        if node not in self._passages:
            found = {passage for fact in story_of(self._graph, node).facts for passage in fact.passages}
            self._passages[node] = tuple(sorted(found, key=lambda passage: (passage.document.id, passage.start, passage.end, passage)))
        return self._passages[node]


def _edge(node: str, other: str, document: str) -> Edge:
    first, second = sorted((node, other))
    return Edge(first, second, KIND, document, inferred=False)


def _naming(label: str, passages: list[Passage]) -> list[Passage]:
    """Return the first passage that contains a name in full, else the first one, if any."""
    return sorted(passages, key=lambda passage: label not in passage.quote)[:1]
