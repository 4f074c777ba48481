"""How the futures of a study were drawn by their storms, and what is not known of the storms, in words."""

import numpy as np

from sim.arrays import DAY
from sim.people.rates.storm_count import Storms
from sim.planning.triggers.by_storms.futures_by_storms import Drawn
from sim.planning.triggers.found import StudyResult
from sim.scenario.schema import Scenario
from sim.scenario.values.distributions import Distribution
from sim.scenario.values.elicited import Elicited
from sim.views.kit.page import Table
from sim.views.kit.scales import input_name
from sim.views.text.unit_words import span_said
from sim.wording import counted, say
from sim.wording.quantity import listed, percent, rounded

MIDDLE, REACH = 0.5, (0.025, 0.975)
YEAR = 365.25  # days


def storms_said(result: StudyResult) -> list[str]:
    """Return how futures weigh, and the prior of what is uncertain of storms; nothing where none are left to chance."""
    scenario, which = result.study.question.off, _drawn(result)
    storms = Storms(scenario)
    if not storms:
        return []
    return [*([_weighed(which)] if which is not None and which.strata else []), _prior(scenario, storms)]


def _drawn(result: StudyResult) -> Drawn | None:
    """Return how those futures were drawn on which the first lines rest."""
    return result.fresh.drawn if result.fresh is not None else result.study.drawn


def _weighed(which: Drawn) -> str:
    assert which.strata is not None
    return counted(
        "Futures are drawn by how many storms they have, rare numbers more often than they come, and weighed by how "
        "often these come: {n} of them say as much as {effective} of equal weight (Kish).",
        "Futures are drawn by how many storms they have, rare numbers more often than they come, and weighed by how "
        "often these come: {n} of them say as much as {effective} of equal weight (Kish).",
        len(which.numbers), effective=rounded(which.strata.effective),
    )  # fmt: skip


def _prior(scenario: Scenario, storms: Storms) -> str:
    sizes = tuple(path for path in scenario.uncertain if storms.is_size(path))
    told = [_reach(path, scenario.uncertain[path]) for path in (*storms.uncertain, *sizes)]
    if not told:
        return say("The rate and the size of storms are taken as they are written.")
    return say("Of storms these are uncertain, with 95% of their prior: {inputs}.", inputs=listed(told))


def _reach(path: str, one: Elicited) -> str:
    if one.vector:
        return input_name(path)
    middle, low, high = (_said(float(one.drawn(u)[0]), one.kind) for u in (MIDDLE, *REACH))
    if isinstance(one.distribution, Distribution) and one.distribution.family == "seen":
        return _seen(path, one.distribution, middle, low, high)
    return say("{name} {middle} ({low} to {high})", name=input_name(path), middle=middle, low=low, high=high)


def _seen(path: str, known: Distribution, middle: str, low: str, high: str) -> str:
    """Return what counting said of a rate, or of the time from one to the next."""
    of = dict(known.parameters)
    years = of["years"] if "years" in of else of["within"] / (DAY * YEAR)
    return say(
        "{name} {middle} ({low} to {high}; posterior of shape {shape}, after {count} seen in {years} years)",
        name=input_name(path), middle=middle, low=low, high=high, shape=rounded(of["count"] + 0.5, 1),
        count=rounded(of["count"]), years=rounded(years, 1),
    )  # fmt: skip


def _said(value: float, kind: str) -> str:
    if kind == "duration":
        return span_said(value)
    return percent(value) if kind == "share" else say("{n}", n=rounded(value, 2))


def storms_table(result: StudyResult) -> Table | None:
    """Return a row a stratum: its share of all futures, and how many of it were played; None without strata."""
    which = _drawn(result)
    if which is None or which.strata is None:
        return None
    of, shares = which.strata.of, which.strata.shares
    rows = []
    for h, share in enumerate(shares.tolist()):
        mine = np.array(which.storms)[of == h]
        name = _numbers(int(mine.min()), int(mine.max()), open_ended=h == shares.size - 1) if mine.size else "–"
        rows.append((name, percent(share), say("{n}", n=int(mine.size))))
    note = say(
        "Which of many candidates are played depends on their number of storms alone; all else of them is as it is "
        "given that number. Every mean, share and interval weighs a future by what it stands for."
    )
    return Table(say("Storms in a future"), note, (say("storms"), say("share of futures"), say("played")), rows, 1)


def _numbers(low: int, high: int, *, open_ended: bool) -> str:
    if open_ended:
        return counted("{n} or more", "{n} or more", low)
    return say("{n}", n=low) if low == high else say("{first} to {last}", first=low, last=high)
