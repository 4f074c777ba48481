"""What is said of a call that is wrong: which option or argument, and what is allowed there."""

from collections.abc import Sequence
from typing import Any

import typer

from sim.problems import listing, nearest
from sim.wording import Noted, counted, noted, said, say

UsageError: Any = typer.BadParameter.__base__  # of all that is wrong with a call; typer has no name for it
OTHER = (noted("Missing command."),)  # what typer says by itself, without a value


class Refused(typer.BadParameter):
    """A value that an option or an argument cannot have; the message says what it can."""


class NoCommand(UsageError):  # type: ignore[misc]
    """A command that there is not."""

    def __init__(self, name: str, known: Sequence[str], ctx: Any) -> None:
        near = nearest(name, known)
        text = say("No such command '{name}'.", name=name)
        super().__init__(say("{text} Did you mean '{near}'?", text=text, near=near) if near else text, ctx)


class TooMany(UsageError):  # type: ignore[misc]
    """Arguments that nobody asked for."""

    def __init__(self, given: Sequence[str], ctx: Any) -> None:
        text = counted(
            "Got unexpected extra argument ({given})", "Got unexpected extra arguments ({given})", len(given),
            given=" ".join(map(str, given)),
        )  # fmt: skip
        super().__init__(text, ctx)


def refusal(error: Any) -> str:
    """Return what is said of a call that is wrong: how the command is called, and what was wrong."""
    context = getattr(error, "ctx", None)
    told = say("Error: {message}", message=message(error))
    if context is None:
        return told
    hint = say("Try '{command}' for help.", command=f"{context.command_path} --help")
    return f"{context.get_usage()}\n{hint}\n\n{told}"


def message(error: Any) -> str:
    """Return what is wrong, by what the error knows: typer's own sentences are in English alone."""
    param = getattr(error, "param", None)
    if hasattr(error, "possibilities"):
        text = say("No such option: {name}", name=error.option_name)
        near = ", ".join(sorted(error.possibilities or ()))
        return say("{text} (Possible options: {near})", text=text, near=near) if near else text
    if hasattr(error, "option_name"):
        if any(f"{error.option_name}-all" in one.opts for one in error.ctx.command.get_params(error.ctx)):
            return say("Option '{name}' takes the value all, or none.", name=error.option_name)
        if any(one.is_flag for one in error.ctx.command.get_params(error.ctx) if error.option_name in one.opts):
            return say("Option '{name}' does not take a value.", name=error.option_name)
        return say("Option '{name}' requires an argument.", name=error.option_name)
    if hasattr(error, "param_type") and param is not None:
        return _missing(param)
    if isinstance(error, typer.BadParameter):
        return _invalid(error, error.message if isinstance(error, Refused) else _takes(param))
    return said(Noted(error.message)) if error.message in OTHER else str(error.message)


def _missing(param: Any) -> str:
    if param.param_type_name == "argument":
        return say("Missing argument '{name}'.", name=str(param.metavar or param.name))
    return say("Missing option '{name}'.", name=param.opts[0])


def _invalid(error: Any, what: str) -> str:
    hint = error.param_hint or (_name(error.param) if error.param is not None else "")
    if not hint:
        return say("Invalid value: {what}", what=what)
    return say("Invalid value for '{name}': {what}", name=str(hint), what=what)


def _name(param: Any) -> str:
    return str(param.metavar or param.name if param.param_type_name == "argument" else max(param.opts, key=len))


def _takes(param: Any) -> str:
    """Return what an option takes that has not been given what it takes."""
    kind = getattr(param, "type_descriptor", None) or getattr(param, "type", None)
    if choices := getattr(kind, "choices", None):
        return say("allowed: {what}", what=listing(str(getattr(one, "value", one)) for one in choices))
    whole = getattr(kind, "annotation", None) is int or getattr(kind, "name", "").startswith("integer")
    least, most = limits(param)
    if least is None:
        what = say("a whole number") if whole else say("a number")
    elif most is None:
        told = str(least)
        what = say("a whole number from {least}", least=told) if whole else say("a number from {least}", least=told)
    else:
        what = say("a whole number from {least} to {most}", least=str(least), most=str(most))
    return say("allowed: {what}", what=what)


def limits(param: Any) -> tuple[float | None, float | None]:
    """Return the least and the most that a number may be."""
    kind = param if hasattr(param, "min") else getattr(param, "type", None)
    return getattr(kind, "min", None), getattr(kind, "max", None)
