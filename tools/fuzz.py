"""Generate hostile inputs, and fail where one ends otherwise than in an answer or a named error.

Usage: python -m tools.fuzz [--seed N] [--size N] [--kind KIND ...] [--seconds N]

Kinds: names, questions, SPARQL, claims, documents, front matter, dates, names to withhold, requests to the server, calls of a language
model's tools, answers of endpoints and of language models. `--size` is the number of inputs of each kind. The same seed gives the same
inputs. A failure is printed with kind, number and traceback: run it again with `--only NUMBER`.
"""

from __future__ import annotations

import argparse
import json
import random
import sys
import tempfile
import threading
import time
import traceback
from collections.abc import Callable, Iterator
from contextlib import ExitStack, contextmanager
from pathlib import Path

from starlette.testclient import TestClient
from tools.fuzz_faces import try_front_matter, try_question, try_request, try_tool, try_withheld
from tools.fuzz_texts import Server, Setting, Trial, accept, mutate, text_of

from disgraph import open_graph, pipeline
from disgraph.claims.edtf import days
from disgraph.extract.extractors import extract_with
from disgraph.extract.llm.answers import check_answer
from disgraph.extract.llm.chat_server import ChatServer, ask
from disgraph.extract.llm.prompting import parts
from disgraph.extract.names.mentions import find_mentions
from disgraph.extract.text.segmentation import read_text
from disgraph.intake.citation_metadata import stated_date
from disgraph.intake.decode import derive
from disgraph.intake.retraction import plan
from disgraph.ontology.vocabulary_reader import read_vocabulary
from disgraph.pipeline.build_steps import make_graph
from disgraph.project import Project, begin_project, own_project
from disgraph.proposals.waiting import review_items
from disgraph.server.application import application
from disgraph.server.review_desk import ReviewDesk
from disgraph.server.settings import ServerSettings
from disgraph.wording.times import spell_time

#: Seconds of this process that one input may take; a query runs in another one, with a limit of its own.
SLOW = 20.0
#: Seconds of a query.
QUERY = 5.0
#: Share of changed sources that are built, too: it takes a second.
_BUILT = 0.05
SPARQL = (
    "SELECT ?p ?l WHERE { ?p a dg:Person ; rdfs:label ?l FILTER(CONTAINS(?l, 'Ana')) } ORDER BY ?l LIMIT 5",
    "SELECT (COUNT(*) AS ?n) { ?s ?p ?o } GROUP BY ?p HAVING (?n > 1)",
    "ASK { dgr:person\\/ana-silva ?p ?o }",
    "CONSTRUCT { ?s ?p ?o } WHERE { ?s ?p ?o . OPTIONAL { ?o rdfs:label ?l } } LIMIT 3",
    "DESCRIBE dg:Person",
    "PREFIX x: <urn:x> SELECT * { { ?a x:b ?c } UNION { ?c (dg:usesAid|!a)+ ?d } MINUS { ?a a ?z } BIND(1/0 AS ?e) VALUES ?a { <urn:a> } }",
    "INSERT DATA { <urn:a> <urn:b> <urn:c> }",
    "SELECT ?x { ?s dg:time ?x FILTER(?x > '2016'^^xsd:gYear && REGEX(STR(?s), '(a+)+$')) }",
)  # fmt: skip
DATES = ("2016", "2016-04-31", "?2016", "2016~/2017", "../2016", "2015-22", "12 May 2019", "2019-03-04T08:15:00+03:00", "20XX", "Y17E8")
HEADS = (
    b"",
    b"\xef\xbb\xbf",
    b"\xff\xfe",
    b"<!doctype html>",
    b"<html><head><title>T</title><body>",
    b"---\ntitle: ",
    b"+++\n",
    b"PK\x03\x04",
)


def try_name(rng: random.Random, setting: Setting) -> None:
    """Give a text as a name to every verb that takes one."""
    name, graph = text_of(rng), setting.graph
    verbs: tuple[Callable[[], object], ...] = (
        lambda: graph.show(name).text(),
        lambda: graph.search(name).text(),
        lambda: graph.path("Ana Silva", name).text(),
        lambda: graph.neighbors(name).text(),
        lambda: graph.compare(name, "Lisbon").text(),
        lambda: graph.evidence(name).text(),
        lambda: graph.audit(name).text(),
        lambda: graph.explain(name).text(),
        lambda: graph.ask(name).text(),
        lambda: graph.common("Ana Silva", name).text(),
    )
    accept(rng.choice(verbs))


def try_sparql(rng: random.Random, setting: Setting) -> None:
    """Run a changed query, and render its answer in a form."""
    query, form = (
        mutate(rng, rng.choice(SPARQL)),
        rng.choice(("table", "csv", "tsv", "json", "jsonl", "xml", "md", "ttl", "nt", "jsonld", "rdf")),
    )
    accept(lambda: setting.graph.answer(setting.graph.bound_query(query)[0], {}, timeout=QUERY).render(form))


def try_claims(rng: random.Random, setting: Setting) -> None:
    """Change a source of the project, and read it by every verb that does."""
    names = ("data/claims/example.yaml", "data/entities/entities.yaml", "data/documents.yaml", "disgraph.toml", "documents/example.txt")
    path = setting.folder / rng.choice(names)
    former = path.read_bytes()
    path.write_bytes(mutate(rng, former.decode()).encode("utf-8", rng.choice(("surrogatepass", "replace"))))
    try:
        if rng.random() < _BUILT:
            accept(lambda: _make(own_project(setting.folder)))
        accept(lambda: plan(own_project(setting.folder), "example"))
        accept(lambda: review_items(own_project(setting.folder)))
    finally:
        path.write_bytes(former)


def _make(project: Project) -> None:
    with tempfile.TemporaryDirectory() as folder:
        make_graph(project, Path(folder), lambda _step: None, pipeline.UNCHECKED)


def try_document(rng: random.Random, _setting: Setting) -> None:
    """Derive the text of a file, and extract from it."""
    body = "".join(
        rng.choice((text_of(rng), "<p>", "</div>", "<table><tr><td>", "<sup>", "Ana Silva founded Open Door Workshop.")) for _ in range(8)
    )
    data = rng.choice(HEADS) + body.encode(rng.choice(("utf-8", "utf-16", "gb18030", "cp1252")), "replace")
    name = rng.choice(("a.txt", "a.md", "a.html", "a.docx", "a"))

    def read() -> None:
        derived = derive(data, name)
        extract_with(derived.text, ("rules",), None)

    accept(read)


def try_date(rng: random.Random, _setting: Setting) -> None:
    """Read a date as EDTF, as a date of a page, and spell it."""
    date = mutate(rng, rng.choice(DATES))
    stated_date(date)
    try:
        days(date)
    except ValueError:
        return
    spell_time(date)


def try_endpoint(rng: random.Random, setting: Setting) -> None:
    """Ask an endpoint that answers nonsense."""
    rows = [{"s": {"type": rng.choice(("uri", "literal", "bnode", "x")), "value": text_of(rng, 3)}} for _ in range(rng.choice((0, 1, 3)))]
    table = json.dumps({"head": {"vars": rng.choice((["s"], ["s", "p"], [], ["x"]))}, "results": {"bindings": rows}})
    setting.server.body = (rng.choice((table, mutate(rng, table)))).encode("utf-8", "replace")
    setting.server.status = rng.choice((200, 200, 200, 200, 204, 301, 400, 404, 500, 999))
    setting.server.kind = rng.choice(("application/sparql-results+json", "text/html", "application/n-triples", "", "x/y; charset=\u00e9"))
    accept(lambda: open_graph(endpoint=setting.server.url, timeout=3).show("Ana Silva").text())


def try_model(rng: random.Random, setting: Setting) -> None:
    """Read the answer of a language model, and what its server says."""
    text = "Ana Silva founded Open Door Workshop in Lisbon in 2021. It employs 12 people."
    claim = {"claim": "statement", "subject": "ana-silva", "property": "livesIn", "object": "lisbon", "quote": "Ana Silva", "roles": []}
    answer = mutate(rng, json.dumps({"entities": [{"id": "x", "type": "Person", "name": "Ana"}], "claims": [claim]}))
    model = read_text(text)
    found, mentions = find_mentions(model)
    accept(lambda: check_answer(answer, next(iter(parts(model))), model, found, mentions, setting.vocabulary))
    completion = {"choices": [{"message": {"content": answer}}], "usage": {"prompt_tokens": rng.choice((1, -1, 2.5, None, "x", 10**30))}}
    body = json.dumps(completion)
    setting.server.body = (rng.choice((body, mutate(rng, body)))).encode("utf-8", "replace")
    setting.server.status = rng.choice((200, 200, 307, 400, 401, 404))
    server = ChatServer(f"{setting.server.url}/v1", "m", None, timeout=3, retries=0)
    accept(lambda: ask(server, [{"role": "user", "content": text_of(rng)}], {}))


TRIALS: dict[str, Trial] = {
    "names": try_name,
    "sparql": try_sparql,
    "claims": try_claims,
    "documents": try_document,
    "dates": try_date,
    "endpoint": try_endpoint,
    "model": try_model,
    "question": try_question,
    "request": try_request,
    "tool": try_tool,
    "withheld": try_withheld,
    "front-matter": try_front_matter,
}


@contextmanager
def prepared() -> Iterator[Setting]:
    """Build a small project, and start the server."""
    with tempfile.TemporaryDirectory(prefix="disgraph-fuzz-") as folder, Server() as server, ExitStack() as stack:
        begin_project(Path(folder) / "mine")
        project = own_project(Path(folder) / "mine")
        pipeline.build(project, lambda _step: None, pipeline.UNCHECKED)
        threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.05}, daemon=True).start()
        graph, desk = open_graph(Path(folder) / "mine"), ReviewDesk(project)
        app = application(graph, ServerSettings(workers=1, seconds=QUERY), desk=desk)
        client = stack.enter_context(TestClient(app, base_url="http://127.0.0.1"))
        yield Setting(Path(folder) / "mine", graph, read_vocabulary(project.ontology), server, client, desk.key)
        server.shutdown()


def try_one(kind: str, number: int, seed: int, setting: Setting) -> str:
    """Try one input; return what went wrong, or an empty text."""
    begin = time.process_time()
    try:
        TRIALS[kind](random.Random(f"{seed} {kind} {number}"), setting)  # noqa: S311  (inputs of tests)
    except Exception:  # noqa: BLE001  (what is looked for)
        return traceback.format_exc()
    taken = time.process_time() - begin
    return f"took {taken:.1f} s" if taken > SLOW else ""


def main() -> int:
    """Try the inputs of every kind; return 1 if one fails."""
    parser = argparse.ArgumentParser(description="Try generated hostile inputs.")
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--size", type=int, default=100, help="number of inputs of each kind")
    parser.add_argument("--kind", action="append", choices=sorted(TRIALS))
    parser.add_argument("--only", type=int, help="number of the one input to try")
    parser.add_argument("--seconds", type=float, default=float("inf"), help="stop after this time")
    options = parser.parse_args()
    numbers = range(options.size) if options.only is None else [options.only]
    until, done, failed = time.monotonic() + options.seconds, 0, 0
    with prepared() as setting, open("/dev/null", "w", encoding="utf-8") as sink:
        for number in numbers:
            for kind in options.kind or TRIALS:
                if time.monotonic() > until:
                    break
                former, sys.stderr = sys.stderr, sink
                found = try_one(kind, number, options.seed, setting)
                sys.stderr = former
                done += 1
                if found:
                    failed += 1
                    sys.stdout.write(f"{kind} {number} (seed {options.seed}): {found}\n")
    sys.stdout.write(f"{done:,} inputs, {failed:,} failures\n")
    return 1 if failed else 0


if __name__ == "__main__":
    raise SystemExit(main())
