from collective.eloket.cases.errors import InvalidReferenceError
from collective.eloket.cases.reference import ALPHABET
from collective.eloket.cases.reference import check_letter
from collective.eloket.cases.reference import draw_reference
from collective.eloket.cases.reference import parse_reference
from hypothesis import given
from hypothesis import strategies as st

import pytest
import re


letters = st.text(ALPHABET, min_size=7, max_size=7)
years = st.integers(2000, 2999)


def written(year, seven):
    eight = seven + check_letter(seven)
    return f"{year}-{eight[:4]}-{eight[4:]}"


def test_alphabet_is_crockfords():
    assert len(ALPHABET) == 32
    assert not set("ILOU") & set(ALPHABET)


def test_drawn_reference_has_the_shape_of_the_page():
    assert re.fullmatch(r"2026-[0-9A-Z]{4}-[0-9A-Z]{4}", draw_reference(2026))


def test_drawn_references_differ():
    assert len({draw_reference(2026) for _ in range(1000)}) == 1000


@given(years, letters)
def test_what_we_write_is_read_back(year, seven):
    assert parse_reference(written(year, seven)) == written(year, seven)


@given(years, letters, st.data())
def test_what_people_type_is_understood(year, seven, data):
    reference = written(year, seven)
    typed = reference.lower() if data.draw(st.booleans()) else reference
    typed = typed.replace("-", data.draw(st.sampled_from(["-", "", " ", "\u2013"])))
    zero = data.draw(st.sampled_from("0Oo"))
    one = data.draw(st.sampled_from("1IiLl"))
    typed = typed[:4] + typed[4:].replace("0", zero).replace("1", one)
    assert parse_reference(f" {typed} ") == reference


@given(years, letters, st.integers(0, 7), st.sampled_from(ALPHABET))
def test_each_wrong_letter_is_found(year, seven, place, other):
    eight = seven + check_letter(seven)
    if eight[place] == other:
        return
    wrong = eight[:place] + other + eight[place + 1 :]
    with pytest.raises(InvalidReferenceError):
        parse_reference(f"{year}{wrong}")


@given(years, letters, st.integers(0, 6))
def test_swapped_neighbours_are_found_but_for_the_pair_luhn_misses(year, seven, place):
    eight = list(seven + check_letter(seven))
    pair = {eight[place], eight[place + 1]}
    if len(pair) == 1 or pair == {"0", "Z"}:
        return
    eight[place], eight[place + 1] = eight[place + 1], eight[place]
    with pytest.raises(InvalidReferenceError):
        parse_reference(f"{year}{''.join(eight)}")


@pytest.mark.parametrize(
    "text",
    [
        "",
        "2026",
        "1999-0000-0000",
        "2026-UUUU-UUUU",
        "2026-7F3K-92QX-1",
        "x" * 100_000,
        "٢٠٢٦-0000-0000",
    ],
    ids=[
        "empty",
        "year only",
        "last century",
        "no such letter",
        "too long",
        "huge",
        "other figures",
    ],
)
def test_is_refused(text):
    with pytest.raises(InvalidReferenceError):
        parse_reference(text)


@given(st.text(max_size=50))
def test_any_text_is_read_or_refused(text):
    try:
        reference = parse_reference(text)
    except InvalidReferenceError:
        return
    assert parse_reference(reference) == reference
