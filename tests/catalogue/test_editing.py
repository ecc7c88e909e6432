"""Editors change questions on Plone's own page: it offers what citizens will meet."""

from collective.eloket.catalogue.easyform import models
from collective.eloket.catalogue.easyform.check_words import checks_for
from collective.eloket.catalogue.easyform.check_words import TEXT_CHECKS
from collective.eloket.catalogue.easyform.check_words import TICK_CHECKS
from collective.eloket.catalogue.easyform.factory import set_fields
from collective.eloket.catalogue.exchange.shape import CHECKS
from tests.catalogue.house import MODEL
from zope.interface import Interface
from zope.schema import Bool

import html
import pytest
import re
import transaction


FIELDS = "formulier/fields"
ADDRESS_MODEL = """\
<model xmlns="http://namespaces.plone.org/supermodel/schema">
  <schema>
    <field name="reason" type="zope.schema.TextLine"><title>Waarom?</title></field>
    <field name="home" type="collective.eloket.catalogue.special.PostalAddress">
      <title>Adres</title>
    </field>
  </schema>
</model>
"""


def token_of(page) -> str:
    return re.search(r'name="_authenticator"[^>]*value="([^"]+)"', page.text)[1]


def submit_form(client, address, changes):
    """Open a page of Plone's and send its form with changes."""
    page = client.get(address)
    assert page.status_code == 200, address
    form = re.search(
        r"<form.*?</form>", page.text[page.text.find('id="content"') :], re.S
    )
    fields = dict(
        re.findall(r'<input[^>]*?name="([^"]+)"[^>]*?value="([^"]*)"', form[0])
    )
    fields = {
        name: html.unescape(value)
        for name, value in fields.items()
        if "buttons" not in name
    }
    fields["_authenticator"] = token_of(page)
    return client.post(address, data=fields | changes, allow_redirects=False)


def model_of(served) -> str:
    transaction.begin()
    return served.document.form.fields_model


def test_the_list_of_questions_speaks_dutch(served):
    page = served.staff().get(f"{served.url}/{FIELDS}").text
    assert re.search(r"<h1[^>]*>\s*Vragen van het formulier\s*</h1>", page)
    assert "Instellingen…" in html.unescape(page)
    assert "Settings…" not in html.unescape(page)


def test_only_kinds_that_citizens_meet_can_be_added(served):
    page = served.staff().get(f"{served.url}/{FIELDS}/@@add-field")
    assert page.status_code == 200
    found = re.search(r"<select[^>]*form.widgets.factory.*?</select>", page.text, re.S)[
        0
    ]
    titles = {one.strip() for one in re.findall(r">([^<]+)</option>", found)}
    for ours in ("Rijksregisternummer", "Adres", "Rekeningnummer (IBAN)"):
        assert any(ours in title for title in titles), titles
    assert not {one for one in titles if "Password" in one or "Wachtwoord" in one}
    assert not {one for one in titles if "Captcha" in one or "Rich" in one}


def test_the_page_of_questions_has_no_button_for_the_raw_model(served):
    page = served.staff().get(f"{served.url}/{FIELDS}")
    assert page.status_code == 200
    assert "form.buttons.save" in page.text
    assert "modeleditor" not in page.text


def test_an_editor_adds_a_number_with_a_rule(served):
    client = served.staff()
    page = client.get(f"{served.url}/{FIELDS}/@@add-field")
    option = re.search(r'value="([^"]+)"[^>]*>\s*Rijksregisternummer', page.text)[1]
    added = submit_form(
        client,
        f"{served.url}/{FIELDS}/@@add-field",
        {
            "form.widgets.title": "Nummer van de eigenaar",
            "form.widgets.__name__": "owner",
            "form.widgets.factory": html.unescape(option),
            "form.buttons.add": "1",
        },
    )
    assert added.status_code == 302, added.text[-3000:]
    edit = f"{served.url}/{FIELDS}/owner"
    shown = client.get(edit)
    assert "Alleen gevraagd als" in shown.text
    for never in ("TDefault", "TEnabled", "serverSide", "THidden", "depends_on"):
        assert never not in shown.text
    prefix = re.search(r'name="([^"]*IQuestionSettings\.)when"', shown.text)[1]
    saved = submit_form(
        client, edit, {f"{prefix}when": "reason=rent", "form.buttons.save": "1"}
    )
    assert saved.status_code in (200, 302)
    assert 'eloket:when="reason=rent"' in model_of(served)
    found = {one.name: one for one in models.questions_of(served.document.form)}
    assert found["owner"].kind == "national_number"
    assert found["owner"].when.to_data()[0]["answers"] == ["rent"]


@pytest.mark.parametrize(
    "rule, told",
    [("nonsense", "Dit is geen regel"), ("nowhere=rent", None), ("reason=sail", None)],
    ids=["no rule", "no such question", "no such answer"],
)
def test_a_rule_that_cannot_work_is_refused_in_words(served, rule, told):
    client = served.staff()
    edit = f"{served.url}/{FIELDS}/copies"
    prefix = re.search(r'name="([^"]*IQuestionSettings\.)when"', client.get(edit).text)[
        1
    ]
    before = model_of(served)
    answer = submit_form(
        client, edit, {f"{prefix}when": rule, "form.buttons.save": "1"}
    )
    if told is None:
        assert answer.status_code == 302
        answer = client.get(answer.headers["Location"])
    assert (told or "Er is niets gewijzigd") in html.unescape(answer.text)
    assert model_of(served) == before


def test_a_question_that_a_rule_looks_at_cannot_go(served):
    transaction.begin()
    with_rule = MODEL.replace(
        'name="copies" type="zope.schema.Int"',
        'name="copies" type="zope.schema.Int" eloket:when="reason=rent"',
    )
    set_fields(served.document, with_rule)
    transaction.commit()
    client = served.staff()
    listing = client.get(f"{served.url}/{FIELDS}")
    address = f"{served.url}/{FIELDS}/reason/@@delete"
    answer = client.post(
        address, data={"_authenticator": token_of(listing)}, allow_redirects=False
    )
    assert answer.status_code == 302
    said = client.get(answer.headers["Location"])
    assert "Er is niets gewijzigd" in html.unescape(said.text)
    assert 'name="reason"' in model_of(served)


@pytest.mark.parametrize(
    "name, offered", [("home", {"address"}), ("reason", None)], ids=["address", "line"]
)
def test_an_address_is_answered_as_a_whole_and_a_line_is_not(served, name, offered):
    transaction.begin()
    set_fields(served.document, ADDRESS_MODEL)
    transaction.commit()
    client = served.staff()
    edit = f"{served.url}/{FIELDS}/{name}"
    page = client.get(edit).text
    select = re.search(
        r'<select[^>]*?name="([^"]*\.source):list".*?</select>', page, re.S
    )
    values = set(re.findall(r'<option[^>]*value="(\w+)"', select[0]))
    if offered is None:
        assert {"street", "given_names"} <= values and "address" not in values
        return
    assert values == offered
    changes = {f"{select[1]}:list": "address", "form.buttons.save": "1"}
    assert submit_form(client, edit, changes).status_code in (200, 302)
    assert 'eloket:source="address"' in model_of(served)


def test_an_editor_chooses_kinds_of_files(served):
    client = served.staff()
    edit = f"{served.url}/{FIELDS}/proof"
    page = client.get(edit).text
    select = re.search(
        r'<select[^>]*?name="([^"]*\.files)[^"]*".*?</select>', page, re.S
    )
    offered = set(re.findall(r'<option[^>]*value="(\w+)"', page[select.start() :]))
    assert {"pdf", "docx", "odt"} <= offered and "exe" not in offered
    changes = {f"{select[1]}:list": ["docx", "pdf"], "form.buttons.save": "1"}
    assert submit_form(client, edit, changes).status_code in (200, 302)
    assert 'eloket:files="docx pdf"' in model_of(served)
    found = {one.name: one for one in models.questions_of(served.document.form)}
    assert found["proof"].files == ("pdf", "docx")
    assert "Soorten bestanden" not in client.get(f"{served.url}/{FIELDS}/reason").text


CHECKED = """\
<model xmlns="http://namespaces.plone.org/supermodel/schema"
       xmlns:easyform="http://namespaces.plone.org/supermodel/easyform">
  <schema>
    <field name="reason" type="zope.schema.TextLine" easyform:validators="isSSN">
      <title>Waarom?</title>
    </field>
  </schema>
</model>
"""


def test_an_editor_chooses_checks_by_their_words(served):
    client = served.staff()
    transaction.begin()
    set_fields(served.document, CHECKED.replace("isSSN", ""))
    transaction.commit()
    edit = f"{served.url}/{FIELDS}/reason"
    page = client.get(edit).text
    select = re.search(r'name="([^"]*\.validators)', page)
    offered = dict(
        re.findall(r'<option[^>]*value="(is\w+|in\w+)"[^>]*>\s*([^<]*?)\s*<', page)
    )
    assert offered["isInt"] == "Een geheel getal"
    assert set(offered) == set(TEXT_CHECKS)
    changes = {f"{select[1]}:list": ["isInt"], "form.buttons.save": "1"}
    assert submit_form(client, edit, changes).status_code in (200, 302)
    assert 'easyform:validators="isInt"' in model_of(served)


def test_a_check_that_a_question_has_already_stays(served):
    transaction.begin()
    set_fields(served.document, CHECKED)
    transaction.commit()
    client, edit = served.staff(), f"{served.url}/{FIELDS}/reason"
    page = client.get(edit).text
    assert 'value="isSSN"' in page
    select = re.search(r'name="([^"]*\.validators)', page)
    chosen = ["isSSN", "isPrintable"]
    changes = {f"{select[1]}:list": chosen, "form.buttons.save": "1"}
    assert submit_form(client, edit, changes).status_code in (200, 302)
    assert 'easyform:validators="isSSN|isPrintable"' in model_of(served)


def test_of_yes_and_no_others_are_looked_for():
    class IAsked(Interface):
        agreed = Bool()

    offered = {term.value for term in checks_for(IAsked["agreed"])}
    assert offered == set(TICK_CHECKS)


def test_checks_to_choose_are_those_that_files_may_name():
    assert {*TEXT_CHECKS, *TICK_CHECKS} == CHECKS
