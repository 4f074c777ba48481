"""Places of several rows or cells in a few words."""

from collections.abc import Sequence

from sim.problems import Place, letters

SHOWN = 5


def where(places: Sequence[Place]) -> str:
    """`line 3`, `lines 3, 5 and 7 more`, or `C3, D3 of the sheet officers`."""
    names = [f"{letters(place.column)}{place.line}" if place.sheet else str(place.line) for place in places[:SHOWN]]
    more = f" and {len(places) - SHOWN} more" if len(places) > SHOWN else ""
    if places and places[0].sheet:
        return f"{', '.join(names)}{more} of the sheet {places[0].sheet}"
    return f"line{'s' * (len(places) > 1)} {', '.join(names)}{more}"
