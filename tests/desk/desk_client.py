"""A desk of a small port that is asked in this process, as a page asks it, and what it says as events."""

import json
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from starlette.testclient import TestClient

from sim.cli.desk.begun import starts
from sim.cli.desk.players import Players
from sim.cli.desk.server import Desk, served
from sim.scenario.load import load

TOKEN, HOST = "a-token", "127.0.0.1:8000"
ORIGIN = {"origin": f"http://{HOST}"}
PORT = """\
format: 2
name: A small port
start: 2025-06-02
end: 2025-06-09
arrivals: {door: {claimants_per_day: 30}}
process:
  steps: {intake: {staff: {officers: 1}, area: hall, time: {party: 60 min}, cv: .5}}
  journeys: {everyone: [intake]}
staff: {officers: {shifts: {day: {hours: 07:00-19:00, on_duty: 4}}}}
space: {areas: {hall: {persons: 12}}}
levers:
  officers: {label: Officers by day, path: staff.officers.shifts.day.on_duty, states: {"4": 4, "5": 5}}
"""


@contextmanager
def desk(folder: Path) -> Iterator[TestClient]:
    """Serve the desk of a small port in a folder."""
    file = folder / "port.yaml"
    file.write_text(PORT, encoding="utf-8")
    scenario = load(file).scenario
    players = Players(1)
    try:
        app = served(Desk(scenario, file, starts(scenario), players), TOKEN, [HOST])
        with TestClient(app, base_url=f"http://{HOST}", headers=ORIGIN) as client:
            yield client
    finally:
        players.end()


def posted(client: TestClient, where: str, state: Any = None, query: str = "", **more: Any) -> Any:
    """What the desk answers to what a page sends."""
    given = {"state": state or {}, **more}
    return client.post(f"/{TOKEN}/{where}{query}", content=json.dumps(given))


def events(client: TestClient, state: Any = None, looks: int = 1, query: str = "", **more: Any) -> dict[str, list[Any]]:
    """What is said of a state up to so many looks, by the name of the event."""
    said: dict[str, list[Any]] = {"forms": [], "look": [], "wrong": []}
    for frame in posted(client, "play", state, query, **more).text.split("\n\n"):
        if frame:
            name, data = frame.split("\n")
            said[name.removeprefix("event: ")].append(json.loads(data.removeprefix("data: ")))
    return said
