"""Who plays replications: this process, processes beside it, or a cluster."""
