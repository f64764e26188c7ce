"""Put a rule into words by its shape, so that rules of a user's own ontology have words too."""

from __future__ import annotations

from collections.abc import Callable

from disgraph.rdf import RDF, NamedNode, Term, Variable
from disgraph.reasoning.rules import Node, Pattern, Rule
from disgraph.wording.noun_phrases import with_article

Label = Callable[[Term], str]

_LETTERS = "XYZUVW"


def rule_in_words(rule: Rule, label: Label) -> str:
    """Return a rule in words.

    Args:
        rule: a rule with one pattern in its head.
        label: returns the label of a property, a class or an individual.
    """
    (head,) = rule.head
    if len(rule.body) == 1:
        return _of_one(rule.body[0], head, label) or _in_general(rule, label)
    return _of_chain(rule, head, label) or _in_general(rule, label)


def _of_one(body: Pattern, head: Pattern, label: Label) -> str:
    """Return the words of a rule with one premise, or an empty text for an unusual shape."""
    premise, inferred = _word(body.predicate, label), _word(head.predicate, label)
    body_class, head_class = _class(body), _class(head)
    if body_class and head_class and body.subject == head.subject:
        return f"every {label(body_class)} is {with_article(label(head_class))}"
    if head_class and not body_class:
        if head.subject == body.object:
            return f"the object of {premise} is {with_article(label(head_class))}"
        if isinstance(body.object, Variable):
            return f"the subject of {premise} is {with_article(label(head_class))}"
    if (body.subject, body.object) == (head.object, head.subject):
        return f"{premise} holds in both directions" if premise == inferred else f"{inferred} is the inverse of {premise}"
    if (body.subject, body.object) == (head.subject, head.object):
        return f"{premise} is a kind of {inferred}"
    return ""


def _of_chain(rule: Rule, head: Pattern, label: Label) -> str:
    """Return the words of a chain of properties, or an empty text if the premises are not a chain."""
    at = head.subject
    for step in rule.body:
        if step.subject != at:
            return ""
        at = step.object
    if at != head.object or not isinstance(at, Variable):
        return ""
    if {step.predicate for step in rule.body} == {head.predicate}:
        return f"{_word(head.predicate, label)} is transitive"
    return f"{' followed by '.join(_word(step.predicate, label) for step in rule.body)} gives {_word(head.predicate, label)}"


def _in_general(rule: Rule, label: Label) -> str:
    """Return any rule as "if ..., then ...", with letters for its variables."""
    letters: dict[Node, str] = {}

    def word(node: Node) -> str:
        if isinstance(node, Variable):
            return letters.setdefault(node, _LETTERS[len(letters) % len(_LETTERS)])
        return label(node)

    def clause(pattern: Pattern) -> str:
        kind = _class(pattern)
        subject = word(pattern.subject)
        return (
            f"{subject} is {with_article(label(kind))}" if kind else f"{subject} {_word(pattern.predicate, label)} {word(pattern.object)}"
        )

    return f"if {' and '.join(map(clause, rule.body))}, then {' and '.join(map(clause, rule.head))}"


def _word(predicate: NamedNode, label: Label) -> str:
    return f"\u201c{label(predicate)}\u201d"


def _class(pattern: Pattern) -> NamedNode | None:
    is_type = pattern.predicate == RDF["type"] and isinstance(pattern.object, NamedNode)
    return pattern.object if is_type and isinstance(pattern.object, NamedNode) else None
