from collective.eloket.http import late
from collective.eloket.interfaces import IEloketLayer
from plone.transformchain.interfaces import ITransform
from tests.http.requests import request
from zope.component import getAdapters
from zope.interface import alsoProvides

import pytest


PAGE = b'<html><body>before <div id="el-late"></div> after</body></html>'


def set_in(pieces, parts, encoding="utf-8"):
    asked = request()
    for piece in pieces:
        assert late.set_in_later(asked, piece) == late.PLACE
    return late.LatePieces(None, asked).transformIterable(parts, encoding)


def test_a_page_without_a_piece_is_left_alone():
    assert set_in([], [PAGE]) is None


@pytest.mark.parametrize(
    "place",
    [b'<div id="el-late"></div>', b'<div id="el-late"/>', b'<div id="el-late" />'],
)
def test_the_piece_comes_where_its_place_was_left(place):
    found = set_in(["<b>Noor</b>"], [b"before ", place, b" after"])
    assert found == b"before <b>Noor</b> after"


def test_nothing_in_a_piece_is_read_again():
    # what looks like a group of a pattern, or like a place, is text
    piece = r"<b>\1 \g<0></b>" + late.PLACE
    assert set_in([piece], [PAGE]).count(late.PLACE.encode()) == 1
    assert piece.encode() in set_in([piece], [PAGE])


def test_a_second_place_that_somebody_wrote_stays_empty():
    found = set_in(["<b>Noor</b>"], [PAGE, late.PLACE.encode()])
    assert found.count(b"Noor") == 1
    assert found.endswith(late.PLACE.encode())


def test_letters_that_the_page_cannot_write_are_numbers():
    assert "Zoë 😀".encode() in set_in(["Zoë 😀"], [PAGE])
    assert b"Zo\xeb &#128512;" in set_in(["Zoë 😀"], [PAGE], "iso-8859-1")


@pytest.mark.parametrize(
    "way, body", [("transformBytes", PAGE), ("transformUnicode", PAGE.decode())]
)
def test_a_page_in_one_part_is_known_too(way, body):
    asked = request()
    late.set_in_later(asked, "<b>Noor</b>")
    found = getattr(late.LatePieces(None, asked), way)(body, "utf-8")
    assert found == PAGE.replace(late.PLACE.encode(), b"<b>Noor</b>")


@pytest.mark.parametrize("name", ["_eloket_late", "collective.eloket.late"])
def test_nobody_sends_a_piece(name):
    asked = request(form={name: "<script>"})
    assert late.LatePieces(None, asked).transformIterable([PAGE], "utf-8") is None


def test_it_comes_after_all_that_read_the_page(integration):
    # what comes later still (plone.caching) keeps pages, and none that is somebody's
    asked = integration["request"]
    alsoProvides(asked, IEloketLayer)
    found = dict(getAdapters((object(), asked), ITransform))
    readers = [each for name, each in found.items() if "caching" not in name]
    assert isinstance(max(readers, key=lambda each: each.order), late.LatePieces)
    assert len(readers) > 1
