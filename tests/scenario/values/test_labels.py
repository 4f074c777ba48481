"""`labels`: what people read in the place of names; what is refused, what falls away, and what it never changes."""

from pathlib import Path

import pytest
from scenario_reader import Read, Said

from sim.experiments.comparison.scenario_diff import changes
from sim.experiments.store.identity import identity, people
from sim.scenario.fingerprint import fingerprint
from sim.scenario.load import load
from sim.scenario.source.explain import explained
from sim.views.kit.scales import input_name
from sim.wording.named import naming
from sim.wording.spoken import speaking

pytestmark = pytest.mark.unit
ROOT = Path(__file__).parents[3]
SHIPPED = sorted([*(ROOT / "scenarios").glob("*.yaml"), *(ROOT / "sim" / "cli" / "templates").glob("*.yaml")])
BOTH = "labels: {hall: {en: waiting room, fr: salle d’attente}, intake: Reception}\n"


def test_labels_are_read_and_merged_a_language_at_a_time(read: Read) -> None:
    found = read(BOTH, "labels.hall.fr=grande salle").scenario.labels
    assert found == {"hall": {"en": "waiting room", "fr": "grande salle"}, "intake": "Reception"}


TEXTS = "allowed: a text, or one for each language (en, fr), such as {en: leased hall, fr: salle louée}"
NAME = "allowed: a name of one line and at most 80 characters, without < and >, that does not begin with =, +, - or @"


@pytest.mark.parametrize(
    ("label", "message"),
    [
        ("hal: {en: x}", "3:3: labels.hal: found hal; allowed: a name that this scenario gives to something; did you "
         "mean hall?"),
        ("hall: {es: sala}", f"3:3: labels.hall: found {{es: sala}}; {TEXTS}"),
        ("hall: true", f"3:9: labels.hall: found true; {TEXTS}"),
        ("hall: {}", f"3:3: labels.hall: found {{}}; {TEXTS}"),
        ("hall: {fr: =1+1}", f"3:3: labels.hall: found {{fr: =1+1}}; {NAME}"),
    ],
)  # fmt: skip
def test_what_is_refused_has_its_place(label: str, message: str, said: Said) -> None:
    assert said(f"labels:\n  {label}") == [f"port.yaml:{message}"]


def test_every_kind_of_name_may_have_a_label(read: Read) -> None:
    text = """\
port: {name: Here, board: the Board}
surges: {rush: {stream: door, times: 2, begins: 2025-06-03, hold: 1 d}}
process: {priority: {small: {}}}
space: {rooms: {booths: 2}}
contingency: {tent: {order_when: {any: {full: {watch: occupancy, of: hall, above: 45}}}}}
"""
    names = ("the Board", "rush", "small", "booths", "tent", "full", "door", "officers", "day", "hall", "intake")
    labels = "".join(f"  {name}: {{fr: X}}\n" for name in names)
    assert set(read(f"{text}labels:\n{labels}").scenario.labels) == set(names)


def test_a_path_may_have_a_label_that_a_sentence_says_in_its_place(read: Read) -> None:
    path = "staff.officers.shifts.day.on_duty"
    labels = read(f"labels: {{{path}: {{en: officers by day, fr: agents de jour}}}}").scenario.labels
    with naming(labels):
        assert input_name(path) == "officers by day"
        assert input_name("staff.officers.shifts.day.hours") == "officers day hours"
        with speaking("fr"):
            assert input_name(path) == "agents de jour"


@pytest.mark.parametrize("path", ["staff.officers.shifts.dawn.on_duty", "staff.officers.shifts.day.on_dutty", "x.y"])
def test_a_path_that_leads_nowhere_may_not(path: str, said: Said) -> None:
    (message,) = said(f"labels:\n  {path}: here")
    assert message.startswith("port.yaml:3:3: labels.") and "allowed: a name that this scenario gives" in message


def test_the_label_of_a_path_falls_away_with_what_it_leads_through(read: Read) -> None:
    text = "labels: {contingency.tent.lead_time: {fr: délai}}\n"
    assert read(text, "contingency.tent=null").scenario.labels == {}


def test_the_label_of_what_a_later_source_takes_away_falls_away_too(read: Read) -> None:
    text = "labels: {tent: {fr: tente}}\n"
    whole, loaded = read(text).scenario, read(text, "contingency.tent=null")
    assert (list(whole.labels), loaded.scenario.labels) == (["tent"], {})
    assert "tente" not in explained(loaded)
    assert whole.edited({"contingency.tent": None}).labels == {}


def test_they_change_nothing_that_is_played_and_are_no_difference(read: Read) -> None:
    bare, labelled = read().scenario, read(BOTH).scenario
    assert fingerprint(bare) == fingerprint(labelled)
    assert identity(bare) == identity(labelled)
    assert people(bare) == people(labelled)
    assert changes(bare, labelled) == ()


@pytest.mark.parametrize("path", SHIPPED, ids=lambda path: path.stem)
def test_what_ships_has_a_label_in_each_language_for_each_name_that_readers_meet(path: Path) -> None:
    scenario = load(path).scenario
    met = {*scenario.arrivals, *scenario.surges, *scenario.process.steps, *scenario.space.areas, *scenario.space.rooms}
    met |= {*scenario.staff, *(name for pool in scenario.staff.values() for name in pool.shifts), *scenario.contingency}
    rules = (measure.order_when for measure in scenario.contingency.values() if measure.order_when)
    met |= {name for rule in rules for name in rule.conditions}
    met -= {"condition", "on"}  # of a rule that names none
    assert {name for name in met if set(scenario.labels.get(name, ())) != {"en", "fr"}} == set()
