"""The graph that is served: replaced when a new one has been built, without a pause."""

from __future__ import annotations

import time
from collections.abc import Callable
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from disgraph.api.knowledge_graph import KnowledgeGraph

#: Seconds between two looks at the graph in use.
_INTERVAL = 1.0


class ServedGraph:
    """The graph that requests read.

    Args:
        opened: the graph at the start.
        current_folder: returns the directory of the graph in use; None if the graph never changes, as behind an endpoint.
        reopen: opens the graph in use.
        moved: called with the directory of a new graph.
    """

    def __init__(
        self,
        opened: KnowledgeGraph,
        current_folder: Callable[[], str] | None = None,
        reopen: Callable[[], KnowledgeGraph] | None = None,
        moved: Callable[[str], None] = lambda _folder: None,
    ) -> None:
        self._graph, self._current_folder, self._reopen, self._moved = opened.remembering(), current_folder, reopen, moved
        self._checked = time.monotonic()

    @property
    def graph(self) -> KnowledgeGraph:
        """The graph in use."""
        now = time.monotonic()
        if self._current_folder is None or self._reopen is None or now - self._checked < _INTERVAL:
            return self._graph
        self._checked = now
        folder = self._current_folder()
        if folder != self._graph.folder:
            self._graph = self._reopen().remembering()
            self._moved(folder)
        return self._graph
