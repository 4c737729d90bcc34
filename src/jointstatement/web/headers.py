"""The headers of every answer: what a browser may load, whom it tells, and what it may keep."""

from litestar.datastructures import MutableScopeHeaders
from litestar.enums import ScopeType
from litestar.types import Message, Scope

from jointstatement.web.assets import ADDRESS

CONTENT_SECURITY_POLICY = (
    "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self'; font-src 'self'; connect-src 'self'; "
    "form-action 'self'; base-uri 'none'; frame-ancestors 'none'"
)

_ALWAYS = {
    "content-security-policy": CONTENT_SECURITY_POLICY,
    "x-content-type-options": "nosniff",
    "x-frame-options": "DENY",
    "referrer-policy": "no-referrer",
    "cross-origin-opener-policy": "same-origin",
    "cross-origin-resource-policy": "same-origin",
    "permissions-policy": "camera=(), geolocation=(), microphone=()",
}
_A_YEAR = "public, max-age=31536000, immutable"


async def add_headers(message: Message, scope: Scope) -> None:
    """Adds the headers to an answer that is about to leave, refusals and faults included.

    A page may set its own `Cache-Control` (the published statement does); all others are kept nowhere.
    """
    if message["type"] != "http.response.start" or scope["type"] != ScopeType.HTTP:
        return
    message.setdefault("headers", [])
    headers = MutableScopeHeaders.from_message(message)
    for name, value in _ALWAYS.items():
        headers[name] = value
    if scope["path"].startswith(f"{ADDRESS}/") and message["status"] in (200, 304):
        kept = _A_YEAR if scope["query_string"].startswith(b"v=") else "public, max-age=86400"
        headers["cache-control"] = kept
    elif "cache-control" not in headers:
        headers["cache-control"] = "no-store"
