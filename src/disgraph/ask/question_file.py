"""Reading questions with their right answers from a file."""

from __future__ import annotations

from pathlib import Path

from disgraph.ask.scoring import ScoredQuestion
from disgraph.errors import InputError
from disgraph.yamlfile import Fields, Items, Node, read_yaml


def read_questions(path: Path) -> list[ScoredQuestion]:
    """Read questions from a YAML file: a list of `question`, `kind`, and `words`, `quotes` or `not_stated`.

    Raises:
        InputError: the file is unreadable, or an entry has no question or nothing that a right answer has.
    """
    loaded = read_yaml(path)
    if not isinstance(loaded, Items) or not loaded:
        raise InputError(f"{path}: not a list of questions.", "Write a list of question, kind, and words, quotes or not_stated.")
    return [_read(path, entry) for entry in loaded]


def _read(path: Path, entry: Node) -> ScoredQuestion:
    values = entry if isinstance(entry, Fields) else {}
    text = str(values.get("question", ""))
    is_stated = str(values.get("not_stated", "")) != "true"
    words, quotes = _texts(values.get("words")), _texts(values.get("quotes"))
    if not text or (is_stated and not words and not quotes):
        place = f"{path}:{getattr(entry, 'line', 0)}"
        message = f"{place}: a question without a text, or without what a right answer has."
        raise InputError(message, "Give words, quotes or not_stated: true.")
    return ScoredQuestion(text, str(values.get("kind", "other")), words, quotes, is_stated)


def _texts(node: Node | None) -> tuple[str, ...]:
    return tuple(map(str, node)) if isinstance(node, Items) else () if node is None else (str(node),)
