"""Whether the warm-up is long enough, in one sentence."""

import math

from sim.experiments.warm_up import ENOUGH, SHORT, Compared, WarmUpTest
from sim.views.text import words
from sim.views.text.unit_words import amount
from sim.wording import counted, say
from sim.wording.quantity import listed, rounded


def sentence(test: WarmUpTest) -> str:
    """Return the verdict on a warm-up and the difference that it rests on, with its 95% interval."""
    days, longer = test.days, test.longer
    if test.silent:
        streams = listed([words.plain(one) for one in test.silent])
        return say(
            "The warm-up of {days} d cannot be tested, since these do not reach back over one of {longer} d: {streams}"
            ". Give them the days before.",
            days=days, longer=longer, streams=streams,
        )  # fmt: skip
    if not test.pairs:
        return say(
            "The warm-up of {days} d was not tested: no replication with one of {longer} d was finished.",
            days=days, longer=longer,
        )  # fmt: skip
    if test.verdict == ENOUGH:
        verdict = say("The warm-up of {days} d is long enough.", days=days)
        return " ".join((verdict, *_evidence(test.whole, test)))
    evidence = _evidence(test.worst, test)
    if test.verdict == SHORT:
        verdict = say("The warm-up of {days} d is too short; try warm_up: {longer} d.", days=days, longer=longer)
        return " ".join((verdict, *evidence))
    verdict = say("Whether the warm-up of {days} d is long enough is not clear; play more replications.", days=days)
    return " ".join((verdict, *evidence))


def _evidence(compared: Compared, test: WarmUpTest) -> tuple[str, str]:
    """Return how many are there with the warm-up of the file and after the longer one, and over how many pairs."""
    return _difference(compared, test.longer), _pairs(test)


def _pairs(test: WarmUpTest) -> str:
    if test.same_people:
        return counted("That is of {n} pair of replications.", "That is of {n} pairs of replications.", test.pairs)
    return counted(
        "That is of {n} pair of replications, of other regimes.",
        "That is of {n} pairs of replications, of other regimes.", test.pairs,
    )  # fmt: skip


def _difference(compared: Compared, longer: int) -> str:
    place = say("on site")
    if compared.where != "on_site":
        place = say("in the {area}", area=words.plain(compared.where.removeprefix("occupancy_")))
    when = _when(compared)
    if compared.difference == compared.low == compared.high == 0:
        return say(
            "In {when} as many persons are {place} as after one of {longer} d.", when=when, place=place, longer=longer
        )
    number = amount(rounded(abs(compared.difference), 1), "person")
    if not math.isnan(compared.low):
        number = words.beside(number, say("{low} to {high}", low=_signed(compared.low), high=_signed(compared.high)))
    of = rounded(compared.longer, 1)
    if compared.difference < 0:
        return say(
            "In {when} there are {number} fewer {place} than the {of} after one of {longer} d.",
            when=when, number=number, place=place, of=of, longer=longer,
        )  # fmt: skip
    return say(
        "In {when} there are {number} more {place} than the {of} after one of {longer} d.",
        when=when, number=number, place=place, of=of, longer=longer,
    )  # fmt: skip


def _signed(value: float) -> str:
    number = rounded(value, 1)
    return say("+{n}", n=number) if number >= 0 else say("{n}", n=number)


def _when(compared: Compared) -> str:
    days = compared.last - compared.first + 1
    if compared.first > 1:
        return say("week {n}", n=compared.first // 7 + 1)
    if days % 7 == 0:
        return counted("the first week", "the first {n} weeks", days // 7)
    return counted("the first day", "the first {n} days", days)
