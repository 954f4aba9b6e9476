"""Reads and checks invented disclosures of all templates and tells what was right.

    python -m benchmarks.made [--each N] [--seed S] [--only TEXT] [--as FORMAT-RULES] [--to FOLDER]
    python -m benchmarks.made --government | --forms | --looks ...
    python -m benchmarks.made --draw N --to FOLDER [--seed S] [--as FORMAT-RULES]

Each template is printed N times with other books, other lengths and 0 to 5 slips; --to keeps the files and truth.
--as prints all templates in one format and with one kind of rules, as in pdf-none or chromium-horizontal. --looks
prints templates, or with --forms forms, in a browser without vertical rules, each document in a look of its own. --draw
only writes that many disclosures into a folder, templates in turn, to build a site of any size from. What needs
LibreOffice or Chromium is left out where that is not there.
"""

from __future__ import annotations

import argparse
import json
import random
import sys
from collections.abc import Callable
from dataclasses import asdict, replace
from functools import partial
from pathlib import Path

from benchmarks.made.cells import Printed
from benchmarks.made.compose import composed
from benchmarks.made.draw import DRAWN, printable
from benchmarks.made.forms import FORMATS, document, forms
from benchmarks.made.looks import RULES, looked
from benchmarks.made.press import volumes
from benchmarks.made.score import Score, score
from benchmarks.made.style import styles
from benchmarks.made.volume import volume
from fiscal.checks import check
from fiscal.document import Source
from fiscal.read import read
from parsers import parse

LENGTHS = (3, 8, 8, 15, 30, 60)
"""Functional lines of a department; some are longer than any page."""
SLIPS = (0, 0, 1, 2, 3, 5)


def main(arguments: list[str]) -> int:
    """Print the score of all templates, and of each that is not perfect."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--each", type=int, default=1)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--only", default="")
    parser.add_argument("--as", dest="printed", default="", help="format and rules for all templates: pdf-none")
    parser.add_argument("--to", type=Path)
    parser.add_argument("--government", action="store_true", help="books of whole governments")
    parser.add_argument("--forms", action="store_true", help="forms of indicators alone, each in every format")
    parser.add_argument("--looks", action="store_true", help="a browser's PDFs without vertical rules")
    parser.add_argument("--lines", type=int, default=0)
    parser.add_argument("--draw", type=int, default=0, help="only write so many disclosures to --to")
    chosen = parser.parse_args(arguments)
    if chosen.draw:
        if chosen.to is None:
            parser.error("--draw needs --to")
        return _drawn(chosen.draw, chosen.seed, chosen.printed, chosen.lines, chosen.to)
    if chosen.government:
        return _governments(chosen.each, chosen.seed, chosen.only, chosen.lines, chosen.to)
    if chosen.looks:
        return _looks(chosen.each, chosen.seed, chosen.only, chosen.lines, chosen.to, chosen.forms)
    if chosen.forms:
        return _forms(chosen.each, chosen.seed, chosen.only, chosen.lines, chosen.to)
    whole = Score()
    for style in styles():
        if chosen.printed:
            kind, _, rules = chosen.printed.partition("-")
            style = replace(style, format=kind, rules=rules or "full")
        if chosen.only not in f"{style.name} {style.format}" or not printable(style.format):
            continue
        part = Score()
        for number in range(chosen.each):
            seed = chosen.seed * 1000 + number
            chance = random.Random(f"{style.name} {seed} size")
            printed = composed(style, seed, chosen.lines or chance.choice(LENGTHS), chance.choice(SLIPS))
            part += tried(printed, chosen.to)
        whole += part
        print(f"{style.name:12} {style.format:11} {told(part)}", flush=True)
        print("".join(f"    {line}\n" for line in part.wrong), end="")
    print("all", told(whole))
    return 0


def _drawn(count: int, first: int, printed: str, lines: int, folder: Path) -> int:
    """Disclosures of all templates in turn, a hundred a folder; without slips, and without being read."""
    kind, _, rules = printed.partition("-")
    chosen = [replace(one, format=kind, rules=rules or "full") if kind else one for one in styles()]
    chosen = [one for one in chosen if printable(one.format)]
    for number in range(count):
        style, seed = chosen[number % len(chosen)], first * 1_000_000 + number
        made = composed(style, seed, lines or random.Random(f"{style.name} {seed} size").choice(LENGTHS), 0)
        ending, draw = DRAWN[made.format]
        place = folder / f"{number // 100:04d}"
        place.mkdir(parents=True, exist_ok=True)
        (place / f"{number:06d} {made.name}{ending}").write_bytes(draw(made))
    return 0


def _governments(each: int, first: int, only: str, lines: int, folder: Path | None) -> int:
    """The same for whole governments' books, with a sum for each format."""
    sums: dict[str, Score] = {}
    for style in volumes():
        if only not in f"{style.name} {style.format}" or not printable(style.format):
            continue
        part = Score()
        for number in range(each):
            seed = first * 1000 + number
            slips = random.Random(f"{style.name} {seed} size").choice(SLIPS)
            part += tried(volume(style, seed, slips, lines), folder)
        sums[style.format] = sums.get(style.format, Score()) + part
        print(f"{style.name:12} {style.format:11} {told(part)}", flush=True)
        print("".join(f"    {line}\n" for line in part.wrong), end="")
    for name, part in sums.items():
        print(f"{name:11} {told(part)}")
    print("all", told(sum(sums.values(), Score())))
    return 0


def _forms(each: int, first: int, only: str, projects: int, folder: Path | None) -> int:
    """Forms of indicators in all formats: those right of those printed, and those read that are none."""
    whole = Score()
    for form in forms():
        for kind, rules in FORMATS:
            if only not in f"{form.name} {kind}-{rules}" or not printable(kind):
                continue
            part = Score()
            for number in range(each):
                part += tried(document(form, kind, rules, first * 1000 + number, projects), folder)
            whole += part
            print(f"{form.name:10} {kind:11} {rules:10} {_counted(part)}", flush=True)
            print("".join(f"    {line}\n" for line in part.wrong), end="")
    print("all", _counted(whole))
    return 0


def _looks(each: int, first: int, only: str, lines: int, folder: Path | None, indicators: bool) -> int:
    """Templates, or forms, as a browser prints them without vertical rules, with a sum for each kind of rules."""
    sums: dict[str, Score] = {}
    for rules in RULES:
        for number in range(each):
            seed = first * 1000 + number
            for name, make in _makers(seed, lines, indicators):
                if only in f"{name} {rules}":
                    part = tried(looked(replace(make(), format="chromium"), rules, seed), folder)
                    sums[rules] = sums.get(rules, Score()) + part
                    print(f"{name:12} {rules:10} {_counted(part)}; {_facts(part)}", flush=True)
                    print("".join(f"    {line}\n" for line in part.wrong), end="")
    for rules, part in [*sums.items(), ("all", sum(sums.values(), Score()))]:
        print(f"{rules:10} {_counted(part)}; {_facts(part)}")
    return 0


def _makers(seed: int, lines: int, indicators: bool) -> list[tuple[str, Callable[[], Printed]]]:
    """Names of forms or templates, and what makes a document of each."""
    if indicators:
        return [(form.name, partial(document, form, "chromium", "none", seed, lines)) for form in forms()]
    return [
        (style.name, partial(composed, style, seed, lines or random.Random(f"{style.name} {seed}").choice(LENGTHS), 0))
        for style in styles()
    ]


def _facts(one: Score) -> str:
    return f"{one.read}/{one.figures} figures right, {one.strange} read wrongly, {one.recognised}/{one.tables} tables"


def _counted(one: Score) -> str:
    return f"{one.indicators_right}/{one.indicators} right, {one.invented} read besides"


def tried(printed: Printed, folder: Path | None = None) -> Score:
    """Draw, read and check one disclosure; keep it with its truth where a folder is given."""
    ending, draw = DRAWN[printed.format]
    data = draw(printed)
    name = f"{printed.name}{ending}"
    if folder:
        folder.mkdir(parents=True, exist_ok=True)
        (folder / name).write_bytes(data)
        (folder / f"{printed.name}.truth.json").write_text(truth(printed), encoding="utf-8")
    return score(printed, check([read([parse(Source(name, data))])])[0])


def truth(printed: Printed) -> str:
    """All that a disclosure says and the slips put into it, as JSON."""
    return json.dumps(asdict(printed), ensure_ascii=False, default=str, indent=1)


def told(one: Score) -> str:
    """A score in one line."""
    shares = {
        "identity": (one.identified, one.documents),
        "tables": (one.recognised, one.tables),
        "captured": (one.captured, one.figures),
        "right": (one.read, one.figures),
        "indicators": (one.indicators_right, one.indicators),
        "holds": (one.holds, one.holds + one.broken),
        "precision": (one.true, one.accusations),
        "sure": (one.sure_true, one.sure),
        "noticed": (one.noticed, one.plants),
        "located": (one.located, one.plants),
        "clean accused": (one.clean_accused, one.clean),
    }
    return "  ".join(f"{name} {a}/{b}" + (f"={a / b:.3f}" if b else "") for name, (a, b) in shares.items())


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
