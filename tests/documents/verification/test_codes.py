from collective.eloket.cases.reference import ALPHABET
from collective.eloket.documents.verification import codes
from collective.eloket.documents.verification.codes import draw_code
from collective.eloket.documents.verification.codes import parse_code
from collective.eloket.vault import duties
from collective.eloket.vault import service as vault
from collective.eloket.vault.commands import write_new_ring

import math
import pytest
import re


CODE = "VK7M-2QXR-9D4H-0TNB"


def test_a_code_is_too_long_to_find_by_trying():
    assert codes.LETTERS * math.log2(len(set(ALPHABET))) >= 80
    drawn = {draw_code() for _ in range(200)}
    assert len(drawn) == 200
    assert all(
        re.fullmatch(r"([0-9A-HJKMNP-TV-Z]{4}-){3}[0-9A-HJKMNP-TV-Z]{4}", one)
        for one in drawn
    )


@pytest.mark.parametrize(
    "typed",
    [
        CODE,
        CODE.lower(),
        CODE.replace("-", ""),
        f"  {CODE.replace('-', ' ')} ",
        "VK7M-2QXR-9D4H-OTNB",
        CODE.replace("-", "\u2013"),
    ],
)
def test_what_people_type_is_understood(typed):
    assert parse_code(typed) == CODE


@pytest.mark.parametrize(
    "typed",
    ["", "x", CODE[:-1], CODE + "A", CODE.replace("K", "U"), CODE + "-" * 60 + "A"],
    ids=["nothing", "short", "a letter less", "a letter more", "an U", "long"],
)
def test_anything_else_is_no_code(typed):
    assert parse_code(typed) is None or len(typed) > codes.LONGEST


def test_a_drawn_code_is_one():
    code = draw_code()
    assert parse_code(code) == code


def test_old_letters_are_found_after_keys_were_replaced(tmp_path, monkeypatch):
    write_new_ring(tmp_path / "keys.json")
    monkeypatch.setenv("ELOKET_KEYS", str(tmp_path / "keys.json"))
    first = codes.keys_of(CODE)[0]
    duties.rotate("seal")
    duties.rotate("blind")
    assert codes.keys_of(CODE)[0] != first
    assert first in codes.keys_of(CODE)
    assert codes.keys_of(CODE)[-1] == vault.blind("letter-code", CODE)
