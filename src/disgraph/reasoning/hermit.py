"""Consistency by HermiT, a complete reasoner of OWL 2 DL, as referee of the rules: the one room of owlready2, and of Java.

HermiT is run by its own command line: owlready2 does not report classes that are individuals as well.
"""

from __future__ import annotations

import shutil
import subprocess
import tempfile
import warnings
from collections.abc import Iterable
from pathlib import Path

from disgraph.errors import InputError
from disgraph.rdf import OWL, Quad, RdfFormat, serialize
from disgraph.reasoning.owl_view import one_ontology, replace_datatypes

_MAIN = "org.semanticweb.HermiT.cli.CommandLine"
_INCONSISTENT = "InconsistentOntologyException"


def unsatisfiable_classes(quads: Iterable[Quad]) -> list[str]:
    """Return the classes that nothing can be in, as IRIs; `owl:Thing` alone where the graph contradicts itself as a whole.

    Args:
        quads: an ontology, with or without individuals.

    Raises:
        InputError: Java is not installed, or HermiT cannot read the ontology.
    """
    # Prints the classes that are equivalent to owl:Nothing, one in a line after a tab, as whole IRIs.
    printed = _ask(quads, "--no-prefixes", "--unsatisfiable")
    if printed is None:
        return [OWL["Thing"].value]
    found = (line.strip() for line in printed.splitlines() if line.startswith("\t"))
    return sorted(iri for iri in found if iri != OWL["Nothing"].value)


def is_consistent(quads: Iterable[Quad]) -> bool:
    """Whether a graph with its ontology is free of contradictions; arguments and errors as for `unsatisfiable_classes`."""
    return _ask(quads, "--consistency") is not None


def _ask(quads: Iterable[Quad], *options: str) -> str | None:
    """Return what HermiT prints about a graph, or None if the graph contradicts itself."""
    text = serialize((quad.triple for quad in replace_datatypes(one_ontology(quads))), format=RdfFormat.TURTLE)
    assert text is not None
    with tempfile.TemporaryDirectory(prefix="disgraph-") as folder:
        file = Path(folder, "ontology.ttl")
        file.write_bytes(text)
        command = [*_command(), *options, file.as_uri()]
        done = subprocess.run(command, capture_output=True, text=True, encoding="utf-8", check=False)  # noqa: S603  (no user text)
    if _INCONSISTENT in done.stderr:
        return None
    if done.returncode:
        raise InputError(f"HermiT: {done.stderr.strip()}", "Check that the ontology is OWL 2 DL, and that Java is at least version 8.")
    return done.stdout


def _command() -> list[str]:
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        import owlready2
        from owlready2 import reasoning
    java = shutil.which(owlready2.JAVA_EXE)
    if java is None:
        raise InputError("HermiT needs Java, which is not installed.", "Install a Java runtime (default-jre-headless), or omit --hermit.")
    jar = Path(owlready2.__file__).parent / "hermit" / "HermiT.jar"
    return [java, f"-Xmx{reasoning.JAVA_MEMORY}M", "-cp", str(jar), _MAIN]
