"""Files handed out by the page that knows who may have them: whole or in ranges, never run by the browser."""

import re
from collections.abc import Iterator
from pathlib import Path
from typing import IO

from django.http import (
    FileResponse,
    Http404,
    HttpRequest,
    HttpResponse,
    HttpResponseBase,
    HttpResponseNotModified,
    StreamingHttpResponse,
)
from django.shortcuts import render
from django.utils.http import content_disposition_header

from vinhdanh.foundation.files.store import OwnedFile

_RANGE = re.compile(r"bytes=(\d{0,15})-(\d{0,15})")
_CHUNK = 1 << 16
_A_DAY = 86_400
_INFECTED = (
    "Tệp này bị phát hiện có mã độc sau khi được gửi nên không tải được nữa. Hãy nhờ người gửi nộp bản sạch."
)


def download(found: OwnedFile | None, request: HttpRequest | None = None) -> HttpResponseBase:
    """A file as an attachment; 404 when there is none. With ``request`` also in ranges (RFC 9110, 14)."""
    if found is None or not found.path.is_file():
        raise Http404
    if found.infected:
        return render(request, "office/refused.html", {"reason": _INFECTED}, status=403)
    part = _asked_part(found, request) if request else None
    response = _part(found.path, *part) if part else _whole(found)
    if response.status_code != 416:
        _name(response, found, as_attachment=True)
    if found.sha256:
        response["ETag"] = f'"{found.sha256}"'
    response["Accept-Ranges"] = "bytes"
    return response


def picture(found: OwnedFile | None, request: HttpRequest) -> HttpResponseBase:
    """A picture that we made ourselves, shown in the page; kept by the browser of its reader for a day."""
    if found is None or not found.path.is_file():
        raise Http404
    tag = f'"{found.sha256}"'
    same = request.headers.get("If-None-Match") == tag
    response = HttpResponseNotModified() if same else _whole(found)
    response["ETag"] = tag
    response["Cache-Control"] = f"private, max-age={_A_DAY}"
    return response


def _whole(found: OwnedFile) -> HttpResponseBase:
    return FileResponse(found.path.open("rb"), content_type=found.media_type)


def _name(response: HttpResponseBase, found: OwnedFile, *, as_attachment: bool) -> None:
    response["Content-Type"] = found.media_type
    response["Content-Disposition"] = (
        content_disposition_header(as_attachment=as_attachment, filename=found.name) or "attachment"
    )


def _asked_part(found: OwnedFile, request: HttpRequest) -> tuple[int, int] | None:
    """First and last byte of the one range asked for; None when the whole file is to be sent.

    A range that cannot be met is (size, size); several ranges get the whole file.
    """
    size = found.path.stat().st_size
    match = _RANGE.fullmatch(request.headers.get("Range", ""))
    current = request.headers.get("If-Range", f'"{found.sha256}"') == f'"{found.sha256}"'
    if request.method != "GET" or match is None or not any(match.groups()) or not current:
        return None
    first, last = match.groups()
    if not first:
        return (max(size - int(last), 0), size - 1) if int(last) else (size, size)
    end = min(int(last), size - 1) if last else size - 1
    if last and int(last) < int(first):
        return None
    return (int(first), end) if int(first) < size else (size, size)


def _part(path: Path, first: int, last: int) -> HttpResponseBase:
    size = path.stat().st_size
    if first >= size:
        return HttpResponse(status=416, headers={"Content-Range": f"bytes */{size}"})
    file = path.open("rb")
    file.seek(first)
    length = last - first + 1
    return StreamingHttpResponse(
        _slice(file, length),
        status=206,
        headers={"Content-Range": f"bytes {first}-{last}/{size}", "Content-Length": str(length)},
    )


def _slice(file: IO[bytes], length: int) -> Iterator[bytes]:
    with file:
        while length and (chunk := file.read(min(length, _CHUNK))):
            length -= len(chunk)
            yield chunk
