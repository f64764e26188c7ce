"""The JSON of every verb is valid by its schema, also where the answer is empty."""

from __future__ import annotations

from pathlib import Path

import pytest
from tests.cli.conftest import Run
from tests.schemas import check, schema_names

from disgraph.render.evidence_answer import evidence_json
from disgraph.render.validation_answer import validation_json

A, B = "Liu Weiping", "Tang Xiaopeng"
BASE = "Zhangye Jishan Leye Disabled Supportive Employment Center"
CLAIM = "https://w3id.org/disgraph/resource/claim/003/zichang-homes-renovated"

#: Schema, arguments, and the key that is empty in the answer; no key where it is not empty.
ANSWERS: list[tuple[str, tuple[str, ...], str]] = [
    ("path", ("path", A, B), ""),
    ("path", ("path", A, B, "--scores", "--all-ways", "-k", "5"), ""),
    ("path", ("path", A, B, "--co-mention"), ""),
    ("path", ("path", A, "Xie Xing"), "paths"),
    ("path", ("path", "Peng Yu", "Gansu", "--through", "places,kinds"), ""),
    ("connect", ("path", A, B, "Peng Yu"), ""),
    ("connect", ("path", A, B, "Xie Xing"), ""),
    ("connect", ("path", A, "Xie Xing", "Lan Shiyong", "--co-mention"), ""),
    ("neighbors", ("neighbors", BASE, "--limit", "3"), ""),
    ("neighbors", ("neighbors", "Xia Xiaobin"), ""),
    ("neighbors", ("neighbors", A, "--only", "livesIn"), "groups"),
    ("common", ("common", A, B), ""),
    ("common", ("common", A, "Xie Xing"), "common"),
    ("compare", ("compare", A, B), ""),
    ("compare", ("compare", "Li Juan", "Gansu"), ""),
    ("show", ("show", "Zheng Gang", "--all"), ""),
    ("show", ("show", "Gansu"), ""),
    ("show", ("show", "physical disability"), ""),
    ("explain", ("explain", B), ""),
    ("explain", ("explain", A, B), ""),
    ("explain", ("explain", B, "works in", "Gansu"), ""),
    ("explain", ("explain", B, "works in", "Chongqing"), "facts"),
    ("ask", ("ask", "Who visited Tang Xiaopeng?"), ""),
    ("ask", ("ask", "When was Liu Weiping born?"), ""),
    ("search", ("search", "Gansu"), ""),
    ("search", ("search", "zzzzqqqq xxyy"), "entities"),
    ("evidence", ("evidence", "Xiang Ao Juan"), ""),
    ("evidence", ("evidence", CLAIM), ""),
    ("audit", ("audit", "--all"), ""),
    ("audit", ("audit", B, "--verdict", "implausible"), "findings"),
    ("stats", ("stats",), ""),
    ("table", ("queries",), ""),
    ("table", ("queries", "work-of-person"), ""),
    ("table", ("ontology",), ""),
    ("table", ("ontology", "--check"), ""),  # with notes on what no claim uses: tests/ontology/test_check.py
]


@pytest.mark.parametrize(("name", "arguments", "empty"), ANSWERS, ids=lambda value: " ".join(value) if isinstance(value, tuple) else None)
def test_answers_are_valid(ask: Run, name: str, arguments: tuple[str, ...], empty: str) -> None:
    value = check(name, ask(*arguments, "-f", "json").out)
    if empty:
        assert value[empty] == []


def test_a_derived_hop_has_its_premises_as_basis(ask: Run) -> None:
    found = check("path", ask("path", B, "Gansu", "--through", "places", "-f", "json").out)
    derived = [hop for path in found["paths"] for step in path["steps"] for hop in step if hop["known"] == "derived"]
    assert derived
    assert all(hop["inferred"] and hop["evidence"] == [] for hop in derived)
    assert [hop for hop in derived if hop["because"] and hop["because"][0]["sentence"] in hop["basis"]]


def test_a_validation_is_valid_with_results_and_without(run: Run, built_mine: Path) -> None:
    assert check("validate", run("validate", "-f", "json").out)["results"]
    assert check("validate", validation_json([]))["conforms"]
    assert check("evidence", evidence_json([]))["evidence"] == []


def test_proposals_are_valid(run: Run, built_mine: Path) -> None:
    (built_mine / "news.txt").write_text("Asha Rao, 34, founded Open Hands in Pune in 2015. She lives in Pune.\n", encoding="utf-8")
    assert check("review", run("review", "--list").out)["waiting"] == []
    found = check("extract", run("extract", "-f", "json", "news.txt").out)
    assert found["documents"][0]["claims"]
    run("add", "news.txt", "-q")
    run("extract", "-q")
    assert check("review", run("review", "--list").out)["waiting"]
    run("review", "--accept-above", "0", "--links-above", "1", "-q")
    assert check("evaluate", run("evaluate", "news", "-f", "json").out)["scores"]


def test_each_schema_is_tested() -> None:
    assert {name for name, *_ in ANSWERS} | {"validate", "extract", "review", "evaluate", "agreement"} == set(schema_names())
