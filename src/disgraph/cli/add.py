"""`disgraph add FILE...`."""

from __future__ import annotations

import click

from disgraph.cli.options import quiet_option
from disgraph.cli.session import own_current_project, progress


@click.command(epilog='Example: disgraph add report.txt news.html scan.pdf --publisher "The Daily"')
@click.argument("files", nargs=-1, required=True, metavar="FILE...")
@click.option("--title", default="", help="Its title, if the file does not tell it or tells it wrongly.")
@click.option("--kind", default="", help="What it is: news report, statistical report ...")
@click.option("--publisher", default="", help="Who published it.")
@click.option("--date", default="", help="When, as far as it is known: 2024, 2024-05 or 2024-05-17.")
@click.option("--language", default="", help="Its language, as a code such as en.")
@click.option("--rights", default="", help="Who may do what with it.")
@quiet_option
@click.pass_context
def add(ctx: click.Context, /, files: tuple[str, ...], quiet: bool, **known: str) -> None:
    """Take files into your project: text, Markdown, HTML or PDF.

    Each is kept byte for byte. Of HTML, PDF and other encodings than UTF-8 a plain text is derived, with a map back to the file. A file
    that is there already is not taken twice. A file that cannot be read does not stop the others; the exit code is then 4.
    """
    from pathlib import Path

    from disgraph.cli.start import tell
    from disgraph.errors import InputError, LimitExceeded
    from disgraph.intake.shelf import Shelf

    say = progress(quiet)
    failed = 0
    with Shelf(own_current_project()) as shelf:
        for file in files:
            try:
                taken = shelf.add(Path(file), known)
            except (InputError, LimitExceeded) as error:
                failed += 1
                tell(error)
                continue
            say(f"{file}: document {taken.entry.id}{'' if taken.is_new else ', which is there already'}")
    ctx.exit(4 if failed else 0)
