"""The desk as a planner uses it: levers, edits, pins, undo, its address, by mouse and by keyboard alone."""

import re
import signal
import subprocess
import sys
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from browser_page import PORT
from test_pages_in_a_browser import OPEN, Look, judged, looks, whole

import sim
from sim.wording.translations import languages

if TYPE_CHECKING:
    from playwright.sync_api import Browser, Page

pytestmark = [pytest.mark.cli, pytest.mark.slow]
FIRST = 'body[data-seen~="8"]'
MOST = 60_000  # milliseconds, on a machine that has much else to do


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    made = tmp_path_factory.mktemp("desk")
    (made / "port.yaml").write_text(PORT, encoding="utf-8")
    return made


@pytest.fixture(scope="module")
def address(folder: Path) -> Iterator[str]:
    """A desk as the command line opens it; it ends at an interrupt, with status 0 and its children gone."""
    call = [sys.executable, "-m", "sim.cli", "--lang", "en", "desk", "port.yaml", "--no-browser", "--workers", "1"]
    serving = subprocess.Popen(call, cwd=folder, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, text=True)
    assert serving.stdout is not None
    found = re.search(r"http://127\.0\.0\.1:\d+/[\w-]{20,}/", serving.stdout.readline())
    assert found
    yield found[0]
    serving.send_signal(signal.SIGINT)
    assert serving.wait(30) == 0
    serving.stdout.close()


@pytest.fixture
def opened(address: str, browser: "Browser") -> Iterator[Callable[..., "Page"]]:
    """Opens the desk, after its first look; an error, a word on the console or a request elsewhere fails."""
    heard = list[str]()
    contexts = []

    def page_at(fragment: str = "", look: Look | None = None, lang: str = "en") -> "Page":
        size = {"width": look.width if look else 1280, "height": 900}
        within = browser.new_context(viewport=size, color_scheme=look.theme if look else "light", accept_downloads=True)  # type: ignore[arg-type]
        contexts.append(within)
        page = within.new_page()
        page.on("console", lambda one: heard.append(f"console: {one.text}"))
        page.on("pageerror", lambda one: heard.append(f"error: {one}"))
        page.on(
            "request", lambda one: None if one.url.startswith((address, "blob:", "data:")) else heard.append(one.url)
        )
        page.goto(f"{address}?lang={lang}{fragment}")
        page.wait_for_selector(FIRST, timeout=MOST)
        return page

    yield page_at
    for one in contexts:
        one.close()
    assert not heard


def shown(page: "Page") -> tuple[str, str, str]:
    """The sentence, the boxes and the picture."""
    said = page.locator("#screen .verdict").inner_text()
    return said, page.locator("#screen .boxes").inner_text(), page.locator("#screen figure .wide").inner_html()


def at_rest(page: "Page") -> tuple[str, str, str]:
    """The same after the last look."""
    page.wait_for_selector('body[data-seen~="400"]', timeout=MOST)
    return shown(page)


def slide(page: "Page", path: str, value: str) -> None:
    page.locator(f'input[type=range][data-path="{path}"]').fill(value)
    page.wait_for_selector(FIRST, timeout=MOST)


def test_a_lever_moves_sentence_boxes_and_picture_and_the_address_brings_them_back(
    opened: Callable[..., "Page"],
) -> None:
    page = opened()
    before = at_rest(page)
    page.locator('input[name="hall"][value="40"]').check(force=True)
    page.wait_for_selector(FIRST, timeout=MOST)
    after = at_rest(page)
    assert all(old != new for old, new in zip(before, after, strict=True))
    assert "hall=40" in page.url and "rest on 400 runs" in page.locator("#status").inner_text()
    assert page.locator("#differences td.called").count()
    fragment = "#" + page.url.split("#")[1]
    assert at_rest(opened(fragment)) == after
    page.get_by_role("button", name="Undo").click()
    page.wait_for_selector(FIRST, timeout=MOST)
    assert at_rest(page) == before and "hall" not in page.url


def test_shifts_and_surges_are_edited_pinned_and_saved(opened: Callable[..., "Page"], folder: Path) -> None:
    page = opened()
    page.get_by_role("button", name="Pin as A").click()
    page.wait_for_selector(FIRST, timeout=MOST)
    slide(page, "staff.officers.shifts.day.on_duty", "6")
    page.locator("#shifts summary").click()
    page.locator('input[data-days="staff.officers.shifts.day.days"][value="sun"]').uncheck()
    page.wait_for_selector(FIRST, timeout=MOST)
    page.locator("#surging summary").click()
    page.locator("[data-add=surge] [name=begins]").fill("2025-06-05")
    page.locator("[data-add=surge] [name=times]").fill("3")
    page.locator("[data-add=surge] button").click()
    page.wait_for_selector(FIRST, timeout=MOST)
    assert page.locator('#numbers input[type=text][data-path="surges.surge_1.times"]').input_value() == "3"
    page.get_by_role("button", name="Pin as B").click()
    page.wait_for_selector(FIRST, timeout=MOST)
    at_rest(page)
    told = page.locator("#pinned").inner_text()
    assert "B less A" in told and page.locator("#name-a").inner_text() == "as written"
    slide(page, "space.areas.hall.persons", "20")
    at_rest(page)
    assert page.locator("#pinned").inner_text() == told, "pinned states keep their numbers"
    page.locator("[data-add=save] [name=name]").fill("edited.yaml")
    page.get_by_role("button", name="Save", exact=True).click()
    page.get_by_text("Saved as edited.yaml.").wait_for()
    saved = sim.load(folder / "edited.yaml")
    shift = saved.staff["officers"].shifts["day"]
    assert (shift.on_duty, shift.days, saved.space.areas["hall"].persons) == (6, (0, 1, 2, 3, 4, 5), 20)
    assert saved.surges["surge_1"].times.mean() == 3
    with page.expect_download() as book:
        page.get_by_role("button", name="Workbook").click()
    assert book.value.suggested_filename == "port.xlsx" and Path(book.value.path()).read_bytes()[:2] == b"PK"


def test_what_is_wrong_is_said_and_the_last_answer_stays(opened: Callable[..., "Page"]) -> None:
    page = opened()
    before = page.locator("#screen .verdict").inner_text()
    page.locator('#numbers input[type=text][data-path="space.areas.hall.persons"]').fill("-3")
    page.keyboard.press("Tab")
    page.wait_for_selector('body[data-seen="wrong"]')
    said = page.locator("#wrong").inner_text()
    assert "space.areas.hall.persons" in said and "allowed" in said and before
    page.get_by_role("button", name="As written").click()
    page.wait_for_selector(FIRST, timeout=MOST)
    assert page.locator("#wrong").inner_text() == ""


def test_the_keyboard_alone_suffices_on_the_desk(opened: Callable[..., "Page"]) -> None:
    page = opened()
    page.locator('input[name="hall"]:checked').focus()
    page.keyboard.press("ArrowRight")
    page.wait_for_selector('body[data-shown*="hall=40"]', timeout=MOST)
    assert page.evaluate("document.activeElement.value") == "40"
    reached = set()
    for _ in range(90):
        page.keyboard.press("Tab")
        reached.add(
            page.evaluate("(({dataset, tagName}) => dataset.do || dataset.path || tagName)(document.activeElement)")
        )
    assert {"undo", "reset", "pin-a", "pin-b", "book", "brief", "file", "SUMMARY"} <= reached
    assert {"staff.officers.shifts.day.on_duty", "contingency.tents.lead_time"} <= reached
    page.locator("#undo").focus()
    page.keyboard.press("Enter")
    page.wait_for_selector('body[data-shown="#"]', timeout=MOST)


def test_the_desk_is_whole_and_open_to_everybody(opened: Callable[..., "Page"]) -> None:
    faults = []
    for at, spoken in enumerate(languages()):
        for look in looks(at):
            page = opened(
                "#set=surges.storm%3D%7Bstream%3A+door%2C+begins%3A+2025-06-04%2C+times%3A+2%2C+hold%3A+2+d%7D",
                look,
                spoken,
            )
            found = whole(page)
            page.evaluate(OPEN)
            found += whole(page) + judged(page)
            faults += [f"{spoken} {look.width} {look.theme}: {one}" for one in found]
    assert not faults, "\n".join(faults)
