"""Crossings between ports, whose day decides, and what is not in force in the law that is shipped."""

from datetime import date, timedelta

import numpy as np
import pytest
from law_cases import JOURNEYS, LAW, ROOT, SISTER, STEPS, port

from sim.people.sampler import Sampler
from sim.scenario.load import load


@pytest.mark.unit
def test_between_ports_the_agreement_ends_and_the_bar_begins_with_its_law() -> None:
    late = port({"late_between_ports": {"all": 1}, "relatives": {}}, {})
    assert (Sampler(late).sample(0).outcome == 0).all()  # June 2025: claims from the 3rd are reached, but not in force
    after = late.edited({"start": "2026-06-02", "end": "2026-06-04"})
    assert (Sampler(after).sample(0).outcome == 2).all()


@pytest.mark.unit
@pytest.mark.parametrize(
    ("days", "start", "outcome"),
    [
        ("0 h", "2025-06-02", 1),  # day 0: full intake, no exception, back
        ("335 h", "2025-06-02", 1),  # day 13 is the last that the agreement covers
        ("336 h", "2025-06-02", 0),  # day 14: eligible, as long as the bars of 2026 are not law
        ("336 h", "2026-03-24", 0),
        ("336 h", "2026-03-26", 2),  # the day of their law
        ("366 d", "2026-03-24", 0),
        ("366 d", "2026-03-26", 2),  # by the crossing itself, more than a year ago
        ("364 d", "2026-03-26", 2),  # by day 14
    ],
)
def test_between_ports_the_days_since_the_crossing_decide(days: str, start: str, outcome: int) -> None:
    """Nobody has a relative. Both days of a run are on one side of each date."""
    end = str(date.fromisoformat(start) + timedelta(days=2))
    world = port({"days_since_crossing": {"all": days}}, {}).edited({"start": start, "end": end})
    assert set(Sampler(world).sample(0).outcome.tolist()) == {outcome}


@pytest.mark.unit
def test_days_since_the_crossing_are_drawn_and_bars_spare_minors_alone_from_may_2026() -> None:
    world = port({"days_since_crossing": {"all": {"uniform": ["0 d", "28 d"]}}}, {})
    outcome = Sampler(world).sample(0).outcome
    assert abs(np.mean(outcome == 1) - 0.5) < 4 * np.sqrt(0.25 / outcome.size)
    alone = port({"days_since_crossing": {"all": "20 d"}}, {"minors": 1.0, "unaccompanied_minors": 1.0})
    for start, end, decided in (("2026-05-17", "2026-05-19", 2), ("2026-05-19", "2026-05-21", 0)):
        assert set(Sampler(alone.edited({"start": start, "end": end})).sample(0).outcome.tolist()) == {decided}


@pytest.mark.unit
def test_referral_later_ends_that_members_let_in_others_unless_the_law_is_amended() -> None:
    """The man has a brother, who is no relative of the wife: she is let in next to him, by his referral alone."""
    facts = {"relatives": {"brother": SISTER}}
    for law, outcomes in (
        ({}, {0}),
        ({"referral": "later"}, {0, 1}),
        ({"referral": "later", "anchors_before_referral": True}, {0}),
    ):
        world = port(facts, {"party_size": {2: 1.0}}, law=LAW.model_dump() | law)
        assert set(Sampler(world).sample(0).outcome.tolist()) == outcomes


@pytest.mark.unit
def test_a_representative_acts_for_minors_alone_where_the_law_has_one() -> None:
    steps = STEPS | {"hearing": {"time": "40 min", "who": "represented"}}
    journeys = JOURNEYS | {"everyone": ["interview", "hearing"]}
    people = {"minors": 0.25, "unaccompanied_minors": 0.25}
    for there in (True, False):
        world = port({}, people, law=LAW.model_dump() | {"representative": there})
        sample = Sampler(world.edited({"process": {"steps": steps, "journeys": journeys}})).sample(0)
        assert sample.unaccompanied.sum() > 50
        assert (sample.step == 3).sum() == (sample.unaccompanied.sum() if there else 0)


@pytest.mark.unit
def test_no_shipped_file_has_a_step_that_is_not_in_force() -> None:
    laws = [load(path).scenario.screening.law for path in sorted((ROOT / "scenarios").glob("*.yaml"))]
    shipped = [LAW, *(law for law in laws if law is not None)]
    assert len(shipped) > 2
    off = ("at_port", False, False)
    assert {(law.referral, law.anchors_before_referral, law.representative) for law in shipped} == {off}
