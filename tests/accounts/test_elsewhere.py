"""Signing out elsewhere: whose sessions end, which one goes on, and who is told."""

from collective.eloket.accounts import device_rows
from collective.eloket.accounts import devices
from collective.eloket.accounts import elsewhere
from collective.eloket.accounts.own_errors import DeviceUnknownError
from collective.eloket.accounts.session import sent_session
from collective.eloket.accounts.tokens import read_token
from collective.eloket.audit import service as audit
from plone.app.testing import logout
from tests.accounts.people import citizen
from tests.accounts.people import committed
from tests.accounts.people import mailed
from tests.accounts.people import token
from tests.accounts.people import web_request

import pytest


@pytest.fixture(autouse=True)
def nobody(portal):
    logout()


@pytest.fixture
def noor():
    return citizen(email="noor@example.com")


def signed_in(user_id, text=None):
    """A browser's request in which a citizen is signed in."""
    text = text or token(user_id)
    return web_request(cookies={"eloket-session": text}, method="POST")


def who(text):
    """Whose session this is, if it lives."""
    return sent_session(signed_in(None, text)).user_id


def staying(user):
    """Let a browser stay signed in; return the id of what is kept of it."""
    devices.stay(web_request(method="POST"), user)
    return device_rows.of_person(user.id, 0)[0].series


class TestOne:
    def test_of_ones_own_ends(self, noor):
        series = staying(noor)
        elsewhere.end_one(sent_session(signed_in(noor.id)), series)
        assert device_rows.of_person(noor.id, 0) == []

    @pytest.mark.parametrize("whose", ["nobody's", "another's"])
    def test_that_is_not_ones_own_is_unknown(self, noor, whose):
        jan = citizen()
        series = staying(jan) if whose == "another's" else "x" * 22
        with pytest.raises(DeviceUnknownError):
            elsewhere.end_one(sent_session(signed_in(noor.id)), series)
        assert len(device_rows.of_person(jan.id, 0)) == (whose == "another's")


class TestOthers:
    @pytest.fixture
    def ended(self, noor):
        """Noor ends all but this one; returns the other's, the old and new token."""
        there, here = token(noor.id), token(noor.id)
        staying(noor)
        assert who(there) == noor.id
        request = signed_in(noor.id, here)
        new = elsewhere.end_others(request, sent_session(request))
        committed()
        return there, here, new

    def test_end_and_this_one_goes_on(self, noor, ended):
        there, here, new = ended
        assert (who(there), who(here), who(new)) == (None, None, noor.id)

    def test_stay_signed_in_no_longer(self, noor, ended):
        assert device_rows.of_person(noor.id, 0) == []

    def test_of_others_go_on(self, noor, ended):
        jan = citizen()
        assert who(token(jan.id)) == jan.id

    def test_this_one_is_as_sure_as_it_was(self, noor, ended):
        old, new = read_token(ended[1]), read_token(ended[2])
        assert (new.level, new.means) == (old.level, old.means)
        assert new.authenticated_at == old.authenticated_at

    def test_is_told_and_recorded(self, portal, noor, ended):
        assert [mail["subject"] for mail in mailed(portal)] == [
            "U bent overal elders afgemeld"
        ]
        actions = [row.entry.action for row in audit.find(noor.id)]
        assert actions.count("session.end_all") == 1
