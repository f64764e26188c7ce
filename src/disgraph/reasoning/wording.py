"""Rules in plain words, after their shape: a rule of a user's own ontology is told like those that are shipped."""

from __future__ import annotations

from collections.abc import Callable

from disgraph.rdf import RDF, NamedNode, Term, Variable
from disgraph.reasoning.rules import Node, Pattern, Rule
from disgraph.wording.noun_phrases import with_article

Label = Callable[[Term], str]

_LETTERS = "XYZUVW"


def rule_in_words(rule: Rule, label: Label) -> str:
    """Return why a rule holds.

    Args:
        rule: with one pattern in its head.
        label: gives the words of a property, a class or an individual.
    """
    (head,) = rule.head
    if len(rule.body) == 1:
        return _of_one(rule.body[0], head, label) or _in_general(rule, label)
    return _of_chain(rule, head, label) or _in_general(rule, label)


def _of_one(body: Pattern, head: Pattern, label: Label) -> str:
    """Return the words of a rule with one premise, where it is of a common shape."""
    said, follows = _word(body.predicate, label), _word(head.predicate, label)
    body_class, head_class = _class(body), _class(head)
    if body_class and head_class and body.subject == head.subject:
        return f"every {label(body_class)} is {with_article(label(head_class))}"
    if head_class and not body_class:
        if head.subject == body.object:
            return f"the object of {said} is {with_article(label(head_class))}"
        if isinstance(body.object, Variable):
            return f"the subject of {said} is {with_article(label(head_class))}"
    if (body.subject, body.object) == (head.object, head.subject):
        return f"{said} holds in both directions" if said == follows else f"{follows} is the inverse of {said}"
    if (body.subject, body.object) == (head.subject, head.object):
        return f"{said} is a kind of {follows}"
    return ""


def _of_chain(rule: Rule, head: Pattern, label: Label) -> str:
    """Return the words of a chain of properties, or an empty text where the premises do not lead from end to end."""
    at = head.subject
    for step in rule.body:
        if step.subject != at:
            return ""
        at = step.object
    if at != head.object or not isinstance(at, Variable):
        return ""
    if {step.predicate for step in rule.body} == {head.predicate}:
        return f"{_word(head.predicate, label)} is transitive"
    return f"{', then '.join(_word(step.predicate, label) for step in rule.body)} gives {_word(head.predicate, label)}"


def _in_general(rule: Rule, label: Label) -> str:
    """Return any rule as if ... then, with letters for what it is about."""
    letters: dict[Node, str] = {}

    def word(node: Node) -> str:
        if isinstance(node, Variable):
            return letters.setdefault(node, _LETTERS[len(letters) % len(_LETTERS)])
        return label(node)

    def told(pattern: Pattern) -> str:
        kind = _class(pattern)
        subject = word(pattern.subject)
        return (
            f"{subject} is {with_article(label(kind))}" if kind else f"{subject} {_word(pattern.predicate, label)} {word(pattern.object)}"
        )

    return f"if {' and '.join(map(told, rule.body))}, then {' and '.join(map(told, rule.head))}"


def _word(predicate: NamedNode, label: Label) -> str:
    return f"\u201c{label(predicate)}\u201d"


def _class(pattern: Pattern) -> NamedNode | None:
    is_type = pattern.predicate == RDF["type"] and isinstance(pattern.object, NamedNode)
    return pattern.object if is_type and isinstance(pattern.object, NamedNode) else None
