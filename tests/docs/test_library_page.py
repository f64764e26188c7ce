"""Every session that docs/library.md shows is run, and gives what is shown."""

from __future__ import annotations

import doctest
import re
from pathlib import Path
from typing import Any

import pytest

PAGE = Path(__file__).parents[2] / "docs" / "library.md"
SESSION = re.compile(r"```python\n(.*?)```", re.DOTALL)


def test_the_sessions_of_the_page_give_what_is_shown(built: None) -> None:
    pytest.importorskip("pandas")
    sessions = SESSION.findall(PAGE.read_text(encoding="utf-8"))
    assert len(sessions) > 8
    parser, runner, names = doctest.DocTestParser(), doctest.DocTestRunner(optionflags=doctest.ELLIPSIS), dict[str, Any]()
    result: list[str] = []
    for session in sessions:
        test = parser.get_doctest(session, names, "docs/library.md", None, None)
        assert test.examples, session
        runner.run(test, out=result.append, clear_globs=False)
        names = test.globs
    assert "".join(result) == ""
    assert runner.tries > 15


def test_the_page_names_every_method() -> None:
    """interface-N1, structure-A3."""
    from disgraph.api.knowledge_graph import KnowledgeGraph

    page = PAGE.read_text(encoding="utf-8")
    verbs = [base for base in KnowledgeGraph.__mro__ if base.__name__.endswith("Verbs")]
    methods = [name for base in (KnowledgeGraph, *verbs) for name, value in vars(base).items() if callable(value) and name[0] != "_"]
    assert len(methods) > 15
    assert [name for name in methods if f"graph.{name}(" not in page] == ["answer", "bound_query"]
