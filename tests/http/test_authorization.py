from collective.eloket.http import authorization
from collective.eloket.http import csrf
from tests.http.requests import request
from ZPublisher.pubevents import PubAfterTraversal

import pytest


SENT = "Bearer abc"


@pytest.fixture
def hidden():
    sent = request()
    sent._auth = SENT
    authorization.hide(sent)
    return sent


def test_the_header_is_hidden_from_others_and_still_counts(hidden):
    assert not hidden._auth
    assert authorization.authorization(hidden) == SENT
    assert csrf.has_authorization(hidden)


def test_the_header_is_there_again_when_the_object_is_found(hidden):
    authorization.show_again(PubAfterTraversal(hidden))
    assert hidden._auth == SENT
    assert authorization.authorization(hidden) == SENT


def test_a_request_without_the_header_has_none():
    sent = request()
    authorization.hide(sent)
    authorization.show_again(PubAfterTraversal(sent))
    assert authorization.authorization(sent) == ""
    assert not csrf.has_authorization(sent)


def test_a_form_cannot_send_the_header():
    sent = request(form={"_eloket_authorization": SENT})
    assert authorization.authorization(sent) == ""
