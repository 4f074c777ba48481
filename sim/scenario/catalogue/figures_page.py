"""The figures in Markdown, for the page of the language: of a port whose owners are called by what they are."""

from collections.abc import Iterator

from sim.scenario.catalogue.figure import FigureInfo
from sim.scenario.catalogue.figures import catalogue
from sim.scenario.catalogue.unit_names import unit_name
from sim.scenario.schema import Scenario
from sim.wording import said, say

PORT = {
    "name": "the page of figures",
    "start": "2025-01-01",
    "end": "2025-01-02",
    "arrivals": {"STREAM": {"claimants_per_day": 1}},
    "process": {
        "priority": {"CLASS": {}},
        "steps": {"STEP": {"staff": {"POOL": 1}, "area": "AREA", "time": "1 h", "patience": "4 h"}},
        "journeys": {"everyone": ["STEP"]},
    },
    "staff": {"POOL": {"shifts": {"day": {"hours": "00:00-24:00", "on_duty": 1}}}},
    "space": {
        "areas": {"AREA": {"persons": 1}},
        "rooms": {"ROOM": 1},
        "lodging": {"LODGING": {"area": "AREA", "rooms": "ROOM"}},
    },
    "contingency": {
        "MEASURE": {
            "order_when": {"on": "2025-01-01"},
            "brings": {"areas": {"AREA": 1}},
            "cost": {"to_sending_ports": "1 CAD"},
        }
    },
}
ASKED = (
    "wait_STEP_p50", "wait_STEP_max", "wait_STEP_over_4h", "wait_STEP_over_4h_class_CLASS",
    "wait_STEP_mean_stream_STREAM", "time_on_site_p90_class_CLASS", "within_24h_outcome_returned",
)  # fmt: skip


def figures() -> Iterator[str]:
    """Yield a table of the figures that are always there, and one of those that come when they are asked for."""
    always = catalogue(Scenario.model_validate(PORT))
    asked = catalogue(Scenario.model_validate(PORT | {"figures": ASKED}))
    about = say("The columns of `kpis.csv`, the keys of `summary.json`, the words of `targets`.")
    further = say("When `targets`, `precision` or `figures` asks for them, of any step, class and so on:")
    yield from (f"### {say('Figures')}", "", about, "")
    yield from _rows(always, tuple(always))
    yield from ("", further, "")
    yield from _rows(asked, tuple(name for name in asked if name not in always))
    yield ""


def _rows(known: dict[str, FigureInfo], names: tuple[str, ...]) -> Iterator[str]:
    yield say("| figure | unit | meaning |")
    yield "|---|---|---|"
    for name in names:
        figure = known[name]
        yield f"| `{name}` | {unit_name(figure.unit or figure.kind)} | {said(figure.meaning)} |"
