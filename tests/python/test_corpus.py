"""tamis.run: every document is a row, a stopped run goes on, nothing is overwritten."""

from __future__ import annotations

import csv
import gzip
import io
import json
import os
import random
import shutil
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


KILLED = """
import sys, tamis
tamis.run(sys.argv[1], sys.argv[2], steps=["claims"], shard_bytes=20_000, threads=1,
          errors="collect", progress=False)
"""


def test_lines_and_cells_hold_what_parquet_holds(tmp_path: Path) -> None:
    texts = [f'{TEXT} "Ça",\n\u2028she\tsaid \\ 🐳.', None, "", "Nothing to count here."]
    source = tmp_path / "in.jsonl"
    records = [{"id": str(at), "text": text, "note": None} for at, text in enumerate(texts)]
    source.write_text("".join(json.dumps(record) + "\n" for record in records))
    for ending in ("parquet", "jsonl", "csv"):
        tamis.run(source, tmp_path / f"out.{ending}", keep=["note"])
    held = parquet.read_table(tmp_path / "out.parquet").to_pylist()
    written = (tmp_path / "out.jsonl").read_text().split("\n")
    assert [json.loads(line) for line in written[:-1]] == held
    assert held[0]["claims"] and held[1]["claims"] is None and held[3]["note"] is None
    with (tmp_path / "out.csv").open(newline="") as file:
        cells = [row["claims"] for row in csv.DictReader(file)]
    assert [json.loads(cell) if cell else None for cell in cells] == [r["claims"] for r in held]


def test_an_address_is_shown_as_it_was_given(tmp_path: Path) -> None:
    source, given = tmp_path / "in.jsonl", ["paper.example", "https://paper.example/1", " ", None]
    page = f"<title>A day</title><p>{TEXT}</p>"
    source.write_text("".join(json.dumps({"text": page, "from": url}) + "\n" for url in given))
    tamis.run(source, tmp_path / "out.jsonl", steps=["clean"], url_column="from")
    rows = [json.loads(line) for line in (tmp_path / "out.jsonl").read_text().splitlines()]
    assert [row["url"] for row in rows] == [*given[:2], None, None]
    assert [row["site"] for row in rows] == ["paper.example", "paper.example", None, None]


@pytest.mark.parametrize("output", ["out", "out.parquet", "out.jsonl", "out.csv"])
def test_a_killed_run_goes_on_where_it_was(tmp_path: Path, output: str) -> None:
    """TAMIS_KILLS times at a random moment: the same files as of one run, no row lost or twice.

    The moment is a number of shards and a little time, so that it falls into the run on a machine
    of any speed.
    """
    source = lines(tmp_path / "in.jsonl", 6000, broken=1234)
    options: dict[str, Any] = {"steps": ["claims"], "shard_bytes": 20_000, "errors": "collect"}
    tamis.run(source, tmp_path / f"whole-{output}", **options)
    whole = content(tmp_path, f"whole-{output}")
    dice = random.Random(f"{os.environ.get('TAMIS_SEED', '')}{output}")
    for _ in range(int(os.environ.get("TAMIS_KILLS", "2"))):
        command = [sys.executable, "-c", KILLED, str(source), str(tmp_path / output)]
        process = subprocess.Popen(command, stderr=subprocess.PIPE)
        notes = tmp_path / (output if output == "out" else f"{output}.run")
        seen = dice.choice(["_run.json", "_part-00000.done", "_part-00001.done"])
        while not (notes / seen).exists() and process.poll() is None:
            time.sleep(0.001)
        time.sleep(dice.uniform(0, 0.1))
        process.send_signal(signal.SIGKILL)
        process.communicate()
        if any(notes.glob("_*")):
            summary = tamis.run(source, tmp_path / output, **options)
            assert (summary.documents, summary.errors) == (6000, 1)
        assert content(tmp_path, output) == whole
        for path in tmp_path.glob("out*"):
            shutil.rmtree(path) if path.is_dir() else path.unlink()


def content(folder: Path, output: str) -> dict[str, bytes]:
    """Each file of an output by its name, Parquet as its rows."""
    found = {}
    for path in sorted([*folder.glob(f"{output}*"), *folder.glob(f"{output}/part*")]):
        if path.is_file():
            rows = parquet.read_table(path).to_pylist() if path.suffix == ".parquet" else None
            found[path.name.removeprefix("whole-")] = (
                repr(rows).encode() if rows else path.read_bytes()
            )
    return found


def test_a_stop_before_the_last_rename_or_behind_it_does_no_harm(tmp_path: Path) -> None:
    source, out = lines(tmp_path / "in.jsonl", 50, broken=7), tmp_path / "out.jsonl"
    tamis.run(source, out, steps=["words"])
    whole = out.read_bytes()
    for place, ending in (
        ("replace", "out.jsonl"),
        ("unlink", "part-00000.done"),
        ("unlink", "_run.json"),
        ("unlink", "_SUCCESS"),
    ):
        out.unlink()
        code = f"""
import os, pathlib, tamis
def stop(*paths, **_):
    if any(str(path).endswith({ending!r}) for path in paths):
        os._exit(9)
    return real(*paths, **_)
owner = {{"replace": os, "unlink": pathlib.Path}}[{place!r}]
real = getattr(owner, {place!r})
setattr(owner, {place!r}, stop)
tamis.run({str(source)!r}, {str(out)!r}, steps=["words"])
"""
        assert subprocess.run([sys.executable, "-c", code]).returncode == 9
        summary = tamis.run(source, out, steps=["words"])
        assert (summary.documents, summary.errors) == (50, 1)
        assert out.read_bytes() == whole
        assert sorted(path.name for path in tmp_path.iterdir()) == ["in.jsonl", "out.jsonl"]


def test_a_shard_that_was_cut_or_lost_is_written_again(tmp_path: Path) -> None:
    source = lines(tmp_path / "in.jsonl", 6000)
    options: dict[str, Any] = {"steps": ["words"], "shard_bytes": 20_000, "format": "jsonl"}
    tamis.run(source, tmp_path / "out", **options)
    whole = content(tmp_path, "out")
    assert len(whole) == 3
    (tmp_path / "out" / "_SUCCESS").unlink()
    for damage in (
        lambda: (tmp_path / "out" / "part-00001.jsonl").write_bytes(b"{"),
        lambda: (tmp_path / "out" / "part-00000.jsonl").unlink(),
        lambda: (tmp_path / "out" / "_part-00002.done").write_text('{"doc'),
    ):
        damage()
        assert tamis.run(source, tmp_path / "out", **options).documents == 6000
        assert content(tmp_path, "out") == whole
        (tmp_path / "out" / "_SUCCESS").unlink()


def test_a_complete_run_that_is_repeated_does_nothing(tmp_path: Path) -> None:
    source = lines(tmp_path / "in.jsonl", 30, broken=7)
    first = tamis.run(source, tmp_path / "out", steps=["words"])
    marks = {path.name: path.stat().st_mtime_ns for path in (tmp_path / "out").iterdir()}
    again = tamis.run(source, tmp_path / "out", steps=["words"])
    assert (again.documents, again.errors, again.resumed) == (30, 1, 30)
    assert again.unread == first.unread
    assert marks == {path.name: path.stat().st_mtime_ns for path in (tmp_path / "out").iterdir()}


FULL = """
import resource, signal, sys
from tamis.cli import main
signal.signal(signal.SIGXFSZ, signal.SIG_IGN)
resource.setrlimit(resource.RLIMIT_FSIZE, (int(sys.argv[1]), int(sys.argv[1])))
sys.exit(main(["run", *sys.argv[2:]]))
"""


@pytest.mark.parametrize("output", ["out", "out.parquet", "out.jsonl", "out.csv"])
@pytest.mark.parametrize("limit", [0, 100, 9000])
def test_a_disk_that_takes_no_more_is_a_sentence(tmp_path: Path, output: str, limit: int) -> None:
    source = lines(tmp_path / "in.jsonl", 500)
    command = ["--steps", "claims", str(source), "-o", str(tmp_path / output)]
    run = subprocess.run(
        [sys.executable, "-c", FULL, str(limit), *command], capture_output=True, text=True
    )
    assert run.returncode == 1, run.stderr
    (line,) = run.stderr.splitlines()
    assert line.startswith("tamis run: ") and "File too large" in line
    assert not (tmp_path / output).is_file()
    assert tamis.run(source, tmp_path / output, steps=["claims"]).documents == 500


def test_a_full_disk_is_a_sentence(tmp_path: Path, capfd: pytest.CaptureFixture[str]) -> None:
    source = lines(tmp_path / "in.jsonl", 5000)
    disk = tmp_path / "disk"
    disk.mkdir()
    mount = ["mount", "-t", "tmpfs", "-o", "size=256k", "tmpfs", str(disk)]
    if os.geteuid() or subprocess.run(mount, capture_output=True).returncode:
        pytest.skip("a small disk cannot be mounted here")
    try:
        (disk / "mine.txt").write_text("keep me")
        code = main(["run", str(source), "-o", str(disk / "out.jsonl"), "--steps", "claims"])
        assert code == 1 and "No space left on device" in capfd.readouterr().err
        assert (disk / "mine.txt").read_text() == "keep me"
        assert not (disk / "out.jsonl").exists()
    finally:
        subprocess.run(["umount", str(disk)], check=True)


def test_nothing_is_overwritten(tmp_path: Path) -> None:
    source = lines(tmp_path / "in.jsonl", 3)
    (tmp_path / "mine.csv").write_text("keep me")
    with pytest.raises(FileExistsError, match="there already"):
        tamis.run(source, tmp_path / "mine.csv")
    assert (tmp_path / "mine.csv").read_text() == "keep me"
    (tmp_path / "folder").mkdir()
    (tmp_path / "folder" / "notes.txt").write_text("keep me")
    for overwrite in (False, True):
        with pytest.raises(FileExistsError, match="other files"):
            tamis.run(source, tmp_path / "folder", overwrite=overwrite)
    assert (tmp_path / "folder" / "notes.txt").read_text() == "keep me"
    with pytest.raises(FileExistsError, match="is no folder"):
        tamis.run(source, "/dev/full")
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


def test_a_folder_that_is_a_file_is_a_sentence(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    (tmp_path / "file").write_text("kept")
    source = lines(tmp_path / "in.jsonl", 2)
    assert main(["run", str(source), "-o", str(tmp_path / "file" / "out.parquet")]) == 1
    assert "Traceback" not in capsys.readouterr().err
    assert (tmp_path / "file").read_text() == "kept"


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


def test_no_row_of_a_table_is_lost(tmp_path: Path) -> None:
    (tmp_path / "odd.csv").write_text("id,text\n1\n")
    found = tamis.run(tmp_path / "odd.csv", tmp_path / "odd.jsonl", steps=["words"])
    assert (found.documents, found.errors) == (1, 1)
    assert "1 cells, not 2" in (tmp_path / "odd.jsonl").read_text()
    (tmp_path / "none.csv").write_text("a,b\n1,2\n")
    parquet.write_table(pa.table({"a": [1], "b": [2]}), tmp_path / "none.parquet")
    for name in ("none.csv", "none.parquet"):
        found = tamis.run(tmp_path / name, tmp_path / f"{name}.jsonl", steps=["words"])
        assert found.errors == 1 and "there are: a, b" in found.unread[0]


def test_an_output_is_no_source_of_itself(tmp_path: Path) -> None:
    source = lines(tmp_path / "in.jsonl", 3)
    whole = source.read_bytes()
    with pytest.raises(ValueError, match=r"in.jsonl is the output"):
        tamis.run(source, source, overwrite=True)
    assert source.read_bytes() == whole
    for _ in range(2):
        found = tamis.run(tmp_path, tmp_path / "out.jsonl", steps=["words"], overwrite=True)
        assert found.documents == 3


def test_an_option_that_cannot_be_leaves_nothing_behind(tmp_path: Path) -> None:
    source = lines(tmp_path / "in.jsonl", 3)
    for options, says in [
        ({"threads": 0}, "^threads is 1 or more"),
        ({"keep": ["place"]}, "no column 'place'"),
        ({"id_column": "uri"}, "no column 'uri'"),
    ]:
        with pytest.raises(ValueError, match=says):
            tamis.run(source, tmp_path / "out.parquet", **options)  # type: ignore[arg-type]
    assert [path.name for path in tmp_path.iterdir()] == ["in.jsonl"]


NOTICE = "We use your sign-up to provide content in the ways you have agreed to, and to learn more."
DAYS = "Monday Tuesday Wednesday Thursday Friday Saturday".split()


def sites(folder: Path) -> Path:
    """Articles of two sites with a notice each, as JSON lines in two files."""
    for name, days in (("a", DAYS), ("b", [day.upper() for day in DAYS])):
        rows = [
            {"id": f"{name}{at}", "url": f"https://{name}.example/{at}", "site": f"{name}.example"}
            | {"text": f"A ferry ran aground on {day}, and 30 were saved.\n\n{NOTICE} ({name})"}
            for at, day in enumerate(days)
        ]
        (folder / f"{name}.jsonl").write_text("".join(json.dumps(row) + "\n" for row in rows))
    return folder


def articles(path: Path) -> list[str]:
    return [json.loads(line)["text"] for line in path.read_text().splitlines()]


@pytest.mark.parametrize("options", [{}, {"url_column": "url"}, {"url_column": "site"}])
def test_what_recurs_on_a_site_is_learned_first(tmp_path: Path, options: dict[str, Any]) -> None:
    sources = sites(tmp_path)
    without, learned = tmp_path / "without.jsonl", tmp_path / "with.jsonl"
    tamis.run([sources / "a.jsonl", sources / "b.jsonl"], without, steps=["clean"])
    summary = tamis.run(
        [sources / "a.jsonl", sources / "b.jsonl"],
        learned,
        steps=["clean"],
        repeats="learn",
        **options,
    )
    assert summary.documents == 12
    assert all(NOTICE in text for text in articles(without))
    assert [text.startswith("A ferry") for text in articles(learned)] == [True] * 12
    assert not any(NOTICE in text for text in articles(learned))


def test_repeats_of_a_run_or_a_file_serve_another(tmp_path: Path) -> None:
    source = sites(tmp_path) / "a.jsonl"
    first, second, third = tmp_path / "first", tmp_path / "second.jsonl", tmp_path / "third.jsonl"
    tamis.run(source, first, steps=["clean"], repeats="learn", format="jsonl")
    saved = tamis.Repeats.load(first / "_repeats")
    assert saved.documents == 6
    one = tmp_path / "one.jsonl"
    one.write_text(source.read_text().splitlines()[0] + "\n")
    tamis.run(one, second, steps=["clean"], repeats=first / "_repeats")
    tamis.run(one, third, steps=["clean"], repeats=saved)
    assert articles(second) == articles(third) == articles(first / "part-00000.jsonl")[:1]


def test_a_run_goes_on_with_the_repeats_it_had_learned(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    source, options = sites(tmp_path) / "a.jsonl", {"steps": ["clean"], "repeats": "learn"}
    tamis.run(source, tmp_path / "whole.jsonl", **options)

    def stop(*_: object) -> None:
        raise KeyboardInterrupt

    with monkeypatch.context() as patched:
        patched.setattr(sys.modules["tamis.corpus.run"]._Work, "shards", stop)
        with pytest.raises(KeyboardInterrupt):
            tamis.run(source, tmp_path / "out.jsonl", **options)
    kept = (tmp_path / "out.jsonl.run" / "_repeats").read_bytes()
    assert kept and not (tmp_path / "out.jsonl").exists()
    with pytest.raises(FileExistsError, match="other sources or options"):
        tamis.run(source, tmp_path / "out.jsonl", steps=["clean"])
    monkeypatch.setattr("tamis.corpus.repeats.read", stop)
    tamis.run(source, tmp_path / "out.jsonl", **options)
    assert (tmp_path / "out.jsonl").read_bytes() == (tmp_path / "whole.jsonl").read_bytes()


@pytest.mark.parametrize(
    ("arguments", "message"),
    [
        (["--steps", "words", "--repeats", "learn"], "for the step clean"),
        (["--repeats", "nowhere"], "nowhere"),
        (["--repeats", "in.jsonl"], "in.jsonl: these are no repeats"),
        (["--url-column", "nowhere"], "no column 'nowhere'"),
    ],
)
def test_repeats_that_cannot_be(
    arguments: list[str],
    message: str,
    tmp_path: Path,
    capfd: pytest.CaptureFixture[str],
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.chdir(tmp_path)
    lines(Path("in.jsonl"), 3)
    assert main(["run", "in.jsonl", "-o", "out.jsonl", *arguments]) == 2
    assert message in capfd.readouterr().err
    assert os.listdir() == ["in.jsonl"]
    with pytest.raises(ValueError, match="give a file, not -"):
        tamis.run("-", "out.jsonl", steps=["clean"], repeats="learn")


def test_many_parts_are_learned_as_one(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    source = sites(tmp_path)
    monkeypatch.setattr("tamis.corpus.sources.BATCH_ROWS", 1)
    tamis.run([source / "a.jsonl", source / "b.jsonl"], tmp_path / "out", repeats="learn")
    rows = [json.loads(li) for n in "ab" for li in (source / f"{n}.jsonl").read_text().splitlines()]
    whole = tamis.Repeats.learn([r["text"] for r in rows], url=[r["url"] for r in rows])
    assert tamis.Repeats.load(tmp_path / "out" / "_repeats") == whole
