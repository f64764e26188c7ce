"""The mistakes that people make in SPARQL, found in the tokens: each check finds only what is an error in SPARQL 1.1."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Sequence

from disgraph.rdf import prefixes
from disgraph.sparql.clause_checks import (
    foreign_operators,
    foreign_quotation_marks,
    misplaced_modifiers,
    missing_openings,
    repeated_subjects,
    unbound_binds,
    unknown_functions,
    unmarked_variables,
)
from disgraph.sparql.graph_patterns import Token
from disgraph.sparql.refused_query import RefusedQuery, SyntaxProblem, place

_FORMS = ("SELECT", "ASK", "CONSTRUCT", "DESCRIBE")
#: The forms of a query in words.
FORMS_IN_WORDS = "SELECT, ASK, CONSTRUCT or DESCRIBE"
_AGGREGATES = frozenset({"COUNT", "SUM", "MIN", "MAX", "AVG", "SAMPLE", "GROUP_CONCAT"})
_OPENING, _CLOSING = {"{": "}", "(": ")", "[": "]"}, {"}": "{", ")": "(", "]": "["}
#: The words that may occur in a group outside expressions, besides `a` and function names.
_GROUP_WORDS = frozenset(
    {
        "OPTIONAL", "UNION", "MINUS", "GRAPH", "SERVICE", "SILENT", "FILTER", "BIND", "VALUES", "EXISTS", "NOT", "SELECT", "DISTINCT",
        "REDUCED", "WHERE", "AS", "GROUP", "BY", "ORDER", "HAVING", "LIMIT", "OFFSET", "ASC", "DESC", "TRUE", "FALSE", "UNDEF", "FROM",
        "NAMED", "A", "IN", "SEPARATOR",
    }
)  # fmt: skip
_COMPARISONS = frozenset({"=", "!=", "<", ">", "<=", ">="})

Check = Callable[[RefusedQuery], Iterator[SyntaxProblem]]


def _open_texts(query: RefusedQuery) -> Iterator[SyntaxProblem]:
    for token in query.tokens:
        if token.kind == "other" and token.word in ("'", '"'):
            yield SyntaxProblem(token.start, f"the text that begins here has no closing {token.word}", f"Close it with {token.word}.")


def _missing_form(query: RefusedQuery) -> Iterator[SyntaxProblem]:
    if not any(token.keyword in _FORMS for token in query.tokens if token.kind == "word"):
        first = next((token for at, token in enumerate(query.tokens) if not _is_declaration(query.tokens, at)), query.tokens[0])
        yield SyntaxProblem(first.start, f"a query begins with {FORMS_IN_WORDS}, not with {first.word}", "Write SELECT * { ... }.")


def _is_declaration(tokens: Sequence[Token], at: int) -> bool:
    """Whether a token belongs to a PREFIX or BASE declaration."""
    words = [token.keyword for token in tokens[max(0, at - 2) : at + 1]]
    return words[-1] in ("PREFIX", "BASE") or words[-2:-1] in (["PREFIX"], ["BASE"]) or words[:1] == ["PREFIX"]


def _undeclared_prefixes(query: RefusedQuery) -> Iterator[SyntaxProblem]:
    declared = {name.word.partition(":")[0] for word, name in zip(query.tokens, query.tokens[1:], strict=False) if word.keyword == "PREFIX"}
    known = sorted({*prefixes(), *declared})
    for at, token in enumerate(query.tokens):
        prefix = token.word.partition(":")[0]
        before = query.before(at)
        if token.kind == "name" and prefix not in known and not (before and before.keyword == "PREFIX"):
            remedy = f"Declare it with PREFIX {prefix}: <...>, or use one of {', '.join(filter(None, known))}."
            yield SyntaxProblem(token.start, f"the prefix {prefix}: is not declared", remedy)


def _unbalanced(query: RefusedQuery) -> Iterator[SyntaxProblem]:
    waiting: list[Token] = []
    for token in query.tokens:
        if token.kind != "other":
            continue
        if token.word in _OPENING:
            waiting.append(token)
        elif token.word in _CLOSING:
            if waiting and _OPENING[waiting[-1].word] == token.word:
                waiting.pop()
            elif waiting:
                missing = _OPENING[waiting[-1].word]
                opened_at = place(query.text, waiting[-1].start)
                yield SyntaxProblem(
                    token.start, f"`{missing}` is missing before this `{token.word}`", f"Close the `{waiting[-1].word}` of {opened_at}."
                )
            else:
                yield SyntaxProblem(
                    token.start, f"this `{token.word}` closes nothing", f"Remove it, or open `{_CLOSING[token.word]}` before it."
                )
    if waiting:
        opened = waiting[-1]
        missing = _OPENING[opened.word]
        what = f"the query ends before the `{missing}` of the `{opened.word}` at {place(query.text, opened.start)}"
        yield SyntaxProblem(len(query.text.rstrip()), what, f"Add `{missing}`.")


def _unescaped_slashes(query: RefusedQuery) -> Iterator[SyntaxProblem]:
    for at, token in enumerate(query.tokens[:-2]):
        slash, local = query.tokens[at + 1 : at + 3]
        is_joined = slash.word == "/" and slash.start == token.end and local.start == slash.end
        if token.kind == "name" and is_joined and _is_local_part(query, at + 2):
            whole = re.compile(r"[^\s;,{}()\[\]\"'<>|^]+").match(query.text, token.start)
            assert whole is not None
            escaped = re.sub(r"(?<!\\)/", r"\\/", whole[0].rstrip("."))
            yield SyntaxProblem(slash.start, "a slash inside a prefixed name is escaped", f"Write {escaped}")


def _is_local_part(query: RefusedQuery, at: int) -> bool:
    """Whether a token after a slash can only continue a name: no step of a path, function or truth value."""
    token, after = query.tokens[at], query.after(at)
    is_call = after is not None and after.word == "("
    if token.word == "a":
        return after is not None and after.word == "-" and after.start == token.end
    return token.kind in ("word", "number") and not is_call and token.keyword not in ("TRUE", "FALSE") and not query.in_arithmetic(at)


def _variables_in_paths(query: RefusedQuery) -> Iterator[SyntaxProblem]:
    for at, token in enumerate(query.tokens):
        if token.kind != "variable" or not query.in_group[at] or query.in_expression[at]:
            continue
        before, after = query.before(at), query.after(at)
        if (after and after.word in "/|") or (before and before.word in "/|^"):
            remedy = "Write two patterns with a variable between them: ?x ?role ?y . ?y rdfs:label ..."
            yield SyntaxProblem(token.start, f"a property path cannot hold the variable {token.word}", remedy)


def _bare_words(query: RefusedQuery) -> Iterator[SyntaxProblem]:
    for at, token in enumerate(query.tokens):
        after = query.after(at)
        is_call = after is not None and after.word == "("
        is_free = token.kind == "word" and query.in_group[at] and not query.in_expression[at]
        if is_free and token.keyword not in _GROUP_WORDS and not is_call:
            words = _run_of_words(query.tokens, at)
            remedy = f'Put a name in quotation marks ("{words}"), and write a term of the ontology with its prefix (dg:{token.word}).'
            yield SyntaxProblem(token.start, f"{words} is neither a term nor a text", remedy)


def _run_of_words(tokens: Sequence[Token], at: int) -> str:
    words = []
    for token in tokens[at : at + 8]:
        if token.kind != "word":
            break
        words.append(token.word)
    return " ".join(words)


def _projections(query: RefusedQuery) -> Iterator[SyntaxProblem]:
    """Find a function without parentheses and name, a comma, and an empty list between SELECT and the group."""
    for at, token in enumerate(query.tokens):
        if token.keyword != "SELECT" or token.kind != "word":
            continue
        here = at + 1
        while here < len(query.tokens) and query.tokens[here].keyword in ("DISTINCT", "REDUCED"):
            here += 1
        if here < len(query.tokens) and query.tokens[here].keyword in ("{", "WHERE", "FROM"):
            yield SyntaxProblem(query.tokens[here].start, "SELECT names no variable", "Name the columns (SELECT ?x ?y), or write SELECT *.")
        while here < len(query.tokens) and query.tokens[here].keyword not in ("{", "WHERE", "FROM", "SELECT"):
            yield from _projected(query, here)
            here = query.closing.get(here, here) + 1


def _projected(query: RefusedQuery, at: int) -> Iterator[SyntaxProblem]:
    token, after = query.tokens[at], query.after(at)
    if token.word == ",":
        yield SyntaxProblem(token.start, "variables of a SELECT have no comma between them", "Put a space there.")
    elif token.kind == "word" and after is not None and after.word == "(":
        call = query.text[token.start : query.tokens[query.closing.get(at + 1, at + 1)].end]
        yield SyntaxProblem(token.start, f"{token.word}(...) has no column name", f"Write ({call} AS ?{token.word.lower()}).")
    elif token.word == "(" and at in query.closing:
        inside = query.tokens[at + 1 : query.closing[at]]
        if not any(each.keyword == "AS" for each in inside):
            expression = query.text[token.end : query.tokens[query.closing[at]].start].strip()
            yield SyntaxProblem(token.start, "an expression of a SELECT has no column name", f"Write ({expression} AS ?value).")


def _plain_filters(query: RefusedQuery) -> Iterator[SyntaxProblem]:
    for at, token in enumerate(query.tokens[:-1]):
        after = query.tokens[at + 1]
        if token.keyword == "FILTER" and (after.kind in ("variable", "text", "number") or after.word == "!"):
            yield SyntaxProblem(after.start, "the condition of a FILTER is in parentheses", "Write FILTER(...).")
        following = query.after(query.closing.get(at + 2, at))
        if token.keyword == "HAVING" and after.kind == "word" and following is not None and following.word in _COMPARISONS:
            yield SyntaxProblem(after.start, "the condition of HAVING is in parentheses", "Write HAVING(...).")


def _groupings(query: RefusedQuery) -> Iterator[SyntaxProblem]:
    """Find what a SELECT shows although it is not grouped."""
    if "SELECT contains" not in query.expected:
        return
    words = [token.keyword for token in query.tokens]
    by = next((at for at in range(1, len(words)) if words[at - 1 : at + 1] == ["GROUP", "BY"]), None)
    if by is not None and (after := query.after(by)) is not None and after.kind == "word":
        end = query.closing.get(by + 2, by + 1)
        call = query.text[after.start : query.tokens[end].end]
        yield SyntaxProblem(
            after.start,
            "SELECT shows an expression by which the rows are grouped without a name",
            f"Name the group and select the name: GROUP BY ({call} AS ?group).",
        )
    grouped = {token.word for token in query.tokens[by:] if token.kind == "variable"} if by is not None else set()
    for token in _plain_columns(query):
        if token.word not in grouped:
            what = "an aggregate" if by is None else "GROUP BY"
            remedy = (
                f"Add GROUP BY {token.word}, or write (SAMPLE({token.word}) AS ...)."
                if by is None
                else f"Add {token.word} to GROUP BY, or aggregate it: (SAMPLE({token.word}) AS ...)."
            )
            yield SyntaxProblem(token.start, f"SELECT shows {token.word} next to {what}, but the rows are not grouped by it", remedy)


def _plain_columns(query: RefusedQuery) -> Iterator[Token]:
    """Yield the variables of a SELECT outside aggregates."""
    begin = next((at for at, token in enumerate(query.tokens) if token.keyword == "SELECT"), len(query.tokens))
    at = begin + 1
    while at < len(query.tokens) and query.tokens[at].keyword not in ("{", "WHERE", "FROM"):
        token = query.tokens[at]
        if token.kind == "variable":
            yield token
        elif token.word == "(" and at in query.closing:
            inside = query.tokens[at + 1 : query.closing[at]]
            if not any(each.keyword in _AGGREGATES for each in inside):
                yield from (
                    each
                    for each, before in zip(inside, (token, *inside), strict=False)
                    if each.kind == "variable" and before.keyword != "AS"
                )
            at = query.closing[at]
        at += 1


def _missing_by(query: RefusedQuery) -> Iterator[SyntaxProblem]:
    for token, after in zip(query.tokens, query.tokens[1:], strict=False):
        if token.keyword in ("ORDER", "GROUP") and token.kind == "word" and after.keyword != "BY":
            yield SyntaxProblem(after.start, f"BY is missing after {token.word}", f"Write {token.keyword} BY.")


def _missing_dots(query: RefusedQuery) -> Iterator[SyntaxProblem]:
    """Find a second triple pattern that begins without a dot: four terms in a row, and the engine stops after the third."""
    terms = ("variable", "iri", "name", "text", "number", "blank")
    for at in range(3, len(query.tokens)):
        row = query.tokens[at - 3 : at + 1]
        is_row = all(token.kind in terms or token.word == "a" for token in row)
        is_start = at == 3 or query.tokens[at - 4].word in ("{", ".", "}")  # noqa: PLR2004
        if is_row and is_start and query.in_group[at] and not query.in_expression[at]:
            remedy = "Put a dot between two patterns, or a semicolon before a further property and a comma before a further object."
            yield SyntaxProblem(row[3].start, f"a dot is missing between {row[2].word} and {row[3].word}", remedy)


def _missing_group(query: RefusedQuery) -> Iterator[SyntaxProblem]:
    if query.expected == '"{"':
        yield SyntaxProblem(query.stopped - 1, "the patterns are not in braces", "Write WHERE { ... }.")


#: In the order in which they are tried.
CHECKS: tuple[Check, ...] = (
    foreign_quotation_marks, _open_texts, _missing_form, _undeclared_prefixes, missing_openings, unmarked_variables, _unbalanced,
    _unescaped_slashes, _variables_in_paths, _projections, _missing_group, _plain_filters, unbound_binds, unknown_functions,
    foreign_operators, misplaced_modifiers, _missing_by, _groupings, _bare_words, repeated_subjects, _missing_dots,
)  # fmt: skip
