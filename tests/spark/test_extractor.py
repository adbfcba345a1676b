"""Record batches through a program, without Spark: whatever fails, nothing
hangs, the reason is told, and no process is left."""

import subprocess
import sys
import time

import pyarrow
import pytest
from conftest import TIDINGS

import extractor

EVENTS = [TIDINGS, "stream", "--table", "events"]
TEXT = "In 2020, Egypt released two journalists. "


def batch(texts, start=0):
    ids = [str(start + number) for number in range(len(texts))]
    return pyarrow.record_batch({"id": ids, "text": texts})


@pytest.fixture
def started(monkeypatch):
    """Every process that was started; all must have ended."""
    processes = []
    popen = subprocess.Popen

    def start(*arguments, **options):
        processes.append(popen(*arguments, **options))
        return processes[-1]

    monkeypatch.setattr(extractor.subprocess, "Popen", start)
    yield processes
    assert all(process.returncode is not None for process in processes)


def python(program):
    return [sys.executable, "-c", program]


def test_rows_come_back_batch_by_batch(started):
    batches = [batch([TEXT], n) for n in range(5)]
    found = list(extractor.pipe(EVENTS)(batches))
    assert [rows.num_rows for rows in found] == [1] * 5
    assert found[0].schema.names[0] == "event_id"
    assert len(started) == 1


def test_a_partition_without_batches_starts_nothing(started):
    assert list(extractor.pipe(EVENTS)(iter([]))) == []
    assert started == []


def test_a_batch_without_rows_gives_one_without_rows(started):
    found = list(extractor.pipe(EVENTS)([batch([TEXT]).slice(0, 0)]))
    assert [rows.num_rows for rows in found] == [0]


def test_the_command_is_asked_for_where_the_batches_are(started):
    asked = []
    found = extractor.pipe(lambda: asked.append(1) or EVENTS)
    assert asked == []
    assert len(list(found([batch([TEXT])]))) == 1
    assert asked == [1]


def test_what_the_program_says_is_told(started):
    wrong = pyarrow.record_batch({"id": ["a"], "body": [TEXT]})
    with pytest.raises(extractor.Failed, match="ended with 2: error: no column `text`"):
        list(extractor.pipe(EVENTS)([wrong]))


def test_a_program_that_fails_midway_is_told(started):
    program = (
        "import sys, pyarrow as pa; s = pa.ipc.open_stream(sys.stdin.buffer);"
        "w = pa.ipc.new_stream(sys.stdout.buffer, s.schema);"
        "w.write_batch(s.read_next_batch()); sys.stdout.flush(); sys.exit('it broke')"
    )
    found = extractor.pipe(python(program))(batch([TEXT], n) for n in range(3000))
    with pytest.raises(extractor.Failed, match="ended with 1: it broke"):
        list(found)


def test_a_program_that_does_not_read_all_is_told(started):
    program = (
        "import sys, pyarrow as pa; s = pa.ipc.open_stream(sys.stdin.buffer);"
        "w = pa.ipc.new_stream(sys.stdout.buffer, s.schema); w.close()"
    )
    many = (batch([TEXT * 1000], n) for n in range(200))
    with pytest.raises(extractor.Failed, match="before it had read everything"):
        list(extractor.pipe(python(program))(many))


def test_a_program_that_writes_something_else_is_told(started):
    program = "import sys; sys.stdin.buffer.read(); print('x' * 100)"
    with pytest.raises(extractor.Failed, match="no Arrow stream"):
        list(extractor.pipe(python(program))([batch([TEXT])]))


def test_a_program_that_is_not_there_is_told(started):
    with pytest.raises(extractor.Failed, match="cannot run /no/such/program: No such file"):
        list(extractor.pipe(["/no/such/program"])([batch([TEXT])]))


def test_what_fails_upstream_is_raised_again(started):
    def broken():
        yield batch([TEXT])
        raise ValueError("the disk is gone")

    with pytest.raises(ValueError, match="the disk is gone"):
        list(extractor.pipe(EVENTS)(broken()))
    with pytest.raises(ValueError, match="at once"):
        list(extractor.pipe(EVENTS)(_ for _ in [None] if fail("at once")))


def fail(why):
    raise ValueError(why)


def test_a_reader_that_stops_early_leaves_no_process(started):
    found = extractor.pipe(EVENTS)(batch([TEXT] * 50, n) for n in range(10_000))
    assert next(found).num_rows == 50
    before = time.monotonic()
    found.close()
    assert time.monotonic() - before < 20


def test_more_than_any_pipe_holds_does_not_hang(started):
    # Both sides have more to say than fits into both pipes.
    texts = [f"No. {n}. " + TEXT * 200 for n in range(40)]
    batches = [batch(texts, 40 * n) for n in range(10)]
    assert sum(b.nbytes for b in batches) > 3_000_000
    found = list(extractor.pipe(EVENTS)(batches))
    assert len(found) == 10
    assert sum(rows.nbytes for rows in found) > 3_000_000
    huge = batch(["x " * 2_000_000])
    assert len(list(extractor.pipe(EVENTS)([huge]))) == 1
