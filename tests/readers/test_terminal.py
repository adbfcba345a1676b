"""Messages have colours on a terminal and nowhere else."""

import os
import pty
import subprocess

from conftest import TIDINGS

ESCAPE = b"\x1b["


def on_a_terminal(arguments, **environment):
    """What a run of tidings writes to a terminal."""
    ours, theirs = pty.openpty()
    known = {"PATH": os.environ["PATH"], "TERM": "xterm-256color"}
    child = subprocess.Popen(
        [TIDINGS, *arguments],
        stdin=subprocess.DEVNULL,
        stdout=subprocess.DEVNULL,
        stderr=theirs,
        env=known | environment,
    )
    os.close(theirs)
    written = b""
    while True:
        try:
            part = os.read(ours, 4096)
        except OSError:
            break
        if not part:
            break
        written += part
    child.wait()
    os.close(ours)
    return written


WRONG = ["build", "/nowhere"]


def test_a_terminal_gets_colours():
    written = on_a_terminal(WRONG)
    assert ESCAPE in written and b"hint:" in written


def test_nobody_who_does_not_want_them_gets_colours():
    assert ESCAPE not in on_a_terminal(WRONG, NO_COLOR="1")
    assert ESCAPE not in on_a_terminal(WRONG, TERM="dumb")
    assert ESCAPE not in on_a_terminal([*WRONG, "--format", "json"])


def test_a_pipe_gets_no_colours():
    run = subprocess.run([TIDINGS, *WRONG], capture_output=True)
    assert run.returncode == 2
    assert b"error: " in run.stderr and ESCAPE not in run.stderr
