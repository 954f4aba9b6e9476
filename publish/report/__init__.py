"""What ``build.py check`` reports: for the terminal, for programs, for code hosts, for a browser and its printer.

A finance bureau runs it before publishing, so each line names the document, the place and what should be changed.
"""

from __future__ import annotations

from types import ModuleType

from publish.report import page, records, sarif, terminal
from publish.report.outcome import Outcome

WRITERS: dict[str, ModuleType] = {"text": terminal, "json": records, "sarif": sarif, "html": page}
"""Format and the module that writes it: ``write(outcome)`` gives the text."""
FORMATS = tuple(WRITERS)


def report(outcome: Outcome, format: str) -> str:
    """The report as text. ``format`` is one of FORMATS; raises KeyError for any other."""
    text: str = WRITERS[format].write(outcome)
    return text
