"""A picture set from boxes and characters is the picture that a renderer draws; what it does not know, it leaves."""

from __future__ import annotations

import io
from typing import get_args

import numpy as np
import pytest
import vl_convert
from numpy.typing import NDArray
from PIL import Image

from benchmarks.charts import sample
from publish.chart import Language, Template
from publish.graphics import convert, render
from publish.graphics.outlines import Unknown, outlined
from publish.graphics.pixels import set_in_pixels
from publish.theme import LANGUAGES

OPEN = '<svg xmlns="http://www.w3.org/2000/svg" width="60" height="30">'
PAPER = '<rect width="60" height="30" fill="#ffffff"/>'
TEXT = '<text x="{}" y="20" font-size="14" fill="#1b1f24">支出</text>'


def shown(picture: bytes) -> NDArray[np.int16]:
    """Red, green and blue of each pixel."""
    return np.asarray(Image.open(io.BytesIO(picture)).convert("RGB"), np.int16)


def placed(*inside: str, scale: int = 2) -> NDArray[np.int16]:
    """A small drawing, set."""
    convert._prepare()
    return shown(set_in_pixels(f"{OPEN}{''.join(inside)}</svg>", scale, convert._character))


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("template", get_args(Template))
def test_a_chart_is_set_as_it_would_be_drawn(template: Template, language: Language) -> None:
    svg = render(sample(template), language, png=False).svg
    ours = shown(set_in_pixels(svg, 2, convert._character))
    theirs = shown(bytes(vl_convert.svg_to_png(outlined(svg), scale=2)))
    assert ours.shape == theirs.shape
    apart = np.abs(ours - theirs).max(axis=2)
    assert (theirs.min(axis=2) < 200).sum() > 5000
    assert apart.max() <= 64 and apart.mean() < 1.5, "as far as few shades are from all of them"
    assert (shown(convert.picture(svg)) == ours).all()


def test_a_picture_is_the_same_after_any_other() -> None:
    svg = [render(sample(template), "zh", png=False).svg for template in get_args(Template)]
    forth = [convert.picture(one) for one in svg]
    convert._character.cache_clear()
    back = [convert.picture(one) for one in reversed(svg)][::-1]
    assert forth == back


def test_a_box_covers_the_parts_of_pixels_at_its_edges() -> None:
    found = placed(PAPER, '<path d="M10.25,5h10.5v4.125h-10.5Z" fill="#000000"/>')[:, :, 0]
    assert (found[10:18, 21:41] == 0).all()
    assert (found[10:18, 20] == found[10:18, 41]).all() and abs(int(found[12, 20]) - 128) <= 1
    assert abs(int(found[18, 30]) - 191) <= 1 and abs(int(found[18, 20]) - 223) <= 1
    assert (found[:, :20] == 255).all() and (found[19:] == 255).all()


def test_a_box_within_one_pixel_and_one_drawn_backwards() -> None:
    found = placed(PAPER, '<path d="M10.125,5h0.25v5h-0.25Z" fill="#000000"/>')[:, :, 0]
    assert abs(int(found[12, 20]) - 128) <= 1 and (found[:, 21:] == 255).all()
    back = placed(PAPER, '<path d="M20,10h-10v-5h10Z" fill="#15599a"/>')
    assert (back == placed(PAPER, '<path d="M10,5h10v5h-10Z" fill="#15599a"/>')).all()


def test_what_stands_outside_is_cut() -> None:
    whole = placed(PAPER, TEXT.format(16), f'<g transform="translate(28,-3)">{TEXT.format(5)}</g>')
    moved = placed(PAPER, '<g transform="translate(-23,0)">', TEXT.format(16), "</g>")
    assert (moved[:, :10] == whole[:, 46:56]).all()
    assert (placed(PAPER, TEXT.format(90), '<path d="M70,40h5v5h-5Z" fill="#000000"/>') == 255).all()


def test_characters_stand_above_the_box_they_stand_on() -> None:
    box = '<path d="M0,0h60v30h-60Z" fill="#15599a"/>'
    found = placed(PAPER, box, TEXT.format(4).replace("#1b1f24", "#ffffff"))
    colours = {tuple(map(int, one)) for one in found.reshape(-1, 3)}
    assert (0x15, 0x59, 0x9A) in colours and (255, 255, 255) in colours


@pytest.mark.parametrize(
    "inside",
    [
        '<circle cx="5" cy="5" r="3" fill="#000000"/>',
        '<path d="M1,1L9,9Z" fill="#000000"/>',
        '<path d="M1,1h9v9h-9Z" fill="#000000" stroke="#000000"/>',
        '<path d="M1,1h9v9h-9Z" fill="#000000" opacity="0.5"/>',
        '<path d="M1,1h9v9h-9Z" fill="url(#a)"/>',
        '<g opacity="0.5"/>',
        '<g transform="rotate(-90)"/>',
        '<text x="1" y="9" font-size="9" transform="rotate(-90)">a</text>',
        '<text x="1" y="9" font-size="9">\U0001f600</text>',
        '<text x="1" y="9" font-size="nine">a</text>',
        f'{TEXT.format(1)}<path d="M0,0h40v30h-40Z" fill="#ffffff"/>',
        "".join(f'<path d="M1,1h9v9h-9Z" fill="#{one:06x}"/>' for one in range(300)),
    ],
)  # fmt: skip
def test_what_is_not_known_is_left_to_the_renderer(inside: str) -> None:
    svg = f"{OPEN}{PAPER}{inside}</svg>"
    with pytest.raises(Unknown):
        set_in_pixels(svg, 2, convert._character)
    assert shown(convert.picture(svg)).shape == (60, 120, 3)


def test_a_drawing_without_a_size_is_left_to_the_renderer() -> None:
    with pytest.raises(Unknown):
        set_in_pixels('<svg xmlns="http://www.w3.org/2000/svg"><g/></svg>', 2, convert._character)
