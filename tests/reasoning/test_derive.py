"""Derivations: each step is a rule, each leaf is asserted, none could be shorter, and the goal follows from the leaves."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from itertools import product
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from tests.opened import folder_of, store_of
from tests.tries import tries

from disgraph.graph.graph import Graph
from disgraph.ontology.vocabulary_reader import read_vocabulary
from disgraph.project import shipped_project
from disgraph.rdf import DG, INFERRED, NamedNode, Quad, RdfFormat, Store, Term, Triple, Variable, parse_text, prefixes
from disgraph.reasoning.axioms import read_axioms
from disgraph.reasoning.closure import close
from disgraph.reasoning.derive import Derivation, Deriver, Subject
from disgraph.reasoning.rule_file import RULES, read_rules, write_rules
from disgraph.reasoning.rule_text import rule_in_words
from disgraph.reasoning.rules import Node, Rule, make_rules

HEAD = "".join(f"@prefix {name}: <{iri}> .\n" for name, iri in prefixes().items()) + "@prefix : <https://example.org/> .\n"
MAX = 12


def parsed(turtle: str) -> set[Quad]:
    return set(parse_text((HEAD + turtle).encode(), RdfFormat.TURTLE))


class KnownStatements:
    """Asserted and inferred triples, in two stores in memory."""

    def __init__(self, asserted: Iterable[Quad], inferred: Iterable[Quad]) -> None:
        self._asserted, self._inferred = Store(), Store()
        self._asserted.extend(asserted)
        self._inferred.extend(inferred)

    def asserted(self, subject: Subject | None, predicate: NamedNode, target: Term | None) -> Iterator[Triple]:
        return (quad.triple for quad in self._asserted.quads_for_pattern(subject, predicate, target))

    def inferred(self, subject: Subject | None, predicate: NamedNode, target: Term | None) -> Iterator[Triple]:
        return (quad.triple for quad in self._inferred.quads_for_pattern(subject, predicate, target))


def is_sound(derivation: Derivation, said: set[Triple]) -> bool:
    """Return whether every step is its rule with its variables replaced, and every leaf is asserted."""
    if derivation.rule is None:
        return derivation.triple in said and not derivation.premises
    values: dict[Node, Term] = {}
    patterns = (*derivation.rule.head, *derivation.rule.body)
    triples = (derivation.triple, *(premise.triple for premise in derivation.premises))
    for pattern, triple in zip(patterns, triples, strict=True):
        for node, term in zip(pattern, triple, strict=True):
            expected = values.setdefault(node, term) if isinstance(node, Variable) else node
            if expected != term:
                return False
    return all(is_sound(premise, said) for premise in derivation.premises)


def fewest_steps(rules: list[Rule], said: set[Triple], closed: set[Triple]) -> dict[Triple, int]:
    """Return the size of the smallest derivation of every triple, by trying every premise until nothing gets smaller."""
    cost = dict.fromkeys(said, 0)
    changed = True
    while changed:
        changed = False
        for rule in rules:
            for premises in product(closed, repeat=len(rule.body)):
                values: dict[Node, Term] = {}
                pairs = [pair for pattern, triple in zip(rule.body, premises, strict=True) for pair in zip(pattern, triple, strict=True)]
                fits = all((values.setdefault(node, term) if isinstance(node, Variable) else node) == term for node, term in pairs)
                if not fits or any(premise not in cost for premise in premises):
                    continue
                head = Triple(*(values.get(node, node) for node in rule.head[0]))  # type: ignore[arg-type]
                steps = 1 + sum(cost[premise] for premise in premises)
                if steps < cost.get(head, steps + 1):
                    cost[head], changed = steps, True
    return cost


AXIOMS = """
dg:p a owl:TransitiveProperty . dg:q rdfs:subPropertyOf dg:p ; owl:inverseOf dg:r . dg:s a owl:SymmetricProperty .
dg:t owl:propertyChainAxiom ( dg:s dg:p ) . dg:s rdfs:domain dg:A . dg:A rdfs:subClassOf dg:B .
dg:C owl:equivalentClass [ owl:intersectionOf ( dg:B [ a owl:Restriction ; owl:onProperty dg:p ; owl:hasValue :n0 ] ) ] .
"""
NODES = st.integers(0, 3)


@settings(max_examples=tries(25))
@given(st.sets(st.tuples(NODES, st.sampled_from("pqrst"), NODES), min_size=1, max_size=4))
def test_a_derivation_is_sound_and_none_is_shorter(facts: set[tuple[int, str, int]]) -> None:
    axioms = read_axioms(parsed(AXIOMS))
    rules = make_rules(axioms)
    said = parsed(" ".join(f":n{a} dg:{p} :n{b} ." for a, p, b in facts))
    inferred = close(said, axioms)
    deriver = Deriver(KnownStatements(said, inferred), rules)
    said_triples, closed = {quad.triple for quad in said}, {quad.triple for quad in (*said, *inferred)}
    fewest = fewest_steps(rules, said_triples, closed) if len(closed) < 60 else {}
    for triple in closed:
        (found,) = deriver.derive(triple, 30)
        assert is_sound(found, said_triples)
        assert found.steps() == fewest.get(triple, found.steps())
    assert Deriver(KnownStatements(said, inferred), rules).derive(Triple(DG["unknown"], DG["p"], DG["nothing"]), MAX) == ()


def test_several_derivations_rest_on_different_triples() -> None:
    axioms = read_axioms(parsed("dg:p a owl:TransitiveProperty ."))
    said = parsed(":a dg:p :b, :c . :b dg:p :d . :c dg:p :e . :e dg:p :d .")
    deriver = Deriver(KnownStatements(said, close(said, axioms)), make_rules(axioms), limit=10)
    goal = next(iter(parsed(":a dg:p :d ."))).triple
    found = deriver.derive(goal, MAX)
    assert [len(one.leaves()) for one in found] == [2, 3]
    assert [one.steps() for one in found] == [1, 2]


def test_a_circle_of_rules_ends() -> None:
    axioms = read_axioms(parsed("dg:p owl:inverseOf dg:q . dg:p owl:equivalentProperty dg:s . dg:s a owl:SymmetricProperty ."))
    said = parsed(":a dg:p :b .")
    inferred = close(said, axioms)
    deriver = Deriver(KnownStatements(said, inferred), make_rules(axioms), limit=10)
    assert len(inferred) == 5
    assert {len(deriver.derive(quad.triple, MAX)) for quad in inferred} == {1}


def test_too_few_steps_give_none() -> None:
    axioms = read_axioms(parsed("dg:p a owl:TransitiveProperty ."))
    said = parsed(" ".join(f":n{at} dg:p :n{at + 1} ." for at in range(6)))
    deriver = Deriver(KnownStatements(said, close(said, axioms)), make_rules(axioms))
    goal = next(iter(parsed(":n0 dg:p :n6 ."))).triple
    assert [len(deriver.derive(goal, steps)) for steps in (4, 5)] == [0, 1]


# --- the shipped graph ---


@pytest.fixture(scope="module")
def inferred(shipped: Graph) -> list[Triple]:
    return sorted((quad.triple for quad in store_of(shipped).quads_for_pattern(None, None, None, INFERRED)), key=str)


@pytest.fixture(scope="module")
def derived(shipped: Graph, shipped_as_said: Graph, inferred: list[Triple]) -> dict[Triple, Derivation]:
    followed = store_of(shipped).quads_for_pattern(None, None, None, INFERRED)
    kept = KnownStatements(store_of(shipped_as_said), (Quad(*quad.triple) for quad in followed))
    deriver = Deriver(kept, read_rules(folder_of(shipped)))
    return {triple: derivation for triple in inferred for derivation in deriver.derive(triple, MAX)}


@pytest.mark.slow
def test_every_inferred_triple_of_the_shipped_graph_is_derived_from_asserted_ones(
    shipped_as_said: Graph, inferred: list[Triple], derived: dict[Triple, Derivation]
) -> None:
    said = {quad.triple for quad in store_of(shipped_as_said)}
    assert len(inferred) > 5000
    assert [triple for triple in inferred if triple not in derived] == []
    assert [str(triple) for triple, derivation in derived.items() if not is_sound(derivation, said)] == []


@pytest.mark.slow
def test_the_leaves_alone_make_it_follow(inferred: list[Triple], derived: dict[Triple, Derivation]) -> None:
    axioms = read_axioms(read_vocabulary(shipped_project().ontology).quads)
    longest = sorted(inferred, key=lambda triple: (-derived[triple].steps(), str(triple)))[:20]
    sample = [*longest, *inferred[:: len(inferred) // 40]]
    assert len(sample) > 50
    for triple in sample:
        leaves = {Quad(*leaf) for leaf in derived[triple].leaves()}
        assert Quad(*triple) in close(leaves, axioms)


def test_rules_are_read_as_they_were_written(shipped: Graph, tmp_path: Path) -> None:
    rules = make_rules(read_axioms(read_vocabulary(shipped_project().ontology).quads))
    assert read_rules(folder_of(shipped)) == rules
    assert len(rules) > 400
    value = make_rules(read_axioms(parsed("dg:A rdfs:subClassOf [ a owl:Restriction ; owl:onProperty dg:p ; owl:hasValue 'x\"\\n'@en ] .")))
    assert [pattern.object for rule in value for pattern in rule.head] == [next(iter(parsed(":a :b 'x\"\\n'@en ."))).object]
    write_rules(tmp_path / RULES, value)
    assert read_rules(str(tmp_path)) == value


@pytest.mark.parametrize(
    ("axiom", "words"),
    [
        ("dg:p a owl:TransitiveProperty .", "\u201cp\u201d is transitive"),
        ("dg:p a owl:SymmetricProperty .", "\u201cp\u201d holds in both directions"),
        ("dg:p rdfs:subPropertyOf dg:q .", "\u201cp\u201d is a kind of \u201cq\u201d"),
        ("dg:p owl:propertyChainAxiom ( dg:q dg:r ) .", "\u201cq\u201d followed by \u201cr\u201d gives \u201cp\u201d"),
        ("dg:Cook rdfs:subClassOf dg:Agent .", "every Cook is an Agent"),
        ("dg:p rdfs:domain dg:Cook .", "the subject of \u201cp\u201d is a Cook"),
        ("dg:p rdfs:range dg:Cook .", "the object of \u201cp\u201d is a Cook"),
        (
            "dg:A owl:equivalentClass [ owl:intersectionOf ( dg:Cook [ owl:onProperty dg:p ; owl:hasValue dg:v ] ) ] .",
            "if X is a Cook and X \u201cp\u201d v, then X is an A",
        ),
        (
            "dg:Cook rdfs:subClassOf [ owl:onProperty dg:p ; owl:allValuesFrom dg:B ] .",
            "if X is a Cook and X \u201cp\u201d Y, then Y is a B",
        ),
    ],
)
def test_a_rule_is_stated_in_plain_words(axiom: str, words: str) -> None:
    rules = make_rules(read_axioms(parsed(axiom)))
    result = {rule_in_words(rule, lambda term: str(term).rsplit("#", 1)[-1].rstrip(">")) for rule in rules}
    assert words in result


def test_an_inverse_is_stated_in_both_directions() -> None:
    rules = make_rules(read_axioms(parsed("dg:p owl:inverseOf dg:q .")))
    result = {rule_in_words(rule, lambda term: str(term).rsplit("#", 1)[-1].rstrip(">")) for rule in rules}
    assert result == {"\u201cp\u201d is the inverse of \u201cq\u201d", "\u201cq\u201d is the inverse of \u201cp\u201d"}
