"""What verbs share: options, the opened graph, and writing to standard output or a file."""

from __future__ import annotations

import os
import sys
from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING, Any, TypeVar

import click

from disgraph.errors import InputError

if TYPE_CHECKING:
    from disgraph.facts.graph import Graph
    from disgraph.project import Project

Command = TypeVar("Command", bound=Callable[..., Any])

TABLES = ("text", "json", "jsonl", "csv", "tsv", "md")


def format_option(choices: Sequence[str] = TABLES, default: str = "text") -> Callable[[Command], Command]:
    """Add `-f/--format`."""
    return click.option(
        "-f", "--format", "form", type=click.Choice(choices), default=default, show_default=True, help="Form of the output."
    )


output_option = click.option("-o", "--output", default="-", help="File to write to; - is standard output.")
quiet_option = click.option("-q", "--quiet", is_flag=True, help="No progress.")
limit_option = click.option("--limit", type=click.IntRange(min=1), default=None, help="At most so many rows.")
inferred_option = click.option("--include-inferred/--no-inferred", default=True, help="With or without what follows by reasoning.")


def current_project() -> Project:
    """Return the project of the working directory, or the shipped one."""
    from pathlib import Path

    from disgraph.project import find_project

    return find_project(Path.cwd())


def open_current(quiet: bool = False, with_inferred: bool = True) -> Graph:
    """Open the graph of the working directory's project; the shipped one is built on first use."""
    from disgraph.errors import NotBuilt
    from disgraph.facts.graph import Graph
    from disgraph.store.swap import current_graph

    project = current_project()
    try:
        folder = current_graph(os.fspath(project.build))
    except NotBuilt:
        if not project.is_shipped:
            raise
        from disgraph.pipeline import build

        say = progress(quiet)
        say("First use: building the graph of the five seed documents (once, a few seconds)")
        folder = os.fspath(build(project, say)[0])
    return Graph(folder, with_inferred)


def progress(quiet: bool) -> Callable[[str], None]:
    """Return what tells steps on stderr."""

    def say(text: str) -> None:
        if not quiet:
            click.echo(text, err=True)

    return say


def write(text: str | bytes, output: str) -> None:
    """Write to standard output, or to a file that is replaced only when the new one is whole.

    Raises:
        InputError: the file cannot be written.
    """
    data = text.encode() if isinstance(text, str) else text
    if output == "-":
        sys.stdout.flush()
        sys.stdout.buffer.write(data)
        return
    beside = f"{output}.{os.getpid()}.part"
    try:
        with open(beside, "wb") as file:
            file.write(data)
        os.replace(beside, output)
    except OSError as error:
        raise InputError(f"{output}: cannot be written ({error.strerror}).", "Choose another file with -o.") from error
    finally:
        if os.path.exists(beside):
            os.unlink(beside)
