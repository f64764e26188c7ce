"""The version is the same everywhere; the changelog, the decisions and the pages are whole."""

from __future__ import annotations

import re
import tomllib
from pathlib import Path

import pytest
import yaml
from tests.opened import store_of
from tools import release, sections

from disgraph import __version__
from disgraph.graph.graph import Graph
from disgraph.sparql.evaluation import Table, answer

ROOT = Path(__file__).parents[2]
DOCS = ROOT / "docs"
LINK = re.compile(r"\]\((?!https?://|#|mailto:)([^)#\s]+)(?:#[^)]*)?\)")
FENCES = re.compile(r"```.*?```", re.DOTALL)


def pages() -> list[Path]:
    return [ROOT / "README.md", ROOT / "CONTRIBUTING.md", ROOT / "RELEASING.md", *sorted(DOCS.rglob("*.md"))]


def test_the_version_is_that_of_the_newest_heading_of_the_changelog() -> None:
    """interface-P4."""
    newest = release.releases()[0]
    citation = yaml.safe_load((ROOT / "CITATION.cff").read_text(encoding="utf-8"))
    assert {__version__, release.version(), newest.version, citation["version"]} == {__version__}
    assert newest.day in ("unreleased", str(citation["date-released"]))
    assert all(earlier.day != "unreleased" for earlier in release.releases()[1:])
    assert newest.notes


def test_the_metadata_has_the_addresses_that_users_look_for() -> None:
    """interface-P1."""
    project = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]
    assert {"Repository", "Documentation", "Changelog", "Issues"} <= set(project["urls"])


def test_decisions_are_numbered_without_gaps_and_listed() -> None:
    """structure-F4."""
    found = sorted(path.name for path in (DOCS / "decisions").glob("0*.md"))
    assert [name[:4] for name in found] == [f"{number:04}" for number in range(1, len(found) + 1)]
    index = (DOCS / "decisions" / "index.md").read_text(encoding="utf-8")
    assert [name for name in found if f"({name})" not in index] == []


@pytest.mark.parametrize("page", pages(), ids=lambda page: page.relative_to(ROOT).as_posix())
def test_links_of_a_page_lead_to_files(page: Path) -> None:
    text = FENCES.sub("", page.read_text(encoding="utf-8"))
    assert [link for link in LINK.findall(text) if not (page.parent / link).exists()] == []


def test_every_page_is_in_the_index() -> None:
    """interface-P5."""
    index = (DOCS / "index.md").read_text(encoding="utf-8")
    assert [page.name for page in DOCS.glob("*.md") if page.name != "index.md" and f"({page.name}" not in index] == []


def test_the_readme_is_short_with_its_outputs() -> None:
    assert len((ROOT / "README.md").read_text(encoding="utf-8").split()) <= 1000


@pytest.mark.parametrize(("page", "name", "make"), sections.SECTIONS, ids=[f"{page}-{name}" for page, name, _ in sections.SECTIONS])
def test_a_generated_section_is_that_of_the_code(page: str, name: str, make: object) -> None:
    """structure-F3."""
    assert callable(make)
    text = (ROOT / page).read_text(encoding="utf-8")
    assert sections.filled(text, name, make()) == text


def test_every_verb_option_error_and_exit_code_is_in_a_page() -> None:
    """structure-F1 and structure-recipe-error."""
    from disgraph.cli.verbs import VERBS

    commands = (DOCS / "commands.md").read_text(encoding="utf-8")
    formats = (DOCS / "formats.md").read_text(encoding="utf-8")
    index = (DOCS / "index.md").read_text(encoding="utf-8")
    assert [verb for verb in VERBS if f"\n## {verb}\n" not in commands] == []
    assert [verb for verb in VERBS if f"`{verb}" not in index] == []
    assert [code for code in (0, 1, 2, 3, 4, 5, 130) if f"\n| {code} | " not in formats] == []


def test_every_schema_key_is_in_the_formats_page() -> None:
    """structure-F2."""
    assert sections.json_keys() in (DOCS / "formats.md").read_text(encoding="utf-8")


COUNTED = ("persons", "organisations", "places", "programmes", "policies", "awards", "events")


def counts(graph: Graph) -> dict[str, int]:
    """Return the numbers that the first page names, by their nouns."""
    found = {"claims": int(graph.summary["claims"])}
    for name in COUNTED:
        singular = {"policies": "Policy"}.get(name, name.removesuffix("s").capitalize())
        table = answer(store_of(graph), f"SELECT (COUNT(DISTINCT ?thing) AS ?n) {{ ?thing a dg:{singular} }}")
        assert isinstance(table, Table)
        found[name] = int(getattr(table.rows[0][0], "value", 0))
    return found


def with_counts(text: str, graph: Graph) -> str:
    """Return the first page with the numbers of a graph."""
    for name, number in counts(graph).items():
        text = re.sub(rf"[\d,]+ {name}\b", f"{number:,} {name}", text, count=1)
    return text


def test_the_readme_counts_what_it_names_data_section_7(shipped: Graph) -> None:
    """interface-C12, asking-A54."""
    text = (ROOT / "README.md").read_text(encoding="utf-8")
    assert {name: found[1] for name in ("claims", *COUNTED) if (found := re.search(rf"([\d,]+) {name}\b", text))} == {
        name: f"{number:,}" for name, number in counts(shipped).items()
    }


def test_the_first_page_says_how_the_command_is_called_and_installed() -> None:
    """interface-C1 and C2: by its path after `make demo`, and where pip refuses to install into the system."""
    readme = (ROOT / "README.md").read_text(encoding="utf-8")
    assert readme.index("make demo") < readme.index(".venv/bin/disgraph") < readme.index("$ disgraph path")
    assert [command for command in ("`pipx install .`", "`uv tool install .`") if command not in readme] == []
    assert "DISGRAPH_CACHE" not in (ROOT / "Makefile").read_text(encoding="utf-8")


def test_there_are_commands_for_windows() -> None:
    """interface-C13: its shells have neither make nor single quotes, and its job runs the tests that lock files."""
    windows = (DOCS / "index.md").read_text(encoding="utf-8").partition("## On Windows\n")[2].partition("\n## ")[0]
    commands = "".join(re.findall("```powershell\n(.*?)```", windows, re.DOTALL))
    assert "disgraph path" in commands
    assert not re.search("make |'", commands)
    jobs = yaml.safe_load((ROOT / ".github/workflows/ci.yml").read_text(encoding="utf-8"))["jobs"]
    steps = [step["run"] for job in jobs.values() if "windows" in str(job["runs-on"]) for step in job["steps"] if "run" in step]
    assert any("tests/intake" in step for step in steps)


def test_the_metadata_names_only_versions_that_the_workflow_runs() -> None:
    """interface-P3: a version is claimed once it ran (docs/decisions/0008-supported-platforms.md)."""
    project = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]
    claimed = {found[1] for text in project["classifiers"] if (found := re.search(r"Python :: (3\.\d+)$", text))}
    jobs = yaml.safe_load((ROOT / ".github/workflows/ci.yml").read_text(encoding="utf-8"))["jobs"]
    tested = {version for job in jobs.values() for version in job.get("strategy", {}).get("matrix", {}).get("python", [])}
    assert {"3.11", "3.12", "3.13"} <= claimed <= tested
    assert project["requires-python"] == ">=3.11"
    assert any(text.startswith("Operating System ::") for text in project["classifiers"])
