"""A stream of chance for each decision, named by its path, so that one decision never disturbs another."""

from functools import lru_cache
from hashlib import blake2b
from typing import NewType

import numpy as np

from sim.arrays import B, F, I
from sim.errors import ScenarioError
from sim.people.chance.keys import DrawKeys, Keys, Visits
from sim.problems import Problem
from sim.wording import say

Decision = NewType("Decision", str)


class Register:
    """The decisions of one sampler; each path belongs to one of them."""

    def __init__(self) -> None:
        self._paths: set[str] = set()

    def decision(self, path: str) -> Decision:
        """Claim a path such as `people/nationality`. ScenarioError if another decision has it."""
        if path in self._paths:
            shared = say("two decisions share the stream of chance {path}; rename one of what it names", path=path)
            raise ScenarioError([Problem("", shared)])
        self._paths.add(path)
        return Decision(path)


class Chance:
    """The keys of one replication: a function of the seed, the replication, the decision and the source."""

    def __init__(self, seed: int, replication: int, sources: tuple[str, ...]) -> None:
        self._run = f"({seed!r}, {replication!r}, ".encode()
        self._sources = sources

    def key(self, decision: Decision, source: str = "") -> Keys:
        """(2,) the key of a decision; `source` tells apart parties that come by different ways."""
        return np.frombuffer(_digest(self._run + _ends(decision, (source,))[0]), dtype="<u8").astype(np.uint64)

    def keys(self, decision: Decision) -> Keys:
        """(K, 2) the keys of a decision that every party has, a row a source."""
        digests = b"".join([_digest(self._run + end) for end in _ends(decision, self._sources)])
        return np.frombuffer(digests, dtype="<u8").astype(np.uint64).reshape(-1, 2)

    def series(self, decision: Decision, day: I, index: I) -> F:
        """Return (N,) uniforms of a decision that is not a party's, by day and index."""
        from sim.people.chance.philox import uniforms

        keyed = DrawKeys(np.zeros_like(index), day, index)
        return uniforms(self.key(decision).reshape(1, 2), keyed, np.arange(index.size), _once(index.size))


def _digest(words: bytes) -> bytes:
    return blake2b(words, digest_size=16).digest()


@lru_cache(maxsize=1024)
def _ends(decision: Decision, sources: tuple[str, ...]) -> tuple[bytes, ...]:
    """Return what is digested of a decision and each source, after the seed and the replication."""
    return tuple(f"{decision!r}, {source!r})".encode() for source in sources)


class Draws:
    """The uniforms of N parties in one replication."""

    def __init__(self, chance: Chance, keyed: DrawKeys) -> None:
        self.chance, self.keys = chance, keyed
        self._all, self._once = np.arange(keyed.nth.size), _once(keyed.nth.size)

    def of(self, decision: Decision, rows: I | None = None) -> F:
        """Return (N,) one a party, or one for each of some of them."""
        from sim.people.chance.philox import uniforms

        return uniforms(self.chance.keys(decision), self.keys, self._all if rows is None else rows, self._once)

    def occurs(self, decision: Decision, chance: float | F) -> B:
        """Return (N,) for which parties that comes about which has such a chance, one for all or (N,) one each.

        What is certain for all, or for nobody, is not drawn: uniforms are addressed, so that no other draw moves.
        """
        if np.max(chance, initial=0.0) <= 0:
            return np.zeros(self.keys.nth.size, dtype=np.bool_)
        if np.min(chance, initial=1.0) >= 1:
            return np.ones(self.keys.nth.size, dtype=np.bool_)
        return np.asarray(self.of(decision) < chance)

    def steps(self, decision: Decision, steps: F) -> F:
        """Return (N,) uniforms, one a party, for what steps up at `steps`; any, where all of these are at 0 or 1."""
        if ((steps > 0) & (steps < 1)).any():
            return self.of(decision)
        return np.full(self.keys.nth.size, 0.5)

    def visits(self, decision: Decision, rows: I, visits: Visits) -> F:
        """Return (R,) one for each of some visits, by party, turn and member."""
        from sim.people.chance.philox import uniforms

        return uniforms(self.chance.keys(decision), self.keys, rows, visits)


def _once(n: int) -> Visits:
    """One visit of each of N parties: the address of a draw that a party has once."""
    none = np.zeros(n, dtype=np.int32)
    return Visits(np.arange(n, dtype=np.int32), none, none, none)
