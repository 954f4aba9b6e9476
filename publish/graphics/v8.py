"""Draws with Vega in a V8 of this process: the fast engine.

It needs no font and no browser, since a table of advances takes the place of a canvas; one V8 serves a process.
"""

from __future__ import annotations

import json
from functools import cache
from pathlib import Path
from typing import get_args

from py_mini_racer import JSPromise, MiniRacer

from publish.graphics.fonts import EM, Weight, advances
from publish.graphics.layout import Layout

SECONDS = 30


@cache
def _machine() -> MiniRacer:
    """V8 with Vega, our widths and our script in it."""
    machine = MiniRacer()
    machine.eval(Path(__file__).with_name("vega.min.js").read_text(encoding="utf-8"))
    machine.eval(Path(__file__).with_suffix(".js").read_text(encoding="utf-8"))
    tables = {
        weight: {one: width for one, width in advances(weight).items() if width != EM} for weight in get_args(Weight)
    }
    machine.eval(f"setWidths({json.dumps(tables)})")
    return machine


def draw(template: str, specification: str, layout: Layout) -> str:
    """SVG, as Vega writes it, of a compiled template and what is put into it."""
    arguments = ",".join(json.dumps(one) for one in (template, specification, layout.signals, layout.data))
    promise = _machine().eval(f"draw({arguments})")
    assert isinstance(promise, JSPromise)
    return str(promise.get(timeout=SECONDS))
