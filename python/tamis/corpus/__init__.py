"""Corpora: files in, files out, in bounded memory, and a stopped run goes on where it was.

`sources` reads documents, `sinks` writes results shard by shard, `run` connects the two;
`repeats` is a pass of its own before.
"""

from tamis.corpus.run import Summary, run

__all__ = ["Summary", "run"]
