"""Puts faults into words, with the frames of ``faults.toml``: for the terminal, and as findings for readers.

Readers are told what is missing and that it is no error of the document; the words of an exception stay with us, since
they may name folders of ours.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import replace
from functools import cache
from pathlib import Path

from fiscal.document import Place
from fiscal.records import Disclosure, Fault, Finding
from fiscal.typed import loaded

OURS = re.compile(r"[\u4e00-\u9fff]")
"""What no exception of a library or of Python says."""
MEANINGS = {"RecursionError": "deep"} | dict.fromkeys(
    ("BadZipFile", "EOFError", "UnicodeDecodeError", "XMLSyntaxError", "error"), "damaged"
)
"""Kinds of exceptions and what they mean; the last is that of ``struct`` and ``zlib``."""
LANGUAGES = ("zh", "en")
"""In the order of the words of the file."""


@cache
def _words() -> dict[str, dict[str, tuple[str, str]]]:
    """Words of each table of the file in the order of LANGUAGES."""
    return loaded(Path(__file__).with_suffix(".toml"), dict[str, dict[str, tuple[str, str]]])


def stages() -> tuple[str, ...]:
    """All stages that can fail, in their order."""
    return tuple(_words()["stage"])


def named(unit: str) -> bool:
    """Whether a unit has words of its own; checks and charts go by the names of their modules."""
    return unit in _words()["unit"]


def line(fault: Fault, language: str = "zh") -> str:
    """One line for the terminal, with the reason."""
    return said("line", fault, language)


def with_faults(disclosure: Disclosure, faults: Iterable[Fault]) -> Disclosure:
    """The disclosure with faults that were met since, and a finding for each."""
    met = tuple(faults)
    if not met:
        return disclosure
    return replace(disclosure, faults=disclosure.faults + met, findings=disclosure.findings + findings(disclosure, met))


def findings(disclosure: Disclosure, faults: Iterable[Fault]) -> tuple[Finding, ...]:
    """What readers are told of faults, numbered after those that the disclosure tells already."""
    start = f"{disclosure.disclosure_id}-f-fault-"
    first = sum(one.finding_id.startswith(start) for one in disclosure.findings) + 1
    return tuple(_finding(f"{start}{number}", one) for number, one in enumerate(faults, start=first))


def _finding(finding_id: str, fault: Fault) -> Finding:
    unit, _, number = fault.unit.partition(" ")
    return Finding(
        finding_id=finding_id,
        check="read",
        level="warning",
        verdict="note",
        title=said("title", fault),
        message=said("message", fault),
        title_en=said("title", fault, "en"),
        message_en=said("message", fault, "en"),
        expected=None,
        actual=None,
        difference=None,
        unit="",
        suggestion="",
        facts=(),
        place=Place(fault.document, number if unit in ("page", "sheet") else ""),
    )


def explained(code: str, reason: str, language: str = "zh") -> str:
    """The reason of a fault in our words: a sentence of ours that its exception carries, or what its kind means.

    Blank where that says no more than the code does. Kinds and words of other exceptions are for ``--debug``.
    """
    kind, mark, words = reason.partition(": ")
    if OURS.search(reason):
        return words if mark and kind.isascii() else reason
    meaning = MEANINGS.get(kind.rpartition(".")[2])
    return _words()["reason"][meaning][LANGUAGES.index(language)] if meaning and code == "error" else ""


def because(code: str, reason: str, language: str = "zh") -> str:
    """The reason of a fault in our words, never blank."""
    return explained(code, reason, language) or _words()["code"][code][LANGUAGES.index(language)]


def said(frame: str, fault: Fault, language: str = "zh") -> str:
    """A frame of the file, ``title``, ``message`` or ``line``, filled with a fault."""
    words, chosen = _words(), LANGUAGES.index(language)
    unit, _, number = fault.unit.partition(" ")
    unnumbered = {} if number else words["unnumbered"]
    named = unnumbered.get(unit) or words["unit"].get(unit)
    return words["finding"][frame][chosen].format(
        stage=words["stage"].get(fault.stage, [fault.stage] * 2)[chosen],
        unit=named[chosen].format(n=number) if named else fault.unit,
        code=words["code"][fault.code][chosen],
        reason=because(fault.code, fault.reason, language),
    )
