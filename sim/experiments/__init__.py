"""Many replications, side by side, stored, and sure to a stated degree.

run           the main job, by `executors` (`workers` here, or a `cluster`) in `chunks` that an `engine` plays
result        what was found, with its `intervals`; `output`, `eventlog`, `files`: as files
ledger        what is finished and what is missing; `store`, `stored`, `codec`, `identity`: kept in one file
precision     as many replications as the scenario's `precision` needs
comparison/   scenarios paired with a baseline
sweep         many points of one scenario (`design`, `points`)
sensitivity   which input matters (`morris`, `sobol`, `swings`; `noise`, `resample`: how sure that is)
variance      how much comes from inputs and how much from chance; `assumptions`: where inputs come from
sample_cache  the people of the last replications, shared by scenarios that have the same
"""
