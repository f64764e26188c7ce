"""Fit the confidence of rules to the reviewed proposals, and draw how reliable it is on the documents that are held out.

Writes `src/disgraph/extract/confidence.yaml`, `docs/reliability.svg` and its table in `docs/extraction.md`.

Usage: python -m tools.reliability
"""

from __future__ import annotations

import sys
from collections.abc import Sequence
from pathlib import Path

from disgraph.claims.claim_files import read_claims, read_entities
from disgraph.corpus.documents import read_catalogue
from disgraph.evaluation.calibration import Decisions, calibration_text
from disgraph.evaluation.evaluator import Evaluator
from disgraph.evaluation.logistic import Judged, fit
from disgraph.extract.confidence import confidence_of
from disgraph.extract.extractor import extract
from disgraph.ontology.vocabulary_reader import read_vocabulary
from disgraph.project import own_project
from disgraph.yamlfile import Fields, Items, read_yaml

ROOT = Path(__file__).parents[1]
REVIEWED = ROOT / "tests" / "extract" / "reviewed"
WEIGHTS = ROOT / "src" / "disgraph" / "extract" / "confidence.yaml"
PICTURE, PAGE = ROOT / "docs" / "reliability.svg", ROOT / "docs" / "extraction.md"
BEGIN, END = "<!-- reliability: begin -->\n", "<!-- reliability: end -->\n"

#: Where the classes of confidence begin.
_BINS = (0.0, 0.2, 0.4, 0.6, 0.8, 0.9)
_FONT = 'font-family="sans-serif" font-size="13"'
_SIZE, _LEFT, _TOP = 300, 56, 24


def decisions(part: str) -> list[Decisions]:
    """Return the reviewed proposals of the documents of a part: `fit` or `held_out`."""
    split = read_yaml(REVIEWED / "split.yaml")
    assert isinstance(split, Fields)
    names = split[part]
    assert isinstance(names, Items)
    project = own_project(REVIEWED)
    vocabulary = read_vocabulary(project.ontology)
    evaluator = Evaluator(read_entities(project.entities), read_claims(project.claims, vocabulary), vocabulary)
    documents = read_catalogue(project.catalogue, project.documents)
    chosen = [documents[str(name)] for name in names]
    return [evaluator.decisions(document, extract(document.text)) for document in chosen]


def judged(decided: Sequence[Decisions]) -> list[Judged]:
    """Return the proposals of all documents."""
    return [one for each in decided for one in each.judged]


#: A class of confidence: its lowest value, the number of proposals, how many were accepted, and their mean confidence.
Bin = tuple[float, int, int, float]


def bins(shares: Sequence[tuple[float, bool]]) -> list[Bin]:
    """Return the classes of confidence that have a proposal."""
    found = []
    for low, high in zip(_BINS, (*_BINS[1:], 1.01), strict=True):
        inside = [(share, right) for share, right in shares if low <= share < high]
        if inside:
            mean = sum(share for share, _ in inside) / len(inside)
            found.append((low, len(inside), sum(right for _, right in inside), mean))
    return found


def table(declared: Sequence[Bin], fitted: Sequence[Bin]) -> str:
    """Return the classes as a Markdown table, as declared and as fitted."""
    lines = [
        "| confidence | declared: proposed | accepted | share | fitted: proposed | accepted | share |",
        "|---|---|---|---|---|---|---|",
    ]
    sides = [{low: (number, right) for low, number, right, _ in some} for some in (declared, fitted)]
    for low, high in zip(_BINS, (*_BINS[1:], 1.0), strict=True):
        cells = [f"{low:.1f} to {high:.1f}"]
        for side in sides:
            number, right = side.get(low, (0, 0))
            cells += [str(number), str(right), f"{right / number:.2f}" if number else ""]
        lines.append(f"| {' | '.join(cells)} |")
    return "\n".join(lines) + "\n"


def svg(declared: Sequence[Bin], fitted: Sequence[Bin]) -> str:
    """Return the diagram: the share that was accepted against the mean confidence; on the diagonal, confidence is what it says."""
    bottom, right = _TOP + _SIZE, _LEFT + _SIZE
    parts = [
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {right + 150} {bottom + 50}" {_FONT} role="img">',
        "<title>Share of held-out proposals that were accepted, by confidence</title>",
        f'<rect width="{right + 150}" height="{bottom + 50}" fill="#ffffff"/>',
        f'<line x1="{_LEFT}" y1="{bottom}" x2="{right}" y2="{_TOP}" stroke="#999999" stroke-dasharray="4 4"/>',
    ]
    for tenth in range(0, 11, 2):
        at = tenth / 10
        x, y = _LEFT + at * _SIZE, bottom - at * _SIZE
        parts.append(f'<line x1="{_LEFT}" x2="{right}" y1="{y:.0f}" y2="{y:.0f}" stroke="#dddddd"/>')
        parts.append(f'<text x="{_LEFT - 8}" y="{y + 4:.0f}" text-anchor="end">{at:.1f}</text>')
        parts.append(f'<text x="{x:.0f}" y="{bottom + 18}" text-anchor="middle">{at:.1f}</text>')
    parts.append(f'<text x="{_LEFT + _SIZE / 2:.0f}" y="{bottom + 38}" text-anchor="middle">confidence</text>')
    parts.append(f'<text x="{_LEFT - 40}" y="{_TOP - 8}">accepted</text>')
    for name, some, colour, dashes in (("declared", declared, "#a8324a", "6 4"), ("fitted", fitted, "#1b5e8a", "")):
        points = [(_LEFT + mean * _SIZE, bottom - accepted / number * _SIZE, number) for _, number, accepted, mean in some]
        drawn = " ".join(f"{x:.1f},{y:.1f}" for x, y, _ in points)
        parts.append(f'<polyline points="{drawn}" fill="none" stroke="{colour}" stroke-width="2" stroke-dasharray="{dashes}"/>')
        parts += [
            f'<circle cx="{x:.1f}" cy="{y:.1f}" r="{2 + number**0.5:.1f}" fill="{colour}" fill-opacity="0.6"/>' for x, y, number in points
        ]
        parts.append(f'<text x="{points[-1][0] + 14:.0f}" y="{points[-1][1] + 4:.0f}" fill="{colour}">{name}</text>')
    return "\n".join([*parts, "</svg>"]) + "\n"


def main() -> int:
    """Write weights, picture and table."""
    seen, unseen = decisions("fit"), judged(decisions("held_out"))
    WEIGHTS.write_text(calibration_text(seen), encoding="utf-8", newline="\n")
    weights = fit(judged(seen))
    declared = bins([(confidence_of(features, {"declared": 1.0}), right) for features, right in unseen])
    fitted = bins([(confidence_of(features, weights), right) for features, right in unseen])
    PICTURE.write_text(svg(declared, fitted), encoding="utf-8", newline="\n")
    page = PAGE.read_text(encoding="utf-8")
    before, rest = page.split(BEGIN)
    PAGE.write_text(before + BEGIN + table(declared, fitted) + END + rest.split(END)[1], encoding="utf-8", newline="\n")
    sys.stdout.write(f"{len(judged(seen))} decisions fitted, {len(unseen)} held out.\n{table(declared, fitted)}")
    return 0


if __name__ == "__main__":
    sys.exit(main())
