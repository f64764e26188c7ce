"""Every verb: what it does, in which forms, and with what it exits."""

from __future__ import annotations

import csv
import io
import json
import os
import subprocess
import sys
from pathlib import Path

import click
import pytest

from disgraph.cli.main import cli
from disgraph.cli.verbs import VERBS

from .conftest import Run

A, B = "Liu Weiping", "Tang Xiaopeng"
IRI = "https://w3id.org/disgraph/resource/person/tang-xiaopeng"


@pytest.mark.parametrize("verb", VERBS)
def test_every_help_page_ends_in_an_example(run: Run, verb: str) -> None:
    result = run(verb, "--help")
    assert (result.code, result.err) == (0, "")
    assert result.out.rstrip().splitlines()[-1].lstrip().startswith(f"Example: disgraph {verb}")


def test_an_option_of_several_verbs_is_declared_once() -> None:
    """structure-A7: a shared option has the same short form and help wherever it occurs."""
    declared: dict[str, list[tuple[object, ...]]] = {}
    with click.Context(cli):
        for verb in VERBS:
            command = cli.get_command(click.Context(cli), verb)
            assert command is not None
            for option in (each for each in command.params if isinstance(each, click.Option)):
                declared.setdefault(option.opts[-1], []).append((tuple(option.opts), option.help, option.metavar))
    for name in ("--output", "--endpoint", "--quiet", "--no-pager", "--as-of", "--include-inferred"):
        assert len(declared[name]) >= 2, name
        assert len(set(declared[name])) == 1, name


def test_the_first_page_names_every_verb(run: Run) -> None:
    result = run()
    assert result.code == 0
    assert all(f"\n  {verb} " in result.out for verb in VERBS)


@pytest.mark.parametrize("verb", VERBS)
def test_an_unknown_option_is_misuse(run: Run, verb: str) -> None:
    assert run(verb, "--nope").code == 2


def test_an_unknown_verb_names_the_nearest(run: Run) -> None:
    result = run("pth")
    assert result.code == 2
    assert "path" in result.err


@pytest.mark.parametrize(
    "name", ["tang xiaopeng", "TANG XIAOPENG", "T\u00e1ng Xi\u01ceop\u00e9ng", " Tang  Xiaopeng ", "tang-xiaopeng", IRI]
)
def test_a_name_is_found_however_it_is_typed(ask: Run, name: str) -> None:
    result = ask("path", A, name, "-k", "1")
    assert result.code == 0
    assert result.out.startswith("Liu Weiping and Tang Xiaopeng are connected directly.\n")


def test_path_in_json_holds_the_words_of_every_hop(ask: Run) -> None:
    result = json.loads(ask("path", A, B, "-f", "json").out)
    assert (result["schema_version"], result["connected"]) == (1, True)
    assert all(hop["evidence"] for path in result["paths"] for step in path["steps"] for hop in step)


def test_path_shows_its_price_only_on_request(ask: Run) -> None:
    plain, priced = (json.loads(ask("path", A, B, "-f", "json", *more).out) for more in ((), ("--scores",)))
    assert [path for path in plain["paths"] if "score" in path] == []
    scores = [path.pop("score") for path in priced["paths"]]
    assert priced == plain
    for score in scores:
        parts = [score[name] for name in ("relations", "weakness", "reasoning", "hubs")]
        assert score["total"] == pytest.approx(sum(parts))
        assert score["total"] > 0
    assert len(scores) == 3
    assert "Cost: " in ask("path", A, B, "--scores").out


def test_path_of_several_names_connects_them(ask: Run) -> None:
    result = json.loads(ask("path", A, B, "Peng Yu", "Xia Xiaobin", "-f", "json").out)
    (part,) = result["parts"]
    assert (result["schema_version"], result["connected"], len(part["entities"])) == (1, True, 4)
    assert all(hop["evidence"] for step in part["steps"] for hop in step["hops"])
    assert ask("path", A, B, "Peng Yu").out.startswith("Liu Weiping, Tang Xiaopeng and Peng Yu are connected by 3 hops.\n")


def test_path_of_several_names_exits_with_1_unless_all_are_connected(ask: Run) -> None:
    result = ask("path", A, B, "Xie Xing")
    assert result.code == 1
    assert "Component 2: Xie Xing, not connected to the others" in result.out
    assert "A wider search finds a path" in result.out


@pytest.mark.parametrize(
    "command",
    [
        ("path", A),
        ("path", A, B, A),
        ("path", *map(str, range(21))),
        ("path", A, B, "--all-shortest", "-k", "2"),
        ("path", A, B, "Peng Yu", "--rank", "support"),
        ("path", A, B, "Peng Yu", "--scores"),
        ("path", A, B, "--co-mention", "--only", "visitEdge"),
        ("path", A, B, "--co-mention", "--scores"),
        ("common", A, A),
        ("compare", A, A),
    ],
)
def test_what_does_not_go_together_is_misuse(ask: Run, command: tuple[str, ...]) -> None:
    result = ask(*command)
    assert (result.code, result.out) == (2, "")


def test_co_mention_says_what_it_is_in_every_form(ask: Run) -> None:
    pair = ("path", "Li Juan", "Pan Xiaohong")
    assert ask(*pair).code == 1
    text, markdown, data = (ask(*pair, "--co-mention", "-f", form) for form in ("text", "md", "json"))
    assert "That is not a relationship." in " ".join(text.out.split())
    assert "That is not a relationship." in " ".join(markdown.out.split())
    result = json.loads(data.out)
    assert (text.code, result["mode"], result["paths"][0]["length"]) == (0, "co-mention", 1)
    assert json.loads(ask(*pair, "-f", "json").out)["mode"] == "relations"


def test_neighbors_are_grouped_by_kind_and_limited(ask: Run) -> None:
    result = json.loads(ask("neighbors", A, "-f", "json", "-k", "1").out)
    assert result["entity"]["label"] == A
    assert [group for group in result["groups"] if len(group["neighbors"]) != 1 or group["number"] < 1] == []
    assert {group["label"] for group in result["groups"]} >= {"visited", "helped"}
    only = json.loads(ask("neighbors", A, "-f", "json", "--only", "visit").out)
    assert [group["label"] for group in only["groups"]] == ["visited"]
    assert json.loads(ask("neighbors", A, "-f", "json", "--only", "Visited").out) == only
    assert ask("neighbors", A, "--only", "hasSpouse").code == 1
    assert ask("neighbors", A, "-f", "md").out.startswith("# Liu Weiping: ")


def test_common_finds_the_centre_or_exits_with_1(ask: Run) -> None:
    result = json.loads(ask("common", "Peng Yu", "Xia Xiaobin", "-f", "json").out)
    assert [each["label"] for each in result["common"]] == ["Zhangye Jishan Leye Disabled Supportive Employment Center"]
    none = ask("common", "Zheng Gang", "Xie Xing")
    assert none.code == 1
    assert "--through" in none.out
    kind = json.loads(ask("common", "Zheng Gang", "Xie Xing", "--through", "kinds", "-f", "json").out)
    assert [each["label"] for each in kind["common"]] == ["physical disability"]


def test_compare_shows_both_and_each_and_quotes_on_request(ask: Run) -> None:
    pair = ("compare", "Yang Shuting", "Liao Zhusheng")
    text = ask(*pair).out
    assert [text.index(heading) for heading in ("\nBoth\n", "\nOnly Yang Shuting\n", "\nOnly Liao Zhusheng\n")] == sorted(
        text.index(heading) for heading in ("\nBoth\n", "\nOnly Yang Shuting\n", "\nOnly Liao Zhusheng\n")
    )
    assert "[003:" not in text
    assert "[003:" in ask(*pair, "--quotes").out
    result = json.loads(ask(*pair, "-f", "json").out)
    assert set(result) == {"schema_version", "from", "to", "between", "same", "only_from", "only_to"}
    assert result["same"]


NEW = [
    ("path", A, B, "Peng Yu", "Liu Haijun"),
    ("path", "Lan Shiyong", "Wu Weiyue", "--all-shortest", "--scores"),
    ("path", "Lan Shiyong", "Wu Weiyue", "--co-mention", "-k", "9"),
    ("path", "Lan Shiyong", "Yang Shuting", "--rank", "informative", "-k", "9"),
    ("neighbors", "Lan Shiyong"),
    ("common", "Lan Shiyong", "Wu Weiyue"),
    ("compare", "Lan Shiyong", "Wu Weiyue"),
]


@pytest.mark.parametrize("command", NEW)
def test_the_order_is_the_same_for_every_hash_seed(ask: Run, command: tuple[str, ...]) -> None:
    def result(seed: str) -> bytes:
        environment = {**os.environ, "PYTHONHASHSEED": seed}
        return subprocess.run(
            [sys.executable, "-m", "disgraph", *command, "-f", "json"], capture_output=True, env=environment, check=True
        ).stdout

    first = result("0")
    assert first.startswith(b"{")
    assert {result("1"), result("2")} == {first}


def test_path_exits_with_1_where_there_is_none(ask: Run) -> None:
    result = ask("path", A, "Xie Xing")
    assert result.code == 1
    assert "not connected" in result.out


def test_path_between_one_entity_is_misuse(ask: Run) -> None:
    assert ask("path", A, "liu weiping").code == 2


def test_show_describes_an_entity(ask: Run) -> None:
    result = ask("show", "Zheng Gang")
    assert result.code == 0
    assert "Hopes and plans (not facts)" in result.out
    assert json.loads(ask("show", "Zheng Gang", "-f", "json").out)["label"] == "Zheng Gang"


def test_an_unknown_name_lists_candidates(ask: Run) -> None:
    result = ask("show", "Tang Xiaopin")
    assert (result.code, result.out) == (3, "")
    assert "Tang Xiaopeng" in result.err


def test_search_forgives_spelling(ask: Run) -> None:
    assert "Tang Xiaopeng" in ask("search", "Tang Xiaopin").out
    assert ask("search", "qqqqzzzz").code == 1


@pytest.mark.parametrize("form", ["csv", "tsv"])
def test_evidence_is_a_table_too(ask: Run, form: str) -> None:
    result = ask("evidence", B, "-f", form)
    text = io.StringIO(result.out)
    rows = list(csv.DictReader(text) if form == "csv" else csv.DictReader(text, delimiter="	", quoting=csv.QUOTE_NONE))
    assert result.code == 0
    assert {row["document"] for row in rows} == {"000"}


def test_stats_and_queries_and_ontology_are_json(ask: Run) -> None:
    for verb in ("stats", "queries", "ontology"):
        result = ask(verb, "-f", "json")
        assert result.code == 0
        assert json.loads(result.out)["schema_version"] == 1


def test_one_named_query_lists_its_parameters(ask: Run) -> None:
    assert "-p person=" in ask("queries", "work-of-person").out
    assert ask("queries", "nope").code == 2


def test_a_named_query_takes_a_name(ask: Run) -> None:
    result = ask("query", "work-of-person", "-p", "person=Xia Xiaobin", "-f", "csv", "--no-labels")
    assert result.code == 0
    assert result.out.startswith("employer,")


@pytest.mark.parametrize(("query", "code"), [("ASK {?s ?p ?o}", 0), ("ASK {<a:a> <b:b> <c:c>}", 1)])
def test_ask_exits_with_its_answer(ask: Run, query: str, code: int) -> None:
    assert ask("query", query).code == code
    assert ask("query", query, "--timeout", "60").code == code


@pytest.mark.parametrize("form", ["text", "md", "csv", "tsv", "json", "jsonl", "xml"])
def test_a_select_has_every_form_of_a_table(ask: Run, form: str) -> None:
    result = ask("query", "SELECT ?s ?p {?s ?p ?o} LIMIT 2", "-f", form)
    assert (result.code, result.err) == (0, "")


@pytest.mark.parametrize("form", ["ttl", "nt", "nq", "trig", "jsonld", "rdf"])
def test_a_construct_has_every_form_of_a_graph_and_a_select_has_none(ask: Run, form: str) -> None:
    assert ask("query", "CONSTRUCT WHERE {?s ?p ?o} LIMIT 2", "-f", form).code == 0
    assert ask("query", "SELECT ?s {?s ?p ?o} LIMIT 2", "-f", form).code == 2


def test_describe_needs_no_braces(ask: Run) -> None:
    result = ask("query", f"DESCRIBE <{IRI}>", "-f", "nt")
    assert result.code == 0
    assert f"<{IRI}> " in result.out


@pytest.mark.parametrize("form", ["text", "csv", "xml"])
def test_interface_s1_an_empty_table_has_a_note_on_stderr_only(ask: Run, form: str) -> None:
    result = ask("query", "SELECT ?p WHERE { ?p a dg:Persn }", "-f", form)
    assert result.code == 0
    assert result.err == "Note: dg:Persn is not a term of the ontology; nearest: dg:Person.\n"
    assert "Persn" not in result.out


@pytest.mark.parametrize(("query", "answer"), [("SELECT ?p WHERE { ?p a dg:Persn }", "results"), ("ASK { ?p a dg:Persn }", "boolean")])
def test_interface_s1_json_has_the_notes_next_to_the_answer(ask: Run, query: str, answer: str) -> None:
    found = json.loads(ask("query", query, "-f", "json").out)
    assert list(found) == ["head", answer, "notes"]
    assert found["notes"] == ["dg:Persn is not a term of the ontology; nearest: dg:Person."]
    assert "notes" not in json.loads(ask("query", "ASK { ?p a dg:Person }", "-f", "json").out)


def test_asking_a20_a_false_ask_has_a_note(ask: Run) -> None:
    result = ask("query", 'ASK { ?p rdfs:label "Zheng Gangg" }')
    assert (result.code, result.out) == (1, "no\n")
    assert result.err.startswith('Note: No label has the text "Zheng Gangg"; nearest: "Zheng Gang"')


def test_a_named_query_without_rows_names_the_pattern(ask: Run) -> None:
    result = ask("query", "work-of-person", "-p", "person=China")
    assert result.err.startswith("Note: Every term exists; no claim states this: nothing matches `")


def test_a_result_has_no_note(ask: Run) -> None:
    assert ask("query", "SELECT ?p WHERE { ?p a dg:Person }").err == ""


def test_asking_a43_a_syntax_error_has_a_caret(ask: Run) -> None:
    result = ask("query", "SELECT ?x { ?x a foo:Person }")
    assert result.code == 4
    first, shown, caret, remedy = result.err.splitlines()
    assert first == "Error: The query has a syntax error at line 1, column 18: the prefix foo: is not declared. [invalid-input]"
    assert shown[caret.index("^") :].startswith("foo:Person")
    assert remedy.startswith("Declare it with PREFIX foo:")


def test_explain_prints_a_query_that_other_programs_understand(ask: Run) -> None:
    result = ask("query", "ASK { ?s a dg:Person }", "--explain")
    assert result.code == 0
    assert result.out.startswith("PREFIX dg: <")


def test_audit_can_fail_a_pipeline(ask: Run) -> None:
    assert ask("audit", "-q").code == 0
    assert ask("audit", "-q", "--fail-on", "contradicts").code == 1


def test_export_takes_the_format_from_the_suffix(ask: Run, tmp_path: Path) -> None:
    assert ask("export", str(tmp_path / "x.graphml"), "-q", "--layout", "none").code == 0
    assert (tmp_path / "x.graphml").read_text(encoding="utf-8").startswith("<?xml")
    assert ask("export", str(tmp_path / "x.nope"), "-q").code == 2


def test_output_goes_to_a_file(ask: Run, tmp_path: Path) -> None:
    result = ask("show", B, "-o", str(tmp_path / "profile.txt"))
    assert (result.code, result.out) == (0, "")
    assert (tmp_path / "profile.txt").read_text(encoding="utf-8").startswith("Tang Xiaopeng")


def test_a_project_of_ones_own_is_begun_built_checked_and_asked(run: Run, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    assert run("init", str(tmp_path / "own")).code == 0
    assert run("init", str(tmp_path / "own")).code == 4
    monkeypatch.chdir(tmp_path / "own")
    assert "not-built" in run("show", "Ana Silva").err
    built = run("build")
    assert built.code == 0
    assert Path(built.out.strip()).is_dir()
    assert run("validate", "-q").code == 0
    assert run("show", "Ana Silva").out.startswith("Ana Silva")
    assert run("path", "Ana Silva", "Open Door Workshop").code == 0
