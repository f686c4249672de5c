"""What a page counts, document by document, in memory that a corpus of millions leaves free."""

from __future__ import annotations

from array import array
from collections import Counter, defaultdict
from dataclasses import dataclass, field
from datetime import date
from math import isfinite

from tamis.evaluation.fields import head
from tamis.reporting.documents import Page, Record


@dataclass
class Series:
    """Values of one kind and unit, and where they are dated the day and the thing counted."""

    values: array[float] = field(default_factory=lambda: array("d"))
    days: array[int] = field(default_factory=lambda: array("i"))
    things: array[int] = field(default_factory=lambda: array("i"))


@dataclass
class Thing:
    """What is counted or who is quoted: claims, documents, the forms of its name."""

    claims: int = 0
    documents: int = 0
    forms: Counter[str] = field(default_factory=Counter)
    last: int = -1

    def add(self, form: str, document: int) -> None:
        """One more claim."""
        self.claims += 1
        self.documents += self.last != document
        self.last = document
        self.forms[form] += 1

    def name(self, key: str) -> str:
        """The form that most claims have, or what all forms have in common."""
        form, count = self.forms.most_common(1)[0]
        return form if 2 * count > self.claims else key


# The day of claims without a date: before any other.
NO_DAY = 0


@dataclass
class Tally:
    """The counts of a corpus."""

    documents: int = 0
    failed: int = 0
    without_claims: int = 0
    claims: int = 0
    kept: int = 0
    known_source: int = 0
    dropped: Counter[str] = field(default_factory=Counter)
    dropped_known: bool = False
    langs: Counter[str] = field(default_factory=Counter)
    kinds: Counter[str] = field(default_factory=Counter)
    units: Counter[str] = field(default_factory=Counter)
    bounds: Counter[str] = field(default_factory=Counter)
    series: defaultdict[tuple[str, str], Series] = field(
        default_factory=lambda: defaultdict(Series)
    )
    things: dict[str, Thing] = field(default_factory=dict)
    speakers: dict[str, Thing] = field(default_factory=dict)
    months: Counter[str] = field(default_factory=Counter)
    first_errors: list[str] = field(default_factory=list)
    _numbers: dict[str, int] = field(default_factory=dict)

    def add(self, page: Page) -> None:
        """Counts one document."""
        self.documents += 1
        if page.error:
            self.failed += 1
            self.first_errors += [page.error][: 20 - len(self.first_errors)]
            return
        self.kept += page.kept
        if page.dropped is not None:
            self.dropped_known = True
            self.known_source += page.kept + page.dropped.total()
            self.dropped.update(page.dropped)
        if lang := page.facts.get("lang"):
            self.langs[lang] += 1
        self.without_claims += not page.claims
        published = page.facts.get("published")
        for claim in page.claims:
            self._claim(claim, published)

    def _claim(self, claim: Record, published: str | None) -> None:
        kind, unit = str(claim.get("kind")), claim.get("unit") or ""
        self.claims += 1
        self.kinds[kind] += 1
        self.bounds[str(claim.get("bound"))] += 1
        if unit:
            self.units[unit] += 1
        number = -1
        if counted := claim.get("counted"):
            form = " ".join(counted.lower().split())
            number = self._thing(self.things, thing_of(form), form)
        if speaker := claim.get("speaker"):
            self._thing(self.speakers, speaker.lower().removeprefix("the "), speaker)
        when = claim.get("when_start") or published
        day = day_of(when)
        if day:
            self.months[date.fromordinal(day).isoformat()[: 4 if len(str(when)) == 4 else 7]] += 1
        value = claim.get("value")
        if value is not None and isfinite(value):
            series = self.series[kind, unit]
            series.values.append(value)
            series.days.append(day)
            series.things.append(number)

    def _thing(self, table: dict[str, Thing], key: str, form: str) -> int:
        thing = table.setdefault(key, Thing())
        thing.add(form, self.documents)
        return self._numbers.setdefault(key, len(self._numbers))

    def number(self, thing: str) -> int:
        """The number that `Series.things` has for a thing."""
        return self._numbers[thing]


def thing_of(counted: str | None) -> str:
    """The noun under which a counted phrase is filed.

    >>> thing_of("Old boats of the harbour"), thing_of("boat"), thing_of(None)
    ('boat', 'boat', '')
    """
    return head((counted or "").lower().partition(" of ")[0])


def day_of(when: str | None) -> int:
    """The ordinal of an ISO 8601 date, of a month or year its first day; NO_DAY for none."""
    try:
        parts = [int(part) for part in (when or "")[:10].split("-")]
        return date(*[*parts, 1, 1][:3]).toordinal()
    except ValueError:
        return NO_DAY
