"""What it costs, and how to ask without a computer, is told before a sign-in."""

from decimal import Decimal
from plone.namedfile.file import NamedBlobFile

import pytest
import re
import transaction


@pytest.fixture
def told(served):
    """A document that costs something, with all that helps who has no computer."""
    transaction.begin()
    document = served.document
    document.fee = Decimal("2.50")
    document.counter_guidance = "Breng uw kaart mee.\n\nBetaal aan het loket."
    document.phone_guidance = "Bel van 9 tot 12 uur."
    document.printable_form = NamedBlobFile(
        b"%PDF-1.7", contentType="application/pdf", filename="formulier.pdf"
    )
    transaction.commit()
    return served


@pytest.mark.parametrize("place", ["desk", "document"])
def test_a_stranger_reads_what_it_costs(told, place):
    address = told.url if place == "document" else told.url.rpartition("/")[0]
    assert "€ 2,50" in told.stranger().get(address).text


def test_who_fills_in_reads_it_again_before_sending(told):
    assert "€ 2,50" in told.citizen().get(told.page).text


def test_a_promise_names_the_day_of_the_week_and_a_sentence_goes_on_small(served):
    page = served.citizen().get(served.page).text
    said = " ".join(re.sub("<[^>]*>", "", page).split())
    assert "Kost: gratis. U krijgt een antwoord ten laatste op" in said
    assert re.search(r"ten laatste op [a-z]+dag \d{1,2} [a-z]+ \d{4}\.", said)


def test_what_is_free_says_so(served):
    assert "€" not in served.stranger().get(served.url).text
    assert "Gratis" in served.stranger().get(served.url).text


def test_the_way_without_a_computer_is_told_line_by_line(told):
    page = told.stranger().get(told.url).text
    for line in ("Breng uw kaart mee.", "Betaal aan het loket."):
        assert f"<p>{line}</p>" in page
    assert "<p>Bel van 9 tot 12 uur.</p>" in page


def test_the_form_to_print_can_be_had_by_anybody(told):
    page = told.stranger().get(told.url).text
    address = f"{told.url}/@@download/printable_form"
    assert f'href="{address}"' in page
    assert told.stranger().get(address).content == b"%PDF-1.7"


def test_without_words_of_its_own_the_municipality_is_named(served):
    page = served.stranger().get(served.url).text
    assert "@@download/printable_form" not in page
    assert "Kom naar het loket" in page
