"""The parts of the page that are drawn once: figures and charts of a tally, as HTML."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from html import escape

from tamis.display.layout import SIGNS
from tamis.reporting.charts import Bar, bars, columns, distribution, link, over_time
from tamis.reporting.tally import NO_DAY, Series, Tally, Thing

SHOWN_UNITS, SHOWN_REASONS, SHOWN_THINGS, SHOWN_CHARTS = 14, 14, 20, 9
# Fewer values make no distribution, fewer dated ones no course.
LEAST_VALUES, LEAST_DATED = 5, 6
MOST_PERIODS = 120


def figures(tally: Tally) -> str:
    """The figures at the head of the page."""
    read = tally.documents - tally.failed
    shown = [
        (f"{tally.documents:,}", _one(tally.documents, "document")),
        (f"{tally.claims:,}", _one(tally.claims, "numeric claim")),
        (f"{tally.claims / read:.1f}" if read else "0", "claims a document"),
        (_share(tally.without_claims, read), "of documents without a claim"),
    ]
    if tally.dropped_known:
        share = _share(tally.dropped.total(), tally.known_source)
        shown.append((share, "of their text dropped"))
    if tally.failed:
        shown.append((f"{tally.failed:,}", "could not be read"))
    return "".join(
        f'<div class="figure"><b>{escape(value)}</b><span>{escape(what)}</span></div>'
        for value, what in shown
    )


def dropped(tally: Tally) -> str:
    """What was dropped and why."""
    if not tally.dropped_known:
        text = "The source was a table of results: what was dropped before is not in it."
        return f'<p class="note">{text}</p>'
    total = tally.known_source
    if not total:
        return '<p class="note">There was no text.</p>'
    rows = [Bar("kept", tally.kept, _share(tally.kept, total), "kept")]
    rows += [
        Bar(escape(reason), count, _share(count, total))
        for reason, count in _top(tally.dropped, SHOWN_REASONS)
    ]
    return bars(rows, "Share of the characters, by the reason why a block was kept or dropped")


def claims(tally: Tally) -> str:
    """Claims by kind, unit and bound."""
    kinds = [
        Bar(link(kind, kind=kind), count, f"{count:,}", kind)
        for kind, count in tally.kinds.most_common()
    ]
    bounds = [
        Bar(f"{link(bound, bound=bound)} <b>{escape(SIGNS.get(bound, ''))}</b>", n, f"{n:,}")
        for bound, n in tally.bounds.most_common()
    ]
    units = [
        Bar(link(unit, unit=unit), n, f"{n:,}") if unit in tally.units else Bar(unit, n, f"{n:,}")
        for unit, n in _top(tally.units, SHOWN_UNITS)
    ]
    parts = ((kinds, "By kind"), (bounds, "By bound"), (units, "By unit"))
    return "".join(bars(rows, caption) for rows, caption in parts if rows)


def things(tally: Tally) -> str:
    """What is counted most, and who is quoted with numbers."""
    return "".join(
        bars(
            [
                Bar(
                    link(thing.name(key), **{field: key}),
                    thing.claims,
                    f"{thing.claims:,} in {thing.documents:,}",
                )
                for key, thing in _most(table)
            ],
            caption,
        )
        for field, table, caption in (
            ("thing", tally.things, "Counted or measured: claims, and in how many documents"),
            ("speaker", tally.speakers, "Who says so: claims, and in how many documents"),
        )
        if table
    )


def _most(table: dict[str, Thing]) -> list[tuple[str, Thing]]:
    return sorted(table.items(), key=lambda item: (-item[1].claims, item[0]))[:SHOWN_THINGS]


def distributions(tally: Tally) -> str:
    """The values of the commonest units, on logarithmic axes."""
    shown = []
    for (kind, unit), series in _largest(tally):
        values = [value for value in series.values if value > 0]
        if len(values) < LEAST_VALUES:
            continue
        name = kind if unit in ("", kind) else f"{kind} in {unit}"
        left_out = len(series.values) - len(values)
        note = f", {left_out:,} not above zero left out" if left_out else ""
        title = link(name, **({"kind": kind, "unit": unit} if unit else {"kind": kind}))
        chart = distribution(values, kind, f"Distribution of {name}")
        shown.append(_card(title, f"{len(values):,} values{note}", chart))
    return "".join(shown[:SHOWN_CHARTS]) or '<p class="note">Too few values.</p>'


def course(tally: Tally) -> str:
    """The values of the things that are counted most, over time."""
    shown = []
    for key, thing in _most(tally.things):
        number = tally.number(key)
        best: tuple[str, str, list[tuple[int, float]]] = ("", "", [])
        for (kind, unit), series in tally.series.items():
            points = _dated(series, number)
            if len(points) > len(best[2]):
                best = (kind, unit, points)
        kind, unit, points = best
        if len(points) < LEAST_DATED or points[0][0] == points[-1][0]:
            continue
        what = kind if unit in ("", kind) else f"{kind} in {unit}"
        chart = over_time(points, kind, f"{thing.name(key)} over time")
        note = f"{what}, {len(points):,} dated values"
        shown.append(_card(link(thing.name(key), thing=key), note, chart))
    return "".join(shown[:SHOWN_CHARTS]) or '<p class="note">Too few dated values.</p>'


def _dated(series: Series, thing: int) -> list[tuple[int, float]]:
    rows = zip(series.things, series.days, series.values, strict=True)
    return sorted(
        (day, value)
        for number, day, value in rows
        if number == thing and day != NO_DAY and value > 0
    )


def months(tally: Tally) -> str:
    """How many claims are dated in each month or, where that is too many, in each year."""
    if not tally.months:
        return '<p class="note">No claim is dated, and no document says when it was published.</p>'
    counts = Counter(tally.months)
    step = "month"
    if not all(len(name) == 7 for name in counts) or _span(counts) > MOST_PERIODS:
        step = "year"
        years: Counter[str] = Counter()
        for name, count in counts.items():
            years[name[:4]] += count
        counts = years
    filled = _filled(counts, step)
    outside = sum(counts.values()) - sum(count for _, count in filled)
    note = f", {outside:,} of earlier times left out" if outside else ""
    caption = f"Claims by {step} of the fact, or of publication where the text does not say{note}"
    return f'<p class="caption">{caption}</p>{columns(filled, caption)}'


def _span(counts: Counter[str]) -> int:
    first, last = min(counts), max(counts)
    return (int(last[:4]) - int(first[:4])) * 12 + int(last[5:]) - int(first[5:])


def _filled(counts: Counter[str], step: str) -> list[tuple[str, int]]:
    """All periods from the first to the last, of a long time the last ones."""
    last = max(counts)
    names: list[tuple[str, int]] = []
    year, month = int(last[:4]), int(last[5:] or 1)
    while len(names) < MOST_PERIODS and year > 0:
        name = f"{year:04}-{month:02}" if step == "month" else f"{year:04}"
        names.append((name, counts.get(name, 0)))
        if name <= min(counts):
            break
        month = month - 1 if step == "month" else 0
        if month == 0:
            year, month = year - 1, 12 if step == "month" else 1
    return names[::-1]


def problems(tally: Tally) -> str:
    """Documents that could not be read."""
    if not tally.failed:
        return ""
    items = "".join(f"<li>{escape(error)}</li>" for error in tally.first_errors)
    more = tally.failed - len(tally.first_errors)
    rest = f"<li>… and {more:,} more</li>" if more > 0 else ""
    head = f"{tally.failed:,} {_one(tally.failed, 'document')} could not be read"
    return f"<details><summary>{head}</summary><ul>{items}{rest}</ul></details>"


def options(names: Iterable[str], every: str) -> str:
    """The choices of a filter."""
    shown = "".join(
        f'<option value="{escape(name, quote=True)}">{escape(name)}</option>' for name in names
    )
    return f'<option value="">{escape(every)}</option>{shown}'


def _largest(tally: Tally) -> list[tuple[tuple[str, str], Series]]:
    return sorted(tally.series.items(), key=lambda item: (-len(item[1].values), item[0]))


def _card(title: str, note: str, chart: str) -> str:
    return (
        f'<figure class="card"><figcaption>{title}<small>{escape(note)}</small></figcaption>'
        f"{chart}</figure>"
    )


def _top(counts: Counter[str], most: int) -> list[tuple[str, int]]:
    """The commonest, all others as one."""
    first = counts.most_common(most)
    rest = counts.total() - sum(count for _, count in first)
    return [*first, ("others", rest)] if rest else first


def _share(part: float, whole: float) -> str:
    return f"{100 * part / whole:.1f} %" if whole else "0 %"


def _one(count: int, what: str) -> str:
    return what if count == 1 else f"{what}s"
