"""A sentence as a page says it: every figure leads to the place where it is printed."""

from __future__ import annotations

from collections.abc import Callable

from markupsafe import Markup, escape

from publish import words
from publish.news.phrase import Sentence, Shown
from publish.press import Press


def spoken(press: Press, language: str, sentence: Sentence, place: Callable[[Shown], str]) -> Markup:
    """A sentence as HTML: every figure leads to the place where it is printed."""
    template = escape(press.theme.strings[language][f"sentence.{sentence.key}"])

    def linked(value: Shown) -> Markup:
        text = value.en if language == "en" else value.zh
        said = Markup('<span lang="zh-Hans">{}</span>').format(text) if value.chinese and language != "zh" else None
        if value.fact is None or value.disclosure is None:
            return said or (Markup("<b>{}</b>").format(text) if value.counted else escape(text))
        printed = words.place_text(value.fact.place, language)
        look = "figure words" if value.chinese else "figure"
        return Markup('<a class="{}" href="{}" title="{}">{}</a>').format(look, place(value), printed, said or text)

    return template.format(**{name: linked(value) for name, value in sentence.values})
