"""When a measure that watches always looks: not at the end of a `for` that was broken off."""

import pytest
from hand_worked import people, played, scenario

pytestmark = pytest.mark.agreement


def test_a_for_that_was_broken_off_is_not_looked_at_when_it_would_have_been_over() -> None:
    """Nobody waits from 00:00 on, and three hours of that would be over at 03:00; but somebody comes at 01:00.

    So after the order of 01:00 the next look is at 05:00, when the next party comes: only then is it called off.
    """
    coach = {"coach": {"departures": {"at": ["12:00"], "seats": 9}}}
    tent = {
        "watch_every": "always",
        "order_when": {"watch": "waiting_for", "step": "coach", "above": 0},
        "cancel_when": {"watch": "outside", "below": 1},
        "release_when": {"watch": "waiting_for", "step": "coach", "below": 1, "for": "3 h"},
        "lead_time": "9 h",
        "brings": {"deferral": True},
    }
    found = played(scenario({"road": people("01:00", "05:00")}, coach, contingency={"tent": tent}))
    assert found.diary()[:2] == ["01:00 tent ordered", "05:00 tent cancelled"]
