"""How a web page looks when a browser prints it without vertical rules: paper, type, paddings, lines and page breaks.

What a reader of PDFs makes of columns that nothing parts hangs on widths; so each document is set in a look of its own.
"""

from __future__ import annotations

import random
from dataclasses import replace

from benchmarks.made.cells import Printed

RULES = ("none", "horizontal", "outer")
"""Lines of a look: none, between all rows, and only above and below the headings and at the end."""
FONTS = ("Noto Serif CJK SC", "Noto Sans CJK SC")


def looked(printed: Printed, rules: str, seed: int) -> Printed:
    """The document in a look of its own: the same seed gives the same."""
    chance = random.Random(f"{printed.template} {rules} {seed} look")
    options = {**printed.options, "rules": rules, "look": look(chance)}
    return replace(printed, options=options, name=f"{printed.name}_{rules}")


def look(chance: random.Random) -> str:
    """A style sheet."""
    size = chance.choice((7.5, 8, 9, 9, 10, 10.5, 12))
    down, across = chance.choice((1, 2, 3, 5, 8)), chance.choice((2, 3, 5, 8, 12))
    figures = chance.choice(("right", "right", "right", "center"))
    words = chance.choice(("left", "left", "left", "center"))
    heads = chance.choice(("center", "center", "center", "left"))
    parts = [
        f"@page{{size:A4 {chance.choice(('portrait', 'landscape'))};margin:{chance.choice((10, 15, 20))}mm}}",
        f"body{{font-family:'{chance.choice(FONTS)}';font-size:{size + 1}pt}}",
        f"table{{table-layout:{chance.choice(('auto', 'auto', 'fixed'))}}}",
        f"table{{width:{chance.choice(('100%', '100%', 'auto'))}}}",
        f"td{{font-size:{size}pt;padding:{down}px {across}px}}",
        f"td{{vertical-align:{chance.choice(('middle', 'middle', 'top'))}}}",
        f"tbody td{{text-align:{words}}} tbody td.figure{{text-align:{figures}}}",
        f"thead td{{text-align:{heads};font-weight:{chance.choice(('normal', 'bold'))}}}",
        f"thead{{display:{chance.choice(('table-header-group', 'table-row-group'))}}}",
        f"tr{{break-inside:{chance.choice(('avoid', 'avoid', 'auto'))}}}",
        f".title{{text-align:center;font-size:{size + chance.choice((2, 4, 6))}pt}}",
        f".caption{{text-align:{chance.choice(('right', 'left', 'center'))};font-size:{size}pt}}",
        f".title{{break-before:{chance.choice(('page', 'auto'))}}}",
    ]
    return "\n".join(parts)
