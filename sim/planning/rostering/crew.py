"""Who works which line in one block of a roster after the other, so that no rule is broken between two blocks."""

import math
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, field
from itertools import pairwise

import numpy as np

from sim.arrays import DAY, I
from sim.planning.rostering.lines import Line
from sim.scenario.language.shifts.shift_templates import Templates


@dataclass
class Officer:
    """The lines of one officer, a block each; None: not on the roster."""

    lines: list[Line | None] = field(default_factory=list)

    @property
    def last(self) -> Line:
        """The line worked last."""
        return next(line for line in reversed(self.lines) if line is not None)

    @property
    def run(self) -> int:
        """Days worked in a row up to the last one, over all blocks."""
        days = [day.toordinal() for line in self.lines if line for day in line.days]
        return next((k for k, (a, b) in enumerate(pairwise(reversed(days)), 1) if a - b > 1), len(days))

    def can_go_on(self, line: Line, templates: Templates) -> bool:
        """Return whether a line may follow: rest, days in a row, and days off of the rotations.

        Days on that meet at the change are no more than the longer rotation has, and than `consecutive_days`; days off
        that meet there are no fewer than the shorter one has.
        """
        before, one, other = self.last, self.last.rotation, line.rotation
        assert one is not None and other is not None
        days = line.days[0].toordinal() - before.days[-1].toordinal()
        if days <= 0 or days * DAY + line.parts[0][0] - before.parts[-1][1] < templates.rest:
            return False
        if days > 1:
            return days - 1 >= min(one.off, other.off)
        most = max(rotation.on if rotation.off else math.inf for rotation in (one, other))
        return self.run + other.run(line.days[0]) <= min(most, templates.consecutive_days or math.inf)


def officers(blocks: Sequence[tuple[Sequence[Line], I]], templates: Templates) -> tuple[Officer, ...]:
    """Return as few officers as work all lines, taken a block at a time; none for lines that are posts.

    Of lines and officers on each, block by block: whoever can stays on a line; the others go to lines that may follow
    theirs, as many as can be matched, or are off for a block; the posts that are left get officers who are new.
    """
    people: list[Officer] = []
    for number, (lines, counts) in enumerate(blocks):
        posts = [line for line, count in zip(lines, counts, strict=True) for _ in range(int(count)) if line.rotation]
        wanted = Counter(line.key for line in posts)
        by_key = {line.key: line for line in posts}
        movers = []
        for officer in people:
            line = officer.lines[-1]
            if line is not None and wanted[line.key] > 0:
                wanted[line.key] -= 1
                officer.lines.append(by_key[line.key])
            else:
                movers.append(officer)
        open_posts = [by_key[key] for key, count in wanted.items() for _ in range(count)]
        chosen = _matched(movers, open_posts, templates)
        for officer, k in zip(movers, chosen, strict=True):
            officer.lines.append(None if k < 0 else open_posts[k])
        left = np.setdiff1d(np.arange(len(open_posts)), chosen)
        people += [Officer([*[None] * number, open_posts[k]]) for k in left]
    return tuple(people)


def _matched(movers: Sequence[Officer], posts: Sequence[Line], templates: Templates) -> I:
    """(M,) the post that each officer takes, as many as can be; -1 none (Hopcroft and Karp 1973)."""
    from scipy import sparse
    from scipy.sparse.csgraph import maximum_bipartite_matching

    if not movers or not posts:
        return np.full(len(movers), -1, dtype=np.int64)
    allowed = np.array([[officer.can_go_on(line, templates) for line in posts] for officer in movers], dtype=np.int8)
    found = maximum_bipartite_matching(sparse.csr_array(allowed), perm_type="column")
    return np.asarray(found, dtype=np.int64)
