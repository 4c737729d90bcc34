"""Files of other word processors, turned into Word files by LibreOffice where it is installed.

LibreOffice runs without a window, in a profile of its own that is thrown away: no macros, no links followed, no user's
settings. One file at a time, with limits on memory and time; whatever happens, the process is ended by its own id.
"""

import os
import shutil
import signal
import sys
import tempfile
from contextlib import suppress
from pathlib import Path
from subprocess import DEVNULL, Popen, TimeoutExpired
from threading import Lock

from jointstatement.documents.word.preflight import is_locked
from jointstatement.errors import N_, UnreadableFile

MOST_BYTES = 10_000_000
SECONDS = 60.0
MEMORY = 2 * 1024 * 1024 * 1024
"""Bytes of addresses, of which LibreOffice takes a third before it has read anything."""
PROCESSOR_SECONDS = 60

_NOT_INSTALLED = N_(
    "This is {kind}. To read it, LibreOffice must be installed beside this program; without it, open the file, save it"
    " as a Word file (.docx) and read that."
)
_TOO_LARGE = N_("The file has more than {most} MB. Save it as a Word file (.docx) without its pictures and read that.")
_TOO_LONG = N_("LibreOffice took too long over this file. Open it, save it as a Word file (.docx) and read that.")
_FAILED = N_("LibreOffice cannot read this file. Open it, save it as a Word file (.docx) and read that.")
_BUSY = N_("Another file is being turned into a Word file. Please try again in a minute.")

_OPEN_DOCUMENT = b"mimetypeapplication/vnd.oasis.opendocument.text"
_MIMETYPE_AT = 30
_KINDS = (
    (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", ".doc", N_("an old Word file (.doc)")),
    (b"{\\rtf", ".rtf", N_("a rich text file (.rtf)")),
)
_SECURITY = "/org.openoffice.Office.Common/Security/Scripting"
_SETTINGS = (
    (_SECURITY, "MacroSecurityLevel", "3"),
    (_SECURITY, "DisableMacrosExecution", "true"),
    (_SECURITY, "BlockUntrustedRefererLinks", "true"),
    ("/org.openoffice.Office.Writer/Content/Update", "Link", "2"),
)
"""No macro runs, and nothing that a file points to is fetched."""
_LIMITED = (
    "import os, resource, sys;"
    "memory, seconds = int(sys.argv[1]), int(sys.argv[2]);"
    "resource.setrlimit(resource.RLIMIT_AS, (memory, memory));"
    "resource.setrlimit(resource.RLIMIT_CPU, (seconds, seconds));"
    "resource.setrlimit(resource.RLIMIT_CORE, (0, 0));"
    "os.execv(sys.argv[3], sys.argv[3:])"
)
"""What takes the limits on and then becomes LibreOffice: a server of many threads cannot set them for its child."""
_one_at_a_time = Lock()


def kind_of_office_file(data: bytes) -> tuple[str, str] | None:
    """The ending and the name of a word processor's format that is none of Word's present one; `None` for others.

    So also for a Word file with a password, which no program can turn into another.
    """
    if is_locked(data):
        return None
    if data.startswith(b"PK\x03\x04") and data[_MIMETYPE_AT : _MIMETYPE_AT + len(_OPEN_DOCUMENT)] == _OPEN_DOCUMENT:
        return ".odt", N_("an OpenDocument text (.odt)")
    return next(((ending, kind) for magic, ending, kind in _KINDS if data.startswith(magic)), None)


def as_word_file(data: bytes, ending: str, kind: str, *, seconds: float = SECONDS) -> bytes:
    """The same text as a Word file, its tracked changes with it. Judge it like any file from outside.

    Raises `UnreadableFile` where LibreOffice is missing, fails, or takes too long.
    """
    office = _office()
    if office is None:
        raise UnreadableFile(_NOT_INSTALLED, kind=kind)
    if len(data) > MOST_BYTES:
        raise UnreadableFile(_TOO_LARGE, most=MOST_BYTES // 1_000_000)
    if not _one_at_a_time.acquire(timeout=seconds):
        raise UnreadableFile(_BUSY)
    try:
        with tempfile.TemporaryDirectory(prefix="jointstatement-") as folder:
            return _converted(office, Path(folder), data, ending, seconds)
    finally:
        _one_at_a_time.release()


def _office() -> str | None:
    return shutil.which("soffice") or shutil.which("libreoffice")


def _converted(office: str, folder: Path, data: bytes, ending: str, seconds: float) -> bytes:
    source, made = folder / f"text{ending}", folder / "made" / "text.docx"
    source.write_bytes(data)
    settings = folder / "profile" / "user" / "registrymodifications.xcu"
    settings.parent.mkdir(parents=True)
    settings.write_text(_profile())
    command = [
        office,
        "--headless",
        "--norestore",
        f"-env:UserInstallation={(folder / 'profile').as_uri()}",
        "--convert-to",
        "docx:MS Word 2007 XML",
        "--outdir",
        str(made.parent),
        str(source),
    ]
    if sys.platform != "win32":
        command = [sys.executable, "-I", "-c", _LIMITED, str(MEMORY), str(PROCESSOR_SECONDS), *command]
    # Nothing of this program's environment: it may hold the database's address.
    kept = {name: value for name in ("PATH", "SYSTEMROOT") if (value := os.environ.get(name))}
    child = Popen(
        command,
        stdin=DEVNULL,
        stdout=DEVNULL,
        stderr=DEVNULL,
        env={**kept, "HOME": str(folder), "TMPDIR": str(folder)},
        start_new_session=True,
    )
    try:
        child.wait(seconds)
    except TimeoutExpired as reason:
        raise UnreadableFile(_TOO_LONG) from reason
    finally:
        _end(child)
    if not made.is_file():
        raise UnreadableFile(_FAILED)
    return made.read_bytes()


def _profile() -> str:
    items = "".join(
        f'<item oor:path="{path}"><prop oor:name="{name}" oor:op="fuse"><value>{value}</value></prop></item>'
        for path, name, value in _SETTINGS
    )
    return f'<oor:items xmlns:oor="http://openoffice.org/2001/registry">{items}</oor:items>'


def _end(child: "Popen[bytes]") -> None:
    """Ends LibreOffice and what it started: its own session and nothing else."""
    if sys.platform == "win32":
        child.kill()
    else:
        # It may have ended by itself meanwhile.
        with suppress(ProcessLookupError):
            os.killpg(child.pid, signal.SIGKILL)
    child.wait()
