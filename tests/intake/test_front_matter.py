"""Front matter is YAML or TOML, and what is not understood is reported (documents-IN28 to IN36)."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from disgraph.intake.decode import derive
from disgraph.intake.front_matter import read_front_matter

BODY = "# Open hands\n"


def yaml(*lines: str) -> str:
    return "\n".join(("---", *lines, "---", BODY))


@pytest.mark.parametrize(
    ("text", "field", "value"),
    [
        (yaml("date: 2019-03-04 08:15:00 -0500"), "date", "2019-03-04"),
        (yaml("date: 2019-03-04 # Monday edition"), "date", "2019-03-04"),
        (yaml("title: >", "  Rift", "  hands"), "title", "Rift hands"),
        (yaml("title: |", "  Rift", "  hands"), "title", "Rift hands"),
        (yaml(r'title: "Caf\xE9 Rift"'), "title", "Caf\u00e9 Rift"),
        (yaml("title: 'Asha''s hands'"), "title", "Asha's hands"),
        (yaml("publisher: {name: The Daily}"), "publisher", "The Daily"),
        (yaml("authors:", "- Ann Doe", "- {name: Ben Roe}"), "author", "Ann Doe; Ben Roe"),
        (yaml("locale: sw_KE"), "language", "sw-KE"),
        (yaml("canonical_url: https://news.example/a"), "url", "https://news.example/a"),
        ('+++\ntitle = "Rift hands"\ndate = 2019-03-04\n+++\n# Other\n', "title", "Rift hands"),
        ('+++\ntitle = "Rift hands"\ndate = 2019-03-04T08:15:00+03:00\n+++\n# Other\n', "date", "2019-03-04"),
        ("---\r\ntitle: Rift hands\r\n---\r\n# Other\r\n", "title", "Rift hands"),
        ("---\ntitle: Rift hands\n...\n# Other\n", "title", "Rift hands"),
        ("---\n---\n# Open hands\n", "title", "Open hands"),
        ("---\nA paragraph between rules\n---\n", "title", "A paragraph between rules"),
    ],
)
def test_fields_are_read_by_the_rules_of_their_format(text: str, field: str, value: str) -> None:
    found = derive(text.encode(), "a.md")
    assert (getattr(found, field), found.text, found.notes) == (value, text, ())


@pytest.mark.parametrize(
    ("text", "option"),
    [
        (yaml("publisher: {place: Pune}"), "publisher"),
        (yaml("title: [a, b]"), "title"),
        (yaml("date: 12 May 2019"), "date"),
        (yaml("title: 'open"), "title"),
        (yaml("title: &a x", "date: *a"), "title"),
        ("+++\ntitle = open\n+++\n# Open hands\n", "title"),
    ],
)
def test_what_is_not_understood_is_reported(text: str, option: str) -> None:
    found = derive(text.encode(), "a.md")
    assert [note.option for note in found.notes] == [option]
    assert found.title == "Open hands"
    assert (found.publisher, found.date) == ("", "")


@given(st.text(st.sampled_from("-+.:#'\"[]{}&*!|>=\n ab1"), max_size=60), st.sampled_from(("---", "+++")))
def test_no_block_breaks_the_reader(block: str, fence: str) -> None:
    text = f"{fence}\n{block}\n{fence}\n{BODY}"
    assert text.endswith(read_front_matter(text).rest)
