"""A site that is too large for one place: what goes where, that links follow, and that verification sees both parts."""

from __future__ import annotations

import hashlib
import json
import shutil
from collections.abc import Callable
from pathlib import Path
from typing import Any
from urllib.parse import urljoin

import pytest

from pipeline.frozen import FILE as FROZEN
from pipeline.unchanged import folder_of
from pipeline.verification import verify
from tests.pipeline.building import build_here, snapshot
from tests.pipeline.samples import budget, write

BASE = "https://newsroom.example/name/"
ADDRESS = "https://files.example/name/data-{hash}"
BODIES = ("河源市紫金县医疗保障局", "河源市龙川县民政局")
OUTPUTS = 'outputs = ["sqlite", "oembed"]'
Edit = Callable[[Path], None]


def settings(work: Path, limit: float, address: str = ADDRESS) -> None:
    write(
        work, "site.toml", f'base_url = "{BASE}"\n{OUTPUTS}\n[parts]\nlimit_mb = {limit:.6f}\naddress = "{address}"\n'
    )


def documents(work: Path) -> None:
    for number, body in enumerate(BODIES):
        write(work, f"content/{number}/预算.txt", budget(body))


def megabytes(site: dict[str, bytes]) -> float:
    return sum(map(len, site.values())) / 2**20


def tight(whole: dict[str, bytes], share: float = 0.9) -> float:
    """Megabytes of a site that must be smaller by a tenth of all but what draws documents, which never goes."""
    fixed = sum(len(data) for path, data in whole.items() if path.startswith("assets/pdf-")) / 2**20
    return fixed + (megabytes(whole) - fixed) * share


def manifest(public: Path) -> dict[str, Any]:
    read: dict[str, Any] = json.loads((public / "data" / "parts.json").read_text(encoding="utf-8"))
    return read


@pytest.fixture(scope="module")
def whole(tmp_path_factory: pytest.TempPathFactory) -> dict[str, bytes]:
    """The files of a site that fits."""
    work = tmp_path_factory.mktemp("whole")
    documents(work)
    settings(work, 900)
    assert build_here(work, work / "public") == 0
    assert not folder_of(work / "public").exists()
    return snapshot(work / "public")


@pytest.fixture(scope="module")
def cut(tmp_path_factory: pytest.TempPathFactory, whole: dict[str, bytes]) -> Path:
    """The same site where it must be a tenth smaller."""
    work = tmp_path_factory.mktemp("cut")
    documents(work)
    settings(work, tight(whole))
    assert build_here(work, work / "public") == 0
    return work / "public"


def test_every_file_is_in_one_of_two_places(whole: dict[str, bytes], cut: Path) -> None:
    pages, files, listed = snapshot(cut), snapshot(folder_of(cut)), manifest(cut)
    assert megabytes(pages) <= tight(whole)
    assert files.pop("parts.json") == pages["data/parts.json"]
    moved = {entry["path"]: entry["name"] for entry in listed["files"]}
    assert moved and files.keys() == set(moved.values())
    assert not moved.keys() & pages.keys()
    assert pages.keys() - {"data/parts.json"} | moved.keys() == whole.keys()
    for path, name in moved.items():
        assert files[name] == whole[path]
    for entry in listed["files"]:
        data = files[entry["name"]]
        assert (entry["bytes"], entry["sha256"]) == (len(data), hashlib.sha256(data).hexdigest())


def test_pages_and_pictures_stay(cut: Path) -> None:
    assert all(entry["path"].startswith("data/") for entry in manifest(cut)["files"])


def test_groups_go_whole(cut: Path) -> None:
    """What there is of a dataset in one format is in one place."""
    index = json.loads((cut / "data" / "index.json").read_text(encoding="utf-8"))
    places: dict[tuple[str, str], set[bool]] = {}
    for entry in index:
        places.setdefault((entry["dataset"], entry["format"]), set()).add("://" in entry["path"])
    assert all(len(found) == 1 for found in places.values())


def test_lists_and_pages_lead_to_where_the_files_are(cut: Path) -> None:
    listed = manifest(cut)
    addresses = {listed["address"] + entry["name"] for entry in listed["files"]}
    index = json.loads((cut / "data" / "index.json").read_text(encoding="utf-8"))
    package = json.loads((cut / "data" / "datapackage.json").read_text(encoding="utf-8"))
    described = [one["path"] for one in (*package["resources"], *package["otherFiles"])]
    for paths in (described, [entry["path"] for entry in index]):
        assert addresses == {path for path in paths if "://" in path}
        for path in paths:
            inside = urljoin(f"{BASE}data/", path).removeprefix(BASE)
            assert path in addresses or (cut / inside).is_file()
    text = (cut / "data" / "index.html").read_text(encoding="utf-8")
    assert all(f'href="{address}"' in text for address in addresses)
    assert 'href="parts.json"' in text


def test_both_parts_hold_together(cut: Path) -> None:
    assert verify(cut, BASE).faults == []


def moved_file(cut: Path) -> Path:
    return folder_of(cut) / str(manifest(cut)["files"][0]["name"])


def gone(public: Path) -> None:
    moved_file(public).unlink()


def changed(public: Path) -> None:
    path = moved_file(public)
    data = path.read_bytes()
    path.unlink()
    path.write_bytes(data[:-1] + bytes([data[-1] ^ 1]))


def added(public: Path) -> None:
    write(folder_of(public), "more.csv", "a\n")


def relisted(public: Path) -> None:
    path = public / "data" / "parts.json"
    text = path.read_text(encoding="utf-8")
    path.unlink()
    path.write_text(f"{text}\n", encoding="utf-8")


def twice(public: Path) -> None:
    entry = manifest(public)["files"][0]
    shutil.copyfile(moved_file(public), public / entry["path"])


def without(public: Path) -> None:
    shutil.rmtree(folder_of(public))


def left(public: Path) -> None:
    (public / "data" / "parts.json").unlink()


def misled(public: Path) -> None:
    path = public / "data" / "index.html"
    name = moved_file(public).name
    path.write_text(path.read_text(encoding="utf-8").replace(f"/{name}", f"/x{name}"), encoding="utf-8")


def unnamed(public: Path) -> None:
    path = public / "data" / "index.json"
    path.write_text(path.read_text(encoding="utf-8").replace(manifest(public)["address"], "", 1), encoding="utf-8")


def repeated(public: Path) -> None:
    """One row in the place of the next."""
    path = public / "data" / "tables.csv"
    lines = path.read_text(encoding="utf-8").splitlines(keepends=True)
    path.write_text("".join([*lines[:2], lines[1], *lines[3:]]), encoding="utf-8")


FAULTS: list[tuple[Edit, str]] = [
    (gone, "listed"),
    (changed, "size"),
    (added, "unlisted"),
    (relisted, "other_parts"),
    (twice, "twice_there"),
    (without, "no_parts"),
    (left, "left_parts"),
    (misled, "link"),
    (unnamed, "unlisted"),
    (repeated, "again"),
]


@pytest.mark.parametrize(("damage", "kind"), FAULTS)
def test_verification_sees_what_is_wrong_with_either_part(cut: Path, tmp_path: Path, damage: Edit, kind: str) -> None:
    public = tmp_path / "public"
    shutil.copytree(cut, public)
    shutil.copytree(folder_of(cut), folder_of(public))
    damage(public)
    assert f"verify.{kind}" in {one.kind for one in verify(public, BASE).faults}


def both(public: Path) -> tuple[dict[str, bytes], dict[str, bytes]]:
    return snapshot(public), snapshot(folder_of(public))


def test_a_site_built_in_steps_is_cut_as_one_built_at_once(tmp_path: Path, whole: dict[str, bytes]) -> None:
    """Files go and come back with the limit, and with what stands of earlier builds."""
    documents(tmp_path)
    public = tmp_path / "public"
    limits = (tight(whole), "150.00"), (tight(whole, 0.85), "151.00"), (900, "151.00")
    for step, (limit, total) in enumerate(limits):
        settings(tmp_path, limit)
        write(tmp_path, "content/0/预算.txt", budget(BODIES[0], total=total))
        clean = tmp_path / f"clean{step}" / "public"
        (public / FROZEN).unlink(missing_ok=True)  # what is kept of earlier charts takes room, too
        assert build_here(tmp_path, public) == build_here(tmp_path, clean, "--no-cache") == 0
        assert both(public) == both(clean)
        assert bool(both(public)[1]) == (limit < 900)


def test_an_edit_leaves_files_in_their_place_and_names_another_release_where_data_are_others(
    cut: Path, tmp_path: Path
) -> None:
    documents(tmp_path)
    shutil.copyfile(cut.parent / "site.toml", tmp_path / "site.toml")
    write(tmp_path, "content/pages/about.md", "# 关于\n")
    assert build_here(tmp_path, tmp_path / "public") == 0
    assert manifest(tmp_path / "public") == manifest(cut)
    write(tmp_path, "content/1/预算.txt", budget(BODIES[1]).replace("行政运行", "行政 运行"))
    assert build_here(tmp_path, tmp_path / "public") == 0
    before, after = manifest(cut), manifest(tmp_path / "public")
    assert [entry["path"] for entry in before["files"]] == [entry["path"] for entry in after["files"]]
    assert before["address"] != after["address"]
    assert "{hash}" not in after["address"]


def test_what_stands_in_either_part_is_not_written_again(tmp_path: Path, whole: dict[str, bytes]) -> None:
    documents(tmp_path)
    settings(tmp_path, 900)
    assert build_here(tmp_path, tmp_path / "public") == 0
    known = {path.name: path.stat().st_ino for path in (tmp_path / "public" / "data").iterdir()}
    settings(tmp_path, tight(whole))
    assert build_here(tmp_path, tmp_path / "public") == 0
    moved = {path.name: path.stat().st_ino for path in folder_of(tmp_path / "public").iterdir()}
    assert len(moved) > 1
    assert all(known.get(name, number) == number for name, number in moved.items())


@pytest.mark.parametrize("address", ["", ADDRESS])
def test_a_site_that_is_too_large_is_refused_in_plain_words(
    tmp_path: Path, capfd: pytest.CaptureFixture[str], whole: dict[str, bytes], address: str
) -> None:
    documents(tmp_path)
    settings(tmp_path, 900)
    assert build_here(tmp_path, tmp_path / "public") == 0
    settings(tmp_path, tight(whole) if not address else 0.2, address)
    before = snapshot(tmp_path / "public")
    capfd.readouterr()
    assert build_here(tmp_path, tmp_path / "public") == 2
    told = capfd.readouterr().err
    assert ("别处" if address else "[parts]") in told and "english" in told
    assert snapshot(tmp_path / "public") == before
    assert sorted(path.name for path in tmp_path.iterdir() if path.name.startswith(".public.next")) == []


def test_without_a_limit_nothing_is_refused(tmp_path: Path) -> None:
    documents(tmp_path)
    settings(tmp_path, 0, "")
    assert build_here(tmp_path, tmp_path / "public") == 0


def test_the_command_line_gives_an_address_where_the_settings_have_none(
    tmp_path: Path, whole: dict[str, bytes]
) -> None:
    documents(tmp_path)
    settings(tmp_path, tight(whole), "")
    assert build_here(tmp_path, tmp_path / "public", "--parts-address", "https://other.example/a") == 0
    assert manifest(tmp_path / "public")["address"] == "https://other.example/a/"


def test_a_folder_of_somebody_else_is_left_alone(
    tmp_path: Path, capfd: pytest.CaptureFixture[str], whole: dict[str, bytes]
) -> None:
    documents(tmp_path)
    write(tmp_path, "public.parts/mine.txt", "mine")
    settings(tmp_path, tight(whole))
    assert build_here(tmp_path, tmp_path / "public") == 2
    assert "public.parts" in capfd.readouterr().err
    settings(tmp_path, 900)
    assert build_here(tmp_path, tmp_path / "public") == 0
    assert snapshot(tmp_path / "public.parts") == {"mine.txt": b"mine"}
