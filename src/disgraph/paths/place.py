"""Where a graph lies: a directory, of which no more is opened than is needed, or a graph that is open, such as one behind an endpoint."""

from typing import TYPE_CHECKING, TypeAlias, Union

from disgraph.paths.index import Index

if TYPE_CHECKING:
    from disgraph.graph.disk import Graph
    from disgraph.graph.resolver import Names
    from disgraph.paths.relationships import Relationships

Place: TypeAlias = Union[str, "Graph"]


def place_of(graph: "Graph") -> Place:
    """Return the directory of a graph, or itself where it has none."""
    return graph.folder or graph


def names_at(place: Place) -> "str | Names":
    """Return where the names of a graph are looked up."""
    return place if isinstance(place, str) else place.names


def graph_at(place: Place, with_inferred: bool = True) -> "Graph":
    """Return the graph, opened.

    Args:
        place: where it lies.
        with_inferred: whether what reasoning added is seen.
    """
    if isinstance(place, str):
        from disgraph.graph.disk import Graph

        return Graph(place, with_inferred)
    return place.whole() if with_inferred else place.as_said()


def relationships_at(place: Place, with_inferred: bool = True) -> "Relationships":
    """Return the relationship graph: in the index of a directory, or fetched from an opened graph.

    Args:
        place: where the graph lies.
        with_inferred: whether edges that only follow by reasoning are seen.
    """
    if isinstance(place, str):
        return Index(place, with_inferred)
    from disgraph.paths.edges import Edges

    return Edges(graph_at(place, with_inferred))
