"""Running programs and timing them, and what machine that was on.

Knows nothing of what is measured. Times are never asserted: whoever reads them
has the machine beside them.
"""

from __future__ import annotations

import os
import platform
import subprocess
import time
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]
WORK = ROOT / "target" / "bench"
TIDINGS = ROOT / "target" / "release" / "tidings"


@dataclass(frozen=True)
class Run:
    """How a program ended, and what it took."""

    code: int
    seconds: float
    cpu: float
    peak_mb: float
    said: str


def run(command: Sequence[object], output: Path | None = None) -> Run:
    """Runs a program; its standard output goes to a file, or nowhere.

    The system reckons a child's peak memory from the moment it splits off, so
    this process must stay small: nothing large is loaded before the last run
    whose memory is told.
    """
    words = [str(word) for word in command]
    WORK.mkdir(parents=True, exist_ok=True)
    messages = WORK / "messages.txt"
    with open(output or os.devnull, "wb") as out, open(messages, "wb") as err:
        start = time.perf_counter()
        child = subprocess.Popen(words, stdout=out, stderr=err, cwd=ROOT)
        _, status, usage = os.wait4(child.pid, 0)
        seconds = time.perf_counter() - start
    child.returncode = os.waitstatus_to_exitcode(status)
    # Kilobytes, but bytes on a Mac.
    unit = 1e6 if platform.system() == "Darwin" else 1e6 / 1024
    return Run(
        code=child.returncode,
        seconds=seconds,
        cpu=usage.ru_utime + usage.ru_stime,
        peak_mb=usage.ru_maxrss / unit,
        said=messages.read_text(encoding="utf-8", errors="replace").strip(),
    )


def printed(command: Sequence[object]) -> str:
    """A command as a reader would type it, without the paths of this machine."""
    return " ".join(str(word).removeprefix(f"{ROOT}/") for word in command)


def machine() -> list[tuple[str, str]]:
    """What the figures were taken on."""
    return [
        ("CPU", _after("/proc/cpuinfo", "model name") or platform.processor()),
        ("cores", str(os.cpu_count())),
        ("memory", _memory()),
        ("system", f"{platform.system()} {platform.machine()}"),
        ("load before", f"{os.getloadavg()[0]:.2f}"),
        ("compiler", _line(["rustc", "--version"])),
        ("program", f"{_line([TIDINGS, '--version'])}, commit {_commit()}"),
        ("day", time.strftime("%Y-%m-%d")),
    ]


def _commit() -> str:
    commit = _line(["git", "rev-parse", "--short", "HEAD"])
    paths = ["src", "codebook", "benches", "assets", "build.rs", "Cargo.lock"]
    changed = _line(["git", "status", "--porcelain", "--", *paths])
    return f"{commit} with changes" if changed else commit


def _memory() -> str:
    kilobytes = _after("/proc/meminfo", "MemTotal").split(" ")[0]
    return f"{int(kilobytes) / 1024**2:.0f} GiB" if kilobytes else "unknown"


def _after(path: str, key: str) -> str:
    """What stands behind the first line's colon that begins with a key."""
    try:
        text = Path(path).read_text(encoding="utf-8")
    except OSError:
        return ""
    lines = (line.partition(":") for line in text.splitlines())
    return next((value.strip() for name, _, value in lines if name.startswith(key)), "")


def _line(command: Sequence[object]) -> str:
    words = [str(word) for word in command]
    try:
        done = subprocess.run(words, capture_output=True, text=True, cwd=ROOT)
    except OSError:
        return "unknown"
    return done.stdout.strip().splitlines()[0] if done.stdout.strip() else ""
