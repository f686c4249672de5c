"""What somebody sees first: the demo, the help, errors in a notebook."""

import pytest
import tamis
from browser import chromium, theme
from conftest import NEWS
from selenium.webdriver.common.by import By
from test_display import harmless


@pytest.mark.parametrize("name", ["reservoir", "weinlese", "harbour-strike", "results"])
def test_the_demo_shows_the_whole_flow(name):
    tour = tamis.demo(name)
    assert len(tour.document.claims) >= 8
    shown = repr(tour)
    for step in ("clean(source)", "sentences(", "tokens(", "claims(", "analyze(source)"):
        assert step in shown
        assert step in tour._repr_html_()
    assert "(navigation)" in shown or "- " in shown


def test_another_demo_is_told():
    with pytest.raises(tamis.TamisError, match="reservoir"):
        tamis.demo("nothing")


@pytest.fixture
def shell():
    interactiveshell = pytest.importorskip("IPython.core.interactiveshell")
    yield interactiveshell.InteractiveShell.instance()
    interactiveshell.InteractiveShell.clear_instance()


@pytest.mark.parametrize(
    "code",
    [
        "tamis.claims('x', kinds=['sums'])",
        "tamis.demo('nothing')",
        "tamis.report('.', 'report.pdf')",
        "tamis.arrow_map('claims', column='body')(__import__('pyarrow').table({'text': ['x']}))",
        "tamis.evaluate([{'start': 0, 'end': 1}], [])",
    ],
)
def test_an_error_in_a_notebook_is_short(shell, capsys, code):
    shell.run_cell(f"import tamis\n{code}")
    found = capsys.readouterr()
    lines = [line for line in (found.out + found.err).splitlines() if line.strip()]
    assert lines[-1].startswith("TamisError: ")
    assert len(lines) == 2, lines
    assert code in lines[0]
    assert "line 2" in lines[0]


@pytest.fixture(scope="module")
def driver():
    with chromium() as driver:
        yield driver


def luminance(color):
    linear = [c / 12.92 if c <= 0.04045 else ((c + 0.055) / 1.055) ** 2.4 for c in color]
    return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]


SHADES = """
const canvas = document.createElement('canvas').getContext('2d', {willReadFrequently: true});
return [...document.querySelectorAll('.tamis mark, .tamis .dropped, .tamis th, .tamis .kind')]
  .map((element) => {
    const style = getComputedStyle(element);
    canvas.clearRect(0, 0, 1, 1);
    for (const color of [getComputedStyle(document.body).backgroundColor, style.backgroundColor]) {
      canvas.fillStyle = color; canvas.fillRect(0, 0, 1, 1);
    }
    const ground = [...canvas.getImageData(0, 0, 1, 1).data].slice(0, 3);
    canvas.fillStyle = style.color; canvas.fillRect(0, 0, 1, 1);
    return [ground, [...canvas.getImageData(0, 0, 1, 1).data].slice(0, 3)];
  });
"""


@pytest.mark.parametrize(
    ("name", "paper", "ink"), [("light", "#ffffff", "#222222"), ("dark", "#111111", "#dddddd")]
)
def test_views_are_read_in_light_and_dark_notebooks(driver, tmp_path, name, paper, ink):
    document = tamis.demo("harbour-strike").document
    views = "".join(
        value._repr_html_()
        for value in (document, document.article, document.claims, document.claims[0])
    )
    views += tamis.analyze(NEWS)._repr_html_() + document.tokens._repr_html_()
    body = f"<body style='background:{paper};color:{ink}'>{views}"
    (tmp_path / "view.html").write_text(f"<!doctype html><meta charset=utf-8>{body}")
    theme(driver, name)
    driver.get((tmp_path / "view.html").as_uri())
    shades = driver.execute_script(SHADES)
    assert len(shades) > 60
    for ground, text in shades:
        light, dark = sorted(luminance([c / 255 for c in x]) for x in (ground, text))[::-1]
        assert (light + 0.05) / (dark + 0.05) >= 4.5, (ground, text)
    marks = driver.find_elements(By.CSS_SELECTOR, ".tamis mark")
    assert marks[0].get_attribute("title").startswith("kind: count")
    assert driver.find_element(By.CSS_SELECTOR, "details.dropped summary").is_displayed()
    assert driver.execute_script("return document.scripts.length") == 0
    assert driver.get_log("browser") == []


def test_views_read_as_text():
    harmless(tamis.demo().document)
