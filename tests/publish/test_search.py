"""What can be found of a disclosure, its terms, and the files of the index."""

from __future__ import annotations

import json
import re
from collections import Counter
from dataclasses import replace

import pytest

from publish.catalog import catalog
from publish.search.entries import LETTERS, entries
from publish.search.pieces import piece, shards
from publish.search.terms import BUCKETS, bucket, fold, initials, simplified, spelled, terms, words
from publish.site import Site
from tests.publish.samples import budget, sample_catalog


def test_terms_are_pairs_pinyin_words_and_numbers() -> None:
    assert terms("“三公”经费 2080505") == {"三公", "公经", "经费", "san'gong", "gong'jing", "jing'fei", "2080505"}
    assert terms("A局", spelled=False) == {"局"}
    assert terms("Ｂudget ２０２３") == {"budget", "2023"}
    assert terms("") == frozenset()


def test_traditional_characters_are_simplified_ones() -> None:
    assert fold("醫療保障機關運行經費") == "医疗保障机关运行经费"
    assert all(len(one) < 2 for one in simplified().values())


def test_names_are_found_by_their_initials() -> None:
    assert initials("苏州市审计局") == ("szssjj", "szsjj")
    assert initials("局") == ()


def test_words_for_one_thing_are_apart_from_those_for_others() -> None:
    for group in words().groups:
        assert len(group) == len(set(group)), group
    assert spelled()["fagaiwei"] == "发改委"
    assert set(words().says) <= set(LETTERS) | {"w"}


@pytest.mark.parametrize("term", ["医保", "shen'ji", "budget", "2080505"])
def test_what_begins_alike_is_looked_up_in_one_bucket(term: str) -> None:
    assert 0 <= bucket(term) < BUCKETS
    if term.isalnum() and term.isascii():
        assert bucket(term) == bucket(term[:2]) == bucket(term[:3])


def test_a_disclosure_is_found_by_all_that_it_holds() -> None:
    shown = catalog((budget(),), Site())
    (page,) = shown.department_years
    found = entries(page, page.disclosures[0])
    assert found[0].title == "通川区医疗保障事务中心 2023"
    assert {"t", "i", "p", "g", "a", "s", "f"} <= {one.kind for one in found}
    assert max(Counter((one.kind, one.title) for one in found).values()) == 1
    assert all(not one.address or "#" in one.address or one.address.endswith(".html") for one in found)
    titles = {one.title for one in found if one.kind == "i"}
    assert "2210201 住房公积金" in titles or any(one.endswith("住房公积金") for one in titles)


def test_every_term_of_every_entry_is_in_the_index_once() -> None:
    shown = sample_catalog()
    lists = [entries(page, one) for page in shown.department_years for one in page.disclosures]
    pieces = [piece(one) for one in lists]
    for many in (8, 32, BUCKETS):
        met: dict[tuple[int, str], str] = {}
        for shard, content in shards(pieces, many):
            number = -1
            for line in content.splitlines():
                if line.startswith("#"):
                    number = int(line[1:])
                    continue
                term, _, postings = line.partition("\t")
                assert bucket(term) % many == shard
                assert (number, term) not in met
                met[number, term] = postings
        for number, some in enumerate(lists):
            for place, one in enumerate(some):
                for term in terms(one.title, spelled=False):
                    assert f"{one.kind}{place}" in met[number, term]


def test_the_index_names_what_stands_on_the_site(site: dict[str, bytes]) -> None:
    """Every entry of every list leads to a file that is there, and to an anchor in it."""
    rows = json.loads(site["search/pages/0.json"])
    assert [row[1] for row in rows[-3:]] == ["places", "glossary", "compare"]
    for path, kind, *_ in rows[:-3]:
        for title, address in json.loads(site[f"{path}{kind}.search.json"]):
            file, _, anchor = address.partition("#")
            page = site[f"{path}{file or 'index.html'}"].decode()
            assert title and (not anchor or f'id="{anchor}"' in page), address
    for title, address in json.loads(site["search/compare.json"]):
        assert title and f"{address}index.html" in site
    for name in ("places", "glossary"):
        for title, address in json.loads(site[f"search/{name}.json"]):
            file, _, anchor = address.partition("#")
            assert title and f'id="{anchor}"' in site[f"{file}index.html"].decode(), address


def test_an_edit_changes_the_pieces_of_its_own_disclosure_only() -> None:
    edited = replace(budget(), tables=tuple(replace(one, title="改过的表名") for one in budget().tables))
    before, after = (
        {
            one.disclosure_id: piece(entries(page, one))
            for page in catalog((first, budget(2022)), Site()).department_years
            for one in page.disclosures
        }
        for first in (budget(), edited)
    )
    assert [before[name] == after[name] for name in sorted(before)] == [True, False]


@pytest.mark.parametrize(
    ("query", "address"),
    [
        ("人均", "compare/511702/2023/"),
        ("三公经费", "compare/511702/2023/"),
        ("公务用车", "compare/511702/2023/"),
        ("per head", "compare/511702/2023/"),
        ("通川", "compare/511702/2023/"),
        ("物业", "items/"),
        ("培训", "items/"),
        ("排序", "ask/"),
    ],
)
def test_comparisons_items_and_the_page_that_asks_are_found(site: dict[str, bytes], query: str, address: str) -> None:
    (folder,) = sample_catalog().comparisons
    told = json.loads(site["search/compare.json"])
    index = "".join(site[path].decode() for path in site if path.startswith("search/terms/"))
    rows = [row for path in sorted(site) if path.startswith("search/pages/") for row in json.loads(site[path])]
    number = next(place for place, row in enumerate(rows) if row[1] == "compare")
    pieces = re.split(r"^#(\d+)\n", index, flags=re.M)
    own = "".join(text for at, text in zip(pieces[1::2], pieces[2::2], strict=True) if int(at) == number)
    found = dict(line.split("\t") for line in own.splitlines())
    wanted = terms(query, spelled=False)
    hits = [set(re.findall(r"c(\d+)", found.get(term, ""))) for term in sorted(wanted)]
    places = [told[int(one)][1] for one in sorted(set.intersection(*hits))]
    assert (folder if address.startswith("compare") else address) in places
