"""From files to texts: encodings, pages and PDFs, and what is refused."""

from __future__ import annotations

import io
from pathlib import Path

import pypdfium2
import pytest
from hypothesis import given
from hypothesis import strategies as st

from disgraph.errors import InputError, LimitExceeded
from disgraph.intake.decode import derive
from disgraph.intake.html_text import read_html
from disgraph.intake.reading_process import derive_in_process

PAGE = """<!DOCTYPE html><html lang="en-IN"><head><title>Big &amp; small</title>
<meta property="og:site_name" content="The Daily"><meta property="article:published_time" content="2024-05-06T10:00Z">
<script>var x = "<p>no</p>";</script><style>p {}</style></head><body>
<nav><a>Home</a><a>News</a></nav>
<article><h1>Big &amp; small</h1><p>Asha&nbsp;Rao, 34, founded <b>Open</b>
  Hands in 2015.<br>She employs&#32;12 people.</p><ul><li>One<li>Two</ul></article>
<aside>Subscribe</aside><footer>Copyright</footer></body></html>"""


def pdf(*pages: str) -> bytes:
    """Return a PDF with a line a page, written by PDFium itself."""
    document = pypdfium2.PdfDocument.new()
    for words in pages:
        page = document.new_page(600, 800)
        font = pypdfium2.raw.FPDFText_LoadStandardFont(document, b"Helvetica")
        text = pypdfium2.raw.FPDFPageObj_CreateTextObj(document, font, 12.0)
        encoded = (words + "\0").encode("utf-16-le")
        buffer = (pypdfium2.raw.c_ushort * (len(encoded) // 2)).from_buffer_copy(encoded)
        pypdfium2.raw.FPDFText_SetText(text, buffer)
        pypdfium2.raw.FPDFPageObj_Transform(text, 1, 0, 0, 1, 50, 700)
        pypdfium2.raw.FPDFPage_InsertObject(page, text)
        page.gen_content()
    out = io.BytesIO()
    document.save(out)
    return out.getvalue()


def test_a_page_is_read_as_people_read_it() -> None:
    found = read_html(PAGE)
    assert found.text == "Big & small\n\nAsha Rao, 34, founded Open Hands in 2015.\nShe employs 12 people.\n\nOne\n\nTwo\n"
    assert (found.title, found.publisher, found.date, found.language) == ("Big & small", "The Daily", "2024-05-06", "en-IN")


BOILERPLATE = """<html><body class="has-sidebar"><div id="cookie-banner"><div>We use cookies.</div> Accept</div><div class="ad">Buy!</div>
<div class="page has-sidebar"><h1>Open hands</h1><p>Asha Rao runs it.</p><div class="newsletter"><p>Join us</p></div><p>She is 34.</p></div>
<section class="related-articles"><section>Other news</section> More</section><div hidden>Unseen</div><p>The end.</p></body></html>"""


def test_what_surrounds_the_text_of_a_page_is_left_out() -> None:
    assert read_html(BOILERPLATE).text == "Open hands\n\nAsha Rao runs it.\n\nShe is 34.\n\nThe end.\n"


def test_the_fields_before_a_markdown_text_are_read() -> None:
    found = derive(b'---\ntitle: "Annual report"\ndate: 2022-05\npublisher: The Centre\nlang: fr\n---\n\n# Other\n', "report.md")
    assert (found.title, found.date, found.publisher, found.language) == ("Annual report", "2022-05", "The Centre", "fr")
    assert derive(b"---\ndate: May\n---\n# Open hands\n", "a.md")[:7] == (
        "---\ndate: May\n---\n# Open hands\n", "text/markdown", "utf-8", "Open hands", "", "", "",
    )  # fmt: skip
    assert derive(b"---\n# A line, and another\n", "a.md").title == "A line, and another"


@given(st.text(st.sampled_from("<>&;#x41 \n\tabpdiv/='\"!-[]\u00a0\u20ac"), max_size=120))
def test_no_page_breaks_the_reader(page: str) -> None:
    text = read_html(page).text
    assert text == "" or (text.endswith("\n") and text.strip())


def test_deep_nesting_is_read() -> None:
    depth = 20_000
    assert read_html("<div>" * depth + "deep" + "</div>" * depth).text == "deep\n"


def test_a_pdf_is_read_page_by_page() -> None:
    found = derive(pdf("The workshop employs 45 people.", "Ravi Kumar is its head."), "scan.pdf")
    assert found.text == "The workshop employs 45 people.\n\nRavi Kumar is its head.\n"


@pytest.mark.parametrize(
    ("data", "encoding", "text"),
    [
        ("S\u00e3o Paulo".encode(), "utf-8", "S\u00e3o Paulo"),
        ("S\u00e3o Paulo".encode("utf-8-sig"), "utf-8-sig", "S\u00e3o Paulo"),
        ("S\u00e3o Paulo".encode("utf-16"), "utf-16", "S\u00e3o Paulo"),
        ("S\u00e3o Paulo \u20ac".encode("cp1252"), "cp1252", "S\u00e3o Paulo \u20ac"),
        ("\u6b8b\u75be\u4eba\u5c31\u4e1a\u6276\u8d2b\u57fa\u5730\u4ecb\u7ecd\u3002".encode("gb18030") * 8, "gb18030", "\u6b8b\u75be\u4eba"),
        (b"<html><meta charset=iso-8859-2><p>\xb3", "iso-8859-2", "\u0142"),
    ],
)
def test_encodings_are_detected(data: bytes, encoding: str, text: str) -> None:
    found = derive(data, "file.txt")
    assert found.encoding == encoding
    assert text in found.text


@pytest.mark.parametrize(
    ("data", "message"),
    [
        (b"", "empty"),
        (b" \n\t ", "empty"),
        (bytes(range(256)) * 50, "encoding"),
        (b"\x00\x01\x02" * 1000, "not text"),
        (b"PK\x03\x04....", "damaged archive"),
        (b"\x89PNG\r\n", "picture"),
        (b"%PDF-1.7 broken", "cannot be read"),
        (pdf(" "), "no text"),
        (b"<html><body><script>x</script></body></html>", "no text"),
    ],
)
def test_what_is_not_a_document_is_refused_with_a_remedy(data: bytes, message: str) -> None:
    with pytest.raises(InputError, match=message) as refused:
        derive(data, "file")
    assert refused.value.remedy


def test_a_file_is_read_in_a_process_of_its_own(tmp_path: Path) -> None:
    path = tmp_path / "--help; $(x)\n.html"
    path.write_text(PAGE, encoding="utf-8")
    assert derive_in_process(str(path)) == read_html(PAGE)._replace(encoding="utf-8")
    with pytest.raises(InputError, match="cannot be read"):
        derive_in_process(str(tmp_path / "none.txt"))
    with pytest.raises(LimitExceeded, match="longer than"):
        derive_in_process(str(path), seconds=0.001)
