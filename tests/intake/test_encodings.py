"""Encodings: none is guessed silently, and the user can state one (documents-IN18 to IN23)."""

from __future__ import annotations

import codecs
from pathlib import Path

import pytest
import yaml

from disgraph.errors import InputError, MisuseError
from disgraph.intake.decode import derive
from disgraph.intake.encodings import web_encoding
from disgraph.intake.shelf import Shelf
from disgraph.project import begin_project, own_project

#: Short texts, each in an encoding that statistics cannot tell.
TEXTS = [
    ("Amina Barasa (\u963f\u7c73\u5a1c) founded Rift Hands in 2016.", "gb18030"),
    ("\u017baneta \u0141o\u015b founded Rift Hands in \u0141\u00f3d\u017a in 2016.", "iso8859-2"),
    ("\u0386\u03bd\u03bd\u03b1 founded Rift Hands in 2016.", "iso8859-7"),
    ("Ay\u015fe I\u015f\u0131k founded Rift Hands in \u0130zmir.", "cp1254"),
    ("Caf\u00e9 Soleil Cooperative", "mac-roman"),
    ("\u0410\u043c\u0438\u043d\u0430 founded Rift Hands.", "koi8-r"),
]


@pytest.mark.parametrize(("text", "encoding"), TEXTS)
def test_a_guess_is_reported_and_a_stated_encoding_is_used(text: str, encoding: str) -> None:
    data = text.encode(encoding)
    guessed = derive(data, "a.txt")
    assert [note.option for note in guessed.notes] == ["encoding"]
    assert guessed.encoding in guessed.notes[0].text
    stated = derive(data, "a.txt", encoding)
    assert (stated.text, stated.notes) == (text, ())


LANGUAGES = yaml.safe_load((Path(__file__).parent / "encodings.yaml").read_text(encoding="utf-8"))
CODECS = {"ibm866": "cp866", "windows-874": "cp874", "macintosh": "mac-roman"}
PAGE = "<html><head>{}<title>T</title></head><body><p>{}</p></body></html>"
#: Latin texts with another letter in the place of a letter, which only a reader of the language sees.
UNSEEN = {"windows-1254", "windows-1257", "iso-8859-15", "macintosh"}


def is_read_or_reported(data: bytes, name: str, text: str) -> bool:
    try:
        found = derive(data, name)
    except InputError:
        return True
    return text in found.text or [note.option for note in found.notes if note.option == "encoding"] == ["encoding"]


@pytest.mark.parametrize("label", LANGUAGES)
@pytest.mark.parametrize("times", [1, 6])
def test_no_encoding_is_read_wrongly_without_a_notice(label: str, times: int) -> None:
    """Undeclared as a text, in Markdown and as a page; and on a page that declares it, UTF-8, or latin-1 (which a server adds)."""
    text = LANGUAGES[label]
    codec = CODECS.get(label, label)
    whole = " ".join([text] * times)
    assert is_read_or_reported(whole.encode(codec), "a.txt", text)
    assert is_read_or_reported(f"# T\n\n{whole}".encode(codec), "a.md", text)
    for declared in ("", "utf-8", "iso-8859-1"):
        page = PAGE.format(f'<meta charset="{declared}">' if declared else "", whole).encode(codec)
        assert is_read_or_reported(page, "a.html", text) or (declared == "iso-8859-1" and label in UNSEEN)
    if label != "utf-16le":  # which a declaration in its own bytes does not help
        page = PAGE.format(f'<meta charset="{label}">', whole).encode(codec)
        assert derive(page, "a.html").text.startswith(text)


@pytest.mark.parametrize("data", [b"Plain words.", "Caf\u00e9".encode(), "Caf\u00e9".encode("utf-16")])
def test_what_is_known_is_not_reported(data: bytes) -> None:
    assert derive(data, "a.txt").notes == ()


@pytest.mark.parametrize(
    "name", ["rot13", "punycode", "utf-7", "raw_unicode_escape", "unicode_escape", "idna", "mbcs", "hex", "cp037", "x" * 40]
)
def test_a_codec_of_python_is_not_an_encoding_of_the_web(name: str) -> None:
    assert web_encoding(name) == ""
    found = derive(f"<html><meta charset={name}><p>\\ud83d +2D0- words".encode(), "a.html")
    assert (found.encoding, found.text) == ("utf-8", "\\ud83d +2D0- words\n")


@pytest.mark.parametrize(
    "label", ["UTF-8", "latin1", "ISO-8859-9", "gb2312", "big5", "Shift_JIS", "euc-kr", "windows-1251", "macintosh", "utf-16le"]
)
def test_labels_of_the_web_have_a_codec(label: str) -> None:
    assert codecs.lookup(web_encoding(label))


def test_latin_1_of_a_page_is_that_of_the_web() -> None:
    assert derive(b"<html><meta charset=iso-8859-1><p>12 \x80", "a.html").text == "12 \u20ac\n"


def test_a_wrong_encoding_is_refused(tmp_path: Path) -> None:
    with pytest.raises(InputError, match="does not decode as utf-8"):
        derive(b"Caf\xe9", "a.txt", "utf-8")
    begin_project(tmp_path / "mine")
    (tmp_path / "a.txt").write_bytes(b"Caf\x8e Soleil")
    with Shelf(own_project(tmp_path / "mine")) as shelf:
        with pytest.raises(MisuseError, match="rot13"):
            shelf.add(tmp_path / "a.txt", encoding="rot13")
        added = shelf.add(tmp_path / "a.txt", {"language": "fr", "title": "Soleil"}, encoding="macintosh")
    assert (added.notes, added.entry.encoding) == ((), "macintosh")
    assert (tmp_path / "mine" / "documents" / "a.txt").read_text(encoding="utf-8") == "Caf\u00e9 Soleil"
