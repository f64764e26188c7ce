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
from disgraph.store.current import DATASET

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


@pytest.fixture(scope="session", params=["graphs apart", "union"])
def oxigraph(request: pytest.FixtureRequest, shipped_folder: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """An Oxigraph server: one whose default graph is a graph of its own, and one where it is the union of all."""
    folder = tmp_path_factory.mktemp("oxigraph")
    program = shutil.which("oxigraph", path=os.pathsep.join((os.path.dirname(sys.executable), os.environ.get("PATH", ""))))
    assert program is not None, "the package oxigraph is in the extra `dev`"
    subprocess.run([program, "load", "-l", "data", "-f", shipped_folder / DATASET], cwd=folder, check=True, capture_output=True)
    address = f"127.0.0.1:{free_port()}"
    union = ["--union-default-graph"] if request.param == "union" else []
    url = f"http://{address}/query"
    with served([program, "serve-read-only", "-l", "data", "-b", address, *union], folder, url):
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
ResultSetMaxRows = 10000
"""


@pytest.fixture(scope="session")
def virtuoso(shipped_folder: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """A Virtuoso server that cuts its answers at 10,000 rows, with the dataset loaded as docs/endpoints.md says."""
    server, client = shutil.which("virtuoso-t"), shutil.which("isql-vt")
    if server is None or client is None:
        pytest.skip("Virtuoso is not installed (Debian: virtuoso-opensource)")
    folder = tmp_path_factory.mktemp("virtuoso")
    sql, http = free_port(), free_port()
    (folder / "virtuoso.ini").write_text(INI.format(folder=folder, sql=sql, http=http))
    shutil.copy(shipped_folder / DATASET, folder / DATASET)
    url = f"http://127.0.0.1:{http}/sparql"
    with served([server, "+configfile", "virtuoso.ini", "+foreground"], folder, url):
        load = f"ld_dir('{folder}', '{DATASET}', '{DEFAULT}'); rdf_loader_run(); checkpoint;"
        subprocess.run([client, f"127.0.0.1:{sql}", "dba", "dba", f"exec={load}"], check=True, capture_output=True)
        yield f"{url}?default-graph-uri={DEFAULT}&named-graph-uri={INFERRED}"


@pytest.fixture
def run(shipped_current: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capfdbinary: pytest.CaptureFixture[bytes]) -> Run:
    """Return a function that runs a command on the shipped graph and returns its exit code and output."""
    monkeypatch.setattr(sys, "excepthook", sys.excepthook)
    monkeypatch.chdir(tmp_path)

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
