"""`disgraph init DIR`."""

from __future__ import annotations

import click


@click.command(epilog="Example: disgraph init mywork")
@click.argument("directory")
def init(directory: str) -> None:
    """Create a project in DIRECTORY: settings, and one example document with its claims."""
    from pathlib import Path

    from disgraph.errors import MisuseError
    from disgraph.project import SETTINGS, begin_project

    if not directory.strip():
        raise MisuseError("The directory has no name.", "Give a name, or . for this directory.")
    folder = Path(directory)
    begin_project(folder)
    click.echo(f"{folder / SETTINGS}: a project with one example document. Next: cd {folder} && disgraph build", err=True)
