"""A measured figure: what we needed and what a peer needed, round by round, and what is asked of their ratio."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from statistics import median
from typing import Literal


@dataclass(frozen=True, slots=True)
class Bar:
    """What is asked of a figure."""

    kind: Literal["most", "least"]
    value: float
    of: Literal["ratio", "ours"] = "ratio"

    def text(self) -> str:
        """As it is printed."""
        return f"{'≤' if self.kind == 'most' else '≥'} {self.value:g}"

    def met(self, value: float) -> bool:
        """Whether a value is good enough."""
        return value <= self.value if self.kind == "most" else value >= self.value


@dataclass(frozen=True, slots=True)
class Figure:
    """One figure of one run."""

    benchmark: str
    size: int
    """Disclosures, or whatever else the work is counted in."""
    peer: str
    """Blank where nothing stands beside it."""
    unit: str
    pairs: tuple[tuple[float, float], ...]
    """Ours and the peer's, of each round; only what was measured in one round is compared."""
    bar: Bar | None = None

    @property
    def ours(self) -> float:
        """The middle one of ours."""
        return median(ours for ours, _ in self.pairs)

    @property
    def theirs(self) -> float:
        """The middle one of the peer's."""
        return median(theirs for _, theirs in self.pairs)

    @property
    def ratios(self) -> list[float]:
        """Ours as a multiple of the peer's in each round; nothing where nothing stands beside it."""
        return [ours / theirs for ours, theirs in self.pairs if theirs] if self.peer else []

    @property
    def ratio(self) -> float | None:
        """The middle one of the ratios."""
        return median(self.ratios) if self.ratios else None

    @property
    def met(self) -> bool | None:
        """Whether it is good enough; None where nothing is asked of it, or there is nothing to ask it of."""
        if self.bar is None:
            return None
        value = self.ours if self.bar.of == "ours" else self.ratio
        return None if value is None else self.bar.met(value)


def alone(benchmark: str, size: int, unit: str, values: Iterable[float], bar: Bar | None = None) -> Figure:
    """A figure with nothing beside it."""
    return Figure(benchmark, size, "", unit, tuple((value, 0.0) for value in values), bar)


def lines(figures: Sequence[Figure]) -> Iterator[str]:
    """A table of figures, as it is printed."""
    yield f"{'':30}{'N':>6}  {'peer':22}{'ours':>11}{'theirs':>11} {'':9}{'ratio':>8}  {'asked':>8}"
    for one in figures:
        theirs = f"{one.theirs:11.2f}" if one.peer else " " * 11
        ratio = "" if one.ratio is None else f"{one.ratio:.3f}"
        asked = "" if one.bar is None else one.bar.text()
        met = {True: "met", False: "NOT MET", None: ""}[one.met]
        spread = f"({min(one.ratios):.3f} to {max(one.ratios):.3f})" if len(one.ratios) > 1 else ""
        yield (
            f"{one.benchmark:30}{one.size:6}  {one.peer:22}{one.ours:11.2f}{theirs} {one.unit:9}{ratio:>8}"
            f"  {asked:>8}  {met:8}{spread}"
        ).rstrip()
