"""Where the proposals of a document are stored: names that extraction, review and `retract` share."""

from __future__ import annotations

#: The end of the name of a file of proposed claims or entities; the id of the document comes before it.
SUFFIX = "-proposed.yaml"

#: The folder, in that of the build, of drafts that the guard refused: one file per document, one line of JSON per draft.
REFUSED = "refused"
#: The file of the proposed concepts of all documents, in the folder of entities.
CONCEPTS = f"concepts{SUFFIX}"
