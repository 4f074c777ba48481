"""Facts that set no value of lacolle-2025.yaml, and where they lie among its sets of assumptions.

`python tests/backtest/held_out.py` writes the table into scenarios/README.md. Each of 100 sets is played once, with
chance of its own, so that a fact is compared with what the file predicts of it: assumptions and chance together.
"""

import sys
from collections.abc import Callable
from datetime import date, timedelta
from functools import cache
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray
from playback import DAY, Run, gone_within, on_site, returned_share
from published import LACOLLE, SCENARIOS

from sim.figures import basis, reduce
from sim.people.chance.assumed import assumed
from sim.people.chance.uncertain_inputs import number_of
from sim.people.sampler import Sampler
from sim.port.flow.port import FlowPort
from sim.port.log import EXITS, Event
from sim.port.parts import told_apart
from sim.port.plan import plan
from sim.scenario.load import load

SETS = 100
README = SCENARIOS / "README.md"
BEGIN = "<!-- held out: made by `python tests/backtest/held_out.py`; do not edit by hand -->"
END = "<!-- end of held out -->"
NEVER = date(2026, 1, 1)  # stands for a day that did not come within the year
F = NDArray[np.float64]


class Fact(NamedTuple):
    """What was published, and what one run says of it; `shown` is how a value is written."""

    what: str
    value: float
    grade: str
    source: str
    predicted: Callable[[Run], float]
    shown: Callable[[float], str]


def whole(value: float) -> str:
    return f"{value:,.0f}"


def percent(value: float) -> str:
    return f"{value:.0%}"


def tenth(value: float) -> str:
    return f"{value:.1f}"


def day(value: float) -> str:
    when = date.fromordinal(round(value))
    return "never" if when >= NEVER else f"{when.day} {when:%B}"


def came(run: Run, first: date, last: date) -> NDArray[np.bool_]:
    return (run.sample.arrive >= run.tick(first)) & (run.sample.arrive < run.tick(last + DAY))


def at_the_port(run: Run) -> NDArray[np.bool_]:
    return run.sample.stream == list(run.plan.scenario.arrivals).index("port_of_entry")


def claims_to(run: Run, last: date) -> float:
    return float(run.sample.persons[came(run, date(2025, 1, 1), last) & at_the_port(run)].sum())


def returned(run: Run, first: date, last: date) -> float:
    """Returned claimants who left on these days."""
    left = (run.log.left >= run.tick(first)) & (run.log.left < run.tick(last + DAY))
    return float(run.sample.persons[left & (run.log.exit == EXITS.index("returned"))].sum())


def of_all(run: Run, first: date, last: date) -> float:
    """Returned over all claimants who came on these days."""
    within = came(run, first, last)
    back = within & (run.log.exit == EXITS.index("returned"))
    return float(run.sample.persons[back].sum() / run.sample.persons[within].sum())


def from_the_port(run: Run) -> float:
    gone = came(run, date(2025, 1, 1), date(2025, 8, 5)) & (run.log.exit == EXITS.index("returned"))
    return float(run.sample.persons[gone & at_the_port(run)].sum() / max(run.sample.persons[gone].sum(), 1))


def longest_return(run: Run) -> float:
    """Days from arrival to hand-back of the last of those who came in August, the longest."""
    back = came(run, date(2025, 8, 1), date(2025, 8, 31)) & (run.log.exit == EXITS.index("returned"))
    return float((run.left - run.sample.arrive)[back].max() / 86400)


def same_day(run: Run) -> float:
    """Share gone within 24 hours, of those who came on days with 60 to 100 claimants."""
    days = [run.plan.scenario.start + timedelta(days=k) for k in range(364)]
    edges = [run.tick(one) for one in [*days, days[-1] + DAY]]
    counts = np.histogram(run.sample.arrive, bins=edges, weights=run.sample.persons)[0]
    full = [one for one, count in zip(days, counts, strict=True) if 60 <= count <= 100]
    shares = [(gone_within(run, 24, one, one), count) for one, count in zip(days, counts, strict=True) if one in full]
    return float(np.average([share for share, _ in shares], weights=[count for _, count in shares]))


def above_its_places(run: Run) -> float:
    """Hours from 19 June to 29 July with more people on site than the hall has places of its own."""
    places = run.plan.scenario.space.areas["hall"].persons
    return float((on_site(run, date(2025, 6, 19), date(2025, 7, 29)) > places).sum())


def parties_at_night(run: Run) -> float:
    """Parties on site at 04:00 on 29 July."""
    at = run.tick(date(2025, 7, 29)) + 4 * 3600
    return float(((run.sample.arrive <= at) & (run.left > at)).sum())


def first(run: Run, event: Event) -> float:
    """The day of the first order of leased space, or on which space was ready; `NEVER` for none within the year."""
    mine = run.plan.measures.index("leased_hall")
    ticks = [entry.tick for entry in run.log.diary if entry.measure == mine and entry.event == event]
    return float(min([run.plan.clock.at(tick).toordinal() for tick in ticks[:1]] + [NEVER.toordinal()]))


def cost_a_claimant(run: Run) -> float:
    names = basis(run.plan).names
    return float(reduce(basis(run.plan), run.sample, run.log, 1).figures[names.index("cost_per_claimant")])


def rate(run: Run) -> float:
    """Returns a day from 8 July to 5 August over those from 3 June to 7 July."""
    early = returned(run, date(2025, 6, 3), date(2025, 7, 7)) / 35
    return returned(run, date(2025, 7, 8), date(2025, 8, 5)) / 29 / early


def stricter(run: Run) -> float:
    """Share returned of those who came from August to November over that of January to July."""
    early = of_all(run, date(2025, 1, 1), date(2025, 7, 31))
    return of_all(run, date(2025, 8, 1), date(2025, 11, 30)) / early


def not_gone(run: Run) -> float:
    return 1 - gone_within(run, 72, date(2025, 4, 1), date(2025, 4, 30))


JANUARY, JUNE = (float(date(2025, *on).toordinal()) for on in ((1, 22), (6, 19)))

FACTS = (
    Fact("claims from 1 January to 15 September; round, the day is inferred", 13000, "A",
         "a vice-president of the agency in committee, September 2025",
         lambda run: claims_to(run, date(2025, 9, 15)), whole),
    Fact("still there after 72 hours, of those who came in April: up to 72 hours", 0, "B", "the agency, 7 April 2025",
         not_gone, percent),
    Fact("gone within a day, of those who came on days with 60 to 100: the same day", 1, "B",
         "press on 30 August 2017 and on March 2018", same_day, percent),
    Fact("hours with more people than places, 19 June to 29 July: trailers not used", 0, "B",
         "the agency and press, 29 and 30 July 2025", above_its_places, whole),
    Fact("parties there on the night to 29 July: a hotel of 39 rooms showed full", 39, "B",
         "press, 30 July 2025; who pays is not on record", parties_at_night, whole),
    Fact("returned, of those brought in from between the ports in 2025", 0.33, "C",
         "849 returns over 12 to 13 claims a day in Canada", lambda run: returned_share(run, "police"), percent),
    Fact("from the port, of those returned by 5 August", 1917 / 2766, "B", "1,917 of 2,766 in Canada",
         from_the_port, percent),
    Fact("returns a day, 8 July to 5 August over 3 June to 7 July", 24.7 / 12.2, "B", "counts of returns in Canada",
         rate, tenth),
    Fact("share returned, August to November over January to July", 0.39 / 0.24, "C",
         "returns in Canada over claims at Lacolle", stricter, tenth),
    Fact("days until the last one is back, of those who came in August: three or four", 4, "B",
         "a group of 44 at Stanstead, August 2025", longest_return, tenth),
    Fact("cost a claimant, CAD", 1860, "B", "spending of April 2017 to June 2018 over those intercepted",
         cost_a_claimant, whole),
    Fact("day of the first order: the notice of 22 January, as an order", JANUARY, "C",
         "the notice (A); that it was an order is inferred", lambda run: first(run, Event.ORDERED), day),
    Fact("day on which space was ready: trailers on 19 June, as what was ordered", JUNE, "C",
         "the agency (B); that they are that space is inferred", lambda run: first(run, Event.READY), day),
)  # fmt: skip


@cache
def predicted() -> F:
    """(sets, facts) what one run of each set says of each fact."""
    scenario = load(LACOLLE).scenario
    rows = []
    for place in range(1, SETS + 1):
        number = number_of(place)
        port = plan(drawn := assumed(scenario, number))
        sample = Sampler(drawn).sample(number)
        run = Run(port, *told_apart(sample, FlowPort(port, sample).play()))
        rows.append([fact.predicted(run) for fact in FACTS])
    return np.array(rows)


def rank(fact: Fact, values: F) -> str:
    """How many of the sets lie below a fact, and how many at or below it where some lie at it."""
    below, upto = int((values < fact.value).sum()), int((values <= fact.value).sum())
    return f"{below}" if below == upto else f"{below} to {upto}"


def rows() -> list[str]:
    """The table: a row a fact, none left out."""
    found = [
        "| held-out fact | published | grade | rank among 100 sets | nine sets in ten | source |",
        "|---|---|---|---|---|---|",
    ]
    for fact, values in zip(FACTS, predicted().T, strict=True):
        low, high = (fact.shown(float(np.sort(values)[place])) for place in (4, 94))
        cells = (fact.what, fact.shown(fact.value), fact.grade, rank(fact, values), f"{low} to {high}", fact.source)
        found.append(f"| {' | '.join(cells)} |")
    return found


def written() -> list[str]:
    """What the README has between the two marks."""
    return README.read_text(encoding="utf-8").partition(BEGIN)[2].partition(END)[0].strip().splitlines()


if __name__ == "__main__":
    head, _, rest = README.read_text(encoding="utf-8").partition(BEGIN)
    table = "\n".join([BEGIN, "", *rows(), "", ""])
    README.write_text(head + table + END + rest.partition(END)[2], encoding="utf-8")
    sys.stdout.write(table)
