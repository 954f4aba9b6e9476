"""Turns a template and values into a page, in one language, at one address.

The one home of Jinja: autoescape is on for every template, an unknown name is an error, all links are relative.
"""

from __future__ import annotations

import json
import posixpath
from collections.abc import Callable, Mapping
from contextlib import suppress
from dataclasses import dataclass
from functools import lru_cache
from typing import Any

from jinja2 import BytecodeCache, DictLoader, Environment, StrictUndefined, TemplateError
from jinja2.bccache import Bucket
from markupsafe import Markup, escape

from publish import words
from publish.english import places as english
from publish.english.bodies import body
from publish.english.marks import marked
from publish.outputs import Output, text
from publish.site import Language, Site
from publish.theme import LANGUAGES, Theme

TAGS = {"zh": "zh-Hans", "en": "en"}
"""Language tags of pages."""
SPOKEN = frozenset({"index.html", "embed.html", "findings.html"})
"""Pages of a year that there are in every language; the others beside it are in that of the site only."""
POLICY = (
    "default-src 'none'; script-src 'self'; worker-src 'self'; style-src 'self'; img-src 'self' data:; "
    "connect-src 'self'; font-src 'self'; base-uri 'none'; form-action 'none'"
)
CARDS = "/figures/"
"""Folder of the cards of figures, which are in the language of the site, too."""
MARK = f' lang="{TAGS["zh"]}"'
ELSEWHERE = ("https://", "http://")
"""What the address of a file begins with that is not in the site."""


@dataclass(frozen=True, slots=True)
class Press:
    """A site's settings and its theme: what every page needs."""

    site: Site
    theme: Theme

    @property
    def languages(self) -> tuple[Language, ...]:
        """Languages that are published, the site's own first."""
        others = tuple(one for one in LANGUAGES if one != self.site.language)
        return (self.site.language, *(others if "english" in self.site.outputs else ()))

    def prefix(self, language: str) -> str:
        """Folder of a language; blank for the site's own."""
        return "" if language == self.site.language else f"{language}/"

    def word(self, language: str, key: str, **values: object) -> str:
        """A string of the theme with its placeholders filled. Raises KeyError for an unknown key."""
        return self.theme.strings[language][key].format(**values)

    def name(self, language: str, group: str, key: str, default: str = "") -> str:
        """Name of a coded value (``kind.dept_budget``), or the default where the theme has none."""
        return self.theme.strings[language].get(f"{group}.{key}", default or key)

    def group(self, language: str, name: str) -> tuple[tuple[str, str], ...]:
        """All strings of a group, as pairs of key and words, in the order of the file."""
        start = f"{name}."
        words = self.theme.strings[language].items()
        return tuple((key.removeprefix(start), text) for key, text in words if key.startswith(start))


def relative(path: str, target: str) -> str:
    """Link from one page to another file of the site; folders end with ``/``."""
    link = posixpath.relpath("/" + target, "/" + posixpath.dirname(path))
    return f"{link}/" if target.endswith("/") or target == "" else link


def alone(path: str) -> bool:
    """Whether a page of a year is there in the language of the site only."""
    return path.endswith(".html") and (posixpath.basename(path) not in SPOKEN or CARDS in path)


def leading(press: Press, language: str, here: str) -> Callable[[str], str]:
    """Links from a page to where figures and findings stand, by the address below the root of the site.

    What has a page in the language of the site only is led to there.
    """

    def to(address: str) -> str:
        target, _, name = address.partition("#")
        target = target if alone(target) else press.prefix(language) + target
        same = here == (target if target.endswith(".html") else f"{target}index.html")
        return f"#{name}" if same else relative(here, target) + (f"#{name}" if name else "")

    return to


def render(press: Press, language: str, template: str, path: str, values: Mapping[str, Any]) -> Output:
    """Render a page. ``path`` is its address without the language (``a/2023/index.html``)."""
    here = press.prefix(language) + path

    def page(target: str) -> str:
        """Link to a page, in the same language."""
        return relative(here, press.prefix(language) + target)

    def file(target: str) -> str:
        """Link to a file that is the same in all languages, in the site or elsewhere."""
        return target if target.startswith(ELSEWHERE) else relative(here, target)

    def asset(name: str) -> str:
        return relative(here, press.theme.assets[name].path)

    context = {
        "lang": language,
        "tag": TAGS[language],
        "site": press.site,
        "policy": POLICY,
        "path": here,
        "folder": posixpath.dirname(path) + "/" if "/" in path else "",
        "site_title": press.site.title if language == "zh" else press.site.title_en,
        "tagline": press.site.tagline if language == "zh" else press.site.tagline_en,
        "others": tuple(
            (TAGS[one], press.word(one, "language.name"), relative(here, _folder(press.prefix(one) + path)))
            for one in press.languages
            if one != language
        ),
        "canonical": press.site.absolute(_folder(here)),
        "versions": tuple(
            (tag, press.site.absolute(_folder(press.prefix(one) + path)))
            for one, tag in (*((one, TAGS[one]) for one in press.languages), (press.languages[0], "x-default"))
        ),
        "t": translator(press, language),
        "name": _namer(press, language),
        "page": page,
        "file": file,
        "asset": asset,
        "to": leading(press, language, here),
        "assets": press.theme.assets,
    }
    html = environment(press.theme).get_template(template).render({**context, **values})
    return text(here, _unmarked(html) if language == "zh" else marked(html))


def _unmarked(html: str) -> str:
    """A Chinese page without the marks that parts of it are Chinese, a thirtieth of its bytes: all of it is."""
    head, body, rest = html.partition("<body")
    return head + body + rest.replace(MARK, "")


def _folder(path: str) -> str:
    return path.removesuffix("index.html")


def translator(press: Press, language: str) -> Callable[..., Markup]:
    """What templates call ``t``: a string of the theme with its placeholders filled, safe as HTML."""

    def translate(key: str, **values: object) -> Markup:
        return escape(press.theme.strings[language][key]).format(**values)

    return translate


def _namer(press: Press, language: str) -> Callable[..., str]:
    def name(group: str, key: str, default: str = "") -> str:
        return press.name(language, group, key, default)

    return name


class _Compiled(BytecodeCache):
    """Templates that were compiled before, by the names that Jinja keeps them under."""

    def __init__(self, held: dict[str, bytes]) -> None:
        self._held = held

    def load_bytecode(self, bucket: Bucket) -> None:
        """Take a template over, where it is there and its source is the same."""
        if bucket.key in self._held:
            bucket.bytecode_from_string(self._held[bucket.key])

    def dump_bytecode(self, bucket: Bucket) -> None:
        """Keep a template."""
        self._held[bucket.key] = bucket.bytecode_to_string()


def compiled(theme: Theme) -> dict[str, bytes]:
    """All templates of a theme that compile, as ``Theme.compiled`` holds them; the others are met at their pages."""
    made = environment(theme)
    for name in theme.templates:
        with suppress(TemplateError):
            made.get_template(name)
    return theme.compiled


@lru_cache(maxsize=4)
def environment(theme: Theme) -> Environment:
    """Jinja with the templates of a theme."""
    made = Environment(
        loader=DictLoader(theme.templates),
        bytecode_cache=_Compiled(theme.compiled),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )
    made.filters["json_block"] = json_block
    made.filters["size"] = words.size_text
    made.filters["number"] = words.number
    made.globals["money"] = words.money
    made.globals["unit_name"] = words.unit_name
    made.globals["place_text"] = words.place_text
    made.globals["region_name"] = words.region_name
    made.globals["english_place"] = english.place
    made.globals["english_names"] = english.names
    made.globals["english_body"] = body
    return made


def json_block(value: object) -> Markup:
    """JSON for a data block in a page: no content can close the block."""
    raw = json.dumps(value, ensure_ascii=False, separators=(",", ":"))
    for character in "<>&\u2028\u2029":
        raw = raw.replace(character, f"\\u{ord(character):04x}")
    return Markup(raw)
