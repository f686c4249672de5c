"""Counting: against scikit-learn, in its pipelines, over every kind of column."""

import pickle
import sys

import numpy as np
import pandas as pd
import polars as pl
import pyarrow as pa
import pytest
import tamis
from conftest import ANY_TEXT
from hypothesis import given
from hypothesis import strategies as st
from sklearn.base import clone
from sklearn.feature_extraction.text import CountVectorizer
from sklearn.linear_model import LogisticRegression
from sklearn.model_selection import GridSearchCV
from sklearn.pipeline import make_pipeline

TEXTS = ["The sea, the SEA!", "A calm sea", "", "The ship’s crew at sea: 1,400 men"] * 3
TEXTS += ["The sea again, and a calm sea"]


def peer(ngrams, **options):
    """CountVectorizer over our words."""
    first, last = ngrams

    def terms(text):
        words = [word.lower() for word in tamis.words(text)]
        return [
            " ".join(words[at : at + n])
            for n in range(first, last + 1)
            for at in range(len(words) - n + 1)
        ]

    return CountVectorizer(analyzer=terms, **options)


@pytest.mark.parametrize("threads", [1, 2, None])
@pytest.mark.parametrize(
    "options", [{}, {"min_df": 4}, {"max_df": 0.5}, {"min_df": 0.3, "max_df": 6}], ids=str
)
@pytest.mark.parametrize("ngrams", [(1, 1), (1, 2), (2, 3)])
def test_counts_are_those_of_scikit_learn(ngrams, options, threads):
    expected = peer(ngrams, **options)
    wanted = expected.fit_transform(TEXTS)
    matrix, vocabulary = tamis.count(TEXTS, ngrams, threads=threads, **options)
    assert list(vocabulary) == expected.get_feature_names_out().tolist()
    assert (matrix != wanted).nnz == 0
    assert (matrix.data.dtype, matrix.indices.dtype) == (wanted.data.dtype, wanted.indices.dtype)
    assert matrix.has_canonical_format
    matrix.check_format(full_check=True)


@given(st.lists(ANY_TEXT, max_size=6))
def test_any_texts_on_any_threads(texts):
    one, terms = tamis.count(texts, threads=1)
    two, same = tamis.count(texts, threads=2)
    assert terms == same and hash(terms) == hash(same)
    assert (one != two).nnz == 0
    again = tamis.Vectorizer().fit(texts).transform(texts)
    assert (one != again).nnz == 0


@pytest.mark.parametrize(
    "column",
    [
        pa.array([*TEXTS, None]),
        pa.chunked_array([pa.array(TEXTS, pa.large_string()), pa.array([None], pa.large_string())]),
        pl.Series([*TEXTS, None]),
        pd.Series([*TEXTS, None]),
        [*TEXTS, None],
    ],
    ids=lambda column: type(column).__module__,
)
def test_every_kind_of_column(column):
    matrix, _ = tamis.count(column)
    wanted, _ = tamis.count(TEXTS)
    assert matrix.shape == (len(TEXTS) + 1, wanted.shape[1])
    assert matrix[len(TEXTS)].nnz == 0
    assert (matrix[: len(TEXTS)] != wanted).nnz == 0


def test_the_matrix_can_be_written_to():
    matrix, _ = tamis.count(TEXTS)
    matrix.data *= 2
    assert matrix.max() == 4


def test_the_vocabulary_is_a_lazy_sequence():
    _, terms = tamis.count(["the sea", "a ship"])
    assert list(terms) == ["a", "a ship", "sea", "ship", "the", "the sea"]
    assert (len(terms), terms[0], terms[-1], terms[2:4]) == (6, "a", "the sea", ["sea", "ship"])
    assert [terms.index(term) for term in terms] == list(range(6))
    assert "sea" in terms and "se" not in terms and 3 not in terms
    assert pickle.loads(pickle.dumps(terms)) == terms
    assert np.asarray(terms)[np.array([5, 0])].tolist() == ["the sea", "a"]
    with pytest.raises(ValueError, match="not in this vocabulary"):
        terms.index("boat")
    with pytest.raises(IndexError):
        terms[6]


def test_the_vectorizer_works_where_scikit_learn_has_its_own():
    vectorizer = tamis.Vectorizer(ngrams=(1, 1), stop=["the"], max_features=3)
    copied = clone(vectorizer)
    assert copied.get_params() == vectorizer.get_params()
    assert repr(copied) == "Vectorizer(ngrams=(1, 1), stop=['the'], max_features=3)"
    fitted = pickle.loads(pickle.dumps(copied.fit(TEXTS)))
    assert fitted.get_feature_names_out().tolist() == ["a", "calm", "sea"]
    assert fitted.vocabulary_ == {"a": 0, "calm": 1, "sea": 2}
    assert fitted.transform(["Sea the sea calm", "boat"]).toarray().tolist() == [[0, 1, 2], [0] * 3]

    labels = np.arange(len(TEXTS)) % 2
    pipeline = make_pipeline(tamis.Vectorizer(), LogisticRegression())
    grid = {"vectorizer__ngrams": [(1, 1), (1, 2)], "vectorizer__min_df": [1, 2]}
    search = GridSearchCV(pipeline, grid, cv=2).fit(TEXTS, labels)
    assert len(search.predict(TEXTS)) == len(TEXTS)


@pytest.mark.parametrize(
    ("options", "message"),
    [
        ({"ngrams": (2, 1)}, r"ngrams=\(2, 1\)"),
        ({"ngrams": 2}, "ngrams is the shortest"),
        ({"stop": "the"}, "stop is a list"),
        ({"min_df": "2"}, "min_df is a number"),
        ({"max_df": 1.5}, "max_df=1.5"),
        ({"max_features": -1}, "max_features is a number"),
        ({"threads": 0}, "threads is 1 or more"),
    ],
)
def test_an_option_that_cannot_be_is_told(options, message):
    with pytest.raises(tamis.TamisError, match=message):
        tamis.count(TEXTS, **options)


def test_misuse_of_the_vectorizer_is_told():
    with pytest.raises(tamis.TamisError, match="call fit first"):
        tamis.Vectorizer().transform(TEXTS)
    with pytest.raises(tamis.TamisError, match="no parameter 'ngram_range'"):
        tamis.Vectorizer().set_params(ngram_range=(1, 1))


def test_without_scipy_the_error_says_what_to_install(monkeypatch):
    monkeypatch.setitem(sys.modules, "scipy.sparse", None)
    with pytest.raises(ImportError, match=r"pip install 'tamis\[count\]'"):
        tamis.count(TEXTS)
