"""Charts as plain SVG and HTML: no script, no style of their own, all strings escaped."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import date
from html import escape
from math import ceil, floor, log10
from statistics import median
from typing import NamedTuple
from urllib.parse import urlencode

WIDTH, HEIGHT = 320, 150
LEFT, RIGHT, TOP, BOTTOM = 40, 16, 8, 22
# Bins of a distribution in each power of ten.
BINS = 5
# Dots of a chart over time: more hide each other.
DOTS = 300


def link(text: str, **filters: str) -> str:
    """A link to the claims that agree with `filters`."""
    address = escape(urlencode({"view": "claims", **filters}), quote=True)
    return f'<a href="#{address}">{escape(text)}</a>'


class Bar(NamedTuple):
    """One bar: its name or link as HTML, how long it is, what is written beside it, its color."""

    name: str
    length: float
    label: str
    color: str = ""


def bars(rows: Sequence[Bar], caption: str) -> str:
    """Horizontal bars as a table, which is read aloud as one."""
    longest = max((row.length for row in rows), default=0) or 1
    body = "".join(
        f'<tr><th scope="row">{row.name}</th><td class="n">{escape(row.label)}</td>'
        f'<td class="bar"><svg viewBox="0 0 100 8" preserveAspectRatio="none" aria-hidden="true">'
        f'<rect class="{escape(row.color)}" width="{100 * row.length / longest:.2f}" height="8"/>'
        "</svg></td></tr>"
        for row in rows
    )
    return f'<table class="bars"><caption>{escape(caption)}</caption><tbody>{body}</tbody></table>'


def _svg(body: str, label: str) -> str:
    return (
        f'<svg class="chart" viewBox="0 0 {WIDTH} {HEIGHT}" role="img" '
        f'aria-label="{escape(label, quote=True)}">{body}</svg>'
    )


def short(value: float) -> str:
    """A tick: 1, 100, 10k, 1M, 2.35B, 1T, 0.01."""
    for size, sign in ((1e12, "T"), (1e9, "B"), (1e6, "M"), (1e3, "k")):
        if size <= abs(value) < 1e15:
            return f"{value / size:.3g}{sign}"
    return f"{value:.3g}"


def _power(power: int) -> str:
    """A power of ten as a tick; floats end at 308."""
    return f"1e{power}" if abs(power) >= 15 else short(10.0**power)


class Scale:
    """Positive values on a logarithmic axis that begins and ends at a power of ten."""

    def __init__(self, values: Iterable[float], start: float, end: float) -> None:
        logs = [log10(value) for value in values]
        self.low, self.high = floor(min(logs)), ceil(max(logs))
        self.high += self.low == self.high
        self._start, self._step = start, (end - start) / (self.high - self.low)

    def of(self, power: float) -> float:
        """The place of ten to the `power`."""
        return self._start + (power - self.low) * self._step

    def ticks(self, most: int) -> list[int]:
        """Powers of ten, no more than `most`."""
        step = ceil((self.high - self.low + 1) / most)
        return list(range(self.low, self.high + 1, step))


def distribution(values: Sequence[float], color: str, label: str) -> str:
    """How many values there are of each size, on a logarithmic axis; positive values only."""
    scale, color = Scale(values, LEFT, WIDTH - RIGHT), escape(color)
    counts = [0] * ((scale.high - scale.low) * BINS)
    for value in values:
        at = int((log10(value) - scale.low) * BINS)
        counts[min(max(at, 0), len(counts) - 1)] += 1
    most = max(counts)
    floor_y = HEIGHT - BOTTOM
    unit = (floor_y - TOP) / most
    parts = [
        f'<rect class="{color}" x="{scale.of(scale.low + at / BINS) + 0.5:.1f}" '
        f'y="{floor_y - count * unit:.1f}" '
        f'width="{scale.of(1 / BINS) - scale.of(0) - 1:.1f}" height="{count * unit:.1f}"/>'
        for at, count in enumerate(counts)
        if count
    ]
    middle = scale.of(log10(median(values)))
    parts.append(f'<path class="median" d="M{middle:.1f} {TOP}V{floor_y}"/>')
    parts.append(f'<path class="axis" d="M{LEFT} {floor_y}H{WIDTH - RIGHT}"/>')
    parts += [
        f'<text x="{scale.of(power):.1f}" y="{HEIGHT - 6}" text-anchor="middle">'
        f"{_power(power)}</text>"
        for power in scale.ticks(7)
    ]
    parts.append(f'<text x="{LEFT - 4}" y="{TOP + 8}" text-anchor="end">{short(most)}</text>')
    return _svg("".join(parts), label)


def over_time(points: Sequence[tuple[int, float]], color: str, label: str) -> str:
    """Values as dots by day, on a logarithmic axis, and a line through the medians of periods."""
    first, last = min(day for day, _ in points), max(day for day, _ in points)
    span, color = max(1, last - first), escape(color)
    scale = Scale((value for _, value in points), HEIGHT - BOTTOM, TOP)

    def x(day: float) -> float:
        return LEFT + 4 + (day - first) / span * (WIDTH - LEFT - RIGHT - 8)

    parts = [
        f'<path class="grid" d="M{LEFT} {scale.of(power):.1f}H{WIDTH - RIGHT}"/>'
        f'<text x="{LEFT - 4}" y="{scale.of(power) + 3:.1f}" text-anchor="end">'
        f"{_power(power)}</text>"
        for power in scale.ticks(5)
    ]
    step = -(-len(points) // DOTS)
    parts += [
        f'<circle class="{color}" cx="{x(day):.1f}" cy="{scale.of(log10(value)):.1f}" r="2.5"/>'
        for day, value in points[::step]
    ]
    periods = _periods(points, max(1, span // 24))
    if len(periods) > 2:
        line = "L".join(f"{x(day):.1f} {scale.of(log10(value)):.1f}" for day, value in periods)
        parts.append(f'<path class="median" d="M{line}"/>')
    ends = ((first, "start"), (last, "end"))
    parts += [
        f'<text x="{x(day):.1f}" y="{HEIGHT - 6}" text-anchor="{anchor}">{_day(day, span)}</text>'
        for day, anchor in ends[: 1 if first == last else 2]
    ]
    return _svg("".join(parts), label)


def _periods(points: Sequence[tuple[int, float]], days: int) -> list[tuple[float, float]]:
    """The median value of each period of `days`."""
    held: dict[int, list[float]] = {}
    for day, value in points:
        held.setdefault(day // days, []).append(value)
    return [((at + 0.5) * days, median(values)) for at, values in sorted(held.items())]


def _day(day: int, span: int) -> str:
    when = date.fromordinal(day)
    return str(when.year) if span > 1500 else when.isoformat()[: 7 if span > 120 else 10]


def columns(counts: Sequence[tuple[str, int]], label: str) -> str:
    """Counts by period as upright bars, the first and the last period named."""
    most = max(count for _, count in counts)
    wide, high = 960, 110
    step = wide / len(counts)
    parts = [
        f'<rect x="{at * step + 0.5:.1f}" y="{90 - 84 * count / most:.1f}" '
        f'width="{max(0.5, min(step, 60) - 1):.1f}" height="{84 * count / most:.1f}">'
        f"<title>{escape(name)}: {count:,}</title></rect>"
        for at, (name, count) in enumerate(counts)
        if count
    ]
    parts.append(f'<path class="axis" d="M0 90.5H{wide}"/>')
    parts.append(f'<text x="0" y="106">{escape(counts[0][0])}</text>')
    if len(counts) > 1:
        last = escape(counts[-1][0])
        parts.append(f'<text x="{wide}" y="106" text-anchor="end">{last}</text>')
    return (
        f'<svg class="chart wide" viewBox="0 0 {wide} {high}" role="img" '
        f'aria-label="{escape(label, quote=True)}">{"".join(parts)}</svg>'
    )
