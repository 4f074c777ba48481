"""Which change did how much: parts that add up, and combinations that can be played."""

from math import isnan

import numpy as np
import pytest
from small_port import PORT, port

from sim.experiments.comparison.attribution import TOGETHER, attribute, mixtures, shapley, single
from sim.experiments.comparison.compare import compare
from sim.experiments.comparison.mixtures import Mixture, mixture
from sim.experiments.comparison.scenario_diff import changes
from sim.scenario.fingerprint import fingerprint
from sim.scenario.load import load
from sim.scenario.variants import mixed, sound

pytestmark = pytest.mark.unit
A, B, C = ("a",), ("b",), ("c",)


def pool(on_duty, productive=1.0):
    shifts = {"day": {"hours": "06:00-22:00", "on_duty": on_duty}}
    return {"officers": {"shifts": shifts, "cost": "50 CAD/h", "productive_share": productive}}


def busier():
    return port(
        arrivals={"door": {"claimants_per_day": 36, "day_to_day": 0.4}},
        staff=pool(4, 0.9),
        space={"areas": {"hall": {"persons": 20}}},
    )


def values(**effects):
    """Values of a figure in one run under every combination, from a function of what is changed."""
    return {
        frozenset(some): np.array([value])
        for some, value in (((), 0.0), ((A,), effects["a"]), ((B,), effects["b"]), ((A, B), effects["ab"]))
    }


def test_shapley_shares_what_two_changes_do_together():
    parts = shapley((A, B), values(a=1.0, b=2.0, ab=7.0), 0.025)
    assert [part.effect for part in parts] == [3.0, 4.0]


def test_single_changes_leave_the_rest_to_their_company():
    parts = single((A, B), values(a=1.0, b=2.0, ab=7.0), 0.025)
    assert [(part.name, part.effect) for part in parts] == [("a", 1.0), ("b", 2.0), (TOGETHER, 4.0)]
    assert [part.last for part in parts[:2]] == [5.0, 6.0] and isnan(parts[2].last)


def test_a_change_that_does_nothing_has_no_part_and_equal_ones_have_equal_parts():
    rng = np.random.default_rng(3)
    one, both = rng.normal(size=(2, 30))
    found = {
        frozenset(some): (one if len({A, B} & set(some)) == 1 else both if {A, B} <= set(some) else np.zeros(30))
        for some in ((), (A,), (B,), (C,), (A, B), (A, C), (B, C), (A, B, C))
    }
    a, b, c = shapley((A, B, C), found, 0.025)
    assert a.effect == pytest.approx(b.effect) and c.effect == pytest.approx(0.0)
    assert a.effect + b.effect + c.effect == pytest.approx(both.mean())


def test_parts_add_up_to_the_difference():
    found = compare({"small": port(), "busier": busier()}, 10, followed=0)
    explained = attribute(found, ())["busier"]
    assert {one.method for one in explained} == {"shapley"}
    assert [part.name for part in explained[0].parts] == [
        "arrivals.door.claimants_per_day", "staff.officers.shifts", "staff.officers.productive_share",
        "space.areas.hall",
    ]  # fmt: skip
    for one in explained:
        difference = found.others[0].differences[one.figure].difference
        assert sum(part.effect for part in one.parts) == pytest.approx(one.total, rel=1e-12, abs=1e-12)
        assert one.total == pytest.approx(difference, rel=1e-12, abs=1e-12)
        assert one.other - one.baseline == pytest.approx(one.total, rel=1e-9, abs=1e-9)


def test_too_many_changes_are_made_one_at_a_time():
    many = port(
        arrivals={"door": {"claimants_per_day": 36, "day_to_day": 0.4}}, people={"party_size": {2: 1}},
        staff=pool(4), space={"areas": {"hall": {"persons": 20}}}, contingency={},
        process={"steps": {"interview": PORT["process"]["steps"]["interview"] | {"cv": 0.6}},
                 "journeys": {"everyone": ["interview"]}},
    )  # fmt: skip
    found = compare({"small": port(), "many": many}, 6, followed=0)
    assert not mixtures(found)["many"].every
    explained = attribute(found, ["time_on_site_mean", "arrived"])["many"]
    for one in explained:
        assert one.method == "single" and one.parts[-1].name == TOGETHER
        assert sum(part.effect for part in one.parts) == pytest.approx(one.total, rel=1e-12)


def test_one_change_needs_no_explanation():
    found = compare({"small": port(), "more": port(staff=pool(4))}, 3, followed=0)
    assert attribute(found, ()) == {}


def test_the_ends_of_a_mixture_are_the_scenarios_themselves():
    one, other = port(), busier()
    groups = mixture(one, other, changes(one, other)).groups
    assert fingerprint(mixed(one, other, ())) == fingerprint(one)
    assert fingerprint(mixed(one, other, groups)) == fingerprint(other)


def test_things_that_need_each_other_are_changed_together():
    """A new pool and the step that takes it: neither can be played without the other."""
    steps = {"interview": PORT["process"]["steps"]["interview"] | {"staff": {"clerks": 1}}}
    other = port(
        staff=pool(3) | {"clerks": {"shifts": {"day": {"hours": "06:00-22:00", "on_duty": 4}}}},
        process={"steps": steps, "journeys": {"everyone": ["interview"]}},
    )
    one = port()
    assert not sound(one, other, [("process",)])
    assert not mixture(one, other, changes(one, other)).every


def test_combinations_of_four_and_of_many():
    four = Mixture(tuple((name,) for name in "abcd"), True)
    six = Mixture(tuple((name,) for name in "abcdef"), False)
    assert len(list(four.combinations())) == 14
    assert sorted(len(some) for some in six.combinations()) == [1] * 6 + [5] * 6


def test_uncertain_inputs_go_with_what_they_belong_to(tmp_path):
    text = (
        "name: n\nstart: 2025-01-01\nend: 2025-01-03\narrivals: {door: {claimants_per_day: 10}}\n"
        "process: {steps: {desk: {staff: {officers: 1}, time: 1 h}}, journeys: {everyone: [desk]}}\n"
        "staff: {officers: {shifts: {day: {hours: 06:00-22:00, on_duty: 3}}}}\n"
    )
    (tmp_path / "one.yaml").write_text(text)
    (tmp_path / "two.yaml").write_text(
        text.replace("time: 1 h", "time: {person: 1 h}").replace("on_duty: 3", "on_duty: 4")
        + "uncertain: {process.steps.desk.time.person: {uniform: [1 h, 2 h]}}\n"
    )
    one, other = (load(tmp_path / f"{name}.yaml").scenario for name in ("one", "two"))
    assert other.uncertain and not one.uncertain
    given = mixture(one, other, changes(one, other))
    found = compare({"one": one, "two": other}, 4, followed=2)
    explained = attribute(found, ["busy_hours_officers"])["two"]
    assert given.every and len(given.groups) == 2
    assert sum(part.effect for part in explained[0].parts) == pytest.approx(explained[0].total)
