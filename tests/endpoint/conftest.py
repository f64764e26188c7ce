"""Two real servers on loopback that hold the dataset of the five documents, started for the tests and ended with them."""

from __future__ import annotations

import os
import shutil
import socket
import subprocess
import sys
import time
import urllib.error
import urllib.request
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest

from disgraph.cli.start import main
from disgraph.store.current import DATASET, current_graph

DEFAULT, INFERRED = "https://w3id.org/disgraph/resource/graph/said", "https://w3id.org/disgraph/resource/graph/inferred"
#: Seconds that a server may take to answer for the first time.
PATIENCE = 60

Outcome = tuple[int, bytes]
Run = Callable[..., Outcome]


def free_port() -> int:
    """Return a port on which no process listens."""
    with socket.socket() as listener:
        listener.bind(("127.0.0.1", 0))
        port = listener.getsockname()[1]
        assert isinstance(port, int)
        return port


@contextmanager
def served(command: list[str], folder: Path, url: str) -> Iterator[None]:
    """Run a server until the tests are done with it, and wait until it answers."""
    with (folder / "server.log").open("wb") as log:
        server = subprocess.Popen(command, cwd=folder, stdout=log, stderr=log)
        try:
            deadline = time.monotonic() + PATIENCE
            while not answers(url):
                assert server.poll() is None, (folder / "server.log").read_text(errors="replace")
                assert time.monotonic() < deadline, f"{command[0]} does not answer"
                time.sleep(0.05)
            yield
        finally:
            server.kill()
            server.wait()


def answers(url: str) -> bool:
    """Return whether a server takes queries."""
    try:
        with urllib.request.urlopen(f"{url}?query=ASK%7B%7D", timeout=5):
            return True
    except (urllib.error.URLError, ConnectionError, TimeoutError):
        return False


@contextmanager
def oxigraph_server(dataset: Path, folder: Path, *options: str) -> Iterator[str]:
    """Run an Oxigraph server that holds a dataset, and yield its address."""
    program = shutil.which("oxigraph", path=os.pathsep.join((os.path.dirname(sys.executable), os.environ.get("PATH", ""))))
    assert program is not None, "the package oxigraph is in the extra `dev`"
    subprocess.run([program, "load", "-l", "data", "-f", dataset], cwd=folder, check=True, capture_output=True)
    address = f"127.0.0.1:{free_port()}"
    url = f"http://{address}/query"
    with served([program, "serve-read-only", "-l", "data", "-b", address, *options], folder, url):
        yield url


@pytest.fixture(scope="session")
def oxigraph(shipped_folder: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """An Oxigraph server with the shipped graph, whose default graph is a graph of its own."""
    with oxigraph_server(shipped_folder / DATASET, tmp_path_factory.mktemp("oxigraph")) as url:
        yield url


@pytest.fixture(scope="session")
def tiny_dataset(tiny_folder: Path) -> Path:
    """The file of all quads of the tiny graph."""
    return Path(current_graph(str(tiny_folder / "build"))) / DATASET


@pytest.fixture(scope="session")
def tiny_apart(tiny_dataset: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """An Oxigraph server with the tiny graph."""
    with oxigraph_server(tiny_dataset, tmp_path_factory.mktemp("oxigraph")) as url:
        yield url


@pytest.fixture(scope="session")
def tiny_union(tiny_dataset: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """The same, whose default graph is the union of all."""
    with oxigraph_server(tiny_dataset, tmp_path_factory.mktemp("oxigraph"), "--union-default-graph") as url:
        yield url


INI = """\
[Database]
DatabaseFile = {folder}/virtuoso.db
ErrorLogFile = {folder}/virtuoso.log
LockFile = {folder}/virtuoso.lck
TransactionFile = {folder}/virtuoso.trx
xa_persistent_file = {folder}/virtuoso.pxa
[TempDatabase]
DatabaseFile = {folder}/temp.db
TransactionFile = {folder}/temp.trx
[Parameters]
ServerPort = 127.0.0.1:{sql}
ServerThreads = 10
NumberOfBuffers = 4000
MaxDirtyBuffers = 3000
SchedulerInterval = 0
DirsAllowed = {folder}
[HTTPServer]
ServerPort = 127.0.0.1:{http}
ServerRoot = {folder}
ServerThreads = 8
[SPARQL]
ResultSetMaxRows = 2000
"""


@pytest.fixture(scope="session")
def virtuoso(tiny_dataset: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """A Virtuoso server with the tiny graph, loaded as docs/endpoints.md says, which cuts its answers at 2,000 rows."""
    server, client = shutil.which("virtuoso-t"), shutil.which("isql-vt")
    if server is None or client is None:
        pytest.skip("Virtuoso is not installed (Debian: virtuoso-opensource)")
    folder = tmp_path_factory.mktemp("virtuoso")
    sql, http = free_port(), free_port()
    (folder / "virtuoso.ini").write_text(INI.format(folder=folder, sql=sql, http=http))
    shutil.copy(tiny_dataset, folder)
    url = f"http://127.0.0.1:{http}/sparql"
    with served([server, "+configfile", "virtuoso.ini", "+foreground"], folder, url):
        load = f"ld_dir('{folder}', '{DATASET}', '{DEFAULT}'); rdf_loader_run(); checkpoint;"
        subprocess.run([client, f"127.0.0.1:{sql}", "dba", "dba", f"exec={load}"], check=True, capture_output=True)
        yield f"{url}?default-graph-uri={DEFAULT}&named-graph-uri={INFERRED}"


@pytest.fixture
def run_anywhere(monkeypatch: pytest.MonkeyPatch, capfdbinary: pytest.CaptureFixture[bytes]) -> Run:
    """Return a function that runs a command and returns its exit code and output."""
    monkeypatch.setattr(sys, "excepthook", sys.excepthook)

    def run(*arguments: str) -> Outcome:
        capfdbinary.readouterr()
        with pytest.raises(SystemExit) as stop:
            main(list(arguments))
        sys.stdout.flush()
        code = stop.value.code
        assert isinstance(code, int)
        out, err = capfdbinary.readouterr()
        return code, out + err

    return run


@pytest.fixture
def run(run_anywhere: Run, shipped_current: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Run:
    """Return the same for the shipped graph."""
    monkeypatch.chdir(tmp_path)
    return run_anywhere


@pytest.fixture
def run_tiny(run_anywhere: Run, tiny_folder: Path, monkeypatch: pytest.MonkeyPatch) -> Run:
    """Return the same for the tiny graph."""
    monkeypatch.chdir(tiny_folder)
    return run_anywhere
