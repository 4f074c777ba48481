"""The port played by the compiled flow."""

from collections.abc import Sequence

import numpy as np

from sim.arrays import I
from sim.people.sample import Sample
from sim.port.flow import records
from sim.port.flow.flow import advance
from sim.port.flow.heap import BIG
from sim.port.flow.moves import WAIT
from sim.port.flow.people_records import happened, joined, people
from sim.port.log import NOBODY, OFFICERS, Log, Seen
from sim.port.plan import Plan
from sim.port.policies.measure import lifecycles
from sim.port.port import BEFORE, Policy, Port
from sim.scenario.calendar.clock import NEVER


class FlowPort(Port):
    """Plays the flow up to whatever a policy waits for, and lets the policies act there."""

    def __init__(self, plan: Plan, sample: Sample, policies: Sequence[Policy] | None = None) -> None:
        super().__init__(plan, sample, lifecycles(len(plan.measures)) if policies is None else policies)
        fixed = records.frame(plan)
        self.people = people(plan, sample)
        self.clock = records.filled(
            records.CLOCK, 1, now=BEFORE, end=plan.clock.end, next_check=NEVER, acted=1,
            gates=int((plan.hard == WAIT).sum()),
        )  # fmt: skip
        self.desk = records.Desk(
            steps=fixed.steps.copy(),
            options=fixed.options,
            queues=fixed.queues.copy(),
            places=fixed.places.copy(),
            crews=fixed.crews.copy(),
            measures=fixed.measures.copy(),
            heap=heap_for(sample),
        )
        duties = fixed.duties.copy()
        duties["present"] = sample.present
        levels = np.zeros(2 * fixed.changes + len(plan.base), records.LEVEL)
        lodgings = records.filled(records.LODGING, len(plan.beds))
        for k, beds in enumerate(plan.beds):
            lodgings["area"][k], lodgings["rooms"][k], lodgings["who"][k] = beds
        limits = (fixed.overtime.copy(), plan.daily.quota)
        known = (fixed.rows, duties, fixed.caps, fixed.brings, levels, *limits, lodgings)
        self.calendar = records.Calendar(*known, *nights_of(plan))
        self.rooms, self.kept = most_rooms(plan), 0  # of each lodging, for which the log has room; rows of before
        self.watch = watch_for(plan, sample)
        self._spare = fixed.changes + len(plan.base)

    def play_to_end(self) -> Log:
        env, end = self.env, self.plan.clock.end
        now = BEFORE
        while now < end:
            self._let_policies_act(now)
            advance(self.people, self.desk, self.calendar, self.watch, self.clock, int(min(env.peek(), end)))
            now = int(self.clock["now"][0])
            for rule in np.flatnonzero(self.watch.rules["fired"]):
                self._come_about(int(rule), int(self.watch.rules["fired"][rule]), int(now - env.now))
        return self._log()

    def _let_policies_act(self, now: int) -> None:
        while self.env.peek() == now:
            self.env.step()
        awaited = [0] * self.watch.rules.size
        for rule, what in self.awaited:
            awaited[rule] |= what
        self.watch.rules["fired"], self.watch.rules["awaited"] = 0, awaited
        self._make_room()

    def _make_room(self) -> None:
        """Make room in the log of levels for all that the roster and one more act of the policies can change."""
        levels = self.calendar.levels
        if levels.size - int(self.clock["levels"][0]) < self._spare:
            self.calendar = self.calendar._replace(levels=np.concatenate((levels, np.zeros_like(levels))))

    # -- past the end -----------------------------------------------------------------------------------------------
    def go_on(self, plan: Plan) -> None:
        rows, known = records.timeline(plan, self._end), self.calendar.duties.size
        duties = records.duties(plan)
        duties["present"][:known] = self.calendar.duties["present"]
        levels = np.zeros(rows.size + len(plan.base), records.LEVEL)  # enough: a row changes the level of one pool
        caps = records.filled(records.CAP, plan.caps[0].size, place=plan.caps[1], desks=plan.caps[2])
        nights, rostered, seats, room = nights_of(plan)
        lodged = np.concatenate((self.calendar.lodged, room))
        self.rooms, self.kept = np.maximum(self.rooms, most_rooms(plan)), self.calendar.lodged.size
        self.calendar = self.calendar._replace(
            rows=rows, duties=duties, caps=caps, levels=levels, nights=nights, rostered=rostered, seats=seats,
            lodged=lodged, quota=plan.daily.quota,
        )  # fmt: skip
        self.clock["row"] = self.clock["levels"] = 0
        self.desk.measures["always"], self.clock["next_check"] = 0, NEVER

    def take_in(self, more: Sample, present: I | None) -> None:
        self.people = joined(self.people, people(self.plan, more))
        self.desk = self.desk._replace(heap=np.concatenate((self.desk.heap, heap_room(more))))
        if present is not None:
            duties = self.calendar.duties
            duties["present"][duties.size - present.size :] = present

    def advance(self, until: int) -> None:
        advance(self.people, self.desk, self.calendar, self.watch, self.clock, until)

    def departed(self, parties: int) -> tuple[I, I]:
        return self.people.parties["left"][:parties], self.people.parties["exit"][:parties]

    def _log(self) -> Log:
        visits, parties, served = self.people.visits, self.people.parties, self.people.served
        levels = self.calendar.levels[: int(self.clock["levels"][0])]
        none = np.broadcast_to(np.int64(-1), (visits.size, OFFICERS))
        left, exit = parties["left"].copy(), parties["exit"].astype(np.int64)
        lodged = self.calendar.lodged[: int(self.clock["lodged"][0])]
        ready, start, end, option = happened(self.people)
        return Log(
            ready=ready,
            start=start,
            end=end,
            option=option,
            duty=served["duty"].astype(np.int64) if served.size == visits.size else none,
            left=left,
            exit=exit,
            levels=np.stack((levels["tick"], levels["place"], levels["level"]), axis=1),
            diary=tuple(self.diary),
            out=left,
            exit_after_end=exit,
            lodged=np.stack([lodged[name] for name in lodged.dtype.names or ()], axis=1),
            called=self.calendar.duties["called"].copy() if self.plan.daily.calls else NOBODY,
        )

    # -- look -------------------------------------------------------------------------------------------------------
    def holds(self, rule: int) -> bool:
        return bool(self.watch.rules["holds"][rule])

    def checked(self, rule: int) -> int:
        return int(self.watch.conditions["checked"][self.watch.rules["first"][rule]])

    def seen(self, rule: int) -> tuple[Seen, ...]:
        rules, conditions = self.watch.rules, self.watch.conditions
        span = slice(int(rules["first"][rule]), int(rules["last"][rule]))
        seen, level = conditions["seen"][span].tolist(), conditions["level"][span].tolist()
        return tuple(map(Seen, self.plan.rules.names[span], seen, level))

    def why(self, rule: int) -> tuple[str, ...]:
        rows, first = self._conditions(rule), int(self.watch.rules["first"][rule])
        holds = (rows["true"] != 0) & (rows["checked"] - rows["false"] >= rows["lasting"])
        return tuple(self.plan.rules.names[first + k] for k in np.flatnonzero(holds))

    def _conditions(self, rule: int) -> records.Array:
        row = self.watch.rules[rule]
        return self.watch.conditions[row["first"] : row["last"]]

    def persons(self, area: str) -> int:
        place = self.desk.places[self.plan.area(area)]
        return int(place["used"] + place["outside"])

    def outside(self) -> int:
        return int(self.desk.places["used"][self.plan.outside]) if self.plan.areas else 0

    def waiting_for(self, step: str) -> int:
        return int(self.desk.steps["persons"][self.plan.steps.index(step)])

    def busy(self, place: int) -> int:
        return int(self.desk.places["used"][place])

    def level(self, place: int) -> int:
        return max(int(self.desk.places["level"][place]), 0)

    def check_by(self, measure: int, tick: int) -> None:
        if tick <= self.env.now:
            self.clock["acted"] = 1
        else:
            self.desk.measures["next_check"][measure + 1] = tick
            self.clock["next_check"] = min(tick, int(self.clock["next_check"][0]))

    # -- act --------------------------------------------------------------------------------------------------------
    def open(self, measure: int) -> None:
        self.desk.measures["opened"][measure + 1] = 1
        self.clock["acted"] = 1

    def close(self, measure: int) -> None:
        self.desk.measures["opened"][measure + 1] = 0
        self.desk.measures["closing"][measure + 1] = 1
        self.clock["acted"] = 1

    def add(self, place: int, amount: int) -> None:
        if place < len(self.plan.pools):
            self.desk.crews["present"][len(self.plan.crews) + place] += amount
        else:
            self.desk.places["extra"][place] += amount
            if amount > 0 and any(beds.rooms == place for beds in self.plan.beds):
                self._make_beds(place)
        self.clock["acted"] = 1

    def _make_beds(self, place: int) -> None:
        """Make room in the log of nights where there are more rooms than ever before."""
        extra = int(self.desk.places["extra"][place])
        for k, beds in enumerate(self.plan.beds):
            if beds.rooms == place:
                self.rooms[k] = max(int(self.rooms[k]), int(largest(self.plan)[place]) + extra)
        lodged = self.calendar.lodged
        short = self.kept + int(self.rooms[self.calendar.nights["lodging"]].sum()) - lodged.size
        if short > 0:
            room = np.zeros(short, records.LODGED)
            self.calendar = self.calendar._replace(lodged=np.concatenate((lodged, room)))

    def defer(self, on: bool) -> None:
        self.clock["deferring"] = int(on)
        self.clock["acted"] = 1


def nights_of(plan: Plan) -> tuple[records.Array, I, I, records.Array]:
    """Return the nights, officers and seats of each, and an empty log with room for a party a room and night."""
    found = records.filled(records.NIGHT, plan.nights.begin.size, lodging=plan.nights.lodging, back=plan.nights.back)
    room = records.filled(records.LODGED, int(most_rooms(plan)[plan.nights.lodging].sum()))
    return found, plan.nights.rostered, plan.nights.seats, room


def largest(plan: Plan) -> I:
    """Return the most of each place without what measures bring."""
    most = plan.base.copy()
    np.maximum.at(most, plan.caps[1], plan.caps[2])
    return most


def most_rooms(plan: Plan) -> I:
    """Return the most rooms of each lodging if each measure opens once."""
    brought = plan.brings.sum(axis=0) + largest(plan)
    for life in plan.timings:
        for stage in life.stages:
            for place, amount in stage.brings:
                brought[place] += amount
    return np.array([brought[one.rooms] for one in plan.beds], dtype=np.int64)


def watch_for(plan: Plan, sample: Sample) -> records.Watch:
    """Return the conditions and rules, nothing watched yet."""
    rules, fixed, n = plan.rules, records.frame(plan), sample.arrive.size
    arrived = np.zeros((2, n + 1 if fixed.counts_arrivals else 1), np.int64)
    if fixed.counts_arrivals:
        claimants = sample.persons * sample.counted
        np.cumsum((claimants, claimants * sample.persons), axis=1, out=arrived[:, 1:])
    return records.Watch(
        conditions=rules.conditions.copy(),
        rules=rules.rules.copy(),
        pools=fixed.pools,
        arrived=arrived,
        sources=fixed.sources,
        ahead=fixed.ahead,
        desks=fixed.desks,
        censuses=rules.censuses.copy(),
    )


def heap_for(sample: Sample) -> I:
    """An empty heap with room for a service a party and every timer of patience."""
    return np.concatenate(([0], heap_room(sample)))


def heap_room(sample: Sample) -> I:
    """Free places of a heap for a service a person and every timer of patience."""
    return np.full(64 + int(sample.persons.sum()) + int((sample.patience < NEVER).sum()), BIG, dtype=np.int64)
