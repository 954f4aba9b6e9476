"""Atom feeds: what was published last, the gravest findings, and figures that were changed; these as JSON Feed too.

No clock is read: an entry is dated by its document, so that the same input gives the same bytes.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from xml.sax.saxutils import escape, quoteattr

from fiscal.changes import PARTS
from fiscal.records import Disclosure
from publish.brief import Briefs
from publish.catalog import Catalog
from publish.news.phrase import told
from publish.outputs import Output, text
from publish.pages.changed import printed
from publish.pages.findings import listed
from publish.press import Press

MOST = 100


@dataclass(frozen=True, slots=True)
class Entry:
    """One entry of a feed."""

    name: str
    """Stable id within the site."""
    title: str
    address: str
    summary: str
    updated: str


def feed(press: Press, catalog: Catalog, briefs: Briefs) -> Iterator[Output]:
    """``feed.xml`` of disclosures and ``findings/feed.xml`` of findings, in every language."""
    for language in press.languages:
        prefix = press.prefix(language)
        kinds = press.word(language, "feed.disclosures"), press.word(language, "feed.findings")
        pages = list(_pages(press, catalog, briefs, language))
        yield atom(press, f"{prefix}feed.xml", kinds[0], pages, language)
        yield atom(
            press, f"{prefix}findings/feed.xml", kinds[1], list(_findings(press, catalog, briefs, language)), language
        )
        changed = list(_changes(press, catalog, briefs, language))
        title = press.word(language, "feed.changes")
        yield atom(press, f"{prefix}changes.xml", title, changed, language)
        yield _json(press, f"{prefix}changes.json", title, changed, language)


def _changes(press: Press, catalog: Catalog, briefs: Briefs, language: str) -> Iterator[Entry]:
    """Figures that a department printed otherwise when it published again, dated by the day on which it did."""
    unknown = press.word(language, "changes.undated")
    for one in catalog.department_years:
        for found in one.disclosures:
            address = press.site.absolute(f"{press.prefix(language)}{one.path}#changes")
            for step in briefs[found.disclosure_id].republished:
                when = press.word(language, "feed.edition", old=step.old or unknown, new=step.new or unknown)
                for item in step.changes:
                    label = " ".join(filter(None, (item.label, _part(press, language, item.column))))
                    said = press.word(
                        language, "feed.changed", label=label, old=printed(item.old), new=printed(item.new)
                    )
                    name = "-".join(
                        filter(None, (item.figure_id, item.column if item.column in PARTS else "", step.new))
                    )
                    summary = f"{found.department} {found.fiscal_year} {item.table} · {when}"
                    yield Entry(
                        name, f"{found.department} {found.fiscal_year} {said}", address, summary, _at(step.new, found)
                    )


def _part(press: Press, language: str, column: str) -> str:
    return press.word(language, f"changes.{column}") if column in PARTS else column


def _json(press: Press, path: str, title: str, entries: Iterable[Entry], language: str) -> Output:
    """The same as JSON Feed 1.1."""
    site = press.site
    name = site.title if language == "zh" else site.title_en
    items = [
        {"id": _identity(press, one.name), "url": one.address, "title": one.title, "content_text": one.summary}
        | {"date_published": one.updated}
        for one in newest(entries)
    ]
    content: dict[str, object] = {"version": "https://jsonfeed.org/version/1.1", "title": f"{name} · {title}"}
    content |= {"language": language, "feed_url": site.absolute(path), "home_page_url": site.absolute("")}
    return text(path, json.dumps({**content, "items": items}, ensure_ascii=False, indent=1) + "\n")


def _pages(press: Press, catalog: Catalog, briefs: Briefs, language: str) -> Iterator[Entry]:
    for one in catalog.department_years:
        for found in one.disclosures:
            kind = press.name(language, "kind", found.kind)
            brief = briefs[found.disclosure_id]
            figures = brief.facts + brief.indicators + brief.statements
            breaks = brief.checked[2]
            counts = press.word(language, "feed.summary", tables=brief.tables, figures=figures, breaks=breaks)
            joint = "" if language == "zh" else " "
            summary = joint.join((*(told(press, language, sentence) for sentence in brief.news.values()), counts))
            address = press.site.absolute(press.prefix(language) + one.path)
            title = f"{found.department} {found.fiscal_year} {kind}"
            yield Entry(found.disclosure_id, title, address, summary, dated(found))


def _findings(press: Press, catalog: Catalog, briefs: Briefs, language: str) -> Iterator[Entry]:
    for _, found, item in listed(catalog, briefs)[:MOST]:
        target = press.prefix(language) + briefs[found.disclosure_id].homes[item.finding_id]
        title, message = (item.title_en, item.message_en) if language == "en" else (item.title, item.message)
        summary = f"{found.department} {found.fiscal_year}: {message or item.message}"
        yield Entry(item.finding_id, title or item.title, press.site.absolute(target), summary, dated(found))


def dated(found: Disclosure) -> str:
    """Date of publication as a timestamp, or the first day of the fiscal year where none is printed."""
    return _at(found.published, found)


def _at(when: str, found: Disclosure) -> str:
    known = re.fullmatch(r"(\d{4})-(\d{2})-(\d{2})", when)
    return f"{when if known else f'{found.fiscal_year:04d}-01-01'}T00:00:00Z"


def newest(entries: Iterable[Entry]) -> list[Entry]:
    """As many as a feed holds, the newest first."""
    return sorted(entries, key=lambda one: one.updated, reverse=True)[:MOST]


def atom(press: Press, path: str, title: str, entries: Iterable[Entry], language: str) -> Output:
    """A feed of entries, the newest first."""
    ordered = newest(entries)
    updated = ordered[0].updated if ordered else "1970-01-01T00:00:00Z"
    name = press.site.title if language == "zh" else press.site.title_en
    address = press.site.absolute(path)
    head = (
        '<?xml version="1.0" encoding="utf-8"?>\n<feed xmlns="http://www.w3.org/2005/Atom">\n'
        f"<title>{_clean(name)} · {_clean(title)}</title>\n<id>{_id(press, path)}</id>\n"
        f'<link rel="self" href={quoteattr(address)}/>\n<updated>{updated}</updated>\n'
        f"<author><name>{_clean(press.site.publisher or name)}</name></author>\n"
    )
    body = "".join(
        f"<entry>\n<title>{_clean(one.title)}</title>\n<id>{_id(press, one.name)}</id>\n"
        f"<link href={quoteattr(one.address)}/>\n<updated>{one.updated}</updated>\n"
        f"<summary>{_clean(one.summary)}</summary>\n</entry>\n"
        for one in ordered
    )
    return text(path, f"{head}{body}</feed>\n")


def _id(press: Press, name: str) -> str:
    """A stable id: below the site's address when it has one."""
    return _clean(_identity(press, name))


def _identity(press: Press, name: str) -> str:
    return f"{press.site.base_url}{name}" if press.site.base_url else f"urn:mingzhang:{name}"


def _clean(content: str) -> str:
    """Text that XML may carry."""
    return escape(re.sub(r"[^\t\n\r\u0020-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]", "", content))
