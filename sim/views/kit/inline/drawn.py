"""A timeline as SVG, at one of three widths; a page shows the one that fits (`first.css`)."""

from collections import Counter
from collections.abc import Iterator
from datetime import timedelta
from html import escape
from itertools import pairwise

from sim.views.kit.inline.svg import area, number, polyline, scale, stairs, text, wrapped
from sim.views.kit.inline.timeline import Key, MarkRow, Panel, Swatch, Timeline
from sim.wording import say
from sim.wording.calendar_said import day, month_letter, month_short, weekday_short

WIDTHS = {"narrow": 328, "middle": 640, "wide": 880}
SIDE = 168  # pixels at the right of a wide picture, for its keys
BAR = {"order": "order", "open": "open", "officers": "called"}  # classes of marks
ROW = 24  # pixels, the height of a row of marks
APART = 3  # weeks: of peaks that stand together only the highest has its number


def three(view: Timeline) -> str:
    """Return the picture at all widths, each in a frame with the class of its width."""
    return "".join(f'<div class="{kind}">{Drawing(view, kind).svg()}</div>' for kind in WIDTHS)


def small(view: Timeline, name: str) -> str:
    """Return the picture at the least width, for a column; `name` tells it apart from others of the page."""
    return Drawing(view, "narrow", name).svg()


class Drawing:
    """A timeline at one width, drawn from the top down."""

    def __init__(self, view: Timeline, kind: str, name: str = "picture") -> None:
        self.view, self.name = view, f"{name}-{kind}"
        self.width = WIDTHS[kind]
        self.wide, self.narrow = kind == "wide", kind == "narrow"
        self.left = 28.0 if self.narrow else 36.0
        self.right = self.width - (SIDE if self.wide else 4.0)
        self.step = (self.right - self.left) / max(view.days, 1)  # pixels a day
        self.firsts = [k for k in range(view.days) if (view.first + timedelta(days=k)).day == 1] or [0]
        self.parts: list[str] = []
        self.y = 4.0

    def svg(self) -> str:
        """Return the element, with a title and a description for those who do not see it."""
        for k, panel in enumerate(self.view.panels):
            self._panel(panel, k)
        if self.view.rows:
            self._title(self.view.rows_title)
            for row in self.view.rows:
                self._row(row)
        self._axis()
        named = self.name
        hatch = (
            f'<defs><pattern id="hatch-{self.name}" width="5" height="5" patternUnits="userSpaceOnUse" '
            'patternTransform="rotate(45)"><rect class="hatch-ground" width="5" height="5"/>'
            '<path class="hatch-line" d="M0 0V5"/></pattern></defs>'
        )
        title, said = escape(self.view.title), escape(self.view.said)
        head = f'<title id="{named}">{title}</title><desc id="{named}-said">{said}</desc>'
        return (
            f'<svg class="chart" viewBox="0 0 {self.width} {number(self.y)}" role="img" '
            f'aria-labelledby="{named} {named}-said">{head}{hatch}{"".join(self.parts)}</svg>'
        )

    def _x(self, days: float) -> float:
        return self.left + days * self.step

    def _title(self, said: str, keys: tuple[Key, ...] = (), colour: str = "people") -> None:
        """Draw a message, and below it the keys where they do not stand at the side."""
        size = 13 if self.narrow else 14
        for line in wrapped(said, self.right - 4, size, bold=True):
            self.parts.append(text(0, self.y + 12, line, "title"))
            self.y += 17
        if self.wide or not keys:
            return
        x = 0.0
        for key in keys:
            wide = 21 + 6.4 * len(key.label) + 12
            if x and x + wide > self.width:
                x, self.y = 0.0, self.y + 16
            self.parts.append(
                self._swatch(key.swatch, x, self.y + 8, colour) + text(x + 21, self.y + 12, key.label, "key")
            )
            x += wide
        self.y += 17

    def _swatch(self, what: Swatch, x: float, y: float, colour: str = "people") -> str:
        if what in ("band", "busy"):
            of = "staff" if what == "busy" else colour
            return f'<rect class="{of}-band" x="{number(x)}" y="{number(y - 5)}" width="16" height="10"/>'
        if what == "over":
            place = f'x="{number(x)}" y="{number(y - 5)}" width="16" height="10"'
            return f'<rect class="over" {place} fill="url(#hatch-{self.name})"/>'
        kind = {"have": "have", "before": "before-line"}.get(what, f"{colour}-line")
        return f'<path class="{kind}" d="M{number(x)} {number(y)}h16"/>'

    def _panel(self, panel: Panel, k: int) -> None:
        self._title(panel.title, panel.keys, panel.colour)
        self.y += 5
        height = panel.height * (0.92 if self.narrow else 1.0)
        top, base = self.y, self.y + height
        heights = scale(max([*panel.line, *panel.high, *panel.have, *panel.before, panel.most]), base, height)
        for at in heights.grid:
            (y,) = heights([at])
            kind = "grid" if at else "axis"
            self.parts.append(f'<path class="{kind}" d="M{number(self.left)} {number(y)}H{number(self.right)}"/>')
            self.parts.append(text(self.left - 4, y + 4, say("{n}", n=round(at)), anchor="end"))
        for first in self.firsts:
            if first:
                self.parts.append(f'<path class="grid" d="M{number(self._x(first))} {number(top)}V{number(base)}"/>')
        self.parts += self._curves(panel, k, top, base)
        if self.wide:
            self._keys(panel, top + 6)
        self.y = base + (6 if panel.strip else 12)
        if panel.strip:
            self._strip(panel)

    def _keys(self, panel: Panel, y: float) -> None:
        """Draw the keys at the side, from a height down."""
        x = self.right + 14
        for key in panel.keys:
            self.parts.append(self._swatch(key.swatch, x, y, panel.colour))
            lines = wrapped(key.label, SIDE - 36, 12)
            self.parts += [text(x + 22, y + 4 + 14 * k, line, "key") for k, line in enumerate(lines)]
            y += 4 + 14 * len(lines)

    def _curves(self, panel: Panel, k: int, top: float, base: float) -> Iterator[str]:
        xs, colour = [self._x(at) for at in panel.at], panel.colour
        heights = scale(max([*panel.line, *panel.high, *panel.have, *panel.before, panel.most]), base, base - top)
        if panel.high:
            low, high = heights(panel.low), heights(panel.high)
            yield f'<path class="{colour}-band" d="{area(xs, low, high)}"/>'
            yield f'<path class="{colour}-edge" d="{polyline(xs, high)}"/>'
        line = heights(panel.line)
        if panel.filled:
            yield f'<path class="{colour}-band" d="{area(xs, [base] * len(xs), line)}"/>'
        half = (xs[1] - xs[0]) / 2 if len(xs) > 1 else 0.0
        edges = [self.left, *(x - half for x in xs[1:])]
        if panel.over:
            clip = f"{stairs(edges, heights(panel.have), self.right)}V{number(top - 4)}H{number(self.left)}Z"
            name = f"above-{k}-{self.name}"
            yield f'<clipPath id="{name}"><path d="{clip}"/></clipPath>'
            shape = area(xs, [base] * len(xs), line)
            yield f'<path class="over" clip-path="url(#{name})" fill="url(#hatch-{self.name})" d="{shape}"/>'
        yield f'<path class="{colour}-line" d="{polyline(xs, line)}"/>'
        if panel.before:
            yield f'<path class="before-line" d="{polyline(xs, heights(panel.before))}"/>'
        if panel.have:
            yield f'<path class="have" d="{stairs(edges, heights(panel.have), self.right)}"/>'

    def _strip(self, panel: Panel) -> None:
        """Draw bars below a panel: in which share of the runs it is over."""
        high, most = 16.0, max(panel.strip) or 1.0
        base = self.y + high
        bars = "".join(
            f"M{number(self._x(at))} {number(base)}v{number(-max(high * share / most, 1.2))}"
            for at, share in zip(panel.at, panel.strip, strict=True)
            if share > 0
        )
        if bars:
            width = number(max(0.8 * (self.right - self.left) / len(panel.at), 1.0))
            self.parts.append(f'<path class="over-bars" style="stroke-width:{width}" d="{bars}"/>')
        self.parts.append(f'<path class="axis" d="M{number(self.left)} {number(base)}H{number(self.right)}"/>')
        if self.wide:
            lines = wrapped(panel.strip_label, SIDE - 14, 12)
            for k, line in enumerate(lines):
                self.parts.append(text(self.right + 14, base - 3 - 15 * (len(lines) - 1 - k), line, "key"))
            self.y = base + 12
        else:
            self.parts.append(text(self.left, base + 14, panel.strip_label, "key"))
            self.y = base + 26

    def _row(self, row: MarkRow) -> None:
        room = (SIDE - 36) if self.wide else self.width - 20
        lines = wrapped(row.label, room, 12)
        if not self.wide:
            for k, line in enumerate(lines):
                self.parts += [self._mark(row.shape, 6, self.y + 8)] if not k else []
                self.parts.append(text(17, self.y + 12, line, "key"))
                self.y += 15
        base = self.y + max(12 + ROW, 15 * len(lines) if self.wide else 0)
        self.parts.append(f'<path class="axis" d="M{number(self.left)} {number(base + 0.5)}H{number(self.right)}"/>')
        self.parts += self._bars(row, base)
        if self.wide:
            for k, line in enumerate(lines):
                y = base - 15 * (len(lines) - 1 - k) - 3
                self.parts += [self._mark(row.shape, self.right + 22, y - 4)] if not k else []
                self.parts.append(text(self.right + 36, y, line, "key"))
        self.y = base + 3

    def _bars(self, row: MarkRow, base: float) -> Iterator[str]:
        """Yield a bar a week (a day, of a short span), and its number where it is the highest near it."""
        span = 7 if self.view.days > 45 else 1
        bins = Counter(int(at // span) for at in row.days if 0 <= at < self.view.days)
        most = max(bins.values(), default=1)
        for k, count in sorted(bins.items()):
            high, width = max(ROW * count / most, 1.5), max(0.72 * span * self.step, 2.0)
            x = self._x(span * k) + (span * self.step - width) / 2
            place = f'x="{number(x)}" y="{number(base - high)}" width="{number(width)}" height="{number(high)}"'
            yield f'<rect class="{BAR[row.shape]}" {place}/>'
            near = [bins.get(k + j, 0) for j in range(-APART, APART + 1) if j]
            if count >= max(near) and count > bins.get(k - 1, 0) and count >= 0.18 * most:
                yield text(x + width / 2, base - high - 3, say("{n}", n=count), "key", "middle")

    def _mark(self, shape: str, x: float, y: float) -> str:
        half = 4.5
        if shape == "order":
            return f'<path class="order" d="M{number(x - half)} {number(y + half)}h9L{number(x)} {number(y - half)}Z"/>'
        if shape == "open":
            return f'<circle class="open" cx="{number(x)}" cy="{number(y)}" r="3.8"/>'
        return f'<rect class="called" x="{number(x - 4)}" y="{number(y - 4)}" width="8" height="8"/>'

    def _axis(self) -> None:
        """Draw the months below, or the days of a short span."""
        self.y += 3
        marks = self._months() if self.view.days > 45 else self._days()
        for at, middle, said in marks:
            self.parts.append(f'<path class="axis" d="M{number(self._x(at))} {number(self.y - 6)}v5"/>')
            self.parts += [text(self._x(middle), self.y + 12, said, anchor="middle")] if said else []
        self.y += 18

    def _months(self) -> Iterator[tuple[float, float, str]]:
        for k, end in pairwise([*self.firsts, self.view.days]):
            wide = (end - k) * self.step
            month = (self.view.first + timedelta(days=k)).month
            said = month_short(month) if wide > 34 else month_letter(month) if wide > 11 else ""
            yield k, (k + end) / 2, said

    def _days(self) -> Iterator[tuple[float, float, str]]:
        if self.view.days == 7:
            yield from ((k, k + 0.5, weekday_short((self.view.first + timedelta(days=k)).weekday())) for k in range(7))
            return
        every = next(n for n in (1, 2, 5, 7, 15, 45) if n * self.step >= 64)
        for k in range(0, self.view.days, every):
            yield k, k + 0.5 * min(every, self.view.days - k), day(self.view.first + timedelta(days=k))
