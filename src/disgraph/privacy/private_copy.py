"""Private copies: graphs on disk in the usual form, so that every format and every option works on them."""

from __future__ import annotations

from pathlib import Path
from typing import NamedTuple

from disgraph.errors import MisuseError
from disgraph.graph.graph import Graph
from disgraph.graph.opening import open_folder
from disgraph.ontology.vocabulary import Vocabulary
from disgraph.ontology.vocabulary_reader import read_vocabulary
from disgraph.pipeline.graph_files import CopiedGraph, write_copied
from disgraph.privacy.graph_data import GraphData, GraphStatements, read_statements
from disgraph.privacy.pseudonymised_copy import pseudonymise
from disgraph.privacy.public_copy import figures_only
from disgraph.privacy.public_figures import read_figures
from disgraph.project import Project
from disgraph.rdf import local_name
from disgraph.wording.noun_counts import count_noun

#: The kinds of private copies.
WAYS = ("pseudonym", "public-figures-only")


class PrivateCopy(NamedTuple):
    """A private copy: the opened graph, and a sentence on what was withheld."""

    graph: Graph
    withheld: str


def private_copy(graph: Graph, project: Project, way: str, folder: Path) -> PrivateCopy:
    """Write a private copy of a graph into a folder and open it.

    Args:
        graph: the opened graph.
        project: whose graph it is: its ontology and its list of public figures are read.
        way: one of `WAYS`.
        folder: an empty folder, which the caller removes.

    Raises:
        MisuseError: the way is unknown.
        Refused: the list of public figures does not hold.
    """
    if way not in WAYS:
        raise MisuseError(f"{way!r} is not a way to make a private copy.", f"Choose from {', '.join(WAYS)}.")
    statements, vocabulary = read_statements(graph), read_vocabulary(project.ontology)
    built, withheld = _pseudonymised(statements, vocabulary) if way == WAYS[0] else _public(statements, vocabulary, project)
    return PrivateCopy(open_folder(str(write_copied(built, folder)), graph.with_inferred), withheld)


def _pseudonymised(statements: GraphStatements, vocabulary: Vocabulary) -> tuple[CopiedGraph, str]:
    built = pseudonymise(statements, vocabulary)
    reading = GraphData(statements, vocabulary)
    persons = sum(map(reading.is_person, reading.entities))
    numbered = f"Pseudonymised: {count_noun(persons, 'person')}, with numbers for names"
    withheld = f"{numbered}; quotes and texts are withheld. Pseudonyms are not anonymity."
    return built, withheld


def _public(statements: GraphStatements, vocabulary: Vocabulary, project: Project) -> tuple[CopiedGraph, str]:
    reading = GraphData(statements, vocabulary)
    persons = sorted(local_name(node) for node in reading.entities if reading.is_person(node))
    figures = read_figures(project.public_figures, persons, map(local_name, reading.entities))
    built = figures_only(statements, vocabulary, figures)
    parts = (
        f"{len(persons) - len(figures):,} of {count_noun(len(persons), 'person')}",
        f"{len(reading.entities) - built.summary['entities']:,} of {count_noun(len(reading.entities), 'entity', 'entities')} in all",
        f"{statements.summary['claims'] - built.summary['claims']:,} of {count_noun(statements.summary['claims'], 'claim')}",
    )
    return built, f"Left out: {', '.join(parts)}."
