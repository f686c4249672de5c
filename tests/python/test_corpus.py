"""tamis.run: every document is a row, a stopped run goes on, nothing is overwritten."""

from __future__ import annotations

import csv
import gzip
import io
import json
import os
import signal
import subprocess
import sys
import time
from pathlib import Path
from typing import Any

import pyarrow as pa
import pytest
import tamis
from pyarrow import parquet
from tamis.cli import main

TEXT = "Over 200 soldiers were killed on Monday. The bridge is 40 km away."


def lines(path: Path, count: int, broken: int | None = None) -> Path:
    """JSON lines of `count` documents; the one numbered `broken` is not JSON."""
    rows = [json.dumps({"id": f"d{i}", "text": TEXT, "site": f"s{i % 3}"}) for i in range(count)]
    if broken is not None:
        rows[broken] = '{"id": "oops", '
    path.write_text("\n".join(rows) + "\n")
    return path


def test_a_row_for_every_document_with_what_is_kept(tmp_path: Path) -> None:
    source = lines(tmp_path / "in.jsonl", 10)
    summary = tamis.run(source, tmp_path / "out.parquet", steps=["claims"], keep=["site"])
    table = parquet.read_table(tmp_path / "out.parquet")
    assert (summary.documents, summary.errors, table.num_rows) == (10, 0, 10)
    assert table.column_names == ["id", "site", "claims", "error"]
    assert table["id"].to_pylist() == [f"d{i}" for i in range(10)]
    claims = table["claims"].to_pylist()[3]
    assert [c["text"] for c in claims] == [c.text for c in tamis.claims(TEXT)]


def test_a_broken_line_is_a_row_with_its_error(tmp_path: Path) -> None:
    source = lines(tmp_path / "in.jsonl", 5, broken=2)
    summary = tamis.run(source, tmp_path / "out.jsonl", steps=["words"], errors="collect")
    rows = [json.loads(line) for line in (tmp_path / "out.jsonl").read_text().splitlines()]
    assert (summary.documents, summary.errors) == (5, 1)
    assert rows[2]["words"] is None and "not JSON" in rows[2]["error"]
    assert rows[1]["error"] is None
    assert "in.jsonl#3" in (tmp_path / "out.jsonl.errors.jsonl").read_text()


def test_the_first_error_may_end_the_run(tmp_path: Path) -> None:
    source = lines(tmp_path / "in.jsonl", 5, broken=2)
    command = ["run", str(source), "-o", str(tmp_path / "out.csv"), "--errors", "raise"]
    assert main(command) == 3
    assert not (tmp_path / "out.csv").exists()


def test_sources_of_every_kind_give_the_same_rows(tmp_path: Path) -> None:
    rows = [{"id": f"d{i}", "text": f"{TEXT} Then {i + 2} left."} for i in range(4)]
    joined = "".join(json.dumps(row) + "\n" for row in rows).encode()
    (tmp_path / "a.jsonl").write_bytes(joined)
    (tmp_path / "b.jsonl.gz").write_bytes(gzip.compress(joined))
    with pa.CompressedOutputStream(str(tmp_path / "c.jsonl.zst"), "zstd") as out:
        out.write(joined)
    parquet.write_table(pa.Table.from_pylist(rows), tmp_path / "d.parquet")
    text = io.StringIO()
    table = csv.DictWriter(text, ["id", "text"])
    table.writeheader()
    table.writerows(rows)
    (tmp_path / "e.csv").write_text(text.getvalue())
    found = []
    for name in ("a.jsonl", "b.jsonl.gz", "c.jsonl.zst", "d.parquet", "e.csv"):
        tamis.run(tmp_path / name, tmp_path / f"{name}.out.parquet", steps=["claims"])
        found.append(parquet.read_table(tmp_path / f"{name}.out.parquet").to_pylist())
    assert all(part == found[0] for part in found)
    assert len(found[0]) == 4


def test_folders_and_patterns_of_files(tmp_path: Path) -> None:
    folder = tmp_path / "pages"
    (folder / "deep").mkdir(parents=True)
    (folder / "a.txt").write_text(TEXT)
    (folder / "deep" / "b.html").write_bytes(f"<p>{TEXT} £5 paid.</p>".encode("cp1252"))
    (folder / "ignored.bin").write_bytes(b"\0\1")
    summary = tamis.run(folder, tmp_path / "out.jsonl")
    assert (summary.documents, summary.errors) == (2, 0)
    tamis.run(str(folder / "*.txt"), tmp_path / "one.jsonl")
    (row,) = [json.loads(line) for line in (tmp_path / "one.jsonl").read_text().splitlines()]
    assert row["id"].endswith("a.txt")
    assert row["claims"][0]["counted"] == "soldiers"


def test_web_archives(tmp_path: Path) -> None:
    pytest.importorskip("fastwarc")
    body = f"<html><body><p>{TEXT}</p></body></html>".encode()
    http = b"HTTP/1.1 200 OK\r\nContent-Type: text/html; charset=utf-8\r\n\r\n" + body
    head = (
        "WARC/1.0\r\nWARC-Type: response\r\nWARC-Target-URI: https://paper.example/1\r\n"
        "WARC-Record-ID: <urn:uuid:1>\r\nContent-Type: application/http; msgtype=response\r\n"
        f"Content-Length: {len(http)}\r\n\r\n"
    )
    (tmp_path / "a.warc").write_bytes(head.encode() + http + b"\r\n\r\n")
    tamis.run(tmp_path / "a.warc", tmp_path / "out.jsonl", keep=["url"])
    (row,) = [json.loads(line) for line in (tmp_path / "out.jsonl").read_text().splitlines()]
    assert row["url"] == "https://paper.example/1" and TEXT in row["text"]


def test_a_truncated_archive_keeps_what_was_read(tmp_path: Path) -> None:
    whole = gzip.compress(
        b"".join(json.dumps({"text": f"{TEXT} {i}"}).encode() + b"\n" for i in range(9999))
    )
    (tmp_path / "in.jsonl.gz").write_bytes(whole[: len(whole) // 2])
    summary = tamis.run(tmp_path / "in.jsonl.gz", tmp_path / "out.parquet", steps=["words"])
    assert summary.documents > 1 and summary.errors >= 1
    errors = parquet.read_table(tmp_path / "out.parquet")["error"].to_pylist()
    assert "reading stopped here" in errors[-1]


def test_a_killed_run_goes_on_where_it_was(tmp_path: Path) -> None:
    source = lines(tmp_path / "in.jsonl", 6000)
    call = f"{str(source)!r}, {str(tmp_path / 'out')!r}"
    code = f"import tamis; tamis.run({call}, steps=['claims'], shard_bytes=20_000, threads=1)"
    process = subprocess.Popen([sys.executable, "-c", code])
    marker = tmp_path / "out" / "_part-00000.done"
    while not marker.exists() and process.poll() is None:
        time.sleep(0.005)
    process.send_signal(signal.SIGKILL)
    process.wait()
    options = {"steps": ["claims"], "shard_bytes": 20_000}
    summary = tamis.run(source, tmp_path / "out", **options)
    assert summary.resumed > 0
    tamis.run(source, tmp_path / "whole", **options)
    again, whole = (parquet.read_table(tmp_path / name) for name in ("out", "whole"))
    assert again.equals(whole) and again["id"].to_pylist() == [f"d{i}" for i in range(6000)]


def test_nothing_is_overwritten(tmp_path: Path) -> None:
    source = lines(tmp_path / "in.jsonl", 3)
    (tmp_path / "mine.csv").write_text("keep me")
    with pytest.raises(FileExistsError, match="there already"):
        tamis.run(source, tmp_path / "mine.csv")
    assert (tmp_path / "mine.csv").read_text() == "keep me"
    (tmp_path / "folder").mkdir()
    (tmp_path / "folder" / "notes.txt").write_text("keep me")
    with pytest.raises(FileExistsError, match="other files"):
        tamis.run(source, tmp_path / "folder")
    tamis.run(source, tmp_path / "done", steps=["words"])
    with pytest.raises(FileExistsError, match="other sources or options"):
        tamis.run(source, tmp_path / "done", steps=["claims"])


@pytest.mark.parametrize(
    ("change", "says"),
    [
        (["--steps", "clean,polish"], "unknown step 'polish'"),
        (["--steps", "words,clean"], "give one step"),
        (["--text-column", "body", "--steps", "words"], "no column 'body'"),
    ],
)
def test_misuse_is_a_sentence(
    tmp_path: Path, change: list[str], says: str, capsys: pytest.CaptureFixture[str]
) -> None:
    source = lines(tmp_path / "in.jsonl", 2)
    code = main(["run", str(source), "-o", str(tmp_path / "out.jsonl"), *change])
    assert code == 2 and says in capsys.readouterr().err


def test_a_missing_source_and_a_missing_column(tmp_path: Path) -> None:
    with pytest.raises(FileNotFoundError, match="no such file"):
        tamis.run(tmp_path / "none.jsonl", tmp_path / "out.jsonl")
    parquet.write_table(pa.table({"words": [TEXT]}), tmp_path / "in.parquet")
    source = lines(tmp_path / "in.jsonl", 2)
    with source.open("a") as file:
        file.write('{"title": "Two"}\n')
    found = tamis.run([source, tmp_path / "in.parquet"], tmp_path / "out.jsonl", text_column="text")
    assert (found.documents, found.errors, len(found.unread)) == (4, 2, 1)
    rows = (tmp_path / "out.jsonl").read_text()
    assert "there are: words" in rows and "there are: title" in rows


@pytest.mark.skipif(os.geteuid() == 0, reason="root may write anywhere")
def test_an_unwritable_folder_is_a_sentence(tmp_path: Path) -> None:
    (tmp_path / "locked").mkdir(mode=0o500)
    source = lines(tmp_path / "in.jsonl", 2)
    assert main(["run", str(source), "-o", str(tmp_path / "locked" / "out")]) == 1


@pytest.mark.parametrize(
    ("options", "message"),
    [
        ({"errors": "x"}, "null, raise, collect"),
        ({"format": "x"}, "parquet, jsonl, csv"),
        ({"text_column": "story"}, "no column 'story'"),
    ],
)
def test_options_name_their_choices(options: dict[str, Any], message: str, tmp_path: Path) -> None:
    source = lines(tmp_path / "in.jsonl", 3)
    with pytest.raises(ValueError, match=message):
        tamis.run(source, tmp_path / "out.parquet", **options)
    assert [path.name for path in tmp_path.iterdir()] == ["in.jsonl"]


def test_outputs_and_sources_that_are_none(tmp_path: Path) -> None:
    source = lines(tmp_path / "in.jsonl", 3)
    with pytest.raises(ValueError, match=r"\.parquet, \.jsonl or \.csv file, or a folder"):
        tamis.run(source, tmp_path / "out.txt")
    for wrong in (5, [source, 5]):
        with pytest.raises(TypeError, match="not int"):
            tamis.run(wrong, tmp_path / "out.csv")  # type: ignore[arg-type]
    (tmp_path / "empty").mkdir()
    with pytest.raises(ValueError, match=r"no text, HTML, JSON lines.* in .*empty"):
        tamis.run(tmp_path / "empty", tmp_path / "out.csv")
    assert tamis.run(source, tmp_path / "corpus-1.0").documents == 3


def test_a_corrupt_source_is_code_1_and_the_rest_is_kept(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    source = lines(tmp_path / "a.jsonl", 3)
    (tmp_path / "b.parquet").write_bytes(b"PAR1 and nothing more")
    out = tmp_path / "out.parquet"
    assert main(["run", str(source), str(tmp_path / "b.parquet"), "-o", str(out)]) == 1
    assert "b.parquet: reading stopped here" in capsys.readouterr().err
    assert parquet.read_table(out)["id"].to_pylist()[:3] == ["d0", "d1", "d2"]


@pytest.mark.parametrize("ending", ["parquet", "csv", "jsonl"])
def test_a_text_column_that_is_nowhere_is_code_2(
    ending: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    source = tmp_path / f"in.{ending}"
    table = pa.table({"id": ["a"], "text": [TEXT]})
    if ending == "parquet":
        parquet.write_table(table, source)
    else:
        source.write_text({"csv": f"id,text\na,{TEXT}\n"}.get(ending, '{"text": "Two."}\n'))
    out = str(tmp_path / "out.csv")
    assert main(["run", str(source), "-o", out, "--text-column", "story"]) == 2
    assert "no column 'story'" in capsys.readouterr().err
    assert main(["run", str(source), "-o", out, "--text-column", "text"]) == 0


def test_a_bad_row_keeps_its_id_where_ids_are_kept(tmp_path: Path) -> None:
    source = lines(tmp_path / "in.jsonl", 3, broken=1)
    tamis.run(source, tmp_path / "out.parquet", steps=["claims"], keep=["id"])
    ids = parquet.read_table(tmp_path / "out.parquet")["id"].to_pylist()
    assert (ids[0], ids[2]) == ("d0", "d2")
    assert ids[1].endswith("in.jsonl#2")
