"""A record class that is added in Turtle alone: every verb and every format treats it like the others.

The project has its own copy of `ontology/` and `shapes/`, to which scholarships are added.
"""

from __future__ import annotations

import io
import json
import shutil
import zipfile
from pathlib import Path
from typing import NamedTuple

import pytest
from click.testing import CliRunner, Result
from tests.conftest import write_project

from disgraph import open_graph, pipeline
from disgraph.api.knowledge_graph import KnowledgeGraph
from disgraph.cli.main import cli
from disgraph.errors import Refused
from disgraph.export.writers import WRITERS
from disgraph.privacy.private_copy import private_copy
from disgraph.project import Project, shipped_project

ONTOLOGY = """
dg:Scholarship a owl:Class ;
    rdfs:label "scholarship"@en ;
    skos:definition "Money given to a student for study."@en ;
    skos:example "Ana Silva's scholarship of 2005"@en ;
    rdfs:subClassOf dg:Record ;
    dg:segment "scholarship" ;
    dg:requires dg:recipient, dg:giver, dg:amount, dg:unit ;
    dg:sentence "{giver} gave {recipient} a scholarship of {amount} {unit}[ ({when})]"@en ;
    dg:section dg:helpSection ;
    dg:isAudited true .

dg:giver a owl:ObjectProperty ;
    rdfs:label "giver"@en ;
    skos:definition "The agent who gives the scholarship."@en ;
    rdfs:domain dg:Scholarship ;
    rdfs:range dg:Agent .

dg:amount a owl:DatatypeProperty ;
    rdfs:label "amount"@en ;
    skos:definition "How much money it is."@en ;
    rdfs:domain dg:Scholarship ;
    rdfs:range xsd:decimal .

dg:scholarshipEdge a dg:Edge ;
    rdfs:label "gave a scholarship to"@en ;
    dg:edgeOf dg:Scholarship ; dg:sourceRole dg:giver ; dg:targetRole dg:recipient ;
    dg:sentence "{giver} gave {recipient} a scholarship[ ({when})]"@en .
"""
SHAPES = """\
@prefix dgs: <https://w3id.org/disgraph/shapes#> .
@prefix dg: <https://w3id.org/disgraph/ontology#> .
@prefix sh: <http://www.w3.org/ns/shacl#> .

dgs:ScholarshipShape a sh:NodeShape ;
    sh:targetClass dg:Scholarship ;
    sh:property dgs:Scholarship-amount .

dgs:Scholarship-amount a sh:PropertyShape ;
    sh:path dg:amount ;
    sh:minCount 1 ; sh:maxCount 1 ;
    sh:message "This scholarship does not have one amount."@en ;
    sh:description "Add `amount:` once."@en ;
    sh:severity sh:Violation .
"""
DOCUMENT = """\
Ana Silva was born in 2010.
In 2005, the Rio Fund gave Ana Silva a scholarship of 5,000 yuan.
In 2012, the Rio Fund gave Bruno Costa a scholarship of 2,000 yuan.
"""
ENTITIES = """\
- {id: ana-silva, type: Person, name: Ana Silva}
- {id: bruno-costa, type: Person, name: Bruno Costa}
- {id: rio-fund, type: Company, name: Rio Fund}
"""
CLAIMS = """\
document: d1
passages:
- title: Scholarships
  claims:
  - id: born
    statement: [ana-silva, birthDate, 2010]
    quote: Ana Silva was born in 2010
  - id: ana
    scholarship: {recipient: ana-silva, giver: rio-fund, amount: 5000, unit: CNY, time: 2005}
    quote: In 2005, the Rio Fund gave Ana Silva a scholarship of 5,000 yuan
  - id: bruno
    scholarship: {recipient: bruno-costa, giver: rio-fund, amount: 2000, unit: CNY, time: 2012}
    quote: In 2012, the Rio Fund gave Bruno Costa a scholarship of 2,000 yuan
"""
#: Names and places of study that no private copy may hold.
SECRET = ("ana silva", "ana-silva", "bruno", "costa", "rio fund", "rio-fund")
QUERY = "SELECT ?who ?amount WHERE { ?s a dg:Scholarship ; dg:recipient ?who ; dg:amount ?amount } ORDER BY ?amount"


class Built(NamedTuple):
    """The project with scholarships, built once."""

    folder: Path
    project: Project


def begin(folder: Path, claims: str = CLAIMS) -> Project:
    """Write the project into a folder."""
    shutil.copytree(shipped_project().ontology, folder / "ontology")
    shutil.copytree(shipped_project().shapes, folder / "shapes")
    with (folder / "ontology" / "disgraph.ttl").open("a", encoding="utf-8") as file:
        file.write(ONTOLOGY)
    (folder / "shapes" / "scholarship.ttl").write_text(SHAPES, encoding="utf-8")
    settings = 'name = "study"\nreleased = "2026-01-01"\nontology = "ontology"\nshapes = "shapes"\n'
    files = {"documents/d1.txt": DOCUMENT, "data/entities/all.yaml": ENTITIES, "data/claims/d1.yaml": claims}
    return write_project(folder, {"disgraph.toml": settings, **files})


@pytest.fixture(scope="module")
def built(tmp_path_factory: pytest.TempPathFactory) -> Built:
    """The project with scholarships and its graph."""
    folder = tmp_path_factory.mktemp("study")
    project = begin(folder)
    pipeline.build(project, lambda _step: None)
    return Built(folder, project)


def run(built: Built, monkeypatch: pytest.MonkeyPatch, *arguments: str) -> Result:
    """Run a command in the project."""
    monkeypatch.chdir(built.folder)
    return CliRunner().invoke(cli, list(arguments))


@pytest.mark.parametrize(
    ("arguments", "words"),
    [
        (("validate", "-q"), ""),
        (("query", QUERY, "-f", "csv"), "5000"),
        (("path", "Ana Silva", "Bruno Costa"), "Rio Fund gave Ana Silva a scholarship (2005)"),
        (("neighbors", "Ana Silva"), "gave a scholarship"),
        (("common", "Ana Silva", "Bruno Costa"), "Rio Fund"),
        (("compare", "Ana Silva", "Bruno Costa"), "Rio Fund"),
        (("show", "Ana Silva"), "a scholarship of 5,000 yuan"),
        (("explain", "Ana Silva", "Rio Fund"), "a scholarship of 5,000 yuan"),
        (("search", "scholarship", "-f", "json"), "a scholarship of 5,000 yuan"),
        (("evidence", "Ana Silva"), "a scholarship of 5,000 yuan"),
        (("stats",), "scholarship"),
        (("ontology", "-f", "csv"), "Scholarship,class,scholarship"),
        (("ontology", "--check"), "scholarship"),
        (("ontology", "--page"), "`scholarship` | **recipient**, **giver**, **unit**, **amount** | giver → recipient |"),
    ],
    ids=lambda value: value[0] if isinstance(value, tuple) else "",
)
def test_every_verb_knows_the_class(arguments: tuple[str, ...], words: str, built: Built, monkeypatch: pytest.MonkeyPatch) -> None:
    """structure-recipe-record."""
    done = run(built, monkeypatch, *arguments)
    assert done.exit_code == 0, done.output
    shown = " ".join(done.stdout.split())
    if arguments != ("ontology", "--check"):
        assert words in shown
    else:
        assert words not in shown.lower()  # nothing is wrong with the class, and claims use it


def test_a_profile_lists_it_in_the_section_of_its_facet(built: Built, monkeypatch: pytest.MonkeyPatch) -> None:
    """structure-C2."""
    lines = run(built, monkeypatch, "show", "Ana Silva").stdout.splitlines()
    heading = lines.index("Help, money, working together")
    assert lines[heading + 1].strip().startswith("- Rio Fund gave Ana Silva a scholarship of 5,000 yuan")
    assert "Other" not in lines


def test_it_is_audited_if_its_facet_says_so(built: Built, monkeypatch: pytest.MonkeyPatch) -> None:
    (finding,) = json.loads(run(built, monkeypatch, "audit", "-f", "json").stdout)["findings"]
    assert finding["check"] == "life"
    assert finding["verdict"] == "contradicts"
    assert "before the birth" in finding["sentence"]


@pytest.mark.parametrize("claim", ["amount: 999999", "amount: 50000"])
def test_a_false_amount_is_refused(claim: str, tmp_path: Path) -> None:
    """structure-C1."""
    project = begin(tmp_path, CLAIMS.replace("amount: 5000", claim))
    with pytest.raises(Refused) as refused:
        pipeline.read_sources(project)
    (problem,) = refused.value.problems
    assert (problem.rule, problem.claim) == ("unsupported-value", "ana")


@pytest.mark.parametrize(
    ("change", "rule"),
    [
        (("amount: 5000, unit: CNY", "amount: 5000"), {"missing-role", "wrong-unit"}),
        (("giver: rio-fund, amount: 5000", "amount: 5000"), {"missing-role"}),
        (("giver: rio-fund, amount: 5000", "giver: rio-fund, amount: much"), {"wrong-range"}),
    ],
)
def test_its_roles_are_checked(change: tuple[str, str], rule: set[str], tmp_path: Path) -> None:
    with pytest.raises(Refused) as refused:
        pipeline.read_sources(begin(tmp_path, CLAIMS.replace(*change)))
    assert {problem.rule for problem in refused.value.problems} == rule


def contents(folder: Path) -> str:
    """Return the text of every file of a folder and of every part of its archives, without the ontology's own examples."""
    found = []
    for path in sorted(folder.iterdir()):
        data = path.read_bytes()
        parts = [data]
        if data.startswith(b"PK"):
            with zipfile.ZipFile(io.BytesIO(data)) as archive:
                parts = [archive.read(name) for name in archive.namelist()]
                parts += [name.encode() for name in archive.namelist()]
        found += [part.decode("utf-8", "replace") for part in parts]
    return "\n".join(found)


#: Formats that hold documents, places on a map or figures, not every kind of fact.
WITHOUT_FACTS = {"csl", "bibtex", "geojson", "cube"}


@pytest.mark.parametrize("form", sorted(WRITERS.keys() - WITHOUT_FACTS))
def test_every_format_holds_it(form: str, built: Built, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    done = run(built, monkeypatch, "export", str(tmp_path / "graph"), "-f", form, "-q")
    assert done.exit_code == 0, done.output
    assert "scholarship" in contents(tmp_path).lower()
    assert "Ana Silva" in contents(tmp_path).replace("\\u0020", " ")


@pytest.fixture(scope="module")
def pseudonymous(built: Built, tmp_path_factory: pytest.TempPathFactory) -> KnowledgeGraph:
    """The pseudonymised copy, made once."""
    graph = open_graph(built.folder)
    copied = private_copy(graph.graph, built.project, "pseudonym", tmp_path_factory.mktemp("copy"))
    return KnowledgeGraph(copied.graph.backend, lambda: built.project)


@pytest.mark.parametrize("form", WRITERS)
def test_the_pseudonymised_copy_does_not_name_the_recipient(form: str, pseudonymous: KnowledgeGraph, tmp_path: Path) -> None:
    assert pseudonymous.export(tmp_path / "graph", format=form).files
    _names_nobody(form, tmp_path)


def test_the_command_writes_the_pseudonymised_copy(built: Built, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    done = run(built, monkeypatch, "export", str(tmp_path / "graph"), "-f", "json", "-q", "--privacy", "pseudonym")
    assert done.exit_code == 0, done.output
    _names_nobody("json", tmp_path)


def _names_nobody(form: str, folder: Path) -> None:
    text = contents(folder).lower()
    assert ("scholarship" in text) == (form not in WITHOUT_FACTS)
    assert [name for name in SECRET if name in text] == []


def test_the_copy_without_private_persons_has_no_scholarship(built: Built, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    done = run(built, monkeypatch, "export", str(tmp_path / "graph"), "-f", "nq", "-q", "--privacy", "public-figures-only")
    assert done.exit_code == 0, done.output
    assert "resource/scholarship/" not in contents(tmp_path)
