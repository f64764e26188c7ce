"""Examples of terms: those of terms that claims use are claims of the shipped documents, word for word (ontology-V42)."""

from __future__ import annotations

from collections import defaultdict

from tools.examples import FILE, Example, claim_examples, turtle

from disgraph.graph.graph import Graph
from disgraph.ontology.vocabulary import Vocabulary
from disgraph.project import shipped_project
from disgraph.rdf import DG, SKOS, Literal, RdfFormat, local_name, parse_file, parse_text

REMEDY = "Run `python -m tools.examples`."


def given_examples() -> dict[str, list[str]]:
    """Return the examples of each term of the ontology, by its local name, with the file of each."""
    found: dict[str, list[str]] = defaultdict(list)
    for file in sorted(shipped_project().ontology.glob("*.ttl")):
        for quad in parse_file(file):
            if quad.predicate == SKOS["example"] and str(quad.subject).startswith(f"<{DG}"):
                found[local_name(str(quad.subject).strip("<>"))].append(file.stem)
    return found


def generated() -> dict[str, str]:
    """Return the generated example of each term."""
    stated = (quad for quad in parse_file(FILE) if quad.predicate == SKOS["example"])
    return {local_name(str(quad.subject).strip("<>")): quad.object.value for quad in stated if isinstance(quad.object, Literal)}


def test_each_example_is_a_claim_that_uses_the_term(shipped: Graph) -> None:
    """The text of the example is that of a claim of today: its sentence, its quote and its document."""
    texts: dict[str, set[str]] = defaultdict(set)
    for term, _, example in claim_examples(shipped):
        texts[term].add(example.text())
    stale = [term for term, text in generated().items() if text not in texts[term]]
    assert stale == [], REMEDY
    assert texts.keys() - generated().keys() == set(), REMEDY
    assert len(texts) > 200


def test_a_term_has_one_example(vocabulary: Vocabulary) -> None:
    """Terms without claims have an example that was written by hand; no term has both."""
    several = {term: files for term, files in given_examples().items() if len(files) > 1}
    assert several == {}
    assert {*vocabulary.classes, *vocabulary.properties} - given_examples().keys() == set()


def test_the_module_is_read_as_it_is_written() -> None:
    example = Example('Ann says "yes"', "she said\n\u201cyes\u201d", "d1")
    assert example.text() == 'Ann says "yes" (\u201cshe said \u201cyes\u201d\u201d, document d1)'
    written = parse_text(turtle({"Remark": example}).encode(), RdfFormat.TURTLE)
    (quad,) = [each for each in written if each.predicate == SKOS["example"]]
    assert (quad.subject, quad.object) == (DG["Remark"], Literal(example.text(), language="en"))
