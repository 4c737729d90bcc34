"""Forms in, strictly: every field is named in a struct, bounded, and nothing else is taken.

A form that cannot be taken is shown again with what was typed and a sentence at each field that needs attention.
"""

import re
from collections.abc import Awaitable, Callable, Collection, Mapping
from dataclasses import dataclass, field
from typing import Annotated, Any, TypeVar

import msgspec
from litestar.connection import Request
from litestar.datastructures import Cookie, UploadFile
from litestar.response import Response

from jointstatement.errors import N_, BadInput, FromElsewhere, NotFound, NotSignedIn, Refusal
from jointstatement.web.acting import KEY_FIELD
from jointstatement.web.admission import settings_of
from jointstatement.web.crosssite import sent_form
from jointstatement.web.refusals import status_of
from jointstatement.web.rendering import WAY_ON, translator
from jointstatement.web.sentences import sentence_of

LONGEST_TEXT = 20_000
Line = Annotated[str, msgspec.Meta(max_length=500)]
"""One line: a name, a title, a place."""
Text = Annotated[str, msgspec.Meta(max_length=LONGEST_TEXT)]
"""A wording, a comment, a reason."""
Id = Annotated[str, msgspec.Meta(pattern="^[0-9a-f]{32}$")]
"""The public id of a thing."""
OptionalId = Annotated[str, msgspec.Meta(pattern="^([0-9a-f]{32})?$")]
"""An id, or nothing for the whole text."""
Version = Annotated[int, msgspec.Meta(ge=1, le=2_000_000_000)]
"""The version of a row that the person saw."""
CLOCK = "^([01][0-9]|2[0-3]):[0-5][0-9]$"
ClockTime = Annotated[str, msgspec.Meta(pattern=CLOCK)]
"""A time of the day, "08:00"."""

FORM_BYTES = 64 * 1024
UPLOAD_BYTES = 5 * 1024 * 1024

AnyRequest = Request[Any, Any, Any]
Shape = TypeVar("Shape", bound=msgspec.Struct)

_OUR_OWN = frozenset({"_csrf", KEY_FIELD})


@dataclass(frozen=True, slots=True)
class Given:
    """What a form held when it came back: empty for a form that is shown for the first time."""

    values: Mapping[str, str | list[str]] = field(default_factory=dict)
    errors: Mapping[str, str] = field(default_factory=dict)
    """A sentence for each field that needs attention, in the reader's language; "" holds for the form as a whole."""
    refusal: Refusal | None = None
    """What was refused, where it was more than a field: `WordingHasMoved` carries both texts."""
    status_code: int = 200

    def value(self, name: str, otherwise: object = "") -> str:
        """What stands in a field: what was typed, else what is known."""
        value = self.values.get(name, otherwise)
        return "" if value is None else str(value)

    def has(self, name: str, option: object, otherwise: object = ()) -> bool:
        """Whether an option (a choice, a tick) is chosen: as typed, else as known."""
        chosen = self.values.get(name) if self.values else otherwise
        if isinstance(chosen, str | int) or chosen is None:
            return str(option) == str(chosen)
        return isinstance(chosen, list | tuple | set | frozenset) and str(option) in {str(each) for each in chosen}

    def error(self, name: str) -> str:
        """The sentence at a field, or nothing."""
        return self.errors.get(name, "")


class BadForm(BadInput):
    """Several fields that cannot be taken as they are."""

    def __init__(self, faults: tuple[BadInput, ...]) -> None:
        first = faults[0]
        super().__init__(first.field, first.sentence_message, **first.sentence_parameters)
        self.faults = faults


class NoFields(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """A form that is one button, or one file."""


async def read_form(request: AnyRequest, shape: type[Shape]) -> Shape:
    """The form as `shape` describes it. Raises `BadForm`.

    A field of a struct without a default is required; white space around what was typed is dropped; a field that the
    shape gives as a list may come many times; a field that it does not know is refused.
    """
    known = {each.encode_name: each for each in msgspec.structs.fields(shape)}
    raw = await _fields(request)
    faults = [
        BadInput("", N_("The form has a field that is not known here: {unknown}."), unknown=name)
        for name in raw
        if name not in known
    ]
    taken: dict[str, Any] = {}
    for name, described in known.items():
        if name not in raw:
            if described.required:
                faults.append(BadInput(name, N_("Please fill in this field.")))
            continue
        given = raw[name]
        value = given if _is_list(described.type) else given[-1]
        try:
            taken[described.name] = msgspec.convert(value, described.type, strict=False)
        except msgspec.ValidationError as fault:
            faults.append(_in_words(name, value, fault))
    if faults:
        raise BadForm(tuple(faults))
    return shape(**taken)


async def answer_form(
    request: AnyRequest,
    shape: type[Shape],
    deed: Callable[[Shape], Awaitable[Response[Any]]],
    again: Callable[[Given], Awaitable[Response[Any]]],
) -> Response[Any]:
    """Reads the form and does the deed; what is refused shows the form again, with what was typed.

    `deed(form)` acts and answers with the way on. `again(given)` renders the same page, with `given` for its fields and
    `given.status_code` as its status. What the person may not know of at all is refused as everywhere. The way on
    carries the key of the form in the cookie "arrived".
    """
    # Before the rest: a body that could not be taken in once would be waited for for ever when asked for again.
    sent = await sent_form(request)
    try:
        answer = await deed(await read_form(request, shape))
    except (NotFound, NotSignedIn, FromElsewhere):
        raise
    except Refusal as refusal:
        return await again(await given_back(request, refusal))
    finally:
        # Litestar closes the files of a form only where its handler answers, and not where it refuses.
        await sent.close()
    if answer.status_code == WAY_ON:
        answer.set_cookie(_arrival(request, sent.get(KEY_FIELD)))
    return answer


def _arrival(request: AnyRequest, key: object) -> Cookie:
    """Tells the browser's script which form has arrived, so that it forgets the words it kept on the device for it."""
    return Cookie(
        key="arrived",
        value=key if isinstance(key, str) and re.fullmatch("[0-9A-Za-z_-]{1,200}", key) else "",
        max_age=60,
        path="/",
        secure=settings_of(request).address.startswith("https://"),
        samesite="strict",
    )


async def given_back(request: AnyRequest, refusal: Refusal) -> Given:
    """What was typed, and why it was not taken."""
    translate = translator(request)
    raw = await _fields(request)
    faults = refusal.faults if isinstance(refusal, BadForm) else (refusal,) if isinstance(refusal, BadInput) else ()
    errors = {fault.field: sentence_of(fault, translate) for fault in faults} or {"": sentence_of(refusal, translate)}
    return Given(
        values={name: given if len(given) > 1 else given[0] for name, given in raw.items()},
        errors=errors,
        refusal=refusal,
        status_code=status_of(refusal),
    )


async def uploaded(request: AnyRequest, name: str) -> tuple[str, bytes]:
    """The file of a field: its name (as text, never as a path) and its contents. Raises `BadInput`."""
    file = (await sent_form(request)).get(name)
    if not isinstance(file, UploadFile) or not file.filename:
        raise BadInput(name, N_("Please choose a file."))
    content = await file.read()
    if not content:
        raise BadInput(name, N_("The file is empty."))
    return plain_name(file.filename), content


def plain_name(name: str) -> str:
    """The name of a file that came, as text and never as a path."""
    return name.replace("\\", "/").rsplit("/", 1)[-1][:200]


async def is_uploaded(request: AnyRequest, name: str) -> bool:
    """Whether a file was chosen for a field."""
    file = (await sent_form(request)).get(name)
    return isinstance(file, UploadFile) and bool(file.filename)


async def last_number(request: AnyRequest, names: Collection[str], *, most: int) -> int:
    """The highest number behind one of these names among the fields that came, as `keep_3`; 0 where there is none."""
    found = (name.rpartition("_") for name in await _fields(request))
    numbers = {int(digits) for name, _, digits in found if name in names and re.fullmatch("[1-9][0-9]{0,3}", digits)}
    return max((number for number in numbers if number <= most), default=0)


async def _fields(request: AnyRequest) -> dict[str, list[str]]:
    fields: dict[str, list[str]] = {}
    for name, value in (await sent_form(request)).multi_items():
        if name not in _OUR_OWN and isinstance(value, str):
            fields.setdefault(name, []).append(_clean(value))
    return fields


def _clean(value: str) -> str:
    # A browser sends CRLF; NUL and lone surrogates are no text, and PostgreSQL takes neither.
    text = value.replace("\r\n", "\n").replace("\r", "\n").replace("\x00", "")
    return text.encode("utf-8", "replace").decode("utf-8").strip()


def _is_list(described: Any) -> bool:
    return getattr(described, "__origin__", described) in {list, tuple, frozenset, set}


def _in_words(name: str, value: object, fault: msgspec.ValidationError) -> BadInput:
    if value == "" or "length >= " in str(fault):
        return BadInput(name, N_("Please fill in this field."))
    if "length <= " in str(fault):
        return BadInput(name, N_("This is too long: please keep it shorter."))
    return BadInput(name, N_("This cannot be taken as it is. Please choose or type it again."))
