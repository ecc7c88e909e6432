from collective.eloket.http.language import spoken
from plone import api

import pytest


@pytest.mark.parametrize(
    "wishes, language",
    [
        (["fr"], "fr"),
        (["fr-be", "de"], "fr"),
        (["DE"], "de"),
        (["es", "en-gb"], "en"),
        ([None, "", "de"], "de"),
    ],
    ids=["plain", "with country", "in capitals", "not spoken", "no wish"],
)
def test_the_first_wish_that_we_speak_counts(portal, wishes, language):
    assert spoken(*wishes) == language


@pytest.mark.parametrize(
    "sites, language", [("fr", "fr"), ("de-be", "de"), ("es", "nl"), (None, "nl")]
)
def test_without_one_it_is_the_sites_or_dutch(portal, sites, language):
    api.portal.set_registry_record("plone.available_languages", ["nl", "fr", "de"])
    portal.portal_registry.records["plone.default_language"].field.required = False
    portal.portal_registry.records["plone.default_language"]._set_value(sites)
    assert spoken(None, "es") == language
