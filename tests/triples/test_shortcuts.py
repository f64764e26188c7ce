"""Shortcuts: what questions ask first is one step away (asking-A1 to A5, A23 to A25, A31, A34; issue 12, point 2)."""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from pathlib import Path

import pytest
import yaml
from tests.opened import store_of

from disgraph.corpus.folding import FoldedText
from disgraph.corpus.text_sections import SectionHeading, find_sections, section_at
from disgraph.errors import Refused
from disgraph.graph.graph import Graph
from disgraph.ontology.vocabulary_reader import read_vocabulary
from disgraph.project import shipped_project
from disgraph.rdf import DG, RDF, RDFS, RESOURCE, Literal
from disgraph.sparql.evaluation import Table, answer

PROJECT = shipped_project()
#: A selector is a part of the evidence, which has the label.
PARTS = ("/quote>", "/position>")


def pairs(graph: Graph, query: str) -> dict[str, str]:
    return {row[0]: row[1] for row in rows(graph, query)}


def rows(graph: Graph, query: str) -> list[tuple[str, ...]]:
    found = answer(store_of(graph), query)
    assert isinstance(found, Table)
    return [tuple(str(getattr(cell, "value", "")) for cell in row) for row in found.rows]


# --- labels ---


def test_every_resource_and_term_has_one_plain_label(shipped: Graph) -> None:
    plain = Counter(quad.subject for quad in store_of(shipped).quads_for_pattern(None, RDFS["label"], None))
    typed = {quad.subject for quad in store_of(shipped).quads_for_pattern(None, RDF["type"], None)}
    own = {node for node in typed if str(node).startswith((f"<{RESOURCE}", f"<{DG}")) and not str(node).endswith(PARTS)}
    assert {str(node)[1:-1] for node in own if plain[node] != 1} == {f"{DG}{name}" for name in anonymous_axioms()}


def anonymous_axioms() -> set[str]:
    """Return the names of axioms that are individuals: they say which classes are disjoint."""
    text = (PROJECT.ontology / "disgraph.ttl").read_text(encoding="utf-8") + (PROJECT.ontology / "organisations.ttl").read_text(
        encoding="utf-8"
    )
    return set(re.findall(r"(?m)^dg:(\w+) a owl:AllDisjointClasses", text))


def test_no_label_has_a_language_tag(shipped: Graph) -> None:
    labels = [quad.object for quad in store_of(shipped).quads_for_pattern(None, RDFS["label"], None)]
    assert [label for label in labels if not isinstance(label, Literal) or label.language] == []


@pytest.mark.parametrize("class_name", sorted(read_vocabulary(PROJECT.ontology).concepts))
def test_a_concept_of_each_class_is_found_by_its_label(class_name: str, shipped: Graph) -> None:
    """asking-A1 to A4: not units alone."""
    concepts = rows(shipped, f"SELECT ?c ?l {{ ?c a dg:{class_name} ; rdfs:label ?l }}")
    tagged = pairs(shipped, f'SELECT ?c ?l {{ ?c a dg:{class_name} ; skos:prefLabel ?l FILTER(LANG(?l) = "en") }}')
    assert concepts
    assert all(tagged[concept] == label for concept, label in concepts if concept in tagged)


# --- everything about an entity ---


def test_every_role_that_leads_to_an_entity_is_below_one_superproperty() -> None:
    vocabulary = read_vocabulary(PROJECT.ontology)
    above: dict[str, set[str]] = defaultdict(set)
    for quad in vocabulary.quads:
        if quad.predicate == RDFS["subPropertyOf"]:
            above[str(quad.subject)].add(str(quad.object))
    for name, term in vocabulary.properties.items():
        if term.is_object and vocabulary.is_a(term.domain, "Record") and vocabulary.is_a(term.range, "Entity"):
            reached = {str(DG[name])}
            for _ in range(4):
                reached |= {each for known in reached for each in above[known]}
            assert str(DG["hasParticipant"]) in reached, f"dg:{name}: add rdfs:subPropertyOf dg:hasParticipant"


def test_one_pattern_finds_every_record_of_an_entity(shipped: Graph) -> None:
    """The reference goes over all roles, without the superproperty."""
    by_role = rows(
        shipped,
        """SELECT DISTINCT ?r { ?x rdfs:label "Li Juan" . ?r ?role ?x . ?c dg:asserts ?r .
        FILTER(?role NOT IN (dg:hasParticipant, dg:mentions)) } ORDER BY ?r""",
    )
    assert len(by_role) > 20
    assert rows(shipped, 'SELECT DISTINCT ?r { ?r dg:hasParticipant/rdfs:label "Li Juan" } ORDER BY ?r') == by_role


def test_one_pattern_finds_every_claim_about_an_entity_with_its_words(shipped: Graph) -> None:
    found = rows(
        shipped, 'SELECT DISTINCT ?c { ?c dg:mentions/rdfs:label "Peng Yu" ; dg:inWords ?w ; dg:known ?k ; dg:hasEvidence/dg:quote ?q }'
    )
    reference = rows(
        shipped,
        """SELECT DISTINCT ?c { ?x rdfs:label "Peng Yu" { ?c rdf:subject ?x } UNION { ?c rdf:object ?x } UNION { ?c dg:attributedTo ?x }
        UNION { ?c dg:asserts/?any ?x } UNION { ?c dg:asserts/owl:sourceIndividual ?x } }""".replace(
            "dg:asserts/?any ?x", "dg:asserts ?r . ?r ?any ?x"
        ),
    )
    assert sorted(found) == sorted(reference)


# --- help, distinctions, posts ---


@pytest.mark.parametrize(
    ("query", "expected"),
    [
        pytest.param(
            'SELECT DISTINCT ?t { ?r a dg:Help ; dg:receiver/rdfs:label "Li Juan" ; a ?t . FILTER(?t IN (dg:Assistance, dg:Training)) }',
            {"Assistance", "Training"},
            id="asking-A23 help of several classes",
        ),
        pytest.param(
            """SELECT ?title { ?r a dg:Distinction ; dg:receiver/rdfs:label "Liuzhou No. 1 Vocational Technical School" ;
            dg:designatedAs ?title }""",
            None,
            id="asking-A25 titles that are no awards",
        ),
        pytest.param(
            'SELECT ?at { ?r a dg:Post ; dg:postHolder/rdfs:label "Qiu Yonghua" ; dg:postAt/rdfs:label ?at }',
            None,
            id="posts: employment and membership",
        ),
    ],
)
def test_one_word_of_a_reader_has_one_class(query: str, expected: set[str] | None, shipped: Graph) -> None:
    found = rows(shipped, query)
    assert found
    if expected:
        assert {row[0].rpartition("#")[2] for row in found} == expected
    else:
        assert len(found) >= 2


# --- how a fact is known, one step from it ---


@pytest.mark.slow
def test_each_record_states_its_doubts_and_how_it_is_known(shipped: Graph) -> None:
    """Counted in the claim files, without the code that writes the graph."""
    doubts, ways = 0, Counter[str]()
    for path in sorted(PROJECT.claims.glob("*.yaml")):
        for passage in yaml.safe_load(path.read_text(encoding="utf-8"))["passages"]:
            for claim in passage["claims"]:
                if claim.get("status", "accepted") == "accepted":
                    ways["inferred" if claim.get("modality") == "inferred" else "reported" if claim.get("speaker") else "stated"] += 1
                    doubts += bool(claim.get("doubt"))
    counted = pairs(shipped, "SELECT ?k (COUNT(?c) AS ?n) { ?c a dg:Claim ; dg:known ?k } GROUP BY ?k")
    assert counted == {way: str(number) for way, number in ways.items()}
    assert rows(shipped, "SELECT (COUNT(?c) AS ?n) { ?c dg:doubt ?d }") == [(str(doubts),)]
    assert rows(shipped, "SELECT ?c { ?c dg:asserts ?r ; dg:doubt ?d . ?r a dg:Record FILTER NOT EXISTS { ?r dg:hasDoubt ?d } }") == []
    assert rows(shipped, "SELECT ?r { ?r dg:hasDoubt ?d FILTER NOT EXISTS { ?c dg:asserts ?r ; dg:doubt ?d } }") == []


def test_doubt_and_finding_are_one_step_from_the_figure(shipped: Graph) -> None:
    """asking-A34."""
    found = rows(
        shipped,
        """SELECT ?value ?doubt ?verdict { ?f dg:about/rdfs:label "China" ; dg:measure/rdfs:label "families with safe housing" ;
        dg:value ?value ; dg:hasDoubt ?doubt ; dg:hasFinding/dg:verdict ?verdict }""",
    )
    assert {(value, verdict) for value, _, verdict in found} == {("178380000", "implausible")}


def test_a_remark_has_its_words(shipped: Graph) -> None:
    """asking-A31."""
    found = rows(shipped, 'SELECT ?w { ?r a dg:Remark ; dg:speaker/rdfs:label "Wen Dongming" ; dg:words ?w }')
    assert ("I felt relieved and proud at the time",) in found


# --- sections ---

TEXT = FoldedText("Title\n\nBefore.\n\nFirst  part\nOne.\nSecond part\nTwo. First part again.\n")


def test_sections_follow_each_other_and_the_words_before_have_the_title() -> None:
    sections = find_sections("Title", (SectionHeading("First part"), SectionHeading("Second part")), TEXT)
    assert [section.heading for section in sections] == ["Title", "First part", "Second part"]
    assert "".join(TEXT.text[section.span.start : section.span.end] for section in sections) == TEXT.text
    assert section_at(sections, TEXT.text.index("One")).number == 2
    assert section_at(sections, len(TEXT.text) - 1).number == 3


def test_a_section_may_begin_before_or_after_its_heading() -> None:
    sections = find_sections("Title", (SectionHeading("Second part", "Before."),), TEXT)
    assert [(section.heading, section.span.start) for section in sections] == [("Title", 0), ("Second part", 7)]


@pytest.mark.parametrize("headings", [("Third part",), ("Second part", "First part"), ("part",)])
def test_a_heading_that_begins_no_line_after_the_one_before_is_refused(headings: tuple[str, ...]) -> None:
    with pytest.raises(Refused):
        find_sections("Title", tuple(map(SectionHeading, headings)), TEXT)


def test_markdown_headings_make_sections() -> None:
    sections = find_sections("Report", (), FoldedText("# Report\nA.\n\n## Results ##\nB.\n"))
    assert [section.heading for section in sections] == ["Report", "Results"]


@pytest.mark.parametrize(
    ("quote", "heading"),
    [
        ("his mother had heart", "CASE 4 Zheng Gang"),
        ("in July 2017, Liu Weiping", 'From "I Won\u2019t Give Up"'),
        ("The county\u2019s Party committee was touched by her deeds", "Li Juan:"),
        ("The city has 605,000 persons with disabilities", "CASE 8 Social services"),
    ],
)
def test_a_quote_knows_the_section_in_which_it_lies(quote: str, heading: str, shipped: Graph) -> None:
    found = rows(shipped, f'SELECT DISTINCT ?l {{ ?e dg:quote ?q ; dg:inSection/rdfs:label ?l FILTER(CONTAINS(?q, "{quote}")) }}')
    assert len(found) == 1
    assert found[0][0].startswith(heading)


def test_every_passage_lies_in_one_section_of_its_document(shipped: Graph) -> None:
    found = rows(
        shipped,
        """SELECT ?e (COUNT(?s) AS ?n) { ?e a dg:Evidence ; oa:hasSource ?d OPTIONAL { ?e dg:inSection ?s . ?s dcterms:isPartOf ?d } }
        GROUP BY ?e HAVING (COUNT(?s) != 1)""",
    )
    assert found == []


def test_the_catalogue_refuses_sections_of_another_form(tmp_path: Path) -> None:
    from disgraph.corpus.documents import read_entries

    path = tmp_path / "documents.yaml"
    path.write_text("- {id: a, file: a.txt, sha256: x, title: A, kind: b, sections: {a: b}}\n", encoding="utf-8")
    with pytest.raises(Refused):
        read_entries(path)


# --- dates ---


@pytest.mark.parametrize(
    ("name", "date"),
    [
        pytest.param("flood in Chengbu county in July 2017", "2017-07", id="asking-A29 event"),
        ("Xi Jinping's inspection of poverty alleviation work in Jinzhai county", "2016-04-24"),
        ("Luobei county poverty alleviation industrial policies", "2018"),
    ],
)
def test_events_and_policies_have_dates_of_their_own(name: str, date: str, shipped: Graph) -> None:
    found = rows(
        shipped, f'SELECT ?t {{ ?x rdfs:label "{name}" ; dg:date ?t . ?c rdf:subject ?x ; rdf:predicate dg:date ; rdf:object ?t }}'
    )
    assert found == [(date,)]
