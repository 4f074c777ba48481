"""Who plays replications: this process, other processes, or a cluster."""
