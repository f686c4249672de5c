#!/usr/bin/env python3
"""Train the block models of clean and write src/clean/html/first.bin and second.bin.

    cargo build --release --example clean_features
    python scripts/train_clean.py --data ../shared/clean --work scratch
    cargo build --release

Needs lightgbm and numpy. Trains on aeb, wcxb, trafeval and chinese, whose licences allow it;
every other set is for measuring only. Beside the pages of aeb and wcxb it learns from variants
of them (`page_variants.py`). The pages of one host are always in one fold. What is
printed for the sets trained on is the whole of `clean`, its rules included, with the scores of
models that have not seen the page's host; for the other sets with the models that are written.
The same data gives the same bytes, whatever the machine: one thread, fixed seeds.

A block's label is the share of its words that the gold text has at the place where the block
stands in reading order; a page that has snippets only labels the blocks that hold them. The
second stage learns from what the first says of pages whose hosts it was not trained on.
"""

import argparse
import gzip
import json
import pathlib
import pickle
import re
import struct
import subprocess
import sys
import urllib.parse
import zlib

import lightgbm
import numpy as np
from page_variants import posts, variant

ROOT = pathlib.Path(__file__).resolve().parent.parent
TRAIN = ["aeb", "wcxb", "trafeval", "chinese"]
CJK = r"\u3040-\u30ff\u3400-\u9fff\uf900-\ufaff"
WORD = re.compile(f"[{CJK}]|[^\\W{CJK}]+")
SEED = 7
# What a page counts.  aeb has the strictest gold, by hand; wcxb has ten times its pages.
SHARE = {"aeb": 6.0, "wcxb": 1.0, "trafeval": 1.0, "chinese": 4.0}
# The sets of whose pages variants are made, and what a variant counts beside a page.
VARIED = ["aeb", "wcxb"]
VARIANT = 0.4
FOLDS = 4
# Trees of each stage, and the leaves of a tree: the reader has a bit for each, 32 at most.
TREES = 100, 150
LEAVES = 24
# The share of the blocks without a word of the gold that the first stage learns from.
SAMPLE = 0.5
# The `LIVE` of src/clean/html/verdict.rs.
LIVE = 0.02


# ------------------------------------------------------------------ pages and labels
def load(data, name):
    with gzip.open(data / name / "dev.jsonl.gz", "rt", encoding="utf-8") as file:
        return [json.loads(line) for line in file]


def run(mode, pages, out, scores=None):
    """What the example `clean_features` writes for `pages`: a record a page, and the features."""
    command = [ROOT / "target/release/examples/clean_features", mode, out]
    if scores is not None:
        scores.astype("<f4").tofile(f"{out}.scores")
        command.append(f"{out}.scores")
    with open(pages, "rb") as file:
        subprocess.run(command, stdin=file, check=True)
    lines = [json.loads(line) for line in open(f"{out}.jsonl", encoding="utf-8")]
    names = next((line["names"] for line in lines if line.get("names")), [])
    return lines, np.fromfile(f"{out}.f32", dtype="<f4").reshape(-1, max(1, len(names))), names


def words(text):
    return [w.lower() for w in WORD.findall(text or "")]


class Fenwick:
    """Largest (value, link) over a prefix."""

    def __init__(self, size):
        self.best = [(0.0, -1)] * (size + 2)

    def update(self, at, value):
        at += 1
        while at < len(self.best):
            if value > self.best[at]:
                self.best[at] = value
            at += at & -at

    def query(self, at):
        at += 1
        best = (0.0, -1)
        while at > 0:
            best = max(best, self.best[at])
            at -= at & -at
        return best


def align(texts, gold):
    """The label of each block: the share of its words that the gold has there, in order."""
    target = words(gold)
    index = {}
    for n in (1, 2, 3, 4):
        for at in range(len(target) - n + 1):
            places = index.setdefault(tuple(target[at : at + n]), [])
            if len(places) < (40 if n == 4 else 10):
                places.append(at)
    blocks = [words(t) for t in texts]
    covers, steps = [], []
    for i, block in enumerate(blocks):
        n = min(4, len(block))
        grams = [tuple(block[j : j + n]) for j in range(len(block) - n + 1)] if n else []
        hits = [j for j, g in enumerate(grams) if g in index]
        covers.append(len(hits) / len(grams) if grams else 0.0)
        if covers[-1] >= 0.5:
            starts = {max(0, p - j) for j in hits[:3] for p in index[grams[j]]}
            steps.append((i, sorted(starts)[:60], len(block) * covers[-1]))
    tree, chain = Fenwick(len(target) + 2), []
    for i, starts, value in steps:
        fresh = []
        for start in starts:
            end = min(len(target), start + len(blocks[i]))
            before, link = tree.query(min(start + 1, len(target)))
            chain.append((i, start, end, link))
            fresh.append((end, (before + value, len(chain) - 1)))
        for end, entry in fresh:
            tree.update(end, entry)
    chosen = {}
    at = tree.query(len(target))[1]
    order = []
    while at >= 0:
        i, start, end, at = chain[at]
        order.append((i, start, end))
    order.reverse()
    for k, (i, start, end) in enumerate(order):
        near = len(blocks[i]) > 3
        near = near or (k > 0 and start - order[k - 1][2] <= 3)
        near = near or (k + 1 < len(order) and order[k + 1][1] - end <= 3)
        if near:
            chosen[i] = covers[i]
    used = {tuple(blocks[i]) for i in chosen}
    labels = []
    for i, block in enumerate(blocks):
        if i not in chosen and len(block) >= 8 and covers[i] >= 0.3 and tuple(block) not in used:
            chosen[i] = covers[i]
        labels.append(chosen.get(i, 0.0))
    return np.array(labels), len(target)


def label_page(page, texts):
    """(labels, weights) of the blocks of one page."""
    sizes = np.array([len(words(t)) for t in texts], dtype=float)
    if page["gold"]:
        labels, length = align(texts, page["gold"])
        weights = ((sizes + 2) / (length + 60)) ** 0.6
        return labels, weights
    flat = [" ".join(t.split()) for t in texts]
    labels, weights = np.zeros(len(texts)), np.zeros(len(texts))
    for wanted, snippets in ((0.0, page["without"]), (1.0, page["with"])):
        for snippet in (" ".join(s.split()) for s in snippets):
            for i, text in enumerate(flat):
                if snippet and snippet in text:
                    labels[i], weights[i] = wanted, 0.5
    return labels, weights


def host(page):
    name = urllib.parse.urlparse(page["url"] or "").hostname or page["id"]
    return ".".join(name.split(".")[-2:]) if page["url"] else name


class Set:
    """The pages of a set, their blocks, and what the models see of them."""

    def __init__(self, work, name, pages, kind="", share=1.0):
        self.name, self.key, self.share = name, name + kind, share
        self.gold = {p["id"]: {k: v for k, v in p.items() if k != "html"} for p in pages}
        self.out, self.source = work / self.key, work / f"{self.key}.pages.jsonl"
        pages = [dict(page) for page in pages]
        self.source.write_text("".join(json.dumps(p) + "\n" for p in pages))
        lines, self.rows, self.names = run("first", self.source, self.out)
        texts = [line["texts"] for line in lines]
        for page, blocks in zip(pages, texts):
            page["blocks"] = len(blocks)
        self.source.write_text("".join(json.dumps(p) + "\n" for p in pages))
        hosts = [zlib.crc32(host(p).encode()) for p in pages]
        self.hosts = np.repeat(hosts, [len(blocks) for blocks in texts])
        if name in TRAIN:
            self.labels, self.weights = self.labelled(work, pages, texts)

    def labelled(self, work, pages, texts):
        """Labels and weights of all blocks; remembered in the work folder, page by page."""
        store = work / f"{self.key}-labels.pickle"
        known = pickle.loads(store.read_bytes()) if store.exists() else {}
        fresh, out = {}, []
        for page, blocks in zip(pages, texts):
            key = page["id"], zlib.crc32("\0".join(blocks).encode())
            fresh[key] = known[key] if key in known else label_page(page, blocks)
            out.append(fresh[key])
        store.write_bytes(pickle.dumps(fresh))
        weights = np.concatenate([o[1] for o in out]) * SHARE[self.name] * self.share
        return np.concatenate([o[0] for o in out]), weights

    def second(self, first):
        """What the second stage sees beside the rows of the first, given its scores."""
        _, rows, names = run("second", self.source, self.out, first)
        return rows, names

    def texts(self, scores):
        """{page id: text} of clean where the blocks have these scores."""
        lines, _, _ = run("text", self.source, self.out, scores)
        return {line["id"]: line["text"] for line in lines}


# ------------------------------------------------------------------ training
def fit(rows, labels, weights, trees):
    options = {
        "objective": "cross_entropy",
        "num_leaves": LEAVES,
        "learning_rate": 24.0 / (trees + 120),
        "min_data_in_leaf": 60,
        "feature_fraction": 0.35,
        "bagging_fraction": 0.8,
        "bagging_freq": 1,
        "lambda_l2": 5.0,
        "max_bin": 127,
        "verbose": -1,
        "seed": SEED,
        "deterministic": True,
        "num_threads": 1,
        "force_row_wise": True,
    }
    data = lightgbm.Dataset(rows, labels, weight=weights, free_raw_data=True)
    return lightgbm.train(options, data, trees)


def train(rows, labels, weights, groups, use, score, trees):
    """The model of all rows in `use`, and the scores of the rows in `score` by models that have
    not seen their hosts."""
    held = np.zeros(len(rows), dtype="<f4")
    for fold in range(FOLDS):
        test, rest = score & (groups == fold), use & (groups != fold)
        held[test] = fit(rows[rest], labels[rest], weights[rest], trees).predict(rows[test])
    return fit(rows[use], labels[use], weights[use], trees), held


def write(model, path, count):
    """The format that src/clean/html/model.rs reads."""
    dump = model.dump_model()["tree_info"]
    out = [struct.pack("<HHf", count, len(dump), 0.0)]
    for tree in dump:
        nodes, leaves = [], []

        def walk(node, nodes=nodes, leaves=leaves):
            if "leaf_value" in node:
                leaves.append(node["leaf_value"])
                return -len(leaves)
            at = len(nodes)
            nodes.append(None)
            left, right = walk(node["left_child"]), walk(node["right_child"])
            threshold = np.float32(node["threshold"])
            nodes[at] = struct.pack("<Hfhh", node["split_feature"], threshold, left, right)
            return at

        walk(tree["tree_structure"])
        out.append(struct.pack("<H", len(nodes)) + b"".join(nodes))
        out.append(struct.pack(f"<{len(leaves)}f", *leaves))
    path.write_bytes(b"".join(out))
    print(f"{path.relative_to(ROOT)}: {path.stat().st_size} bytes")


def varied(work, pages):
    """The variants of the pages, as sets of their own."""
    pool = posts(pages["wcxb"])
    made = {name: [variant(page, pool) for page in pages[name]] for name in VARIED}
    return [Set(work, n, [v for v in made[n] if v], "-variants", VARIANT) for n in VARIED]


def measure(score, sets, scores, title):
    print(title)
    for s, p in zip(sets, scores):
        if s.share < 1.0:
            continue
        result, _ = score.score_set(s.name, s.gold, s.texts(p), lcs=False)
        keys = [
            k for k in ("P", "R", "F1", "pageF1_median", "bagF1", "exact", "snipF1") if k in result
        ]
        print(f"{s.name:12}", "  ".join(f"{k} {result[k]:.4f}" for k in keys), flush=True)


def gains(model, names):
    pairs = sorted(zip(model.feature_importance("gain"), names), reverse=True)
    print("gain:", ", ".join(f"{n} {g:.0f}" for g, n in pairs[:40]))


def main():
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("--data", type=pathlib.Path, required=True)
    parser.add_argument("--work", type=pathlib.Path, required=True)
    parser.add_argument("--others", default="l3sgn1,cleaneval,daniel,dragnet,cleanportal")
    options = parser.parse_args()
    options.work.mkdir(exist_ok=True)
    sys.path.insert(0, str(options.data))
    import score

    pages = {name: load(options.data, name) for name in TRAIN}
    sets = [Set(options.work, name, pages[name]) for name in TRAIN]
    sets += varied(options.work, pages)
    rows = np.concatenate([s.rows for s in sets])
    labels = np.concatenate([s.labels for s in sets])
    weights = np.concatenate([s.weights for s in sets])
    groups = np.concatenate([s.hosts for s in sets]) % FOLDS
    bounds = np.cumsum([len(s.rows) for s in sets])[:-1]
    own = np.repeat([s.share == 1.0 for s in sets], [len(s.rows) for s in sets])
    print(f"{len(rows)} blocks, {rows.shape[1]} features")

    # Of the many blocks that nothing speaks for, a part is enough for the first stage.
    random = np.random.default_rng(SEED)
    use = (weights > 0) & ((labels > 0) | (random.random(len(rows)) < SAMPLE))
    sampled = np.where(labels > 0, weights, weights / SAMPLE)
    everything = np.ones(len(rows), dtype=bool)
    first, held = train(rows, labels, sampled, groups, use, everything, TREES[0])
    measure(score, sets, np.split(held, bounds), "first stage, folds")
    gains(first, sets[0].names)

    parts = [s.second(p) for s, p in zip(sets, np.split(held, bounds))]
    both = np.hstack([rows, np.concatenate([part for part, _ in parts])])
    live = held > LIVE
    second, again = train(both, labels, weights, groups, live & (weights > 0), live & own, TREES[1])
    scores = np.where(live, again, held)
    np.save(options.work / "held.npy", scores)
    measure(score, sets, np.split(scores, bounds), "second stage, folds")
    gains(second, sets[0].names + parts[0][1])

    write(first, ROOT / "src/clean/html/first.bin", rows.shape[1])
    write(second, ROOT / "src/clean/html/second.bin", both.shape[1])
    names = [n for n in options.others.split(",") if n]
    others = [Set(options.work, n, load(options.data, n)) for n in names]
    scores = []
    for s in others:
        held = first.predict(s.rows)
        live = held > LIVE
        held[live] = second.predict(np.hstack([s.rows, s.second(held)[0]])[live])
        scores.append(held)
    measure(score, others, scores, "other sets, the models written")


if __name__ == "__main__":
    main()
