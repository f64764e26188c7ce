"""The source documents of a graph for reference managers: CSL-JSON and BibTeX."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator

from disgraph.graph.graph import Graph
from disgraph.graph.passages import documents
from disgraph.passage import Source
from disgraph.rdf import DC, DCTERMS, NamedNode

#: Types of CSL by a word of the document's kind; anything else is a web page, if its address is known, or a document.
_CSL_TYPES = (("news", "article-newspaper"), ("statistic", "report"), ("report", "report"), ("interview", "interview"), ("book", "book"))
_LATEX = str.maketrans({
    "\\": r"\textbackslash{}", "{": r"\{", "}": r"\}", "&": r"\&", "%": r"\%", "$": r"\$", "#": r"\#", "_": r"\_",
    "~": r"\textasciitilde{}", "^": r"\textasciicircum{}",
})  # fmt: skip
#: Characters that end or break a field of BibTeX in an address.
_IN_URL = str.maketrans({"{": "%7B", "}": "%7D", "\\": "%5C", '"': "%22"})
_MONTHS = ("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec")


def csl(graph: Graph) -> str:
    """Return the documents as CSL-JSON, which Zotero, pandoc and citation processors read."""
    return json.dumps([_csl_item(graph, source) for source in documents(graph)], ensure_ascii=False, indent=2) + "\n"


def bibtex(graph: Graph) -> str:
    """Return the documents as BibTeX entries of type `misc`, with `url` and `urldate` as biblatex has them."""
    return "\n".join(_bibtex_entry(graph, source) for source in documents(graph))


def _detail(graph: Graph, source: Source, name: str) -> str:
    return graph.value(NamedNode(source.iri), (DC if name == "language" else DCTERMS)[name])


def _authors(source: Source) -> list[str]:
    return [name for name in (part.strip() for part in source.author.split(";")) if name]


def _csl_item(graph: Graph, source: Source) -> dict[str, object]:
    kind = _detail(graph, source, "type")
    default = "webpage" if source.url else "document"
    item = {
        "id": source.id,
        "type": next((form for word, form in _CSL_TYPES if word in kind.lower()), default),
        "title": source.title,
        "author": [{"literal": name} for name in _authors(source)],
        "publisher": source.publisher,
        "issued": _date_parts(source.date),
        "URL": source.url,
        "accessed": _date_parts(source.accessed),
        "genre": kind,
        "language": _detail(graph, source, "language"),
    }
    return {name: value for name, value in item.items() if value}


def _date_parts(date: str) -> dict[str, object]:
    return {"date-parts": [[int(part) for part in date.split("-")]]} if date else {}


def _bibtex_entry(graph: Graph, source: Source) -> str:
    fields = "".join(f"  {name} = {value},\n" for name, value in _bibtex_fields(graph, source))
    key = re.sub(r"[^A-Za-z0-9.:-]", "-", source.id)
    return f"@misc{{{key},\n{fields}}}\n"


def _bibtex_fields(graph: Graph, source: Source) -> Iterator[tuple[str, str]]:
    year, month = (*source.date.split("-"), "")[:2] if source.date else ("", "")
    texts = {
        "title": source.title,
        "publisher": source.publisher,
        "year": year,
        "type": _detail(graph, source, "type"),
        "language": _detail(graph, source, "language"),
        "urldate": source.accessed,
    }
    yield from ((name, f"{{{{{_latex(text)}}}}}" if name == "title" else f"{{{_latex(text)}}}") for name, text in texts.items() if text)
    if source.author:
        yield "author", f"{{{' and '.join(f'{{{_latex(name)}}}' for name in _authors(source))}}}"
    if month:
        yield "month", _MONTHS[int(month) - 1]
    if source.url:
        yield "url", f"{{{source.url.translate(_IN_URL)}}}"


def _latex(text: str) -> str:
    return " ".join(text.split()).translate(_LATEX)
