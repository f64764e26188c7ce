"""`disgraph ontology`."""

from __future__ import annotations

from typing import TYPE_CHECKING

import click

from disgraph.cli.options import format_option, output_option, quiet_option
from disgraph.cli.session import current_project, progress, write

if TYPE_CHECKING:
    from collections.abc import Callable

    from disgraph.ontology.vocabulary import Vocabulary
    from disgraph.project import Project
    from disgraph.reasoning.profile import ProfileFinding


@click.command(epilog="Example: disgraph ontology --check")
@click.option("--check", is_flag=True, help="Check it: profile, declarations, labels, definitions, cycles, and terms that no claim uses.")
@click.option("--hermit", is_flag=True, help="With --check: look for classes that nothing can be in, with HermiT (needs Java).")
@click.option("--page", is_flag=True, help="Write the page of the ontology in Markdown.")
@format_option()
@output_option
@quiet_option
@click.pass_context
def ontology(ctx: click.Context, check: bool, hermit: bool, page: bool, form: str, output: str, quiet: bool) -> None:
    """List the terms of the ontology, or check it.

    Exits with 1 when the check finds an error; notes are no errors.
    """
    from disgraph.errors import MisuseError
    from disgraph.ontology.vocabulary import read_vocabulary
    from disgraph.render.tables import render_table

    if hermit and not check:
        raise MisuseError("--hermit without --check.", "Add --check.")
    project = current_project()
    vocabulary = read_vocabulary(project.ontology)
    if page:
        from disgraph.render import ontology_page

        write(ontology_page.page(vocabulary), output)
        return
    if not check:
        write(render_table(("term", "kind", "label", "definition"), _terms(vocabulary), form), output)
        return
    found = _findings(project, vocabulary, hermit, progress(quiet))
    write(render_table(("severity", "rule", "term", "message"), found, form), output)
    errors = sum(finding.severity == "error" for finding in found)
    progress(quiet)(f"{errors} errors, {len(found) - errors} notes")
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
    from disgraph.errors import InputError
    from disgraph.pipeline import read_sources
    from disgraph.reasoning.axioms import read_axioms
    from disgraph.reasoning.closure import close
    from disgraph.reasoning.profile import ProfileFinding, check_ontology, used_terms
    from disgraph.triples.emit import emit

    used = None
    try:
        asserted = emit(read_sources(project))
        graph = asserted | close(asserted, read_axioms(vocabulary.quads))
        used = used_terms(graph | audit(graph))
    except InputError as error:
        say(f"Unused terms are not listed, since the graph cannot be built: {error.message}")
    found = check_ontology(vocabulary.quads, used)
    if hermit:
        from disgraph.reasoning.hermit import unsatisfiable_classes

        say("Asking HermiT")
        classes = unsatisfiable_classes(vocabulary.quads)
        found = sorted([*found, *(ProfileFinding("error", "unsatisfiable", name, "nothing can be in the class.") for name in classes)])
    return found
