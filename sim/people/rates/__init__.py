"""Streams that come at a rate: what multiplies the rate of each day, and how many parties come together."""
