#!/usr/bin/env python3
"""Train the line model of src/clean/plain and write its weights.

    cargo build --release --example dump
    python scripts/train_plain.py --data ../shared/clean [--write]

Needs numpy, scipy and catboost. The lines come from the sets `plaintext` and
`scraped`; only those whose licence allows it are trained on (aeb, wcxb, chinese), all are
measured. Hosts never stand in two folds. The second stage learns from what the first says
of pages that it was not trained on. Without --write it only measures: the folds' own
predictions for the sets trained on, the final model's for the others.
"""

import argparse
import collections
import gzip
import hashlib
import json
import os
import pathlib
import random
import struct
import subprocess
import tempfile
import urllib.parse

import numpy as np
import scipy.optimize
import scipy.sparse
from catboost import CatBoostClassifier, Pool

ROOT = pathlib.Path(__file__).resolve().parent.parent
TARGET = pathlib.Path(os.environ.get("CARGO_TARGET_DIR", ROOT / "target"))
LICENSED = ("aeb", "wcxb", "chinese")
DEPTH = 6
FOLDS = 4
UNIT = 4096
SLOTS = (1 << 14) + (1 << 15)
WEIGHTS = ROOT / "src" / "clean" / "plain" / "weights.bin"


class Page:
    """The blocks of one page: features, labels, characters, and which lines they are."""

    def __init__(self, record, name, host, cut=False):
        self.id, self.set, self.host, self.cut = record["id"], name, host, cut
        self.lines, self.line_labels = record["lines"], record["labels"]
        self.licensed = self.id.split("/")[0] in LICENSED


def hosts(data):
    """{page id: host} of the sets that have addresses."""
    out = {}
    for name in LICENSED:
        with gzip.open(data / name / "dev.jsonl.gz", "rt", encoding="utf-8") as rows:
            for record in map(json.loads, rows):
                out[f"{name}/{record['id']}"] = out[record["id"]] = (
                    urllib.parse.urlsplit(record.get("url") or "").hostname or record["id"]
                )
    return out


def load(data):
    """All pages, and of the licensed ones also stretches cut out of them: texts as short as
    people paste them, which no set has."""
    rnd, pages, host_of = random.Random(1), [], hosts(data)
    for name in ("plaintext", "scraped"):
        with gzip.open(data / name / "dev.jsonl.gz", "rt", encoding="utf-8") as rows:
            for record in map(json.loads, rows):
                key = "/".join(record["id"].split("/")[:2])
                host = host_of.get(key) or host_of.get(key.split("/")[1]) or key
                page = Page(record, name, host)
                pages.append(page)
                if not page.licensed or rnd.random() > 0.35 or len(page.lines) < 6:
                    continue
                # From the article alone: a few lines of content, and what stands among them.
                content = [i for i, y in enumerate(page.line_labels) if y == 1]
                if len(content) < 3:
                    continue
                start = rnd.choice(content)
                end = min(start + rnd.choice((1, 2, 3, 5, 8, 13, 21)), content[-1] + 1)
                piece = {
                    "id": page.id,
                    "lines": page.lines[start:end],
                    "labels": page.line_labels[start:end],
                }
                pages.append(Page(piece, name, host, cut=True))
    return pages + middles(pages)


def middles(pages):
    """Of some licensed dumps the stretch from a little before the article to a little after
    it: what an extractor that errs leaves of a page."""
    rnd, out = random.Random(7), []
    for page in pages:
        if not page.licensed or page.cut or page.set != "plaintext" or rnd.random() >= 0.35:
            continue
        content = [i for i, y in enumerate(page.line_labels) if y == 1]
        if len(content) < 5:
            continue
        start = max(0, content[0] - rnd.choice((0, 0, 1, 2, 3, 5, 8)))
        end = min(len(page.lines), content[-1] + 1 + rnd.choice((0, 1, 2, 4, 8, 15, 30)))
        piece = {
            "id": page.id,
            "lines": page.lines[start:end],
            "labels": page.line_labels[start:end],
        }
        out.append(Page(piece, "scraped", page.host, cut=True))
    return out


def run(pages, scores=None, lexicon=None):
    """The records that the dump example gives for each page."""
    with tempfile.NamedTemporaryFile("w+", encoding="utf-8", suffix=".jsonl") as source:
        for n, page in enumerate(pages):
            record = {"id": n, "text": "\n".join(page.lines)}
            if scores is not None:
                record["scores"] = scores[n].tolist()
            source.write(json.dumps(record) + "\n")
        source.flush()
        source.seek(0)
        command = [TARGET / "release" / "examples" / "dump", "plain"]
        with tempfile.NamedTemporaryFile(suffix=".bin") as weights:
            if lexicon is not None:
                weights.write(lexicon.astype(np.int8).tobytes())
                weights.flush()
                command.append(weights.name)
            result = subprocess.run(command, stdin=source, stdout=subprocess.PIPE, check=True)
    return (json.loads(line) for line in result.stdout.split(b"\n") if line)


def features(pages, lexicons, scores=None):
    """Feature rows of all pages, blocks by features; each by the lexicon not made of it."""
    out = [None] * len(pages)
    for k, lexicon in enumerate(lexicons):
        which = [n for n, p in enumerate(pages) if (fold(p) if p.licensed else FOLDS) == k]
        some = None if scores is None else [scores[n] for n in which]
        for n, record in zip(which, run([pages[n] for n in which], some, lexicon)):
            raw = np.frombuffer(bytes.fromhex(record["features"]), np.uint8)
            out[n] = raw.reshape(-1, len(pages[n].units)).T
    return out


def read_slots(pages):
    """Sets the blocks, labels and lexicon slots of each page."""
    for page, record in zip(pages, run(pages)):
        page.units = record["lines"]
        page.slots = [np.array(s, np.int32) for s in record["slots"]]
        label(page)


def lexicon_of(pages):
    """A logistic regression of labels on the mean of words and pairs, as signed bytes."""
    slots, sizes, ys, ws = [], [], [], []
    for page in pages:
        weight = 1 / np.sqrt(len(page.units))
        for s, y, c in zip(page.slots, page.labels, page.chars):
            if y >= 0 and len(s):
                slots.append(s)
                sizes.append(len(s))
                ys.append(y)
                ws.append(weight * (c + 8.0) ** 0.5)
    indptr = np.concatenate([[0], np.cumsum(sizes)])
    values = np.repeat(2.0 / np.array(sizes), sizes)
    x = scipy.sparse.csr_matrix((values, np.concatenate(slots), indptr), (len(sizes), SLOTS))
    xt, y, w = x.T.tocsr(), np.array(ys, float), np.array(ws) / np.mean(ws)

    def loss(theta):
        z = x @ theta[:-1] + theta[-1]
        p = 1 / (1 + np.exp(-z))
        value = (w * (np.logaddexp(0, z) - y * z)).sum() + OPTIONS.l2 * (theta[:-1] ** 2).sum() / 2
        error = w * (p - y)
        return value, np.append(xt @ error + OPTIONS.l2 * theta[:-1], error.sum())

    best = scipy.optimize.minimize(
        loss, np.zeros(SLOTS + 1), jac=True, method="L-BFGS-B", options={"maxiter": 40}
    )
    return np.clip(np.round(best.x[:-1] * 8), -127, 127)


def lexicons(pages):
    """For each fold the lexicon of the other folds, and last that of all."""
    train = [p for p in pages if p.licensed and not p.cut]
    out = [lexicon_of([p for p in train if fold(p) != k]) for k in range(FOLDS)]
    return [*out, lexicon_of(train)]


def label(page):
    """Of each block its label and its characters, by most of its scored characters."""
    page.labels, page.chars = [], []
    for first, end in page.units:
        weight = collections.Counter()
        for i in range(first, end):
            weight[page.line_labels[i]] += len(page.lines[i])
        page.labels.append(max((-1, 0, 1), key=lambda y: (weight[y], y)))
        page.chars.append(sum(weight.values()))
    page.labels, page.chars = np.array(page.labels), np.array(page.chars)
    page.doubted = np.zeros(len(page.labels), bool)


def fold(page):
    return int(hashlib.sha1(page.host.encode()).hexdigest(), 16) % FOLDS


def stack(pages, rows, which):
    """Rows, labels and weights of the scored blocks of the pages in `which`."""
    xs, ys, ws = [], [], []
    for n in which:
        page = pages[n]
        use = (page.labels >= 0) & ~page.doubted
        if not use.any():
            continue
        xs.append(rows[n][use])
        ys.append(page.labels[use])
        # Between counting characters (the measure) and counting lines (what a reader sees).
        ws.append(
            (page.chars[use] + 8.0) ** OPTIONS.power
            * (OPTIONS.scraped if page.set == "scraped" else 1.0)
        )
    x, y, w = np.concatenate(xs), np.concatenate(ys), np.concatenate(ws)
    # Light blocks by lot, each then counting for those left out: the same sums, less to sort.
    chance = np.minimum(1, w * OPTIONS.rows / w.sum())
    use = np.random.default_rng(1).random(len(w)) < chance
    return x[use], y[use], (w / chance)[use]


def doubt(pages, scores, content, boilerplate):
    """Sets aside, for training alone, the blocks whose label models of other hosts are sure
    is wrong: gold texts leave out paragraphs, and the labels with them."""
    for page, raw in zip(pages, scores):
        page.doubted = (page.labels == 0) & (raw > content) | (page.labels == 1) & (
            raw < boilerplate
        )


def fit(x, y, w, trees, seed=0):
    model = CatBoostClassifier(
        iterations=trees, depth=DEPTH, learning_rate=OPTIONS.rate, l2_leaf_reg=25, border_count=128,
        random_seed=seed, verbose=0, thread_count=OPTIONS.threads, random_strength=0.5,
        bootstrap_type="Bernoulli", subsample=0.7, rsm=0.25, allow_writing_files=False,
        boosting_type="Plain",
    )  # fmt: skip
    model.fit(Pool(x, y, weight=w / w.mean()))
    return model


def predict(model, x):
    return model.predict(x, prediction_type="RawFormulaVal") if len(x) else np.zeros(0)


def byte(raw):
    return (1 / (1 + np.exp(-raw)) * 255).astype(np.uint8)


def out_of_fold(pages, rows, trees):
    """Raw scores of each page by a model not trained on its host, and the model of all."""
    train = [n for n, p in enumerate(pages) if p.licensed]
    final = fit(*stack(pages, rows, train), trees)
    scores = [None] * len(pages)
    for n, page in enumerate(pages):
        if not page.licensed:
            scores[n] = predict(final, rows[n])
    for k in range(FOLDS):
        model = fit(*stack(pages, rows, [n for n in train if fold(pages[n]) != k]), trees, k)
        for n in train:
            if fold(pages[n]) == k:
                scores[n] = predict(model, rows[n])
    return scores, final


def measure(pages, scores, name, sets=None, threshold=0.5):
    """Pooled F1 of removed and of kept characters, as ../shared/clean/score.py counts."""
    logit = np.log(threshold / (1 - threshold))
    c = collections.Counter()
    for page, raw in zip(pages, scores):
        if page.set != name or page.cut or (sets and page.id.split("/")[0] not in sets):
            continue
        for y, keep, n in zip(page.labels, raw > logit, page.chars):
            if y >= 0:
                c[int(y), bool(keep)] += int(n)
    tp, fn, fp, tn = c[1, True], c[1, False], c[0, True], c[0, False]

    def f(a):
        return 2 * a / max(1, 2 * a + fp + fn)

    return f(tn), f(tp)


def report(pages, scores, title):
    for name in ("scraped", "plaintext"):
        cells = []
        for sets in (
            None,
            LICENSED,
            *([s] for s in ("aeb", "wcxb", "chinese", "l3sgn1", "daniel", "cleanportal")),
        ):
            tag = "all" if sets is None else "cv" if sets == LICENSED else sets[0]
            cells.append("{} {:.3f}/{:.3f}".format(tag, *measure(pages, scores, name, sets)))
        print(f"{title} {name:9}", "  ".join(cells), flush=True)
        print(
            "   thresholds",
            "  ".join(
                "{:.2f} {:.4f}/{:.4f}".format(t, *measure(pages, scores, name, None, t))
                for t in (0.35, 0.4, 0.45, 0.5, 0.55, 0.6, 0.65)
            ),
        )


def trees_of(model):
    with tempfile.NamedTemporaryFile(suffix=".json") as file:
        model.save_model(file.name, format="json")
        data = json.load(open(file.name))
    scale, bias = data["scale_and_bias"]
    out = []
    for tree in data["oblivious_trees"]:
        splits = [(s["float_feature_index"], int(np.floor(s["border"]))) for s in tree["splits"]]
        values = [v * scale for v in tree["leaf_values"]]
        # A shallower tree is one whose further questions do not matter.
        while len(splits) < DEPTH:
            splits.append((0, 255))
            values += values
        body = b"".join(struct.pack("<BB", f, t) for f, t in splits)
        clipped = [max(-32768, min(32767, round(v * UNIT))) for v in values]
        out.append(body + struct.pack(f"<{len(clipped)}h", *clipped))
    return out, round(bias[0] * UNIT)


def write(lexicon, first, second):
    (one, bias_one), (two, bias_two) = trees_of(first), trees_of(second)
    head = struct.pack("<HHii", len(one), len(two), bias_one, bias_two)
    WEIGHTS.write_bytes(head + lexicon.astype(np.int8).tobytes() + b"".join(one + two))
    print(f"{WEIGHTS.relative_to(ROOT)}: {WEIGHTS.stat().st_size} bytes")


def main():
    global OPTIONS
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--data", type=pathlib.Path, default=ROOT.parent / "shared" / "clean")
    parser.add_argument("--trees", type=int, nargs=2, default=(160, 240))
    parser.add_argument("--rate", type=float, default=0.08)
    parser.add_argument("--power", type=float, default=0.7)
    parser.add_argument("--scraped", type=float, default=2.0, help="weight of the scraped articles")
    parser.add_argument("--l2", type=float, default=0.3, help="of the lexicon's weights")
    parser.add_argument("--rows", type=int, default=120_000, help="blocks that a model learns from")
    parser.add_argument("--threads", type=int, default=1)
    parser.add_argument("--write", action="store_true")
    OPTIONS = parser.parse_args()
    pages = load(OPTIONS.data)
    read_slots(pages)
    weights = lexicons(pages)
    rows = features(pages, weights)
    print(len(pages), "pages,", sum(len(r) for r in rows), "blocks,", rows[0].shape[1], "features")
    doubt(pages, out_of_fold(pages, rows, OPTIONS.trees[0])[0], 2.0, -3.0)
    raw, first = out_of_fold(pages, rows, OPTIONS.trees[0])
    report(pages, raw, "first ")
    rows = features(pages, weights, [byte(r) for r in raw])
    print(rows[0].shape[1], "features of the second stage")
    doubt(pages, out_of_fold(pages, rows, OPTIONS.trees[1])[0], 1.7, -2.7)
    raw, second = out_of_fold(pages, rows, OPTIONS.trees[1])
    report(pages, raw, "second")
    if OPTIONS.write:
        write(weights[-1], first, second)


if __name__ == "__main__":
    main()
