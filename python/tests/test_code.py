"""What a notebook does with the package: pandas, Polars and pyarrow take the tables, and errors say what to do."""

import threading
import time
from datetime import date

import pandas as pd
import polars as pl
import pyarrow as pa
import pytest
import tidings

TEXT = "In March 2020 Egypt released the journalist Mona Adel."


def test_the_tables_of_a_text():
    coded = tidings.code([TEXT], ids=["a"], source="wins.jsonl", dates=["2020-12-31"], titles=["Wins"])
    event = coded.events.to_pyarrow().to_pylist()[0]
    assert (event["outcome_type"], event["status"]) == ("release", "achieved")
    assert (event["date_start"], event["date_precision"]) == (date(2020, 3, 1), "month")
    assert coded.event_countries.to_pyarrow().column("country").to_pylist() == ["EGY"]
    assert coded.event_people.to_pyarrow().column("person").to_pylist() == ["Mona Adel"]
    document = coded.documents.to_pyarrow().to_pylist()[0]
    assert (document["source"], document["status"], document["title"]) == ("wins.jsonl#a", "coded", "Wins")
    assert TEXT.encode()[event["byte_start"] : event["byte_end"]].decode() in TEXT


def test_polars_pandas_and_pyarrow_take_the_same():
    coded = tidings.code([TEXT, "In 2019 Norway banned torture in law."])
    arrow = pa.table(coded.events)
    assert pl.DataFrame(coded.events).to_dicts() == arrow.to_pylist()
    assert coded.events.to_polars().equals(pl.DataFrame(coded.events))
    frame = coded.events.to_pandas()
    assert isinstance(frame, pd.DataFrame)
    assert list(frame.columns) == coded.events.columns
    assert len(frame) == len(coded.events) == arrow.num_rows
    assert arrow.schema.metadata[b"tidings.version"].decode() == tidings.__version__
    # Taken twice, it is there twice.
    assert pa.table(coded.events).equals(arrow)


def test_columns_of_frames_are_lists_of_texts():
    frame = pd.DataFrame({"id": ["a", "b"], "text": [TEXT, TEXT]})
    of_pandas = tidings.code(frame["text"], ids=frame["id"])
    of_polars = tidings.code(pl.from_pandas(frame)["text"], ids=pl.from_pandas(frame)["id"])
    assert of_pandas.events.to_pyarrow().equals(of_polars.events.to_pyarrow())


def test_nothing_gives_empty_tables_with_all_columns():
    coded = tidings.code([])
    assert len(coded.events) == len(coded.documents) == 0
    assert pa.table(coded.events).schema == pa.table(tidings.code([TEXT]).events).schema


def test_a_text_that_cannot_be_coded_stops_nothing():
    coded = tidings.code([None, TEXT, "x " * 600_000])
    rows = coded.documents.to_pyarrow().to_pylist()
    assert [row["status"] for row in rows] == ["error", "coded", "error"]
    assert "text" in rows[0]["message"]
    assert "too-long" in rows[2]["message"]
    assert len(coded.events) == 1


def test_threads_change_nothing():
    texts = [f"In {year} Kenya abolished the death penalty." for year in range(1990, 2024)] * 5
    one, many = tidings.code(texts), tidings.code(texts, threads=3)
    for name in ("events", "event_countries", "documents"):
        assert getattr(one, name).to_pyarrow().equals(getattr(many, name).to_pyarrow())


def test_markup():
    page = "<h1>Wins</h1><p>In March 2020 <b>Egypt</b> released the journalist Mona Adel.</p>"
    assert len(tidings.code([page], format="html").events) == 1


@pytest.mark.parametrize(
    ("arguments", "error", "says"),
    [
        ({"ids": ["a", "b"]}, ValueError, "ids has 2 entries, texts has 1"),
        ({"format": "word"}, ValueError, "markdown"),
        ({"threads": 0}, ValueError, "threads"),
        ({"ids": [1]}, TypeError, "str"),
    ],
)
def test_errors_say_what_is_wrong(arguments, error, says):
    with pytest.raises(error, match=says):
        tidings.code([TEXT], **arguments)


def test_codebooks(tmp_path):
    assert repr(tidings.Codebook()) == repr(tidings.Codebook())
    with pytest.raises(FileNotFoundError):
        tidings.Codebook(tmp_path / "nowhere")
    with pytest.raises(tidings.TidingsError, match="codebook export"):
        tidings.Codebook(tmp_path)
    (tmp_path / "themes.csv").write_text("nonsense\n")
    with pytest.raises(tidings.TidingsError, match="themes.csv"):
        tidings.Codebook(tmp_path)


def test_the_lock_of_the_interpreter_is_let_go():
    """Another thread goes on while texts are coded."""
    turns = 0
    done = threading.Event()

    def turn():
        nonlocal turns
        while not done.is_set():
            turns += 1
            time.sleep(0.001)

    other = threading.Thread(target=turn)
    other.start()
    try:
        begun = turns
        tidings.code([TEXT * 50] * 200)
        assert turns - begun > 5
    finally:
        done.set()
        other.join()
