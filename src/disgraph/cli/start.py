"""Where a process begins: help, version, a plain `path A B` or `ask QUESTION` without the option parser, everything else through it.

The option parser takes longer to import than a path takes to find. Errors become messages and exit codes here: see `disgraph.errors`.
"""

from __future__ import annotations

import errno
import gc
import os
import sys
import warnings
from typing import Any

from disgraph.errors import DisgraphError, NameTaken

#: What a system says of its disks, permissions and limits, whatever a program does.
_SYSTEM = (
    errno.ENOSPC, errno.EDQUOT, errno.EFBIG, errno.EROFS, errno.EACCES, errno.EPERM, errno.EIO, errno.ELOOP, errno.ENAMETOOLONG,
    errno.EMFILE, errno.ENFILE,
)  # fmt: skip
#: The verbs that users call again and again: one answer in a fraction of a second.
_QUICK = frozenset(("path", "ask", "search"))


def command() -> None:
    """Run the process `disgraph`: as `main`, but end at once after a quick verb.

    Everything is written by then, and no resource waits to be closed. Shutting the interpreter down takes a tenth of the time of a path,
    and so does the collection of garbage.
    """
    if not _QUICK.issuperset(sys.argv[1:2]):
        main()
    gc.disable()
    try:
        main()
    except SystemExit as end:
        sys.stderr.flush()
        os._exit(end.code if isinstance(end.code, int) else 1)


def main(arguments: list[str] | None = None) -> None:
    """Run the command line and exit with its code."""
    given = [_as_utf8(argument) for argument in sys.argv[1:]] if arguments is None else arguments
    for stream in ("stdout", "stderr"):
        if getattr(sys, stream) is None:  # the caller closed it
            setattr(sys, stream, open(os.devnull, "w", encoding="utf-8"))  # noqa: SIM115
    debug = "--debug" in given
    if not debug:
        sys.excepthook = _report_unexpected
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("always", NameTaken)
            warnings.showwarning = _show_warning
            code = _run(given)
        sys.stdout.flush()
    except KeyboardInterrupt:
        _write("Interrupted.")
        code = 130
    except BrokenPipeError:
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        code = 0
    except OSError as error:
        if debug or error.errno not in _SYSTEM:
            raise
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        where = error.filename or "standard output or a temporary file"
        _write(f"Error: {where}: cannot be used ({error.strerror}). [invalid-input]")
        _write("Check its permissions, and the space on its disk.")
        code = 4
    except DisgraphError as error:
        from disgraph.cli.error_output import write_error

        write_error(error, with_iris=debug)
        if debug:
            raise
        code = error.exit_code
    sys.exit(code)


def _run(given: list[str]) -> int:
    if given == ["--version"]:
        from disgraph import __version__

        print(f"disgraph {__version__}")  # noqa: T201
        return 0
    if _is_plain_path(given):
        from disgraph.cli.plain_path import run

        return run(given[1], given[2])
    if _is_plain_question(given):
        from disgraph.cli.plain_ask import run as answer

        return answer(given[1])
    from disgraph.cli.verbs import COMPLETION, help_page

    if given in ([], ["--help"], ["-h"], ["help"]) and COMPLETION not in os.environ:
        print(help_page(), end="")  # noqa: T201
        return 0
    from disgraph.cli.main import run_click

    return run_click(given)


def _is_plain_path(given: list[str]) -> bool:
    return len(given) == 3 and given[0] == "path" and not any(name.startswith("-") for name in given)


def _is_plain_question(given: list[str]) -> bool:
    return len(given) == 2 and given[0] == "ask" and bool(given[1]) and not given[1].startswith("-")


def _as_utf8(argument: str) -> str:
    """Return an argument as UTF-8, whatever the locale made of it."""
    try:
        return os.fsencode(argument).decode()
    except UnicodeError:
        return argument


def _write(text: str) -> None:
    from disgraph.cli.error_output import write_line

    write_line(text)


def _show_warning(message: Warning | str, category: type[Warning], *place: object, **more: object) -> None:
    """Write how a name was taken as one line; other warnings as Python does."""
    if issubclass(category, NameTaken):
        _write(str(message))
    else:
        _python_warning(message, category, *place, **more)


_python_warning: Any = warnings.showwarning


def _report_unexpected(kind: type[BaseException], error: BaseException, _trace: object) -> None:
    _write(f"Error: unexpected failure ({kind.__name__}: {error}). [internal]")
    _write("Please report it with the output of the same command with --debug before the verb.")
