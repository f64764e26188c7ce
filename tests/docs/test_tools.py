"""The checks that `make lint` and `make site` run: what they count, what they leave out, and limits that only fall."""

from __future__ import annotations

from pathlib import Path

import pytest
from tools import check_site, plain_words

ROOT = Path(__file__).parents[2]


def count(path: Path, text: str) -> int:
    path.write_text(text, encoding="utf-8")
    return len(plain_words.read_checker().measure("example", [path]).uses)


@pytest.mark.parametrize(
    ("name", "text", "uses"),
    [
        ("a.py", "def told_by(x):\n    return x\n", 1),
        ("a.py", '"""Return what stands in the file, anew."""\n', 2),
        ("a.py", "# A folder is no project.\n", 1),
        ("a.py", "# The file is no longer needed.\n", 0),
        ("a.py", "def retold(x):\n    return x\n", 0),
        ("a.md", "The report tells of help.\n", 1),
        ("a.md", 'The words "told me" are quoted.\n', 0),
        ("a.md", "> Teacher Liu told me about a job\n", 0),
        ("a.md", "```console\n$ disgraph show X\ntold him about a job\n```\n", 0),
        ("a.md", "The words “told me” and `told` are quoted.\n", 0),
        ("a.rq", "# question: Who helped whom, and of whom?\n", 1),
        ("a.rq", "# column: of_whom  the figure of the whole\nSELECT ?of_whom {}\n", 0),
        ("a.ttl", 'dg:x rdfs:comment "What is said of somebody." .\n', 2),
    ],
)
def test_uses_are_counted_in_prose_and_names_only(tmp_path: Path, name: str, text: str, uses: int) -> None:
    assert count(tmp_path / name, text) == uses


def test_a_limit_falls_and_never_rises() -> None:
    settings = plain_words.read_settings()
    name, limit = next((name, float(str(limit))) for name, limit in settings["limits"].items())
    better = plain_words.Area(name, 1000, ())
    worse = plain_words.Area(name, 1, (plain_words.Use(Path(name), 1, "told", ""),))
    text = plain_words.SETTINGS.read_text(encoding="utf-8")
    assert f'"{name}" = 0.3\n' in plain_words.lower([(better, limit)], 0.3)
    assert plain_words.lower([(worse, limit)], 0.3) == text


def test_every_area_exists() -> None:
    assert [name for name in plain_words.read_settings()["limits"] if not (ROOT / name).exists()] == []


@pytest.mark.parametrize(
    ("name", "text", "found"),
    [
        ("a.html", '<script src="https://unpkg.com/x.js"></script>', ["a.html: https://unpkg.com/x.js"]),
        ("a.html", '<link rel="stylesheet" href="//fonts.example/x.css">', ["a.html: //fonts.example/x.css"]),
        ("a.html", '<a href="https://example.org/">a link that a reader follows</a><img src="x.png">', []),
        ("a.css", "@font-face { src: url('https://fonts.example/x.woff2') }", ["a.css: https://fonts.example/x.woff2"]),
        ("a.css", "body { background: url(x.png) }", []),
    ],
)
def test_a_site_that_loads_from_another_host_is_found(tmp_path: Path, name: str, text: str, found: list[str]) -> None:
    (tmp_path / name).write_text(text, encoding="utf-8")
    assert check_site.external(tmp_path) == found
    assert check_site.main(tmp_path) == 1
    (tmp_path / "searchindex.js").write_text("", encoding="utf-8")
    assert check_site.main(tmp_path) == (1 if found else 0)
