"""Write everything in the docs that is generated: `make docs`.

The ontology page, the questions, the sections made from the code, the output of every shown command, the figures of extraction, the
SPARQL guide and the notebook. Read the difference before you commit it. The tests in tests/docs fail while there is one.

Usage: python -m tools.make_docs [STEP ...]
"""

from __future__ import annotations

import os
import sys
import tempfile
from collections.abc import Callable, Sequence
from pathlib import Path

from tools.sections import ROOT, SECTIONS, filled


def write(path: Path, text: str) -> None:
    """Write a page if its text has changed, and name it."""
    if not path.exists() or path.read_text(encoding="utf-8") != text:
        path.write_text(text, encoding="utf-8", newline="\n")
        sys.stdout.write(f"{path.relative_to(ROOT)}: changed\n")


def sections() -> None:
    """Write the sections made from the code."""
    for name, section, make in SECTIONS:
        write(ROOT / name, filled((ROOT / name).read_text(encoding="utf-8"), section, make()))


def ontology() -> None:
    """Write the page of the ontology, and the fields of its classes as shapes."""
    from disgraph.ontology.vocabulary_reader import read_vocabulary
    from disgraph.project import shipped_project
    from disgraph.queries.catalogue import read_queries
    from disgraph.render.ontology_page import page
    from disgraph.validation.field_shapes import fields_turtle

    vocabulary = read_vocabulary(shipped_project().ontology)
    write(ROOT / "docs" / "ontology.md", page(vocabulary, read_queries(shipped_project().queries).values()))
    write(ROOT / "shapes" / "fields.ttl", fields_turtle(vocabulary))


def questions() -> None:
    """Write the page of the competency questions."""
    from tests.questions import write_docs

    write(write_docs.PAGE, write_docs.text())


def console() -> None:
    """Run every command that the pages show, and write its output."""
    from tests.docs import test_examples

    test_examples.rewrite()


def counts() -> None:
    """Write the numbers of the graph that the first page names."""
    from tests.docs import test_release

    from disgraph.cli.session import current_graph

    page = ROOT / "README.md"
    write(page, test_release.with_counts(page.read_text(encoding="utf-8"), current_graph(quiet=True).graph))


def guide() -> None:
    """Run the queries of the SPARQL guide, and write their output."""
    from tests.queries import guide

    write(guide.PAGE, guide.rewritten())


def figures() -> None:
    """Write the figures of extraction."""
    from tests.docs import test_figures

    test_figures.rewrite()


def notebook() -> None:
    """Run the notebook, and write its outputs."""
    from tests.docs import test_notebook

    test_notebook.rewrite()


STEPS: tuple[Callable[[], None], ...] = (sections, ontology, questions, console, counts, guide, figures, notebook)


def main(names: Sequence[str]) -> None:
    """Run the steps of these names, or all, with one graph that is built once."""
    wanted = [step for step in STEPS if not names or step.__name__ in names]
    with tempfile.TemporaryDirectory() as cache:
        os.environ["DISGRAPH_CACHE"] = cache
        os.environ["COLUMNS"] = "100"
        for step in wanted:
            sys.stdout.write(f"{step.__name__}\n")
            step()


if __name__ == "__main__":
    main(sys.argv[1:])
