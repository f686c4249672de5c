#!/usr/bin/env python3
"""Measure what `clean` takes of made pages that grow: seconds a megabyte must not grow with them.

    python scripts/linear.py [--only deep,line] [--most 64]

Every kind of page is made of 1, 4, 16 and 64 MB (`--most` stops earlier); nested elements,
attributes and the like are as many as fill it, 100 000 and a million at least among them. Prints
CPU seconds a megabyte on one thread, of the batch that gives the text and of the call that gives
all of an article, and the largest ratio of a page to the one a quarter of its size.
"""

from __future__ import annotations

import argparse
import time
from collections.abc import Callable

import pyarrow as pa
import tamis

SENTENCE = "The harbour of the old town floods twice a day, the council said on Monday. "


def article(size: int) -> str:
    paragraph = f"<p class='text'>{SENTENCE * 4}<a href='/more'>More</a></p>\n"
    return "<!doctype html><title>Floods</title>" + paragraph * (size // len(paragraph))


def menu(size: int) -> str:
    item = "<li class='item'><a href='/page'>Page</a></li>"
    return "<!doctype html><ul>" + item * (size // len(item)) + "</ul>" + SENTENCE


def deep(size: int) -> str:
    """1 MB nests 90 000 elements, 4 MB 360 000."""
    levels = size // 11
    return "<!doctype html>" + "<div>" * levels + SENTENCE + "</div>" * levels


def unclosed(size: int) -> str:
    part = "<div><b><p>Rain. <table><td>"
    return "<!doctype html>" + part * (size // len(part))


def line(size: int) -> str:
    return "<!doctype html><p>" + SENTENCE * (size // len(SENTENCE))


def word(size: int) -> str:
    return "<!doctype html><p>" + "a" * size


def attributes(size: int) -> str:
    """One element; of 16 MB it has a million attributes."""
    part = " data-a='1' b=2"
    return "<!doctype html><p" + part * (size // len(part)) + ">" + SENTENCE


def classes(size: int) -> str:
    """No class occurs twice."""
    part = "<p class='c{:07}'>It rained.</p>"
    count = size // len(part.format(0))
    return "<!doctype html>" + "".join(part.format(i) for i in range(count))


def quotes(size: int) -> str:
    part = "<a href=\"x>y</a><!-- <script>'"
    return "<!doctype html>" + part * (size // len(part))


def references(size: int) -> str:
    part = "&amp;&nbsp;&#8217;&notin;&"
    return "<!doctype html><p>" + part * (size // len(part))


def data(size: int) -> str:
    """A script of JSON-LD, and no article."""
    body = SENTENCE * (size // len(SENTENCE))
    script = f'{{"@type": "NewsArticle", "articleBody": "{body}"}}'
    return f"<!doctype html><script type='application/ld+json'>{script}</script>"


PAGES: dict[str, Callable[[int], str]] = {
    make.__name__: make
    for make in (
        article,
        menu,
        deep,
        unclosed,
        line,
        word,
        attributes,
        classes,
        quotes,
        references,
        data,
    )
}


def seconds(run: Callable[[], object]) -> float:
    """The least CPU seconds of three runs, or of one that takes long."""
    best = float("inf")
    for _ in range(3):
        start = time.process_time()
        run()
        best = min(best, time.process_time() - start)
        if best > 0.5:
            break
    return best


def measure(make: Callable[[int], str], sizes: list[int]) -> tuple[list[float], list[float]]:
    """Seconds a megabyte of the batch and of the call, for each size."""
    batch, call = [], []
    for size in sizes:
        page = make(size * 1_000_000)
        column = pa.array([page], pa.large_string())

        def in_batch(column: pa.Array = column) -> object:
            return tamis.clean_batch(column, threads=1)

        def alone(page: str = page) -> object:
            return tamis.clean(page)

        megabytes = len(page) / 1e6
        batch.append(seconds(in_batch) / megabytes)
        call.append(seconds(alone) / megabytes)
    return batch, call


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--only", default=",".join(PAGES))
    parser.add_argument("--most", type=int, default=64, help="megabytes of the largest page")
    options = parser.parse_args()
    sizes = [size for size in (1, 4, 16, 64) if size <= options.most]
    print("| page | " + " | ".join(f"{size} MB" for size in sizes) + " | largest growth |")
    print("| --- |" + " --- |" * (len(sizes) + 1))
    for name in options.only.split(","):
        batch, call = measure(PAGES[name], sizes)
        cells = [f"{a:.4f}, {b:.4f}" for a, b in zip(batch, call, strict=True)]
        steps = [b / a for part in (batch, call) for a, b in zip(part, part[1:], strict=False)]
        print(f"| {name} | {' | '.join(cells)} | {max(steps, default=1):.2f} x |", flush=True)


if __name__ == "__main__":
    main()
