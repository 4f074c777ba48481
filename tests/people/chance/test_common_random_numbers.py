"""Common random numbers: a change in a scenario moves what it is about, and no other draw of anybody."""

from typing import Any

import numpy as np
import pytest
from people_scenarios import DEFERRAL, PORT, build, draw, listed, persons, same

from sim.people.sampler import Sampler
from sim.scenario.calendar.clock import clock
from sim.scenario.calendar.roster import duties
from sim.scenario.schema import Scenario

pytestmark = pytest.mark.unit


def of(*changes: dict[str, Any]) -> Scenario:
    return build(PORT, {"contingency": DEFERRAL, "time_zone": "America/Toronto", "end": "2025-04-15"}, *changes)


def test_a_sample_is_a_function_of_seed_and_replication() -> None:
    one, other = Sampler(of()), Sampler(of())
    forwards = [one.sample(r) for r in (0, 1, 2)]
    backwards = [other.sample(r) for r in (2, 1, 0)]
    assert all(same(a, b) for a, b in zip(forwards, reversed(backwards), strict=True))
    assert not same(forwards[0], forwards[1])
    assert not same(forwards[0], draw(of({"seed": 12})))


def people_from(scenario: Scenario, tick: int) -> list[tuple[Any, ...]]:
    origin = clock(scenario).origin
    return [row for row in persons(draw(scenario), origin) if row[0] >= tick]


@pytest.mark.parametrize("change", [{"warm_up": "14 d"}, {"start": "2025-02-03"}, {"end": "2025-06-01"}])
def test_people_do_not_depend_on_the_span(change: dict[str, Any]) -> None:
    base, other = of(), of(change)
    first, last = clock(base).origin, clock(base).origin + clock(base).end
    found = [row for row in people_from(other, first) if row[0] < last]
    assert found == people_from(base, first)


def test_officers_do_not_depend_on_the_span() -> None:
    found = []
    for scenario in (of(), of({"warm_up": "14 d", "end": "2025-06-01"})):
        roster = duties(scenario, clock(scenario))
        keys = zip(roster.crew.tolist(), roster.day.tolist(), strict=True)
        found.append(dict(zip(keys, draw(scenario).present.tolist(), strict=True)))
    assert found[0].items() <= found[1].items()


def test_a_surge_of_one_month_leaves_everybody_of_the_next_as_they_were() -> None:
    usual = of({"arrivals": {"port_of_entry": {"claimants_per_day": {"2025-03-01": 90, "2025-04-01": 90}}}})
    surge = of({"arrivals": {"port_of_entry": {"claimants_per_day": {"2025-03-01": 200, "2025-04-01": 90}}}})
    april = clock(usual).origin + clock(usual).tick(clock(usual).days[31])
    assert people_from(usual, april) == people_from(surge, april)
    one, other = persons(draw(usual)), persons(draw(surge))
    assert len(other) > 1.5 * len(one)
    assert [row for row in one if row[1] == 1] == [row for row in other if row[1] == 1]  # nor does the other stream
    # The same parties come, sooner in their day, and others after them.
    who = {row[1:] for row in other}
    assert np.mean([row[1:] in who for row in one]) == 1


def test_leaving_one_stream_out_leaves_the_others() -> None:
    both = [(row[0], *row[2:]) for row in persons(draw(of())) if row[1] == 1]
    alone = build(
        PORT | {"arrivals": {"police": PORT["arrivals"]["police"]}},
        {"contingency": DEFERRAL, "time_zone": "America/Toronto", "end": "2025-04-15"},
    )
    assert [(row[0], *row[2:]) for row in persons(draw(alone))] == both


def test_one_more_officer_changes_one_slot() -> None:
    base, more = draw(of()), draw(of({"staff": {"officers": {"shifts": {"day": {"on_duty": 31}}}}}))
    added = more.present - base.present
    assert set(added.tolist()) == {0, 1}
    assert persons(base) == persons(more) and np.array_equal(base.lead, more.lead)
    roster = duties(of(), clock(of()))
    assert not added[roster.crew != 0].any()


def test_a_changed_duration_moves_that_step_alone() -> None:
    base = draw(of())
    longer = draw(of({"process": {"steps": {"decision": {"time": {"party": "60 min"}}}}}))
    moved = base.seconds != longer.seconds
    assert set(base.step[moved]) == {4} and (longer.seconds >= base.seconds).all()
    assert same(base._replace(seconds=longer.seconds), longer)


def test_a_changed_nationality_share_moves_people_one_way() -> None:
    mix = {"Haiti": 0.66, "Venezuela": 0.16, "Colombia": 0.05, "United States": 0.05, "other": 0.08}
    base, other = draw(of()), draw(of({"people": {"nationalities": mix}}))
    changed = base.nationality != other.nationality
    assert set(zip(base.nationality[changed], other.nationality[changed], strict=True)) == {(0, 1)}
    kept = [a == b for a, b in zip(persons(base), persons(other), strict=True)]
    assert all(kept[p] for p in np.flatnonzero(~changed))
    for name in ("arrive", "persons", "adults", "over_14", "unaccompanied", "priority_class"):
        assert np.array_equal(getattr(base, name), getattr(other, name))


def test_a_larger_proven_share_only_spares_people() -> None:
    base, other = draw(of()), draw(of({"screening": {"exceptions": {"family_member": {"Haiti": {"proven": 0.99}}}}}))
    changed = base.outcome != other.outcome
    assert changed.any() and (base.outcome[changed] == 1).all()
    rows, others = persons(base), persons(other)
    assert all(rows[p] == others[p] for p in np.flatnonzero(~changed))


def test_two_step_processing_moves_nobody() -> None:
    able, unable = draw(of()), draw(of({"contingency": {"two_step": {"enabled": False}}}))
    own = [row[: 11 + row[10]] for row in persons(able)]
    assert own == persons(unable)


def test_a_party_taken_off_a_list_leaves_the_others() -> None:
    rows = [
        {"at": f"2025-03-{d:02}T{h:02}:30", "persons": 1 + h % 4, "party": f"{d}-{h}"}
        for d in range(1, 20)
        for h in range(0, 24, 3)
    ]
    whole = of({"arrivals": {"replay": listed(*rows)}})
    without = of({"arrivals": {"replay": listed(*rows[:40], *rows[41:])}})
    found, others = persons(draw(whole)), set(persons(draw(without)))
    left = [row for row in found if row not in others]
    assert [row[1:3] for row in left] == [(2, rows[40]["persons"])]
    assert len(found) == len(others) + 1


def test_present_at_start_moves_nobody() -> None:
    base, more = persons(draw(of())), persons(draw(of({"present_at_start": 30})))
    assert [row for row in more if row[9]] == base
    fewer = persons(draw(of({"present_at_start": 20})))
    here = [[row for row in rows if not row[9]] for rows in (more, fewer)]
    assert here[0][: len(here[1]) - 1] == here[1][:-1]  # the last one is cut
