"""The profiles of OWL 2, as the OWL API judges them: the ontology is in RL and in DL, the view for OWL tools in DL."""

from __future__ import annotations

import os
import shutil
import subprocess
from pathlib import Path

import owlready2
import pytest

from disgraph.export.dataset import serialize_quads
from disgraph.graph.graph import Graph
from disgraph.ontology.vocabulary_reader import read_vocabulary
from disgraph.project import shipped_project
from disgraph.rdf import DG, RDFS, XSD, Quad
from disgraph.reasoning.owl_view import one_ontology, owl_view

pytestmark = [
    pytest.mark.java,
    pytest.mark.skipif(shutil.which("javac") is None, reason="The OWL API needs a Java development kit: install one to run this test"),
]

#: The OWL API is in the archive of HermiT.
JAR = Path(owlready2.__file__).parent / "hermit" / "HermiT.jar"


@pytest.fixture(scope="module")
def compiled(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The folder of the compiled program."""
    folder = tmp_path_factory.mktemp("java")
    subprocess.run(["javac", "-cp", JAR, "-d", folder, Path(__file__).with_name("OwlProfile.java")], check=True)
    return folder


def violations(compiled: Path, profile: str, file: Path) -> list[str]:
    """Return the violations of a profile, one text for each."""
    class_path = os.pathsep.join(map(str, (JAR, compiled)))
    command = ["java", "-cp", class_path, "OwlProfile", profile, str(file)]
    lines = subprocess.run(command, capture_output=True, text=True, check=True).stdout.splitlines()
    name, count = lines.pop().split()
    assert (name, int(count) > 1000) == ("axioms", True)
    return lines


def written(quads: list[Quad], file: Path) -> Path:
    """Write quads in RDF/XML."""
    file.write_bytes(serialize_quads(quads, "rdf"))
    return file


@pytest.mark.parametrize("profile", ["RL", "DL"])
def test_the_ontology_has_no_violation(profile: str, compiled: Path, tmp_path: Path) -> None:
    """interface-O1, interface-O2, interface-O3."""
    ontology = list(one_ontology(read_vocabulary(shipped_project().ontology).quads))
    assert violations(compiled, profile, written(ontology, tmp_path / "ontology.owl")) == []


def test_a_violation_is_found(compiled: Path, tmp_path: Path) -> None:
    ontology = one_ontology(read_vocabulary(shipped_project().ontology).quads)
    planted = Quad(DG["birthDate"], RDFS["range"], XSD["date"])
    (found,) = violations(compiled, "RL", written([*ontology, planted], tmp_path / "ontology.owl"))
    assert "data range not in profile" in found


def test_the_view_for_owl_tools_has_no_violation(compiled: Path, tmp_path: Path, shipped: Graph) -> None:
    """interface-O3, interface-O4."""
    ontology = read_vocabulary(shipped_project().ontology).quads
    view = owl_view(shipped.quads.quads_for_pattern(None, None, None, None), ontology)
    assert violations(compiled, "DL", written(view, tmp_path / "view.owl")) == []
