"""Every command that the documents show is run, and prints what they show.

A block fenced as `console` begins with `$ disgraph ...`; what follows is its output on both streams, as it is at 100 columns. `make docs`
writes the output again: read the difference before you commit it.
"""

import os
import re
import shlex
import subprocess
import sys
import tempfile
from collections.abc import Callable
from pathlib import Path

import click
import pytest

from disgraph.cli.main import cli
from disgraph.cli.start import main

ROOT = Path(__file__).parents[2]
#: The page whose commands are run one after the other, in a project of one's own that they begin.
WALK = ROOT / "docs" / "own-documents.md"
PAGES = [ROOT / "README.md", *(page for page in sorted((ROOT / "docs").glob("*.md")) if page != WALK)]
BLOCK = re.compile(r"```console\n\$ (?P<command>[^\n]*)\n(?P<output>.*?)```", re.DOTALL)


#: Where a graph was built: as the folder of the walk is, another one each time.
BUILT = re.compile(r"\S*build/graph-\w+")

#: A file of the walk: its name behind the fence.
FILE = re.compile(r"```text (?P<name>[\w.-]+)\n(?P<text>.*?)```", re.DOTALL)


def run(command: str, folder: Path = ROOT) -> str:
    words = shlex.split(command)
    assert words[0] == "disgraph"
    done = subprocess.run(
        [sys.executable, "-m", "disgraph", *words[1:]],
        capture_output=True,
        check=False,
        cwd=folder,
        encoding="utf-8",
        env={**os.environ, "COLUMNS": "100"},
    )
    return done.stdout + done.stderr


def walk(text: str, folder: Path) -> str:
    """Return the text of the walk with what its commands print: the first in a folder with its files, the others in the project."""
    for file in FILE.finditer(text):
        (folder / file["name"]).write_text(file["text"], encoding="utf-8", newline="\n")

    def printed(match: re.Match[str]) -> str:
        inside = folder / "mywork"
        output = run(match["command"], inside if inside.exists() else folder)
        return f"```console\n$ {match['command']}\n{BUILT.sub('build/graph-...', output)}```"

    return BLOCK.sub(printed, text)


@pytest.mark.slow
def test_the_walk_through_a_project_of_ones_own_prints_what_is_shown(tmp_path: Path) -> None:
    text = WALK.read_text(encoding="utf-8")
    assert len(BLOCK.findall(text)) >= 8
    assert walk(text, tmp_path) == text


def examples() -> list[tuple[str, str, str]]:
    return [(page.name, match["command"], match["output"]) for page in PAGES for match in BLOCK.finditer(page.read_text(encoding="utf-8"))]


@pytest.fixture(autouse=True)
def graph(shipped_current: Path) -> None:
    """Let each process find the shipped graph, so that the progress of its build is in no output."""


def test_the_readme_shows_examples() -> None:
    assert sum(page == "README.md" for page, _, _ in examples()) >= 5


@pytest.fixture
def run_here(monkeypatch: pytest.MonkeyPatch, capfd: pytest.CaptureFixture[str]) -> Callable[[list[str]], tuple[int, str, str]]:
    """Return a function that runs a command in this process, and returns its code and what it prints on both streams."""
    monkeypatch.setattr(sys, "excepthook", sys.excepthook)
    monkeypatch.setenv("COLUMNS", "100")

    def run_here(words: list[str]) -> tuple[int, str, str]:
        capfd.readouterr()
        with pytest.raises(SystemExit) as stop:
            main(words)
        sys.stdout.flush()
        assert isinstance(stop.value.code, int)
        return stop.value.code, *capfd.readouterr()

    return run_here


Run = Callable[[list[str]], tuple[int, str, str]]


@pytest.mark.parametrize(("page", "command", "output"), examples())
def test_a_shown_command_prints_what_is_shown(page: str, command: str, output: str, run_here: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(ROOT)
    tool, *words = shlex.split(command)
    assert tool == "disgraph"
    _, printed, reported = run_here(words)
    assert printed + reported == output


#: A fenced block: its language and its text. In plain fences the output of commands is not shown; what follows a # is a comment.
FENCED = re.compile(r"^```(?P<language>[^\n]*)\n(?P<text>.*?)^```$", re.DOTALL | re.MULTILINE)

#: The page of all verbs: its examples need projects, proposals and servers.
VERBS = ROOT / "docs" / "commands.md"

#: A command is a line, and more where single quotes go on.
COMMAND = re.compile(r"""^disgraph (?:"[^"\n]*"|'[^']*'|[^'"\n])*""", re.MULTILINE)


def plain_commands() -> list[tuple[str, str]]:
    pages = [(page, FENCED.finditer(page.read_text(encoding="utf-8"))) for page in PAGES if page != VERBS]
    blocks = [(page.name, block["text"]) for page, found in pages for block in found if block["language"] in ("", "sh")]
    return [
        (page, command.partition("  #")[0].partition(" | ")[0].rstrip()) for page, block in blocks for command in COMMAND.findall(block)
    ]


#: Commands that write everything, whatever it is: they run on the tiny graph.
WHOLE = re.compile(r"disgraph export [^\"']*")

#: Commands that only have to be understood: tests/privacy runs them, and each makes a copy of the graph.
COSTLY = "--privacy"


@pytest.mark.parametrize(("page", "command"), [each for each in plain_commands() if COSTLY not in each[1]])
def test_a_command_in_a_plain_fence_runs(
    page: str, command: str, tmp_path: Path, tiny_folder: Path, run_here: Run, monkeypatch: pytest.MonkeyPatch
) -> None:
    if WHOLE.fullmatch(command):
        for part in tiny_folder.iterdir():
            (tmp_path / part.name).symlink_to(part)
    monkeypatch.chdir(tmp_path)
    code, _, reported = run_in_shell(command, tmp_path) if needs_shell(command) else run_here(shlex.split(command)[1:])
    assert code in (0, 1), reported
    assert "Error" not in reported


def needs_shell(command: str) -> bool:
    """Return whether a command has a redirection, a variable, a pattern or a second command outside quotes."""
    words = shlex.shlex(command, posix=True, punctuation_chars=True)
    words.whitespace_split = True
    return any(set(word) <= set("();<>|&") for word in words) or any(mark in re.sub(r"'[^']*'|\"[^\"]*\"", "", command) for mark in "$*`")


def run_in_shell(command: str, tmp_path: Path) -> tuple[int, str, str]:
    """Run a command as a reader types it."""
    tool = tmp_path / "bin" / "disgraph"
    tool.parent.mkdir()
    tool.write_text(f'#!/bin/sh\nexec "{sys.executable}" -m disgraph "$@"\n', encoding="utf-8")
    tool.chmod(0o755)
    environment = {**os.environ, "PATH": f"{tool.parent}{os.pathsep}{os.environ['PATH']}"}
    done = subprocess.run(["sh", "-c", command], cwd=tmp_path, env=environment, capture_output=True, encoding="utf-8", check=False)
    return done.returncode, done.stdout, done.stderr


@pytest.mark.parametrize(("page", "command"), [each for each in plain_commands() if COSTLY in each[1]])
def test_a_costly_command_in_a_plain_fence_is_understood(page: str, command: str) -> None:
    _, verb, *arguments = shlex.split(command)
    context = click.Context(cli)
    found = cli.get_command(context, verb)
    assert found is not None
    assert found.make_context(verb, arguments, parent=context).params["privacy"]


def rewrite() -> None:
    run("disgraph build -q")
    with tempfile.TemporaryDirectory() as folder:
        WALK.write_text(walk(WALK.read_text(encoding="utf-8"), Path(folder)), encoding="utf-8", newline="\n")
    for page in PAGES:
        text = page.read_text(encoding="utf-8")
        new = BLOCK.sub(lambda match: f"```console\n$ {match['command']}\n{run(match['command'])}```", text)
        if new != text:
            page.write_text(new, encoding="utf-8", newline="\n")


if __name__ == "__main__":
    rewrite()
