"""`disgraph init DIR`."""

from __future__ import annotations

import click


@click.command(epilog="Example: disgraph init mywork")
@click.argument("directory")
def init(directory: str) -> None:
    """Begin a project of your own in DIRECTORY: settings, one example document with its claims, and folders for yours."""
    from pathlib import Path

    from disgraph.errors import MisuseError
    from disgraph.project import SETTINGS, begin_project

    if not directory.strip():
        raise MisuseError("An empty name of a directory.", "Give a name, or . for this directory.")
    folder = Path(directory)
    begin_project(folder)
    click.echo(f"{folder / SETTINGS}: a project with one example document. Next: cd {folder} && disgraph build", err=True)
