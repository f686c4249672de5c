"""Texts that the tests share."""

import os

from hypothesis import HealthCheck, settings
from hypothesis import strategies as st

settings.register_profile(
    "default",
    derandomize=True,
    deadline=None,
    max_examples=int(os.environ.get("TAMIS_EXAMPLES", "60")),
    suppress_health_check=[HealthCheck.too_slow],
)
settings.load_profile("default")

NEWS = (
    "More than 1,400 dockers walked out of Port Velmar on Monday. The union’s members lost "
    "about 12 per cent of their wages, Ms. Brandt said; the port reported a profit of "
    "€86.5 million in 2024.\n\nNaïve 12 °C – «drei Millionen» 🚢👩‍👩‍👧 e\u0301!"
)
PAGE = (
    "<html><head><title>Dockers walk out</title></head><body><nav><a href='/'>Home</a>"
    "<a href='/n'>News</a></nav><article><h1>Dockers walk out</h1><p>More than 1,400 dockers "
    "walked out of Port Velmar on Monday after talks over pay broke down for the third time "
    "this year, the union said.</p><p>The port reported a profit of &euro;86.5 million last "
    "year, its highest since records began, and offered 5.5 per cent over two years.</p>"
    "</article><footer>All rights reserved</footer></body></html>"
)
TEXTS = [NEWS, "", " ", "Two men.", "3", "日本語です。", "a\u0301\u200d\U0001f6a2", PAGE]

# Short pieces that rules of segmentation and claims look at, in any order, between any text.
PIECES = st.sampled_from(
    ["Mr. ", "£1.5 billion", "3-1", "don’t", "…", "\r\n", "\u200d", "\U0001f1e9\U0001f1ea", "٣",
     "more than ", "12 per cent", "<p>", "&amp;", "</div>", "ประเทศ", "\ufeff", "\0", "e\u0301"]
)  # fmt: skip
ANY_TEXT = st.lists(st.one_of(PIECES, st.text(max_size=8)), max_size=12).map("".join)
SURROGATES = st.text(st.characters(categories=["L", "N", "P", "Z", "Cs"]), max_size=30)
