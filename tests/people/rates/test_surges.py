"""Surges as chance has them: who comes more, and that nobody else is touched."""

from datetime import date, timedelta
from typing import Any

import numpy as np
import pytest
from people_scenarios import DEFERRAL, PORT, build, draw, listed, persons, same

from sim.arrays import F
from sim.people.chance.random_streams import Chance, Register
from sim.people.rates.surges import Surges
from sim.people.sampler import Sampler
from sim.scenario.calendar.clock import clock
from sim.scenario.schema import Scenario

pytestmark = pytest.mark.unit

RUMOUR: dict[str, Any] = {
    "stream": "port_of_entry", "begins": {"uniform": ["2025-03-08", "2025-03-14"]}, "times": {"uniform": [2, 4]},
    "rise": "1 d", "hold": {"uniform": ["1 d", "3 d"]}, "fall": "2 d",
}  # fmt: skip
OFTEN: dict[str, Any] = {"stream": "police", "per_year": 30, "times": {"uniform": [1, 5]}, "hold": "4 d", "fall": "2 d"}


def of(*changes: dict[str, Any], **surges: dict[str, Any]) -> Scenario:
    zone = {"contingency": DEFERRAL, "time_zone": "America/Toronto", "end": "2025-04-15"}
    return build(PORT, zone, {"surges": surges}, *changes)


def factor(scenario: Scenario, replication: int = 0, stream: str = "port_of_entry") -> F:
    found = Surges(scenario, stream, clock(scenario).days, Register()).factor(Chance(scenario.seed, replication, ()))
    assert found is not None
    return found


@pytest.mark.parametrize(
    "off",
    [RUMOUR | {"probability": 0}, RUMOUR | {"times": 1}, RUMOUR | {"begins": "2026-03-01"}, OFTEN | {"per_year": 0}],
)
def test_a_surge_that_does_nothing_changes_no_bit(off: dict[str, Any]) -> None:
    without, unused = Sampler(of()), Sampler(of(rumour=off))
    assert all(same(without.sample(r), unused.sample(r)) for r in range(5))


def test_without_surges_nothing_is_computed() -> None:
    days = clock(of()).days
    for scenario in (of(), of(rumour=RUMOUR | {"probability": 0}), of(often=OFTEN)):
        assert Surges(scenario, "port_of_entry", days, Register()).factor(Chance(1, 0, ())) is None


def test_a_certain_surge_has_its_shape() -> None:
    scenario = of(a=RUMOUR | {"begins": "2025-03-10", "times": 3, "hold": "2 d"})
    assert factor(scenario)[8:15] == pytest.approx([1, 2, 3, 3, 2.5, 1.5, 1])
    assert (np.delete(factor(scenario), range(9, 14)) == 1).all()


def test_surges_that_overlap_multiply() -> None:
    first, second = RUMOUR | {"begins": "2025-03-10"}, RUMOUR | {"begins": "2025-03-12", "times": 0.5}
    assert factor(of(a=first, b=second)) == pytest.approx(factor(of(a=first)) * factor(of(b=second)))


def test_everybody_on_other_days_is_as_they_were() -> None:
    usual, surging = of(), of(rumour=RUMOUR)
    for replication in range(3):
        busy = factor(surging, replication) != 1
        assert 3 <= busy.sum() <= 8
        one, other = by_day(usual, replication), by_day(surging, replication)
        for day, surges in enumerate(busy):
            if surges:
                assert len(other[day]) > len(one[day])
            else:
                assert other[day] == one[day]


def test_on_its_days_the_same_parties_come_and_others_after_them() -> None:
    usual, surging = of(), of(rumour=RUMOUR)
    for day in np.flatnonzero(factor(surging) > 1):
        one, other = ([row for row in by_day(s)[day] if row[1] == 0] for s in (usual, surging))
        assert [row[1:] for row in other[: len(one)]] == [row[1:] for row in one]
        assert all(new[0] <= old[0] for new, old in zip(other, one, strict=False))
        police = [[row for row in by_day(s)[day] if row[1] == 1] for s in (usual, surging)]
        assert police[0] == police[1]


def by_day(scenario: Scenario, replication: int = 0) -> list[list[tuple[Any, ...]]]:
    """The parties of each simulated day, as rows."""
    time, rows = clock(scenario), persons(draw(scenario, replication))
    day = np.searchsorted(time.midnights, [row[0] for row in rows], side="right") - 1
    return [[row for row, at in zip(rows, day, strict=True) if at == d] for d in range(len(time.days))]


def test_one_more_surge_leaves_the_draws_of_another() -> None:
    alone = [factor(of(rumour=RUMOUR), r) for r in range(20)]
    beside = of(another=RUMOUR | {"times": 1}, often=OFTEN, rumour=RUMOUR)
    assert all(np.array_equal(factor(beside, r), alone[r]) for r in range(20))
    assert len({row.tobytes() for row in alone}) == 20


def test_a_changed_chance_moves_nothing_but_whether_it_happens() -> None:
    always = [factor(of(rumour=RUMOUR), r) for r in range(200)]
    half = [factor(of(rumour=RUMOUR | {"probability": 0.5}), r) for r in range(200)]
    happened = [(row != 1).any() for row in half]
    assert 72 <= sum(happened) <= 128  # the central 99.99% of a fair coin
    assert all(np.array_equal(a, h) for a, h, yes in zip(always, half, happened, strict=True) if yes)


@pytest.mark.parametrize("change", [{"warm_up": "14 d"}, {"start": "2024-12-20"}, {"end": "2026-06-01"}])
def test_it_does_not_depend_on_the_span(change: dict[str, Any]) -> None:
    long = OFTEN | {"fall": {"exponential": {"mean": "30 d"}}}
    base, other = of(often=long, rumour=RUMOUR), of(change, often=long, rumour=RUMOUR)
    skip = (clock(base).first_day - clock(other).first_day).days
    for stream in ("police", "port_of_entry"):
        found = factor(other, 3, stream)[skip : skip + len(clock(base).days)]
        assert np.array_equal(found, factor(base, 3, stream))


def test_random_ones_come_at_their_rate_alike_over_the_year() -> None:
    spikes = {"stream": "police", "per_year": 6, "times": 2, "hold": "1 d"}
    scenario = of({"start": "2024-01-01", "end": "2026-01-01"}, often=spikes)
    counts = np.array([np.log2(factor(scenario, r, "police")) for r in range(400)])
    assert counts == pytest.approx(np.rint(counts))
    assert counts.sum() / 800 == pytest.approx(6, abs=4 * np.sqrt(6 / 800))
    months = np.array([day.month for day in clock(scenario).days])
    share = np.array([counts[:, months == m].mean() for m in range(1, 13)]) * 365.5
    assert share == pytest.approx(np.full(12, 6), abs=4 * np.sqrt(6 * 12 / 800))
    yearly = counts[:, :366].sum(axis=1)
    assert yearly.var() / yearly.mean() == pytest.approx(1, abs=4 * np.sqrt(2 / 400))  # Poisson


def test_a_higher_rate_brings_the_same_ones_sooner_and_others_after_them() -> None:
    def begins(rate: float) -> list[int]:
        spikes = {"stream": "police", "per_year": rate, "times": {"uniform": [1, 9]}, "hold": "1 d"}
        found = factor(of({"start": "2025-01-01", "end": "2026-01-01"}, often=spikes), 1, "police")
        return [round(1e6 * value) for value in found[found != 1]]

    few, many = begins(3), begins(6)
    assert few == many[: len(few)] and len(many) > len(few)


def test_a_list_beside_it_is_as_it_was() -> None:
    rows = [{"at": f"2025-03-{d:02}T10:00", "persons": 2} for d in range(1, 30)]
    with_list = {"arrivals": {"replay": listed(*rows)}}
    quiet = [row for row in persons(draw(of(with_list))) if row[1] == 2]
    assert [row for row in persons(draw(of(with_list, rumour=RUMOUR))) if row[1] == 2] == quiet
    assert len(quiet) == 29


def test_present_people_and_officers_are_as_they_were() -> None:
    one, other = draw(of({"present_at_start": 40})), draw(of({"present_at_start": 40}, rumour=RUMOUR))
    assert np.array_equal(one.present, other.present) and np.array_equal(one.lead, other.lead)
    assert persons(one)[: sum(one.counted == 0)] == persons(other)[: sum(other.counted == 0)]


def test_a_surge_that_began_before_the_run_still_lasts() -> None:
    begins = (date(2025, 3, 1) - timedelta(days=2)).isoformat()
    found = factor(of(a=RUMOUR | {"begins": begins, "times": 3, "rise": 0, "hold": "3 d"}))
    assert found[:5] == pytest.approx([3, 2.5, 1.5, 1, 1])
