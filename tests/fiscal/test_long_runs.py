"""A text of one run, without end or line, is read in time that grows with its length; none keeps a reader busy."""

from __future__ import annotations

import signal
from collections.abc import Iterator
from types import FrameType

import pytest

import parsers
from fiscal.document import Source
from fiscal.pieces import LONGEST, pieces
from fiscal.read import read

SIZE, SECONDS = 40_000, 20
RUNS = ("万", "项", "年", ".", "·", "-", "%", "1,", "1.1%", "注", "一二三", "为1万元", "2023年", "（", "表（", "1.1、")


@pytest.fixture(autouse=True)
def watchdog() -> Iterator[None]:
    """Ends a test that keeps the processor busy for longer than any reading may."""

    def stop(number: int, frame: FrameType | None) -> None:
        raise TimeoutError

    before = signal.signal(signal.SIGVTALRM, stop)
    signal.setitimer(signal.ITIMER_VIRTUAL, SECONDS)
    yield
    signal.setitimer(signal.ITIMER_VIRTUAL, 0)
    signal.signal(signal.SIGVTALRM, before)


@pytest.mark.parametrize("run", RUNS)
def test_a_run_is_read_in_time(run: str) -> None:
    body = run * (SIZE // len(run))
    text = f"某市某局2023年部门预算公开\n第一部分 概况\n{body}\n第二部分 说明\n2023年收入{body}10万元。\n"
    disclosure = read((parsers.parse(Source("长.txt", text.encode())),))
    assert disclosure.fiscal_year == 2023
    assert disclosure.faults == ()


def test_pieces_leave_nothing_out_and_cut_no_figure() -> None:
    text = "本年收入12,345.67万元" * 1000
    parts = list(pieces(text))
    assert "".join(parts) == text
    assert max(map(len, parts)) <= LONGEST
    assert not any(part[-1].isdigit() for part in parts)


def test_a_piece_ends_with_a_sentence() -> None:
    parts = list(pieces("收入增加。" * 1000))
    assert len(parts) > 1
    assert {part[-1] for part in parts} == {"。"}
