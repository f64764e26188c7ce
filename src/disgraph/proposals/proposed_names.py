"""Names that only proposals have: a graph does not know them before a claim about them is accepted."""

from __future__ import annotations

from pathlib import Path

from disgraph.claims.claim_files import read_entity_files
from disgraph.claims.proposal_files import SUFFIX
from disgraph.files import files_in
from disgraph.project import Project
from disgraph.store.name_file import fold_name


def documents_proposing(project: Project, name: str) -> list[str]:
    """Return the ids of the documents of which an entity with a name is proposed, in order.

    Args:
        project: the user's own project.
        name: a name or alias; case and accents make no difference.

    Raises:
        Refused: a file of proposals is malformed.
        InputError: their folder cannot be read.
    """
    folded = fold_name(name)
    entities = read_entity_files(files_in(project.entities, f"*{SUFFIX}")).values()
    named = (one for one in entities if one.status == "proposed" and folded in map(fold_name, (one.name, *one.aliases)))
    return sorted({Path(one.file).name.removesuffix(SUFFIX) for one in named})


def proposal_hint(project: Project, name: str) -> str:
    """Return where an entity with a name is proposed and what to do; empty where none is.

    Raises:
        Refused: a file of proposals is malformed.
        InputError: their folder cannot be read.
    """
    documents = documents_proposing(project, name)
    if not documents:
        return ""
    where = " and ".join([", ".join(documents[:-1]), documents[-1]] if len(documents) > 1 else documents)
    return f"{name!r} is proposed in document{'s' if len(documents) > 1 else ''} {where} and not yet accepted: `disgraph review`."
