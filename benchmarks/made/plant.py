"""Errors put into a printed disclosure: a changed digit, two exchanged, one lost, a figure of prose that differs."""

from __future__ import annotations

import random
from dataclasses import replace

from benchmarks.made.cells import Block, Plant, Printed, Sentence, Sheet

KINDS = ("digit", "transposition", "lost", "digit", "prose")
"""Kinds of slips; a digit is the most frequent."""


def planted(chance: random.Random, printed: Printed, count: int) -> Printed:
    """The disclosure with some errors, none in one line of one table twice."""
    blocks = list(printed.blocks)
    plants: list[Plant] = []
    taken: set[tuple[int, int]] = set()
    for _ in range(count * 8):
        if len(plants) == count:
            break
        kind = chance.choice(KINDS)
        one = _in_prose(chance, blocks) if kind == "prose" else _in_table(chance, blocks, kind, taken)
        if one is not None:
            plants.append(one)
    return replace(printed, blocks=tuple(blocks), plants=tuple(plants))


def _in_table(chance: random.Random, blocks: list[Block], kind: str, taken: set[tuple[int, int]]) -> Plant | None:
    places = [
        (number, row, column)
        for number, block in enumerate(blocks)
        if isinstance(block, Sheet)
        for row, cells in enumerate(block.rows)
        for column, cell in enumerate(cells)
        if cell.crossed and cell.key and (number, row) not in taken
    ]
    if not places:
        return None
    number, row, column = chance.choice(places)
    sheet = blocks[number]
    assert isinstance(sheet, Sheet)
    cell = sheet.rows[row][column]
    wrong = slipped(chance, cell.text, kind)
    if wrong is None:
        return None
    taken.add((number, row))
    blocks[number] = sheet.changed(row, column, wrong)
    return Plant(kind, sum(isinstance(block, Sheet) for block in blocks[:number]), wrong, cell.text, cell.key)


def _in_prose(chance: random.Random, blocks: list[Block]) -> Plant | None:
    places = [
        (number, index)
        for number, block in enumerate(blocks)
        if isinstance(block, Sentence)
        for index, (text, value) in enumerate(block.figures)
        if value and block.text.count(text) == 1
    ]
    if not places:
        return None
    number, index = chance.choice(places)
    sentence = blocks[number]
    assert isinstance(sentence, Sentence)
    right = sentence.figures[index][0]
    bare = right.rstrip("万元")
    wrong = slipped(chance, bare, "digit")
    if wrong is None:
        return None
    text = sentence.text.replace(right, wrong + right[len(bare) :])
    figures = tuple((t, v) for t, v in sentence.figures if t != right)
    blocks[number] = Sentence(text, figures)
    return Plant("prose", -1, wrong, bare)


def slipped(chance: random.Random, text: str, kind: str) -> str | None:
    """The text with one slip; None where it has no room for it or the slip would be hidden in rounding."""
    digits = [index for index, letter in enumerate(text) if letter.isdigit()]
    point = text.find(".") if "." in text else len(text)
    whole = [index for index in digits if index < point]
    whole = whole if "." in text else whole[:-1]
    if kind == "digit":
        place = chance.choice(whole or digits)
        other = chance.choice([d for d in "123456789" if d != text[place]])
        return text[:place] + other + text[place + 1 :]
    if kind == "transposition":
        pairs = [(a, b) for a, b in zip(whole, whole[1:], strict=False) if b == a + 1 and text[a] != text[b]]
        pairs = [(a, b) for a, b in pairs if text[b] != "0" or a != whole[0]]
        if not pairs:
            return None
        a, b = chance.choice(pairs)
        return text[:a] + text[b] + text[a] + text[b + 1 :]
    if len(whole) < 3 or "," in text:
        return None
    place = chance.choice(whole[1:])
    return text[:place] + text[place + 1 :]
