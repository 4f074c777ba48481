"""Section 2 of the record: the model as a diagram, its rules, what can be called on, and its parts."""

from collections.abc import Iterator, Sequence
from itertools import pairwise

from sim.scenario.language.process import Step
from sim.scenario.schema import Scenario
from sim.views.stress_des.item import Item, Study, bullets, code, in_words, table, values
from sim.wording import noted, said, say
from sim.wording.named import plain

RULES = (
    noted(
        "Parties of claimants make the steps of their journey in order. A visit starts when officers, room and space "
        "are free; later steps are served first unless a step has a `priority`. Measures are looked at by the clock, "
        "ordered when their condition holds, open after their lead time, and given back by their own condition."
    ),
    noted(
        "The rules are written out, each with the test that holds it, in `{file}` of the program, the order of what "
        "happens in one second among them.",
        file="sim/port/README.md",
    ),
)


def _algorithms(scenario: Scenario) -> dict[str, str]:
    return {
        say("Service"): say(
            "who can start is looked for after every event, by the priority of steps, then of classes, then by the "
            "time of waiting."
        ),
        say("Arrivals"): say(
            "a Poisson process by hour of the local day, its level by date, weekday and hour, mixed over days where "
            "{field} says so; or a list of parties, as it is.",
            field="day_to_day",
        ),
        say("Durations"): say("drawn by inversion of the family that the scenario names, rounded to the second."),
        say("Screening"): _screening(scenario),
    }


def logic(study: Study) -> Iterator[Item]:
    """Yield the items of section 2."""
    scenario = study.scenario
    yield Item("2.1", say("Base model overview diagram"), ("```mermaid\n" + "\n".join(_diagram(scenario)) + "\n```",))
    yield Item("2.2", say("Base model logic"), tuple(map(said, RULES)))
    measures = {name: in_words(one) for name, one in scenario.measures.items()}
    on_call = (say("Measures that the port can call on:"), *values(measures)) if measures else ()
    on_call = on_call or (say("No measure is enabled."),)
    beside = (say("Scenarios besides the base:"), *study.varied) if study.varied else ()
    beside = beside or (say("No other scenario is played."),)
    yield Item("2.3", say("Scenario logic"), (*on_call, *beside))
    yield Item("2.4", say("Algorithms"), (*bullets(_algorithms(scenario)), *study.algorithms))
    yield from _components(scenario)


def _diagram(scenario: Scenario) -> Iterator[str]:
    """Yield a flow chart: the streams, the steps of each journey, and how it ends."""
    steps, journeys = list(scenario.process.steps), _journeys(scenario)
    yield "flowchart LR"
    yield from (f'    a{k}(["{_label(name)}"])' for k, name in enumerate(scenario.arrivals))
    yield from (f'    s{k}["{_label(name)}"]' for k, name in enumerate(steps))
    yield from (f'    o{k}(["{_label(name)}"])' for k, name in enumerate(journeys) if name != "everyone")
    first = [f"s{steps.index(name)}" for name in journeys.get("everyone", ())] or ["start"]
    yield from (f"    a{k} --> {first[0]}" for k in range(len(scenario.arrivals)))
    yield from (f"    {one} --> {other}" for one, other in pairwise(first))
    for k, (name, made) in enumerate(journeys.items()):
        if name != "everyone":
            line = [first[-1], *(f"s{steps.index(step)}" for step in made), f"o{k}"]
            yield from (f"    {one} --> {other}" for one, other in pairwise(line))


def _label(name: str) -> str:
    return plain(name).replace('"', "#quot;").replace("\n", " ")


def _journeys(scenario: Scenario) -> dict[str, Sequence[str]]:
    journeys = scenario.process.journeys
    return {name: made for name in type(journeys).model_fields if (made := getattr(journeys, name))}


def _screening(scenario: Scenario) -> str:
    screening = in_words(scenario.screening)
    if screening in ("{}", "null"):
        return say("none; everyone is referred.")
    if scenario.screening.law is not None:
        return say("the law of the scenario, person by person, on facts that are drawn by its shares.")
    return say("by shares of the scenario, for the party as a whole.")


def _components(scenario: Scenario) -> Iterator[Item]:
    people = values({"people": in_words(scenario.people)})
    yield Item(
        "2.5.1", say("Entities"), (say("Parties of claimants, who stay together unless the law parts them."), *people)
    )
    rows = [_activity(name, one) for name, one in scenario.process.steps.items()]
    yield Item("2.5.2", say("Activities"), table(_heads(), rows))
    pools = {f"staff.{name}": in_words(pool) for name, pool in scenario.staff.items()}
    rooms = {f"space.rooms.{name}": str(count) for name, count in scenario.space.rooms.items()}
    areas = {f"space.areas.{name}": in_words(area) for name, area in scenario.space.areas.items()}
    yield Item("2.5.3", say("Resources"), values(pools | rooms | areas) or (say("None."),))
    classes = {name: in_words(one) for name, one in scenario.process.priority.items()}
    steps = scenario.process.steps.items()
    patient = {name: in_words(one.patience) for name, one in steps if one.patience}
    queues = (say("Each step has a queue without a limit of length. In it, first served first:"), *values(classes))
    given_up = (say("Who withdraws when not served after so long:"), *values(patient)) if patient else ()
    given_up = given_up or (say("Nobody gives up."),)
    yield Item("2.5.4", say("Queues"), (*queues, *given_up))
    yield Item("2.5.5", say("Entry and exit points"), tuple(_ways(scenario)))


def _heads() -> tuple[str, ...]:
    return say("step"), say("staff"), say("room"), say("area"), say("time or departures"), say("who")


def _activity(name: str, step: Step) -> tuple[str, ...]:
    takes = in_words(step.departures or step.time)
    cells = (name, in_words(step.staff), step.room or "", step.area or "", takes, in_words(step.who))
    return tuple(code("" if cell == "{}" else cell) for cell in cells)


def _ways(scenario: Scenario) -> Iterator[str]:
    yield say("Parties arrive by stream:")
    yield from values({name: in_words(stream) for name, stream in scenario.arrivals.items()})
    ends = {name: ", ".join(made) for name, made in _journeys(scenario).items() if name != "everyone"}
    yield (
        say("They leave after the last step of their journey:")
        if ends
        else say("They leave after the last step of their journey.")
    )
    yield from values(ends)
    areas = scenario.space.areas.items()
    if hard := [code(name) for name, area in areas if area.limit == "hard" and area.when_full == "divert"]:
        yield say("Who finds no space is turned away: {areas}.", areas=", ".join(hard))
