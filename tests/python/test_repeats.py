"""Repeated blocks of a corpus: batch equals single, parts equal the whole, files and pickles."""

import pickle
from functools import reduce

import pyarrow as pa
import pytest
import tamis

NOTICE = (
    "We use your sign-up to provide content in the ways you have agreed to, and to learn more "
    "about what our readers want to read."
)
PLACES = ["Velmar", "Oster", "Lund", "Harrow", "Pell", "Corrin"]
TEXTS = [
    f"A ferry ran aground off {place} on Friday, and all on board were saved.\n\n{NOTICE}"
    for place in PLACES
]
URLS = [f"https://{'news' if at < 4 else 'other'}.example/{at}" for at in range(len(PLACES))]


@pytest.mark.parametrize("threads", [1, 2])
def test_a_batch_drops_what_single_calls_drop(threads):
    repeats = tamis.Repeats.learn(TEXTS, url=URLS, threads=threads)
    found = tamis.clean_batch(TEXTS, url=URLS, repeats=repeats, threads=threads)
    single = [
        tamis.clean(text, url=url, repeats=repeats) for text, url in zip(TEXTS, URLS, strict=True)
    ]
    assert found.field("text").to_pylist() == [article.text for article in single]
    # Two documents of a site are too few to tell.
    assert [NOTICE in article.text for article in single] == [False] * 4 + [True] * 2
    assert single[0].blocks[1].reason == "repeated"
    assert single[0].blocks[1].role == "boilerplate"
    assert NOTICE not in tamis.analyze(TEXTS[0], url=URLS[0], repeats=repeats).article.text
    analyzed = tamis.analyze_batch(TEXTS, url=URLS, repeats=repeats)
    assert analyzed.field("article").field("text").to_pylist() == [a.text for a in single]


def test_without_by_the_corpus_is_one_site():
    repeats = tamis.Repeats.learn(TEXTS, by=None, url=URLS)
    assert (repeats.by, repeats.documents) == (None, 6)
    assert all(NOTICE not in tamis.clean(text, repeats=repeats).text for text in TEXTS)


def test_parts_merge_to_the_whole_and_survive_files_and_pickles(tmp_path):
    whole = tamis.Repeats.learn(TEXTS, url=URLS)
    parts = [tamis.Repeats.learn([text], url=url) for text, url in zip(TEXTS, URLS, strict=True)]
    merged = reduce(tamis.Repeats.merge, reversed(parts))
    assert merged == whole and hash(merged) == hash(whole)
    merged.save(tmp_path / "repeats")
    assert tamis.Repeats.load(tmp_path / "repeats") == whole
    assert pickle.loads(pickle.dumps(whole)) == whole
    assert repr(whole) == "<Repeats of 6 documents of 2 sites>"


def test_engines_carry_it_along():
    repeats = tamis.Repeats.learn(TEXTS)
    work = pickle.loads(pickle.dumps(tamis.arrow_map("clean", column="text", repeats=repeats)))
    texts = work(pa.table({"text": TEXTS}))["clean"].combine_chunks().field("text")
    assert all(NOTICE not in text for text in texts.to_pylist())


def test_misuse_is_told(tmp_path):
    with pytest.raises(tamis.TamisError, match='by is "site" or "None"'):
        tamis.Repeats.learn(TEXTS, by="host")
    with pytest.raises(tamis.TamisError, match="learn both by the same"):
        tamis.Repeats.learn(TEXTS).merge(tamis.Repeats.learn(TEXTS, by=None))
    (tmp_path / "other").write_bytes(b"no repeats")
    with pytest.raises(tamis.TamisError, match="no repeats that were saved"):
        tamis.Repeats.load(tmp_path / "other")
    with pytest.raises(FileNotFoundError):
        tamis.Repeats.load(tmp_path / "missing")
    with pytest.raises(tamis.TamisError, match="url has 1 rows"):
        tamis.Repeats.learn(TEXTS, url=["https://news.example"])
