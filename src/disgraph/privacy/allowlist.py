"""The allowlists of private copies: everything that they do not list is withheld."""

from __future__ import annotations

import re

from disgraph.rdf import DC, DCTERMS, DG, EDTF, FOAF, OA, OWL, PAV, RDF, RDFS, SCHEMA, SKOS, VOID, XSD

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

#: An onset that is not free text: a date, or an age.
ONSET = re.compile(r"age \d{1,3}|~?\d{4}(-\d{2}){0,2}[~?]?")

#: Properties whose texts come from a fixed list of the program, not from a document.
MARKS = frozenset({DG["verdict"], DG["check"], DG["known"]})

#: Properties whose values are quotes of a document.
QUOTES = frozenset({DG["quote"], OA["exact"]})

#: Properties that only identify a document, a place or a person.
LEADS_BACK = frozenset(
    {
        DCTERMS["publisher"],
        DCTERMS["date"],
        DC["rights"],
        DC["source"],
        DG["administrativeCode"],
        OA["prefix"],
        OA["suffix"],
        OA["start"],
        OA["end"],
        SCHEMA["sha256"],
        SCHEMA["url"],
        DC["creator"],
        PAV["retrievedOn"],
        SKOS["altLabel"],
        SCHEMA["alternateName"],
        SKOS["example"],
    }
)

#: Properties that hold the pseudonym of a numbered node.
TITLES = frozenset({RDFS["label"], DCTERMS["title"], FOAF["name"], SCHEMA["name"]})

#: Counts of the whole graph, which are not those of a part of it.
COUNTS = frozenset(VOID[name] for name in ("triples", "classes", "properties", "distinctSubjects"))

#: The names of an entity.
NAMES = frozenset({RDFS["label"], SKOS["altLabel"], FOAF["name"], SCHEMA["name"], SCHEMA["alternateName"]})

#: Replaces a withheld text.
WITHHELD = "[text withheld]"

#: Properties of an entity that no claim states; the copy without private persons keeps them.
PLAIN = frozenset(
    {
        RDF["type"],
        *NAMES,
        DCTERMS["description"],
        SCHEMA["description"],
        DCTERMS["source"],
        DG["administrativeCode"],
        DG["officialParent"],
        OWL["differentFrom"],
    }
)

#: Properties that hold the text around a quote, or a note on it, and so may concern any person.
AROUND = frozenset({OA["prefix"], OA["suffix"], SKOS["note"], DG["basis"], DG["note"], DG["hasAntecedent"]})
