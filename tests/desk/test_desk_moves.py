"""What is moved and edited on the desk is played, said and saved; it is a scenario that the language has read."""

import time
from collections.abc import Iterator
from pathlib import Path

import pytest
from desk_client import ORIGIN, TOKEN, desk, events, posted
from starlette.testclient import TestClient

import sim
from sim.cli.desk.looks import LOOKS

pytestmark = pytest.mark.cli
COUNTS = """\
from,to,claims,known,grade,source
2025-06-02,2025-06-08,350,2025-06-09,B,the press
"""


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return tmp_path_factory.mktemp("desk")


@pytest.fixture(scope="module")
def client(folder: Path) -> Iterator[TestClient]:
    with desk(folder) as found:
        yield found


def test_every_look_says_on_how_many_runs_it_rests(client: TestClient) -> None:
    looks = events(client)["look"]
    assert [one["runs"] for one in looks if one["runs"] in LOOKS] == list(LOOKS)
    for one, later in zip(looks, [*looks[1:], None], strict=True):
        assert f"rest on {one['runs']} runs" in one["rests"]
        assert later is None or f"there will be {later['runs']}" in one["rests"]
    assert "This is the scenario as written" in looks[-1]["differences"]


def test_a_lever_that_is_moved_changes_the_answer_and_is_told_against_the_written_one(client: TestClient) -> None:
    written, moved = (events(client, {"levers": {"officers": at}})["look"] for at in ("4", "5"))
    assert written[-1]["screen"] != moved[-1]["screen"] and "as written" in written[-1]["differences"]
    assert "As moved" in moved[-1]["differences"] and 'class="called"' in moved[-1]["differences"]
    assert "8, 32, 100 and 400 runs alone" in moved[-1]["differences"]


def test_the_numbers_of_a_state_are_those_of_a_run_of_what_is_saved(client: TestClient, folder: Path) -> None:
    state = {"sets": {"space.areas.hall.persons": "7", "staff.officers.shifts.day.on_duty": "3"}}
    answer = posted(client, "save", state, name="tight.yaml")
    assert answer.text == "Saved as tight.yaml."
    saved = sim.load(folder / "tight.yaml")
    assert saved.space.areas["hall"].persons == 7 and saved.staff["officers"].shifts["day"].on_duty == 3
    most = round(sim.run(saved, 400, 1, assumption_sets=0).summary["peak_hall"].mean)
    screen = events(client, state)["look"][-1]["screen"]
    assert f"<b>{most}</b> for 7 places" in screen


@pytest.mark.parametrize(
    ("path", "value", "shown"),
    [
        ("staff.officers.shifts.late", '{hours: "19:00-23:00", on_duty: 2}', "officers: late"),
        ("staff.officers.shifts.day.days", "[mon, tue]", "officers: day"),
        ("surges.surge_1", "{stream: door, begins: 2025-06-04, times: 2, hold: 2 d}", "surge 1 (door)"),
    ],
)
def test_what_is_edited_stands_in_the_forms(client: TestClient, path: str, value: str, shown: str) -> None:
    said = events(client, {"sets": {path: value}})
    assert not said["wrong"] and shown in said["forms"][0]["edits"]
    assert f"{path} = {value.replace(chr(34), '&#34;')}" in said["forms"][0]["changes"]


def test_two_pinned_states_are_told_side_by_side(client: TestClient) -> None:
    pins = {
        "a": {"sets": {"space.areas.hall.persons": "12"}},
        "b": {"sets": {"staff.officers.shifts.day.on_duty": "3"}},
    }
    said = events(client, pins=pins)
    assert said["forms"][0]["names"] == {
        "a": "space.areas.hall.persons = 12",
        "b": "staff.officers.shifts.day.on_duty = 3",
    }
    assert "B less A" in said["look"][-1]["pinned"] and 'class="called"' in said["look"][-1]["pinned"]


def test_counts_that_are_uploaded_are_played_and_saved(client: TestClient, folder: Path) -> None:
    answer = client.post(f"/{TOKEN}/upload?name=june.csv", content=COUNTS.encode(), headers=ORIGIN)
    assert answer.status_code == 200 and answer.json()["said"] == "1 count of june.csv is in use."
    sets = {"arrivals.door.claimants_per_day": "null", "arrivals.door.counts": f"upload:{answer.json()['name']}"}
    assert not events(client, {"sets": sets})["wrong"]
    posted(client, "save", {"sets": sets}, name="counted.yaml")
    assert sim.load(folder / "counted.yaml").arrivals["door"].levels != {}
    assert not list(folder.glob("*.csv"))
    gone = events(client, {"sets": sets | {"arrivals.door.counts": "upload:none"}})["wrong"][0]["problems"][0]
    assert "does not have any more" in gone


def test_an_upload_that_is_no_table_of_counts_is_refused_by_its_cell(client: TestClient) -> None:
    wrong = COUNTS.replace("350", "many")
    answer = client.post(f"/{TOKEN}/upload?name=june.csv", content=wrong.encode(), headers=ORIGIN)
    assert answer.status_code == 422 and answer.text.startswith("june.csv:2:") and "many" in answer.text


def test_scenario_workbook_and_brief_are_given_to_be_kept(client: TestClient) -> None:
    state = {"sets": {"space.areas.hall.persons": "9"}}
    text = posted(client, "file", state)
    assert text.headers["x-file-name"] == "port-moved.yaml" and "Made on the desk" in text.text
    assert posted(client, "book", state).content[:2] == b"PK"
    page = posted(client, "brief", state, "?lang=fr")
    assert page.headers["x-file-name"] == "port-brief.html" and '<html lang="fr">' in page.text


def test_forms_and_answers_are_said_in_the_language_of_the_page(client: TestClient) -> None:
    said = events(client, query="?lang=fr")
    assert "simulations" in said["look"][-1]["rests"] and "Quarts, par jour de la semaine" in said["forms"][0]["edits"]
    assert "Le bureau a besoin de scripts" in client.get(f"/{TOKEN}/?lang=fr").text


def test_what_is_urgent_is_played_first_and_who_gives_up_stops_it() -> None:
    import asyncio

    from small_port import port

    from sim.cli.desk.players import Players

    scenario, other = port(), port(space={"areas": {"hall": {"persons": 9}}})

    async def asking() -> tuple[float, bool]:
        players = Players(1)
        try:
            await players.ask("look", {"now": scenario, "written": scenario}, 2, "en", 0)
            late = asyncio.create_task(players.ask("look", {"now": scenario, "written": scenario}, 100_000, "en", 3))
            await asyncio.sleep(0.5)
            began = time.monotonic()
            await players.ask("look", {"now": other, "written": other}, 2, "en", 0)
            lasted, going_on = time.monotonic() - began, not late.done()
            late.cancel()
            await asyncio.wait({late})
            await players.ask("look", {"now": other, "written": other}, 8, "en", 0)
            return lasted, going_on
        finally:
            players.end()

    lasted, going_on = asyncio.run(asking())
    assert going_on and lasted < 20


def test_a_process_that_dies_is_told_and_another_takes_its_place(folder: Path) -> None:
    import asyncio

    from small_port import port

    from sim.cli.desk.players import Players
    from sim.errors import WorkerError

    scenario = port()

    async def asking() -> None:
        players = Players(1)
        try:
            late = asyncio.create_task(players.ask("look", {"now": scenario, "written": scenario}, 100_000, "en", 3))
            await asyncio.sleep(3)
            process = players._all[0]._process
            assert process is not None
            process.kill()
            with pytest.raises(WorkerError, match="ended"):
                await late
            assert (await players.ask("look", {"now": scenario, "written": scenario}, 2, "en", 0)).runs == 2
        finally:
            players.end()

    asyncio.run(asking())
