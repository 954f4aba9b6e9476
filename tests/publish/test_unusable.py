"""A file that could not be used is told: as a row of findings.csv, on the findings page, on the front page."""

from __future__ import annotations

import csv
import io
from dataclasses import replace

import pytest

from publish.catalog import Unusable
from publish.datasets.rows import datasets
from tests.publish.conftest import Render
from tests.publish.samples import sample_catalog

FILES = (
    Unusable("某局/2023/<b>预算</b>.pdf", "encrypted", "文件有密码，打不开"),
    Unusable("某局/2023/决算.pdf", "duplicate", "与 某局/2022/决算.pdf 是同一个文件"),
)


@pytest.fixture(scope="module")
def site(render: Render) -> dict[str, bytes]:
    return render(replace(sample_catalog(), unusable=FILES))


def test_each_file_is_a_finding_of_no_disclosure(site: dict[str, bytes]) -> None:
    rows = list(csv.DictReader(io.StringIO(site["data/findings.csv"].decode("utf-8-sig"))))
    found = [row for row in rows if row["check"] == "read" and not row["disclosure_id"]]
    assert [(row["document"], row["level"], row["verdict"], row["message"]) for row in found] == [
        (FILES[0].file, "error", "note", FILES[0].reason),
        (FILES[1].file, "info", "note", FILES[1].reason),
    ]
    assert len({row["finding_id"] for row in rows}) == len(rows)


def test_pages_name_them_in_both_languages(site: dict[str, bytes]) -> None:
    chinese, english = (site[f"{prefix}findings/index.html"].decode() for prefix in ("", "en/"))
    assert "某局/2023/&lt;b&gt;预算&lt;/b&gt;.pdf" in chinese
    assert "某局/2023/&lt;b&gt;预算&lt;/b&gt;.pdf" in english
    assert FILES[0].reason in chinese
    assert "protected by a password" in english
    assert "2 个文件没能用上" in site["index.html"].decode()
    assert "2 files could not be used" in site["en/index.html"].decode()


def test_nothing_is_said_where_all_files_were_used(render: Render) -> None:
    pages = render(sample_catalog())
    assert "没能用上" not in pages["index.html"].decode()
    assert 'id="unusable"' not in pages["findings/index.html"].decode()


def test_only_the_whole_tells_of_them() -> None:
    catalog = sample_catalog()
    whole = {one.schema.name: tuple(one.rows) for one in datasets(catalog.disclosures, FILES)}
    share = {one.schema.name: tuple(one.rows) for one in datasets(catalog.disclosures)}
    assert len(whole["findings"]) == len(share["findings"]) + len(FILES)
    assert {name: rows for name, rows in whole.items() if name != "findings"} == {
        name: rows for name, rows in share.items() if name != "findings"
    }
