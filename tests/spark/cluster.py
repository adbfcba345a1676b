"""A cluster of Spark on the loopback of this machine: a master and workers,
each a process whose id is known. Every process that comes of them carries a
mark in its environment, so that it can be told afterwards whether all ended."""

import os
import pathlib
import re
import signal
import socket
import subprocess
import sys
import time
import uuid

import pyspark

HOME = pathlib.Path(pyspark.__file__).parent
MARK = "TIDINGS_TEST_CLUSTER"

# Nothing here runs long enough for Java to profit from compiling it well.
BRIEF = "-XX:TieredStopAtLevel=1 -XX:+UseSerialGC"

# Seconds that are waited for anything at most.
PATIENCE = 120


def wait(is_done, what):
    """Waits until something is so; fails if it never is."""
    until = time.monotonic() + PATIENCE
    while not (found := is_done()):
        assert time.monotonic() < until, f"not within {PATIENCE} seconds: {what}"
        time.sleep(0.05)
    return found


def free_port():
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return probe.getsockname()[1]


def environment(mark, python=sys.executable):
    """What processes of an engine find in their environment."""
    return os.environ | {
        MARK: mark,
        "SPARK_LOCAL_IP": "127.0.0.1",
        "SPARK_DAEMON_MEMORY": "256m",
        "SPARK_DAEMON_JAVA_OPTS": BRIEF,
        "PYSPARK_PYTHON": str(python),
        "PYSPARK_DRIVER_PYTHON": str(python),
    }


def java():
    """Why there is no Java to run Spark with; none if there is."""
    try:
        said = subprocess.run(
            ["java", "-version"], capture_output=True, text=True, timeout=60, check=True
        ).stderr
    except (OSError, subprocess.SubprocessError):
        return "no Java on this machine: install openjdk-17-jre-headless"
    version = re.search(r'version "(\d+)', said)
    if version and int(version[1]) >= 17:
        return None
    return f"Spark needs Java 17 or later, and this is {said.splitlines()[0]}"


class Cluster:
    """A master and two workers of one core each."""

    def __init__(self, folder):
        self.folder = folder
        self.mark = uuid.uuid4().hex
        self.environment = environment(self.mark) | {"SPARK_HOME": str(HOME)}
        self.port = free_port()
        self.url = f"spark://127.0.0.1:{self.port}"
        self.processes = []
        self.workers = []
        self.start("master", "Master", "--port", self.port)
        wait(lambda: "I have been elected leader" in self.log("master"), "a master")
        for _ in range(2):
            self.add_worker()

    def start(self, name, kind, *arguments):
        command = [
            HOME / "bin/spark-class", f"org.apache.spark.deploy.{kind.lower()}.{kind}",
            "--host", "127.0.0.1", "--webui-port", free_port(), *arguments,
        ]
        with open(self.folder / f"{name}.log", "wb") as log:
            # The script becomes Java itself, so the id is that of the JVM.
            process = subprocess.Popen(
                list(map(str, command)), stdout=log, stderr=log, stdin=subprocess.DEVNULL,
                env=self.environment, start_new_session=True,
            )
        self.processes.append(process)
        return process

    def log(self, name):
        return (self.folder / f"{name}.log").read_text(errors="replace")

    def add_worker(self):
        name = f"worker{len(self.workers)}"
        work = self.folder / name
        process = self.start(
            name, "Worker", "--cores", 1, "--memory", "2g", "--work-dir", work, self.url
        )
        self.workers.append(process)
        wait(lambda: "Successfully registered" in self.log(name), name)
        return process

    def submit(self, script, *arguments, log):
        """Starts a job; it is the caller's to wait for."""
        settings = {
            "spark.driver.host": "127.0.0.1",
            "spark.driver.bindAddress": "127.0.0.1",
            "spark.driver.memory": "1g",
            "spark.executor.cores": 1,
            "spark.executor.memory": "1g",
            "spark.ui.enabled": "false",
            "spark.driver.extraJavaOptions": BRIEF,
            "spark.executor.extraJavaOptions": BRIEF,
            "spark.sql.codegen.wholeStage": "false",
            "spark.sql.shuffle.partitions": 2,
            # Else small files are packed into two tasks.
            "spark.sql.files.maxPartitionBytes": 1 << 20,
            "spark.log.level": "WARN",
        }
        command = [HOME / "bin/spark-submit", "--master", self.url]
        for name, value in settings.items():
            command += ["--conf", f"{name}={value}"]
        command += [script, *arguments]
        with open(log, "wb") as file:
            process = subprocess.Popen(
                list(map(str, command)), stdout=file, stderr=file, stdin=subprocess.DEVNULL,
                env=self.environment, start_new_session=True,
            )
        self.processes.append(process)
        return process

    def stop(self):
        """Ends all that was started; the processes that were left are told."""
        for process in reversed(self.processes):
            if process.poll() is None:
                process.terminate()
        for process in self.processes:
            try:
                process.wait(30)
            except subprocess.TimeoutExpired:
                process.kill()
                process.wait(30)
        until = time.monotonic() + 30
        while (left := marked(self.mark)) and time.monotonic() < until:
            time.sleep(0.2)
        for pid in left:
            try:
                os.kill(pid, signal.SIGKILL)
            except ProcessLookupError:
                pass
        return left


def marked(mark):
    """Processes with the mark in their environment, and what they run."""
    found = {}
    wanted = f"{MARK}={mark}".encode()
    for entry in pathlib.Path("/proc").iterdir():
        if not entry.name.isdigit() or int(entry.name) == os.getpid():
            continue
        try:
            if wanted in (entry / "environ").read_bytes().split(b"\0"):
                command = (entry / "cmdline").read_bytes().replace(b"\0", b" ")
                # One that has ended and is not yet reaped has no command.
                if command:
                    found[int(entry.name)] = command.decode(errors="replace")[:200]
        except OSError:
            continue
    return found
