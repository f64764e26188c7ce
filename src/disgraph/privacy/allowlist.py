"""What may stand in a private copy. Everything that is not listed here is withheld."""

from __future__ import annotations

import re

from disgraph.rdf import DCTERMS, DG, EDTF, OA, OWL, RDF, RDFS, SCHEMA, SKOS, XSD

#: Privacy classes (`ontology/display.ttl`) whose entities keep their names in the pseudonymised copy.
NAMED = frozenset({"openName", "topicName"})

#: Privacy classes whose entities keep their names in the copy without private persons.
PUBLIC = frozenset({"openName", "institutionName"})

#: The privacy class of persons and groups of persons.
PRIVATE = "privatePerson"

#: The privacy class of records of what a public figure does in office.
OFFICIAL = "officialAct"

#: Datatypes of figures, dates and marks; a literal of another datatype is a text.
FIGURES = frozenset(
    {*(XSD[name] for name in ("integer", "decimal", "double", "boolean", "date", "dateTime", "gYear", "gYearMonth")), EDTF["EDTF"]}
)

#: What an onset may be besides words: a date, or an age.
ONSET = re.compile(r"age \d{1,3}|~?\d{4}(-\d{2}){0,2}[~?]?")

#: Texts out of a short list that the program has, and so nobody's words.
MARKS = frozenset({DG["verdict"], DG["check"]})

#: The words of a document.
QUOTES = frozenset({DG["quote"], OA["exact"]})

#: What names or leads back to a document, a place or a person, and says nothing else.
LEADS_BACK = frozenset(
    {
        DCTERMS["publisher"],
        DCTERMS["date"],
        DCTERMS["rights"],
        DG["administrativeCode"],
        OA["prefix"],
        OA["suffix"],
        OA["start"],
        OA["end"],
        SCHEMA["sha256"],
        SCHEMA["contentUrl"],
        SKOS["altLabel"],
        SKOS["example"],
    }
)

#: Where a node that is numbered has its new name.
TITLES = frozenset({RDFS["label"], DCTERMS["title"]})

#: The names of an entity.
NAMES = frozenset({RDFS["label"], SKOS["altLabel"]})

#: What stands for a text.
WITHHELD = "[text withheld]"

#: What is said of an entity without a claim, and stays where private persons are left out.
PLAIN = frozenset(
    {
        RDF["type"],
        RDFS["label"],
        SKOS["altLabel"],
        DCTERMS["description"],
        DCTERMS["source"],
        DG["administrativeCode"],
        DG["officialParent"],
        OWL["differentFrom"],
    }
)

#: What leads to the words around a quote, or was noted beside it, and may be about anybody.
AROUND = frozenset({OA["prefix"], OA["suffix"], SKOS["note"], DG["basis"], DG["note"], DG["hasAntecedent"]})
