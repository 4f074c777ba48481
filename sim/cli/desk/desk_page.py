"""The page of the desk, and its forms, in the language that is spoken."""

from collections.abc import Mapping
from pathlib import Path
from typing import Any

from sim.cli.desk import controls
from sim.cli.desk.screens import calling
from sim.cli.desk.tab import Asked
from sim.scenario.schema import Scenario
from sim.views.brief.around import NAMES
from sim.views.brief.page import STYLE as OF_BRIEF
from sim.views.kit.palette import page_colours
from sim.views.kit.sources import program_version
from sim.views.kit.template import FIRST, rendered
from sim.views.text.dates import Dates
from sim.wording import language, say
from sim.wording.named import naming, plain
from sim.wording.translations import languages

HERE = Path(__file__).parent
NAMED = ("desk", "moves", "numbers", "edits", "changes")
PAGE, MOVES, NUMBERS, EDITS, CHANGES = (HERE / f"{name}.html.j2" for name in NAMED)
STYLE, CODE = HERE / "desk.css", HERE / "desk.js"
PARTS = ("moves", "numbers", "edits")


def html(scenario: Scenario, start: Mapping[str, str]) -> str:
    """Return the text of the page as it opens; its forms show the scenario as written."""
    from markupsafe import Markup

    with naming(scenario.labels):
        told = forms(scenario, scenario, Asked(), start)
        context = {
            "program": program_version(),
            "title": scenario.name,
            "scenario": scenario,
            "span": Dates(scenario).whole(),
            "tongues": [(name, NAMES.get(name, name)) for name in languages()],
            "calling": calling(),
            **{part: Markup(told[part]) for part in PARTS},
            "said": _said(),
        }
        return rendered(PAGE, context, (), (FIRST, OF_BRIEF, STYLE), page_colours())


def _said() -> dict[str, str]:
    """Return what the script says, each with `{name}` in the place of what goes into it."""
    return {
        "lang": language(),
        "playing": say("Playing the first runs …"),
        "wrong": say("This cannot be played. What is shown is the last state that could."),
        "lost": say("The desk does not answer. Is portsim desk still running?"),
        "pinned": say("Pinned as {which}.", which="{which}"),
        "saved": say("Saved as {file}.", file="{file}"),
        "made": say("Made: {file}.", file="{file}"),
        "making": say("Making {file} …", file="{file}"),
        "large": say("The file is larger than {most} MB; allowed: a table of counts.", most="{most}"),
        "undone": say("One move back."),
        "none": say("Nothing is pinned."),
    }


def name(scenario: Scenario, wanted: Asked | None) -> str:
    """Return what a state is called: what was moved, and to what."""
    if wanted is None:
        return say("Nothing is pinned.")
    parts = [say("{lever}: {state}", lever=plain(scenario.levers[lever].label or lever), state=plain(state))
             for lever, state in wanted.levers.items() if lever in scenario.levers]  # fmt: skip
    parts += [f"{path} = {value}" for path, value in wanted.sets.items()]
    return "; ".join(parts) or say("as written")


def changes(scenario: Scenario, wanted: Asked, command: str) -> str:
    """Return what is changed, as HTML, with the command that runs it."""
    context = {"name": name(scenario, wanted), "command": command}
    return rendered(CHANGES, context, ())


def forms(written: Scenario, now: Scenario, wanted: Asked, start: Mapping[str, str]) -> dict[str, Any]:
    """Return the forms of a state as HTML, by the part of the page."""
    context = {
        "plain": plain,
        "levers": controls.levers(written, wanted, start),
        "groups": list(controls.groups(now)),
        "grid": controls.grid(now),
        "week": controls.week(),
        "pools": list(now.staff),
        "measures": controls.measures(now),
        "surges": controls.surges(now),
        "streams": controls.streams(now),
        "first_day": now.start.isoformat(),
        "last_day": now.end.isoformat(),
    }
    return {
        "moves": rendered(MOVES, context, ()).strip(),
        "numbers": rendered(NUMBERS, context, ()),
        "edits": rendered(EDITS, context, ()),
    }
