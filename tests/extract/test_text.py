"""No offset is lost, whatever a document holds; and the hazards of real documents."""

from __future__ import annotations

import itertools

from hypothesis import example, given
from hypothesis import strategies as st

from disgraph.extract.text.segmentation import read_text
from disgraph.extract.text.text_model import TextModel
from disgraph.extract.text.view import view_of

MARKS = st.sampled_from(
    [
        "\n",
        "\n\n",
        " ",
        "  ",
        "\t",
        "\r\n",
        "\f",
        "\u00a0",
        ". ",
        "! ",
        '" ',
        "\u201c",
        "\u2019",
        "* ",
        "- ",
        "CASE 1\n",
        "12 ",
        "Results\n",
    ]
)
WORDS = st.sampled_from(
    ["Li", "the", "base", "people", "16 to", "Wen", "said", "Co Ltd", "under", "Source: X", "Nairobi", "(Photo/Li)", "\u6d4b", "\U0001f600"]
)
DOCUMENTS = st.one_of(st.text(max_size=300), st.lists(st.one_of(MARKS, WORDS), max_size=120).map("".join))


def kinds(text: str) -> list[tuple[str, str]]:
    model = read_text(text)
    return [(block.kind, model.view[block.start : block.end]) for block in model.blocks]


def sentences(text: str) -> list[str]:
    model = read_text(text)
    return [" ... ".join(model.view[start:end] for start, end in sentence.spans) for sentence in model.sentences]


def in_sentences(model: TextModel) -> set[int]:
    return {at for sentence in model.sentences for start, end in sentence.spans for at in range(start, end)}


@given(DOCUMENTS)
@example("\ufeff")
@example("A\u2028b")
def test_the_view_has_the_length_of_the_text(text: str) -> None:
    assert len(view_of(text)) == len(text)
    model = read_text(text)
    assert model.text == text
    assert len(model.view) == len(text)


@given(DOCUMENTS)
def test_every_character_is_in_one_block(text: str) -> None:
    model = read_text(text)
    ends = [0, *(block.end for block in model.blocks)]
    assert all(before <= block.start < block.end <= len(text) for before, block in zip(ends, model.blocks, strict=False))
    covered = {at for block in model.blocks for at in range(block.start, block.end)}
    assert {at for at, character in enumerate(model.view) if not character.isspace()} <= covered


@given(DOCUMENTS)
def test_every_word_of_a_text_block_is_in_one_sentence(text: str) -> None:
    model = read_text(text)
    spans = sorted(span for sentence in model.sentences for span in sentence.spans)
    assert all(one[1] <= two[0] for one, two in itertools.pairwise(spans))
    read = in_sentences(model)
    for block in model.blocks:
        words = {at for at in range(block.start, block.end) if model.view[at].isalpha()}
        assert words.isdisjoint(read) if block.kind in ("furniture", "table") else words - read <= set(range(block.start, block.start + 8))


@given(DOCUMENTS)
def test_sections_only_go_up(text: str) -> None:
    model = read_text(text)
    sections = [block.section for block in model.blocks]
    assert sections == sorted(sections)
    assert all(sentence.section == model.blocks[sentence.block].section for sentence in model.sentences)


def test_blanks_and_quotation_marks_are_alike() -> None:
    assert view_of("Persons\u2019\u00a0Federation \u201cbase\u201d \uff08x\uff09") == 'Persons\' Federation "base" (x)'


def test_adverts_and_other_headlines_are_furniture() -> None:
    found = kinds(
        "Oranges sell online\n\nShe opened a store.\n\nFor more stories, follow us on X.\n\n"
        "Related stories\n- Xi visits a farm\n- Storm hits Samar"
    )
    assert [kind for kind, _words in found] == ["title", "paragraph", *["furniture"] * 4]


def test_labels_credits_and_datelines_are_not_text() -> None:
    found = kinds(
        "Original Title: A Visit to a Farm\n\nLi Na (left) picks tea. (Photo/Li Na)\n\nNAIROBI, Kenya (AP) \u2014 She works.\n\n"
        "Editor: Li Wei"
    )
    assert found == [
        ("furniture", "Original Title:"),
        ("title", "A Visit to a Farm"),
        ("caption", "Li Na (left) picks tea."),
        ("furniture", "(Photo/Li Na)"),
        ("furniture", "NAIROBI, Kenya (AP) \u2014"),
        ("paragraph", "She works."),
        ("furniture", "Editor: Li Wei"),
    ]


def test_a_translator_is_not_text() -> None:
    assert kinds("She works.\n\n(Yang Li, a reporter from the Daily, contributed the Chinese version.)")[1][0] == "furniture"


def test_a_heading_glued_to_its_paragraph_is_cut_off() -> None:
    assert kinds('From "I Cannot" to "I Can" In 2006, Tang left school.') == [
        ("title", 'From "I Cannot" to "I Can"'),
        ("paragraph", "In 2006, Tang left school."),
    ]


WRAPPED = """\
CASE 1

Wang Li: A woman who never gave up her farm

Wang Li was born in a small village and has kept deer for many years, and with the help of
the federation she has built a business with twelve workers, all of whom have disabilities.
Seeing that people find it hard to get work, she chose to employ workers with
 disabilities. They live on the farm.
*

*

CASE 2

Li Juan: A voice from the hills
Results
The county has trained many people, and the programme will go on, as it was said, under the

A short line.

42

guidance of the local government and the federation, she designed several courses."""


def test_sections_begin_at_cases_and_portraits() -> None:
    model = read_text(WRAPPED)
    sections = {model.view[block.start : block.end]: block.section for block in model.blocks}
    assert sections["CASE 1"] == 0
    assert sections["Wang Li: A woman who never gave up her farm"] == 1
    assert sections["CASE 2"] == 2
    assert sections["Li Juan: A voice from the hills"] == 2
    assert sections["42"] == 2


def test_wrapped_lines_are_one_paragraph_and_headings_are_separate() -> None:
    found = kinds(WRAPPED)
    assert ("heading", "Results") in found
    assert any(
        words.startswith("Wang Li was born") and words.endswith("employ workers with") for kind, words in found if kind == "paragraph"
    )


def test_torn_sentences_are_put_together() -> None:
    model = read_text(WRAPPED)
    torn = [[model.view[start:end] for start, end in sentence.spans] for sentence in model.sentences if sentence.stitched]
    assert [(one[-12:], two[:12]) for one, two in torn] == [("workers with", "disabilities")]


def test_lines_next_to_a_bare_figure_are_not_joined() -> None:
    model = read_text(WRAPPED)
    assert [sentence.layout_risk for sentence in model.sentences if model.view.startswith("guidance", sentence.spans[0].start)] == [True]
    assert [sentence.stitched for sentence in model.sentences if model.view.startswith("guidance", sentence.spans[0].start)] == [False]


def test_a_number_continues_only_where_one_is_expected() -> None:
    text = (
        "The city of Bolar has a hundred thousand people of the working age, which here means from 16 to\n\n"
        "A box of some other text that has nothing to do with it.\n\n59 years old for men and women alike in the whole of the country."
    )
    assert any("from 16 to ... 59 years old" in sentence for sentence in sentences(text))


def test_bare_figures_are_not_sentences() -> None:
    model = read_text("Over the past years, more than\n\n9.634\n\nmillion people were helped.\n\n2015\n2019")
    assert [block.kind for block in model.blocks].count("table") == 3
    assert not any(sentence.stitched for sentence in model.sentences)


def test_columns_run_into_each_other_are_marked() -> None:
    text = (
        "She pleaded with her mother to end her life\nwith poison since she did not want to trouble\n"
        "Li's younger sister moisturizes her lips. Li does not drink much and this line is far wider\nher family anymore.\n"
        "water in order to reduce the burden on her family to take care of\nher. They look after her."
    )
    assert any(block.layout_risk for block in read_text(text).blocks)
    assert not any(block.layout_risk for block in read_text("She works. She lives.\n\nShe sings.").blocks)


def test_sentences_end_where_people_end_them() -> None:
    assert sentences('Lan\'s business grew."Seeing it made me glad," Wen said. He works for Bright Co Ltd. The firm grew.') == [
        "Lan's business grew.",
        '"Seeing it made me glad," Wen said.',
        "He works for Bright Co Ltd.",
        "The firm grew.",
    ]


def test_an_empty_document_is_empty() -> None:
    assert read_text("") == TextModel("", "", (), ())
    assert read_text(" \n\t\n").blocks == ()
