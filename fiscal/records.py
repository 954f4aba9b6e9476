"""What a disclosure says, as frozen rows: the published datasets are these, column for column."""

from __future__ import annotations

from dataclasses import dataclass, field
from decimal import Decimal
from typing import Literal

from fiscal.changes import Change
from fiscal.document import Grid, Paragraph, Place
from fiscal.words import WORDS

Phase = Literal["proposed", "approved", "adjusted", "executed"]
Direction = Literal["revenue", "expenditure", ""]
Kind = Literal[
    "dept_budget",
    "unit_budget",
    "dept_final",
    "unit_final",
    "project_target",
    "whole_target",
    "perf_text",
    "project_selfeval",
    "whole_selfeval",
    "evaluation",
    "sangong",
    "budget_adjust",
    "gov_budget",
    "gov_final",
    "gov_debt",
]
"""Kinds of disclosures (DOMAIN.md a)."""
Status = Literal["as_printed", "repaired", "suspect"]
RowKind = Literal["total", "subtotal", "detail", "of_which"]
ColumnRole = Literal[
    "label",
    "code",
    "economic",
    "government_economic",
    "unit_code",
    "unit_name",
    "project",
    "key",
    "measure",
    "ordinal",
    "text",
    "unknown",
]
"""What a column holds; ``economic``, ``government_economic``, ``project`` and ``key`` tell lines of one label apart."""
Verdict = Literal["breaks", "rounding", "suspect_reading", "untestable", "note"]
Level = Literal["error", "warning", "info"]
Cause = Literal["document", "reading", "rule"]
FaultCode = Literal["error", "timeout", "crashed", "memory", "refused"]


@dataclass(frozen=True, slots=True)
class Column:
    """One column of a recognised table."""

    index: int
    """Column of the grid, counted from 0."""
    path: tuple[str, ...]
    """Printed header words from the top row down, white space removed, repeats of merged cells dropped."""
    role: ColumnRole
    measure: str = ""
    """Canonical measure (DOMAIN.md b.3); blank where the role is not ``measure``."""
    block: int = 0
    """Which of the blocks printed side by side: 0 is the leftmost."""
    certain: bool = True
    """False where header words, position and arithmetic disagree: its facts are ``suspect``."""


@dataclass(frozen=True, slots=True)
class Table:
    """One table met in a document, recognised or not, continuation pages joined."""

    number: int
    """Counted from 1 through the disclosure, in reading order."""
    table_id: str
    """Canonical id of DOMAIN.md b, or ``unknown``."""
    title: str
    unit: str
    """元, 千元, 万元, 亿元, or blank where none is printed."""
    grid: Grid
    header_rows: tuple[int, ...]
    """Grid rows that hold header words (also repeats of them on later pages)."""
    columns: tuple[Column, ...]
    evidence: str
    """Why it was recognised as what it is, in words."""
    note: str = ""
    """The remark printed under it, when it bears on the figures (“本表为空”)."""
    scope: str = ""
    """For performance tables: name of the project, or blank for the whole department."""

    @property
    def recognised(self) -> bool:
        return self.table_id != "unknown"

    @property
    def place(self) -> Place:
        return self.grid.place


@dataclass(frozen=True, slots=True)
class Fact:
    """One printed amount or count in a table."""

    fact_id: str
    table_number: int
    table_id: str
    row: int
    """Row of the table's grid, counted from 0."""
    grid_column: int
    classification: str
    """functional, economic, government_economic, unit, project or item."""
    code: str
    label: str
    column: str
    measure: str
    value: Decimal
    unit: str
    """As printed: 元, 万元, 人, 辆, % … """
    raw: str
    status: Status
    place: Place
    phase: Phase
    direction: Direction = ""
    decimals: int = 0
    """Digits printed after the point; half of the last one is the rounding error of the figure."""
    block: int = 0
    row_kind: RowKind = "detail"
    parent_row: int | None = None
    """Grid row of the line that it is part of (类 of a 款, 合计 of a 类), in its own block where none is named."""
    parent_block: int | None = None
    depth: int = 0
    """Steps from the top of that tree; a grand total has 0."""
    suggested_value: Decimal | None = None
    unit_name: str = ""
    """Budget unit whose line this is, in tables of unit × code."""
    economic_code: str = ""
    """Code of the economic classification that stands beside ``code`` in the same line."""
    government_economic_code: str = ""
    """Code of the government's economic classification beside ``code``."""
    project: str = ""
    parent: str = ""
    """Label of the line that this line is part of."""
    detail: str = ""
    """What else tells it apart, as printed: further classifications, 品目, 资金来源."""
    fiscal_year: int = 0
    """Year of a table that is of another year than its disclosure; 0 for the disclosure's."""

    @property
    def position(self) -> str:
        """Where the figure stands among the tables of its disclosure; its id was once made of this."""
        return f"t{self.table_number}r{self.row}c{self.grid_column}"

    @property
    def value_yuan(self) -> Decimal | None:
        factor = YUAN.get(self.unit)
        return None if factor is None else self.value * factor


YUAN = {unit: Decimal(worth) for unit, worth in WORDS.units.yuan.items()}
"""Yuan per unit of money."""


@dataclass(frozen=True, slots=True)
class Indicator:
    """One performance indicator: a target, or a target with its result."""

    indicator_id: str
    kind: str
    """project_target, whole_target, perf_text, project_selfeval, whole_selfeval."""
    table_number: int
    scope: str
    """Name of the project, or blank for the whole department."""
    horizon: Literal["annual", "long_term"]
    level1: str
    level2: str
    level3: str
    description: str
    operator: str
    """≥ ≤ = > < qualitative deadline, or blank."""
    operator_raw: str
    target: str
    """As printed, without operator and unit where they are separate."""
    target_value: Decimal | None
    unit: str
    weight: Decimal | None
    actual: str
    actual_value: Decimal | None
    score_max: Decimal | None
    score: Decimal | None
    note: str
    basis: str
    status: Status
    place: Place
    unit_name: str = ""
    """Budget unit whose project it is, where the table names one."""


@dataclass(frozen=True, slots=True)
class Statement:
    """One figure in prose; with what the text gives as the reason of a change right behind it, as printed."""

    statement_id: str
    subject: str
    """What the figure is said of, in the printed words: 公务接待费, 基本支出 / 占比 …"""
    value: Decimal
    unit: str
    year: int | None
    """Year that the figure is said of, when the sentence names one, or the heading above it another than the fiscal."""
    category: Literal["amount", "percent", "count"]
    quote: str
    """The clause that holds it, at most 60 characters."""
    place: Place
    decimals: int = 0
    reason: str = ""


@dataclass(frozen=True, slots=True)
class Attribute:
    """One property of the body or the document by a dotted name: staff.authorised.administrative, unit_code …"""

    key: str
    value: str
    unit: str
    place: Place


@dataclass(frozen=True, slots=True)
class Unread:
    """A numeric token that became neither fact, indicator nor statement; ``table_number`` 0 for one of a sentence."""

    raw: str
    reason: str
    """ordinal, prose, no_header, malformed, row_untold, private, page_number, date, error, … with a few words."""
    place: Place
    table_number: int
    row: int = -1
    grid_column: int = -1
    """Where it stands in the grid; -1 where its reader does not say."""


@dataclass(frozen=True, slots=True)
class Finding:
    """One check that did not simply hold."""

    finding_id: str
    check: str
    """Id of DOMAIN.md c (T01 … Y07), or ``read`` for what a parser could not do."""
    level: Level
    verdict: Verdict
    title: str
    message: str
    title_en: str
    message_en: str
    expected: Decimal | None
    actual: Decimal | None
    difference: Decimal | None
    unit: str
    suggestion: str
    facts: tuple[str, ...]
    """fact_id, indicator_id or statement_id of the figures involved, the doubtful one first."""
    place: Place
    table_number: int | None = None
    cause: Cause = "document"
    """Whose it is: the document's, our reading's, or a rule's that is no law there."""
    confidence: float | None = None
    """Share of findings on such evidence that are right to name the document; None where nothing was weighed."""


@dataclass(frozen=True, slots=True)
class CheckCount:
    """How often one check of one disclosure held, was rounding, broke, or could not be made."""

    check: str
    table_number: int | None
    holds: int
    rounding: int
    breaks: int
    untestable: int
    notes: int = 0
    """Remarkable, and no break: plausibility (X15), a change without a reason (N11), a missing reason (S08)."""


@dataclass(frozen=True, slots=True)
class Fault:
    """A part that failed in our hands and is left out; ``fiscal.faults`` has its words. Findings are the document's."""

    stage: str
    """Work that failed, a key of ``faults.toml``: parse, read, check, chart, page, export, feed, print …"""
    unit: str
    """Smallest part that is lost: facts, statements, the name of a check or a chart, a page, an address."""
    code: FaultCode = "error"
    reason: str = ""
    """One line for the terminal: kind and words of the exception. Its words are never published."""
    document: str = ""
    """File name within the disclosure's folder, where the part is that of one file."""
    trace: str = field(default="", repr=False, compare=False)
    """Where in the code it happened; only for ``--debug``."""


@dataclass(frozen=True, slots=True)
class Correction:
    """One corrected value, declared by the publisher in ``disclosure.toml``; shown beside the print."""

    fact_id: str
    value: Decimal
    reason: str
    source: str


@dataclass(frozen=True, slots=True)
class Region:
    """A place of the GB/T 2260 list."""

    code: str
    province: str
    city: str
    county: str


@dataclass(frozen=True, slots=True)
class DocumentRecord:
    """A file of a disclosure, as published."""

    name: str
    sha256: str
    media_type: str
    size: int
    source_url: str = ""
    copy: str = ""
    """Where a copy of it is published, below the page of its year; blank where none is."""
    shown: str = ""
    """Page that shows its text as it was read, below that of its year; blank where a copy does."""
    turned: tuple[tuple[str, int], ...] = ()
    """Pages that are read turned, with the quarter turns to the right."""
    withheld: str = ""
    """Why no copy is published: ``private``, ``unread``, ``size``; ``none`` where nobody is to be led to it."""
    cleared: str | None = ""
    """SHA-256 of a copy that names nobody; blank where its properties name nobody, None where a name would stay."""

    @property
    def copied(self) -> str:
        """SHA-256 of what is published as its copy."""
        return self.cleared or self.sha256


@dataclass(frozen=True, slots=True)
class Edition:
    """An earlier publication of a disclosure, with its date (ISO) or blank."""

    documents: tuple[DocumentRecord, ...]
    published: str
    changes: tuple[Change, ...] = ()
    """What the next edition prints otherwise."""
    read: Disclosure | None = None
    """What it says, until it is known what of it may be shown."""


@dataclass(frozen=True, slots=True)
class Disclosure:
    """Everything one department published for one year of one kind."""

    disclosure_id: str
    department_id: str
    """Address of the department: lower-case ASCII, stable."""
    department: str
    region: Region
    fiscal_year: int
    kind: str
    """Kind id of DOMAIN.md a."""
    phase: Phase
    title: str
    published: str
    source_url: str
    documents: tuple[DocumentRecord, ...]
    tables: tuple[Table, ...] = ()
    facts: tuple[Fact, ...] = ()
    indicators: tuple[Indicator, ...] = ()
    statements: tuple[Statement, ...] = ()
    attributes: tuple[Attribute, ...] = ()
    unread: tuple[Unread, ...] = ()
    findings: tuple[Finding, ...] = ()
    checks: tuple[CheckCount, ...] = ()
    corrections: tuple[Correction, ...] = ()
    paragraphs: tuple[Paragraph, ...] = ()
    """The text outside tables, for checks of wording; not published as data."""
    faults: tuple[Fault, ...] = ()
    """What is missing here because this program failed at it."""
    earlier: tuple[Edition, ...] = ()
    """What was published before it in its place, the oldest first."""

    @property
    def republished(self) -> tuple[tuple[Edition, Edition], ...]:
        """Each edition with the one that followed it, the last of which is this disclosure."""
        editions = (*self.earlier, Edition(self.documents, self.published))
        return tuple(zip(editions, editions[1:], strict=False))
