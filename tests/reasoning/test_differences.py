"""A closure that is kept up to date is the closure of what is asserted then, after any changes."""

from __future__ import annotations

from hypothesis import given, settings
from hypothesis import strategies as st
from tests.reasoning.test_closure import WORLD, ontology, parsed
from tests.tries import tries

from disgraph.rdf import Quad, Store, memory_store
from disgraph.reasoning.axioms import read_axioms
from disgraph.reasoning.closure import close
from disgraph.reasoning.differences import change_closure
from disgraph.reasoning.rules import make_rules

#: Axioms of every kind; several ways lead to one conclusion, some in a circle.
AXIOMS = """
dg:p a owl:TransitiveProperty . dg:q rdfs:subPropertyOf dg:p ; owl:inverseOf dg:r . dg:s a owl:SymmetricProperty ; rdfs:domain dg:A .
dg:t owl:propertyChainAxiom ( dg:s dg:p ) ; rdfs:range dg:B . dg:A rdfs:subClassOf dg:C . dg:B owl:equivalentClass dg:C .
dg:D owl:equivalentClass [ owl:intersectionOf ( dg:A [ owl:onProperty dg:r ; owl:someValuesFrom dg:B ] ) ] .
dg:A rdfs:subClassOf [ owl:onProperty dg:p ; owl:allValuesFrom dg:A ] , [ owl:onProperty dg:q ; owl:hasValue :n0 ] .
"""
NODES = st.integers(0, 3).map(":n{}".format)
FACTS = st.one_of(
    st.tuples(NODES, st.sampled_from(["dg:p", "dg:q", "dg:r", "dg:s", "dg:t"]), NODES).map(" ".join),
    st.tuples(NODES, st.just("a"), st.sampled_from(["dg:A", "dg:B", "dg:C", "dg:D"])).map(" ".join),
    st.tuples(NODES, st.just("dg:t"), st.sampled_from(["1", '"x"'])).map(" ".join),
)
GRAPHS = st.sets(FACTS, max_size=8).map(lambda facts: frozenset(parsed("".join(f"{fact} .\n" for fact in facts))))


class Closed:
    """An asserted graph with its closure."""

    def __init__(self, asserted: frozenset[Quad], axioms: str) -> None:
        self.axioms = read_axioms(parsed(axioms))
        self.asserted, self.inferred = asserted, close(asserted, self.axioms)
        self.store: Store = memory_store(asserted | self.inferred)

    def change(self, asserted: frozenset[Quad]) -> None:
        """Change what is asserted, and check what is reported."""
        before = set(self.store)
        removed, added = self.asserted - asserted, asserted - self.asserted
        changed = change_closure(self.store, make_rules(self.axioms), removed, added, asserted.__contains__)
        self.asserted = asserted
        assert (changed.removed, changed.added) == (before - set(self.store), set(self.store) - before)
        assert changed.no_longer_inferred <= self.inferred
        assert not changed.newly_inferred & self.inferred
        self.inferred = (self.inferred - changed.no_longer_inferred) | changed.newly_inferred


@settings(max_examples=tries(200))
@given(st.lists(GRAPHS, min_size=2, max_size=4))
def test_any_changes_give_the_closure_of_what_is_asserted_then(graphs: list[frozenset[Quad]]) -> None:
    graph = Closed(graphs[0], AXIOMS)
    for each in graphs[1:]:
        graph.change(each)
        assert graph.inferred == close(each, graph.axioms)
        assert set(graph.store) == graph.inferred | each


def test_changes_of_a_world_with_the_ontology() -> None:
    """Each fact goes, and comes back."""
    facts, axioms = frozenset(parsed(WORLD)), read_axioms(ontology())
    graph = Closed(facts, "")
    graph.axioms, graph.inferred = axioms, close(facts, axioms)
    graph.store = memory_store(facts | graph.inferred)
    for fact in sorted(facts, key=str)[::12]:
        graph.change(facts - {fact})
        assert graph.inferred == close(facts - {fact}, axioms), fact
        graph.change(facts)
        assert graph.inferred == close(facts, axioms), fact
