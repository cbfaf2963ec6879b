"""The address that a local start answers at: loopback only."""

import errno
import os
import socket
from dataclasses import dataclass

import psutil

from config.local.trouble import CannotStart

LOOPBACK = ("127.0.0.1", "localhost", "::1")


@dataclass(frozen=True)
class Address:
    host: str
    port: int

    @classmethod
    def from_environment(cls) -> "Address":
        host = os.environ.get("HOST") or LOOPBACK[0]
        if host not in LOOPBACK:
            raise CannotStart(
                f"HOST={host} would show this start to other machines; it is not made for it.\n"
                f"Unset HOST, or set it to one of {', '.join(LOOPBACK)}. "
                "For a site that others reach, see docs/operating.md."
            )
        given = os.environ.get("PORT") or "8000"
        if not (given.isascii() and given.isdigit() and 1 <= int(given[:6]) <= 65535):
            raise CannotStart(
                f"PORT must be a number from 1 to 65535, not {given!r}. Say: PORT=8123 make run"
            )
        return cls(host, int(given))

    def __str__(self) -> str:
        host = f"[{self.host}]" if ":" in self.host else self.host
        return f"http://{host}:{self.port}/"

    def check_free(self) -> None:
        """Raise CannotStart, saying who has the port, when this start cannot have it."""
        family = socket.AF_INET6 if ":" in self.host else socket.AF_INET
        with socket.socket(family) as listener:
            listener.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
            try:
                listener.bind((self.host, self.port))
                listener.listen(1)
            except OSError as trouble:
                raise self._refused(trouble) from None

    def _refused(self, trouble: OSError) -> CannotStart:
        another = f"Choose another, for example: PORT={self._another()} make run"
        if trouble.errno == errno.EADDRINUSE:
            return CannotStart(f"Port {self.port} is taken{self._taken_by()}.\n{another}")
        if trouble.errno == errno.EACCES:
            return CannotStart(f"You may not open port {self.port}: it is reserved.\n{another}")
        return CannotStart(
            f"Port {self.port} of {self.host} cannot be opened: {trouble}.\n{another}"
        )

    def _another(self) -> int:
        return self.port + 1 if 1024 <= self.port < 65535 else 8123

    def _taken_by(self) -> str:
        try:
            for connection in psutil.net_connections("tcp"):
                if (
                    connection.status == psutil.CONN_LISTEN
                    and connection.laddr.port == self.port
                    and connection.pid
                ):
                    return f" by {psutil.Process(connection.pid).name()} (process {connection.pid})"
        except psutil.Error:
            pass
        return ""
