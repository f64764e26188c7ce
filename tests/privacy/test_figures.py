"""The list of public figures: kept by hand, and checked."""

from __future__ import annotations

from pathlib import Path

import pytest

from disgraph.errors import Refused
from disgraph.privacy.private_copy import WAYS
from disgraph.privacy.public_figures import PublicFigure, read_figures

PERSONS, ENTITIES = ["xi-jinping", "liu-weiping"], ["xi-jinping", "liu-weiping", "state-council"]


def read(folder: Path, text: str) -> tuple[PublicFigure, ...]:
    path = folder / "public-figures.yaml"
    path.write_text(text, encoding="utf-8")
    return read_figures(path, PERSONS, ENTITIES)


def test_without_a_list_there_are_no_public_figures(tmp_path: Path) -> None:
    assert read_figures(tmp_path / "public-figures.yaml", PERSONS, ENTITIES) == ()


def test_a_figure_is_read(tmp_path: Path) -> None:
    found = read(tmp_path, "- {person: xi-jinping, office: President, reason: head of state, at: state-council}\n")
    assert found == (PublicFigure("xi-jinping", "President", "head of state", "state-council"),)


@pytest.mark.parametrize(
    ("entry", "words"),
    [
        ("{person: xi-jinpin, office: President, reason: head of state}", "no person has the id 'xi-jinpin'"),
        ("{person: state-council, office: a body, reason: no person}", "no person has the id 'state-council'"),
        ("{person: xi-jinping, office: President, reason: head of state, at: nowhere}", "no entity has the id 'nowhere'"),
        ("{person: xi-jinping, office: President}", "no 'reason'"),
        ("{person: xi-jinping, office: President, reason: known, fame: great}", "unknown field 'fame'"),
        ("xi-jinping", "is not a mapping of fields"),
    ],
)
def test_a_malformed_entry_is_refused_with_its_line(entry: str, words: str, tmp_path: Path) -> None:
    with pytest.raises(Refused) as refused:
        read(tmp_path, f"- {entry}\n")
    assert len(refused.value.problems) == 1
    assert words in refused.value.problems[0].message
    assert refused.value.problems[0].line == 1


def test_the_command_line_knows_every_way() -> None:
    from disgraph.cli.export import WAYS as OFFERED

    assert OFFERED == WAYS
