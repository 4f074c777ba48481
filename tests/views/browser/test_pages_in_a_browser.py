"""Every page in a real browser: silent, whole, and open to everybody.

Each page is looked at once in each language, width and theme, and as it prints; with PORTSIM_EVERY_LOOK in every
product of them. axe-core judges whether a page can be used without eyes or without a mouse.
"""

import os
from itertools import product
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

import pytest
from browser_page import PORT

from sim.cli import main
from sim.wording.translations import languages

if TYPE_CHECKING:
    from playwright.sync_api import Browser, Page

pytestmark = [pytest.mark.cli, pytest.mark.slow]

PAGES = {  # the page, and the command that makes it
    "report.html": "run port.yaml -n 6 --sets 4 --per-set 2",
    "brief.html": "brief port.yaml -n 6 --sets 4 --per-set 2",
    "compare.html": "compare port.yaml more.yaml -n 6 --sets 4 --per-set 2",
    "staffing.html": "staff port.yaml --replications 4 --search 2",
    "policy.html": "policy port.yaml -n 6",
    "sweep.html": "sweep port.yaml --vary staff.officers.shifts.day.on_duty=3,4 -n 2",
    "sensitivity.html": "sensitivity port.yaml --size 4 -n 2",
}
WIDTHS, THEMES = (360, 1280), ("light", "dark")
CUT = """() => [...document.querySelectorAll('svg')].filter(one => one.getClientRects().length).flatMap(one => {
    const seen = one.getBoundingClientRect();
    const texts = [...one.querySelectorAll('text')].filter(text => {
        const box = text.getBoundingClientRect();
        return box.width && (box.left < seen.left - 1 || box.right > seen.right + 1
            || box.top < seen.top - 1 || box.bottom > seen.bottom + 1);
    });
    const wide = seen.right > document.documentElement.clientWidth + 1 && !one.closest('[tabindex]');
    return [...texts.map(text => 'cut: ' + text.textContent), ...(wide ? ['a chart wider than the page'] : [])];
})"""
OVER = """() => [...document.querySelectorAll('svg')].filter(one => one.getClientRects().length).flatMap(one => {
    const texts = [...one.querySelectorAll('text')].map(text => [text.textContent, text.getBoundingClientRect()])
        .filter(([said, box]) => said.trim() && box.width);
    const meet = (a, b) => Math.min(a.right, b.right) - Math.max(a.left, b.left) > 2
        && Math.min(a.bottom, b.bottom) - Math.max(a.top, b.top) > 5;
    return texts.flatMap(([said, a], k) => texts.slice(k + 1).filter(([, b]) => meet(a, b))
        .map(([other]) => `over one another: ${said} | ${other}`));
})"""
WIDE = "() => document.documentElement.scrollWidth - document.documentElement.clientWidth"
BARE = "() => [...document.querySelectorAll('table')].filter(one => !one.querySelector('th')).length"
OPEN = "() => document.querySelectorAll('details').forEach(one => { one.open = true })"


class Look(NamedTuple):
    """How a page is looked at."""

    width: int
    theme: str


def looks(at: int) -> list[Look]:
    """Return how a page is looked at in the language with this place in the list of languages."""
    if os.environ.get("PORTSIM_EVERY_LOOK"):
        return [Look(*one) for one in product(WIDTHS, THEMES)]
    pairs = [Look(360, "light"), Look(1280, "dark")], [Look(360, "dark"), Look(1280, "light")]
    return pairs[at % 2]


@pytest.mark.parametrize("page", PAGES)
def test_a_page_is_silent_whole_and_open_to_everybody(
    page: str, browser: "Browser", tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    Path("port.yaml").write_text(PORT, encoding="utf-8")
    Path("more.yaml").write_text("extends: port.yaml\nname: A large hall\nspace: {areas: {hall: {persons: 40}}}\n")
    faults = []
    for at, spoken in enumerate(languages()):
        out = f"out-{spoken}"
        call = [
            *PAGES[page].split(),
            "--workers",
            "1",
            "--quiet",
            "--out",
            out,
            "--store",
            "runs.sqlite",
            "--lang",
            spoken,
        ]
        with pytest.raises(SystemExit) as left:
            main(call)
        assert left.value.code == 0
        for look in looks(at):
            faults += [f"{spoken} {look.width} {look.theme}: {one}" for one in seen(browser, Path(out) / page, look)]
    assert not faults, "\n".join(faults)


def seen(browser: "Browser", path: Path, look: Look) -> list[str]:
    """Open a page; return what is wrong with it."""
    within = browser.new_context(viewport={"width": look.width, "height": 900}, color_scheme=look.theme)  # type: ignore[arg-type]
    found: list[str] = []
    try:
        page = within.new_page()
        page.on("console", lambda one: found.append(f"console: {one.text}"))
        page.on("pageerror", lambda one: found.append(f"error: {one}"))
        here = path.resolve().as_uri()
        page.on("request", lambda one: found.append(f"request: {one.url}") if one.url != here else None)
        page.goto(here)
        found += whole(page)
        page.evaluate(OPEN)
        found += whole(page)
        found += judged(page)
        page.emulate_media(media="print")
        found += [f"print: {one}" for one in page.evaluate(CUT)]
    finally:
        within.close()
    return list(dict.fromkeys(found))


def whole(page: "Page") -> list[str]:
    """Return what is cut, texts that lie over one another, what is wider than the page, and tables without headers."""
    found = [*page.evaluate(CUT), *page.evaluate(OVER)]
    if (more := page.evaluate(WIDE)) > 0:
        found.append(f"{more} pixels wider than the window")
    if bare := page.evaluate(BARE):
        found.append(f"{bare} tables without headers")
    return found


def judged(page: "Page") -> list[str]:
    """Return what axe-core finds."""
    from axe_playwright_python.sync_playwright import Axe

    said = Axe().run(page).response["violations"]
    return [f"axe: {one['id']}: {node['target']} {node['html'][:120]}" for one in said for node in one["nodes"]]
