"""How many storms a replication has, before anything else of it is drawn.

Storms are surges that may begin or not (`per_year`, or a `probability` below 1), and of a stream with regimes the
spells of the one that multiplies most. A surge counts if it begins in the counted span, a spell if any of it is within.
What is counted is what the replication itself draws, with its values of what is uncertain: a future that is chosen by
the number of its storms has everything else as it is given that number.
"""

from collections.abc import Mapping
from typing import Any

import numpy as np
from pydantic import TypeAdapter

from sim.errors import ScenarioError
from sim.people.chance.random_streams import Chance, Register
from sim.people.chance.uncertain_inputs import STATED, numbered, uniforms
from sim.people.rates.regimes import Regimes
from sim.people.rates.surges import Shock
from sim.scenario.calendar.clock import clock
from sim.scenario.language.rates.regimes import Regime
from sim.scenario.language.rates.surges import Surge
from sim.scenario.origin import values_of
from sim.scenario.schema import Scenario
from sim.scenario.source.source_tree import Node, Path, as_node, parts
from sim.scenario.uncertain.realise import DRAWN, value_at
from sim.scenario.values.section import AS_DRAWN

MANY = 1 << 20  # storms, where chance has more spells than a run can
OFTEN: TypeAdapter[Surge] = TypeAdapter(Surge)
CHAIN: TypeAdapter[dict[str, Regime]] = TypeAdapter(dict[str, Regime])
SIZES = ("times", "people", "rise", "hold", "fall")  # of a surge or a regime: what leaves the number as it is


class Storms:
    """The storms of a scenario; falsy where none are left to chance."""

    def __init__(self, scenario: Scenario) -> None:
        self._scenario, self._clock = scenario, clock(scenario)
        self._written: dict[Path, Any] = {
            ("surges", name): one for name, one in scenario.surges.items() if _by_chance(one)
        }
        self._written |= {("arrivals", name, "regimes"): one.regimes
                          for name, one in scenario.arrivals.items() if one.regimes}  # fmt: skip
        self._counting = {head: self._count(head, given) for head, given in self._written.items()}
        self._uncertain: dict[Path, list[str]] = {}
        for path in scenario.uncertain:
            head = next((head for head in self._written if _bears(parts(path), head)), None)
            if head is not None:
                self._uncertain.setdefault(head, []).append(path)
        values = values_of(scenario)
        self._nodes = {head: node for head in self._uncertain if (node := values.at(head)) is not None}

    def __bool__(self) -> bool:
        return bool(self._written)

    @property
    def names(self) -> tuple[str, ...]:
        """What is counted: names of surges, and of the stormy regimes."""
        return tuple(_stormy(given) if head[0] == "arrivals" else str(head[1]) for head, given in self._written.items())

    @property
    def uncertain(self) -> tuple[str, ...]:
        """The uncertain paths that bear on how many there are."""
        return tuple(path for paths in self._uncertain.values() for path in paths)

    def is_size(self, path: str) -> bool:
        """Return whether a path says how great storms are, or how long they last, and not how many there are."""
        keys = tuple(map(str, parts(path)))
        under = any(keys[: len(head)] == tuple(map(str, head)) for head in self._written)
        return under and path not in self.uncertain and "people" not in keys

    def number(self, replication: int) -> int:
        """Return how many storms a replication has, by its number as `future` has it."""
        law, place, _ = numbered(replication)
        drawn = self._drawn(place) if law == STATED else {}
        chance = Chance(self._scenario.seed, replication, ())
        try:
            return sum(self._number(drawn.get(head, one), chance) for head, one in self._counting.items())
        except ScenarioError:
            return MANY

    def _drawn(self, place: int) -> "dict[Path, Regimes | Shock]":
        """Return what has values of its own in a set of assumptions."""
        if not self._uncertain:
            return {}
        at, found = uniforms(self._scenario, place), {}
        for head, node in self._nodes.items():
            for path in self._uncertain[head]:
                value = as_node(value_at(self._scenario.uncertain[path], at[path]), DRAWN)
                node = node.with_child(parts(path)[len(head) :], value)
            found[head] = self._count(head, _read(head, node, self._written[head]))
        return found

    def _count(self, head: Path, given: Any) -> Regimes | Shock:
        if head[0] == "surges":
            return Shock(str(head[1]), given, self._clock.days, Register())
        return Regimes(given, str(head[1]), self._clock, Register())

    def _number(self, one: Regimes | Shock, chance: Chance) -> int:
        time = self._clock
        if isinstance(one, Shock):
            begins = one.begun(chance)[0]
            return int(((begins >= time.first_counted.toordinal()) & (begins < time.last.toordinal())).sum())
        regime, ends, _ = one.spells(chance)
        begins = np.append(0.0, ends[:-1])
        within = (begins < time.end) & (ends > time.start)
        return int((within & (regime == one.stormy)).sum())


def _by_chance(surge: Surge) -> bool:
    return surge.happens and (surge.per_year is not None or surge.probability < 1)


def _stormy(regimes: Mapping[str, Regime]) -> str:
    return max(regimes, key=lambda name: regimes[name].times.mean())


def _bears(path: Path, head: Path) -> bool:
    """Return whether a path is under a head, and bears on the number of storms."""
    rest = path[len(head) :]
    within = tuple(map(str, path[: len(head)])) == tuple(map(str, head)) and bool(rest)
    return within and not any(str(part) in SIZES for part in rest[:2])


def _read(head: Path, node: Node, written: Any) -> Any:
    """Return a surge or regimes as drawn; as written where the values that are drawn contradict each other."""
    reader: TypeAdapter[Any] = OFTEN if head[0] == "surges" else CHAIN
    try:
        return reader.validate_python(node.plain(), context={AS_DRAWN: True, "folder": None})
    except ValueError:
        return written
