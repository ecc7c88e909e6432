from collective.eloket.cases import news
from collective.eloket.cases.news import fee_in_words
from collective.eloket.cases.news import mail_for
from collective.eloket.cases.news import Reader
from collective.eloket.cases.news import Sender
from collective.eloket.cases.news import sender_of
from collective.eloket.outbox import service as outbox
from datetime import date
from datetime import datetime
from datetime import UTC
from decimal import Decimal
from plone import api
from tests.cases import house
from types import SimpleNamespace

import pytest


READER = Reader(
    "noor@voorbeeld.example", "Noor Voorbeeld", "Uittreksel uit het bevolkingsregister"
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
"""


def a_case(**changes):
    good = {
        "getId": lambda: "2026-7F3K-92QX",
        "language": "nl",
        "submitted": datetime(2026, 11, 23, 10, 6, tzinfo=UTC),
        "due": date(2026, 11, 27),
    }
    return SimpleNamespace(**(good | changes))


def test_the_receipt_reads_like_the_mock_up():
    mail = mail_for("receipt", a_case(), READER, SENDER)
    assert mail["to"] == "noor@voorbeeld.example"
    assert mail["subject"] == "Uw aanvraag is ontvangen (2026-7F3K-92QX)"
    assert mail["body"].startswith(RECEIPT)
    assert "http" not in mail["body"]


@pytest.mark.parametrize("kind", sorted(news.SUBJECTS))
@pytest.mark.parametrize("language", ["nl", "fr", "xx", ""])
def test_every_mail_is_written_in_every_language_or_the_sites_own(kind, language):
    case = a_case(language=language)
    mail = mail_for(kind, case, READER, SENDER, comment="Omdat. " * 40)
    assert "Noor" not in mail["subject"]
    assert "2026-7F3K-92QX" in mail["subject"]
    assert "$" not in mail["body"]
    assert max(len(line) for line in mail["body"].splitlines()) <= 75


@pytest.mark.seed("001-07")
@pytest.mark.parametrize(
    "fee, words",
    [
        (None, "gratis"),
        (Decimal(0), "gratis"),
        (Decimal(5), "€ 5"),
        (Decimal("7.50"), "€ 7,50"),
        (Decimal("1200"), "€ 1200"),
    ],
)
def test_a_fee_is_said_in_words(fee, words):
    assert fee_in_words(fee, "nl") == words
    assert fee_in_words(fee, "xx") == words


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


def test_without_an_address_no_decision_is_mailed(portal, document, noor, lieve):
    case = house.submit(house.order(document, noor, email=None))
    house.act_as(portal, "lieve")
    before = count_mails(portal)
    portal.portal_workflow.doActionFor(case, "refuse", comment="Daarom.")
    assert count_mails(portal) == before


def count_mails(portal):
    store = outbox.find_outbox(portal)
    return sum(job.kind == "mail" for _id, job in store.items())
