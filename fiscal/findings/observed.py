"""Settles what checks report: a habit that is not kept is a note, and a broken law is weighed before it accuses.

Equations are judged together; what is no equation (a rate, a score) is weighed here by the same odds.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import replace

from fiscal.books.ledger import Ledger
from fiscal.findings.doubt import Doubt, Result, Tally
from fiscal.findings.series import checks
from fiscal.judgement.confidence import Evidence, cause, confidence
from fiscal.judgement.evidence import slip_odds
from fiscal.judgement.witnesses import Share, Witnesses

PLAIN = 50.0
"""Odds of a slip of the pen below which the lines that show what was read say more."""
OURS = {"document": "breaks", "reading": "untestable", "rule": "untestable"}
"""What a broken law counts as, by its cause."""


def law(check: str) -> bool:
    """Whether a check must hold."""
    return checks()[check].nature == "law"


def softened(doubt: Doubt) -> Doubt:
    """The doubt, a note where its check is no law; what may be misread is not the document's."""
    if doubt.verdict == "suspect_reading" and doubt.cause == "document":
        return replace(doubt, cause="reading")
    return replace(doubt, verdict="note") if doubt.verdict == "breaks" and not law(doubt.check) else doubt


def settled(book: Ledger, seen: Witnesses, result: Result) -> Result:
    """The result of one module with its breaks weighed, and its tallies as they then count."""
    shares = {name: _share(result, name) for name in sorted({doubt.check for doubt in result.doubts})}
    doubts = tuple(_settled(book, seen, doubt, shares[doubt.check]) for doubt in result.doubts)
    ours = Counter(doubt.check for doubt in doubts if doubt.verdict == "suspect_reading" and law(doubt.check))
    left = Counter(doubt.check for doubt in doubts if doubt.verdict == "breaks")
    return Result(doubts, tuple(_tallies(result.tallies, ours, left)))


def _share(result: Result, check: str) -> Share:
    """How often a check holds here, and breaks for no usual mistake."""
    same = Counter(tally.outcome for tally in result.tallies if tally.check == check)
    explained = sum(doubt.check == check and _plain(doubt) for doubt in result.doubts)
    return Share(same["holds"] + same["rounding"], max(same["breaks"] - explained, 0))


def _plain(doubt: Doubt) -> bool:
    """Whether a usual mistake or a slip of the pen says by itself what happened."""
    return doubt.verdict == "breaks" and (doubt.explained or doubt.axes > 0 or doubt.shown or _slip(doubt) > 1)


def _slip(doubt: Doubt) -> float:
    if doubt.actual is None or doubt.expected is None:
        return 1.0
    return slip_odds(doubt.actual, doubt.expected, max(-int(doubt.actual.as_tuple().exponent), 0))


def _tallies(tallies: Sequence[Tally], ours: Counter[str], left: Counter[str]) -> Iterator[Tally]:
    """Breaks as they count: of habits as notes; of laws as untested as often as they are not the document's."""
    open_ = Counter(ours)
    for tally in tallies:
        outcome = tally.outcome
        if outcome == "breaks" and not law(tally.check):
            outcome = "notes"
        elif outcome == "breaks" and (open_[tally.check] or not left[tally.check]):
            open_[tally.check] -= 1
            outcome = "untestable"
        yield tally if outcome == tally.outcome else replace(tally, outcome=outcome)


def _settled(book: Ledger, seen: Witnesses, doubt: Doubt, share: Share) -> Doubt:
    if doubt.verdict != "breaks" or not law(doubt.check):
        return softened(doubt)
    evidence = _evidence(book, seen, doubt, share)
    sure = confidence(evidence)
    whose = cause(evidence, sure)
    return replace(doubt, cause=whose, confidence=sure, verdict="breaks" if whose == "document" else "suspect_reading")


def _evidence(book: Ledger, seen: Witnesses, doubt: Doubt, share: Share) -> Evidence:
    """What bears on one break: other figures that identities vouch for, a slip, a usual mistake."""
    others = [bool(seen.held.get(key)) for key in doubt.facts[1:]]
    facts = [book.facts[key] for key in doubt.facts if key in book.facts]
    shown = doubt.shown and seen.doubted.isdisjoint(doubt.facts)
    slip = _slip(doubt)
    return Evidence(
        check=doubt.check,
        rate=share.rate(seen.whole.rate(), own=0 if _plain(doubt) else 1),
        slip=1.0 if shown and slip < PLAIN else slip,
        explained=doubt.explained,
        together=doubt.together,
        axes=doubt.axes,
        structure=shown,
        alone=bool(others) and all(others),
        unvouched=others.count(False),
        doubtful=any(fact.status == "suspect" for fact in facts),
        prose=doubt.check.startswith("N"),
    )
