"""The command line, run as its users run it."""

import json
import os
import subprocess
import sys

import pytest
import tamis
from conftest import NEWS, PAGE

COMMANDS = ["clean", "tokens", "sentences", "claims", "analyze"]


def run(*arguments, data=b"", env=None):
    command = [sys.executable, "-m", "tamis", *map(str, arguments)]
    found = subprocess.run(
        command, input=data, capture_output=True, timeout=300, env={**os.environ, **(env or {})}
    )
    error = found.stderr.decode()
    assert "Traceback" not in error
    assert "panicked" not in error
    return found.returncode, found.stdout.decode(), error


@pytest.fixture
def page(tmp_path):
    path = tmp_path / "page.html"
    path.write_text(PAGE)
    return path


@pytest.mark.parametrize("command", COMMANDS)
def test_json_has_one_object_a_line(command, page):
    code, out, error = run(command, "--json", page)
    assert (code, error) == (0, "")
    rows = [json.loads(line) for line in out.splitlines()]
    assert all(row["id"] == str(page) for row in rows)
    want = {
        "clean": lambda: [tamis.clean(PAGE.encode()).to_dict()],
        "tokens": lambda: [x.to_dict() for x in tamis.tokens(PAGE)],
        "sentences": lambda: [x.to_dict() for x in tamis.sentences(PAGE)],
        "claims": lambda: [x.to_dict() for x in tamis.claims(PAGE)],
        "analyze": lambda: [tamis.analyze(PAGE.encode()).to_dict()],
    }[command]()
    assert [{k: v for k, v in row.items() if k != "id"} for row in rows] == [
        {k: v for k, v in row.items() if k != "id"} for row in want
    ]


@pytest.mark.parametrize("command", COMMANDS)
def test_a_view_is_plain_in_a_pipe_and_colored_on_wish(command):
    code, plain, _ = run(command, "-", data=NEWS.encode())
    assert code == 0
    assert "\x1b" not in plain
    assert "dockers" in plain
    _, colored, _ = run(command, "--color", "always", "-", data=PAGE.encode())
    assert command == "tokens" or "\x1b[" in colored


def test_the_view_of_analyze_shows_claims_and_what_was_dropped():
    _, out, _ = run("analyze", "-", data=PAGE.encode())
    document = tamis.analyze(PAGE.encode())
    for block in document.article.blocks:
        sign = "+" if block.role == "content" else "-"
        assert any(line.startswith(sign) for line in out.splitlines())
        assert block.role == "content" or block.reason in out
    for claim in document.claims:
        assert f"[{claim.text}]" in out


@pytest.mark.parametrize("command", COMMANDS)
def test_empty_input_is_no_error(command):
    assert run(command, "-")[0] == 0
    assert run(command, "--json", "-")[0] == 0


def test_what_cannot_be_read_is_told_and_the_rest_done(page, tmp_path):
    (tmp_path / "photo.jpg").write_bytes(b"\xff\xd8\xff\xe0\0\x10JFIF\0" * 99)
    code, out, error = run("sentences", tmp_path / "none", tmp_path, tmp_path / "photo.jpg", page)
    assert code == 1
    assert "there is no file" in error
    assert "is a directory" in error
    assert "binary data" in error
    assert len(error.splitlines()) == 3
    assert "Dockers walk out" in out


@pytest.mark.skipif(not hasattr(os, "geteuid") or os.geteuid() == 0, reason="root reads all")
def test_a_file_without_permission_is_told(page):
    page.chmod(0)
    code, _, error = run("clean", page)
    assert code == 1
    assert "cannot be read" in error


@pytest.mark.parametrize(
    "arguments",
    [
        [],
        ["claims"],
        ["nothing", "x"],
        ["claims", "--fast", "x"],
        ["clean", "--favor", "speed", "x"],
        ["claims", "--kinds", "sums", "-"],
        ["claims", "--published", "yesterday", "-"],
    ],
)
def test_misuse_is_code_2_with_a_sentence(arguments):
    code, out, error = run(*arguments)
    assert code == 2
    assert not out
    assert error


def test_utf16_and_marks_are_read():
    _, out, _ = run("sentences", "--json", "-", data="Two men left.".encode("utf-16"))
    assert json.loads(out)["text"] == "Two men left."
    _, out, _ = run("sentences", "--json", "-", data=b"\xef\xbb\xbfTwo men left.")
    assert json.loads(out)["start"] == 0


@pytest.mark.parametrize("command", ["sentences", "claims", "tokens"])
def test_texts_in_other_encodings_are_read_as_clean_reads_them(command):
    text = "The caf\xe9 paid a fine of \xa35m, the city's council said on Monday."
    want = run(command, "--json", "-", data=text.encode())
    assert "\ufffd" not in want[1]
    for encoding in ("latin-1", "utf-16-le", "utf-16-be", "utf-16"):
        assert run(command, "--json", "-", data=text.encode(encoding)) == want


@pytest.mark.parametrize("command", COMMANDS)
@pytest.mark.parametrize(
    "data", [b"%PDF-1.7\n%\xe2\xe3\xcf\xd3\n1 0 obj", b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR"]
)
def test_binary_files_are_told_by_every_command(command, data, tmp_path):
    path = tmp_path / "a.bin"
    path.write_bytes(data)
    code, out, error = run(command, path)
    assert (code, out) == (1, "")
    assert "binary data" in error
    assert len(error.splitlines()) == 1


def test_an_infinite_value_is_null_in_json():
    code, out, _ = run("claims", "--json", "-", data=b"1e309 men ran.")
    assert (code, json.loads(out)["value"]) == (0, None)
    assert "inf" in run("claims", "-", data=b"1e309 men ran.")[1]


@pytest.mark.skipif(os.name == "nt", reason="redirections of a POSIX shell")
@pytest.mark.parametrize("command", COMMANDS)
@pytest.mark.parametrize("redirection", [">/dev/full", ">&-", "<&-"])
def test_closed_and_full_streams_are_told_in_a_sentence(command, redirection, page):
    file = "-" if redirection == "<&-" else page
    shell = f"{sys.executable} -m tamis {command} {file} {redirection}"
    found = subprocess.run(shell, shell=True, capture_output=True, timeout=300)
    error = found.stderr.decode()
    assert found.returncode == 1
    assert error.startswith("tamis: ")
    assert len(error.splitlines()) == 1


def test_terminal_commands_in_a_text_are_defused():
    _, out, _ = run("clean", "-", data=b"Two \x1b]0;title\x07 men left the port.")
    assert "\x1b" not in out
    assert "\x07" not in out


def test_a_closed_pipe_is_quiet(page):
    command = f"{sys.executable} -m tamis tokens --json {page} {page} | head -n 1"
    found = subprocess.run(command, shell=True, capture_output=True, timeout=300)
    assert found.stdout.count(b"\n") == 1
    assert found.stderr == b""


def test_help_and_version():
    assert run("--help")[0] == 0
    code, out, _ = run("--version")
    assert (code, out.strip()) == (0, f"tamis {tamis.__version__}")


def test_an_ascii_terminal_gets_what_it_can_show():
    code, out, _ = run("claims", "-", data=NEWS.encode(), env={"PYTHONIOENCODING": "ascii"})
    assert code == 0
    assert "dockers" in out
