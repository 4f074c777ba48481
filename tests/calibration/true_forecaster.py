"""How often the limits of the bands' coverage hold where the forecaster is the truth: by hand, in the long tier.

`python tests/calibration/true_forecaster.py SERIES WEEKS [SEED]` prints, by lead and band, in how many series the
limits hold the share that the band says. Forecasts are made each week, so that those of a long lead overlap; days
remember (0.9), so that what they miss goes together.
"""

import sys
from datetime import timedelta
from pathlib import Path

import numpy as np

sys.path[:0] = [str(Path(__file__).parents[2]), str(Path(__file__).parent)]

from histories import FIRST, days  # noqa: E402

from sim.calibration.scoring.block_limits import share_limits  # noqa: E402
from sim.calibration.scoring.predictive_law import BANDS, PredictiveLaw  # noqa: E402

LEVEL, SD, MEMORY = 40.0, 0.27, 0.9
DRAWS = 4000


def weeks_of(rng: np.random.Generator, weeks: int) -> np.ndarray:
    """(weeks,) persons of each week."""
    return days(rng, np.full(7 * weeks, LEVEL), SD, MEMORY).reshape(weeks, 7).sum(axis=1)


def coverage_held(series: int, weeks: int, leads: tuple[int, ...], seed: int) -> dict[tuple[int, int], float]:
    """The share of series in which the limits of each band's coverage hold what the band says, by lead and band."""
    rng = np.random.default_rng(seed)
    law = PredictiveLaw(weeks_of(rng, DRAWS).astype(float))
    first = [FIRST + timedelta(days=7 * k) for k in range(weeks)]
    held = {(lead, band): 0 for lead in leads for band in BANDS}
    for _ in range(series):
        counts = weeks_of(rng, weeks)
        for band in BANDS:
            low, high = law.band(band)
            hits = [bool(low <= n <= high) for n in counts]
            for lead in leads:
                limits = share_limits(hits, first, lead + 7)
                held[lead, band] += limits.low <= band / 100 <= limits.high
    return {key: n / series for key, n in held.items()}


if __name__ == "__main__":
    given = [int(one) for one in sys.argv[1:]]
    found = coverage_held(given[0], given[1], (7, 28, 56, 110), given[2] if len(given) > 2 else 2025)
    for (lead, band), share in found.items():
        print(f"{lead} days ahead, {band}% band: limits hold in {share:.3f} of {given[0]} series")
    print(f"least: {min(found.values()):.3f} (wanted 0.900)")
