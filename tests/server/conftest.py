"""A server on the graph of the shipped documents, and one on a tiny graph; both answer in this process."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from starlette.testclient import TestClient

from disgraph.api.graph_opening import open_graph
from disgraph.server.application import application
from disgraph.server.settings import ServerSettings

#: One process is enough, and so is a query of two seconds.
SETTINGS = ServerSettings(workers=1, seconds=2.0)


def client_of(folder: Path, settings: ServerSettings = SETTINGS) -> TestClient:
    """Return a client of a server on a graph; enter it to start the server's processes."""
    return TestClient(application(open_graph(folder), settings), base_url="http://127.0.0.1", raise_server_exceptions=False)


@pytest.fixture(scope="session")
def client(shipped_folder: Path) -> Iterator[TestClient]:
    with client_of(shipped_folder) as found:
        yield found


@pytest.fixture(scope="session")
def tiny_client(tiny_folder: Path) -> Iterator[TestClient]:
    with client_of(tiny_folder) as found:
        yield found
