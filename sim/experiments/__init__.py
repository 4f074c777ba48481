"""Many replications: `run`, and the `Result` with its uncertainty."""
