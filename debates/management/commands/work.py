"""`work`: the background worker. It may be started more than once."""

import asyncio
import os
import signal
import threading
from typing import Any

from django.core.management.base import BaseCommand

from debates.actions import intakes, landscapes, looking_up, marks, maturing, tidying
from debates.management.working import drain, run_tasks

PATIENCE = 1.5
"""Seconds that both loops are given to end in."""


class Command(BaseCommand):
    help = "Keep the scores fresh and run deferred tasks, until SIGTERM or Ctrl-C."
    requires_system_checks = []
    # Named here, so that they are known before the first is due.
    tasks = (
        intakes.go_on_with_intakes,
        intakes.read_intake,
        landscapes.draw_landscapes,
        looking_up.look_up,
        marks.mark_votes,
        maturing.count_the_matured,
        tidying.tidy_debates,
    )

    def handle(self, *args: Any, **options: Any) -> None:
        asyncio.run(work())


async def work() -> None:
    stop, stop_draining = asyncio.Event(), threading.Event()

    def end() -> None:
        stop.set()
        stop_draining.set()

    for each in (signal.SIGTERM, signal.SIGINT):
        asyncio.get_running_loop().add_signal_handler(each, end)
    ending = asyncio.create_task(stop.wait())
    loops = {
        asyncio.create_task(asyncio.to_thread(drain, stop_draining)),
        asyncio.create_task(run_tasks(stop)),
    }
    await asyncio.wait({ending, *loops}, return_when=asyncio.FIRST_COMPLETED)
    end()
    done, late = await asyncio.wait(loops, timeout=PATIENCE)
    for loop in done:
        loop.result()  # What broke a loop breaks the worker; whoever started it starts it again.
    if late:
        # A database that does not answer holds nobody up: what is cut off here is rolled back.
        os._exit(0)
