"""Results tell their answer, show themselves briefly in a notebook, and have tables with real dates and charts."""

from pathlib import Path

import pandas as pd
import pytest

import sim

pytestmark = pytest.mark.unit
SCENARIOS = Path(__file__).parents[2] / "scenarios"
SHORT = ["end=2025-06-15"]
MOST = 6000


def call_ten(port):
    """Ten more officers for eight hours, whenever more than twenty people are in the hall."""
    officers = port.plan.pool("officers")
    while True:
        if port.persons("hall") > 20:
            port.add(officers, 10)
            yield port.wait(8 * 3600)
            port.add(officers, -10)
        yield port.wait(3600)


def idle(port):
    """Wait an hour, and leave the port alone."""
    yield port.wait(3600)


@pytest.fixture(scope="module")
def summer():
    return sim.load(SCENARIOS / "july-surge.yaml", SHORT)


@pytest.fixture(scope="module")
def result(summer):
    return sim.run(summer, 3, workers=1, assumption_sets=0)


def test_a_run_shows_itself_with_its_answer_and_one_table_briefly(result) -> None:
    shown = result._repr_html_()
    assert len(shown) < MOST
    assert shown.count("<table>") == shown.count("</table>") == 1
    assert result.answer[0].replace("'", "&#x27;") in shown
    assert str(result) == "\n".join(result.answer)
    assert repr(result) == f"<RunResult: {result.answer[0]}>"


@pytest.mark.parametrize("name", ["lacolle-2025", "when-to-lease", "history-2024-2025"])
def test_the_largest_results_show_themselves_briefly(name: str) -> None:
    found = sim.run(sim.load(SCENARIOS / f"{name}.yaml"), 2, workers=1, assumption_sets=4, per_set=2)
    assert len(found._repr_html_()) < MOST
    assert len(repr(found)) < MOST
    assert "more rows in `.tables`" in found._repr_html_()


def test_tables_of_a_run_have_real_dates(result) -> None:
    zone = result.scenario.time_zone
    assert str(result.tables.hourly.index.tz) == zone
    assert str(result.tables.diary["time"].dt.tz) == zone
    assert str(result.tables.contingency["ordered"].dt.tz) == zone
    dates = [name for name in result.names if result.figures[name].kind == "date"]
    assert dates
    assert all(str(result.tables.kpis[name].dt.tz) == zone for name in dates)
    assert result.kpis.shape == (3, len(result.names))
    with pytest.raises(AttributeError, match="allowed: kpis, hourly, contingency, diary"):
        _ = result.tables.figures


def test_charts_are_named_and_drawn_when_they_are_asked_for(result) -> None:
    assert {"people_on_site", "time_on_site"} <= set(result.charts)
    assert result.charts.people_on_site().get_suptitle()
    with pytest.raises(AttributeError, match="found no chart 'pie'"):
        _ = result.charts.pie


def test_a_policy_takes_part_beside_the_measures(summer, result) -> None:
    helped = sim.run(summer, 3, workers=1, policies=[call_ten])
    again = sim.run(summer, 3, workers=2, policies=[call_ten])
    assert helped.summary["time_on_site_mean"].mean < result.summary["time_on_site_mean"].mean
    assert helped.values.tobytes() == again.values.tobytes()
    assert sim.verify(summer, 1, policies=[call_ten]).holds


def test_measures_act_as_they_did_beside_a_policy_that_does_nothing() -> None:
    year = sim.load(SCENARIOS / "lacolle-2025.yaml")
    alone, beside = sim.run(year, 2, workers=1, assumption_sets=0), sim.run(year, 2, workers=1, policies=[idle])
    assert alone.runs[0].diary
    assert [run.diary for run in beside.runs] == [run.diary for run in alone.runs]
    assert beside.values.tobytes() == alone.values.tobytes()


@pytest.mark.parametrize("how", [{"store": "runs.sqlite"}, {"cluster": "tcp://127.0.0.1:9"}])
def test_a_policy_is_neither_stored_nor_sent(summer, how, tmp_path, monkeypatch) -> None:
    monkeypatch.chdir(tmp_path)
    with pytest.raises(sim.errors.ArgumentError, match="allowed: one of them"):
        sim.run(summer, 2, workers=1, policies=[call_ten], **how)


def test_a_policy_that_no_new_process_can_import_is_refused(summer, monkeypatch) -> None:
    monkeypatch.setattr("multiprocessing.get_start_method", lambda: "spawn")
    with pytest.raises(sim.errors.ArgumentError, match="or workers=1"):
        sim.run(summer, 2, workers=2, policies=[lambda port: iter(())])


@pytest.mark.parametrize("asked", [0, -1, 2.5, "all"])
def test_a_number_of_replications_that_cannot_be_is_refused(summer, asked) -> None:
    with pytest.raises(sim.errors.ArgumentError, match="allowed: a whole number from 1"):
        sim.run(summer, asked, workers=1)
    with pytest.raises(sim.errors.ArgumentError, match="allowed: 1 or more"):
        sim.run(summer, 1, workers=0)


def test_a_comparison_shows_itself_and_explains_its_changes(summer) -> None:
    changes = {"name": "More", "space.areas.hall.persons": 300, "staff.officers.absence": "1%"}
    found = sim.compare(summer, summer.edited(changes), replications=3, workers=1, explain=True, assumption_sets=0)
    assert len(found._repr_html_()) < MOST
    assert len(repr(found)) < MOST
    assert found.answer[0].startswith("More: ")
    assert {"differences", "waterfall_1"} <= set(found.charts)
    assert found.charts.differences().get_suptitle()
    assert {"scenario", "figure", "change"} <= set(found.tables.attribution)
    assert "date" not in set(found.tables.differences["kind"])
    assert pd.api.types.is_numeric_dtype(found.tables.differences["difference"])
    assert str(found.tables.dates["value"].dt.tz) == summer.time_zone


def test_a_sweep_shows_itself_and_reads_its_file_once(summer, monkeypatch) -> None:
    monkeypatch.setattr("sim.scenario.source.yaml_reader.read_file", lambda path: pytest.fail(f"{path} was read"))
    vary = {"space.areas.hall.persons": [100, 200], "staff.officers.absence": ["2%", "8%"]}
    found = sim.sweep(summer, vary, replications=2, workers=1, figures=["within_24h", "on_site_peak"])
    assert len(found._repr_html_()) < MOST
    assert len(repr(found)) < MOST
    assert list(found.tables.points.columns[:3]) == ["point", *vary]
    assert found.charts.heat_map("on_site_peak").get_suptitle()
    assert len(found.answer) >= 2


def test_a_sensitivity_and_a_roster_show_themselves() -> None:
    port = sim.load(SCENARIOS / "minimal.yaml", ["end=2025-07-08", "targets={within_24h: {at_least: 80%}}"])
    unsure = port.edited({"uncertain": {"arrivals.claimants.claimants_per_day": {"p10": 30, "p90": 50}}})
    found = sim.sensitivity(unsure, size=2, replications=2, figures=["on_site_peak"], workers=1)
    assert len(found._repr_html_()) < MOST
    assert len(repr(found)) < MOST
    assert found.charts.tornado().get_suptitle()
    assert set(found.tables.influence["figure"]) == {"on_site_peak"}
    roster = sim.staff(port, replications=4, search=2, gap=0.1, workers=1, progress=True)
    assert len(roster._repr_html_()) < MOST
    assert len(repr(roster)) < MOST
    assert str(roster.tables.requirement["time"].dt.tz) == "UTC"
    assert roster.tables.roster["date"].dtype.kind == "M"
    assert roster.charts.shift_stack("officers").get_suptitle()


def test_progress_is_shown_when_it_is_asked_for(summer, capsys) -> None:
    sim.run(summer, 2, workers=1, assumption_sets=0)
    assert capsys.readouterr() == ("", "")
    sim.run(summer, 2, workers=1, progress=True, assumption_sets=0)
    said = capsys.readouterr()
    assert said.out == ""
    assert "replications" in said.err


def test_what_is_said_of_a_goal_is_of_one_goal(summer) -> None:
    with pytest.raises(sim.errors.ArgumentError, match="one of them"):
        sim.staff(summer, served="80%", wait="30 min", budget=100)
    with pytest.raises(sim.errors.ArgumentError, match="a wait with the share"):
        sim.staff(summer, wait="30 min")
    with pytest.raises(sim.errors.ArgumentError, match="from 0 to 1"):
        sim.staff(summer, served="900%")
