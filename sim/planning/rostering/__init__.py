"""The shifts and lines of work that cover the hours, at the least cost.

covering, desk_caps   the covering programme, and the cap on officers at once
lines, crew           what one officer does over some weeks, from block to block; `break_turns`: breaks in turns
rostering, proposal   the roster of a pool, and the same in the words of a scenario
"""
