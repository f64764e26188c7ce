"""Two people of one name in a document: what contradicts itself about a name may be about two."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping

from disgraph.claims.claim import Statement
from disgraph.extract.agreement import SINGLE_VALUED
from disgraph.extract.draft import Draft

#: The factor of the confidence of claims about a name that may be of two people.
_DOUBTFUL = 0.5


def doubt_namesakes(drafts: Iterable[Draft], names: Mapping[str, str]) -> tuple[Draft, ...]:
    """Return drafts with a doubt where the document gives the person of a claim two ages, birth dates or parents.

    Args:
        drafts: the claims of one document.
        names: the names of its entities, by id.
    """
    drafts = tuple(drafts)
    values: dict[tuple[str, str], set[str]] = defaultdict(set)
    for draft in drafts:
        if isinstance(draft.content, Statement) and draft.content.property in SINGLE_VALUED and not draft.negated:
            values[draft.content.subject, draft.content.property].add(draft.content.object)
    shared = {subject for (subject, _), objects in values.items() if len(objects) > 1}
    return tuple(_doubted(draft, shared, names) for draft in drafts) if shared else drafts


def _doubted(draft: Draft, shared: set[str], names: Mapping[str, str]) -> Draft:
    content = draft.content
    ends = content[::2] if isinstance(content, Statement) else [value for _, values in content.roles for value in values]
    of_two = next((one for one in ends if one in shared), "")
    if not of_two:
        return draft
    doubt = f"{names.get(of_two, of_two)} may be the name of two people: the document contradicts itself about the age, birth or parents"
    return draft._replace(doubt=draft.doubt or doubt, confidence=round(draft.confidence * _DOUBTFUL, 3))
