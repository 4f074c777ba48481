"""The words of a workbook: names of sheets, headings of columns by their names in the CSVs, units, titles of charts."""

# Names of sheets, by what they hold.
SHEETS = {
    "answer": "Answer", "figures": "Figures", "runs": "By run", "hours": "By hour", "days": "By day",
    "orders": "Orders", "diary": "Diary", "staffing": "Staffing", "assumptions": "Assumptions", "sets": "Sets",
    "differences": "Differences", "inputs": "Inputs", "attribution": "Attribution", "points": "All points",
    "influence": "Influence", "requirement": "Requirement", "roster": "Roster", "people": "People",
    "rounds": "Proof", "week": "Hours of the week", "surge": "Surge", "frontier": "Frontier", "policies": "Policies",
    "futures": "Futures", "lead_time": "Lead time", "history": "Replayed",
}  # fmt: skip

HEADINGS = {
    "what": "what", "text": "text", "figure": "figure", "unit": "unit", "meaning": "meaning", "mean": "mean",
    "low": "95% interval, low", "high": "95% interval, high", "p5": "5th percentile", "p50": "median",
    "p95": "95th percentile", "n": "runs with the figure", "replication": "run", "run": "run",
    "time": "time, local", "offset": "offset from UTC", "date": "day", "measure": "measure",
    "ordered": "ordered, local time", "ready": "ready, local time", "released": "given back, local time",
    "cancelled": "called off, local time", "why": "why", "seen": "what was seen", "options": "options kept",
    "at_start": "at the start", "law": "law", "set": "set", "weekday": "weekday", "hour": "hour", "path": "value",
    "value": "value", "grade": "grade", "source": "source", "owner": "owner", "review_by": "review by",
    "uncertain": "how it is uncertain", "written": "as written", "scenario": "scenario", "kind": "kind",
    "shown": "shown (1: yes)", "pairs": "pairs", "with_figure": "pairs with the figure",
    "changed": "pairs in which it changed", "baseline": "baseline", "difference": "difference",
    "low_alone": "95% alone, low", "high_alone": "95% alone, high", "verdict": "verdict",
    "few_pairs": "few pairs (1: yes)", "correlation": "correlation", "variance_reduction": "variance reduction",
    "sets_low": "over sets, low", "sets_high": "over sets, high", "method": "method", "change": "change",
    "effect": "effect", "made_last": "made last", "point": "point", "replications": "runs", "input": "value",
    "measure_of": "measure", "pool": "pool", "load_mean": "offered load, mean", "load_sd": "offered load, sd",
    "required": "required", "rostered": "on the roster, expected present", "short": "missing", "shift": "shift",
    "hours": "hours", "officers": "officers", "person": "person", "line": "line", "part_time": "part time",
    "worked": "shifts", "round": "round", "seed": "seed", "runs": "runs", "error": "chance of error",
    "officer_hours": "officer-hours", "target": "target", "asked": "asked", "limit": "one-sided limit",
    "weeks": "first week", "share": "share served in time", "busy": "busy", "times": "times the demand",
    "required_hours": "required", "required_peak": "required at most", "roster_hours": "on the roster",
    "roster_cost": "cost of the roster", "targets_met": "targets met", "level": "level", "cost": "cost",
    "policy": "policy", "family": "family", "futures": "futures", "chosen": "chosen (1: yes)",
    "alike": "alike (1: yes)", "front": "on the front (1: yes)", "infeasible": "infeasible (1: yes)",
    "cost_beside": "cost, futures of the chosen", "crowding_beside": "crowding, futures of the chosen",
    "future": "future", "lead_days": "lead time", "value_low": "value, low", "value_high": "value, high",
    "retainer_per_month": "retainer a month", "retainer_low": "retainer, low", "retainer_high": "retainer, high",
    "owed": "owed", "avoided_at_least": "avoided at least", "first_ordered": "first ordered",
    "first_ready": "first ready", "first_released": "first given back", "said": "said of it",
}  # fmt: skip

# What is added to the heading of an end of an interval, or of a percentile.
ENDS = {"": "", "_low": ", low", "_high": ", high"}
PERCENTILES = {"_p5": ", 5th percentile", "_p50": ", median", "_p95": ", 95th percentile"}

# Words about columns that are made of names: of an area, of a pool.
ON_SITE, OCCUPANCY, SPACE = "on site", "in {area}", "space open in {area}"
ARRIVED, MOST_ON_SITE, ON_DUTY, BUSY = "arrived", "most on site", "{pool}, on duty", "{pool}, busy"

UNITS = {"h": "hours", "share": "share of 1", "claimants": "claimants", "persons": "persons"}

CHARTS = {
    "hours": "People on site and space, median of all runs", "days": "Claimants by day, median of all runs",
    "staffing": "Officers on duty and busy by hour of the week", "sweep": "{figure}, by point",
    "requirement": "Officers required and on the roster: {pool}", "policies": "Cost and crowding of each policy",
}  # fmt: skip

# What stands in the first column of the answer.
FACTS = {
    "scenario": "Scenario", "question": "Question", "answer": "Answer", "replications": "Runs", "seed": "Seed",
    "span": "Days", "fingerprint": "Fingerprint", "versions": "Made with", "left_out": "Not in this workbook",
    "varied": "Varied",
}  # fmt: skip
LEFT_OUT = "{sheet}: {rows:,} rows are more than a sheet should have; {file} has them"
WEEKDAYS = ("Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun")
YES = "yes"
