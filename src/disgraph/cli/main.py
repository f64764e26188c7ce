"""The entry point: verbs are imported when they are called, errors become words and exit codes."""

from __future__ import annotations

import os
import sys
from importlib import import_module
from typing import TYPE_CHECKING, Any

import click

from disgraph import __version__
from disgraph.errors import DisgraphError, Refused, UnresolvedName

if TYPE_CHECKING:
    from types import TracebackType

#: Every verb with the line that `disgraph --help` says of it; a verb is the function of its name in `disgraph.cli.<verb>`.
VERBS = {
    "build": "Build the graph from documents and claims.",
    "validate": "Check the graph against its shapes.",
    "query": "Ask the graph in SPARQL, or by a named query.",
    "queries": "List the named queries.",
    "path": "Explain how two entities are connected.",
    "show": "Tell everything about one entity.",
    "search": "Find names and passages.",
    "evidence": "Show the words that state something.",
    "stats": "Show the graph in numbers.",
    "export": "Write the graph to a file for another program.",
    "init": "Begin a project of your own.",
}


class Verbs(click.Group):
    """A group that imports a verb only when it is called."""

    def list_commands(self, ctx: click.Context) -> list[str]:
        """Return the verbs in the order of a working day."""
        return list(VERBS)

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:
        """Import a verb."""
        if cmd_name not in VERBS:
            return None
        command = getattr(import_module(f"disgraph.cli.{cmd_name}"), cmd_name)
        assert isinstance(command, click.Command)
        return command

    def format_commands(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        """List the verbs without importing them."""
        with formatter.section("Verbs"):
            formatter.write_dl(list(VERBS.items()))

    def resolve_command(self, ctx: click.Context, args: list[str]) -> tuple[str | None, click.Command | None, list[str]]:
        """Find the verb, or name the nearest ones."""
        if args and args[0] not in VERBS and not args[0].startswith("-"):
            from disgraph.names import nearest

            raise click.UsageError(f"No verb {args[0][:40]!r}. Nearest: {', '.join(nearest(args[0][:40], VERBS))}.", ctx)
        return super().resolve_command(ctx, args)


@click.group(cls=Verbs, context_settings={"help_option_names": ["-h", "--help"], "max_content_width": 110})
@click.version_option(__version__, "--version", message="disgraph %(version)s")
@click.option("--debug", is_flag=True, help="Show the traceback of an error.")
@click.pass_context
def cli(ctx: click.Context, debug: bool) -> None:
    r"""Ask what documents say of disability, work and support, and see the exact words that say it.

    Inside a directory with disgraph.toml the verbs work on that project, elsewhere on the graph of the five seed documents.

    \b
    Example:
      disgraph path "Liu Weiping" "Tang Xiaopeng"
    """
    ctx.obj = {"debug": debug}


def main(arguments: list[str] | None = None) -> None:
    """Run the command line and exit with its code: see `disgraph.errors`."""
    given = sys.argv[1:] if arguments is None else arguments
    debug = "--debug" in given
    if not debug:
        sys.excepthook = _unexpected
    try:
        code = cli.main(given, prog_name="disgraph", standalone_mode=False)
        sys.stdout.flush()
    except click.exceptions.Exit as stop:
        code = stop.exit_code
    except click.ClickException as error:
        error.show()
        code = 2
    except (click.Abort, KeyboardInterrupt):
        _say("Interrupted.")
        code = 130
    except BrokenPipeError:
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        code = 0
    except DisgraphError as error:
        if debug:
            raise
        tell(error)
        code = error.exit_code
    sys.exit(code if isinstance(code, int) else 0)


def tell(error: DisgraphError) -> None:
    """Say on stderr what went wrong and what to do."""
    problems = error.problems if isinstance(error, Refused) else ()
    for problem in problems[:50]:
        _say(str(problem))
    if len(problems) > 50:
        _say(f"... and {len(problems) - 50} more")
    _say(f"Error: {error.message} [{error.name}]")
    if isinstance(error, UnresolvedName):
        for candidate in error.candidates:
            documents = f", documents {', '.join(candidate.documents)}" if candidate.documents else ""
            _say(f"  {candidate.label}  ({candidate.type}{documents})  {candidate.iri}")
    if error.remedy:
        _say(error.remedy)


def _say(text: str) -> None:
    click.echo(text, err=True)


def _unexpected(kind: type[BaseException], error: BaseException, _trace: TracebackType | None) -> Any:
    _say(f"Error: something unexpected went wrong ({kind.__name__}: {error}). [internal]")
    _say("Please report it with the output of the same command with --debug in front of the verb.")
