"""The corridor: from sources to a graph on disk, one room after the other.

documents -> claims -> graph -> reasoning -> audit -> validation -> store
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Mapping
from pathlib import Path
from typing import Any, NamedTuple

from disgraph.audit.run import audit
from disgraph.claims.check import check_claims
from disgraph.claims.claim_files import read_claims, read_entities
from disgraph.claims.identity import identify, without_look_alikes
from disgraph.claims.judgements import check_judgements, locate, read_judgements
from disgraph.claims.places import check_places, read_places
from disgraph.corpus.documents import read_catalogue
from disgraph.errors import Problem, Refused
from disgraph.graph.disk import DiskBackend
from disgraph.graph.graph import Graph
from disgraph.graph.index_writer import write_index
from disgraph.ontology.relations import describe, edge_counts
from disgraph.ontology.vocabulary import read_vocabulary
from disgraph.project import Project
from disgraph.queries.catalogue import read_queries
from disgraph.queries.describe import describe_dataset
from disgraph.rdf import INFERRED, Quad
from disgraph.reasoning.axioms import Axiom, read_axioms
from disgraph.reasoning.closure import clashes, close
from disgraph.reasoning.rules import Rule, make_rules
from disgraph.reasoning.stored import RULES, write_rules
from disgraph.relationships.flat_index import INDEX
from disgraph.store.grams import COMPARED, GRAMS, write_grams
from disgraph.store.name_file import NAMES, Name, write_names
from disgraph.store.swap import Writer, write_graph
from disgraph.triples.emit import Sources, emit, mentioned
from disgraph.triples.entity_names import entity_names
from disgraph.validation.shacl import Result, validate

Progress = Callable[[str], None]


class Built(NamedTuple):
    """A graph in memory: what is said, what follows and by which rules, and what the shapes say to it."""

    asserted: frozenset[Quad]
    inferred: frozenset[Quad]
    results: tuple[Result, ...]
    names: tuple[Name, ...]
    rules: tuple[Rule, ...]
    summary: dict[str, Any]


def read_sources(project: Project) -> Sources:
    """Read and check documents, entities and claims, judgements of identity and the table of places.

    Raises:
        Refused: with every problem that one run can find.
    """
    vocabulary = read_vocabulary(project.ontology)
    documents = read_catalogue(project.catalogue, project.documents)
    entities = read_entities(project.entities)
    claims = read_claims(project.claims, vocabulary)
    judgements = read_judgements(project.judgements)
    problems = check_judgements(judgements, entities, documents)
    if problems:
        raise Refused(tuple(problems))
    one = identify(entities, claims, judgements, vocabulary)
    located = tuple(check_claims(one.claims, one.entities, documents, vocabulary))
    judged = locate(one.judgements, documents)
    places = read_places(project.places)
    problems = list(check_places(one.entities, one.claims, places))
    if problems:
        raise Refused(tuple(problems))
    return _without_proposed(Sources(documents, one.entities, located, vocabulary, judged, places))


def _without_proposed(sources: Sources) -> Sources:
    """Leave out the entities that are proposed or rejected and of which no accepted claim speaks, and what was judged of them."""
    accepted = (located.claim for located in sources.claims if located.claim.status == "accepted")
    spoken = {name for claim in accepted for name in mentioned(claim, sources.vocabulary)}
    kept = {name for name, entity in sources.entities.items() if entity.status == "accepted" or name in spoken}
    return sources._replace(
        entities={name: without_look_alikes(entity, kept) for name, entity in sources.entities.items() if name in kept},
        judgements=tuple(one for one in sources.judgements if {one.judgement.entity, one.judgement.other} <= kept | {""}),
    )


def make_graph(project: Project, progress: Progress, engine: str = "auto") -> Built:
    """Go from sources to a checked graph in memory.

    Args:
        project: where the sources are.
        progress: is told each step in plain words.
        engine: of SHACL.

    Raises:
        Refused: the sources do not hold, or the graph contradicts itself or its shapes.
    """
    progress("Reading documents, entities and claims")
    sources = read_sources(project)
    progress(
        f"Making the graph of {len(sources.claims)} claims about {len(sources.entities)} entities in {len(sources.documents)} documents"
    )
    described = describe_dataset(project.name, len(sources.entities), len(sources.documents), read_queries(project.queries).values())
    asserted = frozenset((*emit(sources), *described))
    progress(f"Reasoning over {len(asserted):,} triples")
    axioms = read_axioms(sources.vocabulary.quads)
    inferred = frozenset(close(asserted, axioms))
    refuse_clashes(asserted | inferred, axioms)
    progress("Auditing what the documents compute and repeat")
    asserted |= audit(asserted | inferred)
    progress(f"Validating {len(asserted) + len(inferred):,} triples")
    results = tuple(validate(asserted | inferred, project.shapes, engine))
    summary = {
        "schema_version": 1,
        "project": project.name,
        "released": project.released,
        "documents": len(sources.documents),
        "entities": len(sources.entities),
        "claims": sum(located.claim.status == "accepted" for located in sources.claims),
        "asserted": len(asserted),
        "inferred": len(inferred),
        "relations": describe(sources.vocabulary),
        "kinds": edge_counts(asserted, sources.vocabulary),
    }
    return Built(asserted, inferred, results, tuple(entity_names(sources)), tuple(make_rules(axioms)), summary)


def build(project: Project, progress: Progress, engine: str = "auto") -> tuple[Path, Built]:
    """Build a project's graph and make it the current one; nothing is replaced unless all of it succeeded.

    Returns:
        The directory of the graph, and the graph.

    Raises:
        Refused: see `make_graph`; also when a shape is violated.
    """
    built = make_graph(project, progress, engine)
    violations = tuple(result for result in built.results if result.severity == "violation")
    if violations:
        raise Refused(tuple(Problem("shape-violated", result.focus, 0, "", result.message, result.remedy) for result in violations))
    progress("Writing the store")
    return write_built(built, project.build), built


def write_built(built: Built, build: Path) -> Path:
    """Write a graph and what lies beside it into a build folder, and return its directory."""
    listed = listed_inferred(built.inferred)
    files = files_beside(built.names, built.rules, built.summary)
    return write_graph(build, list(built.asserted), [*built.inferred, *listed], files, built.summary)


def files_beside(names: Collection[Name], rules: Iterable[Rule], summary: Mapping[str, Any]) -> dict[str, Writer]:
    """Return what writes the names, the relationship graph and the rules beside a store.

    Args:
        names: of the entities.
        rules: by which reasoning added what follows.
        summary: what `graph.json` will tell.
    """

    def index(path: Path) -> None:
        graph = Graph(DiskBackend(str(path.parent), summary=summary))
        write_index(path, graph, {name.iri for name in names})

    files: dict[str, Writer] = {NAMES: lambda path: write_names(path, names), INDEX: index, RULES: lambda path: write_rules(path, rules)}
    return {**files, GRAMS: write_grams} if len(names) > COMPARED else files


def listed_inferred(inferred: Iterable[Quad]) -> list[Quad]:
    """Return what reasoning added as it is listed in its own named graph."""
    return [Quad(quad.subject, quad.predicate, quad.object, INFERRED) for quad in inferred]


def refuse_clashes(quads: frozenset[Quad], axioms: list[Axiom]) -> None:
    """Refuse a graph that contradicts the ontology.

    Raises:
        Refused: naming each entity and the two things that it cannot be or have together.
    """
    found = clashes(quads, axioms)
    if found:
        remedy = "One of the claims, or a type in an entity file, is wrong."
        problems = (Problem("contradiction", clash.entity, 0, "", f"is both {clash.first} and {clash.second}.", remedy) for clash in found)
        raise Refused(tuple(problems))
