"""A census: who is present at the start, at which step and since when, by hand and by law."""

from datetime import datetime, timedelta
from pathlib import Path
from typing import Any

import numpy as np
import pytest
from hand_worked import officers, people, played, scenario
from scipy.stats import kstest

from sim.errors import ScenarioError
from sim.experiments import output
from sim.experiments.run import run
from sim.people.sampler import Sampler
from sim.scenario.data.census import Census, PresentParty
from sim.scenario.language.process import OUTCOMES
from sim.scenario.load import load
from sim.scenario.schema import Scenario

pytestmark = pytest.mark.unit

START = datetime(2025, 6, 2)
SEE = {"see": {"staff": {"officers": 1}, "time": "2 h"}}
EXPONENTIAL = {"see": {"time": {"exponential": {"mean": "2 h"}}}}


def hours(n: float) -> datetime:
    return START + timedelta(hours=n)


def rows(*given: PresentParty) -> dict[str, Any]:
    return {"census": Census("by hand", given)}


def left(given: Scenario) -> np.ndarray:
    """Hours that are left of the first visit of each of those present."""
    sample = Sampler(given).people(1)
    here = sample.counted == 0
    return sample.seconds[sample.first[:-1][here]] / 3600


def test_a_service_under_way_goes_on_and_who_waits_is_served_in_order_of_arrival() -> None:
    given = scenario(
        {"road": people("00:30")}, SEE, staff={"officers": officers(1)},
        **rows(PresentParty(1, hours(-2), "see"), PresentParty(3, hours(-5), "see", hours(-1)),
               PresentParty(2, hours(-3), "see")),
    )  # fmt: skip
    found = played(given)
    assert found.sample.persons.tolist() == [3, 2, 1, 1]
    assert found.tasks("see") == ["00:00-01:00", "01:00-03:00", "03:00-05:00", "05:00-07:00"]
    assert found.sample.counted.tolist() == [0, 0, 0, 1]


def test_a_party_makes_no_step_before_its_own_and_has_the_outcome_that_leads_there() -> None:
    steps = {"see": {"time": "1 h"}, "coach": {"departures": {"at": ["08:00"], "seats": 9}}, "back": {"time": "2 h"}}
    screening = {"exceptions": {"family": {"claimed": 0.9, "proven": 0.9}}}
    journeys = {"everyone": ["see"], "referred": ["coach"], "returned": ["back"]}
    given = scenario(
        {"road": people("20:00")}, steps, journeys=journeys, screening=screening,
        **rows(*[PresentParty(1, hours(-9), "back", hours(-1.5))] * 20, PresentParty(4, hours(-8), "coach")),
    )  # fmt: skip
    found = played(given)
    here = found.sample.counted == 0
    assert [OUTCOMES[k] for k in found.sample.outcome[here]] == ["returned"] * 20 + ["referred"]
    assert found.left()[:21] == ["returned 00:30"] * 20 + ["referred 08:00"]
    assert len(found.tasks("see")) == 1


def test_what_is_left_has_the_law_of_a_service_that_has_lasted_so_long() -> None:
    # Uniform over four hours, three of them gone: uniform over one. Kolmogorov-Smirnov, 1 in 1,000 fails by chance.
    uniform = {"see": {"time": {"uniform": ["0 h", "4 h"]}}}
    present = rows(*(PresentParty(1, hours(-9), "see", hours(-3)) for _ in range(400)))
    assert kstest(left(scenario({"road": people("20:00")}, uniform, **present)), "uniform").pvalue > 0.001
    # An exponential one does not remember.
    found = left(scenario({"road": people("20:00")}, EXPONENTIAL, **present))
    assert kstest(found, "expon", args=(0, 2)).pvalue > 0.001


def test_where_nobody_says_since_when_a_service_is_met_at_any_time_of_it() -> None:
    # The time left of a service met at random has density (1 - F) / mean: of one uniform over four hours,
    # F(x) = x / 2 - x^2 / 16. A party is chosen by length among 256, so the law is off by less than 1 in 100.
    uniform = {"see": {"time": {"uniform": ["0 h", "4 h"]}}}
    given = scenario({"road": people("20:00")}, uniform, census={"see": {"under_way": 300}})
    assert kstest(left(given), lambda x: np.clip(x / 2 - x * x / 16, 0, 1)).pvalue > 0.001


def test_numbers_are_met_to_the_person() -> None:
    sizes = {"people": {"party_size": {1: 0.3, 4: 0.7}}}
    given = scenario({"road": people("20:00")}, EXPONENTIAL, census={"see": {"waiting": 30, "under_way": 21}}, **sizes)
    sample = Sampler(given).people(1)
    here = sample.counted == 0
    waits = sample.arrive == 1
    assert (int(sample.persons[here & ~waits].sum()), int(sample.persons[here & waits].sum())) == (21, 30)
    assert set(sample.persons[here].tolist()) <= {1, 2, 3, 4}


def test_those_who_come_are_who_they_were() -> None:
    rate = {"road": {"claimants_per_day": 40}}
    before, now = scenario(rate, EXPONENTIAL), scenario(rate, EXPONENTIAL, census={"see": 7})
    first, sample = (Sampler(one).people(1) for one in (before, now))
    come = sample.counted == 1
    for name in ("arrive", "persons", "identity", "outcome"):
        assert np.array_equal(getattr(sample, name)[come], getattr(first, name))


@pytest.mark.parametrize(
    ("more", "said"),
    [
        ({"warm_up": "7 d"}, "found a census and warm_up, of which each says who is present when the counted days "
         "begin; allowed: census or warm_up"),
        ({"present_at_start": 4}, "found a census and present_at_start"),
        ({"census": {"talk": 3}}, "census.talk: found talk; allowed: a declared step"),
        ({"census": {"see": {"sitting": 3}}}, "allowed: a table (CSV or XLSX), or {step: persons}"),
        ({"census": {"see": -1}}, "a whole number"),
    ],
)  # fmt: skip
def test_what_cannot_be_is_refused(more: dict[str, Any], said: str) -> None:
    given = scenario({"road": {"claimants_per_day": 4}}, SEE, staff={"officers": officers(1)})
    with pytest.raises(ScenarioError) as refused:
        given.edited({"census": {"see": 3}} | more)
    assert said in "\n".join(map(str, refused.value.problems))


FILE = """\
name: present
start: 2025-06-02
end: 2025-06-04
census: hall.csv
arrivals: {road: {claimants_per_day: 4}}
process: {steps: {see: {time: 2 h}}, journeys: {everyone: [see]}}
"""


def test_the_rows_of_a_table_are_read_and_their_names_go_nowhere(tmp_path: Path) -> None:
    (tmp_path / "port.yaml").write_text(FILE, encoding="utf-8")
    head, first = "party,persons,arrived,step,since", "Tremblay,2,2025-06-01 20:00,see,2025-06-01 23:00"
    table = f"{head}\n{first}\nOuellet,1,2025-06-01 21:00,see,\n"
    (tmp_path / "hall.csv").write_text(table, encoding="utf-8")
    result = run(load(tmp_path / "port.yaml").scenario, 2)
    assert result.summary["present_at_start"].mean == 3
    output.write(result, tmp_path / "out")
    written = "".join(path.read_text(encoding="utf-8") for path in (tmp_path / "out").iterdir())
    assert "Tremblay" not in written and "Ouellet" not in written
    assert "Tremblay" not in repr(result.scenario)


@pytest.mark.parametrize(
    ("row", "said"),
    [
        ("a,2,2025-06-01 20:00,see,2025-06-01 19:00", "the moment of its arrival"),
        ("a,2,2025-06-02 20:00,see,", "allowed: moments to 2025-06-02 00:00 (start)"),
        ("a,2,2025-06-01 20:00,talk,", "census.talk: found talk"),
    ],
)
def test_a_row_that_cannot_be_is_refused(tmp_path: Path, row: str, said: str) -> None:
    (tmp_path / "port.yaml").write_text(FILE, encoding="utf-8")
    (tmp_path / "hall.csv").write_text(f"party,persons,arrived,step,since\n{row}\n", encoding="utf-8")
    with pytest.raises(ScenarioError) as refused:
        load(tmp_path / "port.yaml")
    assert said in "\n".join(map(str, refused.value.problems))


def test_a_step_that_nobody_comes_to_is_said() -> None:
    steps = SEE | {"talk": {"time": "1 h"}}
    given = scenario({"road": people("20:00")}, steps, journeys={"everyone": ["see"]}, staff={"officers": officers(1)},
                     **rows(PresentParty(1, hours(-2), "talk")))  # fmt: skip
    with pytest.raises(ScenarioError, match="census: found a party at talk, which nobody drawn is"):
        Sampler(given).people(1)
