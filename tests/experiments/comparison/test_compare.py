"""Scenarios beside a baseline: what may be compared, what is paired, what is left out."""

import json
from dataclasses import replace

import numpy as np
import pytest
from small_port import PORT, port

from sim.errors import ComparisonError
from sim.experiments.comparison.compare import compare, paired
from sim.experiments.comparison.output import document, write
from sim.experiments.run import run_many
from sim.people.sampler import Sampler
from sim.scenario.calendar.clock import clock
from sim.views.comparison.answer import answer
from sim.views.comparison.rows import groups

pytestmark = pytest.mark.unit


def staff(on_duty):
    shifts = {"day": {"hours": "06:00-22:00", "on_duty": on_duty}}
    return {"officers": {"shifts": shifts, "cost": "50 CAD/h"}}


@pytest.fixture(scope="module")
def found():
    return compare({"small": port(), "more staff": port(staff=staff(4))}, 12, followed=4)


def test_one_scenario_under_two_names_differs_by_exactly_nothing():
    found = compare({"small": port(), "twin": port(name="twin", question="Is it the same?")}, 8)
    (twin,) = found.others
    assert twin.alike and not twin.changes
    for one in twin.differences.values():
        assert one.changed == 0
        if one.n:
            assert (one.difference, one.low, one.high, one.verdict) == (0.0, 0.0, 0.0, "same")
    for met in twin.people:
        assert met.by_change[4] == met.by_change.sum() > 0
        assert (met.only_old, met.only_new) == (0, 0)


def test_what_is_written_differently(found):
    (change,) = found.others[0].changes
    assert (change.name, change.old, change.new) == ("staff.officers.shifts.day.on_duty", "3", "4")


def test_figures_of_a_measure_that_one_side_does_not_have():
    found = compare({"tents": port(), "none": port(contingency={}), "cheap": port(name="x", seed=7)}, 3, followed=0)
    none = found.others[0]
    one = none.differences["tents_ordered"]
    assert "tents_ordered" in found.figures and (one.verdict, one.absent, one.n) == ("absent", "other", 0)
    assert one.baseline == found.baseline.summary["tents_ordered"].mean
    cells = {row.name: row.cells for group in groups(found) for row in group.rows}
    assert cells["tents_ordered"][0].step == "not in this scenario"
    assert any(said.startswith("Not in this scenario: the chance of an order of the tents") for said in
               dict(answer(found))["none"])  # fmt: skip
    told = {row["figure"]: row for row in document(found, {})["scenarios"][0]["differences"]}
    assert told["tents_ordered"]["verdict"] == "not in this scenario" and told["tents_ordered"]["value"] is None
    both = [name for name in found.figures if name in none.result.names]
    assert found.intervals == len(both) + len(found.figures)
    back = compare({"none": port(contingency={}), "tents": port()}, 3, followed=0)
    (row,) = [row for group in groups(back) for row in group.rows if row.name == "tents_ordered"]
    assert row.baseline == "not in this scenario" and row.cells[0].within == "only in this scenario"


def test_differences_are_those_of_each_pair(found):
    baseline, other = found.baseline, found.others[0]
    k = baseline.names.index("time_on_site_mean")
    steps = other.result.values[:, k] - baseline.values[:, k]
    assert other.differences["time_on_site_mean"].difference == pytest.approx(steps.mean())
    assert other.differences["time_on_site_mean"].verdict == "less"
    assert other.differences["arrived"].verdict == "same"
    assert found.intervals == len(found.figures)


def test_everybody_comes_in_both_and_hardly_anybody_waits_longer(found):
    for met in found.others[0].people:
        assert met.only_old == met.only_new == 0
        assert met.by_change[:4].sum() > met.by_change[5:].sum()


def test_replications_that_only_one_has_are_left_out():
    results = run_many({"a": port(), "b": port(staff=staff(4))}, 6)
    results["b"] = replace(results["b"], runs=results["b"].runs[2:5])
    assert paired(results).pairs == 3
    with pytest.raises(ComparisonError, match="no replication"):
        paired(results | {"b": replace(results["b"], runs=())})


@pytest.mark.parametrize(
    ("changed", "told"),
    [
        ({"seed": 8}, "seed 8 instead of 7"),
        ({"start": "2025-03-06"}, "start 2025-03-06 instead of 2025-03-05"),
        ({"end": "2025-03-16"}, "end 2025-03-16 instead of 2025-03-15"),
        ({"warm_up": "2 d"}, "warm_up 2 d instead of 1 d"),
        ({"time_zone": "UTC"}, "time_zone UTC instead of America/Toronto"),
        ({"port": "Elsewhere"}, "port Elsewhere instead of (none)"),
    ],
)
def test_scenarios_that_do_not_meet_the_same_people_are_refused(changed, told):
    with pytest.raises(ComparisonError) as caught:
        compare({"small": port(), "other": port(**changed)}, 2)
    assert "other: cannot be compared with small" in str(caught.value) and told in str(caught.value)


def test_a_figure_that_is_none_is_refused_with_the_nearest():
    with pytest.raises(ComparisonError, match="did you mean within_24h"):
        compare({"small": port(), "other": port(staff=staff(4))}, 2, figures=["within_24"])


def test_chosen_figures_share_the_five_percent_among_themselves(found):
    results = found.results
    few = paired(results, figures=["time_on_site_mean"])
    assert few.figures == ("time_on_site_mean",) and few.intervals == 1
    narrow, wide = (one.others[0].differences["time_on_site_mean"] for one in (few, found))
    assert wide.low < narrow.low < narrow.high < wide.high


def test_files(found, tmp_path):
    write(found, {}, tmp_path)
    told = json.loads((tmp_path / "compare.json").read_text())
    assert told == document(found, {})
    assert told["intervals"] == {"level": 0.95, "method": "Bonferroni over paired intervals", "together": 14}
    rows = (tmp_path / "differences.csv").read_text().splitlines()
    assert len(rows) == 1 + len(found.others[0].differences)
    assert (tmp_path / "inputs.csv").read_text().splitlines()[1] == "more staff,staff.officers.shifts.day.on_duty,3,4"


def surge(day):
    return {"surge": {"stream": "door", "begins": day, "times": 3, "hold": "3 d"}}


def test_a_surge_leaves_every_person_of_another_time_as_they_were():
    """The surge lasts from 8 to 10 March: on all other days the same people come with the same draws."""
    plain, surged = port(), port(surges=surge("2025-03-08"))
    time = clock(plain)
    begin, end = (time.tick(np.datetime64(day).item()) for day in ("2025-03-08", "2025-03-11"))
    for number in (1, 2, 3):
        a, b = (Sampler(scenario).sample(number) for scenario in (plain, surged))
        outside = [np.flatnonzero((one.arrive < begin) | (one.arrive >= end)) for one in (a, b)]
        for name in ("identity", "arrive", "persons", "adults", "nationality", "outcome", "stream"):
            assert np.array_equal(getattr(a, name)[outside[0]], getattr(b, name)[outside[1]])
        lengths = [np.split(one.seconds, one.first[1:-1]) for one in (a, b)]
        for p, q in zip(*outside, strict=True):
            assert np.array_equal(lengths[0][p], lengths[1][q])
        assert len(b.arrive) > len(a.arrive)
        assert set(a.identity) <= set(b.identity)  # on the days of the surge too: others come after them


def test_identities_are_one_for_each_party_of_a_stream():
    streams = {name: {"claimants_per_day": 30} for name in ("door", "road")}
    sample = Sampler(port(arrivals=streams, present_at_start=20)).sample(1)
    keys = np.stack([sample.counted, sample.stream, sample.identity], axis=1)
    assert len(np.unique(keys, axis=0)) == len(keys)


def test_people_of_streams_are_matched_by_name():
    two = {"door": PORT["arrivals"]["door"], "road": {"claimants_per_day": 5}}
    turned = dict(reversed(two.items()))
    found = compare({"one": port(), "two": port(arrivals=turned)}, 3)
    for met in found.others[0].people:
        assert met.only_old == 0 < met.only_new


def test_the_peak_of_each_area_that_all_have_stands_beside_the_peak_on_site():
    """The most on site counts those outside and in other areas too, and says nothing of one area's places."""
    yard = {"areas": {"hall": {"persons": 12}, "yard": {"persons": 5}}}
    found = compare({"small": port(), "yard": port(space=yard)}, 2)
    assert {"on_site_peak", "peak_hall"} <= set(found.figures) and "peak_yard" not in found.figures
    both = compare({"one": port(space=yard), "two": port(space=yard, staff=staff(4))}, 2)
    assert {"peak_hall", "peak_yard"} <= set(both.figures)


def test_a_figure_that_only_one_side_can_have_above_nought_has_an_interval():
    """The tents are declared on both sides and enabled on one: their order is a difference of chances there."""
    tents = PORT["contingency"]["tents"]
    off, on = (port(contingency={"tents": tents | {"enabled": enabled}}) for enabled in (False, True))
    one = compare({"off": off, "on": on}, 8).others[0].differences["tents_ordered"]
    assert one.other > 0 and -1 <= one.low <= one.difference <= one.high <= 1
