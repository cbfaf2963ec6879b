"""From the rows of one synthesis to its status, in a process of its own: the time and the memory.

`python -m bench.counting SYNTHESIS SIDE SIDE` prints seconds and megabytes.
"""

import sys
import time

import django
import psutil

django.setup()

from debates.queries.drift import ballots_in_full  # noqa: E402 - once the site is set up
from debates.scoring.endorsement import endorsement  # noqa: E402 - as above


def main() -> None:
    synthesis, *sides = (int(word) for word in sys.argv[1:])
    process, taken, held = psutil.Process(), [], []
    for _ in range(3):
        began = time.perf_counter()
        ballots = ballots_in_full([synthesis])[synthesis]
        endorsement([ballots[side] for side in sides])
        taken.append(time.perf_counter() - began)
        # Not the system's high-water mark: a child begins with its parent's.
        held.append(process.memory_info().rss / 2**20)
    print(min(taken), max(held))


if __name__ == "__main__":
    main()
