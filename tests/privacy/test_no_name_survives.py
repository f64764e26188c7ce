"""No name that is withheld is anywhere in any format: the bytes are searched by a reader of their own."""

from __future__ import annotations

import html
import io
import re
import unicodedata
import zipfile
from collections.abc import Callable, Iterator
from functools import cache
from itertools import filterfalse
from typing import NamedTuple
from urllib.parse import unquote

import pytest
from tests.export.conftest import held
from tests.opened import store_of

from disgraph.export.network_part import PartChoice, select
from disgraph.export.network_source import read_network
from disgraph.export.node_measures import add_measures
from disgraph.export.relationship import RelationshipNetwork
from disgraph.export.writers import CRATED, WRITERS, Content, ExportRequest
from disgraph.graph.graph import Graph
from disgraph.ontology.vocabulary_reader import read_vocabulary
from disgraph.privacy.allowlist import NAMED
from disgraph.privacy.private_copy import WAYS
from disgraph.project import shipped_project
from disgraph.rdf import DG, Literal

from .conftest import Declared

#: Two copies of the shipped graph are made, written in every format and read.
pytestmark = pytest.mark.slow

PSEUDONYM, PUBLIC = WAYS
LOCAL = {"Village", "Township"}
SHINGLE = 5
#: Other syntaxes of the quads that trig (in a crate) and ttl12 hold.
SYNTAXES = {"nt", "nq", "jsonld", "rdf", "nt12"}
#: The formats, without those whose files a crate holds, since each file of the crate is read.
FORMATS = sorted({*WRITERS} - {*CRATED.values()} - SYNTAXES)


def plain(text: str) -> str:
    """Return the words of a text without case, accents, marks, entities and escapes, one blank around each."""
    text = html.unescape(unquote(text)).replace("\\n", " ").replace("\u2019", "'")
    text = re.sub(r"\\u([0-9a-fA-F]{4})", lambda found: chr(int(found[1], 16)), text)
    letters = unicodedata.normalize("NFKD", text).casefold()
    words = re.findall(r"[^\W_]+", "".join(filterfalse(unicodedata.combining, letters)))
    return f" {' '.join(words)} "


def pieces(content: Content) -> Iterator[bytes]:
    """Return the bytes of a file, and those of the files inside it if it is an archive."""
    parts = (content,) if isinstance(content, str | bytes) else content
    whole = b"".join(part.encode() if isinstance(part, str) else part for part in parts)
    if zipfile.is_zipfile(io.BytesIO(whole)):
        with zipfile.ZipFile(io.BytesIO(whole)) as archive:
            for name in archive.namelist():
                yield name.encode()
                yield from pieces(archive.read(name))
    else:
        yield whole


class Written(NamedTuple):
    """What a format writes, and its words (see `plain`)."""

    text: str
    words: str


@pytest.fixture(scope="module")
def written(copies: dict[str, Graph]) -> Callable[[str, str], Written]:
    """Return a function that writes a copy in a format, once."""
    networks = {way: held(add_measures(read_network(graph))) for way, graph in copies.items()}
    return cache(lambda way, form: write(copies[way], form, networks[way]))


def write(graph: Graph, form: str, whole: RelationshipNetwork) -> Written:
    persons = PartChoice(types=frozenset({"Person", "PersonWithDisability"}))  # a flowchart is for small graphs
    network = cache(lambda: select(graph, persons) if form == "mermaid" else whole)
    files = WRITERS[form].files(ExportRequest(graph, network, f"out.{form}", layout="none"))
    parts = (part for name, content in files.items() for part in (name.encode(), *pieces(content)))
    lines = {line: None for part in parts for line in part.decode(errors="replace").splitlines()}  # most lines of trig and ttl are the same
    text = "\n".join(lines)
    return Written(text, plain(text))


def hidden(declared: list[Declared], besides: set[str]) -> list[Declared]:
    """Return the persons and the places below county level."""
    return [entity for entity in declared if entity.type in {"Person", *LOCAL} and entity.id not in besides]


def whole_names(entities: list[Declared]) -> set[str]:
    """Return every name, alias and id, and two words the other way round."""
    names = {plain(name) for entity in entities for name in (entity.id, *entity.names)}
    return names | {f" {' '.join(reversed(words))} " for name in names if len(words := name.split()) == 2}


def proper_parts(entities: list[Declared]) -> set[str]:
    """Return surnames and given names, and the names of places without the word for their kind."""
    found: set[str] = set()
    for name in {name for entity in entities for name in entity.names}:
        words = re.sub(r"(?i)\b(village|town|township)\b|Teacher ", "", name).split()
        if all(word[0].isupper() for word in words):
            found |= {word for word in words if len(word) > 1}
    return found


def survivors(written: Written, entities: list[Declared], known: set[str]) -> set[str]:
    """Return what of the names of entities is in a file."""
    parts = proper_parts(entities) - known
    capitals = set(re.findall(r"[^\W_]+(?:'(?!s\b)[^\W_]+)*", html.unescape(written.text).replace("\u2019", "'").replace("\\'", "'")))
    found = {name for name in whole_names(entities) if name in written.words} | (parts & capitals)
    return found | {part for part in parts if len(part) > 4 and plain(part) in written.words}


@pytest.mark.parametrize("form", FORMATS)
@pytest.mark.parametrize("way", WAYS)
def test_no_name_survives(way: str, form: str, written: Callable[[str, str], Written], declared: list[Declared], figures: set[str]) -> None:
    besides = figures if way == PUBLIC else set()
    known = proper_parts([entity for entity in declared if entity.id in besides and entity.type == "Person"])
    entities = hidden(declared, besides)
    assert len(entities) > 60
    assert survivors(written(way, form), entities, known) == set()


def test_the_search_finds_names_where_they_are(shipped: Graph, declared: list[Declared]) -> None:
    entities = hidden(declared, set())
    found = survivors(write(shipped, "nt", read_network(shipped)), entities, set())
    assert {plain(entity.names[0]) for entity in entities} <= found
    assert {"Liu", "Weiping", "Tangzhai"} <= found


@pytest.fixture(scope="module")
def said(shipped: Graph) -> set[str]:
    """Every five words in a row of every quote."""
    quotes = (quad.object for quad in store_of(shipped).quads_for_pattern(None, DG["quote"], None))
    return {run for quote in quotes if isinstance(quote, Literal) for run in runs(plain(quote.value))}


@pytest.mark.parametrize("form", FORMATS)
def test_no_five_words_of_a_quote_survive(
    form: str, written: Callable[[str, str], Written], declared: list[Declared], said: set[str]
) -> None:
    """Except those of the ontology; kept names, long labels of kinds ("care and nursing services") and figures occur between words here."""
    vocabulary = read_vocabulary(shipped_project().ontology)
    kept = (entity for entity in declared if vocabulary.facet(entity.type, "privacy") in NAMED)
    labels = {vocabulary.labels[concept] for concepts in vocabulary.concepts.values() for concept in concepts.values()}
    every = {name for entity in kept for name in (entity.id, *entity.names)} | {name for name in labels if len(name.split()) == SHINGLE - 1}
    names = sorted({plain(name).strip() for name in every}, key=len, reverse=True)
    apart = re.compile(rf"\b(?:{'|'.join(map(re.escape, names))}|\d+)\b")
    ontology = "".join(path.read_text(encoding="utf-8") for path in sorted(shipped_project().ontology.glob("*.ttl")))
    assert len(said) > 10_000
    left = {run for text in apart.split(written(PSEUDONYM, form).words) for run in runs(text)} & said
    cut = {run for name in names for run in runs(name)}  # a picture shortens long names
    assert left - set(runs(plain(ontology))) - cut == set()


def runs(words: str) -> Iterator[str]:
    """Return every five words in a row."""
    split = words.split()
    return (" ".join(split[at : at + SHINGLE]) for at in range(len(split) - SHINGLE + 1))
