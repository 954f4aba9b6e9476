"""How one template prints: its words, its tables and their order, its codes, figures and rules."""

from __future__ import annotations

import tomllib
from dataclasses import dataclass, fields
from decimal import ROUND_HALF_UP, Decimal
from functools import cache
from pathlib import Path
from typing import Any

from fiscal.records import YUAN

FILE = Path(__file__).parent / "templates.toml"


@dataclass(frozen=True, slots=True)
class Style:
    """One template; every field is a key of ``templates.toml``."""

    name: str
    province: str
    years: tuple[int, int]
    kind: str
    tables: tuple[str, ...]
    titles: dict[str, str]
    words: dict[str, str]
    """Header words by measure, where they differ from the common ones."""
    unit: str = "万元"
    decimals: int = 2
    step: str = "100"
    """Amounts are multiples of this many yuan; below the last printed digit, sums differ by rounding."""
    thousands: bool = False
    zero: str = ""
    codes: str = "joined"
    """joined, three, stepped, glued or none."""
    levels: str = "all"
    """all (类款项) or item."""
    total: str = "first"
    ordinals: bool = False
    split: bool = False
    """Whether basic spending is printed in personnel and public."""
    last_year: bool = False
    """Whether the table of the general budget prints last year, change and percent."""
    targets: str = "none"
    """none, apart, joined, evaluated (a form for each project) or list (one table of all)."""
    notes: bool = False
    """Whether notes stand under the tables."""
    prose: str = "full"
    owner: str = "部门"
    rules: str = "full"
    """full, horizontal, none or shaded (every other row coloured); for PDFs and web pages."""
    format: str = "pdf"
    """html, xlsx, docx, text, pdf (drawn), chromium or libreoffice."""

    @property
    def phase(self) -> str:
        return "executed" if self.kind.endswith("final") else "approved"

    def amount(self, value: Decimal) -> str:
        """A figure as this template prints it."""
        if not value:
            return self.zero
        printed = (value / YUAN[self.unit]).quantize(Decimal(1).scaleb(-self.decimals), ROUND_HALF_UP)
        return f"{printed:,f}" if self.thousands else f"{printed:f}"

    def head(self, measure: str) -> str:
        """Header word of a measure."""
        return self.words.get(measure) or COMMON[measure]


COMMON = {
    "total": "合计",
    "basic": "基本支出",
    "project": "项目支出",
    "personnel": "人员经费",
    "public": "公用经费",
    "general_public": "一般公共预算",
    "gov_fund": "政府性基金预算",
    "state_capital": "国有资本经营预算",
    "business_income": "事业收入",
    "carryover": "上年结转",
    "overseas": "因公出国（境）费",
    "vehicle_subtotal": "小计",
    "vehicle_purchase": "公务用车购置费",
    "vehicle_operation": "公务用车运行维护费",
    "reception": "公务接待费",
    "amount": "预算数",
}


@cache
def styles() -> tuple[Style, ...]:
    """All templates in the order of the file: the shared parts of each with what it changes."""
    data: dict[str, Any] = tomllib.loads(FILE.read_text(encoding="utf-8"))
    known = {field.name for field in fields(Style)}
    found = []
    for entry in data["template"]:
        base: dict[str, Any] = data["base"][entry.pop("base")]
        merged = {**base, **entry}
        merged["titles"] = {**base.get("titles", {}), **entry.get("titles", {})}
        merged["words"] = {**base.get("words", {}), **entry.get("words", {})}
        unknown = merged.keys() - known
        if unknown:
            raise ValueError(f"{entry['name']}: {sorted(unknown)}")
        merged["years"] = tuple(merged["years"])
        merged["tables"] = tuple(merged["tables"])
        found.append(Style(**merged))
    return tuple(found)
