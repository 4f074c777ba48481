"""The fuzzer: makers make hostile files, judges look at what comes of them; every case follows from (seed, number).

To add a kind of input, write a maker (a function of a `random.Random` that gives a `Case`) and put it into a list of
makers with its weight; to add a rule that must hold, write a judge (a function of an `Outcome` that gives complaints).
"""

import random
import signal
import time
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from types import FrameType

from sim.errors import SHOWN, ScenarioError
from sim.people.expectation.overload import foreseen
from sim.people.expectation.volume import unplayable
from sim.problems import Problem
from sim.scenario.fingerprint import fingerprint
from sim.scenario.load import Loaded, load
from sim.scenario.source.explain import explained
from sim.scenario.source.yaml_writer import as_file

HANG = 4.0  # seconds of processor time that a check may take


@dataclass(frozen=True)
class Case:
    """Files to write beside each other (and links, by what they lead to), which of them to load, and what to set.

    `play`: whether a run is played of it, if it loads and is small.
    """

    files: Mapping[str, str | bytes]
    main: str = "case.yaml"
    sets: tuple[str, ...] = ()
    links: Mapping[str, str] = field(default_factory=dict)
    play: bool = False


@dataclass(frozen=True)
class Outcome:
    """What came of a case that was checked: a scenario, or its problems, or what was raised; in how many seconds.

    `foreseen` is what `portsim check` says of a scenario beyond what loading does: too many people, too few officers.
    """

    case: Case
    folder: Path
    loaded: Loaded | None
    foreseen: tuple[Problem, ...]
    refused: ScenarioError | None
    raised: BaseException | None
    seconds: float


Maker = Callable[[random.Random], Case]
Judge = Callable[[Outcome], Iterator[str]]


class Hang(BaseException):
    """A case that took too long."""


@contextmanager
def limited(seconds: float) -> Iterator[None]:
    """Raises Hang in what takes longer (processor time), where the system can tell; else it is told afterwards."""
    if not hasattr(signal, "setitimer"):
        yield
        return

    def stop(_: int, __: FrameType | None) -> None:
        raise Hang(f"more than {seconds} s")

    before = signal.signal(signal.SIGPROF, stop)
    signal.setitimer(signal.ITIMER_PROF, seconds)
    try:
        yield
    finally:
        signal.setitimer(signal.ITIMER_PROF, 0)
        signal.signal(signal.SIGPROF, before)


def case(makers: Sequence[tuple[int, Maker]], seed: int, number: int) -> Case:
    """The case of a number: its maker is drawn by weight, and makes it of its own chance."""
    chance = random.Random(f"{seed}/{number}")
    (maker,) = chance.choices([maker for _, maker in makers], [weight for weight, _ in makers])
    return maker(chance)


def checked(given: Case, folder: Path) -> Outcome:
    """What comes of a case in a folder of its own when it is loaded and looked at as `portsim check` does."""
    _lay_out(given, folder)
    began = time.process_time()
    loaded = refused = raised = None
    ahead: tuple[Problem, ...] = ()
    try:
        with limited(HANG):
            loaded = load(folder / given.main, given.sets)
            ahead = (*unplayable(loaded.scenario), *foreseen(loaded.scenario))
            ahead = tuple(map(loaded.placed, ahead))
    except ScenarioError as error:
        refused = error
    except (Exception, Hang) as error:
        raised = error
    return Outcome(given, folder, loaded, ahead, refused, raised, time.process_time() - began)


def _lay_out(given: Case, folder: Path) -> None:
    """Write the files and links of a case."""
    for name, content in given.files.items():
        path = folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        data = content if isinstance(content, bytes) else content.encode("utf-8", "surrogatepass")
        path.write_bytes(data)
    for name, target in given.links.items():
        (folder / name).symlink_to(target)


def quiet(outcome: Outcome) -> Iterator[str]:
    """Nothing but ScenarioError is raised, and soon."""
    if outcome.raised is not None:
        yield f"raised {type(outcome.raised).__name__}: {str(outcome.raised)[:300]}"
    elif outcome.seconds > HANG:
        yield f"took {outcome.seconds:.1f} s"


def readable(outcome: Outcome) -> Iterator[str]:
    """A problem is one line of printable characters with a place, and they are not too many."""
    problems = outcome.refused.problems if outcome.refused else outcome.loaded.warnings if outcome.loaded else ()
    problems = (*problems, *outcome.foreseen)
    if outcome.refused is not None and not problems:
        yield "refused without a problem"
    for problem in problems[:SHOWN]:
        line = str(problem)
        if not line.isprintable():
            yield f"a message with control characters: {line!r}"
        if not problem.message or len(line) > 2000:
            yield f"a message of {len(line)} characters: {line[:200]}"
    if outcome.refused is not None and len(str(outcome.refused).splitlines()) > SHOWN + 1:
        yield "too many lines"


def reads_back(outcome: Outcome) -> Iterator[str]:
    """What `explain` and the store write is the same scenario when it is read."""
    if outcome.loaded is None:
        return
    scenario = outcome.loaded.scenario
    for name, text in (("explain", explained(outcome.loaded)), ("as_file", as_file(scenario))):
        path = outcome.folder / "written-out.yaml"
        path.write_text(text, encoding="utf-8")
        try:
            with limited(HANG):
                again = load(path).scenario
        except (Exception, Hang) as error:
            yield f"{name} does not read back: {type(error).__name__}: {str(error)[:300]}"
            continue
        if fingerprint(again) != fingerprint(scenario) or again != scenario:
            yield f"{name} reads back otherwise"


def complaints(given: Case, folder: Path, judges: Sequence[Judge]) -> list[str]:
    """Everything that the judges have to say of a case."""
    outcome = checked(given, folder)
    return [said for judge in judges for said in judge(outcome)]
