"""`regimes` of a stream as a planner writes them: what is read, what is refused in whole sentences."""

from pathlib import Path

import numpy as np
import pytest
from scenario_reader import Read, Said

from sim.scenario.fingerprint import fingerprint
from sim.scenario.language.rates.regimes import mean_times, time_shares, transition_matrix
from sim.scenario.source.explain import explained
from sim.scenario.uncertain.realise import realise

pytestmark = pytest.mark.unit

QUIET = "quiet: {times: .5, lasts: {exponential: {mean: 40 d}}}"
BUSY = "busy: {times: 3, lasts: {gamma: {mean: 20 d, cv: .5}}}"
DOOR = "arrivals: {door: {regimes: {%s}}}"


def of(*regimes: str) -> str:
    return DOOR % ", ".join(regimes)


def test_two_regimes(read: Read) -> None:
    regimes = read(of(QUIET, BUSY)).scenario.arrivals["door"].regimes
    assert list(regimes) == ["quiet", "busy"]
    assert (regimes["busy"].lasts.family, regimes["busy"].lasts.mean(), regimes["busy"].next) == (
        "gamma",
        20 * 86400,
        {},
    )
    assert transition_matrix(regimes).tolist() == [[0, 1], [1, 0]]
    assert time_shares(regimes) == pytest.approx([2 / 3, 1 / 3])
    assert mean_times(regimes) == pytest.approx(4 / 3)


def test_three_regimes_by_even_chances_or_by_shares(read: Read) -> None:
    storm = "storm: {times: {uniform: [4, 6]}, lasts: 5 d, next: {quiet: 80%, busy: .2}}"
    regimes = read(of(QUIET, BUSY, storm)).scenario.arrivals["door"].regimes
    assert transition_matrix(regimes) == pytest.approx(np.array([[0, 0.5, 0.5], [0.5, 0, 0.5], [0.8, 0.2, 0]]))
    # nu_storm = (nu_quiet + nu_busy) / 2 and nu_quiet = nu_busy / 2 + .8 nu_storm: nu is as 1.5 : 1 : 1.25
    weights = np.array([1.5 * 40, 1 * 20, 1.25 * 5]) / 86.25
    assert time_shares(regimes) == pytest.approx(weights)
    assert mean_times(regimes) == pytest.approx(weights @ [0.5, 3, 5])


def test_none_are_as_ever(read: Read) -> None:
    assert mean_times(read().scenario.arrivals["door"].regimes) == 1
    assert fingerprint(read("arrivals: {door: {regimes: {}}}").scenario) == fingerprint(read().scenario)
    assert fingerprint(read(of(QUIET, BUSY)).scenario) != fingerprint(read().scenario)


@pytest.mark.parametrize(
    ("text", "at", "sentence"),
    [
        (of(QUIET), "regimes",
         "arrivals.door.regimes: found {quiet: {times: 0.5, lasts: {exponential: {mean: 40 d}}}}; "
         "allowed: at least two regimes"),
        (of(QUIET, "busy: {times: 3}"), "busy", "arrivals.door.regimes.busy.lasts: found nothing; allowed: a value "
         "(how long a spell lasts)"),
        (of(QUIET, "busy: {times: -3, lasts: 2 d}"), "-3", "arrivals.door.regimes.busy.times: found -3; "
         "allowed: a number, 0 or more"),
        (of(QUIET, "busy: {times: 3, lasts: 30 s}"), "30 s", "arrivals.door.regimes.busy.lasts: found 30 s; "
         "allowed: spells of a mean length from 1 min to 36525 d"),
        (of(QUIET, "busy: {times: 3, lasts: {weibull: {scale: 1 d, shape: .001}}}"), "lasts",
         "arrivals.door.regimes.busy.lasts: found {weibull: {scale: 1 d, shape: 0.001}}; "
         "allowed: weibull with shape from 0.01 to 1,000"),
        (of(QUIET, BUSY, "storm: {times: 5, lasts: 2 d, next: {busy: .7, quiet: .2}}"), "next",
         "arrivals.door.regimes.storm.next: found {busy: 0.7, quiet: 0.2}; "
         "allowed: shares that sum to 1 (they sum to 0.9)"),
        (of(QUIET, "busy: {times: 5, lasts: 2 d, next: {quite: 1}}"), "quite",
         "arrivals.door.regimes.busy.next.quite: found quite; allowed: another regime of the stream (quiet); "
         "did you mean quiet?"),
        (of(QUIET, "busy: {times: 5, lasts: 2 d, next: {busy: .5, quiet: .5}}"), "busy",
         "arrivals.door.regimes.busy.next.busy: found busy; allowed: another regime of the stream (quiet)"),
        (of(QUIET, BUSY, "storm: {times: 5, lasts: 2 d, after: {busy: 1}}"), "after",
         "arrivals.door.regimes.storm.after: found the unknown key after; allowed: times, lasts, next"),
        (of("a: {times: 1, lasts: 1 d, next: {b: 1}}", "b: {times: 2, lasts: 1 d, next: {c: 1}}",
            "c: {times: 3, lasts: 1 d, next: {b: 1}}"), "regimes", "arrivals.door.regimes: found {a, b, c}; "
         "allowed: regimes of which each leads to every other (b never leads to a)"),
    ],
)  # fmt: skip
def test_what_is_refused(said: Said, text: str, at: str, sentence: str) -> None:
    assert said(text) == [f"port.yaml:2:{text.rindex(at) + 1}: {sentence}"]


def test_a_regime_with_an_error_in_it_is_still_known(said: Said) -> None:
    storm = "storm: {times: 1, lasts: 1 d, next: {quiet: 1}}"
    text = of("quiet: {times: often, lasts: 2 d}", "busy: {times: 2, lasts: 2 d}", storm)
    wanted = "arrivals.door.regimes.quiet.times: found often; allowed: a number, 0 or more"
    assert said(text) == [f"port.yaml:2:{text.index('often') + 1}: {wanted}"]


def test_a_list_has_no_regimes(said: Said) -> None:
    Path("came.csv").write_text("at,persons\n2025-06-03T10:00,2\n", encoding="utf-8")
    found = said(f"arrivals: {{replay: {{listed: came.csv, regimes: {{{QUIET}, {BUSY}}}}}}}")
    assert found == [
        "port.yaml:2:12: arrivals.replay: found {listed: came.csv, regimes: {quiet, busy}}; "
        "allowed: regimes only of a stream that comes at a rate; parties of a list come as they are listed"
    ]


def test_their_numbers_can_be_uncertain(read: Read) -> None:
    text = of(QUIET, BUSY) + (
        "\nuncertain: {arrivals.door.regimes.busy.times: {p10: 2, p90: 8}, "
        "arrivals.door.regimes.quiet.lasts.exponential.mean: {p10: 20 d, p90: 80 d}}\n"
    )
    scenario = read(text).scenario
    assert {path: drawn.kind for path, drawn in scenario.uncertain.items()} == {
        "arrivals.door.regimes.busy.times": "number",
        "arrivals.door.regimes.quiet.lasts.exponential.mean": "duration",
    }
    assert scenario.arrivals["door"].regimes["busy"].times["value"] == 3, "as the file has it, not the median"
    drawn = realise(scenario, {"arrivals.door.regimes.busy.times": 0.9}).arrivals["door"].regimes
    assert drawn["busy"].times["value"] == pytest.approx(8)
    drawn = realise(scenario, {"arrivals.door.regimes.quiet.lasts.exponential.mean": 0.1}).arrivals["door"].regimes
    assert drawn["quiet"].lasts["mean"] == pytest.approx(20 * 86400)


def test_a_whole_length_can_be_uncertain(read: Read) -> None:
    text = of("quiet: {times: 1, lasts: 10 d}", "busy: {times: 2, lasts: 5 d}")
    scenario = read(text + "\nuncertain: {arrivals.door.regimes.busy.lasts: {p10: 2 d, p90: 8 d}}\n").scenario
    drawn = realise(scenario, {"arrivals.door.regimes.busy.lasts": 0.9}).arrivals["door"].regimes
    assert drawn["busy"].lasts.is_constant and drawn["busy"].lasts.mean() == pytest.approx(8 * 86400)


def test_they_are_explained_with_their_origin(read: Read) -> None:
    text = explained(read(of(QUIET, BUSY), "arrivals.door.regimes.busy.times=2"))
    lines = {line.split("#")[0].strip(): line.split("#")[1].strip() for line in text.splitlines() if "#" in line}
    assert lines["times: 2"] == "--set"
    assert lines["lasts: {gamma: {mean: 20 d, cv: 0.5}}"].startswith("port.yaml:2")
    assert lines["next: {}"] == "default"


def test_overload_counts_them_with_their_mean(said: Said) -> None:
    from sim.people.expectation.overload import offered_by_month, overloads
    from sim.scenario.load import load

    assert said(of(QUIET, BUSY)) == []
    base, jumping = load("base.yaml").scenario, load("port.yaml").scenario
    before, after = (offered_by_month(s)[0].offered for s in (base, jumping))
    assert after == pytest.approx(before * 4 / 3)
    assert not overloads(base)
    dense = load("port.yaml", ["arrivals.door.regimes.busy.times=80"]).scenario
    assert [problem.path for problem in overloads(dense)] == ["staff.officers"]
