"""The pages for people who work on the program name files that exist."""

import re
from pathlib import Path

import pytest

pytestmark = pytest.mark.unit

ROOT = Path(__file__).parents[2]
PAGES = [ROOT / "README.md", ROOT / "CONTRIBUTING.md", *(ROOT / "sim").rglob("*.md"), ROOT / "tests" / "README.md"]
LINK = re.compile(r"\]\((?!https?:|#)([^)#]+)[^)]*\)")
NAMED = re.compile(r"`((?:sim|tests|scenarios|notebooks|\.ci)/[\w./-]+)`")


@pytest.mark.parametrize("page", PAGES, ids=[page.relative_to(ROOT).as_posix() for page in PAGES])
def test_what_a_page_links_to_or_names_is_there(page: Path) -> None:
    text = page.read_text(encoding="utf-8")
    gone = [link for link in LINK.findall(text) if not (page.parent / link).exists()]
    gone += [name for name in NAMED.findall(text) if not (ROOT / name).exists()]
    assert gone == []
