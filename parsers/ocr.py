"""Recognises text in pictures of pages; the one home of the optional text recogniser.

It is an extra of about 200 MB, so everything works without it, and what it reads carries its confidence.
"""

from __future__ import annotations

import os
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache
from importlib.util import find_spec
from typing import Any

import numpy as np
import numpy.typing as npt

Pixels = npt.NDArray[np.uint8]
LIBRARIES = ("rapidocr", "onnxruntime", "cv2")
SWITCH = "MINGZHANG_OCR"
"""Environment variable that turns recognition off when it is 0."""
LEANS = np.arange(-2.0, 2.01, 0.1)
"""Degrees of skew that a scanner leaves and that are tried."""
SHORTEST_RULE = 60
"""Pixels at 200 dpi; shorter straight strokes belong to characters."""
INK = 40
"""Contrast with its surroundings, of 255, from which a pixel is ink in a cell."""


@dataclass(frozen=True, slots=True)
class Piece:
    """A recognised line of text: its box in pixels x0, y0, x1, y1 and the recogniser's confidence from 0 to 1."""

    text: str
    box: tuple[float, float, float, float]
    confidence: float


def available() -> bool:
    """Whether the extra is installed and not switched off."""
    return os.environ.get(SWITCH) != "0" and all(find_spec(name) for name in LIBRARIES)


@cache
def _engine() -> Any:
    """The recogniser with its models, on one thread, since documents are read in parallel."""
    from rapidocr import RapidOCR

    engine = RapidOCR(
        params={
            "Global.log_level": "error",
            "Global.text_score": 0.0,
            "Global.use_cls": False,
            "EngineConfig.onnxruntime.intra_op_num_threads": 1,
            "EngineConfig.onnxruntime.inter_op_num_threads": 1,
        }
    )
    # The library loads its models at their first use, and single lines are given to the model itself.
    engine(np.full((48, 96, 3), 255, dtype=np.uint8), use_det=False, use_cls=False, use_rec=True)
    return engine


def straightened(pixels: Pixels) -> Pixels:
    """The picture turned by the few tenths of a degree that make its lines level."""
    import cv2

    small = cv2.resize(
        255 - cv2.cvtColor(pixels, cv2.COLOR_RGB2GRAY), None, fx=0.3, fy=0.3, interpolation=cv2.INTER_AREA
    )
    sharpness = [float(np.var(_turned(small, lean, 0).sum(axis=1, dtype=np.float64))) for lean in LEANS]
    best = float(LEANS[int(np.argmax(sharpness))])
    level = sharpness[len(LEANS) // 2]
    return pixels if max(sharpness) < 1.02 * level or abs(best) < 0.05 else _turned(pixels, best, 255)


def _turned(pixels: Any, degrees: float, paper: int) -> Pixels:
    """The picture turned about its middle."""
    import cv2

    height, width = pixels.shape[:2]
    matrix = cv2.getRotationMatrix2D((width / 2, height / 2), degrees, 1.0)
    turned = cv2.warpAffine(pixels, matrix, (width, height), flags=cv2.INTER_LINEAR, borderValue=(paper,) * 3)
    return np.asarray(turned, dtype=np.uint8)


def rules(pixels: Pixels) -> npt.NDArray[np.float64]:
    """Boxes x0, y0, x1, y1 in pixels of the straight lines drawn in a picture."""
    import cv2

    gray = cv2.cvtColor(pixels, cv2.COLOR_RGB2GRAY)
    ink: Any = cv2.adaptiveThreshold(gray, 255, cv2.ADAPTIVE_THRESH_MEAN_C, cv2.THRESH_BINARY_INV, 31, 12)
    boxes = []
    for shape in ((SHORTEST_RULE, 1), (1, SHORTEST_RULE)):
        mended: Any = cv2.morphologyEx(
            ink, cv2.MORPH_CLOSE, np.ones((shape[1] // 20 or 1, shape[0] // 20 or 1), np.uint8)
        )
        lines = cv2.morphologyEx(mended, cv2.MORPH_OPEN, np.ones((shape[1], shape[0]), np.uint8))
        contours, _ = cv2.findContours(lines, cv2.RETR_EXTERNAL, cv2.CHAIN_APPROX_SIMPLE)
        for x, y, width, height in (cv2.boundingRect(contour) for contour in contours):
            if min(width, height) <= 12:
                boxes.append((x, y, x + width, y + height))
    return np.array(boxes, dtype=np.float64).reshape(-1, 4)


def cells(pixels: Pixels, boxes: Sequence[tuple[float, float, float, float]]) -> list[list[Piece]]:
    """Lines of text in each of the given boxes, recognised one by one without a detector, which skips short figures."""
    crops: list[Pixels] = []
    places: list[tuple[int, tuple[float, float, float, float]]] = []
    for number, box in enumerate(boxes):
        for x0, y0, x1, y1 in _ink_lines(pixels, box):
            crops.append(pixels[y0:y1, x0:x1])
            places.append((number, (float(x0), float(y0), float(x1), float(y1))))
    found: list[list[Piece]] = [[] for _ in boxes]
    for (number, place), (text, confidence) in zip(places, _texts(crops), strict=True):
        if text.strip():
            found[number].append(Piece(text.strip(), place, confidence))
    return found


def _texts(crops: list[Pixels]) -> list[tuple[str, float]]:
    """Text and confidence of pictures of single lines."""
    from rapidocr.ch_ppocr_rec import TextRecInput

    if not crops:
        return []
    result = _engine().text_rec(TextRecInput(img=[np.ascontiguousarray(crop[:, :, ::-1]) for crop in crops]))
    return [(str(text), float(score)) for text, score in zip(result.txts, result.scores, strict=True)]


def _ink_lines(pixels: Pixels, box: tuple[float, float, float, float]) -> list[tuple[int, int, int, int]]:
    """Boxes of the lines of writing within a box, its ruled rim left out."""
    x0, y0, x1, y1 = (round(value) for value in box)
    inner = pixels[y0 + 5 : y1 - 4, x0 + 5 : x1 - 4].mean(axis=2)
    if inner.shape[0] < 8 or inner.shape[1] < 4:
        return []
    ink = inner < np.percentile(inner, 90) - INK
    runs = _runs(ink.any(axis=1), 5)
    found = []
    for top, bottom in runs:
        columns = np.flatnonzero(ink[top:bottom].any(axis=0))
        if bottom - top >= 5 and ink[top:bottom].sum() >= 8:
            found.append(
                (
                    x0 + 5 + max(0, int(columns[0]) - 4), y0 + 5 + max(0, top - 3),
                    x0 + 5 + int(columns[-1]) + 5, y0 + 5 + bottom + 3,
                )
            )  # fmt: skip
    return found


def _runs(marked: npt.NDArray[np.bool_], gap: int) -> list[tuple[int, int]]:
    """Runs of marked positions, those near each other as one, since a stroke too low to be a line belongs to one."""
    edges = np.flatnonzero(np.diff(np.concatenate([[False], marked, [False]]).astype(np.int8)))
    runs: list[tuple[int, int]] = []
    for start, end in zip(edges[::2].tolist(), edges[1::2].tolist(), strict=True):
        low = bool(runs) and min(end - start, runs[-1][1] - runs[-1][0]) < 12 and start - runs[-1][1] < 16
        if runs and (start - runs[-1][1] <= gap or low):
            runs[-1] = (runs[-1][0], end)
        else:
            runs.append((start, end))
    return runs


def lines(pixels: Pixels) -> list[Piece]:
    """Lines of text found anywhere in a picture."""
    result = _engine()(np.ascontiguousarray(pixels[:, :, ::-1]), use_det=True, use_cls=False, use_rec=True)
    if result.boxes is None or result.txts is None:
        return []
    found = []
    for corners, text, score in zip(result.boxes, result.txts, result.scores, strict=True):
        (x0, y0), (x1, y1) = corners.min(axis=0).tolist(), corners.max(axis=0).tolist()
        found.append(Piece(str(text), (x0, y0, x1, y1), float(score)))
    return found
