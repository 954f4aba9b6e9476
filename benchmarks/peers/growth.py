"""Builds of so many made disclosures beside generators and ninja; what was measured is kept for the profile."""

from __future__ import annotations

import json
import shutil
import sys
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from benchmarks.peers import generators, graph
from benchmarks.peers.disclosures import Made, lay_out, made_again
from benchmarks.peers.figures import Bar, Figure, alone
from benchmarks.peers.generators import Peer
from benchmarks.peers.ours import Site
from benchmarks.processes import Cost, cost

MANY = 50
"""Disclosures above which what takes minutes is done once."""
SECONDS, EDITED = {135: 1.0, 1000: 1.5}, "one edited"
"""What one edited document may take, by the number of disclosures."""


@dataclass(frozen=True, slots=True)
class Measuring:
    """What is measured and how."""

    size: int
    work: Path
    rounds: int
    jobs: int
    node: Path
    framework: int
    """Most disclosures for Observable Framework, which takes minutes for a hundred."""

    @property
    def place(self) -> Path:
        """Where all of this size stands."""
        return self.work / str(self.size)

    @property
    def heavy(self) -> int:
        """Rounds of what takes minutes."""
        return 1 if self.size > MANY else self.rounds


def grown(asked: Measuring) -> list[Figure]:
    """All figures of one size; a build from nothing that stands there from an earlier run is not made again."""
    place = asked.place
    content = place / "content"
    document = made_again(asked.size) if content.exists() else lay_out(content, asked.size)
    site = Site(place, content, asked.jobs)
    stood = site.stood()
    cold = [stood] if stood else [site.cold() for _ in range(asked.heavy)]
    site.settle()
    found = list(generators.pages(site.out))
    figures = [*_memory(asked, cold), *_built("from nothing", asked.size, "", [(one, None) for one in cold])]
    peers, firsts = first(asked, list(_peers(asked, found)))
    for name, costs in firsts.items():
        figures += _built("from nothing", asked.size, name, list(zip(cold * len(costs), costs, strict=False)))
    figures += _light(asked, site, document, [peer for peer in peers if peer.name == "Hugo"])
    figures += _anew(asked, site, [peer for peer in peers if peer.name != "Observable Framework"])
    _keep(asked, site, cold, len(found), firsts)
    for peer in peers:
        shutil.rmtree(peer.folder)
    return figures


def _memory(asked: Measuring, cold: Sequence[Cost]) -> Iterator[Figure]:
    yield alone("first process", asked.size, "MB", [one.parent for one in cold], Bar("most", 300, "ours"))
    yield alone("largest worker", asked.size, "MB", [one.worker for one in cold])


def _peers(asked: Measuring, found: Sequence[generators.Page]) -> Iterator[Peer]:
    """The generators that are there, each with its content written; those that are not are named."""
    place = asked.place
    for name in ("hugo", "eleventy", "framework"):
        shutil.rmtree(place / name, ignore_errors=True)
    made = {
        "Hugo": generators.hugo(found, place / "hugo"),
        "Eleventy": generators.eleventy(found, place / "eleventy", asked.node),
    }
    if asked.size <= asked.framework:
        made["Observable Framework"] = generators.framework(found, place / "framework", asked.node)
    for name, peer in made.items():
        if peer is None:
            print(f"{name} is not installed: nothing is measured beside it", file=sys.stderr)
        else:
            yield peer


def first(asked: Measuring, peers: Sequence[Peer]) -> tuple[list[Peer], dict[str, list[Cost]]]:
    """The generators that can do their work here, and what it costs them; those that cannot are named."""
    able, costs = [], {}
    for peer in peers:
        try:
            costs[peer.name] = [run(peer) for _ in range(asked.heavy)]
        except RuntimeError as error:
            print(f"nothing is measured beside {error}", file=sys.stderr)
        else:
            able.append(peer)
    return able, costs


def run(peer: Peer) -> Cost:
    """Run a generator over all its content, its old output standing. Raises RuntimeError where it fails."""
    done = cost(peer.command, peer.folder, peer.folder.parent / "said-by-peer", peer.environment)
    if done.status:
        raise RuntimeError(f"{peer.name}: {done.said[-2000:]}")
    return done


def rebuilt(peer: Peer) -> Cost:
    """Run a generator when one of its content files has changed."""
    text = peer.content.read_text(encoding="utf-8")
    changed = text[:-1].rstrip(" ") if text.endswith(" \n") else text[:-1] + " "
    peer.content.write_text(changed + "\n", encoding="utf-8")
    return run(peer)


def _light(asked: Measuring, site: Site, document: Made, hugo: Sequence[Peer]) -> Iterator[Figure]:
    """Nothing changed, and one document edited, beside ninja and Hugo, round by round."""
    ninja = graph.command()
    graphs = {"ninja": None, "ninja, all files": site.out} if ninja else {}
    if not ninja:
        print("ninja is not installed: nothing is measured beside it", file=sys.stderr)
    nothing: list[dict[str, Cost]] = []
    edits: list[dict[str, Cost]] = []
    for _ in range(asked.rounds):
        for name, out in graphs.items():
            graph.prepare(ninja or "", asked.place / name, site.content, out)
        round_ = {"": site.again()}
        round_.update({name: graph.run(ninja or "", asked.place / name) for name in graphs})
        beside = {peer.name: rebuilt(peer) for peer in hugo}
        nothing.append({**round_, **beside})
        edits.append({"": site.edited(document), **beside})
        site.settle()
    limits = {"ninja": Bar("most", 2), "Hugo": Bar("most", 0.1)}
    for name in nothing[0] if nothing else ():
        pairs = [(one[""], one[name] if name else None) for one in nothing]
        yield from _built("nothing changed", asked.size, name, pairs, limits.get(name))
    most = Bar("most", SECONDS[asked.size], "ours") if asked.size in SECONDS else None
    for name in edits[0] if edits else ():
        bar = Bar("most", 0.35) if name else most
        yield from _built(EDITED, asked.size, name, [(one[""], one[name] if name else None) for one in edits], bar)


def _anew(asked: Measuring, site: Site, peers: Sequence[Peer]) -> Iterator[Figure]:
    """Every page made again, its charts as they were drawn, beside generators that make every page again."""
    rounds: list[dict[str, Cost]] = []
    for _ in range(asked.heavy):
        rounds.append({"": site.anew(), **{peer.name: rebuilt(peer) for peer in peers}})
    site.settle()
    for name in rounds[0]:
        bar = Bar("most", 1.2) if name == "Hugo" else None
        pairs = [(one[""], one[name] if name else None) for one in rounds]
        yield from _built("all pages anew", asked.size, name, pairs, bar)


def _built(
    benchmark: str, size: int, peer: str, costs: Sequence[tuple[Cost, Cost | None]], bar: Bar | None = None
) -> Iterator[Figure]:
    """The figures of builds: seconds by the clock, and those of the processors, of which the same is asked: on a busy
    machine they are what can be told."""
    clock = tuple((ours.seconds, theirs.seconds if theirs else 0.0) for ours, theirs in costs)
    processor = tuple((ours.processor, theirs.processor if theirs else 0.0) for ours, theirs in costs)
    yield Figure(benchmark, size, peer, "s", clock, bar)
    yield Figure(benchmark, size, peer, "cpu s", processor, bar)


def _keep(asked: Measuring, site: Site, cold: Sequence[Cost], pages: int, firsts: dict[str, list[Cost]]) -> None:
    """Write what the profile tells of this size."""
    profile = {
        "size": asked.size,
        "pages": pages,
        "seconds": cold[-1].seconds,
        "processor": cold[-1].processor,
        "parent": cold[-1].parent,
        "worker": cold[-1].worker,
        "steps": site.steps(),
        "kinds": site.files(),
        "cache": sum(path.stat().st_size for path in site.cache.rglob("*") if path.is_file()),
        "peers": {name: [costs[0].seconds, costs[0].processor, costs[0].parent] for name, costs in firsts.items()},
    }
    (asked.place / "profile.json").write_text(json.dumps(profile, ensure_ascii=False, indent=1), encoding="utf-8")
