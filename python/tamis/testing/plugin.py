"""The pytest plugin: the fixture `tamis_golden` and the option `--tamis-update`."""

from __future__ import annotations

import difflib
from collections.abc import Callable, Iterable, Iterator
from pathlib import Path
from typing import Any

import pytest

_REWRITTEN = pytest.StashKey[list[str]]()


def pytest_addoption(parser: pytest.Parser) -> None:
    """Adds `--tamis-update`."""
    parser.getgroup("tamis").addoption(
        "--tamis-update",
        action="store_true",
        help="rewrite the golden files of tamis_golden with what is found; read the difference "
        "before you commit it",
    )


def pytest_configure(config: pytest.Config) -> None:
    """Begins the list of golden files that a run rewrites."""
    config.stash[_REWRITTEN] = []


def pytest_terminal_summary(
    terminalreporter: pytest.TerminalReporter, config: pytest.Config
) -> None:
    """Says which golden files were rewritten."""
    for path in config.stash[_REWRITTEN]:
        terminalreporter.write_line(f"tamis: rewrote {path}")


class Golden:
    """Compares results with golden files beside the test; called with a path and a result."""

    def __init__(self, folder: Path, update: bool, rewritten: list[str]) -> None:
        self._folder, self._update, self._rewritten = folder, update, rewritten

    def __call__(
        self,
        path: str | Path,
        result: Any = None,
        *,
        find: Callable[[str], Iterable[Any]] | None = None,
    ) -> None:
        """Fails where the golden file is not what is found.

        With `result` the file holds its notation, as `repr` gives it (a str as it is). Without,
        it holds cases: each line that is not indented is a text, the indented lines below it are
        the claims that `find` (else `tamis.claims`) finds in it, empty lines and those that begin
        with # stay as they are.
        """
        __tracebackhide__ = True
        import tamis
        from tamis.testing.notation import with_claims

        file = self._folder / path
        held = file.read_text(encoding="utf-8") if file.is_file() else None
        if result is None:
            if held is None:
                raise tamis.TamisError(f"there is no file {file}: write the texts, one a line")
            want = with_claims(held, find or tamis.claims)
        else:
            want = (result if isinstance(result, str) else repr(result)).rstrip("\n") + "\n"
        if want == held:
            return
        if self._update:
            file.parent.mkdir(parents=True, exist_ok=True)
            file.write_text(want, encoding="utf-8")
            self._rewritten.append(str(file))
            return
        lines = (held or "").splitlines(), want.splitlines()
        names = f"{path} (golden)", f"{path} (found)"
        difference = difflib.unified_diff(*lines, *names, lineterm="", n=2)
        hint = "pytest --tamis-update writes what is found"
        raise AssertionError("\n".join([f"{file} differs; {hint}", *difference]))


@pytest.fixture
def tamis_golden(request: pytest.FixtureRequest) -> Iterator[Golden]:
    """Compares results with a golden file; `--tamis-update` rewrites it.

    `tamis_golden("cases.txt")` checks a file of texts with their claims below, and
    `tamis_golden("article.txt", result)` the notation of any result.
    """
    update = request.config.getoption("--tamis-update")
    yield Golden(request.path.parent, bool(update), request.config.stash[_REWRITTEN])
