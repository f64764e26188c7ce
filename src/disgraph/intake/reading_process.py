"""The process in which a file from outside is read: what it costs in time and memory is bounded, and a crash takes nothing with it."""

from __future__ import annotations

import contextlib
import json
import os
import subprocess
import sys

from disgraph.errors import DisgraphError, InputError, LimitExceeded
from disgraph.intake.derived_text import DerivedText, SourcePiece

#: Bytes of memory and seconds that reading one file may take.
MEMORY, SECONDS = 2 * 1024**3, 120.0


def derive_in_process(path: str, seconds: float = SECONDS) -> DerivedText:
    """Return the text of a file, read in a process of its own.

    Raises:
        InputError: as `disgraph.intake.decode.derive`, or the file brought the reader down.
        LimitExceeded: it took too long.
    """
    environment = {**os.environ, "PYTHONPATH": os.pathsep.join(filter(None, sys.path))}
    command = [sys.executable, "-P", "-m", "disgraph.intake.reading_process", path]
    try:
        done = subprocess.run(command, capture_output=True, timeout=seconds, env=environment, check=False)  # noqa: S603  (our own module)
    except subprocess.TimeoutExpired as error:
        raise LimitExceeded(f"{path}: reading took longer than {seconds:g} seconds.", "Give its text as a plain file.") from error
    try:
        answer = json.loads(done.stdout)
    except ValueError as error:
        raise InputError(f"{path}: the reader broke down over it (out of memory, or a broken file).", "Give its text as a file.") from error
    if "error" in answer:
        raise InputError(f"{path}: {answer['error']}", answer["remedy"])
    told = answer["derived"]
    return DerivedText(**{**told, "pieces": tuple(SourcePiece(*piece) for piece in told["pieces"])})


def _main(path: str) -> None:
    from disgraph.intake.decode import derive

    with contextlib.suppress(ImportError, ValueError, OSError):  # not every system has limits
        import resource

        resource.setrlimit(resource.RLIMIT_AS, (MEMORY, MEMORY))
    try:
        with open(path, "rb") as file:
            answer: dict[str, object] = {"derived": derive(file.read(), path)._asdict()}
    except DisgraphError as error:
        answer = {"error": error.message, "remedy": error.remedy}
    except OSError as error:
        answer = {"error": f"cannot be read ({error.strerror}).", "remedy": "Is it there, and yours to read?"}
    except MemoryError:
        answer = {"error": "takes more memory than a document may.", "remedy": "Give its text as a plain file."}
    sys.stdout.write(json.dumps(answer))


if __name__ == "__main__":
    _main(sys.argv[1])
