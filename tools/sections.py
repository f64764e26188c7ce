"""The parts of the documentation that are made from the code: one function for each, returning Markdown."""

from __future__ import annotations

import ast
import json
import re
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import click
import yaml

ROOT = Path(__file__).resolve().parents[1]
PACKAGE = ROOT / "src" / "disgraph"
SCHEMAS = PACKAGE / "render" / "schemas"


def errors() -> str:
    """Return a table of the errors, in the order of their tree."""
    from disgraph.errors import DisgraphError

    rows = [f"| `{error.name}` | {error.exit_code} | `{error.__name__}` | {_first_line(error)} |" for error in _tree(DisgraphError)]
    return "\n".join(["| name | exit code | class in `disgraph.errors` | meaning |", "|---|---|---|---|", *rows])


def _tree(error: Any) -> Iterator[Any]:
    """Yield the classes below an error that have a name of their own."""
    for below in error.__subclasses__():
        if below.__module__ == error.__module__:
            if "name" in vars(below):
                yield below
            yield from _tree(below)


def _first_line(thing: object) -> str:
    return (thing.__doc__ or "").strip().partition("\n")[0].rstrip(".").replace("|", "\\|")


def rooms() -> str:
    """Return a table of the rooms, in the order of imports, with what each holds."""
    rows = [f"| `{name}` | {_room(name)} |" for name in room_names() if not name.startswith("_")]
    return "\n".join(["| room | holds |", "|---|---|", *rows])


def room_names() -> tuple[str, ...]:
    """Return the rooms as the test of the architecture has them."""
    tree = ast.parse((ROOT / "tests" / "test_architecture.py").read_text(encoding="utf-8"))
    found = (node.value for node in tree.body if isinstance(node, ast.Assign) and ast.unparse(node.targets[0]) == "ROOMS")
    names: tuple[str, ...] = ast.literal_eval(next(found))
    return tuple(name for name in names if _module(name).exists())


def _module(room: str) -> Path:
    folder = PACKAGE / room / "__init__.py"
    return folder if folder.exists() else PACKAGE / f"{room}.py"


def _room(name: str) -> str:
    text = ast.get_docstring(ast.parse(_module(name).read_text(encoding="utf-8"))) or ""
    return " ".join(text.partition("\n\n")[0].split()).replace("|", "\\|")


def commands() -> str:
    """Return a section for each verb: usage, description, options and an example."""
    from disgraph.cli.main import cli

    context = click.Context(cli, info_name="disgraph")
    verbs = [(name, cli.get_command(context, name)) for name in cli.list_commands(context)]
    return "\n\n".join(_verb(name, verb, context) for name, verb in verbs if verb is not None)


def _verb(name: str, verb: click.Command, above: click.Context) -> str:
    context = click.Context(verb, info_name=name, parent=above)
    usage = " ".join([f"disgraph {name}", *verb.collect_usage_pieces(context)])
    parts = [f"## {name}", _paragraphs(verb.help or ""), f"```text\n{usage}\n```", _options(verb, context), _example(verb.epilog or "")]
    return "\n\n".join(filter(None, parts))


def _paragraphs(text: str) -> str:
    """Return a help text without the marks of click."""
    return "\n\n".join(" ".join(part.split()) for part in re.sub(r"\f.*|\x08", "", text, flags=re.DOTALL).strip().split("\n\n"))


def _example(epilog: str) -> str:
    command = epilog.partition("Example: ")[2].strip()
    return f"```sh\n{command}\n```" if command else ""


def _options(verb: click.Command, context: click.Context) -> str:
    records = [option.get_help_record(context) for option in verb.params if isinstance(option, click.Option)]
    rows = [f"| `{_cell(record[0])}` | {_cell(record[1])} |" for record in records if record]
    return "\n".join(["| option | meaning |", "|---|---|", *rows]) if rows else ""


def _cell(text: str) -> str:
    return " ".join(text.split()).replace("|", "\\|")


def json_keys() -> str:
    """Return a table of the keys of each JSON output, and of the objects that several have, read from the JSON Schemas."""
    schemas = [json.loads(path.read_text(encoding="utf-8")) for path in sorted(SCHEMAS.glob("*.json"))]
    outputs = [_keys_section(f"### {_usage(schema['title'])}", schema) for schema in schemas if "properties" in schema]
    shared = [_keys_section(f"#### {each['title']}", each) for each in _definitions().values()]
    return "\n\n".join([*outputs, "### Objects that several outputs have", *shared])


def _definitions() -> Any:
    return json.loads((SCHEMAS / "shared.json").read_text(encoding="utf-8"))["$defs"]


def _usage(title: str) -> str:
    return f"`{title}`" if title.startswith("disgraph ") else title


def _keys_section(heading: str, schema: Any) -> str:
    rows = [f"| `{key}` | {kind} | {_cell(text)} |" for key, kind, text in _keys(schema) if key != "schema_version"]
    return "\n".join([heading, schema["description"], "", "| key | value | meaning |", "|---|---|---|", *rows])


def _keys(schema: Any, before: str = "") -> Iterator[tuple[str, str, str]]:
    """Yield each key with its path (`parts[].steps[].from`), the kind of its value and its description."""
    for name, part in schema.get("properties", {}).items():
        key = f"{before}{name}"
        yield key, _kind(part), part["description"]
        inner, marks = part, ""
        while inner.get("type") == "array" and "items" in inner:
            inner, marks = inner["items"], f"{marks}[]"
        yield from _keys(inner, f"{key}{marks}.")


def _kind(part: Any) -> str:
    """Return the kind of a value in words; shared objects are links to their section."""
    if "$ref" in part:
        title = _definitions()[part["$ref"].rpartition("/")[2]]["title"]
        return f"[{title.lower()}](#{title.lower().replace(' ', '-')})"
    if part.get("type") == "array":
        return f"list of {_kind(part['items'])}" if "items" in part else "list"
    named = part.get("type", "integer")
    return (named if isinstance(named, str) else " or ".join(named)) + _choices(part)


def _choices(part: Any) -> str:
    return f": {', '.join(f'`{value}`' for value in part['enum'] if value)}" if "enum" in part else ""


def checks() -> str:
    """Return a table of the checks of the audit."""
    from disgraph.audit.table import CHECKS

    rows = [f"| {_codes(check.ids)} | {_cell(check.question)} | {', '.join(check.verdicts)} |" for check in CHECKS]
    return "\n".join(["| check | question | verdicts |", "| --- | --- | --- |", *rows])


def _codes(names: tuple[str, ...]) -> str:
    return ", ".join(f"`{name}`" for name in names)


def findings() -> str:
    """Return a table of the findings that the tests expect in the five documents."""
    expected = yaml.safe_load((ROOT / "tests" / "audit" / "seeds.yaml").read_text(encoding="utf-8"))
    rows = [_finding(each) for each in expected["findings"]]
    return "\n".join(["| document, lines | verdict | check | finding |", "| --- | --- | --- | --- |", *rows])


def _finding(expected: Any) -> str:
    document = expected["claims"][0].partition("/")[0]
    lines = ", ".join(map(str, expected["lines"]))
    recomputed = f" (recomputed: {expected['recomputed']})" if expected["recomputed"] else ""
    return f"| {document}, {lines} | {expected['verdict']} | {expected['check']} | {_cell(expected['why'])}{recomputed} |"


#: Page, name of the section, and what makes it.
SECTIONS: tuple[tuple[str, str, Callable[[], str]], ...] = (
    ("CONTRIBUTING.md", "rooms", rooms),
    ("docs/audit.md", "checks", checks),
    ("docs/audit.md", "findings", findings),
    ("docs/commands.md", "commands", commands),
    ("docs/formats.md", "errors", errors),
    ("docs/formats.md", "JSON keys", json_keys),
)


def filled(page: str, name: str, text: str) -> str:
    """Return a page with a section replaced.

    Raises:
        ValueError: the page has no marks of that name.
    """
    begin, end = f"<!-- generated: {name} -->\n", "<!-- end -->"
    before, mark, rest = page.partition(begin)
    _, last, after = rest.partition(end)
    if not (mark and last):
        raise ValueError(f"no section {name!r}")
    return f"{before}{begin}{text}\n{end}{after}"
