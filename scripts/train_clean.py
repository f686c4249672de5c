#!/usr/bin/env python3
"""Train the block model of clean and write src/clean/html/model-*.bin.

    python scripts/train_clean.py --data ../shared/clean --work scratch

Needs lightgbm and numpy, and `cargo build --release --example clean_features`.  Trains on aeb,
wcxb, trafeval and chinese, whose licences allow it; every other set is for measuring only.
The pages of one host are always in one fold.

A block's label is the share of its words that the gold text has at the place where the block
stands in reading order; a page that has snippets only labels the blocks that hold them.
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
import time
import urllib.parse
import zlib

import lightgbm
import numpy as np

ROOT = pathlib.Path(__file__).resolve().parent.parent
TRAIN = ["aeb", "wcxb", "trafeval", "chinese"]
CJK = r"\u3040-\u30ff\u3400-\u9fff\uf900-\ufaff"
WORD = re.compile(f"[{CJK}]|[^\\W{CJK}]+")
SEED = 7
# What a page counts.  aeb has the strictest gold, by hand; wcxb has ten times its pages.
SHARE = {"aeb": 6.0, "wcxb": 1.0, "trafeval": 1.0, "chinese": 4.0}


# ------------------------------------------------------------------ pages and labels
def load(data, name):
    with gzip.open(data / name / "dev.jsonl.gz", "rt", encoding="utf-8") as file:
        return [json.loads(line) for line in file]


def features(data, work, name):
    """[(texts, rows)] of the pages of a set, from the example `clean_features`."""
    out = work / name
    command = [ROOT / "target/release/examples/clean_features", out]
    with gzip.open(data / name / "dev.jsonl.gz") as file:
        subprocess.run(command, input=file.read(), check=True)
    lines = [json.loads(line) for line in open(f"{out}.jsonl", encoding="utf-8")]
    names = next(line["names"] for line in lines if line["names"])
    rows = np.fromfile(f"{out}.f32", dtype="<f4").reshape(-1, len(names))
    return lines, rows, names


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
    def __init__(self, data, work, name):
        self.name, self.pages = name, load(data, name)
        lines, self.rows, self.names = features(data, work, name)
        self.texts = [line["texts"] for line in lines]
        self.ends = np.cumsum([0] + [len(t) for t in self.texts])
        self.fold = np.repeat(
            [zlib.crc32(host(p).encode()) for p in self.pages], np.diff(self.ends)
        )
        if name in TRAIN:
            self.labels, self.weights = self.labelled(work)

    def labelled(self, work):
        """Labels and weights of all blocks; remembered in the work folder, page by page."""
        store = work / f"{self.name}-labels.pickle"
        known = pickle.loads(store.read_bytes()) if store.exists() else {}
        fresh, out = {}, []
        for page, texts in zip(self.pages, self.texts):
            key = page["id"], zlib.crc32("\0".join(texts).encode())
            fresh[key] = known[key] if key in known else label_page(page, texts)
            out.append(fresh[key])
        store.write_bytes(pickle.dumps(fresh))
        return np.concatenate([o[0] for o in out]), np.concatenate([o[1] for o in out])

    def outputs(self, scores, threshold):
        """{page id: text of the blocks that score over the threshold}"""
        out = {}
        for page, texts, at in zip(self.pages, self.texts, self.ends):
            kept = [t for j, t in enumerate(texts) if scores[at + j] > threshold]
            out[page["id"]] = "\n\n".join(kept)
        return out


# ------------------------------------------------------------------ training
def fit(rows, labels, weights, trees, leaves, seed=SEED):
    data = lightgbm.Dataset(rows, labels, weight=weights, free_raw_data=True)
    options = {
        "objective": "cross_entropy",
        "num_leaves": leaves,
        "learning_rate": 24.0 / (trees + 120),
        "min_data_in_leaf": 60,
        "feature_fraction": 0.35,
        "bagging_fraction": 0.8,
        "bagging_freq": 1,
        "lambda_l2": 5.0,
        "max_bin": 127,
        "verbose": -1,
        "seed": seed,
        "deterministic": True,
        "num_threads": 2,
        "force_row_wise": True,
    }
    return lightgbm.train(options, data, trees)


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


def measure(score, sets, scores, threshold):
    for s, p in zip(sets, scores):
        gold = {r["id"]: {k: v for k, v in r.items() if k != "html"} for r in s.pages}
        result, _ = score.score_set(s.name, gold, s.outputs(p, threshold), lcs=False)
        keys = [
            k for k in ("P", "R", "F1", "pageF1_median", "bagF1", "exact", "snipF1") if k in result
        ]
        print(f"{s.name:12}", "  ".join(f"{k} {result[k]:.4f}" for k in keys), flush=True)


def main():
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("--data", type=pathlib.Path, required=True)
    parser.add_argument("--work", type=pathlib.Path, required=True)
    parser.add_argument("--folds", type=int, default=3)
    parser.add_argument("--trees", type=int, default=100)
    parser.add_argument("--leaves", type=int, default=24)
    parser.add_argument("--sample", type=float, default=0.5)
    parser.add_argument("--others", default="l3sgn1,cleaneval,daniel,dragnet,cleanportal")
    options = parser.parse_args()
    options.work.mkdir(exist_ok=True)
    sys.path.insert(0, str(options.data))
    import score

    began = time.time()
    sets = [Set(options.data, options.work, name) for name in TRAIN]
    rows = np.concatenate([s.rows for s in sets])
    labels = np.concatenate([s.labels for s in sets])
    weights = np.concatenate([s.weights for s in sets])
    groups = np.concatenate([s.fold for s in sets])
    bounds = np.cumsum([len(s.rows) for s in sets])[:-1]
    print(f"{len(rows)} blocks, {rows.shape[1]} features, {time.time() - began:.0f} s", flush=True)

    # Of the many blocks that nothing speaks for, a part is enough.
    random = np.random.default_rng(SEED)
    use = (weights > 0) & ((labels > 0) | (random.random(len(rows)) < options.sample))
    weights = np.where(labels > 0, weights, weights / options.sample)
    weights *= np.repeat([SHARE[s.name] for s in sets], [len(s.rows) for s in sets])

    def folds(rows, use):
        held = np.zeros(len(rows), dtype="<f4")
        for fold in range(options.folds):
            test = groups % options.folds == fold
            train = use & ~test
            model = fit(rows[train], labels[train], weights[train], options.trees, options.leaves)
            held[test] = model.predict(rows[test])
        return held

    def report(held):
        for threshold in (0.4, 0.5, 0.6):
            print("threshold", threshold)
            measure(score, sets, np.split(held, bounds), threshold)

    if options.folds:
        held = folds(rows, use)
        np.save(options.work / "held.npy", held)
        print(f"held-out folds, {time.time() - began:.0f} s")
        report(held)
    model = fit(rows[use], labels[use], weights[use], options.trees, options.leaves)
    write(model, ROOT / "src/clean/html/model.bin", rows.shape[1])
    gain = sorted(zip(model.feature_importance("gain"), sets[0].names), reverse=True)
    print("gain:", ", ".join(f"{n} {g:.0f}" for g, n in gain[:60]))
    print("little gain:", ", ".join(n for g, n in gain if g < 20))
    others = [Set(options.data, options.work, n) for n in options.others.split(",") if n]
    print(f"other sets, {time.time() - began:.0f} s")
    measure(score, others, [model.predict(s.rows) for s in others], 0.5)


if __name__ == "__main__":
    main()
