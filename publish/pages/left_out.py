"""What stands in the place of a page that could not be made, so that no link leads nowhere and the loss is named."""

from __future__ import annotations

from collections.abc import Iterator

from fiscal.faults import said
from fiscal.records import Fault
from publish.outputs import Output
from publish.press import Press, render


def page(press: Press, path: str, title: str, fault: Fault) -> Iterator[Output]:
    """The page in every language, at the address of the one that it stands for."""
    for language in press.languages:
        shown = {"title": title, "said": said("message", fault, language)}
        yield render(press, language, "left_out.html", path, shown)
