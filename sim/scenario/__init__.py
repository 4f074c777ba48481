"""The scenario: what a planner wrote, merged, checked and frozen.

`load` reads a file; `schema` is what a scenario is, with a section a file; `problems` is what can be wrong with it.
Nothing after this stage reads YAML.
"""
