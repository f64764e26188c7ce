"""The errors of the package, in one tree.

DisgraphError                 exit  stable name
|-- MisuseError                  2  misuse
|   `-- NeedsSources             2  needs-sources: the verb needs files that an endpoint lacks
|-- UnresolvedName               3  unknown-name, ambiguous-name
|   |-- UnknownName
|   `-- AmbiguousName
|-- InputError                   4  invalid-input: unreadable or malformed
|   |-- NotBuilt                 4  not-built: no graph where one is needed
|   |-- Refused                  4  refused: the sources of a build, with the rule of each problem
|   `-- EndpointError            4  endpoint: a SPARQL endpoint rejects a query, or its answer is malformed
|       |-- Unreachable          4  unreachable: no server answers, or not now
|       |-- NotSparql            4  not-sparql: the server is not a SPARQL endpoint
|       |-- NotAuthorised        4  not-authorised: credentials are missing or insufficient
|       `-- NoDataset            4  no-dataset: the endpoint holds no dataset of disgraph
`-- LimitExceeded                5  limit: of time or size

An error has its values as attributes, and a remedy. Only the command line prints it.
"""

from typing import NamedTuple


class DisgraphError(Exception):
    """The base class: a message for people, a stable name for programs and an exit code."""

    name = "error"
    exit_code = 1

    def __init__(self, message: str, remedy: str = "") -> None:
        super().__init__(message)
        self.message = message
        self.remedy = remedy


class MisuseError(DisgraphError):
    """A command or a call is malformed."""

    name = "misuse"
    exit_code = 2


class NeedsSources(MisuseError):
    """A verb needs the sources of a project, or a graph on this machine, and has none."""

    name = "needs-sources"


class Candidate(NamedTuple):
    """An entity that a name may denote: IRI, label, type and the documents that mention it."""

    iri: str
    label: str
    type: str
    documents: tuple[str, ...]

    @property
    def kind(self) -> str:
        """The type in words, as the ontology labels it, without apostrophes: `support facility` for `SupportFacility`."""
        return "".join(f" {letter.lower()}" if letter.isupper() else letter for letter in self.type).lstrip()


class NameTaken(UserWarning):
    """A name that no entity has is taken for the one entity in whose name all its words occur."""


class UnresolvedName(DisgraphError):
    """A name that does not denote exactly one entity; `candidates` are listed, never guessed; `asked` is the name."""

    exit_code = 3

    def __init__(self, message: str, candidates: tuple[Candidate, ...], remedy: str, asked: str = "") -> None:
        super().__init__(message, remedy)
        self.candidates = candidates
        self.asked = asked


class UnknownName(UnresolvedName):
    """No entity has the name. The candidates have the most similar names."""

    name = "unknown-name"


class AmbiguousName(UnresolvedName):
    """Several entities have the name."""

    name = "ambiguous-name"


class InputError(DisgraphError):
    """A file or text that is unreadable or malformed."""

    name = "invalid-input"
    exit_code = 4


class NotBuilt(InputError):
    """A graph is needed that is not built yet."""

    name = "not-built"


class EndpointError(InputError):
    """A SPARQL endpoint rejects a query, or its answer cannot be read."""

    name = "endpoint"


class Unreachable(EndpointError):
    """No server answers at the address of an endpoint, or not now."""

    name = "unreachable"


class NotSparql(EndpointError):
    """The server at this address is not a SPARQL endpoint."""

    name = "not-sparql"


class NotAuthorised(EndpointError):
    """The endpoint requires credentials, or rejects those given."""

    name = "not-authorised"


class NoDataset(EndpointError):
    """The endpoint has no dataset of disgraph at this address."""

    name = "no-dataset"


class LimitExceeded(DisgraphError):
    """A time limit or a size limit was reached before the answer was complete."""

    name = "limit"
    exit_code = 5


class Problem(NamedTuple):
    """One problem in the sources of a build: the rule, the place, the message and the remedy."""

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
    """A build rejects its sources. `problems` lists each problem to fix."""

    name = "refused"

    def __init__(self, problems: tuple[Problem, ...]) -> None:
        noun = "problem" if len(problems) == 1 else "problems"
        super().__init__(f"{len(problems)} {noun} in the sources; nothing was changed.")
        self.problems = problems
