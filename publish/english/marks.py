"""Marks what stays Chinese in an English page, so that browsers choose its font and screen readers its voice.

Templates mark whole cells and names; a sentence or a title may quote a name in the middle. What already says that it is
Chinese, and what holds no prose (scripts, drawings, choices), stays as it is.
"""

from __future__ import annotations

import re

TAG = re.compile(r"(<[^<>]*>)")
NAME = re.compile(r"</?([a-zA-Z][a-zA-Z0-9]*)")
LANGUAGE = re.compile(r' lang="([^"]*)"')
CHINESE = re.compile(r"[\u3400-\u4dbf\u4e00-\u9fff][\u3000-\u303f\u3400-\u4dbf\u4e00-\u9fff\uff01-\uff5e]*")
"""A run of Chinese signs with the full-width punctuation among and behind them."""
MARKED = r'<span lang="zh-Hans">\g<0></span>'
VOID = frozenset(("area", "base", "br", "col", "embed", "hr", "img", "input", "link", "meta", "source", "track", "wbr"))
CLOSED = frozenset(("script", "style", "svg", "select", "textarea", "title", "template"))
"""Elements in which nothing is marked."""


def marked(html: str) -> str:
    """A page in which each run of Chinese says that it is; its text is the same."""
    head, body, rest = html.partition("<body")
    if not body or not CHINESE.search(rest):
        return html
    open_: list[tuple[str, bool]] = []
    pieces = TAG.split(body + rest)
    for number, piece in enumerate(pieces):
        if number % 2:
            _step(open_, piece)
        elif piece and not (open_ and open_[-1][1]):
            pieces[number] = CHINESE.sub(MARKED, piece)
    return head + "".join(pieces)


def _step(open_: list[tuple[str, bool]], tag: str) -> None:
    """Go over a tag: ``open_`` are the elements around what follows, each with whether nothing is marked there."""
    found = NAME.match(tag)
    if found is None:
        return
    name = found[1].lower()
    if tag.startswith("</"):
        if any(one == name for one, _ in open_):
            while open_.pop()[0] != name:
                pass
    elif name not in VOID and not tag.endswith("/>"):
        language = LANGUAGE.search(tag)
        outer = bool(open_) and open_[-1][1]
        inside = any(one in CLOSED for one, _ in open_) or name in CLOSED
        silent = inside or (language[1].startswith("zh") if language else outer)
        open_.append((name, silent))
