"""Invariant 6: no text raises, panics, hangs or grows faster than linearly."""

import subprocess
import sys

import pytest
import tamis
from conftest import ANY_TEXT
from hypothesis import given
from hypothesis import strategies as st

SIZE = 300_000
HOSTILE = {
    "one letter": "a" * SIZE,
    "digits": "1" * SIZE,
    "digit groups": "1," * SIZE,
    "combining marks": "e" + "\u0301" * SIZE,
    "joiners": "\u200d" * SIZE,
    "flags": "\U0001f1e9" * SIZE,
    "spaces": " " * SIZE,
    "lines": "\n" * SIZE,
    "stops": "." * SIZE,
    "quotes": "“" * SIZE,
    "brackets": "(" * SIZE,
    "number words": "twenty " * (SIZE // 7),
    "one long line": "Some 200 men left for £3. " * (SIZE // 26),
    "nested tags": "<div>" * SIZE,
    "closing tags": "</p>" * SIZE,
    "nested tables": "<table><tr><td>" * (SIZE // 10),
    "open angle": "<" * SIZE,
    "open attributes": "<a " + "b='" * SIZE,
    "ampersands": "&" * SIZE,
    "open comments": "<!--" * SIZE,
    "open scripts": "<script>" * SIZE,
    "nuls": "\0" * SIZE,
    "urls": "http://a.b/" * (SIZE // 10),
    "at signs": "@" * SIZE,
    "replacement": "\ufffd" * SIZE,
}

CHECK = """
import resource, sys, tamis
resource.setrlimit(resource.RLIMIT_CPU, (60, 60))
sys.path.insert(0, "tests/python")
from test_hostile import HOSTILE
text = HOSTILE[sys.argv[1]]
tamis.words(text)
tamis.graphemes(text)
tamis.boundaries(text, "sentence")
tamis.tokens(text)
tamis.sentences(text)
tamis.claims(text)
tamis.numbers(text)
tamis.clean(text).markdown()
tamis.analyze(text).to_json()
"""


@pytest.mark.parametrize("name", HOSTILE)
def test_hostile_texts_come_to_an_end(name):
    # A quadratic pass over these sizes takes hours, a linear one seconds at most: the limit is
    # on processor time, so that a busy machine does not fail it.
    subprocess.run([sys.executable, "-c", CHECK, name], check=True, timeout=1500)


@given(ANY_TEXT)
def test_no_text_raises(text):
    tamis.analyze(text).to_json()
    tamis.analyze(text, clean=False)._repr_html_()
    repr(tamis.analyze(text))


@given(st.binary(max_size=200))
def test_no_bytes_raise(data):
    document = tamis.analyze(data)
    repr(document)
    assert tamis.clean(data).encoding


@given(st.text(max_size=20), ANY_TEXT)
def test_no_language_raises(name, text):
    tamis.sentences(text, lang=name)
    tamis.tokens(text, lang=name)
