"""Web pages: what a reader sees, and nothing else; no number changes, and no article is lost. Each case has its id."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from disgraph.corpus.documents import read_entries
from disgraph.intake.html_text import read_html
from disgraph.intake.shelf import Shelf
from disgraph.project import begin_project, own_project

S = "Amina Barasa founded Rift Hands Cooperative in Nakuru in 2016."


def page(body: str, head: str = "<title>T</title>") -> str:
    return f"<html><head>{head}</head><body>{body}</body></html>"


def text(body: str) -> str:
    return read_html(page(body)).text.strip()


@pytest.mark.parametrize(
    ("body", "expected"),
    [
        pytest.param("<p>It employs 120<sup>1</sup> people.</p>", "It employs 120[1] people.", id="documents-IN1"),
        pytest.param('<p>It employs 35<a href="#n1"><sup>2</sup></a> people.</p>', "It employs 35[2] people.", id="documents-IN2"),
        pytest.param("<p>It employs 35<sup><a href='#n'>[2]</a></sup>.</p>", "It employs 35[2].", id="a linked mark"),
        pytest.param("<p>It employs <del>50</del><ins>60</ins> people.</p>", "It employs 60 people.", id="documents-IN3"),
        pytest.param("<p>It trained <strike>9</strike>40 people.</p>", "It trained 40 people.", id="documents-IN4"),
        pytest.param("<p>It has <s>4</s>5 rooms.</p>", "It has 5 rooms.", id="struck out"),
        pytest.param("<p>12 m<sup>2</sup>, <ruby>12<rt>34</rt></ruby> members</p>", "12 m\u00b2, 12 members", id="documents-IN5"),
        pytest.param("<p>CO<sub>2</sub>, 10<sup>6</sup>, the 19<sup>th</sup>.</p>", "CO\u2082, 10\u2076, the 19th.", id="powers"),
        pytest.param("<p><span>22 Dec 2016</span><a href='#c'>651</a></p>", "22 Dec 2016 651", id="two numbers in a row"),
        pytest.param("<p><time>on Feb 24</time><span>4 min</span></p>", "on Feb 24 4 min", id="a day and a length"),
        pytest.param("<p>It has 1<b>20</b> rooms, 3<wbr>00 beds.</p>", "It has 120 rooms, 300 beds.", id="one number in two weights"),
        pytest.param("<p>Amina Bara&#8288;sa has 14&#8288;0 and 1&shy;2.</p>", "Amina Barasa has 140 and 12.", id="documents-IN6"),
    ],
)
def test_a_number_is_read_as_the_page_states_it(body: str, expected: str) -> None:
    assert text(body) == expected


_PARTS = st.lists(
    st.tuples(st.sampled_from(["", "sup", "sub", "b", "del", "ins", "span", "a", "rt"]), st.integers(0, 9999)), min_size=1, max_size=6
)


@given(_PARTS)
def test_no_number_is_longer_than_in_one_element_of_the_page(parts: list[tuple[str, int]]) -> None:
    written = "".join(f"<{tag}>{number}</{tag}>" if tag else f" {number} " for tag, number in parts)
    joined = "".join(str(number) if tag in ("", "b", "ins", "span", "a") else " " for tag, number in parts)
    longest = max(*map(len, re.findall(r"[0-9]+", joined)), *(len(str(number)) for _, number in parts), 0)
    found = re.findall(r"[0-9]+", text(f"<p>{written}</p>"))
    assert max(map(len, found), default=0) <= longest


@pytest.mark.parametrize(
    "body",
    [
        pytest.param(f'<div class="page right-sidebar-open"><p>{S}</p></div>', id="documents-IN7"),
        pytest.param(f'<div class="has-cookie-bar"><p>{S}</p></div>', id="documents-IN8"),
        pytest.param(f'<form id="mainForm"><p>{S}</p></form>', id="documents-IN9"),
        pytest.param(f"<div><nav>Menu</div><p>{S}</p>", id="documents-IN10"),
        pytest.param(f"<div><footer>x</div><p>{S}</p>", id="documents-IN11 footer"),
        pytest.param(f"<div><select><option>a</div><p>{S}</p>", id="documents-IN11 select"),
        pytest.param(f"<aside><p>{S}</p></aside>", id="documents-IN12"),
        pytest.param(f'<p>Short lead.</p><div class="promo-free"><p>{S}</p></div>', id="documents-IN13"),
        pytest.param(f"<details><summary>More</summary><p>{S}</p></details>", id="a closed box can be opened"),
    ],
)
def test_the_article_is_not_lost(body: str) -> None:
    assert S in text(body)


@pytest.mark.parametrize(
    "hidden",
    [
        pytest.param('<div style="display:none"><p>Secret words.</p></div>', id="documents-IN14"),
        pytest.param("<ul><li hidden>Secret words.</li></ul>", id="documents-IN15"),
        pytest.param("<p style='DISPLAY : NONE !important'>Secret words.</p>", id="documents-IN16"),
        pytest.param("<style>.x{display:none}</style><div class=x><p>Secret words.</p></div>", id="documents-IN17"),
        pytest.param("<style>@media print{p{color:red}} #x , .y {visibility:hidden}</style><p id=x>Secret words.</p>", id="a style sheet"),
        pytest.param('<p style="font-size:0">Secret words.</p>', id="no size"),
        pytest.param("<dialog><p>Secret words.</p></dialog>", id="a closed dialog"),
        pytest.param("<template><p>Secret words.</p></template><noscript>Secret words.</noscript>", id="a template"),
    ],
)
def test_what_no_reader_sees_is_not_text(hidden: str) -> None:
    found = text(f"<p>{S}</p>{hidden}")
    assert found == S


def test_rows_of_a_table_keep_their_heads() -> None:
    """extraction-E37: a row is one line with the head of each column."""
    rows = "<tr><th>County<th>Women<th>Men</tr><tr><th>Nakuru<td>12<td>34</tr><tr><td>Kisumu<td>5<td>7</tr>"
    assert text(f"<table><caption>Members</caption>{rows}</table>").split("\n\n") == [
        "Members",
        "Nakuru \u2013 Women: 12; Men: 34",
        "County: Kisumu; Women: 5; Men: 7",
    ]


def test_spans_and_heads_of_two_rows_are_read() -> None:
    head = "<tr><th rowspan=2>Year<th colspan=2>Trained</tr><tr><th>Women<th>Men</tr>"
    assert (
        text(f"<table>{head}<tr><td>2020<td>3<td>4</tr></table>") == "Trained Women: 3; Trained Men: 4"
        or text(f"<table>{head}<tr><td>2020<td>3<td>4</tr></table>") == "Year: 2020; Trained Women: 3; Trained Men: 4"
    )


def test_a_table_of_layout_is_read_cell_by_cell() -> None:
    assert text(f"<table><tr><td><p>{S}</p><td><p>It makes baskets.</p></table>") == f"{S}\n\nIt makes baskets."


def article(count: int) -> str:
    return "".join(
        f"<p>{S} In year {number}, it made {number} baskets, which the sisters sold in town.</p>" for number in range(2000, 2000 + count)
    )


def test_much_left_out_is_reported_and_the_whole_page_can_be_kept() -> None:
    around = "".join(
        f"<p>Our shop sells shoe number {number} in every colour of the rainbow, with free delivery.</p>" for number in range(40)
    )
    source = page(f"<article>{article(10)}</article><aside class='sidebar'>{around}</aside>")
    found = read_html(source)
    assert "baskets" in found.text
    assert "shoe" not in found.text
    assert [note.option for note in found.notes] == ["whole-page"]
    whole = read_html(source, whole=True)
    assert "shoe number 39" in whole.text
    assert whole.notes == ()


@pytest.mark.parametrize(
    ("head", "body", "title"),
    [
        pytest.param("", "<header><svg><title>Close</title></svg></header><h1>Rift</h1>", "Rift", id="documents-IN42"),
        pytest.param("<title>In the head</title>", "<h1>Rift</h1>", "In the head", id="the head"),
        pytest.param('<title>Rift | Daily</title><meta property="og:title" content="Rift hands">', "", "Rift hands", id="metadata"),
    ],
)
def test_the_title_is_the_one_of_the_page(head: str, body: str, title: str) -> None:
    assert read_html(page(body, head)).title == title


@pytest.mark.parametrize(
    ("source", "language"),
    [
        pytest.param('<html xml:lang="sw"><body>x', "sw", id="documents-IN25 xml"),
        pytest.param('<meta name="dc.language" content="sw"><p>x', "sw", id="documents-IN25 dc"),
        pytest.param('<meta property="og:locale" content="sw_KE"><p>x', "sw-KE", id="documents-IN25 og"),
        pytest.param('<meta http-equiv="content-language" content="EN"><p>x', "en", id="http"),
        pytest.param("<p>x", "", id="none"),
    ],
)
def test_the_language_is_read_where_the_page_states_it(source: str, language: str) -> None:
    assert read_html(source).language == language


@pytest.mark.parametrize(
    ("words", "language", "noted"),
    [
        pytest.param("\u963f\u7c73\u5a1c\u662f\u6b8b\u75be\u4eba\u3002", "zh", "seems to be zh", id="documents-IN24 Chinese"),
        pytest.param(
            "\u0410\u043c\u0438\u043d\u0430 \u043e\u0441\u043d\u043e\u0432\u0430\u043b\u0430.", "", "unknown", id="documents-IN24 Russian"
        ),
        pytest.param("It is in the town of Nakuru, and it was set up by the sisters.", "en", "seems to be en", id="English"),
        pytest.param("Die Werkstatt in Leipzig wurde von den Schwestern erbaut.", "", "unknown", id="German"),
    ],
)
def test_a_language_that_no_file_states_is_found_or_left_out(words: str, language: str, noted: str, tmp_path: Path) -> None:
    begin_project(tmp_path / "mine")
    project = own_project(tmp_path / "mine")
    (tmp_path / "a.txt").write_text(words, encoding="utf-8")
    with Shelf(project) as shelf:
        added = shelf.add(tmp_path / "a.txt")
    assert read_entries(project.catalogue)["a"].language == language
    assert any(noted in note for note in added.notes)
