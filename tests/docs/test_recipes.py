"""The recipes of CONTRIBUTING.md that a program can carry out: in a project with its own ontology and queries, without any Python."""

from __future__ import annotations

import ast
import os
import re
import shutil
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest
from tests.conftest import CLAIMS, write_project

from disgraph.project import shipped_project

ROOT = Path(__file__).parents[2]

PROPERTY = """
dg:teaches a owl:ObjectProperty ; rdfs:label "teaches"@en ; skos:definition "A person whom the subject teaches."@en ;
    skos:example "Amei Li teaches Bo Wang."@en ; rdfs:domain dg:Person ; rdfs:range dg:Person ;
    dg:isEdge true ; dg:sentence "{subject} teaches {object}"@en .
"""
CLAIM = """\
  - id: amei-teaches
    statement: [amei-li, teaches, bo-wang]
    quote: Amei Li smiled. Bo Wang smiled
"""
QUERY = """\
# question: Who teaches whom?
# param: teacher name  who teaches
# column: pupil  who is taught
PREFIX dg: <https://w3id.org/disgraph/ontology#>
SELECT ?teacher ?pupil WHERE { ?teacher dg:teaches ?pupil } ORDER BY ?pupil
"""


def disgraph(folder: Path, *arguments: str) -> str:
    done = subprocess.run(
        [sys.executable, "-m", "disgraph", *arguments],
        cwd=folder,
        env={**os.environ, "PYTHONPATH": str(ROOT / "src")},
        capture_output=True,
        encoding="utf-8",
        check=False,
    )
    assert done.returncode == 0, done.stdout + done.stderr
    return done.stdout


@pytest.fixture(scope="module")
def project(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A project with a property and a named query that the shipped ones lack."""
    folder = tmp_path_factory.mktemp("recipes") / "project"
    shipped = shipped_project()
    changes = {"data/claims/d1.yaml": CLAIMS + CLAIM, "disgraph.toml": 'name = "recipes"\nontology = "ontology"\nqueries = "queries"\n'}
    for name in ("ontology", "queries"):
        shutil.copytree(shipped.ontology.parent / name, folder / name)
    with (folder / "ontology" / "disgraph.ttl").open("a", encoding="utf-8") as file:
        file.write(PROPERTY)
    (folder / "queries" / "pupils-of.rq").write_text(QUERY, encoding="utf-8")
    write_project(folder, changes)
    disgraph(folder, "build", "-q")
    return folder


@pytest.mark.slow
def test_a_property_is_added_in_the_ontology_alone(project: Path) -> None:
    """structure-recipe-property."""
    assert "Amei Li teaches Bo Wang" in disgraph(project, "path", "Amei Li", "Bo Wang")
    assert "Amei Li teaches Bo Wang" in disgraph(project, "neighbors", "Bo Wang")
    assert "teaches" in disgraph(project, "export", "-", "-f", "csv", "--table", "edges")
    assert "`teaches` |" in disgraph(project, "ontology", "--page")
    assert "teaches" not in [line.split(",")[1] for line in disgraph(project, "ontology", "--check", "-f", "csv").splitlines()[1:]]


def test_a_named_query_is_added_as_one_file(project: Path) -> None:
    """structure-recipe-query."""
    assert disgraph(project, "query", "pupils-of", "-p", "teacher=Amei Li", "--labels").splitlines()[-1].startswith("Bo Wang")
    assert "Who teaches whom?" in disgraph(project, "queries")


def rules() -> Iterator[str]:
    """Yield the names of the rules of a build, as they are written where a problem is made."""
    for path in sorted((ROOT / "src" / "disgraph").rglob("*.py")):
        text = path.read_text(encoding="utf-8")
        for node in ast.walk(ast.parse(text)) if "roblem(" in text else ():
            if isinstance(node, ast.Call) and re.search(r"(?:^|[._])[Pp]roblem$", ast.unparse(node.func)) and node.args:
                name = node.args[0]
                if isinstance(name, ast.Constant) and isinstance(name.value, str):
                    yield name.value


def test_every_rule_of_a_build_is_in_the_page_of_claims() -> None:
    page = (ROOT / "docs" / "claims.md").read_text(encoding="utf-8")
    assert len(set(rules())) > 15
    assert sorted({rule for rule in rules() if f"`{rule}`" not in page}) == []
