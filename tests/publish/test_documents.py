"""Which documents are copied beside a page, under which names, and how the text of the others is shown."""

from __future__ import annotations

from dataclasses import replace

import pytest

from fiscal.document import Paragraph, Place
from fiscal.read import NOTICES
from fiscal.records import Disclosure, DocumentRecord
from publish.catalog import publishable
from publish.documents.copies import EACH, above_room, arranged, without
from publish.documents.private import kept_out, personal
from publish.documents.transcript import Transcript, transcripts
from publish.evidence.sources import source
from publish.site import Documents, Parts, Site
from tests.publish.samples import budget, with_person

PDF, HTML = "application/pdf", "text/html"


def of(one: Disclosure, *records: DocumentRecord) -> Disclosure:
    return replace(one, documents=records)


def record(name: str, media_type: str, size: int = 1) -> DocumentRecord:
    return DocumentRecord(name, f"{len(name):08x}" * 8, media_type, size)


def placed(one: Disclosure, wanted: Documents = "copy") -> tuple[Disclosure, tuple[Transcript, ...]]:
    """A disclosure as it is published, with the text of its documents."""
    ((public,), _) = publishable([one])
    kept = kept_out(one, public)
    found = arranged(public, wanted, kept.documents)
    return found, tuple(transcripts(found, one, kept))


@pytest.mark.parametrize(
    ("name", "media_type", "end", "shown"),
    [
        ("2023年 预算#1?.PDF", PDF, ".pdf", False),
        ("表.xlsx", "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet", ".xlsx", True),
        ("网页.html", HTML, ".html.txt", True),
        ("其实是网页.xls", HTML, ".xls.txt", True),
        ("档.mht", "multipart/related", ".mht.txt", True),
        ("无名", PDF, ".txt", False),
    ],
)
def test_a_copy_has_a_name_that_every_address_takes_and_is_never_run(
    name: str, media_type: str, end: str, shown: bool
) -> None:
    one = of(budget(), record(name, media_type))
    (made,) = arranged(one, "copy", {}).documents
    assert made.copy == f"documents/dept_budget-{made.sha256[:8]}{end}"
    assert bool(made.shown) == shown


@pytest.mark.parametrize(
    ("wanted", "address"),
    [
        ("copy", "tongchuan-yibao/2023/documents/dept_budget-00000005.pdf#page=3"),
        ("link", "https://a.example/b.pdf#page=3"),
        ("none", ""),
    ],
)
def test_settings_say_what_stands_behind_the_figures(wanted: Documents, address: str) -> None:
    one = arranged(of(replace(budget(), source_url="https://a.example/b.pdf"), record("a.pdf", PDF)), wanted, {})
    assert source(one, Place("a.pdf", "3"), table=2) == address


def test_a_document_that_names_somebody_is_shown_without_and_not_copied() -> None:
    """The clerk of a form, a clerk in a sentence, a number of a person; not the number of an office."""
    one = with_person()
    found, (text,) = placed(one)
    assert (found.documents[0].copy, found.documents[0].withheld) == ("", "private")
    shown = " ".join(words.text for block in text.blocks for row in block.rows for words in row)
    assert "***" in shown and "项目当年预算" in shown
    assert not any(secret in shown for secret in ("王小明", "李小红", "13800000000", "2345678"))
    assert personal("联系人：王小明") and personal("请打13800000000") and not personal("咨询电话：0818-2345678")
    said = replace(budget(), paragraphs=(Paragraph("填报人：王小明", Place("budget.txt", "", 3)),))
    assert placed(said)[0].documents[0].withheld == "private"


def test_what_was_not_read_is_not_copied() -> None:
    one = budget()
    told = NOTICES["hidden_sheet"]
    finding = replace(one.findings[0], check="read", title_en=told, place=Place("budget.txt"))
    assert placed(replace(one, findings=(finding,)))[0].documents[0].withheld == "unread"
    assert placed(one)[0].documents[0].withheld == ""


def test_every_figure_of_a_text_has_its_line() -> None:
    one = budget()
    found, (text,) = placed(one)
    names = {words.name for block in text.blocks for row in block.rows for words in row}
    ids = {fact.fact_id for fact in one.facts} | {goal.indicator_id for goal in one.indicators}
    assert ids <= text.places.keys() and set(text.places.values()) <= names
    fact = one.facts[0]
    assert source(found, fact.place, fact).endswith(f".html#{text.places[fact.fact_id]}")


def test_every_figure_of_a_sheet_has_its_cell() -> None:
    one = of(budget(), record("budget.txt", HTML))
    _, (text,) = placed(one)
    words = {each.name: each.text for block in text.blocks for row in block.rows for each in row if each.name}
    for fact in one.facts:
        assert words[text.places[fact.fact_id]] == fact.raw
    for goal in one.indicators:
        assert goal.target in words[text.places[goal.indicator_id]]


def test_the_largest_copies_go_first_where_there_is_no_room() -> None:
    one = arranged(of(budget(), record("a.pdf", PDF, 700), record("bb.pdf", PDF, 300)), "copy", {})
    room = (EACH + 400) / 2**20
    going = above_room([one], Site(parts=Parts(limit_mb=room)))
    assert [each.withheld for each in without(one, going).documents] == ["size", ""]
    assert not above_room([one], Site(parts=Parts(limit_mb=0))) and not above_room([one], Site(parts=Parts(limit_mb=2)))
    assert above_room([one], Site(parts=Parts(limit_mb=2), cards="all"))
