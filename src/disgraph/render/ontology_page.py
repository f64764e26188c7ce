"""The ontology as a page for people, made from the ontology alone: docs/ontology.md."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator

from disgraph.ontology.vocabulary import ClassTerm, PropertyTerm, Vocabulary, key_of
from disgraph.queries.catalogue import NamedQuery
from disgraph.rdf import DCTERMS, DG, OWL, RDF, RDFS, SKOS, Literal, NamedNode, Quad, local_name
from disgraph.render.query_answer import short
from disgraph.wording.noun_counts import join

_PICTURE = """\
```mermaid
flowchart LR
  Document -- "dcterms:source of" --> Claim
  Claim -- hasEvidence --> Evidence
  Claim -- "states" --> Statement["subject, property, object"]
  Claim -- asserts --> Record
  Record -- roles --> Entity
  Entity --- Agent & Place & Programme & Policy & Award & Event & Platform & Work & Brand
  Agent --- Person & Group & Organisation
  Organisation --- Federation & SupportFacility & Company & more["..."]
  Record --- Employment & Assistance & Training & Condition & Observation & Aspiration & others["..."]
  Condition -- disabilityKind --> DisabilityKind
  Observation -- "measure, unit, counts, statistic" --> Concept
```
"""
_ANCHOR = re.compile(r'<a id="(\w+)">')
#: A term of the ontology in a query.
_USED = re.compile(r"\bdg:(\w+)")
_HEAD = """\
# The ontology

`dg: <https://w3id.org/disgraph/ontology#>`, version {version}. OWL 2 in the RL profile; `disgraph ontology --check` shows it.
Each term has an anchor of its name: `https://w3id.org/disgraph/ontology#Person` leads to the row of `Person`
(`ontology/w3id/.htaccess` is the redirect file). This page is made by `disgraph ontology --page`.

It extends what exists: [W3C ORG](http://www.w3.org/TR/vocab-org/), [FOAF](http://xmlns.com/foaf/0.1/),
[schema.org](https://schema.org/), [SKOS](http://www.w3.org/TR/skos-reference/), [PROV-O](http://www.w3.org/TR/prov-o/),
[Web Annotation](http://www.w3.org/TR/annotation-vocab/), [ELI](http://data.europa.eu/eli/ontology), QUDT units, EDTF dates.
Kinds and grades of disability follow GB/T 26341-2010; they are mapped to the ICF as concepts, never as subclasses.
"""


def page(vocabulary: Vocabulary, queries: Iterable[NamedQuery]) -> str:
    """Return the page in Markdown, the same text for the same ontology.

    Args:
        vocabulary: the ontology.
        queries: the named queries; each term lists those that use it.
    """
    return _Page(vocabulary, queries).text()


def _anchored(name: str, shown: str = "") -> str:
    """Return a term with the anchor to which its IRI leads; its case is kept, since some names differ in case only."""
    return f'<a id="{name}"></a>`{shown or name}`'


class _Page:
    def __init__(self, vocabulary: Vocabulary, queries: Iterable[NamedQuery]) -> None:
        self.vocabulary = vocabulary
        self.queries: dict[str, list[str]] = defaultdict(list)
        for query in queries:
            for name in sorted(set(_USED.findall(query.text))):
                self.queries[name].append(query.name)
        self.facts: dict[tuple[object, NamedNode], list[Quad]] = {}
        for quad in vocabulary.quads:
            self.facts.setdefault((quad.subject, quad.predicate), []).append(quad)
        self.nodes = {
            local_name(quad.subject): quad.subject
            for quad in vocabulary.quads
            if isinstance(quad.subject, NamedNode) and quad.subject.value.startswith(DG)
        }

    def text(self) -> str:
        (version,) = self._literals(NamedNode(DG.removesuffix("#")), OWL["versionInfo"])
        parts = [_HEAD.format(version=version), _PICTURE]
        parts += self._modules()
        parts += self._classes("Entities", "Entity", "What documents speak of. The tree shows what is a kind of what.")
        parts += self._records()
        parts += self._classes("Classes of concepts", "Concept", "Categories, each class in a scheme or in the data.")
        parts += self._others()
        parts += self._properties()
        parts += self._further(set(_ANCHOR.findall("\n".join(parts))))
        parts += self._concepts()
        return "\n".join(parts)

    def _words(self, name: str, predicate: NamedNode, language: str = "en") -> str:
        found = [quad.object for quad in self.facts.get((self.nodes.get(name), predicate), [])]
        return next((term.value for term in found if isinstance(term, Literal) and term.language in (language, None)), "")

    def _literals(self, node: object, predicate: NamedNode) -> list[str]:
        found = (quad.object for quad in self.facts.get((node, predicate), []))
        return [term.value for term in found if isinstance(term, Literal)]

    def _about(self, name: str) -> str:
        """Return definition, scope, example, Chinese label, what the term extends and the queries that use it, in one cell."""
        example, chinese = self._words(name, SKOS["example"]), self._words(name, RDFS["label"], "zh")
        outside = [f"`{short(target)}`" for target in self._outside(name)]
        parts = [self._words(name, SKOS["definition"])]
        parts += self._literals(self.nodes.get(name), SKOS["scopeNote"])
        parts += ["**deprecated**"] if (self.nodes.get(name), OWL["deprecated"]) in self.facts else []
        parts += [f"*{example}*"] if example else []
        parts += [chinese] if chinese and chinese != self._words(name, RDFS["label"]) else []
        parts += [f"extends {join(outside)}"] if outside else []
        parts += [f"queries: {', '.join(self.queries[name])}"] if name in self.queries else []
        return " · ".join(parts).replace("|", "\\|")

    def _outside(self, name: str) -> list[NamedNode]:
        above = [
            quad.object
            for predicate in (RDFS["subClassOf"], RDFS["subPropertyOf"])
            for quad in self.facts.get((self.nodes.get(name), predicate), [])
        ]
        return sorted((term for term in above if isinstance(term, NamedNode) and not term.value.startswith(DG)), key=str)

    def _classes(self, title: str, root: str, words: str) -> Iterator[str]:
        yield f"\n## {title}\n{words}\n\n| class | |\n|---|---|"
        for depth, term in self._tree(root):
            yield f"| {'&nbsp;&nbsp;&nbsp;' * depth}{_anchored(term.name)} | {self._about(term.name)} |"

    def _others(self) -> Iterator[str]:
        """Yield the classes without a hierarchy: those of evidence, and those of other sections of the ontology."""
        yield "\n## Claims, evidence and display\n\n| class | |\n|---|---|"
        used = {name for term in self.vocabulary.classes.values() for name in term.ancestors - {term.name}}
        for term in self.vocabulary.classes.values():
            if term.ancestors == {term.name} and term.name not in used:
                yield f"| {_anchored(term.name)} | {self._about(term.name)} |"

    def _tree(self, root: str, depth: int = 0) -> Iterator[tuple[int, ClassTerm]]:
        """Yield a class and the classes below it, with their depths."""
        classes = self.vocabulary.classes
        yield depth, classes[root]
        direct = [term.name for term in classes.values() if root in term.ancestors and term.name != root and self._parent(term) == root]
        for name in sorted(direct):
            yield from self._tree(name, depth + 1)

    def _parent(self, term: ClassTerm) -> str:
        above = [name for name in term.ancestors if name != term.name and name in self.vocabulary.classes]
        return max(above, key=lambda name: (len(self.vocabulary.classes[name].ancestors), name), default="")

    def _records(self) -> Iterator[str]:
        yield "\n## Records\nWhat happened or held. In claim files a record is named by its class in lowerCamelCase. Required roles"
        yield "are bold; every record may have `time`, `start`, `end`, `place` and `description`."
        yield "\n| record | roles of its own | edges | section of a profile | |\n|---|---|---|---|---|"
        headings = {section.name: section.label for section in self.vocabulary.sections}
        for term in sorted(self.vocabulary.records().values(), key=lambda term: term.name):
            section = headings.get(term.facets.get("section", ""), "")
            own = [each for each in self.vocabulary.properties.values() if each.domain == term.name or each.name in term.required]
            roles = ", ".join(f"**{each.name}**" if each.name in term.required else each.name for each in own)
            edges = "<br>".join(f"{edge.source} → {edge.target}" for edge in self.vocabulary.edges if edge.record == term.name)
            yield f"| {_anchored(term.name, key_of(term.name))} | {roles} | {edges} | {section} | {self._about(term.name)} |"

    def _properties(self) -> Iterator[str]:
        yield "\n## Properties\nAn arrow is an edge of the relationship graph, stated by the sentence after it."
        yield "Marks: T transitive, S symmetric, ∘ has a chain, ⁻ has an inverse."
        yield "\n| property | of | is | | |\n|---|---|---|---|---|"
        for term in sorted(self.vocabulary.properties.values()):
            edge = f"→ {term.sentence}" if term.sentence else ""
            name, about = _anchored(term.name), self._about(term.name)
            yield f"| {name}{self._marks(term)} | {term.domain} | {local_name(term.range)} | {about} | {edge} |"

    def _marks(self, term: PropertyTerm) -> str:
        node = self.nodes[term.name]
        kinds = {quad.object for quad in self.facts.get((node, RDF["type"]), [])}
        marks = [("T", OWL["TransitiveProperty"] in kinds), ("S", OWL["SymmetricProperty"] in kinds)]
        marks += [("∘", (node, OWL["propertyChainAxiom"]) in self.facts), ("⁻", (node, OWL["inverseOf"]) in self.facts)]
        shown = " ".join(mark for mark, holds in marks if holds)
        return f" {shown}" if shown else ""

    def _modules(self) -> Iterator[str]:
        """Yield the files of the ontology, each with its title and description."""
        yield "\n## Modules\n\n| module | | |\n|---|---|---|"
        modules = {quad.subject for quad in self.vocabulary.quads if quad.object == OWL["Ontology"]}
        for node in sorted(modules, key=str):
            texts = (" ".join(self._literals(node, DCTERMS[name])) for name in ("title", "description"))
            yield f"| `{str(node).strip('<>')}` | {' | '.join(texts)} |"

    def _further(self, listed: set[str]) -> Iterator[str]:
        """Yield the terms that are not listed yet: annotation properties, edges, other individuals, and classes above those of records."""
        yield "\n## Further terms\n\n| term | label | |\n|---|---|---|"
        for name in sorted(set(self.nodes) - listed):
            if (self.nodes[name], RDF["type"]) in self.facts:
                yield f"| {_anchored(name)} | {self._words(name, RDFS['label'])} | {self._about(name)} |"

    def _concepts(self) -> Iterator[str]:
        yield "\n## Concepts\n\n| scheme | concepts |\n|---|---|"
        for kind, members in sorted(self.vocabulary.concepts.items()):
            yield f"| `{kind}` | {', '.join(f'`{name}`' for name in members)} |"
        yield "\nWhere a definition follows a source, the ontology names it as `dcterms:source`.\n"
