"""How the time of a build grows on texts made to be slow: each at two sizes, the
larger four times the smaller. Where the work is linear, a byte of the larger
takes no longer. Writes docs/reference/worst-cases.md.

    python benches/worst.py
"""

from __future__ import annotations

import sys
from collections.abc import Callable

import corpora
import page
from measure import ROOT, TIDINGS, WORK, Run, machine

PAGE = ROOT / "docs" / "reference" / "worst-cases.md"

SMALLER, TIMES = 250_000, 4

# Seconds below which nothing is said of growth.
SHORT = 0.1

# Of each, the ending of the file and the text of about so many bytes.
CASES: dict[str, tuple[str, Callable[[int], str]]] = {
    "words that tell outcomes, no sentence ends": ("txt", lambda n: "released " * (n // 9)),
    "outcomes, a sentence each": ("txt", lambda n: "Egypt released two journalists. " * (n // 32)),
    "countries, no sentence ends": ("txt", lambda n: "Kenya, Egypt and " * (n // 17)),
    "names, no sentence ends": ("txt", lambda n: "Ola Berg and " * (n // 13)),
    "dates, no sentence ends": ("txt", lambda n: "on 3 May 2020, " * (n // 15)),
    "numbers": ("txt", lambda n: "two hundred and 7 " * (n // 18)),
    "quotation marks": ("txt", lambda n: '"' * n),
    "full stops": ("txt", lambda n: ". " * (n // 2)),
    "one word": ("txt", lambda n: "a" * n),
    "one letter, its marks": ("txt", lambda n: "a" + "\u0301" * (n // 2)),
    "blank lines": ("txt", lambda n: "\n" * n),
    "bullets": ("md", lambda n: "- a\n" * (n // 4)),
    "headings": ("md", lambda n: "# a\n\n" * (n // 5)),
    "headings and outcomes": ("md", lambda n: "# Kenya\n\nA court freed two.\n\n" * (n // 29)),
    "quotes within quotes": ("md", lambda n: "> " * (n // 2) + "a"),
    "open brackets": ("md", lambda n: "[" * n),
    "stars": ("md", lambda n: "**a " * (n // 4)),
    "elements within elements": ("html", lambda n: "<div>" * (n // 5) + "a"),
    "open tags": ("html", lambda n: "<" * n),
    "entities": ("html", lambda n: "&amp;" * (n // 5)),
    "table cells": ("html", lambda n: "<table>" + "<tr><td>a" * (n // 9)),
}


def built(ending: str, text: str) -> Run:
    """A build of one text."""
    source = WORK / f"worst.{ending}"
    source.write_text(text, encoding="utf-8")
    done = corpora.release(source)
    source.unlink()
    if done.code not in corpora.ENDED:
        raise SystemExit(f"a text of many bytes stopped the program: {done.said}")
    return done


def rows() -> list[list[str]]:
    """Of each case, what both sizes took of CPU."""
    # What every run takes does not grow.
    idle = min(built("txt", "a").cpu for _ in range(3))
    told = []
    for name, (ending, text) in CASES.items():
        print(name, file=sys.stderr, flush=True)
        runs = [built(ending, text(size)) for size in (SMALLER, TIMES * SMALLER)]
        small, large = (max(done.cpu - idle, 0) for done in runs)
        growth = f"{large / small / TIMES:.2f}" if small > SHORT else "short"
        told.append([name, f"`.{ending}`", f"{small:.2f}", f"{large:.2f}", growth, f"{runs[1].peak_mb:.0f}"])
    return told


def write() -> None:
    """Measures, and writes the page."""
    header = ["text", "", f"{SMALLER / 1e6:g} MB: CPU s", f"{SMALLER * TIMES / 1e6:g} MB: CPU s", "growth of a byte's time", "peak MB"]
    text = f"""# Worst cases

Written by `make bench`; changes are lost. Texts that were made to be slow, each a document, at two sizes: where a byte's time grows by about 1 or less,
work is linear. What an empty run takes is left out. Without the tagger, which reads 6,000 words of a document at most.

{page.table(["machine", ""], machine())}

{page.table(header, rows())}
"""
    PAGE.write_text(text, encoding="utf-8")


def main() -> None:
    if not TIDINGS.exists():
        sys.exit("no target/release/tidings\nhint: run `make bench`, which builds it")
    corpora.without_tagger()
    write()


if __name__ == "__main__":
    main()
