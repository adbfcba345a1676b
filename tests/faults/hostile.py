"""Hostile inputs: whatever lies in the folder, the other documents are coded, or the message says why not.

Each case is one line of the table at the end: what to put beside a good bulletin, the exit code, what `problems` or
standard error says of it. Every run must end within 10 s and 512 MiB, with a release that keeps its contract.
"""

import gzip
import io
import json
import os
import sys
import tempfile
import unittest
import zipfile
from pathlib import Path
from typing import NamedTuple

from support import GOOD, apart, rows, run

SECONDS = float(os.environ.get("TIDINGS_SECONDS", "10"))
MEMORY = 512 << 20
NOISE = bytes((i * i * 31 + i * 7 + (i >> 3)) % 256 for i in range(50_000))
BODY = "In 2020 Kenya abolished the death penalty.\n"


class Case(NamedTuple):
    """A hostile input."""

    name: str
    # Puts it into the folder of inputs.
    make: object
    # The exit code that it gives.
    code: int
    # What the problems or standard error say of it; empty: nothing need be said.
    says: str
    # Further arguments.
    arguments: tuple = ()
    # The good bulletin is coded beside it.
    published: bool = True


def file(name, content):
    """Writes a file; bytes as they are."""
    if isinstance(content, str):
        content = content.encode()

    def make(folder):
        path = folder / name if isinstance(name, str) else Path(os.fsdecode(os.fsencode(folder) + b"/" + name))
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(content)

    return make


def lazily(name, content):
    """The same of a content that is large: made only when its turn comes."""
    return lambda folder: file(name, content())(folder)


def zipped(name, members, method=zipfile.ZIP_DEFLATED):
    """A zip archive of some members."""

    def content():
        buffer = io.BytesIO()
        with zipfile.ZipFile(buffer, "w", method) as archive:
            for member, data in members():
                archive.writestr(member, data)
        return buffer.getvalue()

    return lazily(name, content)


def packed(name, content):
    """A gzip file."""
    return lazily(name, lambda: gzip.compress(content(), 6))


def docx(name, document):
    """A Word file with a given body."""

    def members():
        yield "[Content_Types].xml", (
            '<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types">'
            '<Override PartName="/word/document.xml" ContentType="application/vnd.openxmlformats-officedocument.'
            'wordprocessingml.document.main+xml"/></Types>'
        )
        yield "word/document.xml", document()

    return zipped(name, members)


def word(paragraphs):
    """The body of a Word file."""
    space = 'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"'
    body = "".join(f"<w:p><w:r><w:t>{text}</w:t></w:r></w:p>" for text in paragraphs)
    return f"<w:document {space}><w:body>{body}</w:body></w:document>"


def entities():
    """A billion laughs."""
    lines = ['<!ENTITY a0 "ha">']
    lines += [f'<!ENTITY a{i} "{f"&a{i - 1};" * 10}">' for i in range(1, 10)]
    return f"<!DOCTYPE w [{''.join(lines)}]>" + word(["&a9;"])


def link(name, target):
    """A symbolic link."""
    return lambda folder: (folder / name).symlink_to(target)


def loop(folder):
    """Two folders that lead into each other."""
    (folder / "one").mkdir()
    (folder / "one" / "two").symlink_to(folder / "one")


def fifo(folder):
    """A pipe that nobody writes to."""
    os.mkfifo(folder / "pipe.txt")


def socket(folder):
    """A socket."""
    import socket as sockets

    place = sockets.socket(sockets.AF_UNIX)
    here = os.getcwd()
    os.chdir(folder)
    place.bind("socket.txt")
    os.chdir(here)


def twice(folder):
    """Two sources of one name in two folders, and the same bytes under two names."""
    for place in ("x", "y"):
        file(f"{place}/same.txt", f"In 2019 Norway banned torture in {place}.\n")(folder)


def deep(folder):
    """Folders within folders."""
    path = folder
    for _ in range(200):
        path = path / "d"
    path.mkdir(parents=True)
    (path / "deep.txt").write_text(BODY)


def many(folder):
    """Very many empty files."""
    for i in range(3000):
        (folder / f"empty-{i}.txt").touch()


def jsonl(*records):
    """A corpus of one record a line."""
    return "".join((r if isinstance(r, str) else json.dumps(r)) + "\n" for r in records)


RECORD = {"id": "1", "text": BODY}
MIB = 1 << 20
# Lets through what the limit would leave out, so that the parsers meet it.
ALL = ("--max-document-words", "1000000000")

CASES = [
    # Bytes.
    Case("random bytes", file("a.txt", NOISE), 1, "not-text"),
    Case("random bytes as Markdown", file("a.md", NOISE), 1, "not-text"),
    Case("random bytes as a page", file("a.html", NOISE), 1, "not-text"),
    Case("random bytes as JSON lines", file("a.jsonl", NOISE), 1, "a.jsonl"),
    Case("random bytes as CSV", file("a.csv", NOISE), 1, "a.csv"),
    Case("random bytes as Parquet", file("a.parquet", NOISE), 1, "a.parquet"),
    Case("random bytes as Word", file("a.docx", NOISE), 1, "a.docx"),
    Case("random bytes as a mail", file("a.eml", NOISE), 1, "a.eml"),
    Case("random bytes as a mailbox", file("a.mbox", NOISE), 1, "a.mbox"),
    Case("random bytes as gzip", file("a.txt.gz", NOISE), 1, "a.txt.gz"),
    Case("random bytes as zstd", file("a.txt.zst", NOISE), 1, "a.txt.zst"),
    Case("NULs alone", file("a.txt", bytes(100_000)), 1, "not-text"),
    Case("UTF-8 cut off", file("a.txt", BODY.encode() + "Zürich é".encode()[:-1]), 0, ""),
    Case("UTF-16 cut off", file("a.txt", b"\xff\xfe" + BODY.encode("utf-16-le")[:-1]), 0, ""),
    Case("UTF-16 with a lone surrogate", file("a.txt", b"\xff\xfe" + BODY.encode("utf-16-le") + b"\x00\xd8a\x00"), 0, ""),
    Case("UTF-32", file("a.txt", BODY.encode("utf-32")), 1, "a.txt"),
    Case("an empty file", file("a.txt", ""), 0, "empty-document"),
    Case("blanks alone", file("a.txt", " \n\t\r\n" * 1000), 0, "empty-document"),
    # Characters.
    Case("bidi and zero-width characters", file("a.txt", "\u202eIn 2020\u200b Ken\u200dya \u2066abolished\u2069 the \ufeffdeath penalty.\n"), 0, ""),
    Case("homoglyphs", file("a.txt", "In 2020 Кenya аbolished the deаth penalty.\n" * 50), 0, ""),
    Case("combining marks without end", file("a.txt", "Kenya" + "\u0301" * 500_000 + " abolished the death penalty.\n"), 0, ""),
    Case("emoji and flags", file("a.txt", "\U0001f1f0\U0001f1ea" * 50_000 + "\n" + BODY), 0, ""),
    Case("control characters", file("a.txt", "".join(map(chr, range(1, 32))) * 200 + BODY), 1, "not-text"),
    Case("formulas of spreadsheets", file("a.txt", "=1+1|'x'!A0 In 2020 Kenya abolished the death penalty.\n@SUM(1)\n+1\n-1\n"), 0, ""),
    # Size and shape.
    Case("40 MB on one line", lazily("a.txt", lambda: "the court said that it would " * 1_400_000), 1, "too-long"),
    Case("200 MB on one line", lazily("a.txt", lambda: b"x" * (200 * MIB)), 1, "too-long"),
    Case("one word of 30 MB", lazily("a.txt", lambda: b"x" * (30 * MIB)), 0, ""),
    Case("ten million blank lines", lazily("a.txt", lambda: "\n" * 10_000_000 + BODY), 0, ""),
    Case("a million bullets", lazily("a.txt", lambda: "- x\n" * 1_000_000), 1, "too-long"),
    Case("a hundred thousand headings", lazily("a.md", lambda: "".join(f"{'#' * (i % 6 + 1)} H\n\n" for i in range(100_000)) + BODY), 0, "", ALL),
    Case("gigantic numbers", file("a.txt", f"In 2020 Kenya released {'9' * 50_000} prisoners and {'1,' * 9000}000 more on 99 March 99999.\n"), 0, ""),
    Case("a sentence of 50,000 cues", lazily("a.txt", lambda: "Kenya released and " * 50_000 + "it.\n"), 0, ""),
    Case("20,000 outcomes and dates in a sentence", lazily("a.txt", lambda: "In 2020, Peru released a writer; " * 20_000), 0, ""),
    Case("20,000 outcomes in an item", lazily("a.txt", lambda: "In 2020, Peru released a writer. " * 20_000), 0, ""),
    Case("an end tag that is none", lazily("a.html", lambda: "<p>Iran: a <title></e"), 0, ""),
    Case("200,000 words joined by stops", lazily("a.txt", lambda: "ÕÕÕÕ." * 200_000), 0, ""),
    Case("50,000 capitals", lazily("a.txt", lambda: "Mona Adel " * 50_000 + "was released in Egypt.\n"), 0, ""),
    Case("50,000 dates", lazily("a.txt", lambda: "5 May 2020, " * 50_000 + "Egypt released him.\n"), 0, ""),
    Case("quotes and brackets without end", lazily("a.txt", lambda: "(\"" * 200_000 + BODY), 0, ""),
    # Markup.
    Case("100,000 open divs", lazily("a.html", lambda: "<div>" * 100_000 + BODY), 0, "", ALL),
    Case("100,000 lists within lists", lazily("a.html", lambda: "<ul><li>" * 100_000 + BODY), 0, "", ALL),
    Case("a tag of 10 MB", lazily("a.html", lambda: "<p title='" + "x" * (10 * MIB) + "'>" + BODY), 0, ""),
    Case("a tag with 200,000 attributes", lazily("a.html", lambda: "<p " + "".join(f"a{i}=1 " for i in range(200_000)) + ">" + BODY), 0, "", ALL),
    Case("a comment that never ends", lazily("a.html", lambda: "<p>" + BODY + "<!--" * 200_000), 0, "", ALL),
    Case("a million references to characters", lazily("a.html", lambda: "<p>" + "&amp;&#x1F600;&bogus;" * 300_000 + BODY), 1, "too-long"),
    Case("scripts in a page", file("a.html", f"<script>alert(1)</script><p onclick='x()'>{BODY}</p><img src=x onerror=alert(1)>"), 0, ""),
    Case("50,000 quotes within quotes", lazily("a.md", lambda: ">" * 50_000 + " " + BODY), 0, ""),
    Case("50,000 stars and brackets", lazily("a.md", lambda: "*_[" * 50_000 + BODY), 0, "", ALL),
    Case("100,000 footnotes and links", lazily("a.md", lambda: "[x](y)[^1] " * 100_000 + "\n\n" + BODY), 0, "", ALL),
    # Packed.
    Case("a gzip bomb of a gigabyte", packed("a.txt.gz", lambda: bytes(1024 * MIB)), 1, "a.txt.gz"),
    Case("a gzip bomb as JSON lines", packed("a.jsonl.gz", lambda: b'{"id":"1","text":"' + b"x" * (1024 * MIB)), 1, "a.jsonl.gz"),
    Case("a gzip file cut off", lazily("a.txt.gz", lambda: gzip.compress(BODY.encode() * 1000)[:-20]), 1, "a.txt.gz"),
    Case("gzip within gzip", packed("a.txt.gz", lambda: gzip.compress(BODY.encode())), 1, "a.txt.gz"),
    Case("a zip bomb as Word", docx("a.docx", lambda: word(["x" * (500 * MIB)])), 1, "a.docx"),
    Case("a billion laughs as Word", docx("a.docx", entities), 0, ""),
    Case("100,000 nested runs as Word", docx("a.docx", lambda: word(["<w:r>" * 100_000])), 1, "a.docx"),
    Case("a Word file that climbs out", zipped("a.docx", lambda: [("../../evil.txt", BODY), ("/etc/evil", BODY)]), 1, "a.docx"),
    Case("a zip archive that is no Word file", zipped("a.docx", lambda: [("x.txt", BODY)]), 1, "a.docx"),
    # Corpora.
    Case("a record without its text", file("a.jsonl", jsonl({"id": "1"}, RECORD)), 1, "a.jsonl"),
    Case("records of other kinds", file("a.jsonl", jsonl("[1]", "null", "3", '{"id":1e999,"text":{}}', RECORD)), 1, "a.jsonl"),
    Case("JSON nested 100,000 deep", lazily("a.jsonl", lambda: jsonl('{"id":"1","text":' + "[" * 100_000, RECORD)), 1, "a.jsonl"),
    Case("one identifier twice", file("a.jsonl", jsonl(RECORD, {"id": "1", "text": BODY + "And more.\n"})), 0, "duplicate-id"),
    Case("a CSV quote that never ends", lazily("a.csv", lambda: 'id,text\n1,"' + "x,\n" * 2_000_000), 1, "a.csv"),
    Case("a CSV file with ragged rows", file("a.csv", "id,text\n1\n2,a,b,c\n3," + BODY), 1, "a.csv"),
    Case("a CSV file without a text column", file("a.csv", "a,b\n1,2\n"), 1, "a.csv"),
    # The file system.
    Case("a loop of links", loop, 0, ""),
    Case("a link to nothing", link("a.txt", "/nowhere/at/all"), 1, "a.txt"),
    Case("a link to a device", link("a.txt", "/dev/zero"), 1, "a.txt"),
    Case("a pipe that nobody writes to", fifo, 1, "pipe.txt"),
    Case("a socket", socket, 1, "socket.txt"),
    Case("a name with newlines and quotes", file("a\n\"b',=c.txt", BODY), 0, ""),
    Case("a name that is not UTF-8", file(b"caf\xe9.txt", BODY), 0, ""),
    Case("a name of 250 bytes", file("n" * 246 + ".txt", BODY), 0, ""),
    Case("two sources of one name", twice, 0, ""),
    Case("200 folders deep", deep, 0, ""),
    Case("3,000 empty files", many, 0, "empty-document"),
]


class Hostile(unittest.TestCase):
    """One test for each case."""


def case(hostile):
    """The test of a case."""

    def test(self):
        with tempfile.TemporaryDirectory() as place:
            place = Path(place)
            folder = place / "in"
            folder.mkdir()
            (folder / "good.txt").write_text(GOOD)
            apart(hostile.make, folder)
            out = place / "out"
            ended = run("build", folder, "--output", out, "--formats", "csv", "--no-cache", *hostile.arguments)
            shown = f"exit {ended.code}, {ended.seconds:.1f} s, {ended.memory >> 20} MiB\n{ended.err[-2000:]}"
            if os.environ.get("TIDINGS_SHOW"):
                print(f"{hostile.name}: {shown.splitlines()[0]}", file=sys.stderr)
            self.assertEqual(ended.code, hostile.code, shown)
            self.assertNotIn("panicked", ended.err)
            self.assertLess(ended.seconds, SECONDS, shown)
            self.assertLess(ended.memory, MEMORY, shown)
            # Nothing else is left beside the release.
            self.assertEqual(sorted(os.listdir(place)), ["in", "out"])
            said = ended.err + json.dumps(rows(out, "problems"), ensure_ascii=False)
            self.assertIn(hostile.says, said)
            events = [row for row in rows(out, "events_flat") if row["source"].endswith("good.txt")]
            self.assertEqual([row["countries"] for row in events], ["EGY"], shown)
            checked = run("check", out)
            self.assertEqual(checked.code, 0, checked.err[-2000:])

    return test


for number, each in enumerate(CASES, 1):
    slug = "".join(c if c.isalnum() else "_" for c in each.name.lower())
    setattr(Hostile, f"test_{number:02}_{slug}", case(each))


if __name__ == "__main__":
    unittest.main()
