"""The closure is the same as that of owlrl; and contradictions are found."""

from __future__ import annotations

import owlrl
import pytest
import rdflib
from hypothesis import given, settings
from hypothesis import strategies as st
from tests.tries import tries

from disgraph.errors import Refused
from disgraph.ontology.vocabulary_reader import read_vocabulary
from disgraph.pipeline.build_steps import refuse_clashes
from disgraph.project import shipped_project
from disgraph.rdf import DG, OWL, RDF, XSD, Literal, NamedNode, Quad, RdfFormat, memory_store, parse_text, prefixes
from disgraph.reasoning.axioms import Characteristic, read_axioms
from disgraph.reasoning.closure import Clash, clashes, close

HEAD = "".join(f"@prefix {name}: <{iri}> .\n" for name, iri in prefixes().items()) + "@prefix : <https://w3id.org/disgraph/resource/x/> .\n"
KIND = "https://w3id.org/disgraph/resource/disability-kind/"

#: Something of every relation that the ontology reasons over.
WORLD = f"""
:amei a dg:Person ; dg:livesIn :village ; dg:hasMother :mei ; dg:hasSpouse :lin ; dg:bornIn :county ; dg:comesFrom :village .
:village a dg:Village ; dg:containedIn :county .
:county a dg:County ; dg:containedIn :province ; dg:borders :county2 .
:province a dg:Province ; dg:containedIn :land .
:countyFed a dg:Federation ; dg:federationOf :county .
:provinceFed a dg:Federation ; dg:federationOf :province .
:landFed a dg:Federation ; dg:federationOf :land ; dg:operates :campaign .
:job a dg:Employment ; dg:employee :amei ; dg:employer :branch .
:branch a dg:Company ; dg:unitOf :company ; dg:locatedIn :county .
:company a dg:Company ; dg:unitOf :group .
:post a dg:Membership ; dg:member :lin ; dg:organisation :countyFed .
:help a dg:Assistance ; dg:helper :lin ; dg:recipient :amei .
:course a dg:Training ; dg:trainer :branch ; dg:trainee :lin .
:start a dg:Founding ; dg:founder :lin ; dg:founded :branch .
:prize a dg:Awarding ; dg:recipient :amei ; dg:award :medal .
:issue a dg:Issuance ; dg:issuer :landFed ; dg:policy :law .
:ill a dg:Condition ; dg:bearer :amei ; dg:disabilityKind <{KIND}physical> ; dg:healthCondition :polio .
:ill2 a dg:Condition ; dg:bearer :lin ; dg:healthCondition :polio .
:lin dg:hasPartner :mei ; dg:wrote :song .
:campaign dg:partOfProgramme :plan . :plan dg:partOfProgramme :bigplan .
"""


def parsed(turtle: str) -> set[Quad]:
    """Return the triples of a text in Turtle."""
    return set(parse_text((HEAD + turtle).encode(), RdfFormat.TURTLE))


def ontology() -> tuple[Quad, ...]:
    """Return the triples of the shipped ontology."""
    return read_vocabulary(shipped_project().ontology).quads


def relevant(lines: set[str]) -> set[str]:
    """Keep types in our ontology and relations of it between things of the example, as N-Triples."""
    own = "<https://w3id.org/disgraph/resource/x/"
    return {line for line in lines if line.startswith(own) and f"<{DG}" in line.split(" ", 1)[1]}


@pytest.mark.slow
def test_the_closure_is_the_one_of_owlrl() -> None:
    axioms = read_axioms(ontology())
    ours = parsed(WORLD) | set(ontology())
    ours |= close(ours, axioms)
    theirs = rdflib.Graph()
    text = "".join(f"{quad.triple} .\n" for quad in (*parsed(WORLD), *ontology()))
    theirs.parse(data=text, format="nt")
    owlrl.DeductiveClosure(owlrl.OWLRL_Semantics).expand(theirs)
    found = relevant({f"{s.n3()} {p.n3()} {o.n3()}" for s, p, o in theirs if not isinstance(s, rdflib.Literal)})
    expected = relevant({str(quad.triple) for quad in ours})
    assert len(expected) > len(relevant({str(quad.triple) for quad in parsed(WORLD)})) + 80
    assert sorted(expected - found) == []
    assert sorted(found - expected) == []


def test_what_follows_is_not_in_the_graph_already() -> None:
    asserted = parsed(WORLD) | set(ontology())
    axioms = read_axioms(ontology())
    inferred = close(asserted, axioms)
    assert len(inferred) > 100
    assert inferred & asserted == set()
    assert close(asserted | inferred, axioms) == set()


def consequences(facts: str, axioms: str) -> set[str]:
    """Return what follows from facts by axioms, in short."""
    inferred = close(parsed(facts), read_axioms(parsed(axioms)))
    short = (
        str(quad.triple).replace(DG, "dg:").replace("https://w3id.org/disgraph/resource/x/", ":").replace(RDF, "rdf:") for quad in inferred
    )
    return {line.replace("<", "").replace(">", "") for line in short}


@pytest.mark.parametrize(
    ("facts", "axioms", "follows"),
    [
        (":a dg:p :b .", "dg:p rdfs:domain dg:A ; rdfs:range dg:B .", {":a rdf:type dg:A", ":b rdf:type dg:B"}),
        (":a dg:p 5 .", "dg:p rdfs:range xsd:integer .", set()),
        (":a dg:p :b .", "dg:p rdfs:subPropertyOf dg:q . dg:q owl:inverseOf dg:r .", {":a dg:q :b", ":b dg:r :a"}),
        (":b dg:r :a .", "dg:q owl:inverseOf dg:r .", {":a dg:q :b"}),
        (":a dg:p :b .", "dg:p a owl:SymmetricProperty .", {":b dg:p :a"}),
        (":a dg:p :b . :b dg:p :c . :c dg:p :d .", "dg:p a owl:TransitiveProperty .", {":a dg:p :c", ":a dg:p :d", ":b dg:p :d"}),
        (":a dg:p :b . :b dg:q :c .", "dg:r owl:propertyChainAxiom ( dg:p dg:q ) .", {":a dg:r :c"}),
        (":a dg:q :b . :b dg:p :c .", "dg:r owl:propertyChainAxiom ( dg:p dg:q ) .", set()),
        (":a a dg:A .", "dg:A rdfs:subClassOf dg:B . dg:B owl:equivalentClass dg:C .", {":a rdf:type dg:B", ":a rdf:type dg:C"}),
        (":a a dg:A .", "dg:A rdfs:subClassOf [ owl:onProperty dg:p ; owl:hasValue :v ] .", {":a dg:p :v"}),
        (":a dg:p :v . :b dg:p :w .", "[ owl:onProperty dg:p ; owl:hasValue :v ] rdfs:subClassOf dg:A .", {":a rdf:type dg:A"}),
        (
            ":a a dg:A ; dg:p :b . :b a dg:B . :c dg:p :b . :d a dg:A ; dg:p :c .",
            "dg:D owl:equivalentClass [ owl:intersectionOf ( dg:A [ owl:onProperty dg:p ; owl:someValuesFrom dg:B ] ) ] .",
            {":a rdf:type dg:D"},
        ),
        (":a dg:p :b .", "[ owl:onProperty dg:p ; owl:someValuesFrom owl:Thing ] rdfs:subClassOf dg:A .", {":a rdf:type dg:A"}),
        (
            ":a a dg:A ; dg:p :b . :c dg:p :d .",
            "dg:A rdfs:subClassOf [ owl:onProperty dg:p ; owl:allValuesFrom dg:B ] .",
            {":b rdf:type dg:B"},
        ),
        (":a dg:p :b .", "dg:p owl:equivalentProperty dg:q .", {":a dg:q :b"}),
        (":a dg:q :b .", "dg:p owl:equivalentProperty dg:q .", {":a dg:p :b"}),
        (":a dg:p :b .", "", set()),
        ("", "dg:p a owl:TransitiveProperty .", set()),
    ],
)
def test_an_axiom_gives_what_follows_and_nothing_else(facts: str, axioms: str, follows: set[str]) -> None:
    assert consequences(facts, axioms) == follows


@settings(max_examples=tries(60))
@given(st.sets(st.tuples(st.integers(0, 5), st.integers(0, 5)), max_size=12))
def test_a_transitive_property_reaches_all_that_can_be_reached(pairs: set[tuple[int, int]]) -> None:
    facts = " ".join(f":n{a} dg:p :n{b} ." for a, b in pairs)
    reached = set(pairs)
    while more := {(a, d) for a, b in reached for c, d in reached if b == c} - reached:
        reached |= more
    assert consequences(facts, "dg:p a owl:TransitiveProperty .") == {f":n{a} dg:p :n{b}" for a, b in reached - pairs}


# --- contradictions ---

DENIED = ":n a owl:NegativePropertyAssertion ; owl:sourceIndividual :x ; owl:assertionProperty dg:p ; "
A, B, C = (DG[name].value for name in "ABC")
X, Y = (f"<https://w3id.org/disgraph/resource/x/{name}>" for name in "xy")
P, FUNCTIONAL = f"<{DG['p'].value}>", "dg:p a owl:DatatypeProperty, owl:FunctionalProperty ."


def _number(value: int) -> str:
    return str(Literal(str(value), datatype=XSD["integer"]))


@pytest.mark.parametrize(
    ("facts", "axioms", "found"),
    [
        (":x a dg:A, dg:B .", "dg:A owl:disjointWith dg:B .", [Clash(X, A, B)]),
        (":x a dg:A . :y a dg:B .", "dg:A owl:disjointWith dg:B .", []),
        (":x a dg:A, dg:C .", "[] a owl:AllDisjointClasses ; owl:members ( dg:A dg:B dg:C ) .", [Clash(X, A, C)]),
        (":x a dg:A, dg:B, dg:C .", "[] a owl:AllDisjointClasses ; owl:members ( dg:A dg:B dg:C ) .", [Clash(X, A, B), Clash(X, A, C)]),
        (
            f"{DENIED}owl:targetIndividual :y . :x dg:p :y .",
            "",
            [Clash(X, f"<{DG['p'].value}>", "not <https://w3id.org/disgraph/resource/x/y>")],
        ),
        (
            f"{DENIED}owl:targetValue 'far' . :x dg:p 'far' .",
            "",
            [Clash(X, f"<{DG['p'].value}>", 'not "far"')],
        ),
        (
            f"{DENIED}owl:targetIndividual :y . :x dg:p :z .",
            "",
            [],
        ),
        (":x dg:p 1, 2 .", FUNCTIONAL, [Clash(X, f"{P} {one}", f"{P} {two}") for one, two in [(_number(1), _number(2))]]),
        (":x dg:p 1 . :y dg:p 2 .", FUNCTIONAL, []),
        (":x dg:p :x .", "dg:p a owl:IrreflexiveProperty .", [Clash(X, f"the subject of {P} {X}", f"the object of {P} of {X}")]),
        (":x dg:p :y . :y dg:p :x .", "dg:p a owl:IrreflexiveProperty .", []),
        (":x dg:p :x .", "dg:p a owl:AsymmetricProperty .", [Clash(X, f"the subject of {P} {X}", f"the object of {P} of {X}")]),
        (
            ":x dg:p :y . :y dg:p :x .",
            "dg:p a owl:AsymmetricProperty .",
            [Clash(each, f"the subject of {P} {other}", f"the object of {P} of {other}") for each, other in ((X, Y), (Y, X))],
        ),
        (":x dg:p :y . :y dg:p :z .", "dg:p a owl:AsymmetricProperty .", []),
    ],
)
def test_a_contradiction_is_found(facts: str, axioms: str, found: list[Clash]) -> None:
    assert clashes(memory_store(parsed(facts)), read_axioms(parsed(axioms))) == found


def test_a_contradiction_is_found_in_what_follows_too() -> None:
    axioms = read_axioms(parsed("dg:p rdfs:domain dg:A . dg:A owl:disjointWith dg:B ."))
    facts = parsed(":x a dg:B ; dg:p :y .")
    assert clashes(memory_store(facts), axioms) == []
    assert clashes(memory_store(facts | close(facts, axioms)), axioms) == [Clash(X, A, B)]


def test_every_characteristic_of_the_ontology_is_checked() -> None:
    """Case V43: for each functional, asymmetric and irreflexive property, the graph that contradicts it is refused."""
    axioms = read_axioms(ontology())
    characteristics = [axiom for axiom in axioms if isinstance(axiom, Characteristic)]
    assert {axiom.kind for axiom in characteristics} == {OWL[f"{name}Property"] for name in ("Functional", "Asymmetric", "Irreflexive")}
    for axiom in characteristics:
        values = "1, 2" if axiom.kind == OWL["FunctionalProperty"] else ":x"
        found = clashes(memory_store(parsed(f":x {axiom.property} {values} .")), axioms)
        assert [clash.entity for clash in found] == [X], axiom


def test_a_friend_has_the_friend_back() -> None:
    """Case V43: ties that go both ways are declared so."""
    for name in ("hasTie", "hasFriend", "hasColleague", "hasClassmate", "hasBusinessPartner", "hasSpokenWith"):
        facts = parsed(f":x a dg:Person ; dg:{name} :y .")
        assert Quad(NamedNode(Y[1:-1]), DG[name], NamedNode(X[1:-1])) in close(facts, read_axioms(ontology()))


def test_a_build_refuses_a_graph_that_contradicts_the_ontology() -> None:
    quads = frozenset(parsed(":x a dg:Person, dg:Organisation ."))
    with pytest.raises(Refused) as caught:
        refuse_clashes(memory_store(quads), read_axioms(ontology()))
    (problem,) = caught.value.problems
    assert problem.rule == "contradiction"
    assert problem.file == X
    assert problem.message.startswith("is both")
    assert all(word in problem.message for word in ("#Organisation", "#Person"))


def test_a_negation_that_follows_from_other_claims_is_a_contradiction() -> None:
    axioms = read_axioms(ontology())
    facts = parsed(
        """:x dg:livesIn :village . :village dg:containedIn :county .
        :n a owl:NegativePropertyAssertion ; owl:sourceIndividual :x ; owl:assertionProperty dg:livesIn ; owl:targetIndividual :county ."""
    )
    found = clashes(memory_store(facts | close(facts, axioms)), axioms)
    assert [(clash.entity, clash.first) for clash in found] == [(X, f"<{DG['livesIn'].value}>")]
    assert NamedNode(X[1:-1]) in {quad.subject for quad in facts}
