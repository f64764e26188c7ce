"""Names and messages of shapes that their author left without: a property shape is called after its node shape and its path.

Blank nodes get another label in every run and in every engine. So shapes that are blank nodes get IRIs before they are evaluated, in the
order of the files; blank nodes of paths and lists stay.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from functools import lru_cache
from pathlib import Path
from typing import NamedTuple

from disgraph.rdf import RDF, BlankNode, Literal, NamedNode, Namespace, Quad, Term, local_name, parse_file, prefixes

SH = Namespace("http://www.w3.org/ns/shacl#")
_ANONYMOUS = "urn:disgraph:shape:"
#: Properties of blank nodes that are paths.
_PATHS: Mapping[str, str] = {"inversePath": "^{}", "zeroOrMorePath": "{}*", "oneOrMorePath": "{}+", "zeroOrOnePath": "{}?"}
#: What a failed constraint means, by its component; {value} and {limit} are filled in.
_MEANINGS: Mapping[str, str] = {
    "MinCount": "fewer values than {limit}",
    "MaxCount": "more values than {limit}",
    "Pattern": "{value} does not match the pattern {limit}",
    "Datatype": "{value} is not of the datatype {limit}",
    "Class": "{value} is not of the class {limit}",
    "NodeKind": "{value} is not of the kind {limit}",
    "In": "{value} is not one of the allowed values",
    "HasValue": "the value {limit} is missing",
    "UniqueLang": "a language has several values",
    "Not": "{value} conforms to a shape that it must not conform to",
    "Or": "{value} conforms to none of the alternatives",
    "Xone": "{value} does not conform to exactly one of the alternatives",
    "And": "{value} does not conform to all of the shapes",
    "Node": "{value} does not conform to the shape {limit}",
}
#: The language of messages; then those without a language, then the first by its tag.
_LANGUAGE = "en"


class ShapeName(NamedTuple):
    """What is known of a shape: the nearest one with a name, its path in words, its message and remedy, and the limits of constraints."""

    named: str
    path: str
    message: str
    remedy: str
    limits: Mapping[str, str]

    def rule(self, shape: str) -> str:
        """Return the name of the rule: that of the shape, or of the shape around it with the path."""
        return local_name(shape) if not shape.startswith(_ANONYMOUS) else f"{local_name(self.named)} {self.path}".strip()

    def failure(self, component: str, value: str) -> str:
        """Return what is wrong, for a shape without a message.

        Args:
            component: the IRI of the constraint component.
            value: the wrong value in N-Triples; empty if there is none.
        """
        name = local_name(component).removesuffix("ConstraintComponent")
        limit = self.limits.get(name[:1].lower() + name[1:], "")
        meaning = _MEANINGS.get(name, "{value} does not conform to sh:" + name[:1].lower() + name[1:] + " {limit}")
        words = meaning.format(value=_short(value) if value else "the node", limit=limit).strip()
        return f"{self.path}: {words}." if self.path else f"{words[:1].upper()}{words[1:]}."


class NamedShapes(NamedTuple):
    """Shapes in which every shape has an IRI, and their names by IRI."""

    quads: tuple[Quad, ...]
    names: ShapeNames


@lru_cache(maxsize=2)
def read_shapes(files: tuple[tuple[Path, bytes], ...], remedy: NamedNode) -> NamedShapes:
    """Read the shapes of Turtle files and name them. The same files are read once in a process.

    Args:
        files: each with its content; see `contents_of`.
        remedy: the property of remedies.

    Raises:
        InputError: a file cannot be read or parsed.
    """
    return name_shapes((quad for path, _ in files for quad in parse_file(path)), remedy)


def name_shapes(shapes: Iterable[Quad], remedy: NamedNode) -> NamedShapes:
    """Give every shape an IRI and a name.

    Args:
        shapes: the triples of all shapes, in the order of their files.
        remedy: the property of remedies.
    """
    given = list(shapes)
    anonymous = dict.fromkeys(quad.subject for quad in given if isinstance(quad.subject, BlankNode) and _is_of_shape(quad))
    iris = {node: NamedNode(f"{_ANONYMOUS}{number}") for number, node in enumerate(anonymous, 1)}

    def named(term: Term) -> Term:
        return iris.get(term, term) if isinstance(term, BlankNode) else term

    quads = tuple(Quad(named(quad.subject), quad.predicate, named(quad.object), quad.graph_name) for quad in given)  # type: ignore[arg-type]
    return NamedShapes(quads, ShapeNames(quads, remedy))


def _is_of_shape(quad: Quad) -> bool:
    name = quad.predicate.value.removeprefix(SH)
    return quad.predicate.value.startswith(SH) and name not in _PATHS and name not in ("alternativePath", "prefix", "namespace")


class ShapeNames:
    """The names of shapes, made when they are asked for.

    Args:
        quads: the triples of the shapes; those with a name have an IRI.
        remedy: the property of remedies.
    """

    def __init__(self, quads: Iterable[Quad], remedy: NamedNode) -> None:
        self.remedy = remedy
        self.about: dict[Term, list[Quad]] = {}
        self.above: dict[Term, Term] = {}
        for quad in quads:
            self.about.setdefault(quad.subject, []).append(quad)
            if not isinstance(quad.object, Literal):
                self.above.setdefault(quad.object, quad.subject)

    def get(self, shape: str) -> ShapeName | None:
        """Return the name of a shape, which is an IRI in N-Triples form; None if the shape is not known."""
        node = NamedNode(shape.strip("<>")) if shape.startswith("<") else None
        return self._name(node) if node in self.about else None

    def _name(self, node: Term) -> ShapeName:
        paths = [quad.object for quad in self.about[node] if quad.predicate == SH["path"]]
        return ShapeName(
            named=self._named(node),
            path=self._path(paths[0]) if paths else "",
            message=self._text(node, lambda predicate: predicate == SH["message"]),
            remedy=self._text(node, lambda predicate: predicate == self.remedy)
            or self._text(node, lambda predicate: predicate == SH["description"]),
            limits=dict(self._limits(node)),
        )

    def _named(self, node: Term) -> str:
        """Return the nearest shape around one that has a name."""
        seen: set[Term] = set()
        while node in self.above and node not in seen and (isinstance(node, BlankNode) or str(node).startswith(f"<{_ANONYMOUS}")):
            seen.add(node)
            node = self.above[node]
        return node.value if isinstance(node, NamedNode) else ""

    def _text(self, node: Term, is_wanted: Callable[[NamedNode], bool]) -> str:
        texts = [quad.object for quad in self.about[node] if is_wanted(quad.predicate) and isinstance(quad.object, Literal)]
        best = min(texts, key=lambda text: (text.language != _LANGUAGE, bool(text.language), text.language or "", text.value), default=None)
        return best.value if best is not None else ""

    def _limits(self, node: Term) -> Iterator[tuple[str, str]]:
        for quad in self.about[node]:
            if quad.predicate.value.startswith(SH) and not isinstance(quad.object, BlankNode):
                yield local_name(quad.predicate), _short(str(quad.object))

    def _path(self, path: Term) -> str:
        """Return a path as SPARQL writes it."""
        if isinstance(path, NamedNode):
            return _short(str(path))
        found = {local_name(quad.predicate): quad.object for quad in self.about.get(path, ())}
        for name, form in _PATHS.items():
            if name in found:
                return form.format(self._path(found[name]))
        if "alternativePath" in found:
            return f"({'|'.join(map(self._path, self._members(found['alternativePath'])))})"
        return "/".join(map(self._path, self._members(path)))

    def _members(self, node: Term) -> Iterator[Term]:
        seen: set[Term] = set()
        while node not in seen and node in self.about:
            seen.add(node)
            cells = {quad.predicate: quad.object for quad in self.about[node]}
            if RDF["first"] not in cells or RDF["rest"] not in cells:
                return
            yield cells[RDF["first"]]
            node = cells[RDF["rest"]]


def _short(term: str) -> str:
    """Return a term in N-Triples as people read it: `dg:locatedIn`, `'The Choir'`, `12`."""
    if term.startswith("<"):
        iri = term[1:-1]
        space = next((name for name, begin in prefixes().items() if iri.startswith(begin)), "")
        return f"{space}:{local_name(iri)}" if space else local_name(iri)
    text = term.rpartition('"')[0].removeprefix('"') if term.startswith('"') else term
    return repr(text) if not text.replace(".", "").isdigit() else text
