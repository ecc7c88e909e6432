"""What citizens choose for themselves, and what goes without a choice."""

from collective.eloket.parameters import service
from collective.eloket.parameters.errors import InvalidChoiceError
from collective.eloket.parameters.errors import LockedValueError
from collective.eloket.parameters.preferences import MAILS
from collective.eloket.vault import service as vault

import pytest


@pytest.fixture
def person(portal):
    vault.new_person("citizen-x")
    return "citizen-x"


def test_without_a_choice_documents_come_digitally_and_all_is_mailed(person):
    found = service.preferences(person)
    assert (found.language, found.delivery, found.has_chosen) == ("", "digital", False)
    assert found.mails == frozenset(MAILS)


def test_what_was_chosen_is_kept(person):
    service.set_own(
        person,
        {
            "language": "fr",
            "delivery": "paper",
            "mail_steps": "no",
            "mail_asked": "yes",
        },
    )
    found = service.preferences(person)
    assert (found.language, found.delivery, found.has_chosen) == ("fr", "paper", True)
    assert found.mails == {"asked", "ready"}


@pytest.mark.parametrize("kind", MAILS)
def test_a_mail_that_is_not_wanted_is_not_sent(person, kind):
    assert service.wants_mail(person, kind)
    service.set_own(person, {f"mail_{kind}": "no"})
    assert not service.wants_mail(person, kind)
    assert all(service.wants_mail(person, other) for other in MAILS if other != kind)


@pytest.mark.parametrize(
    "wanted, refusal",
    [
        ({"delivery": "pigeon"}, InvalidChoiceError),
        ({"mail_ready": "perhaps"}, InvalidChoiceError),
        ({"mail_security": "no"}, LockedValueError),
    ],
    ids=["delivery", "yes or no", "a mail that is always sent"],
)
def test_a_strange_choice_is_refused(person, wanted, refusal):
    with pytest.raises(refusal):
        service.set_own(person, wanted)
    assert not service.preferences(person).has_chosen


def test_who_was_erased_has_none(person):
    service.set_own(person, {"delivery": "paper"})
    vault.forget_person(person)
    assert not service.preferences(person).has_chosen
