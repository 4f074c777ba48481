"""The scenario: what a planner wrote, merged, checked and frozen.

`load` reads a file; `schema` is what a scenario is, with a section a file in `language`. A scenario is its tree: it
changes by `edited` alone, which changes the tree and reads it again.
Nothing after this stage reads YAML.
"""
