"""A document for people of a higher age, asked for by somebody too young."""

from collective.eloket.catalogue import errors
from collective.eloket.catalogue.service import check_may_ask
from collective.eloket.clock import utcnow
from collective.eloket.parameters import service as parameters
from plone.app.testing import setRoles
from plone.app.testing import TEST_USER_ID
from tests.catalogue.house import evidence
from tests.catalogue.house import make_citizen
from tests.catalogue.house import make_desk
from tests.catalogue.house import session_of
from tests.catalogue.served import hidden

import pytest
import transaction


CHILD = f"{utcnow().year - 10}-06-01"
ADULT = f"{utcnow().year - 40}-06-01"


def know_birth(citizen, text):
    """Let the provider say when the citizen was born."""
    parameters.remember(citizen.id, evidence(attributes={"birth_date": text}))


@pytest.fixture
def document(integration, portal):
    setRoles(portal, TEST_USER_ID, ["Manager"])
    return make_desk(portal)["bewijs"]


@pytest.mark.parametrize(
    "minimum, born, refused",
    [
        (18, CHILD, True),
        (18, ADULT, False),
        (18, None, False),
        (None, CHILD, False),
        (0, CHILD, False),
        (10, CHILD, utcnow().month < 6),
    ],
    ids=["too young", "old enough", "not known", "no minimum", "zero", "ten"],
)
def test_who_is_too_young_is_refused(document, minimum, born, refused):
    noor = make_citizen()
    document.minimum_age = minimum
    if born:
        know_birth(noor, born)
    if not refused:
        check_may_ask(document, session_of(noor))
        return
    with pytest.raises(errors.TooYoungError):
        check_may_ask(document, session_of(noor))


@pytest.fixture
def child(served):
    """Noor is ten, and the document is for adults."""
    transaction.begin()
    served.document.minimum_age = 18
    know_birth(served.noor, CHILD)
    transaction.commit()
    return served


def test_the_form_says_why(child):
    page = child.citizen().get(child.page)
    assert page.status_code == 403
    assert "voor wie 18 jaar of ouder is" in page.text
    assert "vraag.reason" not in page.text


def test_a_program_is_told_the_age(child):
    body = {"answers": {"reason": "rent"}, "channel": "post"}
    answer = child.program().post(f"{child.url}/@eloket-cases", json=body)
    assert answer.status_code == 403
    error = answer.json()["error"]
    assert (error["type"], error["minimum_age"]) == ("too_young", 18)
    assert child.number_of_cases() == 0


def test_an_open_form_is_not_sent(child):
    transaction.begin()
    child.document.minimum_age = None
    transaction.commit()
    client = child.citizen()
    shown = client.get(child.page)
    transaction.begin()
    child.document.minimum_age = 18
    transaction.commit()
    fields = {name: hidden(shown, name) for name in ("_csrf", "sleutel")}
    answer = client.post(child.page, data=fields | {"vraag.reason": "rent"})
    assert answer.status_code == 403
    assert child.number_of_cases() == 0
