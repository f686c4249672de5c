"""Chromium without a window, for tests that look at pages."""

import os
import shutil
import tempfile
import time
from contextlib import contextmanager, suppress

import pytest

FLAGS = """headless no-sandbox disable-gpu disable-quic no-first-run disable-background-networking
disable-component-update disable-sync hide-scrollbars""".split()


def programs():
    """Chromium and its driver, as Debian calls them; None where one is missing."""
    browser = os.environ.get("CHROMIUM") or shutil.which("chromium")
    driver = os.environ.get("CHROMEDRIVER") or shutil.which("chromedriver")
    return (browser, driver) if browser and driver else None


@contextmanager
def chromium(width=1280, height=1000):
    """A driver with a profile of its own; the test is skipped where there is no browser."""
    found = programs()
    if found is None:
        pytest.skip("no browser: install chromium and chromium-driver (make browser)")
    webdriver = pytest.importorskip("selenium.webdriver")
    from selenium.webdriver.chrome.service import Service

    options = webdriver.ChromeOptions()
    options.binary_location = found[0]
    options.set_capability("goog:loggingPrefs", {"browser": "ALL"})
    with tempfile.TemporaryDirectory(ignore_cleanup_errors=True) as profile:
        for flag in (*FLAGS, f"user-data-dir={profile}", f"window-size={width},{height}"):
            options.add_argument(f"--{flag}")
        driver = webdriver.Chrome(options=options, service=Service(found[1]))
        theme(driver, "light")
        try:
            yield driver
        finally:
            driver.quit()


def theme(driver, name, media=""):
    """Makes the browser ask pages for "light" or "dark", and to move nothing slowly."""
    wishes = {"prefers-color-scheme": name, "prefers-reduced-motion": "reduce"}
    features = [{"name": key, "value": value} for key, value in wishes.items()]
    command = {"media": media, "features": features}
    driver.execute_cdp_cmd("Emulation.setEmulatedMedia", command)


def press(driver, key):
    """Presses a key wherever the focus is: an element found before may have been replaced."""
    from selenium.webdriver.common.action_chains import ActionChains

    ActionChains(driver).send_keys(key).perform()


def until(test, seconds=20):
    """What `test` gives, once that is true; an element that is replaced meanwhile is not yet."""
    from selenium.common.exceptions import StaleElementReferenceException

    end = time.monotonic() + seconds
    while True:
        with suppress(StaleElementReferenceException):
            if found := test():
                return found
        assert time.monotonic() < end, "the page did not come to that state"
        time.sleep(0.02)
