"""People in and out, figures worked out by hand. The span has 96 hours, from hour 0."""

import math

import pytest
from hand_logs import PORT, Party, Visit, run

from sim.figures.stays import stays, through

pytestmark = pytest.mark.unit

PARTIES = (
    Party(-24, -2, persons=7, counted=0),  # came and went before the start
    Party(-20, 10, persons=3),  # came before the start
    Party(-10, persons=2),  # and is still here
    Party(0, 6, "returned", persons=4),
    Party(10, 40, "barred"),
    Party(20, 20, "diverted", persons=6, stream=1),
    Party(50, 60, "returned", persons=2, stream=1),
    Party(80, persons=5, out=100),
)


def test_arrived_and_present_at_the_start_are_left_and_still_present():
    found = run(*PARTIES).figures
    assert (found["present_at_start"], found["arrived"]) == (5, 18)
    assert (found["left"], found["still_present"]) == (16, 7)


def test_how_they_left_in_the_span_in_all_and_by_stream():
    found = run(*PARTIES).figures
    names = ("referred", "returned", "barred", "detained", "deferred", "withdrawn", "diverted")
    assert [found[name] for name in names] == [3, 6, 1, 0, 0, 0, 6]
    assert [found[f"{name}_door"] for name in names] == [3, 4, 1, 0, 0, 0, 0]
    assert [found[f"{name}_police"] for name in names] == [0, 2, 0, 0, 0, 0, 6]
    assert (found["arrived_door"], found["arrived_police"]) == (10, 8)
    assert found["returned_share"] == 6 / 10
    assert found["returned_share_door"] == 4 / 8
    assert found["returned_share_police"] == 1


def test_those_there_when_the_run_begins_have_not_arrived():
    found = run(Party(0, 5, persons=9, counted=0), Party(0, 7), warm_up="0 d").figures
    assert (found["present_at_start"], found["arrived"], found["left"]) == (9, 1, 10)
    assert found["time_on_site_mean"] == 7


def test_time_on_site_is_the_whole_stay_of_those_who_were_served():
    found = run(*PARTIES).figures
    # 4 persons 6 h, 2 persons 10 h, 5 persons 20 h, the last four past the end, 1 person 30 h; not the 6 diverted
    assert found["time_on_site_mean"] == (4 * 6 + 2 * 10 + 5 * 20 + 30) / 12
    assert [found[f"time_on_site_p{q}"] for q in (50, 90, 95)] == [10, 20, 30]
    assert found["time_on_site_max"] == 30
    assert found["still_present_60d"] == 0


def test_who_gives_up_past_the_end_is_in_no_time_on_site_and_in_no_other_figure():
    parties = (Party(0, 6), Party(80, persons=5, out=100, exit_after_end="withdrawn"))
    found, served = run(*parties).figures, run(parties[0], Party(80, persons=5, out=100)).figures
    assert (found["time_on_site_mean"], served["time_on_site_mean"]) == (6, (6 + 5 * 20) / 6)
    others = {name for name in found if name.startswith("time_on_site_")}
    assert all(found[k] == served[k] or math.isnan(found[k]) for k in set(found) - others)


def test_where_somebody_is_not_out_no_whole_stay_is_told():
    found = run(*PARTIES, Party(1, persons=2)).figures
    assert found["still_present_60d"] == 2
    for name in ("mean", "p50", "p90", "p95", "max"):
        assert math.isnan(found[f"time_on_site_{name}"])


def test_stays_up_to_a_limit_are_of_those_who_came_so_long_before_the_end():
    stays_up_to = run(
        Party(0, 6, persons=4),
        Party(10, 95, persons=2),  # 85 h
        Party(24, persons=3),  # for ever
        Party(24, 24 + 72, persons=1),  # exactly the limit, and out at the end
        Party(5, 15, "withdrawn", persons=7),  # unserved: in none
        Party(5, 94, "withdrawn", persons=1),  # unserved after more than 72 h: until then nobody could know
        Party(25, 26, persons=9),  # came too late for 72 h
    ).figures
    assert stays_up_to["time_on_site_72h_mean"] == (4 * 6 + (2 + 3 + 1 + 1) * 72) / 11
    assert [stays_up_to[f"time_on_site_72h_p{q}"] for q in (50, 90)] == [72, 72]
    few = run(Party(0, 6, persons=4), Party(40, persons=2), Party(60, 61), stay_limit="48 h").figures
    assert (few["time_on_site_48h_mean"], few["time_on_site_48h_p50"]) == ((4 * 6 + 2 * 48) / 6, 6)
    assert "time_on_site_72h_mean" not in few


def test_served_and_gone_within_so_many_hours_of_all_who_could_be():
    wanted = {"within_16h": {"at_least": "50%"}, "within_6h": {"at_least": 0.5}}
    found = run(*PARTIES, targets=wanted, precision={"within_30h": 0.1}).figures
    assert found["within_6h"] == 4 / 18  # six were diverted: they are among all, not among those served
    assert found["within_16h"] == 6 / 18  # the last came 16 h before the end, and is still here
    assert found["within_24h"] == 6 / 13
    assert found["within_30h"] == 7 / 13
    assert found["within_72h"] == 5 / 11  # of those who came in the first day


def test_turning_people_away_does_not_pass_for_service():
    served = [Party(k, k + 30, "referred") for k in range(10)]
    turned = [Party(k, k, "diverted") for k in range(5)] + [Party(k, k + 2, "withdrawn") for k in range(5)]
    space = {"areas": PORT["space"]["areas"], "cost": "1000 CAD/month"}
    before, after = (run(*some, space=space).figures for some in (served, served + turned))
    assert (before["unserved"], after["unserved"], after["unserved_share"]) == (0, 10, 1 / 2)
    assert before["unserved_share"] == 0
    for name in ("time_on_site_mean", "time_on_site_p50", "time_on_site_max", "cost_per_claimant"):
        assert after[name] == before[name] > 0
    assert (before["within_72h"], after["within_72h"]) == (1, 1 / 2)
    assert (after["within_24h"], after["unserved_door"], after["unserved_police"]) == (0, 10, 0)


def test_nobody_came():
    found = run().figures
    assert found["arrived"] == found["left"] == found["on_site_peak"] == found["nights_on_site"] == 0
    assert all(
        math.isnan(found[name]) for name in ("time_on_site_mean", "time_on_site_p95", "within_24h", "returned_share")
    )
    assert math.isnan(found["cost_per_claimant"])


def test_persons_on_site_outside_included():
    found = run(*PARTIES).figures
    person_hours = 10 * 3 + 96 * 2 + 4 * 6 + 30 + 2 * 10 + 5 * 16
    assert found["on_site_mean"] == person_hours / 96
    assert found["on_site_peak"] == 9  # hours 0 to 6; the six who were sent on did not stay


def test_nights_are_counted_at_four_on_the_local_clock():
    zone = {"time_zone": "America/Toronto", "start": "2025-03-09", "end": "2025-03-12"}
    # On 9 March the clock goes from 2:00 to 3:00: it reads 4:00 three hours after midnight.
    assert run(Party(0, 2.9), **zone).figures["nights_on_site"] == 0
    assert run(Party(0, 3.1), **zone).figures["nights_on_site"] == 1
    assert run(Party(0, 3), **zone).figures["nights_on_site"] == 0  # has left
    assert run(Party(3, 28, persons=2), **zone).figures["nights_on_site"] == 4  # 4:00 on the 10th is hour 27
    assert run(Party(-9, persons=2), **zone).figures["nights_on_site"] == 6


def test_stays_by_whole_hours_and_arrivals_by_local_day():
    made = run(*PARTIES)
    counts = stays(made.basis, made.sample, made.log).by_hours
    assert {hour: int(n) for hour, n in enumerate(counts) if n} == {6: 4, 10: 2, 20: 5, 30: 1, 96: 6}
    assert through(made.basis, made.sample, made.log).arrived.tolist() == [[5, 0, 0, 5], [6, 0, 2, 0]]


def test_the_longest_stays_are_in_the_last_bin():
    made = run(Party(0, 96 - 1 / 3600, persons=2), Party(0, persons=3))
    counts = stays(made.basis, made.sample, made.log).by_hours
    assert counts[95] == 2
    assert counts[96] == 3
    assert counts.size == 97


def test_waits_from_ready_to_start_of_visits_that_started_in_the_span():
    found = run(
        Party(-2, 3, visits=(Visit("intake", -2, 1, 3, 0),)),  # 3 h, started in the span
        Party(-2, 3, visits=(Visit("intake", -2, -1, 3, 0),)),  # started before it
        Party(5, 9, persons=3, visits=(Visit("intake", 5, 5, 9, 0),)),
        Party(7, 9, "withdrawn", visits=(Visit("intake", 7),)),
        Party(90, visits=(Visit("intake", 90),)),
    ).figures
    assert found["wait_intake_mean"] == 3 / 4
    assert found["wait_intake_p95"] == 3
    assert math.isnan(found["wait_interview_mean"])
    assert math.isnan(found["wait_interview_p95"])
