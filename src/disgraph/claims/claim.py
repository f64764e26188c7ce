"""Claims and entities as frozen values, as their files have them."""

from __future__ import annotations

from typing import NamedTuple

from disgraph.corpus.folding import Span

#: The name in a definition of the concept above one of the same class.
BROADER = "broader"


class Grammar(NamedTuple):
    """What sentences need to know of an entity's name; what is empty follows from its class.

    Attributes:
        number: `singular` or `plural`.
        short: what an unnamed entity is called next to the one whose name is in its own: `her mother`.
        of: the entity after which an unnamed one is called, if its name is not part of its own.
        article: such as `the`.
        sentence: of a measure: the template of its figures, with the slots `about` and `amount`.
    """

    number: str = ""
    short: str = ""
    of: str = ""
    article: str = ""
    sentence: str = ""


class Entity(NamedTuple):
    """Something that documents speak of, declared once; `code` is the official one of a place, where it has one.

    An entity with the status proposed is in the graph only once an accepted claim speaks of it. `defines` are the properties that its
    name or its definition gives it, each with its values: the criteria of a population, the usual statistic of a measure.
    """

    id: str
    type: str
    name: str
    aliases: tuple[str, ...]
    description: str
    different_from: tuple[tuple[str, str], ...]
    code: str
    status: str
    file: str
    line: int
    grammar: Grammar = Grammar()
    defines: tuple[tuple[str, tuple[str, ...]], ...] = ()

    def defined(self, name: str) -> str:
        """Return the first value of a property that the definition gives, or an empty text."""
        return next((values[0] for property_, values in self.defines if property_ == name), "")


class Quote(NamedTuple):
    """A quote of a document; `nth` (from 1) is its number where the text occurs more than once."""

    text: str
    nth: int | None
    line: int


class Statement(NamedTuple):
    """Subject and property by name; the object is an entity's id or a literal's text."""

    subject: str
    property: str
    object: str


class Record(NamedTuple):
    """A record of a class with its roles in the order of the file, each with one or more values as written."""

    type: str
    roles: tuple[tuple[str, tuple[str, ...]], ...]

    def values(self, role: str) -> tuple[str, ...]:
        """Return the values of a role, none if it is not given."""
        return next((values for name, values in self.roles if name == role), ())

    def value(self, role: str) -> str:
        """Return the first value of a role, or an empty text."""
        return next(iter(self.values(role)), "")


class Antecedent(NamedTuple):
    """Words elsewhere in the document that name an entity which the claim's own words do not."""

    entity: str
    quote: Quote


class Claim(NamedTuple):
    """One thing that one document states; `rule` and `confidence` (from 0 to 1) are those of the rule that proposed it, if one did."""

    id: str
    document: str
    content: Statement | Record
    quotes: tuple[Quote, ...]
    refers: tuple[tuple[str, str], ...]
    antecedents: tuple[Antecedent, ...]
    modality: str
    speaker: str
    negated: bool
    status: str
    basis: str
    doubt: str
    note: str
    record: str
    rule: str
    confidence: float | None
    file: str
    line: int


class LocatedClaim(NamedTuple):
    """A claim with the spans of its quotes and of its antecedents."""

    claim: Claim
    evidence: tuple[Span, ...]
    antecedents: tuple[Span, ...]
