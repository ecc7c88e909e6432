"""In which language was it asked? What the case remembers of it."""

from plone import api

import pytest
import transaction


@pytest.fixture
def languages(served):
    """The site speaks four languages and goes by what the browser asks for."""
    for name, value in {
        "available_languages": ["nl", "fr", "de", "en"],
        "use_request_negotiation": True,
    }.items():
        api.portal.set_registry_record(f"plone.{name}", value)
    transaction.commit()
    return served


def language_of_case(served):
    """Return what the one case remembers."""
    transaction.begin()
    store = served.document.aq_parent["dossiers"]
    (reference,) = store.references()
    return store[reference].language


@pytest.mark.parametrize(
    "header, language", [("fr", "fr"), ("de-BE,de;q=0.9", "de"), ("es", "nl")]
)
def test_a_page_is_sent_in_the_language_it_was_read_in(languages, header, language):
    noor = languages.citizen()
    noor.headers["Accept-Language"] = header
    assert languages.send(noor).status_code == 303
    assert language_of_case(languages) == language


@pytest.mark.parametrize(
    "said, header, language",
    [("en", "fr", "en"), (None, "fr", "fr"), ("xx", "de", "de"), (["nl"], "fr", "fr")],
    ids=["said", "not said", "not spoken", "not a word"],
)
def test_a_program_says_it_or_its_header_does(languages, said, header, language):
    body = {"answers": {"reason": "rent", "copies": 2}, "channel": "post"}
    if said is not None:
        body["language"] = said
    program = languages.program()
    program.headers["Accept-Language"] = header
    answer = program.post(f"{languages.url}/@eloket-cases", json=body)
    assert answer.status_code == 201
    assert language_of_case(languages) == language
