"""The next days from who is here now: the state of a port is read, played on, and said with its chance."""
