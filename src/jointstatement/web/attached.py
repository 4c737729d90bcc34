"""Files of delegations at the door: handed out for download, never to be shown by a browser."""

from urllib.parse import quote

from litestar.response import Response


def attached(content: bytes, name: str) -> Response[bytes]:
    """A file as it came, under its own name, as bytes of no kind that a browser would open."""
    return Response(
        content,
        media_type="application/octet-stream",
        headers={
            "Content-Disposition": f"attachment; filename*=UTF-8''{quote(name, safe='')}",
            "X-Content-Type-Options": "nosniff",
        },
    )
