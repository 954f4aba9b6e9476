"""Web page to element tree, within limits that keep the library behind it quick and complete.

The library drops text below its depth limit without a word and needs minutes for a tag with a million attributes,
so both are counted first.
"""

from __future__ import annotations

import re

from lxml import etree
from lxml import html as library

from fiscal.document import Unreadable
from fiscal.limits import LIMITS
from parsers.words import SAID

MOST_DEPTH = LIMITS.html.depth
MOST_ATTRIBUTES = LIMITS.html.attributes
RAW = re.compile(r"<(script|style)\b", re.IGNORECASE)
ENDS = {name: re.compile(rf"</{name}[^>]*(?:>|\Z)", re.IGNORECASE) for name in ("script", "style")}
"""Their end tags; one that is never closed goes on to the end."""
DECLARATION = re.compile(r"^\s*<\?xml[^>]*\?>")
ATTRIBUTE = re.compile(r"[\s\"'/][^\s\"'/=<>]+\s*=")


def tree(text: str) -> etree._Element:
    """Root element of a page. Raises Unreadable ``bomb`` or ``no_content``."""
    plain = DECLARATION.sub("", _without_raw(text), count=1)
    _check_attributes(plain)
    parser = library.HTMLParser(huge_tree=True, remove_comments=True, remove_pis=True)
    try:
        root: etree._Element = library.document_fromstring(plain, parser=parser)
    except (etree.ParserError, etree.XMLSyntaxError) as error:
        raise Unreadable("no_content", SAID.page_empty) from error
    too_deep = any("Excessive depth" in entry.message for entry in parser.error_log)
    if too_deep or _depth(root) > MOST_DEPTH:
        raise Unreadable("bomb", SAID.page_deep.format(most=MOST_DEPTH))
    return root


def _without_raw(text: str) -> str:
    """The page without scripts and styles, whose content is no markup; lines stay counted."""
    kept, position = [], 0
    while (start := RAW.search(text, position)) is not None:
        kept.append(text[position : start.start()])
        end = ENDS[start.group(1).lower()].search(text, start.end())
        position = end.end() if end else len(text)
        kept.append("\n" * text.count("\n", start.start(), position))
    return "".join(kept) + text[position:]


def _check_attributes(text: str) -> None:
    """Raise for a tag with too many attributes; what stands between two ``<`` holds one tag at most."""
    for chunk in text.split("<"):
        if len(chunk) <= 2 * MOST_ATTRIBUTES:
            continue
        named = sum(1 for _ in ATTRIBUTE.finditer(chunk))
        if max(named, len(chunk.partition(">")[0].split())) > MOST_ATTRIBUTES:
            raise Unreadable("bomb", SAID.page_attributes.format(most=MOST_ATTRIBUTES))


def _depth(root: etree._Element) -> int:
    """Levels of elements under the body."""
    deepest, waiting = 0, [(root, -1)]
    while waiting:
        element, depth = waiting.pop()
        deepest = max(deepest, depth)
        waiting += [(child, depth + 1) for child in element]
    return deepest
