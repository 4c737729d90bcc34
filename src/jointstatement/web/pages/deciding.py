"""The chair's office answers input, and takes accepted words into the working text."""

from typing import Annotated, Any, Literal

import msgspec
from litestar import get, post
from litestar.connection import Request
from litestar.params import FromPath, FromQuery
from litestar.response import Response

from jointstatement.actions.answering import (
    ACCEPTING,
    accept_editorial,
    answer_amendment,
    answer_comment,
    incorporate,
)
from jointstatement.errors import WordingHasMoved
from jointstatement.queries.deciding import ANSWERS, DecidePage, decide_page, desk
from jointstatement.terms import DispositionKind
from jointstatement.text.compare import compare
from jointstatement.web.acting import act
from jointstatement.web.admission import now_of, viewer_of
from jointstatement.web.forms import Given, Id, OptionalId, Text, answer_form
from jointstatement.web.reading import show
from jointstatement.web.rendering import fragment, go_to, is_htmx, page
from jointstatement.web.styles import markers_of, rules_of

AnyRequest = Request[Any, Any, Any]
Seen = Annotated[int, msgspec.Meta(ge=0, le=2_000_000_000)]
"""The version of the working part that was seen; 0 for none."""


class AnswerForm(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """The answer to one comment or amendment."""

    subject: Id
    disposition: DispositionKind | None = None
    reply: Text = ""
    expected: Seen = 0
    covered_in: OptionalId = ""
    """The part in which it is covered, where the disposition says that it is covered elsewhere."""
    ready: OptionalId = ""
    """A ready answer: to be put into the box, or to be sent as it is where the box is empty."""
    deed: Literal["answer", "reflect", "fill"] = "answer"


class EditorialForm(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """Editorial input that is accepted in one press."""

    comments: list[Id] = []
    amendments: list[Id] = []


class ReflectForm(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """Words that go into the working text in answer to an amendment."""

    source: Id
    wording: Text
    disposition: DispositionKind = DispositionKind.ACCEPTED_WITH_CHANGES
    reply: Text = ""
    expected: Seen = 0


@get("/statements/{statement_id:str}/decide")
async def overview(
    request: AnyRequest, statement_id: FromPath[str], whose: FromQuery[str] = "", accepted: FromQuery[int] = 0
) -> Response[str]:
    """All input, or what of it is one's own to answer, and how much of it is answered."""
    return await _desk(request, statement_id, Given(), only_mine=whose == "mine", accepted=accepted)


@post("/statements/{statement_id:str}/editorial")
async def accept(request: AnyRequest, statement_id: FromPath[str]) -> Response[Any]:
    """Accepts what is ticked, in one press; only editorial input."""

    async def deed(form: EditorialForm) -> Response[Any]:
        count = await act(
            request,
            accept_editorial,
            statement_id,
            comment_ids=form.comments,
            amendment_ids=form.amendments,
            lock=statement_id,
        )
        return go_to(request, f"/statements/{statement_id}/decide?accepted={count}")

    return await answer_form(request, EditorialForm, deed, again=lambda given: _desk(request, statement_id, given))


async def _desk(
    request: AnyRequest, statement_id: str, given: Given, *, only_mine: bool = False, accepted: int = 0
) -> Response[str]:
    shown = await show(request, desk, viewer_of(request), statement_id, now=now_of(request), only_mine=only_mine)
    return page(
        request,
        "deciding/overview.html",
        status_code=given.status_code,
        given=given,
        head=shown.head,
        shown=shown,
        marks=shown.marks,
        accepted=accepted,
    )


@get("/statements/{statement_id:str}/decide/{address:str}")
async def decide(
    request: AnyRequest,
    statement_id: FromPath[str],
    address: FromPath[str],
    source: FromQuery[str] = "",
    start: FromQuery[str] = "",
    saved: FromQuery[str] = "",
) -> Response[str]:
    """One part with its input; with a `source`, the words of that amendment on their way into the text."""
    return await decide_again(
        request, statement_id, address, Given(), source=source, from_text=start == "text", saved=saved == "yes"
    )


@post("/statements/{statement_id:str}/decide/{address:str}/comments/{comment_id:str}")
async def answer_remark(
    request: AnyRequest, statement_id: FromPath[str], address: FromPath[str], comment_id: FromPath[str]
) -> Response[Any]:
    """Answers a comment."""

    async def deed(form: AnswerForm) -> Response[Any]:
        if form.deed == "fill":
            return await _filled(request, statement_id, address, form)
        await act(
            request,
            answer_comment,
            statement_id,
            comment_id,
            **await _answer_in(request, statement_id, address, form),
            lock=statement_id,
        )
        return go_to(request, f"{_address(statement_id, address)}?saved=yes")

    return await answer_form(
        request, AnswerForm, deed, again=lambda given: decide_again(request, statement_id, address, given)
    )


@post("/statements/{statement_id:str}/decide/{address:str}/amendments/{amendment_id:str}")
async def answer_proposal(
    request: AnyRequest, statement_id: FromPath[str], address: FromPath[str], amendment_id: FromPath[str]
) -> Response[Any]:
    """Answers an amendment, or reflects it as it was proposed."""

    async def deed(form: AnswerForm) -> Response[Any]:
        if form.deed == "fill":
            return await _filled(request, statement_id, address, form)
        if form.deed == "reflect":
            await act(
                request,
                incorporate,
                statement_id,
                amendment_id,
                reply=form.reply,
                expected=form.expected,
                lock=statement_id,
            )
        else:
            await act(
                request,
                answer_amendment,
                statement_id,
                amendment_id,
                **await _answer_in(request, statement_id, address, form),
                lock=statement_id,
            )
        return go_to(request, f"{_address(statement_id, address)}?saved=yes")

    return await answer_form(
        request, AnswerForm, deed, again=lambda given: decide_again(request, statement_id, address, given)
    )


@post("/statements/{statement_id:str}/decide/{address:str}/amendments/{amendment_id:str}/reflect")
async def reflect(
    request: AnyRequest, statement_id: FromPath[str], address: FromPath[str], amendment_id: FromPath[str]
) -> Response[Any]:
    """Takes an amendment into the text in the words of the box."""

    async def deed(form: ReflectForm) -> Response[Any]:
        await act(
            request,
            incorporate,
            statement_id,
            amendment_id,
            wording=form.wording,
            disposition=form.disposition,
            reply=form.reply,
            expected=form.expected,
            lock=statement_id,
        )
        return go_to(request, f"{_address(statement_id, address)}?saved=yes")

    return await answer_form(
        request,
        ReflectForm,
        deed,
        again=lambda given: decide_again(request, statement_id, address, given, source=amendment_id),
    )


@post("/statements/{statement_id:str}/decide/{address:str}/amendments/{amendment_id:str}/preview")
async def preview(
    request: AnyRequest, statement_id: FromPath[str], address: FromPath[str], amendment_id: FromPath[str]
) -> Response[Any]:
    """The redline of the words in the box against the working text; nothing is saved."""

    async def deed(form: ReflectForm) -> Response[Any]:
        if not is_htmx(request):
            typed = {name: str(value) for name, value in msgspec.structs.asdict(form).items()}
            return await decide_again(request, statement_id, address, Given(values=typed), source=amendment_id)
        shown = await _shown(request, statement_id, address)
        return fragment(
            request,
            "deciding/_redline.html",
            head=shown.head,
            shown=shown,
            redline=shown.redline_to(form.wording),
            marks=shown.marks,
            markers=markers_of(request, shown.head.style),
        )

    return await answer_form(
        request,
        ReflectForm,
        deed,
        again=lambda given: decide_again(request, statement_id, address, given, source=amendment_id),
    )


async def decide_again(
    request: AnyRequest,
    statement_id: str,
    address: str,
    given: Given,
    *,
    source: str = "",
    from_text: bool = False,
    saved: bool = False,
) -> Response[str]:
    shown = await _shown(request, statement_id, address)
    card = shown.card_of(source)
    words = given.value("wording", shown.wording if from_text or card is None else card.carried)
    refusal = given.refusal
    return page(
        request,
        "deciding/page.html",
        status_code=given.status_code,
        given=given,
        none_given=Given(),
        head=shown.head,
        shown=shown,
        card_to_reflect=card,
        from_text=from_text,
        lost=_lost(shown, given),
        words=words,
        redline=shown.redline_to(words),
        moved=compare(refusal.theirs, refusal.yours) if isinstance(refusal, WordingHasMoved) else None,
        marks=shown.marks,
        markers=markers_of(request, shown.head.style),
        saved=saved,
        reflecting=tuple(each for each in ANSWERS if each in ACCEPTING),
        declining=tuple(each for each in ANSWERS if each not in ACCEPTING),
    )


def _lost(shown: DecidePage, given: Given) -> tuple[str, ...]:
    """What was typed in a form that came back and is offered no more: the input went another way meanwhile."""
    if not given.values:
        return ()
    if subject := given.value("subject"):
        is_there = shown.takes_answer(subject)
    elif comment_id := given.value("reply_to"):
        is_there = shown.takes_reply(comment_id)
    else:
        is_there = shown.takes_words(given.value("source"))
    return () if is_there else tuple(given.value(name) for name in ("wording", "reply", "reply_words"))


async def _answer_in(request: AnyRequest, statement_id: str, address: str, form: AnswerForm) -> dict[str, Any]:
    """What an answer is given with: a ready answer that was chosen goes out where nothing was written."""
    disposition = form.disposition or DispositionKind.NOTED
    reply = form.reply
    if form.ready and not reply:
        reply = (await _shown(request, statement_id, address)).ready_words(form.ready)
    is_elsewhere = disposition is DispositionKind.COVERED_ELSEWHERE
    return {
        "disposition": disposition,
        "reply": reply,
        "covered_in": form.covered_in or None if is_elsewhere else None,
    }


async def _filled(request: AnyRequest, statement_id: str, address: str, form: AnswerForm) -> Response[Any]:
    """The same page with the ready answer in the box, to be edited; nothing is saved."""
    words = (await _shown(request, statement_id, address)).ready_words(form.ready)
    typed = {
        "subject": form.subject,
        "disposition": form.disposition or DispositionKind.NOTED.value,
        "covered_in": form.covered_in,
        "ready": form.ready,
        "reply": "\n".join(filter(None, (form.reply, words))),
    }
    return await decide_again(request, statement_id, address, Given(values=typed))


async def _shown(request: AnyRequest, statement_id: str, address: str) -> DecidePage:
    return await show(
        request,
        decide_page,
        viewer_of(request),
        statement_id,
        address,
        now=now_of(request),
        rules_of=rules_of(request),
    )


def _address(statement_id: str, address: str) -> str:
    return f"/statements/{statement_id}/decide/{address}"


handlers = [overview, accept, decide, answer_remark, answer_proposal, reflect, preview]
