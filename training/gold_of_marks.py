"""Writes marked texts as bulletins with gold beside them, so that `tidings evaluate` can judge by them.

usage: python3 training/gold_of_marks.py FOLDER_OF_MARKED_TEXTS NEW_FOLDER
       tidings evaluate --gold NEW_FOLDER

An anchor is the marked word with up to two words to each side: what `evaluate` finds an event by. Persons are not
marked; the columns for them stay empty and say nothing.
"""

import csv
import re
import sys
from pathlib import Path

MARK = re.compile(r"\{([^{}|]*)\|([^{}|]*)\}")
COLUMNS = ["event", "item", "countries", "theme", "outcome_type", "status", "date", "people", "people_count", "anchor"]
NUMBER = re.compile(r"^(\d+)\.")
HEADS = {"= ": "# ", "# ": "## "}


def anchor(text, start):
    """The words around the one that begins at `start`."""
    words = list(re.finditer(r"\w+", text))
    at = next(number for number, word in enumerate(words) if word.end() > start)
    return text[words[max(0, at - 2)].start() : words[min(len(words) - 1, at + 2)].end()]


def unmarked(line):
    """A line without its marks, and for each mark what it says and where its word begins."""
    text, marks, last = "", [], 0
    for mark in MARK.finditer(line):
        text += line[last : mark.start()]
        marks.append((mark[1], len(text)))
        text += mark[2]
        last = mark.end()
    return text + line[last:], marks


def convert(path, folder):
    """Writes one text and its gold."""
    blocks, rows, item = [], [], 0
    for line in path.read_text(encoding="utf-8").splitlines():
        text, marks = unmarked(line)
        if line[:2] in HEADS:
            blocks.append(HEADS[line[:2]] + text[2:])
            continue
        item += 1
        # "4. Kenya …" is a line here, no list of Markdown's.
        blocks.append(NUMBER.sub(r"\1\\.", text))
        for said, start in marks:
            outcome, status, theme, countries, date = said.split("/")
            countries, date = countries.replace("-", "").replace("+", ";"), "" if date == "-" else date
            rows.append([len(rows) + 1, item, countries, theme, outcome, status, date, "", "", anchor(text, start)])
    (folder / f"{path.stem}.md").write_text("\n\n".join(blocks) + "\n", encoding="utf-8")
    with (folder / f"{path.stem}.gold.csv").open("w", encoding="utf-8", newline="") as file:
        writer = csv.writer(file, lineterminator="\n")
        writer.writerow(COLUMNS)
        writer.writerows(rows)


def main():
    if len(sys.argv) != 3:
        sys.exit(__doc__)
    source, folder = map(Path, sys.argv[1:])
    folder.mkdir(parents=True)
    for path in sorted(source.glob("*.txt")):
        convert(path, folder)


if __name__ == "__main__":
    main()
