"""Check an ontology: the RL profile, coverage by the rules, declarations, descriptions and cycles.

Each check is a function that yields findings. `check_ontology` runs them all.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import NamedTuple

from disgraph.errors import InputError
from disgraph.rdf import DG, EDTF, OWL, RDF, RDFS, SKOS, XSD, Literal, NamedNode, Quad, Term, memory_store, prefixes
from disgraph.reasoning.axiom_text import AxiomText, facts_of, short
from disgraph.reasoning.axioms import (
    All,
    And,
    Axiom,
    AxiomProblem,
    ClassExpression,
    HasValue,
    Named,
    Range,
    Some,
    SubClass,
    axioms_and_problems,
    read_axioms,
)
from disgraph.reasoning.closure import clashes, close
from disgraph.reasoning.owl_view import DATATYPES, is_foreign_datatype

#: The kinds of declared terms, with their names in messages.
KINDS = {
    OWL["Class"]: "class",
    OWL["ObjectProperty"]: "object property",
    OWL["DatatypeProperty"]: "datatype property",
    OWL["AnnotationProperty"]: "annotation property",
}
_AXIOMS = (RDFS["subClassOf"], RDFS["subPropertyOf"], RDFS["domain"], RDFS["range"])
#: Properties whose objects are data ranges.
_RANGES = (RDFS["range"], OWL["someValuesFrom"], OWL["allValuesFrom"], OWL["onDatatype"])
_HIERARCHIES = (RDFS["subClassOf"], RDFS["subPropertyOf"], SKOS["broader"])


class ProfileFinding(NamedTuple):
    """A result of a check; `severity` is `error`, `warning` or `note`."""

    severity: str
    rule: str
    term: str
    message: str


def check_ontology(quads: Iterable[Quad], used: Iterable[NamedNode] | None = None) -> list[ProfileFinding]:
    """Return the errors of an ontology, then notes on terms that may be superfluous.

    Args:
        quads: the ontology.
        used: the terms in the data; each other term gets a note. None if unknown.
    """
    given = list(quads)
    declared = declared_terms(given)
    found = [
        *outside_profile(given),
        *_imports(given),
        *_undeclared(given),
        *_undeclared_of_others(given),
        *_undescribed(given, declared),
        *_shared_labels(given),
        *_cycles(given),
    ]
    if used is not None:
        found += _unused(given, declared, set(used))
    return sorted(found)


def outside_profile(quads: list[Quad]) -> list[ProfileFinding]:
    """Return an error for each axiom of an ontology that the rules do not cover or that leaves OWL 2 RL."""
    return [*_outside_rules(*axioms_and_problems(quads)), *_data_ranges(quads)]


def profile_axioms(quads: Iterable[Quad]) -> Sequence[Axiom]:
    """Return the axioms of an ontology, for a build, which refuses what the check calls an error of the profile.

    Raises:
        InputError: some axioms are outside the profile; the message names each.
    """
    given = tuple(quads)
    axioms, problems = axioms_and_problems(given)
    found = sorted({*_outside_rules(axioms, problems), *_data_ranges(given)})
    if found:
        listed = " ".join(f"{short(NamedNode(each.term))}: {each.message}" if each.term else each.message for each in found)
        noun = "an axiom" if len(found) == 1 else f"{len(found)} axioms"
        message = f"The ontology has {noun} outside OWL 2 RL or the rules: {listed}"
        raise InputError(message, "Rewrite in OWL 2 RL; `disgraph ontology --check` names the files.")
    return axioms


def check_alignments(graph: Iterable[Quad], ontology: Iterable[Quad], cited: Iterable[Quad]) -> list[ProfileFinding]:
    """Return what in a graph contradicts the vocabularies that its ontology cites.

    Args:
        graph: closed under the ontology.
        ontology: with its alignments.
        cited: axioms of the vocabularies.
    """
    axioms = read_axioms([*ontology, *cited])
    given = {*graph}
    found = clashes(memory_store(given | close(given, axioms)), axioms)
    return [ProfileFinding("error", "contradiction", clash.entity, f"is both {clash.first} and {clash.second}.") for clash in found]


def declared_terms(quads: Iterable[Quad]) -> dict[NamedNode, str]:
    """Return the classes and properties that an ontology declares in its own namespace, with their kinds."""
    typed = (quad for quad in quads if quad.predicate == RDF["type"] and quad.object in KINDS)
    return {
        quad.subject: KINDS[quad.object]
        for quad in typed
        if isinstance(quad.subject, NamedNode) and isinstance(quad.object, NamedNode) and _is_own(quad.subject)
    }


def used_terms(quads: Iterable[Quad]) -> set[NamedNode]:
    """Return the classes that have members, and the properties of triples that are not about terms of the ontology."""
    used: set[NamedNode] = set()
    for quad in quads:
        if not _is_own(quad.subject):
            used.add(quad.predicate)
        if quad.predicate == RDF["type"] and isinstance(quad.object, NamedNode):
            used.add(quad.object)
    return used


def _is_own(term: object) -> bool:
    return isinstance(term, NamedNode) and term.value.startswith(DG)


def _outside_rules(axioms: Iterable[Axiom], problems: Iterable[AxiomProblem]) -> Iterator[ProfileFinding]:
    for problem in problems:
        yield ProfileFinding("error", "uncovered-axiom", problem.term, problem.message)
    for axiom in axioms:
        for words in _outside_rl(axiom):
            yield ProfileFinding("error", "not-rl", _name(axiom), words)


def _outside_rl(axiom: Axiom) -> Iterator[str]:
    """Report where an axiom leaves the profile (OWL 2 Profiles, section 4.2.3)."""
    if isinstance(axiom, SubClass):
        if not _may_be_sub(axiom.sub):
            yield "its subclass is an expression that OWL 2 RL allows only as a superclass."
        if not _may_be_super(axiom.super):
            yield "its superclass is an expression that OWL 2 RL allows only as a subclass."
    elif isinstance(axiom, Range) and not _may_be_super(axiom.range):
        yield "its range is an expression that OWL 2 RL allows only as a subclass."


def _may_be_sub(expression: ClassExpression) -> bool:
    if isinstance(expression, Named):
        return expression.iri != OWL["Thing"]
    if isinstance(expression, And):
        return all(map(_may_be_sub, expression.members))
    if isinstance(expression, Some):
        return expression.filler is None or _may_be_sub(expression.filler)
    return isinstance(expression, HasValue)


def _may_be_super(expression: ClassExpression) -> bool:
    if isinstance(expression, And):
        return all(map(_may_be_super, expression.members))
    if isinstance(expression, All):
        return _may_be_super(expression.filler)
    return isinstance(expression, Named | HasValue)


def _name(axiom: Axiom) -> str:
    """Return the first name in an axiom."""
    waiting: list[object] = [axiom]
    while waiting:
        part = waiting.pop(0)
        if isinstance(part, NamedNode):
            return part.value
        if isinstance(part, tuple):
            waiting = [*part, *waiting]
    return ""


def _undeclared(quads: list[Quad]) -> Iterator[ProfileFinding]:
    """Report terms of the ontology's namespace that occur in its axioms without a declaration."""
    typed: set[object] = {quad.subject for quad in quads if quad.predicate == RDF["type"]}
    named: dict[NamedNode, Quad] = {}
    for quad in quads:
        for term in (quad.subject, quad.predicate, quad.object):
            if isinstance(term, NamedNode) and _is_own(term) and term not in typed:
                named.setdefault(term, quad)
    for term, quad in named.items():
        yield ProfileFinding("error", "undeclared-term", term.value, f"is not declared, but occurs in: {quad.triple}.")


def _data_ranges(quads: Sequence[Quad]) -> Iterator[ProfileFinding]:
    """A range or filler that is a datatype is one of OWL 2 RL (Profiles, section 4.2): dates are declared by `dg:datatype` instead."""
    numeric = {quad.subject for quad in quads if quad.predicate == RDF["type"] and quad.object == OWL["DatatypeProperty"]}
    for quad in quads:
        is_data = quad.predicate == RDFS["range"] and quad.subject in numeric and quad.object not in DATATYPES
        if quad.predicate in _RANGES and (is_data or is_foreign_datatype(quad.object)) and quad.object != RDF["XMLLiteral"]:
            message = f"its range {short(quad.object)} is not a datatype of OWL 2 RL."
            yield ProfileFinding("error", "not-rl", AxiomText(facts_of(quads)).owner(quad.subject), message)


def _imports(quads: list[Quad]) -> Iterator[ProfileFinding]:
    """What an ontology imports is one of its own files: nothing is loaded from the web."""
    loaded = {quad.subject for quad in quads} | {quad.object for quad in quads if quad.predicate == OWL["versionIRI"]}
    for quad in quads:
        if quad.predicate == OWL["imports"] and quad.object not in loaded and isinstance(quad.subject, NamedNode):
            message = f"{quad.object} is not imported: only the files of the ontology folder are read. Save it there if it is needed."
            yield ProfileFinding("warning", "not-imported", quad.subject.value, message)


def _undeclared_of_others(quads: list[Quad]) -> Iterator[ProfileFinding]:
    """Every class, property and annotation of another vocabulary that an axiom or an annotation uses is declared."""
    typed: set[object] = {quad.subject for quad in quads if quad.predicate == RDF["type"]}
    used: dict[NamedNode, Quad] = {}
    for quad in quads:
        if quad.predicate in _AXIOMS and isinstance(quad.object, NamedNode):
            used.setdefault(quad.object, quad)
        used.setdefault(quad.predicate, quad)
    for term, quad in used.items():
        if term not in typed and not term.value.startswith((OWL, RDF, RDFS, XSD, EDTF, DG)):
            yield ProfileFinding("error", "undeclared-term", term.value, f"is not declared, but occurs in: {quad.triple}.")


def _undescribed(quads: list[Quad], declared: Mapping[NamedNode, str]) -> Iterator[ProfileFinding]:
    for predicate, rule, words in (
        (RDFS["label"], "no-label", "English label"),
        (SKOS["definition"], "no-definition", "English definition"),
    ):
        described = {quad.subject for quad in quads if quad.predicate == predicate and _is_english(quad.object)}
        for term, kind in declared.items():
            if term not in described:
                yield ProfileFinding("error", rule, term.value, f"the {kind} has no {words}.")


def _shared_labels(quads: list[Quad]) -> Iterator[ProfileFinding]:
    """Report terms with one English label but for case; terms of cited vocabularies keep the labels that they have there."""
    cited = tuple(iri for iri in prefixes().values() if iri != DG)
    declared = {quad.subject for quad in quads if quad.predicate == RDF["type"] and quad.object in KINDS}
    named: dict[str, set[NamedNode]] = {}
    for quad in quads:
        is_label = quad.predicate == RDFS["label"] and _is_english(quad.object)
        if is_label and quad.subject in declared and isinstance(quad.subject, NamedNode) and not quad.subject.value.startswith(cited):
            named.setdefault(str(getattr(quad.object, "value", "")).strip().casefold(), set()).add(quad.subject)
    for terms in named.values():
        first, *others = sorted(terms, key=lambda term: term.value)
        for term in others:
            yield ProfileFinding("error", "shared-label", term.value, f"has the label of {short(first)}, but for its case at most.")


def _is_english(term: Term) -> bool:
    return isinstance(term, Literal) and term.language in (None, "en") and bool(term.value.strip())


def _cycles(quads: list[Quad]) -> Iterator[ProfileFinding]:
    for predicate in _HIERARCHIES:
        above: dict[Term, list[Term]] = {}
        for quad in quads:
            if quad.predicate == predicate:
                above.setdefault(quad.subject, []).append(quad.object)
        for term in above:
            if isinstance(term, NamedNode) and term in _reached(above, term):
                yield ProfileFinding("error", "cycle", term.value, f"is above itself by {predicate.value}.")


def _reached(above: Mapping[Term, list[Term]], start: Term) -> set[Term]:
    reached: set[Term] = set()
    waiting = list(above.get(start, ()))
    while waiting:
        term = waiting.pop()
        if term not in reached:
            reached.add(term)
            waiting += above.get(term, ())
    return reached


def _unused(quads: list[Quad], declared: Mapping[NamedNode, str], used: set[NamedNode]) -> Iterator[ProfileFinding]:
    within = {quad.predicate for quad in quads} | {quad.subject for quad in quads if quad.predicate == OWL["deprecated"]}
    for term, kind in declared.items():
        if term not in used and term not in within:
            yield ProfileFinding("note", "unused", term.value, f"no claim uses the {kind}.")
