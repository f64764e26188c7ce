"""Tables as text: columns where they fit, else records; no word is cut, and nothing is wider than the terminal."""

from __future__ import annotations

import pytest

from disgraph.render.tables import render_table

NARROW = (("name", "year"), [("Tang Xiaopeng", "2017"), ("Peng Yu", "")])
COLUMNS = ("figure", "counts", "place", "empty", "unit", "since", "document", "quote", "speaker", "doubt", "basis", "note")
QUOTE = "Persons with disabilities who received entrepreneurship training in Chongqing, according to the federation"
SPEAKER = "Gansu Disabled Persons' Federation"
WIDE = (COLUMNS, [("12,000", QUOTE, "Chongqing", "", "persons", "2016", "001", QUOTE, *[SPEAKER] * 4) for _ in range(3)])
WORDS = {word for row in WIDE[1] for cell in row for word in cell.split()}


@pytest.mark.parametrize("columns", [40, 80, 120])
def test_a_table_that_fits_has_columns(columns: int, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("COLUMNS", str(columns))
    assert render_table(*NARROW, "text") == "name           year\n-------------  ----\nTang Xiaopeng  2017\nPeng Yu\n"


@pytest.mark.parametrize("columns", [40, 80, 120])
def test_a_table_that_does_not_fit_is_written_as_records(columns: int, monkeypatch: pytest.MonkeyPatch) -> None:
    """interface-W1."""
    monkeypatch.setenv("COLUMNS", str(columns))
    text = render_table(*WIDE, "text")
    assert max(map(len, text.splitlines())) <= columns
    assert set(text.split()) >= WORDS
    records = text.split("\n\n")
    assert len(records) == 3
    assert records[0].startswith("figure: 12,000\ncounts: Persons with disabilities")
    assert "empty" not in text


def test_piped_a_table_is_not_wrapped_and_a_wide_one_is_written_as_records(monkeypatch: pytest.MonkeyPatch) -> None:
    """interface-W2."""
    monkeypatch.delenv("COLUMNS", raising=False)
    assert render_table(*NARROW, "text").splitlines()[2] == "Tang Xiaopeng  2017"
    text = render_table(*WIDE, "text")
    assert f"counts: {QUOTE}\n" in text
    assert len(text.split("\n\n")) == 3


@pytest.mark.parametrize("columns", [40, 80, 120])
def test_two_wide_columns_share_the_room_without_cutting_words(columns: int, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("COLUMNS", str(columns))
    text = render_table(("fact", "quote"), [(QUOTE, QUOTE.upper())], "text")
    assert max(map(len, text.splitlines())) <= columns
    assert set(text.split()) >= {*QUOTE.split(), *QUOTE.upper().split()} - {"Persons"}


def test_an_empty_table_has_its_columns(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("COLUMNS", "80")
    assert render_table(("a", "b"), [], "text") == "a  b\n-  -\n"


@pytest.mark.parametrize("form", ["csv", "tsv", "md", "json", "jsonl"])
def test_other_forms_have_every_column_and_no_limit(form: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("COLUMNS", "40")
    text = render_table(*WIDE, form)
    assert QUOTE in text
    assert "empty" in text
