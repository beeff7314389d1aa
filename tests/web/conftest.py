"""A server and a browser that several tests share."""

from __future__ import annotations

import pytest

from web.served import served


@pytest.fixture(scope="package")
def server(tmp_path_factory):
    """Give a server without names, which has no limit of requests."""
    with served(tmp_path_factory.mktemp("served"), "--no-names", "--workers", "2", "--rate", "0") as running:
        yield running


@pytest.fixture(scope="module")
def browser(tmp_path_factory):
    """Give a headless browser; a test is skipped where there is none."""
    pytest.importorskip("selenium", reason="selenium is not installed: pip install .[test]")
    from browsing import opened  # noqa: PLC0415 - only for the tests of pages

    opening = opened(tmp_path_factory.mktemp("profile"))
    yield opening
    opening.quit()
