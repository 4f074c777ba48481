"""One browser for all pages."""

from collections.abc import Callable, Iterator
from typing import TYPE_CHECKING

import pytest

if TYPE_CHECKING:
    from playwright.sync_api import Browser


@pytest.fixture(scope="session")
def browser(needed: Callable[[str, str], str]) -> Iterator["Browser"]:
    found = needed("chromium", "Chromium")
    from playwright.sync_api import sync_playwright

    with sync_playwright() as playing:
        opened = playing.chromium.launch(executable_path=found, args=["--no-sandbox"])
        yield opened
        opened.close()
