"""Arrays and spans of time by one name each, for the whole program."""

import numpy as np
from numpy.typing import NDArray

B = NDArray[np.bool_]
F = NDArray[np.float64]
I = NDArray[np.int64]
I32 = NDArray[np.int32]
