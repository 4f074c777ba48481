"""What to call each scenario of a comparison: its own name, without what all of them share."""

from collections.abc import Sequence

from sim.views import words

BASELINE = "baseline"


def labels(names: Sequence[str]) -> tuple[str, ...]:
    """A label for each name, the baseline's first: what comes after the baseline's name, or the name itself.

    Of names that would be called alike, later ones have their place behind them: "strict screening (3)".
    """
    base = names[0]
    found = [base]
    for k, name in enumerate(names[1:], start=2):
        rest = name.removeprefix(base).strip(" ,:;-–") if name.startswith(base) else name
        label = words.capital(rest or name)
        found.append(f"{label} ({k})" if label in found else label)
    return tuple(found)
