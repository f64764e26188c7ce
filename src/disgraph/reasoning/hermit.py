"""Check consistency with HermiT, a complete reasoner for OWL 2 DL, as a reference for the rules. Only this module uses owlready2 and Java.

HermiT rejects `xsd:date`, so it gets the object part of the ontology: classes, object properties, and the individuals in axioms.
"""

from __future__ import annotations

import io
import shutil
import subprocess
import warnings
from collections.abc import Iterable, Iterator

from disgraph.errors import InputError
from disgraph.rdf import OWL, RDF, RDFS, SKOS, BlankNode, NamedNode, Quad, RdfFormat, serialize

_ABOUT = {RDF[name] for name in ("type", "first", "rest")} | {RDFS[name] for name in ("subClassOf", "subPropertyOf", "domain", "range")}
_SKIPPED = {OWL[name] for name in ("Ontology", "DatatypeProperty", "AnnotationProperty")} | {RDFS["Datatype"]}


def unsatisfiable_classes(quads: Iterable[Quad]) -> list[str]:
    """Return the IRIs of classes that cannot have members; only `owl:Thing` for an inconsistent ontology.

    Args:
        quads: the ontology.

    Raises:
        InputError: Java is missing, or HermiT cannot read the ontology.
    """
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        import owlready2
    if shutil.which(owlready2.JAVA_EXE) is None:
        raise InputError(
            "HermiT needs Java, which is missing.", "Install a Java runtime (such as default-jre-headless), or leave --hermit out."
        )
    text = serialize((quad.triple for quad in object_part(quads)), format=RdfFormat.N_TRIPLES)
    assert text is not None
    world = owlready2.World()
    try:
        ontology = world.get_ontology("https://w3id.org/disgraph/ontology")
        ontology.load(fileobj=io.BytesIO(text), only_local=True)
        owlready2.sync_reasoner_hermit(world, debug=0)
        return sorted(str(found.iri) for found in world.inconsistent_classes() if found is not owlready2.Nothing)
    except owlready2.OwlReadyInconsistentOntologyError:
        return [OWL["Thing"].value]
    except (owlready2.OwlReadyJavaError, owlready2.OwlReadyOntologyParsingError, subprocess.SubprocessError, OSError) as error:
        raise InputError(f"HermiT: {error}", "Check that the ontology is OWL 2 DL and that Java is version 8 or later.") from error
    finally:
        world.close()


def object_part(quads: Iterable[Quad]) -> Iterator[Quad]:
    """Return the triples of an ontology about classes, object properties and individuals."""
    given = list(quads)
    skipped = {quad.subject for quad in given if quad.predicate == RDF["type"] and quad.object in _SKIPPED}
    objects = {quad.subject for quad in given if quad.predicate == RDF["type"] and quad.object == OWL["ObjectProperty"]}
    for quad in given:
        of_structure = quad.predicate in _ABOUT or quad.predicate.value.startswith(OWL) or quad.predicate in objects
        is_named = isinstance(quad.object, NamedNode | BlankNode)
        if of_structure and is_named and quad.subject not in skipped and quad.object != SKOS["Concept"]:
            yield quad
