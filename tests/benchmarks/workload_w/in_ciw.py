"""W in Ciw: a node for each pool, a class of customers for each step, later steps before earlier ones."""

from itertools import pairwise

import ciw

from .table_of_draws import POOL, STEPS, Table, levels, services


class Told(ciw.dists.Distribution):
    """The service that the table has for whoever is served, at the step that its class stands for."""

    def __init__(self, visits: list[dict[int, int]], step: int) -> None:
        self.visits, self.step = visits, step

    def sample(self, t: float | None = None, ind: ciw.Individual | None = None) -> float:
        return self.visits[ind.id_number - 1][self.step] if ind else 0


class Onward(ciw.routing.NodeRouting):
    """To the next step of the table, in the class of that step."""

    def __init__(self, following: list[dict[int, int]]) -> None:
        self.following = following

    def next_node(self, ind: ciw.Individual) -> object:
        step = self.following[ind.id_number - 1].get(int(ind.customer_class))
        ind.previous_class, ind.prev_priority_class = ind.customer_class, ind.priority_class
        if step is None:
            return self.simulation.nodes[-1]
        ind.customer_class = str(step)
        ind.priority_class = self.simulation.network.priority_class_mapping[ind.customer_class]
        return self.simulation.nodes[POOL[step] + 1]


def play(given: Table) -> list[int]:
    """When each claimant has left; -1 for one who has not by the end."""
    visits = services(given)
    following = [{a: b for (a, _), (b, _) in pairwise(own)} for own in visits]
    gaps = [given.arrive[0], *(given.arrive[1:] - given.arrive[:-1])]
    nodes = range(max(POOL) + 1)
    never = [None] * len(nodes)
    network = ciw.create_network(
        arrival_distributions={
            str(step): [ciw.dists.Sequential([*map(float, gaps), float("inf")]), *never[1:]] if step == 0 else never
            for step in range(STEPS)
        },
        service_distributions={
            str(step): [Told([dict(own) for own in visits], step) for _ in nodes] for step in range(STEPS)
        },
        number_of_servers=[
            ciw.Schedule([n for _, n in rows], [*(tick for tick, _ in rows[1:]), 2 * given.end])
            for rows in levels(given)
        ],
        routing={str(step): ciw.routing.NetworkRouting([Onward(following) for _ in nodes]) for step in range(STEPS)},
        priority_classes={str(step): STEPS - 1 - step for step in range(STEPS)},
    )
    played = ciw.Simulation(network)
    played.simulate_until_max_time(given.end)
    left = [-1] * len(visits)
    for one in played.nodes[-1].all_individuals:
        left[one.id_number - 1] = int(one.data_records[-1].exit_date)
    return left
