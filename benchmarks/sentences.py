"""Sentences of a site, drawn at random over all of its pages and languages, to be judged by a reader.

``python -m benchmarks.sentences PUBLIC [--most 200] [--seed 1]`` prints, for each: its page, its words, and the print
of every figure it leads to with the place, so that it can be held against the document. Nothing here judges.
"""

from __future__ import annotations

import argparse
import gzip
import json
import random
import re
import sys
from collections.abc import Iterator
from html import unescape
from pathlib import Path

SENTENCE = re.compile(r'<section class="summary".*?</section>', re.DOTALL)
TITLE = re.compile(r'<h3 class="hide">(.*?)</h3>', re.DOTALL)
LINE = re.compile(r"<li>(.*?)</li>", re.DOTALL)
LINK = re.compile(r'<a class="figure" href="([^"]*)"')
TAG = re.compile(r"<[^>]*>")
FILE = "figures.json.gz"
SHOWN = ("says", "value", "print", "part", "line")
"""What is printed of a figure."""


def drawn(public: Path, most: int, seed: int) -> list[tuple[str, str]]:
    """Page and sentence, as HTML, of so many of all."""
    found = [(page, text) for page in sorted(public.rglob("index.html")) for text in sentences(page)]
    places = [(page.relative_to(public).as_posix(), text) for page, text in found]
    chosen = random.Random(seed).sample(range(len(places)), min(most, len(places)))
    return [places[number] for number in sorted(chosen)]


def sentences(page: Path) -> Iterator[str]:
    """The sentences that the page of a year begins with, and the titles of its charts."""
    html = page.read_text(encoding="utf-8")
    block = SENTENCE.search(html)
    if block:
        yield from LINE.findall(block.group())
        yield from TITLE.findall(html)


def prints(public: Path, page: str, text: str) -> Iterator[str]:
    """The figures that a sentence leads to, each as it is printed, with what it is said of and where."""
    folder = public / page.removeprefix("en/").removesuffix("index.html")
    file = folder / FILE
    held = json.loads(gzip.decompress(file.read_bytes())) if file.exists() else {}
    rows = {row[0]: dict(zip(held["columns"], row, strict=True)) for row in held.get("figures", ())}
    titles = [title for title, _ in held.get("tables", ())]
    for link in LINK.findall(text):
        row = rows.get(link.rpartition("#")[2], {})
        title = titles[row["table"]] if row.get("table") is not None else ""
        yield " ".join(filter(None, (title, *(str(row[name]) for name in SHOWN if row.get(name)))))


def main(arguments: list[str]) -> int:
    """Run the command."""
    parser = argparse.ArgumentParser(prog="benchmarks.sentences")
    parser.add_argument("public", type=Path)
    parser.add_argument("--most", type=int, default=200)
    parser.add_argument("--seed", type=int, default=1)
    asked = parser.parse_args(arguments)
    for number, (page, text) in enumerate(drawn(asked.public, asked.most, asked.seed), 1):
        print(f"{number}\t{page}\t{unescape(TAG.sub('', text)).strip()}")
        for line in prints(asked.public, page, text):
            print(f"\t\t{line}")
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
