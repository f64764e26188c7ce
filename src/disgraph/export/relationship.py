"""The relationship graph as values: entities are its nodes, relations between them its edges, merged by source, target and kind."""

from __future__ import annotations

import unicodedata
from array import array
from collections.abc import Collection, Iterable, Sequence
from typing import NamedTuple

from disgraph.export.locations import Location
from disgraph.export.quotes import in_quotation_marks
from disgraph.facts.known import SEPARATOR, STATED, Known, how_known, known_from
from disgraph.facts.quote_choice import choose_quote
from disgraph.passage import Passage, Premise
from disgraph.paths.network_analysis import Measures
from disgraph.rdf import RESOURCE, local_name
from disgraph.relationships.edge import Edge, Hop


class NetworkNode(NamedTuple):
    """An entity; `degree` counts its merged edges, `earliest` and `latest` are years of those that have a time.

    `label_latin` is the label, or another name of the entity, if it has Latin letters; empty if there is none. `location_known` is how
    it is known that the entity is at `location`.
    """

    iri: str
    label: str
    type: str
    type_label: str
    degree: int
    documents: tuple[str, ...]
    earliest: int | None
    latest: int | None
    in_degree: int = 0
    out_degree: int = 0
    measures: Measures | None = None
    location: Location | None = None
    location_known: Known = Known("")
    label_latin: str = ""


class TimeSpan(NamedTuple):
    """The first and the last day that a record allows; empty where it is open."""

    first: str
    last: str


class Relationship(NamedTuple):
    """All edges of one kind from one entity to another, merged.

    `documents` state it; `weight` is their number, or 1 for a derived edge (`inferred`). Sentence and quote are those of the most
    informative record. `start` and `end` are days, and empty unless every record has them; `earliest` and `latest` are the years that any
    record has. `spells` are separate times, where every record has one and there are several. `known` is how the edge is known;
    `premises` are the quotes from which a derived edge follows, each with its document.
    """

    id: str
    source: str
    target: str
    kind: str
    label: str
    weight: int
    documents: tuple[str, ...]
    inferred: bool
    sentence: str
    quote: str
    document: str
    title: str
    start: str
    end: str
    earliest: int | None
    latest: int | None
    records: tuple[str, ...]
    spells: tuple[TimeSpan, ...] = ()
    known: Known = Known(STATED)
    premises: tuple[str, ...] = ()


class RelationshipKind(NamedTuple):
    """A kind of edges: the IRI of its property or record edge, and the relation in words."""

    iri: str
    label: str


class NetworkShape(NamedTuple):
    """A network in numbers: the degree of each node, the ends of each edge, and the number of derived edges."""

    degrees: array[int]
    sources: array[int]
    targets: array[int]
    inferred: int


class RelationshipNetwork(NamedTuple):
    """The relationship graph: nodes by IRI, edges by source, target and kind.

    Both have a length and can be iterated repeatedly. Those that are read from the store are read again each time, so that a large graph
    needs little memory; they come with a `shape`. `measured` is true if the nodes have measures.
    """

    nodes: Collection[NetworkNode]
    edges: Collection[Relationship]
    shape: NetworkShape | None = None
    measured: bool = False


def network_shape(network: RelationshipNetwork) -> NetworkShape:
    """Return a network in numbers."""
    if network.shape is not None:
        return network.shape
    number = {node.iri: at for at, node in enumerate(network.nodes)}
    ends = [(number[edge.source], number[edge.target]) for edge in network.edges]
    degrees = array("I", (node.degree for node in network.nodes))
    inferred = sum(edge.inferred for edge in network.edges)
    return NetworkShape(degrees, array("I", (source for source, _ in ends)), array("I", (target for _, target in ends)), inferred)


def readable_label(label: str, iri: str) -> str:
    """Return a label in one line, whatever its script; the last part of the IRI if it is empty.

    >>> readable_label("\u5218\u536b\u5e73", "https://example.org/person/liu"), readable_label(" ", "https://example.org/person/liu")
    ('\u5218\u536b\u5e73', 'liu')
    """
    return " ".join(label.split()) or local_name(iri) or iri


def has_latin(text: str) -> bool:
    """Return whether a text has a Latin letter."""
    return any(letter.isascii() or unicodedata.name(letter, "").startswith("LATIN") for letter in text if letter.isalpha())


def merge(explained: Sequence[tuple[Edge, Hop]], kind: RelationshipKind) -> Relationship:
    """Return the edges of one kind from one entity to another as one.

    Args:
        explained: one or more edges, each with its hop.
        kind: of the edges.
    """
    if len(explained) == 1 and len(explained[0][1].passages) == 1:
        return _merge_single(*explained[0], kind)
    source, target, name = explained[0][0][:3]
    hops = [hop for _, hop in explained]
    passages = [passage for hop in hops for passage in hop.passages]
    hops_in_order = sorted(hops, key=lambda hop: (hop.sentence, hop.record))
    number, best = choose_quote([(hop.sentence, hop.passages) for hop in hops_in_order]) or (0, None)
    chosen = hops_in_order[number]
    documents = tuple(sorted({passage.document.id for passage in passages}))
    spans = [TimeSpan(edge.begin, edge.latest) for edge, _ in explained]
    whole = spans[0] if len(spans) == 1 else _whole(spans)
    years = [int(day[:4]) for span in spans for day in span if day]
    return Relationship(
        id=edge_id(source, name, target),
        source=source,
        target=target,
        kind=kind.iri,
        label=kind.label,
        weight=len(documents) or 1,
        documents=documents,
        inferred=all(hop.inferred for hop in hops),
        sentence=chosen.sentence,
        quote=best.quote if best else "",
        document=best.document.id if best else "",
        title=best.document.title if best else "",
        start=whole.first,
        end=whole.last,
        earliest=min(years, default=None),
        latest=max(years, default=None),
        records=tuple([edge.record for edge, _ in explained if edge.record]),
        spells=spells(spans) if len(spans) > 1 else (),
        known=_known(hops, passages),
        premises=_premise_quotes(hops),
    )


def _merge_single(edge: Edge, hop: Hop, kind: RelationshipKind) -> Relationship:
    """Return what `merge` does of one edge with one quote, as most are."""
    (passage,) = hop.passages
    start, end = edge.begin, edge.latest
    years = [int(day[:4]) for day in (start, end) if day]
    return Relationship(
        edge_id(edge.source, edge.kind, edge.target), edge.source, edge.target, kind.iri, kind.label, 1, (passage.document.id,),
        hop.inferred, hop.sentence, passage.quote, passage.document.id, passage.document.title, start, end,
        min(years, default=None), max(years, default=None), (edge.record,) if edge.record else (), (), how_known(hop.passages),
    )  # fmt: skip


def _known(hops: Sequence[Hop], passages: Sequence[Passage]) -> Known:
    """Return how merged edges are known; the basis of a derived one are the sentences of its premises."""
    known = how_known(passages, is_derived=all(hop.inferred for hop in hops))
    premises = _premises(hops) if not passages else ()
    if not premises:
        return known
    return known_from(premises)._replace(basis=SEPARATOR.join(map(_premise_sentence, premises)))


def _premises(hops: Iterable[Hop]) -> tuple[Premise, ...]:
    return tuple(dict.fromkeys(premise for hop in hops for premise in hop.because))


def _premise_sentence(premise: Premise) -> str:
    return premise.sentence if premise.passages else f"{premise.sentence} ({premise.basis})"


def _premise_quotes(hops: Iterable[Hop]) -> tuple[str, ...]:
    quoted = ((passage.quote, passage.document.id) for premise in _premises(hops) for passage in premise.passages)
    return tuple(f"{in_quotation_marks(quote)} (document {document})" for quote, document in dict.fromkeys(quoted))


def edge_id(source: str, kind: str, target: str) -> str:
    """Return an id that is the same in every export: source, kind and target, joined by a character that no IRI has."""
    return f"{source.removeprefix(RESOURCE)}|{kind}|{target.removeprefix(RESOURCE)}"


def _whole(spans: list[TimeSpan]) -> TimeSpan:
    """Return the days from the first to the last, each only where every record has one."""
    firsts, lasts = [span.first for span in spans], [span.last for span in spans]
    return TimeSpan(min(firsts) if all(firsts) else "", max(lasts) if all(lasts) else "")


def spells(spans: Iterable[TimeSpan]) -> tuple[TimeSpan, ...]:
    """Return times that lie apart from each other, those that touch joined; nothing where a record has none, or only one is left.

    >>> spells([TimeSpan("2019-01-01", "2019-12-31"), TimeSpan("2016-01-01", "2016-12-31"), TimeSpan("2016-07-01", "2017-01-31")])
    (TimeSpan(first='2016-01-01', last='2017-01-31'), TimeSpan(first='2019-01-01', last='2019-12-31'))
    """
    apart: list[TimeSpan] = []
    for span in sorted(spans):
        if not span.first and not span.last:
            return ()
        if apart and (not apart[-1].last or span.first <= apart[-1].last):
            last = max(apart[-1].last, span.last) if apart[-1].last and span.last else ""
            apart[-1] = TimeSpan(apart[-1].first, last)
        else:
            apart.append(span)
    return tuple(apart) if len(apart) > 1 else ()
