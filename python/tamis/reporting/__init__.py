"""`tamis.report`: one page of a corpus, in one file.

`documents` reads a corpus, `tally` counts, `pack` puts the claims that can be browsed into the
page, `charts` and `page` draw it, `make` connects them. The scripts, the style and the frame of
the page are files beside these.
"""
