"""A rendered site without charts, for tests that read pages."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from publish.catalog import Catalog
from publish.chart import Chart, Rendered
from publish.press import Press
from publish.site import Language
from publish.theme import Theme, read_theme
from publish.whole import publish
from tests.publish.samples import demonstration, sample_catalog

Render = Callable[[Catalog], dict[str, bytes]]
DRAWING = (
    '<svg xmlns="http://www.w3.org/2000/svg" class="chart-drawing {form}" viewBox="0 0 640 200" role="img" '
    'aria-label="chart"><title>chart</title><rect class="c-spending" width="300" height="20"/></svg>'
)


@pytest.fixture(scope="session")
def theme() -> Theme:
    """The theme of the site."""
    return read_theme(Path(__file__).resolve().parents[2] / "theme")


def drawn(chart: Chart, language: Language) -> Rendered:
    """A drawing that costs nothing; real ones are tested where they are made."""
    wide, narrow = DRAWING.format(form="wide"), DRAWING.format(form="narrow")
    return Rendered(wide, narrow, wide, narrow, b"\x89PNG")


@pytest.fixture(scope="session")
def render(theme: Theme) -> Render:
    """Renders a catalog to files by path, with one invented chart on every page."""

    def rendered(catalog: Catalog) -> dict[str, bytes]:
        files = publish(Press(catalog.site, theme), catalog, lambda page: (demonstration(),), drawn)
        return {output.path: output.data for output in files}

    return rendered


@pytest.fixture(scope="session")
def site(render: Render) -> dict[str, bytes]:
    """The sample site."""
    return render(sample_catalog())
