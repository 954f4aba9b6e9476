"""What ``site.toml`` says: title, address, licence, which outputs to write.

A publisher edits this file by hand, so every mistake in it gets one line that names the key and the reason.
"""

from __future__ import annotations

import re
import tomllib
from collections.abc import Mapping
from dataclasses import dataclass, fields
from typing import Any, Literal

Language = Literal["zh", "en"]
OUTPUTS = ("parquet", "sqlite", "excel", "english", "png", "feeds", "oembed", "prints")
"""Outputs that a publisher may leave out; pages, CSV, JSON and datapackage.json are always written."""


class SiteError(Exception):
    """A site.toml that cannot be used; the message names the key and the reason."""


@dataclass(frozen=True, slots=True)
class Licence:
    """Licence under which the compiled data are offered."""

    name: str = "CC-BY-4.0"
    title: str = "知识共享署名 4.0 国际（CC BY 4.0）"
    url: str = "https://creativecommons.org/licenses/by/4.0/"


@dataclass(frozen=True, slots=True)
class Site:
    """Settings of a site."""

    title: str = "明账"
    title_en: str = "Mingzhang"
    tagline: str = "地方政府部门的预算、决算与绩效，逐表可查、逐数可核"
    tagline_en: str = "Local-government budgets, accounts and targets: every table open, every figure checked"
    base_url: str = ""
    """Address of the site with a closing ``/``, or blank when it is not known yet."""
    language: Language = "zh"
    publisher: str = ""
    contact: str = ""
    """E-mail address or web address for corrections."""
    licence: Licence = Licence()
    outputs: tuple[str, ...] = OUTPUTS

    def absolute(self, path: str) -> str:
        """Whole address of a path of the site; the path itself when base_url is blank."""
        return self.base_url + path


def read_site(text: str) -> Site:
    """Read the text of a ``site.toml``; a blank text gives the defaults. Raises SiteError."""
    try:
        data = tomllib.loads(text)
    except tomllib.TOMLDecodeError as error:
        raise SiteError(f"不是合法的 TOML：{error}") from error
    known = {one.name for one in fields(Site)}
    _refuse_unknown(data, known, "")
    values: dict[str, Any] = {name: _text(data, name, "") for name in data if name not in {"licence", "outputs"}}
    if "base_url" in values:
        values["base_url"] = _address(values["base_url"])
    if values.get("language", "zh") not in {"zh", "en"}:
        raise SiteError(f"language：只能是 zh 或 en，现为 {values['language']!r}")
    if "title" in values and not values["title"]:
        raise SiteError("title：不能为空")
    if "licence" in data:
        values["licence"] = _licence(data["licence"])
    if "outputs" in data:
        values["outputs"] = _outputs(data["outputs"])
    return Site(**values)


def _refuse_unknown(data: Mapping[str, Any], known: set[str], prefix: str) -> None:
    for name in sorted(set(data) - known):
        raise SiteError(f"{prefix}{name}：不认识的键；可用的键：{'、'.join(sorted(known))}")


def _text(data: Mapping[str, Any], name: str, prefix: str) -> str:
    value = data[name]
    if not isinstance(value, str):
        raise SiteError(f"{prefix}{name}：应为文字（加引号），现为 {value!r}")
    return value.strip()


def _address(value: str) -> str:
    if value and not re.fullmatch(r"https?://[^\s/?#]+(/[^\s?#]*)?", value):
        raise SiteError(f"base_url：应为 http:// 或 https:// 开头的网址，或留空，现为 {value!r}")
    return value if not value or value.endswith("/") else f"{value}/"


def _licence(data: object) -> Licence:
    if not isinstance(data, Mapping):
        raise SiteError("licence：应写作一张表：[licence]")
    _refuse_unknown(data, {one.name for one in fields(Licence)}, "licence.")
    return Licence(**{name: _text(data, name, "licence.") for name in data})


def _outputs(value: object) -> tuple[str, ...]:
    if not isinstance(value, list) or not all(isinstance(one, str) for one in value):
        raise SiteError(f"outputs：应为文字的列表，现为 {value!r}")
    for one in value:
        if one not in OUTPUTS:
            raise SiteError(f"outputs：不认识 {one!r}；可用：{'、'.join(OUTPUTS)}")
    return tuple(one for one in OUTPUTS if one in value)
