"""Document-term matrices: `count`, and `Vectorizer` with the conventions of scikit-learn.

scipy and numpy are needed (`pip install 'tamis[count]'`), scikit-learn is not.
"""

from __future__ import annotations

import inspect
from collections.abc import Iterable
from typing import TYPE_CHECKING, Any

from tamis._tamis import TamisError, Vocabulary, _count, _Counts

if TYPE_CHECKING:
    import numpy as np
    from scipy.sparse import csr_matrix

    from tamis.types import Column, Sources


def count(
    column: Sources | Column,
    ngrams: tuple[int, int] = (1, 2),
    lower: bool = True,
    stop: Iterable[str] | None = None,
    *,
    min_df: int | float = 1,
    max_df: int | float = 1.0,
    max_features: int | None = None,
    threads: int | None = None,
) -> tuple[csr_matrix, Vocabulary]:
    """How often each term occurs in each text: a SciPy CSR matrix of int64 and its `Vocabulary`,
    the term of each column, sorted by code point.

    A term is a run of `ngrams[0]` to `ngrams[1]` of `tamis.words`, in lower case if `lower`,
    parted by a space. Words of `stop` are passed over as if the text did not have them. Terms of
    fewer than `min_df` or more than `max_df` documents (an int, their number; a float, the
    share) are left out; `max_features` keeps those that occur most often, of equals the first in
    the alphabet. A null is an empty row. The result does not depend on `threads`.

    Memory, beside the matrix and the texts: 8 bytes for each different word of a text where
    `ngrams` is (1, 1), else 16 bytes a word, and 4 more for each length beyond two.

    >>> import tamis
    >>> matrix, vocabulary = tamis.count(["The sea, the sea!", None, "A ship at sea"], (1, 1))
    >>> list(vocabulary)
    ['a', 'at', 'sea', 'ship', 'the']
    >>> matrix.toarray().tolist()
    [[0, 0, 2, 0, 2], [0, 0, 0, 0, 0], [1, 1, 1, 1, 0]]
    """
    _need_scipy()
    found = _count(column, _options(ngrams, lower, stop, min_df, max_df, max_features), threads)
    return _matrix(found), found.vocabulary()


class Vectorizer:
    """Texts to a matrix of term counts, as a transformer of scikit-learn.

    The parameters are those of `tamis.count`. `fit` learns the terms of a column, `transform`
    counts the terms that were learned; it works in a Pipeline, under clone and GridSearchCV.
    `vocabulary_` is a dict from term to column.

    >>> import tamis
    >>> vectorizer = tamis.Vectorizer(ngrams=(1, 1)).fit(["The sea", "A ship"])
    >>> vectorizer.get_feature_names_out().tolist()
    ['a', 'sea', 'ship', 'the']
    >>> vectorizer.transform(["Sea after sea"]).toarray().tolist()
    [[0, 2, 0, 0]]
    """

    _columns: dict[str, int] | None = None

    def __init__(
        self,
        ngrams: tuple[int, int] = (1, 2),
        lower: bool = True,
        stop: Iterable[str] | None = None,
        *,
        min_df: int | float = 1,
        max_df: int | float = 1.0,
        max_features: int | None = None,
        threads: int | None = None,
    ) -> None:
        self.ngrams = ngrams
        self.lower = lower
        self.stop = stop
        self.min_df = min_df
        self.max_df = max_df
        self.max_features = max_features
        self.threads = threads

    def fit(self, X: Sources | Column, y: object = None) -> Vectorizer:
        """Itself, with the terms of the texts `X`."""
        self._learn(X)
        return self

    def fit_transform(self, X: Sources | Column, y: object = None) -> csr_matrix:
        """The matrix of the texts `X`, with the terms they have."""
        return _matrix(self._learn(X))

    def transform(self, X: Sources | Column) -> csr_matrix:
        """The matrix of the texts `X`, with the terms that were learned. The first call makes an
        index of them, of 110 to 160 bytes a word and 24 to 48 a longer term; it remembers the forms
        that words were met in, a million at most a thread."""
        self._check()
        _need_scipy()
        return _matrix(self._learned._count(X, self._given(), self.threads))

    def get_feature_names_out(self, input_features: object = None) -> np.ndarray[Any, Any]:
        """The term of each column, a numpy array of str."""
        import numpy as np

        self._check()
        return np.asarray(self._learned)

    @property
    def vocabulary_(self) -> dict[str, int]:
        """The column of each term."""
        self._check()
        if self._columns is None:
            self._columns = {term: at for at, term in enumerate(self._learned)}
        return self._columns

    def get_params(self, deep: bool = True) -> dict[str, Any]:
        """The parameters by name."""
        return {name: getattr(self, name) for name in _PARAMETERS}

    def set_params(self, **params: Any) -> Vectorizer:
        """Itself, with some parameters changed."""
        for name, value in params.items():
            if name not in _PARAMETERS:
                raise TamisError(f"no parameter {name!r}: choose from {', '.join(_PARAMETERS)}")
            setattr(self, name, value)
        return self

    def _learn(self, texts: Sources | Column) -> _Counts:
        _need_scipy()
        found = _count(texts, self._given(), self.threads)
        self._learned = found.vocabulary()
        self._columns = None
        return found

    def _given(self) -> dict[str, Any]:
        return _options(
            self.ngrams, self.lower, self.stop, self.min_df, self.max_df, self.max_features
        )

    def _check(self) -> None:
        if not self.__sklearn_is_fitted__():
            raise TamisError("this Vectorizer has learned no terms yet: call fit first")

    def __getstate__(self) -> dict[str, Any]:
        made = ["_columns"] if self.__sklearn_is_fitted__() else []
        return {**self.__dict__, **dict.fromkeys(made)}

    def __sklearn_is_fitted__(self) -> bool:
        return "_learned" in self.__dict__

    def __sklearn_tags__(self) -> Any:
        # Asked for by scikit-learn alone, which is then there.
        from sklearn.utils import InputTags, Tags, TargetTags, TransformerTags

        return Tags(
            estimator_type=None,
            target_tags=TargetTags(required=False),
            transformer_tags=TransformerTags(),
            input_tags=InputTags(one_d_array=True, two_d_array=False, string=True),
        )

    def __repr__(self) -> str:
        parameters = inspect.signature(type(self)).parameters
        changed = [
            f"{name}={value!r}"
            for name, value in self.get_params().items()
            if value != parameters[name].default
        ]
        return f"Vectorizer({', '.join(changed)})"


_PARAMETERS = tuple(inspect.signature(Vectorizer).parameters)


def _options(
    ngrams: object, lower: bool, stop: object, min_df: object, max_df: object, max_features: object
) -> dict[str, Any]:
    """What the kernel is told."""
    return {
        "ngrams": ngrams,
        "lower": lower,
        "stop": stop,
        "min_df": min_df,
        "max_df": max_df,
        "max_features": max_features,
    }


def _need_scipy() -> None:
    try:
        import scipy.sparse  # noqa: F401
    except ImportError:
        raise ImportError("counting needs scipy: pip install 'tamis[count]'") from None


def _matrix(found: _Counts) -> csr_matrix:
    import numpy as np
    from scipy.sparse import csr_matrix

    rows, columns, stored = found.shape
    wide = max(columns, stored) > np.iinfo(np.int32).max
    index = np.int64 if wide else np.int32
    indptr, indices, data = found.arrays(wide)
    matrix = csr_matrix(
        (
            np.frombuffer(data, np.int64),
            np.frombuffer(indices, index),
            np.frombuffer(indptr, index),
        ),
        shape=(rows, columns),
    )
    # Columns rise in each row: said here, it need not be found out.
    matrix.has_canonical_format = True
    return matrix
