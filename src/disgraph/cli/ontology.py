"""`disgraph ontology`."""

from __future__ import annotations

from typing import TYPE_CHECKING

import click

from disgraph.cli.options import format_option, output_option, quiet_option
from disgraph.cli.session import current_project, progress, write
from disgraph.wording.noun_counts import count_noun

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator

    from disgraph.ontology.vocabulary import Vocabulary
    from disgraph.project import Project
    from disgraph.rdf import Quad
    from disgraph.reasoning.profile import ProfileFinding


@click.command(epilog="Example: disgraph ontology --check")
@click.option(
    "--check", is_flag=True, help="Check profile, declarations, labels, definitions, cycles, unused terms and cited vocabularies."
)
@click.option("--hermit", is_flag=True, help="With --check: contradictions and classes without possible members, by HermiT (needs Java).")
@click.option("--page", is_flag=True, help="Write the page of the ontology in Markdown.")
@click.option("--shapes", is_flag=True, help="Write the fields of each class as SHACL shapes in Turtle.")
@format_option()
@output_option
@quiet_option
@click.pass_context
def ontology(ctx: click.Context, check: bool, hermit: bool, page: bool, shapes: bool, form: str, output: str, quiet: bool) -> None:
    """List the terms of the ontology, or check it.

    The exit code is 1 if the check finds an error; notes are not errors.
    """
    from disgraph.errors import MisuseError
    from disgraph.ontology.vocabulary_reader import read_vocabulary
    from disgraph.rdf import DG
    from disgraph.render.tables import render_table

    if hermit and not check:
        raise MisuseError("--hermit without --check.", "Add --check.")
    project = current_project()
    vocabulary = read_vocabulary(project.ontology)
    if page:
        from disgraph.queries.catalogue import read_queries
        from disgraph.render import ontology_page

        write(ontology_page.page(vocabulary, read_queries(project.queries).values()), output)
        return
    if shapes:
        from disgraph.validation.field_shapes import fields_turtle

        write(fields_turtle(vocabulary), output)
        return
    if not check:
        write(render_table(("term", "kind", "label", "definition"), _terms(vocabulary), form), output)
        return
    found = _findings(project, vocabulary, hermit, progress(quiet))
    if found or form != "text":
        shown = [each._replace(term=each.term.replace(DG, "dg:")) for each in found] if form in ("text", "md") else found
        write(render_table(("severity", "rule", "term", "message"), shown, form), output)
    errors, warnings = (sum(finding.severity == kind for finding in found) for kind in ("error", "warning"))
    counts = [count_noun(errors, "error"), *([count_noun(warnings, "warning")] if warnings else [])]
    progress(quiet)(", ".join([*counts, count_noun(len(found) - errors - warnings, "note")]))
    ctx.exit(1 if errors else 0)


def _terms(vocabulary: Vocabulary) -> list[list[str]]:
    from disgraph.rdf import RDFS, SKOS, Literal, local_name
    from disgraph.reasoning.profile import declared_terms

    words: dict[object, dict[object, str]] = {}
    for quad in vocabulary.quads:
        if isinstance(quad.object, Literal) and quad.object.language in (None, "en"):
            words.setdefault(quad.subject, {})[quad.predicate] = quad.object.value
    rows = ((local_name(term), kind, words.get(term, {})) for term, kind in declared_terms(vocabulary.quads).items())
    return sorted([name, kind, texts.get(RDFS["label"], ""), texts.get(SKOS["definition"], "")] for name, kind, texts in rows)


def _findings(project: Project, vocabulary: Vocabulary, hermit: bool, say: Callable[[str], None]) -> list[ProfileFinding]:
    from disgraph.audit.run import audit
    from disgraph.ontology.cited_vocabularies import cited_axioms
    from disgraph.rdf import memory_store
    from disgraph.reasoning.profile import check_alignments, check_ontology, used_terms

    cited = cited_axioms()
    graph = _graph(project, vocabulary, say)
    if graph is None:
        found = check_ontology(vocabulary.quads)
    else:
        found = check_ontology(vocabulary.quads, used_terms(graph | audit(memory_store(graph))))
        if not project.is_shipped:
            found = _without_shipped(found)
        found += check_alignments(graph, vocabulary.quads, cited)
    if hermit:
        say("Running HermiT")
        found += _hermit(vocabulary, cited, graph)
    return sorted(_with_files(found, project))


def _with_files(found: Iterable[ProfileFinding], project: Project) -> Iterator[ProfileFinding]:
    """Yield findings; what is wrong in a project's own ontology is stated with the name of its file."""
    named = _declaring_files(project)
    for each in found:
        file = named.get(each.term, "") if each.severity != "note" else ""
        yield each._replace(message=f"{file}: {each.message}" if file else each.message)


def _declaring_files(project: Project) -> dict[str, str]:
    """Return for each term the name of the file that declares it, else of one that says something about it."""
    from disgraph.rdf import RDF, NamedNode, parse_file

    quads = [(quad, path.name) for path in sorted(project.ontology.glob("*.ttl")) for quad in parse_file(path)]
    quads.sort(key=lambda each: each[0].predicate == RDF["type"])  # what declares a term comes last, and so counts
    return {quad.subject.value: name for quad, name in quads if isinstance(quad.subject, NamedNode)}


def _without_shipped(found: list[ProfileFinding]) -> list[ProfileFinding]:
    """Return findings with one note on all terms of the shipped ontology that a project does not use."""
    from disgraph.ontology.vocabulary_reader import read_vocabulary
    from disgraph.project import shipped_project
    from disgraph.reasoning.profile import ProfileFinding, declared_terms

    shipped = {term.value for term in declared_terms(read_vocabulary(shipped_project().ontology).quads)}
    unused = [finding for finding in found if finding.rule == "unused" and finding.term in shipped]
    if not unused:
        return found
    note = ProfileFinding("note", "unused", "", f"the project does not use {count_noun(len(unused), 'term')} of the shipped ontology.")
    return [*(finding for finding in found if finding not in unused), note]


def _graph(project: Project, vocabulary: Vocabulary, say: Callable[[str], None]) -> set[Quad] | None:
    """Return the graph of a project with what follows, or None if its claims or the axioms of its ontology cannot be read."""
    from disgraph.errors import InputError
    from disgraph.pipeline import read_sources
    from disgraph.reasoning.axioms import read_axioms
    from disgraph.reasoning.closure import close
    from disgraph.triples.emit import emit

    try:
        axioms = read_axioms(vocabulary.quads)
    except InputError:  # its axioms are findings of the check
        say("Unused terms and contradictions are not listed, since the graph cannot be built with this ontology.")
        return None
    try:
        asserted = emit(read_sources(project))
    except InputError as error:
        say(f"Unused terms and contradictions are not listed, since the graph cannot be built: {error.message}")
        return None
    return asserted | close(asserted, axioms)


def _hermit(vocabulary: Vocabulary, cited: list[Quad], graph: set[Quad] | None) -> Iterator[ProfileFinding]:
    from disgraph.rdf import OWL
    from disgraph.reasoning.hermit import is_consistent, unsatisfiable_classes
    from disgraph.reasoning.owl_view import owl_view
    from disgraph.reasoning.profile import ProfileFinding, declared_terms

    own = {term.value for term in declared_terms(vocabulary.quads)} | {OWL["Thing"].value}
    for name in unsatisfiable_classes([*vocabulary.quads, *cited]):
        if name in own:
            yield ProfileFinding("error", "unsatisfiable", name, "the class cannot have members.")
    if graph is not None and not is_consistent([*owl_view(sorted(graph, key=str), vocabulary.quads), *cited]):
        yield ProfileFinding("error", "inconsistent", "", "the graph contradicts the ontology and the vocabularies that it cites.")
