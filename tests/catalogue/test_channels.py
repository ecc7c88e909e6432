"""Who registers a way by which documents leave offers it."""

from collective.eloket.catalogue.channels import get_channel
from collective.eloket.catalogue.channels import IDeliveryChannel
from collective.eloket.catalogue.errors import ChannelGoneError
from collective.eloket.catalogue.interfaces import IOnlineDocumentFields
from collective.eloket.catalogue.vocabularies import channel_title
from collective.eloket.catalogue.vocabularies import CHANNEL_WORDS
from zope.component import getGlobalSiteManager
from zope.interface import implementer

import pytest


@implementer(IDeliveryChannel)
class Pigeon:
    title = "By pigeon"

    def check_ready(self, case):
        pass

    def hand_over(self, case):
        pass

    def take_back(self, case):
        pass


@pytest.fixture
def pigeon():
    registry = getGlobalSiteManager()
    made = Pigeon()
    registry.registerUtility(made, IDeliveryChannel, "pigeon")
    yield made
    registry.unregisterUtility(made, IDeliveryChannel, "pigeon")


def test_ours_come_first():
    names = [term.value for term in CHANNEL_WORDS]
    assert names[:3] == ["download", "post", "counter"]
    assert "pigeon" not in CHANNEL_WORDS
    assert len(CHANNEL_WORDS) == len(names)


def test_a_registered_one_can_be_chosen(pigeon):
    assert [term.value for term in CHANNEL_WORDS].count("pigeon") == 1
    assert CHANNEL_WORDS.getTermByToken("pigeon").title == "By pigeon"
    assert channel_title("pigeon") == "By pigeon"
    assert get_channel("pigeon") is pigeon
    IOnlineDocumentFields["channels"].validate(["pigeon", "post"])


def test_ours_cannot_be_named_otherwise(pigeon):
    registry = getGlobalSiteManager()
    registry.registerUtility(pigeon, IDeliveryChannel, "post-by-pigeon")
    try:
        assert channel_title("post") == "channel_post"
    finally:
        registry.unregisterUtility(pigeon, IDeliveryChannel, "post-by-pigeon")


def test_one_that_nobody_brings_any_more_is_called_by_its_name():
    assert channel_title("pigeon") == "pigeon"
    with pytest.raises(ChannelGoneError):
        get_channel("pigeon")
