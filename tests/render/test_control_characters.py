"""Control and bidirectional characters reach neither stream nor page (robustness-RB18, RB19 and RB20): of documents, files, servers."""

from __future__ import annotations

import pytest

from disgraph.api.graph_opening import progress
from disgraph.cli.error_output import write_error
from disgraph.errors import AmbiguousName, Candidate, InputError
from disgraph.render.answer_blocks import CitedQuote, Grid, Heading, ListItem, Paragraph, Reference
from disgraph.render.html_writer import to_html
from disgraph.render.markdown_writer import to_markdown
from disgraph.render.text_writer import to_text

HOSTILE = "Neema \x1b[31mOne\x07\x9b \u202eTwo\u2066\u2069\u202c"
FORBIDDEN = set("\x1b\x07\x9b\u202e\u2066\u2069\u202c")


def test_messages_on_standard_error_are_cleaned(capsys: pytest.CaptureFixture[str]) -> None:
    candidates = (Candidate("urn:one", HOSTILE, "Person", ("d1",)), Candidate("urn:two", HOSTILE, "Person", ()))
    write_error(AmbiguousName(f"{HOSTILE} denotes 2 entities.", candidates, HOSTILE))
    write_error(InputError(f"{HOSTILE}.pdf: cannot be read.", HOSTILE))
    progress(quiet=False)(f"the server says {HOSTILE}")
    shown = capsys.readouterr().err
    assert shown.count("Neema") == 7
    assert not FORBIDDEN & set(shown)


@pytest.mark.parametrize("write", [to_text, to_markdown, to_html])
def test_answers_are_cleaned_in_every_form_for_people(write: object) -> None:
    assert callable(write)
    blocks = [Heading(HOSTILE), Paragraph(HOSTILE), ListItem(HOSTILE), CitedQuote(HOSTILE, "[d1:0]", 1), Reference("d1", HOSTILE)]
    shown = write([*blocks, Grid(("a",), ((HOSTILE,),))])
    assert shown.count("Neema") == 6
    assert not FORBIDDEN & set(shown)


def test_marks_that_right_to_left_texts_need_are_kept() -> None:
    assert "\u200f" in to_text([Paragraph("\u0645\u0631\u062d\u0628\u0627\u200f!")])
