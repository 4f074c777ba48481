"""What an end of a quantity cannot be without: values that are written beside it, or why it is refused all the same."""

from typing import Any

from sim.scenario.values.ranges import Range

Path = tuple[Any, ...]
PEOPLE, TENT, LONG = ("people",), ("contingency", "tent"), ("staff", "officers", "templates", "patterns", "long")
REGIMES = ("arrivals", "door", "regimes")
AGES = "3155760000 s"

# Bounds that stand with what reads a distribution, of which the declaration says only what its numbers are.
OWN: dict[Path, tuple[Range, str]] = {
    ("arrivals", "door", "coach_loads", "parties"): (Range(1, 1000, kind="a whole number"), "whole"),
    (*REGIMES, "busy", "lasts"): (Range(60.0, 36525 * 86400.0), "s"),
    (*REGIMES, "quiet", "lasts"): (Range(60.0, 36525 * 86400.0), "s"),
}

# A quantity, whether at its greatest, and what makes a port of it: shares that leave room, terms in their order.
BESIDE: dict[tuple[Path, bool], dict[Path, Any]] = {
    ((*PEOPLE, "minors"), False): {(*PEOPLE, "unaccompanied_minors"): 0, (*PEOPLE, "under_14"): 0},
    ((*PEOPLE, "minors"), True): {(*PEOPLE, "unaccompanied_minors"): 1},
    ((*PEOPLE, "unaccompanied_minors"), True): {(*PEOPLE, "minors"): 1},
    ((*PEOPLE, "party_size", 2), False): {(*PEOPLE, "minors"): 0.01},
    ((*PEOPLE, "nationalities", "other"), False): {(*PEOPLE, "nationalities", "Haiti"): 1},
    (("process", "steps", "coach", "departures", "seats"), False): {
        (*PEOPLE, "party_size"): {1: 1}, (*PEOPLE, "minors"): 0.01,
    },
    (("surges", "often", "hold"), False): {("surges", "often", "rise"): "1 d"},
    ((*TENT, "minimum_term"), False): {(*TENT, "options", "notice"): "0 s"},
    ((*TENT, "options", "each"), False): {(*TENT, "options", "notice"): "0 s"},
    ((*TENT, "options", "notice"), True): {(*TENT, "options", "each"): AGES, (*TENT, "minimum_term"): AGES},
    ((*LONG, "lengths", 0), False): {(*LONG, "breaks"): {}},
    ((*LONG, "lengths", 0), True): {(*LONG, "overtime"): "0 s"},
    ((*LONG, "breaks", "meal", "every"), False): {(*LONG, "breaks", "meal", "between"): ["2 h", "7260 s"]},
}  # fmt: skip

# An end that no port can have, and what it is bounded by.
NEVER: dict[tuple[Path, bool], str] = {
    ((*REGIMES, "busy", "next", "quiet"), False): "the shares of what follows a regime sum to 1",
    (("staff", "officers", "absence"), True): "somebody must turn up",
    (("staff", "officers", "shifts", "day", "overtime"), True): "overtime is shorter than the shift",
    ((*LONG, "overtime"), True): "a shift with its overtime is shorter than a day",
    ((*LONG, "breaks", "meal", "length"), True): "a break ends before the shift does",
    ((*LONG, "breaks", "meal", "between", 0), False): "a break begins after the shift does",
    ((*LONG, "breaks", "meal", "between", 0), True): "a break ends before the shift does",
    ((*TENT, "watch_every"), False): "who looks without a pause writes `always`",
    ((*TENT, "order_when", "any", "soon", "above"), True): "a forecast is a chance, at most 100%",
    (("surges", "often", "per_year"), True): "one a day at most",
    (("targets", "within_24h", "at_least"), True): "the figure is a share, at most 100%",
    (("precision", "within_24h"), True): "the figure is a share, at most 100%",
}
