"""Measures tamis.report: seconds, megabytes and first paint for 10,000 made-up articles.

    python scripts/bench_report.py [ARTICLES] [FOLDER]

Extraction (`tamis run`) is apart. The sentences are made of our own patterns and of names that
are put together from syllables, so that they are compressed no better than news.
"""

import json
import random
import sys
import tempfile
import time
from pathlib import Path

import tamis

SYLLABLES = "ka lo ve mar ten dul ris bo an sel port ham ster wick gra no li fel tor un".split()
THINGS = """dockers ships households farmers pupils tourists engineers lorries trees patients voters
soldiers books flats tickets accidents passengers nurses turbines bridges shops visitors""".split()
VERBS = "left arrived were counted were hurt protested returned voted were sold were built".split()
PATTERNS = """{Over} {n} {things} {verb} in {Name} {when}, {who} said.
The {name} council spent £{m} million on {things}, {pct} per cent more than {when}.
{who} told reporters that {n} {things} and {n2} {things2} {verb} {when}.
It took {d} days to reach {Name}, which lies {km} km from the coast.
Prices of {things} rose by {pct} per cent to €{m} in {Name}.
{Name}, {age}, has worked for the {name} museum for {d} years.
Nobody in {Name} expected the {name} bridge to open before the summer, and nobody complained.
The {things} of {Name} had been promised a new {name} station for as long as people remember.
Between {n} and {n2} {things} {verb} near the {name} works {when}.
Only one in {k} {things} in {Name} has heard of the {name} plan.""".split("\n")


def article(chance: random.Random, at: int) -> dict[str, str]:
    """One made-up article with its date."""

    def name() -> str:
        return "".join(chance.choices(SYLLABLES, k=chance.randint(2, 4)))

    def sentence() -> str:
        n = int(10 ** chance.uniform(0.5, 5))
        return chance.choice(PATTERNS).format(
            Over=chance.choice(["Over", "About", "At least", "Fewer than", "Some", "Exactly"]),
            n=f"{n:,}",
            n2=f"{n * chance.randint(2, 9):,}",
            m=f"{10 ** chance.uniform(0, 3):.1f}",
            pct=chance.randint(2, 60),
            d=chance.randint(2, 30),
            km=chance.randint(3, 400),
            k=chance.randint(3, 12),
            age=chance.randint(18, 90),
            things=chance.choice(THINGS),
            things2=chance.choice(THINGS),
            verb=chance.choice(VERBS),
            Name=name().title(),
            name=name(),
            who=chance.choice(
                ["the mayor", "the union", "the police", f"{name()} {name()}".title()]
            ),
            when=chance.choice(["on Monday", "last year", "in 2019", "in March", "last week"]),
        )

    paragraphs = [" ".join(sentence() for _ in range(3)) for _ in range(5)]
    year, month = 2015 + at % 10, 1 + at % 12
    return {
        "id": f"article-{at:05}",
        "published": f"{year}-{month:02}-{1 + at % 28:02}",
        "text": "\n\n".join(
            [f"{name()} {name()} {at}".title(), *paragraphs, "Read more: Seven bays"]
        ),
    }


def first_paint(page: Path) -> tuple[float, float]:
    """Seconds to the first contentful paint and until the list is there, in Chromium."""
    from selenium import webdriver
    from selenium.webdriver.chrome.service import Service

    options = webdriver.ChromeOptions()
    options.binary_location = "/usr/bin/chromium"
    for flag in "headless no-sandbox disable-gpu disable-quic no-first-run disable-sync".split():
        options.add_argument(f"--{flag}")
    for flag in ("disable-background-networking", "disable-component-update"):
        options.add_argument(f"--{flag}")
    options.add_argument(f"--user-data-dir={tempfile.mkdtemp()}")
    driver = webdriver.Chrome(options=options, service=Service("/usr/bin/chromedriver"))
    try:
        began = time.monotonic()
        driver.get(page.absolute().as_uri())
        while not driver.execute_script("return document.body.dataset.ready"):
            time.sleep(0.02)
        ready = time.monotonic() - began
        paint = driver.execute_script(
            "return performance.getEntriesByName('first-contentful-paint')[0].startTime"
        )
        return paint / 1000, ready
    finally:
        driver.quit()


def main() -> None:
    """Prints the figures of `tamis run` and of the page from the corpus and from its table."""
    count = int(sys.argv[1]) if len(sys.argv) > 1 else 10_000
    folder = Path(sys.argv[2] if len(sys.argv) > 2 else tempfile.mkdtemp())
    chance = random.Random(5)
    source = folder / "news.jsonl"
    with source.open("w") as out:
        for at in range(count):
            out.write(json.dumps(article(chance, at)) + "\n")
    print(f"{count} articles, {source.stat().st_size / 1e6:.1f} MB")
    print(tamis.run(source, folder / "news.parquet", keep=["published"], overwrite=True))
    for given, options in (
        (folder / "news.parquet", {}),
        (source, {"published_column": "published"}),
    ):
        page = folder / f"{given.suffix[1:]}.html"
        print(tamis.report(given, page, **options))
        paint, ready = first_paint(page)
        print(f"first paint {paint:.2f} s, list {ready:.2f} s")


if __name__ == "__main__":
    main()
