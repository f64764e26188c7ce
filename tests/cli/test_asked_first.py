"""What people ask first on the command line, and what was misleading: cases of asking."""

from __future__ import annotations

import pytest
from tests.cli.conftest import Run


@pytest.mark.parametrize(
    ("arguments", "shown", "hidden"),
    [
        pytest.param(["compare", "Zeng Fanjun", "Liu Weiping"], "[inferred by the annotator]", "kind disability", id="asking-A38"),
        pytest.param(
            ["explain", "Xiong Jun", "works for", "Xiong Jun's employer in Shenzhen"], "has worked for", "works for", id="asking-A40"
        ),
        pytest.param(["query", "figures-by-measure", "-p", "measure=people with disabilities"], "Qujing", "Error", id="asking-A48"),
        pytest.param(["query", "figures-by-measure", "-p", "measure=wage"], "yuan", "suggest", id="asking-A49"),
    ],
)
def test_the_answer_is_not_misleading(ask: Run, arguments: list[str], shown: str, hidden: str) -> None:
    found = ask(*arguments)
    assert found.code == 0
    assert shown in found.out
    assert hidden not in found.out + found.err
