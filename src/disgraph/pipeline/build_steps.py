"""The steps of a build, and the swap of the graph in use."""

from __future__ import annotations

import os
from collections.abc import Sequence
from itertools import chain
from pathlib import Path
from typing import Any, NamedTuple

from disgraph.audit.run import audit
from disgraph.errors import Problem, Refused
from disgraph.files import SCHEMA_VERSION
from disgraph.graph.disk import DiskBackend
from disgraph.graph.graph import Graph
from disgraph.ontology.relations import count_edges, describe
from disgraph.ontology.vocabulary import Vocabulary
from disgraph.pipeline.build_result import UNCHECKED, BuildResult, Progress
from disgraph.pipeline.graph_assembly import GraphAssembly, assemble
from disgraph.pipeline.graph_files import file_writers
from disgraph.pipeline.project_sources import accepted_claims, content_of, read_sources
from disgraph.pipeline.shards import ShardCache, asserted_lines
from disgraph.pipeline.source_notes import source_notes
from disgraph.project import Project
from disgraph.queries.catalogue import read_queries
from disgraph.queries.describe import DatasetSummary, count_dataset, describe_dataset
from disgraph.rdf import Store, nquad_line
from disgraph.reasoning.axioms import Axiom
from disgraph.reasoning.closure import clashes
from disgraph.reasoning.profile import profile_axioms
from disgraph.reasoning.rules import make_rules
from disgraph.search import semantic_extra, sentence_vectors
from disgraph.store.build_record import FormerBuild
from disgraph.store.current import read_summary
from disgraph.store.former_caches import mark_cache, remove_former_caches
from disgraph.store.graph_writer import install, new_graph
from disgraph.store.name_file import Name
from disgraph.triples.entity_names import entity_names
from disgraph.validation.shacl import FormerValidation, ShapeResult, validate


class MadeGraph(NamedTuple):
    """A graph whose dataset and stores are in a folder, and what its other files need.

    `results` are those of the shapes and the notes on the sources; `of_shapes` the former alone, None if shapes were not evaluated.
    """

    folder: Path
    names: tuple[Name, ...]
    axioms: tuple[Axiom, ...]
    results: tuple[ShapeResult, ...]
    of_shapes: list[ShapeResult] | None
    summary: dict[str, Any]

    def graph(self) -> Graph:
        """Open the graph; it has no index of relationships or texts yet."""
        return Graph(DiskBackend(str(self.folder), summary=self.summary))


class Kept(NamedTuple):
    """What earlier builds of the project left.

    Attributes:
        shards: the triples of each document.
        former: the graph in use, if the same code made it by the same ontology and shapes.
    """

    shards: ShardCache | None = None
    former: FormerBuild | None = None


_NOTHING = Kept()


class _Asserted(NamedTuple):
    """What is left of the sources when their triples are in a store."""

    assembly: GraphAssembly
    vocabulary: Vocabulary
    names: tuple[Name, ...]
    summary: dict[str, Any]
    notes: tuple[ShapeResult, ...]


def make_graph(project: Project, work: Path, progress: Progress, engine: str = "auto", kept: Kept = _NOTHING) -> MadeGraph:
    """Make a checked graph in a folder.

    Args:
        project: the project with the sources.
        work: an empty folder.
        progress: called with the name of each step.
        engine: the SHACL engine; `UNCHECKED` for sources that were validated before.
        kept: what earlier builds left.

    Raises:
        Refused: the sources have problems, or the graph contradicts itself.
    """
    assembly, vocabulary, names, summary, notes = _assert(project, work, progress, kept)
    axioms = profile_axioms(vocabulary.quads)
    progress("Reasoning")
    assembly.infer(axioms)
    refuse_clashes(assembly.store, axioms)
    progress("Auditing the figures of the documents")
    assembly.add(audit(assembly.store), axioms)
    summary |= _count(assembly, vocabulary)
    of_shapes: list[ShapeResult] | None = None
    if engine != UNCHECKED:
        progress("Validating the graph against its shapes")
        of_shapes = validate(assembly.store, project.shapes, engine, assembly.lines(), _former_validation(assembly, kept))
    assembly.finish()
    results = () if of_shapes is None else (*of_shapes, *notes)
    return MadeGraph(work, names, tuple(axioms), results, of_shapes, summary)


def _former_validation(assembly: GraphAssembly, kept: Kept) -> FormerValidation | None:
    """Return the results of the former graph, and what has changed since; None if one of them is not known."""
    changed, former = assembly.changed(), kept.former
    if changed is None or former is None or former.results is None:
        return None
    return FormerValidation([ShapeResult(*result) for result in former.results], changed)


def _assert(project: Project, work: Path, progress: Progress, kept: Kept) -> _Asserted:
    """Read the sources and write their triples; the sources are released."""
    progress("Reading documents, entities and claims")
    sources = read_sources(project)
    progress(f"Building {content_of(sources)}")
    stated = DatasetSummary(project.name, len(sources.entities), tuple(sources.documents), project.released, project.is_shipped)
    described = describe_dataset(stated, read_queries(project.queries).values())
    lines = chain(asserted_lines(sources, kept.shards), map(nquad_line, described))
    summary = {
        "schema_version": SCHEMA_VERSION,
        "project": project.name,
        "released": project.released,
        "documents": len(sources.documents),
        "entities": len(sources.entities),
        "claims": accepted_claims(sources),
        "relations": describe(sources.vocabulary),
    }
    assembly = assemble(work, lines, kept.former.folder if kept.former else None)
    return _Asserted(assembly, sources.vocabulary, tuple(entity_names(sources)), summary, source_notes(sources))


def _count(assembly: GraphAssembly, vocabulary: Vocabulary) -> dict[str, Any]:
    """State the size of the graph in it, and return what the summary has of it. The counts leave out the triples that state them."""
    asserted, whole = assembly.count()
    stated = set(count_dataset(whole))
    assembly.add(stated)
    kinds = count_edges({**asserted.linked, **asserted.members}, vocabulary)
    return {"asserted": asserted.total + len(stated), "inferred": whole.total - asserted.total, "kinds": kinds}


def build_graph(project: Project, progress: Progress, engine: str, kept: Kept) -> tuple[BuildResult, list[ShapeResult] | None]:
    """Build a project's graph, and return it with the results of its shapes; see `disgraph.pipeline.build`."""
    with new_graph(project.build) as folder:
        made = make_graph(project, folder, progress, engine, kept)
        refuse_violations(made.results)
        progress("Writing the store")
        files = file_writers(made.names, make_rules(made.axioms), made.summary)
        if semantic_extra.is_available():
            files[sentence_vectors.VECTORS] = lambda path: sentence_vectors.write_vectors(path, progress)
        final = install(project.build, folder, files, made.summary)
    if project.is_shipped:
        mark_cache(project.build)
        remove_former_caches(project.build)
    warnings = sum(result.severity == "warning" for result in made.results)
    return BuildResult(final, read_summary(os.fspath(final)), warnings), made.of_shapes


def refuse_violations(results: Sequence[ShapeResult]) -> None:
    """Reject a graph that violates a shape.

    Raises:
        Refused: naming each violation.
    """
    violations = tuple(result for result in results if result.severity == "violation")
    if violations:
        raise Refused(tuple(Problem("shape-violated", result.focus, 0, "", result.message, result.remedy) for result in violations))


def refuse_clashes(store: Store, axioms: Sequence[Axiom]) -> None:
    """Reject a graph that contradicts the ontology.

    Raises:
        Refused: the graph has contradictions; it names each entity and the two facts that exclude each other.
    """
    found = clashes(store, axioms)
    if found:
        remedy = "Correct one of the claims, or the type in an entity file."
        problems = (Problem("contradiction", clash.entity, 0, "", f"is both {clash.first} and {clash.second}.", remedy) for clash in found)
        raise Refused(tuple(problems))
