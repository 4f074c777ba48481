"""Who may come and which steps they may make: every kind of party that has a chance, counted out and not weighed.

Chances that a party has by itself are independent, so what is asked of a kind is decided exactly. Claims are counted
out for the first exceptions that conditions name; those of the others are left open, either by chance wherever they are
asked for. So where there are many exceptions somebody may be thought to come who cannot, but nobody is forgotten.
"""

from collections.abc import Iterable, Iterator, Mapping, Set
from functools import cached_property
from itertools import product
from typing import NamedTuple

from sim.errors import ScenarioError
from sim.scenario.calendar.by_date import Cast, casts
from sim.scenario.calendar.clock import clock
from sim.scenario.data.listed import ListedParty
from sim.scenario.language.people import People, minor_chance, sizes
from sim.scenario.language.process import OUTCOMES
from sim.scenario.language.sections import Sections
from sim.scenario.language.who import EVERYONE, Who

ALONE = "unaccompanied_minor"  # the exception that is for minors alone, and always claimed by them
MOST = 8  # exceptions whose claims are counted out; fewer where that would make more than about this many kinds:
KINDS = 50_000
EITHER, SURE = frozenset((False, True)), frozenset((True,))


class Body(NamedTuple):
    """A party's members, and what a list tells of the rest (None: by chance)."""

    persons: int
    alone: bool  # an unaccompanied minor
    with_children: bool
    nation: str | None = None
    outcome: str | None = None


class Kind(NamedTuple):
    """Parties alike in all that a condition can see; `claims` of the exceptions that conditions name, `open` those of
    which a claim is not told."""

    stream: str
    nationality: str
    alone: bool
    with_children: bool
    covered: bool
    claims: frozenset[str]
    outcome: str
    persons: int
    open: frozenset[str] = frozenset()
    ordered: bool = False  # orders and divided parties follow from facts, which are not judged here


def answers(who: Who, kind: Kind, nobody: bool = True) -> frozenset[bool]:
    """Return what a condition may say of a kind: true, false, or either by chance.

    Without `nobody` a share of 0 counts as one that somebody may have, and 1 as one that somebody may lack.
    """
    match who.kind:
        case "everyone":
            return SURE
        case "share":
            return EITHER - {who.share == 0} if nobody and who.share in (0, 1) else EITHER
        case "not":
            return frozenset(not one for one in answers(who.parts[0], kind, nobody))
        case "any" | "all":
            join = any if who.kind == "any" else all
            each = [answers(part, kind, nobody) for part in who.parts]
            return frozenset(join(given) for given in (map(max, each), map(min, each)))
        case "covered" | "with_children":
            return frozenset((bool(getattr(kind, who.kind)),))
        case "unaccompanied_minor":
            return frozenset((kind.alone,))
        case "represented":
            return EITHER if kind.ordered and kind.alone else frozenset((False,))
        case "order" | "would_be_divided" | "in_person":
            return EITHER if kind.ordered else frozenset((False,))
        case "claims":
            return EITHER if who.names[0] in kind.open else frozenset((who.names[0] in kind.claims,))
    return frozenset((getattr(kind, who.kind) in who.names,))


Way = tuple[frozenset[str], frozenset[str], tuple[str, ...]]  # what is claimed, what is left open, outcomes


class Makers:
    """The kinds of party of a scenario, and who of them may make which step."""

    def __init__(self, scenario: Sections, people: People | None = None) -> None:
        """Without `people`, those of the scenario."""
        self._scenario, self._people = scenario, people or scenario.people
        process = scenario.process
        conditions = [step.who for step in process.steps.values()] + [one.who for one in process.priority.values()]
        seen = [part.names[0] for who in conditions for part in who.walk() if part.kind == "claims"]
        self._named = tuple(dict.fromkeys(seen))
        self._ways: dict[tuple[str, str, bool], tuple[Way, ...]] = {}
        people, streams = self._people, scenario.arrivals
        alike = 3 * len(streams) * max(len(people.nationalities), 1) * (2 * len(sizes(people)) + 1)
        self._counted = min(MOST, max(KINDS // alike, 1).bit_length() - 1)

    @cached_property
    def kinds(self) -> tuple[Kind, ...]:
        """Every kind that has a chance to come."""
        found = dict.fromkeys(self._kinds())
        for one in self._casts():
            found |= dict.fromkeys(
                kind for kind in Makers(one.scenario, one.people)._kinds() if one.brings(kind.stream)
            )
        return tuple(found)

    def _casts(self) -> tuple[Cast[Sections], ...]:
        """Return the casts but the first; none while what changes by date is not known to be right."""
        try:
            return casts(self._scenario)[1:]
        except ScenarioError:
            return ()

    @cached_property
    def journeys(self) -> tuple[tuple[Kind, tuple[str, ...]], ...]:
        """Every kind with the steps of a journey that it may take; those deferred with what follows for them."""
        journeys, steps = self._scenario.process.journeys, self._scenario.process.steps
        measures = self._scenario.measures.values()
        deferral = any(measure.brings.deferral for measure in measures)
        entering = {rung.after for measure in measures if (rung := measure.brings.further_examination)}
        found = []
        for kind in self.kinds:
            names = (*journeys.everyone, *journeys.after(kind.outcome))
            found.append((kind, names))
            found += [(kind, (*journeys.everyone, *journeys.after(way))) for way in journeys.apart if kind.ordered]
            left = [name for name in names if (deferral and steps[name].deferrable) or name in entering]
            if any(True in answers(steps[name].who, kind) for name in left):
                found.append((kind._replace(outcome="deferred"), journeys.deferred))
        return tuple(found)

    @cached_property
    def of(self) -> dict[str, tuple[Kind, ...]]:
        """The kinds that may make each step."""
        steps = self._scenario.process.steps
        asked = {name: step.who for name, step in steps.items() if step.who != EVERYONE}
        found: dict[str, list[Kind]] = {name: [] for name in steps}
        for kind, names in self.journeys:
            for name in set(names):
                if name not in asked or True in answers(asked[name], kind):
                    found[name].append(kind)
        return {name: tuple(kinds) for name, kinds in found.items()}

    def thinkable(self, outcomes: set[str]) -> Iterator[Kind]:
        """Yield kinds that there could be if all shares were above 0 and below 1, with these outcomes."""
        screening, people = self._scenario.screening, self._scenario.people
        nations = dict.fromkeys((*people.nationalities, *screening.not_covered))
        bodies = ((True, False), (False, True), (False, False))
        for stream, nation, (alone, children), outcome in product(self._scenario.arrivals, nations, bodies, outcomes):
            covered = screening.covers(nation)
            asks = {name: EITHER for name in self._named if covered and (name != ALONE or alone)}
            for claims, unsaid in self._claims(asks):
                ordered = screening.facts is not None
                yield Kind(stream, nation, alone, children, covered, claims, outcome, 1, unsaid, ordered)

    def _claims(self, asks: Mapping[str, Set[bool]]) -> Iterator[tuple[frozenset[str], frozenset[str]]]:
        """Yield what may be claimed of the exceptions that conditions name, and of which of them that is left open;
        `asks`
        says of an exception whether parties ask for it, nobody where it says nothing."""
        doubtful = [name for name in self._named if asks.get(name) == EITHER]
        counted, unsaid = doubtful[: self._counted], frozenset(doubtful[self._counted :])
        sure = [name for name in self._named if asks.get(name) == {True}]
        for pattern in product((False, True), repeat=len(counted)):
            chosen = [name for name, claimed in zip(counted, pattern, strict=True) if claimed]
            yield frozenset((*sure, *chosen)), unsaid

    def largest(self, steps: Iterable[str]) -> int:
        """Return claimants of the largest party that may make one of these steps, 0 if nobody does."""
        return max((kind.persons for name in steps for kind in self.of[name]), default=0)

    def _kinds(self) -> Iterator[Kind]:
        scenario = self._scenario
        for number, stream in enumerate(scenario.arrivals):
            bodies = list(self._bodies(stream))
            if (scenario.present_at_start or scenario.census) and not number:
                bodies += self._drawn(None)
            for body in dict.fromkeys(bodies):
                shares = self._people.nationalities
                for nation in [body.nation] if body.nation else [name for name, share in shares.items() if share]:
                    yield from self._screened(stream, nation, body)

    def _bodies(self, stream: str) -> Iterator[Body]:
        given, span = self._scenario.arrivals[stream], clock(self._scenario)
        if given.listed is None:
            yield from self._drawn(None) if any(given.levels.values()) else ()
        else:
            for party in given.listed.parties:
                if 0 <= span.moment(party.at) < span.end:
                    yield from self._drawn(party)

    def _drawn(self, told: ListedParty | None) -> Iterator[Body]:
        """Yield the members that a party may have: drawn, or as far as a list does not tell."""
        people, chance = self._people, minor_chance(self._people)
        minors = told.minors if told else None
        by_chance = {True} if people.unaccompanied_minors == 1 else {bool(people.unaccompanied_minors), False}
        may_be_alone = by_chance if told is None else {minors == 1} if minors is not None else by_chance
        if told and (told.unaccompanied_minor is not None or told.persons > 1):
            may_be_alone = {bool(told.unaccompanied_minor)}
        rest = (told.nationality, told.outcome) if told else (None, None)
        if True in may_be_alone:
            yield Body(1, True, False, *rest)
        for persons in ([told.persons] if told else sizes(people)) if False in may_be_alone else ():
            some = {minors > 0} if minors is not None else {chance > 0, chance == 1} if persons > 1 else {False}
            if told and minors is None and told.under_14:
                some = {True}
            yield from (Body(persons, False, children, *rest) for children in some)

    def _screened(self, stream: str, nation: str, body: Body) -> Iterator[Kind]:
        """Yield the kinds of a party with these members: by what it asks for and may prove."""
        covered = self._scenario.screening.covers(nation)
        if (ways := self._ways.get((stream, nation, body.alone))) is None:
            ways = self._ways[stream, nation, body.alone] = tuple(self._judged(stream, nation, body.alone))
        for claims, unsaid, outcomes in ways:
            for outcome in [body.outcome] if body.outcome else outcomes:
                made = stream, nation, body.alone, body.with_children, covered, claims, outcome, body.persons, unsaid
                yield Kind(*made, ordered=self._scenario.screening.facts is not None)

    def _judged(self, stream: str, nation: str, alone: bool) -> Iterator[Way]:
        """Yield the claims and outcomes that a party may have, whatever its size."""
        if self._scenario.screening.facts:  # what the law makes of facts is not judged here: anything may come of it
            for claims, unsaid in self._claims(dict.fromkeys(self._scenario.screening.asked, EITHER)):
                yield claims, unsaid, OUTCOMES[:-1]
            return
        covered = self._scenario.screening.covers(nation)
        names = self._scenario.screening.exceptions
        asks = {name: self._asks(name, nation, alone, covered) for name in names}
        proves = {name: self._proves(name, stream, nation) for name in asks}
        for claims, unsaid in self._claims(asks):
            told = {name for name in self._named if name not in unsaid}
            choices = {name: ({name in claims} if name in told else asks[name]) for name in asks}
            may_pass = not covered or any(True in choices[n] and True in proves[n] for n in asks)
            may_fail = covered and all(False in choices[n] or False in proves[n] for n in asks)
            yield claims, unsaid, tuple(self._outcomes(may_pass, may_fail))

    def _asks(self, name: str, nation: str, alone: bool, covered: bool) -> set[bool]:
        claims = self._scenario.screening.exceptions[name]
        claim = claims.get(nation, claims.get("other"))
        if claim is None or not covered or (name == ALONE and not alone):
            return {False}
        return {True} if name == ALONE or claim.claimed == 1 else {claim.claimed > 0, False}

    def _proves(self, name: str, stream: str, nation: str) -> set[bool]:
        claims = self._scenario.screening.exceptions[name]
        claim = claims.get(nation, claims.get("other"))
        times = 1.0 if name == ALONE else self._scenario.arrivals[stream].exceptions_scaled
        proven = min(claim.proven * times, 1.0) if claim else 0.0
        return {True} if proven == 1 else {proven > 0, False}

    def _outcomes(self, may_pass: bool, may_fail: bool) -> Iterator[str]:
        screening = self._scenario.screening
        bars = screening.other_bars.values()
        possible = {
            "referred": may_pass and all(bar < 1 for bar in bars),
            "returned": may_fail,
            "barred": may_pass and any(bars),
        }
        for outcome in OUTCOMES:
            if possible.get(outcome) and screening.detained < 1:
                yield outcome
        if screening.detained:
            yield "detained"
