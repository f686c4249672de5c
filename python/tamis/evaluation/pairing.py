"""Which predicted claim is meant by which gold one."""

from __future__ import annotations

from collections.abc import Sequence

from tamis.evaluation.fields import Record

# Larger groups of mutually overlapping claims are paired greedily: the exact pairing of n
# claims looks at 2**n subsets.
_EXACT = 10


def pairs(gold: Sequence[Record], predicted: Sequence[Record]) -> list[tuple[int, int]]:
    """One-to-one pairs with the greatest overlap, group by group of overlapping claims."""
    events = sorted(
        [(g["start"], g["end"], 0, i) for i, g in enumerate(gold)]
        + [(p["start"], p["end"], 1, i) for i, p in enumerate(predicted)]
    )
    found: list[tuple[int, int]] = []
    group: tuple[list[int], list[int]] = ([], [])
    reach = -1
    for start, end, side, i in events:
        if start >= reach:
            found += _assign(group, gold, predicted)
            group = ([], [])
        group[side].append(i)
        reach = max(reach, end)
    return sorted(found + _assign(group, gold, predicted))


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
