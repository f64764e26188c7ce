"""Writing the index of the texts of a graph: for each term the items that contain it, each with its share of the score.

The share is that of BM25 (Robertson and Zaragoza, The Probabilistic Relevance Framework, 2009) with the weights of BM25F, computed here
once: a search only adds numbers.
"""

from __future__ import annotations

from array import array
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Sequence
from math import log
from pathlib import Path

from disgraph.graph.graph import Graph
from disgraph.search.ontology_words import OntologyWords, described_terms
from disgraph.search.searchable import ENTITY, FACT, SearchItem, search_items
from disgraph.search.word_forms import STOP_WORDS, stem, words
from disgraph.store.sections import ends, numbers, texts, write_sections

#: Parameters of BM25: how soon repetition stops to count, and how much a long text is discounted.
_K1, _B = 1.2, 0.5

#: Impacts are whole numbers: the score times this.
SCALE = 1000


def write_text_index(path: Path, graph: Graph) -> None:
    """Write the index of a graph; see `disgraph.search.text_index`."""
    write_items(path, search_items(graph), described_terms(graph))


def write_items(path: Path, items: Sequence[SearchItem], described: Sequence[OntologyWords] = ()) -> None:
    """Write the index of items, and the words of the ontology."""
    forms: dict[str, str] = {}
    counted = [_counted(item, forms) for item in items]
    postings = _postings(counted)
    known = sorted(postings)
    number = {item.iri: at for at, item in enumerate(items) if item.kind == ENTITY}
    members = [[(number[iri], role) for role, iri in item.members] for item in items]
    roles, types, documents = (sorted(found) for found in _names(items))
    facts_of: dict[int, list[int]] = defaultdict(list)
    for at, ends_ in enumerate(members):
        for entity in dict.fromkeys(entity for entity, _ in ends_):
            facts_of[entity].append(at)
    sections = {
        **texts("terms", known),
        "found": _joined(array("I", (at for at, _ in postings[term])) for term in known),
        "impacts": _joined(array("I", (impact for _, impact in postings[term])) for term in known),
        "found_at": numbers(ends(len(postings[term]) for term in known)),
        **texts("words", sorted(forms)),
        "stems": numbers(_places(known, (forms[word] for word in sorted(forms)))),
        "kind": numbers(item.kind for item in items),
        "type": numbers(types.index(item.type) for item in items),
        "document": numbers(documents.index(name) for item in items for name in item.documents),
        "document_at": numbers(ends(len(item.documents) for item in items)),
        **texts("iris", [item.iri for item in items]),
        **texts("labels", [item.label for item in items]),
        **texts("claims", [" ".join(item.claims) for item in items]),
        "member": numbers(entity for ends_ in members for entity, _ in ends_),
        "role": numbers(roles.index(role) for ends_ in members for _, role in ends_),
        "member_at": numbers(ends(map(len, members))),
        "facts": numbers(fact for at in range(len(items)) for fact in facts_of[at]),
        "facts_at": numbers(ends(len(facts_of[at]) for at in range(len(items)))),
    }
    head = {
        "words": [list(each) for each in described],
        "types": types,
        "roles": roles,
        "documents": documents,
        "items": len(items),
        "facts": sum(item.kind == FACT for item in items),
    }
    write_sections(path, sections, head)


def _names(items: Sequence[SearchItem]) -> tuple[set[str], set[str], set[str]]:
    """Return the roles, types and documents of items."""
    roles = {role for item in items for role, _ in item.members}
    return roles, {item.type for item in items}, {name for item in items for name in item.documents}


def _places(known: Sequence[str], stems: Iterable[str]) -> Iterator[int]:
    at = {term: number for number, term in enumerate(known)}
    return (at[each] for each in stems)


def _joined(arrays: Iterable[array[int]]) -> bytes:
    return b"".join(each.tobytes() for each in arrays)


def _counted(item: SearchItem, forms: dict[str, str]) -> Counter[str]:
    """Return the terms of an item with their weighted frequencies, and note the stem of each word."""
    found: Counter[str] = Counter()
    for weight, text in item.texts:
        for word in words(text):
            if word not in STOP_WORDS:
                term = forms[word] = stem(word)
                found[term] += weight  # type: ignore[assignment]
    return found


def _postings(counted: Sequence[Counter[str]]) -> dict[str, list[tuple[int, int]]]:
    """Return for each term the items that contain it, each with its impact."""
    lengths = [sum(each.values()) for each in counted]
    mean = sum(lengths) / max(1, len(lengths)) or 1
    frequency = Counter(term for each in counted for term in each)
    rarity = {term: log(1 + (len(counted) - number + 0.5) / (number + 0.5)) for term, number in frequency.items()}
    postings: dict[str, list[tuple[int, int]]] = defaultdict(list)
    for at, (each, length) in enumerate(zip(counted, lengths, strict=True)):
        discount = _K1 * (1 - _B + _B * length / mean)
        for term, weight in each.items():
            postings[term].append((at, round(SCALE * rarity[term] * weight * (_K1 + 1) / (weight + discount))))
    return postings
