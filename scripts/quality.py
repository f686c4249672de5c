#!/usr/bin/env python3
"""Print every accuracy figure beside its floor; exit 1 where one fell below it.

    python scripts/quality.py [--only claims,seed] [--quick] [--raise]

The gold data and its scorers are read from ../shared (or $TAMIS_SHARED); without that folder
there is nothing to measure and the script says so. Floors stand in tests/quality.toml:
`--raise` lifts each to what was measured, and nothing here lowers one. `--peers` prints the
main-text figures of the other extractors that are installed, on the same pages.
"""

from __future__ import annotations

import argparse
import gzip
import importlib.util
import json
import math
import os
import pathlib
import re
import sys
import tomllib
from collections.abc import Callable, Iterator
from html import unescape
from types import ModuleType
from typing import Any

import tamis

ROOT = pathlib.Path(__file__).resolve().parent.parent
SHARED = pathlib.Path(os.environ.get("TAMIS_SHARED", ROOT.parent / "shared"))
FLOORS = ROOT / "tests" / "quality.toml"
Figures = dict[str, float]

# The six treebanks over which sentence and token figures are pooled.
TREEBANKS = ["english-ewt", "english-gum", "german-gsd", "french-gsd", "spanish-gsd", "russian-gsd"]
NEWS_FIELDS = "span exact value kind hedge unit counted claim speaker when event direction".split()
# Figure -> (suites pooled, measure, how the predictions are made).
SUITES = {
    "units": ("recognizers_currency recognizers_dimension recognizers_temperature recognizers_age "
              "recognizers_percent", "value+unit", "claims"),
    "currency": ("recognizers_currency", "value+unit", "claims"),
    "dimension": ("recognizers_dimension", "value+unit", "claims"),
    "range": ("recognizers_range", "value+bound", "claims"),
    "duckling": ("duckling_quantity duckling_amountofmoney", "value+bound", "claims"),
    "quantulum3": ("quantulum3 quantulum3_ambiguous quantulum3_spellout", "value+unit", "claims"),
    "grobid": ("grobid_quantities", "span", "claims"),
    "numerals": ("recognizers_number text2num", "value", "numbers"),
}  # fmt: skip
CLEAN_SETS = {
    "aeb": ("F1", "exact"),
    "wcxb": ("F1", "bagF1"),
    "trafeval": ("snipF1",),
    "cleaneval": ("F1",),
    "l3sgn1": ("F1",),
    "daniel": ("F1",),
    "dragnet": ("F1",),
    "cleanportal": ("F1",),
    "chinese": ("F1",),
}

# The day of publication that a page states to machines; years before 1990 are blanks.
JSON_LD = re.compile(r"<script[^>]*ld\+json[^>]*>.*?</script>", re.DOTALL | re.IGNORECASE)
PUBLISHED = re.compile(r'"datePublished"\s*:\s*"((?:199|20\d)\d-\d\d-\d\d)')

# What parts lines, and what is no text, in the peers that give markup.
BREAK = re.compile(r"</(?:p|div|li|h[1-6]|t[dh]|pre|blockquote|dt|dd)>|<br */?>")
TAG = re.compile(r"</?[a-zA-Z][^>]*>")
# Name -> (module, how it is asked for the main text of a page).
PEERS: dict[str, tuple[str, Callable[[Any, str], str | None]]] = {
    "trafilatura": ("trafilatura", lambda m, html: m.extract(html, include_comments=False)),
    "resiliparse": (
        "resiliparse.extract.html2text",
        lambda m, html: m.extract_plain_text(html, main_content=True),
    ),
    "readability-lxml": (
        "readability",
        lambda m, html: unescape(TAG.sub("", BREAK.sub("\n", m.Document(html).summary()))),
    ),
    "jusText": (
        "justext",
        lambda m, html: "\n".join(
            p.text for p in m.justext(html, m.get_stoplist("English")) if not p.is_boilerplate
        ),
    ),
}


def scorer(stage: str) -> ModuleType:
    """The scorer of one data folder, as a module."""
    spec = importlib.util.spec_from_file_location(f"score_{stage}", SHARED / stage / "score.py")
    assert spec and spec.loader
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


def rows(path: pathlib.Path) -> Iterator[dict[str, Any]]:
    """The records of a JSON lines file, gzipped or not."""
    with gzip.open(path, "rt") if path.suffix == ".gz" else open(path, encoding="utf-8") as lines:
        yield from (json.loads(line) for line in lines if line.strip())


def seed(quick: bool) -> Figures:
    """The article that the project began with: blocks right, claims right."""
    text = (SHARED / "seed" / "article.txt").read_text(encoding="utf-8")
    document = tamis.analyze(text)
    roles: dict[int, str] = {}
    for block in document.article.blocks:
        for at in range(block.start, block.end):
            roles[at] = block.role
    gold_blocks = list(rows(SHARED / "seed" / "blocks.jsonl"))
    blocks = sum(
        {roles.get(at) for at in range(b["start"], b["end"])} == {b["label"]} for b in gold_blocks
    )
    found = []
    for claim in document.claims:
        span = document.article.locate(claim)
        found.append({**claim.to_dict(), "doc": "article", "start": span.start, "end": span.end})
    score = scorer("claims")
    gold = list(rows(SHARED / "seed" / "claims.jsonl"))
    pairs = [(gold[i], found[j]) for i, j in score.pair(gold, found)]
    right = {name: sum(score.TESTS[name](g, p) for g, p in pairs) for name in score.TESTS}
    both = sum(score.TESTS["value"](g, p) and score.TESTS["bound"](g, p) for g, p in pairs)
    return {
        "seed.blocks": blocks,
        "seed.value_and_bound": both,
        "seed.claim": right["claim"],
        "seed.spurious": -(len(found) - len(pairs)),
    }


def news(quick: bool) -> Figures:
    """Numeric claims of news articles, field by field (F1)."""
    score = scorer("claims")
    folder = SHARED / "claims" / "news_dev"
    found = []
    for path in sorted(folder.glob("*.txt")):
        for claim in tamis.claims(path.read_text(encoding="utf-8")):
            found.append({**claim.to_dict(), "doc": path.stem})
    docs = {path.stem for path in folder.glob("*.txt")}
    result, _ = score.score(list(rows(SHARED / "claims" / "news_dev.jsonl")), found, docs)
    return {f"claims.news.{name}": result["all"][name]["f1"] for name in NEWS_FIELDS}


def suite_predictions(cases: list[dict[str, Any]], made_by: str) -> list[dict[str, Any]]:
    """Claims, or plain numbers, of every case."""
    out = []
    for case in cases:
        if made_by == "claims":
            out += [{**c.to_dict(), "doc": case["id"]} for c in tamis.claims(case["text"])]
        else:
            out += [
                {
                    "doc": case["id"],
                    "start": n.start,
                    "end": n.end,
                    "value": n.value,
                    "value2": None,
                }
                for n in tamis.numbers(case["text"])
            ]
    return out


def suites(quick: bool) -> Figures:
    """Public test suites of quantity extractors (F1; recall for bare numerals)."""
    score = scorer("claims")
    figures = {}
    for name, (files, measure, made_by) in SUITES.items():
        hits = predicted = expected = 0
        for file in files.split():
            cases = list(rows(SHARED / "claims" / "suites" / f"{file}.jsonl"))
            result, _ = score.score_suite(cases, suite_predictions(cases, made_by))
            part = result["all"].get(measure)
            if part:
                hits, predicted, expected = (
                    hits + part["hits"],
                    predicted + part["pred"],
                    expected + part["gold"],
                )
        total = score.prf(hits, predicted, expected)
        figures[f"claims.suites.{name}"] = total["r" if made_by == "numbers" else "f1"]
    return figures


def pages(quick: bool) -> Figures:
    """Main text of pages: F1 of four-word shingles, and what else a set is judged by."""
    score = scorer("clean")
    figures: Figures = {}
    for name, measures in CLEAN_SETS.items():
        if quick and name != "aeb":
            continue
        records = list(rows(SHARED / "clean" / name / "dev.jsonl.gz"))
        found = {r["id"]: tamis.clean(r["html"], format="html", url=r["url"]).text for r in records}
        gold = {r["id"]: r for r in records}
        summary, _ = score.score_set(name, gold, found, lcs=False)
        figures |= {f"clean.{name}.{measure}": summary[measure] for measure in measures}
    return figures


def peers(quick: bool) -> Figures:
    """What `pages` measures, of the other extractors that are installed."""
    score = scorer("clean")
    figures: Figures = {}
    if importlib.util.find_spec("htmldate"):
        find_date = importlib.import_module("htmldate").find_date
        figures |= day_shares("htmldate", lambda page: find_date(page, original_date=True))
    for peer, (module, extract) in PEERS.items():
        if importlib.util.find_spec(module.split(".")[0]) is None:
            continue
        tool = importlib.import_module(module)
        for name, measures in CLEAN_SETS.items():
            if quick and name != "aeb":
                continue
            records = list(rows(SHARED / "clean" / name / "dev.jsonl.gz"))
            found = {r["id"]: attempt(extract, tool, r["html"]) for r in records}
            gold = {r["id"]: r for r in records}
            summary, _ = score.score_set(name, gold, found, lcs=False)
            figures |= {f"{peer}.{name}.{measure}": summary[measure] for measure in measures}
    return figures


def dates(quick: bool) -> Figures:
    """Exact day of publication where JSON-LD states one: found with its help and without it."""
    return day_shares("clean", lambda page: tamis.clean(page, format="html").published)


def day_shares(tool: str, find: Callable[[str], str | None]) -> Figures:
    """The share of days that `find` finds in pages as they are, and in the same without JSON-LD."""
    hits, pages = [0, 0], 0
    for name in ("aeb", "trafeval"):
        for record in rows(SHARED / "clean" / name / "dev.jsonl.gz"):
            html = record["html"]
            days = {m[1] for script in JSON_LD.findall(html) for m in PUBLISHED.finditer(script)}
            if len(days) != 1:
                continue
            (day,) = days
            pages += 1
            for i, page in enumerate((html, JSON_LD.sub("", html))):
                hits[i] += (find(page) or "")[:10] == day
    stated, unstated = (hit / pages for hit in hits)
    return {f"{tool}.published.stated": stated, f"{tool}.published.unstated": unstated}


def attempt(extract: Callable[[Any, str], str | None], tool: ModuleType, html: str) -> str:
    """The text that a peer finds; none where it raises."""
    try:
        return extract(tool, html) or ""
    except Exception:
        return ""


def plain(quick: bool) -> Figures:
    """Boilerplate lines in plain text: F1 of removed and of kept characters."""
    score = scorer("clean")
    figures = {}
    for name in ("scraped", "plaintext"):
        records = list(rows(SHARED / "clean" / name / "dev.jsonl.gz"))
        if quick:
            records = records[::10]
        found = {r["id"]: tamis.clean("\n".join(r["lines"]), format="text").text for r in records}
        summary, _ = score.score_plain(records, found)
        if not quick:
            figures[f"clean.{name}.removed"] = summary["bpF1"]
            figures[f"clean.{name}.kept"] = summary["F1"]
    return figures


def breaks(quick: bool) -> Figures:
    """Unicode's own break tests: the share that passes."""
    score = scorer("tokens")
    figures = {}
    for level in ("grapheme", "word", "sentence"):
        file = SHARED / "tokens" / "uax29" / f"{level}-18.txt"
        (result,) = score.score_breaks(
            [str(file)], lambda _, text, level=level: list(tamis.boundaries(text, level))
        ).values()
        figures[f"tokens.uax29.{level}"] = result["passed"] / result["of"]
    return figures


def treebanks(quick: bool) -> Figures:
    """Sentences and tokens against treebanks: F1, pooled and by language."""
    score = scorer("tokens")
    gold = [r for name in TREEBANKS for r in rows(SHARED / "tokens" / "ud" / f"ud-{name}.jsonl")]
    if quick:
        return {}

    def sentences(record: dict[str, Any]) -> list[tuple[int, int]]:
        return [(s.start, s.end) for s in tamis.sentences(record["text"], lang=record["lang"])]

    def tokens(record: dict[str, Any]) -> list[tuple[int, int]]:
        return [(t.start, t.end) for t in tamis.tokens(record["text"], lang=record["lang"])]

    figures = {}
    for suite, result in score.score_spans("sentences", gold, sentences).items():
        figures[f"tokens.sentences.{suite.removeprefix('ud-')}"] = result["f1"]
    (whole,) = [
        r for s, r in score.score_spans("tokens", gold, tokens, words=True).items() if s == "all"
    ]
    figures["tokens.tokens.all"] = whole["f1"]
    rules = [r for r in rows(SHARED / "tokens" / "sentences" / "pysbd.jsonl") if r["lang"] == "en"]
    figures["tokens.sentences.pysbd-en"] = score.score_spans("sentences", rules, sentences)["all"][
        "exact"
    ]
    for name in ("chinese-gsd", "japanese-gsd", "thai-pud"):
        gold = list(rows(SHARED / "tokens" / "ud" / f"ud-{name}.jsonl"))
        figures[f"tokens.tokens.{name}"] = score.score_spans("tokens", gold, tokens, words=True)[
            "all"
        ]["f1"]
    return figures


GROUPS: dict[str, Callable[[bool], Figures]] = {
    "seed": seed,
    "news": news,
    "suites": suites,
    "pages": pages,
    "dates": dates,
    "plain": plain,
    "breaks": breaks,
    "treebanks": treebanks,
}


def compare(figures: Figures, floors: dict[str, float]) -> list[str]:
    """Print each figure beside its floor; the names of those below."""
    below = []
    for name, value in figures.items():
        floor = floors.get(name)
        fell = floor is not None and value < floor - 1e-9
        below += [name] if fell else []
        note = "" if floor is None else f"floor {floor:8.3f}{'   BELOW' if fell else ''}"
        print(f"{name:34} {value:8.3f}   {note}", flush=True)
    return below


def raised(figures: Figures, floors: dict[str, float]) -> str:
    """The floors file with every floor at least at what was measured, rounded down."""
    new = dict(floors)
    for name, value in figures.items():
        new[name] = max(floors.get(name, -math.inf), math.floor(value * 1000) / 1000)
    head = [line for line in FLOORS.read_text().splitlines() if line.startswith("#")]
    return "\n".join(
        [*head, "", *(f'"{name}" = {value:g}' for name, value in sorted(new.items())), ""]
    )


def main() -> int:
    """0; 1 where a figure fell below its floor."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("--only", help="groups, comma separated: " + ", ".join(GROUPS))
    parser.add_argument("--quick", action="store_true", help="leave out the large sets")
    parser.add_argument(
        "--raise", dest="lift", action="store_true", help="lift the floors to what was measured"
    )
    parser.add_argument("--peers", action="store_true", help="measure other extractors instead")
    options = parser.parse_args()
    if not SHARED.is_dir():
        print(
            f"quality: nothing measured, there is no folder {SHARED}; set TAMIS_SHARED to its place"
        )
        return 0
    names = options.only.split(",") if options.only else list(GROUPS)
    if unknown := set(names) - set(GROUPS):
        parser.error(f"unknown group {', '.join(sorted(unknown))}: choose from {', '.join(GROUPS)}")
    if options.peers:
        compare(peers(options.quick), {})
        return 0
    floors: dict[str, float] = tomllib.loads(FLOORS.read_text())
    figures: Figures = {}
    below: list[str] = []
    for name in names:
        part = GROUPS[name](options.quick)
        below += compare(part, floors)
        figures |= part
    if options.lift and not options.quick:
        FLOORS.write_text(raised(figures, floors))
    if below:
        print(f"quality: {len(below)} below the floor: {', '.join(below)}", file=sys.stderr)
    return 1 if below else 0


if __name__ == "__main__":
    sys.exit(main())
