"""tamis.report: what the page says, that nothing in it is markup, and how it is used."""

import html
import json
import re
import zlib
from base64 import b64decode
from collections import Counter
from html.parser import HTMLParser
from importlib.resources import files

import pytest
import tamis
from browser import chromium, press, theme, until
from conftest import NEWS, PAGE
from selenium.webdriver.common.by import By
from selenium.webdriver.common.keys import Keys
from tamis.reporting.documents import Page
from tamis.reporting.pack import Shelf, Utf16
from tamis.reporting.tally import Tally, day_of
from test_cli import run
from test_display import INJECTIONS

PLACES = "Velmar Kray Haldersund Carrow Skarholt".split()


def articles(count=60):
    for at in range(count):
        place = PLACES[at % len(PLACES)]
        text = (
            f"Port of {place} counts again\n\n"
            f"Over {at + 2},400 dockers walked out of {place} on Monday, the union said. "
            f"The port 🚢 reported a profit of €{at + 1}.5 million and lost {at + 3} per cent of "
            f"its ships.\n\nAbout {10 ** (at % 5) * 7:,} people watched in {place} in 2019."
        )
        yield {"id": f"a{at:02}", "text": text, "published": f"{2015 + at % 9}-03-{1 + at % 28:02}"}


@pytest.fixture(scope="module")
def corpus(tmp_path_factory):
    folder = tmp_path_factory.mktemp("corpus")
    lines = "".join(json.dumps(article) + "\n" for article in articles())
    (folder / "news.jsonl").write_text(lines)
    return folder


@pytest.fixture(scope="module")
def page(corpus):
    path = corpus / "report.html"
    tamis.report(corpus / "news.jsonl", path, published_column="published", title="Ports")
    return path


def unpacked(text):
    """The columns of a page, and its texts."""

    def data(encoded):
        return json.loads(zlib.decompress(b64decode(encoded)))

    index = data(re.search(r'id="claims-data">([^<]*)<', text)[1])
    chunks = [data(chunk) for chunk in re.findall(r'class="texts"[^>]*>([^<]*)<', text)]
    return index, [each for chunk in chunks for each in chunk]


def listed(text):
    """The claims that a page lists, by the places that it gives them."""
    index, texts = unpacked(text)
    claims, words = index["claims"], index["words"]
    at = 0
    for document, count in enumerate(index["documents"]["claims"]):
        units = texts[document].encode("utf-16-le")
        for n in range(at, at + count):
            start = claims["at"][n] + claims["from"][n]
            piece = units[2 * start : 2 * (start + claims["long"][n])].decode("utf-16-le")
            assert piece == words[claims["text"][n]]
            yield index["documents"]["id"][document], piece, claims["value"][n]
        at += count


def test_every_claim_is_listed_at_its_place(page):
    want = [
        (article["id"], claim.text, claim.value)
        for article in articles()
        for claim in tamis.analyze(article["text"]).claims
    ]
    assert list(listed(page.read_text())) == want


def test_the_table_that_run_wrote_makes_the_same_page(corpus, page):
    for name in ("out.parquet", "out.jsonl", "shards"):
        tamis.run(corpus / "news.jsonl", corpus / name, keep=["published"], overwrite=True)
        made = tamis.report(corpus / name, corpus / "table.html")
        text = (corpus / "table.html").read_text()
        assert made.claims == len(list(listed(page.read_text())))
        assert list(listed(text)) == list(listed(page.read_text()))
        assert "what was dropped before is not in it" in text


def test_long_corpora_have_their_sentences_and_every_nth_document():
    shelf = Shelf(most=40, whole=1000)
    pages = []
    for article in articles(30):
        found = tamis.analyze(article["text"])
        claims = [claim.to_dict() for claim in found.claims]
        pages.append(Page(article["id"], {}, found.article.text, 1, None, claims))
        shelf.add(pages[-1])
    assert not shelf.whole_texts
    assert shelf.every == 4
    assert shelf.claims <= 40
    index, chunks = shelf.packed()
    text = f'id="claims-data">{index}<' + "".join(f'class="texts">{c}<' for _, c in chunks)
    ids = {ident for ident, _, _ in listed(text)}
    assert ids == {page.id for page in pages[::4]}
    assert "…" in unpacked(text)[1][0]


def test_places_are_those_of_a_browser():
    text = "a🚢b\ue000c🚢"
    places = Utf16(text)
    for at in range(len(text) + 1):
        assert places.of(at) == len(text[:at].encode("utf-16-le")) // 2


def test_days_of_dates_months_and_years():
    assert day_of("2024-05-13") - day_of("2024-05") == 12
    assert day_of("2024-05") - day_of("2024") == 121
    assert [day_of(x) for x in (None, "", "soon", "2024-13", "-500")] == [0] * 5


def test_a_tally_counts_documents_reasons_things_and_months():
    tally = Tally()
    for at, source in enumerate([PAGE, PAGE, NEWS, ""]):
        found = tamis.analyze(source, published="2024-05-15")
        dropped = sum(len(b.text) for b in found.article.blocks if b.role != "content")
        tally.add(
            Page(
                str(at), {"published": "2024-05-15", "lang": "en"}, found.article.text, 100,
                Counter(navigation=dropped),
                [claim.to_dict() for claim in found.claims],
            )
        )  # fmt: skip
    tally.add(Page("x", error="x: no text"))
    assert (tally.documents, tally.failed, tally.without_claims) == (5, 1, 1)
    assert tally.claims == tally.kinds.total() == tally.bounds.total()
    assert tally.things["docker"].claims == 3
    assert tally.things["docker"].documents == 3
    assert tally.things["docker"].name("docker") == "dockers"
    assert tally.dropped["navigation"] > 0


class Tags(HTMLParser):
    """The tags of a page and what its attributes are."""

    def __init__(self, source):
        super().__init__()
        self.tags, self.handlers, self.addresses = [], [], []
        self.feed(source)

    def handle_starttag(self, tag, attributes):
        self.tags.append(tag)
        self.handlers += [name for name, _ in attributes if name.startswith("on")]
        self.addresses += [value for name, value in attributes if name in ("href", "src")]


@pytest.mark.parametrize("injection", INJECTIONS)
def test_nothing_of_a_corpus_becomes_markup(injection, tmp_path):
    source = tmp_path / "news.jsonl"
    claim = dict(tamis.claims("Over 200 men left for £3, he said on Monday.")[0].to_dict())
    poisoned = {k: v + injection if isinstance(v, str) else v for k, v in claim.items()}
    facts = dict.fromkeys("id text title site lang url published".split(), injection)
    rows = [
        facts | {"claims": [poisoned] * 9},
        {"id": injection, "error": injection, "claims": None},
    ]
    source.write_text("".join(json.dumps(row) + "\n" for row in rows))
    tamis.report(source, tmp_path / "report.html", title=injection)
    text = (tmp_path / "report.html").read_text()
    found = Tags(text)
    assert found.handlers == []
    assert all(address.startswith("#") for address in found.addresses)
    scripts = [tag for tag in found.tags if tag == "script"]
    assert len(scripts) == 3
    assert not {"iframe", "img", "object", "embed", "base", "link"} & set(found.tags)
    assert html.escape(injection.translate({0: "\ufffd"}))[:9].strip() in text.replace(
        "\0", "\ufffd"
    )


def luminance(color):
    channels = [int(color[n : n + 2], 16) / 255 for n in (1, 3, 5)]
    linear = [c / 12.92 if c <= 0.04045 else ((c + 0.055) / 1.055) ** 2.4 for c in channels]
    return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]


def contrast(a, b):
    light, dark = sorted((luminance(a), luminance(b)), reverse=True)
    return (light + 0.05) / (dark + 0.05)


def test_colors_have_the_contrast_that_reading_needs():
    css = files("tamis.reporting").joinpath("page.css").read_text()
    light, dark = (
        dict(re.findall(r"--([a-z]+): (#[0-9a-f]{6})", part))
        for part in css.split("prefers-color-scheme: dark", 1)
    )
    dark = dict(list(dark.items())[: len(light)])
    for colors in (light, dark):
        for ground in ("paper", "card"):
            for name in set(colors) - {"paper", "card", "line", "bar"}:
                assert contrast(colors[name], colors[ground]) >= 4.5, (name, ground)
            assert contrast(colors["bar"], colors[ground]) >= 2.5


def test_the_command_line(corpus, tmp_path):
    path = tmp_path / "report.html"
    code, out, error = run("report", corpus / "news.jsonl", "-o", path, "--title", "Ports & <b>")
    assert (code, out) == (0, "")
    assert "60 documents" in error
    assert "<h1>Ports &amp; &lt;b&gt;</h1>" in path.read_text()
    for arguments, says in (
        (["report", corpus, "-o", tmp_path / "x.pdf"], ".html"),
        (["report", corpus, "-o", tmp_path / "none" / "x.html"], "its folder is not there"),
        (["report", tmp_path / "none", "-o", path], "no such file"),
        (["report", corpus, "-o", path, "--threads", "0"], "threads"),
    ):
        code, _, error = run(*arguments)
        assert (code, says in error) == (2, True), error


def test_tables_of_others_are_read_as_far_as_they_go(tmp_path):
    good = tamis.claims("Over 200 men left.")[0].to_dict()
    bad = [None, 7, {}, {"start": "a", "end": 3}, good | {"value": "many"}, good | {"kind": 3}]
    extreme = [good | {"value": value} for value in (1.7e308, 5e-324, 1.0, 1e400, -3.0, 0.0)]
    dates = [good | {"when_start": when} for when in ("12-5", "0000", "2024", "9999-12-31", "x")]
    rows_of = [
        {"id": 1, "claims": [*bad, *extreme, *dates], "published": "soon"},
        {"id": 2, "claims": [good | {"start": -5, "end": 10**9, "sentence_start": 4}]},
        {"id": 3, "claims": "none"},
    ]
    source = tmp_path / "claims.jsonl"
    source.write_text("".join(json.dumps(row) + "\n" for row in rows_of) + "{broken\n[]\n")
    made = tamis.report(source, tmp_path / "report.html")
    assert (made.documents, made.claims) == (5, len(extreme) + len(dates) + 1)
    assert "3 documents could not be read" in made.path.read_text()


def test_a_page_in_its_own_corpus_is_not_a_document(tmp_path):
    (tmp_path / "a.txt").write_text(NEWS)
    for _ in range(2):
        made = tamis.report(tmp_path, tmp_path / "." / "report.html")
        assert made.documents == 1


def test_a_corpus_of_nothing_has_a_page(tmp_path):
    (tmp_path / "a.txt").write_text("")
    (tmp_path / "b.txt").write_bytes(b"%PDF-1.7\n%\xe2\xe3\xcf\xd3\n1 0 obj")
    made = tamis.report(tmp_path, tmp_path / "report.html")
    assert (made.documents, made.claims) == (2, 0)
    assert "Too few values" in made.path.read_text()


@pytest.fixture(scope="module")
def driver():
    with chromium() as driver:
        yield driver


@pytest.fixture
def opened(driver, page):
    def opened(fragment=""):
        driver.get("about:blank")
        driver.get(page.as_uri() + fragment)
        until(lambda: driver.execute_script("return document.body.dataset.ready"))
        return driver

    yield opened
    assert driver.get_log("browser") == []


def rows(driver):
    return driver.find_elements(By.CSS_SELECTOR, "#rows tbody tr")


def found(driver):
    return driver.find_element(By.ID, "found").text


def pick(driver, name, value):
    script = "const f = document.forms.filters[arguments[0]]; f.value = arguments[1];"
    driver.execute_script(
        script + "f.dispatchEvent(new Event('input', {bubbles: true}))", name, value
    )


@pytest.mark.parametrize("name", ["light", "dark"])
def test_the_page_in_a_browser(opened, driver, name):
    theme(driver, name)
    opened()
    style = "return getComputedStyle(document.body).backgroundColor"
    assert (
        driver.execute_script(style)
        == {
            "light": "rgb(251, 250, 247)",
            "dark": "rgb(20, 23, 26)",
        }[name]
    )
    assert driver.find_element(By.CSS_SELECTOR, "h1").text == "Ports"
    assert driver.find_element(By.CSS_SELECTOR, ".figure b").text == "60"
    assert len(driver.find_elements(By.CSS_SELECTOR, "#values svg.chart")) >= 3
    assert len(driver.find_elements(By.CSS_SELECTOR, "#time .card circle")) >= 50
    assert len(rows(driver)) == 50
    # Nothing sticks out of the page, and every chart has a height.
    wide = "return document.documentElement.scrollWidth <= innerWidth"
    assert driver.execute_script(wide)
    heights = "return [...document.querySelectorAll('svg')].map(s => s.clientHeight)"
    assert min(driver.execute_script(heights)) > 5
    theme(driver, "light")


def test_filters_search_and_pages(opened, driver):
    opened()
    total = found(driver)
    pick(driver, "kind", "money")
    until(lambda: found(driver) != total)
    assert found(driver) == "60 claims, page 1 of 2"
    kinds = {cell.text for cell in driver.find_elements(By.CSS_SELECTOR, "#rows .kind")}
    assert kinds == {"money"}
    driver.find_element(By.CSS_SELECTOR, "[data-page=next]").click()
    until(lambda: found(driver) == "60 claims, page 2 of 2")
    assert len(rows(driver)) == 10
    assert driver.find_element(By.CSS_SELECTOR, "[data-page=next]").get_attribute("disabled")
    driver.back()
    until(lambda: found(driver) == "60 claims, page 1 of 2")
    driver.find_element(By.NAME, "q").send_keys("profit of €7.5")
    until(lambda: found(driver) == "1 claim, page 1 of 1")
    assert "7.5 million" in rows(driver)[0].text
    assert rows(driver)[0].find_element(By.TAG_NAME, "mark").text == "€7.5 million"
    driver.find_element(By.CSS_SELECTOR, "#chips a").click()
    until(lambda: found(driver) != "1 claim, page 1 of 1")
    driver.find_element(By.NAME, "q").send_keys("zzz")
    until(lambda: found(driver) == "No claim is like that.")


def test_orders_and_documents(opened, driver):
    opened("#view=claims&kind=money&sort=-value")
    assert "60.5 million" in rows(driver)[0].text
    pick(driver, "sort", "value")
    until(lambda: "€1.5 million" in rows(driver)[0].text)
    driver.find_element(By.CSS_SELECTOR, "[value=documents] + span").click()
    until(lambda: found(driver) == "60 documents, page 1 of 2")
    rows(driver)[3].find_element(By.CSS_SELECTOR, ".n a").click()
    until(lambda: "claim" in found(driver))
    assert "document: Port of" in driver.find_element(By.ID, "chips").text


def test_the_link_of_a_claim_leads_to_its_sentence_in_its_article(opened, driver):
    opened("#view=claims&kind=percent")
    rows(driver)[2].find_element(By.CSS_SELECTOR, "a.claim").click()
    dialog = driver.find_element(By.ID, "reader")
    until(lambda: dialog.get_attribute("open") is not None)
    current = dialog.find_element(By.CSS_SELECTOR, "[aria-current]")
    assert current.text.endswith("5 per cent")
    assert driver.switch_to.active_element == current
    sentence = dialog.find_element(By.CSS_SELECTOR, "[data-part=text]").text
    assert "lost 5 per cent of its ships" in sentence
    assert "percent" in dialog.find_element(By.TAG_NAME, "dl").text
    dialog.find_element(By.CSS_SELECTOR, "[data-part=after]").click()
    until(lambda: "About" not in dialog.find_element(By.CSS_SELECTOR, "[aria-current]").text)
    current = dialog.find_element(By.CSS_SELECTOR, "[aria-current]")
    until(lambda: dialog.find_element(By.CSS_SELECTOR, "[aria-current]").text == "≈700")
    dialog.find_element(By.CSS_SELECTOR, "[data-part=close]").click()
    until(lambda: dialog.get_attribute("open") is None)
    assert "open=" not in driver.current_url


def test_bars_filter_and_the_keyboard_is_enough(opened, driver):
    opened()
    driver.find_element(By.CSS_SELECTOR, "#things .bars a").click()
    until(lambda: "thing=" in driver.current_url)
    until(lambda: driver.find_element(By.ID, "chips").text != "")
    assert driver.execute_script(
        "return document.getElementById('browse').getBoundingClientRect().top < innerHeight"
    )
    opened()
    press(driver, Keys.TAB)
    assert driver.switch_to.active_element.text == "Skip to the claims"
    press(driver, "/")
    assert driver.switch_to.active_element.get_attribute("name") == "q"
    driver.find_element(By.CSS_SELECTOR, "#rows a.claim").send_keys(Keys.ENTER)
    dialog = driver.find_element(By.ID, "reader")
    until(lambda: dialog.get_attribute("open") is not None)
    first = driver.current_url
    press(driver, Keys.ARROW_RIGHT)
    until(lambda: driver.current_url != first)
    press(driver, Keys.ESCAPE)
    until(lambda: dialog.get_attribute("open") is None)


def test_it_prints_without_its_controls(opened, driver):
    opened()
    theme(driver, "light", media="print")
    shown = "return getComputedStyle(document.querySelector(arguments[0])).display"
    assert driver.execute_script(shown, "form") == "none"
    assert driver.execute_script(shown, "#values svg") == "block"
    theme(driver, "light")


def test_hostile_corpora_run_nothing_in_a_browser(driver, tmp_path):
    rows_of = []
    for injection in INJECTIONS:
        text = f"{injection} Over 200 men {injection} left for £3 on Monday, {injection} said."
        record = tamis.claims(text)[0].to_dict() if tamis.claims(text) else None
        claims = [{**record, "counted": injection, "speaker": injection}] if record else []
        rows_of.append({"id": injection, "title": injection, "url": injection, "claims": claims})
    source = tmp_path / "news.jsonl"
    source.write_text("".join(json.dumps(row) + "\n" for row in rows_of))
    made = tamis.report(source, tmp_path / "report.html")
    for fragment in ("#view=claims&open=0", "#view=documents", "#view=claims&q=<img src=x>"):
        driver.get("about:blank")
        driver.get(made.path.as_uri() + fragment)
        until(lambda: driver.execute_script("return document.body.dataset.ready"))
        assert driver.find_elements(By.CSS_SELECTOR, "img, iframe, a[href^=javascript]") == []
        assert driver.get_log("browser") == []
    for claim in range(made.claims):
        driver.get(f"{made.path.as_uri()}#view=claims&open={claim}")
        until(lambda: driver.find_elements(By.CSS_SELECTOR, "dialog[open]"))
        dialog = driver.find_element(By.ID, "reader")
        assert not dialog.find_elements(By.CSS_SELECTOR, "a[href^=javascript]")
