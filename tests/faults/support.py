"""What the tests of faults share: a run of the program with its time and memory, and a look at its release.

Standard library only, so that they run wherever Python 3.11 does.
"""

import csv
import os
import resource
import subprocess
import tempfile
import time
from pathlib import Path
from typing import NamedTuple

ROOT = Path(__file__).resolve().parents[2]
TIDINGS = os.environ.get("TIDINGS", str(ROOT / "target" / "release" / "tidings"))

csv.field_size_limit(1 << 30)

# One event whatever stands beside it.
GOOD = "# Egypt\n\nIn March 2020 the journalist Mona Adel was released from prison.\n"


class Run(NamedTuple):
    """How a run ended: exit code (negative: by a signal), what it printed, seconds, and most memory in bytes."""

    code: int
    out: str
    err: str
    seconds: float
    memory: int


def run(*arguments, stdin=subprocess.DEVNULL, cwd=None, env=None, limit=60):
    """Runs the program; kills it after `limit` seconds."""
    with tempfile.TemporaryFile() as out, tempfile.TemporaryFile() as err:
        begun = time.monotonic()
        child = subprocess.Popen(
            [TIDINGS, *map(os.fspath, arguments)],
            stdin=stdin, stdout=out, stderr=err, cwd=cwd, env=env,
        )
        # `wait4` alone tells the memory of one child.
        usage, status = None, None
        while status is None:
            pid, ended, usage = os.wait4(child.pid, os.WNOHANG)
            if pid:
                status = ended
            elif time.monotonic() - begun > limit:
                child.kill()
            else:
                time.sleep(0.005)
        seconds = time.monotonic() - begun
        child.returncode = os.waitstatus_to_exitcode(status)
        texts = []
        for file in (out, err):
            file.seek(0)
            texts.append(file.read().decode("utf-8", "replace"))
    return Run(child.returncode, *texts, seconds, usage.ru_maxrss * 1024)


def apart(make, *arguments):
    """Calls something in a process of its own: what it holds counts as ours, and then as that of every child."""
    child = os.fork()
    if child == 0:
        code = 1
        try:
            make(*arguments)
            code = 0
        finally:
            os._exit(code)
    _, status = os.waitpid(child, 0)
    assert status == 0, "the input could not be made"


def rows(release, table):
    """The rows of a table of a release, as texts."""
    with open(release / "csv" / f"{table}.csv", encoding="utf-8-sig", newline="") as file:
        return list(csv.DictReader(file))


def tree(folder):
    """All files below a folder with their bytes."""
    return {
        str(path.relative_to(folder)): path.read_bytes()
        for path in sorted(folder.rglob("*"))
        if path.is_file()
    }


def no_core():
    """For a child that is meant to die."""
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
