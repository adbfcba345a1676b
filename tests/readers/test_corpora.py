"""Corpora that other programs wrote are read."""

import csv
import datetime

import pandas
import pyarrow
import pyarrow.parquet
import pytest

from conftest import run

TEXTS = [f"In March 2020, Egypt released {number} journalists." for number in range(2, 40)]
DAYS = pandas.date_range("2020-03-01", periods=len(TEXTS))


def documents(corpus, tmp_path):
    """Day and title of each document by its id."""
    run("build", corpus, "--output", tmp_path / "out", "--formats", "csv", "--quiet")
    with open(tmp_path / "out/csv/documents.csv", encoding="utf-8-sig", newline="") as file:
        rows = list(csv.DictReader(file))
    return {row["source"].split("#")[1]: (row["date_published"], row["title"]) for row in rows}


@pytest.mark.parametrize(
    "days",
    [DAYS, DAYS.tz_localize("UTC"), DAYS.date, pandas.Categorical(DAYS.strftime("%Y-%m-%d"))],
    ids=["times", "instants", "dates", "categories"],
)
def test_a_frame_of_pandas(days, tmp_path):
    frame = pandas.DataFrame({"id": range(len(TEXTS)), "text": TEXTS, "date": days})
    frame["title"] = pandas.Categorical(["One", "Two"] * (len(TEXTS) // 2))
    frame.to_parquet(tmp_path / "corpus.parquet")
    found = documents(tmp_path / "corpus.parquet", tmp_path)
    first = datetime.date(2020, 3, 1)
    assert found == {
        str(number): (str(first + datetime.timedelta(number)), ["One", "Two"][number % 2])
        for number in range(len(TEXTS))
    }


@pytest.mark.parametrize("compression", ["none", "snappy", "gzip", "zstd", "lz4", "brotli"])
@pytest.mark.parametrize("version", ["1.0", "2.0"])
@pytest.mark.parametrize("encoding", ["RLE_DICTIONARY", "PLAIN", "DELTA_LENGTH_BYTE_ARRAY", "DELTA_BYTE_ARRAY"])
def test_a_table_of_arrow(encoding, version, compression, tmp_path):
    table = pyarrow.table({"text": TEXTS, "tags": [["a", "b"]] * len(TEXTS)})
    how = {} if encoding == "RLE_DICTIONARY" else {"use_dictionary": False, "column_encoding": {"text": encoding}}
    pyarrow.parquet.write_table(
        table,
        tmp_path / "corpus.parquet",
        data_page_version=version,
        compression=compression,
        data_page_size=200,
        row_group_size=15,
        write_page_index=True,
        **how,
    )
    assert len(documents(tmp_path / "corpus.parquet", tmp_path)) == len(TEXTS)
