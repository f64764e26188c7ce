"""Which names of a large graph may be meant by one that is spelt otherwise: `names.grams` beside `names.tsv`.

The file lists for each three letters in a row the names that have them, as places of their lines in `names.tsv`. A name with a slip or
two shares most of its threes with the right one; the eight that are rarest lead to a few hundred names, which are then compared letter
by letter. Up to `COMPARED` names all are compared, without such a file.
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

#: Up to so many names all of them are compared: it takes about 5 ms.
COMPARED = 50_000

#: How many of the rarest threes of a name are looked up, and how many names are then compared.
_RAREST, _LIKELY = 8, 300


def write_grams(path: Path) -> None:
    """Write the file for the names that lie beside it."""
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
    """Return the names that are worth comparing with a folded name, IRIs left out: all, or of a large graph a few hundred."""
    path = os.path.join(folder, GRAMS)
    if not os.path.exists(path):
        return (name for name in read_names(folder) if not is_iri(name.folded))
    return lines_at(folder, _likely(Sections(path), folded))


def _grams(name: str) -> set[str]:
    padded = f" {name} "
    return {padded[at : at + 3] for at in range(len(padded) - 2)}


def _likely(file: Sections, folded: str) -> list[int]:
    """Return the places of the lines that share most of the rarest threes of a name."""
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
    """Return how many threes the last of the likely names shares."""
    room = _LIKELY
    for number, names in sorted(Counter(shared.values()).items(), reverse=True):
        room -= names
        if room <= 0:
            return number
    return 0
