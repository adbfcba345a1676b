"""How coding grows: invented corpora, the coder alone, whole builds, and what a
run costs before it codes anything.
"""

from __future__ import annotations

import json
import shutil
import statistics
import subprocess
from dataclasses import dataclass, field
from pathlib import Path

from measure import ROOT, TIDINGS, WORK, Run, run

CODER = ["cargo", "bench", "--locked", "--bench", "coder", "--"]

CODEBOOK = WORK / "codebook"

# A run that tells of warnings or documents left out has done its work, too.
ENDED = (0, 1)


@dataclass(frozen=True)
class Corpus:
    """A corpus on the disk."""

    kind: str
    megabytes: int
    path: Path
    bytes: int
    documents: int
    made: Run


@dataclass(frozen=True)
class Coded:
    """What the bench of the coder alone printed of a corpus."""

    corpus: Corpus
    figures: dict[str, float]

    def of(self, name: str) -> float:
        """A time for a megabyte of text, in seconds."""
        part = "tagger_megabytes" if name.startswith("tagger_") else "megabytes"
        return self.figures[name] / self.figures[part]


@dataclass(frozen=True)
class Built:
    """A build of a corpus, or why there is none."""

    corpus: Corpus
    run: Run

    @property
    def done(self) -> bool:
        return self.run.code in ENDED

    @property
    def per_mb(self) -> float:
        return self.run.seconds / (self.corpus.bytes / 1e6)


@dataclass(frozen=True)
class Starts:
    """Builds of the sample corpus, in seconds."""

    fresh: list[float] = field(default_factory=list)
    unchanged: list[float] = field(default_factory=list)

    @property
    def medians(self) -> tuple[float, float]:
        return statistics.median(self.fresh), statistics.median(self.unchanged)


def generate_command(kind: str, megabytes: int) -> list[str | Path]:
    return [TIDINGS, "generate", "corpus", "--megabytes", str(megabytes), "--kind", kind]


def generate(kind: str, megabytes: int) -> Corpus:
    """Writes a corpus anew: the generator may have changed since."""
    path = WORK / f"{kind}-{megabytes}.jsonl"
    made = run(generate_command(kind, megabytes), path)
    if made.code != 0:
        raise SystemExit(f"no corpus: {made.said}")
    with open(path, "rb") as file:
        documents = sum(1 for _ in file)
    return Corpus(kind, megabytes, path, path.stat().st_size, documents, made)


def coder(corpus: Corpus) -> Coded:
    """The coder alone, and its two references."""
    done = subprocess.run(
        [*CODER, str(corpus.path)], cwd=ROOT, check=True, text=True, stdout=subprocess.PIPE
    )
    return Coded(corpus, json.loads(done.stdout.strip().splitlines()[-1]))


def codebook_command() -> list[str | Path]:
    return [TIDINGS, "codebook", "export", CODEBOOK]


def without_tagger() -> None:
    """Writes the codebook that large corpora are coded with: the weights decide alone."""
    shutil.rmtree(CODEBOOK, ignore_errors=True)
    made = run(codebook_command())
    if made.code not in ENDED:
        raise SystemExit(f"no codebook: {made.said}")
    shares = CODEBOOK / "tagger.csv"
    header = shares.read_text(encoding="utf-8").splitlines(keepends=True)[0]
    shares.write_text(header, encoding="utf-8")


def build_command(source: Path, output: Path) -> list[str | Path]:
    command: list[str | Path] = [TIDINGS, "build", source, "--output", output, "--codebook", CODEBOOK]
    return [*command, "--formats", "parquet", "--no-cache", "--quiet"]


def release(source: Path) -> Run:
    """A whole build, into a folder that is removed again."""
    output = WORK / "release"
    shutil.rmtree(output, ignore_errors=True)
    done = run(build_command(source, output))
    shutil.rmtree(output, ignore_errors=True)
    return done


def build(corpus: Corpus) -> Built:
    return Built(corpus, release(corpus.path))


def starts_command(output: Path) -> list[str | Path]:
    return [TIDINGS, "build", "raw", "--output", output]


def starts(runs: int) -> Starts:
    """The sample corpus: into a new folder each time, and into the same."""
    found = Starts()
    output = WORK / "sample"
    cache = WORK / ".tidings-cache"
    for times, fresh in ((found.fresh, True), (found.unchanged, False)):
        for _ in range(runs):
            if fresh:
                shutil.rmtree(output, ignore_errors=True)
                shutil.rmtree(cache, ignore_errors=True)
            done = run(starts_command(output))
            if done.code not in ENDED:
                raise SystemExit(f"raw/ cannot be built: {done.said}")
            times.append(done.seconds)
    shutil.rmtree(output, ignore_errors=True)
    return found
