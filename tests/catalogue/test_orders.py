from collective.eloket.catalogue import errors
from collective.eloket.catalogue.model import Upload
from collective.eloket.catalogue.orders import order_of
from collective.eloket.catalogue.orders import Sent
from collective.eloket.catalogue.orders import submit
from collective.eloket.catalogue.problems import NOT_PLAIN
from collective.eloket.catalogue.service import check_may_ask
from collective.eloket.errors import NotSignedInError
from collective.eloket.identity.levels import AssuranceLevel
from collective.eloket.mandates import errors as mandate_errors
from collective.eloket.parameters import service as parameters
from plone import api
from plone.app.testing import setRoles
from plone.app.testing import TEST_USER_ID
from tests.catalogue.house import make_citizen
from tests.catalogue.house import make_desk
from tests.catalogue.house import session_of

import pytest


@pytest.fixture
def document(integration, portal):
    setRoles(portal, TEST_USER_ID, ["Manager"])
    return make_desk(portal)["bewijs"]


@pytest.fixture
def session(document):
    return session_of(make_citizen())


def sent(**changes):
    good = {
        "answers": {"reason": "rent"},
        "channel": "post",
        "idempotency_key": "k1",
        "language": "nl",
    }
    return Sent(**(good | changes))


@pytest.mark.seed("001-29")
def test_proven_values_are_taken_from_what_we_know(document, session):
    order = order_of(document, session, sent())
    assert order.answers["given_names"] == "Noor"
    assert order.sources["given_names"] == {"source": "provider", "level": "high"}
    assert order.sources["reason"] == {"source": "self", "level": "none"}
    assert order.email == "n@example.org"
    assert order.channel == "post"


@pytest.mark.parametrize(
    "delivery, channels, channel",
    [
        ("", ["download", "post"], "download"),
        ("", ["post", "download"], "post"),
        ("paper", ["download", "post"], "post"),
        ("digital", ["post", "download"], "download"),
        ("paper", ["counter", "download"], "counter"),
    ],
    ids=["first", "another first", "paper", "digital", "no paper"],
)
def test_who_names_no_channel_gets_what_they_prefer(
    document, delivery, channels, channel
):
    citizen = make_citizen()
    parameters.set_own(citizen.id, {"delivery": delivery})
    document.channels = channels
    order = order_of(document, session_of(citizen), sent(channel=None))
    assert order.channel == channel


@pytest.mark.parametrize("wanted", ["pigeon", None], ids=["named", "not named"])
def test_a_channel_that_nobody_brings_any_more_is_not_offered(
    document, session, wanted
):
    document.channels = ["pigeon"]
    with pytest.raises(errors.ChannelRefusedError):
        order_of(document, session, sent(channel=wanted))
    document.channels = ["pigeon", "counter"]
    assert order_of(document, session, sent(channel=None)).channel == "counter"


def test_answers_keep_the_order_of_the_form(document, session):
    answers = {"copies": 2, "reason": "work", "since": "2020-02-29"}
    order = order_of(document, session, sent(answers=answers))
    assert list(order.answers)[:3] == ["given_names", "family_name", "reason"]
    assert order.answers["copies"] == 2
    assert order.answers["since"] == "2020-02-29"


def test_what_people_type_and_paste_is_kept(document, session):
    typed = "Waarom\u202f? \u00ab\u00a0Ja\u00a0\u00bb \U0001f468\u200d\U0001f467"
    order = order_of(
        document, session, sent(answers={"reason": "rent", "phone": typed})
    )
    assert order.answers["phone"] == (
        "Waarom ? \u00ab Ja \u00bb \U0001f468\u200d\U0001f467"
    )


def test_an_invisible_sign_is_told_in_its_own_words(document, session):
    typed = "goed\u202ednuorretlrov"
    with pytest.raises(errors.AnswersRefusedError) as refused:
        order_of(document, session, sent(answers={"reason": "rent", "phone": typed}))
    assert refused.value.problems == {"phone": NOT_PLAIN}


def test_a_file_goes_with_the_order(document, session):
    proof = Upload("b.pdf", "application/pdf", b"%PDF-1.7")
    order = order_of(
        document, session, sent(answers={"reason": "rent", "proof": proof})
    )
    assert order.attachments == [proof]
    assert order.answers["proof"] == "b.pdf"


@pytest.mark.parametrize(
    "answers, field",
    [
        ({}, "reason"),
        ({"reason": ""}, "reason"),
        ({"reason": "else"}, "reason"),
        ({"reason": 3}, "reason"),
        ({"reason": "rent", "copies": 4}, "copies"),
        ({"reason": "rent", "copies": "two"}, "copies"),
        ({"reason": "rent", "copies": True}, "copies"),
        ({"reason": "rent", "copies": "9" * 30}, "copies"),
        ({"reason": "rent", "phone": "x" * 501}, "phone"),
        ({"reason": "rent", "phone": "a\nb"}, "phone"),
        ({"reason": "rent", "phone": "a\x00b"}, "phone"),
        ({"reason": "rent", "phone": ["a"]}, "phone"),
        ({"reason": "rent", "since": "31-12-1980"}, "since"),
        ({"reason": "rent", "proof": "text"}, "proof"),
        (
            {"reason": "rent", "proof": Upload("b", "x", b"0" * 10_485_761)},
            "proof",
        ),
    ],
    ids=[
        "missing",
        "empty",
        "no choice",
        "wrong type",
        "too many",
        "no number",
        "yes is no number",
        "endless number",
        "too long",
        "two lines",
        "control sign",
        "list",
        "no date",
        "no file",
        "file too big",
    ],
)
def test_a_wrong_answer_is_named(document, session, answers, field):
    with pytest.raises(errors.AnswersRefusedError) as refused:
        order_of(document, session, sent(answers=answers))
    assert list(refused.value.problems) == [field]


@pytest.mark.parametrize(
    "changes, refusal",
    [
        (
            {"answers": {"reason": "rent", "given_names": "Eva"}},
            errors.LockedAnswerError,
        ),
        ({"answers": {"reason": "rent", "role": "x"}}, errors.UnknownAnswerError),
        ({"channel": "pigeon"}, errors.ChannelRefusedError),
        ({"channel": "counter"}, errors.ChannelRefusedError),
        ({"on_behalf_of": "citizen-other"}, mandate_errors.OnBehalfRefusedError),
        ({"idempotency_key": ""}, errors.IdempotencyKeyError),
        ({"idempotency_key": "k" * 201}, errors.IdempotencyKeyError),
        ({"idempotency_key": "k\n"}, errors.IdempotencyKeyError),
    ],
    ids=[
        "proven value changed",
        "unknown question",
        "unknown channel",
        "channel not on offer",
        "for somebody else",
        "no key",
        "long key",
        "strange key",
    ],
)
def test_an_order_is_refused(document, session, changes, refusal):
    with pytest.raises(refusal):
        order_of(document, session, sent(**changes))


def test_the_proven_value_itself_may_be_sent(document, session):
    answers = {"reason": "rent", "given_names": "Noor"}
    order = order_of(document, session, sent(answers=answers))
    assert order.answers["given_names"] == "Noor"


@pytest.mark.seed("001-11", "001-19")
def test_a_stranger_may_not_ask(document):
    with pytest.raises(NotSignedInError):
        check_may_ask(document, session_of(None))


@pytest.mark.seed("001-06")
def test_a_weak_sign_in_may_not_ask(document, session):
    session.level = AssuranceLevel.LOW
    with pytest.raises(errors.AssuranceTooLowError) as refused:
        check_may_ask(document, session)
    # the name was proven at level high: it cannot be shown, nor typed over, below that
    assert refused.value.details == {"needed": "high"}


def test_a_proven_name_is_not_typed_over_in_a_weaker_session(document, session):
    session.level = AssuranceLevel.SUBSTANTIAL
    answers = {"reason": "rent", "given_names": "Eva", "family_name": "Iemand"}
    with pytest.raises(errors.AssuranceTooLowError):
        submit(document, session, sent(answers=answers))


def test_a_document_that_is_not_published_is_closed(document, session):
    api.content.transition(document, "close")
    with pytest.raises(errors.DocumentClosedError):
        check_may_ask(document, session)


def test_the_same_key_gives_the_same_case(document, session):
    first = submit(document, session, sent())
    again = submit(document, session, sent())
    other = submit(document, session, sent(idempotency_key="k2"))
    assert again.reference == first.reference
    assert again.repeated and not first.repeated
    assert other.reference != first.reference
    with pytest.raises(errors.SentOtherwiseError):
        submit(document, session, sent(answers={"reason": "work"}))
