"""A scenario file made into a question: its measures, its policies, and what is refused."""

from datetime import date

import pytest
import trigger_port

from sim.errors import ScenarioError
from sim.experiments.store.identity import identity
from sim.planning.triggers.families import quarters
from sim.planning.triggers.question import question
from sim.scenario.values.units import Money

pytestmark = pytest.mark.unit


@pytest.fixture(scope="module")
def file(tmp_path_factory):
    return trigger_port.write(tmp_path_factory.mktemp("question"))


def by_name(asked):
    found = {policy.name: policy for policy in asked.policies}
    assert len(found) == len(asked.policies)
    return found


def wrong(file, *sets, vary=()):
    with pytest.raises(ScenarioError) as error:
        question(file, sets, vary)
    return str(error.value)


def test_the_policies_of_the_families(file):
    asked = question(file)
    assert [(policy.name, policy.family, policy.settings) for policy in asked.policies] == [
        ("as written", "as_written", ()),
        ("never", "never", ()),
        ("always open", "always_open", ()),
        ("occupancy above 60%", "occupancy", (("above", "60%"), ("for", "0 s"))),
        ("occupancy above 60% for 6 h", "occupancy", (("above", "60%"), ("for", "6 h"))),
        ("occupancy above 100%", "occupancy", (("above", "100%"), ("for", "0 s"))),
        ("occupancy above 100% for 6 h", "occupancy", (("above", "100%"), ("for", "6 h"))),
        ("arrivals above 80% for 1 d", "arrivals", (("above", "80%"), ("for", "1 d"))),
        ("arrivals above 120% for 1 d", "arrivals", (("above", "120%"), ("for", "1 d"))),
        ("longest wait above 6 h for 6 h", "longest_wait", (("above", "6 h"), ("for", "6 h"))),
        ("longest wait above 12 h for 6 h", "longest_wait", (("above", "12 h"), ("for", "6 h"))),
        ("forecast chance above the cost-loss ratio (0.1%) for 6 h", "forecast",
         (("chance", "cost_loss"), ("for", "6 h"))),
        ("forecast chance above 50% for 6 h", "forecast", (("chance", "50%"), ("for", "6 h"))),
        ("on 2025-06-05", "fixed_date", (("on", "2025-06-05"),)),
        ("on 2025-06-10", "fixed_date", (("on", "2025-06-10"),)),
        ("two tiers above 80% for 1 h", "two_tiers", (("above", "80%"), ("for", "1 h"))),
    ]  # fmt: skip
    assert (asked.judged, asked.areas) == (("lease", "tents"), ("hall",))
    assert (asked.settings.measure, asked.settings.second) == ("lease", "tents")
    assert identity(asked.off) == identity(by_name(asked)["never"].scenario)
    assert not asked.off.measures


def test_a_policy_differs_in_its_triggers_alone(file):
    asked = question(file)
    written = asked.scenario.contingency["lease"]
    for policy in asked.policies:
        assert identity(policy.scenario.model_copy(update={"contingency": asked.scenario.contingency})) == identity(
            asked.scenario
        )
        if policy.family not in ("always_open", "never"):
            measure = policy.scenario.contingency["lease"]
            assert measure == written.model_copy(update={"order_when": measure.order_when})
            assert list(policy.scenario.measures) == ["lease", *["tents"] * (policy.family == "two_tiers")]


def test_what_each_family_watches(file):
    found = by_name(question(file))

    def rule(name, measure="lease"):
        (condition,) = found[name].scenario.contingency[measure].order_when.all.values()
        return condition

    crowded = rule("occupancy above 60% for 6 h")
    assert (crowded.watch, crowded.of, crowded.of_space, crowded.level) == ("occupancy", "hall", "base", 0.6)
    assert crowded.lasting == 6 * 3600
    busy = rule("arrivals above 120% for 1 d")
    assert (busy.watch, busy.of, busy.level, busy.over) == ("arrivals", "staffed_capacity", 1.2, 2 * 86400)
    assert rule("longest wait above 12 h for 6 h").level == 12
    likely = rule("forecast chance above 50% for 6 h")
    assert (likely.watch, likely.ahead, likely.spread, likely.level) == ("forecast_full", 3 * 86400, 0.7, 0.5)
    assert rule("on 2025-06-10").on == date(2025, 6, 10)
    assert rule("two tiers above 80% for 1 h", "tents").lasting == 3600
    assert rule("two tiers above 80% for 1 h").lasting == 3600 + 86400


def test_always_open_is_ready_on_the_first_day_and_stays(file):
    options = "contingency.lease.options={count: 1, each: 2 d, notice: 1 d}"
    measure = by_name(question(file, [options, "contingency.lease.check_at=08:00"]))["always open"].scenario.measures
    lease = measure["lease"]
    assert (lease.lead_time.mean(), lease.release_when, lease.options, lease.check_at) == (0, None, None, None)
    assert lease.order_when.all["always_open"].on == date(2025, 6, 2)
    assert lease.minimum_term == 10 * 86400


def test_the_cost_loss_ratio(file):
    """C: set-up 1000, ten days at 6000 a month, restoration 200; L: 10,000, or 30 an hour for 500 persons, ten days."""
    cost = 1000 + 6000 * 10 / 30.4375 + 200
    given = [policy.name for policy in question(file, ["policy.families.forecast.loss_of_a_miss=10000 CAD"]).policies]
    assert f"forecast chance above the cost-loss ratio ({cost / 100:.1f}%) for 6 h" in given
    assert round(cost / (30 * 500 * 240), 3) == 0.001
    assert "forecast chance above the cost-loss ratio (0.1%) for 6 h" in by_name(question(file))


def test_dates_without_any_are_the_quarters(file):
    assert quarters(date(2025, 1, 1), date(2026, 1, 1)) == tuple(date(2025, month, 1) for month in (1, 4, 7, 10))
    assert quarters(date(2025, 4, 2), date(2025, 7, 1)) == (date(2025, 4, 2),)
    assert "on 2025-06-02" in by_name(question(file, ["policy.families.fixed_date.on=[]"]))


def test_a_family_that_is_false_is_left_out_and_one_value_needs_no_list(file):
    none = [f"policy.families.{name}=false" for name in ("arrivals", "longest_wait", "forecast", "fixed_date")]
    none += ["policy.families.two_tiers=false", "policy.families.always_open=false"]
    asked = question(file, [*none, "policy.families.occupancy={above: 90%, for: 1 d}"])
    assert list(by_name(asked)) == ["as written", "never", "occupancy above 90% for 1 d"]
    assert asked.judged == ("lease",)


def test_a_measure_that_is_off_is_judged_and_not_as_written(file):
    asked = question(file, ["contingency.lease.enabled=false", "policy.measure=lease"])
    assert asked.policies[0].name == "never"
    assert "lease" in by_name(asked)["occupancy above 60% for 6 h"].scenario.measures


def test_policies_that_are_varied(file):
    vary = ["contingency.lease.lead_time=1 d,5 d", "contingency.lease.minimum_term=5 d,20 d"]
    asked = question(file, vary=vary)
    varied = [policy for policy in asked.policies if policy.family == "varied"]
    assert [policy.name for policy in varied][:2] == [
        "lease.lead_time 1 d, lease.minimum_term 5 d",
        "lease.lead_time 1 d, lease.minimum_term 20 d",
    ]
    assert varied[1].scenario.contingency["lease"].minimum_term == 20 * 86400
    assert varied[1].settings == (("contingency.lease.lead_time", "1 d"), ("contingency.lease.minimum_term", "20 d"))


def test_a_measure_that_is_varied_is_enabled_and_judged(file):
    sets = ["policy.families.two_tiers=false"]
    asked = question(file, sets, ["contingency.tents.lead_time=1 h"])
    assert asked.judged == ("lease", "tents")
    assert list(asked.policies[-1].scenario.measures) == ["lease", "tents"]
    off = question(file, sets, ["contingency.tents.enabled=false,true"]).policies
    assert [list(policy.scenario.measures) for policy in off[-2:]] == [["lease"], ["lease", "tents"]]


def test_every_policy_meets_the_same_uncertain_values(file):
    uncertain = (
        "uncertain={contingency.lease.order_when.any.crowded.above: {p10: 70%, p90: 90%}, "
        "staff.officers.absence: {uniform: [0%, 5%]}, contingency.lease.minimum_term: {uniform: [5 d, 15 d]}}"
    )
    written = "contingency.lease.order_when.any.crowded.above=80%"
    sets = [written, "staff.officers.absence=2%", "contingency.lease.release_when=null", uncertain]
    with pytest.raises(ScenarioError) as caught:  # a level is chosen; a duration within the rule may be drawn
        question(file, sets)
    (problem,) = caught.value.problems
    assert problem.path == 'uncertain."contingency.lease.order_when.any.crowded.above"'
    assert problem.message == (
        "found {lognormal: {p10: 70%, p90: 90%}}; allowed: one level where triggers are compared, since it is chosen "
        "and not drawn: leave it out with --set 'uncertain.\"contingency.lease.order_when.any.crowded.above\"=null', "
        "and name those to try with --vary or under policy.families"
    )
    uncertain = uncertain.replace("crowded.above: {p10: 70%, p90: 90%}", "crowded.for: {p10: 2 h, p90: 9 h}")
    asked = question(file, [*sets[:-1], uncertain], ["contingency.lease.minimum_term=5 d,9 d"])
    for policy in (asked, *asked.policies):
        assert set(policy.scenario.uncertain) == {"staff.officers.absence"}
    assert set(asked.off.uncertain) == {"staff.officers.absence"}


@pytest.mark.parametrize(
    ("sets", "message"),
    [
        (["policy.measure=lese"], "policy.measure: found lese; allowed: a declared measure (lease, tents); "
                                  "did you mean lease?"),
        (["policy.second=yard"], "policy.second: found yard; allowed: a declared measure (lease, tents)"),
        (["policy.measure=tents", "policy.second=tents"], "allowed: two different measures"),
        (["contingency.tents.brings.areas=null", "policy.second=tents"],
         "policy.second: found tents; allowed: a measure that brings space to an area"),
        (["contingency.lease.brings.areas=null", "contingency.tents.brings.areas=null"],
         "policy.measure: found no measure that brings space; allowed: a measure that brings space to an area"),
        (["policy.crowded_person_hour=30 USD"], "policy.crowded_person_hour: found USD; allowed: CAD"),
        (["policy.families.occupancy.above=[80]"], "found 80; allowed: a share, such as 80% or 120%"),
        (["policy.families.forecast.chance=[120%]"], "found 120%; allowed: a share from 0% to 100%, or cost_loss"),
        (["policy.families.arrival=false"], "did you mean arrivals?"),
        (["contingency.lease.release_when=null", "contingency.lease.watch_every=always"],
         "policy.families.arrivals: found a trigger that lease"),
    ],
)  # fmt: skip
def test_what_is_wrong_is_told(file, sets, message):
    assert message in wrong(file, *sets)


def test_what_may_be_varied(file):
    assert "found staff.officers.absence; allowed: a path under a measure" in wrong(
        file, vary=["staff.officers.absence=1%,2%"]
    )
    assert "did you mean" in wrong(file, vary=["contingency.lease.led_time=1 d,2 d"])


def test_a_scenario_without_the_section_in_another_currency(tmp_path):
    text = trigger_port.TEXT.partition("policy:")[0].replace("CAD", "EUR")
    file = tmp_path / "port.yaml"
    file.write_text(f"{text}currency: EUR\n", encoding="utf-8")
    assert question(file).settings.price == Money(30.0, "EUR")
    assert "policy.crowded_person_hour: found USD; allowed: EUR, the currency of the scenario" in wrong(
        file, "policy.crowded_person_hour=20 USD"
    )
    asked = question(file, ["policy.crowded_person_hour=20 EUR"])
    assert asked.settings.crowded_person_hour == Money(20.0, "EUR")
    assert len(asked.policies) > 50


def test_no_trigger_is_chosen_on_arrivals_that_were_counted(file, tmp_path):
    count = "from,to,claims,known,grade,source\n2025-06-09,2025-06-15,400,2025-06-20,A,made up\n"
    (tmp_path / "counts.csv").write_text(count, encoding="utf-8")
    port = tmp_path / "port.yaml"
    port.write_text(file.read_text(encoding="utf-8"), encoding="utf-8")
    given = "arrivals.door.conditioned_on={counts: counts.csv}"
    told = wrong(port, given)
    assert "arrivals.door.conditioned_on: found arrivals as they were counted" in told
    assert "--set 'arrivals.door.conditioned_on=null'" in told
    assert question(port, (given, "arrivals.door.conditioned_on=null")).policies
