"""How results are shown: in a terminal (`terminal`), in a notebook (`notebook`), as data frames.

`layout` says what stands where: the parts of an article in reading order, and the pieces of a
text between the places that are marked in it.
"""

from tamis.display.frames import to_pandas, to_polars
from tamis.display.notebook import html

__all__ = ["html", "to_pandas", "to_polars"]
