"""Reject claims that documents, entities or ontology do not support.

Each rule is one method of `_ClaimCheck` that yields problems; `RULES` lists them. The names of the rules are stable and
documented in docs/claims.md.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator, Mapping
from functools import cache

from disgraph.claims import edtf
from disgraph.claims.claim import Claim, Entity, LocatedClaim, Quote, Record, Statement
from disgraph.claims.entity_check import check_entities
from disgraph.claims.form import times
from disgraph.claims.stated_numbers import stated
from disgraph.corpus.documents import Document
from disgraph.corpus.folding import Span, fold
from disgraph.errors import Problem, Refused
from disgraph.ontology.vocabulary import PropertyTerm, Vocabulary
from disgraph.similarity import nearest, nearest_passage


def check_claims(
    claims: Iterable[Claim], entities: Mapping[str, Entity], documents: Mapping[str, Document], vocabulary: Vocabulary
) -> list[LocatedClaim]:
    """Check every claim and find its quotes.

    Returns:
        The claims in their order, each with the spans of its quotes. Rejected and proposed claims are checked too.

    Raises:
        Refused: with every problem of every claim and entity.
    """
    problems = list(check_entities(entities, vocabulary))
    located: list[LocatedClaim] = []
    for one, wrong in check_each(claims, entities, documents, vocabulary):
        problems += wrong
        located.append(one)
    if problems:
        raise Refused(tuple(problems))
    return located


def check_each(
    claims: Iterable[Claim], entities: Mapping[str, Entity], documents: Mapping[str, Document], vocabulary: Vocabulary
) -> Iterator[tuple[LocatedClaim, list[Problem]]]:
    """Check claims one by one: each with the spans of the quotes that were found, and its problems."""
    by_id = {(claim.document, claim.id): claim for claim in claims}

    @cache
    def surfaces(entity: str) -> re.Pattern[str]:
        return _pattern((entities[entity].name, *entities[entity].aliases))

    for claim in by_id.values():
        document = documents.get(claim.document)
        if document is None:
            remedy = f"Catalogue it, or name one of {', '.join(documents)}."
            message = f"no document {claim.document!r}."
            yield LocatedClaim(claim, (), ()), [Problem("missing-document", claim.file, claim.line, claim.id, message, remedy)]
            continue
        check = _ClaimCheck(claim, document, entities, surfaces, vocabulary, by_id)
        yield check.located(), list(check.problems())


def _pattern(surfaces: Iterable[str]) -> re.Pattern[str]:
    words = sorted({fold(surface) for surface in surfaces}, key=len, reverse=True)
    return re.compile("|".join(rf"(?<!\w){re.escape(word)}(?!\w)" for word in words), re.IGNORECASE)


class _ClaimCheck:
    """The rules for one claim."""

    def __init__(
        self,
        claim: Claim,
        document: Document,
        entities: Mapping[str, Entity],
        surfaces: Callable[[str], re.Pattern[str]],
        vocabulary: Vocabulary,
        claims: Mapping[tuple[str, str], Claim],
    ) -> None:
        self.claim, self.document, self.entities, self.surfaces = claim, document, entities, surfaces
        self.vocabulary, self.claims = vocabulary, claims
        self.words = fold(" ".join(quote.text for quote in claim.quotes))

    def problems(self) -> Iterator[Problem]:
        for rule in RULES:
            yield from rule(self)

    def located(self) -> LocatedClaim:
        quotes = tuple(span for quote in self.claim.quotes for span in [self._place(quote)] if span)
        antecedents = tuple(span for named in self.claim.antecedents for span in [self._place(named.quote)] if span)
        return LocatedClaim(self.claim, quotes, antecedents)

    def _place(self, quote: Quote) -> Span | None:
        spans = self.document.folded.find_all(quote.text)
        nth = quote.nth or 1
        return spans[nth - 1] if len(spans) >= nth else None

    def _problem(self, rule: str, message: str, remedy: str, line: int = 0) -> Problem:
        return Problem(rule, self.claim.file, line or self.claim.line, self.claim.id, message, remedy)

    # --- the rules ---

    def quotes(self) -> Iterator[Problem]:
        """Every quote occurs in the document, once or with its number; an antecedent occurs at least once."""
        for quote in self.claim.quotes:
            spans = self.document.folded.find_all(quote.text)
            if not spans or (quote.nth or 1) > len(spans):
                yield self._misquote(quote, len(spans))
            elif len(spans) > 1 and quote.nth is None:
                lines = ", ".join(str(_line(self.document, span)) for span in spans)
                message = f"the quote occurs {times(len(spans))} in document {self.document.id} (lines {lines})."
                yield self._problem("ambiguous-quote", message, "Make it longer, or give its number: {text: ..., nth: 1}.", quote.line)
        for named in self.claim.antecedents:
            if not self.document.folded.find_all(named.quote.text):
                yield self._misquote(named.quote, 0)

    def _misquote(self, quote: Quote, found: int) -> Problem:
        if found:
            return self._problem("misquote", f"the quote occurs {times(found)} in the document; nth is {quote.nth}.", "", quote.line)
        near = nearest_passage(fold(quote.text), self.document.folded.folded)
        remedy = f"Nearest text: {near!r}" if near else "The document contains nothing similar."
        return self._problem("misquote", f"document {self.document.id} does not contain {quote.text!r}.", remedy, quote.line)

    def entity_names(self) -> Iterator[Problem]:
        """Every entity that the claim speaks of is declared and named by its words."""
        named = {antecedent.entity: antecedent.quote.text for antecedent in self.claim.antecedents}
        for entity in self._mentioned():
            if entity not in self.entities:
                remedy = f"Declare it in data/entities/, or use one of: {', '.join(nearest(entity, self.entities))}."
                yield self._problem("undeclared-entity", f"no entity {entity!r}.", remedy)
            elif not self.vocabulary.is_a(self.entities[entity].type, "Entity"):
                continue
            elif not self._names(entity, self.words) and not (entity in named and self._names(entity, fold(named[entity]))):
                message = f"neither the quote nor an antecedent names {self.entities[entity].name!r} ({entity})."
                remedy = f"Make the quote longer, give what a word refers to (refers: {{word: {entity}}}), or give an antecedent."
                yield self._problem("unsupported-name", message, remedy)

    def _names(self, entity: str, words: str) -> bool:
        if self.surfaces(entity).search(words):
            return True
        meant = [word for word, target in self.claim.refers if target == entity]
        return bool(meant) and bool(_pattern(meant).search(words))

    def _mentioned(self) -> Iterator[str]:
        content = self.claim.content
        if self.claim.speaker:
            yield self.claim.speaker
        if isinstance(content, Statement):
            yield content.subject
            term = self.vocabulary.properties.get(content.property)
            if term and term.is_object and not self._concepts(term):
                yield content.object
            return
        for role, values in content.roles:
            term = self.vocabulary.properties.get(role)
            if term and term.is_object and role not in self.vocabulary.links and not self._concepts(term):
                yield from values

    def _concepts(self, term: PropertyTerm) -> Mapping[str, object]:
        """Return the concepts of the ontology that a property takes its values from, if it does."""
        return self.vocabulary.concepts.get(term.range, {})

    def refers(self) -> Iterator[Problem]:
        """The declared references of words."""
        for word, entity in self.claim.refers:
            if entity not in self.entities:
                remedy = f"Nearest: {', '.join(nearest(entity, self.entities))}."
                yield self._problem("undeclared-entity", f"{word!r} refers to {entity!r}, which is not declared.", remedy)

    def statement(self) -> Iterator[Problem]:
        """A statement has a declared property and keeps to its domain and range."""
        content = self.claim.content
        if not isinstance(content, Statement):
            return
        term = self.vocabulary.properties.get(content.property)
        if term is None:
            remedy = f"Nearest: {', '.join(nearest(content.property, self.vocabulary.properties))}."
            yield self._problem("undeclared-property", f"no property {content.property!r}.", remedy)
            return
        yield from self._fits(content.subject, term.domain, f"the subject of {term.name}", "wrong-domain")
        if self._concepts(term):
            yield from self._concept(term, content.object)
        elif term.is_object:
            yield from self._fits(content.object, term.range, f"the object of {term.name}", "wrong-range")
        else:
            yield from self._literal(term, content.object)

    def roles(self) -> Iterator[Problem]:
        """A record has its required roles, no others than its class may have, and fitting values."""
        content = self.claim.content
        if not isinstance(content, Record):
            return
        allowed = self.vocabulary.roles(content.type)
        for role in self.vocabulary.classes[content.type].required:
            if not content.values(role):
                yield self._problem("missing-role", f"{content.type} without {role!r}.", f"Add `{role}:`.")
        for role, values in content.roles:
            term = allowed.get(role)
            if term is None:
                remedy = f"Nearest of its roles: {', '.join(nearest(role, allowed))}."
                yield self._problem("undeclared-property", f"{content.type} has no role {role!r}.", remedy)
                continue
            for value in values:
                yield from self._role_value(term, value)

    def _role_value(self, term: PropertyTerm, value: str) -> Iterator[Problem]:
        if term.name in self.vocabulary.links:
            if (self.claim.document, value) not in self.claims:
                yield self._problem("undeclared-claim", f"{term.name}: no claim {value!r} in document {self.document.id}.", "")
            elif not self._is_record(self.claims[self.claim.document, value], term.range):
                label = self.vocabulary.classes[term.range].label
                yield self._problem("wrong-range", f"{term.name}: claim {value!r} does not describe a record of type {label}.", "")
        elif self._concepts(term):
            yield from self._concept(term, value)
        elif term.is_object:
            yield from self._fits(value, term.range, f"{term.name}", "wrong-range")
        else:
            yield from self._literal(term, value)

    def _is_record(self, claim: Claim, kind: str) -> bool:
        return isinstance(claim.content, Record) and self.vocabulary.is_a(claim.content.type, kind)

    def _concept(self, term: PropertyTerm, value: str) -> Iterator[Problem]:
        concepts = self._concepts(term)
        if value not in concepts:
            rule = "wrong-unit" if term.range == "Unit" else "wrong-range"
            other = self.vocabulary.properties.get(term.else_role)
            known = [*concepts, *(self._concepts(other) if other else ())]
            remedy = self.vocabulary.changes.get(value) or f"Nearest: {', '.join(nearest(value, known))}."
            yield self._problem(rule, f"{term.name}: no {self.vocabulary.classes[term.range].label} {value!r}.", remedy)

    def _fits(self, entity: str, wanted: str, what: str, rule: str) -> Iterator[Problem]:
        found = self.entities.get(entity)
        if found is None or not wanted or self.vocabulary.is_a(found.type, wanted):
            return
        label = self.vocabulary.classes[wanted].label if wanted in self.vocabulary.classes else wanted
        yield self._problem(
            rule, f"{what} must be of type {label}; {entity} is {found.type}.", "Use another property, or correct the type."
        )

    def _literal(self, term: PropertyTerm, value: str) -> Iterator[Problem]:
        kind = term.range.rsplit("#", 1)[-1].rsplit("/", 1)[-1]
        if kind == "EDTF":
            try:
                edtf.days(value)
            except ValueError as error:
                yield self._problem("bad-time", f"{term.name}: {error}.", "See docs/claims.md, Time.")
        elif term.number and not _fits_datatype(value, kind, term.number):
            yield self._problem("wrong-range", f"{term.name}: {value!r} is not a number of the type {kind}.", "Give a plain number.")

    def speech(self) -> Iterator[Problem]:
        """The words of a speaker that a record gives occur in its quotes."""
        content = self.claim.content
        for words in content.values("words") if isinstance(content, Record) else ():
            if fold(words) not in self.words:
                yield self._problem("misquote", f"the quote does not contain the words {words!r}.", "Copy them from the quote.")

    def figures(self) -> Iterator[Problem]:
        """An observation has a figure, and the quote states every figure unless a basis explains how it follows."""
        content, figures = self.claim.content, list(self._figures())
        if isinstance(content, Record) and content.type == "Observation" and not figures:
            yield self._problem("missing-role", "an observation without a figure.", "Add `value:`, or `minValue:` and `maxValue:`.")
        for term, figure in figures:
            if not self.claim.basis and _is_decimal(figure) and not stated(figure, self.words):
                remedy = f"Quote the text that states the {term.label}, or explain in `basis:` how it follows."
                yield self._problem("unsupported-value", f"the quote does not state {figure}.", remedy)

    def _figures(self) -> Iterator[tuple[PropertyTerm, str]]:
        """Yield every value of the claim whose property has a numeric range."""
        content = self.claim.content
        given = content.roles if isinstance(content, Record) else ((content.property, (content.object,)),)
        for name, values in given:
            term = self.vocabulary.properties.get(name)
            if term is not None and term.number:
                yield from ((term, value) for value in values)

    def unit(self) -> Iterator[Problem]:
        """Every quantity (`xsd:decimal`) of a record has a unit or counts something; a whole number counts what its role names."""
        content = self.claim.content
        if not isinstance(content, Record) or content.values("unit") or content.values("counts"):
            return
        if any(term.number == "decimal" for term, _ in self._figures()):
            yield self._problem("wrong-unit", "a figure without a unit.", "Add `unit:`, or `counts:` for what is counted.")

    def modality(self) -> Iterator[Problem]:
        """The modality has what it needs, hopes and goals are intentions, and only statements are negated."""
        claim = self.claim
        intention = isinstance(claim.content, Record) and self.vocabulary.is_a(claim.content.type, "Intention")
        if claim.modality == "reported" and not claim.speaker:
            yield self._problem("missing-speaker", "reported, but without a speaker.", "Add `speaker:` with the entity that reports it.")
        if claim.modality == "inferred" and not claim.basis:
            yield self._problem("missing-basis", "inferred, but without a basis.", "Add `basis:` with the reason.")
        if (claim.modality == "intended") != intention:
            message = "an aspiration or goal is intended, and nothing else is." if intention else "intended, but not an aspiration or goal."
            remedy = "Write hopes and plans as `aspiration:`, public aims as `goal:` or `target:`, with `modality: intended`."
            yield self._problem("hope-as-fact", message, remedy)
        if claim.negated and isinstance(claim.content, Record):
            yield self._problem("negated-record", "a record cannot be negated.", "Write a negated statement.")


#: The least number of the datatypes that have one.
_LEAST = {"nonNegativeInteger": 0, "positiveInteger": 1}

RULES = (
    _ClaimCheck.quotes,
    _ClaimCheck.refers,
    _ClaimCheck.entity_names,
    _ClaimCheck.statement,
    _ClaimCheck.roles,
    _ClaimCheck.speech,
    _ClaimCheck.figures,
    _ClaimCheck.unit,
    _ClaimCheck.modality,
)


def _fits_datatype(value: str, kind: str, number: str) -> bool:
    """Return whether a text is a number of a datatype: `kind` is its local name, `number` is integer or decimal."""
    if number == "integer" and not re.fullmatch(r"-?[0-9]+", value):
        return False
    least = _LEAST.get(kind)
    return _is_decimal(value) and (least is None or int(value) >= least)


def _is_decimal(value: str) -> bool:
    return re.fullmatch(r"-?[0-9]+(\.[0-9]+)?", value) is not None


def _line(document: Document, span: Span) -> int:
    return document.text.count("\n", 0, span.start) + 1
