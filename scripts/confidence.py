#!/usr/bin/env python3
"""Print how often claims of each confidence are right: value, kind, bound, unit and what is counted.

    python scripts/confidence.py

Gold claims and their scorer are read from ../shared/claims (or $TAMIS_SHARED). Each fifth of the
articles is also told by the shares of the other four, so that the last column is of articles that
had no part in it. The shares stand in src/claims/context/counted.rs.
"""

from __future__ import annotations

import collections
import importlib.util
import json
import os
import pathlib
import sys
from typing import Any

import tamis

ROOT = pathlib.Path(__file__).resolve().parent.parent
CLAIMS = pathlib.Path(os.environ.get("TAMIS_SHARED", ROOT.parent / "shared")) / "claims"
FOLDS = 5
# As many claims as the mean counts for in a share: few of one confidence say little.
DRAWN = 5


def scorer() -> Any:
    spec = importlib.util.spec_from_file_location("score", CLAIMS / "score.py")
    assert spec and spec.loader
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


def judged() -> list[tuple[int, float, bool]]:
    """For each claim that was read: fold, confidence, whether it is right."""
    score = scorer()
    gold: dict[str, list[dict[str, Any]]] = collections.defaultdict(list)
    for line in (CLAIMS / "news_dev.jsonl").read_text().splitlines():
        row = json.loads(line)
        gold[row["doc"]].append(row)
    found = []
    for n, path in enumerate(sorted((CLAIMS / "news_dev").glob("*.txt"))):
        read = [claim.to_dict() for claim in tamis.claims(path.read_text())]
        pairs = {j: i for i, j in score.pair(gold[path.stem], read)}
        for j, claim in enumerate(read):
            right = j in pairs and score.TESTS["claim"](gold[path.stem][pairs[j]], claim)
            found.append((n % FOLDS, round(claim["confidence"], 2), right))
    return found


def share(rows: list[tuple[int, float, bool]], confidence: float) -> float:
    """The share of right claims of this confidence, drawn to that of all."""
    mean = sum(right for *_, right in rows) / len(rows)
    same = [right for _, c, right in rows if c == confidence]
    return (sum(same) + DRAWN * mean) / (len(same) + DRAWN)


def main() -> int:
    """0, or 1 where there is nothing to measure."""
    if not CLAIMS.is_dir():
        print(f"no {CLAIMS}: nothing to measure")
        return 1
    rows = judged()
    print("confidence  claims  right  told by the other folds")
    for confidence in sorted({c for _, c, _ in rows}):
        same = [row for row in rows if row[1] == confidence]
        told = [share([r for r in rows if r[0] != fold], confidence) for fold, *_ in same]
        right = sum(right for *_, right in same) / len(same)
        print(f"{confidence:10.2f}  {len(same):6}  {right:5.2f}  {sum(told) / len(told):.2f}")
    return 0


if __name__ == "__main__":
    sys.exit(main())
