#!/usr/bin/env python3
"""Measure tamis beside its Python peers on the same input, in the same run, on one thread.

    python scripts/bench.py [--only words,clean] [--rounds 5] [--threads] [--record]

Every tool handles the same documents; rounds are interleaved, so that a slow minute hits all,
and the median of the CPU seconds counts. `--record` writes benches/record/DATE.csv and the
table in README.md. Texts come from ../shared (or $TAMIS_SHARED) where it is, else from the
example articles over and over. A peer that is not installed is left out with a word.
"""

from __future__ import annotations

import argparse
import csv
import datetime
import gzip
import json
import os
import pathlib
import platform
import statistics
import subprocess
import sys
import time
import warnings
from collections.abc import Callable

import pyarrow as pa
import tamis
from bench_peers import (
    Tool,
    batch,
    blingfire,
    c4_rules,
    htmldate,
    justext,
    per_document,
    punkt,
    pysbd,
    quantulum3,
    readability,
    recognizers,
    resiliparse,
    sentencex,
    spacy_blank,
    stringzilla,
    syntok,
    trafilatura,
    unicode_segmentation,
)

ROOT = pathlib.Path(__file__).resolve().parent.parent
SHARED = pathlib.Path(os.environ.get("TAMIS_SHARED", ROOT.parent / "shared"))
RECORD = ROOT / "benches" / "record"

# task -> (documents, megabytes for fast tools, tool -> its maker). The first is tamis.
TASKS: dict[str, tuple[str, dict[str, Callable[[], Tool]]]] = {
    "words": (
        "news",
        {
            "tamis.boundaries_batch": lambda: batch(tamis.boundaries_batch),
            "tamis.words_batch": lambda: batch(tamis.words_batch),
            "tamis.words": lambda: per_document(tamis.words),
            "str.split": lambda: per_document(str.split),
            "unicode-segmentation-rs": lambda: unicode_segmentation("unicode_words"),
            "stringzilla": lambda: stringzilla("utf8_wordbreaks"),
            "blingfire": lambda: blingfire("text_to_words"),
        },
    ),
    "graphemes": (
        "news",
        {
            "tamis.graphemes_batch": lambda: batch(tamis.graphemes_batch),
            "unicode-segmentation-rs": lambda: unicode_segmentation("graphemes", True),
            "stringzilla": lambda: stringzilla("utf8_graphemes"),
        },
    ),
    "sentences": (
        "news",
        {
            "tamis.sentences_batch": lambda: batch(tamis.sentences_batch),
            "unicode-segmentation-rs": lambda: unicode_segmentation("unicode_sentences"),
            "stringzilla": lambda: stringzilla("utf8_sentences"),
            "blingfire": lambda: blingfire("text_to_sentences"),
            "sentencex": sentencex,
            "nltk punkt": punkt,
            "syntok": syntok,
            "pySBD": pysbd,
        },
    ),
    "tokens": (
        "news",
        {
            "tamis.tokens_batch": lambda: batch(tamis.tokens_batch),
            "spaCy blank": spacy_blank,
            "syntok": syntok,
        },
    ),
    "clean": (
        "pages",
        {
            "tamis.clean_batch": lambda: batch(tamis.clean_batch),
            "resiliparse": resiliparse,
            "readability-lxml": readability,
            "jusText": justext,
            "trafilatura": trafilatura,
        },
    ),
    "dates": (
        "dated",
        {
            "tamis.published": lambda: per_document(tamis.published),
            "tamis.clean": lambda: per_document(tamis.clean),
            "htmldate": htmldate,
        },
    ),
    "plain articles": (
        "scraped",
        {
            "tamis.clean_batch": lambda: batch(tamis.clean_batch, format="text"),
            "C4 line rules": lambda: per_document(c4_rules),
        },
    ),
    "plain dumps": (
        "plaintext",
        {
            "tamis.clean_batch": lambda: batch(tamis.clean_batch, format="text"),
            "C4 line rules": lambda: per_document(c4_rules),
        },
    ),
    "claims": (
        "news",
        {
            "tamis.claims_batch": lambda: batch(tamis.claims_batch),
            "quantulum3": quantulum3,
            "Recognizers-Text": recognizers,
        },
    ),
}
# Tools slower than a few MB/s get this share of the documents, or a round takes an hour.
SHARE = {"pySBD": 0.02, "syntok": 0.05, "quantulum3": 0.002, "Recognizers-Text": 0.001,
         "spaCy blank": 0.2, "nltk punkt": 0.1, "trafilatura": 0.25, "readability-lxml": 0.25, "jusText": 0.25,
         "blingfire": 0.5, "stringzilla": 0.25}  # fmt: skip


def rows(path: pathlib.Path) -> list[dict[str, str]]:
    with gzip.open(path, "rt", encoding="utf-8") as lines:
        return [json.loads(line) for line in lines]


def documents(kind: str) -> list[str]:
    """English news articles, scraped articles, dumps of pages, or pages as they were fetched:
    all, or those that state a day."""
    if SHARED.is_dir() and kind in ("scraped", "plaintext"):
        return ["\n".join(r["lines"]) for r in rows(SHARED / "clean" / kind / "dev.jsonl.gz")]
    if SHARED.is_dir() and kind == "news":
        sets = [
            rows(SHARED / "clean" / name / "dev.jsonl.gz")
            for name in ("aeb", "wcxb", "l3sgn1", "dragnet")
        ]
        texts = [
            r["gold"] for part in sets for r in part if r["gold"] and r["lang"] in ("en", None, "")
        ]
        return texts * max(1, 16_000_000 // sum(map(len, texts)))
    if SHARED.is_dir() and kind == "dated":
        sets = [rows(SHARED / "clean" / name / "dev.jsonl.gz") for name in ("aeb", "trafeval")]
        return [r["html"] for part in sets for r in part if '"datePublished"' in r["html"]]
    if SHARED.is_dir():
        return [r["html"] for r in rows(SHARED / "clean" / "speed.jsonl.gz")]
    folder = ROOT / "python" / "tamis" / "tour" / "articles"
    texts = kind in ("news", "scraped", "plaintext")
    names = ["harbour-strike.txt", "results.txt"] if texts else ["reservoir.html"]
    return [(folder / name).read_text(encoding="utf-8") for name in names] * 1000


def measured(
    tools: dict[str, Tool], docs: list[str], rounds: int
) -> dict[str, tuple[float, float]]:
    """tool -> (median MB per CPU second, megabytes handled)."""
    parts = {tool: docs[: max(1, int(len(docs) * SHARE.get(tool, 1)))] for tool in tools}
    sizes = {tool: sum(len(doc.encode()) for doc in part) / 1e6 for tool, part in parts.items()}
    seconds: dict[str, list[float]] = {tool: [] for tool in tools}
    runs = {tool: of(parts[tool]) for tool, of in tools.items()}
    for _ in range(rounds):
        for tool, run in runs.items():
            start = time.process_time()
            run()
            seconds[tool].append(time.process_time() - start)
    return {
        tool: (sizes[tool] / statistics.median(times), sizes[tool])
        for tool, times in seconds.items()
    }


def two_threads(docs: list[str], rounds: int) -> list[tuple[str, str, float, float]]:
    """Rows of the batches on two threads: MB per second of the clock on the wall, and how much
    faster that is than one thread. 100 MB, for a quiet machine of two cores or more."""
    size = sum(len(doc.encode()) for doc in docs)
    column = pa.array(docs * max(1, 100_000_000 // size), pa.large_string())
    found = []
    for name in ("tokens_batch", "sentences_batch", "words_batch"):
        function = getattr(tamis, name)
        seconds: dict[int, list[float]] = {1: [], 2: []}
        for _ in range(rounds):
            for threads, times in seconds.items():
                start = time.perf_counter()
                function(column, threads=threads)
                times.append(time.perf_counter() - start)
        one, two = (statistics.median(seconds[threads]) for threads in (1, 2))
        found.append(("two threads", f"tamis.{name}", column.nbytes / two / 1e6, one / two))
    return found


def available(makers: dict[str, Callable[[], Tool]], docs: list[str]) -> dict[str, Tool]:
    """The tools that are installed and get through two documents, warm from them."""
    tools = {}
    for tool, make in makers.items():
        try:
            tools[tool] = make()
            tools[tool](docs[:2])()
        except Exception as error:  # a peer may fail in any way; tamis may not
            if tool.startswith("tamis"):
                raise
            tools.pop(tool, None)
            print(f"  {tool}: left out, {error}")
    return tools


def machine() -> str:
    names = [
        line.split(":")[1].strip()
        for line in open("/proc/cpuinfo")
        if line.startswith("model name")
    ]
    return f"{names[0] if names else platform.machine()}, {os.cpu_count()} cores, Python {platform.python_version()}"


def write_record(found: list[tuple[str, str, float, float]]) -> None:
    """benches/record/DATE.csv, and the table between the marks of README.md."""
    RECORD.mkdir(exist_ok=True)
    day = datetime.date.today().isoformat()
    commit = subprocess.run(
        ["git", "rev-parse", "--short", "HEAD"], capture_output=True, text=True
    ).stdout.strip()
    with open(RECORD / f"{day}.csv", "w", newline="") as file:
        table = csv.writer(file)
        table.writerow(["task", "tool", "MB per CPU second", "tamis over it", "machine", "commit"])
        table.writerows(
            [t, tool, f"{speed:.4g}", f"{ratio:.3g}", machine(), commit]
            for t, tool, speed, ratio in found
        )
    lines = [
        "| task | tool | MB per CPU second | tamis is faster by |",
        "| --- | --- | ---: | ---: |",
    ]
    lines += [
        f"| {t} | {tool} | {speed:.3g} | {'' if ratio == 1 else f'{ratio:.3g} x'} |"
        for t, tool, speed, ratio in found
    ]
    readme = ROOT / "README.md"
    text = readme.read_text()
    head, _, rest = text.partition("<!-- bench -->")
    _, _, tail = rest.partition("<!-- /bench -->")
    if not tail:
        sys.exit("bench: README.md has no <!-- bench --> ... <!-- /bench --> to write between")
    note = f"\nMeasured {day} ({machine()}), one thread, `make bench`, record in `benches/record/{day}.csv`.\n\n"
    readme.write_text(f"{head}<!-- bench -->{note}" + "\n".join(lines) + f"\n<!-- /bench -->{tail}")


def main() -> int:
    """0."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("--only", help="tasks, comma separated: " + ", ".join(TASKS))
    parser.add_argument("--rounds", type=int, default=5)
    parser.add_argument("--threads", action="store_true", help="two threads beside one, too")
    parser.add_argument("--record", action="store_true")
    options = parser.parse_args()
    warnings.filterwarnings("ignore")
    found = []
    for task in options.only.split(",") if options.only else TASKS:
        if task not in TASKS:
            parser.error(f"unknown task {task}: choose from {', '.join(TASKS)}")
        kind, makers = TASKS[task]
        docs = documents(kind)
        print(f"{task}: {len(docs)} documents", flush=True)
        speeds = measured(available(makers, docs), docs, options.rounds)
        best = next(iter(speeds.values()))[0]
        for tool, (speed, size) in speeds.items():
            print(
                f"  {tool:26} {speed:10.3f} MB/s   tamis x {best / speed:8.2f}   ({size:.2f} MB)",
                flush=True,
            )
            found.append((task, tool, speed, best / speed))
    if options.threads:
        for row in two_threads(documents("news"), options.rounds):
            print(
                f"  {row[1]:26} {row[2]:10.3f} MB/s   over one thread x {row[3]:5.2f}", flush=True
            )
            found.append(row)
    if options.record:
        write_record(found)
    return 0


if __name__ == "__main__":
    sys.exit(main())
