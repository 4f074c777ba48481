"""All chance of one replication, drawn before the clock starts."""

from typing import Any

import numpy as np

from sim.arrays import B, I
from sim.people.arrivals import Arrivals, ArrivedParties, with_later
from sim.people.casts import cast_of, in_one, rearranged
from sim.people.chance.keys import identity
from sim.people.chance.random_streams import Chance, Draws, Register
from sim.people.conditions import Condition, NameIndex
from sim.people.journeys import Itinerary, Journeys
from sim.people.known.presence import Presence
from sim.people.known.replay import ListedFacts
from sim.people.law.by_law import ByLaw, by_law
from sim.people.law.division import identified, keyed_apart, members_of, spliced
from sim.people.law.rungs import RungDraws
from sim.people.law.screening import Screening, Traits
from sim.people.parties import Composition, Members, nations
from sim.people.run_on import Later, Onward
from sim.people.sample import ORDERS, Sample, joined, split
from sim.people.turnout import Absences, LeadTimes
from sim.scenario.calendar.by_date import Cast, casts
from sim.scenario.calendar.clock import Clock, clock
from sim.scenario.calendar.roster import duties
from sim.scenario.language.screening.law import ORDERED
from sim.scenario.schema import Scenario

NONE = np.zeros(0, dtype=np.int64)


class Sampler:
    """The people of a scenario: a function of its seed and of the replication, and of nothing else.

    Every decision has its own stream of chance, and every party its own place in it (its stream, local day and index
    within the day), so that a changed parameter leaves all other draws as they were.
    """

    def __init__(self, scenario: Scenario, known: "Sampler | None" = None) -> None:
        """Raise ValueError where two names share a stream of chance, or the shares of minors contradict each other.

        `known`: that of a scenario of which this one may differ in drawn values alone; what they leave is not built
        again.
        """
        register, time = Register(), clock(scenario)
        self._scenario = scenario
        self._seed, self._present = scenario.seed, scenario.present_at_start
        self._end = time.end
        self._casts, self._surges = casts(scenario), tuple(scenario.surges)
        names = tuple(dict.fromkeys(name for one in self._casts for name in nations(one.scenario)))
        self._first_day = time.first_day.toordinal()
        self._arrivals = Arrivals(scenario, time, names, register)
        if known is not None and _differ_in_rates(scenario, known._scenario):
            self._draws: list[CastDraws] = known._draws
        else:
            registers = (register, *(Register() for _ in self._casts[1:]))
            self._draws = [
                CastDraws(one, time, names, self._arrivals.largest, own)
                for one, own in zip(self._casts, registers, strict=True)
            ]
        self._presence = Presence(scenario, time, register) if scenario.census else None
        self._absences = Absences(scenario, register, duties(scenario, time))
        self._later = Later(scenario)
        self._leads = LeadTimes(scenario, register)

    def sample(self, replication: int) -> Sample:
        """Return the sample of a replication, always the same, in whatever order they are asked for."""
        return self.staffed(self.people(replication), replication)

    def staffed(self, people: Sample, replication: int) -> Sample:
        """A replication's people with the officers who turn up and the lead times of the measures."""
        chance = self._chance(replication)
        return people._replace(present=self._absences.draw(chance), lead=self._leads.draw(chance))

    def leads(self, scenario: Scenario, replication: int) -> I:
        """Return the lead times of the measures of a scenario that differs from this one in measures alone."""
        return LeadTimes(scenario, Register()).draw(self._chance(replication))

    def people(self, replication: int) -> Sample:
        """Return the parties of a replication and their visits, which no measure changes; nobody is on duty yet."""
        chance = self._chance(replication)
        return self._with_present(chance, self._parties(chance, self._arrivals.draw(chance), self._present))

    def drawn(self, replication: int) -> tuple[Sample, Sample]:
        """`people`, and those of the first days after the end: drawn together, they cost hardly more than alone."""
        chance = self._chance(replication)
        parties = with_later(self._arrivals.draw(chance), self._later.arrivals(0).draw(chance))
        both = self._with_present(chance, self._parties(chance, parties, self._present))
        return split(both, int(np.searchsorted(both.arrive, self._end)))

    def onward(self, replication: int) -> Onward:
        """Who comes after the end of a replication."""
        chance = self._chance(replication)
        return Onward(
            parties=lambda stretch: self._parties(chance, self._later.arrivals(stretch).draw(chance), 0),
            present=lambda: self._later.present(chance),
        )

    def _chance(self, replication: int) -> Chance:
        return Chance(self._seed, replication, self._arrivals.sources)

    def _with_present(self, chance: Chance, sample: Sample) -> Sample:
        """Return the sample with the parties of a census before those who come in the same second."""
        if self._presence is None:
            return sample
        none = np.zeros(1, dtype=np.int64)
        first = int(cast_of(self._casts, none, none + self._first_day, none - 1, self._surges)[0])
        whole = joined(self._presence.draw(chance, self._draws[first].sample), sample)
        return rearranged(whole, np.argsort(whole.arrive, kind="stable"))

    def _parties(self, chance: Chance, parties: ArrivedParties, present: int) -> Sample:
        if len(self._casts) == 1:
            return self._draws[0].sample(chance, parties, present)[0]
        day = np.where(parties.keys.source > 0, parties.keys.day, self._first_day)
        cast = cast_of(self._casts, parties.keys.source, day, parties.surge, self._surges)
        samples = []
        for k in np.unique(cast) if cast.size else (0,):
            rows = np.flatnonzero(cast == k)
            here = bool((parties.keys.source[rows] == 0).any())
            sample, kept = self._draws[k].sample(chance, parties.only(rows), present if here else 0)
            samples.append((sample, rows[kept]))
        return in_one(samples)


def _differ_in_rates(one: Scenario, other: Scenario) -> bool:
    """Return whether two scenarios share all sections, as the very same objects, but that their streams, none of them a
    list, may bring more people of the same kind or fewer."""
    sections = set(type(one).model_fields) - {"arrivals", "uncertain", "move_together"}
    if any(getattr(one, name) is not getattr(other, name) for name in sections) or list(one.arrivals) != list(
        other.arrivals
    ):
        return False
    return all(
        stream.listed is None and (stream.people, stream.exceptions_scaled) == (was.people, was.exceptions_scaled)
        for stream, was in zip(one.arrivals.values(), other.arrivals.values(), strict=True)
    )


class CastDraws:
    """The parties of one cast: who they are, how they are decided, and their visits."""

    def __init__(
        self, cast: Cast[Scenario], time: Clock, names: tuple[str, ...], largest: int, register: Register
    ) -> None:
        scenario = cast.scenario
        words = NameIndex(scenario, names)
        self._named = len(cast.people.nationalities)
        self._composition = Composition(cast.people, largest, register)
        self._screening = Screening(scenario, names, register)
        self._by_law = by_law(scenario, time, names, register)
        self._classes = [
            Condition(given.who, words, f"process/priority/{name}", register)
            for name, given in scenario.process.priority.items()
        ]
        self._journeys = Journeys(scenario, words, register)
        self._rungs = RungDraws(scenario, words, register)

    def sample(self, chance: Chance, parties: ArrivedParties, present: int) -> tuple[Sample, I]:
        """Return the sample of parties of whom those present at the start are cut to `present` persons, and the places
        of those that are kept.
        """
        members, nation = self._composition.draw(Draws(chance, parties.keys), parties.known)
        kept = np.arange(nation.size)
        if present:
            parties, members, nation, kept = _cut(parties, members, nation, present)
        return self._decided(chance, parties, members, nation), kept

    def _decided(self, chance: Chance, parties: ArrivedParties, members: Members, nation: I) -> Sample:
        draws = Draws(chance, parties.keys)
        if self._by_law is not None:
            return self._divided(self._by_law, draws, parties, members, nation)
        traits = self._decide(draws, members, nation, parties.known)
        itinerary = self._journeys.draw(draws, members, traits)
        none = np.full(parties.tick.size, -1)
        orders = np.zeros((parties.tick.size, len(ORDERED)), dtype=np.int64)
        taken = self._rungs.draw(draws, traits)
        return self._sample(
            draws, parties.tick, members, traits, self._class_of(draws, traits), itinerary, none, none, orders, taken
        )

    def _divided(self, law: ByLaw, draws: Draws, parties: ArrivedParties, members: Members, nation: I) -> Sample:
        """Return parties decided person by person; those of whom not the same becomes have a row for each part."""
        known = np.full(nation.size, -1) if parties.known is None else parties.known.outcome
        stream = np.maximum(draws.keys.source - 1, 0)
        traits, rows = law.decide(draws, members, nation, stream, known, self._screening.detained(draws))
        members = members._replace(orders=rows.of_party(rows.by_delegate))
        classes = self._class_of(draws, traits)[rows.party]
        itinerary = self._journeys.draw(draws, members, traits, rows.divided)
        taken = self._rungs.draw(draws, traits)
        if not rows.apart.size:
            none = np.full(nation.size, -1)
            return self._sample(
                draws, parties.tick, members, traits, classes, itinerary, none, none, rows.orders, taken
            )
        apart = Draws(draws.chance, keyed_apart(draws.keys, rows, rows.apart))
        seen = traits.only(rows.party[rows.apart])
        seen = seen._replace(
            outcome=rows.outcome[rows.apart], way=rows.way[rows.apart], orders=rows.orders[rows.apart].T
        )
        after = self._journeys.after_decision(apart, members_of(rows, rows.apart, members), seen)
        itinerary, decided = spliced(rows, itinerary, after)
        every = np.arange(rows.party.size)
        each = Draws(draws.chance, identified(draws.keys, rows))
        traits = traits.only(rows.party)._replace(outcome=rows.outcome)
        tick, who = parties.tick[rows.party], members_of(rows, every, members)
        taken = np.where(rows.nth == 0, taken[rows.party], 0)
        return self._sample(each, tick, who, traits, classes, itinerary, rows.parent, decided, rows.orders, taken)

    def _sample(
        self, draws: Draws, tick: I, members: Members, traits: Traits, classes: I, visits: Itinerary, parent: I,
        decided: I, orders: I, rungs: I,
    ) -> Sample:  # fmt: skip
        return Sample(
            arrive=tick,
            stream=traits.stream,
            persons=members.persons,
            adults=members.adults,
            over_14=members.over_14,
            unaccompanied=members.unaccompanied.astype(np.int64),
            nationality=np.minimum(traits.nation, self._named),
            outcome=traits.outcome,
            priority_class=classes,
            counted=(draws.keys.source > 0).astype(np.int64),
            identity=identity(draws.keys),
            parent=parent,
            orders=orders,
            decided=decided,
            rungs=rungs,
            first=visits.first,
            deferred=visits.deferred,
            step=visits.step,
            seconds=visits.seconds,
            patience=visits.patience,
            present=NONE,
            lead=NONE.reshape(0, ORDERS),
        )

    def _decide(self, draws: Draws, members: Members, nation: I, known: ListedFacts | None) -> Traits:
        """Return how each party's screening ends; a listed outcome overrides the draw. Those present count as stream
        0.
        """
        stream = np.maximum(draws.keys.source - 1, 0)
        claims = self._screening.claims(draws, nation, members.unaccompanied)
        drawn = self._screening.outcome(draws, stream, nation, claims)
        outcome = drawn if known is None else np.where(known.outcome >= 0, known.outcome, drawn)
        return Traits(
            stream=stream,
            nation=nation,
            unaccompanied=members.unaccompanied,
            with_children=(members.adults < members.persons) & ~members.unaccompanied,
            covered=self._screening.odds.covered[nation],
            claims=claims,
            outcome=outcome,
            way=outcome,
            in_person=np.zeros(nation.size, dtype=np.bool_),
            divided=np.zeros(nation.size, dtype=np.bool_),
            orders=np.zeros((len(ORDERED), nation.size), dtype=np.int64),
        )

    def _class_of(self, draws: Draws, traits: Traits) -> I:
        """(N,) the first priority class that fits; parties that fit none come after all."""
        none = np.ones(traits.stream.size, dtype=np.bool_)
        fits = np.array([*(who.holds(traits, draws) for who in self._classes), none])
        return np.asarray(fits.argmax(axis=0), dtype=np.int64)


def _cut(parties: ArrivedParties, members: Members, nation: I, present: int) -> tuple[ArrivedParties, Members, I, I]:
    """Keep of those present the first whose persons sum to `present`, the last party cut: adults stay first."""
    rows: B = parties.keys.source == 0
    before = np.where(rows, np.cumsum(np.where(rows, members.persons, 0)) - members.persons, 0)
    room = np.where(rows, present - before, members.persons)
    kept = room > 0

    def keep(columns: Any) -> Any:
        return type(columns)(*(column[kept] for column in columns))

    persons, adults, over_14 = (np.minimum(column, room) for column in members[:3])
    shrunk: Members = keep(members._replace(persons=persons, adults=adults, over_14=over_14))
    places = np.flatnonzero(kept)
    return parties.only(places), shrunk, nation[kept], places
