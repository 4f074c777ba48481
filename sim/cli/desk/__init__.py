"""`portsim desk`: the page of a brief on 127.0.0.1, alive: every move is played, and what is edited is a scenario.

looks       at how many runs a difference is called, and how much each look may err
tab         what a tab asks for: states of levers and values by path, as `--set` has them
controls    what can be moved and edited, with its values as they are now
uploads     tables that were uploaded, kept in memory
player      a process that plays what it is asked for
players     the processes, who comes first, and what is stopped
screens     what is shown of a state after a look
guard       who is let in: the token, the host, the origin
desk_page   the page and its forms
downloads   what is saved or downloaded
server      the addresses, and how the desk is started and ended

The server keeps nothing of a tab: its address has all of its state.
"""
