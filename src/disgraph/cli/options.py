"""The options that verbs share."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import datetime
from math import isfinite
from typing import Any, TypeVar

import click

MAX_SECONDS = 1_000_000
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
endpoint_option = click.option("--endpoint", metavar="URL", help="Ask this SPARQL 1.1 endpoint instead of the graph on disk.")
inferred_option = click.option("--include-inferred/--no-inferred", default=True, help="With or without what follows by reasoning.")


def _seconds(_ctx: click.Context, _param: click.Parameter, value: float | None) -> float | None:
    """Refuse a time that no clock counts to."""
    if value is not None and not (isfinite(value) and value <= MAX_SECONDS):
        raise click.BadParameter(f"{value:g} is no number of seconds up to {MAX_SECONDS:,}.")
    return value


def _day(_ctx: click.Context, _param: click.Parameter, value: datetime | None) -> str:
    """Return a day as an ISO date, or an empty text."""
    return value.date().isoformat() if value else ""


def _groups(_ctx: click.Context, _param: click.Parameter, value: str) -> frozenset[str]:
    """Return groups of hubs that are written with commas between."""
    return frozenset(filter(None, value.split(",")))


def _set(_ctx: click.Context, _param: click.Parameter, values: tuple[str, ...]) -> frozenset[str]:
    return frozenset(values)


timeout_option = click.option(
    "--timeout",
    type=click.FloatRange(min=0, min_open=True),
    default=None,
    callback=_seconds,
    help="Seconds after which the command ends without an answer.",
)
asking_timeout_option = click.option(
    "--timeout",
    type=click.FloatRange(min=0, min_open=True),
    default=None,
    callback=_seconds,
    help="With --endpoint: seconds after which it is asked no longer.",
)
only_option = click.option("-p", "--only", multiple=True, callback=_set, metavar="KIND", help="Only relations of this kind.")
exclude_option = click.option("--exclude", multiple=True, callback=_set, metavar="KIND", help="No relations of this kind.")
through_option = click.option(
    "--through", default="", callback=_groups, metavar="GROUPS", help="Let in places, kinds, populations (comma-separated) on the way."
)
as_of_option = click.option(
    "--as-of",
    type=click.DateTime(["%Y-%m-%d"]),
    default=None,
    callback=_day,
    metavar="YYYY-MM-DD",
    help="Relations that held on this day, or have no date.",
)
