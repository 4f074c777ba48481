"""Planning: what staff a port needs, which shifts cover it, and when to order space.

staffing/    officers required by the hour, and the proof of a roster by simulation
rostering/   shifts and lines of work that cover the hours, at the least cost
triggers/    which trigger to adopt for leased space
same_hours   the hours of a roster moved to where the work is, as a lever of a run
"""

from sim.planning.rostering.covering import Cover, Limit, Template, cover

__all__ = ["Cover", "Limit", "Template", "cover"]
