"""Mistakes in the clauses and expressions of SPARQL: missing braces, words of other languages, misspelt keywords and functions."""

from __future__ import annotations

from collections.abc import Iterator

from disgraph.similarity import closest_word
from disgraph.sparql.graph_patterns import Token
from disgraph.sparql.refused_query import RefusedQuery, SyntaxProblem

#: After these a group begins.
_GROUP_FOLLOWS = frozenset({"WHERE", "OPTIONAL", "MINUS", "UNION", "EXISTS"})
#: The functions of SPARQL 1.1 (section 17.4) and its aggregates.
_FUNCTIONS = frozenset(
    {
        "STR", "LANG", "LANGMATCHES", "DATATYPE", "BOUND", "IRI", "URI", "BNODE", "RAND", "ABS", "CEIL", "FLOOR", "ROUND", "CONCAT",
        "SUBSTR", "STRLEN", "REPLACE", "UCASE", "LCASE", "ENCODE_FOR_URI", "CONTAINS", "STRSTARTS", "STRENDS", "STRBEFORE", "STRAFTER",
        "YEAR", "MONTH", "DAY", "HOURS", "MINUTES", "SECONDS", "TIMEZONE", "TZ", "NOW", "UUID", "STRUUID", "MD5", "SHA1", "SHA256",
        "SHA384", "SHA512", "COALESCE", "IF", "STRLANG", "STRDT", "SAMETERM", "ISIRI", "ISURI", "ISBLANK", "ISLITERAL", "ISNUMERIC",
        "REGEX", "COUNT", "SUM", "MIN", "MAX", "AVG", "SAMPLE", "GROUP_CONCAT",
    }
)  # fmt: skip
_KEYWORDS = frozenset(
    {
        "SELECT", "DISTINCT", "REDUCED", "WHERE", "OPTIONAL", "UNION", "MINUS", "GRAPH", "FILTER", "BIND", "VALUES", "EXISTS", "NOT", "AS",
        "GROUP", "ORDER", "HAVING", "LIMIT", "OFFSET", "ASC", "DESC", "IN", "UNDEF", "SEPARATOR", "BY", "FROM", "NAMED", "SERVICE",
    }
)  # fmt: skip
#: What other query languages write in an expression, and what SPARQL writes.
_FOREIGN = {
    "AND": "&&", "OR": "||", "LIKE": 'CONTAINS(?text, "words")', "ILIKE": 'REGEX(?text, "words", "i")',
    "IS": "BOUND(?x) or !BOUND(?x)", "BETWEEN": "?x >= 1 && ?x <= 9", "CONTAINS": 'CONTAINS(?text, "words")',
    "REGEX": 'REGEX(?text, "pattern", "i")', "MATCHES": 'REGEX(?text, "pattern")', "NULL": "BOUND(?x) or !BOUND(?x)",
}  # fmt: skip
_QUOTATION_MARKS = frozenset("\u201c\u201d\u201e\u00ab\u00bb\u2018\u2019\u300c\u300d")
#: The order of the modifiers after the patterns.
_MODIFIERS = {"GROUP": 0, "HAVING": 1, "ORDER": 2, "LIMIT": 3, "OFFSET": 3}
#: Keywords of two words.
_PAIRS = (("ORDER", "BY"), ("GROUP", "BY"), ("NOT", "EXISTS"), ("NOT", "IN"))
#: Least likeness of a misspelt keyword or function.
_LIKE = 70


def foreign_quotation_marks(query: RefusedQuery) -> Iterator[SyntaxProblem]:
    """Find quotation marks of print, which begin no text in SPARQL."""
    for token in query.tokens:
        if token.kind == "other" and token.word in _QUOTATION_MARKS:
            yield SyntaxProblem(token.start, f"{token.word} is not a quotation mark of SPARQL", 'Write a text between " and ".')


def missing_openings(query: RefusedQuery) -> Iterator[SyntaxProblem]:
    """Find a group or a VALUES block that begins without its brace."""
    for at, token in enumerate(query.tokens[:-1]):
        after = query.tokens[at + 1]
        if token.kind == "word" and token.keyword in _GROUP_FOLLOWS and after.word != "{":
            yield _missing_brace(after, f"after {token.word}", f"Write {token.keyword} {{ ... }}.")
        if token.keyword == "VALUES" and after.kind == "variable" and _word_at(query, at + 2) != "{":
            yield _missing_brace(query.after(at + 1) or after, f"after VALUES {after.word}", f"Write VALUES {after.word} {{ ... }}.")
    yield from _unopened_query(query)


def _unopened_query(query: RefusedQuery) -> Iterator[SyntaxProblem]:
    """Find a SELECT or ASK whose patterns begin without a brace."""
    if any(token.word == "{" for token in query.tokens):
        return
    at = next((at for at, token in enumerate(query.tokens) if token.keyword in ("SELECT", "ASK")), None)
    if at is None:
        return
    end = next((here for here in range(at + 1, len(query.tokens)) if _begins_pattern(query, here)), None)
    if end is not None:
        yield _missing_brace(query.tokens[end], f"before {query.tokens[end].word}", "Write WHERE { ... }.")


def _begins_pattern(query: RefusedQuery, at: int) -> bool:
    """Whether a term with a property after it begins here."""
    token, after = query.tokens[at], query.after(at)
    return token.kind in ("variable", "name", "iri") and after is not None and (after.kind in ("name", "iri") or after.word == "a")


def _missing_brace(token: Token, where: str, remedy: str) -> SyntaxProblem:
    return SyntaxProblem(token.start, f"the opening `{{` {where} is missing", remedy)


def _word_at(query: RefusedQuery, at: int) -> str:
    return query.tokens[at].word if at < len(query.tokens) else ""


def repeated_subjects(query: RefusedQuery) -> Iterator[SyntaxProblem]:
    """Find a subject after a semicolon: three terms, then the end of a pattern."""
    terms = ("variable", "iri", "name")
    for at in range(1, len(query.tokens) - 3):
        mark, subject, path, last = query.tokens[at - 1 : at + 3]
        is_row = subject.kind in terms and (path.kind in ("iri", "name") or path.word == "a") and last.kind in (*terms, "text", "number")
        if mark.word == ";" and is_row and query.in_group[at] and _word_at(query, at + 3) in (".", ";", "}", ","):
            remedy = f"Remove {subject.word}, or write a dot in place of the semicolon."
            yield SyntaxProblem(subject.start, f"after a semicolon comes a property, not the subject {subject.word}", remedy)


def foreign_operators(query: RefusedQuery) -> Iterator[SyntaxProblem]:
    """Find operators of other languages in expressions (`==`, `AND`, `LIKE`)."""
    for at, token in enumerate(query.tokens[:-1]):
        after = query.tokens[at + 1]
        if not query.in_expression[at]:
            continue
        if token.word == after.word == "=" and after.start == token.end:
            yield SyntaxProblem(token.start, "`==` is not an operator of SPARQL", "Write =.")
        if (token.word == "<" and after.word == ">") or token.word == "<>":
            yield SyntaxProblem(token.start, "`<>` is not an operator of SPARQL", "Write !=.")
        if token.kind == "word" and token.keyword in _FOREIGN and after.word != "(":
            yield SyntaxProblem(token.start, f"{token.word} is not an operator of SPARQL", f"Write {_FOREIGN[token.keyword]}.")


def unknown_functions(query: RefusedQuery) -> Iterator[SyntaxProblem]:
    """Find a misspelt keyword, and a function that SPARQL lacks."""
    for at, token in enumerate(query.tokens[:-1]):
        if token.kind != "word" or token.keyword in _FUNCTIONS or token.keyword in _KEYWORDS:
            continue
        is_call, is_block = query.tokens[at + 1].word == "(", query.tokens[at + 1].word == "{"
        near = closest_word(token.keyword, sorted(_FUNCTIONS | _KEYWORDS) if is_call else sorted(_KEYWORDS), _LIKE)
        joined = _joined_keyword(token)
        if joined:
            yield SyntaxProblem(token.start, f"{token.word} is written as two words", f"Write {joined}.")
        elif is_call:
            remedy = f"Write {near}." if near else "The functions are those of SPARQL 1.1, such as CONTAINS, STRSTARTS and LCASE."
            yield SyntaxProblem(token.start, f"{token.word} is not a function of SPARQL", remedy)
        elif near and (is_block or not query.in_group[at]):
            yield SyntaxProblem(token.start, f"{token.word} is not a keyword of SPARQL", f"Write {near}.")


def _joined_keyword(token: Token) -> str:
    return next((f"{first} {second}" for first, second in _PAIRS if token.keyword == first + second), "")


def unmarked_variables(query: RefusedQuery) -> Iterator[SyntaxProblem]:
    """Find a word among the variables of a SELECT."""
    for at, token in enumerate(query.tokens):
        here = at + 1
        while token.keyword == "SELECT" and here < len(query.tokens) and query.tokens[here].keyword not in ("{", "WHERE", "FROM"):
            word = query.tokens[here]
            if word.kind == "word" and word.keyword not in ("DISTINCT", "REDUCED") and _word_at(query, here + 1) != "(":
                near = closest_word(word.keyword, ("DISTINCT", "REDUCED", "WHERE", "FROM", "COUNT"), _LIKE)
                remedy = f"Write {near}, or ?{word.word}." if near else f"Write ?{word.word}."
                yield SyntaxProblem(word.start, f"{word.word} is neither a keyword nor a variable, which begins with ?", remedy)
            here = query.closing.get(here, here) + 1


def unbound_binds(query: RefusedQuery) -> Iterator[SyntaxProblem]:
    """Find a BIND without parentheses or without AS, and a HAVING without parentheses."""
    for at, token in enumerate(query.tokens[:-1]):
        after = query.tokens[at + 1]
        if token.keyword == "HAVING" and after.kind in ("variable", "number", "text"):
            yield SyntaxProblem(after.start, "the condition of HAVING is in parentheses", "Write HAVING(...).")
        if token.keyword != "BIND":
            continue
        if after.word != "(":
            yield SyntaxProblem(after.start, "what BIND computes is in parentheses", "Write BIND(... AS ?name).")
        elif (end := query.closing.get(at + 1)) and not any(each.keyword == "AS" for each in query.tokens[at + 2 : end]):
            yield SyntaxProblem(query.tokens[end].start, "BIND names no variable with AS", "Write BIND(... AS ?name).")


def misplaced_modifiers(query: RefusedQuery) -> Iterator[SyntaxProblem]:
    """Find a direction after its variable (`ORDER BY ?x DESC`), and modifiers in another order than SPARQL has."""
    former: Token | None = None
    for at, token in enumerate(query.tokens):
        if token.word in ("{", "}"):
            former = None
        if token.kind != "word":
            continue
        before, after = query.before(at), _word_at(query, at + 1)
        if token.keyword in ("ASC", "DESC") and before is not None and before.kind == "variable" and not after.startswith(("(", "?", "$")):
            yield SyntaxProblem(token.start, f"{token.word} is a function around what it sorts", f"Write {token.keyword}({before.word}).")
        if token.keyword in _MODIFIERS:
            if former is not None and _MODIFIERS[former.keyword] > _MODIFIERS[token.keyword]:
                remedy = "The order is GROUP BY, HAVING, ORDER BY, LIMIT."
                yield SyntaxProblem(token.start, f"{token.word} belongs before {former.word}", remedy)
            former = token
