"""The package against the program: the same rows, and no slower."""

import json
import os
import subprocess
import time
import tomllib
from pathlib import Path

import polars as pl
import pyarrow as pa
import pytest
import tidings

ROOT = Path(__file__).resolve().parents[2]
TIDINGS = os.environ.get("TIDINGS", ROOT / "target" / "release" / "tidings")
TABLES = ["events", "event_countries", "event_people", "event_quantities"]

# How much longer than the program a document may take: 10 %, and what a shared machine adds.
SLOWER = 1.10


def raw():
    """The bulletins of `raw/` with what their origin files say, as records."""
    for path in sorted((ROOT / "raw").glob("*.txt")):
        beside = path.with_suffix(".toml")
        origin = tomllib.loads(beside.read_text()) if beside.exists() else {}
        yield {
            "id": path.stem,
            "text": path.read_text(),
            "title": origin.get("title"),
            "date": str(origin["date_published"]) if "date_published" in origin else None,
            "url": origin.get("page_address"),
            "publisher": origin.get("publisher"),
        }


def code(records, **more):
    """Codes records with the package."""
    columns = {f"{name}s": [record[name] for record in records] for name in records[0] if name != "text"}
    return tidings.code([record["text"] for record in records], **columns, **more)


def test_the_rows_of_a_build(tmp_path):
    records = list(raw())
    assert records
    corpus = tmp_path / "raw.jsonl"
    kept = [{name: value for name, value in record.items() if value is not None} for record in records]
    corpus.write_text("".join(json.dumps(record) + "\n" for record in kept))
    out = tmp_path / "out"
    subprocess.run([TIDINGS, "build", corpus, "--output", out, "--no-cache", "--quiet"], check=True)
    coded = code(records, source="raw.jsonl")
    for name in TABLES:
        built = pl.read_parquet(out / "parquet" / f"{name}.parquet")
        mine = pl.DataFrame(getattr(coded, name))
        assert mine.height or name == "event_quantities"
        # Which reports are of one event is known of all documents together.
        built = built.drop("cluster_id", "cluster_basis", strict=False)
        assert sorted(mine.select(built.columns).rows(), key=repr) == sorted(built.rows(), key=repr), name


@pytest.mark.skipif(bool(os.environ.get("CI")), reason="times of a shared machine are no test; `make test-python` here")
def test_no_slower_than_the_program(tmp_path):
    records = [dict(record, id=f"{record['id']}-{turn}") for turn in range(6) for record in raw()]
    columns = {name: [record[name] for record in records] for name in ("id", "text", "title", "date", "url", "publisher")}
    batch = pa.table(columns)
    given = tmp_path / "in.arrows"
    with pa.OSFile(str(given), "wb") as sink, pa.ipc.new_stream(sink, batch.schema) as stream:
        stream.write_table(batch, max_chunksize=2000)

    def program():
        with given.open("rb") as texts, (tmp_path / "out.arrows").open("wb") as rows:
            subprocess.run([TIDINGS, "stream", "--table", "all"], stdin=texts, stdout=rows, check=True)

    def package():
        code(records)

    tidings.Codebook()
    ratios = []
    for _ in range(5):
        times = []
        for work in (program, package):
            begun = time.perf_counter()
            work()
            times.append(time.perf_counter() - begun)
        ratios.append(times[1] / times[0])
    best = min(ratios)
    print(f"package / program: {sorted(round(ratio, 2) for ratio in ratios)}")
    assert best <= SLOWER
