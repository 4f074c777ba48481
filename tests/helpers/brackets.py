"""What a text under the pseudo-locale, which wraps every message in brackets, has outside of them."""

import re
from collections.abc import Iterable, Iterator
from html.parser import HTMLParser

from sim.experiments.output import versions
from sim.scenario.schema import Scenario
from sim.views.kit.chart import Chart, Panel
from sim.wording.calendar_said import month, month_letter, month_short, weekday, weekday_short

FILE = re.compile(r"[\w-]+(/\w+)?\.(csv|json|yaml|html|md|svg)")


class Words(HTMLParser):
    """What a page says: its texts in order, and what its attributes say."""

    def __init__(self, text: str) -> None:
        super().__init__(convert_charrefs=True)
        self.said: list[str] = []
        self.open: list[str] = []
        self.feed(text)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        if tag not in ("meta", "br", "hr", "link", "img"):
            self.open.append(tag)
        self.said += [value or "" for name, value in attrs if name in ("aria-label", "data-label", "alt", "title")]

    def handle_endtag(self, tag: str) -> None:
        if self.open:
            self.open.pop()

    def handle_data(self, data: str) -> None:
        if not {"style", "pre", "code", "script"} & set(self.open):
            self.said.append(data)


def without_brackets(text: str) -> str:
    """Return what stands outside of all brackets; one that is never closed, or never opened, is an error."""
    deep, kept = 0, []
    for letter in text:
        deep += (letter == "[") - (letter == "]")
        assert deep >= 0, f"a bracket is closed that was never opened: {text}"
        kept += [letter] if deep == 0 and letter != "]" else []
    assert deep == 0, f"a bracket is never closed: {text}"
    return "".join(kept)


def letters(names: Iterable[str], texts: Iterable[str]) -> list[str]:
    """The words outside of brackets that are neither among the names nor names of files."""
    left = FILE.sub(" ", without_brackets("\n".join(texts)))
    for name in sorted({*names} - {""}, key=len, reverse=True):
        left = re.sub(rf"(?<![^\W\d_]){re.escape(name)}(?![^\W\d_])", " ", left, flags=re.IGNORECASE)
    return re.findall(r"[^\W\d_]+", left)


def names_of(scenario: Scenario) -> set[str]:
    """Names and texts of a scenario, versions, and the names of months and days."""
    found = {*scenario.arrivals, *scenario.staff, *scenario.space.areas, *scenario.contingency, *scenario.process.steps}
    found |= {one.replace("_", " ") for one in found}
    found |= {scenario.name, scenario.question or "", scenario.port.name, *versions(), *versions().values()}
    found |= {say(k) for say in (month, month_short, month_letter) for k in range(1, 13)}
    return found | {say(k) for say in (weekday, weekday_short) for k in range(7)}


def said_by(chart: Chart) -> Iterator[str]:
    """Every text of a chart."""
    yield from (chart.title, chart.caption, chart.source, chart.alt, chart.y_label)
    yield from (getattr(mark, "label", "") for mark in chart.key)
    for panel in chart.panels:
        yield from _panel(panel)


def _panel(panel: Panel) -> Iterator[str]:
    yield from (panel.title, panel.note, panel.empty, panel.x.label, panel.y.label)
    yield from (tick.text for axis in (panel.x, panel.y) for tick in axis.ticks or ())
    yield from (one.text for one in panel.labels)
    for mark in panel.marks:
        yield from (getattr(mark, what, "") or "" for what in ("label", "text", "bar"))
