"""Scores of predicted claims against gold ones, field by field, with intervals.

A prediction is paired with at most one gold claim, the pairing that shares most characters
(`pairing`); then each field is compared (`fields`) and counted (`scores`).
"""

from __future__ import annotations

import random
from collections import defaultdict
from collections.abc import Iterable, Sequence

from tamis._tamis import TamisError
from tamis.evaluation.fields import TESTS, Record, differences, has
from tamis.evaluation.pairing import pairs
from tamis.evaluation.records import Records, by_document
from tamis.evaluation.scores import Evaluation, Score

__all__ = ["Evaluation", "Score", "evaluate"]

# Hits, predicted and gold of each field and each kind of one document.
_Counts = dict[str, list[int]]


def evaluate(gold: Records, predicted: Records, *, draws: int = 0, seed: int = 7) -> Evaluation:
    """Precision, recall and F1 of `predicted` claims against `gold` ones.

    Both are a path to JSON lines, a table or an iterable of records with `doc`, `start`, `end`
    and the fields of a claim, a mapping from a document's id to its claims, or the `Claims` of
    one document. All documents of `gold` count; a predicted document that `gold` does not have
    counts as spurious, so name documents without claims in a mapping.

    `span` counts pairs, `exact` those with the same offsets; `unit`, `counted`, `speaker`,
    `when`, `event`, `direction` are scored over the claims that have the field, `hedge` over
    those whose bound is not `exact`; `counted_head` compares the noun alone; `claim` is a pair
    with value, kind, bound, unit and counted all right. With `draws`, each F1 of a field or a
    kind gets a 95 % interval from that many bootstrap draws over documents.

    Raises TamisError where a record has no `doc`, `start` or `end` or `draws` is negative,
    TypeError where
    there are no claims at all, OSError where a file cannot be read.

    >>> import tamis
    >>> text = "About 200 people fled."
    >>> gold = [{"doc": "a", "start": 6, "end": 9, "kind": "count", "value": 200,
    ...          "bound": "about", "unit": None, "counted": "people"}]
    >>> result = tamis.evaluate(gold, {"a": tamis.claims(text)})
    >>> result.fields["value"].f1
    1.0
    """
    if draws < 0:
        raise TamisError(f"draws is 0 (no intervals) or the number of bootstrap draws, not {draws}")
    want, got = by_document(gold), by_document(predicted)
    errors: list[tuple[str, str, Record | None, Record | None]] = []
    documents = sorted({*want, *got})
    tallies = [_tally(doc, want.get(doc, []), got.get(doc, []), errors) for doc in documents]
    fields = _scores([fields for fields, _ in tallies], list(TESTS), draws, seed)
    kinds = _scores([kinds for _, kinds in tallies], [], draws, seed)
    return Evaluation(
        fields,
        dict(sorted(kinds.items(), key=lambda kind: -kind[1].gold)),
        {doc: Score(*counts["claim"]) for doc, (counts, _) in zip(documents, tallies, strict=True)},
        errors,
    )


def _tally(
    doc: str,
    gold: Sequence[Record],
    predicted: Sequence[Record],
    errors: list[tuple[str, str, Record | None, Record | None]],
) -> tuple[_Counts, _Counts]:
    """The counts of one document by field and by kind; its differences go to `errors`."""
    paired = pairs(gold, predicted)
    held = [(gold[i], predicted[j]) for i, j in paired]
    fields = {
        name: [
            sum(has(name, g) and has(name, p) and test(g, p) for g, p in held),
            sum(has(name, p) for p in predicted),
            sum(has(name, g) for g in gold),
        ]
        for name, test in TESTS.items()
    }
    kinds: _Counts = defaultdict(lambda: [0, 0, 0])
    for g, p in held:
        kinds[str(g.get("kind"))][0] += TESTS["claim"](g, p)
        if wrong := differences(g, p):
            errors.append((doc, ", ".join(wrong), g, p))
    for side, claims in ((1, predicted), (2, gold)):
        for claim in claims:
            kinds[str(claim.get("kind"))][side] += 1
    matched = {i for i, _ in paired}, {j for _, j in paired}
    errors += [(doc, "missed", g, None) for i, g in enumerate(gold) if i not in matched[0]]
    errors += [(doc, "spurious", None, p) for j, p in enumerate(predicted) if j not in matched[1]]
    return fields, kinds


def _pooled(tallies: Iterable[_Counts]) -> _Counts:
    total: _Counts = defaultdict(lambda: [0, 0, 0])
    for tally in tallies:
        for name, counts in tally.items():
            for n in range(3):
                total[name][n] += counts[n]
    return total


def _scores(
    tallies: list[_Counts], names: Sequence[str], draws: int, seed: int
) -> dict[str, Score]:
    """The scores over all documents, F1 between the bounds of `draws` bootstrap draws."""
    total = _pooled(tallies)
    scores = {name: Score(*total[name]) for name in names or total}
    if not draws or not tallies:
        return scores
    chance = random.Random(seed)
    drawn = [_pooled(chance.choice(tallies) for _ in tallies) for _ in range(draws)]
    for name, score in scores.items():
        f1 = sorted(Score(*part[name]).f1 for part in drawn)
        low, high = f1[int(0.025 * draws)], f1[min(draws - 1, int(0.975 * draws))]
        scores[name] = Score(score.hits, score.predicted, score.gold, low, high)
    return scores
