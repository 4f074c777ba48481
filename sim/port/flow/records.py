"""The flow's working tables: an array of records for parties, visits, steps, places, crews and so on.

They are built afresh for each replication from a plan and a sample; what does not vary is prepared once (`Frame`).
"""

from functools import lru_cache
from typing import Any, NamedTuple

import numpy as np

from sim.arrays import I
from sim.port.ahead import against_desks, compared, rostered_ahead, sources
from sim.port.flow.heap import CHECK, DEPART, ROSTER, R, T
from sim.port.flow.queues import WORD
from sim.port.log import OFFICERS
from sim.port.plan import Plan
from sim.scenario.calendar.clock import NEVER
from sim.scenario.catalogue.watches import NUMBERS
from sim.scenario.language.leases.ladder import RUNGS

Array = np.ndarray[Any, Any]
OF_ARRIVALS = [NUMBERS[name] for name in ("arrivals", "forecast_occupancy", "forecast_full")]
NOT_ASKED = -2  # the step of a rung that a measure does not bring
UNLIMITED = 1 << 60  # places a day
TAKES = 15  # most pools, rooms and kinds of desk of one alternative


def record(**fields: Any) -> np.dtype[Any]:
    """A dtype whose fields are aligned; a field of several values is given as (type, (count,)).

    What a little more makes a power of two long is as long: the place of a row is then a shift, not a product.
    """
    given = [(k, *v) if isinstance(v, tuple) else (k, v) for k, v in fields.items()]
    size = np.dtype(given, align=True).itemsize
    wide = 1 << (size - 1).bit_length()
    spare = [("spare", "u1", (wide - size,))] if 0 < wide - size <= wide >> 3 else []
    return np.dtype([*given, *spare], align=True)


PARTY = record(arrive="i8", left="i8", since="i8", visit="i4", last="i4", persons="i4", priority_class="i4", area="i4",
               before="i4", after="i4", exit="i4", outcome="i4", branch="i4", detoured="i4", holding="i4", rungs="i8",
               begun="i4", done="i4", own="i4", decided="i4", parts="i4", joined="i4", lodged="i4")  # fmt: skip
VISIT = record(seconds="i8", patience="i8", ready="i8", start="i8", end="i8", step="i4", option="i4")
SERVED = record(duty=("i4", (OFFICERS,)), crew=("i4", (OFFICERS,)), turn=("i4", (OFFICERS,)))
STEP = record(work="i8", persons="i8", area="i4", departs="i4", parties="i4", first="i4", last="i4",
              staffed="i4", holds="i4", family="i4", deferrable="i4", queue="i4", classes="i4",
              order="i4", at="i4", after="i4", waiting="i8", look="i8", leaving="i8", quota="i4", left="i4",
              rung="i4")  # fmt: skip
QUEUE = record(head="i4", tail="i4", cursor="i4")
OPTION = record(pace="f8", takes="i4", place=("i4", (TAKES,)), amount=("i4", (TAKES,)))
PLACE = record(level="i8", fresh="i8", used="i8", outside="i8", base="i8", extra="i8", officers="i8", users="i8",
               head="i4", tail="i4", hard="i4", handover="i4", gate="i4", tight="i8")  # fmt: skip
CREW = record(ends="i8", present="i8", busy="i8", pool="i4", source="i4", duty="i4", turn="i4", calls="i4")
MEASURE = record(next_check="i8", watched="i8", opened="i4", closing="i4", defers="i4", always="i4",
                 rule="i4", after_rules="i4",
                 places=("i8", (len(RUNGS),)), left=("i8", (len(RUNGS),)), after=("i4", (len(RUNGS),)),
                 bit=("i4", (len(RUNGS),)))  # fmt: skip
ROW = record(key="i8", target="i8", number="i8")
DUTY = record(crew="i8", end="i8", present="i8", seconds="i8", called="i8")
OVERTIME = record(budget="i8", left="i8", most="i4", streak="i4", today="i4")
CAP = record(place="i8", desks="i8")
LEVEL = record(tick="i8", place="i8", level="i8")
POOL = record(usable="f8", needs="f8", first="i8", last="i8")
LODGING = record(area="i8", rooms="i8", who="i8", first="i8", last="i8")  # rows of `LODGED` that are away now
NIGHT = record(lodging="i8", back="i8")
LODGED = record(party="i8", lodging="i8", went="i8", back="i8", persons="i8")
CLOCK = record(now="i8", arrival="i8", row="i8", oldest="i8", levels="i8", defers="i8", deferring="i8",
               gates="i8", next_check="i8", acted="i8", end="i8", lodged="i8", longest="i8", capacity="f8")  # fmt: skip


class People(NamedTuple):
    """Parties, their visits, and who serves them in pools that hand over (one row where none does)."""

    parties: Array
    visits: Array
    served: Array  # a visit each: its officers' duties, crews, and turns of those


class Desk(NamedTuple):
    """Steps with alternatives and queues, places, crews and measures. Few arrays, since every call passes them."""

    steps: Array  # `order` of row i: the step served i-th
    options: Array
    queues: Array  # a step and class each: the first and the last party that wait, -1 for none
    places: Array  # `gate` of row i: the i-th area at whose door people wait; `tight`: when last more of it by itself
    # could have changed what happened
    crews: Array
    measures: Array  # row 0 the base, always open; `next_check`: when it is next looked at, of those watched always;
    # `after`, `places`, `left`, `bit` by RUNGS: the step at whose end it takes people, -1 on arrival
    heap: I


class Calendar(NamedTuple):
    """What comes by the clock: checks, roster and departures; a row's target is a measure, duty, cap or step."""

    rows: Array
    duties: Array
    caps: Array  # desks of a pool from a row on; numbered after the duties
    brings: I  # (M + 1, places), row 0 zero
    levels: Array  # the log of levels
    overtime: Array  # what is left of the limits of overtime
    quota: I  # (days, S) what the departures of a day take
    lodgings: Array
    nights: Array  # whose parties go and are back; numbered after the caps, twice each
    rostered: I  # (N, sources, P) officer-seconds of each night
    seats: I  # (N, S) seats that leave in each night
    lodged: Array  # the log of who lodged


class Watch(NamedTuple):
    """Conditions and rules, in order of measure, and what they need to know of arrivals and of the roster."""

    conditions: Array
    rules: Array
    pools: Array
    arrived: I  # (2, N + 1) before party p: claimants who arrived, and the sum of the squares of their parties, if any
    # condition asks for them
    censuses: Array  # of the areas that are forecast
    sources: I  # who brings officers: 0 the base, k the k-th measure
    ahead: I  # (ticks, P, sources) officer-seconds rostered in the seven days from each tick on
    desks: I  # rosters of pools with a cap, against it; `first` to before `last` of a pool are its rows


class Frame(NamedTuple):
    """What all replications of a plan share."""

    steps: Array
    options: Array
    queues: Array
    places: Array
    crews: Array
    measures: Array
    rows: Array
    duties: Array
    caps: Array
    brings: I
    overtime: Array
    pools: Array
    sources: I
    ahead: I
    desks: I
    changes: int  # most level changes that the roster can cause
    counts_arrivals: bool  # a condition watches arrivals, or a forecast


def filled(dtype: np.dtype[Any], n: int, **columns: Any) -> Array:
    """An array of records, zero but for the columns given."""
    table = np.zeros(n, dtype)
    for name, values in columns.items():
        table[name] = values
    return table


@lru_cache(maxsize=4)
def frame(plan: Plan) -> Frame:
    """Prepare what all replications share."""
    if plan.like:
        known = frame(plan.like)
        return known._replace(pools=_pools(plan, known.pools["first"], known.pools["last"]))
    steps, options = _steps(plan)
    places = filled(PLACE, len(plan.base), level=-1, head=-1, tail=-1, tight=-NEVER, hard=plan.hard, base=plan.base)
    places["handover"][: len(plan.pools)] = plan.handover
    for s, taken in enumerate(plan.takes):
        for place in {place for takes in taken for place, _ in takes}:
            places["users"][place] |= 1 << int(steps["at"][s]) if steps["at"][s] < 1 << WORD else 0
    gates = np.flatnonzero(plan.hard == 1)
    places["gate"][: gates.size] = gates
    crews = filled(CREW, len(plan.crews) + len(plan.pools), duty=-1)
    for k, crew in enumerate(plan.crews):
        crews[k]["pool"], crews[k]["source"] = crew.pool, crew.source
    crews["calls"][: len(plan.crews)], crews["calls"][len(plan.crews) :] = plan.daily.call_of, -1
    for p in range(len(plan.pools)):  # officers that a policy adds by hand: on duty all the time
        extra = crews[len(plan.crews) + p]
        extra["pool"], extra["ends"] = p, NEVER
    rows, (against, first, last) = timeline(plan), against_desks(plan)
    return Frame(
        steps=steps,
        options=options,
        queues=filled(QUEUE, int(steps["classes"].sum()), head=-1, tail=-1),
        places=places,
        crews=crews,
        measures=_measures(plan),
        rows=rows,
        duties=duties(plan),
        overtime=_overtime(plan),
        caps=filled(CAP, plan.caps[0].size, place=plan.caps[1], desks=plan.caps[2]),
        brings=np.vstack((np.zeros((1, len(plan.base)), np.int64), plan.brings)),
        pools=_pools(plan, first, last),
        sources=sources(plan),
        ahead=rostered_ahead(plan),
        desks=against,
        changes=int((rows["key"] >> R & 7 == ROSTER).sum()) + len(plan.base),
        counts_arrivals=bool(np.isin(plan.rules.conditions["watch"], OF_ARRIVALS).any()),
    )


def _pools(plan: Plan, first: I, last: I) -> Array:
    return filled(POOL, len(plan.pools), usable=plan.usable, needs=plan.needs, first=first, last=last)


def duties(plan: Plan) -> Array:
    """Return the duties of a plan; who turns up is not known yet."""
    begin, end = plan.duties.begin, plan.duties.end
    return filled(DUTY, begin.size, crew=plan.duties.crew, end=end, seconds=end - np.maximum(begin, 0), called=-1)


def _overtime(plan: Plan) -> Array:
    seconds, days = ([one.seconds for one in plan.daily.calls], [one.days for one in plan.daily.calls])
    return filled(OVERTIME, len(plan.daily.calls), budget=seconds, left=seconds, most=days)


def _measures(plan: Plan) -> Array:
    measures = filled(MEASURE, len(plan.measures) + 1, next_check=NEVER)
    measures["opened"][0] = 1
    measures["defers"][1:] = plan.defers
    measures["always"][1:] = [life.always for life in plan.timings]
    measures["watched"][1:] = [life.watched for life in plan.timings]
    number = np.arange(len(plan.measures))
    measures["rule"][1:] = np.searchsorted(plan.rules.rules["measure"], number)
    measures["after_rules"][1:] = np.searchsorted(plan.rules.rules["measure"], number, side="right")
    measures["after"] = NOT_ASKED
    for bit, (rung, step) in enumerate(zip(plan.daily.rungs, plan.daily.asked.tolist(), strict=True)):
        row = measures[rung.measure + 1]
        row["after"][rung.kind], row["bit"][rung.kind] = step, bit
        row["places"][rung.kind] = row["left"][rung.kind] = rung.taking.places_per_day or UNLIMITED
    return measures


def _steps(plan: Plan) -> tuple[Array, Array]:
    scenario = list(plan.scenario.process.steps.values())
    classes = len(plan.scenario.process.priority) + 1
    number = np.arange(len(scenario))
    steps = filled(STEP, len(scenario), area=plan.step_area, queue=number * classes, classes=classes)
    steps["family"] = plan.family
    steps["rung"][np.unique(plan.daily.asked[plan.daily.asked >= 0])] = 1
    steps["quota"] = steps["left"] = plan.daily.quota[0]
    steps["order"] = [s for group in plan.order for s in group]
    steps["at"][steps["order"]] = np.arange(len(steps))
    steps["after"] = np.repeat(np.cumsum([len(group) for group in plan.order]), [len(group) for group in plan.order])
    options = filled(OPTION, sum(len(taken) for taken in plan.takes))
    k = 0
    for s, step in enumerate(scenario):
        row = steps[s]
        row["departs"], row["holds"], row["deferrable"] = step.departures is not None, step.holds, step.deferrable
        row["staffed"] = any(place < len(plan.pools) for takes in plan.takes[s] for place, _ in takes)
        row["first"] = k
        for takes, pace in zip(plan.takes[s], plan.pace[s], strict=True):
            option = options[k]
            option["pace"], option["takes"] = pace, len(takes)
            for u, (place, amount) in enumerate(takes):
                option["place"][u], option["amount"][u] = place, amount
            k += 1
        row["last"] = k
    return steps, options


@lru_cache(maxsize=4)
def timeline(plan: Plan, begin: int = 0) -> Array:
    """Return all that the calendar fixes from a tick on, in order; not to be written to.

    A roster row's target is a duty that begins, -1 - one that ends, a cap, numbered after the duties, a night that
    begins or ends, after the caps, or a day that begins, after the nights. The number of a check is the place of
    its tick among those of `compared`, that of a departure its seats.
    """
    if plan.like:
        return timeline(plan.like, begin)
    duties, end = plan.duties, plan.clock.end
    number = np.arange(duties.begin.size)
    begins = np.maximum(duties.begin, 0)
    turns = number.size + plan.caps[0].size + 2 * np.arange(plan.nights.begin.size)
    parts = (
        (CHECK, plan.checks[0], plan.checks[1]),
        (ROSTER, duties.end, -1 - number),
        (ROSTER, begins, number),
        (ROSTER, plan.caps[0], number.size + np.arange(plan.caps[0].size)),
        (ROSTER, plan.nights.begin, turns),
        (ROSTER, plan.nights.back, turns + 1),
        (ROSTER, plan.daily.dawns[0], number.size + plan.caps[0].size + 2 * turns.size + plan.daily.marks),
        (DEPART, *plan.departures[:2]),
    )
    ticks, target = (np.concatenate([part[k] for part in parts]) for k in (1, 2))
    ranks = np.repeat([rank for rank, _, _ in parts], [when.size for _, when, _ in parts])
    seats = np.concatenate((np.zeros(ticks.size - plan.departures[2].size, np.int64), plan.departures[2]))
    rows = np.flatnonzero((ticks >= begin) & (ticks < end))
    rows = rows[np.lexsort((target[rows], ranks[rows], ticks[rows]))]
    keys = ticks[rows] << T | ranks[rows] << R
    number_of = np.where(ranks[rows] == DEPART, seats[rows], np.searchsorted(compared(plan), ticks[rows]))
    return filled(ROW, rows.size, key=keys, target=target[rows], number=number_of)
