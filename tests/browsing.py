"""A real browser for the tests of pages: a headless Chromium of the system, nothing is downloaded."""

from __future__ import annotations

import shutil
from collections.abc import Iterable, Sequence
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from gaba_analogs.output.html import HtmlRenderer
from gaba_analogs.results.findings import Finding, RecordReport
from gaba_analogs.results.summary import Summary

if TYPE_CHECKING:
    from selenium.webdriver.remote.webdriver import WebDriver

BROWSERS = ("chromium", "chromium-browser", "google-chrome", "google-chrome-stable", "chrome")
FLAGS = (
    "--headless=new",
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--disable-dev-shm-usage",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
)
PATIENCE = 20  # [s] on a busy machine


def opened(profile: Path) -> WebDriver:
    """Open the browser, or skip the test where there is none."""
    from selenium import webdriver  # noqa: PLC0415 - skipped where it is not installed
    from selenium.webdriver.chrome.service import Service  # noqa: PLC0415 - likewise

    binary = next(filter(None, map(shutil.which, BROWSERS)), None)
    driver = shutil.which("chromedriver")
    if binary is None or driver is None:
        pytest.skip(
            f"no {'Chromium' if binary is None else 'chromedriver'}: install it with the packages of the system"
        )
    options = webdriver.ChromeOptions()
    options.binary_location = binary
    for flag in (*FLAGS, f"--user-data-dir={profile}"):
        options.add_argument(flag)
    options.set_capability("goog:loggingPrefs", {"browser": "ALL"})
    return webdriver.Chrome(options=options, service=Service(driver))


def write(path: Path, reports: Iterable[RecordReport], conflicts: Sequence[Finding] = ()) -> str:
    """Write a page, and give its address."""
    summary = Summary()
    with path.open("w", encoding="utf-8", newline="") as stream:
        renderer = HtmlRenderer(stream, versions={"rdkit": "2026.09.1"}, options={"names": False})
        for report in reports:
            summary.add(report)
            renderer.add(report)
        summary.add_conflicts(conflicts)
        renderer.finish(summary, conflicts)
    return path.as_uri()


def visit(browser: WebDriver, address: str, *, width: int = 1280, dark: bool = False) -> None:
    """Open a page afresh, and wait until its script is done."""
    from selenium.webdriver.support.ui import WebDriverWait  # noqa: PLC0415 - likewise

    size = {"width": width, "height": 900, "deviceScaleFactor": 1, "mobile": False}
    browser.execute_cdp_cmd("Emulation.setDeviceMetricsOverride", size)
    scheme = {"name": "prefers-color-scheme", "value": "dark" if dark else "light"}
    browser.execute_cdp_cmd("Emulation.setEmulatedMedia", {"features": [scheme]})
    browser.get("about:blank")
    browser.get(address)
    WebDriverWait(browser, PATIENCE).until(
        lambda b: b.execute_script("return document.documentElement.dataset.ready") == "yes"
    )
