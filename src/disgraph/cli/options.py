"""The options that verbs share, and the groups in which they come."""

from __future__ import annotations

import os
from collections.abc import Callable, Sequence
from datetime import datetime
from math import isfinite
from typing import Any, TypeVar

import click

from disgraph.api.arguments import MAX_SECONDS
from disgraph.relationships.deadline import FREE_MEMORY
from disgraph.relationships.path_options import HUBS


class WholeNumber(click.IntRange):
    """A whole number in a range, as `--help` calls it."""

    name = "number"


class DecimalNumber(click.FloatRange):
    """A number in a range, as `--help` calls it."""

    name = "number"


Command = TypeVar("Command", bound=Callable[..., Any])

TABLES = ("text", "json", "jsonl", "csv", "tsv", "md")


def _seconds(_ctx: click.Context, _param: click.Parameter, value: float | None) -> float | None:
    """Refuse a time beyond every clock."""
    if value is not None and not (isfinite(value) and value <= MAX_SECONDS):
        raise click.BadParameter(f"{value:g} is not a number of seconds up to {MAX_SECONDS:,}.")
    return value


def _day(_ctx: click.Context, _param: click.Parameter, value: datetime | None) -> str:
    """Return a day as an ISO date, or an empty text."""
    return value.date().isoformat() if value else ""


def _no_pager(_ctx: click.Context, _param: click.Parameter, value: bool) -> None:
    if value:
        os.environ["PAGER"] = ""


def _groups(_ctx: click.Context, _param: click.Parameter, value: str) -> frozenset[str]:
    """Return comma-separated groups of hubs."""
    return frozenset(filter(None, value.split(",")))


def _set(_ctx: click.Context, _param: click.Parameter, values: tuple[str, ...]) -> frozenset[str]:
    return frozenset(values)


def format_option(choices: Sequence[str] = TABLES, default: str = "text") -> Callable[[Command], Command]:
    """Add `-f/--format`."""
    return click.option("-f", "--format", "form", type=click.Choice(choices), default=default, show_default=True, help="Output format.")


output_option = click.option("-o", "--output", default="-", metavar="FILE", help="Output file; - is standard output.  [default: -]")
no_pager_option = click.option(
    "--no-pager", is_flag=True, expose_value=False, callback=_no_pager, help="Long output without the pager that PAGER names."
)
quiet_option = click.option("-q", "--quiet", is_flag=True, help="No progress messages.")
limit_option = click.option("--limit", type=WholeNumber(min=1), default=None, help="Maximum number of rows.")
endpoint_option = click.option("--endpoint", metavar="URL", help="SPARQL 1.1 endpoint to read instead of the graph on disk.")
inferred_option = click.option(
    "--include-inferred/--no-inferred", default=True, help="Include derived relations, or leave them out.  [default: include]"
)
all_ways_option = click.option("--all-ways", is_flag=True, help="All relations and quotes of each step, instead of the best one.")


def _timeout(help_text: str) -> Callable[[Command], Command]:
    number = DecimalNumber(min=0, min_open=True)
    return click.option("--timeout", type=number, default=None, callback=_seconds, metavar="SECONDS", help=help_text)


timeout_option = _timeout("Time limit in seconds.")
query_timeout_option = _timeout("Time limit of a query in seconds.  [default: 60; a named query has none]")
memory_option = click.option(
    *("--memory", "memory"),
    type=WholeNumber(min=0),
    default=FREE_MEMORY >> 20,
    show_default=True,
    metavar="MB",
    help="Memory limit of a query; 0 for none.",
)
endpoint_timeout_option = _timeout("Time limit for an endpoint, in seconds.")
only_option = click.option("-p", "--only", multiple=True, callback=_set, metavar="KIND", help="Relations of this kind only.")
exclude_option = click.option("--exclude", multiple=True, callback=_set, metavar="KIND", help="Relations of every kind but this.")
through_option = click.option(
    "--through", default="", callback=_groups, metavar="GROUPS", help=f"Hubs to include: {', '.join(HUBS)} (comma-separated)."
)
strict_option = click.option("--strict", is_flag=True, help="Direct connections only, no weak ones.")
as_of_option = click.option(
    "--as-of",
    type=click.DateTime(["%Y-%m-%d"]),
    default=None,
    callback=_day,
    metavar="YYYY-MM-DD",
    help="Relations that held on this day, or have no date.",
)


def _together(*options: Callable[[Any], Any]) -> Callable[[Command], Command]:
    """Return one decorator for several options, in the order of `--help`."""

    def decorate(command: Command) -> Command:
        for option in reversed(options):
            command = option(command)
        return command

    return decorate


#: Which relations count, where the graph is stored, and for how long a search may run.
relation_options = _together(only_option, exclude_option, as_of_option, inferred_option, endpoint_option, timeout_option)

#: Where the graph is stored, for verbs that read one thing.
endpoint_options = _together(endpoint_option, endpoint_timeout_option)


def output_options(choices: Sequence[str] = ("text", "md", "json")) -> Callable[[Command], Command]:
    """Add `--format`, `--output`, `--no-pager` and `--quiet`."""
    return _together(format_option(choices), output_option, no_pager_option, quiet_option)
