"""The server as the client of the SDK sees it, over standard input and output."""

from __future__ import annotations

import os
import sys
from pathlib import Path

import pytest

pytest.importorskip("mcp")

import anyio
from mcp.types import TextContent, TextResourceContents

from disgraph.api.knowledge_graph import KnowledgeGraph
from disgraph.errors import UnknownName
from disgraph.graph.graph import Graph
from disgraph.mcp.model_tools import MAX_ANSWER, ModelTools, error_text
from disgraph.project import shipped_project
from mcp import Client, StdioServerParameters, stdio_client

SERVER = "from disgraph.cli.start import main; main(['mcp'])"


@pytest.fixture(scope="module")
def tools(shipped: Graph) -> ModelTools:
    """The tools of the shipped graph."""
    return ModelTools(KnowledgeGraph(shipped.backend, shipped_project))


def test_a_client_lists_calls_and_corrects(tiny_folder: Path) -> None:
    """One session: tools, resources, an answer with its quote, and an error with candidates."""

    async def session() -> None:
        async with Client(
            stdio_client(StdioServerParameters(command=sys.executable, args=["-c", SERVER], cwd=tiny_folder, env=dict(os.environ)))
        ) as client:
            listed = {tool.name for tool in (await client.list_tools()).tools}
            assert listed == {"ask", "search", "entity", "path", "evidence", "named_query", "query", "schema"}
            assert {str(each.uri) for each in (await client.list_resources()).resources} == {
                "disgraph://schema",
                "disgraph://prefixes",
                "disgraph://queries",
            }
            asked = await client.call_tool("ask", {"question": "Where does Amei Li live?"})
            assert "Green Village" in text_of(asked.content[0])
            wrong = await client.call_tool("entity", {"name": "Amie Li"})
            assert wrong.is_error
            assert "Amei Li" in text_of(wrong.content[0])
            empty = await client.call_tool("query", {"sparql": "SELECT ?x { ?x dg:livsIn ?y }"})
            assert "livesIn" in text_of(empty.content[0])
            read = (await client.read_resource("disgraph://schema")).contents[0]
            assert isinstance(read, TextResourceContents)
            assert "class dg:Person" in read.text

    anyio.run(session)


def text_of(content: object) -> str:
    """Return the text of a content."""
    assert isinstance(content, TextContent)
    return content.text


def test_each_tool_answers_with_quotes(tools: ModelTools) -> None:
    quote = "in July 2017, Liu Weiping, also in a wheelchair, visited Tang"
    for found in (
        tools.ask("Who visited Tang Xiaopeng?"),
        tools.path("Liu Weiping", "Tang Xiaopeng"),
        tools.entity("Tang Xiaopeng"),
        tools.evidence("Tang Xiaopeng"),
        tools.search("visited Tang home July 2017"),
    ):
        assert quote in " ".join(found.split())


def test_answers_are_bounded(tools: ModelTools) -> None:
    assert len(tools.entity("China")) <= MAX_ANSWER + 200
    assert len(tools.query("SELECT ?x { ?x a dg:Record } LIMIT 400").splitlines()) < 120


def test_the_schema_is_found_by_a_word(tools: ModelTools) -> None:
    assert "dg:Training" in tools.schema("course")
    assert "without an argument" in tools.schema("qqqq")


def test_an_error_says_how_to_correct_the_call(tools: ModelTools) -> None:
    with pytest.raises(UnknownName) as unknown:
        tools.entity("Tang Xiaopin Zhang")
    assert "Tang Xiaopeng" in error_text(unknown.value)
