"""Addresses of resources on this server, and names in sentences as links."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from urllib.parse import quote

from disgraph.rdf import DG, RESOURCE, local_name
from disgraph.render.html_writer import Inline
from disgraph.render.markup import Markup, element, escaped

_REFERENCE = re.compile(r"\[(?P<document>.+):(?P<start>\d+)\]")
#: Shorter names are too likely to be part of other words.
_SHORTEST = 3


class Addresses:
    """The addresses of pages.

    Args:
        prefix: the path under which the server runs.
    """

    def __init__(self, prefix: str) -> None:
        self._prefix = prefix

    def page(self, path: str) -> str:
        """Return the address of a page by its path."""
        return f"{self._prefix}{path}"

    def resource(self, iri: str) -> str:
        """Return the page of a resource or term of the ontology; another IRI leads to itself, if it is an address of the web."""
        if iri.startswith(RESOURCE):
            return self.page(f"/resource/{quote(iri.removeprefix(RESOURCE))}")
        if iri.startswith(DG):
            return self.page(f"/ontology/{quote(local_name(iri))}")
        return iri if iri.startswith(("https://", "http://")) else self.page(f"/node?iri={quote(iri, safe='')}")

    def passage(self, document: str, start: int) -> str:
        """Return the place of a passage in its document."""
        return self.page(f"/document/{quote(document, safe='')}?at={start}#c{start}")

    def reference(self, text: str) -> Markup:
        """Return a short reference, such as `[000:2502]`, as a link to the passage."""
        found = _REFERENCE.fullmatch(text)
        if found is None:
            return escaped(text)
        return element("a", text, href=self.passage(found["document"], int(found["start"])))

    def inline(self, names: Mapping[str, str]) -> Inline:
        """Return how texts become HTML in which names and references are links.

        Args:
            names: IRIs of entities by label.
        """
        return Inline(linker(names, self.resource), self.reference)


def linker(names: Mapping[str, str], address: Callable[[str], str]) -> Callable[[str], Markup]:
    """Return a function that writes a text as HTML in which names are links.

    Args:
        names: IRIs of entities by label; of names inside each other the longer counts.
        address: of the page of an entity, by its IRI.
    """
    labels = sorted((label for label in names if len(label) >= _SHORTEST), key=lambda label: (-len(label), label))
    if not labels:
        return escaped
    pattern = re.compile(rf"(?<!\w)(?:{'|'.join(map(re.escape, labels))})(?!\w)")

    def write(text: str) -> Markup:
        parts, end = [], 0
        for match in pattern.finditer(text):
            parts += [escaped(text[end : match.start()]), element("a", match[0], href=address(names[match[0]]))]
            end = match.end()
        return Markup("".join((*parts, escaped(text[end:]))))

    return write
