from collective.eloket.cases import service
from collective.eloket.cases.news import fee_in_words
from collective.eloket.cases.news import language_for
from collective.eloket.cases.news import mail_for
from collective.eloket.cases.news import Reader
from collective.eloket.cases.news import Sender
from collective.eloket.cases.news import sender_of
from collective.eloket.cases.news import WIDTH
from collective.eloket.outbox.mail import in_columns
from collective.eloket.parameters import service as parameters
from collective.eloket.vault import service as vault
from datetime import date
from datetime import datetime
from datetime import UTC
from decimal import Decimal
from plone import api
from tests.cases import house
from tests.documents.jobs import jobs
from types import SimpleNamespace

import dataclasses
import pytest


pytestmark = pytest.mark.usefixtures("integration")

READER = Reader(
    "noor@voorbeeld.example",
    "Noor Voorbeeld",
    "Uittreksel uit het bevolkingsregister",
    "nl",
)
SENDER = Sender(
    site_address="https://www.testegem.example/gemeente",
    phone="09 000 00 00 (werkdagen van 9 tot 12 en van 13 tot 16 uur)",
    signature="Dienst Bevolking, gemeente Testegem\nProefplein 1, 9999 Testegem",
)

RECEIPT = """\
Dag Noor Voorbeeld,

We hebben uw aanvraag goed ontvangen.

  Referentie:   2026-7F3K-92QX
  Document:     Uittreksel uit het bevolkingsregister
  Ingediend:    maandag 23 november 2026 om 11.06 uur
  Verwacht op:  vrijdag 27 november 2026
  Kost:         gratis

U hoeft nu niets te doen. U krijgt een e-mail als uw document klaar is.

Wilt u zien hoe ver uw aanvraag staat? Ga naar www.testegem.example,
kies E-loket en meld u aan. Uw aanvraag staat bij Mijn aanvragen.

Vragen? Bel 09 000 00 00 (werkdagen van 9 tot 12 en van 13 tot 16 uur)
en hou uw referentie bij de hand.

Vriendelijke groeten,
Dienst Bevolking, gemeente Testegem
Proefplein 1, 9999 Testegem

In deze e-mail staat geen link om u aan te melden. Dat doen we nooit.
"""

KINDS = ("receipt", "refused", "asked", "asked-again", "ended")
#: Language → how a mail begins, and how its last paragraph does.
GREETINGS = {
    "nl": ("Dag Noor Voorbeeld,", "In deze e-mail staat geen link"),
    "fr": ("Bonjour Noor Voorbeeld,", "Cet e-mail ne contient pas de lien"),
    "de": ("Guten Tag Noor Voorbeeld,", "Diese E-Mail enthält keinen Link"),
    "en": ("Hello Noor Voorbeeld,", "There is no link to sign in with"),
}


def a_case(**changes):
    good = {
        "getId": lambda: "2026-7F3K-92QX",
        "outcome": "document",
        "submitted": datetime(2026, 11, 23, 10, 6, tzinfo=UTC),
        "due": date(2026, 11, 27),
        "document_uid": "",
        "sensitive": False,
    }
    return SimpleNamespace(**(good | changes))


def mail_in(language, kind="receipt", **more):
    reader = dataclasses.replace(READER, language=language)
    mail = mail_for(kind, a_case(), reader, SENDER, **more)
    return mail | {"body": in_columns(mail["body"])}


def test_the_receipt_reads_like_the_mock_up():
    mail = mail_in("nl")
    assert mail["to"] == "noor@voorbeeld.example"
    assert mail["subject"] == "Uw aanvraag is ontvangen (2026-7F3K-92QX)"
    assert mail["body"].startswith(RECEIPT.removesuffix("\n"))
    assert "http" not in mail["body"]


@pytest.mark.parametrize("kind", KINDS)
@pytest.mark.parametrize("language", GREETINGS)
def test_every_mail_is_written_in_every_language(kind, language):
    mail = mail_in(language, kind, comment="Omdat. " * 40)
    hello, no_link = GREETINGS[language]
    assert mail["body"].startswith(hello)
    assert no_link in mail["body"]
    assert "Noor" not in mail["subject"]
    assert "(2026-7F3K-92QX)" in mail["subject"]
    assert "Uittreksel" in mail["body"]
    assert "$" not in mail["body"] + mail["subject"]
    assert "http" not in mail["body"]
    assert max(len(line) for line in mail["body"].splitlines()) <= WIDTH


def test_no_two_languages_say_the_same():
    subjects = {mail_in(language, kind)["subject"] for language, kind in all_mails()}
    assert len(subjects) == len(GREETINGS) * len(KINDS)


def all_mails():
    return [(language, kind) for language in GREETINGS for kind in KINDS]


@pytest.mark.parametrize(
    "language, words",
    [
        ("nl", "maandag 23 november 2026 om 11.06 uur"),
        ("fr", "lundi 23 novembre 2026 à 11 h 06"),
        ("de", "Montag, 23. November 2026 um 11.06 Uhr"),
        ("en", "Monday, 23 November 2026 at 11.06"),
    ],
)
def test_days_and_hours_are_said_as_in_the_language(language, words):
    assert words in mail_in(language)["body"]


@pytest.mark.parametrize(
    "outcome, words",
    [
        ("document", "als uw document klaar is"),
        ("decision", "als we beslist hebben"),
        ("report", "als uw melding verwerkt is"),
    ],
)
def test_the_receipt_promises_what_will_come(outcome, words):
    assert words in mail_for("receipt", a_case(outcome=outcome), READER, SENDER)["body"]


def test_who_has_no_name_is_greeted_without():
    reader = dataclasses.replace(READER, name="")
    body = mail_for("receipt", a_case(), reader, SENDER)["body"]
    assert body.startswith("Dag,\n")


def test_the_e_desk_is_called_as_it_is_called(portal, desk):
    desk.title = "Digitaal loket"
    assert "kies Digitaal loket en" in mail_in("nl")["body"]


@pytest.mark.seed("001-07")
@pytest.mark.parametrize(
    "fee, language, words",
    [
        (None, "nl", "gratis"),
        (Decimal(0), "fr", "gratuit"),
        (None, "de", "kostenlos"),
        (None, "en", "free"),
        (Decimal(5), "nl", "€ 5"),
        (Decimal("7.50"), "nl", "€ 7,50"),
        (Decimal("7.50"), "en", "€ 7.50"),
        (Decimal("1200"), "de", "€ 1200"),
    ],
)
def test_a_fee_is_said_in_words(fee, language, words):
    assert fee_in_words(fee, language) == words


# which language


@pytest.mark.parametrize(
    "own, asked, language",
    [
        ("de", "fr", "de"),
        (None, "fr", "fr"),
        (None, "fr-be", "fr"),
        (None, "es", "nl"),
    ],
    ids=["own choice", "when asking", "with country", "the site's"],
)
def test_people_are_written_to_in_their_language(document, noor, own, asked, language):
    if own is not None:
        parameters.set_own(noor.id, {"language": own})
    case = house.submit(house.order(document, noor, language=asked))
    assert language_for(case) == language


def test_of_who_was_erased_the_language_of_the_case_is_left(document, noor):
    parameters.set_own(noor.id, {"language": "de"})
    case = house.submit(house.order(document, noor, language="fr"))
    vault.forget_person(noor.id)
    assert language_for(case) == "fr"


@pytest.mark.parametrize(
    "step, subject",
    [
        ("refuse", "Notre décision sur votre demande"),
        ("ask_information", "Nous avons une question sur votre demande"),
    ],
    ids=["refused", "asked"],
)
def test_the_mail_in_the_outbox_is_in_that_language(
    portal, document, noor, lieve, step, subject
):
    parameters.set_own(noor.id, {"language": "fr"})
    case = house.submit(house.order(document, noor))
    service.decide(house_acts(portal, case), step, "Pourquoi ?", "lieve")
    subjects = [mail["subject"] for mail in jobs(portal, "mail")]
    assert f"{subject} ({case.getId()})" in subjects


def house_acts(portal, case):
    house.act_as(portal, "lieve")
    return case


def test_without_a_telephone_number_none_is_promised():
    sender = Sender("https://www.testegem.example", "", "Testegem")
    assert "Bel  " not in mail_for("receipt", a_case(), READER, sender)["body"]


def test_the_group_and_the_site_sign(portal, lieve):
    portal.title = "gemeente Testegem"
    record = "collective.eloket.cases.contact_address"
    api.portal.set_registry_record(record, "Proefplein 1, 9999 Testegem")
    assert sender_of("bevolking").signature == (
        "Dienst Bevolking, gemeente Testegem\nProefplein 1, 9999 Testegem"
    )
    assert sender_of("no-such-group").signature.startswith("gemeente Testegem\n")
    assert sender_of("").phone == ""


@pytest.mark.parametrize(
    "step, mails",
    [("refuse", 1), ("ask_information", 1), ("approve", 0), ("take", 0)],
)
def test_decisions_are_mailed(portal, case, lieve, step, mails):
    house.act_as(portal, "lieve")
    before = count_mails(portal)
    portal.portal_workflow.doActionFor(case, step, comment="Waarom dan?")
    assert count_mails(portal) == before + mails


@pytest.mark.parametrize(
    "first, mails",
    [(("ask_information", "Welk huisnummer?"), 1), (("refuse", "Buiten de zone."), 0)],
    ids=["a question is not answered", "it had its end"],
)
def test_an_applicant_hears_that_a_question_ended_the_request(
    portal, case, lieve, first, mails
):
    house.act_as(portal, "lieve")
    step, why = first
    portal.portal_workflow.doActionFor(case, step, comment=why)
    before = count_mails(portal)
    portal.portal_workflow.doActionFor(case, "close", comment="Geen antwoord.")
    assert count_mails(portal) == before + mails


@pytest.mark.parametrize(
    "choice, step, mails",
    [
        ("mail_asked", "ask_information", 0),
        ("mail_asked", "refuse", 1),
        ("mail_steps", "ask_information", 1),
    ],
    ids=["a question", "a decision is told in any case", "another choice"],
)
def test_a_mail_that_is_not_wanted_is_not_sent(
    portal, case, noor, lieve, choice, step, mails
):
    parameters.set_own(noor.id, {choice: "no"})
    house.act_as(portal, "lieve")
    before = count_mails(portal)
    portal.portal_workflow.doActionFor(case, step, comment="Waarom dan?")
    assert count_mails(portal) == before + mails


def test_without_an_address_no_decision_is_mailed(portal, document, noor, lieve):
    case = house.submit(house.order(document, noor, email=None))
    house.act_as(portal, "lieve")
    before = count_mails(portal)
    portal.portal_workflow.doActionFor(case, "refuse", comment="Daarom.")
    assert count_mails(portal) == before


def count_mails(portal):
    return len(jobs(portal, "mail"))
