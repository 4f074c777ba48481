"""What a player makes of results: what is shown after a look, a workbook, a brief."""

from collections.abc import Callable, Mapping
from pathlib import Path
from typing import Any, NamedTuple

from sim.cli.desk.looks import LOOKS, differences, spent
from sim.experiments.comparison.differences import Difference
from sim.experiments.playing.officers_by_hour import officers_by_hour
from sim.experiments.playing.runner import Runner
from sim.experiments.result import Result
from sim.views.brief.state import Told, highest, screen
from sim.views.comparison.difference_words import Steps, few
from sim.views.kit.template import rendered
from sim.views.run.first.middle import middle_run
from sim.views.run.page import first_screen
from sim.views.text import words
from sim.views.text.dates import Dates
from sim.wording import counted, said, say
from sim.wording.quantity import digits, in_percent, listed

LOOK = Path(__file__).with_name("look.html.j2")
SETS, PER_SET = 20, 5  # of assumptions, in a brief
CLEAR = ("more", "less")


class Row(NamedTuple):
    """A figure in two states: its levels and its difference in words, and whether that is called."""

    name: str
    label: str
    old: str
    new: str
    step: str
    called: bool


def look(results: Mapping[str, Result], _: Runner, about: str) -> dict[str, Any]:
    """Return the first screen of the state as HTML, on what it rests, and how it differs from the written one and the
    pinned ones from each other.
    """
    now, written = results["now"], results["written"]
    shown = _first_screen(now)
    most = highest(_first_screen(written)["view"]) if written is not now else []
    pinned = rows(results["a"], results["b"]) if "a" in results and "b" in results else []
    context = {
        "rows": rows(written, now) if now.fingerprint != written.fingerprint else [],
        "pinned": pinned,
        "is_written": now.fingerprint == written.fingerprint,
        "rests": rests(len(now.runs)),
        "spent": calling(),
    }
    return {
        "runs": len(now.runs),
        "rests": context["rests"],
        "screen": screen(Told("", shown), tuple(most)),
        "differences": rendered(LOOK, context | {"part": "written"}, ()),
        "pinned": rendered(LOOK, context | {"part": "pinned"}, ()),
    }


def _first_screen(result: Result) -> dict[str, Any]:
    return first_screen(result, officers_by_hour(result.scenario, middle_run(result).number))


def rests(runs: int) -> str:
    """Return on how many runs the numbers rest, and when there will be more."""
    later = [one for one in LOOKS if one > runs]
    told = counted("These numbers rest on {n} run.", "These numbers rest on {n} runs.", runs)
    if not later:
        return told
    return say("{told} While the page rests, there will be {n}.", told=told, n=later[0])


def calling() -> str:
    """Return how differences are called."""
    return say(
        "Means on the same people. Differences are called at {runs} runs alone, which was fixed beforehand: of the "
        "states that differ in nothing, all these looks together call a figure different in at most {share}.",
        runs=listed([words.bare(one) for one in LOOKS]), share=in_percent(digits(100 * spent(), 3)),
    )  # fmt: skip


def rows(old: Result, new: Result) -> list[Row]:
    """Return a row a figure: what it is in both states, and its difference if this is a look."""
    steps = Steps(new.scenario.currency, new.figures, Dates(new.scenario))
    return [_row(one, steps, new) for one in differences(old, new)]


def _row(one: Difference, steps: Steps, new: Result) -> Row:
    label = words.capital(said(new.figures[one.name].label))
    return Row(one.name, label, steps.level(one), steps.new_level(one), _step(one, steps), one.verdict in CLEAR)


def _step(one: Difference, steps: Steps) -> str:
    if one.verdict == "same":
        return say("the same in every run")
    if one.verdict == "absent" or not one.n:
        return words.NOT_KNOWN
    if one.verdict == "unknown":
        return say("too few runs differ to tell")
    within = steps.within(one)
    if one.verdict in CLEAR:
        inside = "; ".join(part for part in (within, few(one) if one.few else "") if part)
        return say("{step} ({inside})", step=steps.step(one), inside=inside) if inside else steps.step(one)
    told = say("no clear difference")
    return say("{step} ({inside})", step=told, inside=within) if within else told


def book(results: Mapping[str, Result], _: Runner, about: str) -> bytes:
    """Return the workbook of a run of the state."""
    from sim.views.spreadsheet.run import sheets
    from sim.views.spreadsheet.writer import xlsx

    return xlsx(list(sheets(results["now"])))


def brief(results: Mapping[str, Result], using: Runner, about: str) -> str:
    """Return the brief of the state: one page, without levers, since it is one state. Interrupted when it is ended."""
    from sim.views.brief.made import brief as made
    from sim.views.brief.page import html

    now = results["now"]
    alone = now.scenario.edited({"levers": None}) if now.scenario.levers else now.scenario
    found = made(alone, len(now.runs), using, file=about, options=["-n", str(len(now.runs))], assumption_sets=SETS,
                 per_set=PER_SET)  # fmt: skip
    return html(found)


Maker = Callable[[Mapping[str, Result], Runner, str], Any]
MAKERS: dict[str, Maker] = {"look": look, "book": book, "brief": brief}
