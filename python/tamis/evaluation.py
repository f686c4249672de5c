"""Scores of predicted claims against gold ones, field by field, with intervals.

The measures are those of the annotation guidelines: a prediction is paired with at most one
gold claim, the pairing that shares most characters; then each field is compared.
"""

from __future__ import annotations

import json
import os
import random
import re
from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from html import escape
from numbers import Integral
from pathlib import Path
from typing import Any, cast

from tamis._tamis import Claim, Claims

Record = Mapping[str, Any]
Records = str | os.PathLike[str] | Iterable[Record] | Mapping[str, Iterable[Any]]

_DETERMINERS = frozenset(
    "a an the this that these those his her its their our my your some any all each every "
    "no another other more of".split()
)
_TIME_WORDS = frozenset(
    "on in at by since during from until till for over within as of to between the a an".split()
)
_WORD = re.compile(r"[^\W_]+(?:['’.\-][^\W_]+)*|[$€£%]")
_SPELLING = {
    "metre": "meter",
    "litre": "liter",
    "gramme": "gram",
    "tonne": "metric_ton",
    "centre": "center",
    "degrees": "degree",
    "feet": "foot",
    "inches": "inch",
}
_UNIT_NAMES = {
    "%": "percent",
    "per_cent": "percent",
    "percentage": "percent",
    "celsius": "degree_celsius",
    "fahrenheit": "degree_fahrenheit",
    "mph": "mile_per_hour",
    "kph": "kilometer_per_hour",
    "km/h": "kilometer_per_hour",
    "dollar": "USD",
    "euro": "EUR",
    "yen": "JPY",
    "yuan": "CNY",
}
# Larger groups of mutually overlapping claims are paired greedily: the exact pairing of n
# claims looks at 2**n subsets.
_EXACT = 10


@dataclass(frozen=True)
class Score:
    """Precision, recall and F1 of one field, from counts.

    `low` and `high` bound F1 in 95 % of bootstrap draws over documents; None without draws.
    """

    hits: int
    predicted: int
    gold: int
    low: float | None = None
    high: float | None = None

    @property
    def precision(self) -> float:
        """Hits over predictions; 0.0 where there are none."""
        return self.hits / self.predicted if self.predicted else 0.0

    @property
    def recall(self) -> float:
        """Hits over gold claims; 0.0 where there are none."""
        return self.hits / self.gold if self.gold else 0.0

    @property
    def f1(self) -> float:
        """The harmonic mean of precision and recall."""
        both = self.predicted + self.gold
        return 2 * self.hits / both if both else 0.0


@dataclass(frozen=True)
class Evaluation:
    """What `evaluate` found: scores by field, kind and document, and every difference.

    `fields`, `kinds` and `documents` map a name to its `Score` (of a kind and of a document:
    of the whole claim). `errors` lists `(document, what, gold, predicted)`; `what` names the
    fields that differ, or is `missed` or `spurious`.
    """

    fields: dict[str, Score]
    kinds: dict[str, Score]
    documents: dict[str, Score]
    errors: list[tuple[str, str, Record | None, Record | None]] = field(repr=False)

    def __str__(self) -> str:
        lines = [f"{'':14} precision  recall      F1"]
        for title, part in (("", self.fields), ("kind ", self.kinds)):
            for name, score in part.items():
                between = "" if score.low is None else f"   [{score.low:.3f}, {score.high:.3f}]"
                lines.append(
                    f"{title + name:14} {score.precision:9.3f} {score.recall:7.3f} {score.f1:7.3f}"
                    f"   {score.hits}/{score.predicted}/{score.gold}{between}"
                )
        return "\n".join(lines)

    def _repr_html_(self) -> str:
        rows = "".join(
            f"<tr><th>{escape(name)}</th><td>{s.precision:.3f}</td><td>{s.recall:.3f}</td>"
            f"<td>{s.f1:.3f}</td><td>{s.hits}/{s.predicted}/{s.gold}</td></tr>"
            for name, s in {
                **self.fields,
                **{f"kind {k}": s for k, s in self.kinds.items()},
            }.items()
        )
        return (
            "<table><thead><tr><th></th><th>precision</th><th>recall</th><th>F1</th>"
            f"<th>hits/predicted/gold</th></tr></thead><tbody>{rows}</tbody></table>"
        )

    def to_dict(self) -> dict[str, Any]:
        """The scores as plain numbers, for JSON."""

        def plain(scores: dict[str, Score]) -> dict[str, dict[str, float | int | None]]:
            return {
                name: {
                    "precision": s.precision,
                    "recall": s.recall,
                    "f1": s.f1,
                    "hits": s.hits,
                    "predicted": s.predicted,
                    "gold": s.gold,
                    "low": s.low,
                    "high": s.high,
                }
                for name, s in scores.items()
            }

        return {
            "fields": plain(self.fields),
            "kinds": plain(self.kinds),
            "documents": plain(self.documents),
        }

    def to_json(self) -> str:
        """The scores as one line of JSON."""
        return json.dumps(self.to_dict(), ensure_ascii=False)


def _words(text: str | None, drop: frozenset[str]) -> Counter[str]:
    found = _WORD.findall((text or "").lower())
    kept = [re.sub(r"['’]s$", "", word) for word in found if word not in drop]
    return Counter(kept or found)


def _similar(a: str | None, b: str | None, drop: frozenset[str]) -> bool:
    """Whether two phrases share at least half of their words (F1 of the bags)."""
    if not a or not b:
        return not a and not b
    x, y = _words(a, drop), _words(b, drop)
    same = sum((x & y).values())
    return bool(same) and 2 * same / (sum(x.values()) + sum(y.values())) >= 0.5


def _close(a: float | None, b: float | None) -> bool:
    if a is None or b is None:
        return a is None and b is None
    return a == b or abs(a - b) <= 1e-3 * max(abs(a), abs(b)) or abs(a - b) < 1e-12


def _unit(name: str | None) -> str | None:
    """One spelling for a unit: American, singular, words joined by `_`; ISO codes stay."""
    if not name or re.fullmatch(r"[A-Z]{3}", name):
        return name or None
    whole = re.sub(r"[\s_]+", "_", name.strip().lower()).strip("._")
    whole = _UNIT_NAMES.get(whole, whole)
    if whole.isupper():
        return whole
    parts = []
    for word in whole.split("_"):
        for other, plain in _SPELLING.items():
            if word.endswith((other, other + "s")):
                word = word[: word.rfind(other)] + plain
                break
        if word.endswith("ies") and len(word) > 4:
            word = word[:-3] + "y"
        elif word.endswith("s") and len(word) > 2 and not word.endswith(("ss", "us", "is", "lux")):
            word = word[:-1]
        parts.append(word)
    return _UNIT_NAMES.get("_".join(parts), "_".join(parts))


def _value(g: Record, p: Record) -> bool:
    return _close(g.get("value"), p.get("value")) and _close(g.get("value2"), p.get("value2"))


def _phrase(name: str, drop: frozenset[str] = _DETERMINERS) -> Callable[[Record, Record], bool]:
    return lambda g, p: _similar(g.get(name), p.get(name), drop)


def _same(name: str) -> Callable[[Record, Record], bool]:
    return lambda g, p: g.get(name) == p.get(name)


_TESTS: dict[str, Callable[[Record, Record], bool]] = {
    "span": lambda g, p: True,
    "exact": lambda g, p: (g["start"], g["end"]) == (p["start"], p["end"]),
    "value": _value,
    "kind": _same("kind"),
    "bound": _same("bound"),
    "hedge": _same("bound"),
    "unit": lambda g, p: _unit(g.get("unit")) == _unit(p.get("unit")),
    "counted": _phrase("counted"),
    "speaker": _phrase("speaker"),
    "when": _phrase("when", _TIME_WORDS),
    "event": lambda g, p: (g.get("event") or "").lower() == (p.get("event") or "").lower(),
    "direction": _same("direction"),
}
_WHOLE = ("value", "kind", "bound", "unit", "counted")
_TESTS["claim"] = lambda g, p: all(_TESTS[name](g, p) for name in _WHOLE)
# Fields scored only over the claims that have them.
_SLOTS = ("unit", "counted", "speaker", "when", "event", "direction")


def _has(name: str, claim: Record) -> bool:
    if name == "hedge":
        return bool(claim.get("bound", "exact") != "exact")
    return bool(claim.get(name)) if name in _SLOTS else True


def _pairs(gold: Sequence[Record], predicted: Sequence[Record]) -> list[tuple[int, int]]:
    """One-to-one pairs with the greatest overlap, group by group of overlapping claims."""
    events = sorted(
        [(g["start"], g["end"], 0, i) for i, g in enumerate(gold)]
        + [(p["start"], p["end"], 1, i) for i, p in enumerate(predicted)]
    )
    pairs: list[tuple[int, int]] = []
    group: tuple[list[int], list[int]] = ([], [])
    reach = -1
    for start, end, side, i in events:
        if start >= reach:
            pairs += _assign(group, gold, predicted)
            group = ([], [])
        group[side].append(i)
        reach = max(reach, end)
    return sorted(pairs + _assign(group, gold, predicted))


def _assign(
    group: tuple[list[int], list[int]], gold: Sequence[Record], predicted: Sequence[Record]
) -> list[tuple[int, int]]:
    weights: dict[tuple[int, int], float] = {}
    for i in group[0]:
        for j in group[1]:
            g, p = gold[i], predicted[j]
            shared = min(g["end"], p["end"]) - max(g["start"], p["start"])
            if shared > 0:
                union = max(g["end"], p["end"]) - min(g["start"], p["start"])
                # The union parts equal overlaps: the tighter of two predictions wins.
                weights[i, j] = shared + shared / union / 10
    if len(group[1]) > _EXACT:
        return _greedy(weights)
    best: dict[int, tuple[float, tuple[tuple[int, int], ...]]] = {0: (0.0, ())}
    for i in group[0]:
        for used, (total, chosen) in list(best.items()):
            for bit, j in enumerate(group[1]):
                if (i, j) in weights and not used >> bit & 1:
                    key, candidate = used | 1 << bit, total + weights[i, j]
                    if key not in best or best[key][0] < candidate:
                        best[key] = (candidate, (*chosen, (i, j)))
    return list(max(best.values(), key=lambda pair: pair[0])[1])


def _greedy(weights: dict[tuple[int, int], float]) -> list[tuple[int, int]]:
    chosen: list[tuple[int, int]] = []
    used: tuple[set[int], set[int]] = (set(), set())
    for i, j in sorted(weights, key=lambda pair: (-weights[pair], pair)):
        if i not in used[0] and j not in used[1]:
            chosen.append((i, j))
            used[0].add(i)
            used[1].add(j)
    return chosen


def _by_document(claims: Records) -> dict[str, list[Record]]:
    """The claims of each document, from a JSON lines file, records, or a mapping."""
    if isinstance(claims, (str, os.PathLike)):
        with Path(claims).open(encoding="utf-8") as lines:
            return _by_document([json.loads(line) for line in lines if line.strip()])
    out: dict[str, list[Record]] = defaultdict(list)
    if isinstance(claims, Claims):
        return {"": [_record(claim) for claim in claims]}
    if isinstance(claims, Mapping):
        for doc, part in claims.items():
            out[str(doc)] = [_record(claim) for claim in part]
        return out
    for claim in _rows(claims):
        record = _record(claim)
        if "doc" not in record and not isinstance(claim, Claim):
            raise ValueError(
                "a claim has no `doc`: give records with doc, start and end, or a mapping "
                "from a document's id to its claims"
            )
        out[str(record.get("doc", ""))].append(record)
    return out


def _rows(claims: Any) -> Iterable[Any]:
    """The rows of a table of pyarrow, polars or pandas as records; other iterables as they are."""
    for rows in ("to_pylist", "to_dicts"):
        if hasattr(claims, rows):
            return cast("Iterable[Any]", getattr(claims, rows)())
    if hasattr(claims, "columns"):
        # What is missing is NaN in pandas.
        return cast(
            "Iterable[Any]", claims.astype(object).where(claims.notna(), None).to_dict("records")
        )
    if not isinstance(claims, Iterable):
        raise TypeError(
            "claims are a path to JSON lines, records, a table, a mapping or a Claims, "
            f"not {type(claims).__name__}"
        )
    return claims


def _record(claim: Any) -> Record:
    record = claim.to_dict() if isinstance(claim, Claim) else claim
    if not isinstance(record, Mapping):
        raise TypeError(
            f"a claim is a Claim or a mapping of its fields, not {type(claim).__name__}"
        )
    for name in ("start", "end"):
        if not isinstance(record.get(name), Integral):
            raise ValueError(f"a claim has no whole number as `{name}`: {dict(record)}")
    return record


_Counts = dict[str, list[int]]


def _tally(
    doc: str,
    gold: Sequence[Record],
    predicted: Sequence[Record],
    kinds: dict[str, list[int]],
    errors: list[tuple[str, str, Record | None, Record | None]],
) -> _Counts:
    pairs = _pairs(gold, predicted)
    counts: _Counts = {}
    for name, test in _TESTS.items():
        held = [(gold[i], predicted[j]) for i, j in pairs]
        hits = sum(_has(name, g) and _has(name, p) and test(g, p) for g, p in held)
        counts[name] = [
            hits,
            sum(_has(name, p) for p in predicted),
            sum(_has(name, g) for g in gold),
        ]
    for i, j in pairs:
        g, p = gold[i], predicted[j]
        kinds[str(g.get("kind"))][0] += _TESTS["claim"](g, p)
        wrong = [
            n for n in (*_WHOLE, "speaker", "when", "event", "direction") if not _TESTS[n](g, p)
        ]
        if wrong:
            errors.append((doc, ", ".join(wrong), g, p))
    for p in predicted:
        kinds[str(p.get("kind"))][1] += 1
    for g in gold:
        kinds[str(g.get("kind"))][2] += 1
    matched = {i for i, _ in pairs}, {j for _, j in pairs}
    errors += [(doc, "missed", g, None) for i, g in enumerate(gold) if i not in matched[0]]
    errors += [(doc, "spurious", None, p) for j, p in enumerate(predicted) if j not in matched[1]]
    return counts


def evaluate(gold: Records, predicted: Records, *, draws: int = 0, seed: int = 7) -> Evaluation:
    """Precision, recall and F1 of `predicted` claims against `gold` ones.

    Both are a path to JSON lines, a table or an iterable of records with `doc`, `start`, `end`
    and the fields of a claim, a mapping from a document's id to its claims, or the `Claims` of
    one document. All documents of `gold`
    count; a predicted document that `gold` does not have counts as spurious, so name documents
    without claims in a mapping. `span` counts pairs, `exact` those with the same offsets;
    `unit`, `counted`, `speaker`, `when`, `event`, `direction` are scored over the claims that
    have the field, `hedge` over those whose bound is not `exact`; `claim` is a pair with value,
    kind, bound, unit and counted all right. With `draws`, each F1 gets a 95 % interval from
    that many bootstrap draws over documents.

    Raises ValueError where a record has no `doc`, `start` or `end` or `draws` is negative,
    OSError where a file cannot be read.

    >>> import tamis
    >>> text = "About 200 people fled."
    >>> gold = [{"doc": "a", "start": 6, "end": 9, "kind": "count", "value": 200,
    ...          "bound": "about", "unit": None, "counted": "people"}]
    >>> result = tamis.evaluate(gold, {"a": tamis.claims(text)})
    >>> result.fields["value"].f1
    1.0
    """
    if draws < 0:
        raise ValueError(f"draws is 0 (no intervals) or the number of bootstrap draws, not {draws}")
    want, got = _by_document(gold), _by_document(predicted)
    kinds: dict[str, list[int]] = defaultdict(lambda: [0, 0, 0])
    errors: list[tuple[str, str, Record | None, Record | None]] = []
    names = sorted({*want, *got})
    tallies = {
        doc: _tally(doc, want.get(doc, []), got.get(doc, []), kinds, errors) for doc in names
    }
    fields = _pooled(tallies.values())
    if draws and names:
        fields = _with_intervals(fields, [tallies[doc] for doc in names], draws, seed)
    return Evaluation(
        fields,
        {kind: Score(*c) for kind, c in sorted(kinds.items(), key=lambda kv: -kv[1][2])},
        {doc: Score(*tally["claim"]) for doc, tally in tallies.items()},
        errors,
    )


def _pooled(tallies: Iterable[_Counts]) -> dict[str, Score]:
    total = {name: [0, 0, 0] for name in _TESTS}
    for tally in tallies:
        for name, counts in tally.items():
            for n in range(3):
                total[name][n] += counts[n]
    return {name: Score(*counts) for name, counts in total.items()}


def _with_intervals(
    fields: dict[str, Score], tallies: list[_Counts], draws: int, seed: int
) -> dict[str, Score]:
    chance = random.Random(seed)
    drawn = [_pooled(chance.choices(tallies, k=len(tallies))) for _ in range(draws)]
    out = {}
    for name, score in fields.items():
        values = sorted(part[name].f1 for part in drawn)
        low, high = values[int(0.025 * draws)], values[min(draws - 1, int(0.975 * draws))]
        out[name] = Score(score.hits, score.predicted, score.gold, low, high)
    return out
