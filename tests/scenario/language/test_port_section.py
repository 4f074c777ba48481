"""`port`: a name or a section; what it names is said by that name, and what it does not in neutral words."""

from pathlib import Path

import pytest
from scenario_reader import Read, Said

from sim.scenario.catalogue.figures import catalogue
from sim.scenario.language.port import Port
from sim.scenario.load import load
from sim.scenario.schema import Scenario
from sim.scenario.source.yaml_writer import as_file, to_plain

pytestmark = pytest.mark.unit

SMALL = {
    "name": "a",
    "start": "2025-01-01",
    "end": "2025-01-02",
    "arrivals": {"road": {"claimants_per_day": 1}},
    "process": {"steps": {"talk": {"time": "1 h"}}, "journeys": {"everyone": ["talk"]}},
}
BRIDGE = {
    "name": "the bridge",
    "country": "Freedonia",
    "partner": "Sylvania",
    "board": "the Council of Refuge",
    "agency": "the Watch",
    "currency": "XTS",
    "fiscal_year_starts": 7,
}


def read(**more: object) -> Scenario:
    return Scenario.model_validate(SMALL | more)


def test_a_name_is_a_section_with_that_name_alone_and_is_written_as_one() -> None:
    named = read(port="the bridge")
    assert named.port == Port(name="the bridge")
    assert to_plain(named)["port"] == "the bridge"
    assert to_plain(read(port=BRIDGE))["port"] == BRIDGE


def test_a_written_port_reads_back_as_the_same(tmp_path: Path) -> None:
    file = tmp_path / "back.yaml"
    for port in ("the bridge", BRIDGE, {"name": "the bridge", "fiscal_year_starts": 4}):
        file.write_text(as_file(read(port=port)), encoding="utf-8")
        assert load(file).scenario.port == read(port=port).port


def test_figures_name_the_tribunal_and_the_partner_country_as_the_port_does() -> None:
    known = catalogue(read(port=BRIDGE))
    assert known["referred"].meaning == "Claimants who left referred to the Council of Refuge."
    assert known["returned_road"].meaning == "Claimants of road who left returned to Sylvania."


def test_a_port_that_names_nobody_is_described_in_neutral_words() -> None:
    known = catalogue(read(port="the bridge"))
    assert known["referred"].meaning == "Claimants who left referred to the tribunal that hears claims."
    assert known["returned"].meaning == "Claimants who left returned to the partner country."


def test_the_currency_is_that_of_the_port_of_the_file_or_of_the_first_amount() -> None:
    price = {"cost": "900 XTS/month"}
    assert read().currency == ""
    assert read(space=price).currency == "XTS"
    assert read(currency="EUR").currency == "EUR"
    assert read(port={"currency": "EUR"}).currency == "EUR"


def test_amounts_of_two_currencies_are_refused_and_so_are_two_currencies(said: Said) -> None:
    found = said("port: {currency: EUR}\ncurrency: CAD\n")
    assert any("currency: found CAD; allowed: EUR, as in port.currency, or no currency here" in one for one in found)
    found = said("port: {currency: EUR}\nspace: {cost: 900 CAD/month}\n")
    assert any("space.cost: found CAD; allowed: EUR, the currency of the scenario" in one for one in found)


@pytest.mark.parametrize("month", ["0", "13", "april", "4.5", "true"])
def test_a_fiscal_year_begins_in_one_of_twelve_months(said: Said, month: str) -> None:
    (found,) = said(f"port: {{fiscal_year_starts: {month}}}\n")
    assert "port.fiscal_year_starts: found" in found


def test_a_file_that_extends_another_names_what_is_different(read: Read) -> None:
    scenario = read("port: {agency: the Watch}\n").scenario
    assert scenario.port.agency == "the Watch"
