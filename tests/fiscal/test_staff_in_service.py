"""People beyond their posts: a count of all may hold pensioners and the hired, and those in service are compared."""

from __future__ import annotations

import pytest

from fiscal.checks import check
from fiscal.document import Source
from fiscal.read import read
from fiscal.records import Disclosure
from parsers import parse

NAME = "某市测试局2024年部门预算"


def told(sentence: str) -> Disclosure:
    text = f"{NAME}\n\n一、部门基本情况\n\n{sentence}\n"
    return check([read([parse(Source(f"{NAME}.txt", text.encode()))])])[0]


def noted(sentence: str) -> list[str]:
    return [one.title for one in told(sentence).findings if one.check == "S10"]


@pytest.mark.parametrize(
    "sentence",
    [
        "本单位编制60名，实有人数76人，其中在职48人，离退休28人。",
        "本部门人员编制60人，实有人数76人，其中：在职48人、退休28人。",
        "人员编制60人，其中行政编制40人、事业编制20人；实有76人，其中在职人员48人（行政32人、事业16人），离退休28人。",
        "核定编制60人，实有人员76人，其中：在职人员48人，离休人员1人，退休人员27人。",
        "编制人数60人，实有人数76人。其中：在职人数48人，退休人数28人。",
        "编制60人，实有人数62人，其中在职50人，聘用12人。",
        "编制60人，实有人数76人，含离退休人员28人。",
        "编制60人，实有人数62人，其中聘用12人。",
        "编制60人，实有在职人员58人，退休人员18人。",
    ],
)
def test_people_who_hold_no_post_are_not_beyond_the_posts(sentence: str) -> None:
    assert noted(sentence) == []


@pytest.mark.parametrize(
    ("sentence", "staff"),
    [
        ("编制60人，实有人数92人，其中在职64人，离退休28人。", "64"),
        ("编制60人，在职人员62人，其中行政40人，事业22人。", "62"),
        ("编制60人，实有人数62人。", "62"),
        ("编制60人，实有人数95人，其中退休28人。", "95"),
    ],
)
def test_more_in_service_than_posts_is_told(sentence: str, staff: str) -> None:
    assert [staff in title for title in noted(sentence)] == [True]


def test_all_and_those_in_service_are_both_kept() -> None:
    said = {one.key: one.value for one in told("编制60名，实有人数76人，其中在职48人，离退休28人。").attributes}
    assert (said["staff.actual.total"], said["staff.actual.serving"]) == ("76", "48")
