"""Nobody's name or private number is published, whatever the form that prints it."""

from __future__ import annotations

from dataclasses import replace

import pytest

from publish.catalog import catalog
from publish.privacy import Secrets, public
from publish.site import Site
from tests.publish.conftest import Render
from tests.publish.samples import with_person

SECRETS = ("王小明", "李小红", "13800000000", "2345678")


def test_no_file_names_a_person(render: Render) -> None:
    site = render(catalog([with_person()], Site()))
    for path, data in site.items():
        if path.endswith((".html", ".csv", ".json", ".xml", ".sqlite", ".txt")):
            for secret in SECRETS:
                assert secret.encode() not in data, (path, secret)


def test_the_rest_of_the_form_stays(render: Render) -> None:
    site = render(catalog([with_person()], Site()))
    printed = site["tongchuan-yibao/2023/project_target-2.csv"].decode("utf-8-sig")
    assert printed.splitlines() == [
        "项目名称,信息平台建设,,",
        "项目负责人,***,联系电话,***",
        "填报人：***,手机***,项目当年预算,3.00",
    ]


def test_a_reason_names_nobody() -> None:
    one = with_person()
    said = replace(one.statements[0], reason="王小明调离，电话13800000000")
    assert public(replace(one, statements=(said,))).statements[0].reason == "***调离，电话***"


def test_the_sample_would_show_them() -> None:
    texts = {cell.text for table in with_person().tables for cell in table.grid.cells}
    assert {"王小明", "填报人：李小红", "0818-2345678", "手机13800000000"} <= texts


@pytest.mark.parametrize(
    ("text", "shown"),
    (
        ("张王小明来了", "张***来了"),
        ("王小明明、王小", "***明、***"),
        ("没有谁", "没有谁"),
        ("王", "王"),
        ("李红王小明李红", "*********"),
    ),
)
def test_what_is_hidden_is_left_in_no_text_the_longest_first(text: str, shown: str) -> None:
    assert Secrets({"王小明", "张王", "王小", "李红", "王", ""}).without(text) == shown
