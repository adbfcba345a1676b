"""Writes codebook/common_words.csv: how many of the training texts hold a word, for words that several hold.

usage: python3 codebook/generate/common_words.py

Two reports of one event share words that few other reports have; this file says which words are few. The texts are our
own (training/marked, training/hard), so that the counts may go where they like.
"""

import collections
import csv
import re
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
MARK = re.compile(r"\{[^{}|]*\|([^{}|]*)\}")
WORD = re.compile(r"[^\W\d_]+")
LEAST = 4


def main():
    texts = [path for folder in ("marked", "hard") for path in sorted((ROOT / "training" / folder).glob("*.txt"))]
    counts = collections.Counter()
    for path in texts:
        text = MARK.sub(r"\1", path.read_text(encoding="utf-8"))
        counts.update(set(WORD.findall(text.lower())))
    rows = sorted((word, count) for word, count in counts.items() if count >= LEAST)
    with (ROOT / "codebook" / "common_words.csv").open("w", encoding="utf-8", newline="") as file:
        writer = csv.writer(file, lineterminator="\n")
        writer.writerow(["word", "texts", "of"])
        writer.writerows((word, count, len(texts)) for word, count in rows)


if __name__ == "__main__":
    main()
