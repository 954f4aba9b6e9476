"""The data catalogue: every dataset with the meaning of its columns, its size and its downloads."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from publish.datasets.rows import Dataset
from publish.outputs import File, Output
from publish.press import Press, render

FORMATS = (("csv", "CSV"), ("excel.csv", "CSV (Excel)"), ("json", "JSON"), ("parquet", "Parquet"))


def page(press: Press, datasets: Sequence[Dataset], written: Sequence[File]) -> Iterator[Output]:
    """The page in every language. ``written`` are the files of the data folder."""
    sizes = {output.path: output.size for output in written}
    entries = [
        (
            dataset.schema,
            len(dataset.rows),
            [
                (name, path, sizes[path])
                for suffix, name in FORMATS
                if (path := f"data/{dataset.schema.name}.{suffix}") in sizes
            ],
        )
        for dataset in datasets
    ]
    whole = [(path, size) for path, size in sizes.items() if path.endswith((".sqlite", "datapackage.json"))]
    for language in press.languages:
        yield render(press, language, "data.html", "data/index.html", {"entries": entries, "whole": whole})
