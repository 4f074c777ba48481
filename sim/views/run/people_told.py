"""Details of the people of a run: crowding, those not served, how long they stay, where they go."""

from typing import TYPE_CHECKING, TypeGuard

from sim.scenario.catalogue.asked import stay_limit
from sim.scenario.catalogue.figures_of_people import STUCK, stay_phrases
from sim.views.run.first.overflow import overflow_area
from sim.views.run.told import Told, a_run, lasting, told
from sim.views.text import words
from sim.wording import counted, say
from sim.wording.quantity import listed

if TYPE_CHECKING:
    from sim.experiments.result import Result, Summary


def crowding(result: "Result") -> list[Told]:
    """Return how long areas are above their open space, and the most at once: of areas but the one of the first
    screen, on site, outside.
    """
    said, summary = [], result.summary
    for area in result.scenario.space.areas:
        over = summary.get(f"over_capacity_hours_{area}")
        if _is_any(over):
            time = a_run(result, lasting(over))
            said.append(say("The {area} is over its open space for {time}.", area=words.plain(area), time=time))
    if not said:
        said.append(
            say("No area ever holds more people than its open space.")
            if result.scenario.space.areas
            else say("The scenario has no areas to fill.")
        )
    said += _peaks(result)
    peak, outside = summary.get("on_site_peak"), summary.get("outside_peak")
    if peak is not None and peak.n:
        said.append(say("The most on site at once is {people}.", people=words.estimate(peak, "person")))
    if _is_any(outside):
        said.append(say("The most waiting outside at once is {people}.", people=words.estimate(outside, "person")))
    return told(say("Crowding"), *said)


def _is_any(found: "Summary | None") -> TypeGuard["Summary"]:
    return found is not None and found.n > 0 and found.mean > 0


def _peaks(result: "Result") -> list[str]:
    """Return the most at once in each area next to its own places, but for that of the first screen."""
    areas = result.scenario.space.areas
    found = [(name, area.persons, result.summary.get(f"peak_{name}")) for name, area in areas.items()]
    return [
        counted(
            "The most in the {area} is {people} for its {n} place.",
            "The most in the {area} is {people} for its {n} places.",
            places, area=words.plain(name), people=words.estimate(peak, "person"),
        )
        for name, places, peak in found
        if _is_any(peak) and name != overflow_area(result)
    ]  # fmt: skip


def unserved(result: "Result") -> list[Told]:
    """Return those who left unserved, and those still there at the end, where there are any."""
    summary = result.summary
    every, here, said = summary.get("unserved"), summary.get("still_present"), []
    if _is_any(every):
        people = a_run(result, words.estimate(every, "claimant"))
        said.append(say("{people} leave unserved.", people=people))
        said += [_way(name, words.estimate(summary[name])) for name in WAYS if _is_any(summary.get(name))]
    if _is_any(here):
        said.append(say("{people} are still there at the end.", people=words.estimate(here, "claimant")))
        said.append(_stranded(result))
    return told(say("Not served"), *said)


WAYS = ("diverted", "withdrawn", "sent_on", "directed_back")


def _way(name: str, number: str) -> str:
    """Return how many left unserved in a way."""
    return {
        "diverted": say("Turned away, as an area is full: {number}.", number=number),
        "withdrawn": say("Gave up waiting: {number}.", number=number),
        "sent_on": say("Sent to another port: {number}.", number=number),
        "directed_back": say("Directed back with an appointment: {number}.", number=number),
    }[name]


def _stranded(result: "Result") -> str:
    """Return how many of those still there wait for what comes no more, and for which steps that can be."""
    from sim.scenario.checks.startable import over_at_end

    found = result.summary.get("stranded")
    if not _is_any(found):
        return ""
    steps = listed([words.plain(step) for step in over_at_end(result.scenario)])
    return say(
        "{people} of these have no chance: nothing comes any more for {steps}.",
        people=words.estimate(found, "claimant"), steps=steps,
    )  # fmt: skip


def time_on_site(result: "Result") -> list[Told]:
    """Return mean and 95th percentile of those served, how many were not, and the shares gone within some hours."""
    summary = result.summary
    named = stay_phrases(result.scenario, result.withheld)
    average, late = summary[named["mean"]], summary[named["p95"]]
    said = [say("A claimant who is served stays {time} on average.", time=lasting(average))] if average.n else []
    if said and result.withheld:
        limit = stay_limit(result.scenario)
        said.append(counted(
            "No more than {n} hour of any stay is counted in this.",
            "No more than {n} hours of any stay are counted in this.", limit,
        ))  # fmt: skip
    if late.n and words.not_reached(late):
        said.append(say("One claimant in 20 or more stays {time}.", time=words.mean(late, "hour")))
    elif late.n:
        said.append(say("19 claimants in 20 stay less than {time}.", time=lasting(late)))
    if said:
        said += [
            say("Served and gone within {hours} h: {share}.", hours=info.within, share=words.estimate(found))
            for info in map(result.figures.__getitem__, result.names)
            if info.within and not info.owners and (found := summary[info.name]).n
        ]
    if result.withheld:
        said += _withheld(result)
    if not said:
        said.append(say("Nobody is served.") if summary["arrived"].mean > 0 else say("Nobody arrives."))
    return told(say("Time on site"), *said)


def _withheld(result: "Result") -> list[str]:
    stuck = words.estimate(result.summary[STUCK], "claimant")
    said = [
        say("No mean of whole stays is told, since {people} are not out 60 days after the end.", people=stuck),
    ]
    if result.summary[stay_phrases(result.scenario, True)["mean"]].n == 0:
        said.append(say(
            "None up to {limit} h is told either, since nobody came so long before the end (`{field}`).",
            limit=stay_limit(result.scenario), field="stay_limit",
        ))  # fmt: skip
    return said


def returned(result: "Result") -> list[Told]:
    """Return the share of decided claimants returned to the partner country in each stream, where there are several;
    that of all is on the first screen.
    """
    about = say("Returned to {country}", country=result.scenario.port.over_there)
    streams = [(stream, result.summary.get(f"returned_share_{stream}")) for stream in result.scenario.arrivals]
    each = [
        say("Of the stream {stream}: {share}.", stream=words.plain(stream), share=words.estimate(found))
        for stream, found in streams
        if found is not None and found.n
    ]
    return told(about, *each) if len(each) > 1 else []
