"""The command line: the types of settings, each with its range, and the one place that reads and checks them."""

import argparse
import contextlib
import functools
import inspect
import io
import re
import sys
import typing
from collections.abc import Callable
from dataclasses import is_dataclass
from typing import Annotated

from annotated_types import Interval, MinLen

# ---------------------------------------------------------------------------------------------------------------------
# ranges


def whole(low: int, high: int):
    """The type of a whole number from low to high."""
    return Annotated[int, Interval(ge=low, le=high)]


def real(low: float, high: float):
    """The type of a finite number from low to high."""
    return Annotated[float, Interval(ge=low, le=high)]


def above(low: float, high: float):
    """The type of a finite number above low, up to high."""
    return Annotated[float, Interval(gt=low, le=high)]


Count = whole(1, 2**20)  # of rows, prompts, tries
Draws = whole(0, 2**16)  # samples of a row; 0: none
Limit = whole(0, 2**31 - 1)  # steps, pixels, rows; 0: none, or what is said there
Tokens = whole(1, 2**31 - 1)
Side = whole(8, 2**13)  # of a figure, pixels
Rank = whole(0, 2**16)  # of a matrix
Workers = whole(1, 2**16)  # processes, threads, GPUs
Ranks = whole(0, 2**16)  # 0: all
Seconds = whole(1, 2**31 - 1)
Seed = whole(0, 2**32 - 1)  # what NumPy takes
Share = real(0, 1)
Part = Annotated[float, Interval(ge=0, lt=1)]  # of a whole that has another part
Weight = real(0, 1e6)  # of a term, or a bound of one
DualClip = above(1, 1e6)
Decay = Annotated[float, Interval(ge=0, lt=1)]  # of a running mean
Rate = above(0, 1)  # learning rate, or a share that is not nothing
Positive = above(0, 1e6)
Temperature = real(1e-3, 1e3)  # of sampling; below, log-probs are no numbers any more
Factor = above(0, 1e3)
Multiple = real(1, 1e3)  # of a number that is needed at least
Epochs = above(0, 1e6)
Gigabytes = above(0, 1e6)
Name = Annotated[str, MinLen(1)]  # a file, folder or model: not empty


def ranges(kind) -> list[Interval | MinLen]:
    """The ranges in a type, also in those of a union or a tuple."""
    found = [x for x in getattr(kind, "__metadata__", ()) if isinstance(x, Interval | MinLen)]
    return found + [x for part in typing.get_args(kind) for x in ranges(part)]


def outside(limit: Interval | MinLen, value) -> str:
    """What a value should be, or "" when it is. nan is in no range."""
    if isinstance(limit, MinLen):
        return "" if len(value) >= limit.min_length else "a name"
    low, high = limit.ge if limit.gt is None else limit.gt, limit.le if limit.lt is None else limit.lt
    above_low = value >= low if limit.gt is None else value > low
    if above_low and (value <= high if limit.lt is None else value < high):
        return ""
    first = "from" if limit.gt is None else "above"
    last = "to" if limit.lt is None else "to below"
    kind = "a whole number" if isinstance(low, int) and isinstance(high, int) and isinstance(value, int) else "a number"
    return f"{kind} {first} {low} {last} {high}"


def leaves(value):
    """A value, or those in a tuple, however deep."""
    return [x for part in value for x in leaves(part)] if isinstance(value, tuple) else [value]


def check_ranges(values: dict, kinds: dict) -> None:
    """ValueError that names the first setting outside of its range. kinds: {setting: type}; settings may be nested."""
    for name, value in values.items():
        if is_dataclass(value):
            check_ranges(vars(value), typing.get_type_hints(type(value), include_extras=True))
        for limit in ranges(kinds.get(name)) if value is not None else ():
            for one in leaves(value):
                if wanted := outside(limit, one):
                    raise ValueError(f"--{name} {one!r}: {wanted} is needed")


# ---------------------------------------------------------------------------------------------------------------------
# reading


@contextlib.contextmanager
def short_usage():
    """A value that tyro cannot read is told in one line; what else it says keeps its box and its hints."""
    said = io.StringIO()
    try:
        with contextlib.redirect_stderr(said):
            yield
    finally:
        plain = re.sub(r"\x1b\[[\d;]*m", "", said.getvalue())
        flat = " ".join(line.strip("│| ") for line in plain.splitlines())
        found = re.search(r"Error parsing (--\S+?): (.*?) [─-]{9}", flat)
        print(f"error: {found[1]}: {found[2]}\n" if found else said.getvalue(), end="", file=sys.stderr)


def read_config(config: type | Callable, args: list[str] | None = None, prog: str | None = None):
    """The Config of a command line, its ranges checked. config: a dataclass, or a function that returns one.

    Such a function takes some of its fields (--scale, --stage), on which the defaults of the others hang. ValueError
    names a setting outside of its range.
    """
    import tyro

    kind, usual = config, {}
    if not isinstance(config, type):
        early = argparse.ArgumentParser(add_help=False, allow_abbrev=False)
        for name in inspect.signature(config).parameters:
            early.add_argument(f"--{name}", nargs="?", default="")
        found, _ = early.parse_known_args(args)
        kind = type(config())
        values = {name: typing.get_args(x) for name, x in typing.get_type_hints(kind).items()}
        # what is none of a Literal's values is left to tyro, which says so
        known = {name: value for name, value in vars(found).items() if value and value in (values[name] or [value])}
        usual = {"default": config(**known)}
    about = sys.modules[config.__module__].__doc__
    with short_usage():
        cfg = tyro.cli(kind, args=args, prog=prog, use_underscores=True, description=about, **usual)
    check_ranges(vars(cfg), typing.get_type_hints(kind, include_extras=True))
    return cfg


def read_command(commands: dict[str, Callable], description: str, args: list[str] | None = None) -> Callable:
    """The chosen command with its settings, to be called; their ranges are checked."""
    import tyro

    def checked(command):
        @functools.wraps(command)
        def bound(*values, **named):
            given = inspect.signature(command).bind(*values, **named).arguments
            check_ranges(given, typing.get_type_hints(command, include_extras=True))
            return functools.partial(command, *values, **named)

        return bound

    with short_usage():
        return tyro.extras.subcommand_cli_from_dict(
            {name: checked(command) for name, command in commands.items()},
            description=description,
            args=args,
            use_underscores=True,
            config=(tyro.conf.OmitArgPrefixes,),
        )
