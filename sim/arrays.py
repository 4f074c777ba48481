"""Names for arrays and spans of time, one each for the whole program."""

import numpy as np
from numpy.typing import NDArray

B = NDArray[np.bool_]
F = NDArray[np.float64]
I = NDArray[np.int64]
I32 = NDArray[np.int32]

HOUR = 3600  # seconds
DAY = 86400
WEEK = 7 * DAY
DAYS_OF_WEEK = 7
HOURS_OF_WEEK = 168
