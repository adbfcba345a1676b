"""Record batches through a program: what a task of Spark or Sail runs.

`pipe(command)` gives a function from an iterator of record batches to an
iterator of record batches, as `DataFrame.mapInArrow` wants it. The program
reads an Arrow IPC stream and writes one; what it does, this file does not know.
"""

import contextlib
import subprocess
import tempfile
import threading

import pyarrow

# Bytes of the program's messages that an error repeats.
SHOWN = 2000


class Failed(RuntimeError):
    """The program could not be run, or did not end well."""


def pipe(command):
    """A function that lets record batches through a program.

    `command` is a list of arguments, or a function that gives one: it is called
    where the batches are, since a path may be another one on each machine.
    """

    def through(batches):
        batches = iter(batches)
        first = next(batches, None)
        # Without a batch there is no schema to tell the program, and no row.
        if first is None:
            return
        arguments = command() if callable(command) else command
        with Child(arguments) as child:
            yield from child.run(first, batches)

    return through


class Child:
    """A running program; it has ended when the `with` block is left."""

    def __init__(self, arguments):
        self.name = str(arguments[0])
        # Messages go to a file: nobody would read a pipe of them in time.
        self.messages = tempfile.TemporaryFile()
        self.upstream = None
        self.is_cut = False
        try:
            self.process = subprocess.Popen(
                [str(argument) for argument in arguments],
                stdin=subprocess.PIPE,
                stdout=subprocess.PIPE,
                stderr=self.messages,
            )
        except OSError as error:
            self.messages.close()
            raise Failed(f"cannot run {self.name}: {error.strerror}") from error

    def __enter__(self):
        return self

    def __exit__(self, *_):
        if self.process.poll() is None:
            self.process.kill()
        self.process.wait()
        self.process.stdout.close()
        self.messages.close()

    def run(self, first, rest):
        """Feeds the batches from a thread, so that neither side waits for the
        other's pipe; gives what comes back."""
        feeder = threading.Thread(target=self.feed, args=(first, rest), daemon=True)
        feeder.start()
        broken = None
        try:
            with pyarrow.ipc.open_stream(self.process.stdout) as stream:
                yield from stream
        except pyarrow.ArrowException as error:
            # Why, the program has said, or the thread that fed it.
            broken = error
        code = self.process.wait()
        feeder.join()
        if self.upstream is not None:
            raise self.upstream
        if code != 0:
            raise Failed(f"{self.name} ended with {code}: {self.said()}")
        if self.is_cut:
            raise Failed(f"{self.name} ended before it had read everything")
        if broken is not None:
            raise Failed(f"{self.name} wrote no Arrow stream: {broken}") from broken

    def feed(self, first, rest):
        stdin = self.process.stdin
        try:
            # A stream without its end tells the program that it is not whole:
            # it is closed only where every batch was written.
            stream = pyarrow.ipc.new_stream(stdin, first.schema)
            stream.write_batch(first)
            for batch in rest:
                stream.write_batch(batch)
            stream.close()
        except BrokenPipeError:
            # The program stopped reading; its exit code should tell why.
            self.is_cut = True
        except BaseException as error:  # also what a generator raises to stop
            self.upstream = error
        finally:
            with contextlib.suppress(OSError):
                stdin.close()

    def said(self):
        self.messages.seek(0)
        text = self.messages.read(SHOWN).decode("utf-8", "replace").strip()
        return text or "it said nothing"
