"""What a measure can watch: each quantity is declared here once, and in no other place but the look of either engine.

The schema, the checks, the numbers in the rules of a run and the words of every view are made from these declarations.
A new watch is one more entry, and a look in `port/flow/watching.py` and in `port/reference/watching.py`.
"""

from collections.abc import Callable
from dataclasses import dataclass, field
from functools import reduce
from typing import TYPE_CHECKING, Literal

from sim.wording import noted

PERSONS = "persons"
SPACE, STAFFED_CAPACITY = "space", "staffed_capacity"  # what a share can be a share of


@dataclass(frozen=True)
class Watch:
    """A quantity that is compared with a level.

    `label` and `sentence` name it in a diary and in a rule; both may hold `{of}`, `{step}`, `{over}`, `{ahead}` and
    `{of_space}`, which stand for what its condition says.
    """

    name: str
    levels: tuple[str, ...]  # kinds of level it is compared with: number, share, duration
    unit: str  # of a number; of a duration, the unit that it is shown in
    label: str  # "people in the {of}"
    sentence: str  # with its verb: "people in the {of} are"
    counted: str = ""  # what is counted, where the name does not say it
    names: dict[str, str] = field(default_factory=dict)  # fields that must name an area, a pool or a step
    needs: tuple[str, ...] = ()  # other fields that must be given
    share_of: str = ""  # what a share is a share of
    chance: bool = False  # a probability
    recent: bool = False  # counted over the window `over`
    forecast: bool = False  # rests on a census of who is there, and on arrivals over the window `over`
    always: bool = False  # may be looked at after every event

    @property
    def must_say(self) -> tuple[str, ...]:
        """The fields that a condition on it must have."""
        return (*self.names, *self.needs)

    @property
    def is_persons(self) -> bool:
        """Whether it counts people against the space of an area."""
        return self.share_of == SPACE and self.unit == PERSONS


_DECLARED = (
    Watch(
        "occupancy",
        levels=("number", "share"),
        unit=PERSONS,
        label=noted("people in the {of}"),
        sentence=noted("people in the {of} are"),
        names={"of": "area"},
        share_of=SPACE,
        always=True,
    ),
    Watch(
        "arrivals",
        levels=("number", "share"),
        unit="claimants a day",
        label=noted("arrivals over {over}"),
        sentence=noted("arrivals over {over} are"),
        share_of=STAFFED_CAPACITY,
        recent=True,
    ),
    Watch("longest_wait", ("duration",), "h", label=noted("longest wait"), sentence=noted("the longest wait is")),
    Watch("longest_stay", ("duration",), "h", label=noted("longest stay"), sentence=noted("the longest stay is")),
    Watch(
        "waiting_for",
        levels=("number",),
        unit=PERSONS,
        label=noted("waiting for {step}"),
        sentence=noted("those waiting for {step} are"),
        names={"step": "step"},
        always=True,
    ),
    Watch(
        "outside",
        ("number",),
        PERSONS,
        label=noted("people outside"),
        sentence=noted("people outside are"),
        always=True,
    ),
    Watch(
        "work_waiting",
        levels=("number",),
        unit="officer-hours",
        label=noted("work waiting for {of}"),
        sentence=noted("the work waiting for {of} is"),
        names={"of": "pool"},
    ),
    Watch(
        "forecast_occupancy",
        levels=("number", "share"),
        unit=PERSONS,
        label=noted("people expected in the {of} {ahead} ahead"),
        sentence=noted("people expected in the {of} {ahead} ahead are"),
        counted=noted("persons expected in an area"),
        names={"of": "area"},
        needs=("ahead",),
        share_of=SPACE,
        forecast=True,
    ),
    Watch(
        "forecast_full",
        levels=("share",),
        unit="",
        label=noted("chance of more people in the {of} than its {of_space} space {ahead} ahead"),
        sentence=noted("the chance that the {of} is above its {of_space} space {ahead} ahead is"),
        counted=noted("the chance that they exceed its space"),
        names={"of": "area"},
        needs=("ahead",),
        share_of=SPACE,
        chance=True,
        forecast=True,
    ),
)
WATCHES = {watch.name: watch for watch in _DECLARED}
NUMBERS = {name: number for number, name in enumerate(WATCHES)}  # by which the engines know them
ALWAYS = tuple(watch.name for watch in _DECLARED if watch.always)
COUNTED = reduce(
    lambda one, other: noted("{one}; {other}", one=one, other=other),
    (noted("{name}: {meaning}", name=watch.name, meaning=watch.counted) for watch in _DECLARED if watch.counted),
)

if TYPE_CHECKING:
    WatchName = str
else:
    WatchName = Literal[tuple(WATCHES)]


def those(chosen: Callable[[Watch], bool]) -> str:
    """Return the chosen watches by name, for the description of a field; all forecasts together as `forecasts`."""
    names = [watch.name for watch in _DECLARED if chosen(watch)]
    forecasts = [watch.name for watch in _DECLARED if watch.forecast]
    if set(forecasts) <= set(names):
        names = [name for name in names if name not in forecasts] + [noted("forecasts")]
    return noted("{names} and {last}", names=", ".join(names[:-1]), last=names[-1]) if len(names) > 1 else names[0]


def naming(kind: str) -> str:
    """Return the watches that must name an area, a pool or a step."""
    return those(lambda watch: kind in watch.names.values())
