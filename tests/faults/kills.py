"""Faults around a run: killed at any moment, no room, no permission, two at once, another clock.

The earlier release is whole, or the new one is; `check` tells. `LONG=1` kills a hundred times.
"""

import os
import random
import shutil
import signal
import subprocess
import tempfile
import time
import unittest
from pathlib import Path

from support import GOOD, TIDINGS, rows, run, tree

KILLS = 100 if os.environ.get("LONG") else 20
DOCUMENTS = 60


def bulletins(folder, year):
    """Enough text for a run of some tenths of a second."""
    folder.mkdir(exist_ok=True)
    for i in range(DOCUMENTS):
        items = "".join(f"- In {year} {country} abolished the death penalty for crime {i}.\n" for country in ("Kenya", "Chad", "Fiji") * 10)
        (folder / f"{i}.txt").write_text(f"# Wins of {year}\n\n{items}")


class Faults(unittest.TestCase):
    """Each test works in a folder of its own."""

    def setUp(self):
        place = tempfile.TemporaryDirectory()
        self.addCleanup(place.cleanup)
        self.place = Path(place.name)
        self.inputs, self.out = self.place / "in", self.place / "out"

    def build(self, *arguments, **more):
        """Builds the inputs into `out`."""
        return run("build", self.inputs, "--output", self.out, *arguments, **more)

    def is_whole(self):
        """Asserts that a release stands there that keeps its contract."""
        checked = run("check", self.out)
        self.assertEqual(checked.code, 0, checked.err)

    def is_tidy(self, *more):
        """Asserts that nothing of ours lies beside the release."""
        names = sorted(set(os.listdir(self.place)) - {".tidings-cache", "out.changes.csv"})
        self.assertEqual(names, sorted({"in", "out", *more}))

    def test_killed_at_any_moment(self):
        """SIGKILL at moments spread over the run; the next run clears up."""
        bulletins(self.inputs, 2019)
        self.assertEqual(self.build("--no-cache").code, 0)
        lasts = self.build("--no-cache").seconds
        chance = random.Random(42)
        old = new = 0
        for kill in range(KILLS):
            bulletins(self.inputs, 2000 + kill % 20)
            before = tree(self.out)
            child = subprocess.Popen(
                [TIDINGS, "build", self.inputs, "--output", self.out, "--no-cache", "--quiet"],
                stdin=subprocess.DEVNULL, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL,
            )
            # More of them towards the end, where the release is written.
            time.sleep(lasts * 1.3 * chance.betavariate(2, 1))
            child.kill()
            child.wait()
            with self.subTest(kill=kill):
                self.is_whole()
                same = tree(self.out) == before
                old, new = old + same, new + (not same)
        print(f"{KILLS} kills: {old} times the earlier release stood, {new} times the new one")
        self.assertGreater(old, 0)
        ended = self.build("--no-cache")
        self.assertEqual(ended.code, 0, ended.err)
        self.is_whole()
        self.is_tidy()

    def test_killed_with_a_cache(self):
        """A torn cache costs time and nothing else."""
        bulletins(self.inputs, 2019)
        clean = self.build("--no-cache")
        self.assertEqual(clean.code, 0)
        whole = tree(self.out)
        for kill in range(KILLS // 4):
            shutil.rmtree(self.out)
            child = subprocess.Popen(
                [TIDINGS, "build", self.inputs, "--output", self.out, "--quiet"], stderr=subprocess.DEVNULL,
            )
            time.sleep(clean.seconds * (kill + 1) / (KILLS // 4))
            child.kill()
            child.wait()
            ended = self.build()
            self.assertEqual(ended.code, 0, ended.err)
            self.assertEqual(tree(self.out), whole)
        self.is_tidy()

    def test_terminated(self):
        """SIGTERM and Ctrl-C end with 2, and say that nothing is lost."""
        bulletins(self.inputs, 2019)
        self.assertEqual(self.build("--no-cache").code, 0)
        before = tree(self.out)
        # Documents without end, so that the signal meets the work.
        for sign in (signal.SIGTERM, signal.SIGINT):
            child = subprocess.Popen(
                [TIDINGS, "build", "-", "--stdin-format", "jsonl", "--output", self.out, "--no-cache"],
                stdin=subprocess.PIPE, stderr=subprocess.PIPE, text=True,
            )
            child.stdin.write('{"id":"1","text":"In 2020 Kenya abolished the death penalty."}\n')
            child.stdin.flush()
            time.sleep(0.5)
            child.send_signal(sign)
            # What is read next is not waited for.
            try:
                for i in range(2, 50_000):
                    child.stdin.write(f'{{"id":"{i}","text":"In 2020 Kenya abolished the death penalty."}}\n')
            except BrokenPipeError:
                pass
            _, said = child.communicate(timeout=60)
            self.assertEqual(child.returncode, 2, said)
            self.assertIn("interrupted", said)
            self.assertEqual(tree(self.out), before)
            self.is_tidy()

    def test_a_second_run_at_the_same_time(self):
        """One of them has the place; the other says who."""
        bulletins(self.inputs, 2019)
        first = subprocess.Popen(
            [TIDINGS, "build", "-", "--stdin-format", "jsonl", "--output", self.out, "--no-cache", "--quiet"],
            stdin=subprocess.PIPE, stderr=subprocess.PIPE, text=True,
        )
        # More than is held in memory, so that the first has the place.
        for i in range(6000):
            first.stdin.write(f'{{"id":"{i}","text":"In 2020 Kenya abolished the death penalty for crime {i}."}}\n')
        first.stdin.flush()
        lock = self.place / ".out.lock"
        for _ in range(600):
            if lock.exists() and lock.read_text():
                break
            time.sleep(0.05)
        second = self.build("--no-cache")
        self.assertEqual(second.code, 2, second.err)
        self.assertIn("another run of tidings", second.err)
        self.assertIn(str(first.pid), second.err)
        self.assertIn("hint: ", second.err)
        _, said = first.communicate(timeout=120)
        self.assertEqual(first.returncode, 1 if "error" in said else 0, said)
        self.is_whole()
        self.is_tidy()
        self.assertEqual(self.build("--no-cache").code, 0)

    def test_many_runs_at_the_same_time(self):
        """Whoever wins, a whole release stands there."""
        bulletins(self.inputs, 2019)
        runs = [
            subprocess.Popen(
                [TIDINGS, "build", self.inputs, "--output", self.out, "--quiet"], stderr=subprocess.PIPE, text=True,
            )
            for _ in range(8)
        ]
        ended = [(child.communicate(timeout=120)[1], child.returncode) for child in runs]
        self.assertIn(0, [code for _, code in ended], ended)
        for said, code in ended:
            self.assertIn(code, (0, 2), said)
            if code == 2:
                self.assertIn("another run of tidings", said)
        self.is_whole()
        self.is_tidy()

    def test_a_run_that_died_while_moving(self):
        """Where folders cannot change places in one step, the old release is found aside."""
        bulletins(self.inputs, 2019)
        self.assertEqual(self.build("--no-cache").code, 0)
        before = tree(self.out)
        aside = self.place / "out.tmpAbC123"
        aside.mkdir()
        (aside / "tidings").touch()
        (aside / "new").mkdir()
        self.out.rename(aside / "old")
        mine = self.place / "out.tmp-of-mine"
        mine.mkdir()
        (mine / "notes.txt").write_text("mine")
        # Even a run that comes to nothing puts it back.
        ended = run("count", self.place / "nothing.parquet", "--output", self.out)
        self.assertEqual(ended.code, 2)
        self.assertEqual(tree(self.out), before)
        ended = self.build("--no-cache", "--formats", "csv")
        self.assertEqual(ended.code, 0, ended.err)
        self.is_whole()
        self.assertNotEqual(tree(self.out), before)
        self.is_tidy("out.tmp-of-mine")
        self.assertEqual((mine / "notes.txt").read_text(), "mine")

    def test_no_room(self):
        """A disk that fills up costs the earlier release nothing."""
        bulletins(self.inputs, 2019)
        disk = self.place / "disk"
        disk.mkdir()
        if subprocess.run(["mount", "-t", "tmpfs", "-o", "size=3m", "tmpfs", disk], stderr=subprocess.DEVNULL).returncode:
            if os.environ.get("CI"):
                self.fail("a small disk cannot be mounted")
            self.skipTest("a small disk can be mounted by root alone")
        self.addCleanup(subprocess.run, ["umount", disk])
        self.out = disk / "out"
        small = self.place / "small"
        small.mkdir()
        (small / "a.txt").write_text(GOOD)
        ended = run("build", small, "--output", self.out, "--no-cache", "--formats", "csv")
        self.assertEqual(ended.code, 0, ended.err)
        before = tree(self.out)
        for filled in range(8):
            (disk / "filler").write_bytes(bytes(200_000 * filled))
            ended = self.build("--no-cache")
            if ended.code:
                self.assertEqual(ended.code, 2, ended.err)
                self.assertIn("cannot write the release", ended.err)
                self.assertIn("hint: ", ended.err)
                self.assertEqual(tree(self.out), before)
                self.assertEqual(sorted(set(os.listdir(disk)) - {"out.changes.csv"}), ["filler", "out"])
        self.assertEqual(ended.code, 2, "the disk never filled up")
        self.is_whole()

    def test_no_room_for_the_cache(self):
        """A cache that cannot be written costs the release nothing."""
        bulletins(self.inputs, 2019)
        ended = self.build("--cache", "/dev/full")
        self.assertEqual(ended.code, 0, ended.err)
        self.is_whole()

    def test_read_only(self):
        """A disk that takes nothing."""
        bulletins(self.inputs, 2019)
        disk = self.place / "disk"
        disk.mkdir()
        if subprocess.run(["mount", "-t", "tmpfs", "tmpfs", disk], stderr=subprocess.DEVNULL).returncode:
            if os.environ.get("CI"):
                self.fail("a disk cannot be mounted")
            self.skipTest("a disk can be mounted by root alone")
        self.addCleanup(subprocess.run, ["umount", disk])
        self.out = disk / "out"
        self.assertEqual(self.build("--no-cache").code, 0)
        before = tree(self.out)
        subprocess.run(["mount", "-o", "remount,ro", disk], check=True)
        ended = self.build("--no-cache", "--formats", "csv")
        self.assertEqual(ended.code, 2, ended.err)
        self.assertIn("cannot write the release", ended.err)
        self.assertEqual(tree(self.out), before)
        self.is_whole()

    def test_broken_pipe(self):
        """Whoever stops reading stops the program quietly."""
        bulletins(self.inputs, 2019)
        self.assertEqual(self.build("--no-cache").code, 0)
        for verb in (["show", self.out], ["explain", str(self.inputs / "0.txt") + ":3"], ["suggest", self.inputs], ["--help"]):
            read, write = os.pipe()
            os.close(read)
            child = subprocess.run([TIDINGS, *verb], stdout=write, stderr=subprocess.PIPE, text=True, timeout=60)
            os.close(write)
            self.assertNotIn("panicked", child.stderr)
            self.assertIn(child.returncode, (0, 1, 2, 141), child.stderr)

    def test_the_clock_does_not_matter(self):
        """Files of the year 1971 and of 2099 give what those of today give, cached or not."""
        bulletins(self.inputs, 2019)
        self.assertEqual(self.build().code, 0)
        before = tree(self.out)
        for seconds in (40_000_000, 4_080_000_000):
            for path in self.inputs.iterdir():
                os.utime(path, (seconds, seconds))
            self.assertEqual(self.build().code, 0)
            self.assertEqual(tree(self.out), before)
            self.assertEqual(self.build("--no-cache").code, 0)
            self.assertEqual(tree(self.out), before)

    def test_a_file_that_vanishes_grows_or_shrinks_while_it_is_read(self):
        """Inputs that change under the run give a release or an error, never a torn one."""
        bulletins(self.inputs, 2019)
        restless = self.inputs / "restless.txt"
        for moment in range(12):
            restless.write_text("In 2020 Kenya abolished the death penalty.\n" * 2_000)
            child = subprocess.Popen(
                [TIDINGS, "build", self.inputs, "--output", self.out, "--no-cache", "--quiet"],
                stderr=subprocess.PIPE, text=True,
            )
            time.sleep(0.01 * moment)
            if moment % 3 == 0:
                restless.unlink()
            elif moment % 3 == 1:
                os.truncate(restless, 100)
            else:
                with open(restless, "a") as file:
                    file.write("More.\n" * 100_000)
            _, said = child.communicate(timeout=60)
            self.assertIn(child.returncode, (0, 1), said)
            self.is_whole()
            self.assertEqual(len({row["source"] for row in rows(self.out, "documents")} - {"restless.txt"}), DOCUMENTS)


if __name__ == "__main__":
    unittest.main()
