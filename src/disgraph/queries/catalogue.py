"""Named queries: files with a header that says what they answer.

    # question: Who works or worked where?
    # param: person name  whose work is asked for
    # column: role  what the person does there
    PREFIX dg: ...
    SELECT ...

A parameter is a variable of the query that gets a value, written as a term by its class. Its kind is `name` (an entity by name, id or
IRI), `iri`, `text`, `number`, `date`, `class` (a class of the ontology by its name), `document` (by its id) or `section` (words of its
heading). `name:Measure` takes names of that class alone. A parameter whose note ends in `(optional)` may be left open. A line
`# if NAME: PATTERN` counts only if the parameter has a value, so that a query does not pay for what is not asked:

    # param: section section  only the sections whose heading contains these words (optional)
    ...
    # if section: ?evidence dg:inSection/rdfs:label ?heading . FILTER(CONTAINS(LCASE(?heading), LCASE(?section)))
"""

from __future__ import annotations

import re
from collections.abc import Container
from pathlib import Path
from typing import NamedTuple

from disgraph.errors import InputError, MisuseError
from disgraph.files import files_in, read_text
from disgraph.sparql.guard import keywords

KINDS = ("name", "iri", "text", "number", "date", "class", "document", "section")
_CONDITION = re.compile(r"^(?P<indent> *)# if (?P<name>\w+): (?P<pattern>.+)$", re.MULTILINE)


class Parameter(NamedTuple):
    """A parameter of a named query."""

    name: str
    kind: str
    note: str
    of_class: str = ""

    @property
    def is_optional(self) -> bool:
        """Whether it may be left open."""
        return self.note.endswith("(optional)")


class NamedQuery(NamedTuple):
    """A query with the question that it answers, its parameters and its columns with their notes."""

    name: str
    question: str
    parameters: tuple[Parameter, ...]
    columns: tuple[tuple[str, str], ...]
    text: str

    @property
    def form(self) -> str:
        """SELECT, ASK or CONSTRUCT: what kind of query it is."""
        return next((word for word in keywords(self.text) if word in ("SELECT", "ASK", "CONSTRUCT")), "SELECT")


def with_conditions(text: str, given: Container[str]) -> str:
    """Return a query with the lines that count because a parameter has a value.

    >>> with_conditions("# if section: ?x dg:inSection ?section .", {"section"})
    '?x dg:inSection ?section .'
    """

    def line(match: re.Match[str]) -> str:
        return match["indent"] + match["pattern"] if match["name"] in given else match[0]

    return _CONDITION.sub(line, text)


def read_queries(folder: Path) -> dict[str, NamedQuery]:
    """Read every `.rq` file of a folder, by name.

    Raises:
        InputError: a header is not understood, or says no question.
    """
    return {path.stem: _with_question(path) for path in files_in(folder, "*.rq")}


def read_named(folder: Path, name: str) -> NamedQuery | None:
    """Read the query of a name in a folder and no other; None if there is none.

    Raises:
        InputError: its header is not understood, or says no question.
    """
    return next((_with_question(path) for path in files_in(folder, "*.rq") if path.stem == name), None)


def _with_question(path: Path) -> NamedQuery:
    query = read_query(path)
    if not query.question:
        raise InputError(f"{path}: no `# question:` line.", "Say what the query answers.")
    return query


def read_query(path: Path) -> NamedQuery:
    """Read one query file; a header may be missing.

    Raises:
        InputError: the file cannot be read, or its header is not understood.
    """
    try:
        text = read_text(path)
    except (OSError, ValueError) as error:
        reason = error.strerror if isinstance(error, OSError) else error
        raise InputError(f"{path}: cannot be read ({reason}).", "Check the name.") from error
    return parse_query(path.stem, text)


def parse_query(name: str, text: str) -> NamedQuery:
    """Return a query with what its header says.

    Raises:
        InputError: a header line is not understood.
    """
    question, parameters, columns = "", [], []
    for number, line in enumerate(text.splitlines(), 1):
        key, _, value = line.removeprefix("#").strip().partition(":")
        if not line.startswith("#") or key not in ("question", "param", "column"):
            continue
        first, _, rest = value.strip().partition(" ")
        wanted, _, note = rest.strip().partition(" ")
        kind, _, of_class = wanted.partition(":")
        if key == "question":
            question = value.strip()
        elif key == "column":
            columns.append((first, rest.strip()))
        elif kind in KINDS:
            parameters.append(Parameter(first, kind, note.strip(), of_class))
        else:
            raise InputError(f"{name}, line {number}: {kind!r} is no kind of parameter.", f"Kinds are {', '.join(KINDS)}.")
    return NamedQuery(name, question, tuple(parameters), tuple(columns), text)


def find_query(folder: Path, name: str) -> NamedQuery:
    """Return the named query.

    Raises:
        InputError: the name is that of a file which does not exist.
        MisuseError: there is none; the nearest names are listed.
    """
    if name.endswith((".rq", ".sparql")) or name.startswith(("/", "./", "../")):
        raise InputError(f"{name}: there is no such file.", "Check its path; `disgraph queries` lists the named queries.")
    queries = read_queries(folder)
    if name not in queries:
        from disgraph.similarity import nearest

        name = name[:80]
        raise MisuseError(f"No named query {name!r}.", f"Nearest: {', '.join(nearest(name, queries))}; `disgraph queries` lists all.")
    return queries[name]
