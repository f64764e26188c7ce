"""The first line of a plain text is its title only if it looks like one."""

from __future__ import annotations

import pytest

from disgraph.intake.decode import derive

BODY = "Asha Rao founded Open Hands in Pune.\n"


@pytest.mark.parametrize(
    "title",
    [
        "Able hands",
        "Work in Nakuru, 2016",
        "Who pays?",
        "\u6b8b\u75be\u4eba\u5c31\u4e1a",
        "Hands Ltd.",
        "Visit to Lake Co.",
        "Working hands ...",
    ],
)
@pytest.mark.parametrize("end", ["\n\n", "\n=======\n"])
def test_a_line_that_is_set_apart_is_a_title(title: str, end: str) -> None:
    assert derive(f"\n{title}{end}{BODY}".encode(), "a.txt").title == title


@pytest.mark.parametrize(
    "text",
    [
        f"{BODY}\nShe lives there.\n",
        f"Asha Rao, who was born in Pune in 1980,\n\n{BODY}",
        f"Asha Rao founded Open Hands\nin Pune.\n\n{BODY}",
        f"Date: 12 May 2019\n\n{BODY}",
        f"https://news.example/a\n\n{BODY}",
        f"2019-05-12 Mo\n\n{BODY}",
        f"{'word ' * 60}\n\n{BODY}",
        "Asha Rao",
        "\u963f\u7c73\u5a1c\u662f\u6b8b\u75be\u4eba\u3002\n\n" + BODY,
    ],
)
def test_another_line_is_not(text: str) -> None:
    assert derive(text.encode(), "a.txt").title == ""
