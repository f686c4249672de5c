"""What the benches of corpora share: short articles, and seconds of the clock."""

from __future__ import annotations

import os
import statistics
import time
from collections.abc import Callable

from bench import documents

Figure = tuple[str, str, str]  # what, measured, asked
SHORT = 20_000
CORES = len(os.sched_getaffinity(0))
WIDTH = 640  # characters of a short article


def short_articles(count: int = SHORT) -> list[str]:
    """News cut to some sentences each."""
    text = "\n\n".join(documents("news"))
    size = len(text) // WIDTH
    starts = [at % size * WIDTH for at in range(count)]
    return [text[start : start + WIDTH] for start in starts]


def medians(runs: dict[str, Callable[[], object]], rounds: int) -> dict[str, float]:
    """Seconds of each run, once warm."""
    seconds: dict[str, list[float]] = {name: [] for name in runs}
    for run in runs.values():
        run()
    for _ in range(rounds):
        for name, run in runs.items():
            start = time.perf_counter()
            run()
            seconds[name].append(time.perf_counter() - start)
    return {name: statistics.median(times) for name, times in seconds.items()}
