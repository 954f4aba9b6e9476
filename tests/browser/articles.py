"""What content systems make of the codes that chart pages offer, and of what frames tell them.

Each is as its own source has it: WordPress's filter and embed script, AMP's layout and sentinel, Medium's text.
"""

from __future__ import annotations

import re
from typing import Any

HOST = """
function each(kind, take) {
  addEventListener("message", function (event) {
    document.querySelectorAll("." + kind + " iframe").forEach(function (frame) {
      if (frame.contentWindow === event.source) take(frame, event.data);
    });
  });
}
window.got = [];
addEventListener("message", function (event) { got.push(event.data); });
each("amp", function (frame, said) { // amp-iframe: takes heights with its sentinel only, above 100 px
  if (said.sentinel === "amp" && said.type === "embed-size" && said.height > 100) {
    frame.parentNode.style.paddingBottom = 0;
    frame.style.position = "static";
    frame.style.height = said.height + "px";
  }
});
each("medium", function (frame, said) {
  try { said = JSON.parse(said); } catch (error) { return; }
  if (said.context === "iframe.resize") frame.height = said.height;
});
each("wordpress", function (frame, said) { // wp-includes/js/wp-embed.js
  if (!said.secret || said.secret !== frame.dataset.secret || /[^a-zA-Z0-9]/.test(said.secret)) return;
  if (said.message === "height") frame.height = Math.max(200, Math.min(1000, parseInt(said.value, 10)));
  if (said.message === "link") window.led = said.value;
});
"""
"""What systems do with what frames tell, each for its own frames only."""


def wordpress(card: dict[str, Any]) -> str:
    """What WordPress makes of an oEmbed answer: wp_filter_oembed_result and the title that it adds."""
    kept = re.sub(r"</?(?!(?:a|blockquote|iframe)\b)\w+[^>]*>", "", card["html"])
    names = ("src", "width", "height", "frameborder", "marginwidth", "marginheight", "scrolling", "title")
    kept = re.sub(rf' (?!(?:{"|".join(names)})=)[\w-]+="[^"]*"(?=[^<>]*></iframe>)', "", kept)
    found = re.search(r"(<blockquote>.*?</blockquote>)?.*(<iframe.*?></iframe>)", kept, re.DOTALL)
    assert found is not None and found[1], kept
    frame = re.sub(r' src="(.*?)"', r' src="\1#?secret=abc123"', found[2])
    forced = '<iframe class="wp-embedded-content" sandbox="allow-scripts" security="restricted" data-secret="abc123" '
    return frame.replace("<iframe ", forced)


def amp(code: str) -> str:
    """What an AMP page makes of an amp-iframe with a responsive layout."""
    found = dict(re.findall(r'([\w-]+)="([^"]*)"', code[: code.index(">")]))
    assert found["layout"] == "responsive" and " resizable" in code and "placeholder" in code and "overflow" in code
    high = 100 * int(found["height"]) / int(found["width"])
    frame = f'<iframe src="{found["src"]}" sandbox="{found["sandbox"]}" frameborder="0" style="position:absolute;'
    return f'<div style="position:relative;padding-bottom:{high}%">{frame}width:100%;height:100%"></iframe></div>'


def unstyled(code: str) -> str:
    """What a system leaves that drops styles."""
    return re.sub(r' style="[^"]*"', "", code)


def forms(offered: dict[str, str], card: dict[str, Any]) -> dict[str, str]:
    """Every form, as it stands in an article."""
    frame = offered["frame"]
    return {
        "frame": frame,
        "sandboxed": frame.replace("<iframe ", '<iframe sandbox="" '),
        "unstyled": unstyled(frame),
        "low": re.sub(r' height="\d+"', ' height="240"', unstyled(frame)),
        "listening": unstyled(frame),
        "medium": unstyled(frame).replace("<iframe ", '<iframe sandbox="allow-scripts" '),
        "wordpress": wordpress(card),
        "ghost": card["html"],
        "amp": amp(offered["amp"]),
    }
