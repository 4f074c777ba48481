"""Queueing formulas: exact or classical results for one station, and what they say about staffing.

Times are in any one unit, rates in its inverse; `load` is the offered load (arrival rate times mean service), in
officers. Nothing here knows of scenarios: these are the yardsticks that the simulation is held against, and the
first guess that staffing starts from.
"""

from sim.formulas.batches import batch_states, mxmc
from sim.formulas.delay import mdc, mdc_within, mg1, mg1_priority, mmc_priority
from sim.formulas.infinite_servers import cyclic_load, offered_load, sinusoidal_load
from sim.formulas.least_servers import (
    garnett,
    garnett_level,
    halfin_whitt,
    halfin_whitt_level,
    least_servers,
    least_servers_patience,
    least_servers_within,
    square_root_staffing,
)
from sim.formulas.stations import Station, birth_death, erlang_a, erlang_b, erlang_c, mmc, mmc_wait_over, mmck

__all__ = [
    "Station",
    "batch_states",
    "birth_death",
    "cyclic_load",
    "erlang_a",
    "erlang_b",
    "erlang_c",
    "garnett",
    "garnett_level",
    "halfin_whitt",
    "halfin_whitt_level",
    "least_servers",
    "least_servers_patience",
    "least_servers_within",
    "mdc",
    "mdc_within",
    "mg1",
    "mg1_priority",
    "mmc",
    "mmc_priority",
    "mmc_wait_over",
    "mmck",
    "mxmc",
    "offered_load",
    "sinusoidal_load",
    "square_root_staffing",
]
