"""A release of the sample corpus, one of a hostile corpus, and an independent
reading of their CSV files, for the tests of what other programs make of them.

Nothing here uses a reader that is tested: only Python's own csv and json.
"""

import csv
import datetime
import json
import os
import pathlib
import subprocess

import pytest

ROOT = pathlib.Path(__file__).resolve().parents[2]
TIDINGS = pathlib.Path(os.environ.get("TIDINGS", ROOT / "target/release/tidings"))
GUARDED = ("=", "+", "-", "@", "\t", "\r")


def run(*arguments, **options):
    """Runs tidings; fails unless it ends as it should."""
    return subprocess.run(
        [TIDINGS, *map(str, arguments)],
        check=True,
        capture_output=True,
        text=True,
        **options,
    )


class Table:
    """A table of a release, as its descriptor and CSV file tell it."""

    def __init__(self, folder, resource):
        self.name = resource["name"]
        self.fields = resource["schema"]["fields"]
        self.columns = [field["name"] for field in self.fields]
        self.types = {field["name"]: field["type"] for field in self.fields}
        self.csv = folder / resource["path"]
        self.parquet = folder / "parquet" / f"{self.name}.parquet"
        with open(self.csv, encoding="utf-8-sig", newline="") as file:
            header, *rows = csv.reader(file)
        assert header == self.columns
        self.rows = [
            tuple(typed(cell, self.types[name]) for name, cell in zip(header, row))
            for row in rows
        ]

    @property
    def unguarded(self):
        """The rows without the apostrophes that guard CSV."""
        return [tuple(map(unguarded, row)) for row in self.rows]


def typed(cell, kind):
    """A CSV cell as what its column says that it is."""
    if cell == "":
        return None
    if kind == "boolean":
        return {"true": True, "false": False}[cell]
    read = {
        "string": str,
        "integer": int,
        "number": float,
        "date": datetime.date.fromisoformat,
    }
    return read[kind](cell)


def unguarded(value):
    """The text without the apostrophe that guards it in CSV."""
    is_text = isinstance(value, str) and value.startswith("'")
    if is_text and value.lstrip("'").startswith(GUARDED):
        return value[1:]
    return value


class Release:
    """A published release."""

    def __init__(self, folder):
        self.folder = folder
        package = (folder / "datapackage.json").read_text(encoding="utf-8")
        self.package = json.loads(package)
        self.tables = {
            resource["name"]: Table(folder, resource)
            for resource in self.package["resources"]
            if resource["format"] == "csv"
        }


@pytest.fixture(scope="session")
def sample(tmp_path_factory):
    """The sample corpus, published."""
    folder = tmp_path_factory.mktemp("sample") / "output"
    run("build", ROOT / "raw", "--output", folder)
    return Release(folder)


HOSTILE = """# =HYPERLINK("http://example.org";"here")

=SUM(A1:A9) "quoted", in 2019 Kenya abolished the death penalty.

# +49 reasons; @everyone

Türkiye released the journalist Çağrı Özdemir on 3 May 2021.

# -1 <b>&amp;</b> \u202egnp

In 2020, Poland released the activist Łucja Świątek-Żółć and Côte d'Ivoire abolished the death penalty.

# Plain

'=quoted already, Norway freed the activist Ola Berg from prison in 2018.
"""

ORIGIN = """title = "=1+1"
publisher = "@Łódź _x0041_ \\"Ćma\\""
note = "'=2+2"
date_accessed = "2026-11-22"
date_published = "2021-06"
year_covered = 2021
licence = "All rights reserved"
page_address = "https://example.org/?a=1&b=2"
"""


@pytest.fixture(scope="session")
def hostile(tmp_path_factory):
    """A corpus of cells that spreadsheets would run, mend or misread."""
    folder = tmp_path_factory.mktemp("hostile")
    texts = folder / "texts"
    texts.mkdir()
    (texts / "=cmd|' -C0'.md").write_text(HOSTILE, encoding="utf-8")
    (texts / "=cmd|' -C0'.toml").write_text(ORIGIN, encoding="utf-8")
    run("build", texts, "--output", folder / "output")
    release = Release(folder / "output")
    live = [
        cell
        for table in release.tables.values()
        for row in table.rows
        for cell in row
        if cell != unguarded(cell)
    ]
    assert len(set(live)) > 4, "the corpus has cells that need a guard"
    assert release.tables["events_flat"].rows, "the corpus has events"
    return release


@pytest.fixture(params=["sample", "hostile"])
def release(request):
    """Either corpus."""
    return request.getfixturevalue(request.param)
