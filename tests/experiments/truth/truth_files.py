"""The tables of a result as files, recomputed from its replications: every cell comes from them."""

import csv
import io
import math
from datetime import datetime

from sim.experiments.output import contingency, diary, hourly, kpis, lines
from sim.scenario.calendar.clock import clock


def rows(table):
    return list(csv.reader(io.StringIO("".join(lines(table)))))


def least(values, percent):
    """The least of the values that so many percent do not exceed."""
    return min(v for v in values if 100 * sum(w <= v for w in values) >= percent * len(values))


def tick(result, text):
    return datetime.fromisoformat(text).timestamp() - clock(result.scenario).origin


def told(result, name, text):
    """A cell of a table as a number."""
    return tick(result, text) if result.figures[name].kind == "date" else float(text)


def figures_told(result):
    """The figures of each replication; whole stays of none where somebody in one of them is not out after 60 days."""
    stuck = any(run.figures[result.names.index("still_present_60d")] > 0 for run in result.runs)
    hidden = [stuck and result.figures[name].whole for name in result.names]
    return [[math.nan if h else float(v) for v, h in zip(run.figures, hidden, strict=True)] for run in result.runs]


def check_kpis(result):
    header, *body = rows(kpis(result))
    assert header == ["replication", *result.names] and len(body) == len(result.runs)
    for line, one, figures in zip(body, result.runs, figures_told(result), strict=True):
        assert int(line[0]) == one.number
        for name, text, value in zip(result.names, line[1:], figures, strict=True):
            assert text == "" if math.isnan(value) else told(result, name, text) == value


def check_hourly(result):
    header, *body = rows(hourly(result))
    columns = {"on_site": [run.on_site for run in result.runs]}
    for k, area in enumerate(result.scenario.space.areas):
        columns |= {f"occupancy_{area}": [run.occupancy[k] for run in result.runs]}
        columns |= {f"space_{area}": [run.space[k] for run in result.runs]}
    assert header == ["time", *(f"{name}_p{percent}" for name in columns for percent in (5, 50, 95))]
    time = clock(result.scenario)
    assert len(body) == (-(-(time.end - time.start) // 3600) if result.runs else 0)
    for hour in sorted({*range(0, len(body), 7), len(body) - 1}):
        assert tick(result, body[hour][0]) == clock(result.scenario).start + 3600 * hour
        expected = [least([int(row[hour]) for row in found], p) for found in columns.values() for p in (5, 50, 95)]
        assert [int(cell) for cell in body[hour][1:]] == expected


REASONS = {
    "ceased": "what it was ordered for is over",
    "term_over": "the term is over",
    "within_term": "within its term",
    "already_ordered": "already ordered",
    "already_open": "already open",
    "resting": "resting",
}


def reason_of(entry):
    if entry.option:
        return f"option {entry.option}"
    return REASONS[str(entry.reason)] if entry.reason else " and ".join(entry.why)


def check_diary(result):
    body = rows(diary(result))[1:]
    entries = [(run.number, entry) for run in result.runs for entry in run.diary]
    names = tuple(result.scenario.measures)
    assert [(int(line[0]), tick(result, line[1]), line[2], line[3]) for line in body] == [
        (number, entry.tick, names[entry.measure], entry.event) for number, entry in entries
    ]
    for line, (_, entry) in zip(body, entries, strict=True):
        assert (line[4], line[5].count("level")) == (reason_of(entry), len(entry.seen))
    header, *ordered = rows(contingency(result))
    assert len(ordered) == sum(entry.event == "ordered" for _, entry in entries)
    for what in ("ordered", "ready", "released", "cancelled"):
        cells = [
            (int(row[0]), row[1], tick(result, row[header.index(what)])) for row in ordered if row[header.index(what)]
        ]
        expected = [(number, names[entry.measure], entry.tick) for number, entry in entries if entry.event == what]
        assert sorted(cells) == sorted(expected)
