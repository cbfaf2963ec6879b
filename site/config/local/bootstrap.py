"""The first step of every make command: a virtualenv with the locked packages.

Run by whatever `python3` is there, so it imports the standard library alone and
keeps to a syntax that old Pythons read, to tell them that they are too old.
"""
# ruff: noqa: S603, UP036

import fcntl
import hashlib
import os
import shutil
import signal
import subprocess
import sys
from pathlib import Path
from typing import NoReturn

ROOT = Path(__file__).resolve().parents[3]
VENV = ROOT / ".venv"
PYTHON = VENV / "bin" / "python"
CANDIDATES = ["python3.14", "python3.13", "python3.12", "python3.11", "python3"]
PROBE = "import sys, venv, ensurepip; print(sys.version_info >= (3, 11))"


def stop(what: str) -> NoReturn:
    sys.exit("\n" + what)


def newest_python() -> str:
    """The newest Python on the path that has all packages ready-made and can make virtualenvs."""
    answers = {}
    for name in CANDIDATES:
        path = shutil.which(name)
        if path:
            asked = subprocess.run([path, "-c", PROBE], capture_output=True, text=True)
            if asked.stdout.strip() == "True":
                return path
            answers[name] = asked.stdout.strip() or asked.stderr
    if any("ensurepip" in answer or "venv" in answer for answer in answers.values()):
        stop(
            "Python is here without its venv module. Install it, then start again.\n"
            "On Debian and Ubuntu: apt install python3-venv"
        )
    stop(
        f"Python 3.11 or newer is needed; python3 here is {sys.version.split()[0]}.\n"
        "Install one (Debian, Ubuntu: apt install python3 python3-venv), then start again."
    )


def make_venv() -> None:
    if PYTHON.exists():
        return
    python = newest_python()
    print("Making .venv (once)…", flush=True)
    made = subprocess.run(
        [python, "-m", "venv", "--clear", str(VENV)], capture_output=True, text=True
    )
    if made.returncode:
        explain(made.stdout + made.stderr, "The virtualenv .venv could not be made.")


def explain(output: str, what: str) -> NoReturn:
    """End with the last lines of a failed program, and the way out if they name a known trouble."""
    ways_out = {
        "No space left on device": "The disk is full: free about 500 MB, then start again.",
        "Permission denied": f"This folder must be writable by you: {ROOT}",
        "ensurepip": "Python's venv module is missing: apt install python3-venv, then start again.",
        "No matching distribution": "Packages lack for this Python: use Python 3.11 to 3.14.",
        "Failed to establish a new connection": "The network or the package index is down.",
    }
    way_out = next((ways_out[sign] for sign in ways_out if sign in output), "")
    stop("\n".join([*output.strip().splitlines()[-8:], "", what, way_out]).rstrip())


def install(requirements: str) -> None:
    """Install a lock file, unless exactly this one was installed before."""
    lock = ROOT / requirements
    stamp = VENV / (requirements + ".installed")
    digest = hashlib.sha256(lock.read_bytes()).hexdigest()
    if stamp.exists() and stamp.read_text() == digest:
        return
    print("Installing packages (once; about a minute)…", flush=True)
    stamp.unlink() if stamp.exists() else None
    command = [str(PYTHON), "-m", "pip", "install", "--require-hashes", "--only-binary", ":all:"]
    command += ["--no-input", "--disable-pip-version-check", "-r", str(lock)]
    report(command)
    stamp.write_text(digest)


def report(command: "list[str]") -> None:
    """Run pip, showing how many packages it has seen."""
    pip = subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True)
    lines = []  # type: list[str]
    seen = 0
    try:
        for line in pip.stdout or ():
            lines.append(line)
            if line.startswith("Collecting ") and sys.stdout.isatty():
                seen += 1
                print(f"\r  {seen} packages…", end="", flush=True)
            elif line.startswith("Installing collected"):
                print("\r  unpacking…      ", flush=True)
    finally:
        if sys.exc_info()[0]:
            pip.terminate()
    if pip.wait():
        explain("".join(lines), "The packages could not be installed.")


def main() -> None:
    if sys.version_info < (3, 7):
        stop("Python 3.11 or newer is needed: install one, then start again.")
    signal.signal(signal.SIGTERM, lambda *_: sys.exit("Stopped."))
    os.chdir(str(ROOT))
    # Two first starts at once would install over each other: the second waits here.
    lock = os.open(str(ROOT), os.O_RDONLY)
    fcntl.flock(lock, fcntl.LOCK_EX)
    try:
        make_venv()
        install("requirements.txt")
        if sys.argv[1] != "run":
            install("requirements-dev.txt")
    except OSError as trouble:
        explain(str(trouble), "The packages could not be installed.")
    os.environ["PYTHONPATH"] = os.pathsep.join([str(ROOT / "site"), str(ROOT)])
    os.close(lock)
    sys.stdout.flush()
    os.execv(str(PYTHON), [str(PYTHON), "-m", "config.local", *sys.argv[1:]])  # noqa: S606


if __name__ == "__main__":
    try:
        main()
    except KeyboardInterrupt:
        sys.exit("Stopped.")
