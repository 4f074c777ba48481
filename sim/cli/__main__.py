"""`python -m sim.cli`, for a machine on which `portsim` is not on the path."""

from sim.cli import main

main()
