"""Word documents: what a reader of the page sees is the text, and other packages are refused by their kind."""

from __future__ import annotations

import contextlib
import io
import zipfile
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from tests.tries import tries

from disgraph.errors import InputError
from disgraph.intake import docx_text
from disgraph.intake.decode import derive
from disgraph.intake.shelf import Shelf
from disgraph.project import begin_project, own_project

WORD = 'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"'
NOTES = f"""<w:footnotes {WORD}><w:footnote w:id="2"><w:p><w:r><w:t>Counted in May.</w:t></w:r></w:p></w:footnote></w:footnotes>"""
MARK = '<w:r><w:footnoteReference w:id="2"/></w:r>'
CORE = """<cp:coreProperties xmlns:cp="http://schemas.openxmlformats.org/package/2006/metadata/core-properties"
 xmlns:dc="http://purl.org/dc/elements/1.1/"><dc:title>{title}</dc:title><dc:creator>Ann Doe</dc:creator><dc:language>sw</dc:language>
</cp:coreProperties>"""


def run(text: str, properties: str = "") -> str:
    return f'<w:r><w:rPr>{properties}</w:rPr><w:t xml:space="preserve">{text}</w:t></w:r>'


def paragraph(*runs: str) -> str:
    return f"<w:p>{''.join(runs)}</w:p>"


def row(*cells: str, head: bool = False) -> str:
    mark = "<w:trPr><w:tblHeader/></w:trPr>" if head else ""
    return f"<w:tr>{mark}{''.join(f'<w:tc>{paragraph(run(cell))}</w:tc>' for cell in cells)}</w:tr>"


def docx(body: str, **parts: str) -> bytes:
    """Return a Word document; `parts` are further files, with `__` for a slash and `_xml` for the suffix."""
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as package:
        package.writestr("word/document.xml", f"<w:document {WORD}><w:body>{body}</w:body></w:document>")
        for name, part in parts.items():
            package.writestr(name.replace("__", "/").replace("_xml", ".xml"), part)
    return out.getvalue()


def text_of(body: str, **parts: str) -> str:
    return derive(docx(body, **parts), "report.docx").text


def test_headings_paragraphs_and_properties_are_read() -> None:
    heading = '<w:p><w:pPr><w:pStyle w:val="Heading1"/></w:pPr><w:r><w:t>Able hands</w:t></w:r></w:p>'
    body = heading + paragraph(run("Asha Rao founded "), run("Open Hands"), run(" in 2015."))
    found = derive(docx(body, docProps__core_xml=CORE.format(title="Annual report")), "report.docx")
    assert found.text == "Able hands\n\nAsha Rao founded Open Hands in 2015.\n"
    assert (found.title, found.language, found.media_type) == ("Annual report", "sw", docx_text.MEDIA_TYPE)
    for title in ("final2.docx", "Microsoft Word - report.doc", "Untitled", ""):
        assert derive(docx(body, docProps__core_xml=CORE.format(title=title)), "report.docx").title == "Able hands"


@pytest.mark.parametrize(
    ("runs", "text"),
    [
        ((run("It employs 120"), MARK, run(" people.")), "It employs 120[1] people.\n\n[1] Counted in May.\n"),
        ((run("120"), run("1", '<w:vertAlign w:val="superscript"/>'), run(" people")), "120\u00b9 people\n"),
        ((run("12 m"), run("2", '<w:vertAlign w:val="superscript"/>')), "12 m\u00b2\n"),
        ((run("the 5"), run("th", '<w:vertAlign w:val="superscript"/>'), run(" year")), "the 5th year\n"),
        ((run("H"), run("2", '<w:vertAlign w:val="subscript"/>'), run("O")), "H\u2082O\n"),
        (("<w:del><w:r><w:delText>50</w:delText></w:r></w:del>", f"<w:ins>{run('60')}</w:ins>", run(" people")), "60 people\n"),
        ((run("Seen."), run(" Secret.", "<w:vanish/>")), "Seen.\n"),
        ((run("Seen."), run(" Shown.", '<w:vanish w:val="0"/>')), "Seen. Shown.\n"),
        ((run("One"), "<w:r><w:br/></w:r>", run("two")), "One\ntwo\n"),
    ],
)  # fmt: skip
def test_no_mark_changes_a_number_and_unseen_text_is_left_out(runs: tuple[str, ...], text: str) -> None:
    assert text_of(paragraph(*runs), word__footnotes_xml=NOTES) == text


def test_a_table_keeps_its_rows_and_the_heads_of_its_columns() -> None:
    marked = row("Year", "People", head=True) + row("2016", "40") + row("2017", "60")
    assert text_of(f"<w:tbl>{marked}</w:tbl>") == "Year | People\nYear: 2016 | People: 40\nYear: 2017 | People: 60\n"
    assert text_of(f"<w:tbl>{row('Year', 'People') + row('2016', '40')}</w:tbl>") == "Year | People\n2016 | 40\n"


def test_a_document_cannot_drop_its_own_text_or_read_other_files(tmp_path: Path) -> None:
    secret = tmp_path / "secret.txt"
    secret.write_text("Secret words", encoding="utf-8")
    style = text_of(paragraph(run("Seen.")), mammoth__style_map="p => !")
    relations = (
        '<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships"><Relationship Id="rId1" Type="image" '
        f'Target="file://{secret}" TargetMode="External"/></Relationships>'
    )
    picture = '<w:r><w:pict><v:shape xmlns:v="urn:schemas-microsoft-com:vml"><v:imagedata r:id="rId1" xmlns:r="http://schemas.openxmlformats.org/officeDocument/2006/relationships"/></v:shape></w:pict></w:r>'  # fmt: skip  # noqa: E501
    linked = derive(docx(paragraph(run("Seen."), picture), **{"word/_rels/document.xml.rels": relations}), "a.docx").text
    assert style == linked == "Seen.\n"


@pytest.mark.parametrize(
    ("data", "message"),
    [
        (docx(""), "no text"),
        (docx("<w:p>"), "cannot be read"),
        (docx("", word__styles_xml="<a/>".encode("utf-16").decode("latin-1")), "entities"),
        (docx("", word__styles_xml="<!DOCTYPE a [<!ENTITY b 'c'>]><a>&b;</a>"), "entities"),
        (docx(paragraph(run("Text")) * 20)[:200], "damaged"),
    ],
)
def test_a_damaged_document_is_refused_with_a_remedy(data: bytes, message: str) -> None:
    with pytest.raises(InputError, match=message) as refused:
        derive(data, "report.docx")
    assert refused.value.remedy


WHOLE = docx(
    paragraph(run("Able "), MARK, run("hands", "<w:vanish/>")) + f"<w:tbl>{row('a', 'b', head=True)}{row('1', '2')}</w:tbl>",
    word__footnotes_xml=NOTES,
)


@settings(max_examples=tries(150), suppress_health_check=[HealthCheck.too_slow])
@given(st.integers(0, len(WHOLE) - 1), st.binary(max_size=4), st.integers(0, 12))
def test_any_damage_of_the_file_is_refused_or_read(at: int, new: bytes, removed: int) -> None:
    """structure, broad `except`: no other error than that of unreadable input."""
    with contextlib.suppress(InputError):
        derive(WHOLE[:at] + new + WHOLE[at + removed :], "report.docx")


@settings(max_examples=tries(150), suppress_health_check=[HealthCheck.too_slow])
@given(st.integers(0, 10_000), st.sampled_from(["", "<", "w:", 'w:val="x"', "</w:p>", "\ud7ff", 'id="9"']), st.integers(0, 30))
def test_any_damage_of_the_content_is_refused_or_read(place: int, new: str, removed: int) -> None:
    with zipfile.ZipFile(io.BytesIO(WHOLE)) as package:
        body = package.read("word/document.xml").decode()
    at = place % len(body)
    data = io.BytesIO()
    with zipfile.ZipFile(data, "w") as package:
        package.writestr("word/document.xml", body[:at] + new + body[at + removed :])
        package.writestr("word/footnotes.xml", NOTES)
    with contextlib.suppress(InputError):
        derive(data.getvalue(), "report.docx")


def test_the_unpacked_size_is_bounded(monkeypatch: pytest.MonkeyPatch) -> None:
    bomb = docx(paragraph(run("a" * 2_000_000)))
    assert len(bomb) < 10_000
    monkeypatch.setattr(docx_text, "_MAX_BYTES", 1_000_000)
    with pytest.raises(InputError, match="unpacks to 2,0"):
        derive(bomb, "report.docx")


@pytest.mark.parametrize(
    ("files", "kind", "remedy"),
    [
        ({"mimetype": "application/vnd.oasis.opendocument.text", "content.xml": ""}, "OpenDocument text", "DOCX"),
        ({"mimetype": "application/epub+zip"}, "EPUB", "HTML"),
        ({"xl/workbook.xml": ""}, "spreadsheet", "CSV"),
        ({"ppt/presentation.xml": ""}, "presentation", "PDF"),
        ({"a.txt": "words"}, "archive", "Unpack"),
    ],
)
def test_other_packages_are_refused_by_their_kind(files: dict[str, str], kind: str, remedy: str) -> None:
    """interface-C9."""
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as package:
        for name, content in files.items():
            package.writestr(name, content)
    with pytest.raises(InputError, match=kind) as refused:
        derive(out.getvalue(), "report.docx")
    assert remedy in refused.value.remedy


def test_a_word_document_is_added_with_its_original(tmp_path: Path) -> None:
    """interface-C9."""
    begin_project(tmp_path / "mine")
    project = own_project(tmp_path / "mine")
    (tmp_path / "report.docx").write_bytes(docx(paragraph(run("Asha Rao founded Open Hands in 2015."))))
    with Shelf(project) as shelf:
        entry = shelf.add(tmp_path / "report.docx").entry
    assert (entry.original, entry.media_type) == ("originals/report.docx", docx_text.MEDIA_TYPE)
    assert (project.documents / entry.file).read_text(encoding="utf-8") == "Asha Rao founded Open Hands in 2015.\n"
