"""How a chart gets into somebody else's article: six forms of one chart, each as text to copy, live or frozen.

A frame of another site cannot ask for room without a script, so the height at each width is computed here: the drawing
has two forms, each of which scales with its width, and the line below it has one height. What a host makes of a frame
is its own affair; where it is too low, the chart shrinks.
"""

from __future__ import annotations

import hashlib
from dataclasses import dataclass, replace
from html import escape

from publish.chart import Chart, Rendered
from publish.graphics.svg import bare, size
from publish.site import Language, Site

WIDTH = 640
"""Width, in pixels, at which an article is told to embed a chart."""
BREAK = 540
"""Widest frame, in pixels, that shows the narrow form."""
WIDEST_NARROW = 440
"""Pixels beyond which the narrow form does not grow."""
CREDIT = 36
"""Height of the line below the drawing. This and the two above stand in embed.css, too."""
PREVIEWS = (320, 480, 640, 960)
"""Widths at which a chart page shows the embed."""
FOLDER = "v"
"""Frozen versions stand in this folder of a chart."""
LISTENER = (
    '<script>addEventListener("message",function(e){var h=e.data&&e.data["datawrapper-height"],k,i=0,f,'
    'a=document.querySelectorAll("iframe");if(h)for(;f=a[i++];)if(f.contentWindow===e.source)'
    'for(k in h)f.style.height=+h[k]+"px"})</script>'
)
"""Gives a frame the height that the chart in it tells; knows frames by their windows, so that many fit a page."""


@dataclass(frozen=True, slots=True)
class Form:
    """One of the two drawings of a chart."""

    link: str
    width: int
    height: int
    bare: int
    """Height without the heading."""


@dataclass(frozen=True, slots=True)
class Forms:
    """Both drawings, and how high they stand in a frame of any width."""

    wide: Form
    narrow: Form
    media: str = f"(max-width: {BREAK}px) and (max-aspect-ratio: 2/1)"
    """Where the narrow form is shown; in a frame that is far too low the wide one is larger."""

    @property
    def bared(self) -> Forms:
        """Both drawings without their headings."""
        wide, narrow = self.wide, self.narrow
        return Forms(replace(wide, height=wide.bare), replace(narrow, height=narrow.bare))

    def height(self, width: float) -> float:
        """Height in pixels of an embed in a frame of this width."""
        form, drawn = (self.narrow, min(width, WIDEST_NARROW)) if width <= BREAK else (self.wide, width)
        return drawn * form.height / form.width + CREDIT

    @property
    def rule(self) -> str:
        """The same as a CSS length, of the width of the container."""
        narrow, wide = self.narrow.height / self.narrow.width, self.wide.height / self.wide.width
        jump = BREAK * wide - WIDEST_NARROW * narrow
        return (
            f"calc({CREDIT}px + min(100cqw,{WIDEST_NARROW}px)*{narrow:.4f} + max(0px,100cqw - {BREAK}px)*{wide:.4f} + "
            f"clamp(0px,(100cqw - {BREAK}px)*999,1px)*{jump:.1f})"
        )


@dataclass(frozen=True, slots=True)
class Embedded:
    """What forms of embedding are made of: whole addresses, and words."""

    page: str
    frame: str
    wide: str
    narrow: str
    picture: str
    """What stands for the chart where frames fail: a PNG where there is one."""
    title: str
    description: str
    caption: str
    forms: Forms

    def address(self) -> str:
        """What to paste where an editor asks sites how to embed them."""
        return self.page

    def image(self) -> str:
        """A picture that is never wider than its column."""
        narrow = f'<source media="(max-width: {WIDEST_NARROW}px)" srcset="{self.narrow}">' if self.narrow else ""
        return (
            f'<figure><a href="{self.page}"><picture>{narrow}<img src="{self.wide}" alt="{escape(self.description)}" '
            f'width="100%" loading="lazy"></picture></a><figcaption>{escape(self.caption)}</figcaption></figure>'
        )

    def iframe(self, inside: str | None = None) -> str:
        """A frame as high as its width asks; where styles are dropped, the chart shrinks to the height given."""
        high = round(self.forms.height(WIDTH))
        inner = self.fallback() if inside is None else inside
        return (
            f'<div style="width:100%;container-type:inline-size"><iframe src="{self.frame}" '
            f'title="{escape(self.title)}" width="100%" height="{high}" loading="lazy" frameborder="0" '
            f'style="display:block;width:100%;height:{self.forms.rule};border:0">{inner}</iframe></div>'
        )

    def amp(self, more: str) -> str:
        """For AMP pages; ``more`` is written on what asks for more room."""
        return (
            f'<amp-iframe src="{self.frame}" title="{escape(self.title)}" width="{WIDTH}" '
            f'height="{round(self.forms.height(WIDTH))}" layout="responsive" sandbox="allow-scripts allow-popups" '
            f'frameborder="0" resizable><div overflow tabindex="0" role="button" aria-label="{escape(more)}">'
            f'{escape(more)}</div><amp-img placeholder layout="fill" src="{self.picture}" '
            f'alt="{escape(self.description)}"></amp-img></amp-iframe>'
        )

    def fallback(self) -> str:
        """What stands inside a frame, for where frames fail."""
        return f'<a href="{self.page}"><img src="{self.picture}" alt="{escape(self.description)}" width="100%"></a>'


def forms(drawing: Rendered, wide: str, narrow: str) -> Forms:
    """Both drawings of a chart, and where they are."""
    return Forms(_form(drawing.svg, wide), _form(drawing.svg_narrow, narrow))


def _form(svg: str, link: str) -> Form:
    width, height = size(svg)
    return Form(link, round(width), round(height), round(bare(svg)[3]))


def version(site: Site, chart: Chart, language: Language) -> str:
    """Stands for all that a chart says in one language at the address of a site, not for how it is drawn."""
    texts = (chart.title, chart.subtitle, chart.description, chart.source)
    marks = [
        (one.label.of(language), one.value, one.shown.of(language), one.reference, one.doubtful) for one in chart.marks
    ]
    said = repr((site.base_url, chart.template, chart.role, chart.unit, [one.of(language) for one in texts], marks))
    return hashlib.sha256(said.encode()).hexdigest()[:8]
