"""Speed and memory of extraction by rules, on documents generated from a seed; none of them is shipped.

python benchmarks/extraction.py            10,000 documents
python benchmarks/extraction.py --quick    1,000 documents
"""

from __future__ import annotations

import os
import random
import resource
import sys
import time
from collections.abc import Iterator
from concurrent.futures import ProcessPoolExecutor
from pathlib import Path

from disgraph.extract.extractor import extract
from disgraph.extract.many import DocumentText, on_cores

_SURNAMES = (
    "Okafor", "Rao", "Silva", "Otieno", "Zhang", "Nguyen", "Haddad", "Kowalski",
    "Mensah", "Diaz", "Tanaka", "Iyer", "Moreau", "Wanjiru", "Petrov", "Santos",
)  # fmt: skip
_NAMES = (
    "Amina", "Ravi", "Ana", "Grace", "Wei", "Minh", "Leila", "Marta",
    "Kofi", "Elena", "Yuki", "Meera", "Luc", "Joyce", "Ivan", "Rosa",
)  # fmt: skip
_PLACES = (
    "Kano", "Pune", "Recife", "Kisumu", "Wuhan", "Hue", "Amman", "Lodz",
    "Tamale", "Quito", "Nagoya", "Chennai", "Lyon", "Nakuru", "Kazan", "Cebu",
)  # fmt: skip
_HEADS = (
    "Able", "Open", "Bright", "Common", "New", "Shared", "Broad", "Green",
)  # fmt: skip
_TAILS = ("Hands Cooperative", "Door Trust", "Path Foundation", "Ground Association", "Horizon Workshop", "Skills Centre", "Textiles Ltd")
_JOBS = ("a nurse", "a tailor", "a data analyst", "the head teacher", "a radio presenter", "an accountant", "a weaver", "a bus driver")
_LIFE = ("who is blind", "a wheelchair user", "who lost his left arm", "who had polio as a child", "who is deaf")
_SENTENCES = (
    "{person}, {age}, founded {body} in {place} in {year}.",
    "{person}, {life}, works as {job} at {body}.",
    "{body} employs {number} people, of whom {part} have a disability.",
    '"Nobody asked us what we wanted," {person} said when the centre opened.',
    "In {year}, {body} received a grant of ${money} from {other}.",
    "Some {number} people in {place} applied last year, {percent} percent more than in the year before.",
    "{person} hopes to open a shop of {poss} own in {place}.",
    "The rain began early that morning, and the road to the market was closed until noon.",
    "She was born in {place} and moved to {second} at the age of {small}.",
    "Trainees earn between ${low} and ${high} a month, according to {body}.",
    "{person} won the {head} Award for Inclusion in {year} and took part in the {place} Trade Fair.",
    "It is not known how many of them found work afterwards.",
    "{body}, which is based in {place}, trained {number} young people between {year} and 2023.",
    "Neighbors helped {person} build a ramp, her sister {sister} recalled.",
)


def document(seed: int) -> str:
    """Return a document of about 3,000 characters, the same for the same seed."""
    chance = random.Random(seed)  # noqa: S311  (no secret)
    paragraphs = (" ".join(_sentence(chance) for _ in range(chance.randint(3, 6))) for _ in range(chance.randint(6, 10)))
    return f"A report from {chance.choice(_PLACES)}\n\n" + "\n\n".join(paragraphs) + "\n"


def _sentence(chance: random.Random) -> str:
    def person() -> str:
        return f"{chance.choice(_NAMES)} {chance.choice(_SURNAMES)}"

    def body() -> str:
        return f"{chance.choice(_HEADS)} {chance.choice(_TAILS)}"

    return chance.choice(_SENTENCES).format(
        person=person(), sister=person(), body=body(), other=body(), head=chance.choice(_HEADS), place=chance.choice(_PLACES),
        second=chance.choice(_PLACES), job=chance.choice(_JOBS), life=chance.choice(_LIFE), poss=chance.choice(("his", "her")),
        age=chance.randint(18, 80), year=chance.randint(1990, 2022), number=f"{chance.randint(20, 9000):,}", part=chance.randint(2, 19),
        money=f"{chance.randint(1, 900)},000", percent=chance.randint(2, 90), small=chance.randint(3, 17),
        low=chance.randint(80, 200), high=chance.randint(210, 900),
    )  # fmt: skip


def measure(documents: int) -> tuple[float, float]:
    """Return the characters per second of two processes, and the relative growth of memory after a tenth of the documents."""
    texts = [DocumentText(str(seed), document(seed)) for seed in range(min(documents, 1_000))]
    list(on_cores(texts[:20], extract, 2))
    start = time.perf_counter()
    found = sum(len(result.extract.drafts) for result in on_cores(texts, extract, 2) if result.extract)
    seconds = time.perf_counter() - start
    if not found:
        raise SystemExit("Nothing was found in any document.")
    with ProcessPoolExecutor(1) as alone:
        early, late = alone.submit(growth, documents).result()
    return sum(len(text.text) for text in texts) / seconds, late / early - 1


def growth(documents: int) -> tuple[float, float]:
    """Return the memory of this process in megabytes, after a tenth of the documents and after all."""
    for number in _extracted(documents):
        if number == documents // 10:
            early = memory()
    return early, memory()


def _extracted(documents: int) -> Iterator[int]:
    for seed in range(documents):
        extract(document(seed))
        yield seed + 1


def memory() -> float:
    """Return the memory of this process in megabytes; if the system does not report it, its maximum."""
    status = Path("/proc/self/statm")
    if status.exists():
        return int(status.read_text(encoding="ascii").split()[1]) * os.sysconf("SC_PAGE_SIZE") / 2**20
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024


if __name__ == "__main__":
    speed, grown = measure(1_000 if "--quick" in sys.argv else 10_000)
    print(f"{speed:,.0f} characters a second on two cores; memory grows by {grown:.1%}")
