"""Planning: what staff a port needs, and which shifts cover it."""

from sim.planning.covering import Cover, Limit, Template, cover

__all__ = ["Cover", "Limit", "Template", "cover"]
