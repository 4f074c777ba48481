"""What counting says of a rate, or of the time from one event to the next: a family of distributions."""

import numpy as np

from sim.arrays import DAY, F
from sim.scenario.values.family import Drawn, Family
from sim.scenario.values.ranges import LONGEST
from sim.wording import say


class Seen(Family):
    """What is known of how often something comes after it came `count` times: Jeffreys' posterior of a Poisson process.

    In `years`, of its rate a year: a gamma distribution of shape count + 1/2 and mean (count + 1/2) / years. `within` a
    duration, of the mean time from one to the next: the inverse of that, with mean within / (count - 1/2), at most a
    hundred years (Gelman and others 2013, Bayesian data analysis, 2.6 and 2.8).
    """

    name = "seen"
    forms = (("count", "years"), ("count", "within"))
    any_sign = ("count",)

    def mean(self, d: Drawn) -> float:
        of = dict(d.parameters)
        return (of["count"] + 0.5) / of["years"] if "years" in of else of["within"] / (of["count"] - 0.5)

    def ppf(self, d: Drawn, u: F) -> F:
        from scipy import special

        of, shape = dict(d.parameters), d["count"] + 0.5
        if "years" in of:
            return np.asarray(special.gammaincinv(shape, u) / of["years"])
        rate = np.maximum(special.gammainccinv(shape, u), 1e-300)
        return np.asarray(np.minimum(of["within"] / rate, LONGEST * DAY))

    def wrong(self, values: dict[str, float]) -> str:
        if "within" in values and values["count"] < 1:
            return say("seen with count from 1, where it is a time that is not known")
        return super().wrong(values)
