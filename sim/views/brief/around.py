"""What a brief says around its first screen, in the language that is spoken."""

import math
from typing import Any
from urllib.parse import urlencode

from sim.experiments.assumptions import assumptions
from sim.experiments.statistics.assumption_sets import main_figures
from sim.experiments.statistics.variance import variance
from sim.scenario.calendar.clock import clock
from sim.views.brief.made import Brief
from sim.views.kit.page import Table
from sim.views.run import lever_words
from sim.views.run.page import made_with
from sim.views.run.uncertainty import assumed
from sim.views.text import words
from sim.views.text.dates import Dates
from sim.wording import counted, language, said, say
from sim.wording.named import plain
from sim.wording.translations import languages

MOST = 10  # assumptions that are shown
ROWS = 8  # levers that are shown
COLUMNS = 6  # figures of all states
NAMES = {"en": "English", "fr": "Français"}  # each in its own language


def around(brief: Brief) -> dict[str, Any]:
    """Return what the template of a language shows."""
    result, scenario, found = brief.first, brief.scenario, brief.found
    table = lever_words.table(result)
    return {
        "scenario": scenario,
        "language": language(),
        "span": Dates(scenario).whole(),
        "runs": words.count(len(result.runs), "replication"),
        "tongues": [(name, NAMES.get(name, name)) for name in languages()],
        "levers": _levers(brief),
        "name": brief.states[0].told[language()].name,
        "count": len(brief.states),
        "combinations": found.combinations,
        "rests": say(
            "Means of {n} runs of each, on the same people. In brackets the 95% interval of the difference, of each "
            "figure by itself.", n=len(result.runs),
        ),
        "confirm": f"portsim compare a.yaml b.yaml -n {2 * len(result.runs)} --seed {result.seed + 1}",
        "avoided": _avoided(table) if table else None,
        "assumed": _assumed(brief),
        "assumed_note": _held(brief),
        "made": _made(brief),
        "command": brief.command(found.start),
        "every": _every(brief),
    }  # fmt: skip


def _levers(brief: Brief) -> list[dict[str, Any]]:
    return [
        {
            "name": one.name,
            "place": place,
            "label": words.capital(plain(one.lever.label or one.name)),
            "states": [plain(state) for state in one.states],
            "start": one.start,
        }
        for place, one in enumerate(brief.found.steps)
    ]


def _avoided(table: lever_words.LeverTable) -> dict[str, Any]:
    """Return the levers that change anything, those that avoid most first, with what an hour avoided costs."""
    header = (say("What would be otherwise"), say("Crowded person-hours avoided"), say("Cost"),
              say("Cost of a person-hour avoided"))  # fmt: skip
    rows = [(row.label, row.crowding.text, row.cost.text, row.per_hour.text) for row in table.rows if not row.idle]
    return {"note": table.note, "table": Table(say("What would have avoided it"), "", header, rows[:ROWS], 1)}


def _assumed(brief: Brief) -> Table | None:
    """Return the assumptions that matter most, with grade, source and owner.

    Where there are more inputs than the variance of the runs can be split by, they are in the order in which they move
    the mean of the figure that the decision rests on, over sets of assumptions.
    """
    found = assumptions(brief.scenario, variance(brief.first))
    told = assumed(found, brief.first.figures)
    moved = [_moved(brief, one.uncertain) for one in found]
    if all(math.isnan(one.influence) for one in found) and any(moved):
        figure = said(brief.first.figures[main_figures(brief.scenario)[0]].label)
        shares = [say("{share} of {figure}", share=words.percent(part), figure=figure) for part in moved]
        order = sorted(range(len(told)), key=lambda k: -moved[k])
        told = [told[k]._replace(influence=shares[k]) if moved[k] else told[k] for k in order]
    header = (say("Value"), say("Grade"), say("Source"), say("Owner"), say("Influence"))
    rows = [(row.path, row.grade, row.source, row.owner, row.influence) for row in told[:MOST]]
    return Table(say("The assumptions that matter"), "", header, rows, 1) if rows else None


def _moved(brief: Brief, paths: tuple[str, ...]) -> float:
    """Return the part of the variance of the sets' means that inputs at these paths, or moving with them, explain."""
    sets, together = brief.first.assumption_sets, brief.scenario.move_together
    name = main_figures(brief.scenario)[0]
    if sets is None or not sets.runs or name not in sets.names:
        return 0.0
    parts = sets.influences(name).parts
    groups = [group for group, one in together.items() if set(paths) & set(one.values)]
    return sum(parts.get(one, 0.0) for one in (*paths, *groups))


def _held(brief: Brief) -> str:
    held = say("They are held as written in every state.")
    sets = brief.first.assumption_sets
    if sets is None or not sets.runs:
        return held
    moved = say("The influence is how far each moves the state that the page opens with, over sets of assumptions.")
    return f"{held} {moved}"


def _made(brief: Brief) -> list[tuple[str, str]]:
    result, found = brief.first, brief.found
    n = len(brief.states)
    states = say("{n} of {all}, each played on the same people", n=n, all=found.combinations)
    if not found.whole:
        states = say(
            "{n} of {all}: each lever alone, the pairs that the scenario names, and those that were asked for",
            n=n, all=found.combinations,
        )  # fmt: skip
    if found.never:
        states = say("{states}; {never} make no scenario", states=states, never=len(found.never))
    named = ", ".join(f"{name} {number}" for name, number in made_with())
    told = [
        (say("Scenario"), brief.scenario.name),
        (say("States"), states),
        (say("Replications"), counted("{n} of each state", "{n} of each state", len(result.runs))),
        (say("Seed"), str(result.seed)),
        (say("Time zone"), clock(brief.scenario).zone.key),
        (say("Fingerprint"), result.fingerprint),
        (say("Versions"), named),
    ]
    return told if found.steps else [row for row in told if row[0] != say("States")]


def table_of_states(brief: Brief) -> Table:
    """Return a row a state: its name, and the means of figures."""
    names = brief.figures[:COLUMNS]
    labels = [words.capital(said(brief.first.figures[name].label)) for name in names]
    rows = []
    for one in brief.states:
        told = [one.summary.get(name) for name in names]
        cells = [words.mean(each, words.unit_of(each), brief.scenario.currency) if each else words.NOT_KNOWN
                 for each in told]  # fmt: skip
        rows.append((one.told[language()].name, *cells))
    return Table(say("All states"), "", (say("State"), *labels), rows, 1)


def _every(brief: Brief) -> dict[str, Any]:
    """Return the table of all states, each row with its key and its link."""
    shown = table_of_states(brief)
    rows = []
    for one, row in zip(brief.states, shown.rows, strict=True):
        named = {step.name: step.states[place] for step, place in zip(brief.found.steps, one.key, strict=True)}
        rows.append((",".join(map(str, one.key)), f"#{urlencode(named)}", row))
    return {"header": shown.header, "rows": rows}
