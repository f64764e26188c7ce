"""Forty pages of different kinds: no article is lost, no sentence is left out, nothing hidden is kept, no number changes."""

from __future__ import annotations

import re
from collections.abc import Mapping
from pathlib import Path

import pytest
import yaml

from disgraph.intake.html_text import read_html

PAGES = yaml.safe_load((Path(__file__).parent / "pages_of_many_kinds.yaml").read_text(encoding="utf-8"))


def page_of(frame: Mapping[str, str], sentences: list[str], language: str) -> str:
    """Return a page with an article."""
    article = "\n".join(frame.get("block", "<p>%s</p>") % sentence for sentence in sentences)
    head = f"<head><title>T</title>{frame.get('head', '')}</head>"
    return f"<!doctype html><html lang={language}>{head}<body>{frame['html'] % article}</body></html>"


def squeezed(text: str) -> str:
    return re.sub(r"\[1\]|\s+", "", text)


@pytest.mark.parametrize("language", PAGES["articles"])
@pytest.mark.parametrize("kind", PAGES["frames"])
def test_a_page_keeps_its_sentences_and_nothing_hidden(kind: str, language: str) -> None:
    sentences = PAGES["articles"][language]
    page = page_of(PAGES["frames"][kind], sentences, language)
    text = read_html(page).text
    assert [sentence for sentence in sentences if squeezed(sentence) not in squeezed(text)] == []
    assert "Secret" not in text
    assert "777" not in text
    assert set(re.findall(r"\d+", text)) <= set(re.findall(r"\d+", page))


def test_there_are_forty_kinds_of_pages() -> None:
    assert len(PAGES["frames"]) == 40
