"""Write the currencies of ISO 4217 that are legal tender: as units of the ontology, and as the words that extraction knows.

Run from the root of the project with Babel installed (its names are those of Unicode CLDR, Unicode License v3):

    python data/sources/make_currencies.py
"""

from __future__ import annotations

import re
from collections import Counter
from pathlib import Path

from babel.core import get_global
from babel.numbers import get_currency_name, get_currency_symbol

SCHEMES, UNITS = Path("ontology/schemes.ttl"), Path("src/disgraph/extract/text/units.yaml")
TURTLE, WORDS = Path("ontology/currencies.ttl"), Path("src/disgraph/extract/text/currencies.yaml")
COMMON = Path("src/disgraph/extract/names/tables/words.txt")
HEAD = """@prefix dg: <https://w3id.org/disgraph/ontology#> .
@prefix owl: <http://www.w3.org/2002/07/owl#> .
@prefix rdfs: <http://www.w3.org/2000/01/rdf-schema#> .
@prefix skos: <http://www.w3.org/2004/02/skos/core#> .
@prefix dcterms: <http://purl.org/dc/terms/> .
@prefix unit: <https://w3id.org/disgraph/resource/unit/> .
@prefix scheme: <https://w3id.org/disgraph/resource/scheme/> .

<https://w3id.org/disgraph/ontology/currencies> a owl:Ontology ;
    owl:versionIRI <https://w3id.org/disgraph/ontology/0.2.0/currencies> ;
    owl:versionInfo "0.2.0" ;
    dcterms:title "disgraph: currencies"@en ;
    dcterms:description "The currencies of ISO 4217 that are legal tender and not in the schemes, with names of Unicode CLDR."@en ;
    dcterms:creator "The disgraph maintainers" ;
    dcterms:publisher "The disgraph maintainers" ;
    dcterms:created "2026-11-30" ;
    dcterms:modified "2026-11-30" ;
    dcterms:license <https://www.unicode.org/license.txt> ;
    dcterms:isPartOf <https://w3id.org/disgraph/ontology> .

"""


def codes() -> list[str]:
    """Return the codes of the currencies that are legal tender somewhere today."""
    uses = (use for rows in get_global("territory_currencies").values() for use in rows)
    return sorted({code for code, _, end, is_tender in uses if end is None and is_tender})


def names(code: str) -> list[str]:
    """Return the English names of a currency, plural first."""
    return list(dict.fromkeys([get_currency_name(code, count=2, locale="en"), get_currency_name(code, count=1, locale="en")]))


def turtle(code: str) -> str:
    """Return a currency as a unit."""
    many, one = (names(code) * 2)[:2]
    return (
        f"unit:{code} a dg:Unit, skos:Concept ; skos:inScheme scheme:units ;\n"
        f'    rdfs:label "{one}"@en ; dg:plural "{many}"@en ; skos:prefLabel "{one}"@en ;\n'
        f'    skos:definition "{many[0].upper()}{many[1:]} (ISO 4217 {code})."@en ;\n    skos:notation "{code}" .\n'
    )


def words() -> str:
    """Return the words of every currency: its names, the last word of them where it is the only one and no ordinary word, its sign."""
    last = Counter(name.split()[-1].lower() for code in codes() for name in names(code))
    common = set(COMMON.read_text(encoding="utf-8").split()) | {"won", "real", "reals"}
    shared = sorted(word for word, count in last.items() if count > 1 and word not in common)
    lines = ["# Made by data/sources/make_currencies.py from Unicode CLDR. `shared`: nouns of several currencies, which alone name none.\n"]
    lines.append(f"shared: [{', '.join(shared)}]\n\nunits:\n")
    for code in codes():
        short = [name.split()[-1].lower() for name in names(code)]
        own = [word for word in short if last[word] == 1 and word not in common]
        plain = [re.sub(r"\W+$", "", name) for name in names(code)]
        lines.append(f"  {code}: [{', '.join(dict.fromkeys([*plain, *own, *([] if code.lower() in common else [code])]))}]\n")
    lines.append("\nbefore:\n")
    for code in codes():
        sign = get_currency_symbol(code, locale="en")
        marks = [mark for mark in dict.fromkeys((sign.replace("\u00a0", " "), code)) if mark.lower() not in common]
        if marks:
            lines.append(f"  {code}: [{', '.join(chr(34) + mark + chr(34) for mark in marks)}]\n")
    return "".join(lines)


if __name__ == "__main__":
    known = set(re.findall(r"^unit:([A-Z]{3}) ", SCHEMES.read_text(encoding="utf-8"), re.MULTILINE))
    fresh = [code for code in codes() if code not in known]
    TURTLE.write_text(HEAD + "".join(map(turtle, fresh)), encoding="utf-8")
    WORDS.write_text(words(), encoding="utf-8")
