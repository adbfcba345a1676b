"""How many changes of the sources the tests notice. All changes that cargo-mutants would make are compiled at once
(`schemata.py`), so that there is one build, and tests run once for each.

usage: python3 tests/mutation/mutate.py FILES --tests NAME[:WORD…]… [--every N]

FILES is a pattern of sources, such as 'src/count/**'. Of the changes every Nth is tried. Tests are run in the order given
until one notices: `lib:` the unit tests, `it:count,ledger` those of `it` whose names hold one of these words. Needs `cargo
install cargo-mutants` and requirements.txt. What is not noticed is listed; whether it could be, a person must say. Works
in target/mutation, a copy of the tree as it is committed.
"""

import argparse
import json
import os
import re
import shutil
import subprocess
import sys
from collections import defaultdict
from pathlib import Path

from schemata import ASKED, Schemata, listed

ROOT = Path(__file__).resolve().parents[2]
WORK = ROOT / "target" / "mutation"
TREE = WORK / "tree"
SECONDS = 240


def cargo(*arguments, check=False):
    environment = {**os.environ, "CARGO_TARGET_DIR": str(WORK / "target"), "CARGO_INCREMENTAL": "1"}
    command = ["cargo", *arguments, "--release", "--locked", "--message-format=json"]
    done = subprocess.run(command, cwd=TREE, env=environment, text=True, stdout=subprocess.PIPE, stderr=subprocess.PIPE)
    if check and done.returncode:
        sys.exit(done.stderr)
    return [json.loads(line) for line in done.stdout.splitlines() if line.startswith("{")]


def copy():
    """The tree as it is committed, and what was compiled of the crates that it needs."""
    shutil.rmtree(TREE, ignore_errors=True)
    TREE.mkdir(parents=True)
    archive = subprocess.Popen(["git", "archive", "HEAD"], cwd=ROOT, stdout=subprocess.PIPE)
    subprocess.run(["tar", "-x", "-C", TREE], stdin=archive.stdout, check=True)
    if not (WORK / "target" / "release").exists():
        (WORK / "target").mkdir(parents=True, exist_ok=True)
        subprocess.run(["cp", "-a", ROOT / "target" / "release", WORK / "target"], check=True)


def committed(file):
    """A source without any change."""
    return subprocess.run(["git", "show", f"HEAD:{file}"], cwd=ROOT, check=True, capture_output=True).stdout


def write(changes, left_out):
    """Writes all changes but some into the copy; which could be written."""
    of = defaultdict(list)
    for number, change in enumerate(changes, 1):
        if number not in left_out:
            of[change["file"]].append((number, change))
    written = set()
    for file in {change["file"] for change in changes}:
        made = Schemata(committed(file), of[file])
        (TREE / file).write_text(made.text(), encoding="utf-8")
        written |= made.written
    return written


def refused(messages):
    """Changes at which the compiler stops."""
    numbers, errors = set(), 0
    for message in messages:
        told = message.get("message") or {}
        if message.get("reason") != "compiler-message" or told.get("level") != "error":
            continue
        errors += 1
        for span in told["spans"]:
            lines = (TREE / span["file_name"]).read_text(encoding="utf-8").split("\n")
            before = lines[max(0, span["line_start"] - 6) : span["line_start"] - 1]
            before.append(lines[span["line_start"] - 1][: span["column_end"] - 1])
            found = re.findall(r"crate::mutant\((\d+)\)", "\n".join(before))
            numbers.update(map(int, found[-1:]))
    if errors and not numbers:
        sys.exit("the compiler stops at none of the changes")
    return numbers


def compiled(changes):
    """Builds with all changes that the compiler takes; which they are."""
    library = TREE / "src" / "lib.rs"
    library.write_text(library.read_text(encoding="utf-8") + ASKED, encoding="utf-8")
    left_out = set()
    while True:
        written = write(changes, left_out)
        found = refused(cargo("build", "--lib"))
        if not found:
            return sorted(written)
        left_out |= found


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawTextHelpFormatter)
    parser.add_argument("files")
    parser.add_argument("--every", type=int, default=1)
    parser.add_argument("--tests", nargs="+", required=True)
    arguments = parser.parse_args()
    runs = [(name, [word for word in words.split(",") if word]) for name, _, words in (t.partition(":") for t in arguments.tests)]
    copy()
    changes = listed(TREE, arguments.files)
    numbers = compiled(changes)
    wanted = {argument for name, _ in runs for argument in (["--lib"] if name == "lib" else [f"--test={name}"])}
    built = cargo("test", *sorted(wanted), "--no-run", check=True)
    programs = {
        "lib" if "lib" in message["target"]["kind"] else message["target"]["name"]: message["executable"]
        for message in built
        if message.get("executable") and message["profile"]["test"]
    }

    def notices(number):
        """Whether a test fails, or does not end."""
        environment = {**os.environ, "MUTANT": str(number), "CARGO_MANIFEST_DIR": str(TREE)}
        for name, words in runs:
            try:
                run = subprocess.run(
                    [programs[name], *words], cwd=TREE, env=environment, capture_output=True, timeout=SECONDS
                )
            except subprocess.TimeoutExpired:
                return True
            if run.returncode:
                return True
        return False

    if notices(0):
        sys.exit("tests fail without any change")
    tried = numbers[:: arguments.every]
    missed = 0
    for number in tried:
        if not notices(number):
            missed += 1
            print(f"not noticed: {changes[number - 1]['name']}", flush=True)
    print(f"{len(tried) - missed} of {len(tried)} changes noticed, of {len(numbers)} that compile")


if __name__ == "__main__":
    main()
