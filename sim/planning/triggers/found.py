"""All that was found of a question: a row a policy, with its figures and what part it plays in the answer."""

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING, NamedTuple

from sim.experiments.result import Summary
from sim.planning.triggers.fresh import Fresh
from sim.planning.triggers.judging.insurance import Insurance, insurance
from sim.planning.triggers.judging.outcomes import COLUMN
from sim.planning.triggers.judging.regret import Regret, regrets
from sim.planning.triggers.judging.summary import verdict, verdicts
from sim.planning.triggers.keep_or_close import OptionTest
from sim.planning.triggers.lead_time import MoneyEstimate
from sim.planning.triggers.study import Study
from sim.planning.triggers.trigger import ALWAYS_OPEN, AS_WRITTEN, NEVER, VARIED, Alternative
from sim.wording import noted

if TYPE_CHECKING:
    from sim.planning.triggers.by_storms.stress_set import Stressed
    from sim.planning.triggers.history import History
    from sim.planning.triggers.judging.break_even import BreakEvenMap
    from sim.planning.triggers.judging.forecast_skill import ForecastSkill
    from sim.planning.triggers.judging.hindsight.bound import Hindsight
    from sim.planning.triggers.judging.worth_knowing import Known
    from sim.planning.triggers.lead_time import LeadCurve

RECOMMENDED = noted("recommended")
WATCHING_NOTHING = (NEVER, ALWAYS_OPEN, VARIED, "fixed_date")  # families whose space does not wait for what is seen
LATE = 0.9  # of the futures with an event
PARTS = {AS_WRITTEN: noted("as written"), NEVER: noted("never"), ALWAYS_OPEN: noted("always open")}


class Row(NamedTuple):
    """One policy: how far it was played, its figures over those futures, and where it stands.

    `cost` and crowding `avoided` are means over its own futures; `crowding` and `loss` are as over those of the
    recommended one, so that policies that were played in fewer can be compared with it (`choice.places`).
    """

    place: int  # in the question
    policy: Alternative
    played: int
    figures: dict[str, Summary]
    cost: float
    crowding: float
    avoided: float
    loss: float
    chosen: bool
    alike: bool  # it cannot be told apart from the recommended one
    front: bool  # no other is both cheaper and less crowded
    cut: bool  # not ranked: a lease goes on after the end in some future, and there is no `run_on`

    @property
    def part(self) -> str:
        """What it is in the answer: `recommended`, `as written`, `never`, `always open`; empty for all others."""
        return RECOMMENDED if self.chosen else PARTS.get(self.policy.family, "")

    def beside(self, name: str) -> Summary:
        """`cost`, `crowding`, `crowding_avoided` or `loss`, as its places have them.

        The interval is as wide as over its own futures.
        """
        mean = getattr(self, {"crowding_avoided": "avoided"}.get(name, name))
        own = self.figures[name]
        return own._replace(mean=mean, low=mean - (own.mean - own.low), high=mean + (own.high - own.mean))


class Group(NamedTuple):
    """Policies that cannot be seen apart, as they cost and leave the same: one of them, and how many more there are."""

    row: Row
    more: int


def together(rows: Sequence[Row]) -> list[Group]:
    """Return the rows, those at one place as one; what has a part in the answer always stands for itself."""
    places: dict[tuple[float, float, bool], list[Row]] = {}
    for row in rows:
        places.setdefault((row.cost, row.crowding, row.cut), []).append(row)
    found = []
    for place in places.values():
        named = sorted((row for row in place if row.part), key=lambda row: not row.chosen) or place[:1]
        found += [Group(named[0], len(place) - len(named)), *(Group(row, 0) for row in named[1:])]
    return found


@dataclass(frozen=True)
class StudyResult:
    """All that there is to show: the study, and of the rest what was asked for."""

    study: Study
    tested: Alternative | None = None  # whose space is tested for keep or close: the recommended one, if it orders any
    decided: tuple[OptionTest, ...] = ()  # its tests
    curve: "LeadCurve | None" = None
    history: "History | None" = None
    stressed: "tuple[Stressed, ...]" = ()  # what has no chance, and enters no average
    known: "tuple[Known, ...]" = ()  # what knowing each uncertain input is worth, the most first
    map: "BreakEvenMap | None" = None  # which policy is best where two inputs were otherwise, if asked for
    hindsight: "Hindsight | None" = None  # the least of each future of the search; none where it is not known
    skill: "ForecastSkill | None" = None  # of the forecast by which a trigger orders; none where none does
    fresh: Fresh | None = None  # the choice and its rivals on futures after those of the search; none: cut short

    @cached_property
    def throughout(self) -> tuple[int, ...]:
        """Places of the policies that were played in every future and are ranked."""
        return tuple(row.place for row in self.rows if row.played == self.futures and not row.cut)

    @cached_property
    def regrets(self) -> dict[int, Regret]:
        """What each of these leaves to gain, by its place."""
        losses = self.study.column("loss")[list(self.throughout)]
        found = regrets(losses, self.study.strata) if self.throughout else ()
        return dict(zip(self.throughout, found, strict=True))

    def left_to_gain(self, row: Row) -> MoneyEstimate | None:
        """Return what a policy loses more a future than the least that could have been lost, had each been known; over
        its own futures. None where the least is not known, or the policy is not ranked."""
        if self.hindsight is None or row.cut:
            return None
        return self.hindsight.left_to_gain(self.study.column("loss")[row.place, : row.played])

    @cached_property
    def rows(self) -> tuple[Row, ...]:
        """(P,) every policy, in the order of the question."""
        study, choice = self.study, self.study.choice
        settings, places = study.question.settings, choice.places.tolist()
        found = verdicts(study.values, settings.worst, study.strata)
        price = settings.price.amount
        off = next(places[k][1] for k, policy in enumerate(study.question.policies) if policy.family == NEVER)
        return tuple(
            Row(
                k, policy, verdict.played, verdict.figures, cost, crowding, off - crowding, cost + price * crowding,
                k == choice.chosen, k in choice.alike, k in choice.front, k in choice.cut,
            )
            for k, (policy, verdict, (cost, crowding)) in enumerate(
                zip(study.question.policies, found, places, strict=True)
            )
        )  # fmt: skip

    @property
    def chosen(self) -> Row:
        """The recommended policy."""
        return self.rows[self.study.choice.chosen]

    @property
    def waiting(self) -> Row | None:
        """The recommended policy if it orders space and waits for it; else as written, else the best that does."""
        waiting = [row for row in self.rows if row.policy.family not in (NEVER, ALWAYS_OPEN)]
        best = sorted(waiting, key=lambda row: (not row.chosen, row.policy.family != AS_WRITTEN, row.loss))
        return best[0] if best else None

    def of(self, family: str) -> Row | None:
        """Return the policy of a family that has one only: as written, never, always open."""
        return next((row for row in self.rows if row.policy.family == family), None)

    @cached_property
    def all_late(self) -> bool:
        """Whether each rule that watches the port is too late in nine of ten futures with an event, or more."""
        late = [row.figures["late"] for row in self.rows if row.policy.family not in WATCHING_NOTHING]
        return bool(late) and all(one.n and one.mean >= LATE for one in late)

    @property
    def never(self) -> Row:
        """Never ordering, which every question has."""
        return next(row for row in self.rows if row.policy.family == NEVER)

    @cached_property
    def rival(self) -> Row:
        """The policy that is held against never ordering: the recommended one; where that is never, the next best."""
        others = [row for row in self.rows if row.policy.family != NEVER and not row.cut]
        if not others or self.chosen.policy.family != NEVER:
            return self.chosen
        return min(others, key=lambda row: row.loss)

    def insurance_of(self, row: Row) -> Insurance:
        """Return what a policy costs and spares against never ordering, over its own futures."""
        column = COLUMN["loss"]
        mine, never = (self.study.values[k, :, column] for k in (row.place, self.never.place))
        return insurance(mine, never, self.study.question.settings.worst, self.study.strata)

    def proof_of(self, row: Row) -> Insurance:
        """Return the same over the fresh futures; over its own where it was not played in these."""
        if self.fresh is None or row.place not in self.fresh.places:
            return self.insurance_of(row)
        mine, never = (self.fresh.column(one.place, "loss") for one in (row, self.never))
        return insurance(mine, never, self.study.question.settings.worst, self.fresh.strata)

    def proof_figures(self, row: Row) -> dict[str, Summary]:
        """Return the figures of a policy over the fresh futures; over its own where it was not played in these."""
        if self.fresh is None or row.place not in self.fresh.places:
            return row.figures
        return verdict(self.fresh.of(row.place), self.study.question.settings.worst, self.fresh.strata).figures

    @cached_property
    def insurance(self) -> Insurance:
        """What the rival of never ordering costs and spares: in fresh futures, but where the search was cut short."""
        return self.proof_of(self.rival)

    @property
    def currency(self) -> str:
        """That of every amount."""
        return self.study.question.scenario.currency

    @property
    def futures(self) -> int:
        """The futures of those that were played furthest."""
        return max(self.study.spent)
