"""`disgraph add FILE...`."""

from __future__ import annotations

import click

from disgraph.cli.options import quiet_option
from disgraph.cli.session import own_current_project, progress


@click.command(epilog='Example: disgraph add report.txt news.html scan.pdf --publisher "The Daily"')
@click.argument("files", nargs=-1, required=True, metavar="FILE...")
@click.option("--title", default="", help="Title.  [default: from the file]")
@click.option("--kind", default="", help="Kind, such as news report or statistical report.  [default: document]")
@click.option("--publisher", default="", help="Publisher.  [default: from the file]")
@click.option("--date", default="", help="Date of publication: 2024, 2024-05 or 2024-05-17.  [default: from the file]")
@click.option("--author", default="", help="Author; several with semicolons.  [default: from the file]")
@click.option("--url", default="", help="Address of a web page.  [default: from the page]")
@click.option("--accessed", default="", help="Day on which the web page was read, such as 2024-05-17.")
@click.option("--language", default="", help="Language code, such as en.  [default: from the file, or found]")
@click.option("--encoding", default="", help="Encoding of a text or page, such as gb18030.  [default: found, and reported if guessed]")
@click.option("--whole-page", is_flag=True, help="Keep everything that a reader of a web page sees, instead of its article.")
@click.option("--rights", default="", help="Licence or terms of use.")
@quiet_option
@click.pass_context
def add(ctx: click.Context, /, files: tuple[str, ...], quiet: bool, encoding: str, whole_page: bool, **known: str) -> None:
    """Add files to your project: text, Markdown, HTML, PDF or Word (DOCX).

    Each file is stored unchanged. For HTML, PDF, DOCX and encodings other than UTF-8, a plain text is derived. A file with the bytes or
    the text of another document is not added twice. An unreadable file does not stop the others; the exit code is then 4.
    """
    from disgraph.cli.error_output import write_error
    from disgraph.errors import InputError, LimitExceeded
    from disgraph.intake.shelf import Shelf, local_path

    say = progress(quiet)
    failed = 0
    with Shelf(own_current_project()) as shelf:
        for file in files:
            try:
                result = shelf.add(local_path(file), known, encoding, whole_page)
            except (InputError, LimitExceeded) as error:
                failed += 1
                write_error(error)
                continue
            for note in result.notes:
                say(f"{file}: {note}.")
            say(f"{file}: document {result.entry.id}{'' if result.is_new else ' (already added)'}")
    ctx.exit(4 if failed else 0)
