"""Print the tests of what changed against main, as arguments of pytest; `make check` runs them.

    python tests/changed.py [BASE]    main, or origin/main where no branch of this name exists

A test belongs to a module when its folder has the name of the module's room, or when it imports the module. The full run is `make test`.
"""

from __future__ import annotations

import ast
import subprocess
import sys
from collections.abc import Iterable, Iterator
from pathlib import Path

ROOT = Path(__file__).parents[1]
#: Tests of files outside the package, by the beginning of their path.
TESTS_OF = {
    "ontology/": ("tests/ontology", "tests/shapes", "tests/questions", "tests/queries"),
    "shapes/": ("tests/shapes", "tests/questions"),
    "queries/": ("tests/queries", "tests/questions"),
    "data/": ("tests/questions", "tests/triples", "tests/audit"),
    "seeds/": ("tests/questions", "tests/triples", "tests/corpus"),
    "docs/": ("tests/docs",),
    "README.md": ("tests/docs",),
    "benchmarks/": ("tests/paths/test_judged.py",),
    "pyproject.toml": ("tests/test_wheel.py",),
}
#: Read in a second or two, and so part of every check.
ALWAYS = "tests/test_architecture.py"


def changed_files(base: str) -> list[str]:
    """Return the files that differ from the last common commit with a branch, those that git does not know yet included."""
    start = _git("merge-base", base, "HEAD")[0]
    return sorted({*_git("diff", "--name-only", start), *_git("ls-files", "--others", "--exclude-standard")})


def default_base() -> str:
    """Return the branch that changes are measured against."""
    known = _git("for-each-ref", "--format=%(refname:short)", "refs/heads/main", "refs/remotes/origin/main")
    return known[0] if known else "HEAD"


def select_tests(changed: Iterable[str]) -> list[str]:
    """Return the tests of changed files: folders and files, none inside another."""
    found = {test for file in changed for test in _tests_of(file) if (ROOT / test).exists()} | {ALWAYS}
    return sorted(test for test in found if not any(test.startswith(f"{other}/") for other in found))


def _tests_of(file: str) -> Iterator[str]:
    if file.startswith("src/disgraph/"):
        room = file.split("/")[2].removesuffix(".py")
        yield from (f"tests/{room}", f"tests/test_{room}.py")
        yield from _importing(file.removeprefix("src/").removesuffix("/__init__.py").removesuffix(".py").replace("/", "."))
    elif file.startswith("tests/"):
        yield from _tests_near(Path(file))
    else:
        yield from (test for beginning, tests in TESTS_OF.items() if file.startswith(beginning) for test in tests)


def _tests_near(file: Path) -> Iterator[str]:
    """Return a file of tests itself, or the tests that share a module; what all tests share is left to the full run."""
    if file.name.startswith("test_"):
        yield file.as_posix()
    else:
        yield f"tests/test_{file.stem}.py" if file.parent == Path("tests") else file.parent.as_posix()


def _importing(module: str) -> Iterator[str]:
    """Return the test files that import a module."""
    for path in sorted((ROOT / "tests").rglob("test_*.py")):
        if module in set(_imports(ast.parse(path.read_text(encoding="utf-8")))):
            yield path.relative_to(ROOT).as_posix()


def _imports(tree: ast.Module) -> Iterator[str]:
    for node in ast.walk(tree):
        if isinstance(node, ast.Import):
            yield from (name.name for name in node.names)
        elif isinstance(node, ast.ImportFrom) and node.module:
            yield node.module
            yield from (f"{node.module}.{name.name}" for name in node.names)


def _git(*arguments: str) -> list[str]:
    return subprocess.run(["git", *arguments], cwd=ROOT, capture_output=True, encoding="utf-8", check=True).stdout.splitlines()


if __name__ == "__main__":
    sys.stdout.write(" ".join(select_tests(changed_files(sys.argv[1] if len(sys.argv) > 1 else default_base()))) + "\n")
