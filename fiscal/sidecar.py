"""The optional ``disclosure.toml`` beside a document: corrects what the document says of itself, and its figures.

Everything is read from the documents first; a key that stands here wins.
"""

from __future__ import annotations

import tomllib
from collections.abc import Mapping
from dataclasses import dataclass, fields
from typing import Any


@dataclass(frozen=True, slots=True)
class CorrectionEntry:
    """One ``[[correction]]``: which printed value, what it should read, and why."""

    reason: str
    value: str
    """What the figure should read, in the printed unit."""
    fact: str = ""
    """fact_id of the figure; or else the four keys that follow."""
    table: str = ""
    label: str = ""
    column: str = ""
    printed: str = ""
    """The value as it is printed now; the correction is unused when it no longer matches."""
    source: str = ""


@dataclass(frozen=True, slots=True)
class Sidecar:
    """What a publisher declares about a disclosure. Blank or None: read it from the documents."""

    department: str = ""
    department_id: str = ""
    region_code: str = ""
    fiscal_year: int | None = None
    kind: str = ""
    title: str = ""
    published: str = ""
    source_url: str = ""
    source_urls: tuple[tuple[str, str], ...] = ()
    """Pairs of file name and its address."""
    corrections: tuple[CorrectionEntry, ...] = ()


class SidecarError(Exception):
    """A disclosure.toml that cannot be used; the message names the key and the reason."""


def read_sidecar(text: str) -> Sidecar:
    """Read the text of a ``disclosure.toml``; a blank text gives an empty sidecar. Raises SidecarError."""
    try:
        data = tomllib.loads(text)
    except tomllib.TOMLDecodeError as error:
        raise SidecarError(f"不是合法的 TOML：{error}") from error
    known = {f.name for f in fields(Sidecar)} - {"corrections"} | {"correction"}
    unknown = sorted(set(data) - known)
    if unknown:
        raise SidecarError(f"不认识的键：{'、'.join(unknown)}；可用的键：{'、'.join(sorted(known))}")
    year = data.get("fiscal_year")
    if year is not None and (not isinstance(year, int) or not 1990 <= year <= 2100):
        raise SidecarError(f"fiscal_year 应为年份，现为 {year!r}")
    texts = {name: _text(data, name) for name in known - {"fiscal_year", "source_urls", "correction"}}
    urls = data.get("source_urls", {})
    if not isinstance(urls, Mapping):
        raise SidecarError("source_urls 应为一张表：文件名 = 网址")
    return Sidecar(
        fiscal_year=year,
        source_urls=tuple((str(name), str(url)) for name, url in urls.items()),
        corrections=tuple(_correction(entry) for entry in data.get("correction", [])),
        **texts,
    )


def _text(data: Mapping[str, Any], name: str) -> str:
    value = data.get(name, "")
    if not isinstance(value, str):
        raise SidecarError(f"{name} 应为文字，现为 {value!r}")
    return value.strip()


def _correction(entry: object) -> CorrectionEntry:
    """One entry; the value may be written as a number or as text."""
    if not isinstance(entry, Mapping):
        raise SidecarError("correction 应写作 [[correction]]")
    known = {f.name for f in fields(CorrectionEntry)}
    unknown = sorted(set(entry) - known)
    if unknown:
        raise SidecarError(f"correction 中不认识的键：{'、'.join(unknown)}")
    missing = [name for name in ("reason", "value") if not str(entry.get(name, "")).strip()]
    if missing:
        raise SidecarError(f"correction 缺少：{'、'.join(missing)}")
    return CorrectionEntry(**{name: str(value).strip() for name, value in entry.items()})
