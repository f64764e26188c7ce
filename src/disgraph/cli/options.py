"""The options that verbs share."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Any, TypeVar

import click

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
