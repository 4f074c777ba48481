"""What to find out first, and what each policy leaves to gain: two tables and what they say."""

import math

from sim.planning.triggers.found import Row, StudyResult
from sim.planning.triggers.judging.information import LEAST
from sim.planning.triggers.judging.worth_knowing import DRAWN_AGAIN, Known
from sim.views.kit.page import Table
from sim.views.kit.scales import input_name
from sim.views.text import words
from sim.views.triggers.table import called_said, contenders
from sim.wording import counted, say
from sim.wording.quantity import listed, money, percent

NAMED = 3  # inputs in a sentence


def find_out_said(result: StudyResult) -> str:
    """Return which inputs to find out first; empty where nothing is uncertain."""
    if not result.study.question.off.uncertain:
        return ""
    if not result.known:
        return counted(
            "What is worth finding out cannot be told from {n} future.",
            "What is worth finding out cannot be told from {n} futures.", result.futures,
        )  # fmt: skip
    shown = [one for one in result.known if one.worth.shown]
    if not shown:
        return say("No input is shown to be worth finding out before the choice.")
    names = [input_name(one.input) for one in shown[:NAMED]]
    return counted(
        "Find this out first: {inputs}. Knowing it before the choice is shown to be worth something.",
        "Find these out first: {inputs}. Knowing each before the choice is shown to be worth something.",
        len(names), inputs=listed(names),
    )  # fmt: skip


def find_out(result: StudyResult) -> Table:
    """Return a row an uncertain input: what knowing it before the choice is worth a future."""
    rows = [(input_name(one.input), *_worth(one, result), _changed(one)) for one in result.known]
    header = (say("input"), say("worth a future"), say("95% interval"), say("choice changes in"))
    note = say(
        "The mean loss that is spared where the input is known before a policy is chosen and all else is not. Both "
        "choices are made on nine tenths of the futures and paid in the tenth, in turn; so the value is at most that "
        "of the best choice. Where the choice would change, the input was drawn again by itself in the {n} futures in "
        "which most is lost: “nothing” is exact there. Policies played in every future, {most} at least.",
        n=DRAWN_AGAIN, most=LEAST,
    )  # fmt: skip
    return Table(say("What to find out first"), note, header, rows, 1)


def _worth(one: Known, result: StudyResult) -> tuple[str, str]:
    low, high = one.worth.interval
    if not one.worth.changed:
        return say("nothing"), words.NOT_KNOWN
    if not one.worth.shown:
        span = words.NOT_KNOWN if low != low else _span(low, high, result.currency)
        return say("cannot be told"), span
    return money(one.worth.value, result.currency), _span(low, high, result.currency)


def _span(low: float, high: float, currency: str) -> str:
    return say("{low} to {high}", low=money(low, currency), high=money(high, currency))


def _changed(one: Known) -> str:
    if not one.bears:
        return say("none: it bears on no loss")
    return percent(one.worth.share)


def regret(result: StudyResult) -> Table:
    """Return a row a policy: what it loses more than the best of those compared in the same future."""
    found = result.regrets
    rows = [
        (
            called_said(group),
            money(one.mean, result.currency),
            money(one.worst_tenth, result.currency),
            money(one.worst, result.currency),
            percent(one.best),
            *_with_hindsight(group.row, result),
        )
        for group in contenders(result)
        if (one := found.get(group.row.place)) is not None
    ]
    header = [say("policy"), say("mean"), say("worst tenth"), say("worst"), say("is the best in")]
    if result.hindsight is not None:
        header.append(say("left to gain, the future known"))
    note = counted(
        "Regret: what a policy loses more than the best of {policies} policies in the same future, over {n} future.",
        "Regret: what a policy loses more than the best of {policies} policies in the same future, over {n} futures.",
        result.futures, policies=len(found),
    )  # fmt: skip
    note = " ".join(part for part in (note, hindsight_note(result)) if part)
    return Table(say("What each policy leaves to gain"), note, header, rows, 1)


def _with_hindsight(row: Row, result: StudyResult) -> list[str]:
    """Return the cell of what it leaves to gain of the least of each future; none where that is not known."""
    if result.hindsight is None:
        return []
    left = result.left_to_gain(row)
    if left is None:
        return [words.NOT_KNOWN]
    low, high = left.interval
    span = "" if math.isnan(low + high) else _span(low, high, result.currency)
    return [words.beside(money(left.mean, result.currency), span)]


def hindsight_said(result: StudyResult) -> str:
    """Return how much the recommended policy leaves to gain, had each future been known; empty where that is not
    known."""
    left, never = result.left_to_gain(result.chosen), result.left_to_gain(result.never)
    if left is None or never is None:
        return ""
    amounts = {"never": money(never.mean, result.currency), "left": money(left.mean, result.currency)}
    if result.chosen is result.never:
        return say(
            "Had each future been known, the best order days would save {never} a future against never.", **amounts
        )
    return say(
        "Had each future been known, the best order days would save {never} a future against never; the policy leaves "
        "{left} a future to gain.", **amounts,
    )  # fmt: skip


def hindsight_note(result: StudyResult) -> str:
    """Return over what the least of each future is, and in how many it is not shown to be the least."""
    found = result.hindsight
    if found is None:
        return ""
    note = say(
        "The future known: the least over every day of order, option and give-back of the measures compared, with lead "
        "times as drawn, and over the policies; nobody can do so well. Orders are given when a day begins."
    )
    some = int((~found.exact).sum())
    if not some:
        return note
    rest = counted(
        "In {n} future more space may change what people meet: there it is the least of what was played.",
        "In {n} futures more space may change what people meet: there it is the least of what was played.",
        some,
    )  # fmt: skip
    return f"{note} {rest}"
