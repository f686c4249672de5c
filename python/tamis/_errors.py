"""How errors look in a notebook: the reader's own lines and what to do, without our frames."""

from __future__ import annotations

import os
import traceback

from tamis._tamis import TamisError

_OURS = os.path.dirname(os.path.abspath(__file__)) + os.sep


def _short(self: TamisError) -> list[str]:
    """The lines that IPython shows instead of a traceback.

    Frames of tamis and of IPython are left out: the message says what is wrong and what to do.
    """
    lines = []
    for frame in traceback.extract_tb(self.__traceback__):
        if frame.filename.startswith(_OURS) or f"{os.sep}IPython{os.sep}" in frame.filename:
            continue
        cell = "ipykernel" in frame.filename or frame.filename.startswith("<ipython")
        where = "this cell" if cell else frame.filename
        lines.append(f"{where}, line {frame.lineno}: {frame.line or ''}".rstrip())
    return [*lines, f"{type(self).__name__}: {self}"]


def install() -> None:
    """Gives TamisError the method that IPython looks for."""
    TamisError._render_traceback_ = _short  # type: ignore[attr-defined]
