"""What a planner writes from habit: refused, with the spelling that works. Each is of a kind with many siblings."""

import re

import pytest
from scenario_reader import Read, Said

from sim.problems import Place
from sim.scenario.messages.suggestions import currency_of, meant
from sim.scenario.source.source_tree import as_node
from sim.scenario.source.yaml_reader import read_text
from sim.scenario.source.yaml_writer import yaml

pytestmark = pytest.mark.unit

HABITS = [
    # durations
    ("warm_up: 1 day", "1 d"),
    ("warm_up: 2 weeks", "2 w"),
    ("warm_up: 1 month", "30 d"),
    ("warm_up: 1 semaine", "1 w"),
    ("contingency: {tent: {lead_time: 2 hours}}", "2 h"),
    ("contingency: {tent: {lead_time: 1 jour}}", "1 d"),
    ("contingency: {tent: {lead_time: 30 Minutes}}", "30 min"),
    ("contingency: {tent: {minimum_term: 1h30}}", "90 min"),
    ("contingency: {tent: {minimum_term: 8h00}}", "8 h"),
    ("contingency: {tent: {minimum_term: 1 h 30 min}}", "90 min"),
    ("contingency: {tent: {minimum_term: PT1H30M}}", "90 min"),
    ("contingency: {tent: {lead_time: {triangular: [1 day, 2 days, 3 days]}}}", "{triangular: [1 d, 2 d, 3 d]}"),
    ("process: {steps: {intake: {time: 30 minutes, cv: null}}}", "30 min"),
    ("process: {steps: {intake: {time: {party: 30 minutes}}}}", "30 min"),
    # shares
    ("people: {minors: 80}", "80%"),
    ("people: {minors: \"60\"}", "60%"),
    ("people: {minors: 12.5 percent}", "12.5%"),
    ("people: {minors: 1/2}", "0.5"),
    ("people: {party_size: {1: .5, 2: 30}}", "30%"),
    ("process: {steps: {intake: {who: {share: 65}}}}", "{share: 65%}"),
    ("process: {steps: {intake: {again: {back_to: intake, share: 5}}}}", "5%"),
    ("screening: {detained: 3}", "3%"),
    ("screening: {exceptions: {family_member: {proven: 85}}}", "85%"),
    ("staff: {officers: {absence: {uniform: [5, 10]}}}", "{uniform: [5%, 10%]}"),
    ("policy: {worst: 5}", "5%"),
    ("policy: {need: {above: 80}}", "80%"),
    ("uncertain: {people.minors: {p10: 10, p90: 20}}\npeople: {minors: .1}", "{p10: 10%, p90: 20%}"),
    ("targets: {within_24h: {at_least: 80}}", "80%"),
    ("precision: {within_24h: 5}", "5%"),
    # whole numbers
    ("staff: {officers: {shifts: {day: {on_duty: 2.0}}}}", "2"),
    ("staff: {officers: {shifts: {day: {on_duty: '2'}}}}", "2"),
    ("process: {steps: {intake: {staff: {officers: 1.0}}}}", "1"),
    ("seed: '5'", "5"),
    # days and times
    ("start: 01/06/2025", "2025-06-01 or 2025-01-06"),
    ("start: 31/05/2025", "2025-05-31"),
    ("start: 2025-6-1", "2025-06-01"),
    ("start: 2025/06/01", "2025-06-01"),
    ("start: 20250601", "2025-06-01"),
    ("start: 1 June 2025", "2025-06-01"),
    ("start: June 1st, 2025", "2025-06-01"),
    ("start: 1er juin 2025", "2025-06-01"),
    ("start: 2025-06-01T00:00", "2025-06-01"),
    ("arrivals: {door: {claimants_per_day: {01/07/2025: 5}}}", "2025-07-01 or 2025-01-07"),
    ("contingency: {tent: {check_at: 8:00}}", "08:00"),
    ("contingency: {tent: {check_at: 08h00}}", "08:00"),
    ("contingency: {tent: {check_at: 8 pm}}", "20:00"),
    ("staff: {officers: {shifts: {day: {hours: 24:00-08:00}}}}", "00:00-08:00"),
    ("staff: {officers: {shifts: {day: {hours: 7-15}}}}", "07:00-15:00"),
    ("staff: {officers: {shifts: {day: {hours: 7h00 à 15h00}}}}", "07:00-15:00"),
    ("staff: {officers: {shifts: {day: {days: Monday to Friday}}}}", "mon-fri"),
    ("staff: {officers: {shifts: {day: {days: weekend}}}}", "sat-sun"),
    ("staff: {officers: {shifts: {day: {days: [Mon, Tue]}}}}", "[mon, tue]"),
    # true and false
    ("contingency: {tent: {enabled: \"true\"}}", "true"),
    ("contingency: {tent: {enabled: yes}}", "true"),
    ("contingency: {tent: {enabled: No}}", "false"),
    ("process: {steps: {intake: {holds: Oui}}}", "true"),
    # money
    ("staff: {officers: {cost: $65/h}}", "65 CAD/h"),
    ("staff: {officers: {cost: 65}}", "65 CAD/h"),
    ("staff: {officers: {cost: 65 CAD per hour}}", "65 CAD/h"),
    ("space: {cost: CAD 9000}", "9000 CAD/month"),
    ("contingency: {tent: {cost: {set_up: 500 cad}}}", "500 CAD"),
    # lists and words
    ("process: {journeys: {everyone: intake}}", "[intake]"),
    ("process: {journeys: {everyone: 'intake, coach'}}", "[intake, coach]"),
    ("time_zone: Montreal", "America/Montreal"),
    ("currency: cad", "CAD"),
]  # fmt: skip

COMMAS = [
    ("people: {minors: 0,10}", "0.10"),
    ("people:\n  minors: 0,10", "0.10"),
    ("people: {minors: 12,5%}", "12.5%"),
    ("screening: {exceptions: {family_member: {claimed: 0,5, proven: .5}}}", "0.5"),
    ("arrivals: {door: {claimants_per_day: 12,5}}", "12.5"),
    ("arrivals: {door: {claimants_per_day: 1,200}}", "1200 or 1.200"),
    ("arrivals: {door: {claimants_per_day: {triangular: [0,1, 0,2, 0,3]}}}", "{triangular: [0.1, 0.2, 0.3]}"),
    ("arrivals: {door: {claimants_per_day: {triangular: [0,1,0,2,0,3]}}}", "{triangular: [0.1, 0.2, 0.3]}"),
    ("space: {areas: {hall: {persons: 1,200}}}", "1200"),
    ("contingency: {tent: {lead_time: 1,5 h}}", "1.5 h"),
    ("contingency: {tent: {cost: {set_up: \"1,200,000 CAD\"}}}", "1200000 CAD"),
    ("contingency: {tent: {cost: {set_up: 1.200,50 CAD}}}", "1200.50 CAD"),
    ("arrivals: {door: {day_to_day: 0, 5}}", "0.5"),
]  # fmt: skip


@pytest.mark.parametrize(("text", "works"), HABITS)
def test_the_spelling_that_works_is_said(text: str, works: str, said: Said) -> None:
    assert [line.partition("; did you mean ")[2] for line in said(text)] == [f"{works}?"], said(text)


@pytest.mark.parametrize(("text", "works"), COMMAS)
def test_a_comma_in_a_number_is_asked_about(text: str, works: str, said: Said) -> None:
    assert [line.partition("; decimal comma? write ")[2] for line in said(text)] == [works], said(text)


def test_a_comma_in_what_is_set(said: Said) -> None:
    assert [line.partition("; ")[2] for line in said("", "staff.officers.absence=0,10")] == [
        "allowed: a share, from 0 to 1 or from 0% to 100%; decimal comma? write 0.10"
    ]


def test_what_was_found_is_told_as_it_was_written(said: Said) -> None:
    assert 'found "2"; ' in said("seed: '2'")[0]
    assert "found 2.0; " in said("seed: 2.0")[0]


@pytest.mark.parametrize(
    "text",
    ["warm_up: 7", "people: {minors: -1}", "seed: 2.5", "contingency: {tent: {check_at: 25:00}}", "start: 2025-02-30",
     "people: {minors: many}", "name: 2025"],
)  # fmt: skip
def test_nothing_is_made_up(text: str, said: Said) -> None:
    assert "did you mean" not in said(text)[0]


@pytest.mark.parametrize(
    ("file", "currency"),
    [
        ("port: {name: Kehl, currency: EUR}\nspace: {cost: 9 CHF/month}", "EUR"),
        ("currency: USD\nspace: {cost: 9 CHF/month}", "USD"),
        ("staff: {officers: {cost: 65}}\nspace: {cost: 9.50 CHF/month}", "CHF"),
        ("staff: {officers: {cost: 65}}", ""),
        ("name: 12 ABC\nseed: 3\nport: {currency: dollars}", ""),
    ],
)
def test_an_amount_that_names_no_currency_is_read_in_that_of_the_file(file: str, currency: str) -> None:
    source = read_text(file, "x")
    assert currency_of(source) == currency
    priced = re.compile(r"[\d.]+ [A-Z]{3}/h").fullmatch
    suggested = meant("65", lambda value: bool(priced(str(value))), currency_of(source))
    assert suggested == (f"did you mean 65 {currency}/h?" if currency else "")


def test_the_sign_of_a_currency_that_has_one_country_names_it() -> None:
    priced = re.compile(r"[\d.]+ [A-Z]{3}/h").fullmatch
    assert meant("65 \u20ac/h", lambda value: bool(priced(str(value))), "CAD") == "did you mean 65 EUR/h?"
    assert meant("$65/h", lambda value: bool(priced(str(value))), "") == ""


def _scalars(pairs: list[tuple[str, str]]) -> list[tuple[str, str]]:
    """Those in which one scalar stands wrong in a file that is right but for it."""
    others = ("seed", "warm_up", "targets", "precision", "policy", "people", "start", "currency", "uncertain")
    left = [(text, works) for text, works in pairs if not text.startswith(others)]
    return [(text, works) for text, works in left if not re.search(r"[\[/]|who|cv|again", text)]


@pytest.mark.parametrize(("text", "works"), _scalars(HABITS + COMMAS))
def test_the_spelling_that_is_said_does_work(text: str, works: str, read: Read) -> None:
    tree = read_text(text, "x")
    (path, _), *_ = tree.leaves()
    for one in works.split(" or "):
        value = as_node(read_text(f"a: {one}", "x").plain()["a"], Place("x", 0, 0))
        assert read(yaml(tree.with_child(path, value).plain())).source.at(path).plain() == value.plain()


def test_levels_that_look_like_percent(said: Said) -> None:
    rule = "contingency: {{tent: {{order_when: {{any: {{crowded: {}}}}}}}}}"
    told = (
        "warning: contingency.tent.order_when.any.crowded.above: found 0.8 persons; "
        "allowed: a share of it as percent; did you mean 80%?"
    )
    assert any(line.endswith(told) for line in said(rule.format("{above: .8}")))
    arrivals = "{{watch: arrivals, of: staffed_capacity, above: {}}}"
    assert "did you mean 80%?" in said(rule.format(arrivals.format(80)))[0]
    assert said(rule.format(arrivals.format(1.2))) == []
    assert "did you mean" not in "".join(said(rule.format("{above: 1}")))
