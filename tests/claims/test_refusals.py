"""What a build refuses: each rule by a small change to the tiny project, with file, line, message and remedy."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import NamedTuple

import pytest

from disgraph.errors import Problem, Refused
from disgraph.pipeline import read_sources
from disgraph.project import Project

ENTITIES, CLAIMS = "data/entities/all.yaml", "data/claims/d1.yaml"
Write = Callable[[Mapping[str, str]], Project]


class Case(NamedTuple):
    """A change to a file of the tiny project, and the problem that it makes."""

    rule: str
    old: str
    new: str
    at: str  # content of the line that the problem names, after the change
    message: str
    remedy: str
    claim: str = ""
    file: str = CLAIMS
    others: tuple[str, ...] = ()  # the rules that the same change breaks too


CASES = [
    # --- quotes ---
    Case(
        "misquote",
        "    activity:\n      agent: bo-wang\n      description: smiled\n",
        "    remark:\n      speaker: bo-wang\n      words: Bo Wang laughed\n",
        "id: bo-smiled",
        "the quote does not contain the words 'Bo Wang laughed'.",
        "Copy them from the quote.",
        "bo-smiled",
    ),
    Case(
        "misquote",
        "quote: Amei Li lives in Green Village\n",
        "quote: Amei Li lived in the Green Village\n",
        "lived in the",
        "document d1 does not contain 'Amei Li lived in the Green Village'.",
        "Nearest text: 'Amei Li lives in Green Village",
        "amei-village",
    ),
    Case(
        "misquote",
        "quote: Amei Li lives in Green Village\n",
        "quote: [Amei Li lives, Green Village, qqq zzz xxx]\n",
        "qqq zzz",
        "does not contain 'qqq zzz xxx'",
        "The document contains nothing similar.",
        "amei-village",
    ),
    Case(
        "misquote",
        "quote: Bo Wang smiled\n",
        "quote: {text: Bo Wang smiled, nth: 2}\n",
        "nth: 2",
        "the quote occurs once in the document; nth is 2.",
        "",
        "bo-smiled",
    ),
    Case(
        "misquote",
        "antecedent: {sunny-workshop: The Sunny Workshop employs}",
        "antecedent: {sunny-workshop: The Sunny Workshops employ}",
        "Sunny Workshops employ",
        "does not contain 'The Sunny Workshops employ'",
        "Nearest text: 'The Sunny Workshop employs",
        "workshop-women",
        others=("unsupported-name",),
    ),
    Case(
        "ambiguous-quote",
        "    quote: Amei Li lives in Green Village\n",
        "    quote: [Amei Li lives in Green Village, Amei Li]\n",
        "Green Village, Amei Li]",
        "the quote occurs twice in document d1 (lines 1, 7).",
        "{text: ..., nth: 1}",
        "amei-village",
    ),
    # --- names ---
    Case(
        "undeclared-entity",
        "[amei-li, livesIn, green-village]",
        "[amei-li, livesIn, green-vilage]",
        "- id: amei-village",
        "no entity 'green-vilage'.",
        "green-village",
        "amei-village",
    ),
    Case("undeclared-entity", "bo-wang: another", "bo-wong: another", "- id: amei-li", "no entity 'bo-wong'", "bo-wang", "", ENTITIES),
    Case(
        "undeclared-entity",
        "    quote: Bo Wang smiled\n",
        "    quote: Bo Wang smiled\n    refers: {he: bo-wong}\n",
        "- id: bo-smiled",
        "'he' refers to 'bo-wong', which is not declared.",
        "bo-wang",
        "bo-smiled",
    ),
    Case(
        "unsupported-name",
        "agent: bo-wang",
        "agent: sunny-workshop",
        "- id: bo-smiled",
        "neither the quote nor an antecedent names 'Sunny Workshop' (sunny-workshop).",
        "refers: {word: sunny-workshop}",
        "bo-smiled",
    ),
    Case(
        "unsupported-name",
        "antecedent: {sunny-workshop: The Sunny Workshop employs}",
        "antecedent: {sunny-workshop: she joined the}",
        "- id: workshop-women",
        "names 'Sunny Workshop'",
        "antecedent",
        "workshop-women",
    ),
    # --- the ontology ---
    Case(
        "undeclared-class",
        "type: Person\n  name: Bo",
        "type: Persn\n  name: Bo",
        "- id: bo-wang",
        "no type 'Persn'",
        "Person",
        "",
        ENTITIES,
        ("wrong-range",),
    ),
    Case(
        "undeclared-property",
        "[amei-li, livesIn, green-village]",
        "[amei-li, livesAt, green-village]",
        "- id: amei-village",
        "no property 'livesAt'.",
        "livesIn",
        "amei-village",
    ),
    Case(
        "undeclared-property",
        "role: weaver",
        "rolle: weaver",
        "- id: amei-joined",
        "Employment has no role 'rolle'.",
        "role",
        "amei-joined",
    ),
    Case(
        "wrong-domain",
        "[green-village, containedIn, hill-county]",
        "[green-village, livesIn, hill-county]",
        "- id: village-county",
        "the subject of livesIn must be of type person or group of people; green-village is Village.",
        "Use another property",
        "village-county",
    ),
    Case(
        "wrong-range",
        "statement: [amei-li, livesIn, green-village]",
        "statement: [amei-li, hasFriend, green-village]",
        "- id: amei-village",
        "the object of hasFriend must be of type",
        "Use another property",
        "amei-village",
    ),
    Case(
        "wrong-range",
        "statement: [amei-li, livesIn, green-village]",
        "statement: [amei-li, age, 1e3]",
        "- id: amei-village",
        "age: '1e3' is not a number of the type integer.",
        "Give a plain number.",
        "amei-village",
    ),
    Case(
        "wrong-range",
        "value: 300",
        "value: 3_00",
        "- id: workshop-women",
        "'3_00' is not a number of the type decimal",
        "plain number",
        "workshop-women",
    ),
    Case(
        "wrong-range",
        "employer: sunny-workshop",
        "employer: green-village",
        "- id: amei-joined",
        "employer must be of type agent; green-village is Village.",
        "Use another property",
        "amei-joined",
        others=("unsupported-name",),
    ),
    Case(
        "wrong-range",
        "disabilityKind: physical",
        "disabilityKind: fysical",
        "- id: amei-condition",
        "'fysical'",
        "physical",
        "amei-condition",
    ),
    Case(
        "wrong-range",
        "partOf: workshop-staff",
        "partOf: amei-village",
        "- id: workshop-women",
        "figurePartOf: claim 'amei-village' does not describe a record of type observation.",
        "",
        "workshop-women",
    ),
    Case(
        "wrong-unit",
        "unit: person\n      population: women",
        "unit: persson",
        "- id: workshop-women",
        "'persson'",
        "person",
        "workshop-women",
    ),
    Case(
        "wrong-unit",
        "      unit: person\n      population: women\n",
        "      population: women\n",
        "- id: workshop-women",
        "a figure without a unit.",
        "Add `unit:`, or `counts:`",
        "workshop-women",
    ),
    Case(
        "missing-role",
        "      employer: sunny-workshop\n",
        "",
        "- id: amei-joined",
        "Employment without 'employer'.",
        "`employer:`",
        "amei-joined",
    ),
    Case(
        "missing-role",
        "      value: 300\n",
        "",
        "- id: workshop-women",
        "an observation without a figure.",
        "`minValue:` and `maxValue:`",
        "workshop-women",
    ),
    Case(
        "undeclared-claim",
        "partOf: workshop-staff",
        "partOf: workshop-stuff",
        "- id: workshop-women",
        "figurePartOf: no claim 'workshop-stuff' in document d1.",
        "",
        "workshop-women",
    ),
    # --- values ---
    Case(
        "unsupported-value",
        "value: 1200",
        "value: 1250",
        "- id: workshop-staff",
        "the quote does not state 1250.",
        "explain in `basis:`",
        "workshop-staff",
    ),
    Case(
        "bad-time",
        "start: 2017-07",
        "start: July 2017",
        "- id: amei-joined",
        "start: July 2017: not a date such as",
        "docs/claims.md",
        "amei-joined",
    ),
    Case("bad-time", "start: 2017-07", "start: 2017-13", "- id: amei-joined", "13 is not a month", "docs/claims.md", "amei-joined"),
    # --- modality ---
    Case(
        "missing-speaker",
        "quote: Green Village in Hill County\n",
        "quote: Green Village in Hill County\n    modality: reported\n",
        "- id: village-county",
        "reported, but without a speaker.",
        "Add `speaker:`",
        "village-county",
    ),
    Case(
        "missing-basis",
        "quote: Green Village in Hill County\n",
        "quote: Green Village in Hill County\n    modality: inferred\n",
        "- id: village-county",
        "inferred, but without a basis.",
        "Add `basis:`",
        "village-county",
    ),
    Case(
        "hope-as-fact",
        "quote: Green Village in Hill County\n",
        "quote: Green Village in Hill County\n    modality: intended\n",
        "- id: village-county",
        "intended, but not an aspiration or goal.",
        "`aspiration:`, public aims as `goal:` or `target:`",
        "village-county",
    ),
    Case(
        "hope-as-fact",
        "    modality: intended\n",
        "",
        "- id: amei-hope",
        "an aspiration or goal is intended",
        "`modality: intended`",
        "amei-hope",
    ),
    Case(
        "negated-record",
        "    status: rejected\n",
        "    polarity: negated\n",
        "- id: bo-smiled",
        "a record cannot be negated.",
        "Write a negated statement.",
        "bo-smiled",
    ),
    # --- documents and ids ---
    Case(
        "duplicate-id",
        "- id: village-county",
        "- id: amei-village",
        "  - id: amei-village\n    statement: [green",
        "taken already",
        "another id",
        "amei-village",
    ),
    Case(
        "duplicate-id",
        "- id: bo-wang",
        "- id: amei-li",
        "- id: amei-li\n  type: Person\n  name: Bo",
        "declared already",
        "aliases",
        "",
        ENTITIES,
    ),
    Case(
        "shared-name",
        "name: Bo Wang",
        "name: Bo Wang\n  aliases: [Ms Li]",
        "- id: amei-li",
        "share the name 'ms li'",
        "from one",
        "",
        ENTITIES,
    ),
    Case("bad-id", "- id: bo-wang", "- id: Bo Wang", "- id: Bo Wang", "id is 'Bo Wang'.", "hyphens", "", ENTITIES),
    Case("bad-id", "- id: bo-smiled", "- id: bo/smiled", "- id: bo/smiled", "id is 'bo/smiled'.", "hyphens", "bo/smiled"),
    # --- the form of the files ---
    Case("broken-yaml", "  - id: bo-smiled\n", "  - id: bo-smiled\n    id: b\n", "    id: b\n", "id occurs twice.", "Keep one"),
    Case("broken-yaml", "quote: Bo Wang smiled", "quote: a: b", "quote: a: b", "mapping values are not allowed", "Quote texts"),
    Case("unknown-field", "status: rejected", "staus: rejected", "- id: bo-smiled", "unknown field 'staus'.", "status", "bo-smiled"),
    Case("unknown-field", "status: rejected", "status: refused", "- id: bo-smiled", "status is 'refused'.", "rejected", "bo-smiled"),
    Case("unknown-field", "polarity: negated", "polarity: no", "- id: amei-walk", "polarity is 'no'.", "negated", "amei-walk"),
    Case("unknown-field", "modality: intended", "modality: hoped", "- id: amei-hope", "modality is 'hoped'.", "intended", "amei-hope"),
    Case("unknown-field", "passages:\n", "passage:\n", "document: d1", "unknown field 'passage'.", "passages"),
    Case("unknown-field", "- title: Amei Li\n", "- titel: Amei Li\n", "- titel:", "unknown field 'titel'.", "title"),
    Case("unknown-field", "    quote: Bo Wang smiled\n", "", "- id: bo-smiled", "no 'quote'.", "Add `quote:`.", "bo-smiled"),
    Case("unknown-field", "  - id: bo-smiled\n    activity", "  - activity", "- activity", "no 'id'.", "Add `id:`."),
    Case("unknown-field", "document: d1\n", "", "refers:", "no 'document'.", "Add `document:`."),
    Case(
        "unknown-field",
        "quote: Bo Wang smiled",
        "quote: {text: Bo Wang smiled, nth: 0}",
        "nth: 0",
        "nth is '0'.",
        "Count from 1.",
        "bo-smiled",
    ),
    Case(
        "misquote", "quote: Bo Wang smiled", "quote: ''", "quote: ''", "does not contain ''", "", "bo-smiled", others=("unsupported-name",)
    ),
    Case(
        "unknown-field",
        "[green-village, containedIn, hill-county]",
        "[green-village, containedIn]",
        "[green-village, containedIn]",
        "a statement is not a list of three.",
        "[subject, property, object]",
        "village-county",
    ),
    Case(
        "unknown-field",
        "statement: [green-village, containedIn, hill-county]",
        "statment: [green-village, containedIn, hill-county]",
        "- id: village-county",
        "unknown field 'statment'.",
        "statement",
        "village-county",
    ),
    Case(
        "unknown-field",
        "    activity:\n",
        "    statement: [bo-wang, describedAs, x]\n    activity:\n",
        "- id: bo-smiled",
        "a claim has 2 contents (statement, activity).",
        "one `statement` or one record",
        "bo-smiled",
    ),
    Case("unknown-field", "refers:\n  She: amei-li\n", "refers: [She]\n", "refers: [She]", "'refers' is not a mapping of texts.", ""),
    Case("unknown-field", "  aliases: [Ms Li]", "  alias: [Ms Li]", "- id: amei-li", "unknown field 'alias'.", "aliases", "", ENTITIES),
    Case("unknown-field", "  name: Bo Wang\n", "", "- id: bo-wang", "no 'name'.", "Add `name:`.", "", ENTITIES),
]


def refused(write: Write, changes: Mapping[str, str]) -> tuple[Problem, ...]:
    """Return what is refused of the tiny project with changed files."""
    with pytest.raises(Refused) as caught:
        read_sources(write(changes))
    return caught.value.problems


@pytest.mark.parametrize("case", CASES, ids=lambda case: f"{case.rule}: {case.message}"[:60])
def test_a_change_is_refused_by_its_rule(case: Case, write_tiny: Write, tiny_files: dict[str, str]) -> None:
    text = tiny_files[case.file]
    assert text.count(case.old) == 1
    changed = text.replace(case.old, case.new)
    assert changed.count(case.at) == 1
    found = refused(write_tiny, {case.file: changed})
    assert sorted(problem.rule for problem in found) == sorted([case.rule, *case.others])
    problem = next(problem for problem in found if problem.rule == case.rule)
    assert problem.file.endswith(case.file)
    assert problem.line == changed[: changed.index(case.at)].count("\n") + 1
    assert problem.claim == case.claim
    assert case.message in problem.message
    assert case.remedy in problem.remedy
    assert str(problem).startswith(f"{problem.file}:{problem.line}:")


def test_the_tiny_project_itself_is_refused_nothing(tiny_project: Project) -> None:
    sources = read_sources(tiny_project)
    assert len(sources.claims) == 9
    assert [len(located.evidence) for located in sources.claims] == [1] * 9


def test_a_claim_of_a_document_that_is_not_catalogued_is_refused(write_tiny: Write, tiny_files: dict[str, str]) -> None:
    found = refused(write_tiny, {CLAIMS: tiny_files[CLAIMS].replace("document: d1", "document: d2")})
    assert [(problem.rule, problem.line) for problem in found][:2] == [("missing-document", 7), ("missing-document", 10)]
    assert len(found) == 9
    assert found[0].message == "no document 'd2'."
    assert found[0].remedy == "Catalogue it, or name one of d1."


def test_a_document_that_changed_is_refused(tiny_project: Project) -> None:
    (tiny_project.documents / "d1.txt").write_text("Something else.\n", encoding="utf-8")
    with pytest.raises(Refused) as caught:
        read_sources(tiny_project)
    assert [problem.rule for problem in caught.value.problems] == ["changed-document"]


def test_proposed_and_rejected_claims_are_checked_too(write_tiny: Write, tiny_files: dict[str, str]) -> None:
    found = refused(write_tiny, {CLAIMS: tiny_files[CLAIMS].replace("Bo Wang smiled", "Bo Wang wept")})
    assert [(problem.rule, problem.claim) for problem in found] == [("misquote", "bo-smiled")]


def test_one_run_reports_every_problem_of_every_file(write_tiny: Write, tiny_files: dict[str, str]) -> None:
    claims = tiny_files[CLAIMS].replace("value: 1200", "value: 5").replace("unit: person\n      population: women", "unit: x")
    found = refused(write_tiny, {CLAIMS: claims, ENTITIES: tiny_files[ENTITIES].replace("type: Village", "type: Vilage")})
    assert sorted(problem.rule for problem in found) == [
        "undeclared-class",
        "unsupported-value",
        "wrong-domain",
        "wrong-range",
        "wrong-unit",
    ]


def test_a_broken_file_does_not_hide_the_problems_of_another(write_tiny: Write, tiny_files: dict[str, str]) -> None:
    changed = tiny_files[CLAIMS].replace("status: rejected", "status: x")
    found = refused(write_tiny, {CLAIMS: changed, "data/claims/a.yaml": "a: b: c\n"})
    assert [problem.rule for problem in found] == ["broken-yaml", "unknown-field"]


@pytest.mark.parametrize(
    ("quote", "extra"),
    [
        ("He smiled", "refers: {He: bo-wang}"),
        ("BO WANG smiled", ""),
        ("Wang's shop", "refers: {Wang: bo-wang}"),
        ("it was good", "antecedent: {bo-wang: BO WANG smiled}"),
        ("it was good", "refers: {He: bo-wang}\n    antecedent: {bo-wang: He smiled}"),
    ],
)
def test_a_name_is_supported_by_itself_a_reference_or_an_antecedent(
    write_tiny: Write, tiny_files: dict[str, str], quote: str, extra: str
) -> None:
    document = tiny_files["documents/d1.txt"].replace("Bo Wang smiled", "BO WANG smiled, He smiled, Wang's shop, it was good")
    old, new = "    quote: Bo Wang smiled\n", f"    quote: {quote}\n    {extra}\n"
    project = write_tiny({"documents/d1.txt": document, CLAIMS: tiny_files[CLAIMS].replace(old, new)})
    assert len(read_sources(project).claims) == 9


@pytest.mark.parametrize("quote", ["Bowang smiled", "Bo Wangs smiled", "a BoBo Wang smiled"])
def test_a_name_within_a_longer_word_supports_nothing(write_tiny: Write, tiny_files: dict[str, str], quote: str) -> None:
    document = tiny_files["documents/d1.txt"].replace("Bo Wang smiled", quote)
    found = refused(write_tiny, {"documents/d1.txt": document, CLAIMS: tiny_files[CLAIMS].replace("Bo Wang smiled", quote)})
    assert [problem.rule for problem in found] == ["unsupported-name"]
