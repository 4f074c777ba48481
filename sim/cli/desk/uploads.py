"""Tables that were uploaded: kept in memory by a name of their own, the last few of them."""

import hashlib
import threading
from collections import OrderedDict

from sim.scenario.data.counts import Counts, of_table
from sim.scenario.data.tables.columns import only
from sim.scenario.data.tables.plain import plain_table
from sim.scenario.data.tables.workbook import book
from sim.scenario.source.yaml_writer import flow

KEPT = 20
LARGEST = 16 << 20  # bytes


class Uploads:
    """The counts that were uploaded while the desk runs."""

    def __init__(self) -> None:
        self._kept: OrderedDict[str, str] = OrderedDict()
        self._lock = threading.Lock()

    def add(self, raw: bytes, file: str) -> tuple[str, Counts]:
        """Keep a table of counts; return its name and what is in it. TableError with every fault, by cell."""
        table = only(book(raw, file), "counts") if file.lower().endswith(".xlsx") else plain_table(raw, file)
        found = of_table(table, file)
        name = hashlib.sha256(raw).hexdigest()[:16]
        with self._lock:
            self._kept[name] = flow(found.as_written)
            self._kept.move_to_end(name)
            while len(self._kept) > KEPT:
                self._kept.popitem(last=False)
        return name, found

    def value(self, name: str) -> str | None:
        """Return a table as a scenario has it in the place of a file; None for one that is kept no more."""
        with self._lock:
            return self._kept.get(name)
