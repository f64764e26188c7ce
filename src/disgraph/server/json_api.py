"""The JSON API: a route for each reading verb, named queries, suggestions of names, and its description in OpenAPI."""

from __future__ import annotations

import json
from collections import defaultdict
from functools import partial
from importlib.resources import files
from typing import Any

from starlette.concurrency import run_in_threadpool
from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Route

from disgraph import __version__
from disgraph.queries.catalogue import read_queries
from disgraph.render.json_output import to_json
from disgraph.server.api_verbs import DAY, FLAG, NUMBER, TEXT, VERBS, ApiParameter, ApiVerb
from disgraph.server.http_errors import candidate_object
from disgraph.server.name_suggestions import suggested
from disgraph.server.served_graph import ServedGraph

JSON = "application/json"
#: Names that are suggested at most.
SUGGESTED = 10
#: What values of each kind of parameter look like.
_LIMITS: dict[str, dict[str, Any]] = {
    TEXT: {"minLength": 1, "pattern": r"\S"},
    NUMBER: {"minimum": 1, "maximum": 100_000},
    FLAG: {},
    DAY: {"type": "string", "format": "date"},
}


def fields_of(request: Request) -> dict[str, list[str]]:
    """Return the fields of an address, each with its values."""
    found: dict[str, list[str]] = defaultdict(list)
    for name, value in request.query_params.multi_items():
        found[name].append(value)
    return dict(found)


def api_routes(served: ServedGraph, seconds: float) -> list[Route]:
    """Return the routes of the API.

    Args:
        served: the graph.
        seconds: that a search may take.
    """

    async def verb_answer(verb: ApiVerb, request: Request) -> Response:
        return _json(await run_in_threadpool(lambda: verb.answer(served.graph, fields_of(request), seconds).json()))

    async def named_query(request: Request) -> Response:
        given = {name: values[0] for name, values in fields_of(request).items() if values[0]}
        answer = await run_in_threadpool(lambda: served.graph.answer(request.path_params["name"], given).render("json", labels=True))
        return _json(answer)

    async def queries(_request: Request) -> Response:
        found = await run_in_threadpool(read_queries, served.graph.project.queries)
        return _json(to_json([each._asdict() | {"parameters": [one._asdict() for one in each.parameters]} for each in found.values()]))

    async def suggestions(request: Request) -> Response:
        found = await run_in_threadpool(suggested, served.graph, request.query_params.get("text", ""), SUGGESTED)
        return _json(to_json([candidate_object(each) for each in found]))

    return [
        *(Route(f"/api/{verb.name}", partial(verb_answer, verb), name=f"api-{verb.name}") for verb in VERBS),
        Route("/api/queries", queries),
        Route("/api/queries/{name}", named_query),
        Route("/api/suggest", suggestions),
        Route("/api/openapi.json", openapi),
    ]


def _json(content: str | bytes) -> Response:
    return Response(content, media_type=JSON)


async def openapi(request: Request) -> Response:
    """Return the description of the API in OpenAPI 3.1."""
    root = str(request.base_url).rstrip("/") + request.scope.get("root_path", "")
    return _json(to_json(description(root)))


def description(root: str) -> dict[str, Any]:
    """Return the description of the API in OpenAPI 3.1.

    Args:
        root: address of the server, with its prefix.
    """
    error = {"description": "An error with its remedy", "content": {"application/problem+json": {"schema": {"type": "object"}}}}
    return {
        "openapi": "3.1.0",
        "info": {"title": "disgraph", "version": __version__, "description": "Facts of documents, each with the words that state it."},
        "servers": [{"url": root}],
        "paths": {
            **{f"/api/{verb.name}": {"get": _operation(verb, error)} for verb in VERBS},
            "/api/suggest": {
                "get": _plain("suggest", "Suggest entities by name.", [_parameter(ApiParameter("text", TEXT, "part of a name"))])
            },
            "/api/queries": {"get": _plain("queries", "List the named queries.", [])},
            "/api/queries/{name}": {"get": _named_query(error)},
            "/api/terms": {"get": _plain("terms", "List the terms of the ontology with labels and definitions.", [])},
        },
        "components": {"schemas": {verb.schema: _schema(verb.schema) for verb in VERBS} | {"shared": _schema("shared")}},
    }


def _operation(verb: ApiVerb, error: dict[str, Any]) -> dict[str, Any]:
    found = _plain(verb.name, verb.summary, [_parameter(each) for each in verb.parameters])
    found["responses"]["200"]["content"] = {JSON: {"schema": {"$ref": f"#/components/schemas/{verb.schema}"}}}
    return found | {"responses": found["responses"] | {"400": error, "404": error, "503": error}}


def _named_query(error: dict[str, Any]) -> dict[str, Any]:
    """Describe a named query: its name is in the address, and its parameters, which `/api/queries` lists, are fields of any name."""
    name = _parameter(ApiParameter("name", TEXT, "the name of the query", required=True)) | {"in": "path"}
    fields = {
        "name": "parameters",
        "in": "query",
        "description": "the parameters of the query by name",
        "schema": {"type": "object", "additionalProperties": {"type": "string"}},
    }
    found = _plain("named-query", "Answer a named query.", [name, fields])
    return found | {"responses": found["responses"] | {"400": error, "404": error, "503": error}}


def _plain(name: str, summary: str, parameters: list[dict[str, Any]]) -> dict[str, Any]:
    return {"operationId": name, "summary": summary, "parameters": parameters, "responses": {"200": {"description": "The answer"}}}


def _parameter(parameter: ApiParameter) -> dict[str, Any]:
    kind = {"type": parameter.kind, **_LIMITS[parameter.kind]}
    schema = {"type": "array", "items": kind, "minItems": 1} if parameter.many else kind
    return {"name": parameter.name, "in": "query", "required": parameter.required, "description": parameter.note, "schema": schema}


def _schema(name: str) -> dict[str, Any]:
    """Return a JSON Schema of an answer, with references that lead inside the description."""
    text = files("disgraph.render").joinpath("schemas", f"{name}.json").read_text(encoding="utf-8")
    own = text.replace('"#/$defs/', f'"#/components/schemas/{name}/$defs/')
    loaded = json.loads(own.replace('"shared.json#/', '"#/components/schemas/shared/'))
    assert isinstance(loaded, dict)
    return {key: value for key, value in loaded.items() if key not in ("$schema", "$id")}
