"""What every page needs: the graph, the settings, the addresses, and the templates."""

from __future__ import annotations

from collections.abc import Mapping
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING, Any

from jinja2 import Environment, FileSystemLoader, StrictUndefined
from starlette.responses import HTMLResponse

from disgraph import __version__
from disgraph.server.page_links import Addresses

if TYPE_CHECKING:
    from disgraph.api.knowledge_graph import KnowledgeGraph
    from disgraph.server.served_graph import ServedGraph
    from disgraph.server.settings import ServerSettings
    from disgraph.server.sparql_answers import QueryAnswers

FOLDER = Path(__file__).parent


class Site:
    """The site.

    Args:
        served: the graph.
        settings: of the server.
        answers: of SPARQL.
    """

    def __init__(self, served: ServedGraph, settings: ServerSettings, answers: QueryAnswers) -> None:
        self._served, self.settings, self.answers = served, settings, answers
        self.addresses = Addresses(settings.prefix)

    @property
    def graph(self) -> KnowledgeGraph:
        """The graph in use."""
        return self._served.graph

    @cached_property
    def _templates(self) -> Environment:
        found = Environment(
            loader=FileSystemLoader(FOLDER / "templates"), autoescape=True, undefined=StrictUndefined, trim_blocks=True, lstrip_blocks=True
        )
        found.globals |= {"page": self.addresses.page, "resource": self.addresses.resource, "passage_at": self.addresses.passage}
        found.globals["has_editor"] = (FOLDER / "static" / "vendor" / "editor.js").exists()
        found.globals |= {"version": __version__, "shows_whole_texts": self.settings.shows_whole_texts}
        return found

    def render(self, template: str, status: int = 200, headers: Mapping[str, str] | None = None, **values: Any) -> HTMLResponse:
        """Return a page.

        Args:
            template: name of its template, without ending.
            status: of the answer.
            headers: of the answer.
            values: of the template.
        """
        text = self._templates.get_template(f"{template}.html").render(project=self.graph.backend.summary.get("project", ""), **values)
        return HTMLResponse(text, status, headers=headers)
