from collective.eloket.http.odd import is_too_deep
from collective.eloket.http.odd import mend_form
from collective.eloket.http.odd import mended
from collective.eloket.http.odd import NO_JSON
from time import process_time
from types import SimpleNamespace

import pytest


@pytest.mark.parametrize(
    "sent, kept",
    [
        ("Noor", "Noor"),
        ("Zoë 👍", "Zoë 👍"),
        ("a\udcffb", "a\ufffdb"),
        (["\udcff", "b", 3], ["\ufffd", "b", 3]),
        (("\ud800",), ("\ufffd",)),
        (None, None),
    ],
    ids=["ascii", "other signs", "half a sign", "list", "tuple", "nothing"],
)
def test_halves_of_signs_are_replaced(sent, kept):
    assert mended(sent) == kept


@pytest.mark.parametrize(
    "sent, kept", [("/a", {"came_from": "/a"}), (["/a", "/b"], {}), (("/a",), {})]
)
def test_a_way_back_that_is_named_twice_is_none(sent, kept):
    form = {"came_from": sent}
    request = SimpleNamespace(form=form, get={}.get)
    mend_form(None, SimpleNamespace(request=request))
    assert form == kept


@pytest.mark.parametrize(
    "body, kept",
    [
        (b'{"answers": {"purpose": "huren"}}', True),
        (b'{"remark": "' + b"[" * 1000 + b'"}', True),
        (b'{"remark": "\\"' + b"[{" * 500 + b'"}', True),
        (b"[" + b"[]," * 1000 + b"[]]", True),
        (b"[" * 200 + b"]" * 200, True),
        (b"[" * 201 + b"]" * 201, False),
        (b"[" * 100_000, False),
        (b'{"a":' * 100_000, False),
        (("[" * 1000).encode("utf-16"), False),
        (None, True),
    ],
    ids=[
        *("usual", "brackets in a text", "after a quote", "many beside each other"),
        *("deep", "too deep", "lists", "objects", "of two bytes", "no body"),
    ],
)
def test_json_in_too_many_layers_is_none(body, kept):
    other = {} if body is None else {"BODY": body}
    request = SimpleNamespace(form={}, other=other, get=other.get)
    mend_form(None, SimpleNamespace(request=request))
    assert other.get("BODY") == (body if kept else NO_JSON)


@pytest.mark.parametrize(
    "part",
    [b'"', b'\\"', b"\\", b'"a', b"[]", b'"[",', b"]["],
    ids=["quotes", "escaped", "backslashes", "texts", "lists", "inside", "closed"],
)
def test_how_deep_it_is_takes_time_by_its_length_alone(part):
    def took(times):
        body = b"[]," * 201 + b'"' + part * times
        began = process_time()
        is_too_deep(body)
        return process_time() - began

    took(1000)
    few, many = (min(took(times) for _ in range(3)) for times in (20_000, 160_000))
    # eight times as long; by the square it would be 64 times
    assert many < 30 * few + 0.01
