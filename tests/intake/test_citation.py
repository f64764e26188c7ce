"""What a citation needs: author, address, date and day of access, from the page or from the user."""

from __future__ import annotations

from pathlib import Path

import pytest

from disgraph.corpus.citation_fields import is_date, is_url
from disgraph.corpus.documents import read_entries
from disgraph.errors import MisuseError, Refused
from disgraph.intake.decode import derive
from disgraph.intake.html_text import read_html
from disgraph.intake.shelf import Shelf
from disgraph.project import Project, begin_project, own_project


@pytest.fixture
def project(tmp_path: Path) -> Project:
    begin_project(tmp_path / "mine")
    return own_project(tmp_path / "mine")


def page(head: str) -> str:
    return f"<html><head><title>News</title>{head}</head><body><p>Asha Rao founded Open Hands in Pune.</p></body></html>"


@pytest.mark.parametrize(
    ("head", "author", "url"),
    [
        ('<meta name="author" content="Ann Doe"><meta property="og:url" content="https://news.example/a">', "Ann Doe", "https://news.example/a"),
        ('<link rel="canonical" href="https://news.example/b"><meta property="og:url" content="https://x.example">', "", "https://news.example/b"),
        ('<link rel="canonical" href="/b"><meta property="og:url" content="https://news.example/a">', "", "https://news.example/a"),
        ('<meta name="citation_author" content="Ann Doe"><meta name="citation_author" content="Ben  Roe">', "Ann Doe; Ben Roe", ""),
        ('<meta name="author" content="By Ann Doe"><meta name="DC.creator" content="ann doe">', "Ann Doe", ""),
        ('<meta property="article:author" content="https://social.example/ann">', "", ""),
        ('<meta property="og:url" content="javascript:alert(1)">', "", ""),
        ("<!-- saved from url=(0022)https://news.example/c -->", "", "https://news.example/c"),
    ],
)  # fmt: skip
def test_author_and_address_are_read_where_the_page_states_them(head: str, author: str, url: str) -> None:
    """interface-C10."""
    found = read_html(page(head))
    assert (found.author, found.url) == (author, url)


@pytest.mark.parametrize(
    ("date", "expected", "noted"),
    [
        ("2019-03-04", "2019-03-04", False),
        ("2019-03-04 08:15:00 -0500", "2019-03-04", False),
        ("2019-03-04T08:15:00+03:00", "2019-03-04", False),
        ("2019-03", "2019-03", False),
        ("2019-00-12", "", True),
        ("2019-02-30", "", True),
        ("12 May 2019", "", True),
        ("", "", False),
    ],
)
def test_a_date_is_one_of_the_calendar_or_is_reported(date: str, expected: str, noted: bool) -> None:
    of_page = read_html(page(f'<meta name="date" content="{date}">'))
    of_markdown = derive(f"---\ndate: {date}\n---\n# Open hands\n".encode(), "a.md")
    for found in (of_page, of_markdown):
        assert found.date == expected
        assert [note.option for note in found.notes] == (["date"] if noted else [])


def test_options_override_the_page_and_are_in_the_catalogue(project: Project, tmp_path: Path) -> None:
    path = tmp_path / "news.html"
    path.write_text(page('<meta name="author" content="Ann Doe"><meta name="date" content="May">'), encoding="utf-8")
    with Shelf(project) as shelf:
        added = shelf.add(path, {"author": "Ben Roe", "url": "https://news.example/a", "accessed": "2024-06-01"})
    entry = read_entries(project.catalogue)["news"]
    assert "the date 'May' is not understood and left out; --date sets it" in added.notes
    assert (entry.author, entry.url, entry.accessed, entry.date) == ("Ben Roe", "https://news.example/a", "2024-06-01", "")


@pytest.mark.parametrize(("name", "value"), [("date", "2019-13"), ("accessed", "yesterday"), ("url", "news.example/a")])
def test_a_malformed_option_changes_nothing(project: Project, tmp_path: Path, name: str, value: str) -> None:
    (tmp_path / "a.txt").write_text("Text", encoding="utf-8")
    before = project.catalogue.read_bytes()
    with Shelf(project) as shelf, pytest.raises(MisuseError, match=f"--{name}") as refused:
        shelf.add(tmp_path / "a.txt", {name: value})
    assert refused.value.remedy
    assert project.catalogue.read_bytes() == before


@pytest.mark.parametrize(("field", "rule"), [("date: 2019-00-12", "bad-time"), ("accessed: May", "bad-time"), ("url: ftp://x", "bad-url")])
def test_a_malformed_field_of_the_catalogue_is_refused(project: Project, field: str, rule: str) -> None:
    project.catalogue.write_text(f"{project.catalogue.read_text(encoding='utf-8')}  {field}\n", encoding="utf-8")
    with pytest.raises(Refused) as refused:
        read_entries(project.catalogue)
    assert [problem.rule for problem in refused.value.problems] == [rule]


def test_a_language_that_is_not_a_tag_is_refused_when_it_is_given(project: Project, tmp_path: Path) -> None:
    """Not only when the graph is validated: a document added with it could never be built."""
    (tmp_path / "l.txt").write_text("Words.\n", encoding="utf-8")
    for language in ("English", "xx-", "xx-yy-zz-", "e", "en_US", "\u0435n"):
        with Shelf(project) as shelf, pytest.raises(MisuseError, match="--language"):
            shelf.add(tmp_path / "l.txt", {"language": language})
    project.catalogue.write_text(
        project.catalogue.read_text(encoding="utf-8").replace("language: en", "language: English"), encoding="utf-8"
    )
    with pytest.raises(Refused) as refused:
        read_entries(project.catalogue)
    assert [problem.rule for problem in refused.value.problems] == ["bad-language"]


def test_dates_and_addresses_have_one_form() -> None:
    assert all(map(is_date, ("2024", "2024-05", "2024-02-29")))
    assert not any(map(is_date, ("24", "2024-5", "2023-02-29", "2024-05-17T10:00", "", "0000", "\u0662\u0660\u0662\u0664")))
    assert all(map(is_url, ("https://a.example", "http://a.example:80/b?c=d#e", "https://\u4f8b.example/a")))
    assert not any(map(is_url, ("a.example", "https://", "file:///etc", "https://a b", "https://a.example:99999", "https://[x", "")))
