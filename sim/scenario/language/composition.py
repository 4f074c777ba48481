"""Who makes up a party, in expectation: the arithmetic that turns shares of claimants into shares of parties."""

from math import copysign, inf, isclose

from sim.scenario.language.people import People


def sizes(people: People) -> dict[int, float]:
    """Shares of the parties that are not unaccompanied minors, by number of claimants, ascending, with sum 1."""
    total = sum(people.party_size.values())
    return {size: share / total for size, share in sorted(people.party_size.items()) if share}


def unaccompanied_share_of_parties(people: People) -> float:
    """Share of parties that are a minor alone.

    With u their share of claimants and m the mean of `party_size`, u m / (1 - u + u m): they are parties of one.
    """
    alone = people.unaccompanied_minors * _mean_size(people)
    return alone / (1 - people.unaccompanied_minors + alone)


def mean_party(people: People) -> float:
    """Mean claimants of a party, minors alone included."""
    alone = unaccompanied_share_of_parties(people)
    return alone + (1 - alone) * _mean_size(people)


def minor_chance(people: People) -> float:
    """The chance that a member after the first is a minor, so that minors are the share of claimants asked for.

    Of claimants, u are minors alone and (1 - u) (m - 1) / m are members after the first, of whom this chance are
    minors; the sum is `minors`. A result outside 0..1 (infinite if nobody could be a minor) means that the shares
    contradict each other.
    """
    mean = _mean_size(people)
    wanted = people.minors - people.unaccompanied_minors
    members = (1 - people.unaccompanied_minors) * (mean - 1) / mean
    if isclose(wanted, 0, abs_tol=1e-12):
        return 0.0
    if isclose(members, 0, abs_tol=1e-12):
        return copysign(inf, wanted)
    return 1.0 if isclose(wanted, members, rel_tol=1e-12) else wanted / members


def _mean_size(people: People) -> float:
    return sum(size * share for size, share in sizes(people).items())
