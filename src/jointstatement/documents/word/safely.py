"""Reads an uploaded file where it can do no harm: after the preflight, in a process of its own with limits.

The child has no environment, a limit on memory and on processor time where the system knows such limits, and half a
minute; it opens no connection, starts no program and writes no file. It is told where the program that runs is, so
that no other one which is installed reads in its place, and which reader of it to use; it gets the bytes and gives
back JSON. Whatever else happens to it is one sentence.
"""

import importlib
import os
import sys
from collections.abc import Callable
from pathlib import Path
from subprocess import DEVNULL, PIPE, Popen, TimeoutExpired
from typing import Any, Concatenate, ParamSpec, TypeVar, cast, get_type_hints

import msgspec

from jointstatement.documents.word.foreign import read_word
from jointstatement.documents.word.preflight import preflight
from jointstatement.documents.word.view import View
from jointstatement.errors import N_, UnreadableFile
from jointstatement.text.document import Reading

SECONDS = 10
"""Of processor time that a file may cost."""
PATIENCE = 30
"""Seconds by the clock: a machine that is busy is no reason to refuse a file."""
MEMORY = 256 * 1024 * 1024
_MOST_ANSWER = 32 * 1024 * 1024

_TOO_LONG = N_("The file took too long to read; send only the text of the statement.")
_FAILED = N_("The file cannot be read; open it where it was written, save it again and try once more.")
_PROGRAM = str(Path(__file__).resolve().parents[3])
"""The folder that the package of this program lies in."""
_CHILD = """import sys
if sys.argv[1] not in sys.path:
    sys.path.insert(0, sys.argv[1])
from jointstatement.documents.word.safely import answer
answer()"""
"""Installed, the program is found as everything else is; only a folder of its own comes before what is installed."""

_OUTSIDE = ("socket.", "subprocess.", "os.system", "os.exec", "os.posix_spawn", "os.fork", "os.startfile", "ctypes.")
"""What a reader of files has no use for, as Python's audit names it."""

Given = ParamSpec("Given")
Answer = TypeVar("Answer")


class _Asked(msgspec.Struct):
    """What the child is to do with the bytes: a function of this program, by its module and name."""

    module: str
    name: str
    given: list[Any]


class _Refused(msgspec.Struct, tag="refused"):
    """The child's answer where it read nothing."""

    sentence: str
    parameters: dict[str, str | int]


class _Read(msgspec.Struct, tag="read"):
    """The child's answer where it read the file."""

    value: msgspec.Raw


def read_upload(data: bytes, *, view: View | None = None, seconds: float = PATIENCE) -> Reading:
    """What an uploaded Word file of any program says. Raises `UnreadableFile` as the preflight and `read_word` do."""
    preflight(data)
    return in_child(read_word, data, seconds, view=view)


def in_child(
    reader: Callable[Concatenate[bytes, Given], Answer],
    data: bytes,
    seconds: float = PATIENCE,
    /,
    *given: Given.args,
    **named: Given.kwargs,
) -> Answer:
    """What a reader of this program makes of a file, in a process of its own.

    The reader is a function of a module, annotated, with values that JSON can carry; the only refusal it knows is
    `UnreadableFile`. Raises that also where the child fails or takes too long.
    """
    asked = _Asked(reader.__module__, reader.__qualname__, [list(given), named])
    command = [sys.executable, "-I", "-X", "utf8", "-c", _CHILD, _PROGRAM]
    child = Popen(command, stdin=PIPE, stdout=PIPE, stderr=DEVNULL, env={})
    with child:
        try:
            answered, _ = child.communicate(msgspec.json.encode(asked) + b"\n" + data, timeout=seconds)
        except TimeoutExpired as reason:
            child.kill()
            child.communicate()
            raise UnreadableFile(_TOO_LONG) from reason
    if child.returncode or len(answered) > _MOST_ANSWER:
        raise UnreadableFile(_FAILED)
    try:
        answer = msgspec.json.decode(answered, type=_Read | _Refused)
        if isinstance(answer, _Read):
            return cast("Answer", msgspec.json.decode(answer.value, type=get_type_hints(reader)["return"]))
    except msgspec.DecodeError as reason:
        raise UnreadableFile(_FAILED) from reason
    raise UnreadableFile(answer.sentence, **answer.parameters)


def answer() -> None:
    """The child's whole life: limits first, then the file from the standard input, then one answer."""
    _limit_this_process()
    question, _, data = sys.stdin.buffer.read().partition(b"\n")
    asked = msgspec.json.decode(question, type=_Asked)
    reader = getattr(importlib.import_module(asked.module), asked.name)
    hints = get_type_hints(reader)
    in_order, named = asked.given
    names = list(hints)[1:]
    given = [msgspec.convert(value, hints[name]) for name, value in zip(names, in_order, strict=False)]
    sys.addaudithook(stay_inside)
    try:
        read = reader(data, *given, **{name: msgspec.convert(value, hints[name]) for name, value in named.items()})
        said: _Read | _Refused = _Read(msgspec.Raw(msgspec.json.encode(read)))
    except UnreadableFile as refusal:
        parameters = {
            name: value if isinstance(value, int) else str(value) for name, value in refusal.sentence_parameters.items()
        }
        said = _Refused(refusal.sentence_message, parameters)
    sys.stdout.buffer.write(msgspec.json.encode(said))


def stay_inside(event: str, arguments: tuple[Any, ...]) -> None:
    """Raises `PermissionError` where a program reaches for the network, another program, or a file to write in."""
    writes = event == "open" and isinstance(arguments[2], int) and arguments[2] & (os.O_WRONLY | os.O_RDWR | os.O_CREAT)
    if writes or event.startswith(_OUTSIDE):
        raise PermissionError(event)


def _limit_this_process() -> None:
    if sys.platform == "win32":
        return
    import resource  # noqa: PLC0415 - the standard library has it only where there are such limits

    resource.setrlimit(resource.RLIMIT_AS, (MEMORY, MEMORY))
    resource.setrlimit(resource.RLIMIT_CPU, (SECONDS, SECONDS))
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
