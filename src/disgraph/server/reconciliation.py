"""The Reconciliation Service API 0.2 (W3C Entity Reconciliation Community Group): names of a table to entities, for OpenRefine."""

from __future__ import annotations

import json
from collections.abc import Mapping
from typing import TYPE_CHECKING, Any
from urllib.parse import parse_qs

from starlette.concurrency import run_in_threadpool
from starlette.requests import Request
from starlette.responses import JSONResponse, Response
from starlette.routing import Route

from disgraph.errors import InputError, MisuseError
from disgraph.rdf import DG, RDF, RESOURCE, NamedNode
from disgraph.server.entity_pages import profile_values
from disgraph.server.name_suggestions import suggested
from disgraph.similarity import likeness
from disgraph.store.name_file import fold_name

if TYPE_CHECKING:
    from disgraph.api.knowledge_graph import KnowledgeGraph
    from disgraph.errors import Candidate
    from disgraph.server.site import Site

#: Queries of one request, and candidates of one query, at most.
QUERIES, CANDIDATES = 200, 25
_USUAL = 5
#: Likeness from 0 to 100 that a candidate needs to be taken without a person's decision.
_CERTAIN = 100


def reconciliation_routes(site: Site) -> list[Route]:
    """Return the routes of the service."""

    async def service(request: Request) -> Response:
        given = dict(request.query_params)
        if request.method == "POST":
            given |= {name: values[0] for name, values in parse_qs((await request.body()).decode(errors="replace")).items()}
        if "queries" in given:
            return _reply(await run_in_threadpool(_reconciled, site.graph, _batch(given["queries"])), given)
        return _reply(_manifest(str(request.base_url).rstrip("/") + site.settings.prefix, site), given)

    def suggest_entity(request: Request) -> Response:
        found = suggested(site.graph, request.query_params.get("prefix", ""), CANDIDATES)
        return _reply(
            {"result": [{"id": _id(each), "name": each.label, "notable": [_type(site.graph, each.type)]} for each in found]},
            request.query_params,
        )

    def suggest_type(request: Request) -> Response:
        found = [_type(site.graph, name) for name, label in site.graph.graph.relations.labels.items() if _begins(label, request)]
        return _reply({"result": found[:CANDIDATES]}, request.query_params)

    def suggest_property(request: Request) -> Response:
        edges = site.graph.graph.relations.properties.values()
        found = [{"id": f"{DG}{edge.name}", "name": edge.label} for edge in edges if _begins(edge.label, request)]
        return _reply({"result": found[:CANDIDATES]}, request.query_params)

    def preview(request: Request) -> Response:
        profile = site.graph.show(f"{RESOURCE}{request.query_params.get('id', '')}")
        return site.render("preview", **profile_values(site, profile))

    return [
        Route("/reconcile", service, methods=["GET", "POST"]),
        Route("/reconcile/suggest/entity", suggest_entity),
        Route("/reconcile/suggest/type", suggest_type),
        Route("/reconcile/suggest/property", suggest_property),
        Route("/reconcile/preview", preview),
    ]


def _reply(content: dict[str, Any], given: Mapping[str, str]) -> Response:
    """Return JSON; with a `callback`, as 0.2 allows, the function of a script is refused: CORS serves instead."""
    if "callback" in given:
        raise MisuseError("JSONP is not supported.", "Use CORS: start the server with --origin.")
    return JSONResponse(content)


def _begins(label: str, request: Request) -> bool:
    return request.query_params.get("prefix", "").lower() in label.lower()


def _manifest(root: str, site: Site) -> dict[str, Any]:
    """Return the description of the service."""
    suggest = {kind: {"service_url": root, "service_path": f"/reconcile/suggest/{kind}"} for kind in ("entity", "type", "property")}
    return {
        "versions": ["0.2"],
        "name": f"disgraph: {site.graph.backend.summary.get('project', 'a graph')}",
        "identifierSpace": str(RESOURCE),
        "schemaSpace": str(DG),
        "view": {"url": f"{root}/resource/{{{{id}}}}"},
        "preview": {"url": f"{root}/reconcile/preview?id={{{{id}}}}", "width": 420, "height": 300},
        "suggest": suggest,
    }


def _batch(text: str) -> dict[str, dict[str, Any]]:
    """Return the queries of a request.

    Raises:
        InputError: they are no JSON object of objects, each with a text.
        MisuseError: there are too many.
    """
    try:
        found = json.loads(text)
        json.dumps(found, ensure_ascii=False).encode()  # half of a pair of surrogates is no character
    except (ValueError, RecursionError) as error:
        raise InputError(f"The queries are no JSON ({error}).", "See the Reconciliation Service API 0.2.") from error
    if not isinstance(found, dict) or not all(isinstance(each, dict) and isinstance(each.get("query"), str) for each in found.values()):
        raise InputError("The queries are no object of queries.", 'Write {"q0": {"query": "a name"}}.')
    if len(found) > QUERIES:
        raise MisuseError(f"{len(found)} queries at once; the limit is {QUERIES}.", "Send fewer.")
    return found


def _reconciled(graph: KnowledgeGraph, batch: dict[str, dict[str, Any]]) -> dict[str, Any]:
    return {key: {"result": _candidates(graph, query)} for key, query in batch.items()}


def _candidates(graph: KnowledgeGraph, query: dict[str, Any]) -> list[dict[str, Any]]:
    """Return the candidates of one query, the best first; a match only if exactly one has the name."""
    wanted = query.get("limit", _USUAL)
    limit = min(wanted, CANDIDATES) if isinstance(wanted, int) and wanted > 0 else _USUAL
    text = query["query"]
    kinds = query.get("type") or []
    names = {str(each).removeprefix(DG) for each in (kinds if isinstance(kinds, list) else [kinds])}
    found = [each for each in suggested(graph, text, CANDIDATES) if not names or _is_of(graph, each, names)]
    scores = [_score(text, each) for each in found]
    is_certain = scores.count(_CERTAIN) == 1
    rows: list[dict[str, Any]] = [
        {"id": _id(each), "name": each.label, "score": score, "match": is_certain and score == _CERTAIN, "type": [_type(graph, each.type)]}
        for each, score in zip(found, scores, strict=True)
    ]
    return sorted(rows, key=lambda row: -row["score"])[:limit]


def _score(text: str, candidate: Candidate) -> float:
    """Return how like a name is, from 0 to 100."""
    typed = fold_name(text)
    return _CERTAIN if typed == fold_name(candidate.label) else round(min(likeness(typed, fold_name(candidate.label)), _CERTAIN - 1), 1)


def _is_of(graph: KnowledgeGraph, candidate: Candidate, names: set[str]) -> bool:
    quads = graph.graph.about(NamedNode(candidate.iri), RDF["type"])
    return any(isinstance(quad.object, NamedNode) and quad.object.value.removeprefix(DG) in names for quad in quads)


def _id(candidate: Candidate) -> str:
    return candidate.iri.removeprefix(RESOURCE)


def _type(graph: KnowledgeGraph, name: str) -> dict[str, str]:
    return {"id": f"{DG}{name}", "name": graph.graph.relations.labels.get(name, name)}
