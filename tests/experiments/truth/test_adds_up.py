"""Runs of every degenerate shape: all that is told comes from them, it adds up, and it is what counting again gives."""

import math

import numpy as np
import pytest
from truth_shapes import SHAPES, shape
from truths import check

from sim.experiments.playing.engine import Engine
from sim.experiments.run import run
from sim.port.log import EXITS, UNSERVED
from sim.scenario.language.process import OUTCOMES
from sim.views.run import decision
from sim.views.run.page import html

pytestmark = pytest.mark.unit
HOUR = 3600


@pytest.fixture(scope="module", params=SHAPES)
def played(request):
    """A shape and three runs of it."""
    return request.param, run(shape(request.param), 3)


@pytest.mark.parametrize("runs", [1, 2])
def test_one_run_and_two_are_told_as_they_are(runs):
    check(run(shape("as it is"), runs))


def test_what_is_told_is_what_was_played(played):
    check(played[1])


def test_the_shapes_are_what_they_are_called(played):
    name, result = played
    for of in figures(result):
        assert {
            "nobody arrives": of["arrived"] == of["left"] == 0,
            "nobody leaves": of["left"] == 0 < of["still_present"],
            "none ordered": of.get("tents_ordered") == 0 < of["arrived"],
            "all ordered": of.get("tents_ordered") == 1,
            "not enabled": of.get("tents_ordered") == 0,
            "turned away": of["diverted"] + of["outside_person_hours"] > 0,
        }.get(name, True), name


def test_every_row_is_on_the_page(played):
    page = html(played[1], "", [])
    cells = page.replace("&#39;", "'").replace("&lt;", "<")
    for name, row in decision.figures(played[1]):
        assert f"<code>{name}</code>" in cells
        assert row.value in cells and row.interval in cells


def test_it_adds_up(played):
    """People, shares, hours, costs and measures of every run."""
    result = played[1]
    for one, of in zip(result.runs, figures(result), strict=True):
        people(result.scenario, of)
        hours_and_costs(result.scenario, of)
        measures(result.scenario, of, one)
        assert (one.occupancy.sum(axis=0) <= one.on_site).all() if len(one.occupancy) else True
        assert one.on_site.max() <= of["on_site_peak"]
        assert one.arrivals.sum() == of["arrived"] and one.stays.sum() == of["arrived"]
        for name, value in of.items():
            figure = result.figures[name]
            if figure.kind != "date" and not math.isnan(value):
                assert figure.range.least <= value <= figure.range.most * (1 + 1e-9), name


def test_counting_party_by_party_gives_the_same(played):
    """Who came, who was served and gone within a day of those who came a day before the end, stays, waits, the peak."""
    result = played[1]
    engine = Engine(result.scenario)
    for one, of in zip(result.runs, figures(result), strict=True):
        again = recounted(engine, one.number)
        for name, value in again.items():
            assert of[name] == pytest.approx(value, rel=1e-9, nan_ok=True), name


def figures(result):
    """Of each run its figures by name."""
    return [dict(zip(result.names, one.figures.tolist(), strict=True)) for one in result.runs]


def people(scenario, of):
    assert of["present_at_start"] + of["arrived"] == of["left"] + of["still_present"]
    assert of["left"] == sum(of[name] for name in (*OUTCOMES, "withdrawn", "diverted"))
    assert of["unserved"] == of["withdrawn"] + of["diverted"] and of["stranded"] <= of["still_present"]
    assert quotient(of["unserved"], of["left"]) == pytest.approx(of["unserved_share"], nan_ok=True)
    for name in ("arrived", *OUTCOMES, "withdrawn", "diverted", "unserved"):
        assert of[name] == sum(of[f"{name}_{stream}"] for stream in scenario.arrivals)
    for tail in ("", *(f"_{stream}" for stream in scenario.arrivals)):
        decided = sum(of[f"{name}{tail}"] for name in ("referred", "returned", "barred", "detained"))
        share = of[f"returned_share{tail}"]
        assert quotient(of[f"returned{tail}"], decided) == pytest.approx(share, nan_ok=True)
    assert not of["within_24h"] > of["within_72h"] or of["within_72h"] < 1  # of others, who came sooner


def quotient(part, whole):
    return part / whole if whole else math.nan


def hours_and_costs(scenario, of):
    parts = {f"cost_{what}" for what in ("staff", "overtime", "space", "departures", *scenario.contingency)} & set(of)
    assert of["cost_total"] == pytest.approx(math.fsum(of[name] for name in parts))
    for pool in scenario.staff:
        rostered, present, busy, overtime = (
            of[f"{what}_hours_{pool}"] for what in ("rostered", "present", "busy", "overtime")
        )
        assert present <= rostered and overtime <= busy
        assert quotient(busy - overtime, present) == pytest.approx(of[f"utilisation_{pool}"], nan_ok=True)
    hourly = 50 if scenario.staff["officers"].cost else 0
    assert of["cost_staff"] == pytest.approx(hourly * of["rostered_hours_officers"])


def measures(scenario, of, one):
    for name in scenario.contingency:
        ordered = [e for e in one.diary if e.event == "ordered" and tuple(scenario.measures)[e.measure] == name]
        assert of[f"{name}_times"] == len(ordered) and of[f"{name}_ordered"] == bool(ordered)
        assert of[f"{name}_first_order"] == ordered[0].tick if ordered else math.isnan(of[f"{name}_first_order"])
        assert of[f"{name}_days_open"] == of[f"{name}_days_needed"] + of[f"{name}_days_idle"]
        assert of[f"{name}_hours_open"] <= 25 * of[f"{name}_days_open"]
        assert of[f"{name}_late_hours"] <= of[f"{name}_hours_pending"] + 1e-9


def recounted(engine, number):
    """Some figures, counted by loops over parties and visits."""
    sample, log = engine.played(number)
    time = engine.plan.clock
    came, stays, within, waits = 0, [], {24: [], 72: []}, []
    for p in range(sample.arrive.size):
        arrive, persons = int(sample.arrive[p]), int(sample.persons[p])
        if not time.start <= arrive < time.end or not sample.counted[p]:
            continue
        came += persons
        if log.out[p] >= 0 and EXITS[log.exit_after_end[p]] not in UNSERVED:
            stays += [int(log.out[p]) - arrive] * persons
        for h, found in within.items():
            if arrive <= time.end - h * HOUR:
                served = log.left[p] >= 0 and EXITS[log.exit[p]] not in UNSERVED
                found += [bool(served and log.left[p] - arrive <= h * HOUR)] * persons
    for p in range(sample.arrive.size):
        for v in range(int(sample.first[p]), int(sample.first[p + 1])):
            if time.start <= log.start[v] < time.end:
                waits += [int(log.start[v] - log.ready[v])] * int(sample.persons[p])
    moves = [(int(t), int(k)) for t, k in zip(sample.arrive, sample.persons, strict=True)]
    moves += [(int(t), -int(k)) for t, k in zip(log.left, sample.persons, strict=True) if t >= 0]
    here, most = 0, 0
    for tick in sorted({time.start, *(t for t, _ in moves if time.start <= t < time.end)}):
        here = sum(k for t, k in moves if t <= tick)
        most = max(most, here)
    everybody_out = bool((log.out >= 0).all())
    return {
        "arrived": came,
        "on_site_peak": most,
        "wait_interview_mean": np.mean(waits) / HOUR if waits else math.nan,
        **({"time_on_site_mean": np.mean(stays) / HOUR if stays else math.nan} if everybody_out else {}),
        **{f"within_{h}h": np.mean(found) if found else math.nan for h, found in within.items()},
    }
