"""Build a graph on disk from the sources of a project, step by step.

documents -> claims -> graph -> reasoning -> audit -> validation -> store
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Mapping
from pathlib import Path
from typing import Any, NamedTuple

from disgraph.audit.run import audit
from disgraph.claims.check import check_claims
from disgraph.claims.claim_files import read_claims, read_entities
from disgraph.claims.gazetteer import read_gazetteer
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
from disgraph.paths.graph_numbers import NUMBERS, write_graph_numbers
from disgraph.project import Project, project_lock
from disgraph.queries.catalogue import read_queries
from disgraph.queries.describe import DatasetSummary, count_dataset, describe_dataset
from disgraph.rdf import INFERRED, Quad
from disgraph.reasoning.axioms import Axiom, read_axioms
from disgraph.reasoning.closure import clashes, close
from disgraph.reasoning.rule_file import RULES, write_rules
from disgraph.reasoning.rules import Rule, make_rules
from disgraph.relationships.flat_index import INDEX
from disgraph.search import sentence_vectors
from disgraph.search.text_index import TEXT_INDEX
from disgraph.search.text_index_writer import write_text_index
from disgraph.store.former_caches import mark_cache, remove_former_caches
from disgraph.store.grams import COMPARED, GRAMS, write_grams
from disgraph.store.graph_writer import FileWriter, write_graph
from disgraph.store.name_file import NAMES, Name, write_names
from disgraph.transaction import is_unfinished
from disgraph.triples.emit import Sources, emit, mentioned
from disgraph.triples.entity_names import entity_names
from disgraph.validation.shacl import ShapeResult, validate
from disgraph.wording.noun_counts import count_noun

Progress = Callable[[str], None]
#: Instead of a SHACL engine: the shapes are not evaluated.
UNCHECKED = "unchecked"


class Built(NamedTuple):
    """A graph in memory: asserted and inferred quads, the rules, and the results of the shapes."""

    asserted: frozenset[Quad]
    inferred: frozenset[Quad]
    results: tuple[ShapeResult, ...]
    names: tuple[Name, ...]
    rules: tuple[Rule, ...]
    summary: dict[str, Any]


def read_sources(project: Project) -> Sources:
    """Read and check what a graph is built from; proposals that no accepted claim mentions are left out.

    Raises:
        Refused: see `checked_sources`.
    """
    return _without_proposed(checked_sources(project))


def checked_sources(project: Project) -> Sources:
    """Read and check documents, entities and claims, judgements of identity and the table of places.

    Every verb that reads the sources goes through this check, so that all of them refuse the same.

    Raises:
        Refused: the sources have problems; it lists all that one run finds.
    """
    if is_unfinished(project.build):
        with project_lock(project):  # which finishes it
            pass
    vocabulary = read_vocabulary(project.ontology)
    documents = read_catalogue(project.catalogue, project.documents)
    entities = read_entities(project.entities)
    claims = read_claims(project.claims, vocabulary)
    judgements = read_judgements(project.judgements)
    problems = check_judgements(judgements, entities, documents)
    if problems:
        raise Refused(tuple(problems))
    identified = identify(entities, claims, judgements, vocabulary)
    located = tuple(check_claims(identified.claims, identified.entities, documents, vocabulary))
    judged = locate(identified.judgements, documents)
    places, gazetteer = read_places(project.places), read_gazetteer(project.gazetteer)
    problems = list(check_places(identified.entities, identified.claims, places))
    if problems:
        raise Refused(tuple(problems))
    return Sources(documents, identified.entities, located, vocabulary, judged, places, gazetteer)


def _without_proposed(sources: Sources) -> Sources:
    """Leave out proposed and rejected entities that no accepted claim mentions, and the judgements on them."""
    accepted = (located.claim for located in sources.claims if located.claim.status == "accepted")
    in_claims = {name for claim in accepted for name in mentioned(claim, sources.vocabulary)}
    kept = {name for name, entity in sources.entities.items() if entity.status == "accepted" or name in in_claims}
    return sources._replace(
        entities={name: without_look_alikes(entity, kept) for name, entity in sources.entities.items() if name in kept},
        judgements=tuple(each for each in sources.judgements if {each.judgement.entity, each.judgement.other} <= kept | {""}),
    )


def make_graph(project: Project, progress: Progress, engine: str = "auto") -> Built:
    """Build a checked graph in memory.

    Args:
        project: the project with the sources.
        progress: called with the name of each step.
        engine: the SHACL engine; `UNCHECKED` for sources that were validated before.

    Raises:
        Refused: the sources have problems, or the graph contradicts itself.
    """
    progress("Reading documents, entities and claims")
    sources = read_sources(project)
    accepted = sum(located.claim.status == "accepted" for located in sources.claims)
    progress(f"Building {_content(sources, accepted)}")
    stated = DatasetSummary(project.name, len(sources.entities), tuple(sources.documents), project.released, project.is_shipped)
    described = describe_dataset(stated, read_queries(project.queries).values())
    asserted = frozenset((*emit(sources), *described))
    progress("Reasoning")
    axioms = read_axioms(sources.vocabulary.quads)
    inferred = frozenset(close(asserted, axioms))
    refuse_clashes(asserted | inferred, axioms)
    progress("Auditing the figures of the documents")
    findings = audit(asserted | inferred)
    asserted |= findings
    inferred |= close(findings, axioms) - asserted
    asserted |= frozenset(count_dataset(asserted | inferred))
    results: tuple[ShapeResult, ...] = ()
    if engine != UNCHECKED:
        progress("Validating the graph against its shapes")
        results = tuple(validate(asserted | inferred, project.shapes, engine))
    summary = {
        "schema_version": 1,
        "project": project.name,
        "released": project.released,
        "documents": len(sources.documents),
        "entities": len(sources.entities),
        "claims": accepted,
        "asserted": len(asserted),
        "inferred": len(inferred),
        "relations": describe(sources.vocabulary),
        "kinds": edge_counts(asserted, sources.vocabulary),
    }
    return Built(asserted, inferred, results, tuple(entity_names(sources)), tuple(make_rules(axioms)), summary)


def _content(sources: Sources, accepted: int) -> str:
    """Return what is built, in the numbers that `stats` shows."""
    entities = count_noun(len(sources.entities), "entity", "entities")
    rest = len(sources.claims) - accepted
    note = f" ({rest:,} not accepted)" if rest else ""
    return f"{count_noun(accepted, 'claim')} on {entities} in {count_noun(len(sources.documents), 'document')}{note}"


def build(project: Project, progress: Progress, engine: str = "auto") -> tuple[Path, Built]:
    """Build a project's graph and make it the current one. The former graph stays unless all steps succeed.

    The project is locked meanwhile, so that no source changes under the build.

    Returns:
        The directory of the graph, and the graph.

    Raises:
        Refused: see `make_graph`; also when a shape is violated.
    """
    with project_lock(project):
        return _build(project, progress, engine)


def _build(project: Project, progress: Progress, engine: str) -> tuple[Path, Built]:
    built = make_graph(project, progress, engine)
    violations = tuple(result for result in built.results if result.severity == "violation")
    if violations:
        raise Refused(tuple(Problem("shape-violated", result.focus, 0, "", result.message, result.remedy) for result in violations))
    progress("Writing the store")
    folder = write_built(built, project.build, progress)
    if project.is_shipped:
        mark_cache(project.build)
        remove_former_caches(project.build)
    return folder, built


def write_built(built: Built, build: Path, progress: Progress | None = None) -> Path:
    """Write a graph with its indexes into a build folder, and return its directory.

    Args:
        built: the graph.
        build: the build folder.
        progress: called with the name of each step; without it, the graph gets no vectors of meaning.
    """
    listed = listed_inferred(built.inferred)
    files = file_writers(built.names, built.rules, built.summary)
    if progress is not None and sentence_vectors.is_available():
        files[sentence_vectors.VECTORS] = lambda path: sentence_vectors.write_vectors(path, progress)
    return write_graph(build, list(built.asserted), [*built.inferred, *listed], files, built.summary)


def file_writers(names: Collection[Name], rules: Iterable[Rule], summary: Mapping[str, Any]) -> dict[str, FileWriter]:
    """Return the writers of the names, the relationship graph, the texts and the rules, by file name.

    Args:
        names: the names of the entities.
        rules: the rules that inferred triples.
        summary: the content of `graph.json`.
    """

    def graph(path: Path) -> Graph:
        return Graph(DiskBackend(str(path.parent), summary=summary))

    files: dict[str, FileWriter] = {
        NAMES: lambda path: write_names(path, names),
        INDEX: lambda path: write_index(path, graph(path), {name.iri for name in names}),
        TEXT_INDEX: lambda path: write_text_index(path, graph(path)),
        NUMBERS: lambda path: write_graph_numbers(path, graph(path)),
        RULES: lambda path: write_rules(path, rules),
    }
    return {**files, GRAMS: write_grams} if len(names) > COMPARED else files


def listed_inferred(inferred: Iterable[Quad]) -> list[Quad]:
    """Return inferred quads as the named graph of inferred triples lists them."""
    return [Quad(quad.subject, quad.predicate, quad.object, INFERRED) for quad in inferred]


def refuse_clashes(quads: frozenset[Quad], axioms: list[Axiom]) -> None:
    """Reject a graph that contradicts the ontology.

    Raises:
        Refused: the graph has contradictions; it names each entity and the two facts that exclude each other.
    """
    found = clashes(quads, axioms)
    if found:
        remedy = "Correct one of the claims, or the type in an entity file."
        problems = (Problem("contradiction", clash.entity, 0, "", f"is both {clash.first} and {clash.second}.", remedy) for clash in found)
        raise Refused(tuple(problems))
