"""How many officers each hour needs, and the proof of a roster by simulation.

offered_load, transient_queue      the work that comes if nobody waits; the chances of a queue that changes by the hour
requirement, iterative_staffing    officers by the hour for a goal, raised and lowered by simulation; `trim`
goals, hourly_goals                what is asked of a roster, and of every hour
trial, search, proof, rounds       a roster played, the least that meets the targets, and its proof on fresh people
bottlenecks, whatif                what else stands in the way; the answer under a surge or within a budget
effort, tables                     how much is played and by whom; CSV, YAML and XLSX
"""
