"""The least that a known future could have cost: against every programme played, dynamic programming and triggers."""

from pathlib import Path

import numpy as np
import pytest

from sim.experiments.playing.engine import Engine
from sim.people.chance.uncertain_inputs import future
from sim.planning.triggers.judging.hindsight.bound import at_hand, hindsight
from sim.planning.triggers.judging.hindsight.contract import Contract
from sim.planning.triggers.judging.hindsight.known_future import best
from sim.planning.triggers.judging.hindsight.played import Future
from sim.planning.triggers.judging.hindsight.programme import Order, programme
from sim.planning.triggers.question import question
from sim.planning.triggers.study import study
from sim.planning.triggers.trigger import NEVER, Question

pytestmark = pytest.mark.unit

PORT = """\
name: A hall that fills up
start: 2025-06-02
end: 2025-06-30
warm_up: 2 d
seed: 11
arrivals:
  door:
    claimants_per_day: {2025-06-02: 20, 2025-06-09: 55, 2025-06-16: 20}
    day_to_day: 0.3
process:
  steps: {interview: {staff: {officers: 1}, area: hall, time: {party: 2 h}, cv: .5}}
  journeys: {everyone: [interview]}
staff:
  officers: {shifts: {day: {hours: 06:00-22:00, on_duty: 4}}, cost: 60 CAD/h}
space: {areas: {hall: {persons: 25}}}
contingency:
  lease:
    order_when: {any: {crowded: {watch: occupancy, of: hall, above: 80%, for: 6 h}}}
    lead_time: 3 d
    brings: {areas: {hall: 500}}
    minimum_term: 10 d
    release_when: {all: {quiet: {watch: occupancy, of: hall, below: 40%, of_space: base, for: 2 d}}}
    cost: {set_up: 1000 CAD, per_month: 6000 CAD, restoration: 200 CAD}
  tents:
    enabled: false
    order_when: {any: {crowded: {watch: occupancy, of: hall, above: 80%, for: 1 h}}}
    lead_time: 6 h
    brings: {areas: {hall: 20}}
    minimum_term: 3 d
    release_when: {all: {quiet: {watch: occupancy, of: hall, below: 40%, of_space: base, for: 1 d}}}
    cost: {set_up: 100 CAD, per_month: 9000 CAD}
policy:
  need: {for: 6 h, apart: 1 d}
  families:
    occupancy: {above: [60%, 100%], for: 6 h}
    arrivals: false
    longest_wait: false
    forecast: false
    fixed_date: {on: [2025-06-05, 2025-06-10]}
    two_tiers: {above: 80%, for: 1 h, behind: 1 d}
"""
OPTIONS = (
    "end=2025-06-20",
    "contingency.lease.minimum_term=3 d",
    "contingency.lease.options={count: 2, each: 2 d, notice: 1 d}",
    "contingency.lease.brings.areas.hall=30",
    "contingency.lease.lead_time={uniform: [1 d, 4 d]}",
)
ROOMS = (
    "end=2025-06-16",
    "space.rooms={booths: 4}",
    "process.steps.interview.room=booths",
    "staff.officers.shifts.day.on_duty=6",
    "contingency.lease.brings.rooms={booths: 3}",
    "contingency.lease.minimum_term=2 d",
    "contingency.lease.options={count: 4, each: 1 d}",
)


def asked(folder: Path, *sets: str) -> Question:
    (folder / "port.yaml").write_text(PORT, encoding="utf-8")
    return question(folder / "port.yaml", sets)


def alone(folder: Path, *sets: str) -> Question:
    """The same with one measure."""
    return asked(folder, "policy.families.two_tiers=false", *sets)


def every(contract: Contract) -> list[tuple[Order, ...]]:
    """Never, and each way of one order."""
    owes = contract.orders(0).owes
    return [(), *((Order(0, int(day), 0, int(way)),) for day, way in np.argwhere(np.isfinite(owes)))]


@pytest.mark.parametrize("number", [1, 2, 3])
def test_what_a_programme_costs_is_what_it_costs_when_it_is_played(tmp_path: Path, number: int) -> None:
    about = alone(tmp_path, *OPTIONS, "contingency.lease.cost.per_month={1: 6000 CAD, 2: 100 CAD}")
    one = Future(about, Engine(at_hand(about)), future(about.off, number))
    price, without = about.settings.price.amount, one.played(())
    found = programme(one.contracts, without.path, price)
    on = one.played(found.orders)
    assert found.orders
    assert found.loss == pytest.approx(on.cost - without.cost + price * on.crowding)


@pytest.mark.parametrize("number", [1, 2])
def test_none_of_all_that_could_be_ordered_costs_less(tmp_path: Path, number: int) -> None:
    about = alone(tmp_path, *OPTIONS, "contingency.lease.rest=20 d")
    one = Future(about, Engine(at_hand(about)), future(about.off, number))
    price, without = about.settings.price.amount, one.played(())
    losses = [
        on.cost - without.cost + price * on.crowding
        for on in map(one.played, every(one.contracts[0]))
    ]  # fmt: skip
    assert len(losses) > 30
    assert programme(one.contracts, without.path, price).loss == pytest.approx(min(losses))


def test_it_is_at_most_what_every_alternative_loses_in_every_future(tmp_path: Path) -> None:
    about = asked(tmp_path)
    made = study(about, 6)
    found = hindsight(about, made.values)
    assert found is not None and found.exact.all()
    losses = made.column("loss")
    never = [policy.family for policy in about.policies].index(NEVER)
    one = Future(about, Engine(at_hand(about)), future(about.off, 6))
    assert one.played(()).crowding == pytest.approx(made.column("crowding_off")[never, 5])
    assert (losses >= found.least - 1e-9).all()
    assert (losses.min(axis=0) > found.least + 1).any()  # and it is no alternative's


@pytest.mark.parametrize("number", [1, 2])
def test_where_rooms_change_what_people_meet_programmes_are_played(tmp_path: Path, number: int) -> None:
    about = alone(tmp_path, *ROOMS)
    engine = Engine(at_hand(about))
    one = Future(about, engine, future(about.off, number))
    price, without = about.settings.price.amount, one.played(())
    losses = [
        on.cost - without.cost + price * on.crowding
        for on in map(one.played, every(one.contracts[0]))
    ]  # fmt: skip
    loss, exact, _ = best(about, engine, future(about.off, number))
    assert not exact
    assert programme(one.contracts, without.path, price).loss != pytest.approx(
        loss
    )  # the path without it is not enough
    assert loss == pytest.approx(min(losses))


def test_a_measure_that_brings_officers_has_no_bound(tmp_path: Path) -> None:
    about = asked(tmp_path, "contingency.lease.brings.staff={officers: {day: 1}}")
    assert hindsight(about, study(about, 1).values) is None
