"""Replications as bytes, kept in one file so that none is played twice."""
