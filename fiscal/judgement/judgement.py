"""A judgement: which figure is doubted, on the evidence of which equations, and what was weighed. It has no words."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal
from typing import Literal

from fiscal.books.equations import Equation, Term
from fiscal.judgement.locate import Repair
from fiscal.judgement.slipped import Slip
from fiscal.records import Cause, Verdict

Shape = Literal["repair", "gap", "rows", "slipped", "structure", "unprinted"]
"""A located figure; equations that no single change mends; lines that break together; a column one line out; a parent
whose children disagree in every column; parents of a list that leaves lines out."""


@dataclass(frozen=True, slots=True)
class Judgement:
    """One cause behind broken equations."""

    shape: Shape
    verdict: Verdict
    equations: tuple[Equation, ...]
    """Those that break because of it, the telling one first."""
    term: Term
    """The figure that is doubted, in the telling equation."""
    due: Decimal | None = None
    """What it should be, in its base unit; None where nothing can be computed."""
    kind: str = ""
    """The single slip that turns the due value into the printed one, or ``neighbour`` for a figure of its line."""
    held: int = 0
    """Other equations of the figure that hold."""
    repair: Repair | None = None
    confirmed: tuple[Equation, ...] = ()
    """Equations that hold only with this change, all others made."""
    along: tuple[str, ...] = ()
    """Figures of other repairs, without which not all that it mends would hold."""
    slip: Slip | None = None
    alike: bool = False
    """Other figures of its column are wrong in the same way, as a reader makes them wrong."""
    cause: Cause = "document"
    """Whose the break is: what is not the document's is never published as its inconsistency."""
    confidence: float = 0.0
    """Share of judgements on such evidence that are right to name the document."""
