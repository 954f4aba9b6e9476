"""The books of an invented department for one year, consistent to the last cent, in yuan.

Every figure that a disclosure prints is a sum over these, so what a page should say is never in doubt.
"""

from __future__ import annotations

import random
from collections.abc import Mapping
from dataclasses import dataclass, field
from decimal import Decimal

from fiscal.codes import codes

ZERO = Decimal(0)
MIRRORED = {"2080505": "30108", "2080506": "30109", "2101101": "30110", "2210201": "30113"}
"""Items of social insurance and housing, and the economic 款 that is the same money (DOMAIN.md X08)."""
PERSONNEL = ("30101", "30102", "30103", "30107", "30112", "30199", "30301", "30302", "30305")
PUBLIC = ("30201", "30202", "30205", "30206", "30207", "30211", "30213", "30226", "30228", "30229", "30239", "30299")


@dataclass(frozen=True, slots=True)
class Item:
    """Spending of one functional 项 from one fund."""

    code: str
    personnel: Decimal
    public: Decimal
    project: Decimal
    fund: str = "general_public"

    @property
    def basic(self) -> Decimal:
        return self.personnel + self.public

    @property
    def total(self) -> Decimal:
        return self.basic + self.project


@dataclass(frozen=True, slots=True)
class Project:
    """One project and the item that pays for it."""

    name: str
    unit: str
    code: str
    amount: Decimal


@dataclass(frozen=True, slots=True)
class Account:
    """One department, one year."""

    department: str
    office: str
    place: str
    year: int
    items: tuple[Item, ...]
    economic: Mapping[str, Decimal]
    """Basic spending of the general budget by economic 款."""
    projects: tuple[Project, ...]
    income: Mapping[str, Decimal]
    """Income of the year by measure; with ``carryover`` it is all spending."""
    carryover: Decimal
    """Money of the general budget left from last year."""
    public_expenses: Mapping[str, Decimal]
    """overseas, vehicle_purchase, vehicle_operation, reception."""
    last_year: Mapping[str, Decimal] = field(default_factory=dict)
    """Printed last year's figures: the three public expenses by name, ``total`` and ``general_public``."""

    def of(self, fund: str) -> tuple[Item, ...]:
        """Items paid from one fund."""
        return tuple(item for item in self.items if item.fund == fund)

    def total(self, measure: str = "total", fund: str = "") -> Decimal:
        """Sum of one measure over all items, or those of a fund."""
        return sum((getattr(item, measure) for item in self.items if not fund or item.fund == fund), ZERO)


def account(chance: random.Random, department: str, office: Office, year: int, lines: int, step: Decimal) -> Account:
    """Books with about ``lines`` functional items, amounts in multiples of ``step`` yuan."""

    def draw(low: int, high: int) -> Decimal:
        return (Decimal(chance.randint(low * 100, high * 100)) * 100 / step).to_integral_value() * step

    personnel = {code: draw(1, 300) for code in chance.sample(PERSONNEL, chance.randint(4, len(PERSONNEL)))}
    public = {code: draw(1, 40) for code in chance.sample(PUBLIC, chance.randint(5, len(PUBLIC)))}
    reception, running = draw(1, 5), draw(2, 20)
    public |= {"30217": reception, "30231": running}
    mirrored = {item: draw(5, 60) for item in chance.sample(sorted(MIRRORED), chance.randint(2, 4))}
    economic = personnel | public | {MIRRORED[item]: amount for item, amount in mirrored.items()}
    general = [
        Item(office.main, sum(personnel.values(), ZERO), sum(public.values(), ZERO), ZERO),
        *(Item(code, amount, ZERO, ZERO) for code, amount in mirrored.items()),
    ]
    known = set(mirrored) | {office.main}
    choice = [code for code in _items(office, year) if code not in known]
    for code in chance.sample(choice, min(len(choice), max(1, lines - len(general)))):
        general.append(Item(code, ZERO, ZERO, draw(1, 900)))
    funds = [
        Item(code, ZERO, ZERO, draw(10, 500), "gov_fund") for code in ("2120804", "2296002") if chance.random() < 0.3
    ]
    own = [Item(office.main, ZERO, ZERO, draw(5, 80), "business_income")] if chance.random() < 0.3 else []
    items = tuple(sorted([*general, *funds, *own], key=lambda item: (item.code, item.fund)))
    projects = tuple(project for item in items if item.project for project in _projects(chance, department, item, step))
    spending = sum((item.total for item in general), ZERO)
    carryover = draw(1, 50) if chance.random() < 0.5 else ZERO
    carryover = min(carryover, spending / 4 // step * step)
    income = {
        "general_public": spending - carryover,
        "gov_fund": sum((item.total for item in funds), ZERO),
        "business_income": sum((item.total for item in own), ZERO),
    }
    expenses = {
        "overseas": draw(5, 30) if chance.random() < 0.2 else ZERO,
        "vehicle_purchase": draw(18, 40) if chance.random() < 0.2 else ZERO,
        "vehicle_operation": running,
        "reception": reception,
    }
    last = {key: value + draw(0, 3) if value else ZERO for key, value in expenses.items()}
    last |= {"total": (spending * chance.randint(80, 120) / 100) // step * step}
    return Account(
        department, office.name, department.removesuffix(office.name), year, items, economic, projects, income,
        carryover, expenses, last,
    )  # fmt: skip


@dataclass(frozen=True, slots=True)
class Office:
    """A kind of department: its name, its item of 行政运行, and the 类 that its projects fall under."""

    name: str
    main: str
    classes: tuple[str, ...]


def _items(office: Office, year: int) -> list[str]:
    """All 项 under the classes of an office that are valid in a year and end in no shared name."""
    return [
        code
        for code, entry in sorted(codes("functional").items())
        if len(code) == 7 and code.startswith(office.classes) and any(name.holds(year) for name in entry.names)
        if code[:5] in codes("functional") and code[:3] in codes("functional")
        if not code.endswith(("01", "50")) and not code.startswith(("2120804", "20899"))
    ]


def _projects(chance: random.Random, department: str, item: Item, step: Decimal) -> list[Project]:
    """The project money of one item, divided among one to four projects."""
    count = chance.choice((1, 1, 2, 3, 4))
    weights = [chance.randint(1, 9) for _ in range(count)]
    parts = [item.project * weight / sum(weights) // step * step for weight in weights[:-1]]
    parts.append(item.project - sum(parts, ZERO))
    topics = chance.sample(TOPICS, count)
    return [
        Project(f"{topic}{item.code[-3:]}", department, item.code, amount)
        for topic, amount in zip(topics, parts, strict=True)
        if amount
    ]


TOPICS = (
    "信息系统运行维护", "专项业务工作", "设备购置", "人才培训", "宣传活动", "基础设施维修", "安全检查", "调查统计",
    "对口支援", "购买服务", "质量监测", "档案整理", "应急物资储备", "示范点建设", "课题研究",
)  # fmt: skip
