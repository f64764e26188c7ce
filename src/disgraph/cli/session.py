"""What verbs share behind their options: the graph of the working directory, progress, and writing. No library is imported here."""

from __future__ import annotations

import os
import sys
from collections.abc import Callable, Iterable
from typing import TYPE_CHECKING, BinaryIO

from disgraph.errors import InputError

if TYPE_CHECKING:
    from disgraph.graph.backend import Backend
    from disgraph.graph.graph import Graph
    from disgraph.project import Project

#: Control characters, by which a text would give a terminal orders; the end of a line and the tabulator are none.
_ORDERS = dict.fromkeys((*range(0x09), *range(0x0B, 0x20), *range(0x7F, 0xA0)), "\ufffd")


def current_project(start: str | None = None) -> Project:
    """Return the project of a directory (else of the working directory), or the shipped one."""
    from disgraph.project import find_project

    return find_project(start or os.getcwd())


def own_current_project() -> Project:
    """Return the project of the working directory, which must be one of the user's own.

    Raises:
        MisuseError: the working directory is in none.
    """
    from disgraph.errors import MisuseError

    project = current_project()
    if project.is_shipped:
        raise MisuseError("This is no project of your own.", "Begin one with `disgraph init DIRECTORY`, and go into it.")
    return project


def current_folder(quiet: bool = False, start: str | None = None) -> str:
    """Return the directory of the graph of a directory's project (else the working directory's); the shipped one is built on first use."""
    from disgraph.errors import NotBuilt
    from disgraph.project import build_folder
    from disgraph.store.current import current_graph

    build, is_shipped = build_folder(start or os.getcwd())
    try:
        return current_graph(build)
    except NotBuilt:
        if not is_shipped:
            raise
    from disgraph import pipeline

    say = progress(quiet)
    say("First use: building the graph of the five seed documents (once, a few seconds)")
    return os.fspath(pipeline.build(current_project(start), say)[0])


def current_backend(quiet: bool = False, endpoint: str | None = None, timeout: float | None = None) -> Backend:
    """Return where the graph lies that is asked: the directory of the project's, of which nothing is opened yet, or an endpoint's graph.

    Args:
        quiet: whether progress is silent.
        endpoint: the URL of a SPARQL endpoint.
        timeout: seconds for all that is asked of it.
    """
    if endpoint is None:
        from disgraph.graph.disk import DiskBackend

        return DiskBackend(current_folder(quiet))
    return open_current(quiet, True, endpoint, timeout).backend


def open_current(quiet: bool = False, with_inferred: bool = True, endpoint: str | None = None, timeout: float | None = None) -> Graph:
    """Open the graph of the working directory's project, or that behind an endpoint.

    Args:
        quiet: whether progress is silent.
        with_inferred: whether what reasoning added is seen.
        endpoint: the URL of a SPARQL endpoint.
        timeout: seconds for all that is asked of it.
    """
    from disgraph.graph.graph import Graph
    from disgraph.graph.opening import open_folder

    if endpoint is not None:
        from disgraph.graph.endpoint.endpoint_backend import open_endpoint

        return Graph(open_endpoint(endpoint, current_project().ontology, timeout, with_inferred))
    return open_folder(current_folder(quiet), with_inferred)


def progress(quiet: bool) -> Callable[[str], None]:
    """Return what tells steps on stderr."""

    def say(text: str) -> None:
        if not quiet:
            print(text, file=sys.stderr)  # noqa: T201

    return say


def write(content: str | bytes | Iterable[str], output: str) -> None:
    """Write to standard output, or to a file that is replaced only when the new one is whole.

    Args:
        content: all of it, or its pieces, which are written as they come.
        output: a file, or `-`.

    Raises:
        InputError: the file cannot be written.
    """
    pieces = (content,) if isinstance(content, str | bytes) else content
    if output == "-":
        sys.stdout.flush()
        for_eyes = (shown(piece) if isinstance(piece, str) else piece for piece in pieces)
        _write_pieces(for_eyes if sys.stdout.isatty() else pieces, sys.stdout.buffer)
        return
    target = os.path.realpath(output) if output else output
    is_device = os.path.exists(target) and not os.path.isfile(target) and not os.path.isdir(target)
    beside = f"{target}.{os.getpid()}.part"
    try:
        with open(target if is_device else beside, "wb") as file:
            _write_pieces(pieces, file)
        if not is_device:
            os.replace(beside, target)
    except OSError as error:
        raise InputError(f"{output}: cannot be written ({error.strerror}).", "Choose another file.") from error
    finally:
        if os.path.exists(beside):
            os.unlink(beside)


def shown(text: str) -> str:
    """Return what a terminal may show: words of a document give it no orders."""
    return text.translate(_ORDERS)


def _write_pieces(pieces: Iterable[str | bytes], file: BinaryIO) -> None:
    file.writelines(piece.encode() if isinstance(piece, str) else piece for piece in pieces)
