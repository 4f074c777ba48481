"""What could have been done at best, had each future been known beforehand."""
