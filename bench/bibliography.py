"""Reading BibTeX: a file of 5 MB in a process of its own, and 10,000 entries into a debate."""

import re
import subprocess
import sys
import time
from pathlib import Path

from bench.row import Row

LARGEST = 5_000_000
ENTRIES = 10_000
ENTRY = r"""@article{{author{number},
  author = {{M{{\"u}}ller, Anna and van der Berg, Jan and {{World Health Organization}}}},
  title = {{What caf\'e {{number}} {number} says about \emph{{streets}}, {words}}},
  journal = {{Journal of Streets \& Cities}}, volume = {{12}}, number = {{3}},
  pages = {{1--{number}}},
  year = 2020, month = may, doi = {{10.1000/street.{number}}},
  abstract = {{{words} {words}}},
}}

"""


def a_file(entries: int = 0) -> str:
    """So many entries, or 5 MB of them."""
    words = "and a few words more about who walks there " * (1 if entries else 2)
    made: list[str] = []
    size = 0
    while len(made) < entries if entries else size < LARGEST - 1_000:
        made.append(ENTRY.format(number=len(made) + 1, words=words))
        size += len(made[-1])
    return "".join(made)


def figures() -> list[Row]:
    """In a process of its own, and through the worker into a debate."""
    command = [sys.executable, "-m", "bench.bibliography"]
    told = subprocess.run(command, capture_output=True, text=True, check=True).stdout
    entries, seconds, megabytes = told.split()
    says = f"{int(entries):,} entries, {float(seconds):.1f} s, {float(megabytes):.0f} MB"
    return [
        Row("5 MB of BibTeX read", says, "≤ 150 MB", float(megabytes) <= 150),
        _into_a_debate(),
    ]


def _into_a_debate() -> Row:
    from accounts import limits
    from accounts.models import User
    from debates.actions.debates import open_debate
    from debates.actions.intakes import take_in, work_through
    from debates.models import Intake
    from debates.queries.debates import find_debate

    opener = User.objects.get(username="opener")
    with limits.lifted():
        slug = open_debate("What is written about streets?", by=opener).slug
        debate = find_debate(opener, slug)
        file = a_file(ENTRIES)
        for number in (11, 5_000, ENTRIES):  # Their titles do not end.
            file = file.replace(f" {number} says", f" {{{number} says")
        intake = take_in(debate, file, format="bibtex", by=opener)
    began = time.perf_counter()
    work_through(intake.pk)
    seconds = time.perf_counter() - began
    read = Intake.objects.get(pk=intake.pk)
    lines = [problem["line"] for problem in read.problems]
    says = f"{seconds:.0f} s, {read.listed:,} listed, {len(lines)} left out"
    holds = seconds <= 120 and (read.listed, len(lines)) == (ENTRIES - 3, 3)
    return Row(f"{ENTRIES:,} entries, 3 of them broken, into a debate", says, "≤ 120 s", holds)


def peak_of_this_process() -> float:
    """In MB. What `resource` tells begins with the size of the process that started this one."""
    told = re.search(r"VmHWM:\s+(\d+)", Path("/proc/self/status").read_text())
    return int(told[1]) / 1024 if told else 0.0


def main() -> None:
    from debates.exchange.entries import read

    text = a_file()
    began = time.perf_counter()
    entries = sum(1 for _ in read(text, "bibtex"))
    seconds = time.perf_counter() - began
    peak = peak_of_this_process()
    print(entries, f"{seconds:.2f}", f"{peak:.1f}")


if __name__ == "__main__":
    main()
