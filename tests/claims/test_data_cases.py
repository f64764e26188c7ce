"""The cases on the claims of the five documents, each with the kind that it stands for."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator, Sequence
from functools import cache
from itertools import combinations
from pathlib import Path

import pytest

from disgraph.claims.claim import Claim, LocatedClaim, Record, Statement
from disgraph.graph.graph import Graph
from disgraph.pipeline import read_sources
from disgraph.project import shipped_project
from disgraph.rdf import NamedNode
from disgraph.triples.emit import Sources
from disgraph.wording.quoted_speech import quoted_speech
from disgraph.wording.templates import content_stems

#: Roles and properties that hold texts of the annotator.
TEXTS = ("description", "form", "content", "designation", "topic", "purpose", "population")
#: Share of common content words from which two texts say the same.
_SAME = 0.85
#: Names that the documents break up by columns, hyphens or a coordination: entity and reason.
TORN_NAMES = {
    "role-model-of-anhui": "Role Model of Suzhou and Anhui",
    "sixth-national-self-improvement-model-and-advanced-unit-commendation-conference": "Selfimprovement, the hyphen is lost",
    "ningdu-lizhiyuan-electronic-commerce-co-ltd": "two lines of a column",
    "ningdu-hangyuan-electronic-commerce-co-ltd": "two lines of a column",
    "northwest-china": "two lines of a column",
}
_SMALL = frozenset("a an and at by for from he her his in of on or s that the to who with".split())  # noqa: SIM905
#: Words that name people by a disability instead of as people with one.
#: Official names keep their words ("Disabled Persons' Federation").
_NOT_PERSON_FIRST = re.compile(
    r"\b(?:the disabled(?! persons' federation)|disabled persons?(?!' federation)|handicapped|handless|paraplegic"
    r"|households with disabilities"
    r"|disabled (?:people|women|men|children|youth|workers?|residents?|staff)|the blind|the deaf|normal people|healthy people"
    r"|the weak|the vulnerable)\b|-disabled\b|\bdisabled-(?!persons)"
)
_QUOTED = re.compile(r'"[^"]*"|\u201c[^\u201d]*\u201d')


@pytest.fixture(scope="module")
def sources() -> Sources:
    return read_sources(shipped_project())


@pytest.fixture(scope="module")
def claims(sources: Sources) -> dict[str, Claim]:
    return {f"{each.claim.document}/{each.claim.id}": each.claim for each in sources.claims}


def record(claim: Claim) -> Record:
    assert isinstance(claim.content, Record)
    return claim.content


def text_of(claim: Claim, sources: Sources, roles: Sequence[str] = TEXTS) -> str:
    """Return the words of the annotator in a claim."""
    content = claim.content
    if isinstance(content, Record):
        return " ".join(value for role in roles for value in content.values(role))
    return "" if sources.vocabulary.properties[content.property].is_object else content.object


def entities_of(claim: Claim, sources: Sources) -> set[str]:
    content = claim.content
    values = (
        [content.subject, content.object] if isinstance(content, Statement) else [value for _, given in content.roles for value in given]
    )
    return {value for value in values if value in sources.entities}


def accepted(sources: Sources) -> Iterator[LocatedClaim]:
    return (each for each in sources.claims if each.claim.status == "accepted")


def statements(sources: Sources) -> Iterator[tuple[str, Statement]]:
    return ((each.claim.id, each.claim.content) for each in accepted(sources) if isinstance(each.claim.content, Statement))


def records(sources: Sources) -> Iterator[tuple[str, Record]]:
    return ((each.claim.id, each.claim.content) for each in accepted(sources) if isinstance(each.claim.content, Record))


# --- what the documents leave open ---


@pytest.mark.parametrize(
    "claim",
    [
        "002/hezhou-seizing-industries", "002/internet-plus-helps-severe", "002/greater-bay-area-industries",
        "002/liuzhou-federation-training-storage", "002/guangxi-federation-objective-confidence", "001/base-staff", "003/wang-farm-40-deer",
    ],
)  # fmt: skip
def test_open_wording_has_a_doubt_data_d6_d7_d13(claims: dict[str, Claim], claim: str) -> None:
    assert claims[claim].doubt


def test_a_part_does_not_take_the_beginning_of_its_whole_data_d8(claims: dict[str, Claim]) -> None:
    assert record(claims["003/rtf-people-helped"]).values("time") == ("2013/2020-05",)
    for name in ("patients", "surgeries", "share"):
        assert record(claims[f"003/rtf-ningxia-{name}"]).values("time") == ("../2020-05",)


@pytest.mark.parametrize(
    ("claim", "age", "time"),
    [
        ("000/peng-age", "27", "2025?"), ("000/xia-age", "18", "2025?"), ("001/xie-age", "37", "2025?"), ("001/yang-age", "29", "2025?"),
        ("002/li-nuanjia-age", "33", "2023"), ("002/xu-age", "50", "2023?"),
    ],
)  # fmt: skip
def test_an_age_has_the_time_of_its_text_data_d9(claims: dict[str, Claim], claim: str, age: str, time: str) -> None:
    found = record(claims[claim])
    assert (found.value("measure"), found.value("value"), found.value("time")) == ("age", age, time)


def test_no_age_is_timeless_data_d9(sources: Sources) -> None:
    assert [
        each.claim.id for each in accepted(sources) if isinstance(each.claim.content, Statement) and each.claim.content.property == "age"
    ] == []


def test_a_title_alone_is_inferred_data_d10(claims: dict[str, Claim]) -> None:
    assert (claims["003/plan-part-of-battle"].modality, bool(claims["003/plan-part-of-battle"].basis)) == ("inferred", True)


def test_sales_without_a_unit_are_counted_as_sales_data_d11(claims: dict[str, Claim]) -> None:
    assert record(claims["001/xinwang-sales-count"]).value("counts") == "sale"


def test_an_expectation_without_a_holder_has_none_data_d14(claims: dict[str, Claim]) -> None:
    expected = claims["003/liu-schisandra-expected-sales"]
    assert (expected.modality, record(expected).values("holder"), bool(expected.doubt)) == ("intended", (), True)


def test_the_other_accident_has_a_claim_with_its_order_data_d15(claims: dict[str, Claim]) -> None:
    assert any("along came another accident" in quote.text for quote in claims["003/liu-another-accident"].quotes)
    assert record(claims["003/liu-mower-accident"]).values("after") == ("liu-cattle-raising",)
    assert record(claims["003/liu-cattle-raising"]).values("after") == ("liu-hand-crushed",)


def test_no_proper_name_is_invented_data_d16(sources: Sources) -> None:
    assert [
        entity.id
        for entity in sources.entities.values()
        if entity.type != "Measure" and is_proper(entity.name) and fold(entity.name) not in documents() and entity.id not in TORN_NAMES
    ] == []


def fold(text: str) -> str:
    return re.sub(r"\s+", " ", text.replace("\u2019", "'").replace("\u2018", "'").replace("\u201c", '"').replace("\u201d", '"')).lower()


def is_proper(name: str) -> bool:
    """Return whether all content words of a name have a capital."""
    words = [word for word in re.findall(r"[A-Za-z'-]+", name) if word.lower() not in _SMALL]
    return all(word[0].isupper() for word in words)


def test_the_local_federation_has_no_level_and_no_place_data_d16(sources: Sources) -> None:
    entity = sources.entities["federation-local-to-the-huiren-agency"]
    assert not entity.aliases
    stated = [
        each.claim for each in accepted(sources) if isinstance(each.claim.content, Statement) and each.claim.content.subject == entity.id
    ]
    assert stated == []


def test_no_judgement_takes_an_open_question_for_granted_data_d17(sources: Sources) -> None:
    reasons = {(each.judgement.entity, each.judgement.other): each.judgement.reason for each in sources.judgements}
    assert "left open" in reasons["zhangye-jishan-leye-center", "guilin-jishan-leye-base"]
    assert "one programme" not in reasons["zhangye-jishan-leye-center", "guilin-jishan-leye-base"]


# --- the property that fits ---


def test_a_facility_is_a_room_or_equipment_data_d18(sources: Sources) -> None:
    found = [
        each.claim.content.object
        for each in accepted(sources)
        if isinstance(each.claim.content, Statement) and each.claim.content.property == "facility"
    ]
    assert found
    assert [value for value in found if not re.search(r"area|center|factory|workshops?|room|hall|equipment", value)] == []


@pytest.mark.parametrize(
    ("claim", "property"),
    [
        ("003/wang-has-classmates", "hasClassmate"),
        ("000/liu-haijun-has-classmates", "hasClassmate"),
        ("003/liao-has-partners", "hasBusinessPartner"),
    ],
)
def test_classmates_and_partners_are_not_colleagues_data_d19(claims: dict[str, Claim], claim: str, property: str) -> None:
    content = claims[claim].content
    assert isinstance(content, Statement)
    assert content.property == property


@pytest.mark.parametrize(
    "claim", ["003/longde-beside-liupan-mountain", "003/liuzhou-school-objective-skills", "003/qujing-poverty-through-e-commerce"]
)
def test_what_the_text_does_not_state_of_its_subject_is_gone_data_d20_d21(claims: dict[str, Claim], claim: str) -> None:
    assert claim not in claims


def test_the_flower_cooperative_makes_artificial_flowers_data_d22(claims: dict[str, Claim]) -> None:
    claim = claims["003/flower-coop-field"]
    assert isinstance(claim.content, Statement)
    assert (claim.content.object, claim.modality, bool(claim.doubt)) == ("artificial flowers", "inferred", True)


def test_two_of_three_founders_are_cofounders_data_d23(claims: dict[str, Claim]) -> None:
    figure = record(claims["002/huiren-cofounders-number"])
    assert (figure.value("measure"), figure.value("value")) == ("co-founders", "2")
    assert set(record(claims["002/huiren-founding"]).values("founder")) == {"deng-fengzhu", "huiren-cofounders"}


def test_pay_has_one_measure_with_its_period_data_d25(sources: Sources) -> None:
    assert "salary" not in sources.entities
    pay = [
        record(each.claim)
        for each in accepted(sources)
        if isinstance(each.claim.content, Record) and each.claim.content.value("measure") == "income"
    ]
    assert len(pay) > 15
    without = [figure for figure in pay if not figure.values("per")]
    assert [figure.value("population") for figure in without if figure.value("statistic") != "total"] == []


@pytest.mark.parametrize(
    ("name", "label", "definition"),
    [("worksFor", "has worked for", "has worked"), ("employs", "has employed", "has worked"), ("worksIn", "has worked in", "has worked")],
)
def test_labels_and_definitions_have_one_tense_data_d26(sources: Sources, name: str, label: str, definition: str) -> None:
    term = sources.vocabulary.properties[name]
    assert term.label == label
    definitions = [
        str(getattr(quad.object, "value", ""))
        for quad in sources.vocabulary.quads
        if isinstance(quad.subject, NamedNode)
        and quad.subject.value.endswith(f"#{name}")
        and quad.predicate.value.endswith("core#definition")
    ]
    assert definition in definitions[0]
    assert "works or worked" not in definitions[0]


def test_a_place_is_served_data_d27(sources: Sources) -> None:
    assert sources.vocabulary.properties["servesPlace"].sentence == "{subject} {serves|serve} {object}"


# --- what rests on headings and on the order of sentences ---

#: Links of a result to what it is said to come from.
_CAUSES = ("outcomeOf", "outputOf", "followsFrom")
_ORDER = re.compile(
    r"follows (?:directly )?(?:on|the one|the sentence|the paragraph|from the order)"
    r"|\b(?:sentence|figure)s? (?:ends?|before)\b|between the sentences"
)


def test_a_result_that_rests_on_the_order_of_sentences_has_a_doubt(sources: Sources) -> None:
    resting = [
        each.claim
        for each in accepted(sources)
        if isinstance(each.claim.content, Record)
        and any(each.claim.content.values(role) for role in _CAUSES)
        and each.claim.modality == "inferred"
        and _ORDER.search(each.claim.basis)
    ]
    assert len(resting) > 5
    assert [claim.id for claim in resting if not claim.doubt] == []


def test_the_kind_of_education_and_membership_in_a_list_of_examples_has_a_doubt(claims: dict[str, Claim]) -> None:
    assert all(claims[f"003/{name}"].doubt for name in ("peng-student", "mo-student", "tan-trainee-of-school"))


@pytest.mark.parametrize(
    "claim",
    [
        "002/park-in-lingchuan", "002/hezhou-service-class-serves", "003/baise-planting", "003/minhou-implements-collaboration",
        "003/cataract-sight-outcome", "003/cataract-ten-million", "003/li-ceo-village", "003/zhumadian-case",
    ],
)  # fmt: skip
def test_what_only_a_heading_or_a_name_shows_is_inferred(claims: dict[str, Claim], claim: str) -> None:
    assert (claims[claim].modality, bool(claims[claim].basis)) == ("inferred", True)


def test_a_result_does_not_begin_before_its_figures_data_d8(sources: Sources) -> None:
    figures: dict[tuple[str, str], list[str]] = defaultdict(list)
    for each in accepted(sources):
        if isinstance(each.claim.content, Record) and each.claim.content.type == "Observation":
            for name in each.claim.content.values("ofRecord"):
                figures[each.claim.document, name] += each.claim.content.values("time")
    started = [
        each.claim.id
        for each in accepted(sources)
        if isinstance(each.claim.content, Record)
        and each.claim.content.type in ("Output", "Outcome")
        and not each.claim.content.value("time").startswith("..")
        and "/" in each.claim.content.value("time")
        and (times := figures[each.claim.document, each.claim.id])
        and all(time.startswith("../") for time in times)
    ]
    assert started == []


# --- dates, places and words of one's own ---


def test_what_took_place_or_was_issued_at_a_time_has_a_date_asking_a29(sources: Sources) -> None:
    dated = {content.subject for _, content in statements(sources) if content.property == "date"}
    timed = {
        name
        for _, content in records(sources)
        if any(content.values(role) for role in ("time", "start"))
        for role in {"Occurrence": ("occurring",), "Issuance": ("policy",)}.get(content.type, ())
        for name in content.values(role)
    }
    wanted = {name for name in timed if sources.vocabulary.is_a(sources.entities[name].type, "Event") or is_planned(name, sources)}
    assert len(wanted) > 8
    assert wanted - dated == set()


def is_planned(name: str, sources: Sources) -> bool:
    return any(sources.vocabulary.is_a(sources.entities[name].type, kind) for kind in ("Programme", "Policy"))


@pytest.mark.parametrize(
    ("entity", "place"),
    [
        ("chongqing-university-of-technology", "chongqing"), ("xiong-jun-employer-in-shenzhen", "shenzhen"),
        ("longde-nursing-center-employment-platform", "longde-county"), ("xingtang-clothing-company", "xingtang-county"),
        ("chongqing-recruitment-events", "chongqing"), ("zeng-fanjun-family-farm", "dongan-village"),
    ],
)  # fmt: skip
def test_schools_employers_and_events_lead_to_their_place_asking_a32(sources: Sources, entity: str, place: str) -> None:
    assert any((content.subject, content.property, content.object) == (entity, "locatedIn", place) for _, content in statements(sources))


def test_a_place_read_off_a_name_has_a_doubt_asking_a32(sources: Sources) -> None:
    read_off = [
        each.claim for each in accepted(sources) if "in the name of the" in each.claim.basis and "locatedIn" in str(each.claim.content)
    ]
    assert read_off
    assert [claim.id for claim in read_off if claim.modality != "inferred"] == []


def test_a_remark_without_quotation_marks_has_its_words_or_is_narrated_asking_a31(sources: Sources) -> None:
    silent = {
        each.claim.id
        for each in accepted(sources)
        if isinstance(each.claim.content, Record)
        and each.claim.content.type == "Remark"
        and not each.claim.content.values("words")
        and not quoted_speech([quote.text for quote in each.claim.quotes])
    }
    assert silent == {
        "liu-weiping-view-center", "tang-view-adult", "tang-view-base-home", "peng-view-stable-income", "liu-haijun-thanks",
    }  # fmt: skip


def test_every_policy_has_a_target_or_a_content_asking_a56(sources: Sources) -> None:
    described = {content.subject for _, content in statements(sources) if content.property in ("content", "targetGroup", "objective")}
    policies = {entity.id for entity in sources.entities.values() if sources.vocabulary.is_a(entity.type, "Policy")}
    assert policies - described == {"detailed-employment-priority-policies-guangxi", "chinese-poverty-alleviation-loan-policies"}


def test_every_record_has_an_entity(sources: Sources) -> None:
    assert [
        name for name, content in records(sources) if not any(value in sources.entities for _, given in content.roles for value in given)
    ] == []


def test_only_accepted_claims_are_counted_asking_a55(sources: Sources, shipped: Graph) -> None:
    assert len(list(accepted(sources))) == int(shipped.summary["claims"]) < len(sources.claims)


# --- said once ---


def test_no_two_claims_say_the_same_data_section_4(sources: Sources) -> None:
    by_document: dict[str, list[tuple[LocatedClaim, frozenset[str], set[str]]]] = defaultdict(list)
    for each in accepted(sources):
        words = content_stems(text_of(each.claim, sources, ("description", "form", "content", "designation")))
        speaks = isinstance(each.claim.content, Record) and each.claim.content.type in ("Remark", "Observation")
        if len(words) > 1 and not speaks and each.claim.modality != "intended":
            by_document[each.claim.document].append((each, words, entities_of(each.claim, sources)))
    assert [
        (one[0].claim.id, other[0].claim.id)
        for found in by_document.values()
        for one, other in combinations(found, 2)
        if (one[2] <= other[2] or other[2] <= one[2])
        and len(one[1] & other[1]) >= _SAME * len(one[1] | other[1])
        and not (one[0].claim.record and one[0].claim.record == other[0].claim.record)
        and any(first.start < second.end and second.start < first.end for first in one[0].evidence for second in other[0].evidence)
    ] == []


def test_no_statement_only_repeats_the_name_of_its_subject_data_section_4(sources: Sources) -> None:
    assert [
        name
        for name, content in statements(sources)
        if not sources.vocabulary.properties[content.property].is_object
        and content.property in ("describedAs", "theme", "objective", "activityField", "content")
        and (words := content_stems(content.object))
        and words <= content_stems(sources.entities[content.subject].name)
    ] == []


# --- wording ---


def test_ids_names_and_texts_are_person_first_data_section_6(sources: Sources) -> None:
    texts = [(f"{each.claim.document}/{each.claim.id}", text_of(each.claim, sources)) for each in accepted(sources)]
    texts += [(each.claim.id, each.claim.id) for each in sources.claims]
    names = [
        (entity.id, f"{text}")
        for entity in sources.entities.values()
        for text in (entity.name, entity.description)
        if not (fold(text) in documents() and is_proper(text))
    ]
    assert [(where, text) for where, text in texts + names if _NOT_PERSON_FIRST.search(_QUOTED.sub("", text))] == []


@cache
def documents() -> str:
    return fold(" ".join(path.read_text(encoding="utf-8") for path in sorted(Path(shipped_project().documents).iterdir())))


def test_texts_begin_with_a_small_letter_data_d41(sources: Sources) -> None:
    described = [
        (each.claim.id, value)
        for each in accepted(sources)
        if isinstance(each.claim.content, Record)
        for value in each.claim.content.values("description")
    ]
    assert [(name, value) for name, value in described if value[:1].isupper() and not is_name(value.split()[0], sources)] == []


def is_name(word: str, sources: Sources) -> bool:
    return any(word in entity.name.split() or word in " ".join(entity.aliases).split() for entity in sources.entities.values())


# --- disabilities that are only inferred ---


def test_a_kind_of_disability_is_accepted_only_with_its_impairment_in_words_data_d1_to_d5(sources: Sources) -> None:
    claims = list(accepted(sources))
    named = {
        entity
        for each in claims
        if isinstance(each.claim.content, Record) and "withImpairment" in str(each.claim.content)
        for entity in entities_of(each.claim, sources)
    }
    assert [
        each.claim.id
        for each in claims
        if isinstance(each.claim.content, Record)
        and "disabilityKind" in str(each.claim.content)
        and each.claim.modality == "inferred"
        and "bodyPart" not in str(each.claim.content)
        and not entities_of(each.claim, sources) & named
    ] == []
