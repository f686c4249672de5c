#!/usr/bin/env python3
"""Write the texts that the benches of tokens measure to scratch/bench: news.txt, ascii.txt, mixed.txt.

    python scripts/bench_texts.py

English news are the articles of ../shared/claims/news_dev and the gold texts of ../shared/clean;
mixed.txt has as much of each of seven languages of ../shared/tokens/ud. Nothing of it is
committed. Standard library only.
"""

from __future__ import annotations

import gzip
import json
import os
import pathlib

ROOT = pathlib.Path(__file__).resolve().parent.parent
SHARED = pathlib.Path(os.environ.get("TAMIS_SHARED", ROOT.parent / "shared"))
MIXED = [
    "russian-gsd",
    "chinese-gsd",
    "japanese-gsd",
    "arabic-pud",
    "hindi-pud",
    "german-gsd",
    "thai-pud",
]


def news() -> str:
    texts = [p.read_text() for p in sorted((SHARED / "claims" / "news_dev").glob("*.txt"))]
    for name in ("aeb", "dragnet", "l3sgn1", "wcxb", "readability"):
        with gzip.open(SHARED / "clean" / name / "dev.jsonl.gz", "rt") as lines:
            for record in map(json.loads, lines):
                if record["gold"] and record["lang"] in ("en", None, ""):
                    texts.append(record["gold"])
    return "\n\n".join(texts)


def mixed() -> str:
    texts = []
    for name in MIXED:
        source = (SHARED / "tokens" / "ud" / f"ud-{name}.jsonl").read_text()
        data = "\n".join(json.loads(line)["text"] for line in source.splitlines()).encode()
        texts.append(data[:60_000].decode(errors="ignore"))
    return "\n".join(texts)


def main() -> None:
    folder = ROOT / "scratch" / "bench"
    folder.mkdir(parents=True, exist_ok=True)
    english = news()
    ascii_only = "".join(c for c in english if c.isascii())
    for name, text in (("news", english), ("ascii", ascii_only), ("mixed", mixed())):
        (folder / f"{name}.txt").write_text(text)
        data = text.encode()
        print(f"{name}: {len(data)} bytes, {len(data) - len(text)} more than characters")


if __name__ == "__main__":
    main()
