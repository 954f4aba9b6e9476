"""How charts look, read from ``theme/charts.toml``: sizes, fonts, and colours by name, light and dark.

A designer changes the file; nothing here knows a colour.
"""

from __future__ import annotations

from collections.abc import Collection, Iterator
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Literal

from fiscal.typed import Entry, Mistake, loaded
from publish.graphics.fonts import PAGE_RANGES
from publish.said import SAID

THEME = Path(__file__).resolve().parents[2] / "theme"
Form = Literal["wide", "narrow"]
FORMS: tuple[Form, ...] = ("wide", "narrow")


class Sizes(Entry, frozen=True):
    """Measures of one form, in pixels."""

    width: int
    margin: int
    title: int
    subtitle: int
    label: int
    note: int
    row: int
    bar: int
    label_share: float
    """Largest part of the width that labels at the left may take."""
    labels: Literal["left", "above"]

    @property
    def inner(self) -> int:
        """Width between the margins."""
        return self.width - 2 * self.margin


@dataclass(frozen=True, slots=True)
class Look:
    """The whole of the chart theme."""

    family: str
    fallback: str
    wide: Sizes
    narrow: Sizes
    light: dict[str, str]
    """Colour by name. No two names share a colour, so that a colour in a drawing tells its name."""
    dark: dict[str, str]

    def sizes(self, form: Form) -> Sizes:
        """Measures of one form."""
        return self.wide if form == "wide" else self.narrow

    @property
    def families(self) -> str:
        """Value of font-family: ours, then what readers' systems have."""
        return f"{self.family}, {self.fallback}"

    def classes(self) -> dict[str, str]:
        """Class of each light colour, as it stands in a drawing."""
        return {colour: name for name, colour in self.light.items()}


class _Font(Entry, frozen=True):
    """The table ``[font]``."""

    family: str
    fallback: str


class _File(Entry, frozen=True):
    """The keys of ``charts.toml``."""

    font: _Font
    wide: Sizes
    narrow: Sizes
    light: dict[str, str]
    dark: dict[str, str]


class LookError(Exception):
    """A chart theme that cannot be used; the message names the key."""


@cache
def look(folder: Path = THEME) -> Look:
    """Read the chart theme of a theme folder. Raises LookError."""
    try:
        data = loaded(folder / "charts.toml", _File)
    except Mistake as error:
        raise LookError(str(error)) from error
    light, dark = data.light, data.dark
    if light.keys() != dark.keys():
        raise LookError(SAID.colour_names.format(names=sorted(light.keys() ^ dark.keys())))
    if len(set(light.values())) != len(light):
        raise LookError(SAID.colour_twice)
    for form, one in (("wide", data.wide), ("narrow", data.narrow)):
        if min(one.title, one.subtitle, one.label, one.note) < 12:
            raise LookError(SAID.small_type.format(form=form))
    return Look(data.font.family, data.font.fallback, data.wide, data.narrow, light, dark)


def stylesheet(chosen: Look) -> str:
    """Rules for drawings in a page: colours light and dark, and which of the two forms is shown."""
    rules = [
        *_faces(chosen),
        ".chart-drawing{display:block;max-width:100%;height:auto}",
        f".chart-drawing text{{font-family:{chosen.families}}}",
        _rules(chosen.light),
        "@media (prefers-color-scheme:dark){" + _rules(chosen.dark) + "}",
        ".chart-drawing.narrow{display:none;max-width:440px}",
        "@media (max-width:600px){.chart-drawing.wide{display:none}.chart-drawing.narrow{display:block}"
        "img.chart-drawing{max-width:440px}}",
        "@media print{" + _rules(chosen.light) + "}",
        ".drawing{position:relative}",
        ".walked{position:absolute;inset-inline:0;pointer-events:none;outline:2px solid;outline-offset:-2px;"
        f"outline-color:{chosen.light['spending']}}}",
    ]
    return "\n".join(rules) + "\n"


def _faces(chosen: Look) -> Iterator[str]:
    """Our font for what is not a hanzi, so that words stand where they were measured."""
    ranges = ",".join(f"U+{first:X}-{end - 1:X}" for first, end in PAGE_RANGES)
    for weight, number in (("Regular", 400), ("Bold", 700)):
        yield (
            f"@font-face{{font-family:{chosen.family};font-weight:{number};font-display:swap;"
            f'src:url(../fonts/MingzhangSans-{weight}-Latin.woff2) format("woff2");unicode-range:{ranges}}}'
        )


def inner_style(chosen: Look, used: Collection[str]) -> str:
    """Rules for a drawing that stands alone in a file: dark where the article is dark. ``used`` are its colours."""
    rules = "".join(f".c-{name}{{fill:{colour}}}" for name, colour in chosen.dark.items() if name in used)
    return f"@media (prefers-color-scheme:dark){{{rules}}}"


def frame_style(chosen: Look) -> str:
    """Colours of a chart that stands alone in somebody else's article: light unless the article asks for another."""
    names = ("paper", "soft", "spending")
    light = "".join(f"--{name}:{chosen.light[name]};" for name in names)
    both = "".join(f"--{name}:light-dark({chosen.light[name]},{chosen.dark[name]});" for name in names)
    return f":root{{{light}}}\n@supports (color:light-dark(red,red)){{:root{{{both}}}}}\n"


def _rules(colours: dict[str, str]) -> str:
    return "".join(f".chart-drawing .c-{name}{{fill:{colour}}}" for name, colour in colours.items())
