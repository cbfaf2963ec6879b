"""The two loops of the worker: notes of change are drained, and deferred tasks are run."""

import asyncio
import logging
import threading

import psycopg
from django.db import DatabaseError, InterfaceError, connection
from procrastinate.contrib.django import app
from procrastinate.exceptions import ConnectorException

from debates.actions.references import write_references
from debates.actions.scores import refresh_scores

logger = logging.getLogger("dialectic.worker")

WHEN_IDLE = 0.3
"""Seconds between two looks at what changed: a score follows its vote within two seconds."""
LONGEST_PAUSE = 30.0
AT_ONCE = 4
"""Tasks at the same time: what is due does not wait while a long bibliography is read."""
GRACE = 1.0
"""Seconds that tasks are given to end in when the worker is stopped; they are run again."""


def drain(stop: threading.Event) -> None:
    """Refresh scores, and write references when there are none to refresh, until stopped.

    Without a pause while there is work, and through restarts.
    """
    pause = WHEN_IDLE
    while not stop.is_set():
        try:
            rest = 0.0 if refresh_scores() or write_references() else WHEN_IDLE
            pause = WHEN_IDLE
        except (DatabaseError, InterfaceError) as error:
            pause = rest = min(pause * 2, LONGEST_PAUSE)
            logger.warning("Scores wait for the database, %.1f s: %s", rest, _first_line(error))
            connection.close()
        stop.wait(rest)
    connection.close()


async def run_tasks(stop: asyncio.Event) -> None:
    """Run deferred and periodic tasks until stopped, and through restarts of the database."""
    pause = WHEN_IDLE
    while not stop.is_set():
        began = asyncio.get_running_loop().time()
        try:
            await _until_stopped(stop)
        except (ConnectorException, psycopg.Error) as error:
            if asyncio.get_running_loop().time() - began > LONGEST_PAUSE:
                pause = WHEN_IDLE
            pause = min(pause * 2, LONGEST_PAUSE)
            logger.warning("Tasks wait for the database, %.1f s: %s", pause, _first_line(error))
            await _rest(stop, pause)


async def _until_stopped(stop: asyncio.Event) -> None:
    connector = app.connector.get_worker_connector()  # type: ignore[attr-defined]
    with app.replace_connector(connector) as working:
        async with working.open_async():
            worker = asyncio.create_task(
                working.run_worker_async(
                    concurrency=AT_ONCE,
                    install_signal_handlers=False,
                    shutdown_graceful_timeout=GRACE,
                )
            )
            stopped = asyncio.create_task(stop.wait())
            await asyncio.wait({worker, stopped}, return_when=asyncio.FIRST_COMPLETED)
            stopped.cancel()
            worker.cancel()
            await asyncio.gather(worker, return_exceptions=stop.is_set())


async def _rest(stop: asyncio.Event, seconds: float) -> None:
    try:
        await asyncio.wait_for(stop.wait(), seconds)
    except TimeoutError:
        return


def _first_line(error: Exception) -> str:
    return (str(error).splitlines() or [type(error).__name__])[0]
