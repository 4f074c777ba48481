"""Parties from a list: replayed as they came, the rest drawn."""

from typing import Any

import numpy as np
import pytest
from people_scenarios import PORT, build, draw, listed, z_share

from sim.people.expectation.demand import daily_claimants
from sim.scenario.calendar.clock import clock
from sim.scenario.schema import Scenario

pytestmark = pytest.mark.unit


def replayed(*parties: dict[str, Any], **changes: Any) -> Scenario:
    return build(PORT | {"arrivals": {"list": listed(*parties)}}, {"time_zone": "America/Toronto", **changes})


def test_what_is_known_stays_so() -> None:
    known = {
        "persons": 4,
        "minors": 2,
        "under_14": 1,
        "nationality": "Colombia",
        "outcome": "returned",
        "unaccompanied_minor": False,
    }
    scenario = replayed({"at": "2025-03-02T06:30", **known}, {"at": "2025-03-01T00:00", "persons": 2})
    for replication in range(20):
        sample = draw(scenario, replication)
        assert sample.arrive.tolist() == [0, 86400 + 6 * 3600 + 1800]
        assert sample.persons.tolist() == [2, 4]
        found = (sample.adults[1], sample.over_14[1], sample.nationality[1], sample.outcome[1])
        assert found == (2, 3, 2, 1)


def test_only_the_simulated_span_is_replayed() -> None:
    at = ("2025-02-27T23:59", "2025-02-28T00:00", "2025-03-31T23:59:59", "2025-04-01T00:00")
    scenario = replayed(*({"at": when} for when in at), warm_up="1 d")
    assert draw(scenario).arrive.tolist() == [0, clock(scenario).end - 1]


def test_times_with_an_offset_are_the_same_moment() -> None:
    scenario = replayed({"at": "2025-03-20T14:00:00+00:00"}, {"at": "2025-03-20T10:00"})
    assert len(set(draw(scenario).arrive.tolist())) == 1


def test_unknown_columns_are_drawn_as_usual() -> None:
    rows = [{"at": f"2025-03-{1 + k % 31:02}T12:00", "persons": 3, "party": str(k)} for k in range(3000)]
    sample = draw(replayed(*rows))
    assert not sample.unaccompanied.any() and (sample.adults >= 1).all()
    assert abs(z_share((sample.nationality == 0).sum(), 3000, 0.76)) < 4
    assert abs(z_share((sample.persons - sample.over_14).sum(), (sample.persons - sample.adults).sum(), 0.75)) < 4


def test_rows_without_a_party_name_differ_and_so_do_rows_that_share_one() -> None:
    rows = [{"at": "2025-03-05T12:00", "persons": 3} for _ in range(100)]
    named = [row | {"party": "one"} for row in rows]
    for parties in (rows, named):
        assert np.unique(draw(replayed(*parties)).seconds).size > 300


def test_a_single_minor_is_alone_and_a_single_adult_is_not() -> None:
    sample = draw(
        replayed(
            {"at": "2025-03-05T12:00", "minors": 1},
            {"at": "2025-03-05T12:01", "minors": 0},
            {"at": "2025-03-05T12:02", "unaccompanied_minor": True},
            {"at": "2025-03-05T12:03", "persons": 2, "minors": 2},
        )
    )
    assert sample.unaccompanied.tolist() == [1, 0, 1, 0]
    assert sample.adults.tolist() == [0, 1, 0, 0]


def test_a_nationality_that_the_mix_does_not_name_is_screened_under_its_own_name() -> None:
    claims = {"exceptions": {"family_member": {"Chad": {"claimed": 1.0, "proven": 1.0}}}}
    change = {"screening": claims | {"other_bars": {}, "detained": 0}}
    change["screening"]["other_bars"] = {"prior_claim": 0, "earlier_claim": 0, "security": 0}
    sample = draw(replayed(*({"at": "2025-03-05T12:00", "nationality": "Chad"} for _ in range(50)), **change))
    assert (sample.nationality == 5).all() and (sample.outcome == 0).all()


def test_claimants_of_a_list_are_its_persons() -> None:
    scenario = replayed({"at": "2025-03-09T23:30", "persons": 3}, {"at": "2025-03-10T04:30:00+00:00", "persons": 2})
    time = clock(scenario)
    assert daily_claimants(scenario, "list", time, time.days).nonzero()[0].tolist() == [8, 9]
