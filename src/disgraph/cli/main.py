"""The verbs as commands of click; each is imported when it is called."""

from __future__ import annotations

from importlib import import_module

import click

from disgraph import __version__
from disgraph.cli.verbs import EXAMPLE, INTRODUCTION, VERBS, help_page


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

    def get_help(self, ctx: click.Context) -> str:
        """Return the help page without importing the verbs."""
        return help_page().rstrip()

    def resolve_command(self, ctx: click.Context, args: list[str]) -> tuple[str | None, click.Command | None, list[str]]:
        """Find the verb, or name the nearest ones."""
        if args and args[0] not in VERBS and not args[0].startswith("-"):
            from disgraph.similarity import nearest

            raise click.UsageError(f"No verb {args[0][:40]!r}. Nearest: {', '.join(nearest(args[0][:40], VERBS))}.", ctx)
        return super().resolve_command(ctx, args)


@click.group(
    cls=Verbs, help=INTRODUCTION, epilog=EXAMPLE, context_settings={"help_option_names": ["-h", "--help"], "max_content_width": 110}
)
@click.version_option(__version__, "--version", message="disgraph %(version)s")
@click.option("--debug", is_flag=True, help="Show the traceback of an error.")
def cli(debug: bool) -> None:
    """Hold the verbs; `--debug` is looked at where the process begins."""


def run_click(arguments: list[str]) -> int:
    """Run a verb and return its exit code; errors of this project pass through."""
    try:
        code = cli.main(arguments, prog_name="disgraph", standalone_mode=False)
    except click.exceptions.Exit as stop:
        code = stop.exit_code
    except click.ClickException as error:
        error.show()
        code = 2
    except click.Abort as error:
        raise KeyboardInterrupt from error
    return code if isinstance(code, int) else 0
