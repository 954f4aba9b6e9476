"""Runs one part of the work so that its failure costs that part only.

Whatever meets foreign content can fail in a way nobody thought of; the caller goes on with a default and the fault.
"""

from __future__ import annotations

import traceback
from collections.abc import Callable, Sequence
from dataclasses import replace
from functools import partial
from typing import TypeVar

from fiscal.limits import LIMITS, TooLong, within
from fiscal.records import Fault, FaultCode
from fiscal.typed import Mistake

Item = TypeVar("Item")
Value = TypeVar("Value")
Other = TypeVar("Other")

OURS = (KeyboardInterrupt, SystemExit, GeneratorExit, Mistake)
"""What ends a program on purpose, and a mistake in its own files, which no document is to blame for. Everything else is
a fault, also the panics of native code, no Exception."""
LONGEST = 200
"""Characters of a reason."""


def contained(
    stage: str,
    unit: str,
    function: Callable[[], Value],
    default: Other,
    document: str = "",
    seconds: float = LIMITS.part.seconds,
) -> tuple[Value | Other, tuple[Fault, ...]]:
    """What a function without arguments gives, and no fault; or the default, and the fault that it met.

    A generator must be drawn inside the function: ``lambda: tuple(rows(one))``. A function that takes longer than
    ``seconds`` has failed.
    """
    try:
        with within(seconds):
            return function(), ()
    except OURS:
        raise
    except BaseException as error:
        return default, (fault(stage, unit, error, document),)


def fault(stage: str, unit: str, error: BaseException, document: str = "") -> Fault:
    """The fault that an exception is, its trace cut to the steps nearest to it."""
    words = " ".join(str(error).split())
    reason = f"{type(error).__name__}: {words}" if words else type(error).__name__
    trace = "".join(traceback.format_exception(error, limit=-8))
    return Fault(stage, unit, _code(error), reason[:LONGEST], document, trace)


def _code(error: BaseException) -> FaultCode:
    if isinstance(error, MemoryError):
        return "memory"
    return "timeout" if isinstance(error, TooLong) else "error"


def survivors(
    stage: str,
    unit: str,
    function: Callable[[tuple[Item, ...]], Value],
    items: Sequence[Item],
    default: Other,
    names: Callable[[Item], tuple[str, str]] = lambda _: ("", ""),
    seconds: float = LIMITS.part.seconds,
) -> tuple[Value | Other, tuple[Fault, ...]]:
    """What a function gives of several items that it takes together, without those it fails at by themselves.

    ``names`` gives the number that a fault adds to its unit, and the document. Where no item alone is the cause, or
    the others fail as well without it, all are lost.
    """
    everything = tuple(items)
    value, faults = contained(stage, unit, lambda: function(everything), default, seconds=seconds)
    if not faults or len(everything) < 2:
        return value, tuple(_named(fault, unit, *names(item)) for fault, item in zip(faults, everything, strict=False))
    kept, lost = [], []
    for item in everything:
        _, alone = contained(stage, unit, partial(function, (item,)), default, seconds=seconds)
        lost += [_named(one, unit, *names(item)) for one in alone]
        kept += [] if alone else [item]
    if not lost or not kept:
        documents = {names(item)[1] for item in everything}
        return default, tuple(_named(one, unit, "", documents.pop() if len(documents) == 1 else "") for one in faults)
    rest, again = contained(stage, unit, lambda: function(tuple(kept)), default, seconds=seconds)
    return rest, (*lost, *again)


def _named(one: Fault, unit: str, number: str, document: str) -> Fault:
    return replace(one, unit=f"{unit} {number}".strip(), document=document)
