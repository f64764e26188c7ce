"""PDF files: columns, running heads, page numbers, titles and damage (documents-IN43 to IN45, robustness-RB36)."""

from __future__ import annotations

import random

import pytest

from disgraph.errors import InputError
from disgraph.intake.pdf_layout import joined_words, stated_title, without_furniture
from disgraph.intake.pdf_text import read_pdf

LEFT = ["Lake Hands Cooperative was set up", "by Amina Barasa in 2016. It makes", "baskets and sells them in Nakuru."]
RIGHT = ["Neema Odhiambo trains young", "people at the school in Eldoret", "and wishes to open a shop."]
Words = tuple[int, int, int, str]


def pdf(*pages: list[Words], title: str = "") -> bytes:
    """Return a PDF file with words at places: left and bottom in points, size, text."""
    kids = " ".join(f"{5 + 2 * number} 0 R" for number in range(len(pages)))
    parts = [
        b"<< /Type /Catalog /Pages 2 0 R >>",
        f"<< /Type /Pages /Kids [{kids}] /Count {len(pages)} >>".encode(),
        b"<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica >>",
        b"<< /Title (%s) >>" % title.encode(),
    ]
    for number, words in enumerate(pages):
        stream = (
            b"BT " + b"".join(b"/F %d Tf 1 0 0 1 %d %d Tm (%s) Tj " % (size, x, y, text.encode()) for x, y, size, text in words) + b"ET"
        )
        page = "<< /Type /Page /Parent 2 0 R /MediaBox [0 0 595 842] /Resources << /Font << /F 3 0 R >> >> /Contents %d 0 R >>"
        parts += [(page % (6 + 2 * number)).encode(), b"<< /Length %d >>\nstream\n%s\nendstream" % (len(stream), stream)]
    out, places = b"%PDF-1.4\n", []
    for number, part in enumerate(parts, 1):
        places.append(len(out))
        out += b"%d 0 obj\n%s\nendobj\n" % (number, part)
    table = b"".join(b"%010d 00000 n \n" % place for place in places)
    trailer = b"trailer << /Size %d /Root 1 0 R /Info 4 0 R >>\nstartxref\n%d\n%%%%EOF\n" % (len(parts) + 1, len(out))
    return out + b"xref\n0 %d\n0000000000 65535 f \n" % (len(parts) + 1) + table + trailer


def across(left: list[str], right: list[str], top: int = 700, size: int = 11) -> list[Words]:
    """Return two columns, drawn row by row."""
    rows = enumerate(zip(left, right, strict=True))
    return [words for at, (one, other) in rows for words in ((50, top - 14 * at, size, one), (320, top - 14 * at, size, other))]


def lines(*texts: str, top: int = 700, size: int = 11) -> list[Words]:
    return [(50, top - 14 * at, size, text) for at, text in enumerate(texts)]


def test_columns_drawn_row_by_row_are_read_one_after_the_other() -> None:
    assert read_pdf(pdf(across(LEFT, RIGHT))).text.splitlines() == LEFT + RIGHT


def test_lines_over_both_columns_stay_where_they_are() -> None:
    head = "A heading over both columns of the page, which is a long line of words."
    page = [*lines(head, top=730), *across(LEFT, RIGHT), *lines(head.replace("heading", "footing"), top=640)]
    assert read_pdf(pdf(page)).text.splitlines() == [head, *LEFT, *RIGHT, head.replace("heading", "footing")]


def test_columns_drawn_one_after_the_other_stay_as_they_are() -> None:
    page = [words for words in across(LEFT, RIGHT) if words[0] == 50] + [words for words in across(LEFT, RIGHT) if words[0] == 320]
    found = read_pdf(pdf(page))
    assert (found.text.split(), found.notes) == (" ".join(LEFT + RIGHT).split(), ())


def test_three_columns_of_prose_are_read_one_after_the_other() -> None:
    third = ["Otieno Ouma repairs chairs of", "wheels for the hospital, and", "he employs four helpers now."]
    columns = (LEFT, RIGHT, third)
    rows = [(30 + 190 * place, 700 - 14 * at, 10, column[at]) for at in range(3) for place, column in enumerate(columns)]
    assert read_pdf(pdf(rows)).text.splitlines() == [*LEFT, *RIGHT, *third]


CELLS = [["County", "People", "Year"], ["Nakuru", "120", "2016"], ["Kisumu", "35", "2017"], ["Uasin Gishu", "7", "2018"]]
TABLE = ["County | People | Year", "Nakuru | 120 | 2016", "Kisumu | 35 | 2017", "Uasin Gishu | 7 | 2018"]


@pytest.mark.parametrize("is_by_column", [False, True])
def test_a_table_keeps_rows_and_columns_however_it_is_drawn(is_by_column: bool) -> None:
    places = [(at, column) for at in range(4) for column in range(3)]
    ordered = sorted(places, key=lambda place: place[::-1]) if is_by_column else places
    table = [(50 + 150 * column, 660 - 14 * at, 11, CELLS[at][column]) for at, column in ordered]
    page = [*lines("The cooperative has trained people in three counties since 2016:"), *table, *lines("Most of them found work.", top=590)]
    found = read_pdf(pdf(page))
    assert found.text.splitlines() == [
        "The cooperative has trained people in three counties since 2016:", *TABLE, "Most of them found work.",
    ]  # fmt: skip
    assert found.notes == ()


def test_cells_without_columns_are_reported() -> None:
    rows = [["Trained", "in Nakuru county and beyond", "12"], ["Employed in the county", "4"], ["Members", "of the board", "5", "men"]]
    starts = [[50, 150, 400], [50, 300], [50, 120, 260, 330]]
    page = [(start, 700 - 14 * at, 11, word) for at, row in enumerate(rows) for start, word in zip(starts[at], row, strict=True)]
    found = read_pdf(pdf(page))
    assert [note.text.split(" read")[0] for note in found.notes] == ["page 1 is"]


def test_a_table_of_two_columns_is_not_torn_apart() -> None:
    cells = ["12", "Neema Odhiambo, Eldoret, 2016", "4", "5"]
    found = read_pdf(pdf(across(["Trained", "Employed in the county", "Members", "Women"], cells)))
    assert found.text.splitlines()[:2] == ["Trained | 12", "Employed in the county | Neema Odhiambo, Eldoret, 2016"]


def test_roman_page_numbers_go_and_words_that_look_like_them_stay() -> None:
    assert without_furniture(["i\nA", "ii\nB", "iii\nC", "iv\nD", "1\nE", "2\nF", "3\nG"]) == list("ABCDEFG")
    assert without_furniture(["A\n- XLIX -", "B\n- L -"]) == ["A", "B"]
    assert without_furniture(["A\nmix", "B\nI", "C\nlivid"]) == ["A\nmix", "B\nI", "C\nlivid"]
    assert without_furniture(["A\nv", "B\niv", "C\niii"]) == ["A\nv", "B\niv", "C\niii"]


def test_running_heads_and_page_numbers_do_not_land_inside_sentences() -> None:
    bodies = [["She founded", "the workshop"], ["in Nakuru, which", "employs 12"], ["people and", "sells baskets."]]
    pages = [[*lines("Annual report 2016", top=800), *lines(*body), *lines(f"- {7 + at} -", top=40)] for at, body in enumerate(bodies)]
    found = read_pdf(pdf(*pages))
    assert found.text.split() == " ".join(word for body in bodies for word in body).split()


def test_only_lines_that_count_the_pages_are_page_numbers() -> None:
    assert without_furniture(["2016\nA\n1", "2016\nB\n2"]) == ["2016\nA", "2016\nB"]
    assert without_furniture(["A\n40", "B\n12", "C\n7"]) == ["A\n40", "B\n12", "C\n7"]
    assert without_furniture(["Page 1 of 3\nA", "Page 2 of 3\nB", "Page 3 of 3\nC"]) == ["A", "B", "C"]
    assert without_furniture(["Left\nA", "Right\nB", "Left\nC", "Right\nD", "Left\nE", "Right\nF"]) == list("ABCDEF")
    assert without_furniture(["", "A", ""]) == ["", "A", ""]


@pytest.mark.parametrize(
    ("text", "joined"),
    [
        ("the em-\nployment of people, employment", "the employment of people, employment"),
        ("a self-\nemployed weaver; self-employed people", "a self-employed weaver; self-employed people"),
        ("Anne-\nMarie", "Anne-\nMarie"),
        ("work\x02\nshop", "workshop"),
        ("self\x02\nemployed and self-employed", "self-employed and self-employed"),
        ("manip\x02ulation", "manipulation"),
        ("from 2016-\n2019", "from 2016-\n2019"),
    ],
)
def test_broken_words_are_joined_where_the_document_supports_it(text: str, joined: str) -> None:
    assert joined_words(text, "\x02") == joined


@pytest.mark.parametrize(
    "title",
    ["final2.indd", "(final2.indd)", "Microsoft Word - Report 2016", "untitled", "Document1", "C:\\Users\\x\\report.doc", "12", "", "-"],
)
def test_names_of_files_and_programs_are_no_titles(title: str) -> None:
    assert stated_title(title) == ""


def test_the_title_is_stated_or_the_first_heading() -> None:
    page = [*lines("Hands of the lake", top=760, size=22), *lines(*LEFT)]
    assert read_pdf(pdf(page, title="final2.indd")).title == "Hands of the lake"
    assert read_pdf(pdf(page, title="Work in Nakuru")).title == "Work in Nakuru"
    assert read_pdf(pdf(lines(*LEFT), title="final2.indd")).title == ""


def test_damage_ends_in_a_text_or_a_true_reason() -> None:
    whole, rng = pdf(across(LEFT, RIGHT), lines(*RIGHT)), random.Random(36)
    for _ in range(60):
        damaged = bytearray(whole)
        for _ in range(12):
            damaged[rng.randrange(len(damaged))] = rng.randrange(256)
        try:
            said = read_pdf(bytes(damaged)).text
        except InputError as error:
            said = error.remedy and error.message
        assert said
        assert "Success" not in said
