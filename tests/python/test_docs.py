"""Every example in a docstring runs; every public name has a docstring."""

import doctest
import importlib
import pkgutil
from pathlib import Path

import pytest
import tamis
import tamis._tamis

RUNNER_FLAGS = doctest.NORMALIZE_WHITESPACE | doctest.ELLIPSIS
README = Path(__file__).parents[2] / "README.md"


def modules():
    yield tamis
    for found in pkgutil.walk_packages(tamis.__path__, "tamis."):
        if found.name in ("tamis.__main__", "tamis._tamis"):
            continue
        try:
            yield importlib.import_module(found.name)
        except ModuleNotFoundError as error:
            # An adapter whose engine is not installed here.
            assert not (error.name or "").startswith("tamis"), error


def examples():
    finder = doctest.DocTestFinder(recurse=True)
    for module in modules():
        yield from finder.find(module, module.__name__)
    parser = doctest.DocTestParser()
    for name in tamis._tamis.__all__:
        doc = getattr(getattr(tamis._tamis, name), "__doc__", None) or ""
        yield parser.get_doctest(doc, {}, f"tamis.{name}", None, None)
    yield parser.get_doctest(README.read_text(), {}, "README", str(README), 0)


EXAMPLES = [test for test in examples() if test.examples]


@pytest.mark.parametrize("test", EXAMPLES, ids=lambda test: test.name)
def test_examples_run(test):
    runner = doctest.DocTestRunner(optionflags=RUNNER_FLAGS)
    report = []
    runner.run(test, out=report.append)
    assert not runner.failures, "".join(report)


def test_there_are_examples_of_every_function():
    shown = {test.name.rpartition(".")[2] for test in EXAMPLES}
    # `run` reads and writes files: test_corpus.py shows it.
    functions = {name for name in tamis.__all__ if name[0].islower()} - {"run"}
    assert functions <= shown


def test_every_public_name_is_documented():
    for name in tamis.__all__:
        value = getattr(tamis, name)
        if isinstance(value, str):
            continue
        assert value.__doc__, name
        if isinstance(value, type):
            for attribute, member in vars(value).items():
                if not attribute.startswith("_"):
                    assert member.__doc__, f"{name}.{attribute}"
