"""Intervals, percentiles and variances over replications."""
