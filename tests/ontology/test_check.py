"""The check of the ontology: the shipped one passes, and every rule finds what it is for."""

from __future__ import annotations

import re
import shutil
from collections.abc import Callable, Mapping
from pathlib import Path

import pytest
from click.testing import CliRunner

from disgraph import pipeline
from disgraph.cli.ontology import ontology
from disgraph.errors import InputError
from disgraph.ontology.cited_vocabularies import cited_axioms
from disgraph.ontology.vocabulary_reader import read_vocabulary
from disgraph.project import Project, own_project, shipped_project
from disgraph.rdf import DG, Quad, RdfFormat, parse_text, prefixes
from disgraph.reasoning.profile import check_alignments, check_ontology, used_terms

HEAD = "".join(f"@prefix {name}: <{iri}> .\n" for name, iri in prefixes().items())
#: A small ontology that is right.
GOOD = """
skos:definition a owl:AnnotationProperty . skos:broader a owl:ObjectProperty .
dg:A a owl:Class ; rdfs:label "a"@en ; skos:definition "An a."@en .
dg:B a owl:Class ; rdfs:label "b"@en ; skos:definition "A b."@en ; rdfs:subClassOf dg:A .
dg:p a owl:ObjectProperty ; rdfs:label "p"@en ; skos:definition "A p."@en ; rdfs:domain dg:A ; rdfs:range dg:B .
"""

#: Terms of a user's own ontology with an axiom without a rule, a datatype that OWL 2 RL lacks, and a restriction in a wrong position.
OUTSIDE = """
own:weight a owl:DatatypeProperty ; rdfs:label "weight"@en ; skos:definition "A weight."@en ; rdfs:range owl:rational .
own:Big a owl:Class ; rdfs:subClassOf [ a owl:Restriction ; owl:onProperty dg:locatedIn ; owl:minCardinality 2 ] .
own:Low a owl:Class ; rdfs:subClassOf [ a owl:Restriction ; owl:onProperty dg:locatedIn ; owl:someValuesFrom dg:Place ] .
"""


def quads(turtle: str) -> list[Quad]:
    """Return the triples of a text in Turtle."""
    return parse_text((HEAD + turtle).encode(), RdfFormat.TURTLE)


def test_the_shipped_ontology_has_no_error() -> None:
    found = check_ontology(read_vocabulary(shipped_project().ontology).quads)
    assert found == []


def test_a_right_ontology_has_no_finding() -> None:
    assert check_ontology(quads(GOOD), {DG["A"], DG["B"], DG["p"]}) == []


@pytest.mark.parametrize(
    ("turtle", "rule", "term", "words"),
    [
        ('dg:C a owl:Class ; skos:definition "A c."@en .', "no-label", "C", "the class has no English label."),
        ('dg:C a owl:Class ; rdfs:label "\u4eba"@zh ; skos:definition "A c."@en .', "no-label", "C", "no English label"),
        ('dg:q a owl:DatatypeProperty ; rdfs:label "q"@en .', "no-definition", "q", "the datatype property has no English definition."),
        ('dg:b a owl:ObjectProperty ; rdfs:label "B"@en ; skos:definition "To b."@en .', "shared-label", "b", "has the label of dg:B"),
        (
            '<urn:own:A> a owl:Class ; rdfs:label " A" ; skos:definition "An own a."@en .',
            "shared-label",
            "urn:own:A",
            "has the label of dg:A",
        ),
        ("dg:p rdfs:domain dg:Missing .", "undeclared-term", "Missing", "is not declared, but occurs in"),
        ("dg:p rdfs:range dg:Missing .", "undeclared-term", "Missing", "is not declared"),
        ("dg:B rdfs:subClassOf dg:Missing .", "undeclared-term", "Missing", "is not declared"),
        ("dg:p owl:propertyChainAxiom ( dg:p dg:missing ) .", "undeclared-term", "missing", "is not declared"),
        ("dg:A dg:missing true .", "undeclared-term", "missing", "is not declared"),
        ("dg:A owl:oneOf ( dg:A ) .", "uncovered-axiom", "A", "owl:oneOf"),
        ("dg:p a owl:FunctionalProperty .", "uncovered-axiom", "p", "owl:FunctionalProperty"),
        (
            "dg:A rdfs:subClassOf [ a owl:Restriction ; owl:onProperty dg:p ; owl:someValuesFrom dg:B ] .",
            "not-rl",
            "A",
            "allows only as a subclass",
        ),
        (
            "[ a owl:Restriction ; owl:onProperty dg:p ; owl:allValuesFrom dg:B ] rdfs:subClassOf dg:A .",
            "not-rl",
            "p",
            "allows only as a superclass",
        ),
        (
            "dg:A owl:equivalentClass [ owl:intersectionOf ( dg:B [ owl:onProperty dg:p ; owl:someValuesFrom dg:B ] ) ] .",
            "not-rl",
            "A",
            "allows only as a subclass",
        ),
        ("dg:p rdfs:range [ owl:onProperty dg:p ; owl:someValuesFrom dg:B ] .", "not-rl", "p", "its range is an expression"),
        ("dg:p rdfs:range xsd:date .", "not-rl", "p", "is not a datatype of OWL 2"),
        ("dg:A rdfs:subClassOf schema:Thing .", "undeclared-term", "https://schema.org/Thing", "is not declared, but occurs in"),
        ('dg:A dcterms:title "a" .', "undeclared-term", "http://purl.org/dc/terms/title", "is not declared, but occurs in"),
        ("owl:Thing rdfs:subClassOf dg:A .", "not-rl", "http://www.w3.org/2002/07/owl#Thing", "allows only as a superclass"),
    ],
)
def test_each_rule_finds_what_it_is_for(turtle: str, rule: str, term: str, words: str) -> None:
    (finding,) = check_ontology(quads(GOOD + turtle))
    assert (finding.severity, finding.rule) == ("error", rule)
    assert finding.term == (term if term == "" or ":" in term else DG[term].value)
    assert words in finding.message


@pytest.mark.parametrize(
    "turtle",
    [
        "dg:p rdfs:range owl:rational .",
        "dg:A rdfs:subClassOf [ a owl:Restriction ; owl:onProperty dg:p ; owl:allValuesFrom owl:real ] .",
        "dg:A rdfs:subClassOf [ a owl:Restriction ; owl:onProperty dg:p ; owl:allValuesFrom xsd:gYear ] .",
    ],
)
def test_a_datatype_that_owl_2_rl_lacks_is_an_error(turtle: str) -> None:
    """OWL 2 Profiles, section 4.2; robustness-RB54."""
    (finding,) = [each for each in check_ontology(quads(GOOD + turtle)) if "datatype" in each.message]
    assert (finding.severity, finding.rule) == ("error", "not-rl")


def test_a_label_of_another_language_or_of_a_concept_is_not_shared() -> None:
    others = """
    dg:C a owl:Class ; rdfs:label "c"@en, "A"@es ; skos:definition "A c."@en .
    <urn:own:concept> a dg:A ; rdfs:label "A"@en .
    """
    assert check_ontology(quads(GOOD + others)) == []


def test_an_import_that_is_not_loaded_is_a_warning() -> None:
    """robustness-RB53."""
    header = "<urn:own> a owl:Ontology ; owl:imports <urn:elsewhere> , <urn:here> . <urn:here> a owl:Ontology ."
    (finding,) = check_ontology(quads(GOOD + header))
    assert (finding.severity, finding.rule, finding.term) == ("warning", "not-imported", "urn:own")
    assert "<urn:elsewhere> is not imported" in finding.message


def test_every_axiom_that_is_not_covered_is_reported_with_its_class_and_in_turtle() -> None:
    """robustness-RB55: a cardinality, a union, a list without end, a literal as a class, and a restriction of two properties."""
    found = check_ontology(
        quads(
            GOOD
            + """
            dg:A rdfs:subClassOf [ a owl:Restriction ; owl:onProperty dg:p ; owl:minCardinality 2 ] ,
                [ a owl:Class ; owl:unionOf ( dg:A dg:B ) ] , "word" , [ owl:onProperty dg:p , dg:q ; owl:hasValue 1 ] .
            dg:B owl:equivalentClass [ owl:intersectionOf _:l ] . _:l rdf:first dg:A ; rdf:rest _:l .
            """
        )
    )
    uncovered = {each.message for each in found if each.rule == "uncovered-axiom" and each.term == DG["A"].value}
    assert len(uncovered) == 4
    assert any("[ a owl:Restriction ; owl:onProperty dg:p ; owl:minCardinality" in message for message in uncovered)
    assert any("owl:unionOf ( dg:A dg:B )" in message for message in uncovered)


@pytest.mark.parametrize(
    "turtle",
    [
        "dg:A rdfs:subClassOf [ a owl:Restriction ; owl:onProperty dg:p ; owl:allValuesFrom dg:B ] .",
        "dg:A rdfs:subClassOf [ a owl:Restriction ; owl:onProperty dg:p ; owl:hasValue dg:A ] .",
        "[ a owl:Restriction ; owl:onProperty dg:p ; owl:someValuesFrom owl:Thing ] rdfs:subClassOf dg:A .",
        "dg:A owl:equivalentClass [ owl:intersectionOf ( dg:B [ owl:onProperty dg:p ; owl:hasValue dg:A ] ) ] .",
    ],
)
def test_what_the_profile_allows_is_not_a_finding(turtle: str) -> None:
    assert check_ontology(quads(GOOD + turtle)) == []


@pytest.mark.parametrize("predicate", ["rdfs:subClassOf", "rdfs:subPropertyOf", "skos:broader"])
def test_every_term_of_a_cycle_is_named(predicate: str) -> None:
    found = check_ontology(quads(f"{GOOD} dg:A {predicate} dg:B . dg:B {predicate} dg:A ."))
    assert [(finding.rule, finding.term) for finding in found] == [("cycle", DG["A"].value), ("cycle", DG["B"].value)]


def test_what_no_claim_uses_is_a_note() -> None:
    used = used_terms(quads("<urn:x> a dg:B ."))
    found = check_ontology(quads(GOOD), used)
    assert [(finding.severity, finding.rule, finding.term) for finding in found] == [
        ("note", "unused", DG["A"].value),
        ("note", "unused", DG["p"].value),
    ]


# --- the verb ---


@pytest.fixture
def in_tiny(tiny_project: Project, monkeypatch: pytest.MonkeyPatch) -> Path:
    """The folder of the tiny project, as the working directory."""
    folder = tiny_project.build.parent
    monkeypatch.chdir(folder)
    return folder


def test_the_verb_passes_the_shipped_ontology_and_notes_what_a_project_does_not_use(in_tiny: Path) -> None:
    done = CliRunner().invoke(ontology, ["--check", "-f", "tsv"])
    lines = done.stdout.splitlines()
    assert done.exit_code == 0
    assert lines[0] == "severity\trule\tterm\tmessage"
    assert {line.split("\t")[0] for line in lines[1:]} == {"note"}
    assert next(line.split("\t")[3] for line in lines[1:] if "unused" in line).startswith("the project does not use ")
    assert done.stderr.startswith("0 errors, ")


def test_the_verb_fails_on_an_error(in_tiny: Path, tiny_files: dict[str, str]) -> None:
    own = in_tiny / "ontology"
    own.mkdir()
    for path in shipped_project().ontology.glob("*.ttl"):
        (own / path.name).write_bytes(path.read_bytes())
    with (own / "disgraph.ttl").open("a", encoding="utf-8") as file:
        file.write("dg:livesIn rdfs:range dg:Missing .\n")
    (in_tiny / "disgraph.toml").write_text('ontology = "ontology"\n', encoding="utf-8")
    done = CliRunner().invoke(ontology, ["--check", "-q", "-f", "csv"])
    assert done.exit_code == 1
    assert "error,undeclared-term,https://w3id.org/disgraph/ontology#Missing," in done.stdout
    assert done.stderr == ""


def test_a_build_refuses_what_the_check_calls_outside_the_profile(in_tiny: Path) -> None:
    """robustness-RB56: an axiom without a rule, a datatype, a position; the check lists all of them in one run, with their file."""
    shutil.copytree(shipped_project().ontology, in_tiny / "ontology")
    (in_tiny / "disgraph.toml").write_text('ontology = "ontology"\n', encoding="utf-8")
    (in_tiny / "ontology" / "own.ttl").write_text(f"{HEAD}@prefix own: <https://example.org/own#> .{OUTSIDE}", encoding="utf-8")
    done = CliRunner().invoke(ontology, ["--check", "-f", "csv"])
    assert done.exit_code == 1
    assert re.findall(r'^error,(?:not-rl|uncovered-axiom),.*#(\w+),"?own.ttl: ', done.stdout, re.MULTILINE) == ["Low", "weight", "Big"]
    with pytest.raises(InputError, match="3 axioms outside OWL 2 RL or the rules") as raised:
        pipeline.build(own_project(in_tiny), lambda _step: None)
    assert all(f"own#{name}>: " in raised.value.message for name in ("Big", "Low", "weight"))


def test_a_finding_names_the_file_that_declares_the_term(in_tiny: Path) -> None:
    """ontology-V0: the message on a class named the file that says how the class is shown."""
    own = in_tiny / "ontology"
    own.mkdir()
    for path in shipped_project().ontology.glob("*.ttl"):
        (own / path.name).write_bytes(path.read_bytes())
    with (own / "disgraph.ttl").open("a", encoding="utf-8") as file:
        file.write("dg:AdministrativePlace rdfs:subClassOf dg:Township .\n")
    (in_tiny / "disgraph.toml").write_text('ontology = "ontology"\n', encoding="utf-8")
    done = CliRunner().invoke(ontology, ["--check", "-q", "-f", "tsv"])
    (line,) = [line for line in done.stdout.splitlines() if "#Township\t" in line and line.startswith("error")]
    assert line.split("\t")[3].startswith("disgraph.ttl: ")


def test_the_verb_checks_an_ontology_whose_claims_are_broken(write_tiny: Callable[[Mapping[str, str]], Project], in_tiny: Path) -> None:
    write_tiny({"data/claims/d1.yaml": "a: b: c\n"})
    done = CliRunner().invoke(ontology, ["--check"])
    assert done.exit_code == 0
    assert "contradictions are not listed, since the graph cannot be built" in done.stderr


def test_the_verb_lists_the_terms(in_tiny: Path) -> None:
    done = CliRunner().invoke(ontology, ["-f", "csv"])
    assert done.exit_code == 0
    assert "\nPerson,class,person," in done.stdout
    assert "\nlivesIn,object property,lives in,Relates people to the place where they live.\n" in done.stdout


def test_an_individual_that_contradicts_a_cited_vocabulary_is_found() -> None:
    """A record that is a prov:Entity as well as an activity contradicts PROV-O, which the ontology alone does not say."""
    ontology = read_vocabulary(shipped_project().ontology).quads
    graph = quads("<urn:x> a dg:Activity, prov:Activity .")
    assert check_alignments(graph, ontology, cited_axioms()) == []
    (found,) = check_alignments([*graph, *quads("<urn:x> a prov:Entity .")], ontology, cited_axioms())
    assert (found.severity, found.rule, found.term) == ("error", "contradiction", "<urn:x>")
