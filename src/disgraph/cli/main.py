"""The verbs as commands of click; each is imported when it is called."""

from __future__ import annotations

import os
from importlib import import_module
from typing import TYPE_CHECKING, Any

import click

from disgraph import __version__
from disgraph.cli.completion import complete_verb
from disgraph.cli.verbs import COMPLETION, EXAMPLE, INTRODUCTION, VERBS, help_page

if TYPE_CHECKING:
    from click.shell_completion import CompletionItem


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
        """Find the verb.

        Raises:
            MisuseError: there is no such verb; the remedy suggests one.
        """
        if args and args[0] not in VERBS and not args[0].startswith("-"):
            from disgraph.cli.unknown_verb import unknown_verb

            raise unknown_verb(args[0])
        return super().resolve_command(ctx, args)

    def invoke(self, ctx: click.Context) -> Any:
        """Run the verb; it ends well where the reader of its output has gone, while click would exit with 1."""
        try:
            return super().invoke(ctx)
        except BrokenPipeError:
            return 0

    def shell_complete(self, ctx: click.Context, incomplete: str) -> list[CompletionItem]:
        """Complete verbs without importing them, and the options before the verb."""
        return [*complete_verb(incomplete), *click.Command.shell_complete(self, ctx, incomplete)]


@click.group(
    cls=Verbs, help=INTRODUCTION, epilog=EXAMPLE, context_settings={"help_option_names": ["-h", "--help"], "max_content_width": 110}
)
@click.version_option(__version__, "--version", message="disgraph %(version)s")
@click.option("--debug", is_flag=True, help="Show the traceback of an error.")
def cli(debug: bool) -> None:
    """Hold the verbs; `disgraph.cli.start` reads `--debug`."""


def run_click(arguments: list[str]) -> int:
    """Run a verb and return its exit code; errors of this project pass through."""
    if COMPLETION in os.environ:
        from disgraph.cli.bash_completion import register

        register()
    try:
        code = cli.main(arguments, prog_name="disgraph", complete_var=COMPLETION, standalone_mode=False)
    except click.exceptions.Exit as stop:
        code = stop.exit_code
    except click.ClickException as error:
        error.show()
        code = 2
    except click.Abort as error:
        raise KeyboardInterrupt from error
    return code if isinstance(code, int) else 0
