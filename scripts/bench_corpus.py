#!/usr/bin/env python3
"""Measure tamis over whole corpora: batches, threads, frames, engines, files, memory.

    python scripts/bench_corpus.py [--only loop,frames | --record] [--rounds 5]

Each line is one figure, with what is asked of it where something is. Times are of the clock, so
that a quiet machine is needed; rounds are interleaved and the median counts. `--record` writes
benches/record/DATE-corpus.csv and the table in README.md. A library that is not installed is left
out with a word.
"""

from __future__ import annotations

import argparse
import csv
import datetime
import functools
import json
import os
import pathlib
import resource
import subprocess
import sys
import tempfile
import time
import warnings
from collections.abc import Iterator

import pyarrow as pa
import tamis
from bench import RECORD, ROOT, documents, machine
from bench_clock import CORES, SHORT, WIDTH, Figure, medians, short_articles
from bench_engines import frames, spark


def resident() -> float:
    """Megabytes of this process."""
    pages = int(pathlib.Path("/proc/self/statm").read_text().split()[1])
    return pages * resource.getpagesize() / 1e6


def loop(rounds: int) -> Iterator[Figure]:
    """A table of results by a batch, and by a loop of single calls that reads their values."""
    texts = short_articles()
    column = pa.array(texts)
    for name in ("words", "sentences", "tokens", "claims", "clean", "analyze"):
        single, batch = getattr(tamis, name), getattr(tamis, f"{name}_batch")
        batch = functools.partial(batch, **({"output": "text"} if name == "words" else {}))
        kind = batch(column[:1]).type
        found = medians(
            {
                "calls": lambda call=single: [call(text) for text in texts],
                "table": lambda call=single, kind=kind: pa.array(
                    [row(call(text), kind) for text in texts], kind
                ),
                "batch": lambda call=batch: call(column, threads=1),
            },
            rounds,
        )
        table, calls = found["table"] / found["batch"], found["calls"] / found["batch"]
        yield (
            f"{name}_batch over a loop of {name} into the same table, one thread, {SHORT} articles of "
            f"{WIDTH} characters",
            f"{table:.2f} x; {calls:.2f} x where the loop reads nothing of its results",
            "3 x",
        )


def row(found: object, kind: pa.DataType) -> object:
    """A result as a row of a table of `kind`."""
    if pa.types.is_list(kind):
        return [row(item, kind.value_type) for item in found]
    if not pa.types.is_struct(kind) or found is None:
        return found
    if isinstance(found, tamis.Claim):
        return found.to_dict()
    return {field.name: row(getattr(found, field.name), field.type) for field in kind}


def threads(rounds: int) -> Iterator[Figure]:
    """Two threads beside one."""
    pages = pa.array(documents("pages") * 4, pa.large_string())
    found = medians(
        {str(n): lambda n=n: tamis.analyze_batch(pages, threads=n) for n in (1, 2)}, rounds
    )
    size = sum(len(page.as_py().encode()) for page in pages) / 1e6
    yield (
        "analyze_batch over pages, two threads over one",
        f"{found['1'] / found['2']:.2f} x ({size / found['1']:.0f} and {size / found['2']:.0f} MB/s of HTML)",
        "1.8 x",
    )


RUN = """
import json, resource, sys, threading, time, tamis
seen, done = [], threading.Event()
def watch():
    while not done.wait(0.5):
        pages = int(open("/proc/self/statm").read().split()[1])
        seen.append(pages * resource.getpagesize() / 1e6)
threading.Thread(target=watch, daemon=True).start()
summary = tamis.run(sys.argv[1], sys.argv[2], steps=sys.argv[3].split(","), progress=False)
done.set()
# Not ru_maxrss: that begins with what the process that started this one held.
status = dict(line.split(":", 1) for line in open("/proc/self/status"))
peak = int(status["VmHWM"].split()[0]) * 1.024 / 1e3
third = len(seen) // 3
print(json.dumps([summary.documents, summary.megabytes / summary.seconds, peak,
                  max(seen[third:2 * third]), max(seen[2 * third:])]))
"""


def run(gigabytes: float, steps: str) -> Iterator[Figure]:
    """`tamis run` over JSON lines made for it: peak memory and speed."""
    lines = [
        json.dumps({"id": f"d{at}", "text": text}, ensure_ascii=False).encode() + b"\n"
        for at, text in enumerate(documents("news"))
    ]
    with tempfile.TemporaryDirectory(dir=os.environ.get("TAMIS_SCRATCH")) as folder:
        with open(f"{folder}/in.jsonl", "wb") as file:
            while file.tell() < gigabytes * 1e9:
                file.writelines(lines)
        command = [sys.executable, "-c", RUN, f"{folder}/in.jsonl", f"{folder}/out", steps]
        told = subprocess.run(command, stdout=subprocess.PIPE, check=True).stdout
    count, speed, peak, middle, end = json.loads(told)
    yield (
        f"peak memory of tamis run, {steps}, {gigabytes:g} GB of JSON lines, {count} documents",
        f"{peak:.0f} MB; highest of the middle third {middle:.0f}, of the last {end:.0f} MB; {speed:.0f} MB/s",
        "600 MB, flat",
    )


def memory(rounds: int) -> Iterator[Figure]:
    """The whole flow over 1 GB, a cheap step over 5 GB."""
    yield from run(1, "clean,claims")
    yield from run(5, "words")


def growth(rounds: int) -> Iterator[Figure]:
    """Memory early and late in one process."""
    articles = documents("news")[:2000] + documents("pages")[:20]
    total = 100_000

    def handle(count: int) -> None:
        for at in range(0, count, 1000):
            part = [articles[(at + step) % len(articles)] for step in range(1000)]
            tamis.analyze_batch(part)
            for text in part[:100]:
                tamis.analyze(text).to_json()

    handle(20_000)
    # The allocator takes and gives back some 30 MB: the lowest of ten readings stands for a half.
    readings = []
    for _ in range(20):
        handle(total // 20)
        readings.append(resident())
    before, after = min(readings[:10]), min(readings[10:])
    yield (
        f"growth of memory over {total} documents in one process, analyze",
        f"{after - before:.1f} MB (of {before:.0f}; readings from {min(readings):.0f} to {max(readings):.0f})",
        "10 MB",
    )


def imports(rounds: int) -> Iterator[Figure]:
    """What `import tamis` costs a Python that starts."""

    def start(code: str) -> None:
        subprocess.run([sys.executable, "-c", code], check=True)

    found = medians(
        {"bare": lambda: start("pass"), "tamis": lambda: start("import tamis")}, max(rounds, 15)
    )
    yield "import tamis", f"{(found['tamis'] - found['bare']) * 1e3:.0f} ms", "50 ms"


def by_peers(page: str) -> int:
    import trafilatura
    from quantulum3 import classifier, parser

    classifier.USE_CLF = False  # as in bench_peers.quantulum3
    return len(parser.parse(trafilatura.extract(page) or ""))


def flow(rounds: int) -> Iterator[Figure]:
    """From pages to claims beside trafilatura and quantulum3 in a pool of processes."""
    pages = documents("pages")
    column = pa.array(pages, pa.large_string())
    size = sum(len(page.encode()) for page in pages) / 1e6
    seconds = medians({"tamis": lambda: tamis.analyze_batch(column, threads=CORES)}, rounds)[
        "tamis"
    ]
    ours = size / seconds
    yield (
        f"analyze_batch over pages, {CORES} threads",
        f"{ours:.1f} MB/s of HTML, {len(pages) / seconds:.0f} documents/s",
        "",
    )
    try:
        import quantulum3
        import trafilatura
    except ImportError as error:
        print(f"  trafilatura + quantulum3: left out, {error}")
        return
    assert quantulum3 and trafilatura
    from multiprocessing import Pool

    part = pages[:: len(pages) // 20]
    with Pool(CORES) as pool:
        pool.map(by_peers, part[: 2 * CORES], chunksize=1)
        start = time.perf_counter()
        pool.map(by_peers, part, chunksize=1)
        seconds = time.perf_counter() - start
    theirs = sum(len(page.encode()) for page in part) / 1e6 / seconds
    yield (
        f"trafilatura + quantulum3 over {len(part)} of these pages, {CORES} processes",
        f"{theirs:.3f} MB/s of HTML, {len(part) / seconds:.1f} documents/s; tamis is {ours / theirs:.0f} x",
        "",
    )


# Growth first: in a process that has held other things, it is those that grow and shrink.
TASKS = {f.__name__: f for f in (growth, loop, threads, frames, spark, memory, imports, flow)}


def write_record(found: list[Figure]) -> None:
    """benches/record/DATE-corpus.csv, and the table between the marks of README.md."""
    RECORD.mkdir(exist_ok=True)
    day = datetime.date.today().isoformat()
    with open(RECORD / f"{day}-corpus.csv", "w", newline="") as file:
        table = csv.writer(file)
        table.writerow(["what", "measured", "asked", "machine"])
        table.writerows([*figure, machine()] for figure in found)
    readme = ROOT / "README.md"
    head, mark, rest = readme.read_text().partition("<!-- corpora -->\n")
    _, end, tail = rest.partition("<!-- /corpora -->")
    if not end:
        sys.exit("bench_corpus: README.md has no <!-- corpora --> ... <!-- /corpora -->")
    lines = ["| what | measured |", "| --- | --- |"]
    lines += [f"| {what} | {measured} |" for what, measured, _ in found]
    readme.write_text(head + mark + "\n".join(lines) + "\n" + end + tail)


def main() -> int:
    """0."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("--only", help="tasks, comma separated: " + ", ".join(TASKS))
    parser.add_argument("--rounds", type=int, default=5)
    parser.add_argument("--record", action="store_true")
    options = parser.parse_args()
    if options.record and options.only:
        parser.error("--record writes the whole table: leave --only out")
    warnings.filterwarnings("ignore")
    found: list[Figure] = []
    for task in options.only.split(",") if options.only else TASKS:
        if task not in TASKS:
            parser.error(f"unknown task {task}: choose from {', '.join(TASKS)}")
        print(f"{task}: {TASKS[task].__doc__}", flush=True)
        for figure in TASKS[task](options.rounds):
            found.append(figure)
            what, measured, asked = figure
            print(f"  {what}: {measured}{asked and f'   (asked: {asked})'}", flush=True)
    if options.record:
        write_record(found)
    return 0


if __name__ == "__main__":
    sys.exit(main())
