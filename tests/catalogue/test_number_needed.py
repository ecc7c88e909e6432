"""A document for people whose national number is known, and an account without one."""

from collective.eloket.catalogue import errors
from collective.eloket.catalogue.service import check_may_ask
from collective.eloket.catalogue.service import lacks_number
from collective.eloket.identity.evidence import Subject
from collective.eloket.parameters import service as parameters
from plone.app.testing import setRoles
from plone.app.testing import TEST_USER_ID
from tests.catalogue.house import make_citizen
from tests.catalogue.house import make_desk
from tests.catalogue.house import session_of
from tests.catalogue.served import hidden

import pytest
import transaction


STRANGER = Subject("https://op.example", "without-number")


def without_number(**changes):
    """Register somebody whom the provider knows no number of."""
    return make_citizen(number=None, subject=STRANGER, **changes)


@pytest.fixture
def document(integration, portal):
    setRoles(portal, TEST_USER_ID, ["Manager"])
    made = make_desk(portal)["bewijs"]
    made.needs_number = True
    return made


def test_who_has_none_is_refused(document):
    with pytest.raises(errors.NumberNeededError):
        check_may_ask(document, session_of(without_number()))


def test_who_has_one_may_ask(document):
    check_may_ask(document, session_of(make_citizen()))


def test_a_number_that_citizens_typed_themselves_is_none(document):
    made = without_number(attributes={})
    parameters.set_own(made.id, {"national_number": "85073003328"})
    with pytest.raises(errors.NumberNeededError):
        check_may_ask(document, session_of(made))


def test_other_documents_are_for_everybody(document):
    document.needs_number = False
    check_may_ask(document, session_of(without_number()))


def test_of_a_stranger_nobody_knows(document):
    assert not lacks_number(document, session_of(None))


@pytest.fixture
def noor(served):
    """Somebody without a number, at a document that needs one."""
    transaction.begin()
    served.document.needs_number = True
    served.noor = without_number()
    transaction.commit()
    return served


def test_the_page_says_so_beforehand(noor):
    page = noor.stranger().get(noor.url).text
    assert "Alleen met een gebruikersnaam kunt u het niet aanvragen" in page
    page = noor.citizen().get(noor.url).text
    assert "We kennen uw rijksregisternummer niet" in page
    assert "mijn-profiel-login" in page and "Start uw aanvraag" not in page


def test_who_has_one_sees_the_way_to_the_form(served):
    transaction.begin()
    served.document.needs_number = True
    transaction.commit()
    page = served.citizen().get(served.url).text
    assert "Start uw aanvraag" in page
    assert "We kennen uw rijksregisternummer niet" not in page


def test_the_form_does_not_open(noor):
    page = noor.citizen().get(noor.page)
    assert page.status_code == 403
    assert "Uw account heeft er geen" in page.text
    assert "vraag.reason" not in page.text


def test_a_program_is_told(noor):
    body = {"answers": {"reason": "rent"}, "channel": "post"}
    answer = noor.program().post(f"{noor.url}/@eloket-cases", json=body)
    assert answer.status_code == 403
    assert answer.json()["error"]["type"] == "number_needed"
    assert noor.number_of_cases() == 0


def test_a_form_that_was_open_is_not_sent(noor):
    transaction.begin()
    noor.document.needs_number = False
    transaction.commit()
    client = noor.citizen()
    shown = client.get(noor.page)
    transaction.begin()
    noor.document.needs_number = True
    transaction.commit()
    fields = {name: hidden(shown, name) for name in ("_csrf", "sleutel")}
    answer = client.post(noor.page, data=fields | {"vraag.reason": "rent"})
    assert answer.status_code == 403
    assert noor.number_of_cases() == 0
