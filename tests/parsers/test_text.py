"""Text files, case by case: each ``tests/formats/text/*.txt`` has the blocks it must give beside it."""

from __future__ import annotations

import re
from collections import Counter
from pathlib import Path

import pytest

from fiscal.document import Block, Document, Grid, Paragraph, Source, Unreadable
from parsers import parse

CASES = Path(__file__).resolve().parents[1] / "formats" / "text"
NUMBER = re.compile(r"\d")


def printed(block: Block) -> str:
    """A block as a case writes it: where it stands, then its text or its cells row by row."""
    if isinstance(block, Paragraph):
        return f"{block.place.line}: {block.text}"
    lines = [f"{block.place.line}: {block.layout} {block.rows} x {block.columns}"]
    for row in range(block.rows):
        cells = [cell for cell in block.cells if cell.row == row]
        texts = [" " * (cell.column > 0) + _cell(cell.text, cell.row_span, cell.column_span) for cell in cells]
        at = [f"[{cell.column}]{text.strip()}" for cell, text in zip(cells, texts, strict=True)]
        lines.append(f"  {cells[0].place.line if cells else '-'}  " + " ".join(at))
    return "\n".join(lines)


def _cell(text: str, rows: int, columns: int) -> str:
    span = f"<{rows}x{columns}>" if (rows, columns) != (1, 1) else ""
    return text.replace("\n", "\\n") + span


def grids(document: Document) -> list[Grid]:
    return [block for block in document.blocks if isinstance(block, Grid)]


@pytest.mark.parametrize("path", sorted(CASES.glob("*.txt")), ids=lambda path: path.stem)
def test_case(path: Path) -> None:
    document = parse(Source(path.name, path.read_bytes()))
    blocks = "\n".join(printed(block) for block in document.blocks) + "\n"
    assert blocks == path.with_suffix(".blocks").read_text(encoding="utf-8")


@pytest.mark.parametrize("ending", ["\r\n", "\r", "\n"])
@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "utf-16-le", "utf-16-be", "gb18030"])
def test_the_same_blocks_in_every_encoding(encoding: str, ending: str) -> None:
    text = (CASES / "tabs.txt").read_text(encoding="utf-8")
    plain = parse(Source("a.txt", text.encode()))
    other = parse(Source("a.txt", text.replace("\n", ending).encode(encoding)))
    assert other.blocks == plain.blocks


@pytest.mark.parametrize(
    ("data", "code"),
    [
        (b"", "empty"),
        (b" \r\n\t\n", "empty"),
        (b"\x89PNG\r\n\x1a\n" + bytes(range(256)) * 8, "unsupported"),
        (bytes(range(256)) * 40, "not_text"),
        (b"MZ\x90\x00\x03\x00\x00\x00\x04\x00\x00\x00\xff\xff\x00\x00" * 20, "not_text"),
    ],
)
def test_what_is_no_text_is_refused(data: bytes, code: str) -> None:
    with pytest.raises(Unreadable) as refused:
        parse(Source("a.txt", data))
    assert refused.value.code == code


def test_a_page_feed_is_no_line_end() -> None:
    document = parse(Source("a.txt", "第一页\n\f第二页\n".encode()))
    assert [(block.place.line, block.text) for block in document.blocks if isinstance(block, Paragraph)] == [
        (1, "第一页"),
        (2, "第二页"),
    ]


def test_a_damaged_byte_is_reported() -> None:
    data = ("部门预算说明。" * 200).encode() + b"\xff" + "完".encode()
    document = parse(Source("a.txt", data))
    assert [notice.code for notice in document.notices] == ["characters_replaced"]


@pytest.mark.parametrize("name", ["001", "002", "003", "004"])
def test_no_digit_is_lost(disclosures: Path, name: str) -> None:
    """Blocks hold the digits of the file, in its order but for the line whose order was scrambled."""
    path = next((disclosures / "text").glob(f"{name}*.txt"))
    document = parse(Source(path.name, path.read_bytes()))
    found: dict[int, str] = {}
    for block in document.blocks:
        for piece in [block] if isinstance(block, Paragraph) else block.cells:
            assert piece.place.line is not None
            found[piece.place.line] = found.get(piece.place.line, "") + "".join(NUMBER.findall(piece.text))
    collapsed = {grid.place.line for grid in grids(document) if grid.layout == "collapsed"}
    lines = path.read_text(encoding="utf-8").split("\n")
    ordered = "".join(digits for line, digits in sorted(found.items()) if line not in collapsed)
    assert ordered == "".join(NUMBER.findall("".join(text for i, text in enumerate(lines, 1) if i not in collapsed)))
    for line in collapsed:
        assert line is not None
        assert Counter(found[line]) == Counter(NUMBER.findall(lines[line - 1]))


def test_what_sums_tell_is_not_doubted() -> None:
    path = CASES / "collapsed.txt"
    assert parse(Source(path.name, path.read_bytes())).notices == ()


def test_what_sums_cannot_tell_is_said() -> None:
    path = CASES / "collapsed_in_order.txt"
    (notice,) = parse(Source(path.name, path.read_bytes())).notices
    assert notice.code == "columns_uncertain"
    assert notice.message.endswith("：住房公积金、提租补贴")
