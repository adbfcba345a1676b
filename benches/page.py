"""The page of the documentation that shows what was measured: what each figure
was taken with, and the bar beside it. Measures nothing.
"""

from __future__ import annotations

import csv
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from pathlib import Path

import corpora
import counts
from corpora import Built, Coded, Corpus, Starts
from counts import Counted
from measure import ROOT, WORK, machine, printed

PAGE = ROOT / "docs" / "reference" / "benchmarks.md"
BARS = Path(__file__).with_name("bars.csv")


@dataclass
class Measured:
    """All that a run found."""

    quick: bool
    machine: list[tuple[str, str]] = field(default_factory=machine)
    corpora: list[Corpus] = field(default_factory=list)
    coded: list[Coded] = field(default_factory=list)
    built: list[Built] = field(default_factory=list)
    starts: Starts = field(default_factory=Starts)
    counted: Counted | None = None

    def news(self) -> list[Built]:
        """Builds of news that came to an end, by size."""
        return [b for b in self.built if b.done and b.corpus.kind == "news"]


def write(found: Measured) -> None:
    """Writes the page."""
    parts = [
        _head(found),
        _bars(found),
        _coder(found.coded),
        _builds(found),
        _starts(found.starts),
        _counts(found.counted),
        _commands(found),
    ]
    PAGE.write_text("\n\n".join(parts) + "\n", encoding="utf-8")


def table(header: Sequence[str], rows: Iterable[Sequence[str]]) -> str:
    lines = [header, ["---"] * len(header), *rows]
    return "\n".join(f"| {' | '.join(cells)} |" for cells in lines)


def number(value: float) -> str:
    """Three figures, without an exponent where a reader can do without."""
    return f"{float(f'{value:.3g}'):,.10g}"


def _head(found: Measured) -> str:
    target = "make bench-quick" if found.quick else "make bench"
    quick = (
        "\n\nSmall corpora only: start-up weighs on these figures, and growth cannot be told from them."
        if found.quick
        else ""
    )
    return f"""# Benchmarks

Written by `{target}`; changes are lost. Times hang on the machine and on what else ran on it: no test asserts any. Texts and events are
invented (`tidings generate corpus`), and nothing in them is a fact; how right the coding is stands in [accuracy.md](accuracy.md).{quick}

{table(["machine", ""], found.machine)}"""


def figures(found: Measured) -> dict[str, float]:
    """The figures that bars are set for, as far as they were taken."""
    told: dict[str, float] = {}
    news = next((coded for coded in found.coded if coded.corpus.kind == "news"), None)
    builds = found.news()
    if news:
        told["coder_rate"] = 1 / news.of("coder_s")
        told["coder_times_scan"] = news.of("coder_s") / news.of("scan_s")
        told["coder_two_threads"] = news.of("coder_s") / news.of("coder_two_threads_s")
    if news and builds:
        told["build_times_coder"] = _times_coder(builds[-1], news)
    if len(builds) > 1:
        told["build_growth"] = builds[-1].per_mb / builds[0].per_mb
        told["memory_growth"] = builds[-1].run.peak_mb / builds[0].run.peak_mb
    if found.starts.fresh:
        told["cold_start"], told["unchanged"] = found.starts.medians
    if found.counted and found.counted.tidings:
        sql = sum(found.counted.duckdb_seconds.values())
        told["count_times_duckdb"] = found.counted.tidings.seconds / sql
    return told


def _bars(found: Measured) -> str:
    told = figures(found)
    rows = []
    with open(BARS, encoding="utf-8", newline="") as file:
        for row in csv.DictReader(file):
            value = told.get(row["figure"])
            shown = "not measured" if value is None else number(value)
            bar, met = "none set", ""
            if row["bar"]:
                bar = f"at {row['sense']} {row['bar']}"
                if value is not None:
                    limit = float(row["bar"])
                    is_met = value >= limit if row["sense"] == "least" else value <= limit
                    met = "met" if is_met else "**missed**"
            rows.append([row["meaning"], shown, bar, met])
    return f"## Bars\n\n{table(['figure', 'measured', 'bar', ''], rows)}"


def _coder(coded: list[Coded]) -> str:
    rows = []
    for one in coded:
        events = one.figures["events"] / one.figures["sentences"]
        for label, name in [
            ("coder, one thread", "coder"),
            ("coder, two threads", "coder_two_threads"),
            ("coder with the tagger, one thread", "tagger"),
            ("reading and UTF-8 check", "read"),
            ("scan for names and triggers", "scan"),
        ]:
            seconds = one.of(f"{name}_s")
            counted = one.figures.get(f"{name}_cpu_s") is not None
            per_mb = number(1000 * one.of(f"{name}_cpu_s")) if counted else ""
            ratio = one.of("coder_s") / seconds
            cells = [number(1000 * seconds), per_mb, number(1 / seconds), number(ratio)]
            rows.append([one.corpus.kind, f"{events:.3f}", label, *cells])
    header = ["corpus", "events a sentence", "what", "ms/MB", "CPU ms/MB", "MB/s", "times as fast as the coder"]
    text = "The least of several runs, in memory; CPU time is of all threads, the mean. Without the tagger the weights decide alone, less accurately:"
    text += " that is for corpora which the tagger is too slow for (`tagger.csv` with its header only)."
    return f"## The coder alone\n\n{text}\n\n{table(header, rows)}"


def _times_coder(built: Built, coded: Coded) -> float:
    """A build's time by the coder's own on two threads for the same text."""
    text = coded.figures["megabytes"] * 1e6 / coded.corpus.bytes
    return built.per_mb / (coded.of("coder_two_threads_s") * text)


def _builds(found: Measured) -> str:
    of_kind = {coded.corpus.kind: coded for coded in found.coded}
    rows: list[list[str]] = []
    notes = []
    before: dict[str, Built] = {}
    for built in found.built:
        corpus, run = built.corpus, built.run
        cells = [corpus.kind, f"{corpus.bytes / 1e6:.0f}", f"{corpus.documents:,}"]
        if not built.done:
            rows.append([*cells, "not built", *[""] * 6])
            said = run.said.splitlines()[0] if run.said else f"exit code {run.code}"
            notes.append(f"{corpus.kind}, {corpus.megabytes} MB: {said.replace(f'{ROOT}/', '')}")
            continue
        last = before.get(corpus.kind)
        growth = f"{built.per_mb / last.per_mb:.2f}" if last else ""
        memory = f"{run.peak_mb / last.run.peak_mb:.2f}" if last else ""
        coded = of_kind.get(corpus.kind)
        own = f"{_times_coder(built, coded):.2f}" if coded else ""
        cells += [f"{run.seconds:.2f}", f"{run.cpu:.2f}", f"{1000 * built.per_mb:.1f}"]
        rows.append([*cells, growth, own, f"{run.peak_mb:.0f}", memory])
        before[corpus.kind] = built
    header = ["corpus", "MB", "documents", "s", "CPU s", "ms/MB", "by the size before"]
    header += ["by the coder on two threads", "peak MB", "by the size before"]
    text = "## Whole builds\n\nFrom JSON lines to Parquet, into a new folder, without the tagger; one run each.\n\n"
    text += table(header, rows)
    for note in notes:
        text += f"\n\nNot built: {note}"
    made = [
        [c.kind, f"{c.bytes / 1e6:.2f}", f"{c.made.seconds:.2f}", f"{c.made.peak_mb:.0f}"]
        for c in found.corpora
    ]
    header = ["corpus", "MB", "s", "peak MB"]
    return f"{text}\n\nWriting the corpora took:\n\n{table(header, made)}"


def _starts(starts: Starts) -> str:
    rows = [
        [name, str(len(times)), f"{1000 * median:.0f}", f"{1000 * min(times):.0f}", f"{1000 * max(times):.0f}"]
        for name, times, median in zip(
            ["new folder", "the same, unchanged"],
            [starts.fresh, starts.unchanged],
            starts.medians,
            strict=True,
        )
    ]
    header = ["`tidings build raw`", "runs", "median ms", "least", "most"]
    return f"## The sample corpus\n\nAll formats, with the tagger.\n\n{table(header, rows)}"


def _counts(counted: Counted | None) -> str:
    if counted is None:
        return "## Counts\n\nNot measured."
    sql = counted.duckdb_seconds
    rows = [[f"`{name}`", f"{seconds:.2f}"] for name, seconds in sql.items()]
    rows.append(["all", f"{sum(sql.values()):.2f}"])
    text = f"## Counts\n\n{counted.rows:,} invented events in Parquet.\n\n{table(['DuckDB', 's'], rows)}\n\n"
    if counted.tidings is None:
        return f"{text}Not counted by tidings: {counted.skipped}."
    run = counted.tidings
    text += f"tidings: {run.seconds:.2f} s ({run.cpu:.2f} s of CPU), peak {run.peak_mb:.0f} MB. "
    if counted.differ:
        return f"{text}**Figures differ from DuckDB's** in: {', '.join(counted.differ)}."
    if not counted.compared:
        return f"{text}It wrote no table that could be compared."
    return f"{text}Its figures are DuckDB's in all of: {', '.join(counted.compared)}."


def _commands(found: Measured) -> str:
    lines = [printed(corpora.generate_command(c.kind, c.megabytes)) for c in found.corpora]
    lines += [printed([*corpora.CODER, c.corpus.path]) for c in found.coded]
    lines.append(f"{printed(corpora.codebook_command())}  # then leave only the header of its tagger.csv")
    release = WORK / "release"
    lines += [printed(corpora.build_command(b.corpus.path, release)) for b in found.built]
    lines.append(printed(corpora.starts_command(WORK / "sample")))
    if found.counted and found.counted.tidings:
        lines.append(printed(counts.command(WORK / "counts")))
    listed = "\n".join(lines)
    return f"## Commands\n\n```\n{listed}\n```\n\nThe SQL stands in `benches/counts.py`."
