"""Writes what was measured into ``docs/performance.md`` and ``docs/en/performance.md``, between two marks.

What stands around the marks is written by hand. The words are in ``words.toml``.
"""

from __future__ import annotations

import json
import tomllib
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import asdict, dataclass
from functools import cache
from pathlib import Path
from typing import Any

from benchmarks.peers.figures import Bar, Figure

WORDS = Path(__file__).with_name("words.toml")
PAGES = {"zh": Path("docs/performance.md"), "en": Path("docs/en/performance.md")}
BEGIN, END = "<!-- measured -->\n", "<!-- /measured -->\n"
FIGURES, PROFILE = "figures.json", "profile.json"


@cache
def words() -> dict[str, Any]:
    """Words in both languages: Chinese, English."""
    return tomllib.loads(WORDS.read_text(encoding="utf-8"))


@dataclass(frozen=True, slots=True)
class Words:
    """The words of one language."""

    language: str

    def of(self, group: str, name: str) -> str:
        """A word; the name itself where there is none."""
        pair = words()[group].get(name)
        return name if pair is None else str(pair[0 if self.language == "zh" else 1])


def keep(work: Path, figures: Iterable[Figure]) -> None:
    """Keep figures beside those of earlier runs, whose place they take where they are of the same."""
    known = {_key(one): one for one in (*kept(work), *figures)}
    work.mkdir(parents=True, exist_ok=True)
    (work / FIGURES).write_text(json.dumps([asdict(one) for one in known.values()], indent=1), encoding="utf-8")


def kept(work: Path) -> list[Figure]:
    """The figures that are kept."""
    path = work / FIGURES
    found = json.loads(path.read_text(encoding="utf-8")) if path.is_file() else []
    return [
        Figure(
            **{
                **one,
                "pairs": tuple((ours, theirs) for ours, theirs in one["pairs"]),
                "bar": Bar(**one["bar"]) if one["bar"] else None,
            }
        )
        for one in found
    ]


def _key(one: Figure) -> tuple[object, ...]:
    return one.benchmark, one.size, one.peer, one.unit


def write_docs(checkout: Path, work: Path) -> None:
    """Write the measured part of both pages."""
    figures = kept(work)
    profiles = [json.loads(path.read_text(encoding="utf-8")) for path in work.glob(f"*/{PROFILE}")]
    profiles.sort(key=lambda one: int(one["size"]))
    for language, name in PAGES.items():
        path = checkout / name
        section = "\n".join(measured(Words(language), figures, profiles))
        path.write_text(replaced(path.read_text(encoding="utf-8"), section), encoding="utf-8")


def replaced(text: str, section: str) -> str:
    """A page with another measured part. Raises ValueError where the page has no marks."""
    before, begin, rest = text.partition(BEGIN)
    _, end, after = rest.partition(END)
    if not begin or not end:
        raise ValueError(BEGIN.strip())
    return f"{before}{begin}{section}\n{end}{after}"


def measured(said: Words, figures: Sequence[Figure], profiles: Sequence[Mapping[str, Any]]) -> Iterator[str]:
    """The lines of the measured part."""
    for name, table in (
        ("ratios", _ratios(said, figures)),
        ("asked", _asked(said, figures)),
        ("time", _steps(said, profiles)),
        ("memory", _memory(said, profiles)),
        ("bytes", _bytes(said, profiles)),
    ):
        yield f"\n## {said.of('heading', name)}\n\n{said.of('lede', name)}\n"
        yield from table


def _ratios(said: Words, figures: Sequence[Figure]) -> Iterator[str]:
    """Figures beside peers."""
    yield from _head(said, ("benchmark", "n", "peer", "ours", "theirs", "ratio"))
    for one in figures:
        if one.ratio is not None:
            unit = said.of("unit", one.unit)
            cells = f"{number(one.ours)} {unit} | {number(one.theirs)} {unit} | {number(one.ratio)}"
            yield f"| {said.of('benchmark', one.benchmark)} | {one.size:,} | {one.peer} | {cells} |"


def _asked(said: Words, figures: Sequence[Figure]) -> Iterator[str]:
    """Figures of which something is asked, and whether they are good enough."""
    yield from _head(said, ("benchmark", "n", "peer", "value", "asked", "met"))
    for one in figures:
        if one.bar is None or one.met is None:
            continue
        unit = said.of("unit", one.unit)
        value = f"{number(one.ours)} {unit}" if one.bar.of == "ours" else f"{number(one.ratio or 0.0)} ({unit})"
        met = said.of("met", "yes" if one.met else "no")
        name = said.of("benchmark", one.benchmark)
        yield f"| {name} | {one.size:,} | {one.peer} | {value} | {one.bar.text()} | {met} |"


def _steps(said: Words, profiles: Sequence[Mapping[str, Any]]) -> Iterator[str]:
    """Milliseconds of the processors a disclosure, by step."""
    yield from _sizes(said, "step", profiles)
    names = list(dict.fromkeys(name for one in profiles for name, step in one["steps"].items() if step["tasks"]))
    for name in names:
        costs = [one["steps"].get(name, {"processor": 0.0})["processor"] / one["size"] * 1000 for one in profiles]
        yield f"| {said.of('step', name)} | {' | '.join(map(number, costs))} |"
    whole = [one["processor"] / one["size"] * 1000 for one in profiles]
    yield f"| {said.of('step', 'all')} | {' | '.join(map(number, whole))} |"
    clock = [one["seconds"] / one["size"] * 1000 for one in profiles]
    yield f"| {said.of('step', 'clock')} | {' | '.join(map(number, clock))} |"


def _memory(said: Words, profiles: Sequence[Mapping[str, Any]]) -> Iterator[str]:
    """The most megabytes of the first process, and of a worker after each step."""
    yield from _sizes(said, "step", profiles)
    yield f"| {said.of('step', 'first process')} | {' | '.join(str(one['parent']) for one in profiles)} |"
    names = [name for name in profiles[-1]["steps"] if name != "first process"] if profiles else []
    for name in names:
        most = [one["steps"].get(name, {"megabytes": 0})["megabytes"] for one in profiles]
        if any(most):
            yield f"| {said.of('step', name)} | {' | '.join(map(str, most))} |"


def _bytes(said: Words, profiles: Sequence[Mapping[str, Any]]) -> Iterator[str]:
    """Kilobytes and files a disclosure, by kind."""
    yield from _sizes(said, "kind", profiles)
    for name in dict.fromkeys(name for one in profiles for name in one["kinds"]):
        found = [one["kinds"].get(name, (0, 0)) for one in profiles]
        yield f"| {said.of('kind', name)} | {' | '.join(map(_share, found, profiles))} |"
    wholes = [tuple(map(sum, zip(*one["kinds"].values(), strict=True))) for one in profiles]
    yield f"| {said.of('kind', 'all')} | {' | '.join(map(_share, wholes, profiles))} |"
    caches = [f"{number(one['cache'] / one['size'] / 1000)} kB" for one in profiles]
    yield f"| {said.of('kind', 'cache')} | {' | '.join(caches)} |"


def _share(one: Sequence[int], profile: Mapping[str, Any]) -> str:
    files, size = one
    return f"{number(size / profile['size'] / 1000)} kB, {number(files / profile['size'])}"


def _sizes(said: Words, first: str, profiles: Sequence[Mapping[str, Any]]) -> Iterator[str]:
    columns = [f"N = {one['size']:,}" for one in profiles]
    yield f"| {said.of('column', first)} | {' | '.join(columns)} |"
    yield f"|---|{'--:|' * len(profiles)}"


def _head(said: Words, names: Sequence[str]) -> Iterator[str]:
    yield f"| {' | '.join(said.of('column', name) for name in names)} |"
    yield "|---|--:|---|" + "--:|" * (len(names) - 3)


def number(value: float) -> str:
    """A number with three digits that count."""
    return f"{value:,.0f}" if abs(value) >= 100 else f"{value:.3g}"
