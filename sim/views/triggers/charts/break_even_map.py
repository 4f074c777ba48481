"""The break-even map: a chart, a table and a sentence."""

from sim.arrays import DAY, HOUR
from sim.planning.triggers.found import StudyResult
from sim.planning.triggers.judging.break_even import BreakEvenMap, Cell
from sim.planning.triggers.trigger import NEVER
from sim.views.kit.chart import Axis, Chart, Panel, Tick
from sim.views.kit.marks import Dots, Mark, Text
from sim.views.kit.page import Table
from sim.views.kit.palette import CHOSEN, MUTED
from sim.views.kit.scales import broken, input_name
from sim.views.text import words
from sim.views.text.unit_words import amount
from sim.views.triggers.charts.family_styles import FAMILY_STYLES, source
from sim.views.triggers.insurance_words import signed
from sim.wording import counted, said, say
from sim.wording.quantity import listed, rounded

ROW = 0.75  # inches


def map_chart(result: StudyResult, found: BreakEvenMap) -> Chart:
    """Return a cell a point: the family that is best there, what it saves a future, ringed where no other may be."""
    down, across = found.side(0), found.side(1)
    marks: list[Mark] = []
    for cell in found.cells:
        x, y = float(across.index(cell.values[1])), float(down.index(cell.values[0]))
        style = FAMILY_STYLES[cell.best.family]
        marks.append(Dots((x,), (y,), style.role, size=9.0, shape=style.shape))
        if cell.told:
            marks.append(Dots((x,), (y,), CHOSEN, size=15.0, ring=1.6))
        if cell.best.family != NEVER:
            marks.append(Text(x, y, signed(cell.saved.mean, result.currency), MUTED, "below right", 8.0))
    panel = Panel(
        tuple(marks),
        _side(found.paths[1], across),
        _side(found.paths[0], down, turned=True),
        ROW * len(down) + 1.0,
    )  # fmt: skip
    caption = say(
        "Each cell is a point: the best policy there, of {n}, and what it saves a future against never. A ring: it is "
        "told from all others.", n=found.policies,
    )  # fmt: skip
    return Chart("map", map_said(result, found), caption, source(result), (panel,), key=tuple(_key(found)))


def _side(path: str, values: tuple[str, ...], *, turned: bool = False) -> Axis:
    ticks = tuple(Tick(k, value_said(value), role=MUTED) for k, value in enumerate(values))
    ends = (-0.6, len(values) - 0.3)
    low, high = reversed(ends) if turned else ends
    name = input_name(path)
    return Axis(broken(name, 24) if turned else name, path, low, high, ticks, grid=False, stroke=False)


def value_said(value: str) -> str:
    """Return a value as a reader has it: a time that is written in seconds in days, or in hours below two of them."""
    text, _, unit = value.rpartition(" ")
    if unit != "s":
        return value
    seconds = float(text)
    many, called = (seconds / DAY, "days") if seconds >= 2 * DAY else (seconds / HOUR, "h")
    whole = many >= 10 or abs(many - round(many)) < 0.05
    return amount(rounded(many, 0 if whole else 1), called)


def _key(found: BreakEvenMap) -> list[Mark]:
    families = dict.fromkeys(cell.best.family for cell in found.cells)
    marks: list[Mark] = [
        Dots((), (), style.role, said(style.called), size=6.0, shape=style.shape)
        for style in (FAMILY_STYLES[family] for family in families)
    ]
    if any(cell.told for cell in found.cells):
        marks.append(Dots((), (), CHOSEN, say("told from all others"), size=9.0, ring=1.6))
    return marks


def map_said(result: StudyResult, found: BreakEvenMap) -> str:
    """Return at how many points which is best, and at how many no other may be."""
    told = [cell for cell in found.cells if cell.told]
    pays = [cell for cell in found.cells if cell.best.family != NEVER and cell.saved.interval.low > 0]
    names = listed([input_name(path) for path in found.paths])
    points = len(found.cells)
    return counted(
        "Over {inputs}: at {pays} of {n} point a policy is shown to be better than never; the best is told from all "
        "others at {told}.",
        "Over {inputs}: at {pays} of {n} points a policy is shown to be better than never; the best is told from all "
        "others at {told}.",
        points, inputs=names, pays=len(pays), told=len(told),
    )  # fmt: skip


def map_table(result: StudyResult, found: BreakEvenMap) -> Table:
    """Return a row a point: the best policy, what it saves, how far ahead it is of the next, what is as good."""
    rows = [_row(result, cell) for cell in found.cells]
    header = (
        *(input_name(path) for path in found.paths), say("Best of it"), say("Saved a future"), say("95%"),
        say("ahead of the next"), say("told"),
    )  # fmt: skip
    note = counted(
        "{policies} policies at each point, over {n} future of it, the same people at all. Saved: against never. "
        "Told: no other can be the best, with the confidence of the choice.",
        "{policies} policies at each point, over {n} futures of it, the same people at all. Saved: against never. "
        "Told: no other can be the best, with the confidence of the choice.",
        found.futures, policies=found.policies,
    )  # fmt: skip
    if found.left_out:
        gone = listed([f"{input_name(path)} {value_said(value)}" for path, value in found.left_out])
        note = f"{note} {say('Left out, as the scenario cannot have it: {values}.', values=gone)}"
    return Table(say("What would have to be true"), note, header, rows, 3)


def _row(result: StudyResult, cell: Cell) -> tuple[str, ...]:
    low, high = cell.saved.interval
    never = cell.best.family == NEVER
    span = words.NOT_KNOWN if never or low != low else say(
        "{low} to {high}", low=signed(low, result.currency), high=signed(high, result.currency)
    )  # fmt: skip
    told = say("yes") if cell.told else counted("no: {n} alike", "no: {n} alike", cell.alike)
    return (
        *map(value_said, cell.values),
        said(cell.best.name),
        words.NOT_KNOWN if never else signed(cell.saved.mean, result.currency),
        span,
        words.NOT_KNOWN if cell.next is None else signed(cell.ahead.mean, result.currency),
        told,
    )
