"""Codes that a printed one may be a slip of are found without asking each, and none of them is missed."""

from __future__ import annotations

import random

import pytest

from fiscal.checks.meant import likely as slipped
from fiscal.codes import Classification, codes
from fiscal.codes.near import near


def slips(code: str, dice: random.Random) -> list[str]:
    """Codes that a pen or a scanner may make of one."""
    at, digit = dice.randrange(len(code)), str(dice.randrange(10))
    other = code[:at] + digit + code[at + 1 :]
    swapped = code[: at - 1] + code[at : at + 1] + code[at - 1 : at] + code[at + 1 :] if at else code
    twice = other[:-1] + str(dice.randrange(10))
    return [
        code,
        code[:at] + code[at + 1 :],
        code[:at] + digit + code[at:],
        other,
        swapped,
        twice,
        code + "0",
        code[1:],
    ]


@pytest.mark.parametrize("kind", ["functional", "economic"])
def test_every_likely_code_is_near(kind: Classification) -> None:
    dice = random.Random(9)
    known = tuple(codes(kind))
    met = 0
    for code in dice.sample(known, 60):
        for printed in slips(code, dice):
            likely = {one for one in known if abs(len(one) - len(printed)) <= 1 and slipped(printed, one)}
            assert likely <= set(near(printed, kind)), printed
            met += code in likely
    assert met > 60, "most slips leave the code itself a likely one"


def test_few_are_near_a_code_that_is_none() -> None:
    assert len(near("2999999", "functional")) < 40
