"""Completion, suggestions for unknown verbs and names, and the pager."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest
from tests.cli.conftest import Run

from disgraph.cli.unknown_verb import SYNONYMS, unknown_verb
from disgraph.cli.verbs import VERBS
from disgraph.errors import Candidate
from disgraph.graph.graph import Graph
from disgraph.render import pager
from disgraph.render.output import write_output

CENTER = "Zhangye Jishan Leye Disabled Supportive Employment Center"


def complete(folder: Path, *words: str) -> list[str]:
    """Return what Bash is offered for the last word."""
    environment = {"_DISGRAPH_COMPLETE": "bash_complete", "COMP_WORDS": "\n".join(("disgraph", *words)), "COMP_CWORD": str(len(words))}
    code = "import os, sys; os.environ.update(eval(sys.argv.pop())); from disgraph.cli.start import main; main([])"
    done = subprocess.run([sys.executable, "-c", code, repr(environment)], cwd=folder, capture_output=True, text=True, check=False)
    assert done.stderr == ""
    return [line.partition(",")[2] for line in done.stdout.splitlines() if line]


@pytest.mark.parametrize(
    ("words", "offered"),
    [
        (("sh",), "show"),
        (("--de",), "--debug"),
        (("path", "--all-s"), "--all-shortest"),
        (("show", "tang\\ xi"), "Tang\\ Xiaopeng"),
        (("show", '"Tang Xi'), "Tang Xiaopeng"),
        (("path", '"Peng Yu"', "--via", "Liu"), "Liu\\ Weiping"),
        (("query", "work-of"), "work-of-person"),
        (("queries", "work-of"), "work-of-person"),
    ],
)
def test_a_shell_completes_verbs_options_entities_and_queries(
    shipped_current: Path, tmp_path: Path, words: tuple[str, ...], offered: str
) -> None:
    """interface-C3."""
    assert offered in complete(tmp_path, *words)


def test_completion_offers_few_names_and_none_without_a_letter(shipped_current: Path, tmp_path: Path) -> None:
    assert complete(tmp_path, "show", "") == []
    assert 0 < len(complete(tmp_path, "show", "c")) <= 30


def test_the_completion_of_bash_keeps_escaped_blanks(tmp_path: Path) -> None:
    code = "import os; os.environ['_DISGRAPH_COMPLETE'] = 'bash_source'; from disgraph.cli.start import main; main([])"
    done = subprocess.run([sys.executable, "-c", code], cwd=tmp_path, capture_output=True, text=True, check=False)
    assert "read -r type value" in done.stdout


@pytest.mark.parametrize(
    ("word", "remedy"),
    [
        ("find", "Use `disgraph search`."),
        ("list", "Use `disgraph queries` or `disgraph search`."),
        ("help", "Use `disgraph --help`."),
        ("serch", "Use `disgraph search`."),
        ("foo", "`disgraph --help` lists the verbs."),
    ],
)
def test_an_unknown_verb_leads_to_its_synonym_or_to_a_similar_one(ask: Run, word: str, remedy: str) -> None:
    """interface-C5."""
    result = ask(word, "x")
    assert (result.code, result.out) == (2, "")
    assert result.err == f"Error: There is no verb {word!r}. [misuse]\n{remedy}\n"


def test_every_synonym_leads_to_verbs_and_is_not_one() -> None:
    assert {verb for verbs in SYNONYMS.values() for verb in verbs} <= set(VERBS)
    assert not set(SYNONYMS) & set(VERBS)
    assert unknown_verb("x" * 500).message.count("x") == 40


def test_candidates_have_kind_and_document_and_no_iri(ask: Run) -> None:
    """interface-C6."""
    result = ask("show", "Liu Weipin Zhang")
    first, *candidates, remedy = result.err.splitlines()
    assert first == "Error: No entity is named 'Liu Weipin Zhang'. [unknown-name]"
    assert candidates[0] == "  Liu Weiping (person, document 000)"
    assert len(candidates) <= 5
    assert "://" not in result.err
    assert remedy == "Use one of these names, or `disgraph search`."


@pytest.mark.parametrize("name", ["Zhangye base", "Zhangye center"])
def test_a_place_and_a_head_noun_lead_to_the_organisation(ask: Run, name: str) -> None:
    result = ask("show", name)
    assert result.code == 0
    assert f"“{name}” is taken for {CENTER} (support facility)." in " ".join(result.err.split())
    assert result.out.startswith(f"{CENTER} (support facility)\n")


def test_an_organisation_precedes_the_groups_named_after_it(ask: Run) -> None:
    """interface-C7."""
    labels = [line for line in ask("search", "Zhangye").out.splitlines() if line.startswith("- ")]
    assert labels[0].startswith("- Zhangye (")
    assert labels[1].startswith(f"- {CENTER} (")


def test_the_kind_of_a_candidate_is_the_label_of_its_class(shipped: Graph) -> None:
    """But for an apostrophe: a disabled persons' federation."""
    labels = {name.type: shipped.relations.labels[name.type].replace("'", "") for name in shipped.names.every()}
    assert {kind: Candidate("", "", kind, ()).kind for kind in labels} == labels


@pytest.fixture
def terminal(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> Path:
    """A terminal of ten lines, whose pager writes to a file."""
    for stream in (sys.stdin, sys.stdout):
        monkeypatch.setattr(stream, "isatty", lambda: True)
    monkeypatch.setenv("LINES", "10")
    monkeypatch.setenv("COLUMNS", "80")
    monkeypatch.setenv("TERM", "xterm")
    paged = tmp_path / "paged"
    script = f"import sys; open({str(paged)!r}, 'w').write(sys.stdin.read())"
    monkeypatch.setenv("PAGER", f'{sys.executable} -c "{script}"')
    return paged


def test_a_pager_shows_what_exceeds_the_screen(terminal: Path) -> None:
    """interface-W3."""
    write_output("line\n" * 10, "-")
    assert terminal.read_text() == "line\n" * 10


@pytest.mark.parametrize("value", ["", "cat", "no-such-pager"])
def test_no_pager_for_short_output_or_on_request(terminal: Path, monkeypatch: pytest.MonkeyPatch, value: str) -> None:
    assert pager.pager_command("line\n" * 9) == []
    monkeypatch.setenv("PAGER", value)
    assert pager.pager_command("line\n" * 100) == []
    assert not terminal.exists()


def test_a_file_that_is_being_written_is_removed_on_sigterm(tmp_path: Path) -> None:
    """interface-T4."""
    code = (
        "import os, signal\n"
        "from disgraph.render.output import write_output\n"
        "def pieces():\n"
        "    yield 'first'\n"
        "    os.kill(os.getpid(), signal.SIGTERM)\n"
        "    yield 'second'\n"
        "write_output(pieces(), 'all.gexf')\n"
    )
    done = subprocess.run([sys.executable, "-c", code], cwd=tmp_path, check=False)
    assert done.returncode == 143
    assert list(tmp_path.iterdir()) == []
