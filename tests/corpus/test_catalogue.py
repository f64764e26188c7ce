"""The catalogue: what it refuses, and that the shipped documents are the ones that were catalogued."""

from __future__ import annotations

import hashlib
from pathlib import Path

import pytest

from disgraph.corpus.documents import read_catalogue
from disgraph.errors import Problem, Refused
from disgraph.project import shipped_project

SHIPPED = {
    "000": ("000_ab8cbabbbdccb3c1.txt", "8a9c3d9b6094acd4c9b5f6fb8c36b406c3ab1b36b0c2dfd1d7c23084b990cbf1"),
    "001": ("001_6fa711d388624b58.txt", "409534ea006ae3ed0dee96fe81ea3d3ce592d14100231a80920cc6eab3401ec0"),
    "002": ("002_0f023bca03304031.txt", "b201616a7b496a58073b5d29e45237a2bbc65a93121ccb315fcb33124f356f95"),
    "003": ("003_0245891c21cc9465.txt", "452b859496e6935f676b1a5294960862314c77cbaee811affab1b535889bc9fc"),
    "004": ("004_3c819e22c160b5a1.txt", "d2b4f561d7942b6e202850f0f863f43c996a38510ac1dc1203a3885b4fb74fbd"),
}


def entry(data: bytes, **changes: str) -> str:
    """Return an entry of a document with the given bytes."""
    fields = {"id": "d1", "file": "d1.txt", "sha256": hashlib.sha256(data).hexdigest(), "title": "T", "kind": "report", "language": "en"}
    return "- {" + ", ".join(f"{key}: {value}" for key, value in (fields | changes).items() if value) + "}\n"


def problems(folder: Path, catalogue: str, data: bytes | None) -> tuple[Problem, ...]:
    """Return what is refused of a catalogue whose document d1.txt has the given bytes."""
    (folder / "documents").mkdir()
    if data is not None:
        (folder / "documents" / "d1.txt").write_bytes(data)
    (folder / "documents.yaml").write_text(catalogue, encoding="utf-8")
    with pytest.raises(Refused) as caught:
        read_catalogue(folder / "documents.yaml", folder / "documents")
    return caught.value.problems


def test_documents_are_kept_byte_for_byte(tmp_path: Path) -> None:
    data = "\ufeffa\r\nb\u00a0c\x0c\n\n".encode()
    (tmp_path / "d1.txt").write_bytes(data)
    (tmp_path / "c.yaml").write_text(entry(data), encoding="utf-8")
    document = read_catalogue(tmp_path / "c.yaml", tmp_path)["d1"]
    assert document.text.encode() == data
    assert document.entry.publisher == ""


@pytest.mark.parametrize("name", sorted(SHIPPED))
def test_the_seeds_equal_their_checksums(name: str) -> None:
    project = shipped_project()
    document = read_catalogue(project.catalogue, project.documents)[name]
    data = (project.documents / SHIPPED[name][0]).read_bytes()
    assert (document.entry.file, document.entry.sha256) == SHIPPED[name]
    assert hashlib.sha256(data).hexdigest() == SHIPPED[name][1]
    assert document.text.encode() == data


def test_there_are_five_seeds_and_all_are_catalogued() -> None:
    project = shipped_project()
    assert sorted(read_catalogue(project.catalogue, project.documents)) == sorted(SHIPPED)
    assert sorted(path.name for path in project.documents.iterdir()) == sorted(file for file, _ in SHIPPED.values())


def test_a_missing_document_is_refused(tmp_path: Path) -> None:
    (problem,) = problems(tmp_path, entry(b"x"), None)
    assert (problem.rule, problem.line) == ("missing-document", 1)
    assert "d1.txt" in problem.message
    assert problem.remedy == "Put the file back, or take its entry and its claims out."


def test_a_changed_document_is_refused_with_the_new_checksum(tmp_path: Path) -> None:
    (problem,) = problems(tmp_path, entry(b"before"), b"after")
    assert (problem.rule, problem.line) == ("changed-document", 1)
    assert hashlib.sha256(b"after").hexdigest() in problem.remedy


@pytest.mark.parametrize("file", ["../d1.txt", "/etc/hostname", "sub/../../x.txt"])
def test_a_document_outside_the_folder_is_refused_unread(tmp_path: Path, file: str) -> None:
    (tmp_path / "d1.txt").write_bytes(b"x")
    (problem,) = problems(tmp_path, entry(b"x", file=file), b"x")
    assert problem.rule == "missing-document"
    assert "lies outside" in problem.message


def test_a_link_that_leads_outside_is_refused(tmp_path: Path) -> None:
    (tmp_path / "secret.txt").write_bytes(b"x")
    (tmp_path / "documents").mkdir()
    (tmp_path / "documents" / "d1.txt").symlink_to(tmp_path / "secret.txt")
    (tmp_path / "c.yaml").write_text(entry(b"x"), encoding="utf-8")
    with pytest.raises(Refused) as caught:
        read_catalogue(tmp_path / "c.yaml", tmp_path / "documents")
    assert [problem.rule for problem in caught.value.problems] == ["missing-document"]


def test_a_folder_is_not_a_document(tmp_path: Path) -> None:
    (problem,) = problems(tmp_path, entry(b"x", file="."), None)
    assert problem.rule == "missing-document"


def test_a_document_that_is_not_utf8_is_refused(tmp_path: Path) -> None:
    data = "caf\u00e9".encode("latin-1")
    (problem,) = problems(tmp_path, entry(data), data)
    assert problem.rule == "changed-document"
    assert "not UTF-8" in problem.message
    assert "UTF-8" in problem.remedy


def test_a_document_twice_is_refused(tmp_path: Path) -> None:
    (problem,) = problems(tmp_path, entry(b"x") + entry(b"x"), b"x")
    assert (problem.rule, problem.line) == ("duplicate-id", 2)


@pytest.mark.parametrize(
    ("changes", "words"),
    [
        ({"colour": "red"}, "unknown field 'colour'"),
        ({"title": ""}, "no 'title'"),
        ({"sha256": "", "kind": ""}, "no 'sha256', no 'kind'"),
    ],
)
def test_the_fields_of_an_entry_are_the_known_ones(tmp_path: Path, changes: dict[str, str], words: str) -> None:
    (problem,) = problems(tmp_path, entry(b"x", **changes), b"x")
    assert problem.rule == "unknown-field"
    assert words in problem.message


@pytest.mark.parametrize("name", ["'a b'", "a/b", "'a>b'", "'../x'", "'-'"])
def test_an_id_that_cannot_occur_in_an_iri_is_refused(tmp_path: Path, name: str) -> None:
    (problem,) = problems(tmp_path, entry(b"x", id=name), b"x")
    assert problem.rule == "bad-id"


@pytest.mark.parametrize("catalogue", ["just words\n", "- [a, b]\n", "- id: {a: b}\n"])
def test_an_entry_is_a_mapping_of_plain_values(tmp_path: Path, catalogue: str) -> None:
    (problem,) = problems(tmp_path, catalogue, None)
    assert problem.rule == "broken-yaml"


def test_one_run_reports_every_problem(tmp_path: Path) -> None:
    catalogue = entry(b"x", file="../a") + entry(b"x", id="d2", colour="red") + entry(b"y", id="d3")
    found = problems(tmp_path, catalogue, b"x")
    assert [(problem.rule, problem.line) for problem in found] == [("missing-document", 1), ("unknown-field", 2), ("changed-document", 3)]
