"""A project, a script and a query that were made with 0.1.0 work, and no verb, option, error, column or key of it is gone."""

from __future__ import annotations

import csv
import json
import os
import shutil
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import click
import pytest

from disgraph.cli.main import cli
from disgraph.errors import DisgraphError
from disgraph.project import shipped_project
from disgraph.queries.catalogue import read_queries

HERE = Path(__file__).parent
ROOT = HERE.parents[1]
INTERFACE: dict[str, Any] = json.loads((HERE / "interface-0.1.0.json").read_text(encoding="utf-8"))


def disgraph(folder: Path, *arguments: str | Path) -> str:
    """Run a verb in a folder, as a user does, and return what it prints."""
    done = subprocess.run(
        [sys.executable, "-m", "disgraph", *arguments],
        cwd=folder,
        env={**os.environ, "PYTHONPATH": str(ROOT / "src")},
        capture_output=True,
        encoding="utf-8",
        check=False,
    )
    assert done.returncode in (0, 1), done.stderr
    return done.stdout


@pytest.fixture(scope="module")
def project(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A copy of the project, built."""
    folder = tmp_path_factory.mktemp("compat") / "mywork"
    shutil.copytree(HERE / "project", folder)
    disgraph(folder, "build", "-q")
    return folder


def test_the_project_is_asked(project: Path) -> None:
    found = json.loads(disgraph(project, "path", "Ana Silva", "Lisbon", "-f", "json"))
    assert [node["label"] for node in found["paths"][0]["nodes"]] == ["Ana Silva", "Open Door Workshop", "Lisbon"]
    assert "uses a wheelchair" in disgraph(project, "show", "Ana Silva", "--quotes")


@pytest.mark.slow
def test_the_script_runs(shipped_folder: Path) -> None:
    done = subprocess.run([sys.executable, HERE / "script.py", shipped_folder], capture_output=True, text=True, check=False, cwd=ROOT)
    assert (done.stdout, done.returncode) == ("all as in 0.1.0\n", 0), done.stderr


def test_the_query_file_is_answered(project: Path, shipped_folder: Path) -> None:
    from disgraph import open_graph

    rows = open_graph(shipped_folder).query(HERE / "query.rq", award="Endeavor Award of the National Poverty Alleviation Award")
    assert not isinstance(rows, bool)
    assert rows.names == ("person", "when", "quote")
    assert ("Liu Hongxia", "2018") in {(str(row[0]), str(row[1])) for row in rows}
    assert disgraph(project, "query", HERE / "query.rq", "-p", "award=Lisbon", "-f", "csv").strip() == "person,when,quote"


def options_of(verb: str) -> set[str]:
    command = cli.get_command(click.Context(cli), verb)
    assert command is not None
    return {name for option in command.params if isinstance(option, click.Option) for name in (*option.opts, *option.secondary_opts)}


@pytest.mark.parametrize("verb", INTERFACE["options"])
def test_a_verb_has_its_options(verb: str) -> None:
    assert sorted(set(INTERFACE["options"][verb]) - options_of(verb)) == []


def test_errors_keep_their_names_and_exit_codes() -> None:
    assert {name: _errors().get(name) for name in INTERFACE["errors"]} == INTERFACE["errors"]


def _errors() -> dict[str, int]:
    waiting, found = [DisgraphError], dict[str, int]()
    while waiting:
        error = waiting.pop()
        found[error.name] = error.exit_code
        waiting += error.__subclasses__()
    return found


def test_named_queries_keep_their_parameters_and_columns() -> None:
    queries = read_queries(shipped_project().queries)
    for name, known in INTERFACE["queries"].items():
        assert set(known["parameters"]) <= {parameter.name for parameter in queries[name].parameters}, name
        assert set(known["columns"]) <= {column for column, _ in queries[name].columns}, name


@pytest.mark.parametrize("part", ["nodes", "edges"])
def test_csv_files_keep_their_columns(project: Path, part: str) -> None:
    disgraph(project, "export", "t.csv", "--layout", "none")
    with (project / f"t-{part}.csv").open(encoding="utf-8", newline="") as file:
        assert sorted(set(INTERFACE["csv"][part]) - set(next(csv.reader(file)))) == []


#: Roles that 0.1.0 proposed by mistake: for "12 people", the place of the sentence before and the population "people",
#: which repeats the unit.
MISTAKES = {"extract": {"documents[].claims[].roles.place", "documents[].claims[].roles.population"}}


@pytest.mark.parametrize("verb", INTERFACE["json"])
def test_json_keeps_its_keys(project: Path, verb: str) -> None:
    known = INTERFACE["json"][verb]
    found = json.loads(disgraph(project, verb, *known["arguments"], "-f", "json"))
    assert found["schema_version"] == 1
    assert set(known["keys"]) - set(_keys(found)) == MISTAKES.get(verb, set())


def _keys(value: object, before: str = "") -> Iterator[str]:
    """Yield the keys of a value with their paths, as they are written in the interface file."""
    if isinstance(value, dict):
        for name, part in value.items():
            yield f"{before}{name}"
            yield from _keys(part, f"{before}{name}.")
    elif isinstance(value, list):
        for part in value:
            yield from _keys(part, f"{before.removesuffix('.')}[]." if before else "")
