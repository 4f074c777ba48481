"""Examples that are drawn at random are the same on every machine, whatever tests were loaded before.

Hypothesis seeds its draws by the test (`derandomize`), but takes some values from the constants in the modules of the
project that are loaded at that moment: a test that was added elsewhere, or played before on the same worker, made other
worlds. Only the constants that it brings along stay. PORTSIM_DRAW_ANEW draws other examples at each play (`.ci/long`).
"""

import os

from hypothesis import settings
from hypothesis.internal.conjecture import providers

settings.register_profile("alike", derandomize=True, print_blob=True)
if not os.environ.get("PORTSIM_DRAW_ANEW"):
    settings.load_profile("alike")
    if hasattr(providers, "_get_local_constants"):  # since 6.131
        none = providers.Constants()
        providers._get_local_constants = lambda: none
