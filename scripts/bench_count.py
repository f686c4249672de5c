#!/usr/bin/env python3
"""Measure counting beside scikit-learn's CountVectorizer, on the same texts and in the same run.

    python scripts/bench_count.py [--threads 1] [--rounds 5]

The peer reads words by its own pattern, changed so that one letter is a word, too. Wall-clock
time, for threads count; rounds are interleaved and the median counts.
"""

from __future__ import annotations

import argparse
import statistics
import time
from collections.abc import Callable

import tamis
from bench import documents


def runs(
    ngrams: tuple[int, int], threads: int, texts: list[str]
) -> dict[str, Callable[[], object]]:
    """tool -> its run over `texts`; the peer comes last."""
    from sklearn.feature_extraction.text import CountVectorizer

    ours = tamis.Vectorizer(ngrams=ngrams, threads=threads)
    learned = tamis.Vectorizer(ngrams=ngrams, threads=threads).fit(texts)
    theirs = CountVectorizer(ngram_range=ngrams, token_pattern=r"(?u)\b\w+\b")
    fitted = CountVectorizer(ngram_range=ngrams, token_pattern=r"(?u)\b\w+\b").fit(texts)
    return {
        "tamis.count": lambda: tamis.count(texts, ngrams, threads=threads),
        "Vectorizer.fit_transform": lambda: ours.fit_transform(texts),
        "Vectorizer.transform": lambda: learned.transform(texts),
        "Vectorizer.fit, transform": lambda: ours.fit(texts).transform(texts),
        "CountVectorizer.fit_transform": lambda: theirs.fit_transform(texts),
        "CountVectorizer.transform": lambda: fitted.transform(texts),
        "CountVectorizer.fit, transform": lambda: theirs.fit(texts).transform(texts),
    }


def main() -> None:
    """Prints seconds, MB/s, and how much faster each of ours is than its peer."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("--threads", type=int, default=1)
    parser.add_argument("--rounds", type=int, default=5)
    options = parser.parse_args()
    texts = list(dict.fromkeys(documents("news")))
    size = sum(len(text.encode()) for text in texts) / 1e6
    for ngrams in [(1, 1), (1, 2)]:
        print(f"ngrams={ngrams}: {len(texts)} documents, {size:.1f} MB, {options.threads} threads")
        tools = runs(ngrams, options.threads, texts)
        seconds: dict[str, list[float]] = {tool: [] for tool in tools}
        for _ in range(options.rounds):
            for tool, run in tools.items():
                start = time.perf_counter()
                result = run()
                seconds[tool].append(time.perf_counter() - start)
                del result
        found = {tool: statistics.median(times) for tool, times in seconds.items()}
        for tool, taken in found.items():
            same = tool.replace("tamis.count", "Vectorizer.fit_transform")
            peer = found["Count" + same.removeprefix("Count")]
            print(f"  {tool:30} {taken:7.3f} s {size / taken:8.1f} MB/s   x {peer / taken:6.1f}")


if __name__ == "__main__":
    main()
