"""The classes are listed in the ontology alone, not in lists of class names in code."""

from __future__ import annotations

import ast
from pathlib import Path

from disgraph.ontology.vocabulary_reader import read_vocabulary
from disgraph.project import shipped_project

SOURCE = Path(__file__).parents[2] / "src" / "disgraph"


def _names(node: ast.AST) -> list[str]:
    """Return the texts of a literal collection, none if it holds anything else."""
    if isinstance(node, ast.Tuple | ast.List | ast.Set):
        elements = list(node.elts)
    elif isinstance(node, ast.Dict):
        elements = [key for key in node.keys if key is not None]
    else:
        return []
    texts = [element.value for element in elements if isinstance(element, ast.Constant) and isinstance(element.value, str)]
    return texts if len(texts) == len(elements) else []


def class_lists(text: str, classes: set[str]) -> list[int]:
    """Return the lines of the literal collections with two or more elements that are all names of classes."""
    found = ((node, _names(node)) for node in ast.walk(ast.parse(text)))
    return [node.lineno for node, names in found if len(names) > 1 and classes.issuperset(names) and isinstance(node, ast.expr)]


def test_a_list_of_classes_is_found_in_every_form() -> None:
    classes = {"Visit", "Remark"}
    text = 'a = ("Visit", "Remark")\nb = ["Visit", "Remark"]\nc = {"Visit", "Remark"}\nd = {"Visit": 1, "Remark": 2}\n'
    assert class_lists(text, classes) == [1, 2, 3, 4]
    assert class_lists('a = ("Visit",)\nb = ("Visit", "Grant")\nc = ("Visit", Remark)\n', classes) == []


def test_code_has_no_lists_of_classes() -> None:
    """structure-B4, structure-B6: fails when a list of class names is added.

    To add what such a list would say, write a facet into `ontology/display.ttl` and read it through `disgraph.ontology`.
    """
    classes = set(read_vocabulary(shipped_project().ontology).classes)
    places = {path.relative_to(SOURCE).as_posix(): class_lists(path.read_text("utf-8"), classes) for path in SOURCE.rglob("*.py")}
    assert len(places) > 100
    assert {path: lines for path, lines in sorted(places.items()) if lines} == {}
