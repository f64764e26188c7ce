"""Cases of the interface as a person meets them: the command, what it must print, and what it must not."""

from __future__ import annotations

import re
from collections import Counter
from pathlib import Path
from typing import NamedTuple

import pytest
from tests.cli.conftest import Run

from disgraph.api.knowledge_graph import KnowledgeGraph
from disgraph.graph.graph import Graph
from disgraph.project import shipped_project
from disgraph.rdf import DG, RDF, NamedNode


class Printed(NamedTuple):
    """A command, and words that its output has and has not."""

    command: tuple[str, ...]
    has: tuple[str, ...]
    lacks: tuple[str, ...] = ()


SENTENCES = {
    "interface-L1": Printed(("show", "Lan Shiyong"), ("Lan Shiyong has children (not named).",), ("is a child of",)),
    "interface-L1 siblings": Printed(("show", "Wang Xiuzhi"), ("Wang Xiuzhi has parents (not named).",), ("is a parent of",)),
    "interface-L2": Printed(("show", "Wang Xiuzhi"), ("Wang Xiuzhi employs full-time staff.",), ("works or worked",)),
    "interface-L3": Printed(
        ("show", "Tang Xiaopeng"), ("Center since October 2017, in recruitment and interviews.",), ("as recruitment", "works or worked")
    ),
    "interface-L4": Printed(("show", "Tang Xiaopeng"), ("health issues that made him leave school (2006).",), ("(2006);",)),
    "interface-L5": Printed(("neighbors", "Lifeline Express"), ("Lifeline Express serves China.",), ("works for China",)),
    "interface-L6": Printed(("show", "Wu Weiyue"), ("Wu Weiyue survived a fire.",), ("as survivor", "took part in fire")),
    "interface-L8": Printed(
        ("show", "Li Nuanjia"), ("third place in the country", "Competition for Disabled Persons"), ("place in place", ", third place in")
    ),
    "interface-L9": Printed(("show", "Xi Jinping"), ("Tangshan city",), ("in Tangshan city in Tangshan city",)),
    "interface-L11": Printed(
        ("explain", "Xiong Jun", "works for", "Xiong Jun's employer in Shenzhen"), ("has worked for",), ("works for", "works or worked")
    ),
    "interface-L14": Printed(("show", "Liang Xingjun"), ("Liang Xingjun and Peng Yu hope for a new chapter",), ("hopes or plans",)),
    "a description with a verb": Printed(
        ("show", "Tang Xiaopeng"), ('Tang Xiaopeng adheres to the principle of "never giving up on anyone".',), ("Described as",)
    ),
    "help that somebody gave": Printed(("show", "Lan Shiyong"), ("helped Lan Shiyong by bringing him",), ("helped Lan Shiyong:",)),
    "a figure and what it is": Printed(
        ("show", "Lan Shiyong"), ("Height as a young man: 1.2 metres.",), ("1.2 metres, height",)
    ),
    "a place of the official table": Printed(
        ("explain", "Zhangye", "officialParent", "Gansu"), ("Zhangye is officially in Gansu province.",), ("official parent:",)
    ),
    "one aid in two statements": Printed(("show", "Liu Weiping"), ("Liu Weiping uses a wheelchair.",), ("aid: wheelchair",)),
    "one aid in a search": Printed(("search", "wheelchair"), ("Liu Weiping uses a wheelchair.",), ("Liu Weiping uses an aid",)),
}  # fmt: skip


@pytest.mark.parametrize("printed", SENTENCES.values(), ids=list(SENTENCES))
def test_a_sentence_is_the_one_that_a_reader_expects(ask: Run, printed: Printed) -> None:
    result = ask(*printed.command)
    words = " ".join(result.out.split())
    assert result.code == 0
    assert [part for part in printed.has if part not in words] == []
    assert [part for part in printed.lacks if part in words] == []


def test_a_project_of_ones_own_says_whom_it_employs(mine: Path, run: Run) -> None:
    """interface-L7: the number is of the verb, without its noun twice."""
    assert run("build", "-q").code == 0
    assert "Open Door Workshop employs 12 people." in run("show", "Open Door Workshop").out


def test_narrated_speech_has_no_quotation_marks(shipped: Graph) -> None:
    """interface-L10: between quotation marks are words of a quote of the remark, and nothing else."""
    graph = KnowledgeGraph(shipped.backend, shipped_project)
    quads = shipped.quads.quads_for_pattern(None, DG["speaker"], None, None)
    speakers = {quad.object.value for quad in quads if isinstance(quad.object, NamedNode)}
    remarks = {fact for name in speakers for fact in graph.show(name).facts if fact.part == "Remarks"}
    assert len(remarks) >= 60
    for fact in remarks:
        quoted = " ".join(passage.quote for passage in fact.passages)
        pieces = [piece.strip(" .,…") for words in re.findall("\u201c([^\u201d]*)\u201d", fact.sentence) for piece in words.split("...")]
        letters = re.sub(r"\W", "", quoted)
        assert [piece for piece in pieces if re.sub(r"\W", "", piece) not in letters] == [], fact.sentence


#: Wording that is a source's own stands in quotation marks; names of bodies keep theirs.
NOT_PERSON_FIRST = re.compile(
    r"\b(?:the disabled|disabled (?:people|persons|children)|healthy people|the weak|normal people|sufferers?|victims?)\b"
)


def test_what_the_project_names_itself_is_person_first(shipped: Graph) -> None:
    """interface-L12: labels of measures, groups, populations and records; capitals mark the name of a body."""
    kinds = ("Measure", "Group", "Population", "OrganisationGroup", "Observation", "Outcome", "Activity")
    nodes = [quad.subject for kind in kinds for quad in shipped.to(DG[kind], RDF["type"]) if isinstance(quad.subject, NamedNode)]
    labels = [re.sub('\u201c[^\u201d]*\u201d|"[^"]*"', "", shipped.label(node)) for node in nodes]
    assert len(labels) > 500
    assert [label for label in labels if NOT_PERSON_FIRST.search(label.replace("disabled persons' federation", ""))] == []


@pytest.mark.parametrize("form", ["text", "md"])
def test_each_source_is_described_once(ask: Run, form: str) -> None:
    """interface-R1: a quote has its place, and the document its title at the end."""
    for command in (("path", "Liu Weiping", "Tang Xiaopeng", "--all-ways"), ("show", "Liu Weiping", "--quotes")):
        out = ask(*command, "-f", form).out
        assert out.count("(no publisher, no date)") == 1
        assert len(re.findall(r"\[000:\d+\]", out)) > 5
        assert "characters" not in out


def test_more_ways_are_one_option_away(ask: Run) -> None:
    """interface-R3."""
    out = " ".join(ask("path", "Liu Weiping", "Tang Xiaopeng").out.split())
    assert "(+N) counts the other relations of a step" in out
    assert "--all-ways" in out
    assert "-f json" not in out


def test_an_explanation_has_each_premise_once_and_classes_last(ask: Run) -> None:
    """interface-R4."""
    lines = [line for line in ask("explain", "Tang Xiaopeng").out.splitlines() if line.startswith("- ")]
    is_class = ["is an " in line or "is a person" in line for line in lines]
    assert is_class == sorted(is_class)
    assert any(is_class)
    words = " ".join(ask("explain", "Tang Xiaopeng").out.split())
    assert max(Counter(re.findall("\u201c[^\u201d]{25,}\u201d \\[", words)).values()) == 1
    assert "(see 1)" in words


def test_a_finding_begins_with_what_is_stated(ask: Run) -> None:
    """interface-R6: currencies have their names, and each figure says what it counts."""
    out = " ".join(ask("audit").out.split())
    stated = re.findall(r"Stated: [^.]*\.\d*[^.]*\.", out)
    assert len(stated) > 5
    assert not re.search(r"\b(?:CNY|KES|USD)s?\b", out)


def test_a_text_that_no_label_has_is_named(ask: Run) -> None:
    """interface-S3."""
    result = ask("query", 'SELECT ?s WHERE { ?s rdfs:label "nobody of this name" }')
    assert result.code == 0
    assert result.err == 'Note: No label has the text "nobody of this name".\n'


@pytest.mark.parametrize("target", ["data/documents.yaml", "data/claims/example.yaml", "documents/example.txt"])
def test_a_project_is_begun_whole_or_not_at_all(run: Run, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, target: str) -> None:
    """interface-C4."""
    monkeypatch.chdir(tmp_path)
    (tmp_path / "d" / target).parent.mkdir(parents=True)
    (tmp_path / "d" / target).touch()
    result = run("init", "d")
    assert result.code == 4
    assert f"{Path('d') / target}: already exists; no file was written." in result.err
    assert [path.name for path in (tmp_path / "d").rglob("*") if path.is_file()] == [Path(target).name]


@pytest.mark.parametrize("address", ["http://example.org/a.html", "https://example.org/", "HTTPS://example.org/b.pdf"])
def test_a_web_address_is_not_a_file(mine: Path, run: Run, address: str) -> None:
    """interface-C8."""
    result = run("add", address)
    assert result.code == 4
    assert result.err == f"Error: {address}: is a web address. [invalid-input]\nSave the page first, then add the file.\n"
