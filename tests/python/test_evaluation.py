"""tamis.evaluate agrees with the scorer of the gold data and says what differs."""

from __future__ import annotations

import importlib.util
import json
import os
import random
from collections import Counter
from pathlib import Path
from typing import Any

import pytest
import tamis

SHARED = Path(os.environ.get("TAMIS_SHARED", Path(__file__).parents[3] / "shared"))


def claim(start: int, end: int, **fields: Any) -> dict[str, Any]:
    return {
        "doc": "a",
        "start": start,
        "end": end,
        "kind": "count",
        "value": 1.0,
        "bound": "exact",
    } | fields


def test_a_perfect_prediction() -> None:
    gold = [claim(0, 3, counted="men"), claim(9, 12, unit="kilometer", bound="over")]
    result = tamis.evaluate(gold, gold)
    fields = "span exact value kind bound hedge unit counted counted_head claim".split()
    assert {name: s.f1 for name, s in result.fields.items() if s.gold} == dict.fromkeys(fields, 1.0)
    assert result.errors == []


def test_each_difference_is_named() -> None:
    gold = [claim(0, 3, counted="old men"), claim(9, 12), claim(20, 22)]
    predicted = [claim(0, 5, counted="women", value=2.0), claim(20, 22), claim(30, 31)]
    result = tamis.evaluate(gold, predicted)
    assert [(doc, what) for doc, what, _, _ in result.errors] == [
        ("a", "value, counted"),
        ("a", "missed"),
        ("a", "spurious"),
    ]
    assert (result.fields["span"].hits, result.fields["exact"].hits) == (2, 1)
    assert result.fields["span"].precision == pytest.approx(2 / 3)


def test_the_tighter_of_two_predictions_is_paired() -> None:
    result = tamis.evaluate([claim(0, 10)], [claim(0, 30, value=5.0), claim(0, 10)])
    assert result.fields["value"].hits == 1


def test_units_in_other_spellings_are_the_same() -> None:
    gold = [claim(0, 3, unit="kilometer"), claim(5, 8, unit="percent"), claim(10, 12, unit="EUR")]
    predicted = [claim(0, 3, unit="Kilometres"), claim(5, 8, unit="%"), claim(10, 12, unit="euro")]
    assert tamis.evaluate(gold, predicted).fields["unit"].hits == 3


def test_intervals_hold_the_figure_and_repeat() -> None:
    gold = [claim(0, 3) | {"doc": str(i)} for i in range(30)]
    one, two = (tamis.evaluate(gold, gold[:20], draws=200) for _ in range(2))
    span = one.fields["span"]
    assert span.low is not None and span.high is not None
    assert span.low < span.f1 < span.high
    assert one.fields == two.fields


def test_claims_of_tamis_and_files_are_taken(tmp_path: Path) -> None:
    text = "Over 200 soldiers were killed."
    found = tamis.claims(text)
    path = tmp_path / "gold.jsonl"
    path.write_text("".join(json.dumps({"doc": "x"} | c.to_dict()) + "\n" for c in found))
    result = tamis.evaluate(path, {"x": found})
    assert result.fields["claim"].f1 == 1.0
    assert "claim" in str(result) and "<table>" in result._repr_html_()


def test_a_claim_without_document_is_an_error() -> None:
    with pytest.raises(ValueError, match="no `doc`"):
        tamis.evaluate([{"start": 0, "end": 1}], [])


def test_the_claims_of_one_document_need_no_name() -> None:
    found = tamis.claims("Over 200 soldiers were killed. Two bridges fell.")
    assert len(found) == 2
    for predicted in (found, list(found)):
        result = tamis.evaluate(found, predicted)
        assert (result.fields["claim"].f1, result.fields["claim"].gold) == (1.0, 2)


def test_records_of_places_alone_are_scored() -> None:
    gold = [{"doc": "a", "start": 0, "end": 3}]
    result = tamis.evaluate(gold, gold)
    assert result.fields["span"].f1 == 1.0
    assert result.kinds["None"].gold == 1
    with pytest.raises(ValueError, match="`end`"):
        tamis.evaluate([{"doc": "a", "start": 0}], gold)


def test_tables_are_taken_by_their_rows() -> None:
    pa, pd, pl = (pytest.importorskip(name) for name in ("pyarrow", "pandas", "polars"))
    gold = [claim(0, 3, counted="men", value2=None), claim(9, 12, value2=4.0, counted=None)]
    for table in (pa.Table.from_pylist(gold), pd.DataFrame(gold), pl.DataFrame(gold)):
        result = tamis.evaluate(gold, table)
        assert result.errors == []
        assert result.fields["claim"].hits == 2
        assert tamis.evaluate(table, gold).fields["counted"].f1 == 1.0


def test_negative_draws_are_told_and_scores_are_json() -> None:
    with pytest.raises(ValueError, match="draws"):
        tamis.evaluate([claim(0, 3)], [], draws=-1)
    with pytest.raises(TypeError, match="not int"):
        tamis.evaluate(5, [])  # type: ignore[arg-type]
    result = tamis.evaluate([claim(0, 3)], [claim(0, 3)])
    assert json.loads(result.to_json()) == result.to_dict()


def test_kinds_and_fields_have_intervals() -> None:
    gold = [claim(0, 3, kind="money" if i % 3 else "age") | {"doc": str(i)} for i in range(30)]
    result = tamis.evaluate(gold, gold[:25], draws=100)
    for score in (result.fields["claim"], *result.kinds.values()):
        assert score.low is not None and score.high is not None
        assert 0 < score.low < score.f1 < score.high <= 1
    shown = str(result)
    assert f"[{result.kinds['age'].low:.3f}, " in shown


def test_the_view_is_escaped_and_names_differences() -> None:
    hostile = "<script>alert(1)</script>"
    gold = [claim(0, 3, kind=hostile, counted=hostile) | {"doc": hostile}]
    view = tamis.evaluate(gold, [claim(0, 3) | {"doc": hostile}])._repr_html_()
    assert "<script" not in view
    assert "kind, counted" in view
    assert "no differences" in tamis.evaluate(gold, gold)._repr_html_()


def test_a_line_that_is_not_json_is_named(tmp_path: Path) -> None:
    path = tmp_path / "gold.jsonl"
    path.write_text('{"doc": "a", "start": 0, "end": 1}\n{"doc"\n')
    with pytest.raises(tamis.TamisError, match=r"gold\.jsonl, line 2 is not JSON"):
        tamis.evaluate(path, [])


@pytest.fixture(scope="module")
def score() -> Any:
    """The scorer of the gold data."""
    if not (SHARED / "claims" / "score.py").is_file():
        pytest.skip(f"no gold data: there is no folder {SHARED}/claims")
    spec = importlib.util.spec_from_file_location("score", SHARED / "claims" / "score.py")
    assert spec and spec.loader
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


def agrees(score: Any, gold: Any, predicted: Any) -> None:
    """Whether every figure is that of the scorer: fields, kinds and intervals."""
    want, wrong = score.score(gold, predicted, ci=50)
    got = tamis.evaluate(gold, predicted, draws=50)
    assert set(got.fields) == set(want["all"])
    for name, field in got.fields.items():
        theirs = want["all"][name]
        assert (name, field.hits, field.predicted, field.gold, [field.low, field.high]) == (
            name,
            theirs["hits"],
            theirs["pred"],
            theirs["gold"],
            pytest.approx(theirs["ci95"]),
        )
    for name, field in got.kinds.items():
        theirs = want["kinds"][name]["claim"]
        assert (field.hits, field.predicted, field.gold) == (
            theirs["hits"],
            theirs["pred"],
            theirs["gold"],
        )
    missed = {"missed", "spurious"}
    count = Counter(what for _, what, _, _ in got.errors if what in missed)
    assert count == Counter(e["wrong"][0] for e in wrong if e["wrong"][0] in missed)


def test_agrees_with_the_scorer_of_the_gold_data_on_what_tamis_finds(score: Any) -> None:
    gold = score.read(SHARED / "claims" / "news_dev.jsonl")
    texts = {p.stem: p.read_text() for p in (SHARED / "claims" / "news_dev").glob("*.txt")}
    predicted = [
        {"doc": doc} | found.to_dict()
        for doc in sorted({row["doc"] for row in gold})
        for found in tamis.claims(texts[doc])
    ]
    agrees(score, gold, predicted)


def test_agrees_with_the_scorer_of_the_gold_data_on_errors_of_all_sorts(score: Any) -> None:
    gold = score.read(SHARED / "claims" / "news_dev.jsonl")
    chance = random.Random(3)
    predicted = []
    for row in gold:
        if chance.random() < 0.1:
            continue
        moved = dict(row)
        moved["start"] += chance.choice([0, 0, 0, 1, -1])
        moved["end"] += chance.choice([0, 0, 0, 3, 10])
        moved["counted"] = chance.choice([row["counted"], None, "people"])
        moved["unit"] = chance.choice([row["unit"], "kilometres", "kmh", "US dollars", None])
        moved["value"] *= chance.choice([1, 1, 1.01])
        predicted += [moved] if chance.random() < 0.9 else [moved, moved | {"kind": "money"}]
    agrees(score, gold, predicted)
