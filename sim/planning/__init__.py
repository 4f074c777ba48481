"""Planning: what staff a port needs, which shifts cover it, and when to order space.

    load          offered load by pool and hour: the very people of a run, with nobody waiting
    exact         the chances of a queue whose load and staff change by the hour
    requirement   officers by the hour for a goal; `correct` has simulation raise and lower them
    covering      the least-cost cover of a requirement by shift templates
    ceiling       the cap on officers at once
    lines         what one officer does over some weeks; `people`: from block to block
    turns         breaks in turns
    rostering     the roster of a pool, block by block; `proposal`: as a scenario says it
    asked         what is asked of a roster: the targets that officers can move
    proof         search and proof on people that the search has not met, beside `today`; `trial` plays one roster
    hours         a goal of every hour: which hours keep it in a proof, and what holds the others back
    trim          a goal of every hour: the requirement fitted to its roster
    search        the least that meets the targets; `rounds`: the verdicts of a proof, and their chance of error
    limits        what else stands in the way of a target; `worth`: where a room is worth more than an officer
    whatif        the answer under a surge, within a budget, along a frontier; `demand`, `edit`: the scenario for it
    effort        how much is played and solved, and by whom
    tables        CSV, YAML and XLSX
    policy/       which trigger to adopt for leased space
"""

from sim.planning.covering import Cover, Limit, Template, cover

__all__ = ["Cover", "Limit", "Template", "cover"]
