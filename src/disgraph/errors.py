"""Everything that can go wrong, in one tree.

DisgraphError                 exit  stable name
|-- MisuseError                  2  misuse
|   `-- NeedsSources             2  needs-sources: the verb needs files that an endpoint lacks
|-- UnresolvedName               3  unknown-name, ambiguous-name
|   |-- UnknownName
|   `-- AmbiguousName
|-- InputError                   4  invalid-input: unreadable, or not what it should be
|   |-- NotBuilt                 4  not-built: no graph where one is needed
|   |-- Refused                  4  refused: the sources of a build, with the rule of each problem
|   `-- EndpointError            4  endpoint: a SPARQL endpoint refuses a query, or its answer is no answer
|       |-- Unreachable          4  unreachable: nobody answers there, or not now
|       |-- NotSparql            4  not-sparql: what answers is no SPARQL endpoint
|       |-- NotAuthorised        4  not-authorised: credentials are missing or not enough
|       `-- NoDataset            4  no-dataset: the endpoint holds no dataset of disgraph
`-- LimitExceeded                5  limit: of time or size

An error carries its values as attributes and says what to do; only the command line prints it.
"""

from typing import NamedTuple


class DisgraphError(Exception):
    """The root: a message for people, a stable name for programs and an exit code."""

    name = "error"
    exit_code = 1

    def __init__(self, message: str, remedy: str = "") -> None:
        super().__init__(message)
        self.message = message
        self.remedy = remedy


class MisuseError(DisgraphError):
    """The command or the call was put wrongly."""

    name = "misuse"
    exit_code = 2


class NeedsSources(MisuseError):
    """A verb that needs the sources of a project, or a graph on this machine, where there are none."""

    name = "needs-sources"


class Candidate(NamedTuple):
    """An entity that a name may mean: IRI, label, type and the documents that speak of it."""

    iri: str
    label: str
    type: str
    documents: tuple[str, ...]


class UnresolvedName(DisgraphError):
    """A name that does not lead to exactly one entity; `candidates` are listed, never guessed; `asked` is the name."""

    exit_code = 3

    def __init__(self, message: str, candidates: tuple[Candidate, ...], remedy: str, asked: str = "") -> None:
        super().__init__(message, remedy)
        self.candidates = candidates
        self.asked = asked


class UnknownName(UnresolvedName):
    """No entity has the name; the candidates are those with the nearest names."""

    name = "unknown-name"


class AmbiguousName(UnresolvedName):
    """Several entities have the name."""

    name = "ambiguous-name"


class InputError(DisgraphError):
    """A file or text that cannot be read, or is not what it should be."""

    name = "invalid-input"
    exit_code = 4


class NotBuilt(InputError):
    """There is no graph yet where one is needed."""

    name = "not-built"


class EndpointError(InputError):
    """A SPARQL endpoint that refuses a query, or whose answer cannot be read."""

    name = "endpoint"


class Unreachable(EndpointError):
    """Nobody answers at the address of an endpoint, or not now."""

    name = "unreachable"


class NotSparql(EndpointError):
    """What answers at the address is no SPARQL endpoint."""

    name = "not-sparql"


class NotAuthorised(EndpointError):
    """The endpoint asks for credentials, or those given are not enough."""

    name = "not-authorised"


class NoDataset(EndpointError):
    """The endpoint holds no dataset of disgraph where it was asked."""

    name = "no-dataset"


class LimitExceeded(DisgraphError):
    """A time limit or a size limit was reached before the answer was whole."""

    name = "limit"
    exit_code = 5


class Problem(NamedTuple):
    """One thing that a build refuses: which rule, where, what, and how to mend it."""

    rule: str
    file: str
    line: int
    claim: str
    message: str
    remedy: str

    def __str__(self) -> str:
        place = f"{self.file}:{self.line}" if self.line else self.file
        claim = f" claim {self.claim!r}:" if self.claim else ""
        remedy = f"\n    {self.remedy}" if self.remedy else ""
        return f"{place}:{claim} {self.message} [{self.rule}]{remedy}"


class Refused(InputError):
    """A build that refuses its sources; `problems` has one entry for each thing to mend."""

    name = "refused"

    def __init__(self, problems: tuple[Problem, ...]) -> None:
        noun = "problem" if len(problems) == 1 else "problems"
        super().__init__(f"{len(problems)} {noun} in the sources; nothing was changed.")
        self.problems = problems
