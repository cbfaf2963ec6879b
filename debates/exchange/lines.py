"""A connection that is read for so long and so much in all, however slowly it drips."""

import io
import socket
import time
from typing import Any


class Line:
    """What http.client asks of a socket, with an end: of time, then TimeoutError; of bytes, EOF."""

    def __init__(self, sock: socket.socket, until: float, most: int) -> None:
        self.sock, self.until, self.most = sock, until, most

    def sendall(self, sent: Any) -> None:
        # TLS's own sendall gives each piece the whole time anew.
        view = memoryview(sent)
        while view:
            self._hurry()
            view = view[self.sock.send(view) :]

    def makefile(self, mode: str) -> io.BufferedReader:
        return io.BufferedReader(_Reading(self))

    def close(self) -> None:
        """Whoever opened the socket closes it."""

    def read_into(self, buffer: Any) -> int:
        wanted = min(len(buffer), self.most)
        if not wanted:
            return 0
        self._hurry()
        got = self.sock.recv_into(buffer, wanted)
        self.most -= got
        return got

    def _hurry(self) -> None:
        left = self.until - time.monotonic()
        if left <= 0:
            raise TimeoutError
        self.sock.settimeout(left)


class _Reading(io.RawIOBase):
    def __init__(self, line: Line) -> None:
        super().__init__()
        self.line = line

    def readable(self) -> bool:
        return True

    def readinto(self, buffer: Any) -> int:
        return self.line.read_into(buffer)
