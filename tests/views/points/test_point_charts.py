"""Charts, tables and pages over many points: their message, their labels, nothing over anything else."""

import itertools
from collections.abc import Callable
from functools import partial

import numpy as np
import pytest
from chart_texts import missing, off_the_page, written_over

from sim.experiments.result import summarise
from sim.experiments.sensitivity.morris import Effect
from sim.experiments.sensitivity.one_at_a_time import End, Swing
from sim.experiments.sensitivity.sensitivity import Sensitivity
from sim.experiments.sensitivity.sobol import Index
from sim.experiments.sweep.design import Point
from sim.experiments.sweep.sweep import Plan, Played, Sweep
from sim.scenario.catalogue.figures import catalogue
from sim.scenario.values.distributions import Distribution
from sim.scenario.values.elicited import Elicited
from sim.views.kit.chart import Chart
from sim.views.kit.draw import draw
from sim.views.kit.marks import Interval
from sim.views.kit.palette import TARGET
from sim.views.kit.pictures import drawing
from sim.views.kit.scales import broken, input_name
from sim.views.sensitivity import page as influence
from sim.views.sensitivity.tornado import tornado, value_words
from sim.views.sweep import page as sweeping
from sim.views.sweep.heat_map import heat_map
from sim.views.sweep.path_chart import sweep_lines

pytestmark = pytest.mark.unit

STAFF, SPACE, ABSENCE = "staff.officers.shifts.day.on_duty", "space.areas.hall.persons", "staff.officers.absence"
SHOWN = ("leased_hall_ordered", "over_capacity_hours_hall", "within_24h", "cost_total")
PATHS = ("arrivals.port_of_entry.claimants_per_day", "process.steps.interview.time.party", ABSENCE)


def _sweep(port, paths: tuple[str, ...], points: list[Point], sampled: bool = False, done: int | None = None) -> Sweep:
    given = port.scenario()
    info = catalogue(given)
    chance = np.random.default_rng(3)
    played = []
    for number, point in enumerate(points[:done]):
        level = (number + 0.5) / len(points)
        values = {
            "leased_hall_ordered": (chance.random(40) < level).astype(float),
            "leased_hall_first_order": np.where(chance.random(40) < level, 86400.0 * (80 + 9 * number), np.nan),
            "over_capacity_hours_hall": 400 * level * (1 + 0.3 * chance.normal(size=40)),
            "within_24h": 1 - 0.4 * level * chance.random(40),
            "cost_total": 3e7 + 1e7 * level * chance.random(40),
        }
        played.append(Played(point, given, {name: summarise(info[name], one) for name, one in values.items()}))
    plan = Plan(given, paths, tuple(points), (given,) * len(points), sampled)
    return Sweep(plan, 40, tuple(played))


def _line(port) -> Sweep:
    return _sweep(port, (STAFF,), [(str(k),) for k in (4, 6, 8, 12)])


def _names(port) -> Sweep:
    return _sweep(port, ("staff.officers.at_shift_end",), [("pooled",), ("handover",)])


def _grid(port) -> Sweep:
    return _sweep(port, (STAFF, SPACE), list(itertools.product("4567", ("20", "40", "60", "80", "100"))))


def _broken_off(port) -> Sweep:
    return _sweep(port, (STAFF, SPACE), list(itertools.product("4567", ("20", "40"))), done=5)


def _sample(port) -> Sweep:
    chance = np.random.default_rng(4)
    points = [(f"{20 * a:.2f}%", f"{90 + 60 * b:.2f} min", "pooled" if a < 0.5 else "handover", str(int(4 + 9 * b)))
              for a, b in chance.random((15, 2))]  # fmt: skip
    return _sweep(port, (ABSENCE, PATHS[1], "staff.officers.at_shift_end", STAFF), points, sampled=True)


SWEEPS: dict[str, Callable[..., Sweep]] = {
    "line": _line, "names": _names, "grid": _grid, "broken off": _broken_off, "sample": _sample,
}  # fmt: skip


def _elicited() -> dict[str, Elicited]:
    uniform = [("number", 30.0, 60.0), ("duration", 7000.0, 9000.0), ("share", 0.0, 0.1)]
    return {
        path: Elicited(kind, Distribution("uniform", (("low", low), ("high", high))))
        for path, (kind, low, high) in zip(PATHS, uniform, strict=True)
    }


def _sensitivity(port, method: str, inputs: int = 3) -> Sensitivity:
    given = port.scenario().model_copy(update={"uncertain": dict(itertools.islice(_elicited().items(), inputs))})
    middles = {"within_24h": (0.8, 0.1), "cost_total": (3e7, 2e6), "over_capacity_hours_hall": (300.0, 120.0)}
    swings, effects, indices = {}, {}, {}
    for name, (middle, reach) in middles.items():
        sizes = [(-1.0, 1.4), (0.3, -0.2), (0.0, 0.0)][:inputs]
        swings[name] = tuple(
            Swing(*(End(middle + reach * by, reach * by, reach * (by - 0.1), reach * (by + 0.1)) for by in ends),
                  reach * (ends[1] - ends[0]), reach * (ends[1] - ends[0] - 0.1), reach * (ends[1] - ends[0] + 0.1))
            for ends in sizes
        )  # fmt: skip
        effects[name] = tuple(Effect(reach, reach, 0.8 * reach, 1.2 * reach, 0.1 * reach) for _ in sizes)
        indices[name] = tuple(Index(0.5, 0.4, 0.6, 0.6, 0.5, 0.7) for _ in sizes)
    is_morris = method == "morris"
    return Sensitivity(
        scenario=given, method="morris" if is_morris else "sobol", size=16, points=64, replications=10, paired=50,
        paths=tuple(given.uncertain), effects=effects if is_morris else {}, indices={} if is_morris else indices,
        noise={"within_24h": 0.02, "cost_total": 0.3, "over_capacity_hours_hall": float("nan")}, swings=swings,
    )  # fmt: skip


def _whole(chart: Chart, name: str) -> None:
    assert missing(chart) == [] and chart.name == name
    figure = draw(chart)
    assert written_over(figure) == [] and off_the_page(figure) == []


@pytest.mark.parametrize("case", SWEEPS)
def test_nothing_in_a_sweep_is_written_over_anything_else(port, case: str) -> None:
    sweep = SWEEPS[case](port)
    made = sweeping.charts(sweep, (*SHOWN, "leased_hall_first_order"))
    kind = "heat_map" if case in ("grid", "broken off") else "sweep_lines"
    assert list(made)[:4] == [f"{kind}-{name}" for name in SHOWN]
    for name, make in made.items():
        _whole(make(), name)


@pytest.mark.parametrize("method", ["morris", "sobol"])
@pytest.mark.parametrize("inputs", [1, 3])
def test_nothing_in_a_tornado_is_written_over_anything_else(port, method: str, inputs: int) -> None:
    for name, make in influence.charts(_sensitivity(port, method, inputs)).items():
        _whole(make(), name)


def test_the_message_of_a_sweep_is_where_the_figure_is_least_and_greatest(port) -> None:
    assert heat_map(_grid(port), "over_capacity_hours_hall").title == (
        "Hours above the open space of the hall: from 10.1 h (officers day on duty 4, hall persons 20) to 390 h "
        "(officers day on duty 7, hall persons 100)"
    )
    assert "(" not in sweep_lines(_sample(port), "cost_total").title  # four paths: too long to be told
    flat = _line(port)
    same = Sweep(flat.plan, 40, tuple(point._replace(summary=flat.points[0].summary) for point in flat.points))
    assert sweep_lines(same, "cost_total").title.endswith("at every point")


def test_a_heat_map_parts_what_meets_the_target_from_what_does_not(port) -> None:
    (panel,) = heat_map(_grid(port), "over_capacity_hours_hall").panels
    assert panel.note == "target at most 120 h: met at 6 of 20 points, on one side of the dark line"
    red = [mark for mark in panel.marks if isinstance(mark, Interval)]
    assert {mark.role for mark in red} == {TARGET} and len(red) == 5 + 1  # below five columns, and one step


def test_charts_that_cannot_be_drawn_are_refused(port) -> None:
    with pytest.raises(ValueError, match="a grid of two paths"):
        heat_map(_line(port), "cost_total")
    with pytest.raises(ValueError, match="no date"):
        sweep_lines(_line(port), "leased_hall_first_order")


def test_the_message_of_a_tornado_is_the_input_that_moves_most(port) -> None:
    found = _sensitivity(port, "morris")
    assert tornado(found, "within_24h").title == (
        "No input moves served and gone within 24 h more than port of entry claimants per day: 70.0% at 33, 94.0% at 57"
    )
    said = influence.sentences(found)
    assert [("Chance is 30% of the variance" in one) for one in said] == [False, True, False]


def test_the_same_chart_twice_has_the_same_bytes(port) -> None:
    for make in (
        partial(heat_map, _grid(port), "cost_total"),
        partial(tornado, _sensitivity(port, "sobol"), "cost_total"),
    ):
        assert drawing(make()) == drawing(make())


def test_tables(port) -> None:
    table = sweeping.table(_grid(port), SHOWN)
    assert table.header[:3] == ["Officers day on duty", "Hall persons", "leased hall ordered"]
    assert table.rows[0][:2] == ["4", "20"]
    assert len(table.rows) == 20
    first = influence.tables(_sensitivity(port, "sobol"))[0]
    assert first.rows[0] == [
        "port of entry claimants per day",
        "33",
        "57",
        "24.0 points (23.0 to 25.0)",
        "50% (40 to 60)",
        "60% (50 to 70)",
    ]


def test_pages_open_offline_and_escape_names(port) -> None:
    grid = _grid(port)
    named = grid.plan.scenario.model_copy(update={"name": "A <b>port</b>"})
    sweep = Sweep(
        Plan(named, *[getattr(grid.plan, part) for part in ("paths", "points", "scenarios", "sampled")]),
        40,
        grid.points,
    )
    for page in (sweeping.page(sweep, SHOWN), influence.page(_sensitivity(port, "morris"))):
        assert "http://" not in page.replace("http://www.w3.org", "")
        assert "https://" not in page
        assert "<svg" in page
        assert "<b>port</b>" not in page


def test_values_of_inputs_in_words() -> None:
    def told(kind: str, value: float) -> str:
        return value_words(Elicited(kind, Distribution("constant", (("value", value),))), 0.5)

    assert [told("duration", s) for s in (90, 7020, 14400, 40 * 86400)] == [
        "90\u00a0s",
        "117\u00a0min",
        "4\u00a0h",
        "40\u00a0d",
    ]
    assert [told("share", 0.123456), told("number", 12345.6), told("number", 1.5)] == ["12.3%", "12,346", "1.5"]


def test_paths_in_words() -> None:
    assert input_name("staff.officers.absence") == "officers absence"
    assert input_name(STAFF) == "officers day on duty"
    assert input_name("seed") == "seed" and input_name("staff") == "staff"
    assert broken(PATHS[0]) == "arrivals.port_of_entry.\nclaimants_per_day"
    assert broken(ABSENCE) == ABSENCE
