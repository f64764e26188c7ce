"""The grammar of a sentence as a tree: who does what to whom, what a person or thing is, and whether the sentence states a fact.

The relations are those of spaCy's English pipelines (ClearNLP). Nothing here knows spaCy: a tree is made of plain values.
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterator
from typing import NamedTuple

from disgraph.extract.text.phrases import grammar

_CONDITIONS = grammar("conditions")
_LEADS_TO_FACT = grammar("leads-to-fact")
_FACTIVE = grammar("factive")
_HAPPENED = grammar("happened")
_IS = grammar("is")
_KINDS = grammar("kinds")
_RELATIVE = frozenset({"who", "whom", "which", "that"})
_DENIED = frozenset({"no", "neither", "nor", "never", "hardly", "almost", "nearly"})
_CLAUSES_OF_FACT = ("go on", "come")
_NAMES_TO = frozenset({"hire", "employ", "appoint", "elect", "name", "recruit", "engage", "choose"})
#: What a stretch of words does not take along: clauses and asides that hang on it, and marks.
_LEFT_OUT = frozenset({"relcl", "advcl", "appos", "punct", "cc", "parataxis"})
#: Relations of words that only describe a noun; the rest of the sentence does not change whether they state a fact.
_DESCRIBING = frozenset({"relcl", "appos", "compound", "nmod", "amod", "poss"})


class ParsedWord(NamedTuple):
    """A word: lemma in lower case, tag of the Penn Treebank, relation to the word `head`, and its place in its line."""

    text: str
    lemma: str
    tag: str
    relation: str
    head: int
    start: int
    end: int


class ParsedSentence:
    """A parsed sentence; words are given by their number."""

    def __init__(self, nodes: tuple[ParsedWord, ...]) -> None:
        self.nodes = nodes
        self.children: list[list[int]] = [[] for _ in nodes]
        for number, node in enumerate(nodes):
            if node.head != number:
                self.children[node.head].append(number)

    def under(self, at: int, *relations: str) -> list[int]:
        """Return the words that hang on one by some relation."""
        return [child for child in self.children[at] if self.nodes[child].relation in relations]

    def lemma(self, at: int) -> str:
        """Return the lemma of a word, with the particle of a verb: "set up"."""
        particles = self.under(at, "prt")
        return " ".join([self.nodes[at].lemma, *(self.nodes[one].lemma for one in particles)])

    # --- who does what ---

    def is_passive(self, verb: int) -> bool:
        """Return whether a verb is in the passive voice."""
        node = self.nodes[verb]
        if self.under(verb, "auxpass", "nsubjpass"):
            return True
        joined = node.relation == "conj" and not self._own(verb) and self.is_passive(node.head)
        return node.tag == "VBN" and (node.relation == "acl" or joined)

    def subjects(self, verb: int) -> list[int]:
        """Return who does what a verb says, in either voice."""
        if self.is_passive(verb):
            return [one for agent in self.under(verb, "agent") for one in self.under(agent, "pobj")]
        return self.surface(verb)

    def objects(self, verb: int) -> list[int]:
        """Return to whom or what it is done, in either voice: also who is helped to do something."""
        if self.is_passive(verb):
            return self.surface(verb)
        helped = [clause for clause in self.under(verb, "ccomp") if self.nodes[clause].tag == "VB"]
        return self.under(verb, "dobj") or [one for clause in helped for one in self.under(clause, "nsubj")]

    def recipients(self, verb: int) -> list[int]:
        """Return whom something is given: "gave her a loan", "gave a loan to her", "she was given a loan"."""
        if self.is_passive(verb) and self.under(verb, "dobj", "oprd"):
            return self.surface(verb)
        datives = [one for dative in self.under(verb, "dative") for one in self.under(dative, "pobj") or [dative]]
        return datives or self.behind(verb, ("to", "for"))

    def _own(self, verb: int) -> list[int]:
        return self.under(verb, "nsubj", "nsubjpass")

    def surface(self, verb: int, depth: int = 6) -> list[int]:
        """Return the grammatical subject of a verb, also where another clause holds it."""
        own = self._own(verb)
        if own:
            return [self._antecedent(one, verb) for one in own]
        node = self.nodes[verb]
        if node.head == verb or depth == 0:
            return []
        if node.relation in ("acl", "relcl"):
            return [node.head] if node.relation == "relcl" or node.tag in ("VBG", "VBN") else []
        if node.relation == "xcomp" and (held := self.under(node.head, "dobj")):
            return held
        above = self._clause_above(verb)
        return [] if above is None else self.surface(above, depth - 1)

    def _clause_above(self, verb: int) -> int | None:
        """Return the verb whose subject another one shares: "studied and founded", "after founding it, she"."""
        node = self.nodes[verb]
        above = self.nodes[node.head].head if node.relation == "pcomp" else node.head
        shares = node.relation in ("pcomp", "conj", "xcomp", "advcl") and self._is_verb(above)
        return above if shares or node.relation == "acomp" else None

    def _is_verb(self, at: int) -> bool:
        return self.nodes[at].tag.startswith(("VB", "MD"))

    def _antecedent(self, subject: int, verb: int) -> int:
        """Return the word that a relative pronoun refers to; any other word is returned itself."""
        if self.nodes[subject].lemma not in _RELATIVE:
            return subject
        clause = verb
        while self.nodes[clause].relation == "conj":
            clause = self.nodes[clause].head
        return self.nodes[clause].head if self.nodes[clause].relation == "relcl" else subject

    def behind(self, at: int, prepositions: Collection[str]) -> list[int]:
        """Return the words after one of some prepositions that depend on a word."""
        hanging = self.under(at, "prep", "agent", "dative")
        nearest = [one for each in hanging if self.nodes[each].lemma in prepositions for one in self.under(each, "pobj")]
        others = [one for each in hanging for one in self.under(each, "pobj") if not self.nodes[one].tag.startswith("NNP")]
        return nearest or [one for each in others for one in self.behind(each, prepositions)]

    # --- predicates ---

    def holders(self, noun: int, depth: int = 3) -> list[int]:
        """Return the words that a noun or adjective describes: by an apposition, before a name, by "is" or "became", by "as"."""
        node = self.nodes[noun]
        others = [one for one in self.under(noun, "appos") if one > noun]
        if node.relation in ("appos", "compound", "nmod", "amod"):
            return [node.head, *others]
        if node.relation == "conj" and depth:
            return self.holders(node.head, depth - 1)
        if node.relation == "pobj" and self.nodes[node.head].lemma == "as":
            verb = self.nodes[node.head].head
            return self._subject_or_object(verb) if self._is_verb(verb) else []
        if node.relation in ("attr", "acomp") and self.nodes[node.head].lemma in _IS:
            return self.surface(node.head)
        if node.relation == "oprd":
            return self._subject_or_object(node.head)
        return others

    def describes_one(self, noun: int) -> bool:
        """Return whether a noun next to a name describes only that name: in brackets, before it, or in apposition; not a plural."""
        node = self.nodes[noun]
        beside = node.relation in ("appos", "compound", "nmod", "amod") or any(one > noun for one in self.under(noun, "appos"))
        return beside and node.tag not in ("NNS", "NNPS")

    def _subject_or_object(self, verb: int) -> list[int]:
        """Return who is something by a verb: "she works as", "they hired her as"."""
        active = not self.is_passive(verb)
        named = self.lemma(verb) in _NAMES_TO
        return self.under(verb, "dobj") if active and named else self.surface(verb)

    def owners(self, noun: int) -> list[int]:
        """Return the owners of a noun and the nouns before it: "her mother", "the trust's director", "trust director"."""
        return self.under(noun, "poss", "compound", "nmod")

    # --- names ---

    def named(self, at: int, fits: Callable[[int], bool]) -> list[int]:
        """Return the names that a word represents: itself, names joined to it, one in apposition to it, or what it is called."""
        first = next(filter(fits, [at, *self._appositions(at)]), None)
        if first is None or any(self.nodes[one].lemma == "or" for one in self.under(at, "cc")):
            return []
        joined = [one for one in self._joined(at) if fits(one)]
        return [first, *(one for one in joined if one != first)]

    def _appositions(self, noun: int) -> list[int]:
        """Return what may be the name of what a noun means: in apposition, "called" so, before a noun for its kind."""
        kinds = self.under(noun, "compound", "nmod") if self.nodes[noun].lemma in _KINDS else []
        verbs = [one for one in self.under(noun, "acl") if self.nodes[one].lemma in ("call", "name")]
        return [*self.under(noun, "appos"), *kinds, *(one for verb in verbs for one in self.under(verb, "oprd", "dobj", "attr"))]

    def _joined(self, at: int) -> list[int]:
        nearer = self.under(at, "conj")
        return [*nearer, *(one for each in nearer for one in self._joined(each))]

    # --- words ---

    def stretch(self, at: int) -> tuple[int, int]:
        """Return where the words that hang on one begin and end, without clauses and asides at the end."""
        numbers = sorted(self._words(at))
        return self.nodes[numbers[0]].start, self.nodes[numbers[-1]].end

    def _words(self, at: int) -> Iterator[int]:
        yield at
        for child in self.children[at]:
            if self.nodes[child].relation not in _LEFT_OUT:
                yield from self._words(child)

    def phrase(self, noun: int) -> tuple[int, int]:
        """Return where a noun with the words before it begins and ends: "a software tester", without names that own it."""
        before = [one for one in self.under(noun, "compound", "amod", "nmod") if one < noun and not self.under(one, "npadvmod")]
        first = noun
        for one in sorted(before, reverse=True):
            first = min([one, *self.under(one, "compound", "amod", "nmod")]) if self._last_under(one) >= first - 1 else first
        return self.nodes[first].start, self.nodes[noun].end

    def _last_under(self, at: int) -> int:
        return max([at, *self.children[at]])

    # --- whether it is stated ---

    def states(self, at: int) -> bool:
        """Return whether a word states a fact: not negated, asked, supposed, wished for or in the future."""
        if self.nodes[-1].text in ("?", '?"'):
            return False
        while True:
            if self._is_verb(at) and not self._is_plain(at):
                return False
            node = self.nodes[at]
            if any(self.nodes[one].lemma in _DENIED for one in self.under(at, "det", "neg", "preconj")):
                return False
            if node.head == at:
                return True
            above = self._governor(at)
            if above is None:
                return False
            if above < 0:
                return True
            at = above

    def _is_plain(self, verb: int) -> bool:
        """Return whether a verb has no negation, modal or condition of its own."""
        helpers = [self.nodes[one] for one in self.under(verb, "aux", "neg", "mark", "advmod")]
        if any(one.relation == "neg" or one.tag == "MD" or one.lemma in _DENIED for one in helpers):
            return False
        if any(one.relation == "mark" and one.lemma in _CONDITIONS for one in helpers):
            return False
        is_general = self.nodes[verb].tag in ("VBP", "VBZ")
        return not (is_general and any(one.relation == "advmod" and one.lemma in ("when", "once") for one in helpers))

    def _governor(self, at: int) -> int | None:
        """Return the word on which depends whether another states a fact: -1 if none does, nothing if it states none."""
        node, head = self.nodes[at], self.nodes[self.nodes[at].head]
        is_purpose = any(self.nodes[one].tag == "TO" for one in self.under(at, "aux"))
        if node.relation in _DESCRIBING or (node.relation == "conj" and self._own(at) and node.tag != "VB"):
            return -1
        above = head.head if node.relation == "pcomp" else node.head
        states = {
            "acl": not is_purpose,
            "xcomp": head.lemma in _LEADS_TO_FACT or head.lemma in _IS,
            "ccomp": head.lemma in _FACTIVE or head.start > node.start,
            "advcl": not is_purpose or self.lemma(node.head) in _CLAUSES_OF_FACT,
            "pcomp": head.lemma in _HAPPENED,
        }.get(node.relation, True)
        if not states:
            return None
        return -1 if node.relation == "acl" else above
