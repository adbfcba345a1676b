"""Reproducibility: the same bytes whoever runs the program, where, with how many threads, in which language and zone.

A build in another folder is proved by `make current`, which CI runs in a fresh clone.
"""

import os
import shutil
import stat
import subprocess
import tempfile
import unittest
from pathlib import Path

from support import ROOT, TIDINGS, run, tree


class Matrix(unittest.TestCase):
    """Every way to run must give what the first gave."""

    @classmethod
    def setUpClass(cls):
        place = tempfile.TemporaryDirectory()
        cls.addClassCleanup(place.cleanup)
        cls.place = Path(place.name)
        cls.place.chmod(0o777)
        cls.raw = cls.place / "raw"
        shutil.copytree(ROOT / "raw", cls.raw)
        cls.first = cls.place / "first"
        ended = run("build", cls.raw, "--output", cls.first, "--no-cache")
        assert ended.code == 0, ended.err
        cls.bytes = tree(cls.first)

    def gives_the_same(self, name, *arguments, inputs=None, **more):
        """Builds in some way and compares all bytes."""
        out = self.place / name
        ended = run("build", inputs or self.raw, "--output", out, "--no-cache", *arguments, **more)
        self.assertEqual(ended.code, 0, ended.err)
        self.assertEqual(tree(out), self.bytes)

    def test_threads(self):
        for jobs in (1, 2, 7):
            self.gives_the_same(f"jobs-{jobs}", "--jobs", str(jobs))

    def test_cold_and_warm_caches(self):
        for turn in ("cold", "warm"):
            out = self.place / f"cached-{turn}"
            ended = run("build", self.raw, "--output", out, "--cache", self.place / "cache")
            self.assertEqual(ended.code, 0, ended.err)
            self.assertEqual(tree(out), self.bytes)

    def test_folders(self):
        elsewhere = self.place / "a b é" / "x"
        elsewhere.mkdir(parents=True)
        self.gives_the_same("from-there", cwd=elsewhere)
        self.gives_the_same("relative", inputs="raw", cwd=self.place)
        shutil.copytree(self.raw, elsewhere / "raw")
        self.gives_the_same("copied", inputs=elsewhere / "raw")

    def test_languages_and_zones(self):
        ways = [
            {"LC_ALL": "tr_TR.UTF-8", "LANG": "tr_TR.UTF-8"}, {"LC_ALL": "C"}, {"LC_ALL": "ar_EG.UTF-8"},
            {"TZ": "Pacific/Kiritimati"}, {"TZ": "America/Adak"}, {"TZ": "nonsense"},
            {"HOME": "/nowhere", "USER": "somebody", "TERM": "dumb"}, {"COLUMNS": "20", "NO_COLOR": "1"},
            {"POLARS_MAX_THREADS": "1"}, {"RUST_BACKTRACE": "full"},
        ]
        for number, way in enumerate(ways):
            self.gives_the_same(f"way-{number}", env=os.environ | way)
        self.gives_the_same("no-environment", env={})

    def test_umask_and_modes(self):
        for mask in (0o022, 0o077, 0o002):
            before = os.umask(mask)
            try:
                self.gives_the_same(f"umask-{mask:o}")
            finally:
                os.umask(before)
            # Whoever may read the files is up to the umask alone, for folders too.
            out = self.place / f"umask-{mask:o}"
            for path in [out, *out.rglob("*")]:
                usual = 0o777 if path.is_dir() else 0o666
                self.assertEqual(stat.S_IMODE(path.stat().st_mode), usual & ~mask, path)

    def test_another_user(self):
        if os.geteuid():
            self.skipTest("only root can become somebody else")
        program = self.place / "tidings"
        shutil.copy(TIDINGS, program)
        program.chmod(0o755)
        out = self.place / "nobody"
        out.mkdir()
        out.chmod(0o777)
        os.chown(out, 65534, 65534)
        ended = subprocess.run(
            [program, "build", self.raw, "--output", out / "release", "--no-cache"],
            user=65534, group=65534, extra_groups=[], env={}, cwd="/", capture_output=True, text=True,
        )
        self.assertEqual(ended.returncode, 0, ended.stderr)
        self.assertEqual(tree(out / "release"), self.bytes)

    def test_no_trace_of_the_machine(self):
        """No path, user or machine name in any file."""
        names = {str(self.place), str(ROOT), os.uname().nodename, os.path.expanduser("~") + "/"}
        for name, content in self.bytes.items():
            for trace in names:
                if len(trace) > 6:
                    self.assertNotIn(trace.encode(), content, name)

    def test_a_release_follows_from_its_sources(self):
        """`check --rebuild` proves it, and finds what does not follow."""
        ended = run("check", self.first, "--rebuild", self.raw)
        self.assertEqual(ended.code, 0, ended.err)
        other = self.place / "other"
        shutil.copytree(self.raw, other)
        text = next(other.glob("*.txt"))
        text.write_text(text.read_text() + "\nIn 2020 Fiji abolished the death penalty.\n")
        ended = run("check", self.first, "--rebuild", other)
        self.assertEqual(ended.code, 1, ended.err)
        self.assertIn("does not follow from its sources", ended.err)
        for formats in ("csv", "parquet", "csv,parquet"):
            out = self.place / f"formats-{formats}"
            self.assertEqual(run("build", self.raw, "--output", out, "--no-cache", "--no-bom", "--formats", formats).code, 0)
            ended = run("check", out, "--rebuild", self.raw)
            self.assertEqual(ended.code, 0, ended.err)


if __name__ == "__main__":
    unittest.main()
