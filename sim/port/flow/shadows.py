"""Measures that watch and bring nothing, in the run of a port without them: what each of them would do there.

A measure that brings space alone changes nothing of what people do until more space, or more rooms, would have let
somebody in, served somebody, or sent somebody another way. Until then its run has the log of the port without it, but
for its own lines of the diary and the levels of the places that it brings. The flow notes of each place when last more
of it by itself could have changed anything (`tight`). So one run says of any number of alternatives, each a few
measures in the place of none, what they decide; and of which of them this is not the whole of it: they are played by
themselves.
"""

from collections.abc import Sequence
from dataclasses import replace
from typing import Any, NamedTuple, cast

import numpy as np

from sim.arrays import I
from sim.people.run_on import Onward
from sim.people.sample import ORDERS, Sample
from sim.port.flow.port import FlowPort
from sim.port.flow.watching import FORECASTS
from sim.port.log import Entry, Log
from sim.port.plan import Plan
from sim.port.policies.measure import lifecycle, lifecycles, log_refusals
from sim.port.port import Policy, Port
from sim.port.rules import ON, OPEN, MeasureTiming, Rules

FIELDS = ("order", "cancel", "release")  # of a measure's timing: numbers of rules


class Alternative(NamedTuple):
    """A plan that is that of the port but for some measures: their numbers in it, and the lead times of all of it."""

    plan: Plan
    measures: tuple[int, ...]
    lead: I  # (M + stages, ORDERS) as in a sample


class Act(NamedTuple):
    """A measure that would have opened, or closed."""

    tick: int
    measure: int  # in its own plan
    sign: int


class Shadow:
    """A port as one measure sees it that brings nothing to it; it keeps what the measure would have done."""

    def __init__(self, port: "ShadowPort", number: int, of: Alternative, measure: int) -> None:
        self._port, self._number, self._of, self._measure = port, number, of, measure
        self._places = np.flatnonzero(of.plan.brings[measure])
        self._fragile = fragile(of.plan, self._places)
        self._since: int | None = None
        self.acts: list[Act] = []
        self.differs = False

    def __getattr__(self, name: str) -> Any:
        return getattr(self._port, name)

    def lead_time(self, _: int, order: int) -> int:
        """Seconds from an order, numbered from 0, until it is ready."""
        return int(self._of.lead[self._measure, order % ORDERS])

    def open(self, _: int) -> None:
        """Bring nothing."""
        self._since = self._port.now
        self.differs |= self._fragile
        self.acts.append(Act(self._since, self._measure, 1))

    def close(self, _: int) -> None:
        """Take nothing away."""
        self.settle()
        self._since = None
        self.acts.append(Act(self._port.now, self._measure, -1))

    def settle(self) -> None:
        """Look whether more of what it brings could have changed anything since it opened."""
        if self._since is not None:
            self.differs |= bool((self._port.desk.places["tight"][self._places] >= self._since).any())


class ShadowPort(FlowPort):
    """A port with its own measures, and those of alternatives as shadows, which come after them."""

    def __init__(self, plan: Plan, sample: Sample, alternatives: Sequence[Alternative]) -> None:
        self._own, self._alternatives = plan, alternatives
        own, policies = len(plan.measures), lifecycles(len(plan.measures))
        self._numbers: list[dict[int, int]] = []  # of each alternative: its measures, by their numbers here
        self._shadows: list[list[Shadow]] = [[] for _ in alternatives]
        self._stamps: list[int] = []  # when SimPy noted each line of the diary
        number = own
        for k, one in enumerate(alternatives):
            self._numbers.append({m: one.plan.measures.index(name) for m, name in enumerate(plan.measures)})
            for measure in one.measures:
                self._numbers[k][number] = measure
                policies += [log_refusals(number), self._life(k, number, measure)]
                number += 1
        super().__init__(_together(plan, alternatives), sample, policies)

    def _life(self, k: int, number: int, measure: int) -> Policy:
        def life(port: Port) -> Any:
            shadow = Shadow(cast(ShadowPort, port), number, self._alternatives[k], measure)
            self._shadows[k].append(shadow)
            return lifecycle(number)(cast(Port, shadow))

        return life

    def note(self, *args: Any, **kwargs: Any) -> None:
        super().note(*args, **kwargs)
        self._stamps.append(int(self.env.now))

    def play(self, onward: Onward | None = None) -> Log:
        log = super().play(onward)
        for shadows in self._shadows:
            for shadow in shadows:
                shadow.settle()
        return log

    def opens(self, k: int) -> bool:
        """Return whether an alternative would have opened anything."""
        return any(shadow.acts for shadow in self._shadows[k])

    def differs(self, k: int) -> bool:
        """Return whether an alternative may have changed anything, so that it must be played by itself."""
        return any(shadow.differs for shadow in self._shadows[k])

    def log_of(self, k: int, log: Log) -> Log:
        """Return the log of an alternative that changed nothing, from that of the port."""
        numbers = self._numbers[k]
        mine = [(stamp, numbers[entry.measure], entry) for stamp, entry in zip(self._stamps, log.diary, strict=True)
                if entry.measure in numbers]  # fmt: skip
        mine.sort(key=lambda one: one[:2])
        diary = tuple(_renumbered(entry, measure) for _, measure, entry in mine)
        acts = sorted((act for shadow in self._shadows[k] for act in shadow.acts), key=lambda act: act.tick)
        return log._replace(diary=diary, levels=_raised(log.levels, acts, self._alternatives[k].plan.brings))


def _renumbered(entry: Entry, measure: int) -> Entry:
    return entry if entry.measure == measure else entry._replace(measure=measure)


def _raised(levels: I, acts: Sequence[Act], brings: I) -> I:
    """Return (L, 3) levels with what measures would have brought: what they do comes first of each second."""
    raised, added = levels.copy(), [levels[:0]]
    for place in np.flatnonzero(brings.any(axis=0)):
        mine = np.array([(act.tick, act.sign * brings[act.measure, place]) for act in acts], dtype=np.int64)
        ticks, amounts = mine.reshape(-1, 2)[:, 0], mine.reshape(-1, 2)[:, 1]
        total, own = np.concatenate(([0], np.cumsum(amounts))), np.flatnonzero(levels[:, 1] == place)
        raised[own, 2] += total[np.searchsorted(ticks, levels[own, 0], side="right")]
        before = np.concatenate(([0], levels[own, 2]))[np.searchsorted(levels[own, 0], ticks)]
        rows = np.column_stack((ticks, np.full(ticks.size, place), before + total[1:]))
        added.append(rows[amounts != 0])
    rows = np.vstack((*added, raised))
    return rows[np.argsort(rows[:, 0], kind="stable")]


def fragile(plan: Plan, places: I) -> bool:
    """Return whether opening these places is seen by a condition, or by who lodges, whatever else happens."""
    conditions = plan.rules.conditions
    watched = (conditions["share"] == OPEN) & np.isin(conditions["of"], places)
    lodged = [place for beds in plan.beds for place in (beds.area, beds.rooms)]
    return bool(watched.any() or np.isin(places, lodged).any())


def _together(plan: Plan, alternatives: Sequence[Alternative]) -> Plan:
    """Return the plan with the measures of all alternatives after its own, which bring nothing."""
    parts = [(plan, m, m) for m in range(len(plan.measures))]
    parts += [(one.plan, m, k) for k, (one, m) in enumerate(
        ((one, m) for one in alternatives for m in one.measures), len(parts)
    )]  # fmt: skip
    if not parts:
        return plan
    tables: list[Rules] = []
    timings: list[MeasureTiming] = []
    checks = [np.stack(plan.checks)]
    for of, measure, number in parts:
        known = (sum(len(table.conditions) for table in tables), sum(len(table.rules) for table in tables))
        table, moved = _moved(of.rules, measure, number, *known, sum(len(table.censuses) for table in tables))
        tables.append(table)
        timing = of.timings[measure]
        timings.append(timing._replace(**{f: n + moved for f in FIELDS if (n := getattr(timing, f)) >= 0}))
        if of is not plan:
            ticks = of.checks[0][of.checks[1] == measure]
            checks.append(np.stack((ticks, np.full(ticks.size, number))))
    conditions, follow, censuses = (np.concatenate([table[k] for table in tables]) for k in range(3))
    _share(conditions, censuses, [_looks(of, measure) for of, measure, _ in parts])
    every = np.hstack(checks)
    ticks, measures = every[:, np.lexsort((every[1], every[0]))]
    return replace(
        plan,
        measures=tuple(of.measures[measure] for of, measure, _ in parts),
        timings=tuple(timings),
        checks=(ticks, measures),
        defers=np.array([of.defers[measure] for of, measure, _ in parts], dtype=np.int64),
        like=None,
        rules=Rules(conditions, follow, censuses, tuple(name for table in tables for name in table.names)),
    )


def _moved(of: Rules, measure: int, number: int, conditions: int, rules: int, censuses: int) -> tuple[Rules, int]:
    """Return the rules of one measure under another number, after those of others; and by how
    much its rules moved."""
    mine = np.flatnonzero(of.conditions["measure"] == measure)
    own, follows = of.conditions[mine], of.rules[of.rules["measure"] == measure]
    first = int(np.searchsorted(of.rules["measure"], measure))
    start = int(np.searchsorted(of.conditions["measure"], measure))
    counted = [k for k, row in enumerate(own) if int(row["watch"]) in FORECASTS]
    taken = sorted({int(own["census"][k]) for k in counted})
    for k in counted:
        own["census"][k] = censuses + taken.index(int(own["census"][k]))
    own["measure"] = follows["measure"] = number
    own["rule"] += rules - first
    follows["first"] += conditions - start
    follows["last"] += conditions - start
    return Rules(own, follows, of.censuses[taken], tuple(of.names[k] for k in mine)), rules - first


def _looks(of: Plan, measure: int) -> tuple[Any, ...]:
    """Return what says when a measure is checked."""
    given = of.scenario.measures[of.measures[measure]]
    return given.check_at, given.watch_every, of.timings[measure].watched


def _share(conditions: np.ndarray, censuses: np.ndarray, looks: Sequence[tuple[Any, ...]]) -> None:
    """Have conditions that see the same at the same checks look once."""
    found: dict[tuple[Any, ...], int] = {}
    for c, row in enumerate(conditions):
        schedule = looks[row["measure"]]
        memory = float(censuses["memory"][row["census"]]) if int(row["watch"]) in FORECASTS else 0.0
        sees = tuple(row[name].item() for name in ("watch", "of", "share", "over", "hours", "spread"))
        alone = row["watch"] == ON or schedule[:2] == (None, "always")
        row["like"] = c if alone else found.setdefault((*sees, memory, *schedule), c)
