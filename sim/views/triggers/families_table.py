"""The alternatives by family: how many there are, and what the best of each saves against never ordering."""

import math

from sim.planning.triggers.found import WATCHING_NOTHING, Row, StudyResult
from sim.planning.triggers.trigger import NEVER
from sim.views.kit.page import Table
from sim.views.triggers.insurance_words import signed, space
from sim.wording import counted, said, say
from sim.wording.quantity import money, percent, rounded

NONE = "–"


def best_of_families(result: StudyResult) -> list[tuple[Row, int]]:
    """Return the best policy of each family, by its loss, and how many the family has; the best family first."""
    families: dict[str, list[Row]] = {}
    for row in result.rows:
        families.setdefault(row.policy.family, []).append(row)
    best = [(min(rows, key=lambda row: (row.cut, row.loss)), len(rows)) for rows in families.values()]
    return sorted(best, key=lambda one: (one[0].cut, -result.proof_of(one[0]).mean))


def families(result: StudyResult) -> Table:
    """Return a row a family: its best policy, what it saves with its interval, too late, for nothing, its futures."""
    rows = []
    for row, many in best_of_families(result):
        found, never, figures = result.proof_of(row), row.policy.family == NEVER, result.proof_figures(row)
        late, idle = figures["late"], figures["for_nothing"]
        low, high = (NONE if math.isnan(end) else signed(end, result.currency) for end in found.interval)
        span = NONE if never or math.isnan(found.interval.low) else say("{low} to {high}", low=low, high=high)
        saved = NONE if never else signed(found.mean, result.currency)
        if row.cut:
            saved = say("{saved}, not ranked", saved=saved)
        cells = (percent(late.mean) if late.n else NONE, percent(idle.mean), say("{n}", n=rounded(found.futures)))
        called = (
            space(row)
            if many == 1
            else counted("{family}, {n} of them", "{family}, {n} of them", many, family=space(row))
        )
        rows.append((called, said(row.policy.name), saved, span, *cells))
    header = (
        say("Family"), say("Best of it"), say("Saved a future"), say("95%"), say("Too late"), say("For nothing"),
        say("Futures"),
    )  # fmt: skip
    note = fresh_said(result) or say(
        "Saved against never ordering, mean of the futures in which the policy was played; policies that could no "
        "longer be the best were played in fewer. Too late: of the futures with an event."
    )
    return Table(say("The alternatives, by family"), note, header, rows, 2)


def separated(result: StudyResult) -> Table | None:
    """Return a row a family that watches the port, its best policy: when it is ready, what crowding it leaves, and what
    its lateness costs; None where there is none.
    """
    best = [row for row, _ in best_of_families(result) if row.policy.family not in WATCHING_NOTHING]
    if not best:
        return None
    header = (
        say("Best of a family"), say("Too late"), say("For nothing"), say("Days of lead gained, median"),
        say("Crowding left, person-hours"), say("At stake"),
    )  # fmt: skip
    note = say(
        "Days of lead gained: from the opening to the first event, below 0 where it comes after that has begun. At "
        "stake: the price of the hours for which persons are above the base space in an event while none of the space "
        "is open, a future."
    )
    rows = [_separated(row, result) for row in best]
    return Table(say("What separates the rules that watch the port"), note, header, rows, 1)


def _separated(row: Row, result: StudyResult) -> tuple[str, ...]:
    figures, price = result.proof_figures(row), result.study.question.settings.price.amount
    late, lead = figures["late"], figures["lead_median"]
    return (
        said(row.policy.name),
        percent(late.mean) if late.n else NONE,
        percent(figures["for_nothing"].mean),
        say("{n}", n=rounded(lead.mean / 24, 1)) if lead.n else NONE,
        say("{n}", n=rounded(figures["crowding"].mean)),
        money(price * figures["late_person_hours"].mean, result.currency),
    )


def fresh_said(result: StudyResult) -> str:
    """Return on which futures the families are compared; empty where there are no fresh ones."""
    if result.fresh is None:
        return ""
    return counted(
        "The best of each family in the search, replayed on {n} fresh future that had no part in it. Saved: mean, "
        "against never ordering. Too late: of the futures with an event.",
        "The best of each family in the search, replayed on {n} fresh futures that had no part in it. Saved: mean, "
        "against never ordering. Too late: of the futures with an event.",
        result.fresh.futures,
    )  # fmt: skip


def families_said(result: StudyResult) -> str:
    """Return how many families have a policy that saves on average, and how many are shown to."""
    best = [result.proof_of(row) for row, _ in best_of_families(result) if row.policy.family != NEVER and not row.cut]
    saves, shown = sum(one.mean > 0 for one in best), sum(one.shown for one in best)
    if not saves:
        return say("No family has a policy that saves on average against never ordering.")
    if not shown:
        return counted(
            "In {k} of {n} family a policy saves on average; this is shown in none.",
            "In {k} of {n} families a policy saves on average; this is shown in none.",
            len(best), k=saves,
        )  # fmt: skip
    return counted(
        "In {k} of {n} family a policy saves on average; this is shown in {shown}.",
        "In {k} of {n} families a policy saves on average; this is shown in {shown}.",
        len(best), k=saves, shown=shown,
    )  # fmt: skip
