"""The fields of each class as SHACL shapes, made from the ontology: what a form asks for, and what validation checks of every value.

A field repeats what the ontology declares of a property: label, definition, range, and whether a class requires it (`dg:requires`) or
allows one value (`owl:FunctionalProperty`, `dg:isSingle`). So do two rules: for the properties that never hold in both directions, and
for those that never hold of oneself. Rules that the ontology cannot state are written by hand, in the other files of `shapes/`.
Source of the form: SHACL, section 2.3.2 (`sh:name`, `sh:description`, `sh:order`, `sh:group`), and DASH for `dash:readOnly`.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator
from typing import NamedTuple

from disgraph.ontology.vocabulary import ClassTerm, PropertyTerm, Vocabulary
from disgraph.rdf import DG, EDTF, OWL, RDF, RDFS, SKOS, XSD, Literal, NamedNode, Namespace, Quad, RdfFormat, Term, serialize
from disgraph.validation.shacl import DGS, REMEDY
from disgraph.validation.shape_names import SH
from disgraph.wording.noun_phrases import with_article

DASH = Namespace("http://datashapes.org/dash#")
_DAY = r"(-([0-3][0-9]|XX))?"
_DATE = rf"([0-9]{{2}}XX|[0-9]{{3}}X|[0-9]{{4}}(-(XX(-XX)?|(0[1-9]|1[0-2]){_DAY}|2[1-4]))?)[~?%]?"
#: A date or an interval of EDTF, levels 0 and 1, in the forms that claims use.
EDTF_PATTERN = rf"^({_DATE}(/({_DATE}|[.][.])?)?|([.][.])?/{_DATE})$"


class FieldGroup(NamedTuple):
    """A group of fields of a form: its name, its heading and the word for a value."""

    name: str
    label: str
    value: str


#: In the order in which a form shows them.
GROUPS = (
    FieldGroup("participants", "Participants", "entity"),
    FieldGroup("categories", "Categories", "concept"),
    FieldGroup("times", "Times", "date or interval, such as 2017, 2017-07 or 2016/2019"),
    FieldGroup("figures", "Figures", "number"),
    FieldGroup("words", "In words", "text"),
    FieldGroup("wording", "Wording of the sentence", "text"),
)


def field_shapes(vocabulary: Vocabulary) -> list[Quad]:
    """Return a node shape for each class that has fields, its property shapes, their groups, and the rule for undeclared properties."""
    return list(_FieldWriter(vocabulary).quads())


def fields_turtle(vocabulary: Vocabulary) -> str:
    """Return the same in Turtle: the content of `shapes/fields.ttl`."""
    head = "# Made by `disgraph ontology --shapes` from the ontology; the rules that it cannot state are in the other files.\n"
    quads = sorted(field_shapes(vocabulary), key=lambda quad: (str(quad.subject), str(quad.predicate), str(quad.object)))
    spaces = {"dgs": str(DGS), "sh": str(SH), "dash": str(DASH), "xsd": str(XSD), "rdfs": str(RDFS), "dg": str(DG), "edtf": str(EDTF)}
    text = serialize((quad.triple for quad in quads), format=RdfFormat.TURTLE, prefixes=spaces)
    assert text is not None
    return head + text.decode()


class _FieldWriter:
    def __init__(self, vocabulary: Vocabulary) -> None:
        self._vocabulary = vocabulary
        self._texts: dict[Term, str] = {}
        self._single: set[Term] = set()
        self._computed: set[Term] = set()
        self._typed: dict[Term, list[NamedNode]] = defaultdict(list)
        #: The individuals of the ontology itself, such as the four modalities, by class; concepts are individuals of the data.
        self._choices: dict[Term, list[Term]] = defaultdict(list)
        for quad in vocabulary.quads:
            if quad.predicate == SKOS["definition"] and isinstance(quad.object, Literal):
                self._texts[quad.subject] = quad.object.value
            elif quad.predicate == DG["isSingle"]:
                self._single.add(quad.subject)
            elif quad.predicate == OWL["inverseOf"]:
                self._computed.add(quad.object)
            elif quad.predicate == RDF["type"] and isinstance(quad.subject, NamedNode) and quad.subject.value.startswith(DG):
                self._choices[quad.object].append(quad.subject)
                self._typed[quad.object].append(quad.subject)
        self._single.update(self._typed[OWL["FunctionalProperty"]])

    def quads(self) -> Iterator[Quad]:
        for order, group in enumerate(GROUPS):
            node = DGS[f"group-{group.name}"]
            yield Quad(node, RDF["type"], SH["PropertyGroup"])
            yield Quad(node, RDFS["label"], Literal(group.label, language="en"))
            yield Quad(node, SH["order"], _number(order))
        fields: dict[str, list[PropertyTerm]] = defaultdict(list)
        for term in sorted(self._vocabulary.properties.values()):
            if term.domain in self._vocabulary.classes:
                fields[term.domain].append(term)
            else:
                yield from self._subjects(term)
        for name, kind in sorted(self._vocabulary.classes.items()):
            required = [self._vocabulary.properties[role] for role in kind.required]
            inherited = [term for term in required if term.domain != name]
            yield from self._class(kind, fields[name], inherited)
        for rule in _CHARACTERISTIC_RULES:
            yield from self._characteristic(rule)
        yield from self._undeclared()

    def _subjects(self, term: PropertyTerm) -> Iterator[Quad]:
        """Yield the check of the values of a property without a domain in this ontology."""
        node, field = DGS[f"{term.name}-subjects"], DGS[f"{term.name}-field"]
        yield Quad(node, RDF["type"], SH["NodeShape"])
        yield Quad(node, SH["targetSubjectsOf"], DG[term.name])
        yield Quad(node, SH["property"], field)
        yield Quad(field, RDF["type"], SH["PropertyShape"])
        yield Quad(field, SH["path"], DG[term.name])
        yield from self._texts_of(field, term)
        yield from self._cardinality(field, term)
        yield from self._values(field, term)

    def _class(self, kind: ClassTerm, own: list[PropertyTerm], inherited: list[PropertyTerm]) -> Iterator[Quad]:
        node = DGS[f"{kind.name}Fields"]
        yield Quad(node, RDF["type"], SH["NodeShape"])
        yield Quad(node, SH["targetClass"], DG[kind.name])
        yield Quad(node, RDFS["label"], Literal(f"fields of {with_article(kind.label)}", language="en"))
        ordered = sorted([*own, *inherited], key=lambda term: (self._group(term), term.name not in kind.required, term.name))
        for order, term in enumerate(ordered):
            field = DGS[f"{kind.name}-{term.name}-field"]
            yield Quad(node, SH["property"], field)
            yield Quad(field, RDF["type"], SH["PropertyShape"])
            yield Quad(field, SH["path"], DG[term.name])
            yield Quad(field, SH["order"], _number(order))
            yield Quad(field, SH["group"], DGS[f"group-{GROUPS[self._group(term)].name}"])
            is_required = term.name in kind.required
            yield from self._texts_of(field, term, is_required, term not in inherited)
            yield from self._cardinality(field, term, is_required)
            if term not in inherited:
                yield from self._values(field, term)

    def _texts_of(self, field: NamedNode, term: PropertyTerm, is_required: bool = False, is_typed: bool = True) -> Iterator[Quad]:
        found = self._vocabulary.classes.get(term.range)
        value = with_article(found.label if found else GROUPS[self._group(term)].value)
        is_single = DG[term.name] in self._single
        faults = {"is missing": is_required, "has several values": is_single, f"has a value that is not {value}": is_typed}
        what = " or ".join(fault for fault, holds in faults.items() if holds)
        texts = {
            SH["name"]: term.label,
            SH["description"]: self._texts.get(DG[term.name], term.label),
            SH["message"]: f"\u201c{term.label}\u201d {what}.",
            REMEDY: f"Give {value} as `{term.name}`{', once' if is_single else ''}. If the type of the value is wrong, correct it.",
        }
        for predicate, text in texts.items():
            yield Quad(field, predicate, Literal(text, language="en"))
        yield Quad(field, SH["severity"], SH["Violation"])

    def _group(self, term: PropertyTerm) -> int:
        """Return the index of the group of a field, by the range of its property."""
        if term.is_wording:
            return 5
        if term.is_object:
            is_a = self._vocabulary.is_a
            return 0 if not term.range or is_a(term.range, "Entity") or is_a(term.range, "Record") else 1
        if term.range in (EDTF["EDTF"].value, XSD["date"].value):
            return 2
        return 3 if term.number else 4

    def _cardinality(self, field: NamedNode, term: PropertyTerm, is_required: bool = False) -> Iterator[Quad]:
        if is_required:
            yield Quad(field, SH["minCount"], _number(1))
        if DG[term.name] in self._single:
            yield Quad(field, SH["maxCount"], _number(1))
        if DG[term.name] in self._computed or term.range == XSD["date"].value:
            yield Quad(field, DASH["readOnly"], Literal("true", datatype=XSD["boolean"]))

    def _values(self, field: NamedNode, term: PropertyTerm) -> Iterator[Quad]:
        if term.is_object:
            choices = sorted(self._choices[DG[term.range]], key=str)
            if choices:
                yield from _in(field, choices)
            elif term.range in self._vocabulary.classes:
                yield Quad(field, SH["class"], DG[term.range])
            else:
                yield Quad(field, SH["nodeKind"], SH["IRI"])
        elif term.number == "decimal":
            yield from _any_of(field, (XSD["integer"], NamedNode(term.range)))
        elif term.range:
            yield Quad(field, SH["datatype"], NamedNode(term.range))
            pattern = {XSD["string"].value: r"\S", EDTF["EDTF"].value: EDTF_PATTERN}.get(term.range)
            if pattern:
                yield Quad(field, SH["pattern"], Literal(pattern))

    def _undeclared(self) -> Iterator[Quad]:
        """Yield the rule that each property in the namespace of the ontology is declared there or in the graph.

        It is one query, whose values are the subjects.
        """
        declared = {quad.subject for quad in self._vocabulary.quads if quad.predicate == RDF["type"] and quad.object in _PROPERTIES}
        names = ", ".join(sorted(str(term) for term in declared if isinstance(term, NamedNode) and term.value.startswith(DG)))
        query = f"""
SELECT $this ?path ?value WHERE {{
  ?value ?path ?any .
  FILTER (STRSTARTS(STR(?path), "{DG}"))
  FILTER (?path NOT IN ({names}))
  FILTER NOT EXISTS {{ ?path <{RDF["type"].value}> ?declared }}
}}
"""
        message = "The ontology does not declare this property."
        remedy = "Correct the name of the property, or declare it in the ontology."
        yield Quad(DGS["UndeclaredPropertyShape"], SH["targetNode"], NamedNode(DG.removesuffix("#")))
        yield from _rule("UndeclaredProperty", message, remedy, query)

    def _characteristic(self, rule: CharacteristicRule) -> Iterator[Quad]:
        """Yield the rule for all properties with a characteristic: one query with a part for each."""
        properties = sorted(self._typed[rule.kind], key=str)
        parts = (f"{{ $this {each} {rule.object} . {rule.back.format(property=each)} BIND ({each} AS ?path) }}" for each in properties)
        for each in properties:
            yield Quad(DGS[f"{rule.name}Shape"], SH["targetSubjectsOf"], each)
        query = "\nSELECT $this ?path WHERE {\n  " + "\n  UNION ".join(parts) + "\n}\n"
        yield from _rule(rule.name, rule.message, "One of the statements points the wrong way, or two individuals are one.", query)


class CharacteristicRule(NamedTuple):
    """A rule of the properties with a characteristic of OWL 2: the object of a statement, and what does not hold as well."""

    name: str
    kind: NamedNode
    object: str
    back: str
    message: str


_CHARACTERISTIC_RULES = (
    CharacteristicRule("NotOfItself", OWL["IrreflexiveProperty"], "$this", "", "This relation leads back to its own subject."),
    CharacteristicRule("OneWay", OWL["AsymmetricProperty"], "?value", "?value {property} $this .", "This relation holds both ways."),
)


def _rule(name: str, message: str, remedy: str, query: str) -> Iterator[Quad]:
    """Yield a node shape without its target, and its rule in SPARQL."""
    shape, rule = DGS[f"{name}Shape"], DGS[f"{name}Rule"]
    yield Quad(shape, RDF["type"], SH["NodeShape"])
    yield Quad(shape, SH["sparql"], rule)
    yield Quad(shape, SH["message"], Literal(message, language="en"))
    yield Quad(shape, REMEDY, Literal(remedy, language="en"))
    yield Quad(shape, SH["severity"], SH["Violation"])
    yield Quad(rule, RDF["type"], SH["SPARQLConstraint"])
    yield Quad(rule, SH["message"], Literal(message, language="en"))
    yield Quad(rule, SH["select"], Literal(query))


_PROPERTIES = {OWL[name] for name in ("ObjectProperty", "DatatypeProperty", "AnnotationProperty")}


def _in(field: NamedNode, choices: list[Term]) -> Iterator[Quad]:
    """Yield `sh:in` with a list of values, whose nodes are named after the field."""
    nodes: list[NamedNode] = [NamedNode(f"{field.value}-in-{index}") for index in range(len(choices))]
    yield Quad(field, SH["in"], nodes[0])
    for node, following, choice in zip(nodes, [*nodes[1:], RDF["nil"]], choices, strict=True):
        yield Quad(node, RDF["first"], choice)
        yield Quad(node, RDF["rest"], following)


def _any_of(field: NamedNode, datatypes: tuple[NamedNode, ...]) -> Iterator[Quad]:
    """Yield `sh:or` of datatypes, each a shape named after the field; so are the nodes of the list."""
    nodes = [NamedNode(f"{field.value}-or-{index}") for index in range(len(datatypes))]
    yield Quad(field, SH["or"], nodes[0])
    for node, following, datatype in zip(nodes, [*nodes[1:], RDF["nil"]], datatypes, strict=True):
        shape = NamedNode(f"{node.value}-shape")
        yield Quad(node, RDF["first"], shape)
        yield Quad(node, RDF["rest"], following)
        yield Quad(shape, RDF["type"], SH["NodeShape"])
        yield Quad(shape, SH["datatype"], datatype)


def _number(number: int) -> Literal:
    return Literal(str(number), datatype=XSD["integer"])
