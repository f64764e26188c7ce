"""Draw growth from the smallest project to the largest: both axes logarithmic, each line labelled and dashed."""

from __future__ import annotations

import math
import statistics
from collections.abc import Callable, Sequence
from xml.sax.saxutils import escape

from scale import Growth

_WIDTH, _HEIGHT = 760, 420
_LEFT, _RIGHT, _TOP, _BOTTOM = 70, 230, 20, 50

#: Each line: its name, its milliseconds, its colour and its dashes.
_LINES: tuple[tuple[str, Callable[[Growth], float | None], str, str], ...] = (
    ("rdflib and networkx", lambda found: None if found.rdflib is None else 1000 * found.rdflib, "#7a4a00", "2 4"),
    ("networkx, our reader", lambda found: 1000 * found.networkx, "#a8324a", "10 4"),
    ("disgraph path, cold", lambda found: 1000 * found.cold, "#1b5e8a", ""),
    ("worst of 100, warm", lambda found: max(found.three), "#3b7d3b", "10 4 2 4"),
    ("median, warm", lambda found: statistics.median(found.three), "#222222", "5 3"),
)


def svg(found: Sequence[Growth]) -> str:
    """Return the figure."""
    values = {name: [(one.triples, value) for one in found if (value := line(one)) is not None] for name, line, _, _ in _LINES}
    least = math.floor(math.log10(min(value for points in values.values() for _, value in points)))
    most = math.ceil(math.log10(max(value for points in values.values() for _, value in points)))
    first, last = math.log10(found[0].triples), math.log10(found[-1].triples)

    def across(triples: float) -> float:
        return _LEFT + (math.log10(triples) - first) / ((last - first) or 1) * (_WIDTH - _LEFT - _RIGHT)

    def down(milliseconds: float) -> float:
        return _HEIGHT - _BOTTOM - (math.log10(milliseconds) - least) / (most - least) * (_HEIGHT - _TOP - _BOTTOM)

    parts = [
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {_WIDTH} {_HEIGHT}" font-family="sans-serif" font-size="13" role="img">',
        "<title>Time of a path against the size of the project</title>",
        f'<rect width="{_WIDTH}" height="{_HEIGHT}" fill="#ffffff"/>',
    ]
    for power in range(least, most + 1):
        y = down(10**power)
        parts.append(f'<line x1="{_LEFT}" x2="{_WIDTH - _RIGHT}" y1="{y:.1f}" y2="{y:.1f}" stroke="#dddddd"/>')
        parts.append(f'<text x="{_LEFT - 8}" y="{y + 4:.1f}" text-anchor="end">{_spelt(power)}</text>')
    y = _HEIGHT - _BOTTOM + 20
    parts += [f'<text x="{across(one.triples):.1f}" y="{y}" text-anchor="middle">{one.triples:,}</text>' for one in found]
    parts.append(f'<text x="{(_LEFT + _WIDTH - _RIGHT) / 2:.1f}" y="{_HEIGHT - 8}" text-anchor="middle">triples</text>')
    for name, _, colour, dashes in _LINES:
        points = [(across(triples), down(value)) for triples, value in values[name]]
        drawn = " ".join(f"{x:.1f},{y:.1f}" for x, y in points)
        parts.append(f'<polyline points="{drawn}" fill="none" stroke="{colour}" stroke-width="2" stroke-dasharray="{dashes}"/>')
        parts += [f'<circle cx="{x:.1f}" cy="{y:.1f}" r="3" fill="{colour}"/>' for x, y in points]
        x, y = points[-1]
        parts.append(f'<text x="{x + 8:.1f}" y="{y + 4:.1f}" fill="{colour}">{escape(name)}</text>')
    return "\n".join([*parts, "</svg>"]) + "\n"


def _spelt(power: int) -> str:
    return f"{10 ** (power - 3):g} s" if power >= 3 else f"{10**power:g} ms"
