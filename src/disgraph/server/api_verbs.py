"""The reading verbs as addresses of the JSON API: one table that gives the routes, their parameters and the OpenAPI description."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Mapping, Sequence
from typing import TYPE_CHECKING, Any, NamedTuple

from disgraph.errors import MisuseError

if TYPE_CHECKING:
    from disgraph.api.knowledge_graph import KnowledgeGraph
    from disgraph.api.results import Result

TEXT, NUMBER, FLAG, DAY = "string", "integer", "boolean", "date"


class ApiParameter(NamedTuple):
    """A parameter of a verb.

    Attributes:
        name: as the address has it.
        kind: string, integer, boolean or date.
        note: what it means.
        required: whether it must be given.
        many: whether it may be given several times.
        field: the keyword of the method, if it has another name.
    """

    name: str
    kind: str
    note: str
    required: bool = False
    many: bool = False
    field: str = ""

    def read(self, texts: Sequence[str]) -> Any:
        """Return the value of a parameter from the texts of an address.

        Raises:
            MisuseError: a text is no such value.
        """
        values = [self._value(text) for text in texts]
        if len(values) > 1 and not self.many:
            raise MisuseError(f"{self.name} is given {len(values)} times.", "Give it once.")
        return values if self.many else values[0]

    def _value(self, text: str) -> Any:
        try:
            return _READERS[self.kind](text)
        except (KeyError, ValueError) as error:
            raise MisuseError(f"{self.name}={text[:80]!r} is not of type {self.kind}.", f"{self.note}.") from error


_READERS: Mapping[str, Callable[[str], Any]] = {
    TEXT: str,
    NUMBER: int,
    FLAG: {"true": True, "1": True, "on": True, "false": False, "0": False}.__getitem__,
    DAY: lambda text: dt.date.fromisoformat(text).isoformat(),
}


class ApiVerb(NamedTuple):
    """A verb.

    Attributes:
        name: of the verb and its address.
        summary: what it does.
        parameters: of its address.
        call: the method.
        schema: name of the JSON Schema of its answer.
        timed: whether the method takes a limit of time.
    """

    name: str
    summary: str
    parameters: tuple[ApiParameter, ...]
    call: Callable[..., Result]
    schema: str
    timed: bool = False

    def answer(self, graph: KnowledgeGraph, given: Mapping[str, Sequence[str]], seconds: float) -> Result:
        """Return the answer to the fields of an address.

        Args:
            graph: that is asked.
            given: the fields.
            seconds: that a search may take.

        Raises:
            DisgraphError: see the method of `KnowledgeGraph`, and `arguments`.
        """
        limit = {"timeout": seconds} if self.timed else {}
        return self.call(graph, **self.arguments(given), **limit)

    def arguments(self, given: Mapping[str, Sequence[str]]) -> dict[str, Any]:
        """Return the arguments of the method from the fields of an address; empty fields count as absent.

        Raises:
            MisuseError: a parameter is unknown, missing or malformed.
        """
        known = {parameter.name: parameter for parameter in self.parameters}
        unknown = sorted(set(given) - set(known))
        if unknown:
            raise MisuseError(f"{self.name} has no parameter {unknown[0][:80]!r}.", f"Its parameters: {', '.join(known) or 'none'}.")
        filled = {name: [text for text in texts if text] for name, texts in given.items()}
        missing = [parameter.name for parameter in self.parameters if parameter.required and not filled.get(parameter.name)]
        if missing:
            raise MisuseError(f"{self.name} needs {missing[0]}.", f"Add {missing[0]}=... to the address.")
        return {known[name].field or name: known[name].read(texts) for name, texts in filled.items() if texts}


_NAME = ApiParameter("name", TEXT, "an entity by name, id or IRI", required=True)
_LIMIT = ApiParameter("limit", NUMBER, "maximum number of results, of a kind where there are kinds")
_ONLY = ApiParameter("only", TEXT, "a kind of relation that counts", many=True)
_EXCLUDE = ApiParameter("exclude", TEXT, "a kind of relation that does not count", many=True)
_AS_OF = ApiParameter("as_of", DAY, "a day on which relations held, such as 2017-07-31")
_INFERRED = ApiParameter("include_inferred", FLAG, "whether relations that reasoning added count: true or false")
_A = ApiParameter("a", TEXT, "one entity by name, id or IRI", required=True)
_B = ApiParameter("b", TEXT, "the other entity", required=True)
_SEARCHED = (
    ApiParameter("k", NUMBER, "maximum number of paths"),
    ApiParameter("max_hops", NUMBER, "maximum number of hops"),
    _ONLY,
    _EXCLUDE,
    ApiParameter("avoid", TEXT, "an entity that no path may pass", many=True),
    ApiParameter("through", TEXT, "a group of hubs that paths may pass: places, kinds, populations", many=True),
    _AS_OF,
    _INFERRED,
)


def _audit(graph: KnowledgeGraph, name: str | None = None, verdicts: Sequence[str] | None = None) -> Result:
    return graph.audit(name, verdicts=verdicts)


def _path(graph: KnowledgeGraph, a: str, b: str, **options: Any) -> Result:
    return graph.path(a, b, **options)


def _connect(graph: KnowledgeGraph, names: Sequence[str], **options: Any) -> Result:
    return graph.connect(*names, **options)


def _explain(graph: KnowledgeGraph, names: Sequence[str], **options: Any) -> Result:
    return graph.explain(*names, **options)


def _several(note: str) -> ApiParameter:
    return ApiParameter("name", TEXT, note, required=True, many=True, field="names")


VERBS: tuple[ApiVerb, ...] = (
    ApiVerb(
        "ask",
        "Answer a question in plain language, with quotes.",
        (ApiParameter("question", TEXT, "the question", required=True), _LIMIT),
        lambda graph, question, **options: graph.ask(question, **options),
        "ask",
    ),
    ApiVerb(
        "search",
        "Find entities, facts and passages.",
        (
            ApiParameter("text", TEXT, "a name or words", required=True),
            _LIMIT,
            ApiParameter("kind", TEXT, "entity, fact or passage", many=True, field="kinds"),
            ApiParameter("type", TEXT, "a class or property, by label or local name", many=True, field="types"),
            ApiParameter("document", TEXT, "the id of a document", many=True, field="documents"),
        ),
        lambda graph, text, **options: graph.search(text, **options),
        "search",
    ),
    ApiVerb(
        "show",
        "Return everything about one entity.",
        (_NAME, ApiParameter("derived", FLAG, "whether derived statements are listed: true or false"), _INFERRED),
        lambda graph, name, **options: graph.show(name, **options),
        "show",
    ),
    ApiVerb(
        "path",
        "Explain how two entities are connected.",
        (_A, _B, *_SEARCHED, ApiParameter("via", TEXT, "an entity that each path passes", many=True)),
        _path,
        "path",
        timed=True,
    ),
    ApiVerb(
        "connect",
        "Find a small network that connects several entities.",
        (_several("an entity; two to 20"), *_SEARCHED),
        _connect,
        "connect",
        timed=True,
    ),
    ApiVerb(
        "neighbors",
        "List the relations of an entity, by kind.",
        (_NAME, _LIMIT, _ONLY, _EXCLUDE, _AS_OF, _INFERRED),
        lambda graph, name, **options: graph.neighbors(name, **options),
        "neighbors",
        timed=True,
    ),
    ApiVerb(
        "common",
        "List the entities related to two others.",
        (_A, _B, _LIMIT, _ONLY, _EXCLUDE, _AS_OF, _INFERRED),
        lambda graph, a, b, **options: graph.common(a, b, **options),
        "common",
        timed=True,
    ),
    ApiVerb(
        "compare",
        "Compare two entities.",
        (_A, _B, _INFERRED),
        lambda graph, a, b, **options: graph.compare(a, b, **options),
        "compare",
        timed=True,
    ),
    ApiVerb(
        "explain",
        "Explain why a fact holds, down to the quotes that state it.",
        (_several("subject, property and object; or two entities; or one"), _LIMIT),
        _explain,
        "explain",
    ),
    ApiVerb("evidence", "Return the quotes that state something.", (_NAME,), lambda graph, name: graph.evidence(name), "evidence"),
    ApiVerb(
        "audit",
        "List the findings of the audit.",
        (
            _NAME._replace(required=False),
            ApiParameter("verdict", TEXT, "a verdict that is listed; by default all but `holds`", many=True, field="verdicts"),
        ),
        _audit,
        "audit",
    ),
    ApiVerb("stats", "Return the graph in numbers.", (), lambda graph: graph.stats(), "stats"),
)
