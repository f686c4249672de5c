"""The pytest plugin and assert_claims, as a study uses them."""

import pytest
import tamis
from conftest import ANY_TEXT, NEWS
from hypothesis import given
from tamis.testing import assert_claims
from tamis.testing.notation import line

pytest_plugins = ["pytester"]

TEXT = "More than 200 people fled. About 12 per cent of 200 houses burned."


def failure(*arguments, **options):
    with pytest.raises(AssertionError) as caught:
        assert_claims(*arguments, **options)
    return str(caught.value)


def test_what_is_expected_may_be_text_fields_or_claims():
    assert_claims(TEXT, ["200", "12 per cent", "200"])
    assert_claims(TEXT, [{"text": "12 per cent", "value": 12, "bound": "about"}], only=False)
    assert_claims(TEXT, [{"start": 10, "end": 13, "counted": "people"}, "200"][:1], only=False)
    assert_claims(TEXT, tamis.claims(TEXT))
    assert_claims("Nobody came.", [])
    assert_claims(TEXT, ["12 per cent"], kinds=["percent"])
    assert_claims(TEXT, "200", find=lambda text: tamis.claims(text)[:1])


def test_a_failure_shows_the_text_with_what_is_missing_spurious_and_wrong():
    text = "Over 200 people fled to 30 camps in 2019."
    expected = [{"text": "200", "bound": "about", "value": 250.0}, "2019"]
    assert failure(text, expected).splitlines() == [
        "claims differ: 1 missing, 1 spurious, 1 wrong",
        "  Over {~200~} people fled to {+30+} camps in {-2019-}.",
        "missing   2019 @36..40",
        f"spurious  {line(tamis.claims(text)[1])}",
        "wrong     200 @5..8: bound is 'over', not 'about', value is 200, not 250",
    ]


def test_long_texts_are_shown_by_the_lines_that_differ():
    text = f"{TEXT}\n" * 60
    found = failure(text, list(tamis.claims(text))[1:])
    assert found.splitlines()[1] == "  " + TEXT.replace("200 people", "{+200+} people").replace(
        "12 per cent of 200", "[12 per cent] of [200]"
    )
    assert len(found.splitlines()) == 3


@pytest.mark.parametrize(
    ("expected", "says"),
    [
        (["300"], "not in the text: '300'"),
        (["12 per cent"] * 2, "not in the text once more"),
        ([{"value": 200}], "names its text"),
        ([{"text": "200", "amount": 200}], "no field 'amount'; it has start"),
    ],
)
def test_expectations_that_cannot_be_met_are_told(expected, says):
    with pytest.raises(tamis.TamisError, match=says):
        assert_claims(TEXT, expected)


@given(ANY_TEXT)
def test_the_claims_of_any_text_are_what_they_are(text):
    assert_claims(text, tamis.claims(text))
    text = f"{NEWS} {text}"
    assert "spurious" in failure(text, tamis.claims(text)[1:])


STUDY = """
    import tamis
    from tamis.testing import assert_claims

    def test_claims():
        assert_claims("Over 200 men left.", ["300"] if False else ["200"])

    def test_cases(tamis_golden):
        tamis_golden("golden/cases.txt")

    def test_article(tamis_golden):
        tamis_golden("golden/article.txt", tamis.claims("Two men left."))

    def test_fails():
        assert_claims("Over 200 men left.", [])
"""


def test_a_study_runs_with_golden_files_that_an_option_rewrites(pytester):
    pytester.makepyfile(STUDY)
    folder = pytester.mkdir("golden")
    cases = folder / "cases.txt"
    cases.write_text("# counts\n\nOver 200 men left.\n  300 @0..3\nNobody left.\n")
    found = pytester.runpytest_subprocess("-p", "no:cacheprovider")
    found.assert_outcomes(passed=1, failed=3)
    found.stdout.fnmatch_lines(
        [
            "*cases.txt differs; pytest --tamis-update writes what is found",
            "*-  300 @0..3",
            "*+  200 @5..8  count 200  over  counted=men  event=left",
            "*claims differ: 1 spurious",
            "*  Over {+200+} men left.",
        ]
    )
    # Of the helper itself nothing is shown.
    assert "_differences" not in found.stdout.str()
    found = pytester.runpytest_subprocess("--tamis-update")
    found.assert_outcomes(passed=3, failed=1)
    found.stdout.fnmatch_lines(["tamis: rewrote *cases.txt", "tamis: rewrote *article.txt"])
    assert cases.read_text() == (
        "# counts\n\nOver 200 men left.\n"
        "  200 @5..8  count 200  over  counted=men  event=left\nNobody left.\n"
    )
    assert (folder / "article.txt").read_text().startswith("<Claims [Two @0..3")
    pytester.runpytest_subprocess().assert_outcomes(passed=3, failed=1)


def test_a_file_of_cases_must_be_there(pytester):
    pytester.makepyfile("def test_cases(tamis_golden): tamis_golden('none.txt')")
    found = pytester.runpytest_subprocess()
    found.stdout.fnmatch_lines(["*there is no file *none.txt: write the texts, one a line"])
