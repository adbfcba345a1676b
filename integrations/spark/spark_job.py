"""Codes documents with tidings on Spark or Sail, and counts the events.

    spark-submit --master spark://host:7077 spark_job.py \\
        --input documents.parquet --output tables --binary target/release/tidings

Reads Parquet or JSON lines; writes a folder of Parquet for each table, the
counts, and `run.json`. What is coded and how, the program alone knows, and the
columns come from it; here rows are only sent to it, kept and counted.
"""

import argparse
import functools
import hashlib
import json
import os
import pathlib
import shutil
import subprocess
import sys
import tempfile

import pyarrow
import pyspark
from pyspark import StorageLevel, cloudpickle
from pyspark.sql import SparkSession
from pyspark.sql import functions as F

import counts
import extractor

TABLES = ["events", "event_countries", "event_people", "event_quantities", "documents"]
CATEGORIES = ["themes", "outcome_types", "countries", "regions"]
FIELDS = ["id", "text", "title", "date", "url", "publisher"]
PARQUET, JSON = "parquet", "json"


def arguments(argv=None):
    parser = argparse.ArgumentParser(description=__doc__.split("\n")[0])
    add = parser.add_argument
    add("--input", required=True, help="documents: Parquet or JSON lines, a file or folder")
    add("--input-format", choices=[PARQUET, JSON], default=PARQUET)
    add("--output", required=True, help="folder to write to; it must not exist")
    add("--binary", required=True, help="the program tidings, for the machines of the cluster")
    add("--codebook", help="folder of a codebook, in place of the built-in one")
    add("--tables", default=",".join(TABLES), help="tables to write, commas between them")
    add("--batch", type=int, default=2000, help="documents in a record batch")
    add("--partitions", type=int, help="parts to cut the documents into; left out: as read")
    add("--source", default="corpus", help="`source` of a document is this, # and its id")
    add("--text-format", default="text", help="text, markdown or html")
    add("--remote", help="address of Spark Connect or Sail: the program and the codebook must "
        "then lie at the same path on every machine")
    for field in FIELDS:
        add(f"--{field}-column", default=field, metavar="NAME")
    return parser.parse_args(argv)


def session(args):
    builder = SparkSession.builder.appName("tidings")
    builder = builder.config("spark.sql.execution.arrow.maxRecordsPerBatch", args.batch)
    return (builder.remote(args.remote) if args.remote else builder).getOrCreate()


class Program:
    """The program on this machine, and how it is called on the others."""

    def __init__(self, spark, args):
        self.path = pathlib.Path(args.binary).resolve()
        self.codebook = args.codebook and pathlib.Path(args.codebook).resolve()
        self.is_shipped = args.remote is None
        if self.is_shipped:
            context = spark.sparkContext
            context.addFile(str(self.path))
            if self.codebook:
                folder = tempfile.mkdtemp()
                made = shutil.make_archive(f"{folder}/codebook", "zip", self.codebook)
                context.addArchive(f"{made}#codebook")
        # Workers get the code of this module with the task: nothing is installed.
        cloudpickle.register_pickle_by_value(extractor)

    def asked(self, table, *more):
        """What the program answers here, with nothing to read."""
        command = [self.path, "stream", "--table", table, *more]
        if self.codebook:
            command += ["--codebook", self.codebook]
        done = subprocess.run(command, capture_output=True, stdin=subprocess.DEVNULL)
        if done.returncode != 0:
            sys.exit(done.stderr.decode("utf-8", "replace").strip())
        return done.stdout

    @functools.cache
    def schema(self, table):
        return json.loads(self.asked(table, "--print-schema", "json"))

    @functools.cache
    def ddl(self, table):
        return self.asked(table, "--print-schema", "spark").decode().strip()

    def columns(self, table):
        return [column["name"] for column in self.schema(table)["columns"]]

    def category(self, table):
        return pyarrow.ipc.open_stream(self.asked(table)).read_all().to_pylist()

    def through(self, table, options):
        """The function that lets record batches through the program."""
        is_shipped, has_codebook = self.is_shipped, self.codebook is not None
        path, codebook = str(self.path), str(self.codebook)

        def command():
            here, book = path, codebook
            if is_shipped:
                from pyspark import SparkFiles

                here = SparkFiles.get(os.path.basename(path))
                book = SparkFiles.get("codebook")
            told = ["--codebook", book] if has_codebook else []
            return [here, "stream", "--table", table, *options, *told]

        return extractor.pipe(command)


def documents(spark, args):
    """The documents, and the options that name their columns."""
    reader = spark.read.parquet if args.input_format == PARQUET else spark.read.json
    read = reader(args.input)
    named = {field: getattr(args, f"{field}_column") for field in FIELDS}
    # What the caller named must be there, which the program says better.
    options = ["--source", args.source, "--text-format", args.text_format]
    for field, name in named.items():
        if name != field:
            options += [f"--{field}-column", name]
    kept = [name for name in read.columns if name in named.values()]
    read = read.select(*kept) if kept else read
    return (read.repartition(args.partitions) if args.partitions else read), options


def write_tables(spark, program, args):
    """Codes each document once, and writes the rows of each table."""
    tables = args.tables.split(",")
    read, options = documents(spark, args)
    coded = "all" if len(tables) > 1 else tables[0]
    rows = read.mapInArrow(program.through(coded, options), program.ddl(coded))
    if coded == "all":
        # On disk, not in memory; what a lost worker held is coded again.
        rows = rows.persist(StorageLevel.DISK_ONLY)
    for table in tables:
        own = rows
        if coded == "all":
            own = rows.where(F.col("table") == table).select(*program.columns(table))
        own.write.parquet(f"{args.output}/{table}")
    if coded == "all":
        rows.unpersist()
    return tables


def height(frame):
    return frame.count()


def duplicates(spark, args):
    """Rows of events that are there again: those of texts that occur twice."""
    events = spark.read.parquet(f"{args.output}/events")
    return height(events) - height(events.select("event_id").distinct())


def write_counts(spark, program, args):
    for table in CATEGORIES:
        rows = spark.createDataFrame(program.category(table), program.ddl(table))
        rows.createOrReplaceTempView(table)
    for table in ["events", "event_countries"]:
        spark.read.parquet(f"{args.output}/{table}").createOrReplaceTempView(table)
    for name, query in counts.VIEWS.items():
        # Each is read once for every table that is counted of it.
        spark.sql(query).persist(StorageLevel.MEMORY_AND_DISK).createOrReplaceTempView(name)
    for table, query in counts.COUNTS.items():
        rows = spark.sql(query).coalesce(1).sortWithinPartitions(*counts.KEYS[table])
        rows.write.parquet(f"{args.output}/{table}")
    return list(counts.COUNTS)


def report(spark, program, args, tables):
    """What was made of what: no time and no path, so that two runs over the
    same documents say the same."""
    frames = {table: spark.read.parquet(f"{args.output}/{table}") for table in tables}
    said = program.schema("events")
    told = {
        "tidings": said["version"],
        "binary_sha256": hashlib.sha256(program.path.read_bytes()).hexdigest(),
        "codebook_sha256": said["codebook_sha256"],
        "engine": spark.version,
        "pyspark": pyspark.__version__,
        "pyarrow": pyarrow.__version__,
        "python": sys.version.split()[0],
        "rows": {table: height(frame) for table, frame in frames.items()},
    }
    if "documents" in frames:
        by = frames["documents"].groupBy("status").count().collect()
        told["documents"] = {row["status"]: row["count"] for row in by}
    text = json.dumps(told, indent=2, sort_keys=True) + "\n"
    if "://" not in args.output:
        pathlib.Path(args.output, "run.json").write_text(text, encoding="utf-8")
    print(text, end="")


def main():
    args = arguments()
    spark = session(args)
    try:
        program = Program(spark, args)
        tables = write_tables(spark, program, args)
        if {"events", "event_countries"} <= set(tables):
            again = duplicates(spark, args)
            if again:
                sys.exit(
                    f"error: {again} rows of events are there again, for texts occur twice; "
                    "nothing was counted; hint: drop them before, as with "
                    "dropDuplicates(['text']), and write to another folder"
                )
            tables += write_counts(spark, program, args)
        report(spark, program, args, tables)
    finally:
        spark.stop()


if __name__ == "__main__":
    main()
