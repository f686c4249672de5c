"""tamis.report: a corpus in, one page out."""

from __future__ import annotations

import os
from base64 import b64encode
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from hashlib import sha256
from html import escape
from importlib.resources import files
from pathlib import Path
from string import Template
from time import monotonic

import tamis
from tamis._tamis import TamisError
from tamis.corpus.sources import Columns, expand
from tamis.reporting import sections
from tamis.reporting.documents import documents
from tamis.reporting.pack import Shelf
from tamis.reporting.tally import Tally

SCRIPTS = ("unpack.js", "rows.js", "reader.js", "page.js")


@dataclass(frozen=True)
class Report:
    """What was written: the page, how large it is, what it shows, in how many seconds.

    `unread` says for each source that could not be read to its end where and why.
    """

    path: Path
    documents: int
    claims: int
    bytes: int
    seconds: float
    unread: tuple[str, ...] = ()

    def __str__(self) -> str:
        return (
            f"{self.path}: {self.documents} documents, {self.claims} claims, "
            f"{self.bytes / 1e6:.1f} MB, {self.seconds:.1f} s"
        )

    def _repr_html_(self) -> str:
        return f"<p>{escape(str(self))}</p>"


def report(
    sources: str | os.PathLike[str] | Sequence[str | os.PathLike[str]],
    output: str | os.PathLike[str],
    *,
    title: str | None = None,
    text_column: str | None = None,
    id_column: str | None = None,
    published_column: str | None = None,
    threads: int | None = None,
) -> Report:
    """Where the page of a corpus was written, and what it holds.

    Sources are those of `tamis.run`, or the Parquet and JSON lines that it wrote: then nothing is
    extracted again, and what was dropped is not known. The page is one file that needs no
    network. It shows what was kept and dropped, the claims by kind, unit and bound, what is
    counted, values and times, and lists every claim with a link to its sentence. Of more than
    200,000 claims every second, fourth, ... document is listed; the charts count all. Of more
    than 3 million characters the page holds the sentences with claims, else whole articles.

    Raises TamisError for an option, ValueError for a folder without anything to read,
    FileNotFoundError for a source that is not there, OSError where the page cannot be written.

    >>> import tamis, tempfile, pathlib
    >>> folder = pathlib.Path(tempfile.mkdtemp())
    >>> _ = (folder / "news.txt").write_text("Over 1,400 dockers walked out on Monday.")
    >>> made = tamis.report(folder, folder / "report.html")
    >>> made.documents, made.claims
    (1, 1)
    """
    began = monotonic()
    target = Path(output)
    if target.suffix.lower() not in (".html", ".htm"):
        raise TamisError(f"the page is an .html file, not {target}")
    if target.is_dir() or not target.absolute().parent.is_dir():
        raise TamisError(f"{target} cannot be written: its folder is not there, or it is a folder")
    given = [sources] if isinstance(sources, (str, os.PathLike)) else list(sources)
    # A page that was written into the folder before is no document.
    place = os.path.abspath(target)
    paths = [path for path in expand(given) if path == "-" or os.path.abspath(path) != place]
    keep = (published_column,) if published_column else ()
    tally, shelf, unread = Tally(), Shelf(), list[str]()
    columns = Columns(text_column, id_column, keep)
    for page in documents(paths, columns, published_column, threads, unread):
        tally.add(page)
        shelf.add(page)
    text = page_of(tally, shelf, title or _title(given))
    # A page that was begun and not finished would look like one that is whole.
    unfinished = target.with_name(target.name + ".tmp")
    unfinished.write_text(text, encoding="utf-8", errors="replace", newline="\n")
    os.replace(unfinished, target)
    size = target.stat().st_size
    seconds = monotonic() - began
    return Report(target, tally.documents, tally.claims, size, seconds, tuple(unread))


def _title(sources: Sequence[str | os.PathLike[str]]) -> str:
    first = os.fspath(sources[0])
    name = "standard input" if first == "-" else os.path.basename(os.path.abspath(first))
    return name if len(sources) == 1 else f"{name} and {len(sources) - 1} more"


def page_of(tally: Tally, shelf: Shelf, title: str) -> str:
    """The whole page."""
    folder = files("tamis.reporting")
    style = folder.joinpath("page.css").read_text(encoding="utf-8")
    parts = [folder.joinpath(name).read_text(encoding="utf-8") for name in SCRIPTS]
    script = '"use strict";\n' + "\n".join(parts)
    index, chunks = shelf.packed()
    return Template(folder.joinpath("page.html").read_text(encoding="utf-8")).substitute(
        title=escape(title),
        style=style,
        script=script,
        style_hash=_hash(style),
        script_hash=_hash(script),
        made=f"tamis {tamis.__version__}, {date.today().isoformat()}",
        figures=sections.figures(tally),
        dropped=sections.dropped(tally),
        problems=sections.problems(tally),
        claims=sections.claims(tally),
        things=sections.things(tally),
        distributions=sections.distributions(tally),
        months=sections.months(tally),
        course=sections.course(tally),
        kinds=sections.options((kind for kind, _ in tally.kinds.most_common()), "every kind"),
        bounds=sections.options((bound for bound, _ in tally.bounds.most_common()), "every bound"),
        units=sections.options((unit for unit, _ in tally.units.most_common(200)), "every unit"),
        note=_note(shelf),
        data=f'<script type="text/plain" id="claims-data">{index}</script>',
        texts="\n".join(
            f'<script type="text/plain" class="texts" data-first="{first}">{chunk}</script>'
            for first, chunk in chunks
        ),
    )


def _note(shelf: Shelf) -> str:
    notes = []
    if shelf.every > 1:
        notes.append(
            f"One document in {shelf.every} is listed here, {shelf.claims:,} claims; the charts "
            "count all."
        )
    if not shelf.whole_texts:
        notes.append("Of each article the sentences that hold claims are here.")
    return f'<p class="note">{" ".join(notes)}</p>' if notes else ""


def _hash(text: str) -> str:
    """The content security policy names the one style and script of the page by their hash."""
    return b64encode(sha256(text.encode()).digest()).decode()
