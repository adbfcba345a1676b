"""Measures the program and writes docs/reference/benchmarks.md and worst-cases.md.

    python benches/bench.py [--quick] [--sizes 10,100,1000] [--rows N]

Needs `target/release/tidings`; `make bench` and `make bench-quick` see to that.
Nothing but DuckDB, for the counts, is used beside the standard library.
"""

from __future__ import annotations

import argparse
import sys

import corpora
import counts
import page
import worst
from measure import TIDINGS, WORK

SIZES = [10, 100, 1000]
QUICK_SIZES = [1, 10]
ROWS, QUICK_ROWS = 10_000_000, 100_000
STARTS, QUICK_STARTS = 20, 5


def main() -> None:
    arguments = _arguments()
    if not TIDINGS.exists():
        sys.exit("no target/release/tidings\nhint: run `make bench`, which builds it")
    found = page.Measured(quick=arguments.quick)
    sizes = sorted(set(arguments.sizes))
    corpora.without_tagger()
    for kind in ("news", "bulletins"):
        # The largest size tells growth, and one kind is enough for that.
        of_kind = sizes if kind == "news" or len(sizes) == 1 else sizes[:-1]
        made = []
        for size in of_kind:
            _say(f"corpus of {kind}, {size} MB")
            made.append(corpora.generate(kind, size))
        found.corpora += made
        _say(f"coder alone: {kind}")
        found.coded.append(corpora.coder(made[0]))
        for corpus in made:
            _say(f"build: {kind}, {corpus.megabytes} MB")
            found.built.append(corpora.build(corpus))
    _say("worst cases")
    worst.write()
    _say("sample corpus")
    found.starts = corpora.starts(arguments.starts)
    if arguments.rows:
        # Last, for the memory of the runs above: DuckDB is large.
        _say(f"counts over {arguments.rows:,} events")
        found.counted = counts.counts(arguments.rows)
    page.write(found)
    _say(f"wrote {page.PAGE.name}; the corpora stay in {WORK}")
    if found.counted and found.counted.differ:
        sys.exit(f"counts differ from DuckDB's: {', '.join(found.counted.differ)}")


def _arguments() -> argparse.Namespace:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawTextHelpFormatter)
    parser.add_argument("--quick", action="store_true", help="small corpora, few runs")
    parser.add_argument("--sizes", type=_sizes, help="megabytes of the corpora")
    parser.add_argument("--rows", type=int, help="events to count; 0: none")
    parser.add_argument("--starts", type=int, help="runs on the sample corpus")
    arguments = parser.parse_args()
    defaults = {
        "sizes": QUICK_SIZES if arguments.quick else SIZES,
        "rows": QUICK_ROWS if arguments.quick else ROWS,
        "starts": QUICK_STARTS if arguments.quick else STARTS,
    }
    for name, value in defaults.items():
        if getattr(arguments, name) is None:
            setattr(arguments, name, value)
    return arguments


def _sizes(text: str) -> list[int]:
    sizes = [int(size) for size in text.split(",")]
    if min(sizes) < 1:
        raise argparse.ArgumentTypeError("a corpus has a megabyte at least")
    return sizes


def _say(text: str) -> None:
    print(text, file=sys.stderr, flush=True)


if __name__ == "__main__":
    main()
