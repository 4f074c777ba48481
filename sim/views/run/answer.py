"""The answer in full: the first screen, and the details below it, each under what it is about."""

from collections.abc import Sequence
from math import isnan
from typing import TYPE_CHECKING, NamedTuple

from sim.scenario.calendar.fiscal_years import fiscal_years
from sim.scenario.catalogue.asked import stay_limit
from sim.scenario.catalogue.figures_of_people import STUCK, stay_phrases
from sim.views.run import warm_up
from sim.views.run.assumption_words import assumption_legend, assumption_sentence
from sim.views.run.first.screen import first, sentences
from sim.views.run.measure_words import measure_said, space_first
from sim.views.run.order_words import orders
from sim.views.text import words
from sim.views.text.dates import Dates

if TYPE_CHECKING:
    from sim.experiments.result import Result, TargetMet


class Told(NamedTuple):
    """A detail: what it is about, and what is said of it; `about` is empty for a whole sentence."""

    about: str
    text: str

    @property
    def sentence(self) -> str:
        """Both as one sentence."""
        return f"{self.about}: {self.text}" if self.about else self.text


def answer(result: "Result") -> list[str]:
    """Return the first screen as sentences, the verdict first; then the details: measures (with space first), crowding,
    those not served, time, returns, cost, targets; and whether the warm-up is long enough, if that was tested.

    Every estimate of the details stands with its 95% interval, every date with the span of nine runs in ten, as the
    last line says.
    """
    told = details(result, [target(met, result) for met in result.targets])
    return [*sentences(first(result)), *(one.sentence for one in told), legend(result)]


def details(result: "Result", targets: Sequence[Told] = ()) -> list[Told]:
    """Return the details with these about the targets, without the legend."""
    dates = Dates(result.scenario)
    measures = space_first(result.scenario.measures)
    told = [Told(*measure_said(result, name, dates)) for name in measures]
    if not measures:
        told.append(Told("", "No contingency measure is enabled, so nothing is ordered."))
    told.append(Told("Assumptions", assumption_sentence(result)))
    told += [*crowding(result), *unserved(result), *time_on_site(result), *returned(result)]
    told += [*(Told(*one) for one in orders(result)), *costs(result)]
    told += targets
    return told + ([Told("", warm_up.sentence(result.warm_up_test))] if result.warm_up_test else [])


def legend(result: "Result") -> str:
    """Return what the brackets of the answer mean, or that one replication shows no likelihood."""
    if len(result.runs) == 1:
        return "This is one replication: it shows what can happen, not how likely it is."
    return " ".join(part for part in (IN_BRACKETS, assumption_legend(result)) if part)


IN_BRACKETS = (
    "In brackets: the 95% confidence interval of a mean or a share; for a date (the median of the runs in which "
    "it happened), the span of nine runs in ten. A figure that fewer than five runs decide, all others alike, has "
    "too few runs for an interval."
)


def _average(result: "Result") -> str:
    return "" if len(result.runs) == 1 else " on average"


def crowding(result: "Result") -> list[Told]:
    """Return hours above the space open, by area, and the peak."""
    said, summary, total = [], result.summary, len(result.runs[0].on_site)
    for area in result.scenario.space.areas:
        over = summary.get(f"over_capacity_hours_{area}")
        if over is None or not over.n or over.mean == 0:
            continue
        said.append(
            f"the {words.plain(area)} held more people than its open space for {words.estimate(over, 'hour')} "
            f"of {total:,}{_average(result)}"
        )
    none = "no area ever held more people than its open space"
    if not result.scenario.space.areas:
        none = "the scenario has no areas to fill"
    parts = [words.listed(said) or none]
    parts += _peaks(result)
    peak, outside = summary.get("on_site_peak"), summary.get("outside_peak")
    if peak is not None and peak.n:
        parts.append(f"the most on site at once was {words.estimate(peak, 'person')}")
    if outside is not None and outside.n and outside.mean > 0:
        parts.append(f"up to {words.estimate(outside, 'person')} waited outside")
    return [Told("Crowding", f"{'; '.join(parts)}.")]


def _peaks(result: "Result") -> list[str]:
    """Return the most at once in each area, next to its own places; on site there are others, outside and in other
    areas.
    """
    areas = result.scenario.space.areas
    found = [(name, area.persons, result.summary.get(f"peak_{name}")) for name, area in areas.items()]
    each = [
        f"{words.estimate(peak, 'person')} in the {words.plain(name)} of {words.count(places, 'place')}"
        for name, places, peak in found
        if peak is not None and peak.n and peak.mean > 0
    ]
    return [f"at most {words.listed(each)}"] if each else []


UNSERVED = {  # ways to leave unserved, in words
    "diverted": "turned away because an area was full",
    "withdrawn": "gave up waiting",
    "sent_on": "sent to another port",
    "directed_back": "directed back with an appointment",
}


def unserved(result: "Result") -> list[Told]:
    """Return those who left unserved, and those still there at the end, where there are any."""
    summary, said = result.summary, []
    every = summary.get("unserved")
    if every is not None and every.n and every.mean > 0:
        ways = [(summary[name], told) for name, told in UNSERVED.items() if name in summary and summary[name].mean > 0]
        each = [f"{words.mean(one)} {told}" for one, told in ways] if len(ways) > 1 else [told for _, told in ways]
        said.append(f"{words.estimate(every, 'claimant')} left unserved{_average(result)} ({words.listed(each)})")
    here = summary.get("still_present")
    if here is not None and here.n and here.mean > 0:
        said.append(f"{words.estimate(here, 'claimant')} still there at the end{_stranded(result)}")
    return [Told("Not served", f"{'; '.join(said)}.")] if said else []


def _stranded(result: "Result") -> str:
    """Return how many of those still there wait for what comes no more, and for which steps that can be."""
    from sim.scenario.checks.startable import over_at_end

    found = result.summary.get("stranded")
    if found is None or not found.n or found.mean == 0:
        return ""
    steps = words.listed([words.plain(step) for step in over_at_end(result.scenario)])
    return f", of whom {words.estimate(found, 'claimant')} without any chance: nothing comes any more for {steps}"


def time_on_site(result: "Result") -> list[Told]:
    """Return mean and 95th percentile of those served, how many were not, and the shares gone within some hours."""
    summary = result.summary
    told = stay_phrases(result.scenario, result.withheld)
    average, late = summary[told["mean"]], summary[told["p95"]]
    said = [f"{words.estimate(average, 'hour')} on average{_of_those_served(result)}"] if average.n else []
    if said and result.withheld:
        said.append(f"no more than {stay_limit(result.scenario)} hours of any stay are counted in this")
    if late.n and words.not_reached(late):
        said.append(f"one claimant in 20 or more stays {words.mean(late, 'hour')}")
    elif late.n:
        said.append(f"19 claimants in 20 stay less than {words.estimate(late, 'hour')}")
    shares = [
        f"{words.estimate(summary[info.name])} within {info.within} h"
        for info in map(result.figures.__getitem__, result.names)
        if info.within and not info.owners and summary[info.name].n
    ]
    if shares and said:
        said.append(f"served and gone {words.listed(shares)}")
    if result.withheld:
        said.append(_withheld(result))
    nobody = f"nobody {'was served' if summary['arrived'].mean > 0 else 'arrived'}"
    return [Told("Time on site", f"{'; '.join(said) or nobody}.")]


def _withheld(result: "Result") -> str:
    stuck = words.estimate(result.summary[STUCK], "claimant")
    short = result.summary[stay_phrases(result.scenario, True)["mean"]].n == 0
    limit = stay_limit(result.scenario)
    brief = f", and none up to {limit} h, since nobody came so long before the end (`stay_limit`)" if short else ""
    return f"no mean of whole stays is told, since {stuck} are not out 60 days after the end{brief}"


def _of_those_served(result: "Result") -> str:
    every = result.summary.get("unserved")
    if every is None or not every.n or every.mean == 0:
        return ""
    return f" of those served, {words.mean(every, 'claimant')} not among them"


def returned(result: "Result") -> list[Told]:
    """Return the share of decided claimants returned to the partner country, and their number; by stream if several."""
    head = f"Returned to {result.scenario.port.over_there}"
    number, part = result.summary.get("returned"), result.summary.get("returned_share")
    if number is None or part is None or not part.n:
        return [Told(head, "nobody was decided.")]
    said = f"{words.estimate(part)} of those decided, {words.estimate(number, 'claimant')}"
    streams = [(stream, result.summary.get(f"returned_share_{stream}")) for stream in result.scenario.arrivals]
    each = [f"{words.plain(stream)} {words.estimate(found)}" for stream, found in streams if found and found.n]
    return [Told(head, f"{said}{f'; by stream: {words.listed(each)}' if len(each) > 1 else ''}.")]


def costs(result: "Result") -> list[Told]:
    """Return the costs in total, per claimant, and for each measure."""
    summary, currency = result.summary, result.scenario.currency
    total, each = summary.get("cost_total"), summary.get("cost_per_claimant")
    if total is None or not total.n or total.mean == 0:
        return [Told("Cost", "the scenario gives no costs.")]
    said = [f"{words.estimate(total, '', currency)} in total"]
    if each is not None and each.n:
        said[0] += f", {words.estimate(each, '', currency)} a claimant"
    later = summary.get("cost_total_later")
    if later is not None and later.mean > 0 and (later.n == 1 or not isnan(later.low)):
        said[0] += f" without the {words.estimate(later, '', currency)} of it that fall due after the end"
    before = summary.get("cost_before_start")
    if before is not None and before.mean > 0 and (before.n == 1 or not isnan(before.low)):  # else in the table alone
        said.append(f"{words.estimate(before, '', currency)} that measures cost before the start is not in it")
    for name in space_first(result.scenario.measures):
        part = summary.get(f"cost_{name}")
        if part is not None and part.n and part.mean > 0:
            said.append(f"{words.plain(name)} {words.estimate(part, '', currency)}")
    return [Told("Cost", f"{'; '.join(said)}."), *_by_fiscal_year(result)]


def _by_fiscal_year(result: "Result") -> list[Told]:
    """Return what falls due in each fiscal year, if the scenario says when one begins."""
    years = [(year.words, result.summary.get(f"cost_total_{year.name}")) for year in fiscal_years(result.scenario)]
    told = [
        f"{called} {words.estimate(found, '', result.scenario.currency)}"
        for called, found in years
        if found is not None and found.n and found.mean > 0
    ]
    return [Told("By fiscal year, as it falls due", f"{'; '.join(told)}.")] if told else []


def target(met: "TargetMet", result: "Result") -> Told:
    """Return one target, met or missed: what was asked, the mean, and the share of runs that meet it."""
    found, info = result.summary[met.name], result.figures[met.name]
    about, text = f"Target {'met' if met.met else 'missed'}", f"{info.label} should be {met.text}"
    if not found.n and result.withheld and info.whole:
        return Told(about, f"{text}; it is not told, since some are not out 60 days after the end: {info.instead} is.")
    if not found.n:
        return Told(about, f"{text}; the figure does not exist in any run.")
    text += f"; {'it was' if found.n == 1 else 'the mean is'} {words.shown(found, result.scenario.currency)}"
    return Told(about, f"{text}." if found.n == 1 else f"{text}; {runs_meeting(met, found.n)}.")


def runs_meeting(met: "TargetMet", of: int) -> str:
    """Return the share of runs that meet a target, in words."""
    if met.share_met in (0.0, 1.0):
        return f"met in {'every' if met.share_met else 'no'} run of {of:,}"
    return f"met in {words.share(met.share_met, met.low, met.high)} of runs"
