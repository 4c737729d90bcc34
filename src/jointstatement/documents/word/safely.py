"""Reads an uploaded Word file where it can do no harm: after the preflight, in a process of its own with limits.

The child has no environment, a limit on memory and on processor time where the system knows such limits, and a few
seconds. It gets the bytes and gives back JSON; whatever else happens to it is one sentence.
"""

import sys
from subprocess import DEVNULL, PIPE, Popen, TimeoutExpired

import msgspec

from jointstatement.documents.word.preflight import preflight
from jointstatement.documents.word.read import read_docx
from jointstatement.errors import N_, UnreadableFile
from jointstatement.text.document import Reading

SECONDS = 5
MEMORY = 256 * 1024 * 1024
_MOST_ANSWER = 32 * 1024 * 1024

_TOO_LONG = N_("The Word file took too long to read; send only the text of the statement.")
_FAILED = N_("The Word file cannot be read; open it in Word, save it again and try once more.")
_CHILD = "from jointstatement.documents.word.safely import answer; answer()"


class _Refused(msgspec.Struct, tag="refused"):
    """The child's answer where it read nothing."""

    sentence: str


class _Read(msgspec.Struct, tag="read"):
    """The child's answer where it read the file."""

    reading: Reading


def read_upload(data: bytes, *, seconds: float = SECONDS) -> Reading:
    """What an uploaded Word file says. Raises `UnreadableFile` for every file that is not one of ours, whole."""
    preflight(data)
    child = Popen([sys.executable, "-I", "-X", "utf8", "-c", _CHILD], stdin=PIPE, stdout=PIPE, stderr=DEVNULL, env={})
    with child:
        try:
            answered, _ = child.communicate(data, timeout=seconds)
        except TimeoutExpired as reason:
            child.kill()
            child.communicate()
            raise UnreadableFile(_TOO_LONG) from reason
    if child.returncode or len(answered) > _MOST_ANSWER:
        raise UnreadableFile(_FAILED)
    try:
        answer = msgspec.json.decode(answered, type=_Read | _Refused)
    except msgspec.DecodeError as reason:
        raise UnreadableFile(_FAILED) from reason
    if isinstance(answer, _Refused):
        raise UnreadableFile(answer.sentence)
    return answer.reading


def answer() -> None:
    """The child's whole life: limits first, then the file from the standard input, then one answer."""
    _limit_this_process()
    try:
        said: _Read | _Refused = _Read(read_docx(sys.stdin.buffer.read()))
    except UnreadableFile as refusal:
        said = _Refused(str(refusal))
    sys.stdout.buffer.write(msgspec.json.encode(said))


def _limit_this_process() -> None:
    if sys.platform == "win32":
        return
    import resource  # noqa: PLC0415 - the standard library has it only where there are such limits

    resource.setrlimit(resource.RLIMIT_AS, (MEMORY, MEMORY))
    resource.setrlimit(resource.RLIMIT_CPU, (SECONDS, SECONDS))
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
