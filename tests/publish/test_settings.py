"""site.toml: what may stand in it, and what is said of what may not."""

from __future__ import annotations

from pathlib import Path

import pytest

from publish.site import OUTPUTS, Licence, Parts, Site, SiteError, read_site

ROOT = Path(__file__).resolve().parents[2]


def test_the_shipped_file_says_the_defaults() -> None:
    """A publisher, who is named in it, may say anything else that can be read."""
    shipped = read_site((ROOT / "site.toml").read_text(encoding="utf-8"))
    assert shipped.publisher or shipped == Site() == read_site("")


def test_every_key_is_read() -> None:
    site = read_site(
        'title = "甲"\nbase_url = "https://a.example/b"\nlanguage = "en"\noutputs = ["sqlite", "english"]\n'
        '[licence]\nname = "CC0-1.0"\n[parts]\nlimit_mb = 0.5\naddress = "https://a.example/data-{hash}"\n'
    )
    assert (site.title, site.base_url, site.language) == ("甲", "https://a.example/b/", "en")
    assert site.outputs == tuple(name for name in OUTPUTS if name in {"sqlite", "english"})
    assert site.licence == Licence(name="CC0-1.0")
    assert site.parts == Parts(0.5, "https://a.example/data-{hash}/")
    assert site.parts.bytes == 2**19
    assert site.absolute("data/") == "https://a.example/b/data/"


@pytest.mark.parametrize(
    ("text", "key"),
    [
        ("title = 3", "title"),
        ('title = ""', "title"),
        ('titel = "x"', "titel"),
        ('base_url = "example.org"', "base_url"),
        ('base_url = "javascript:alert(1)"', "base_url"),
        ('[parts]\naddress = "ftp://a.example"', "parts.address"),
        ('[parts]\naddress = "https://a.example/{tag}"', "parts.address"),
        ("[parts]\nlimit_mb = -1", "parts.limit_mb"),
        ('[parts]\nlimit = "1"', "parts.limit"),
        ('language = "fr"', "language"),
        ('outputs = "sqlite"', "outputs"),
        ('outputs = ["pdf"]', "outputs"),
        ('licence = "MIT"', "licence"),
        ('[licence]\nnom = "x"', "licence.nom"),
        ("title = ", "TOML"),
    ],
)
def test_a_mistake_is_named_with_its_key(text: str, key: str) -> None:
    with pytest.raises(SiteError, match=key.replace(".", r"\.")) as raised:
        read_site(text)
    assert "\n" not in str(raised.value)
