"""Chooses how much the tagger counts beside the weights: codebook/tagger.csv.

usage: python3 shares.py TIDINGS CODEBOOK GOLD… [--every 3] > tagger.csv

GOLD are folders of texts that neither learned from (training/gold_of_marks.py writes them from training/hard and
training/kept); every third of each, by name, is coded with each choice of shares in turn, question by question in the
order in which the program asks. What is best by the measure of its question, in the mean of the folders, is taken, but
what stands in CODEBOOK stays unless another choice is plainly better. The other texts are left to judge the outcome.
"""

import argparse
import csv
import io
import shutil
import subprocess
import sys
import tempfile
from pathlib import Path

# By question: what is to be as large as possible, and (weights, tagger, bias) to try.
QUESTIONS = {
    "trigger": ("coded", [(w, t, b) for w, t in [(0.3, 1.0), (0.15, 1.0)] for b in [-0.4, 0.0, 0.4]]),
    "outcome": ("coded", [(0.6, 0.6, 0.0), (0.5, 0.8, 0.0), (0.4, 1.0, 0.0), (0.2, 1.0, 0.0)]),
    "country": (
        "coded",
        [(1.0, 0.25, -0.3), (1.0, 0.5, -0.3), (1.0, 0.5, 0.0), (0.8, 0.5, -0.3), (0.6, 0.7, -0.3), (0.4, 0.9, -0.3)],
    ),
    "status": ("full", [(0.5, 0.8, 0.0), (0.3, 0.8, 0.0), (0.2, 1.0, 0.0)]),
    "theme": ("full", [(0.6, 0.7, 0.0), (0.4, 0.8, 0.0), (0.2, 1.0, 0.0)]),
    "date": ("date", [(0.5, 0.7, 0.0), (0.5, 0.7, 0.4), (0.3, 1.0, 0.0), (0.3, 1.0, 0.4), (0.5, 1.0, 0.8)]),
}


# By how much another choice must be better.
PLAINLY = 0.002


def standing(codebook):
    """The shares that a codebook has."""
    with open(Path(codebook) / "tagger.csv", encoding="utf-8", newline="") as file:
        return {
            row["question"]: tuple(float(row[name]) for name in ("weights", "tagger", "bias"))
            for row in csv.DictReader(file)
        }


def table(shares, model):
    """The text of tagger.csv."""
    rows = [[question, *map("{:g}".format, numbers), model] for question, numbers in shares.items()]
    return "".join(",".join(row) + "\n" for row in [["question", "weights", "tagger", "bias", "model"], *rows])


def measured(tidings, codebook, gold):
    """F1 of the headlines, and how many of each field are right of a pair."""
    command = [tidings, "evaluate", "--gold", gold, "--codebook", codebook, "--format", "csv"]
    done = subprocess.run(command, capture_output=True, text=True)
    if done.returncode > 1:
        sys.exit(done.stderr)
    rows = csv.DictReader(io.StringIO(done.stdout))
    wanted = {("headline", "f1"), ("given_pair", "same")}
    return {row["name"]: float(row["value"]) for row in rows if (row["section"], row["measure"]) in wanted}


def mean(measures):
    """The means of what several folders measured."""
    return {name: sum(each[name] for each in measures) / len(measures) for name in measures[0]}


def some(gold, folder, every):
    """Copies every third text (or as told) with its gold."""
    folder.mkdir(parents=True)
    slugs = sorted(path.name.removesuffix(".gold.csv") for path in Path(gold).glob("*.gold.csv"))
    for slug in slugs[::every]:
        for path in Path(gold).glob(f"{slug}.*"):
            shutil.copy(path, folder)


def main():
    parser = argparse.ArgumentParser(description=__doc__.split("\n")[0])
    for name in ["tidings", "codebook"]:
        parser.add_argument(name)
    parser.add_argument("gold", nargs="+")
    parser.add_argument("--every", type=int, default=3)
    arguments = parser.parse_args()
    model = (Path(__file__).parents[2] / "tagger/model/name").read_text().strip()
    with tempfile.TemporaryDirectory() as folder:
        codebook = Path(folder) / "codebook"
        shutil.copytree(arguments.codebook, codebook)
        parts = [Path(folder) / "gold" / str(number) for number in range(len(arguments.gold))]
        for gold, part in zip(arguments.gold, parts):
            some(gold, part, arguments.every)
        known = {}
        before = standing(arguments.codebook)
        shares = {question: before.get(question, choices[0]) for question, (_, choices) in QUESTIONS.items()}
        for question, (measure, choices) in QUESTIONS.items():
            for choice in dict.fromkeys([shares[question], *choices]):
                text = table(shares | {question: choice}, model)
                # The first choice of a question is what the one before it ended with.
                if text not in known:
                    (codebook / "tagger.csv").write_text(text)
                    known[text] = mean([measured(arguments.tidings, codebook, part) for part in parts])
                print(question, choice, known[text], file=sys.stderr, flush=True)
            reached = lambda choice: known[table(shares | {question: choice}, model)][measure]
            best = max(choices, key=reached)
            if reached(best) > reached(shares[question]) + PLAINLY:
                shares[question] = best
        print(table(shares, model), end="")


if __name__ == "__main__":
    main()
