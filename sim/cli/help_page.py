"""Commands whose help and refusals are said in the language that is spoken.

Typer makes its commands when the program is called, so that the language is known by then. What is declared (help of
commands and options, examples) is English until then.
"""

from collections.abc import Callable, Sequence
from typing import Any, TypeVar

import typer
from typer.core import TyperCommand, TyperGroup

from sim.cli.examples import Examples
from sim.cli.refused import NoCommand, TooMany, UsageError, limits
from sim.wording import Noted, noted, said, say, say_in

Made = TypeVar("Made", bound=Callable[..., Any])
SHOW_HELP = noted("Show this message and exit.")


def _translated(text: str | None) -> str | None:
    return said(Noted(str(text))) if text else text


class _Spoken:
    """What a command and a group of commands have in common."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        one: Any = self
        one.help = _translated(one.help)
        if isinstance(one.epilog, Examples):
            one.epilog = one.epilog.said()
        for param in one.params:
            param.help = _translated(getattr(param, "help", None))

    def format_usage(self, ctx: Any, formatter: Any) -> None:
        """Write how it is called."""
        pieces: list[str] = self.collect_usage_pieces(ctx)  # type: ignore[attr-defined]
        formatter.write_usage(ctx.command_path, " ".join(pieces), prefix=f"{say('Usage:')} ")

    def parse_args(self, ctx: Any, args: list[str]) -> list[str]:
        """Read the arguments; what is wrong with them knows the command."""
        try:
            return super().parse_args(ctx, args)  # type: ignore[misc, no-any-return]
        except UsageError as error:
            error.ctx = error.ctx or ctx
            raise

    def get_help_option(self, ctx: Any) -> Any:
        """Return `--help`."""
        found = super().get_help_option(ctx)  # type: ignore[misc]
        if found is not None:
            found.help = said(SHOW_HELP)
        return found

    def format_options(self, ctx: Any, formatter: Any) -> None:
        """Write arguments, options and commands, each with what it is for."""
        every = [one for one in self.get_params(ctx) if not getattr(one, "hidden", False)]  # type: ignore[attr-defined]
        arguments = [_entry(one, ctx) for one in every if one.param_type_name == "argument"]
        options = [_entry(one, ctx) for one in every if one.param_type_name == "option"]
        for heading, entries in ((say("Arguments:"), arguments), (say("Options:"), options)):
            if entries:
                _section(formatter, heading, entries)


class Command(_Spoken, TyperCommand):
    """A command."""

    def parse_args(self, ctx: Any, args: list[str]) -> list[str]:
        """Read the arguments; refuse more of them than it takes."""
        ctx.allow_extra_args = True
        left: list[str] = super().parse_args(ctx, _with_all(args, self.get_params(ctx)))
        if left and not ctx.resilient_parsing:
            raise TooMany(left, ctx)
        return left


def _with_all(args: list[str], params: Sequence[Any]) -> list[str]:
    """Return the arguments with `--NAME=all` as `--NAME-all`, where that is a hidden option: a flag takes no value."""
    hidden = {option for one in params if getattr(one, "hidden", False) for option in one.opts}
    names = {f"{option.removesuffix('-all')}=all": option for option in hidden if option.endswith("-all")}
    end = args.index("--") if "--" in args else len(args)
    return [names.get(one, one) for one in args[:end]] + args[end:]


class Group(_Spoken, TyperGroup):
    """A group of commands."""

    def format_options(self, ctx: Any, formatter: Any) -> None:
        """Write options and commands."""
        super().format_options(ctx, formatter)
        commands = [self.get_command(ctx, name) for name in self.list_commands(ctx)]
        widest = max(len(str(one.name)) for one in commands if one)
        rows = [(str(one.name), one.get_short_help_str(formatter.width - 6 - widest)) for one in commands if one]
        _section(formatter, say("Commands:"), rows)

    def resolve_command(self, ctx: Any, args: list[str]) -> Any:
        """Return the command that is meant; say so when there is none."""
        if not args[0].startswith("-") and self.get_command(ctx, args[0]) is None:
            raise NoCommand(args[0], self.list_commands(ctx), ctx)
        return super().resolve_command(ctx, args)


class Program(typer.Typer):
    """A program, or a part of one, of such commands."""

    def __init__(self, *, cls: type[TyperGroup] = Group, **kwargs: Any) -> None:
        super().__init__(cls=cls, no_args_is_help=True, rich_markup_mode=None, **kwargs)

    def command(self, *args: Any, **kwargs: Any) -> Callable[[Made], Made]:
        """Return what makes a command of a function."""
        return super().command(*args, cls=Command, **kwargs)


def _section(formatter: Any, heading: str, entries: Sequence[tuple[str, str]]) -> None:
    """Write a heading, with its colon as the language has it, and what is below it."""
    formatter.write_paragraph()
    formatter.write(f"{heading}\n")
    with formatter.indentation():
        formatter.write_dl(entries)


def _entry(param: Any, ctx: Any) -> tuple[str, str]:
    """Return how an option or an argument is written, and what it is for."""
    more = "; ".join(_more(param, ctx))
    parts = (said(param.help or ""), f"[{more}]" if more else "")
    return param.get_help_record(ctx)[0], "  ".join(part for part in parts if part)


def _more(param: Any, ctx: Any) -> "list[str]":
    """Return what else is to know of it: variable of the environment, default, range, whether it must be given."""
    found = []
    if param.envvar and param.show_envvar:
        found.append(say("env var: {name}", name=str(param.envvar)))
    if default := _default(param, ctx):
        found.append(say("default: {default}", default=default))
    if limits := _range(param):
        found.append(limits)
    return [*found, say_in("of an option", "required")] if param.required else found


def _default(param: Any, ctx: Any) -> str:
    if isinstance(param.show_default, str):
        return f"({said(param.show_default)})"
    value = param.get_default(ctx, call=False)
    if not param.show_default or value is None or param.param_type_name == "argument":
        return ""
    if isinstance(value, bool):
        names = param.opts if value else param.secondary_opts
        return str(names[0].lstrip("-")) if param.secondary_opts else ""
    return str(getattr(value, "value", value))


def _range(param: Any) -> str:
    least, most = limits(param)
    if least is not None and most is not None:
        return f"{least}<=x<={most}"
    return f"x>={least}" if least is not None else f"x<={most}" if most is not None else ""
