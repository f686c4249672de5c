"""What a comparison found: scores, and how they are shown."""

from __future__ import annotations

import json
from collections.abc import Iterator
from dataclasses import dataclass, field
from html import escape
from typing import Any

from tamis.evaluation.fields import Record

SHOWN_ERRORS = 100


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
        from tamis.display.notebook import fragment

        return fragment(_table(self) + _errors(self.errors))

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


def _table(found: Evaluation) -> str:
    head = "".join(
        f"<th class='n'>{name}</th>"
        for name in ("precision", "recall", "F1", "95 %", "hits / predicted / gold")
    )
    parts = (("field", found.fields), ("kind", found.kinds))
    rows = "".join(f"<tr><th>{name}</th>{head}</tr>{_rows(part)}" for name, part in parts)
    return f"<div class='scroll'><table>{rows}</table></div>"


def _rows(scores: dict[str, Score]) -> str:
    rows = []
    for name, score in scores.items():
        cells = "".join(f"<td class='n'>{cell}</td>" for cell in _cells(score))
        rows.append(f"<tr><td>{escape(name)}</td>{cells}</tr>")
    return "".join(rows)


def _cells(score: Score) -> Iterator[str]:
    yield from (f"{x:.3f}" for x in (score.precision, score.recall, score.f1))
    yield "" if score.low is None else f"{score.low:.3f} to {score.high:.3f}"
    yield f"{score.hits} / {score.predicted} / {score.gold}"


def _errors(errors: list[tuple[str, str, Record | None, Record | None]]) -> str:
    if not errors:
        return "<p class='facts'>no differences</p>"
    rows = "".join(
        f"<tr><td>{escape(doc)}</td><td>{escape(what)}</td>"
        f"<td>{_brief(gold)}</td><td>{_brief(predicted)}</td></tr>"
        for doc, what, gold, predicted in errors[:SHOWN_ERRORS]
    )
    head = "<tr><th>document</th><th>what</th><th>gold</th><th>predicted</th></tr>"
    first = f", the first {SHOWN_ERRORS}" if len(errors) > SHOWN_ERRORS else ""
    return (
        f"<details><summary>{len(errors)} differences{first}</summary>"
        f"<div class='scroll'><table>{head}{rows}</table></div></details>"
    )


def _brief(claim: Record | None) -> str:
    if claim is None:
        return ""
    names = ("text", "kind", "value", "value2", "unit", "bound", "counted", "event", "speaker")
    shown = (str(claim[name]) for name in names if claim.get(name) not in (None, "exact"))
    return escape(f"{claim['start']}..{claim['end']} {' '.join(shown)}")
