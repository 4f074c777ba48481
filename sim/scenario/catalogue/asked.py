"""Figures of waits and stays: which are always there, and which come when `targets`, `precision` or `figures` ask.

The grammar of their names, made here and nowhere else, and never taken apart again:

    wait_<step>_<what><of>       what: mean, p50, p90, p95, max, over_<x>; x: 4h, 30min, 2d
    time_on_site_<what><of>      what: mean, p50, p90, p95, max; 72h_mean and so on, up to `stay_limit`
    within_<h>h<of>
    of: nothing (everybody), _class_<class>, _stream_<stream>, _outcome_<outcome>

In what is asked for, `*` stands for anything: `wait_*_over_4h` is of every step.
"""

import re
from collections.abc import Iterable, Iterator
from itertools import islice
from typing import Literal, NamedTuple

from sim.scenario.catalogue.figure import Owns
from sim.scenario.catalogue.words_of_people import OUTCOME
from sim.scenario.language.process import OUTCOMES
from sim.scenario.language.sections import Sections
from sim.wording import noted
from sim.wording.named import called

MOST = 1000  # figures that a scenario may ask for beyond those that are always there
SECONDS = {"min": 60, "h": 3600, "d": 86400}
STATISTICS = ("mean", "p50", "p90", "p95", "max")
ALWAYS = ("mean", "p90", "p95")  # of the wait for every step
HOURS = (24, 72)  # `within_<h>h` that are always there
_LENGTH = re.compile(r"over_([1-9]\d{0,4})(min|h|d)(?![^_])")
_WITHIN = re.compile(r"within_([1-9]\d{0,4})h(?![^_])")


class Group(NamedTuple):
    """Some of the claimants: `kind` is class, stream or outcome, `place` its number; everybody without."""

    kind: Literal["", "class", "stream", "outcome"] = ""
    name: str = ""
    place: int = -1

    @property
    def suffix(self) -> str:
        """What follows the name of a figure of these claimants."""
        return f"_{self.kind}_{self.name}" if self.kind else ""

    @property
    def whom(self) -> str:
        """Whom a figure is about: "claimants of the stream police"."""
        return {
            "": noted("claimants"),
            "class": noted("claimants of the priority class {name}", name=called(self.name)),
            "stream": noted("claimants of the stream {name}", name=called(self.name)),
            "outcome": noted("claimants who are {outcome}", outcome=OUTCOME.get(self.name, self.name)),
        }[self.kind]

    @property
    def called(self) -> str:
        """Whose a figure is, in its label; empty for everybody."""
        return {
            "": "",
            "class": noted("class {name}", name=called(self.name)),
            "stream": noted("stream {name}", name=called(self.name)),
            "outcome": noted("outcome {outcome}", outcome=OUTCOME.get(self.name, self.name)),
        }[self.kind]

    @property
    def owners(self) -> tuple[tuple[Owns, str], ...]:
        """The class, stream or outcome as the owner of a figure; none for everybody."""
        return ((self.kind, self.name),) if self.kind else ()


EVERYBODY = Group()


class Wait(NamedTuple):
    """A figure of the waits for a step; `over`: seconds, of a share that waits longer."""

    name: str
    step: str
    place: int  # of the step
    what: str
    over: int
    length: str  # how `over` is said
    of: Group

    @property
    def meaning(self) -> str:
        """What it means."""
        if self.over:
            return noted(
                "Share not served within {length}, as it waited longer or gave up, of {whom} ready for {step} in the "
                "counted span and at least so long before its end.",
                length=self.length, whom=self.of.whom, step=called(self.step),
            )  # fmt: skip
        return WAITS[self.what](
            noted(
                "{whom} whose {step} started in the counted span, from ready to start",
                whom=self.of.whom,
                step=called(self.step),
            )
        )


class Stay(NamedTuple):
    """A figure of the stays of some claimants; `hours`: of a share served and gone within this many.

    `limit`: of the stay or this many hours, whichever is less; 0 for the whole stay.
    """

    name: str
    what: str
    hours: int
    of: Group
    limit: int = 0


WAITS = {  # a statistic of waits: what it means, of `whose`
    "mean": lambda whose: noted("Mean wait, of {whose}.", whose=whose),
    "p50": lambda whose: noted("Least wait that 50% do not exceed, of {whose}.", whose=whose),
    "p90": lambda whose: noted("Least wait that 90% do not exceed, of {whose}.", whose=whose),
    "p95": lambda whose: noted("Least wait that 95% do not exceed, of {whose}.", whose=whose),
    "max": lambda whose: noted("Longest wait, of {whose}.", whose=whose),
}


def groups(scenario: Sections) -> Iterator[Group]:
    """Everybody, then the priority classes, the streams and the outcomes."""
    yield Group()
    yield from (Group("class", name, place) for place, name in enumerate(scenario.process.priority))
    yield from (Group("stream", name, place) for place, name in enumerate(scenario.arrivals))
    yield from (Group("outcome", name, place) for place, name in enumerate(OUTCOMES))


class Asked:
    """The names that a scenario asks for, word by word or with `*`."""

    def __init__(self, scenario: Sections) -> None:
        seen = [fact.figure for fact in scenario.evidence.values()]
        self.texts = tuple(dict.fromkeys((*scenario.targets, *scenario.precision, *scenario.figures, *seen)))
        self._exact = frozenset(text for text in self.texts if "*" not in text)
        self._patterns = [pattern(text) for text in self.texts if "*" in text]

    def __contains__(self, name: object) -> bool:
        return name in self._exact or any(one.fullmatch(str(name)) for one in self._patterns)

    def of(self, group: Group) -> bool:
        """Return whether any name can be of these claimants."""
        tails = (text.rpartition("*")[2] for text in self.texts)
        return any(tail.endswith(group.suffix) or group.suffix.endswith(tail) for tail in tails)

    def lengths(self) -> list[tuple[int, str, str]]:
        """Return (seconds, 4h, 4 h) of every length that stands in a name, as it is written, ascending."""
        found = {hit for text in self.texts for hit in _LENGTH.findall(text)}
        return sorted((int(n) * SECONDS[unit], n + unit, f"{n} {unit}") for n, unit in found)

    def hours(self) -> list[int]:
        """Return the h of every `within_<h>h` that stands in a name, ascending."""
        return sorted({int(hit) for text in self.texts for hit in _WITHIN.findall(text)})


def pattern(text: str) -> "re.Pattern[str]":
    """Return what a name with `*` in it stands for."""
    return re.compile(".*".join(re.escape(part) for part in text.split("*")), re.DOTALL)


def waits(scenario: Sections) -> list[Wait]:
    """Return the figures of waits: of every step those that are always there, then those asked for."""
    always = [
        Wait(f"wait_{step}_{what}", step, place, what, 0, "", Group())
        for place, step in enumerate(scenario.process.steps)
        for what in ALWAYS
    ]
    known = {one.name for one in always}
    return [*always, *islice((one for one in _waits(scenario) if one.name not in known), MOST + 1)]


def _waits(scenario: Sections) -> Iterator[Wait]:
    asked = Asked(scenario)
    lengths = asked.lengths()
    for group in groups(scenario):
        if not asked.of(group):
            continue
        for place, step in enumerate(scenario.process.steps):
            for what in STATISTICS:
                name = f"wait_{step}_{what}{group.suffix}"
                if name in asked:
                    yield Wait(name, step, place, what, 0, "", group)
            for seconds, short, length in lengths:
                name = f"wait_{step}_over_{short}{group.suffix}"
                if name in asked:
                    yield Wait(name, step, place, "over", seconds, length, group)


def within_hours(scenario: Sections) -> tuple[int, ...]:
    """Return the h of every `within_<h>h` of everybody, ascending: 24, 72, and those asked for."""
    asked = Asked(scenario)
    return tuple(sorted({*HOURS, *(h for h in asked.hours() if f"within_{h}h" in asked)}))


def stay_limit(scenario: Sections) -> int:
    """Return the h of `time_on_site_<h>h_mean`."""
    return round(scenario.stay_limit / 3600)


def stay_name(what: str, limit: int = 0, of: Group = EVERYBODY) -> str:
    """Return what a figure of stays is called: `what` of their mean, p50 and so on, up to `limit` hours or (0)
    whole.
    """
    return f"time_on_site_{f'{limit}h_' if limit else ''}{what}{of.suffix}"


def stays(scenario: Sections) -> list[Stay]:
    """Return the figures of the stays of a class, a stream or an outcome that are asked for."""
    return list(islice(_stays(scenario), MOST + 1))


def _stays(scenario: Sections) -> Iterator[Stay]:
    asked = Asked(scenario)
    for group in groups(scenario):
        if not group.kind or not asked.of(group):
            continue
        for limit in (0, stay_limit(scenario)):
            for what in STATISTICS[:-1] if limit else STATISTICS:  # the longest of stays up to a limit is the limit
                if (name := stay_name(what, limit, group)) in asked:
                    yield Stay(name, what, 0, group, limit)
        for h in asked.hours():
            name = f"within_{h}h{group.suffix}"
            if name in asked:
                yield Stay(name, "within", h, group)


def too_many(scenario: Sections) -> bool:
    """Return whether a scenario asks for more figures than a run can keep."""
    always = len(ALWAYS) * len(scenario.process.steps)
    return len(waits(scenario)) - always + len(stays(scenario)) > MOST


def answered(texts: Iterable[str], names: Iterable[str]) -> dict[str, bool]:
    """Return whether any name is what each text that asks for figures asks for."""
    known = tuple(names)
    exact = set(known)
    return {
        text: text in exact or ("*" in text and any(pattern(text).fullmatch(name) for name in known)) for text in texts
    }
