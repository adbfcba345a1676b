"""The descriptor holds by the Data Package standard, and so do the files by
the descriptor: frictionless finds nothing wrong, and finds what is broken."""

import hashlib
import json
import shutil

import frictionless
import pytest


def report(folder):
    """What frictionless says of a release."""
    return frictionless.validate(str(folder / "datapackage.json"))


def kinds(found):
    return {row[0] for row in found.flatten(["type"])}


@pytest.fixture
def copy(sample, tmp_path):
    """A release that may be broken."""
    folder = tmp_path / "copy"
    shutil.copytree(sample.folder, folder)
    return folder


def test_frictionless_finds_nothing_wrong(release):
    found = report(release.folder)
    assert found.valid, found.flatten(["path", "type", "fieldName", "note"])[:20]
    read = {task.place: task.stats.get("rows") or 0 for task in found.tasks}
    for table in release.tables.values():
        assert read[f"csv/{table.name}.csv"] == len(table.rows), table.name
    # The events of the workbook are checked cell by cell, too.
    assert read["tidings.xlsx"] == len(release.tables["events_flat"].rows)


@pytest.mark.parametrize(
    "path", ["csv/counts_by_theme.csv", "parquet/counts_by_theme.parquet"]
)
def test_a_changed_byte_is_noticed(copy, path):
    content = bytearray((copy / path).read_bytes())
    at = content.rindex(b"5")
    content[at : at + 1] = b"6"
    (copy / path).write_bytes(content)
    assert "hash-count" in kinds(report(copy))


def mend(folder, path):
    """Makes the descriptor tell the size and hash of a changed file."""
    descriptor = folder / "datapackage.json"
    package = json.loads(descriptor.read_text(encoding="utf-8"))
    content = (folder / path).read_bytes()
    for resource in package["resources"]:
        if resource["path"] == path:
            resource["bytes"] = len(content)
            resource["hash"] = "sha256:" + hashlib.sha256(content).hexdigest()
    descriptor.write_text(json.dumps(package), encoding="utf-8")


def changed(folder, table, old, new):
    """Changes a word of a table, and nothing else that can be noticed."""
    path = f"csv/{table}.csv"
    content = (folder / path).read_bytes()
    assert old in content
    (folder / path).write_bytes(content.replace(old, new, 1))
    mend(folder, path)


def test_a_broken_foreign_key_is_noticed(copy, sample):
    country = sample.tables["event_countries"].rows[0][1].encode()
    changed(copy, "event_countries", b"," + country + b",", b",QQQ,")
    assert kinds(report(copy)) == {"foreign-key"}


def test_a_key_that_stands_twice_is_noticed(copy):
    path = copy / "csv/themes.csv"
    lines = path.read_bytes().splitlines(keepends=True)
    path.write_bytes(b"".join(lines + lines[-1:]))
    mend(copy, "csv/themes.csv")
    assert "primary-key" in kinds(report(copy))


def test_a_value_out_of_its_bounds_is_noticed(copy):
    changed(copy, "events", b",achieved,", b",perhaps,")
    assert kinds(report(copy)) == {"constraint-error"}


def test_every_file_is_described(release):
    there = {
        str(path.relative_to(release.folder))
        for path in release.folder.rglob("*")
        if path.is_file()
    }
    told = {resource["path"] for resource in release.package["resources"]}
    assert told == there - {"datapackage.json"}


def test_licences_and_sources_are_as_the_standard_demands(hostile):
    package = hostile.package
    assert all("name" in row or "path" in row for row in package["licenses"])
    (source,) = package["sources"]
    assert source["title"] == "=1+1"
    assert source["path"] == "https://example.org/?a=1&b=2"
    assert source["dateAccessed"] == "2026-11-22"
    assert package["contributors"] and package["version"]


def test_croissant_points_at_what_is_there(release):
    croissant = json.loads((release.folder / "croissant.json").read_text("utf-8"))
    files = {row["@id"]: row for row in croissant["distribution"]}
    for path, row in files.items():
        content = (release.folder / path).read_bytes()
        assert row["sha256"] == hashlib.sha256(content).hexdigest(), path
    fields = {
        field["@id"]: field
        for records in croissant["recordSet"]
        for field in records["field"]
    }
    for records in croissant["recordSet"]:
        table = release.tables[records["name"]]
        assert [field["name"] for field in records["field"]] == table.columns
        assert all(key["@id"] in fields for key in records["key"])
    assert len(croissant["recordSet"]) == len(release.tables)
    for field in fields.values():
        assert field["source"]["fileObject"]["@id"] in files
