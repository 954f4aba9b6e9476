"""Puts a fault into each stage of the work, for one department a stage, in whatever worker does it.

Workers know functions by their names, so what runs in them with a fault stands here and not in a test.
"""

from __future__ import annotations

import functools
import math
import os
import signal
import time
from collections.abc import Callable, Iterable
from dataclasses import replace
from importlib import import_module
from typing import Any

from fiscal import limits
from pipeline import checking, leaves, making, reading, showing
from publish.charts import CHARTS
from publish.datasets.rows import Dataset
from publish.press import Press

Stage = tuple[str, str]

STAGES: dict[Stage, tuple[str, str]] = {
    ("parse", "document"): ("parsers", "parse"),
    ("parse", "page"): ("parsers.pdf.page", "read"),
    ("parse", "pages"): ("parsers.pdf", "_sheets"),
    ("parse", "sheet"): ("parsers.sheet.sheet", "_blocks"),
    ("parse", "identity"): ("fiscal.identity", "identify"),
    ("read", "tables"): ("fiscal.read", "locate"),
    ("read", "table"): ("fiscal.read", "recognise_all"),
    ("read", "facts"): ("fiscal.read", "read_facts"),
    ("read", "ids"): ("fiscal.read", "identified"),
    ("read", "indicators"): ("fiscal.performance", "read"),
    ("read", "statements"): ("fiscal.read", "statements"),
    ("read", "unsaid"): ("fiscal.read", "unsaid"),
    ("read", "attributes"): ("fiscal.attributes", "read"),
    ("check", "checks"): ("fiscal.checks", "check"),
    ("check", "all"): ("fiscal.checks", "_opened"),
    ("check", "years"): ("fiscal.checks.years", "compare"),
    ("public", "disclosure"): ("publish.privacy", "public"),
    ("public", "private"): ("publish.privacy", "_table"),
    ("public", "documents"): ("publish.documents.private", "kept_out"),
    ("page", "transcript"): ("publish.documents.transcript", "transcripts"),
    ("print", "wanted"): ("publish.evidence.evidence", "wanted"),
    **{("chart", module.__name__.rpartition(".")[2]): (module.__name__, "chart") for module in CHARTS},
    ("chart", "drawing"): ("publish.graphics", "render"),
    ("chart", "page"): ("publish.pages.chart", "page"),
    ("export", "printed"): ("publish.exports.printed", "files"),
    ("export", "data"): ("publish.share", "archived"),
    ("export", "workbook"): ("publish.exports.book", "book"),
    ("export", "twin"): ("publish.share", "twin"),
    ("export", "listed"): ("publish.exports.package", "listed"),
    ("page", "year"): ("publish.pages.year", "page"),
    ("page", "findings of a year"): ("publish.evidence.evidence", "source"),
    ("page", "tables of a year"): ("publish.pages.sections", "shown"),
    ("page", "sentence"): ("publish.sentences", "_made"),
    ("page", "figures"): ("publish.evidence.located", "held_against"),
    ("page", "cards"): ("publish.pages.card", "cards"),
    ("page", "addresses"): ("publish.addresses", "_figures"),
    ("page", "brief"): ("publish.leaf", "brief"),
    ("page", "comparable"): ("publish.leaf", "comparable"),
    ("page", "spent"): ("publish.leaf", "items"),
    ("page", "department"): ("publish.pages.department", "page"),
    ("page", "comparison"): ("publish.pages.comparison", "page"),
    ("chart", "compared"): ("publish.pages.compared", "page"),
    ("page", "catalogue"): ("publish.pages.catalogue", "page"),
    ("export", "rows"): ("publish.datasets.rows", "overview"),
    ("export", "package"): ("publish.exports.package", "package"),
    ("feed", "sitemap"): ("publish.feeds.sitemap", "feed"),
    ("feed", "search"): ("publish.leaf", "piece"),
}
"""Function of each stage and unit: where it is looked up when it is called."""
OF_THE_WHOLE = {
    ("page", "department"),
    ("page", "comparison"),
    ("chart", "compared"),
    ("page", "catalogue"),
    ("export", "rows"),
    ("export", "package"),
    ("feed", "sitemap"),
}
"""What is made in the worker of the whole site."""
SHOWING = ("addresses", "transcript")
"""Units of pages that are made where it is told what may be published."""
LEAF = (("page", "brief"), ("page", "comparable"), ("page", "spent"), ("export", "rows"), ("feed", "search"))
"""What each disclosure gives to the whole."""
WORK: dict[str, tuple[Callable[[Any], Any], tuple[Stage, ...]]] = {
    "parse_file": (reading.parse_file, tuple(one for one in STAGES if one[0] == "parse")),
    "read_disclosure": (reading.read_disclosure, tuple(one for one in STAGES if one[0] == "read")),
    "check_department": (checking.check_department, tuple(one for one in STAGES if one[0] == "check")),
    "show_page": (
        showing.show_page,
        tuple(one for one in STAGES if one[0] in ("public", "print") or one[1] in SHOWING),
    ),
    "publish_page": (
        making.publish_page,
        tuple(
            one
            for one in STAGES
            if one[0] in ("chart", "export", "page") and one not in {*OF_THE_WHOLE, *LEAF} and one[1] not in SHOWING
        ),
    ),
    "grow": (leaves.grow, LEAF),
}
"""What runs in workers, and the stages that are met in each."""
OF_ONE = tuple(stage for _, stages in WORK.values() for stage in stages)
"""The stages of one document, in the order in which ``ill`` numbers its departments."""

ENDS = tuple(dict.fromkeys(one for _, stages in WORK.values() for one in (stages[0], stages[-1])))
"""Of each piece of work the first stage and the last: what kills its worker does so anywhere in it."""


def ill(stage: Stage) -> str:
    """Department that meets its fault at a stage of one document."""
    return f"ill{OF_ONE.index(stage):02}x"


def shown(one: Any) -> str:
    """What an argument says, with the rows of datasets; nothing of what belongs to the whole site."""
    if isinstance(one, Dataset):
        return repr(list(one.rows))
    if isinstance(one, tuple) and one and isinstance(one[0], Dataset):
        return " ".join(map(shown, one))
    return "" if isinstance(one, Press) else repr(one)


def hang(*_: object) -> object:
    """Go on for ever; where the limit of a part runs, it ends this now and not in twenty seconds."""
    part = limits._bounds[-1] if limits._bounds else None
    if part is not None and math.isfinite(part.seconds):
        limits._bounds[-1] = replace(part, ends=(part.begun[0], part.ends[1]))
        signal.raise_signal(signal.SIGPROF)
    time.sleep(600)
    return None


def misbehave(way: str) -> object:
    """What no exception tells, or memory that nobody has."""
    if way == "killed":
        os.kill(os.getpid(), signal.SIGKILL)
    if way == "hang":
        hang()
    return bytearray(2**34)


def misbehaving(function: Callable[..., Any], name: str, way: str) -> Callable[..., Any]:
    """The function, misbehaving whenever it is about a department."""

    @functools.wraps(function)
    def partly(*arguments: Any, **named: Any) -> Any:
        if any(name in shown(one) for one in (*arguments, *named.values())):
            misbehave(way)
        return function(*arguments, **named)

    return partly


_prepared: set[str] = set()


def _prepare(work: str, way: str) -> None:
    """Once in a worker: put the fault into each stage that it meets in a piece of work."""
    if work not in _prepared:
        _prepared.add(work)
        for stage in WORK[work][1]:
            module, name = STAGES[stage]
            owner = import_module(module)
            setattr(owner, name, misbehaving(getattr(owner, name), ill(stage), way))


def _work(work: str, way: str, task: Any) -> Any:
    _prepare(work, way)
    return WORK[work][0](task)


def injected(way: str) -> Iterable[tuple[Any, str, Callable[[Any], Any]]]:
    """Where each piece of work is looked up by the first process, its name, and what runs in its place."""
    for work, (function, _) in WORK.items():
        yield import_module(function.__module__), work, functools.partial(_work, work, way)
