"""Every example in a docstring runs; every public name has a docstring."""

import doctest
import importlib

import pytest
import tamis
import tamis._tamis

MODULES = ["tamis", "tamis._map", "tamis.polars", "tamis.pandas", "tamis.duckdb", "tamis.cli"]
RUNNER_FLAGS = doctest.NORMALIZE_WHITESPACE | doctest.ELLIPSIS


def examples():
    finder = doctest.DocTestFinder(recurse=True)
    for name in MODULES:
        yield from finder.find(importlib.import_module(name), name)
    parser = doctest.DocTestParser()
    for name in tamis._tamis.__all__:
        doc = getattr(getattr(tamis._tamis, name), "__doc__", None) or ""
        yield parser.get_doctest(doc, {}, f"tamis.{name}", None, None)


EXAMPLES = [test for test in examples() if test.examples]


@pytest.mark.parametrize("test", EXAMPLES, ids=lambda test: test.name)
def test_examples_run(test):
    runner = doctest.DocTestRunner(optionflags=RUNNER_FLAGS)
    report = []
    runner.run(test, out=report.append)
    assert not runner.failures, "".join(report)


def test_there_are_examples_of_every_function():
    shown = {test.name for test in EXAMPLES}
    functions = [n for n in tamis.__all__ if n[0].islower() and not n.startswith("_")]
    missing = [n for n in functions if f"tamis.{n}" not in shown and f"tamis._map.{n}" not in shown]
    assert not missing


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
