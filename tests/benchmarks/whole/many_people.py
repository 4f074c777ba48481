"""A port as large as it has to be for so many times its people."""

from sim.scenario.schema import Scenario


def times_the_people(scenario: Scenario, times: float) -> Scenario:
    """A scenario with so many times the people, and as many more officers, rooms, seats and space."""
    if times == 1:
        return scenario
    streams = {
        name: stream.model_copy(
            update={"claimants_per_day": {d: times * n for d, n in stream.claimants_per_day.items()}}
        )
        for name, stream in scenario.arrivals.items()
    }
    pools = {
        name: pool.model_copy(update={
            "shifts": {k: s.model_copy(update={"on_duty": int(times * s.on_duty)}) for k, s in pool.shifts.items()},
            "changes": {d: {k: int(times * n) for k, n in c.items()} for d, c in pool.changes.items()},
        })
        for name, pool in scenario.staff.items()
    }  # fmt: skip
    steps = {
        name: step if step.departures is None else step.model_copy(update={
            "departures": step.departures.model_copy(update={"seats": int(times * step.departures.seats)})})
        for name, step in scenario.process.steps.items()
    }  # fmt: skip
    areas = {n: a.model_copy(update={"persons": int(times * a.persons)}) for n, a in scenario.space.areas.items()}
    rooms = {n: int(times * count) for n, count in scenario.space.rooms.items()}
    return scenario.model_copy(update={
        "arrivals": streams, "staff": pools, "process": scenario.process.model_copy(update={"steps": steps}),
        "space": scenario.space.model_copy(update={"areas": areas, "rooms": rooms}),
    })  # fmt: skip
