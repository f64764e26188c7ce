"""Reading YAML: every scalar is the text that was typed, with its line; what is not plain is refused with its line."""

from __future__ import annotations

from pathlib import Path

import pytest

from disgraph.errors import Problem, Refused
from disgraph.yamlfile import MAX_DEPTH, Fields, Items, Node, Text, read_yaml


def read(folder: Path, data: bytes | str) -> Node:
    """Read a file with the given content."""
    path = folder / "x.yaml"
    path.write_bytes(data.encode() if isinstance(data, str) else data)
    return read_yaml(path, "x.yaml")


def refused(folder: Path, data: bytes | str) -> Problem:
    """Return the one problem of a file."""
    with pytest.raises(Refused) as caught:
        read(folder, data)
    (problem,) = caught.value.problems
    return problem


@pytest.mark.parametrize("word", ["2017", "2020-05-17", "no", "on", "null", "~", "1_000", "0x1F", "1e5", "12:30", "=", "!x", "true", "''"])
def test_a_scalar_is_what_was_typed(tmp_path: Path, word: str) -> None:
    node = read(tmp_path, f"key: {word}\n")
    assert isinstance(node, Fields)
    assert node["key"] == ("" if word in ("''", "!x") else word)


def test_every_node_knows_its_line(tmp_path: Path) -> None:
    node = read(tmp_path, "# a comment\na: x\nb:\n  - y\n  - c: |\n      several\n      lines\n")
    assert isinstance(node, Fields)
    first, second = node["a"], node["b"]
    assert isinstance(second, Items)
    inner = second[1]
    assert isinstance(inner, Fields)
    assert inner == {"c": "several\nlines\n"}
    assert [node.line, first.line, second.line, second[0].line, inner.line, inner["c"].line] == [2, 2, 4, 4, 5, 5]
    assert [key.line for key in node if isinstance(key, Text)] == [2, 3]


def test_a_mapping_keeps_the_order_of_the_file(tmp_path: Path) -> None:
    assert list(read(tmp_path, "b: 1\na: 2\nc: 3\n")) == ["b", "a", "c"]


@pytest.mark.parametrize(
    ("data", "line", "words"),
    [
        ("", 0, "the file is empty"),
        ("# only a comment\n", 0, "the file is empty"),
        ("a: 1\nb: 2\na: 3\n", 3, "a occurs twice"),
        ("a: &x 1\nb: *x\n", 1, "anchors and aliases"),
        ("a: 1\nb: *x\n", 2, "anchors and aliases"),
        ("a: &x [1]\n", 1, "anchors and aliases"),
        ("? [a, b]\n: c\n", 1, "a key is not a text"),
        ("a: 1\n---\nb: 2\n", 2, "a second document"),
        ("a:\n\tb: 1\n", 2, "cannot start any token"),
        ("a: b: c\n", 1, "mapping values are not allowed"),
        ("a: 'x\n", 2, "unexpected end of stream"),
        ("a: [1, 2\n", 2, "did not find expected"),
        ("a: @x\n", 1, "cannot start any token"),
        (b"a: \xe9t\xe9\n", 0, "invalid"),
        (b"a: \x00\n", 0, "control characters"),
    ],
)
def test_what_cannot_be_read_is_refused_with_its_line(tmp_path: Path, data: bytes | str, line: int, words: str) -> None:
    problem = refused(tmp_path, data)
    assert (problem.rule, problem.file, problem.line) == ("broken-yaml", "x.yaml", line)
    assert words in problem.message


def test_nesting_is_refused_beyond_the_limit_and_taken_up_to_it(tmp_path: Path) -> None:
    assert read(tmp_path, "[" * MAX_DEPTH + "]" * MAX_DEPTH)
    assert "nested deeper" in refused(tmp_path, "[" * (MAX_DEPTH + 2) + "]" * (MAX_DEPTH + 2)).message


@pytest.mark.parametrize("opening", ["[", "{a: ", "- ", "? "])
def test_nesting_without_end_is_refused_not_a_crash(tmp_path: Path, opening: str) -> None:
    assert refused(tmp_path, opening * 100_000).rule == "broken-yaml"


def test_aliases_that_multiply_are_refused_unexpanded(tmp_path: Path) -> None:
    levels = "".join(f"l{n}: &l{n} [{', '.join([f'*l{n - 1}'] * 10)}]\n" for n in range(1, 10))
    assert refused(tmp_path, f"l0: &l0 [x]\n{levels}").line == 1


def test_a_missing_file_is_refused_by_name(tmp_path: Path) -> None:
    with pytest.raises(Refused) as caught:
        read_yaml(tmp_path / "none.yaml")
    (problem,) = caught.value.problems
    assert (problem.rule, problem.file) == ("missing-file", str(tmp_path / "none.yaml"))


def test_line_ends_of_other_systems_and_a_byte_order_mark_are_read(tmp_path: Path) -> None:
    assert read(tmp_path, b"\xef\xbb\xbfa: 1\r\nb: 2\r\n") == {"a": "1", "b": "2"}
