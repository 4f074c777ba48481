"""Space that opens in stages and is given back in parts: what becomes of one order of it."""

from collections.abc import Callable, Generator
from itertools import accumulate
from typing import Any

import simpy

from sim.port.log import Event, Reason
from sim.port.policies.judges import DecisionSource
from sim.port.port import Port
from sim.port.rules import MeasureTiming
from sim.port.stock import Stock

Process = Generator[simpy.Event, Any, None]


def opens_when(port: Port, timing: MeasureTiming, order: int, ordered: int, ready: int) -> list[int]:
    """Return when each stage of an order opens, the first at `ready`: each after its lead time, none before another
    that is named before it."""
    leads = (ordered + port.lead_time(stage.row, order) for stage in timing.stages)
    return list(accumulate((ready, *leads), max))


def stay_in_stages(
    port: Port, judge: DecisionSource, timing: MeasureTiming, measure: int, opens: list[int], end: int
) -> Process:
    """From when the first stage is open: open the others, and give back part by part until nothing is left."""
    terms = (timing.term, *(stage.term for stage in timing.stages))
    stock = Stock(opens, (end - opens[0], *terms[1:]), (timing.brings, *(stage.brings for stage in timing.stages)))
    for stage, tick in enumerate(opens[1:], start=1):
        port.env.process(open_stage(port, timing, measure, stage, port.until(tick, measure)))
    for part in range(len(timing.parts)):
        port.env.process(give_part(port, judge, timing, measure, stock, part))
    yield port.until(min(stock.over), measure)
    port.status[measure] = "past its term"
    if timing.release < 0:
        yield port.env.event()
    yield from followed(port, judge, timing.release)
    stock.want_rest()
    why, at_once = port.why(timing.release), all(end <= port.now for end in stock.over)
    if not at_once:
        port.note(measure, Event.PART, why, timing.release, option=len(timing.parts) + 1)
    yield from hand_over(port, measure, stock, lambda: stock.gone)
    if at_once:
        port.note(measure, Event.RELEASED, why, timing.release)
    else:
        port.note(measure, Event.RELEASED, rule=timing.release, reason=Reason.TERM_OVER)
    for place, amount in timing.brings:  # which closing takes away once more
        port.add(place, amount)


def open_stage(port: Port, timing: MeasureTiming, measure: int, stage: int, ready: simpy.Event) -> Process:
    """Bring what a further stage brings."""
    yield ready
    port.note(measure, Event.STAGE, option=stage)
    for place, amount in timing.stages[stage - 1].brings:
        port.add(place, amount)


def give_part(
    port: Port, judge: DecisionSource, timing: MeasureTiming, measure: int, stock: Stock, number: int
) -> Process:
    """Give back a part when its rule holds, once something is past its term; nothing more if all is on its way out."""
    part = timing.parts[number]
    yield port.until(min(stock.over), measure)
    yield from followed(port, judge, part.rule)
    if not stock.rest:
        port.note(measure, Event.PART, port.why(part.rule), part.rule, option=number + 1)
        wanted = stock.want(part.takes)
        yield from hand_over(port, measure, stock, lambda: not any(wanted.values()))


def followed(port: Port, judge: DecisionSource, rule: int) -> Process:
    """Wait until a rule may be followed: it holds at a check from now on, though not in the second from which on
    nothing is decided."""
    yield judge.when(rule, now_too=port.now != port.plan.decided)
    if port.now == port.plan.decided:
        yield judge.when(rule)


def hand_over(port: Port, measure: int, stock: Stock, done: Callable[[], bool]) -> Process:
    """Give back what is wanted as terms end, until it is done or there is nothing more to come."""
    while True:
        for taking in stock.take(port.now):
            port.add(taking.place, -taking.amount)
        following = stock.next_term(port.now)
        if done() or following is None:
            return
        yield port.until(following, measure)
