"""The port: given a sample, a deterministic game of people, officers, rooms, space and measures.

The rules of the game are in README.md beside this file, each with the test that holds it.

plan.py, rules.py        the port fixed by the scenario, as numbers
port.py, policies/       what a policy may see and do; the life of a contingency measure
flow_port.py             the port played compiled, by flow.py on tables.py with
    heap.py              the heap of events
    queues.py            who waits where
    staffing.py          officers, rooms, levels
    moves.py             what happens to a party
    watching.py          what the measures look at; ahead.py: the rosters among it
    forecasting.py       what they expect of an area
reference.py             the port played the plain SimPy way, with reference_staff.py, outlook.py and so on
log.py                   what a run leaves behind
verify.py                flow = reference, and what must be true of any log
"""
