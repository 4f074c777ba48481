"""What the verdict of a comparison says: what the change does, against the first scenario, as far as it is clear."""

from typing import NamedTuple

from sim.experiments.comparison.compare import Comparison, ScenarioDifference
from sim.experiments.comparison.differences import Difference
from sim.views.comparison.first.gaps import USUAL, effects, is_clear, is_only
from sim.views.text.statement import Statement

MORE_IS_BETTER = ("within",)
MOST = 2  # effects named of one scenario, besides its cost


class Told(NamedTuple):
    """What the verdict says of one scenario: its effects, and what becomes of the cost where it has any."""

    other: ScenarioDifference
    effects: tuple[Statement, ...]
    cost: Statement | None


class Verdict(NamedTuple):
    """What the verdict says. Kinds: `alike` (the files say the same), `same` (every run gives the same figures),
    `chance` (no difference is proven), `clear`.

    Of `clear`: what is said of each scenario, the one that does best first. `main` is the figure by which it is best.
    """

    kind: str
    main: str = ""
    told: tuple[Told, ...] = ()
    best_is_better: bool = True


def verdict(comparison: Comparison) -> Verdict:
    """Return what the verdict rests on."""
    found = {other.label: effects(comparison, other) for other in comparison.others}
    if all(other.alike for other in comparison.others):
        return Verdict("alike")
    said = [one for ones in found.values() for one in ones]
    clear = [one for one in said if is_clear(one)]
    first = next((one.kind for one in said if one.conditions[0] in ("chance", "unknown")), "")
    if not clear and not any(is_only(one) for one in said):
        differs = any(one.changed for other in comparison.others for one in _shown(comparison, other))
        return Verdict("chance" if differs else "same", first)
    if not clear:
        return Verdict("clear", first, tuple(_told(other, found[other.label], first) for other in comparison.others))
    main = _main(clear, [one.kind for one in said], several=len(comparison.others) > 1)
    ranked = sorted(comparison.others, key=lambda other: _rank(found[other.label], main))
    best = _effect(found[ranked[0].label], main)
    better = best is not None and is_clear(best) and _worse(best) < 0
    return Verdict("clear", main, tuple(_told(other, found[other.label], main) for other in ranked), better)


def _main(clear: list[Statement], order: list[str], *, several: bool) -> str:
    """Return by which figure scenarios are ranked: the most telling that is clear; of several, where one is better."""
    better = [one for one in clear if several and one.kind in USUAL and _worse(one) < 0]
    roles = [one.kind for one in better or clear]
    return min(roles, key=lambda role: (role not in USUAL, role == "cost", order.index(role)))


def _shown(comparison: Comparison, other: ScenarioDifference) -> list[Difference]:
    return [other.differences[name] for name in comparison.figures if not other.differences[name].absent]


def _effect(of: list[Statement], role: str) -> Statement | None:
    return next((one for one in of if one.kind == role), None)


def _worse(one: Statement) -> float:
    """Return by how much a figure is worse: more of it, but of a share that is served in time."""
    return -one["gap"] if one.kind in MORE_IS_BETTER else one["gap"]


def _rank(of: list[Statement], role: str) -> tuple[int, float]:
    """Return where a scenario stands: what is clearly better first, the most so; then what is clearly worse."""
    one = _effect(of, role)
    if one is None or not is_clear(one):
        return 2, 0.0
    worse = _worse(one)
    return int(worse > 0), worse


def _told(other: ScenarioDifference, of: list[Statement], main: str) -> Told:
    """Return the effects of a scenario that are said: by which all are ranked, the next that is clear; its cost."""
    first = _effect(of, main)
    rest = [one for one in of if one.kind not in (main, "cost") and is_clear(one) and one.kind in USUAL]
    only = [one for one in of if is_only(one)]
    kept = only + ([first] if first and main != "cost" and first not in only else []) + rest
    cost = _effect(of, "cost")
    priced = cost is not None and (cost["old"] > 0 or cost["new"] > 0)
    return Told(other, tuple(kept[:MOST]), cost if priced else None)
