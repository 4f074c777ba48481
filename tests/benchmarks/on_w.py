"""Workload W: this program against the same rules in C++, by hand over `heapq`, in SimPy, Ciw and salabim."""

from collections.abc import Callable, Iterator
from importlib import import_module
from importlib.util import find_spec
from pathlib import Path
from time import process_time
from typing import NamedTuple

import numpy as np

from sim.experiments.playing import sample_cache
from sim.experiments.playing.engine import Engine
from sim.people.sample import Sample
from sim.port.flow import port as flow_port
from sim.port.plan import Plan

from .ratios import Ratio, interleaved, ratio, spent
from .workload_w import in_cpp, in_heapq, in_simpy
from .workload_w.table_of_draws import Table, drawn, table

SLOW = {"Ciw": "ciw", "salabim": "salabim"}  # a round takes seconds; extras of `benchmarks`
LOOP, FLOW, WHOLE = "C++ loop", "this program, flow", "this program, a whole replication"
BY_HAND, SIMPY = "heapq loop", "SimPy"


class OnW(NamedTuple):
    """Ratios; seconds of each engine; what there is to say of those that were left out or do not agree."""

    ratios: list[Ratio]
    seconds: dict[str, float]
    said: list[str]


def on_w(folder: Path, rounds: int) -> OnW:
    """Play W in all engines."""
    port, sample = drawn()
    given, log = table(port, sample), flow_port.FlowPort(port, sample).play()
    loop = in_cpp.compiled(folder)
    said, works = [], dict[str, Callable[[int], float]]()
    if loop is None:
        said.append(f"{LOOP}: left out, no compiler is here")
    else:
        assert (loop(given)[0] == log.left).all(), "the C++ loop plays by other rules"
        works[LOOP] = lambda _: spent(lambda: loop(given))
    assert (np.array(in_heapq.play(given)) == log.left).all(), "the heapq loop plays by other rules"
    engine = Engine(port.scenario)
    engine.replication(1)
    works |= {
        FLOW: lambda _: advancing(port, sample),
        WHOLE: lambda number: replication(engine, number),
        BY_HAND: lambda _: spent(lambda: in_heapq.play(given)),
        SIMPY: lambda _: spent(lambda: in_simpy.play(given)),
    }
    found = interleaved(works, rounds)
    seconds = {name: float(np.median(every)) for name, every in found.items()}
    for name, took, alike in others(given, log.left):
        seconds |= {name: took} if took else {}
        said.append(f"{name}: {alike}")
    same = float((np.array(in_simpy.play(given)) == log.left).mean())
    said.append(f"{SIMPY}: {same:.1%} of the claimants leave at the same second")
    whole = "whole replication on W, against {}"
    ratios = [
        ratio(whole.format(SIMPY), found[SIMPY], found[WHOLE], 60, at_least=True),
        ratio(whole.format("heapq"), found[BY_HAND], found[WHOLE], 5, at_least=True),
    ]
    if loop is not None:
        ratios = [
            ratio("C++ loop against SimPy on W (is it a yardstick?)", found[SIMPY], found[LOOP], 230, at_least=True),
            ratio("flow on W, against the C++ loop", found[LOOP], found[FLOW], 0.6, at_least=True),
            *ratios,
        ]
    return OnW(ratios, seconds, said)


def others(given: Table, left: np.ndarray) -> Iterator[tuple[str, float, str]]:
    """Of each extra its name, the seconds of one round (0 where it is not installed), and what to say of it."""
    for name, package in SLOW.items():
        if find_spec(package) is None:
            yield name, 0.0, "left out, not installed (pip install '.[benchmarks]')"
            continue
        play = import_module(f"{__package__}.workload_w.in_{package}").play
        begin = process_time()
        found = play(given)
        took = process_time() - begin
        same, served = float((np.array(found) == left).mean()), float((np.array(found) >= 0).mean())
        yield name, took, f"{same:.1%} of the claimants leave at the same second, {served:.1%} at all"


def advancing(port: Plan, sample: Sample) -> float:
    """Seconds in the compiled flow of one play."""
    took, compiled = 0.0, flow_port.advance

    def timed(*tables: object) -> None:
        nonlocal took
        begin = process_time()
        compiled(*tables)
        took += process_time() - begin

    flow_port.advance = timed
    try:
        flow_port.FlowPort(port, sample).play()
    finally:
        flow_port.advance = compiled
    return took


def replication(engine: Engine, number: int) -> float:
    """Seconds of a replication, people included."""
    sample_cache._drawn.recent.clear()
    return spent(lambda: engine.replication(number))
