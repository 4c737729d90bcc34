"""Templates into answers: a whole page, a fragment of one, or the way on after a deed."""

import secrets
from collections.abc import Callable
from functools import cache, lru_cache
from pathlib import Path
from typing import Any

from jinja2 import Environment, FileSystemLoader, StrictUndefined, select_autoescape
from litestar.connection import Request
from litestar.enums import MediaType
from litestar.response import Response
from markupsafe import Markup

from jointstatement.settings import Settings
from jointstatement.text import days
from jointstatement.text.days import Translate
from jointstatement.web import hours
from jointstatement.web.admission import admitted_or_none
from jointstatement.web.assets import asset
from jointstatement.web.crosssite import token_for
from jointstatement.web.labels import icon_of, label_of, letter_of
from jointstatement.web.occasions import occasion
from jointstatement.web.sentences import catalogue, sentence_of
from jointstatement.web.wording_html import footnote_anchor, render_redline, render_wording

AnyRequest = Request[Any, Any, Any]


def environment(settings: Settings) -> Environment:
    """The templates of an installation, in its language."""
    return _environment(settings.page_templates, settings.interface_language, settings.address)


@cache
def _environment(folder: Path, language: str, address: str) -> Environment:
    # Kept, because a template is compiled once for each environment, and that is slow.
    jinja = Environment(
        loader=FileSystemLoader(folder),
        autoescape=select_autoescape(default=True, default_for_string=True),
        undefined=StrictUndefined,
        auto_reload=False,
        trim_blocks=True,
        lstrip_blocks=True,
        extensions=["jinja2.ext.i18n", "jinja2.ext.do"],
    )
    words = catalogue(language)
    translate = words.gettext
    jinja.install_gettext_translations(words, newstyle=True)  # type: ignore[attr-defined]
    jinja.globals.update(
        asset=asset,
        language=language,
        label=lambda term: translate(label_of(term)),
        letter=lambda position: _translated(letter_of(position), translate),
        icon_of=icon_of,
        options_of=lambda terms: [(term.value, translate(label_of(term))) for term in terms],
        new_key=new_key,
        footnote_anchor=footnote_anchor,
        count_words=_remembered(jinja, "statement/_count.html", "count_words"),
        sheet_row=_remembered(jinja, "statement/_rows.html", "part_row"),
        margin_card=_remembered(jinja, "statement/_card.html", "margin_card"),
        rail_entry=_remembered(jinja, "statement/_rail_entry.html", "rail_entry"),
        matrix_row=_remembered(jinja, "positions/_row.html", "matrix_row", most=512),
        matrix_foot=_remembered(jinja, "positions/_part.html", "matrix_foot"),
        matrix_part=_remembered(jinja, "positions/_part.html", "matrix_part"),
        occasion=lambda kind, parameters, zone: occasion(kind, parameters, zone, translate),
        address=address,
    )
    jinja.filters.update(
        wording=render_wording,
        redline=render_redline,
        hour=lambda instant, zone: hours.hour(instant, zone, translate),
        short_hour=lambda instant, zone: hours.short_hour(instant, zone, translate),
        days_named=lambda week: days.NamedDays(week).said(translate),
        short_day=lambda instant, zone: hours.short_day(instant, zone, translate),
        time_of_day=hours.time_of_day,
        day=lambda date: days.day(date, translate),
        time_left=lambda until, now: hours.time_left(until, now, translate),
        said=lambda said: sentence_of(said, translate),
    )
    return jinja


def _remembered(jinja: Environment, template: str, macro: str, *, most: int = 4096) -> Callable[..., Markup]:
    """A macro that says the same of the same words, called once for each: a big text shows a thousand of its chips.

    It remembers as many as `most`, so that long rows take no more than some tens of megabytes.
    """

    @lru_cache(maxsize=most)
    def said(*words: object) -> Markup:
        html: Markup = getattr(jinja.get_template(template).module, macro)(*words)
        return html

    return said


def new_key() -> str:
    """A fresh idempotency key for one rendered form."""
    return secrets.token_urlsafe(16)


def page(request: AnyRequest, template: str, *, status_code: int = 200, **context: object) -> Response[str]:
    """A whole page, or a partial `_thing.html` by itself, filled with plain views."""
    jinja: Environment = request.app.state.jinja
    html = jinja.get_template(template).render(**_around(request), **context)
    return Response(html, media_type=MediaType.HTML, status_code=status_code)


fragment = page
"""The same for a partial: page and fragment come out of one template."""


WAY_ON = 303


def go_to(request: AnyRequest, address: str) -> Response[str]:
    """The way on after a deed: 303, or for htmx the header that makes it follow with a whole page."""
    if is_htmx(request):
        return Response("", media_type=MediaType.HTML, status_code=200, headers={"HX-Redirect": address})
    return Response("", media_type=MediaType.HTML, status_code=WAY_ON, headers={"Location": address})


def is_htmx(request: AnyRequest) -> bool:
    """A request that htmx made, and that wants a fragment."""
    return request.headers.get("hx-request") == "true"


def translator(request: AnyRequest) -> Translate:
    """What translates a message id for this installation."""
    translate: Translate = request.app.state.translate
    return translate


def _translated(message: str, translate: Translate) -> str:
    # gettext answers the empty message with the catalogue's header.
    return translate(message) if message else ""


def _around(request: AnyRequest) -> dict[str, object]:
    person = admitted_or_none(request)
    return {
        "viewer": person.viewer if person else None,
        "around": person.surroundings if person else None,
        "now": person.now if person else None,
        "csrf_token": token_for(person.secret) if person else "",
        "here": request.scope["path"],
    }
