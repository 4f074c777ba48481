"""The page of a brief as a reader uses it: levers, pins, the address, what is saved, by mouse and by keyboard alone."""

import re
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import TYPE_CHECKING, Any

import numpy as np
import pytest
from browser_page import PORT

import sim
from sim.experiments.comparison.differences import difference

if TYPE_CHECKING:
    from playwright.sync_api import Browser, Page

pytestmark = [pytest.mark.cli, pytest.mark.slow]
RUNS = 12


@pytest.fixture(scope="module")
def made(tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, Any]:
    """A brief of six states as a file, and its values."""
    folder = tmp_path_factory.mktemp("brief")
    (folder / "port.yaml").write_text(PORT, encoding="utf-8")
    found = sim.brief(sim.load(folder / "port.yaml"), RUNS, 1, file="port.yaml", assumption_sets=4, per_set=2)
    return found.save(folder / "brief.html"), found


@pytest.fixture
def opened(made: tuple[Path, Any], browser: "Browser") -> Iterator[Callable[[str], "Page"]]:
    """Opens the page at an address, after its script; a request or an error fails."""
    within, heard = browser.new_context(accept_downloads=True), list[str]()

    def page_at(fragment: str = "") -> "Page":
        page = within.new_page()
        page.on("pageerror", lambda one: heard.append(str(one)))
        page.on("request", lambda one: heard.append(one.url) if not one.url.startswith(("file:", "blob:")) else None)
        page.goto(made[0].as_uri() + fragment)
        page.wait_for_selector("body[data-shown]")
        return page

    yield page_at
    within.close()
    assert not heard


def shown(page: "Page") -> tuple[str, str, str]:
    """The sentence, the boxes and the picture."""
    said = page.locator("#screen .verdict").inner_text()
    return said, page.locator("#screen .boxes").inner_text(), page.locator("#screen figure .wide").inner_html()


def choose(page: "Page", lever: str, place: int, key: str) -> None:
    page.locator(f'input[name="{lever}"][value="{place}"]').check(force=True)
    page.wait_for_selector(f'body[data-shown="{key}"]')


def test_levers_move_sentence_boxes_and_picture_and_the_address_brings_them_back(
    opened: Callable[..., "Page"], made: tuple[Path, Any]
) -> None:
    page = opened()
    before = shown(page)
    choose(page, "hall", 1, "0,1 en")
    after = shown(page)
    assert all(old != new for old, new in zip(before, after, strict=True))
    assert "hall=40" in page.url
    again = opened("#" + page.url.split("#")[1])
    assert shown(again) == after
    lines = re.findall(r' d="([^"]*)"', page.locator("#screen .wide").inner_html())
    assert lines and lines == re.findall(r' d="([^"]*)"', picture_of(made[1], (0, 1)))


def picture_of(found: Any, key: tuple[int, ...]) -> str:
    """The wide picture of a state as it was drawn."""
    from sim.views.brief.state import scales, screen

    one = next(one for one in found.states if one.key == key)
    html = screen(one.told["en"], scales(list(found.states), "en")[key[:1]])
    return html.split('<div class="wide">')[1].split("</svg></div>")[0] + "</svg>"


def test_two_pinned_states_have_the_differences_of_the_program_and_keep_them(
    opened: Callable[..., "Page"], made: tuple[Path, Any]
) -> None:
    page, found = opened(), made[1]
    choose(page, "officers", 1, "1,0 en")
    choose(page, "hall", 1, "1,1 en")
    page.get_by_role("button", name="Pin as B").click()
    page.wait_for_function("document.querySelector('#name-b').textContent.includes('40')")
    rows = page.evaluate("[...document.querySelectorAll('#pinned tr')].map(one => ({...one.dataset}))")
    a, b = (next(one for one in found.states if one.key == key) for key in ((0, 0), (1, 1)))
    assert len(rows) == len(found.figures)
    for row in rows:
        name = row["figure"]
        wanted = difference(found.first.figures[name], np.array(a.runs[name]), np.array(b.runs[name]), 1)
        assert float(row["step"]) == pytest.approx(wanted.difference, rel=1e-6, abs=1e-9), name
        ends = [float(row[end]) if row[end] else np.nan for end in ("low", "high")]
        assert ends == pytest.approx([wanted.low_alone, wanted.high_alone], rel=1e-5, abs=1e-6, nan_ok=True), name
    told = page.locator("#pinned").inner_text()
    choose(page, "officers", 0, "0,1 en")
    assert page.locator("#pinned").inner_text() == told
    assert "among 4 states" in page.locator("#two").inner_text()
    assert opened("#" + page.url.split("#")[1]).locator("#pinned").inner_text() == told


def test_a_state_is_saved_as_a_scenario_that_runs(
    opened: Callable[..., "Page"], made: tuple[Path, Any], tmp_path: Path
) -> None:
    page = opened("#hall=40&officers=5")
    with page.expect_download() as saved:
        page.get_by_role("button", name="Save as a scenario").click()
    path = tmp_path / saved.value.suggested_filename
    saved.value.save_as(path)
    text = path.read_text(encoding="utf-8")
    assert path.name == "port-state.yaml" and f"portsim run port-state.yaml -n {RUNS}" in text
    loaded = sim.load(path)
    assert loaded.space.areas["hall"].persons == 40 and loaded.staff["officers"].shifts["day"].on_duty == 5
    with page.expect_download() as book:
        page.get_by_role("button", name="Workbook").click()
    assert book.value.suggested_filename == "port.xlsx" and Path(book.value.path()).read_bytes()[:2] == b"PK"


def test_the_keyboard_alone_suffices(opened: Callable[..., "Page"]) -> None:
    page = opened()
    page.locator('input[name="hall"]:checked').focus()
    page.keyboard.press("ArrowRight")
    page.wait_for_selector('body[data-shown="0,1 en"]')
    reached = set()
    for _ in range(40):
        page.keyboard.press("Tab")
        reached.add(page.evaluate("document.activeElement.dataset.do || document.activeElement.id"))
    assert {"pin-a", "pin-b", "save", "book", "print", "here", "save-a", "save-b"} <= reached
    page.locator("[data-tongue=fr]").focus()
    page.keyboard.press("Enter")
    page.wait_for_selector('body[data-shown="0,1 fr"]')
    assert page.evaluate("document.documentElement.lang") == "fr" and "lang=fr" in page.url
    assert page.evaluate("document.activeElement.dataset.tongue") == "fr"
    assert "Épingler comme A" in page.locator(".doing").inner_text()


def test_the_first_part_prints_on_two_pages(opened: Callable[..., "Page"]) -> None:
    page = opened()
    paper = page.pdf(format="A4")
    assert paper.count(b"/Type /Page\n") == 2 or paper.count(b"/Type /Page ") == 2, paper.count(b"/Type /Page")
