"""The answer in full: the first screen, and the details below it, each under what it is about."""

from collections.abc import Sequence
from math import isnan
from typing import TYPE_CHECKING

from sim.scenario.calendar.fiscal_years import fiscal_years
from sim.views.run import warm_up
from sim.views.run.assumption_words import assumption_legend, assumption_sentence
from sim.views.run.decision import target_numbers
from sim.views.run.first.overflow import overflow_measure
from sim.views.run.first.screen import first, sentences
from sim.views.run.measure_words import measure_said, space_first
from sim.views.run.order_words import orders
from sim.views.run.people_told import crowding, returned, time_on_site, unserved
from sim.views.run.run_statistics import among, column
from sim.views.run.told import Told, a_run, told
from sim.views.text import words
from sim.views.text.dates import Dates
from sim.wording import counted, said, say

if TYPE_CHECKING:
    from sim.experiments.result import Result, Summary, TargetMet


def answer(result: "Result") -> list[str]:
    """Return the first screen as sentences, the verdict first; then the details: measures (with space first), crowding,
    those not served, time, returns, cost, targets; and whether the warm-up is long enough, if that was tested.

    Every estimate of the details stands with its 95% interval, every date with the span of nine runs in ten, as the
    last line says.
    """
    found = details(result, [target(met, result) for met in result.targets])
    return [*sentences(first(result)), *(one.sentence for one in found), legend(result)]


def details(result: "Result", targets: Sequence[Told] = ()) -> list[Told]:
    """Return the details with these about the targets, without the legend."""
    dates = Dates(result.scenario)
    found = [Told(*measure_said(result, name, dates)) for name in space_first(result.scenario.measures)]
    found += told(say("Assumptions"), assumption_sentence(result))
    found += [*crowding(result), *unserved(result), *time_on_site(result), *returned(result)]
    found += [*orders(result), *costs(result), *targets]
    return found + ([Told("", warm_up.sentence(result.warm_up_test))] if result.warm_up_test else [])


def legend(result: "Result") -> str:
    """Return what the brackets of the answer mean, or that one replication shows no likelihood."""
    if len(result.runs) == 1:
        return say("This is one replication: it shows what can happen, not how likely it is.")
    return " ".join(part for part in (in_brackets(), assumption_legend(result)) if part)


def in_brackets() -> str:
    """Return what the brackets of the answer mean."""
    return say(
        "In brackets: the 95% confidence interval of a mean or a share; for a date (the median of the runs in which "
        "it happened), the span of nine runs in ten. A figure that fewer than five runs decide, all others alike, has "
        "too few runs for an interval."
    )


def costs(result: "Result") -> list[Told]:
    """Return the costs in total and per claimant, and those of each measure but the one of the first screen."""
    summary, currency = result.summary, result.scenario.currency
    total, each = summary.get("cost_total"), summary.get("cost_per_claimant")
    if total is None or not total.n or total.mean == 0:
        return []
    found = [say("All costs are {total}.", total=a_run(result, words.estimate(total, "", currency)))]
    if each is not None and each.n:
        found.append(say("A claimant costs {cost}.", cost=words.estimate(each, "", currency)))
    later, before = summary.get("cost_total_later"), summary.get("cost_before_start")
    if later is not None and _is_told(later):
        late = words.estimate(later, "", currency)
        found.append(say("Of all costs {later} fall due after the end, and no claimant bears them.", later=late))
    if before is not None and _is_told(before):
        early = words.estimate(before, "", currency)
        found.append(say("What measures cost before the start is not in it: {cost}.", cost=early))
    for name in space_first(result.scenario.measures):
        if name != overflow_measure(result):
            found += _of_measure(result, name)
    return [*told(say("Cost"), *found), *_by_fiscal_year(result)]


def _is_told(found: "Summary") -> bool:
    """Return whether a cost besides the total is given: it is not, where it has no interval for want of runs."""
    return found.mean > 0 and (found.n == 1 or not isnan(found.low))


def _of_measure(result: "Result", name: str) -> list[str]:
    """Return what a measure costs: in the runs that order it, and on average over all of them where these differ."""
    currency, every = result.scenario.currency, result.summary.get(f"cost_{name}")
    if every is None or not every.n or not every.mean > 0:
        return []
    measure, mean = words.plain(name), words.estimate(every, "", currency)
    ordered = column(result, f"{name}_ordered") > 0
    if ordered.all() or not ordered.any():
        return [say("The {measure} costs {cost}.", measure=measure, cost=a_run(result, mean))]
    one = words.estimate(among(result, f"cost_{name}", ordered), "", currency)
    return [
        say("The {measure} costs {cost} in a run that orders it.", measure=measure, cost=one),
        say("Over all runs that is {cost} on average.", cost=mean),
    ]


def _by_fiscal_year(result: "Result") -> list[Told]:
    """Return what falls due in each fiscal year, if the scenario says when one begins."""
    years = [(year.words, result.summary.get(f"cost_total_{year.name}")) for year in fiscal_years(result.scenario)]
    each = [
        say("In {year}: {cost}.", year=called, cost=words.estimate(found, "", result.scenario.currency))
        for called, found in years
        if found is not None and found.n and found.mean > 0
    ]
    return told(say("By fiscal year, as it falls due"), *each)


def target(met: "TargetMet", result: "Result") -> Told:
    """Return one target, met or missed: what was asked, the mean, and the share of runs that meet it."""
    found, info = result.summary[met.name], result.figures[met.name]
    about = say("Target met") if met.met else say("Target missed")
    numbers = target_numbers(met, result)
    wanted = say("{figure} should be {asked}.", figure=words.capital(said(info.label)), asked=numbers.asked)
    if not found.n and result.withheld and info.whole:
        why = say(
            "It is not told, since some are not out 60 days after the end: {figure} is.",
            figure=said(result.figures[info.instead].label),
        )
    elif not found.n:
        why = say("The figure does not exist in any run.")
    elif found.n == 1:
        why = say("It is {value}.", value=numbers.found)
    else:
        value = words.beside(numbers.found, numbers.interval)
        why = f"{say('The mean is {value}.', value=value)} {runs_meeting(met, found.n)}"
    return Told(about, f"{wanted} {why}")


def runs_meeting(met: "TargetMet", of: int) -> str:
    """Return the share of runs that meet a target, in a sentence."""
    if met.share_met == 1:
        return counted("It is met in every run of {n}.", "It is met in every run of {n}.", of)
    if met.share_met == 0:
        return counted("It is met in no run of {n}.", "It is met in no run of {n}.", of)
    return say("It is met in {share} of runs.", share=words.share(met.share_met, met.low, met.high))
