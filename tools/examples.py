"""Examples of terms from the data: for each record class, role and property that accepted claims use, one claim and its quote.

The shortest claim that is stated, without a doubt and with one quote is taken. Other terms keep the examples that were written by hand.

Usage: python -m tools.examples    (writes `ontology/examples.ttl` from the current graph of the shipped documents)
"""

from __future__ import annotations

import sys
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import NamedTuple

from disgraph import open_graph
from disgraph.claims.claim import Claim, Record
from disgraph.claims.claim_files import read_claims
from disgraph.graph.graph import Graph
from disgraph.ontology.vocabulary_reader import read_vocabulary
from disgraph.project import shipped_project
from disgraph.rdf import DG, Literal
from disgraph.triples.iris import claim_iri

FILE = Path(__file__).resolve().parents[1] / "ontology" / "examples.ttl"
_HEAD = """\
# Made by `python -m tools.examples` from the claims of the shipped documents. The quotes belong to the publishers of the documents.
@prefix dg: <https://w3id.org/disgraph/ontology#> .
@prefix owl: <http://www.w3.org/2002/07/owl#> .
@prefix skos: <http://www.w3.org/2004/02/skos/core#> .
@prefix dcterms: <http://purl.org/dc/terms/> .

<https://w3id.org/disgraph/ontology/examples> a owl:Ontology ;
    owl:versionIRI <https://w3id.org/disgraph/ontology/0.2.0/examples> ;
    owl:versionInfo "0.2.0" ;
    dcterms:title "disgraph: examples"@en ;
    dcterms:description "Examples of terms that the claims of the shipped documents use: the claim in words, and its quote."@en ;
    dcterms:creator "The disgraph maintainers" ;
    dcterms:publisher "The disgraph maintainers" ;
    dcterms:created "2026-11-30" ;
    dcterms:modified "2026-11-30" ;
    dcterms:license <https://opensource.org/licenses/MIT> ;
    dcterms:isPartOf <https://w3id.org/disgraph/ontology> .

"""


class Example(NamedTuple):
    """A claim in words, its quote, and the id of its document."""

    sentence: str
    quote: str
    document: str

    def text(self) -> str:
        """Return the value of `skos:example`."""
        return f"{self.sentence} (\u201c{' '.join(self.quote.split())}\u201d, document {self.document})"


def claim_examples(graph: Graph) -> Iterator[tuple[str, Claim, Example]]:
    """Yield each term that an accepted claim with one quote uses, with the claim and the example that it gives.

    Args:
        graph: of the shipped documents.
    """
    project = shipped_project()
    for claim in read_claims(project.claims, read_vocabulary(project.ontology)):
        sentence = graph.value(claim_iri(claim), DG["inWords"])
        if sentence and not claim.negated and len(claim.quotes) == 1:
            example = Example(sentence, claim.quotes[0].text, claim.document)
            yield from ((term, claim, example) for term in _terms(claim))


def _terms(claim: Claim) -> tuple[str, ...]:
    content = claim.content
    return (content.type, *(role for role, _ in content.roles)) if isinstance(content, Record) else (content.property,)


def chosen_examples(graph: Graph) -> Mapping[str, Example]:
    """Return the example of each term, by its local name; ties are broken by document and id."""
    best: dict[str, tuple[tuple[object, ...], Example]] = {}
    for term, claim, example in claim_examples(graph):
        length = len(example.sentence) + len(example.quote)
        rank = (claim.modality != "stated", bool(claim.doubt), length, claim.document, claim.id)
        if term not in best or rank < best[term][0]:
            best[term] = (rank, example)
    return {term: example for term, (_, example) in sorted(best.items())}


def turtle(examples: Mapping[str, Example]) -> str:
    """Return the module of the examples."""
    lines = (f"dg:{term} skos:example {Literal(example.text(), language='en')} ." for term, example in examples.items())
    return _HEAD + "\n".join(lines) + "\n"


if __name__ == "__main__":
    FILE.write_text(turtle(chosen_examples(open_graph().graph)), encoding="utf-8")
    sys.stdout.write(f"{FILE.name}\n")
