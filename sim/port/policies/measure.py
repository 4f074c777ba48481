"""The life of a contingency measure, and the record of what it could not follow."""

from collections.abc import Callable, Generator, Mapping
from typing import Any

import simpy

from sim.port.log import Event, Reason
from sim.port.policies.judges import DecisionSource
from sim.port.policies.staged import followed, opens_when, stay_in_stages
from sim.port.port import Policy, Port
from sim.port.rules import MeasureTiming

Process = Generator[simpy.Event, Any, None]

BUSY = {  # why an order cannot be followed, by the status of the measure
    "ordered": Reason.ALREADY_ORDERED,
    "open": Reason.ALREADY_OPEN,
    "past its term": Reason.ALREADY_OPEN,
    "resting": Reason.RESTING,
}


def live_rules(port: Port) -> DecisionSource:
    """Return the source of decisions that looks at the port: the port itself."""
    return port


def lifecycle(measure: int, judged: Callable[[Port], DecisionSource] = live_rules) -> Callable[[Port], Process]:
    """Wait until it should be ordered, order, wait the lead time, open, keep it for its term, release, rest.

    What is under way at the start comes first, as order 0. From the tick `Plan.decided` on it is not ordered, called
    off or extended any more.
    """

    def life(port: Port) -> Process:
        own, judge = port.plan.timings[measure], judged(port)
        orders = 0
        if own.begins != "idle":
            orders = 1
            yield from under_way(port, judge, own, measure)
            yield from rest(port, own, measure)
        while own.order >= 0:
            yield judge.when(own.order, now_too=orders == 0 or own.rest > 0)
            if port.now >= port.plan.decided:
                return
            port.status[measure] = "ordered"
            port.note(measure, Event.ORDERED, port.why(own.order), own.order)
            orders += 1
            yield from await_opening(port, judge, own, measure, orders - 1)
            yield from rest(port, own, measure)

    return life


def under_way(port: Port, judge: DecisionSource, timing: MeasureTiming, measure: int) -> Process:
    """Be ordered or open from the first instant on, and nothing be decided of it before the start."""
    begun = port.status[measure] = timing.begins
    port.note(measure, Event.UNDER_WAY, reason=BUSY[begun])
    if begun == "open":
        port.open(measure)
    yield port.until(port.plan.clock.start, measure)
    if begun == "open":
        yield from keep(port, judge, timing, measure, [port.now], port.now + timing.left, timing.used)
    else:
        yield from await_opening(port, judge, timing, measure, 0)


def await_opening(port: Port, judge: DecisionSource, timing: MeasureTiming, measure: int, order: int) -> Process:
    """Wait the lead time of an order, and open, unless it is called off."""
    lead = port.lead_time(measure, order)
    opens = opens_when(port, timing, order, port.now, port.now + lead)
    if (yield from called_off(port, judge, timing, measure, lead)):
        port.note(measure, Event.CANCELLED, port.why(timing.cancel), timing.cancel)
    else:
        yield from stay(port, judge, timing, measure, opens)


def rest(port: Port, timing: MeasureTiming, measure: int) -> Process:
    """Rest, and be idle again."""
    if timing.rest:
        port.status[measure] = "resting"
        yield port.wait(timing.rest, measure)
    port.status[measure] = "idle"


def called_off(
    port: Port, judge: DecisionSource, timing: MeasureTiming, measure: int, lead: int
) -> Generator[simpy.Event, Any, bool]:
    """Wait the lead time; true if the order is cancelled before it is over."""
    ready_at = port.now + lead
    ready = port.wait(lead, measure)
    if timing.cancel < 0 or lead == 0:
        yield ready
        return False
    yield port.first(measure, ready, judge.when(timing.cancel))
    if port.plan.decided <= port.now < ready_at:
        yield ready
    return port.now < ready_at


def stay(port: Port, judge: DecisionSource, timing: MeasureTiming, measure: int, opens: list[int]) -> Process:
    """Open, and stay for its minimum term and its options; `opens`: when each of its stages does."""
    port.status[measure] = "open"
    port.open(measure)
    port.note(measure, Event.READY, rule=timing.order)
    if timing.order >= 0 and not timing.dated and not (port.holds(timing.order) or port.why(timing.order)):
        port.note(measure, Event.OVERTAKEN, rule=timing.order, reason=Reason.CEASED)
    yield from keep(port, judge, timing, measure, opens, port.now + timing.term)


def keep(
    port: Port, judge: DecisionSource, timing: MeasureTiming, measure: int, opens: list[int], end: int, used: int = 0
) -> Process:
    """Stay open to the end of the term, with options of which some are used, until it may be given back."""
    if timing.options:
        yield from exercise_options(port, judge, timing, measure, end, used)
    elif timing.stages or timing.parts:
        yield from stay_in_stages(port, judge, timing, measure, opens, end)
    else:
        yield port.until(end, measure)
        port.status[measure] = "past its term"
        if timing.release < 0:
            yield port.env.event()
        yield from followed(port, judge, timing.release)
        port.note(measure, Event.RELEASED, port.why(timing.release), timing.release)
    port.close(measure)


def exercise_options(
    port: Port, judge: DecisionSource, timing: MeasureTiming, measure: int, end: int, used: int
) -> Process:
    """Before the term and each option ends, less the notice, keep it or give it back at that end."""
    for option in range(used + 1, timing.options + 1):
        yield port.until(end - timing.notice, measure)
        if port.now >= port.plan.decided:
            break
        if timing.release >= 0 and judge.holds(timing.release):
            port.note(measure, Event.GIVEN_BACK, port.why(timing.release), timing.release)
            break
        port.note(measure, Event.KEPT, rule=timing.release, option=option)
        end += timing.each
    yield port.until(end, measure)
    port.note(measure, Event.RELEASED, rule=timing.release, reason=Reason.TERM_OVER)


def lifecycles(
    measures: int, judged: Callable[[int], Callable[[Port], DecisionSource]] = lambda _: live_rules
) -> list[Policy]:
    """Return the policies of this many measures, each with its source of decisions: what a port plays by default."""
    return [policy for m in range(measures) for policy in (log_refusals(m), lifecycle(m, judged(m)))]


def log_refusals(measure: int) -> Callable[[Port], Process]:
    """Note when the order rule begins to hold while the measure is not idle, or the release rule within its term."""

    def watch(port: Port) -> Process:
        own = port.plan.timings[measure]
        if own.release >= 0:
            port.env.process(each(port, own.release, {"open": Reason.WITHIN_TERM}))
        if own.order >= 0:
            yield from each(port, own.order, BUSY)

    def each(port: Port, rule: int, reasons: Mapping[str, Reason]) -> Process:
        while True:
            yield port.begins(rule)
            if reason := reasons.get(port.status[measure]):
                port.note(measure, Event.REFUSED, rule=rule, reason=reason)

    return watch
