"""Documents, what a build makes of them on this machine, and a place for what
an engine makes of them."""

import json
import os
import pathlib
import subprocess
import sys

import pyarrow
import pyarrow.parquet
import pytest

ROOT = pathlib.Path(__file__).resolve().parents[2]
TIDINGS = pathlib.Path(os.environ.get("TIDINGS", ROOT / "target/release/tidings"))
SPARK = ROOT / "integrations/spark"
FILES = 16

# The programs of the environment that Sail is in.
SAIL = pathlib.Path(os.environ.get("SAIL", ROOT / "target/sail/bin"))

sys.path.insert(0, str(SPARK))

SCHEMA = pyarrow.schema(
    [(name, pyarrow.string()) for name in ("id", "title", "date", "url", "publisher", "text")]
)


def tidings(*arguments, codes=(0,)):
    """Runs tidings; fails unless it ends as it should."""
    done = subprocess.run(
        [TIDINGS, *map(str, arguments)], capture_output=True, timeout=300, check=False
    )
    assert done.returncode in codes, done.stderr.decode()
    return done.stdout


class Corpus:
    """Documents as JSON lines and as Parquet files, and a release of them."""

    def __init__(self, folder, documents):
        self.folder = folder
        self.release = folder / "release"
        self.parquet = folder / "documents"
        self.parquet.mkdir()
        lines = folder / "corpus.jsonl"
        with open(lines, "w", encoding="utf-8") as file:
            for document in documents:
                file.write(json.dumps(document) + "\n")
        size = -(-len(documents) // FILES)
        for number in range(FILES):
            part = documents[number * size : (number + 1) * size]
            table = pyarrow.Table.from_pylist(part, SCHEMA)
            pyarrow.parquet.write_table(table, self.parquet / f"part-{number:02}.parquet")
        # Without an id or a text, a row is left out: exit code 1.
        tidings(
            "build", lines, "--output", self.release, "--formats", "parquet", "--no-cache",
            codes=(0, 1),
        )

    def built(self, table):
        return self.release / f"parquet/{table}.parquet"


def generated(megabytes, seed):
    text = tidings("generate", "corpus", "--megabytes", megabytes, "--seed", seed)
    return [json.loads(line) for line in text.decode().splitlines()]


@pytest.fixture(scope="session")
def corpus(tmp_path_factory):
    """Some five hundred invented articles."""
    documents = generated(2, 1)
    assert len(documents) > 450
    return Corpus(tmp_path_factory.mktemp("corpus"), documents)


HOSTILE = [
    "NUL \0 in the midst. In 2020, Egypt released two journalists\0.",
    "\0" * 5000,
    "\u202eIn 2021, Kenya abolished the death penalty.\u202c \u2066x\u2069",
    "\u0301\u0301\u0301",
    "a" + "\u0301" * 20_000 + " In 2019, Norway freed an activist.",
    "In 2020, Peru released a writer; " * 60,
    "In 2020, Peru released a writer. " * 5_000,
    "x" * 1_000_000,
    "(" * 50_000 + "[" * 50_000,
    "\ufeff\uffff\U0010ffff In 2018, Ghana abolished the death penalty.",
    "In 2017,\r\nChile\rfreed\u2028two\u2029prisoners\x0b.\x0c",
    "Türkiye released the journalist Çağrı Özdemir on 3 May 2021. \x1b[31m",
    "- " * 20_000,
    "'\"\\`;-- DROP TABLE events; In 2016, Nepal abolished the death penalty.",
    "",
    " \n\t",
    None,
]


@pytest.fixture(scope="session")
def hostile(tmp_path_factory):
    """Articles with texts among them that programs stumble over."""
    # Sail reckons anew for each table, so not too many.
    documents = generated(1, 2)[::2]
    place = len(documents) // len(HOSTILE)
    for number, text in enumerate(HOSTILE):
        document = {"id": f"hostile-{number:02}", "text": text, "title": text and text[:50]}
        documents.insert(number * (place + 1), document)
    return Corpus(tmp_path_factory.mktemp("hostile"), documents)
