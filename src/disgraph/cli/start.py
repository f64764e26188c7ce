"""Where a process begins: the help page and a plain `path A B` without the option parser, everything else through it.

The option parser takes longer to import than a path to find. Errors become words and exit codes here, for both ways: see
`disgraph.errors`.
"""

from __future__ import annotations

import errno
import gc
import os
import sys

from disgraph.errors import DisgraphError, Refused, UnknownName, UnresolvedName

#: How many problems of a refused build are told.
_SHOWN = 50


def command() -> None:
    """Be the process `disgraph`: as `main`, but after a plain `path A B` end at once.

    All has been written by then, nothing waits to be closed, and taking the interpreter down takes a tenth of the time of a path; so does
    looking for garbage.
    """
    if not _is_plain_path(sys.argv[1:]):
        main()
    gc.disable()
    try:
        main()
    except SystemExit as end:
        sys.stderr.flush()
        os._exit(end.code if isinstance(end.code, int) else 1)


def main(arguments: list[str] | None = None) -> None:
    """Run the command line and exit with its code."""
    given = [_typed(argument) for argument in sys.argv[1:]] if arguments is None else arguments
    for stream in ("stdout", "stderr"):
        if getattr(sys, stream) is None:  # closed by whoever started this: nobody listens
            setattr(sys, stream, open(os.devnull, "w", encoding="utf-8"))  # noqa: SIM115
    debug = "--debug" in given
    if not debug:
        sys.excepthook = _unexpected
    try:
        code = _run(given)
        sys.stdout.flush()
    except KeyboardInterrupt:
        _say("Interrupted.")
        code = 130
    except BrokenPipeError:
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        code = 0
    except OSError as error:
        if debug or error.errno != errno.ENOSPC:
            raise
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        _say("Error: standard output cannot be written (no space left). [invalid-input]")
        code = 4
    except DisgraphError as error:
        if debug:
            raise
        tell(error)
        _hint_at_proposals(error)
        code = error.exit_code
    sys.exit(code)


def _run(given: list[str]) -> int:
    if given in ([], ["--help"], ["-h"]):
        from disgraph.cli.verbs import help_page

        print(help_page(), end="")  # noqa: T201
        return 0
    if _is_plain_path(given):
        from disgraph.cli.plain_path import run

        return run(given[1], given[2])
    from disgraph.cli.main import run_click

    return run_click(given)


def _is_plain_path(given: list[str]) -> bool:
    return len(given) == 3 and given[0] == "path" and not any(name.startswith("-") for name in given)


def _typed(argument: str) -> str:
    """Return an argument as it was typed in UTF-8, whatever the locale made of it."""
    try:
        return os.fsencode(argument).decode()
    except UnicodeError:
        return argument


def tell(error: DisgraphError) -> None:
    """Say on stderr what went wrong and what to do."""
    problems = error.problems if isinstance(error, Refused) else ()
    for problem in problems[:_SHOWN]:
        _say(str(problem))
    if len(problems) > _SHOWN:
        _say(f"... and {len(problems) - _SHOWN} more")
    _say(f"Error: {error.message} [{error.name}]")
    if isinstance(error, UnresolvedName):
        for candidate in error.candidates:
            documents = f", documents {', '.join(candidate.documents)}" if candidate.documents else ""
            _say(f"  {candidate.label}  ({candidate.type}{documents})  {candidate.iri}")
    if error.remedy:
        _say(error.remedy)


def _hint_at_proposals(error: DisgraphError) -> None:
    """Write on stderr in which documents an entity with an unknown name is only proposed."""
    if not isinstance(error, UnknownName):
        return
    from disgraph.cli.session import current_project
    from disgraph.proposals.proposed_names import proposal_hint

    try:
        project = current_project()
        hint = "" if project.is_shipped else proposal_hint(project, error.asked)
    except DisgraphError:  # `review` and `build` report malformed files
        return
    if hint:
        _say(hint)


def _say(text: str) -> None:
    print(text.encode(errors="replace").decode(), file=sys.stderr)  # noqa: T201


def _unexpected(kind: type[BaseException], error: BaseException, _trace: object) -> None:
    _say(f"Error: something unexpected went wrong ({kind.__name__}: {error}). [internal]")
    _say("Please report it with the output of the same command with --debug in front of the verb.")
