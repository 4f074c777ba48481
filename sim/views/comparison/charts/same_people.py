"""The same people in both: what share of them waited longer, and what share shorter."""

from collections.abc import Iterator
from itertools import pairwise

import numpy as np

from sim.arrays import F
from sim.experiments.comparison.compare import Comparison, ScenarioDifference
from sim.experiments.comparison.same_people import EDGES
from sim.views.comparison.charts.roles import source
from sim.views.kit.chart import Axis, Chart, Panel, rows
from sim.views.kit.marks import Bar, Mark, Place, Rule, Text
from sim.views.kit.palette import INK, MUTED, longer, shorter
from sim.views.kit.wrapping import wrapped
from sim.views.text import words
from sim.wording import say

ROW = 0.62  # inches, a scenario


def same_people(comparison: Comparison) -> Chart:
    """Return a bar a scenario: the shares of claimants who waited shorter, left of 0, and longer, right of it."""
    people = [other for other in comparison.others if other.people]
    found = [shares(other) for other in people]
    marks = [mark for row, share in enumerate(found) for mark in _marks(row, share)]
    reach = 1.45 * max([*(max(_less(share), _more(share)) for share in found), 0.5])
    label = say("← waited shorter · share of the claimants who are served in both · waited longer →")
    across = Axis(label, "%", -reach, reach, suffix="%", absolute=True, grid=True)
    named = rows([wrapped(other.label, 22) for other in people], low=-0.6, high=len(people) - 0.4)
    panel = Panel((*marks, Rule(0, INK, upright=True)), across, named, ROW * max(len(people), 1) + 0.5)
    message, whence = title(people, found), source(comparison) + _followed(people)
    caption = say(
        "Each claimant who comes in both is followed. Waiting is all time on site without being served, whatever for: "
        "an officer, a room, space, a coach. Those who waited exactly as long are not drawn."
    )
    return Chart("same_people", message, caption, whence, (panel,), key=_key())


def shares(other: ScenarioDifference) -> F:
    """Return (9,) percent of those served in both, by how much longer they waited, from much shorter to much longer."""
    counts = np.array([met.by_change for met in other.people], dtype=np.float64).sum(axis=0)
    return np.asarray(100 * counts / max(counts.sum(), 1.0))


def _less(share: F) -> float:
    return float(share[: len(EDGES) + 1].sum())


def _more(share: F) -> float:
    return float(share[len(EDGES) + 2 :].sum())


def _marks(row: int, share: F) -> Iterator[Mark]:
    middle = len(EDGES) + 1
    for sign, parts, role in ((-1, share[:middle][::-1], shorter), (1, share[middle + 1 :], longer)):
        reached = 0.0
        for k, part in enumerate(parts.tolist()):
            yield Bar(row, sign * reached, sign * (reached + part), role(k), thick=0.56)
            reached += part
        place: Place = "right" if sign > 0 else "left"
        yield Text(sign * reached, row, words.percent(reached / 100), INK if reached else MUTED, place)


def _key() -> tuple[Mark, ...]:
    """From much shorter to little shorter, below them from little longer to much longer."""
    hours = [
        say("up to {n} h", n=EDGES[0]),
        *(say("{low} to {high} h", low=a, high=b) for a, b in pairwise(EDGES)),
        say("over {n} h", n=EDGES[-1]),
    ]
    less = [Bar(0, 0, 0, shorter(k), say("{time} shorter", time=hour)) for k, hour in enumerate(hours)][::-1]
    return (*less, *(Bar(0, 0, 0, longer(k), say("{time} longer", time=hour)) for k, hour in enumerate(hours)))


def _followed(people: list[ScenarioDifference]) -> str:
    return say(" ({n} of them followed)", n=len(people[0].people)) if people else ""


def title(people: list[ScenarioDifference], shares: list[F]) -> str:
    """Return where most people waited longer, and where most waited shorter."""
    if not people:
        return say("Nobody was followed through the runs")
    worst, best = (max(range(len(people)), key=lambda k: side(shares[k])) for side in (_more, _less))
    if _more(shares[worst]) == 0 and _less(shares[best]) == 0:
        return say("Nobody waits longer or shorter than in the baseline")
    if len(people) == 1:
        more, less = words.percent(_more(shares[0]) / 100), words.percent(_less(shares[0]) / 100)
        return say(
            "Of the same people, {more} wait longer and {less} shorter than in the baseline", more=more, less=less
        )
    if worst == best:
        more, less = words.percent(_more(shares[worst]) / 100), words.percent(_less(shares[best]) / 100)
        return say(
            "Of the same people, up to {more} wait longer and up to {less} shorter, both in “{scenario}”",
            more=more, less=less, scenario=people[worst].label,
        )  # fmt: skip
    more, less = words.percent(_more(shares[worst]) / 100), words.percent(_less(shares[best]) / 100)
    return say(
        "Of the same people, up to {more} wait longer than in the baseline (“{worst}”), up to {less} shorter "
        "(“{best}”)",
        more=more, worst=people[worst].label, less=less, best=people[best].label,
    )  # fmt: skip
