"""Hostile input, storage and interruption: one clear error, the right exit code, and the graph as it was."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import TypeVar

import pytest

from disgraph.sparql.evaluation import MAX_QUERY
from disgraph.store.current import current_graph

from .conftest import Run

T = TypeVar("T")
A, B = "Liu Weiping", "Tang Xiaopeng"
RESOURCE = "https://w3id.org/disgraph/resource/"
ENDLESS = "SELECT * {?a ?b ?c . ?d ?e ?f . ?g ?h ?i FILTER(?a = ?i && ?c = ?nope)}"
NAMES = {
    "empty": ("", 2),
    "blank": ("  ", 2),
    "long": ("x" * 10_000, 2),
    "control": ("a\x01b", 2),
    "surrogate": ("\udce9x", 2),
    "sparql": ("> . ?s ?p ?o } #", 3),
    "iri": (f"{RESOURCE}a b<>", 3),
    "iri-surrogate": (f"{RESOURCE}\udce9", 2),
    "format": ("%s{0}", 3),
    "bidi": ("\u202eabc", 3),
}


@pytest.mark.parametrize(("name", "code"), NAMES.values(), ids=NAMES)
def test_a_hostile_name_is_not_an_entity(ask: Run, name: str, code: int) -> None:
    assert ask("path", A, name).code == code
    assert ask("path", A, B, "--avoid", name).code == code
    assert ask("path", A, B, name).code == code
    assert ask("path", A, name, "--co-mention").code == code
    assert ask("neighbors", name).code == code
    assert ask("common", A, name).code == code
    assert ask("compare", name, B).code == code
    assert ask("show", name).code == code
    assert ask("evidence", name).code == code
    assert ask("audit", name, "-q").code == code
    assert ask("query", "work-of-person", "-p", f"person={name}").code == code


@pytest.mark.parametrize("name", [name for name, _ in NAMES.values()], ids=NAMES)
def test_a_hostile_name_is_not_a_verb_query_or_relation(ask: Run, name: str) -> None:
    assert ask("path", A, B, "--only", name).code == 2
    assert ask("neighbors", A, "--exclude", name).code == 2
    assert ask("common", A, B, "--through", f"{name},").code == (2 if name else 0)
    assert ask("query", name).code in (2, 4)
    assert ask("queries", name).code == (2 if name else 0)
    assert ask("export", name).code == 2
    assert ask(name or " ").code == 2


@pytest.mark.parametrize(
    "query",
    [
        "INSERT DATA { <a:a> <b:b> <c:c> }",
        "DELETE WHERE { ?s ?p ?o }",
        "LOAD <http://127.0.0.1:1/>",
        "SELECT * { SERVICE <http://127.0.0.1:1/> { ?s ?p ?o } }",
        "select*{sErvIce silent ?x{?s ?p ?o}}",
    ],
)
@pytest.mark.parametrize("limit", [(), ("--timeout", "60")])
def test_updates_and_queries_that_reach_out_are_refused(ask: Run, query: str, limit: tuple[str, ...]) -> None:
    assert ask("query", query, *limit).code == 2


@pytest.mark.parametrize("clause", ["FROM <http://127.0.0.1:1/x>", "FROM <file:///etc/passwd>"])
def test_a_dataset_clause_reads_no_file_and_no_network(ask: Run, clause: str) -> None:
    assert ask("query", f"SELECT ?s ?p ?o {clause} {{ ?s ?p ?o }}", "-f", "csv").out == "s,p,o\n"


@pytest.mark.parametrize("query", ["{", "SELECT * {", "SELECT * { ?s ?p }", "SELECT * { ?s nope:x ?o }", 'ASK { ?s ?p "'])
def test_broken_queries_are_named_with_the_place(ask: Run, query: str) -> None:
    result = ask("query", query)
    assert result.code == 4
    assert "has a syntax error at line 1, column" in result.err


@pytest.mark.parametrize("limit", [(), ("--timeout", "60")])
@pytest.mark.parametrize(
    "query", ["ASK {" + "{" * 20_000 + "}" * 20_000 + "}", "ASK { FILTER(" + "(" * 20_000 + "1" + ")" * 20_000 + ") }"]
)
def test_a_deeply_nested_query_does_not_end_the_process(ask: Run, query: str, limit: tuple[str, ...]) -> None:
    assert ask("query", query, *limit).code == 0


def test_a_query_that_is_too_long_is_a_limit(ask: Run, tmp_path: Path) -> None:
    (tmp_path / "long.rq").write_text(f"ASK {{}} #{'x' * MAX_QUERY}", encoding="utf-8")
    assert ask("query", str(tmp_path / "long.rq")).code == 5


def test_a_query_without_columns_is_shown(ask: Run) -> None:
    assert ask("query", "SELECT * {}").out == "(no columns)\n"


@pytest.mark.parametrize("seconds", ["nan", "inf", "1e400", "0", "-1", "1e300"])
def test_a_time_that_no_clock_counts_to_is_misuse(ask: Run, seconds: str) -> None:
    assert ask("query", "ASK {}", "--timeout", seconds).code == 2


@pytest.mark.parametrize("command", [("path", A, B), ("path", A, B, "Peng Yu"), ("neighbors", A), ("common", A, B), ("compare", A, B)])
def test_no_time_is_a_limit_that_says_so(ask: Run, command: tuple[str, ...]) -> None:
    result = ask(*command, "--timeout", "0.000001")
    assert (result.code, result.out) == (5, "")
    assert "--timeout" in result.err
    assert ask(*command, "--timeout", "nan").code == 2


def test_an_endless_query_ends_at_its_limit(ask: Run) -> None:
    begin = time.monotonic()
    assert ask("query", ENDLESS, "--timeout", "0.5").code == 5
    assert time.monotonic() - begin < 10


@pytest.fixture
def interruptible() -> Iterator[None]:
    """Let processes that a test starts take interrupts: a shell in the background lets them ignore these, and so do their children."""
    former = signal.signal(signal.SIGINT, signal.default_int_handler)
    yield
    signal.signal(signal.SIGINT, former)


def test_an_interrupt_ends_a_long_query(ask: Run, interruptible: None) -> None:
    command = [sys.executable, "-m", "disgraph", "query", ENDLESS]
    with subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.PIPE) as process:
        try:
            (child,) = until(lambda: ps_output("pid=", "--ppid", str(process.pid)))
            assert until(lambda: int(ps_output("cputimes=", "-p", child)[0]) >= 1)
            process.send_signal(signal.SIGINT)
            _, err = process.communicate(timeout=60)
        finally:
            process.kill()
    assert (process.returncode, err.strip()) == (130, b"Interrupted.")
    assert until(lambda: ps_output("stat=", "-p", child) in ([], ["Z"]))


@pytest.mark.parametrize("given", [["x=1"], [], ["person"], ["=x"], ["person="], ["person=Liu Weiping", "person=Xia Xiaobin"]])
def test_wrong_parameters_are_misuse(ask: Run, given: list[str]) -> None:
    assert ask("query", "work-of-person", *(part for pair in given for part in ("-p", pair))).code == 2


def test_a_query_file_may_begin_with_a_byte_order_mark_and_must_be_utf_8(ask: Run, tmp_path: Path) -> None:
    (tmp_path / "bom.rq").write_bytes(b"\xef\xbb\xbfASK {}")
    (tmp_path / "binary.rq").write_bytes(b"\xff\xfe")
    assert ask("query", str(tmp_path / "bom.rq")).code == 0
    assert ask("query", str(tmp_path / "binary.rq")).code == 4


@pytest.mark.parametrize(
    ("given", "code"), [(b"\xef\xbb\xbfASK {}", 0), (b"\xff\xfe", 4), (b"", 4), ("ASK { FILTER('\u00f6' = '\u00f6') }".encode(), 0)]
)
def test_standard_input_is_utf_8_in_any_locale(ask: Run, given: bytes, code: int) -> None:
    environment = {**os.environ, "LC_ALL": "C", "PYTHONUTF8": "0", "PYTHONCOERCECLOCALE": "0"}
    result = subprocess.run(
        [sys.executable, "-m", "disgraph", "query", "-"], input=given, capture_output=True, env=environment, check=False
    )
    assert result.returncode == code
    assert b"Traceback" not in result.stderr


@pytest.mark.parametrize("output", ["/nonexistent/x", ".", ""])
def test_output_that_cannot_be_written_is_reported(ask: Run, output: str) -> None:
    result = ask("show", A, "-o", output)
    assert (result.code, result.out) == (4, "")
    assert "cannot be written" in result.err


@pytest.mark.skipif(sys.platform == "win32", reason="pseudo terminals are for others")
def test_words_of_a_document_give_a_terminal_no_orders() -> None:
    import pty

    program = "from disgraph.render.output import write_output; write_output(['a\\x1b[2J\\x07\\n', 'b\\tc\\n'], '-')"
    ours, theirs = pty.openpty()
    assert subprocess.run([sys.executable, "-c", program], stdout=theirs, check=False).returncode == 0
    os.close(theirs)
    result = os.read(ours, 1000)
    os.close(ours)
    assert result == "a\ufffd[2J\ufffd\r\nb\tc\r\n".encode()
    piped = subprocess.run([sys.executable, "-c", program], capture_output=True, check=False)
    assert piped.stdout == b"a\x1b[2J\x07\nb\tc\n"


def test_output_to_a_device_or_a_link_leaves_it_what_it_is(ask: Run, tmp_path: Path) -> None:
    os.mkfifo(tmp_path / "pipe")
    (tmp_path / "link").symlink_to(tmp_path / "file")
    with subprocess.Popen(["cat", str(tmp_path / "pipe")], stdout=subprocess.PIPE) as reader:
        assert ask("show", A, "-o", str(tmp_path / "pipe")).code == 0
        assert reader.communicate(timeout=10)[0]
    assert ask("show", A, "-o", str(tmp_path / "link")).code == 0
    assert (tmp_path / "link").is_symlink()
    assert (tmp_path / "file").stat().st_size


@pytest.mark.parametrize("command", [("show", "Zheng Gang"), ("path", A, B), ("export", "-", "-f", "nt"), ("--help",)])
def test_closed_streams_and_a_full_disk_end_without_a_traceback(ask: Run, command: tuple[str, ...]) -> None:
    line = [sys.executable, "-m", "disgraph", *command]
    closed = subprocess.run(["bash", "-c", 'exec "$@" >&-', "-", *line], capture_output=True, check=False)
    assert closed.returncode == 0
    assert b"Error" not in closed.stderr
    alone = subprocess.run(["bash", "-c", 'exec "$@" 2>&-', "-", *line], capture_output=True, check=False)
    assert alone.returncode == 0
    assert b" nodes and " not in alone.stdout
    assert b"that follow by reasoning to" not in alone.stdout
    full = subprocess.run(["bash", "-c", 'exec "$@" >/dev/full', "-", *line], capture_output=True, check=False)
    assert full.returncode == 4
    assert b"No space left" in full.stderr


def test_a_name_is_read_as_utf_8_in_any_locale(ask: Run) -> None:
    environment = {**os.environ, "LC_ALL": "C", "PYTHONUTF8": "0", "PYTHONCOERCECLOCALE": "0"}
    command = [sys.executable, "-m", "disgraph", "show", "T\u00e1ng Xi\u01ceop\u00e9ng"]
    assert subprocess.run([os.fsencode(part) for part in command], capture_output=True, env=environment, check=False).returncode == 0


def test_a_query_process_ends_with_the_one_that_started_it(ask: Run) -> None:
    command = [sys.executable, "-m", "disgraph", "query", ENDLESS, "--timeout", "60"]
    with subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.PIPE) as process:
        (child,) = until(lambda: ps_output("pid=", "--ppid", str(process.pid)))
        process.kill()
    assert until(lambda: ps_output("stat=", "-p", child) in ([], ["Z"]))


def ps_output(what: str, *which: str) -> list[str]:
    return subprocess.run(["ps", "-o", what, *which], capture_output=True, text=True, check=False).stdout.split()


def until(ask: Callable[[], T]) -> T:
    """Ask until the answer is not empty or false, for a minute at most, however busy the machine is."""
    answer = ask()
    for _ in range(600):
        if answer:
            break
        time.sleep(0.1)
        answer = ask()
    return answer


def test_a_closed_pipe_is_quiet(ask: Run) -> None:
    command = f"{sys.executable} -m disgraph export - -f nt -q | head -1; exit ${{PIPESTATUS[0]}}"
    result = subprocess.run(["bash", "-c", command], capture_output=True, check=False)
    assert (result.returncode, result.stderr) == (0, b"")


def test_init_takes_any_name_that_the_system_takes(run: Run, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    assert run("init", "").code == 2
    for name in ('a "quoted" \\ name', "\u5317\u4eac", "a\x01b\x7f", "\udce9"):
        assert run("init", name).code == 0
        with monkeypatch.context() as patch:
            patch.chdir(name)
            assert run("queries", "-f", "csv").code == 0


def _put(file: str, data: bytes) -> Callable[[Path], object]:
    def change(folder: Path) -> None:
        (folder / file).parent.mkdir(parents=True, exist_ok=True)
        (folder / file).write_bytes(data)

    return change


def _replace(file: str, old: str, new: str) -> Callable[[Path], object]:
    def change(folder: Path) -> None:
        text = (folder / file).read_text(encoding="utf-8")
        assert old in text
        (folder / file).write_text(text.replace(old, new, 1), encoding="utf-8")

    return change


def _link(target: str) -> Callable[[Path], object]:
    def change(folder: Path) -> None:
        (folder / DOCUMENT).unlink()
        (folder / DOCUMENT).symlink_to(target)

    return change


def _pipe(folder: Path) -> None:
    (folder / DOCUMENT).unlink()
    os.mkfifo(folder / DOCUMENT)


CLAIMS, ENTITIES, CATALOGUE = "data/claims/example.yaml", "data/entities/entities.yaml", "data/documents.yaml"
DOCUMENT, PLACES, SETTINGS = "documents/example.txt", "data/places.csv", "disgraph.toml"
QUOTE = "quote: Ana Silva, who uses a wheelchair"
DAMAGES: dict[str, tuple[Callable[[Path], object], str]] = {
    "one letter": (_replace(CLAIMS, "a wheelchair\n", "a wheelchaur\n"), "misquote"),
    "no quote": (_replace(CLAIMS, QUOTE, "quote: []"), "'quote' is empty"),
    "blank quote": (_replace(CLAIMS, QUOTE, 'quote: ""'), "misquote"),
    "number with comma": (_replace(CLAIMS, "value: 12", "value: 1,200"), "wrong-range"),
    "month 13": (_replace(CLAIMS, "time: 2021", "time: 2017-13"), "bad-time"),
    "year 0": (_replace(CLAIMS, "time: 2021", "time: 0000"), "bad-time"),
    "hope": (_replace(CLAIMS, QUOTE, f"modality: intended\n    {QUOTE}"), "hope-as-fact"),
    "negated record": (_replace(CLAIMS, "    founding:", "    polarity: negated\n    founding:"), "negated-record"),
    "part of itself": (_replace(CLAIMS, "unit: person", "unit: person\n      partOf: workshop-staff"), "is both the subject"),
    "two types": (_replace(ENTITIES, "type: Person", "type: [Person, Organisation]"), "is not a text"),
    "another document": (_replace(CLAIMS, "document: example", "document: exmple"), "missing-document"),
    "latin 1": (_put(CLAIMS, b"document: caf\xe9\n"), "Save the file as UTF-8"),
    "brackets": (_put(CLAIMS, b"[" * 10_000), "nested deeper"),
    "tag": (_put(CLAIMS, b"!!python/object/apply:os.system [echo]\n"), "not a mapping"),
    "yml": (_put("data/claims/more.yml", b"document: example\n"), "would not be read"),
    "folder inside": (_put("data/entities/more/x.yaml", b"[]\n"), "would not be read"),
    "link in a circle": (_link("example.txt"), "missing-document"),
    "link outside": (_link("/etc/passwd"), "lies outside"),
    "pipe": (_pipe, "not a file"),
    "NUL in a path": (_replace(CATALOGUE, "file: example.txt", 'file: "a\\0b"'), "missing-document"),
    "places not UTF-8": (_put(PLACES, b"\xff\xfe"), "broken-table"),
    "places of one cell": (_put(PLACES, b'"' + b"a" * 200_000), "broken-table"),
    "places a folder": (_put(f"{PLACES}/x", b""), "broken-table"),
    "settings broken": (_put(SETTINGS, b"name = "), "disgraph.toml"),
    "settings nested": (_put(SETTINGS, b"a = " + b"[" * 5000), "disgraph.toml"),
    "setting unknown": (_put(SETTINGS, b'clams = "x"'), "unknown setting 'clams'"),
    "setting of NUL": (_put(SETTINGS, b'build = "a\\u0000b"'), "build is not a path"),
    "setting nowhere": (_put(SETTINGS, b'claims = "nowhere"'), "does not exist"),
}


@pytest.mark.parametrize(("damage", "words"), DAMAGES.values(), ids=DAMAGES)
def test_a_damaged_source_is_refused_and_named(run: Run, mine: Path, damage: Callable[[Path], object], words: str) -> None:
    damage(mine)
    result = run("build", "-q")
    assert (result.code, result.out) == (4, "")
    assert words in result.err
    assert {path.name for path in (mine / "build").glob("*")} <= {".lock", "shards"}


def test_a_refused_build_leaves_the_former_graph(run: Run, mine: Path) -> None:
    run("build", "-q")
    before = {path: path.read_bytes() for path in (mine / "build").rglob("*") if path.is_file()}
    _put(CLAIMS, b"[")(mine)
    assert run("build", "-q").code == 4
    assert {path: path.read_bytes() for path in (mine / "build").rglob("*") if path.is_file()} == before


def _halve(path: Path) -> None:
    path.write_bytes(path.read_bytes()[: path.stat().st_size // 2])


def _garble(path: Path) -> None:
    path.write_bytes(b"\xff\xfe\x00")


def _empty(path: Path) -> None:
    path.write_bytes(b"")


#: Each kind of file of a graph, and each kind of damage with several of them.
BROKEN = [
    ("graph.json", _halve),
    ("graph.json", Path.unlink),
    ("names.tsv", _garble),
    ("names.tsv", _empty),
    ("relationships.bin", _halve),
    ("relationships.bin", _empty),
    ("store/CURRENT", _garble),
    ("store/CURRENT", Path.unlink),
    ("store/*.sst", _halve),
    ("store/*.sst", Path.unlink),
    ("../current", _garble),
    ("../current", _empty),
]


def break_graph(project: Path, file: str, damage: Callable[[Path], object]) -> None:
    folder = Path(current_graph(str(project / "build")))
    for path in list(folder.glob(file)):
        damage(path)


@pytest.mark.parametrize(("file", "damage"), BROKEN)
def test_a_broken_graph_is_an_error(run: Run, built_mine: Path, file: str, damage: Callable[[Path], object]) -> None:
    break_graph(built_mine, file, damage)
    codes = {run(*command).code for command in (("path", "Ana Silva", "Lisbon"), ("show", "Ana Silva"), ("stats",))}
    assert codes <= {0, 4}
    assert 4 in codes


@pytest.mark.parametrize(
    ("file", "damage"),
    [pytest.param(*broken, marks=pytest.mark.slow) if at % 3 else broken for at, broken in enumerate(dict(BROKEN).items())],
)
def test_a_build_replaces_a_broken_graph(run: Run, built_mine: Path, file: str, damage: Callable[[Path], object]) -> None:
    break_graph(built_mine, file, damage)
    assert run("build", "-q").code == 0
    assert run("path", "Ana Silva", "Lisbon").code == 0
    assert run("show", "Ana Silva").code == 0
