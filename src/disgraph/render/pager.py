"""Long text in the user's pager, when standard output is a terminal. Nothing heavy is imported here."""

from __future__ import annotations

import os
import sys

#: Lines of a screen that a prompt needs.
_PROMPT = 1


def pager_command(text: str) -> list[str]:
    """Return the pager for a text with its arguments; empty where the text fits the screen or no pager is wanted.

    `PAGER` names another pager than `less`; empty or `cat`, it names none.
    """
    if not (sys.stdout.isatty() and sys.stdin is not None and sys.stdin.isatty()) or os.environ.get("TERM") == "dumb":
        return []
    import shlex
    import shutil

    if text.count("\n") <= shutil.get_terminal_size((100, 24)).lines - _PROMPT:
        return []
    command = shlex.split(os.environ.get("PAGER", "less"))
    return command if command and command != ["cat"] and shutil.which(command[0]) else []


def page(text: str, command: list[str]) -> None:
    """Show a text in a pager, and wait until the user leaves it."""
    import subprocess

    environment = {"LESS": "FX"} | dict(os.environ)
    with subprocess.Popen(command, stdin=subprocess.PIPE, env=environment) as process:  # noqa: S603  (the pager that the user chose)
        try:
            process.communicate(text.encode(errors="replace"))
        except KeyboardInterrupt:  # `less` handles it, and stays
            process.wait()
