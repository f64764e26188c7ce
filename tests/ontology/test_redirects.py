"""The redirect file for w3id.org: every IRI of the ontology leads to a page or to a file that exists (ontology-V52)."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]
RULES = (ROOT / "ontology" / "w3id" / ".htaccess").read_text(encoding="utf-8").splitlines()
FILES = "https://raw.githubusercontent.com/disgraph/disgraph/"
PAGES = "https://disgraph.github.io/disgraph/"


def redirected(path: str, accept: str) -> str:
    """Return where Apache sends a path: the first rule that fits, whose condition directly above, if any, holds."""
    condition = ""
    for line in RULES:
        kind, _, rest = line.partition(" ")
        if kind == "RewriteCond":
            condition = rest.split(" ", 1)[1]
        elif kind == "RewriteRule":
            pattern, target, _flags = rest.split(" ")
            found = re.search(pattern, path)
            if found and (not condition or re.search(condition, accept)):
                return found.expand(re.sub(r"\$(\d)", r"\\\1", target))
            condition = ""
    return ""


@pytest.mark.parametrize("path", ["ontology", *(f"ontology/{file.stem}" for file in sorted((ROOT / "ontology").glob("*.ttl")))])
def test_programs_get_a_file_that_exists(path: str) -> None:
    target = redirected(path, "text/turtle")
    assert target.startswith(f"{FILES}main/")
    assert (ROOT / target.removeprefix(f"{FILES}main/")).is_file()


@pytest.mark.parametrize(("path", "page"), [("ontology", "ontology"), ("resource/person/a", "data-model")])
def test_people_get_a_page_that_exists(path: str, page: str) -> None:
    assert redirected(path, "text/html") == f"{PAGES}{page}.html"
    assert (ROOT / "docs" / f"{page}.md").is_file()


def test_a_version_leads_to_the_files_of_its_release() -> None:
    assert redirected("ontology/0.2.0", "text/html") == f"{FILES}v0.2.0/ontology/disgraph.ttl"
    assert redirected("ontology/0.2.0/display", "*/*") == f"{FILES}v0.2.0/ontology/display.ttl"
