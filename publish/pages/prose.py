"""Pages of prose from Markdown: about, method, glossary; and the page for an address that does not exist."""

from __future__ import annotations

import re
from collections.abc import Iterator

from markdown_it import MarkdownIt
from markupsafe import Markup

from publish.catalog import Catalog
from publish.outputs import Output
from publish.press import Press, relative, render

ALWAYS = ("about", "method", "glossary")
"""Pages that every site has, since others lead to them, with a few words of the theme where nobody wrote them."""
EXTENDED = ("method", "glossary")
"""Pages that the theme adds something to below the prose."""
NAME = re.compile(r"[a-z0-9-]+")


def page(press: Press, catalog: Catalog) -> Iterator[Output]:
    """Every prose page in every language; where a translation is missing the Chinese text stands in for it."""
    texts = dict.fromkeys(ALWAYS, "") | dict(catalog.prose)
    for name in texts:
        if not NAME.fullmatch(name):
            continue  # a translation: it is found from the page that it translates
        for language in press.languages:
            own = f"{name}.{language}"
            source = texts.get(own if language != "zh" else name, texts[name])
            translated = language == "zh" or own in texts or not texts[name]
            yield _prose(press, name, source, language, translated=translated)
    for language in press.languages[:1]:
        yield _missing(press, language)


def _prose(press: Press, name: str, source: str, language: str, *, translated: bool) -> Output:
    html = Markup(_markdown().render(source))
    heading = re.search(r"^#\s+(.+)$", source, re.MULTILINE)
    title = heading.group(1).strip() if heading else press.name(language, "nav", name)
    html = html or Markup("<h1>{}</h1>").format(title) + Markup(_markdown().render(_words(press, language, name)))
    template = f"{name}.html" if name in EXTENDED else "prose.html"
    shared = {
        "title": title,
        "body": html,
        "translated": translated,
        "terms": press.theme.glossary,
        "checks": _checks(press, language) if name == "method" else (),
    }
    return render(press, language, template, f"{name}/index.html", shared)


def _checks(press: Press, language: str) -> list[tuple[str, list[tuple[str, str]]]]:
    """Checks by what they are of: the letter that their names begin with, or any other."""
    named = press.group(language, "series")
    letters = [letter for letter, _ in named]
    of: dict[str, list[tuple[str, str]]] = {letter: [] for letter in letters}
    for check, text in press.group(language, "check"):
        of[check[0] if check[0] in of else letters[-1]].append((check, text))
    return [(name, of[letter]) for letter, name in named if of[letter]]


def _words(press: Press, language: str, name: str) -> str:
    """What the theme itself says on a page, in Markdown; blank where it has nothing to say."""
    return dict(press.group(language, "prose")).get(name, "")


def _markdown() -> MarkdownIt:
    return MarkdownIt("commonmark", {"html": False}).enable("table")


def _missing(press: Press, language: str) -> Output:
    """``404.html``: served at any depth, so its links start from the root of the site."""
    base = press.site.base_url

    def rooted(target: str) -> str:
        return base + press.prefix(language) + target if base else relative("404.html", press.prefix(language) + target)

    def asset(name: str) -> str:
        path = press.theme.assets[name].path
        return base + path if base else path

    shared = {"page": rooted, "asset": asset, "file": rooted, "others": ()}
    return render(press, language, "missing.html", "404.html", shared)
