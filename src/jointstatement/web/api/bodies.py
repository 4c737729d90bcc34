"""What comes in: JSON objects, each field named, bounded and of its own kind; nothing else is taken.

The body is read once, straight into the struct that the operation names: no number passes for a word, and no word for
a number. What cannot be taken is refused with the name of its field.
"""

import re
from datetime import UTC, date, datetime
from typing import Annotated, Any

import msgspec
from litestar.connection import Request
from litestar.exceptions import ClientException, HTTPException

from jointstatement.errors import N_, BadInput
from jointstatement.web.acting import KEY_HEADER
from jointstatement.web.crosssite import SAFE_METHODS
from jointstatement.web.forms import CLOCK, LONGEST_TEXT, UPLOAD_BYTES, Id

KEY_NAME = "Idempotency-Key"
SHORTEST_KEY, LONGEST_KEY = 8, 200
LONGEST_LIST = 400
"""Lines of a list of participants or of a signature block."""
BODY_BYTES = 256 * 1024
UPLOAD_BODY_BYTES = UPLOAD_BYTES * 4 // 3 + 4096
"""A file of the largest size, in base64, with the object around it."""

Line = Annotated[str, msgspec.Meta(max_length=200)]
"""One line: a name, a title, a place."""
Text = Annotated[str, msgspec.Meta(max_length=LONGEST_TEXT)]
"""A wording, a comment, a reason."""
Version = Annotated[int, msgspec.Meta(ge=1, le=2_000_000_000)]
"""The version of the thing as it was read."""
ClockTime = Annotated[str, msgspec.Meta(pattern=CLOCK, examples=["08:00"])]
"""A time of the day, "08:00"."""
DraftVersion = Annotated[int, msgspec.Meta(ge=0, le=2_000_000_000)]
Level = Annotated[int, msgspec.Meta(ge=0, le=100)]
Count = Annotated[int, msgspec.Meta(ge=0, le=1_000_000)]
Fingerprint = Annotated[str, msgspec.Meta(pattern="^[0-9a-f]{64}$")]
Hour = Annotated[datetime, msgspec.Meta(tz=True)]
"""An instant with its offset, "2026-05-12T18:00:00+02:00"."""
FileContent = Annotated[bytes, msgspec.Meta(max_length=UPLOAD_BYTES)]
"""A file in base64."""
WholeOrPart = Id | None
"""A part's id, or null for the text as a whole."""

_DEFAULTS = b"{}"
_FIRST_YEAR, _LAST_YEAR = 1900, 2199
_UNKNOWN = re.compile(r"Object contains unknown field `(.*?)`(?: - at `(.*)`)?$", re.S)
_MISSING = re.compile(r"Object missing required field `(.*?)`(?: - at `(.*)`)?$", re.S)
_ELSEWHERE = re.compile(r"^(.*?)(?: - at `(.*)`)?$", re.S)
_LONGEST_NAME = 100
_OF_JSON = {
    "str": N_("a string"),
    "int": N_("a whole number"),
    "float": N_("a number"),
    "bool": N_("true or false"),
    "array": N_("a list"),
    "object": N_("an object"),
    "null": N_("null"),
}
_FAULTS = (
    (re.escape(f"matching regex '{CLOCK}'"), N_("This is no time of the day. Please write it like 08:00.")),
    (r"matching regex", N_("This is no id or fingerprint of this program. Please send it exactly as you received it.")),
    (r"`str` of length <= (?P<most>\d+)", N_("This is too long: at most {most} signs.")),
    (r"`bytes` of length <= (?P<most>\d+)", N_("This file is too big: at most {most} bytes.")),
    (r"`array` of length <= (?P<most>\d+)", N_("These are too many: please give at most {most}.")),
    (r"of length >= ", N_("This field is empty. Please fill it in.")),
    (r"<= (?P<most>\S+)", N_("This number is too high: please give at most {most}.")),
    (r">= (?P<least>\S+)", N_("This number is too low: please give at least {least}.")),
    (r"enum value (?P<given>'.*')", N_("{given} may not stand here; the description of the interface lists what may.")),
    (r"timezone component", N_("This hour has no time zone. Please give one.")),
    (r"encoded datetime", N_("This is no hour. Please write it like 2026-06-18T12:00:00+02:00.")),
    (r"encoded date", N_("This is no day. Please write it like 2026-06-18.")),
    (r"base64", N_("This is no file in base64. Please encode it anew.")),
)
"""What the reader of JSON says, and our sentence for it."""
_OTHER_TYPE = re.compile(r"Expected `(.*?)`, got `(.*?)`")


class NotJson(HTTPException):
    """A body of another kind than JSON."""

    status_code = 415


class ApiRequest(Request[Any, Any, Any]):
    """A request whose body is read strictly."""

    async def body(self) -> bytes:
        """The bytes that were sent; where all fields of the operation have defaults, nothing sent means these."""
        sent = await super().body()
        return _DEFAULTS if not sent.strip() and _has_only_defaults(self) else sent

    async def json(self) -> Any:
        """The body as the struct that its operation names.

        Raises `BadInput` with the field's name, and `ClientException` for what is no JSON at all, or nested too deeply.
        """
        described = self.route_handler.parsed_data_field
        assert described is not None, "only an operation with a body asks for it"
        try:
            return msgspec.json.decode(await self.body(), type=described.annotation)
        except msgspec.ValidationError as fault:
            raise _in_words(str(fault)) from fault
        except (msgspec.DecodeError, UnicodeDecodeError, RecursionError) as fault:
            raise ClientException() from fault


async def demand_sound_request(request: Request[Any, Any, Any]) -> None:
    """Refuses an act without its key, in another form than JSON, or with a body that it does not take.

    Raises `BadInput` and `NotJson`.
    """
    if request.method in SAFE_METHODS:
        return
    key = request.headers.get(KEY_HEADER, "")
    if not SHORTEST_KEY <= len(key) <= LONGEST_KEY or not key.isascii() or not key.isprintable():
        raise BadInput(
            KEY_NAME,
            N_("Please give this request a key of its own, of {shortest} to {longest} letters and digits."),
            shortest=SHORTEST_KEY,
            longest=LONGEST_KEY,
        )
    takes_body = request.route_handler.parsed_data_field is not None
    nothing_sent = _DEFAULTS if _has_only_defaults(request) else b""
    is_bare = request.headers.get("content-type") is None and await request.body() == nothing_sent
    if is_bare and (nothing_sent or not takes_body):
        return
    if request.content_type[0] != "application/json":
        raise NotJson()
    body = await request.body()
    if takes_body and not body.strip():
        raise BadInput("", N_("This request needs a JSON object."))
    if not takes_body and body.strip() not in {b"", b"{}"}:
        raise BadInput("", N_("This request takes no fields."))


def _has_only_defaults(request: Request[Any, Any, Any]) -> bool:
    """Whether the operation takes a body of which no field has to be given."""
    described = request.route_handler.parsed_data_field
    return described is not None and not any(each.required for each in msgspec.structs.fields(described.annotation))


def instant(field: str, value: datetime) -> datetime:
    """An hour in UTC. Raises `BadInput` for one that no meeting was or will be held at."""
    if not _FIRST_YEAR <= value.year <= _LAST_YEAR:
        raise _out_of_years(field)
    return value.astimezone(UTC)


def as_given(value: datetime) -> str:
    """An hour with the offset that it was given with, for the record."""
    return value.isoformat(timespec="minutes")


def day(field: str, value: date) -> date:
    """A day. Raises `BadInput` for one on which no meeting was or will be held."""
    if not _FIRST_YEAR <= value.year <= _LAST_YEAR:
        raise _out_of_years(field)
    return value


def _out_of_years(field: str) -> BadInput:
    return BadInput(field, N_("Please give a day between {first} and {last}."), first=_FIRST_YEAR, last=_LAST_YEAR)


def _in_words(fault: str) -> BadInput:
    if found := _UNKNOWN.match(fault):
        name = _place(found[1], found[2])
        return BadInput(name, N_("There is no field of this name here: {unknown}."), unknown=name)
    if found := _MISSING.match(fault):
        return BadInput(_place(found[1], found[2]), N_("This field is missing."))
    found = _ELSEWHERE.match(fault)
    reason, path = (found[1], found[2]) if found else (fault, None)
    return _fault_of_value(_place("", path), reason)


def _fault_of_value(field: str, reason: str) -> BadInput:
    for pattern, message in _FAULTS:
        if said := re.search(pattern, reason, re.S):
            return BadInput(field, message, **{name: each[:_LONGEST_NAME] for name, each in said.groupdict().items()})
    if found := _OTHER_TYPE.search(reason):
        wanted, given = (" | ".join(_OF_JSON.get(each, each) for each in side.split(" | ")) for side in found.groups())
        return BadInput(field, N_("This is {given}; please give {wanted}."), given=given, wanted=wanted)
    return BadInput(field, N_("This cannot be taken as it is. Please correct it."))


def _place(name: str, path: str | None) -> str:
    """The path of a field as its reader writes it: "participants[2].name"."""
    around = (path or "$").removeprefix("$").removeprefix(".")
    return ".".join(filter(None, (around, name)))[:_LONGEST_NAME]
