"""The recipes of CONTRIBUTING.md that change the package, carried out in a copy: a check, a format, a verb and an extraction rule."""

from __future__ import annotations

import json
import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest
from tests.conftest import DOCUMENT, write_project

import disgraph

ROOT = Path(__file__).parents[2]

CHECK = '''"""Crowds: counts above a thousand."""

from collections.abc import Iterator

from disgraph.audit.audited_graph import AuditedGraph
from disgraph.audit.figure_words import named
from disgraph.audit.finding import IMPLAUSIBLE, Finding, finding


def crowds(graph: AuditedGraph) -> Iterator[Finding]:
    """Find counts above a thousand."""
    for figure in graph.figures:
        if figure.value > 1000:
            yield finding("crowd", IMPLAUSIBLE, (figure.iri,), f"{named(figure)} is a crowd.", working="1,200 > 1,000")
'''
CHECK_ROW = 'Check(("crowd",), "Is a count above a thousand?", (IMPLAUSIBLE,), crowds.crowds),'
WRITER = """def _names(request: ExportRequest) -> Files:
    return {request.file: "".join(f"{node.label}\\n" for node in request.network().nodes)}


"""
ENTRY = '"names": FormatWriter(_names),'
METHOD = '''
    def persons(self) -> Persons:
        """Count the persons of the graph."""
        from disgraph.api.accounts import Persons
        from disgraph.facts.graph_counts import count

        return Persons(dict(count(self.graph).entities)["person"])
'''
RESULT = '''

class Persons(Result):
    """The number of persons."""

    def __init__(self, number: int) -> None:
        self.number = number

    def blocks(self, layout: Layout) -> Iterable[Block]:
        """Return the number as blocks."""
        from disgraph.render.persons_answer import persons_blocks

        return persons_blocks(self.number)

    def to_json(self, layout: Layout) -> str:
        """Return the number as JSON."""
        from disgraph.render.json_output import versioned

        return versioned({"persons": self.number})

    def columns(self) -> Columns:
        """Return the number as a column."""
        return columns_of(("persons",), [(self.number,)])
'''
RENDERER = '''"""The number of persons, as blocks."""

from collections.abc import Iterator

from disgraph.render.answer_blocks import Block, Grid


def persons_blocks(number: int) -> Iterator[Block]:
    """Return a table of one line."""
    yield Grid(("persons",), ((f"{number:,}",),))
'''
COMMAND = '''"""`disgraph persons`."""

import click

from disgraph.cli.options import endpoint_options, output_options
from disgraph.cli.session import current_graph, write


@click.command(epilog="Example: disgraph persons")
@endpoint_options
@output_options()
def persons(endpoint: str | None, timeout: float | None, form: str, output: str, quiet: bool) -> None:
    """Count the persons."""
    write(current_graph(quiet, endpoint, timeout).persons().render(form), output)
'''
RULE = """\
- name: smiled-at
  note: Whom a person knows.
  pattern:
  - "{p:person} smiled at {o:person}"
  claim: {statement: [p, hasFriend, o]}
  confidence: 0.9
  examples:
  - text: "[[Asha Rao|Person]] smiled at [[Ben Obi|Person]]."
    facts: [asha-rao hasFriend ben-obi]
"""


def edit(path: Path, former: str, new: str) -> None:
    """Replace a text that occurs in a file."""
    text = path.read_text(encoding="utf-8")
    assert former in text, path
    path.write_text(text.replace(former, new, 1), encoding="utf-8")


@pytest.fixture(scope="module")
def copy(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A copy of the package to which the four recipes are applied, each as it is written."""
    root = tmp_path_factory.mktemp("copy")
    source = Path(disgraph.__file__).parent
    package = root / "src" / "disgraph"
    shutil.copytree(source, package, ignore=shutil.ignore_patterns("__pycache__"))
    for folder in ("ontology", "shapes", "queries", "data", "seeds"):
        (root / folder).symlink_to(ROOT / folder)
    (package / "audit" / "checks" / "crowds.py").write_text(CHECK, encoding="utf-8")
    edit(package / "audit" / "table.py", "    conversions,\n", "    conversions,\n    crowds,\n")
    edit(package / "audit" / "table.py", "CHECKS: Final = (", f"CHECKS: Final = (\n    {CHECK_ROW}")
    edit(package / "export" / "writers.py", "def as_bytes(", f"{WRITER}def as_bytes(")
    edit(
        package / "export" / "writers.py",
        '    "gexf": FormatWriter(_gexf),',
        '    "gexf": FormatWriter(_gexf),\n    "names": FormatWriter(_names),',
    )
    edit(package / "api" / "entity_verbs.py", "\n    def stats(self)", f"{METHOD}\n    def stats(self)")
    with (package / "api" / "accounts.py").open("a", encoding="utf-8") as file:
        file.write(RESULT)
    (package / "render" / "persons_answer.py").write_text(RENDERER, encoding="utf-8")
    (package / "cli" / "persons.py").write_text(COMMAND, encoding="utf-8")
    edit(package / "cli" / "verbs.py", "VERBS = {", 'VERBS = {\n    "persons": "Count the persons.",')
    with (package / "extract" / "relations" / "relations.yaml").open("a", encoding="utf-8") as file:
        file.write(RULE)
    project = {"documents/d1.txt": f"{DOCUMENT}Zhang Wei smiled at Wang Fang.\n"}
    write_project(root / "project", project)
    run(root, "build", "-q")
    return root


def run(copy: Path, *arguments: str) -> str:
    """Run a command of the copy in its project."""
    environment = {**os.environ, "PYTHONPATH": str(copy / "src")}
    command = [sys.executable, "-m", "disgraph", *arguments]
    done = subprocess.run(command, cwd=copy / "project", env=environment, capture_output=True, encoding="utf-8", check=False)
    assert done.returncode == 0, done.stdout + done.stderr
    return done.stdout


@pytest.mark.slow
def test_a_check_is_a_function_and_a_row(copy: Path) -> None:
    """structure-recipe-check."""
    findings = json.loads(run(copy, "audit", "-f", "json"))["findings"]
    assert [(each["check"], each["verdict"]) for each in findings if each["check"] == "crowd"] == [("crowd", "implausible")]


def test_a_format_is_a_writer_and_an_entry(copy: Path) -> None:
    """structure-recipe-format."""
    assert "Amei Li" in run(copy, "export", "-", "-f", "names", "-q").splitlines()


def test_a_verb_is_a_method_a_rendering_and_a_command(copy: Path) -> None:
    """structure-recipe-verb."""
    assert json.loads(run(copy, "persons", "-f", "json"))["persons"] == 2
    assert "2" in run(copy, "persons")
    assert "Example: disgraph persons" in run(copy, "persons", "--help")


@pytest.mark.slow
def test_an_extraction_rule_is_an_entry_with_examples(copy: Path) -> None:
    """structure-recipe-rule."""
    assert "smiled-at" in run(copy, "extract", "documents/d1.txt", "-f", "json")
