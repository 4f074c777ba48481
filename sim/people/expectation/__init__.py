"""Expected arrivals and workload, computed without sampling."""
