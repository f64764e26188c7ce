"""A trigram index of the names of a large graph, for misspelt names: `names.grams` next to `names.tsv`.

The file lists for each trigram the names that contain it, as offsets of their lines in `names.tsv`. A name with one or two typing
errors shares most of its trigrams with the right name. The eight rarest trigrams lead to a few hundred names, which are then
compared letter by letter. A graph of at most `COMPARED` names has no such file: all names are compared.
"""

from __future__ import annotations

import os
from array import array
from collections import Counter
from collections.abc import Iterator
from pathlib import Path

from disgraph.store.name_file import NAMES, Name, is_iri, lines_at, read_names
from disgraph.store.sections import Sections, ends, numbers, texts, write_sections

GRAMS = "names.grams"

#: Maximum number of names that are all compared, which takes about 5 ms.
COMPARED = 50_000

#: Number of rarest trigrams that are looked up, and maximum number of names that are then compared.
_RAREST, _LIKELY = 8, 300


def write_grams(path: Path) -> None:
    """Write the index of the names in the same folder."""
    postings: dict[str, array[int]] = {}
    with (path.parent / NAMES).open("rb") as file:
        at = len(file.readline())
        for line in file:
            name = line.split(b"\t", 1)[0].decode()
            if not is_iri(name):
                for gram in _grams(name):
                    postings.setdefault(gram, array("I")).append(at)
            at += len(line)
    grams = sorted(postings)
    sections = {
        **texts("grams", grams),
        "names": b"".join(postings[gram].tobytes() for gram in grams),
        "names_at": numbers(ends(len(postings[gram]) for gram in grams)),
    }
    write_sections(path, sections, {})


def near_names(folder: str, folded: str) -> Iterator[Name]:
    """Return the names to compare with a folded name, without IRIs: all, or a few hundred of a large graph."""
    path = os.path.join(folder, GRAMS)
    if not os.path.exists(path):
        return (name for name in read_names(folder) if not is_iri(name.folded))
    return lines_at(folder, _likely(Sections(path), folded))


def _grams(name: str) -> set[str]:
    padded = f" {name} "
    return {padded[at : at + 3] for at in range(len(padded) - 2)}


def _likely(file: Sections, folded: str) -> list[int]:
    """Return the offsets of the lines that share most of the rarest trigrams of a name."""
    stops, names = file.numbers("names_at"), file.numbers("names")
    known = (file.find("grams", gram) for gram in sorted(_grams(folded)))
    spans = sorted((stops[at + 1] - stops[at], stops[at]) for at in known if at is not None)
    shared: Counter[int] = Counter()
    for length, start in spans[:_RAREST]:
        shared.update(names[start : start + length])
    least = _share_of(shared)
    more = sorted(at for at, number in shared.items() if number > least)
    return more + sorted(at for at, number in shared.items() if number == least)[: _LIKELY - len(more)]


def _share_of(shared: Counter[int]) -> int:
    """Return the number of shared trigrams of the last likely name."""
    room = _LIKELY
    for number, names in sorted(Counter(shared.values()).items(), reverse=True):
        room -= names
        if room <= 0:
            return number
    return 0
