"""The files of a project: the shipped project, or a project in a directory with `disgraph.toml`."""

from __future__ import annotations

import os
import sys
import zlib
from contextlib import contextmanager
from typing import TYPE_CHECKING, NamedTuple

from disgraph.errors import InputError

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

SETTINGS = "disgraph.toml"
#: Maximum size of the settings, in bytes.
_MAX_SETTINGS = 100_000
#: The day of the shipped dataset.
RELEASED = "2026-11-22"


class Project(NamedTuple):
    """The folders and files of a project, its build folder, and the day of its release, which may be empty."""

    name: str
    catalogue: Path
    documents: Path
    entities: Path
    claims: Path
    ontology: Path
    shapes: Path
    queries: Path
    judgements: Path
    places: Path
    gazetteer: Path
    public_figures: Path
    unlinked_names: Path
    build: Path
    is_shipped: bool
    released: str = ""

    def sources(self) -> list[Path]:
        """Return the files that the graph is built from, in a fixed order; pipes, devices and broken links too, which a build refuses."""
        folders = (self.documents, self.entities, self.claims, self.ontology, self.shapes)
        found = (path for folder in folders for path in sorted(folder.rglob("*")) if not path.is_dir())
        optional = (path for path in (self.judgements, self.places, self.gazetteer, self.unlinked_names) if os.path.lexists(path))
        return [self.catalogue, *optional, *found]

    def inputs(self) -> list[Path]:
        """Return every file that a build reads: the sources, and the named queries, which the graph lists."""
        return [*self.sources(), *sorted(self.queries.glob("*.rq"))]


def working_folder() -> str:
    """Return the working directory.

    Raises:
        InputError: it has been removed.
    """
    try:
        return os.getcwd()
    except OSError as error:
        raise InputError(f"The working directory cannot be used ({error.strerror}).", "Change to another directory.") from error


@contextmanager
def project_lock(project: Project) -> Iterator[None]:
    """Hold the one lock of a project, for everything that writes its sources or builds from them; other processes wait.

    What killed processes left is finished or removed first.

    Raises:
        InputError: the build folder cannot be written.
    """
    from disgraph.files import locked, remove_leftovers, remove_parts
    from disgraph.transaction import finish_changes

    try:
        project.build.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        remedy = "Choose another folder with DISGRAPH_CACHE, or `build` in disgraph.toml."
        raise InputError(f"{project.build}: cannot be written ({error.strerror}).", remedy) from error
    with locked(project.build):
        finish_changes(project.build)
        remove_leftovers(project.build)
        folders = (project.documents, project.documents / "originals", project.entities, project.claims, project.catalogue.parent)
        remove_parts({*folders, project.judgements.parent, *(project.build / name for name in ("", "answers", "refused"))})
        yield


def project_folder(start: str) -> str | None:
    """Return the directory with `disgraph.toml` that is or contains a directory, or None.

    The search ends at the first repository or home folder, and where the owner changes: settings further up are not the user's own.
    """
    folder = os.path.abspath(start)
    while not os.path.lexists(os.path.join(folder, SETTINGS)):
        above = os.path.dirname(folder)
        if above == folder or _is_border(folder, above):
            return None
        folder = above
    return folder


def _is_border(folder: str, above: str) -> bool:
    if folder == os.path.expanduser("~") or os.path.exists(os.path.join(folder, ".git")):
        return True
    try:
        return os.stat(folder).st_uid != os.stat(above).st_uid
    except OSError:
        return True


def build_folder(start: str) -> tuple[str, bool]:
    """Return the build folder of a directory's project, and whether that is the shipped one; it reads as few files as possible."""
    folder = project_folder(start)
    if folder is None:
        return os.path.join(cache_folder(), _fingerprint(shipped_files())), True
    return os.fspath(find_project(folder).build), False


def find_project(start: str) -> Project:
    """Return the project that a directory or one of its parents belongs to, or the shipped one.

    Raises:
        InputError: `disgraph.toml` cannot be read.
    """
    from pathlib import Path

    folder = project_folder(start)
    return shipped_project() if folder is None else own_project(Path(folder))


def shipped_project() -> Project:
    """Return the project of the five seed documents. Its graph is stored in the user's cache."""
    from pathlib import Path

    root = Path(shipped_files())
    return Project(
        "the five seed documents",
        root / "data" / "documents.yaml",
        root / "seeds",
        root / "data" / "entities",
        root / "data" / "claims",
        root / "ontology",
        root / "shapes",
        root / "queries",
        root / "data" / "judgements.yaml",
        root / "data" / "places.csv",
        root / "data" / "gazetteer.csv",
        root / "data" / "public-figures.yaml",
        root / "data" / "unlinked-names.yaml",
        Path(cache_folder()) / _fingerprint(os.fspath(root)),
        True,
        RELEASED,
    )


def own_project(folder: Path) -> Project:
    """Return the project of a directory with `disgraph.toml`."""
    import tomllib
    from pathlib import Path

    from disgraph.files import read_text

    try:
        settings = tomllib.loads(read_text(folder / SETTINGS, _MAX_SETTINGS))
    except (OSError, ValueError, RecursionError) as error:
        reason = error.strerror if isinstance(error, OSError) else error
        raise InputError(f"{folder / SETTINGS}: {reason}", "Fix the file; `disgraph init` writes an example.") from error
    keys = tuple(field for field in Project._fields if field != "is_shipped")
    unknown = [key for key in settings if key not in keys]
    if unknown:
        raise InputError(f"{folder / SETTINGS}: unknown setting {unknown[0]!r}.", f"The settings are {', '.join(keys)}.")
    root = Path(shipped_files())

    def at(key: str, default: Path) -> Path:
        value = settings.get(key)
        if value is None:
            return default
        if not isinstance(value, str) or not value.strip() or "\0" in value:
            raise InputError(f"{folder / SETTINGS}: {key} is not a path.", f'Write {key} = "folder".')
        path = folder / value
        if key != "build" and not path.exists():
            raise InputError(f"{folder / SETTINGS}: {key} = {value!r}: {path} does not exist.", "Correct the path, or remove the line.")
        return path

    return Project(
        str(settings.get("name", folder.name)),
        at("catalogue", folder / "data" / "documents.yaml"),
        at("documents", folder / "documents"),
        at("entities", folder / "data" / "entities"),
        at("claims", folder / "data" / "claims"),
        at("ontology", root / "ontology"),
        at("shapes", root / "shapes"),
        at("queries", root / "queries"),
        at("judgements", folder / "data" / "judgements.yaml"),
        at("places", folder / "data" / "places.csv"),
        at("gazetteer", folder / "data" / "gazetteer.csv"),
        at("public_figures", folder / "data" / "public-figures.yaml"),
        at("unlinked_names", folder / "data" / "unlinked-names.yaml"),
        at("build", folder / "build"),
        False,
        _day(settings.get("released", ""), folder / SETTINGS),
    )


def _day(value: object, where: Path) -> str:
    """Return a day in ISO 8601 from a text or a TOML date, or an empty text."""
    from datetime import date

    try:
        return date.fromisoformat(str(value)).isoformat() if value != "" else ""
    except ValueError as error:
        raise InputError(f"{where}: released = {value!r} is not a day.", 'Write it as released = "2026-11-22".') from error


def begin_project(folder: Path) -> None:
    """Write a project that builds: settings, a catalogue, one short example document, its entities and claims.

    Raises:
        InputError: the folder already has a project, or cannot be written.
    """
    working_folder()
    if os.path.lexists(folder / SETTINGS):
        raise InputError(f"{folder}: already has a project.", "Choose another directory.")
    import hashlib

    from disgraph.files import replace_files

    digest = hashlib.sha256(_EXAMPLE.encode()).hexdigest()
    files = {
        "documents/example.txt": _EXAMPLE,
        "data/documents.yaml": _EXAMPLE_CATALOGUE.format(digest=digest),
        "data/entities/entities.yaml": _EXAMPLE_ENTITIES,
        "data/claims/example.yaml": _EXAMPLE_CLAIMS,
        SETTINGS: f"name = {_quoted(folder.resolve().name)}\n",
    }
    taken = [folder / name for name, text in files.items() if not _is_free(folder / name, text.encode())]
    if taken:
        raise InputError(f"{taken[0]}: already exists; no file was written.", "Choose an empty directory.")
    replace_files({folder / name: text.encode() for name, text in files.items()})


def _is_free(path: Path, data: bytes) -> bool:
    """Return whether a file of the example may be written: it is missing, or a killed `init` wrote it."""
    return not os.path.lexists(path) or (path.is_file() and path.stat().st_size == len(data) and path.read_bytes() == data)


_EXAMPLE = "In 2021, Ana Silva, who uses a wheelchair, founded the Open Door Workshop in Lisbon. The workshop employs 12 people.\n"
_EXAMPLE_CATALOGUE = """\
- id: example
  file: example.txt
  sha256: {digest}
  title: An example
  kind: example
  language: en
"""
_EXAMPLE_ENTITIES = """\
- id: ana-silva
  type: Person
  name: Ana Silva
- id: open-door-workshop
  type: Organisation
  name: Open Door Workshop
- id: lisbon
  type: Site
  name: Lisbon
- id: people-employed
  type: Measure
  name: people employed
  sentence: '{about} {employs|employ|employed} {amount}'
"""
_EXAMPLE_CLAIMS = """\
document: example
passages:
- title: The workshop
  refers: {The workshop: open-door-workshop}
  claims:
  - id: silva-wheelchair
    statement: [ana-silva, usesAid, wheelchair]
    quote: Ana Silva, who uses a wheelchair
  - id: silva-founded
    founding:
      founder: ana-silva
      founded: open-door-workshop
      time: 2021
    quote: In 2021, Ana Silva, who uses a wheelchair, founded the Open Door Workshop
  - id: workshop-place
    statement: [open-door-workshop, locatedIn, lisbon]
    quote: Open Door Workshop in Lisbon
  - id: workshop-staff
    observation:
      measure: people-employed
      about: open-door-workshop
      value: 12
      unit: person
    quote: The workshop employs 12 people
"""


def _quoted(name: str) -> str:
    """Return a text as a TOML string."""
    import json

    return json.dumps(name.encode(errors="replace").decode(), ensure_ascii=False).replace("\x7f", "\\u007f")


def shipped_files() -> str:
    """Return the folder of ontology, shapes, queries, data and seeds: in the package, or next to `src`."""
    package = os.path.dirname(os.path.abspath(__file__))
    inside = os.path.join(package, "_shipped")
    return inside if os.path.isdir(inside) else os.path.dirname(os.path.dirname(package))


def cache_folder() -> str:
    """Return the folder of shipped graphs: `DISGRAPH_CACHE`, or `disgraph` in the user's cache."""
    given = os.environ.get("DISGRAPH_CACHE")
    if given:
        return given
    home = os.path.expanduser("~")
    if sys.platform == "win32":
        base = os.environ.get("LOCALAPPDATA") or os.path.join(home, "AppData", "Local")
    elif sys.platform == "darwin":
        base = os.path.join(home, "Library", "Caches")
    else:
        base = os.environ.get("XDG_CACHE_HOME") or os.path.join(home, ".cache")
    return os.path.join(base, "disgraph")


def code_fingerprint() -> str:
    """Return a name that changes with the code and the shipped files."""
    return _fingerprint(shipped_files())


def _fingerprint(root: str) -> str:
    """Return a name that changes with the code and the shipped files, from their sizes and times alone."""
    state = zlib.crc32(os.fsencode(root))
    package = os.path.dirname(__file__)
    for folder in (package, *(os.path.join(root, name) for name in ("data", "seeds", "ontology", "shapes", "queries"))):
        for directory, folders, files in os.walk(folder):
            folders[:] = sorted(name for name in folders if name != "__pycache__")
            for name in sorted(files):
                found = os.stat(os.path.join(directory, name))
                state = zlib.crc32(f"{name} {found.st_size} {found.st_mtime_ns}\n".encode(), state)
    return f"{state:08x}"
