"""The port: given a sample, a deterministic game of people, officers, rooms, space and measures.

The rules of the game are in README.md next to this file, each with the test that holds it.

plan.py, rules.py        the port fixed by the scenario, as numbers
port.py, policies/       what a policy may see and do; the life of a contingency measure
flow/                    the port played compiled: port.py, by flow.py on records.py with
    heap.py              the heap of events
    queues.py            who waits where
    officers.py          officers, rooms, levels
    moves.py             what happens to a party
    watching.py          what the measures look at
    forecasting.py       what they expect of an area
reference/               the port played the plain SimPy way, in modules of the same names
log.py                   what a run leaves behind
verify.py                flow = reference, and what must be true of any log
"""
