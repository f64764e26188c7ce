"""The graph of the tiny project, triple by triple."""

from __future__ import annotations

from collections.abc import Callable, Mapping

import pytest

import disgraph
from disgraph.corpus.documents import CatalogueEntry
from disgraph.pipeline import read_sources
from disgraph.project import Project
from disgraph.rdf import Literal, NamedNode, Quad, RdfFormat, Triple, parse_text, prefixes
from disgraph.triples.annotation import annotation_quads
from disgraph.triples.emit import emit
from disgraph.triples.iris import slug

Write = Callable[[Mapping[str, str]], Project]
CLAIMS = "data/claims/d1.yaml"
PREFIXES = "".join(f"@prefix {name}: <{iri}> .\n" for name, iri in prefixes().items())

#: Tested in `test_shortcuts.py`.
SHORTCUTS = tuple(f"#{name}" for name in ("known", "inWords", "mentions", "inSection", "hasDoubt", "words"))
#: The records' names end in a digest of their content.
EMPLOYMENT = "employment/amei-li-sunny-workshop-1c94abac32"
CONDITION = "condition/amei-li-5400b67b09"
HOPE = "aspiration/open-a-shop-amei-li-efb2c53915"
STAFF = "observation/people-employed-sunny-workshop-991fc451fe"
WOMEN = "observation/people-employed-sunny-workshop-9254f4856f"


def emitted(project: Project) -> set[Quad]:
    """Return the asserted graph of a project."""
    return emit(read_sources(project))


def about(quads: set[Quad], resource: str) -> set[Triple]:
    """Return the triples whose subject is a resource, without labels, names and shortcuts, which have tests of their own."""
    node = NamedNode(f"https://w3id.org/disgraph/resource/{resource}")
    return {quad.triple for quad in quads if quad.subject == node and not quad.predicate.value.endswith(("#label", "/name", *SHORTCUTS))}


def expected(resource: str, turtle: str) -> set[Triple]:
    """Return the triples of a resource as in Turtle."""
    text = f"{PREFIXES}@base <https://w3id.org/disgraph/resource/> .\n<{resource}> {turtle} ."
    return {quad.triple for quad in parse_text(text.encode(), RdfFormat.TURTLE)}


@pytest.mark.parametrize(
    ("resource", "turtle"),
    [
        ("person/bo-wang", "a dg:Person ; owl:differentFrom <person/amei-li>"),
        (
            "person/amei-li",
            """a dg:Person ; skos:altLabel "Ms Li" ; schema:alternateName "Ms Li" ; dcterms:description "A weaver" ;
            schema:description "A weaver" ; owl:differentFrom <person/bo-wang> ;
            dg:livesIn <place/green-village>""",
        ),
        ("place/green-village", "a dg:Village ; dg:containedIn <place/hill-county>"),
        ("organisation/sunny-workshop", "a dg:SupportFacility"),
        (
            "claim/d1/amei-village",
            """a dg:Claim, rdf:Statement ; dcterms:source <document/d1> ; dg:modality dg:stated ;
            prov:wasGeneratedBy <annotation/d1> ; prov:hadPrimarySource <document/d1> ;
            dg:hasEvidence <evidence/d1/0-30> ; oa:bodyValue "Amei Li lives in Green Village" ;
            rdf:subject <person/amei-li> ; rdf:predicate dg:livesIn ; rdf:object <place/green-village>""",
        ),
        (
            "evidence/d1/0-30",
            """a dg:Evidence, oa:SpecificResource ; oa:hasSource <document/d1> ; dg:quote "Amei Li lives in Green\u00a0Village" ;
            oa:hasSelector <evidence/d1/0-30/quote>, <evidence/d1/0-30/position>""",
        ),
        (
            "evidence/d1/0-30/quote",
            """a oa:TextQuoteSelector ; oa:exact "Amei Li lives in Green\u00a0Village" ; oa:prefix "" ;
            oa:suffix " in Hill County.\\nShe lost her le\"""",
        ),
        ("evidence/d1/0-30/position", "a oa:TextPositionSelector ; oa:start 0 ; oa:end 30"),
        (
            "claim/d1/amei-joined",
            f"""a dg:Claim ; dcterms:source <document/d1> ; dg:modality dg:stated ;
            prov:wasGeneratedBy <annotation/d1> ; prov:hadPrimarySource <document/d1> ;
            dg:hasEvidence <evidence/d1/109-164> ; dg:asserts <{EMPLOYMENT}>""",
        ),
        (
            EMPLOYMENT,
            """a dg:Employment ; dg:employee <person/amei-li> ; dg:employer <organisation/sunny-workshop> ; dg:role "weaver" ;
            dg:start "2017-07"^^edtf:EDTF ; dg:earliest "2017-07-01"^^xsd:date""",
        ),
        (
            CONDITION,
            'a dg:Condition ; dg:bearer <person/amei-li> ; dg:disabilityKind <disability-kind/physical> ; dg:onset "2015"^^edtf:EDTF',
        ),
        (
            STAFF,
            """a dg:Observation ; dg:measure <measure/people-employed> ;
            dg:about <organisation/sunny-workshop> ; dg:value 1200 ; dg:low 1200 ; dg:high 1200 ;
            dg:unit <unit/one> ; dg:counts <counted/person> ; dg:expressedIn <counted/person> ; dg:population "staff\"""",
        ),
        (
            WOMEN,
            f"""a dg:Observation ; dg:measure <measure/people-employed> ;
            dg:about <organisation/sunny-workshop> ; dg:value 300 ; dg:low 300 ; dg:high 300 ;
            dg:unit <unit/one> ; dg:counts <counted/person> ; dg:expressedIn <counted/person> ; dg:population "women" ;
            dg:figurePartOf <{STAFF}>""",
        ),
        (
            "claim/d1/workshop-women",
            f"""a dg:Claim ; dcterms:source <document/d1> ; dg:modality dg:stated ;
            prov:wasGeneratedBy <annotation/d1> ; prov:hadPrimarySource <document/d1> ;
            dg:hasEvidence <evidence/d1/207-228> ; dg:hasAntecedent <evidence/d1/166-192> ; dg:asserts <{WOMEN}>""",
        ),
        (HOPE, 'a dg:Aspiration ; dg:holder <person/amei-li> ; dg:content "open a shop"'),
        (
            "claim/d1/amei-hope",
            f"""a dg:Claim ; dcterms:source <document/d1> ; dg:modality dg:intended ;
            prov:wasGeneratedBy <annotation/d1> ; prov:hadPrimarySource <document/d1> ;
            dg:hasEvidence <evidence/d1/230-263> ; dg:asserts <{HOPE}>""",
        ),
        (
            "claim/d1/amei-walk",
            """a dg:Claim ; dcterms:source <document/d1> ; dg:modality dg:stated ;
            prov:wasGeneratedBy <annotation/d1> ; prov:hadPrimarySource <document/d1> ;
            dg:hasEvidence <evidence/d1/265-284> ; dg:asserts <claim/d1/amei-walk/denied>""",
        ),
        (
            "claim/d1/amei-walk/denied",
            """a owl:NegativePropertyAssertion ; owl:sourceIndividual <person/amei-li> ; owl:assertionProperty dg:capability ;
            owl:targetValue "walk far\"""",
        ),
        ("annotation/d1", "a dg:Annotation ; prov:used <document/d1> ; prov:wasAssociatedWith <agent/annotator>, <agent/disgraph>"),
        ("agent/annotator", "a prov:Agent"),
        ("agent/disgraph", f'a prov:Agent, prov:SoftwareAgent ; <https://schema.org/softwareVersion> "{disgraph.__version__}"'),
        (
            "document/d1",
            """a dg:Document ; dcterms:identifier "d1" ; dcterms:title "A village" ; dcterms:type "news report" ; dc:language "en" ;
            dcterms:language <http://id.loc.gov/vocabulary/iso639-1/en> ; dc:source "d1.txt" ;
            <https://schema.org/sha256> "94fdf077a467b5ed11865eff6270aa0e61342aed86801616a6da13d227505b3d" ;
            <https://schema.org/mentions> <person/amei-li>, <place/green-village>, <place/hill-county>, <organisation/sunny-workshop>,
            <measure/people-employed>""",
        ),
    ],
)
def test_a_resource_has_exactly_its_triples(tiny_project: Project, resource: str, turtle: str) -> None:
    assert about(emitted(tiny_project), resource) == expected(resource, turtle)


def test_an_entity_has_its_name_in_three_vocabularies(tiny_project: Project) -> None:
    """ontology-V14"""
    amei = NamedNode("https://w3id.org/disgraph/resource/person/amei-li")
    named = {quad.predicate.value for quad in emitted(tiny_project) if quad.subject == amei and quad.object == Literal("Amei Li")}
    assert named == {"http://www.w3.org/2000/01/rdf-schema#label", "http://xmlns.com/foaf/0.1/name", "https://schema.org/name"}


@pytest.mark.parametrize(("annotated", "ended"), [("2026-11-30", ['"2026-11-30T23:59:59Z"']), ("2026-11", []), ("", [])])
def test_an_annotation_ended_on_the_day_of_the_last_reading(annotated: str, ended: list[str]) -> None:
    """ontology-V16: a month alone is not a time."""
    entry = CatalogueEntry(*[""] * len(CatalogueEntry._fields))._replace(id="d1", annotated=annotated)
    found = [str(quad.object) for quad in annotation_quads(entry) if quad.predicate.value.endswith("endedAtTime")]
    assert [text.partition("^^")[0] for text in found] == ended


def test_a_rejected_claim_stays_in_its_file(tiny_project: Project) -> None:
    text = "".join(map(str, emitted(tiny_project)))
    assert "amei-joined" in text
    assert "bo-smiled" not in text
    assert "resource/activity/" not in text
    assert "d1/286" not in text


@pytest.mark.parametrize("status", ["accepted", "proposed", "rejected"])
def test_only_accepted_claims_become_facts(write_tiny: Write, tiny_files: dict[str, str], status: str) -> None:
    claims = tiny_files[CLAIMS].replace(
        "quote: Amei Li lives in Green Village\n", f"quote: Amei Li lives in Green Village\n    status: {status}\n"
    )
    quads = emitted(write_tiny({CLAIMS: claims}))
    lives = NamedNode("https://w3id.org/disgraph/ontology#livesIn")
    found = [quad for quad in quads if quad.predicate == lives or (quad.object == lives and quad.predicate.value.endswith("#predicate"))]
    assert len(found) == (2 if status == "accepted" else 0)


def test_a_link_to_a_claim_that_is_not_accepted_is_not_written(write_tiny: Write, tiny_files: dict[str, str]) -> None:
    old = "    quote: The Sunny Workshop employs 1,200 people\n"
    quads = emitted(write_tiny({CLAIMS: tiny_files[CLAIMS].replace(old, f"{old}    status: proposed\n")}))
    assert about(quads, STAFF) == set()
    assert "#partOf" not in "".join(str(triple) for triple in about(quads, WOMEN))


def test_a_text_that_reads_like_an_id_is_not_a_mention(write_tiny: Write, tiny_files: dict[str, str]) -> None:
    quads = emitted(write_tiny({CLAIMS: tiny_files[CLAIMS].replace("role: weaver", "role: bo-wang")}))
    assert "bo-wang" not in "".join(str(triple) for triple in about(quads, "document/d1"))


def test_the_graph_is_the_default_one_and_has_no_blank_nodes(tiny_project: Project) -> None:
    quads = emitted(tiny_project)
    assert {str(quad.graph_name) for quad in quads} == {"DEFAULT"}
    assert [quad for quad in quads if "_:" in f"{quad.subject} {quad.object}"[:2] or str(quad.object).startswith("_:")] == []


def test_claims_with_equal_content_describe_one_record(write_tiny: Write, tiny_files: dict[str, str]) -> None:
    again = """\
  - id: amei-joined-again
    employment:
      start: 2017-07
      role: weaver
      employer: sunny-workshop
      employee: amei-li
    quote: she joined the Sunny Workshop as a weaver
    refers: {she: amei-li}
"""
    quads = emitted(write_tiny({CLAIMS: tiny_files[CLAIMS] + again}))
    assert {str(quad.subject).rsplit("/", 1)[1] for quad in quads if str(quad.object).endswith(f"{EMPLOYMENT}>")} == {
        "amei-joined>",
        "amei-joined-again>",
    }


def test_claims_with_one_record_name_describe_one_record(write_tiny: Write, tiny_files: dict[str, str]) -> None:
    claims = tiny_files[CLAIMS].replace("a weaver\n", "a weaver\n    record: amei-job\n", 1)
    more = """\
  - id: amei-job-place
    employment: {employee: amei-li, employer: sunny-workshop, place: green-village, end: 2018}
    quote: she joined the Sunny Workshop as a weaver
    antecedent: {green-village: Green Village}
    refers: {she: amei-li}
    record: amei-job
"""
    quads = emitted(write_tiny({CLAIMS: claims + more}))
    assert about(quads, EMPLOYMENT) == set()
    assert about(quads, "employment/d1-amei-job") == expected(
        "employment/d1-amei-job",
        """a dg:Employment ; dg:employee <person/amei-li> ; dg:employer <organisation/sunny-workshop> ; dg:role "weaver" ;
        dg:place <place/green-village> ; dg:start "2017-07"^^edtf:EDTF ; dg:end "2018"^^edtf:EDTF ;
        dg:earliest "2017-07-01"^^xsd:date ; dg:latest "2018-12-31"^^xsd:date""",
    )


def test_iris_do_not_change_with_the_order_of_files_claims_and_roles(write_tiny: Write, tiny_files: dict[str, str]) -> None:
    first = emitted(write_tiny({}))
    head, *claims = tiny_files[CLAIMS].split("  - id: ")
    turned = head + "".join(f"  - id: {claim}" for claim in reversed(claims))
    turned = turned.replace(
        "      employee: amei-li\n      employer: sunny-workshop\n", "      employer: sunny-workshop\n      employee: amei-li\n"
    )
    entities = "".join(f"- id: {entity}" for entity in reversed(tiny_files["data/entities/all.yaml"].split("- id: ")[1:]))
    assert turned != tiny_files[CLAIMS]
    assert emitted(write_tiny({CLAIMS: turned, "data/entities/all.yaml": entities})) == first


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("Liu Weiping", "liu-weiping"),
        ("  D\u00e9j\u00e0 vu!  ", "deja-vu"),
        ("a" * 70, "a" * 60),
        ("word " * 20, "word-word-word-word-word-word-word-word-word-word-word-word"),
        ("\u6b8b\u75be\u4eba", ""),
        ("", ""),
    ],
)
def test_a_slug_is_short_and_plain(text: str, words: str) -> None:
    assert slug(text) == words
