"""The same rows and the same counts, to the last cell, whether one machine
builds or an engine codes: on a cluster of Spark, with a worker killed in the
midst of the job, with hostile documents, and on Sail."""

import json
import os
import signal
import socket
import subprocess
import sys
import time

import compare_tables
import pyarrow.compute
import pyarrow.parquet
import pytest
from cluster import MARK, Cluster, environment, java, marked, wait
from conftest import FILES, SAIL, SPARK, TIDINGS, Corpus, generated, tidings

JOB = SPARK / "spark_job.py"
TABLES = ["events", "event_countries", "event_people", "event_quantities"]
COUNTS = ["counts_by_theme", "counts_by_region", "counts_by_outcome_type"]

# Seconds that a job may take.
LONGEST = 420


@pytest.fixture(scope="module")
def cluster(tmp_path_factory):
    reason = java()
    if reason:
        if os.environ.get("CI"):
            pytest.fail(reason)
        pytest.skip(reason)
    cluster = Cluster(tmp_path_factory.mktemp("cluster"))
    try:
        yield cluster
    finally:
        left = cluster.stop()
    assert left == {}, "processes of the cluster did not end"


def told(corpus, output, *more):
    return [
        "--input", corpus.parquet, "--output", output, "--binary", TIDINGS,
        "--source", "corpus.jsonl", "--batch", 500, *more,
    ]


def run(cluster, corpus, output, *more):
    log = output.with_suffix(".log")
    job = cluster.submit(JOB, *told(corpus, output, *more), log=log)
    code = job.wait(LONGEST)
    assert code == 0, log.read_text(errors="replace")[-8000:]


# What is known of all documents together: which reports are of one event.
TOGETHER = ["cluster_id", "cluster_basis", "n_distinct"]

# What the counts of a job are without: margins.
MARGINS = ["n_adjusted", "n_low", "n_high"]


def is_equal(one, other, without=()):
    found = compare_tables.differences(
        compare_tables.read(one, without), compare_tables.read(other, without)
    )
    assert found == []


def has_all_of(corpus, output):
    """Rows and counts are those of a build, and those of `tidings count`."""
    for table in TABLES:
        is_equal(output / table, corpus.built(table), TOGETHER)
    # The build's documents are those that could be coded.
    documents = compare_tables.read(output / "documents")
    coded = pyarrow.compute.equal(documents["status"], "coded")
    documents = documents.filter(coded).drop_columns(["status", "message"])
    assert compare_tables.differences(documents, compare_tables.read(corpus.built("documents"))) == []
    counted = output.with_name(f"{output.name}-counted")
    tidings(
        "count", output / "events", "--countries", output / "event_countries",
        "--output", counted, "--formats", "parquet",
    )
    for table in COUNTS:
        is_equal(output / table, corpus.built(table), TOGETHER + MARGINS)
        is_equal(output / table, counted / f"parquet/{table}.parquet", MARGINS)
    by_status = compare_tables.read(output / "counts_by_status").to_pylist()
    events = pyarrow.parquet.read_table(corpus.built("events"))
    expected = events.group_by("status").aggregate(
        [("event_id", "count_distinct"), ("document_id", "count_distinct")]
    )
    expected = {row.pop("status"): list(row.values()) for row in expected.to_pylist()}
    assert {
        row["status"]: [row["n_events"], row["n_documents"]] for row in by_status
    } == expected
    report = json.loads((output / "run.json").read_text())
    assert report["rows"]["events"] == events.num_rows > 1000
    assert "/" not in json.dumps(report)
    return report


def test_spark_gives_what_a_build_gives(cluster, corpus, tmp_path):
    output = tmp_path / "spark"
    run(cluster, corpus, output)
    report = has_all_of(corpus, output)
    assert list(report["documents"]) == ["coded"]
    # The command that users compare with says the same.
    compare = [sys.executable, SPARK / "compare_tables.py"]
    compare += ["--without", "cluster_id", "--without", "cluster_basis"]
    events = [output / "events", corpus.built("events")]
    done = subprocess.run([*compare, *events], capture_output=True, text=True, timeout=60)
    assert done.returncode == 0 and done.stdout.startswith("equal: "), done.stdout
    part = next((output / "events").glob("*.parquet"))
    done = subprocess.run([*compare, part, events[1]], capture_output=True, text=True, timeout=60)
    assert done.returncode == 1 and "only in the second" in done.stdout
    assert len(done.stdout.splitlines()) <= 11


def test_spark_takes_hostile_documents(cluster, hostile, tmp_path):
    output = tmp_path / "hostile"
    run(cluster, hostile, output)
    report = has_all_of(hostile, output)
    # Empty, blank and null texts.
    assert report["documents"]["error"] == 3
    documents = pyarrow.parquet.read_table(output / "documents").to_pylist()
    errors = [row["message"] for row in documents if row["status"] == "error"]
    assert errors == ["bad-row: left out: no text in `text`"] * 3


def test_spark_takes_the_columns_of_every_table(cluster, tmp_path):
    script = tmp_path / "ddl.py"
    script.write_text(
        "import sys, json\n"
        "from pyspark.sql import SparkSession\n"
        "spark = SparkSession.builder.getOrCreate()\n"
        "for table, ddl in json.load(open(sys.argv[1])).items():\n"
        "    frame = spark.createDataFrame([], ddl)\n"
        "    print(table, ','.join(frame.schema.names))\n"
        "spark.stop()\n"
    )
    tables = [*TABLES, "documents", "all", "themes", "outcome_types", "countries", "regions"]
    said = {
        table: tidings("stream", "--table", table, "--print-schema", "spark").decode()
        for table in tables
    }
    (tmp_path / "ddl.json").write_text(json.dumps(said))
    log = tmp_path / "ddl.log"
    job = cluster.submit(script, tmp_path / "ddl.json", log=log)
    assert job.wait(LONGEST) == 0, log.read_text()
    for table in tables:
        schema = json.loads(tidings("stream", "--table", table, "--print-schema", "json"))
        names = ",".join(column["name"] for column in schema["columns"])
        assert f"{table} {names}\n" in log.read_text()


def committed(output):
    """Tasks whose rows were committed, while the job runs."""
    return len(list(output.glob("_temporary/*/task_*")))


def killed_in_the_midst(cluster, corpus, output):
    """Runs a job and kills a worker of the cluster when a few of its tasks are
    done; whether the job was still at work by then."""
    log = output.with_suffix(".log")
    victim = cluster.add_worker() if cluster.workers[-1].poll() is not None else cluster.workers[-1]
    job = cluster.submit(JOB, *told(corpus, output), log=log)
    events = output / "events"
    wait(lambda: committed(events) >= 4 or job.poll() is not None or (events / "_SUCCESS").exists(),
         "four tasks of the job")
    done = committed(events)
    os.kill(victim.pid, signal.SIGKILL)
    was_at_work = job.poll() is None and 4 <= done < FILES and not (events / "_SUCCESS").exists()
    assert job.wait(LONGEST) == 0, log.read_text(errors="replace")[-8000:]
    assert victim.wait(30) == -signal.SIGKILL
    return was_at_work and "Lost executor" in log.read_text(errors="replace")


def test_spark_gives_the_same_when_a_worker_is_killed(cluster, corpus, tmp_path, tmp_path_factory):
    """A kill that came too late proves nothing: then there is more to do."""
    for attempt in range(3):
        output = tmp_path / f"killed-{attempt}"
        if killed_in_the_midst(cluster, corpus, output):
            has_all_of(corpus, output)
            return
        print(f"attempt {attempt}: the job was done before the worker was killed")
        documents = generated(2 * (attempt + 2), 1)
        corpus = Corpus(tmp_path_factory.mktemp("more"), documents)
    pytest.fail("in three attempts no worker was killed while the job was at work")


def test_sail_gives_what_a_build_gives(hostile, tmp_path):
    """The same job, sent to another engine."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port = probe.getsockname()[1]
    mark = f"sail-{os.getpid()}-{time.monotonic_ns()}"
    log = tmp_path / "sail.log"
    with open(log, "wb") as file:
        server = subprocess.Popen(
            [SAIL / "sail", "spark", "server", "--port", str(port)], stdout=file, stderr=file,
            stdin=subprocess.DEVNULL, env=environment(mark, python=SAIL / "python"), start_new_session=True,
        )

    def listens():
        assert server.poll() is None, log.read_text(errors="replace")
        with socket.socket() as probe:
            return probe.connect_ex(("127.0.0.1", port)) == 0

    try:
        wait(listens, "Sail")
        output = tmp_path / "sail"
        command = [SAIL / "python", JOB, "--remote", f"sc://127.0.0.1:{port}", *told(hostile, output)]
        done = subprocess.run(
            list(map(str, command)), capture_output=True, text=True, timeout=LONGEST,
            env=environment(mark, python=SAIL / "python"),
        )
        assert done.returncode == 0, done.stderr[-8000:] + log.read_text(errors="replace")[-8000:]
        has_all_of(hostile, output)
    finally:
        server.terminate()
        try:
            server.wait(30)
        except subprocess.TimeoutExpired:
            server.kill()
            server.wait(30)
    assert marked(mark) == {}, f"{MARK}: processes of Sail did not end"
