"""Unsigned indices for compiled loops: a signed one is looked at for being below 0 before every load.

No index of them counts from the end, and the look takes a quarter of the flow's time. Written out, the cast would stand
in some three hundred places; so it is made of the source. `NUMBA_BOUNDSCHECK=1` finds an index that is outside its
table.
"""

import ast
import inspect
from collections.abc import Callable
from typing import Any

import numpy as np


class _Cast(ast.NodeTransformer):
    """Casts the index of every subscript."""

    def visit_Subscript(self, node: ast.Subscript) -> ast.Subscript:
        """Return the subscript with its index cast, one for each dimension."""
        self.generic_visit(node)
        if isinstance(node.slice, ast.Tuple):
            node.slice.elts = [_cast(place) for place in node.slice.elts]
        else:
            node.slice = _cast(node.slice)
        return node


def _cast(place: ast.expr) -> ast.expr:
    if isinstance(place, ast.Slice):
        return place
    return ast.Call(ast.Name("unsigned", ast.Load()), [place], [])


def unsigned_indices(function: Callable[..., Any]) -> Callable[..., Any]:
    """Return a function of a module as it is written, decorators apart, with an unsigned index in every subscript."""
    tree = ast.parse(inspect.getsource(function))
    for defined in tree.body:
        if isinstance(defined, ast.FunctionDef):
            defined.decorator_list = []
    tree = ast.fix_missing_locations(_Cast().visit(tree))
    ast.increment_lineno(tree, function.__code__.co_firstlineno - 1)
    function.__globals__["unsigned"] = np.uint64
    found: dict[str, Callable[..., Any]] = {}
    exec(compile(tree, inspect.getfile(function), "exec"), function.__globals__, found)
    return found[function.__name__]
