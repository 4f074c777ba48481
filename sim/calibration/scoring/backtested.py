"""A scenario held against counts that came later: forecasts of each window on what was known before it, and scores."""

from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from typing import NamedTuple

import numpy as np
from scipy.special import ndtri

from sim.arrays import F
from sim.calibration.fitted_scenario import Calibration, calibrated
from sim.calibration.published.published import Rows
from sim.calibration.published.window import Window
from sim.calibration.scoring.drawn_counts import DRAWS, drawn
from sim.calibration.scoring.knowledge import Knowledge
from sim.calibration.scoring.predictive_law import Judged, PredictiveLaw
from sim.calibration.scoring.scored_windows import fitted_windows, is_fitted, months, targets
from sim.calibration.scoring.simple_forecasts import SIMPLE
from sim.scenario.schema import Scenario

LEADS = (7, 28, 56, 110)  # days; the last is that of a lease
OWN = "scenario"
TIMES = 2.0  # the usual month above which a month is an event, unless it is said
MOST_SPREAD = 1.5  # of a level on the log scale
NORMAL = 2 * 1.96


class Asked(NamedTuple):
    """What is scored: the stream and the office of the counts, the leads (days), the day from which forecasts roll
    with arrivals that are fitted again (None: the scenario as it is), and how many make a month an event."""

    stream: str
    office: str
    leads: tuple[int, ...] = LEADS
    since: date | None = None
    above: float | None = None


class Forecast(NamedTuple):
    """What was said of a window, by whom, on which day, at which lead (days), and how good it was."""

    target: Window
    lead: int
    origin: date
    by: str
    law: PredictiveLaw
    judged: Judged


@dataclass(frozen=True)
class Backtest:
    """Forecasts of all that is out of sample: of windows, and of months as events; what was held; what is not known."""

    scenario: Scenario
    asked: Asked
    file: str
    above: float
    forecasts: tuple[Forecast, ...]
    months: tuple[Forecast, ...]
    held: tuple[str, ...]
    fits: int
    fitted: tuple[Window, ...]
    unstated: int
    assumed: int

    def of(self, by: str, lead: int) -> tuple[Forecast, ...]:
        """Return the forecasts of windows by one forecaster at one lead, in the order of their days."""
        return tuple(one for one in self.forecasts if one.by == by and one.lead == lead)

    @property
    def leads(self) -> tuple[int, ...]:
        """The leads at which anything is scored."""
        return tuple(lead for lead in self.asked.leads if self.of(OWN, lead))


def is_declared(scenario: Scenario, stream: str) -> bool:
    """Return whether a scenario says what its arrivals were fitted on."""
    return any(path.split(".")[:2] == ["arrivals", stream] for path in scenario.fitted_on)


def backtested(scenario: Scenario, rows: Rows, asked: Asked) -> Backtest:
    """Return a stream of a scenario held against the counts of an office. Windows that a value was fitted on, and that
    is not fitted again on what was known, are left out."""
    whole = rows.all.of(asked.office)
    wanted, by_month = targets(whole), months(whole)
    usual = float(np.median([one.count for one in by_month])) if by_month else 0.0
    above = asked.above if asked.above is not None else TIMES * usual
    judge = _Judge(scenario, Knowledge(rows, asked.office), asked, rows.file)
    both = tuple({(one.first, one.last): one for one in (*by_month, *wanted)}.values())
    said = judge.own(both)
    days = {(one.first, one.last) for one in wanted}
    own = [one for one in said if (one.target.first, one.target.last) in days]
    ends = {(one.first, one.last) for one in by_month}
    events = tuple(one for one in said if (one.target.first, one.target.last) in ends)
    simple = [one for each in own for one in judge.simple(each, wanted)]
    return Backtest(
        scenario, asked, rows.file, above, (*own, *simple), events, judge.held, judge.fits, judge.fitted(wanted),
        judge.knowledge.unstated, judge.knowledge.assumed,
    )  # fmt: skip


class _Judge:
    """Makes forecasts, each on what was known on its day."""

    def __init__(self, scenario: Scenario, knowledge: Knowledge, asked: Asked, file: str) -> None:
        self._scenario, self.knowledge, self._asked, self._file = scenario, knowledge, asked, file
        self._held: dict[str, None] = {}
        self._chance = np.random.default_rng(scenario.seed)
        self.fits = 0

    @property
    def held(self) -> tuple[str, ...]:
        """What could not be fitted again, at any of the days."""
        return tuple(self._held)

    def fitted(self, wanted: Sequence[Window]) -> tuple[Window, ...]:
        """Return the windows that score nothing, as the scenario's own values were fitted on them."""
        renewed = () if self._asked.since is None else (f"arrivals.{self._asked.stream}.claimants_per_day",)
        days = fitted_windows(self._scenario, self._asked.stream, self._file, renewed)
        return tuple(one for one in wanted if is_fitted(one, days))

    def own(self, wanted: Sequence[Window]) -> list[Forecast]:
        """Return the forecasts of the scenario."""
        made = self._as_it_is(wanted) if self._asked.since is None else self._rolled(wanted)
        return sorted(made, key=lambda one: (one.lead, one.target.first))

    def _as_it_is(self, wanted: Sequence[Window]) -> Iterator[Forecast]:
        own = f"arrivals.{self._asked.stream}"
        day = max(one.day for path, one in self._scenario.fitted_on.items() if path.startswith(own))
        fitted = fitted_windows(self._scenario, self._asked.stream, self._file)
        left = [one for one in wanted if not is_fitted(one, fitted) and one.first >= self._scenario.start]
        if left:
            draws = drawn(self._scenario, self._asked.stream, [(one.first, one.last) for one in left])
            for one, column in zip(left, draws.T, strict=True):
                lead = self._nominal((one.first - day).days)
                yield self._judged(one, lead, min(day, one.first - timedelta(days=lead)), OWN, PredictiveLaw(column))

    def _nominal(self, days: int) -> int:
        return max((lead for lead in self._asked.leads if lead <= days), default=min(self._asked.leads))

    def _rolled(self, wanted: Sequence[Window]) -> Iterator[Forecast]:
        """Yield the forecasts a lead before each window; what was known is fitted once for each day of publication."""
        at: dict[int, list[tuple[Window, int, date]]] = defaultdict(list)
        for one in wanted:
            for lead in self._asked.leads:
                origin = one.first - timedelta(days=lead)
                edition = self.knowledge.edition(origin)
                if self._asked.since is not None and origin >= self._asked.since and edition:
                    at[edition].append((one, lead, origin))
        for edition, many in sorted(at.items()):
            yield from self._of_edition(edition, many)

    def _of_edition(self, edition: int, many: Sequence[tuple[Window, int, date]]) -> Iterator[Forecast]:
        given = self.knowledge.by(self.knowledge.day_of(edition))
        if given is None:
            return
        made = self._fitted(edition)
        days = fitted_windows(self._scenario, self._asked.stream, self._file, self._renewed(made))
        left = [one for one in many if not is_fitted(one[0], days)]
        spans = sorted({(one.first, one.last) for one, _, _ in left})
        if spans:
            draws = drawn(made.scenario, self._asked.stream, spans, self._levels(made))
            for one, lead, origin in left:
                yield self._judged(one, lead, origin, OWN, PredictiveLaw(draws[:, spans.index((one.first, one.last))]))

    def _fitted(self, edition: int) -> Calibration:
        """Return the stream fitted to what was known."""
        stream, day = self._asked.stream, self.knowledge.day_of(edition)
        self.fits += 1
        published = self.knowledge.published(day)
        made = calibrated(published, self._asked.office, self._scenario, stream, None, False)
        given = self._scenario.arrivals[stream]
        parts = {"surges": bool(self._scenario.surges), "regimes": bool(given.regimes)}
        names = (*made.held, "people", *(name for name, there in parts.items() if there))
        self._held |= dict.fromkeys(names)
        return made

    def _renewed(self, made: Calibration) -> tuple[str, ...]:
        own, fit = f"arrivals.{self._asked.stream}", made.fit
        told = {"claimants_per_day": True, "weekday": fit.weekday, "day_to_day": fit.sd and fit.memory,
                "day_to_day.sd": fit.sd, "day_to_day.memory": fit.memory}  # fmt: skip
        return tuple(f"{own}.{name}" for name, one in told.items() if one)

    def _levels(self, made: Calibration) -> F:
        """(DRAWS,) what the last level is multiplied by, as its interval says: lognormal, evenly over its quantiles."""
        level = made.fit.levels[-1]
        spread = min(float(np.log(level.high / max(level.low, 1e-9))) / NORMAL, MOST_SPREAD)
        order = np.random.default_rng(self._scenario.seed).permutation(DRAWS)
        return np.exp(spread * ndtri((order + 0.5) / DRAWS))

    def simple(self, own: Forecast, wanted: Sequence[Window]) -> Iterator[Forecast]:
        """Yield the simple forecasts of a window, a lead before it; each has its own past errors at that lead."""
        for name in SIMPLE:
            law = self.knowledge.simple(name, own.target, own.lead, wanted)
            if law is not None:
                yield self._judged(own.target, own.lead, own.origin, name, law)

    def _judged(self, target: Window, lead: int, origin: date, by: str, law: PredictiveLaw) -> Forecast:
        return Forecast(target, lead, origin, by, law, law.judged(target.count, float(self._chance.random())))
