"""Hostile names: a person's name changes nothing in the copy, except which other names may occur."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import assume, example, given, settings
from hypothesis import strategies as st
from tests.tries import tries

from disgraph.graph.opening import open_folder
from disgraph.ontology.vocabulary import Vocabulary
from disgraph.privacy.allowlist import FIGURES, MARKS, NAMED
from disgraph.privacy.graph_data import GraphData, GraphStatements, read_statements
from disgraph.privacy.pseudonymised_copy import pseudonymise
from disgraph.privacy.withheld_names import WithheldNames
from disgraph.rdf import DG, RDFS, RESOURCE, SKOS, Literal, Quad
from disgraph.store.current import current_graph
from disgraph.store.name_file import fold_name

PERSON = RESOURCE["person/amei-li"]
NAMES = st.text(st.characters(exclude_categories=["Cs", "Cc"]), min_size=1, max_size=30).filter(str.strip)
WORDS = st.text(st.sampled_from("abcXYZ\u5f20\u6d77\u00e9"), min_size=1, max_size=8)
HOSTILE = [
    "a",
    "Li",
    "Person 01",
    "(?i).*",
    "\\b",
    "O'Brien",
    "\u5f20\u6d77\u8fea",
    "{0}",
    "%s",
    "Hill",
    "\u202eevil",
    "=1+1",
]


class Tiny:
    """The statements of the tiny project and its ontology, and the data of their copy."""

    def __init__(self, statements: GraphStatements, vocabulary: Vocabulary) -> None:
        self.both = statements, vocabulary
        self.copy = data_of_copy(statements, vocabulary)


@pytest.fixture(scope="module")
def tiny(tiny_folder: Path, vocabulary: Vocabulary) -> Tiny:
    """The statements of the tiny project and its ontology."""
    return Tiny(read_statements(open_folder(current_graph(str(tiny_folder / "build")))), vocabulary)


def called(statements: GraphStatements, vocabulary: Vocabulary, name: str) -> GraphStatements:
    """Return statements in which a person has another name, which is also in every text but quotes."""
    reading = GraphData(statements, vocabulary)
    kept, _ = reading.shown(NAMED)

    def rename(quad: Quad) -> Quad:
        value = quad.object
        if (
            not isinstance(value, Literal)
            or value.datatype in FIGURES
            or quad.predicate in MARKS | {DG["onset"]}
            or not reading.is_data(quad.subject)
            or quad.subject in kept
        ):
            return quad
        if quad.predicate == DG["quote"]:
            return Quad(quad.subject, quad.predicate, Literal((name * len(value.value))[: len(value.value)]))
        is_name = quad.subject == PERSON and quad.predicate in (RDFS["label"], SKOS["altLabel"])
        return Quad(quad.subject, quad.predicate, Literal(name if is_name else f"{name} and {name}"))

    return statements._replace(asserted=frozenset(map(rename, statements.asserted)))


def data_of_copy(statements: GraphStatements, vocabulary: Vocabulary) -> frozenset[Quad]:
    """Return the statements of the data of a pseudonymised copy."""
    return frozenset(quad for quad in pseudonymise(statements, vocabulary).asserted if is_resource(quad))


@settings(max_examples=tries(24))
@given(name=NAMES)
def test_a_name_changes_nothing_in_the_copy(name: str, tiny: Tiny) -> None:
    """structure-C5: readers of the copy cannot infer the name of the person: for any two names the copy is the same."""
    statements, vocabulary = tiny.both
    renamed = called(statements, vocabulary, name)
    before, after = (GraphData(one, vocabulary).shown(NAMED)[0] for one in (statements, renamed))
    assume(before == after)  # a kept name that has the person's name in it is withheld as well
    assert len(tiny.copy) > 50
    assert data_of_copy(renamed, vocabulary) == tiny.copy


@pytest.mark.slow
@settings(max_examples=tries(16))
@given(key=st.text(st.characters(codec="ascii"), max_size=20), number=st.integers(1, 3))
@example(key="0", number=1)
def test_no_order_gives_a_person_their_own_name_as_pseudonym(key: str, number: int, tiny: Tiny) -> None:
    """The key is the digest of the graph, so that any change, such as another class in the ontology, shuffles the pseudonyms."""
    statements, vocabulary = tiny.both
    name = f"Person {number:02}"
    renamed = called(statements, vocabulary, name)
    copy = pseudonymise(renamed._replace(summary={**renamed.summary, "digest": key}), vocabulary)
    labels = {
        quad.object for quad in copy.asserted if quad.predicate == RDFS["label"] and str(quad.subject).startswith(f"<{RESOURCE}person/")
    }
    assert len(labels) == 2
    assert Literal(name) not in labels


def is_resource(quad: Quad) -> bool:
    """Return whether a statement is one of the data: the ontology has remarks in which a word may be a name by chance."""
    kinds = ("person", "claim", "evidence", "document", "condition", "employment", "aspiration", "place")
    return str(quad.subject).startswith(tuple(f"<{RESOURCE}{kind}/" for kind in kinds))


@pytest.mark.parametrize("name", HOSTILE)
def test_a_hostile_name_is_nowhere_in_the_data(name: str, tiny: Tiny) -> None:
    """The article in a sentence of the copy is not the name "a": it is there whatever the person is called."""
    statements, vocabulary = tiny.both
    texts = texts_of_copy(called(statements, vocabulary, name), vocabulary)
    common = texts_of_copy(called(statements, vocabulary, "Quentin Zyx"), vocabulary) if name == "a" else {"[text withheld]"}
    assert len(texts) > 5
    assert {text for text in texts - common if f" {fold_name(name)} " in f" {fold_name(text)} "} == set()


def texts_of_copy(statements: GraphStatements, vocabulary: Vocabulary) -> set[str]:
    """Return the texts and names of the data of a pseudonymised copy."""
    copy = pseudonymise(statements, vocabulary)
    values = (quad.object for quad in copy.asserted if is_resource(quad))
    texts = {value.value for value in values if isinstance(value, Literal) and value.datatype not in FIGURES}
    return texts | {entry.label for entry in copy.names if "/person/" in entry.iri or "/place/" in entry.iri}


@given(name=WORDS, others=st.lists(WORDS, max_size=4), at=st.integers(0, 4))
@example(name="a", others=["b"], at=1)
def test_a_name_is_found_as_a_word_however_it_is_written(name: str, others: list[str], at: int) -> None:
    secret = WithheldNames([name])
    words = [*others[:at], name, *others[at:]]
    assert secret.is_in(" ".join(words))
    assert secret.is_in("-".join(words).upper())
    assert secret.is_in(f"({name})'s")


@given(name=st.text(st.sampled_from("abc"), min_size=1, max_size=5), before=st.sampled_from(["x", ""]), after=st.sampled_from(["y", "z"]))
def test_a_name_within_another_word_is_not_the_name(name: str, before: str, after: str) -> None:
    assert not WithheldNames([name], [name]).is_in(f"the {before}{name}{after} of")


def test_parts_are_found_as_they_are_written() -> None:
    secret = WithheldNames(["Jiang Can"], ["Jiang", "Can"])
    assert secret.is_in("Uncle Can")
    assert secret.is_in("jiang can works")
    assert not secret.is_in("whoever can come to Jiangxi")
