"""Every reason to refuse a card has words on the page."""

from collective.eloket.accounts import card_errors as sign_in_errors
from collective.eloket.accounts.tls import errors as tls_errors
from collective.eloket.identity.eid import certificate_errors
from collective.eloket.identity.eid import errors as card_errors
from collective.eloket.identity.eid import token_errors
from collective.eloket.messages.card_refusals import REFUSALS
from collective.eloket.parameters import errors as parameters_errors

import inspect
import pytest


def codes_of(module) -> set[str]:
    """Return the codes of a module's own errors."""
    return {
        found.code
        for _name, found in inspect.getmembers(module, inspect.isclass)
        if found.__module__ == module.__name__
    }


@pytest.mark.parametrize(
    "module", [card_errors, certificate_errors, token_errors], ids=lambda m: m.__name__
)
def test_a_card_is_not_refused_without_words(module):
    assert codes_of(module) - set(REFUSALS) == set()


def test_neither_is_a_read():
    found = {code for code in codes_of(parameters_errors) if code.startswith("card_")}
    assert found - set(REFUSALS) == set()


def test_headings_differ_where_causes_do():
    headings = {refusal.heading for refusal in REFUSALS.values()}
    assert len(headings) == len({id(one) for one in REFUSALS.values()})


#: Not of a card: this way in is shut, or nobody asked for an account.
NO_CARDS = {
    "card_sign_in_off",
    "card_unknown",
    "card_host_closed",
    "card_host_refused",
    "card_host_only",
}


@pytest.mark.parametrize(
    "module", [sign_in_errors, tls_errors], ids=lambda m: m.__name__
)
def test_neither_is_a_sign_in(module):
    assert codes_of(module) - set(REFUSALS) - NO_CARDS == set()
