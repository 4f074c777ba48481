"""The one picture of a study of triggers: what the policy costs or spares in each future, and what never loses."""

import numpy as np

from sim.planning.triggers.found import StudyResult
from sim.planning.triggers.judging.insurance import Insurance
from sim.planning.triggers.judging.risk import in_the_worst
from sim.views.kit.inline.ranked_bars import BarKey, BarPanel, RankedBars
from sim.views.kit.page import Table
from sim.views.triggers.amounts import priced, scaled_unit
from sim.views.triggers.insurance_words import signed
from sim.wording import counted, say
from sim.wording.quantity import money, percent

MILLION, THOUSAND = 1e6, 1e3
TALL = 150  # pixels, a panel
GROUPS = 10  # rows of the table behind the picture


def order(result: StudyResult) -> "np.ndarray[tuple[int, ...], np.dtype[np.int64]]":
    """Return the futures from where the policy costs most to where it spares most; of equal ones, where never loses
    less first. Where some stand for more than others, each as often as it would come among as many.
    """
    found = result.insurance
    at = np.lexsort((found.never, found.saved))
    if not found.weighted:
        return at
    middles = (np.arange(found.futures) + 0.5) / found.futures
    return at[np.minimum(np.searchsorted(np.cumsum(found.weights[at]), middles), found.futures - 1)]


def picture(result: StudyResult) -> RankedBars:
    """Return what the policy saves in each future, sorted, and below what never ordering loses in the same."""
    found, at = result.insurance, order(result)
    scale = MILLION if max(np.abs(found.saved).max(), found.never.max(initial=0)) >= MILLION else THOUSAND
    saved, never = found.saved[at] / scale, found.never[at] / scale
    unit = scaled_unit(scale, result.currency)
    kinds = ["pays" if value > 0 else "costs" for value in saved]
    keys = _keys(found)
    above = BarPanel(_saved_said(result), unit, saved.tolist(), kinds, keys, TALL)
    inside = in_the_worst(found.never, result.study.question.settings.worst, found.strata)
    worst = set(np.flatnonzero(inside > 0).tolist())
    among = ["worst" if int(k) in worst else "others" for k in at]
    share = percent(result.study.question.settings.worst)
    keys = [BarKey("worst", say("the worst {share}", share=share)), BarKey("others", say("the others"))]
    below = BarPanel(_never_said(result), unit, never.tolist(), among, keys if found.never.any() else [], TALL)
    axis = say("all futures, from where it costs most to where it spares most") if found.weighted else counted(
        "{n} future, from where it costs most to where it spares most",
        "{n} futures, from where it costs most to where it spares most",
        found.futures,
    )  # fmt: skip
    said = say("{above}. {below}.", above=above.title, below=below.title)
    return RankedBars(say("What it costs or spares in each future, and what never loses"), said, (above, below), axis)


def _keys(found: Insurance) -> list[BarKey]:
    if found.weighted:
        pays, costs = (percent(found.share(what)) for what in ("pays", "costs"))
        return [BarKey("pays", say("{share} of futures, in which it pays", share=pays)),
                BarKey("costs", say("{share}, in which it costs more", share=costs))]  # fmt: skip
    return [
        BarKey("pays", counted("{n} future in which it pays", "{n} futures in which it pays", found.pays)),
        BarKey("costs", counted("{n} in which it costs more", "{n} in which it costs more", found.costs)),
    ]


def _saved_said(result: StudyResult) -> str:
    found = result.insurance
    if not found.pays and not found.costs:
        return say("Against never ordering nothing differs in any future")
    if found.weighted:
        return say(
            "Against never ordering it costs more in {costs} of futures and spares in {pays}",
            costs=percent(found.share("costs")), pays=percent(found.share("pays")),
        )  # fmt: skip
    return counted(
        "Against never ordering it costs more in {costs} futures and spares in {n}",
        "Against never ordering it costs more in {costs} futures and spares in {n}",
        found.pays, costs=found.costs,
    )  # fmt: skip


def _never_said(result: StudyResult) -> str:
    found = result.insurance
    if not found.never.any():
        return say("Never ordering loses nothing in any of them")
    share = percent(result.study.question.settings.worst)
    return say(
        "What never ordering loses in the same futures: the worst {share} hold {held} of it",
        share=share,
        held=percent(found.held),
    )


def caption(result: StudyResult) -> str:
    """Return what loss is, and which policy is shown."""
    price = priced(result.study.question.settings.price)
    if result.fresh is not None:
        return say(
            "The policy: {policy}. Loss is what space costs beyond never ordering it, and {price} for each hour that "
            "one person is over the places. The futures are fresh ones, which had no part in the choice.",
            policy=result.rival.policy.name, price=price,
        )  # fmt: skip
    return say(
        "The policy: {policy}. Loss is what space costs beyond never ordering it, and {price} for each hour that one "
        "person is over the places.",
        policy=result.rival.policy.name, price=price,
    )  # fmt: skip


def data(result: StudyResult) -> Table:
    """Return the numbers of the picture, a tenth of the futures a row."""
    found, at = result.insurance, order(result)
    rows = []
    for some in np.array_split(np.arange(found.futures), min(GROUPS, found.futures)):
        mine = at[some]
        cells = (
            signed(float(found.saved[mine].mean()), result.currency),
            money(float(found.never[mine].mean()), result.currency),
        )
        rows.append((say("{first} to {last}", first=int(some[0]) + 1, last=int(some[-1]) + 1), *cells))
    header = (say("Futures, sorted"), say("Saved against never, mean"), say("Never loses, mean"))
    return Table(say("The numbers of this picture, by tenths of the futures"), "", header, rows, 1)
