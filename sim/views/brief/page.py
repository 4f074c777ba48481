"""The page of a brief: one HTML file with all of its states and all of its languages in it, which makes no request."""

import json
import math
from base64 import b64encode
from collections.abc import Mapping
from pathlib import Path
from typing import Any

from sim.experiments.comparison.levers.states import Key
from sim.experiments.statistics.intervals import TAIL
from sim.views.brief.around import around
from sim.views.brief.figures import patterns, written
from sim.views.brief.made import Brief
from sim.views.brief.packed import Lists, changed, packed, pieces
from sim.views.brief.state import scales, screen, screens, spoken
from sim.views.kit.palette import page_colours
from sim.views.kit.sources import program_version
from sim.views.kit.template import FIRST, rendered
from sim.views.spreadsheet.states_book import sheets
from sim.views.spreadsheet.writer import xlsx
from sim.wording import language, say, speaking
from sim.wording.named import plain
from sim.wording.spoken import locale

HERE = Path(__file__).parent
TEMPLATE, TOLD, STYLE, CODE = (HERE / name for name in ("brief.html.j2", "told.html.j2", "brief.css", "brief.js"))

DIGITS = 9  # of a run's figure

BOOK = 5000  # rows of runs that the workbook in the page has at most: with more it has states alone


def html(brief: Brief) -> str:
    """Return the text of the page. Names and texts of the scenario are escaped."""
    from markupsafe import Markup

    across = Lists()
    up = {one.key: Lists() for one in brief.states}
    told = {tongue: screens(list(brief.states), tongue, across, up) for tongue in spoken()}
    data = _data(brief, told, up) | {"across": across.lists}
    code = Markup(CODE.read_text(encoding="utf-8"))
    context = {
        "program": program_version(),
        "title": brief.scenario.name,
        "told": Markup(_main(brief, _opened(brief))),
        "data": Markup(_json(data).replace("<", "\\u003c")),
        "code": code,
    }
    return rendered(TEMPLATE, context, (), (FIRST, STYLE), page_colours())


def _opened(brief: Brief) -> str:
    """Return the first screen that the page opens with, which it shows without its script too."""
    one = brief.states[0]
    return screen(one.told[language()], scales(list(brief.states), language())[one.key[:1]])


def _main(brief: Brief, screen: str) -> str:
    """Return all that is said in the language that is spoken, around a first screen."""
    from markupsafe import Markup

    return rendered(TOLD, around(brief) | {"screen": Markup(screen)}, ())


def _data(brief: Brief, told: Mapping[str, Mapping[Key, str]], up: Mapping[Key, Lists]) -> dict[str, Any]:
    """Return what the script reads; what is long is packed."""
    from scipy.special import ndtri, stdtrit

    tongues, first = spoken(), brief.states[0]
    lines = first.file.split("\n")
    base = {tongue: pieces(told[tongue][first.key]) for tongue in tongues}
    runs = len(brief.first.runs)
    states = {}
    for one in brief.states:
        states[_key(one.key)] = packed(_json({
            "name": {tongue: one.told[tongue].name for tongue in tongues},
            "screen": {tongue: changed(base[tongue], pieces(told[tongue][one.key])) for tongue in tongues},
            "up": up[one.key].lists,
            "runs": {name: [_short(value) for value in values] for name, values in one.runs.items()},
            "file": changed(lines, one.file.split("\n")),
            "command": brief.command(one.key),
        }))  # fmt: skip
    return {
        "tongues": tongues,
        "words": {tongue: packed(_json(_words(brief, tongue, told[tongue][first.key]))) for tongue in tongues},
        "levers": [{"name": one.name, "states": one.states} for one in brief.found.steps],
        "start": brief.found.start,
        "pins": [_key(first.key), _key(_other(brief))],
        "states": states,
        "normal": -float(ndtri(TAIL)),
        "student": [0.0, 0.0, *(round(float(stdtrit(n - 1, 1 - TAIL)), 9) for n in range(2, runs + 1))],
        "call": " ".join(("portsim brief", brief.file, *brief.options)),
        "added": ["; ".join(f"{name}={state}" for name, state in one.items()) for one in brief.added],
        "beside": brief.beside,
        "stem": Path(brief.file).stem,
        "file": packed(first.file),
        "book": b64encode(xlsx(list(sheets(brief, most=BOOK)))).decode(),
    }


def _words(brief: Brief, tongue: str, screen: str) -> dict[str, Any]:
    """Return what the script says in a language, the screen that others are made of, and all of the page, if it is
    not the language that it opens in."""
    steps, runs, there = brief.found.steps, len(brief.first.runs), tongue == language()
    with speaking(tongue):
        beside = say("These files must be beside it: {files}", files=", ".join(brief.beside))
        head = [
            brief.scenario.name,
            say("The state: {state}", state="{state}"),
            say("To run it: {command}", command=f"portsim run {{file}} -n {runs}"),
            say("Made by portsim {version}; levers and other readings of the scenario are left out.",
                version=program_version()),
        ]  # fmt: skip
        return {
            "main": "" if there else _main(brief, ""),
            "screen": screen,
            "title": f"{brief.scenario.name} · portsim",
            "skip": say("Skip to the answer"),
            "locale": str(locale()).replace("_", "-"),
            "patterns": patterns(brief.scenario.currency),
            "figures": written(brief.first, brief.figures),
            "same": say("the same in every run"),
            "few": say("too few runs differ to tell"),
            "unclear": say("no clear difference"),
            "levers": [
                {"label": plain(one.lever.label or one.name), "states": [plain(state) for state in one.states]}
                for one in steps
            ],
            "colon": say(":") + " ",
            "head": head + ([beside] if brief.beside else []),
            "saved": say("Saved as {file}.", file="{file}"),
            "beside": beside,
            "pinned": {
                "a": say("Pinned as A: {state}", state="{state}"),
                "b": say("Pinned as B: {state}", state="{state}"),
            },
        }


def _other(brief: Brief) -> Key:
    """Return the state that is pinned as B at first: the last of the first lever, all others as written."""
    keys = [one.key for one in brief.states if one.key[1:] == brief.found.start[1:]]
    return keys[-1]


def _key(key: Key) -> str:
    return ",".join(map(str, key))


def _short(value: float) -> float | None:
    """Return a number with as many digits as no difference of two of them shows; null where it does not exist."""
    if math.isnan(value):
        return None
    return round(value, DIGITS - 1 - math.floor(math.log10(abs(value)))) if value else 0.0


def _json(value: Any) -> str:
    return json.dumps(value, ensure_ascii=False, separators=(",", ":"), allow_nan=False)
