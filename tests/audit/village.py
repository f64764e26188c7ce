"""A tiny project about one village, written from claims that a test gives, and what the checks find in it."""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path
from typing import Any

import yaml

from disgraph.audit.finding import Finding
from disgraph.audit.run import check
from disgraph.pipeline import read_sources
from disgraph.project import own_project
from disgraph.rdf import DG, RDF, NamedNode, Store, local_name, memory_store
from disgraph.triples.emit import emit

#: Entities of the village, by id: type and name.
ENTITIES = {
    "china": ("Country", "China"),
    "hill-county": ("County", "Hill County"),
    "mill-village": ("Village", "Mill Village"),
    "sunny-workshop": ("SupportFacility", "Sunny Workshop"),
    "field-company": ("Company", "Field Company"),
    "amei-li": ("Person", "Amei Li"),
    "bo-wang": ("Person", "Bo Wang"),
    "amei-family": ("Group", "Li family"),
    "good-prize": ("Award", "Good Prize"),
    "new-rule": ("Policy", "New Rule"),
    "county-government": ("GovernmentBody", "government of Hill County"),
    "care-plan": ("Programme", "Care Plan"),
    "care-service": ("Organisation", "Care Service"),
    **{
        measure: ("Measure", measure.replace("-", " "))
        for measure in (
            "people-employed", "people-with-disabilities", "population", "income", "monthly-income", "annual-income", "revenue", "rate",
            "growth-rate", "area", "homes-renovated", "homes-needing-renovation", "families-helped", "places", "age", "founders",
            "loan", "facilities-built", "families-counted", "ratio-to-plan", "employment-rate", "people-in-employment",
            "people-trained",
        )
    },
}  # fmt: skip

Claims = dict[str, dict[str, Any]]


def figure(value: float | str, unit: str, quote: str, **roles: Any) -> dict[str, Any]:
    """Return a claim of an observation about the workshop, unless another thing is given as `about`."""
    content = {"measure": "people-employed", "about": "sunny-workshop", "value": value, "unit": unit, **roles}
    return {"observation": content, "quote": quote}


def found(folder: Path, text: str, claims: Claims) -> list[Finding]:
    """Write a document with claims, and return what the checks find; see `store_of`."""
    return check(store_of(folder, text, claims))


def found_by_claims(folder: Path, text: str, claims: Claims) -> list[tuple[Finding, frozenset[str]]]:
    """Return what the checks find, each with the ids of the claims that it concerns."""
    store = store_of(folder, text, claims)
    claim_nodes = [quad.subject for quad in store.quads_for_pattern(None, RDF["type"], DG["Claim"], None)]
    ids = {node.value: local_name(node) for node in claim_nodes if isinstance(node, NamedNode)}
    stated: dict[str, set[str]] = {iri: {name} for iri, name in ids.items()}
    for quad in store.quads_for_pattern(None, DG["asserts"], None, None):
        if isinstance(quad.object, NamedNode) and isinstance(quad.subject, NamedNode):
            stated.setdefault(quad.object.value, set()).add(ids[quad.subject.value])
    return [(each, frozenset(name for iri in each.concerns for name in stated[iri])) for each in check(store)]


def store_of(folder: Path, text: str, claims: Claims) -> Store:
    """Write a document with claims, and return its graph.

    Every entity is supported by the last line of the document, which names them all.
    """
    names = " ".join(f"[{name}]" for _, name in ENTITIES.values())
    document = f"{text}\n{names}\n"
    supported = [{"id": name, "antecedent": _antecedents(claim), **claim} for name, claim in claims.items()]
    _write(folder, "documents/d.txt", document)
    _write(folder, "disgraph.toml", 'name = "village"\n')
    entities = [{"id": name, "type": kind, "name": label} for name, (kind, label) in ENTITIES.items()]
    _write(folder, "data/entities/all.yaml", yaml.safe_dump(entities))
    result = {"document": "d", "passages": [{"title": "all", "claims": supported}]}
    _write(folder, "data/claims/d.yaml", yaml.safe_dump(result, sort_keys=False))
    entry = [{"id": "d", "file": "d.txt", "sha256": _digest(document), "title": "A village", "kind": "report", "language": "en"}]
    _write(folder, "data/documents.yaml", yaml.safe_dump(entry))
    return memory_store(emit(read_sources(own_project(folder))))


def verdicts(findings: Iterable[Finding], *checks: str) -> list[tuple[str, str]]:
    """Return check and verdict of each finding, of all checks or of some."""
    return [(each.check, each.verdict) for each in findings if not checks or each.check in checks]


def _antecedents(claim: dict[str, Any]) -> dict[str, str]:
    content = next(value for key, value in claim.items() if key not in ("quote", "record", "modality", "basis"))
    values = content if isinstance(content, list) else [value for given in content.values() for value in _list(given)]
    return {value: f"[{ENTITIES[value][1]}]" for value in values if value in ENTITIES and ENTITIES[value][0] != "Measure"}


def _list(value: Any) -> list[Any]:
    return value if isinstance(value, list) else [value]


def _digest(text: str) -> str:
    import hashlib

    return hashlib.sha256(text.encode()).hexdigest()


def _write(folder: Path, name: str, text: str) -> None:
    path = folder / name
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(text, encoding="utf-8", newline="\n")
