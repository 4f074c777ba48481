"""A comparison by the hour: what each of the two has, as its own run gives it, and the difference within a pair."""

import numpy as np
import pytest
from small_port import port

from sim.experiments import output
from sim.experiments.comparison.by_hour import hourly
from sim.experiments.comparison.compare import compare

pytestmark = pytest.mark.unit
MORE = {"officers": {"shifts": {"day": {"hours": "06:00-22:00", "on_duty": 4}}, "cost": "50 CAD/h"}}


@pytest.fixture(scope="module")
def found():
    return compare({"small": port(), "more staff": port(staff=MORE)}, 7, followed=0)


def columns(rows):
    head, *body = rows
    return {name: list(column) for name, column in zip(head, zip(*body, strict=True), strict=True)}


def test_each_of_the_two_is_as_a_run_of_it_says(found):
    both = columns(hourly(found))
    base, other = (columns(output.hourly(one)) for one in (found.baseline, found.others[0].result))
    assert both["time"] == base["time"] and set(both["scenario"]) == {"more staff"}
    names = [name for name in base if name != "time"]
    assert all(both[f"baseline_{name}"] == base[name] and both[name] == other[name] for name in names)
    assert len(both) == 2 + 3 * len(names)


def test_the_difference_is_of_the_same_replication(found):
    both = columns(hourly(found))
    ours, theirs = ([run.on_site.astype(int) for run in one.runs] for one in (found.baseline, found.others[0].result))
    gaps = np.sort(np.array(theirs) - np.array(ours), axis=0)
    assert both["difference_on_site_p50"] == gaps[3].tolist()  # the fourth of seven
    assert both["difference_on_site_p5"] == gaps[0].tolist()
    apart = np.array(both["on_site_p50"]) - np.array(both["baseline_on_site_p50"])
    assert (apart != gaps[3]).any()  # medians apart are another thing


def test_only_replications_that_both_have_count_and_an_area_that_one_lacks_is_empty(found):
    annex = {"areas": {"hall": {"persons": 20}, "annex": {"persons": 5}}}
    wider = compare({"small": port(), "wider": port(space=annex)}, 2, followed=0)
    both = columns(hourly(wider))
    assert set(both["baseline_space_annex_p50"]) == set(both["difference_space_annex_p50"]) == {""}
    assert set(both["space_annex_p50"]) == {5}
