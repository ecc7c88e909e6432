"""The forms in which a planted value could lie in storage."""

from collections.abc import Iterator
from urllib.parse import quote
from urllib.parse import quote_plus

import base64
import html
import json
import quopri


#: Shorter ones would be found by chance.
SHORTEST_BYTES = 6


def forms_of(value: str | bytes) -> dict[bytes, str]:
    """Return each form that gives the value away, with the name of its encoding.

    Text is also looked for in lower and upper case. A form that two encodings share
    bears the name of the first.

    :raises ValueError: the value is too short to be looked for.
    """
    size = len(value.encode() if isinstance(value, str) else value)
    if size < SHORTEST_BYTES:
        raise ValueError("too short: it would be found by chance")
    found: dict[bytes, str] = {}
    if isinstance(value, bytes):
        named = [("bytes", value), *(("base64", form) for form in base64_forms(value))]
    else:
        cases = dict.fromkeys((value, value.lower(), value.upper()))
        named = [pair for text in cases for pair in text_forms(text)]
    for encoding, form in named:
        found.setdefault(form, encoding)
    return found


def text_forms(text: str) -> Iterator[tuple[str, bytes]]:
    """Return (encoding, form) of a text; the same form may come twice."""
    utf_8 = text.encode()
    yield "utf-8", utf_8
    yield "utf-16", text.encode("utf-16-le")
    yield "utf-16", text.encode("utf-16-be")
    latin = text.encode("latin-1", "ignore")
    if latin.decode("latin-1") == text:
        yield "latin-1", latin
        for form in base64_forms(latin):
            yield "base64", form
    for form in base64_forms(utf_8):
        yield "base64", form
    for quoted in (quote(text, safe=""), quote_plus(text), quote(text)):
        yield "url", quoted.encode()
        yield "url", lower_escapes(quoted).encode()
    yield "escaped", json.dumps(text)[1:-1].encode()
    yield "escaped", text.encode("unicode-escape")
    yield "escaped", html.escape(text).encode("ascii", "xmlcharrefreplace")
    yield "escaped", quopri.encodestring(utf_8)
    yield "hex", utf_8.hex().encode()


def base64_forms(data: bytes) -> Iterator[bytes]:
    """Return what any base64 of a longer text with this in it must hold.

    Where the data begins in a group of three is unknown, so there are three forms;
    the signs that its neighbours take part in are left out.
    """
    for before in range(3):
        encoded = base64.b64encode(b"\0" * before + data)
        first = -(-before * 8 // 6)
        last = (before + len(data)) * 8 // 6
        form = encoded[first:last]
        yield form
        yield form.translate(bytes.maketrans(b"+/", b"-_"))


def lower_escapes(quoted: str) -> str:
    """Return %C3 as %c3."""
    head, *rest = quoted.split("%")
    return "%".join([head, *(part[:2].lower() + part[2:] for part in rest)])
