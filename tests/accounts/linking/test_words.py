"""*Mijn burgerprofiel* is called as its users call it, others by their own name."""

from collective.eloket.accounts.browser import link_words
from tests.accounts.oidc.test_service import set_provider

import pytest


WORDS = (
    link_words.link_label,
    link_words.unlink_label,
    link_words.question,
    link_words.linked_heading,
)


@pytest.fixture
def plugins(portal, integration, op):
    other = set_provider(portal, id="andere", preset="csam")
    other.title = "Proefstaat"
    return set_provider(portal), other


@pytest.mark.parametrize("words", WORDS, ids=lambda words: words.__name__)
def test_others_are_called_by_their_own_name(plugins, words):
    own, other = (words(plugin) for plugin in plugins)
    assert own != other
    assert not own.mapping
    assert other.mapping == {"provider": "Proefstaat"}
