"""Every code block of docs/ runs, page by page in a folder of its own."""

import doctest
import importlib.util
import os
import re
import shutil
import subprocess
import sys
from importlib.resources import files
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]
PAGES = sorted((ROOT / "docs").glob("*.md"))
# The blocks of this page need engines, and test_engines.py runs them.
ENGINES = "corpora.md"
BLOCK = re.compile(r"^```(\w+)([^\n]*)\n(.*?)^```$", re.MULTILINE | re.DOTALL)
FLAGS = doctest.NORMALIZE_WHITESPACE | doctest.ELLIPSIS | doctest.IGNORE_EXCEPTION_DETAIL


def blocks(page):
    """Language, options and text of each code block of a page, and the line it begins at."""
    source = page.read_text()
    for found in BLOCK.finditer(source):
        options = dict(re.findall(r"(\w+)=(\S+)", found[2]))
        yield found[1], options, found[3], source.count("\n", 0, found.start()) + 1


def run_python(text, page, line, names):
    if ">>>" in text:
        test = doctest.DocTestParser().get_doctest(text, names, page.name, str(page), line)
        report = []
        doctest.DocTestRunner(optionflags=FLAGS).run(test, out=report.append, clear_globs=False)
        assert not report, "".join(report)
        # A doctest has its own copy of the names.
        names.update(test.globs)
    else:
        exec(compile("\n" * line + text, str(page), "exec"), names)


def run_shell(text, page, line):
    path = os.pathsep.join([str(Path(sys.executable).parent), os.environ["PATH"]])
    done = subprocess.run(
        ["bash", "-ec", text], env={**os.environ, "PATH": path}, capture_output=True, text=True
    )
    assert done.returncode == 0, f"{page.name}, line {line}:\n{done.stdout}{done.stderr}"


def here(needs):
    """Whether the modules and programs that a block needs are here."""
    return all(importlib.util.find_spec(name) or shutil.which(name) for name in needs.split(","))


# What an engine says of the versions beside it is not for us.
@pytest.mark.filterwarnings("ignore:PySpark does not yet", "ignore::ResourceWarning")
@pytest.mark.parametrize(
    "page", [page for page in PAGES if page.name != ENGINES], ids=lambda page: page.stem
)
def test_the_blocks_of_a_page_run(page, tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    (tmp_path / "pages").mkdir()
    for article in files("tamis.tour").joinpath("articles").iterdir():
        if not article.name.endswith(".md"):
            (tmp_path / "pages" / article.name).write_bytes(article.read_bytes())
    names = {"__name__": "__main__"}
    for language, options, text, line in blocks(page):
        if "file" in options:
            target = tmp_path / options["file"]
            target.parent.mkdir(exist_ok=True)
            target.write_text(text)
        elif language == "python" and not here(options.get("needs", "sys")):
            # What another engine would run is at least Python.
            compile(text, str(page), "exec")
        elif language == "python":
            run_python(text, page, line, names)
        elif language == "sh":
            run_shell(text, page, line)


def test_there_are_pages_with_blocks():
    assert len(PAGES) >= 10
    assert sum(1 for page in PAGES for _ in blocks(page)) >= 30


def test_links_between_pages_lead_somewhere():
    for page in PAGES:
        for target in re.findall(r"\]\(([^)#:]+\.md)", page.read_text()):
            assert (page.parent / target).is_file(), f"{page.name}: {target}"
