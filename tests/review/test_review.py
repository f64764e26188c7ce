"""Review: open proposals, decisions that change one line, and a screen that can be left, continued and undone."""

from __future__ import annotations

import json
import os
import pty
import select
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from pathlib import Path

import click
import pytest
from click.testing import CliRunner

import disgraph
from disgraph import pipeline
from disgraph.claims.claim_files import read_entities
from disgraph.claims.judgements import read_judgements
from disgraph.cli.review import review
from disgraph.cli.review_screen import Screen
from disgraph.cli.start import main
from disgraph.errors import InputError, MisuseError, Refused
from disgraph.project import Project
from disgraph.proposals.claim_edit import lines_of
from disgraph.proposals.decisions import decide, restore
from disgraph.proposals.waiting import ReviewItem, paragraphs_around, review_items


def item(project: Project, name: str) -> ReviewItem:
    return next(one for one in review_items(project) if one.id == name)


def test_a_proposal_is_shown_as_a_sentence_with_its_quote(project: Project) -> None:
    waiting = review_items(project)
    assert [one.sentence for one in waiting if one.kind == "claim"] == [
        "Asha Rao is 34 years old",
        "Asha Rao set up Open Hands in 2015",
        "Asha Rao lives in Pune",
        "Occupation of Asha Rao: a teacher",
    ]
    assert [one.sentence for one in waiting if one.kind == "link"] == [
        "Asha Rao (a) and Asha Rao (b) are the same",
        "Pune (a) and Pune (b-proposed) are the same",
    ]
    home = item(project, "a/asha-rao-a-livesin")
    assert (home.passages[0].before, home.passages[0].quote, home.passages[0].after) == (
        "Asha Rao, 34, founded Open Hands in 2015. ",
        "Asha Rao lives in Pune",
        ".",
    )
    assert "Asha Rao may be Asha Rao (b): both are called Asha Rao" in home.alike
    assert {one.document for one in review_items(project, ["b"]) if one.kind == "claim"} == {"b"}


def test_a_decision_changes_one_line_and_can_be_undone(project: Project) -> None:
    chosen = item(project, "a/asha-rao-a-age")
    before = chosen.file.read_text(encoding="utf-8")
    undo = decide(project, [chosen], "accept")
    after = chosen.file.read_text(encoding="utf-8")
    changed = [(old, new) for old, new in zip(before.splitlines(), after.splitlines(), strict=True) if old != new]
    assert changed == [("    status: proposed", "    status: accepted")]
    assert chosen.id not in {one.id for one in review_items(project)}
    restore(project, undo)
    assert chosen.file.read_text(encoding="utf-8") == before


def test_what_is_accepted_is_in_the_graph_and_links_make_one(project: Project) -> None:
    decide(project, review_items(project), "accept")
    sources = pipeline.read_sources(project)
    names = [entity.name for entity in sources.entities.values()]
    assert (names.count("Asha Rao"), names.count("Pune")) == (1, 1)
    assert sum(located.claim.status == "accepted" for located in sources.claims) == 4 + 4
    assert review_items(project) == []


def test_unsure_proposals_are_at_the_end(project: Project) -> None:
    decide(project, [item(project, "a/asha-rao-a-age")], "unsure")
    last = review_items(project)[-1]
    assert (last.id, last.unsure) == ("a/asha-rao-a-age", True)
    decide(project, [last], "reject")
    assert last.id not in {one.id for one in review_items(project)}
    link = next(one for one in review_items(project) if one.kind == "link" and "asha" in one.id)
    decide(project, [link], "unsure")
    (judged,) = (one for one in read_judgements(project.judgements) if one.status == "accepted")
    assert (judged.verdict, judged.entity, judged.other) == ("unsure", "asha-rao-a", "asha-rao-b")


def test_a_file_that_has_changed_meanwhile_is_not_written_over(project: Project) -> None:
    chosen = item(project, "b/asha-rao-b-occupation")
    chosen.file.write_text(chosen.file.read_text(encoding="utf-8").replace("proposed", "rejected"), encoding="utf-8")
    with pytest.raises(InputError, match="no longer proposed there"):
        decide(project, [chosen], "accept")


def test_a_proposal_is_found_by_its_id_after_its_lines_have_moved(project: Project) -> None:
    claim, link = item(project, "a/asha-rao-a-age"), next(one for one in review_items(project) if one.kind == "link")
    for file in (claim.file, link.file):
        file.write_text("# a note\n\n# and another\n" + file.read_text(encoding="utf-8"), encoding="utf-8")
    assert lines_of(claim)[0].lstrip().startswith("- id: asha-rao-a-age")
    decide(project, [claim], "reject")
    decide(project, [link], "unsure")
    assert {claim.id, link.id}.isdisjoint(one.id for one in review_items(project))
    assert len(review_items(project)) == 4
    (judged,) = (one for one in read_judgements(project.judgements) if one.status == "accepted")
    assert (f"{judged.entity}--{judged.other}", judged.verdict) == (link.id, "unsure")


def test_a_link_that_cannot_hold_is_not_written(project: Project) -> None:
    link = next(one for one in review_items(project) if one.kind == "link" and one.id.startswith("asha"))
    text = project.judgements.read_text(encoding="utf-8")
    project.judgements.write_text(text + "- {verdict: same, entity: asha-rao-b, other: asha-rao-a, reason: x}\n", encoding="utf-8")
    before = project.judgements.read_text(encoding="utf-8")
    with pytest.raises(Refused):
        decide(project, [link], "accept")
    assert project.judgements.read_text(encoding="utf-8") == before


@pytest.fixture
def press(monkeypatch: pytest.MonkeyPatch) -> Callable[[str], None]:
    def keys(given: str) -> None:
        pressed: Iterator[str] = iter(given)
        monkeypatch.setattr(click, "getchar", lambda: next(pressed))

    return keys


def status(project: Project) -> list[str]:
    claims = (located.claim for located in pipeline.read_sources(project).claims)
    return [claim.status for claim in claims if claim.document != "example"]


def test_the_screen_goes_key_by_key(project: Project, press: Callable[[str], None], capsys: pytest.CaptureFixture[str]) -> None:
    press("a?rzsq")
    Screen(project, review_items(project), styled=False).run()
    assert status(project) == ["accepted", "proposed", "proposed", "proposed"]
    shown = capsys.readouterr().out
    assert ">>Asha Rao, 34<<, founded Open Hands" in shown
    assert "= Asha Rao is 34 years old." in shown
    assert "because: age, confidence 0.96" in shown
    assert "1 accepted, 0 rejected, 0 unsure; 5 left to review." in shown
    press("rr" + "q")
    Screen(project, review_items(project), styled=False).run()
    assert status(project) == ["accepted", "rejected", "rejected", "proposed"]


def in_terminal(folder: Path, keys: bytes) -> str:
    """Run `disgraph review` in a pseudo-terminal, type keys at its prompt, and return what it shows."""
    ours, theirs = pty.openpty()
    package = str(Path(disgraph.__file__).resolve().parent.parent)
    environment = {name: value for name, value in os.environ.items() if name != "NO_COLOR"}
    environment |= {"TERM": "xterm", "COLUMNS": "100", "PYTHONPATH": package}
    command = [sys.executable, "-m", "disgraph", "review"]
    process = subprocess.Popen(command, cwd=folder, env=environment, stdin=theirs, stdout=theirs, stderr=theirs, start_new_session=True)
    os.close(theirs)
    shown = b""
    while select.select([ours], [], [], 30)[0] and (chunk := _read(ours)):
        shown += chunk
        if b"q stop" in shown and keys:
            time.sleep(0.2)  # the prompt sets the terminal to single keys, and discards earlier ones
            os.write(ours, keys)
            keys = b""
    os.close(ours)
    assert process.wait(10) == 0
    return shown.decode()


def _read(terminal: int) -> bytes:
    try:
        return os.read(terminal, 4096)
    except OSError:  # the other end is closed
        return b""


def test_a_terminal_shows_quotes_in_bold_and_no_stray_characters(project: Project) -> None:
    """interface-T1, extraction-E54."""
    shown = in_terminal(project.documents.parent, b"q")
    assert "\x1b[1m>>Asha Rao, 34<<\x1b[0m, founded Open Hands" in shown
    assert "\x1b[1mAsha Rao is 34 years old.\x1b[0m" in shown
    assert "\ufffd" not in shown
    assert "\x01" not in shown


def test_a_document_cannot_style_the_terminal(project: Project, press: Callable[[str], None], capsys: pytest.CaptureFixture[str]) -> None:
    chosen = item(project, "a/asha-rao-a-age")
    passage = chosen.passages[0]._replace(after=" \x1b]0;title\x07 \x01red\x02")
    press("q")
    Screen(project, [chosen._replace(passages=(passage,))], styled=True).run()
    shown = capsys.readouterr().out
    assert "\ufffd]0;title\ufffd \ufffdred\ufffd" in shown
    assert ">>Asha Rao, 34<< " in shown


def test_a_name_that_is_only_proposed_says_so(
    project: Project, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    """interface-S4."""
    pipeline.build(project, lambda _step: None)
    monkeypatch.chdir(project.documents.parent)
    with pytest.raises(SystemExit) as stop:
        main(["show", "asha rao"])
    assert stop.value.code == 3
    assert "'asha rao' is proposed in documents a and b and not yet accepted: `disgraph review`." in capsys.readouterr().err
    with pytest.raises(SystemExit):
        main(["path", "Open Hands", "no such name"])
    assert "'Open Hands' is proposed in document a and not yet accepted: `disgraph review`." in capsys.readouterr().err


def test_an_edit_is_checked_before_it_counts(
    project: Project, press: Callable[[str], None], monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    """extraction-E57: the editor is named before it opens."""
    monkeypatch.setenv("EDITOR", "the-editor")
    monkeypatch.setattr(click, "edit", lambda text, **_options: text.replace("'34'", "'43'"))
    press("eq")
    Screen(project, review_items(project), styled=False).run()
    shown = capsys.readouterr().out
    assert shown.index("Editor: the-editor (from EDITOR).") < shown.index("the quote does not state 43")
    assert item(project, "a/asha-rao-a-age").sentence == "Asha Rao is 34 years old"
    monkeypatch.setattr(click, "edit", lambda text, **_options: text.replace("rule: age\n", "rule: age\n    note: told\n    doubt: old\n"))
    press("eaq")
    Screen(project, review_items(project), styled=False).run()
    assert "doubt: old" in capsys.readouterr().out
    assert status(project) == ["accepted", "proposed", "proposed", "proposed"]


def test_without_an_editor_each_field_is_asked_for(
    project: Project, press: Callable[[str], None], monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    """extraction-E57."""
    for setting in ("VISUAL", "EDITOR"):
        monkeypatch.delenv(setting, raising=False)
    asked: list[str] = []

    def answer(field: str, default: str) -> str:
        asked.append(field.strip())
        return default.replace("'34'", "'43'")

    monkeypatch.setattr(click, "prompt", answer)
    press("eseq")
    Screen(project, review_items(project), styled=False).run()
    assert asked == ["statement", "founder", "founded", "time"]
    shown = capsys.readouterr().out
    assert shown.index("No editor is set") < shown.index("the quote does not state 43") < shown.index("No change.")
    assert item(project, "a/asha-rao-a-age").sentence == "Asha Rao is 34 years old"


def test_new_entities_are_shown_and_their_class_is_corrected(
    project: Project, press: Callable[[str], None], monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    """extraction-E55: an entity enters the graph with the first accepted claim, so its class is reviewed with it."""
    given = iter((2, "Company"))
    monkeypatch.setattr(click, "prompt", lambda *_words, **_options: next(given))
    press("sczq")
    Screen(project, [*review_items(project)[:2], review_items(project)[-1]], styled=False).run()
    shown = capsys.readouterr().out
    assert "new: Open Hands, class Organisation" in shown
    assert "new: Open Hands, class Company" in shown
    assert read_entities(project.entities)["open-hands-a"].type == "Organisation"


def test_the_first_mention_of_a_new_entity_is_shown_if_the_quote_is_elsewhere(project: Project) -> None:
    """extraction-E55."""
    home = item(project, "a/asha-rao-a-livesin")
    assert [(each.name, each.mention) for each in home.new] == [
        ("Asha Rao", "Asha Rao, 34, founded Open Hands in 2015. Asha R"),
        ("Pune", ""),
    ]
    decide(project, [item(project, "b/asha-rao-b-occupation")], "accept")
    assert {each.name for each in item(project, "a/asha-rao-a-livesin").new} == {"Asha Rao", "Pune"}


def test_one_key_decides_about_all_proposals_of_a_sentence(project: Project, press: Callable[[str], None]) -> None:
    press("tzxq")
    Screen(project, review_items(project), styled=False).run()
    assert status(project) == ["rejected", "rejected", "proposed", "proposed"]


def test_the_rest_of_a_document_is_accepted_at_once_and_undone(
    project: Project, press: Callable[[str], None], capsys: pytest.CaptureFixture[str]
) -> None:
    """extraction-E56."""
    press("dzrdq")
    Screen(project, review_items(project), styled=False).run()
    assert status(project) == ["rejected", "accepted", "accepted", "proposed"]
    shown = capsys.readouterr().out
    assert "3 accepted in document a; z undoes it." in shown
    assert "2 accepted, 1 rejected, 0 unsure; 3 left to review." in shown


def test_the_sentences_around_a_quote_are_shown_on_demand(project: Project, capsys: pytest.CaptureFixture[str]) -> None:
    """extraction-E56."""
    home = item(project, "a/asha-rao-a-livesin")
    assert paragraphs_around(project, home) == ["Asha Rao, 34, founded Open Hands in 2015. Asha Rao lives in Pune."]
    assert paragraphs_around(project, next(one for one in review_items(project) if one.kind == "link")) == []


def test_without_a_terminal(project: Project, monkeypatch: pytest.MonkeyPatch) -> None:
    """interface-T2."""
    monkeypatch.chdir(project.documents.parent)
    runner = CliRunner()
    listed = json.loads(runner.invoke(review, ["--list"]).stdout)
    assert [one["confidence"] for one in listed["waiting"] if one["kind"] == "claim"] == [0.96, 0.9, 0.7, 0.8]
    accepted = runner.invoke(review, ["--accept-above", "0.8"])
    assert accepted.exit_code == 0
    assert status(project) == ["accepted", "accepted", "proposed", "accepted"]
    asked = runner.invoke(review, [])
    assert isinstance(asked.exception, MisuseError)
    assert asked.exception.message == "Not a terminal: cannot prompt."
    assert asked.exception.remedy == "Add --list, --accept-above or --links-above, which need no terminal."
    runner.invoke(review, ["--accept-above", "0", "--links-above", "0"])
    assert runner.invoke(review, []).exit_code == 0
    assert review_items(project) == []
