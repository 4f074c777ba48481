"""How much one replication is expected to play: parties, visits, officers drawn, and looks of those who watch always.

What is far beyond any port is refused before the run, by `unplayable`. What only chance can bring (a tail of `times`
or `day_to_day`) is refused when it is drawn, by `within_room`.
"""

from collections.abc import Iterator, Mapping

import numpy as np

from sim.arrays import F
from sim.errors import ScenarioError
from sim.people.expectation.surge_shapes import expected_claimants
from sim.people.expectation.workload import stream_needs
from sim.problems import Problem, sentence
from sim.scenario.calendar.clock import clock
from sim.scenario.checks.size import MOST_LOOKS, too_large
from sim.scenario.language.people import mean_party
from sim.scenario.schema import Scenario
from sim.scenario.source.source_tree import dotted
from sim.wording import say
from sim.wording.quantity import rounded

BEYOND = 10**12  # what need not be counted any further
MOST_PARTIES = 1 << 24  # what is kept of the number of a party besides the second of an event
MOST_VISITS = 50_000_000  # a run keeps about 100 bytes of each


def playable(*scenarios: Scenario) -> None:
    """Raise ScenarioError with every way in which a run of one of these scenarios would be too large."""
    if problems := [problem for scenario in scenarios for problem in (*too_large(scenario), *unplayable(scenario))]:
        raise ScenarioError(dict.fromkeys(problems))


def unplayable(scenario: Scenario) -> list[Problem]:
    """An error for each way in which chance brings more to a run than it has room or time for, in expectation."""
    time = clock(scenario)
    size = mean_party(scenario.people)
    by_stream = {name: expected_claimants(scenario, name, time, time.days) / size for name in scenario.arrivals}
    if problem := _crowd(by_stream, scenario.present_at_start / size):
        return [problem]
    parties = {name: float(a_day.sum()) for name, a_day in by_stream.items()}
    first = next(iter(parties))
    parties[first] += scenario.present_at_start / size
    visits = sum(parties[name] * need.visits for name, need in stream_needs(scenario).items())
    if visits > MOST_VISITS:
        found = say(
            "{visits} visits expected in one run ({parties} parties)",
            visits=_many(visits), parties=_many(sum(parties.values())),
        )  # fmt: skip
        allowed = say("at most {n}; go back less often (again), fewer days, or lower levels", n=MOST_VISITS)
        return [Problem("process.steps", sentence(found, allowed))]
    return list(_always(scenario, sum(parties.values()) + 2 * visits))


def _crowd(by_stream: Mapping[str, F], present: float) -> Problem | None:
    """More parties than a run can tell apart, or than a day can."""
    a_day: F = sum(by_stream.values(), np.zeros(1))
    whole, most = float(a_day.sum()) + present, float(a_day.max())
    spread = 6 * (whole**0.5 + 1)  # what chance may add
    if whole + spread < MOST_PARTIES:
        return None
    found = say("{parties} parties expected, {most} of them on one day", parties=_many(whole), most=_many(most))
    allowed = say("at most {n} in a run: fewer days, or lower levels", n=MOST_PARTIES)
    return Problem("arrivals", sentence(found, allowed))


def _always(scenario: Scenario, events: float) -> Iterator[Problem]:
    """Looks of measures that watch `always`: each of their conditions after every arrival, start and end of a visit."""
    watching = {
        name: sum(len(rule.conditions) for rule in measure.rules.values())
        for name, measure in scenario.measures.items()
        if measure.watch_every == "always" and measure.check_at is None
    }
    looks = events * sum(watching.values())
    if looks > MOST_LOOKS:
        most = max(watching, key=lambda name: watching[name])
        found = say(
            "about {looks} conditions looked at in one run, after each of {events} events expected",
            looks=rounded(looks), events=rounded(events),
        )  # fmt: skip
        allowed = say(
            "at most {n}; fewer measures or conditions that watch always, or a watch_every of minutes", n=MOST_LOOKS
        )
        yield Problem(dotted(("contingency", most, "watch_every")), sentence(found, allowed))


def _many(number: float) -> str:
    return say("{n}", n=rounded(number)) if number < BEYOND else say("more than {n}", n=BEYOND)


def within_room(drawn: float, path: str) -> None:
    """Raise ScenarioError when chance has drawn more parties in one run than it can tell apart, or none that is a
    number.

    `path` is that of what drew them.
    """
    if drawn < MOST_PARTIES:
        return
    found = say("{n} parties drawn for one run", n=_many(drawn)) if drawn > 0 else say("parties without number drawn")
    allowed = say("at most {n} in a run: a lower level, or a distribution with a shorter tail", n=MOST_PARTIES)
    raise ScenarioError([Problem(path, sentence(found, allowed))])
