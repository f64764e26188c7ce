"""Hostile inputs of the faces: questions, requests to the server, tools of a language model, names to withhold, front matter."""

from __future__ import annotations

import random
from collections.abc import Callable
from typing import Any
from urllib.parse import quote, urlencode

from tools.fuzz_texts import Setting, accept, mutate, text_of

from disgraph.corpus.citation_fields import malformed_fields
from disgraph.intake.front_matter import read_front_matter
from disgraph.intake.plain_title import plain_title
from disgraph.intake.withheld_words import BlackPen, black_out, find_remembered, remembered
from disgraph.intake.withholding import plan_withholding
from disgraph.mcp.model_tools import ModelTools
from disgraph.project import own_project
from disgraph.server.review_access import COOKIE

QUESTIONS = (
    "Who founded Open Door Workshop?", "How many people does the Open Door Workshop employ?", "Where does Ana Silva live, and since when?",
    "What did Ana Silva found in 2021 and who helped her?", "\u8c01\u521b\u529e\u4e86\u5de5\u574a\uff1f", "Which persons use a wheelchair?",
    "Is Lisbon larger than 12 people?", "How are Ana Silva and Lisbon connected?", "List everything", "What else?",
)  # fmt: skip
#: Addresses of the server, `{}` for a part that is generated.
ADDRESSES = (
    "/", "/search", "/ask", "/path", "/resource/{}/{}", "/resource/person/ana-silva{}", "/document/{}", "/document/example", "/queries",
    "/queries/{}", "/queries/founded-by", "/sparql", "/compare", "/common", "/neighbors", "/evidence", "/explain", "/audit", "/stats",
    "/ontology", "/ontology/{}", "/api/{}", "/api/show", "/api/path", "/api/search", "/api/ask", "/api/audit", "/api/explain",
    "/api/neighbors", "/api/connect", "/api/suggest", "/api/openapi.json", "/api/queries/{}", "/reconcile", "/reconcile/{}",
    "/network.gexf", "/health", "/metrics", "/static/{}", "/static/../{}", "/about", "/accessibility", "/.well-known/void", "/review",
    "/review/document/example", "/review/entity", "/review/claim", "/review/decide", "/{}",
)  # fmt: skip
FIELDS = (
    "text", "question", "a", "b", "name", "limit", "kind", "type", "document", "k", "max_hops", "only", "exclude", "avoid", "through",
    "as_of", "include_inferred", "at", "query", "queries", "extend", "prefix", "cursor", "id", "property", "format", "page", "around",
    "verdict", "labels", "via", "default-graph-uri", "named-graph-uri", "update", "derived", "key", "token", "item", "decision", "entity",
    "other", "reason", "start", "end", "\u00e9",
)  # fmt: skip
VALUES = ("Ana Silva", "Open Door Workshop", "lisbon", "0", "-1", "1", "99999999999999999999", "true", "2016-02-30", "example", "dg:Person")
KINDS = (
    "text/html", "application/json", "text/turtle", "application/sparql-results+json", "*/*", "", "x", "text/html;q=nan", "a/b;q=\u0663",
    ",,,",
    "application/x-www-form-urlencoded", "application/sparql-query", "application/sparql-update", "multipart/form-data; boundary=x",
)  # fmt: skip
#: Words that no page may contain unescaped.
MARKUP = "<i id=zzz>"


def try_question(rng: random.Random, setting: Setting) -> None:
    """Ask a changed question in plain language."""
    question = rng.choice((mutate(rng, rng.choice(QUESTIONS)), mutate(rng, rng.choice(QUESTIONS)), text_of(rng)))
    accept(lambda: setting.graph.ask(question).render(rng.choice(("text", "json", "md", "html"))))


def try_request(rng: random.Random, setting: Setting) -> None:
    """Send a request to the server: any route, any method, duplicate and unknown fields, odd headers, bodies and percent encodings."""
    address = rng.choice(ADDRESSES)
    while "{}" in address:
        address = address.replace("{}", rng.choice((_encoded(rng), "%2e%2e%2f", "%00", "%ff%fe", "%", "%zz", "ana-silva", "/" * 9)), 1)
    fields = [(rng.choice(FIELDS), _value(rng)) for _ in range(rng.randrange(5))]
    headers = {"Accept": rng.choice(KINDS), "Host": rng.choice(("127.0.0.1", "127.0.0.1", "127.0.0.1", "localhost:99999", "evil.example"))}
    if rng.choice((True, False)):
        headers["Cookie"] = f"{COOKIE}={setting.key}"
        fields.append(("key", setting.key))
    method = rng.choice(("GET", "GET", "GET", "POST", "POST", "HEAD", "OPTIONS", "PUT", "DELETE", "PATCH"))
    body = b""
    if method == "POST":
        headers["Content-Type"] = rng.choice(KINDS).encode("ascii", "replace").decode()
        body = rng.choice((_form(fields).encode(), text_of(rng).encode("utf-8", "replace"), b"\xff\x00", b"{" * 500))
    headers = {name: value.encode("latin-1", "replace").decode("latin-1") for name, value in headers.items()}
    target = address + (f"?{_form(fields)}" if method != "POST" and fields else "")
    try:
        answer = setting.client.request(method, target, headers=headers, content=body, follow_redirects=False)
    except Exception as error:
        if type(error).__name__ in ("InvalidURL", "UnicodeEncodeError", "LocalProtocolError"):  # the client refuses it
            return
        raise
    _check(answer, f"{method} {target}")


def _check(answer: Any, asked: str) -> None:
    assert not answer.is_server_error or answer.status_code in (501, 503), f"{asked}: {answer.status_code}"
    assert "[internal]" not in answer.text, asked
    if "html" in answer.headers.get("content-type", ""):
        assert MARKUP not in answer.text, f"{asked}: markup of a value is part of the page"
        assert "default-src" in answer.headers["content-security-policy"], asked


def _form(fields: list[tuple[str, str]]) -> str:
    return urlencode(fields, errors="replace")


def _value(rng: random.Random) -> str:
    return rng.choice((rng.choice(VALUES), text_of(rng), f"{MARKUP}{text_of(rng, 2)}", mutate(rng, "SELECT * { ?s ?p ?o } LIMIT 3")))


def _encoded(rng: random.Random) -> str:
    return quote(text_of(rng, 4).encode("utf-8", "replace")[:2000], safe="")


def try_tool(rng: random.Random, setting: Setting) -> None:
    """Call a tool of a language model."""
    tools, text, name = ModelTools(setting.graph), text_of(rng), rng.choice((*VALUES, text_of(rng)))
    number = rng.choice((-1, 0, 1, 10**9))
    calls: tuple[Callable[[], object], ...] = (
        lambda: tools.ask(text, number, sparql=True),
        lambda: tools.search(text, number, [name], [text], [name]),
        lambda: tools.entity(name),
        lambda: tools.path(name, text, number),
        lambda: tools.evidence(name),
        lambda: tools.named_query(rng.choice(("founded-by", text)), {rng.choice(("organisation", "person", text)): name}),
        lambda: tools.query(mutate(rng, "SELECT ?s { ?s a dg:Person }")),
        lambda: tools.schema(text),
    )
    accept(rng.choice(calls))


def try_withheld(rng: random.Random, setting: Setting) -> None:
    """Withhold a name of any form: the plan, the blacked text, and what is remembered; no name is left in the text."""
    name = rng.choice(("Ana Silva", "Open Door Workshop", mutate(rng, "Ana Silva"), text_of(rng)))
    accept(lambda: plan_withholding(own_project(setting.folder), [name]))
    text = mutate(rng, f"{text_of(rng)} {name} {text_of(rng)}")
    pen = BlackPen([name])
    assert pen.spans(pen.blacked(text)) == [], f"{name!r} is left in {pen.blacked(text)!r}"
    known = remembered(name)
    if known is not None:
        black_out(text, find_remembered(text, [known]))


def try_front_matter(rng: random.Random, _setting: Setting) -> None:
    """Read the block before a Markdown text, the title of a plain text, and fields for citations."""
    block = "title: Able hands\nauthor: [Ann Doe, Ben Roe]\ndate: 2019-03-04\nurl: https://news.example/a\n"
    mark = rng.choice(("---", "+++"))
    read_front_matter(f"{mark}\n{mutate(rng, block)}{rng.choice((mark, '...', ''))}\n\nWords.\n")
    plain_title(mutate(rng, f"Able hands\n\n{text_of(rng)}"))
    list(malformed_fields({name: text_of(rng, 3) for name in ("date", "url", "accessed", "author", "language", "title")}))
