"""Replications kept in one SQLite file, so that none is played twice.

The file has a write-ahead log and one transaction a chunk: a process that is killed loses the chunk under way and no
more, and several processes may use one store. What is in it is data (`sim.experiments.store.codec`), never code. A file
that is no store, is damaged or is of another format is set aside, as it is, and a new one begun.
"""

import hashlib
import logging
import os
import sqlite3
import stat
from collections.abc import Iterable, Iterator
from contextlib import contextmanager, suppress
from datetime import UTC, datetime
from pathlib import Path
from typing import NamedTuple

from sim.errors import StoreError
from sim.experiments.store.codec import CodecError, decode
from sim.experiments.store.identity import identity, model
from sim.experiments.store.store_words import found_in_place, several, unusable
from sim.figures import Replication
from sim.people.chance.uncertain_inputs import LAW
from sim.scenario.fingerprint import fingerprint
from sim.scenario.schema import Scenario
from sim.scenario.source.yaml_writer import as_file
from sim.wording import say

log = logging.getLogger(__name__)

MAGIC = 0x706F7274  # SQLite's application id of a store: "port"
VERSION = 1  # of the tables; SQLite's user version
PATIENCE = 60.0  # seconds that one process waits for another to finish its transaction
OTHERS = (".yaml", ".yml", ".csv", ".xlsx", ".json", ".html", ".md", ".py")  # names under which no store is made
LAST = 1 << 62  # past any replication
TABLES = """
CREATE TABLE experiments (
    key TEXT PRIMARY KEY, fingerprint TEXT NOT NULL, seed TEXT NOT NULL, model TEXT NOT NULL,
    name TEXT NOT NULL, text TEXT NOT NULL, since TEXT NOT NULL
);
CREATE TABLE runs (
    experiment TEXT NOT NULL REFERENCES experiments (key) ON DELETE CASCADE, number INTEGER NOT NULL,
    payload BLOB NOT NULL, UNIQUE (experiment, number)
);
"""
ENTER = """
INSERT INTO experiments VALUES (?, ?, ?, ?, ?, ?, ?)
ON CONFLICT (key) DO UPDATE SET fingerprint = excluded.fingerprint, name = excluded.name, text = excluded.text
"""
LISTED = """
SELECT experiments.*, coalesce(sum(number < ?1), 0), coalesce(sum(length(payload)), 0), coalesce(sum(number >= ?1), 0)
FROM experiments LEFT JOIN runs ON experiment = key GROUP BY key ORDER BY experiments.rowid
"""


class _NoStoreError(Exception):
    """What is in a file is no store that this program reads; the message says what it is."""


class Experiment(NamedTuple):
    """A scenario in a store as it was last asked for: what identifies it, its merged text, how much has been played."""

    key: str
    fingerprint: str
    seed: str
    model: str
    name: str
    text: str
    since: str  # UTC, ISO 8601: when it was first entered
    runs: int  # of the values as written
    size: int  # bytes of the payloads
    set_runs: int  # runs of sets of assumptions

    @property
    def current(self) -> bool:
        """Whether this program would play it the same; if not, its replications are not used again."""
        return self.model == model()


def key_of(scenario: Scenario) -> str:
    """Return the key of a scenario's replications: SHA-256, in hex, of its identity, its seed and the model."""
    return hashlib.sha256(f"{identity(scenario)} {scenario.seed} {model()}".encode()).hexdigest()


class Store:
    """A store; a context manager. It is made if there is no such file, unless `make` is false.

    A file that is something else is set aside under another name and a new store made, in words on the log; StoreError
    in its place if `make` is false, or the name is that of a scenario or table, which nobody wants set aside. Every
    method raises StoreError when the file fails.
    """

    def __init__(self, path: str | os.PathLike[str], *, make: bool = True) -> None:
        self.path = Path(path)
        if not make and not self.path.exists():
            text = say("found no such file; allowed: a store that `portsim run --store` has made")
            raise StoreError(f"{self.path}: {text}")
        if kind := _no_plain_file(self.path):
            raise StoreError(found_in_place(self.path, kind, say("a store of portsim, or the name of a new one")))
        self.found = 0  # replications that it gave since it was opened
        self.added = 0  # and that it took
        with self._told():
            self.path.parent.mkdir(parents=True, exist_ok=True)
            try:
                self._file = self._opened()
            except _NoStoreError as error:
                if not make or self.path.suffix.lower() in OTHERS:
                    raise StoreError(found_in_place(self.path, str(error), say("a store of portsim"))) from None
                aside = _set_aside(self.path)
                told = say(
                    "found {what}; it is set aside as {name}, and a new store is begun",
                    what=str(error), name=aside.name,
                )  # fmt: skip
                log.warning("%s: %s", path, told)
                self._file = self._opened()

    def __enter__(self) -> "Store":
        return self

    def __exit__(self, *_: object) -> None:
        self.close()

    def close(self) -> None:
        """Close the file; the write-ahead log is folded into it if nobody else has it open."""
        self._file.close()

    def enter(self, scenario: Scenario) -> str:
        """Enter a scenario; its key. One that is there under another name, or with other targets, has these now."""
        key, now = key_of(scenario), datetime.now(UTC).isoformat(timespec="seconds")
        known = (key, fingerprint(scenario), str(scenario.seed), model(), scenario.name, as_file(scenario), now)
        with self._transaction():
            self._file.execute(ENTER, known)
        return key

    def runs(self, key: str, first: int = 1, last: int = LAST) -> Iterator[Replication]:
        """Yield the replications of a key from number `first` to number `last`, in order.

        Those that are damaged are taken out of the store, in words on the log, to be played again.
        """
        wanted = "SELECT number, payload FROM runs WHERE experiment = ? AND number BETWEEN ? AND ? ORDER BY number"
        damaged: list[tuple[str, int]] = []
        with self._told():
            for number, payload in self._file.execute(wanted, (key, first, last)):
                try:
                    run = decode(payload)
                    if run.number != number:
                        raise CodecError(say("replication {n}, under the number of another", n=run.number))
                except CodecError as error:
                    told = say(
                        "replication {n} of {key} is {what}; it is played again",
                        n=number, key=key[:12], what=str(error),
                    )  # fmt: skip
                    log.warning("%s: %s", self.path, told)
                    damaged.append((key, number))
                    continue
                self.found += 1
                yield run
        if damaged:
            with self._transaction():
                self._file.executemany("DELETE FROM runs WHERE experiment = ? AND number = ?", damaged)

    def add(self, runs: Iterable[tuple[str, int, bytes]]) -> None:
        """Add (key, number, payload) in one transaction; those that are there already stay as they are."""
        rows = list(runs)
        with self._transaction():
            self._file.executemany("INSERT OR IGNORE INTO runs VALUES (?, ?, ?)", rows)
        self.added += len(rows)

    def experiments(self) -> tuple[Experiment, ...]:
        """Return every experiment, the oldest first."""
        with self._told():
            return tuple(Experiment(*row) for row in self._file.execute(LISTED, (LAW,)))

    def find(self, key: str) -> Experiment:
        """Return the experiment whose key begins so. StoreError if there is none, or more than one."""
        found = [one for one in self.experiments() if key and one.key.startswith(key)]
        if len(found) != 1:
            none = say("no result begins with '{key}'; `portsim results list` shows them", key=key)
            raise StoreError(f"{self.path}: {several(len(found), key) if found else none}")
        return found[0]

    def drop(self, keys: Iterable[str]) -> None:
        """Take experiments out with all their replications, and give the space back to the disk."""
        with self._transaction():
            self._file.executemany("DELETE FROM experiments WHERE key = ?", [(key,) for key in keys])
        with self._told():
            self._file.execute("VACUUM")

    def _opened(self) -> sqlite3.Connection:
        """Return the file, open and with its tables. _NoStoreError if something else is in it, before anything is
        written.
        """
        self._file = file = sqlite3.connect(self.path, timeout=PATIENCE, isolation_level=None)
        try:
            file.execute("PRAGMA trusted_schema = OFF")  # nothing that a file brings along is carried out
            file.execute("SELECT count(*) FROM sqlite_master")  # waits while another process makes the tables
            self._prepare()
        except sqlite3.OperationalError:  # locked, not to be read, a folder: that is no matter of what is in it
            file.close()
            raise
        except sqlite3.DatabaseError as error:
            file.close()
            text = say("a file that is damaged or no database ({error})", error=str(error))
            raise _NoStoreError(text) from None
        except BaseException:
            file.close()
            raise
        return file

    def _prepare(self) -> None:
        """Refuse what is no store before anything is written; make the tables of one that is new."""
        if self._is_new():
            self._file.execute("PRAGMA journal_mode = WAL")
            with self._transaction():
                if self._is_new():  # still: another process may have been faster
                    for statement in TABLES.split(";")[:-1]:
                        self._file.execute(statement)
                    self._file.execute(f"PRAGMA application_id = {MAGIC}")
                    self._file.execute(f"PRAGMA user_version = {VERSION}")
        self._file.execute("PRAGMA synchronous = NORMAL")  # a power cut may cost the last chunks, never the file
        self._file.execute("PRAGMA foreign_keys = ON")

    def _is_new(self) -> bool:
        """Return whether there is nothing in the file yet; _NoStoreError if there is, and it is no store of this
        format.
        """
        magic, version = self._pragma("application_id"), self._pragma("user_version")
        parts = self._file.execute("SELECT type, name FROM sqlite_master WHERE name NOT LIKE 'sqlite%'").fetchall()
        if not magic and not parts:
            return True
        if magic != MAGIC:
            raise _NoStoreError(say("another kind of database"))
        if version != VERSION:
            text = say(
                "a store of format {version}, and this program reads format {mine}", version=version, mine=VERSION
            )
            raise _NoStoreError(text)
        if sorted(parts) != [("table", "experiments"), ("table", "runs")]:
            raise _NoStoreError(say("a database that is no store, with the sign of one"))
        sound = self._file.execute("PRAGMA quick_check(1)").fetchone()[0]
        if sound != "ok":
            raise _NoStoreError(say("a store that is damaged"))
        return False

    def _pragma(self, name: str) -> int:
        return int(self._file.execute(f"PRAGMA {name}").fetchone()[0])

    @contextmanager
    def _transaction(self) -> Iterator[None]:
        """Write all or nothing; wait for other processes first."""
        with self._told():
            self._file.execute("BEGIN IMMEDIATE")
            try:
                yield
                self._file.execute("COMMIT")
            except BaseException:
                if self._file.in_transaction:
                    self._file.execute("ROLLBACK")
                raise

    @contextmanager
    def _told(self) -> Iterator[None]:
        try:
            yield
        except sqlite3.DatabaseError as error:
            raise StoreError(unusable(self.path, str(error))) from None
        except OSError as error:
            raise StoreError(unusable(self.path, error.strerror or str(error))) from None


def _no_plain_file(path: Path) -> str:
    """Return what stands in the place of a store though no file can be made of it: a folder, a pipe, a device; or
    nothing.
    """
    try:
        kind = path.stat().st_mode
    except OSError:  # not there, or not to be reached: said when it is opened
        return ""
    return "" if stat.S_ISREG(kind) else say("a folder") if stat.S_ISDIR(kind) else say("a pipe or a device")


def _set_aside(path: Path) -> Path:
    """Give a file, and what SQLite keeps next to it, a name that nobody has; the new name."""
    aside = next(name for k in range(1, LAST) if not (name := path.with_name(f"{path.name}.aside-{k}")).exists())
    for tail in ("", "-wal", "-shm"):
        with suppress(FileNotFoundError):
            path.with_name(path.name + tail).rename(aside.with_name(aside.name + tail))
    return aside
