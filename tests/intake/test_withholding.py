"""`retract --entity`: a person is withheld from a project, and no byte of it has the name afterwards."""

from __future__ import annotations

import gzip
import json
import re
from pathlib import Path

import pytest

from disgraph import open_graph, pipeline
from disgraph.cli.add import add
from disgraph.cli.extract import extract
from disgraph.cli.retract import retract
from disgraph.corpus.documents import read_entries
from disgraph.errors import MisuseError, UnknownName
from disgraph.intake.withheld_words import BLACK, BlackPen, black_out, find_remembered, own_words, remembered
from disgraph.intake.withholding import plan_withholding, withhold
from disgraph.pipeline import UNCHECKED, checked_sources
from disgraph.project import Project, begin_project, own_project

TEXT = """Amina Barasa's workshop

Amina Barasa founded Rift Hands Cooperative in Nakuru in 2016. AMINA BARASA, 34, uses a wheelchair.
Ms Barasa hired Peter Otieno in 2017. Barasa smiled. Otieno smiled. Amina
Barasa and Peter Otieno work at Rift Hands Cooperative.
"""
PAGE = f"<html><head><title>Amina Barasa</title></head><body><article><p>{TEXT}</p></article></body></html>"
ENTITIES = """\
- {id: amina-barasa, type: Person, name: Amina Barasa, aliases: [Ms Barasa]}
- {id: peter, type: Person, name: Peter Otieno, different_from: {amina-barasa: another person}, description: Hired by Amina Barasa}
- {id: rift, type: Organisation, name: Rift Hands Cooperative}
- {id: nakuru, type: Site, name: Nakuru}
"""
CLAIMS = """\
# About Amina Barasa
document: page
refers: {She: amina-barasa}
passages:
- title: Amina Barasa and others
  claims:
  - id: barasa-founded
    founding: {founder: amina-barasa, founded: rift, time: 2016}
    quote: Amina Barasa founded Rift Hands Cooperative in Nakuru in 2016
  - id: barasa-hired-otieno
    statement: [peter, worksFor, rift]
    quote: Barasa and Peter Otieno work at Rift Hands Cooperative
    note: Barasa hired him
  - id: place
    statement: [rift, locatedIn, nakuru]
    quote: Amina Barasa founded Rift Hands Cooperative in Nakuru
"""
JUDGEMENTS = """\
- {verdict: different, entity: peter, other: nakuru, reason: not like Amina Barasa, quotes: {page: [hired Peter Otieno in 2017]}}
"""
#: What must not occur: in bytes of any file, in lower case. The ontology speaks of examinations.
NAMES = re.compile(rb"barasa|(?<!ex)amina")


@pytest.fixture
def project(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Project:
    begin_project(tmp_path / "mine")
    monkeypatch.chdir(tmp_path / "mine")
    project = own_project(tmp_path / "mine")
    (tmp_path / "page.html").write_text(PAGE, encoding="utf-8")
    add.main(["-q", "../page.html"], standalone_mode=False)
    (project.entities / "page.yaml").write_text(ENTITIES, encoding="utf-8")
    (project.claims / "page.yaml").write_text(CLAIMS, encoding="utf-8")
    project.judgements.write_text(JUDGEMENTS, encoding="utf-8")
    for folder in ("answers", "refused"):
        (project.build / folder).mkdir(parents=True, exist_ok=True)
    (project.build / "answers" / "0a.json").write_text(
        json.dumps({"text": "Amina Barasa", "tokens_in": 1, "tokens_out": 1}), encoding="utf-8"
    )
    (project.build / "refused" / "page.jsonl").write_text('{"quotes": ["Barasa smiled"]}\n', encoding="utf-8")
    return project


def holding(folder: Path) -> list[str]:
    """Return the files whose path or content has one of the names."""
    files = [path for path in folder.rglob("*") if path.is_file()]
    return [str(path) for path in files if NAMES.search(_content(path).lower()) or NAMES.search(str(path).lower().encode())]


def _content(path: Path) -> bytes:
    return gzip.decompress(path.read_bytes()) if path.suffix == ".gz" else path.read_bytes()


def test_no_byte_of_a_project_has_the_name_afterwards(project: Project, tmp_path: Path) -> None:
    pipeline.build(project, lambda _step: None, UNCHECKED)
    root = tmp_path / "mine"
    assert len(holding(root)) > 5
    retract.main(["--entity", "Amina Barasa", "--yes", "-q"], standalone_mode=False)
    assert holding(root) == []
    claims = {located.claim.id for located in checked_sources(project).claims if located.claim.document == "page"}
    assert claims == {"withheld-hired-otieno", "place"}
    pipeline.build(project, lambda _step: None, UNCHECKED)
    graph = open_graph(root)
    assert graph.neighbors("Rift Hands Cooperative")
    for name in ("out.gexf", "out.html", "out.json", "out.ttl"):
        graph.export(root / name)
    assert holding(root) == []
    entry = read_entries(project.catalogue)["page"]
    assert (entry.original, entry.note) == ("", "names withheld in 6 places")


def test_a_withheld_person_does_not_come_back(project: Project, tmp_path: Path) -> None:
    """Neither by a new extraction, nor with the same file, nor with a new one of the person's name."""
    withhold(project, ["Amina Barasa"])
    extract.main(["-q", "--again"], standalone_mode=False)
    add.main(["-q", "../page.html"], standalone_mode=False)
    (tmp_path / "amina-barasa.txt").write_text("Amina  Bara\u00adsa came back. Barasa lives in Nakuru.\n", encoding="utf-8")
    add.main(["-q", "../amina-barasa.txt"], standalone_mode=False)
    extract.main(["-q", "--again"], standalone_mode=False)
    assert holding(tmp_path / "mine") == []
    assert list(read_entries(project.catalogue)) == ["example", "page", "document"]


def test_names_are_found_as_readers_see_them() -> None:
    pen = BlackPen(["Zo\u00eb Barasa", "\u963f\u7c73\u5a1c", "Barasa"])
    text = "Zoe\u0308\nBara\u200bsa, ZO\u00cb BARASA's; \u5973\u5b69\u963f\u7c73\u5a1c\u8bf4; Barasaland; a barasa"
    assert (
        pen.blacked(text)
        == "\u2588\u2588\u2588\u2588, \u2588\u2588\u2588\u2588's; \u5973\u5b69\u2588\u2588\u2588\u2588\u8bf4; Barasaland; a barasa"
    )


SPELLINGS = (
    "AMINA BARASA", "amina barasa", "Barasa, Amina", "BARASA Amina", "Amina-Barasa", "amina_barasa", "aminabarasa", "Amina%20Barasa",
    "Amina\u00a0Barasa", "Am\u00adina Bara\u200bsa", "Amina Bara-\nsa", "\u00c1mina Baras\u00e0", "A\u0301mina Barasa", "Amina Ba Rasa",
    "\uff21\uff4d\uff49\uff4e\uff41 Barasa",
)  # fmt: skip


@pytest.mark.parametrize("spelling", SPELLINGS)
def test_a_name_in_another_spelling_is_blacked_out_now_and_in_new_documents(spelling: str) -> None:
    known = remembered("Amina Barasa")
    assert known is not None
    text = f"It is {spelling}'s shop."
    assert BlackPen(["Amina Barasa"]).blacked(text) == f"It is {BLACK}'s shop."
    assert black_out(text, find_remembered(text, [known])) == f"It is {BLACK}'s shop."


@pytest.mark.parametrize(
    ("name", "spelling"),
    [
        ("Liu Weiping", "Weiping Liu"),
        ("Liu Weiping", "Liu Wei-ping"),
        ("Liu Weiping", "Liu Wei Ping"),
        ("Liu Weiping", "liuweiping"),
        ("\u5218\u536b\u5e73", "\u5218 \u536b\u5e73"),
        ("\u827e\u7c73\u62c9", "\u827e\u00b7\u7c73\u62c9"),
        ("Zo\u00eb O\u2019Neil", "Zoe O'Neil"),
        ("Jean-Luc Petit", "Jean Luc PETIT"),
        ("Nguy\u1ec5n V\u0103n An", "Nguyen Van An"),
    ],
)
def test_names_of_many_languages_have_spellings(name: str, spelling: str) -> None:
    known = remembered(name)
    assert known is not None
    assert BlackPen([name]).blacked(f"({spelling})") == f"({BLACK})"
    assert black_out(f"({spelling})", find_remembered(f"({spelling})", [known])) == f"({BLACK})"


@pytest.mark.parametrize(
    ("name", "text"), [("Li Na", "Lina and Mali Nathan"), ("Amina Barasa", "Amina, who met Barasa"), ("Ana Silva", "Diana Silvan")]
)
def test_words_that_only_resemble_a_name_stay(name: str, text: str) -> None:
    known = remembered(name)
    assert known is not None
    assert BlackPen([name]).blacked(text) == text
    assert find_remembered(text, [known]) == []


@pytest.mark.slow
def test_a_name_of_any_length_is_found() -> None:
    """Beyond the length of names of people, it is found as it is written."""
    for name in ("A" * 12_000, "Word " * 3_000, "\u963f " * 3_000, "9" * 50 + " x"):
        assert BlackPen([name]).spans(f"It is {name.strip()} here, {'-' * 3_000}{'a ' * 3_000}")


@pytest.mark.slow
@pytest.mark.thorough
def test_every_spelling_goes_from_the_sources_and_nothing_brings_it_back(project: Project, tmp_path: Path) -> None:
    """Names in ids, titles, addresses and originals; then a build, exports, a new extraction and a new document."""
    words = (*SPELLINGS, "Amina&nbsp;B&aacute;rasa")
    page = "".join(f"<p>{word} spoke in Nakuru.</p>" for word in words)
    (tmp_path / "talk.html").write_text(f"<html><head><title>Barasa, Amina</title></head><body>{page}</body></html>", encoding="utf-8")
    add.main(["-q", "../talk.html", "--url", "https://news.example/a?by=Barasa%2C+Amina"], standalone_mode=False)
    withhold(project, ["Amina Barasa"])
    pen = BlackPen(["Amina Barasa"])
    (tmp_path / "again.txt").write_text("\n".join(f"{word} came back to Nakuru." for word in SPELLINGS), encoding="utf-8")
    add.main(["-q", "../again.txt"], standalone_mode=False)
    extract.main(["-q", "--again"], standalone_mode=False)
    pipeline.build(project, lambda _step: None, UNCHECKED)
    open_graph(tmp_path / "mine").export(tmp_path / "mine" / "out.ttl")
    files = [path for path in (tmp_path / "mine").rglob("*") if path.is_file()]
    assert [path for path in files if pen.spans(f"{path.name}\n{path.read_bytes().decode('utf-8', 'replace')}")] == []


def test_a_name_that_another_entity_has_in_another_spelling_is_refused(project: Project) -> None:
    text = (project.entities / "page.yaml").read_text(encoding="utf-8")
    (project.entities / "page.yaml").write_text(text + "- {id: other, type: Person, name: 'BARASA, Amina'}\n", encoding="utf-8")
    with pytest.raises(MisuseError, match="same name: other"):
        plan_withholding(project, ["amina-barasa"])


def test_words_that_others_have_stay() -> None:
    assert set(own_words(["Ngozi Okafor"], ["Chidi Okafor"])) == {"Ngozi"}


def test_digests_find_names_and_hold_none() -> None:
    known = remembered("Amina Barasa")
    assert known is not None
    assert "amina" not in str(known).lower()
    assert [tuple(span) for span in find_remembered("To AMINA BARASA, then Amina.", [known])] == [(3, 15)]


def test_who_has_the_same_name_is_not_withheld_along(project: Project) -> None:
    text = (project.entities / "page.yaml").read_text(encoding="utf-8")
    (project.entities / "page.yaml").write_text(text + "- {id: other, type: Person, name: Amina Barasa}\n", encoding="utf-8")
    with pytest.raises(MisuseError, match="same name: other"):
        plan_withholding(project, ["amina-barasa"])
    with pytest.raises(UnknownName):
        plan_withholding(project, ["Amina Barasi"])


def test_who_is_judged_the_same_is_withheld_too(project: Project) -> None:
    text = (project.entities / "page.yaml").read_text(encoding="utf-8")
    (project.entities / "page.yaml").write_text(text + "- {id: amina-2, type: Person, name: Amina Barasa}\n", encoding="utf-8")
    project.judgements.write_text("- {verdict: same, entity: amina-barasa, other: amina-2, reason: the same page}\n", encoding="utf-8")
    assert plan_withholding(project, ["amina-2"]).entities == ("amina-2", "amina-barasa")
