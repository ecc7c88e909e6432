from collective.eloket.catalogue import kinds
from collective.eloket.catalogue import problems
from collective.eloket.catalogue.problems import Problem

import pytest


HOME = ["Proefstraat", "12A", "3", "9999", "Testegem"]


@pytest.mark.parametrize(
    "read, typed, kept",
    [
        (kinds.national_number, "85.07.30-033.28", "85073003328"),
        (kinds.national_number, " 85073003328 ", "85073003328"),
        (kinds.enterprise_number, "BE 0403.019.261", "0403.019.261"),
        (kinds.enterprise_number, "403019261", "0403.019.261"),
        (kinds.enterprise_number, "0999999922", "0999.999.922"),
        (kinds.phone, "09 267 87 00", "+3292678700"),
        (kinds.phone, "+32 470 12 34 56", "+32470123456"),
        (kinds.phone, "+31 20 624 11 11", "+31206241111"),
        (kinds.bank_account, "be68539007547034", "BE68 5390 0754 7034"),
        (kinds.bank_account, "BE68 5390 0754 7034", "BE68 5390 0754 7034"),
        (kinds.bank_account, "NL91ABNA0417164300", "NL91 ABNA 0417 1643 00"),
    ],
)
def test_a_number_is_kept_in_one_form(read, typed, kept):
    assert read(typed) == kept


@pytest.mark.parametrize(
    "read, typed, words",
    [
        (kinds.national_number, "85.07.30-033.29", problems.NO_NATIONAL_NUMBER),
        (kinds.national_number, "Noor", problems.NO_NATIONAL_NUMBER),
        (kinds.national_number, "8" * 10_000, problems.NO_NATIONAL_NUMBER),
        (kinds.national_number, 85073003328, problems.NO_NATIONAL_NUMBER),
        (kinds.enterprise_number, "0403.019.262", problems.NO_ENTERPRISE),
        (kinds.enterprise_number, "2403019261", problems.NO_ENTERPRISE),
        (kinds.enterprise_number, "0000000000", problems.NO_ENTERPRISE),
        (kinds.enterprise_number, [], problems.NO_ENTERPRISE),
        (kinds.phone, "12", problems.NO_PHONE),
        (kinds.phone, "bel mij", problems.NO_PHONE),
        (kinds.phone, "0" * 60, problems.NO_PHONE),
        (kinds.bank_account, "BE68 5390 0754 7035", problems.NO_IBAN),
        (kinds.bank_account, "XX00", problems.NO_IBAN),
        (kinds.bank_account, {"a": 1}, problems.NO_IBAN),
    ],
)
def test_a_wrong_number_is_told_in_its_own_words(read, typed, words):
    with pytest.raises(Problem) as refused:
        read(typed)
    assert refused.value.message == words
    # not even by chance: the number may be somebody's
    assert str(typed) not in f"{refused.value!r}{refused.value.message.default}"
    assert refused.value.__context__ is None or refused.value.__suppress_context__


@pytest.mark.parametrize(
    "read",
    [kinds.national_number, kinds.enterprise_number, kinds.phone, kinds.bank_account],
)
@pytest.mark.parametrize("typed", ["", "   "])
def test_nothing_typed_is_no_answer(read, typed):
    assert read(typed) is None


def test_an_address_is_kept_by_its_parts():
    parts = kinds.address(HOME)
    assert parts == {
        "street": "Proefstraat",
        "number": "12A",
        "box": "3",
        "postal_code": "9999",
        "municipality": "Testegem",
    }
    assert kinds.address(parts) == parts
    assert kinds.address_line(parts) == "Proefstraat 12A/3, 9999 Testegem"


def test_an_address_may_be_pasted_from_anywhere():
    pasted = ["\ufeffProefstraat\u00a0", "12A", "3", "9999", "Teste\u00adgem"]
    assert kinds.address(pasted)["street"] == "Proefstraat"
    assert kinds.address(pasted)["municipality"] == "Teste\u00adgem"


def test_an_address_without_box_has_none():
    parts = kinds.address([" Proef  straat ", "12", "", "9999", "Testegem"])
    assert kinds.address_line(parts) == "Proef straat 12, 9999 Testegem"


def test_an_address_of_blanks_is_no_answer():
    assert kinds.address(["", " ", "", "", ""]) is None
    assert kinds.address({}) is None


@pytest.mark.parametrize(
    "place, typed, words",
    [
        (0, "", problems.NO_STREET),
        (0, "x" * 201, problems.TOO_LONG),
        (0, "--", problems.NO_STREET),
        (0, "Proef\u202estraat", problems.NOT_PLAIN),
        (1, "", problems.NO_HOUSE_NUMBER),
        (1, "A", problems.NO_HOUSE_NUMBER),
        (2, "x" * 11, problems.NO_BOX),
        (3, "999", problems.NO_POSTAL_CODE),
        (3, "0999", problems.NO_POSTAL_CODE),
        (3, "٩٩٩٩", problems.NO_POSTAL_CODE),
        (4, "", problems.NO_MUNICIPALITY),
    ],
)
def test_the_first_wrong_part_of_an_address_is_told(place, typed, words):
    parts = list(HOME)
    parts[place] = typed
    with pytest.raises(Problem) as refused:
        kinds.address(parts)
    assert refused.value.message == words


@pytest.mark.parametrize(
    "words, meant",
    [
        (None, set()),
        (problems.NO_POSTAL_CODE, {"postal_code"}),
        (problems.MISSING, {"street", "number", "postal_code", "municipality"}),
    ],
)
def test_a_problem_is_told_at_the_parts_it_means(words, meant):
    assert kinds.parts_meant(words) == meant


@pytest.mark.parametrize(
    "sent",
    [
        "Proefstraat 12",
        ["a"],
        [*HOME, "more"],
        {"street": "a", "land": "b"},
        {"street": 5},
        [1, 2, 3, 4, 5],
        ["a\x00", "1", "", "9000", "b"],
        None,
    ],
)
def test_what_is_no_address_is_refused(sent):
    with pytest.raises(Problem):
        kinds.address(sent)
