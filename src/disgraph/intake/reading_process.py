"""A process for reading a file from outside: its time and memory are bounded, and a crash does not end the command."""

from __future__ import annotations

import contextlib
import json
import os
import subprocess
import sys

from disgraph.errors import DisgraphError, InputError, LimitExceeded
from disgraph.intake.derived_text import DerivedText, IntakeNote

#: Limits for reading one file: bytes of memory, and seconds.
MEMORY, SECONDS = 2 * 1024**3, 120.0


def derive_in_process(path: str, seconds: float = SECONDS, encoding: str = "", whole_page: bool = False) -> DerivedText:
    """Read a file in a separate process and return its text.

    Raises:
        InputError: as `disgraph.intake.decode.derive`, or the reader crashed.
        LimitExceeded: reading takes too long.
    """
    environment = {**os.environ, "PYTHONPATH": os.pathsep.join(filter(None, sys.path))}
    command = [sys.executable, "-P", "-m", "disgraph.intake.reading_process", path, encoding, "whole" if whole_page else "article"]
    try:
        done = subprocess.run(command, capture_output=True, timeout=seconds, env=environment, check=False)  # noqa: S603  (our own module)
    except subprocess.TimeoutExpired as error:
        raise LimitExceeded(f"{path}: reading took longer than {seconds:g} seconds.", "Add its text as a plain file.") from error
    try:
        answer = json.loads(done.stdout)
    except ValueError as error:
        raise InputError(f"{path}: the reader crashed (out of memory, or a damaged file).", "Add its text as a plain file.") from error
    if "error" in answer:
        raise InputError(f"{path}: {answer['error']}", answer["remedy"])
    fields = answer["derived"]
    return DerivedText(**{**fields, "notes": tuple(IntakeNote(*note) for note in fields["notes"])})


def _main(path: str, encoding: str, whole: bool) -> None:
    from disgraph.intake.decode import derive

    with contextlib.suppress(ImportError, ValueError, OSError):  # some systems have no limits
        import resource

        resource.setrlimit(resource.RLIMIT_AS, (MEMORY, MEMORY))
    try:
        with open(path, "rb") as file:
            answer: dict[str, object] = {"derived": derive(file.read(), path, encoding, whole)._asdict()}
    except DisgraphError as error:
        answer = {"error": error.message, "remedy": error.remedy}
    except OSError as error:
        answer = {"error": f"cannot be read ({error.strerror}).", "remedy": "Check that the file exists and is readable."}
    except MemoryError:
        answer = {"error": "needs too much memory.", "remedy": "Add its text as a plain file."}
    sys.stdout.write(json.dumps(answer))


if __name__ == "__main__":
    _main(sys.argv[1], sys.argv[2], sys.argv[3] == "whole")
