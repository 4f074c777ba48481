"""The staffing answer as one HTML file, that opens offline and prints: first screen, one picture, the rest folded."""

from collections.abc import Iterator, Sequence
from types import MappingProxyType
from typing import TYPE_CHECKING, Any

from sim.scenario.fingerprint import fingerprint
from sim.views.kit.inline.drawn import small, three
from sim.views.kit.page import Part, StudyPage, Table, study_html
from sim.views.kit.sources import program_version
from sim.views.staffing import proofs
from sim.views.staffing.answer import details
from sim.views.staffing.made_words import made
from sim.views.staffing.need_picture import caption, data, other_pools, picture, two_weeks
from sim.views.staffing.roster_screen import first, graphics
from sim.views.staffing.roster_tables import (
    against_written,
    by_shift,
    frontier_table,
    limits_table,
    surges_table,
    targets,
)
from sim.views.staffing.waits_tables import bottleneck_said, queues, waits
from sim.views.text.dates import Dates
from sim.wording import counted, say

if TYPE_CHECKING:
    from collections.abc import Mapping

    from sim.planning.staffing.proof import Staffing
    from sim.planning.staffing.whatif import Multiple, Point

FILES: "Mapping[str, str]" = MappingProxyType({})


def html(
    staffing: "Staffing",
    surges: "Sequence[Multiple]" = (),
    frontier: "Sequence[Point]" = (),
    charts: "Mapping[str, str]" = FILES,
) -> str:
    """Return the text of the page. Names and texts of the scenario are escaped; equal answers give equal bytes.

    `charts`: the message of each chart that is a file next to the page, by its path.
    """
    scenario, runs = staffing.scenario, len(staffing.proposed.runs)
    span = Dates(scenario).whole()
    return study_html(
        StudyPage(
            title=scenario.name,
            over=counted("Staffing · {span} · {n} fresh run", "Staffing · {span} · {n} fresh runs", runs, span=span),
            question=scenario.question,
            first=first(staffing),
            graphics=graphics(staffing),
            picture=three(picture(staffing)),
            caption=caption(staffing),
            data=data(staffing),
            parts=list(_parts(staffing, surges, frontier)),
            limits=(
                say("The intervals say how precisely the runs measure this scenario, not how well it fits the port."),
                say("Officers are proposed for the people of this scenario; with other people others are needed."),
            ),
            made=_made(staffing),
            files=_files(staffing, surges, frontier, charts),
        )
    )


def _parts(staffing: "Staffing", surges: "Sequence[Multiple]", frontier: "Sequence[Point]") -> Iterator[Part]:
    if both := two_weeks(staffing):
        drawn = [small(view, f"week{k}") for k, view in enumerate(both[1])]
        yield Part("weeks", say("The worst week, and an ordinary one"), both[0], drawn=drawn, open=True)
    rosters = [by_shift(staffing, pool) for pool in staffing.rosters]
    yield Part("roster", say("The roster by shift"), tables=rosters, open=True)
    if others := other_pools(staffing):
        drawn = [small(view, f"pool{k}") for k, (_, view) in enumerate(others)]
        yield Part("pools", say("The other pools in the worst week"), drawn=drawn)
    yield Part("targets", say("The targets"), tables=[targets(staffing)])
    yield Part("waits", say("Where people wait"), bottleneck_said(staffing), [waits(staffing), queues(staffing)])
    yield Part("written", say("Against the written roster"), tables=[against_written(staffing)])
    if staffing.limits:
        yield Part("limits-of-targets", say("What stands in the way"), tables=[limits_table(staffing)])
    if surges:
        yield Part("surges", say("Under a surge"), tables=[surges_table(surges)])
    if frontier:
        yield Part("frontier", say("What money buys"), tables=[frontier_table(staffing, frontier)])
    yield Part("answer", say("The answer in full"), remarks=list(details(staffing, surges, frontier)))


def _made(staffing: "Staffing") -> Part:
    rounds = [proofs.table(staffing)] if staffing.rounds[-1].asked else []
    return Part("made", say("How this was made"), tables=[*rounds, _where_from(staffing)], remarks=list(made(staffing)))


def _where_from(staffing: "Staffing") -> Table:
    search, proof = str(staffing.scenario.seed), str(staffing.proposed.seed)
    rows: list[tuple[Any, ...]] = [
        (say("Scenario"), staffing.scenario.name),
        (say("Seeds"), say("{search} of the search, {proof} of the last proof", search=search, proof=proof)),
        (say("SHA-256 of the merged scenario"), fingerprint(staffing.scenario)),
        (say("Version"), program_version()),
    ]
    return Table(say("Where it comes from"), "", (say("What"), say("Which")), rows, 1)


def _files(
    staffing: "Staffing", surges: "Sequence[Multiple]", frontier: "Sequence[Point]", charts: "Mapping[str, str]"
) -> list[tuple[str, str]]:
    """Return the files next to the page, and what is in each."""
    told = [
        ("roster.yaml", say("the scenario with the proposed roster, to be played or taken over")),
        ("roster.xlsx", say("the roster as it is posted, a line an officer")),
        ("roster.csv", say("a row a shift and day")),
        ("requirement.csv", say("a row an hour and pool: needed, on duty, short")),
        ("rounds.csv", say("a row a proof and target")),
        ("stress-des.md", say("the record of the study")),
    ]
    if staffing.rounds[-1].every:
        told.append(("hours.csv", say("a row an hour of the week: whether it keeps the goal")))
    if surges:
        told.append(("surge.csv", say("a row a multiple of the demand and pool")))
    if frontier:
        told.append(("frontier.csv", say("a row a level of staffing")))
    return told + list(charts.items())
