"""The register of processing and the impact assessment follow from the settings."""

from collective.eloket.audit import service as audit
from collective.eloket.catalogue.channels import IDeliveryChannel
from collective.eloket.mandates.interfaces import IHouseholdSource
from collective.eloket.parameters.words import TITLES as PARAMETERS
from collective.eloket.rights.register import commands
from collective.eloket.rights.register import parties
from collective.eloket.rights.register import rendering
from collective.eloket.rights.register import service
from plone import api
from tests.accounts.oidc.test_service import set_provider
from tests.cases import house
from zope.component import getGlobalSiteManager
from zope.i18n import translate

import json
import pytest
import transaction


MODEL = """<model xmlns="http://namespaces.plone.org/supermodel/schema"
 xmlns:eloket="http://namespaces.plone.org/supermodel/eloket"><schema>
<field name="hond" type="zope.schema.TextLine"><title>Hoe heet uw hond?</title></field>
<field name="foto" type="plone.namedfile.field.NamedBlobFile">
<title>Een foto van uw hond</title></field>
</schema></model>"""


@pytest.fixture
def parts(portal, desk):
    """Return what a paper says: name of a section → name of an entry → lines."""

    def parts(name=service.REGISTER, language="en"):
        data = rendering.as_data(service.paper_of(name), language)
        return {
            one["name"]: {entry["name"]: entry["lines"] for entry in one["entries"]}
            for one in data["sections"]
        }

    return parts


def record(name, value):
    api.portal.set_registry_record(f"collective.eloket.{name}", value)


def new_document(desk):
    with api.env.adopt_roles(["Manager"]):
        document = api.content.create(
            desk, "OnlineDocument", "hondenkaart", title="Hondenkaart"
        )
    document.form.fields_model = MODEL
    document.legal_basis = "Reglement van 3 mei 2021"
    document.retention_days = 31
    document.after_retention = "delete"
    document.clerk_group = "bevolking"
    document.channels = ["counter"]
    return document


def test_a_new_document_with_a_new_question_stands_in_it(desk, lieve, parts):
    assert "hondenkaart" not in parts()
    new_document(desk)
    said = parts()["hondenkaart"]
    assert said["purposes"][0] == "Handling of requests for “Hondenkaart”"
    assert said["purposes"][-1] == "Not on offer now"
    assert said["legal_basis"] == ["Reglement van 3 mei 2021"]
    assert said["data"][:2] == ["Hoe heet uw hond?", "Een foto van uw hond"]
    assert said["recipients"] == [
        "Clerks of Dienst Bevolking",
        "The applicant: Pick up at the counter",
    ]
    assert said["terms"] == ["31 days after the request ended. Then: Delete it"]


def test_it_is_in_the_assessment_too(desk, lieve, parts):
    new_document(desk)
    found = parts(service.DPIA)
    assert "Hoe heet uw hond?" in found["described-hondenkaart"]["data"]
    assert found["proportion"]["hondenkaart"] == []


def test_a_question_that_is_removed_is_gone_from_it(desk, lieve, parts):
    document = new_document(desk)
    document.form.fields_model = MODEL.replace("Hoe heet uw hond?", "Welk ras?")
    assert "Welk ras?" in parts()["hondenkaart"]["data"]
    assert "Hoe heet uw hond?" not in parts()["hondenkaart"]["data"]


def test_what_is_proven_is_told_as_such(document, parts):
    document.form.fields_model = MODEL.replace(
        'name="hond"', 'name="hond" eloket:source="family_name"'
    )
    line = "Hoe heet uw hond? (answered by what is known and proven: Name)"
    assert parts()["uittreksel"]["data"][0] == line


def test_a_form_that_cannot_be_read_is_told(document, parts):
    document.form.fields_model = "<model"
    assert parts()["uittreksel"]["data"][0].startswith("The form cannot be read")


def test_what_is_sensitive_and_why_the_number_is_used_is_told(document, parts):
    document.sensitive = True
    data = parts()["uittreksel"]["data"]
    assert any("art. 9 and 10" in line for line in data)
    assert any("Wet van 8 augustus 1983, art. 5" in line for line in data)
    assert parts(service.DPIA)["needed"]["why"] == ["“Uittreksel” is marked sensitive"]


def test_who_need_not_sign_in_is_another_kind_of_people(document, parts):
    assert parts()["uittreksel"]["subjects"][0] == "Who asks for it"
    document.level = "none"
    assert "without signing in" in parts()["uittreksel"]["subjects"][0]


def test_every_value_that_is_known_of_a_citizen_is_named(parts):
    named = parts()["accounts"]["data"]
    for title in PARAMETERS.values():
        assert translate(title, target_language="en") in named


def test_every_rule_of_article_30_has_its_place_for_each_activity(desk, parts):
    data = rendering.as_data(service.register(), "en")
    common, *activities = data["sections"]
    wanted = {f"30(1)({letter})" for letter in "bcdf"}
    assert len(activities) == 6
    for one in activities:
        assert wanted <= {entry["article"] for entry in one["entries"]}
    rest = {entry["article"] for entry in common["entries"]}
    assert {"30(1)(a)", "30(1)(e)", "30(1)(g)"} <= rest


def test_every_part_of_article_35_has_its_place(desk, parts):
    data = rendering.as_data(service.assessment(), "en")
    articles = {
        entry["article"] for one in data["sections"] for entry in one["entries"]
    }
    assert {f"35(7)({letter})" for letter in "abcd"} <= articles
    assert {"35(2)", "35(9)", "35(11)"} <= articles


def test_who_answers_for_the_data_comes_from_the_settings(parts):
    record("cases.contact_phone", "012 34 56 78")
    found = parts()["common"]
    assert found["controller"][-1] == "012 34 56 78"
    assert found["officer"] == found["transfers"] == []
    record("rights.controller", "Stad Testegem\nMarkt 1")
    record("rights.officer", "dpo@testegem.example")
    record("rights.transfers", "Geen")
    found = parts()["common"]
    assert found["controller"] == ["Stad Testegem", "Markt 1"]
    assert found["officer"] == ["dpo@testegem.example"]
    assert found["transfers"] == ["Geen"]


@pytest.mark.parametrize(
    "setting, value, said",
    [
        (
            "cases.registration_address",
            "https://zaken.testegem.example/in?x=1",
            "Case system zaken.testegem.example: each step of a request, by its "
            "reference; no names, no answers",
        ),
        (
            "documents.stamp_authority",
            "https://tsa.example/stamp",
            "Time-stamp authority tsa.example: digests only, no personal data",
        ),
        (
            "audit.anchor_mail",
            "anker@testegem.example",
            "anker@testegem.example: gets anchors of the audit; no personal data",
        ),
        (
            "audit.anchor_webhook",
            "https://anker.example/in",
            "anker.example: gets anchors of the audit; no personal data",
        ),
    ],
    ids=["case system", "time-stamps", "anchors by mail", "anchors by call"],
)
def test_who_gets_data_comes_from_the_settings(parts, setting, value, said):
    before = parts()["common"]["parties"]
    record(setting, value)
    assert set(parts()["common"]["parties"]) - set(before) == {said}


def test_answers_in_the_case_system_are_told(parts):
    record("cases.registration_address", "https://zaken.testegem.example/")
    record("cases.registration_answers", True)
    assert any("names and answers" in one for one in parts()["common"]["parties"])


def test_the_mail_server_is_a_party(parts):
    api.portal.get_tool("MailHost").smtp_host = "mail.testegem.example"
    said = "Mail server mail.testegem.example: e-mails with name and reference, no "
    assert any(one.startswith(said) for one in parts()["common"]["parties"])


def test_hosts_that_are_asked_about_stopped_cards_are_parties(parts, monkeypatch):
    monkeypatch.setenv("ELOKET_SANDBOX", "")
    for host in parties._card_hosts():
        assert any(host in one for one in parts()["common"]["parties"])
    assert parties._card_hosts()


def test_a_register_and_a_further_channel_are_parties(parts):
    class Channel:
        title = "Per duif"

    manager = getGlobalSiteManager()
    manager.registerUtility(object(), IHouseholdSource)
    manager.registerUtility(Channel(), IDeliveryChannel, "duif")
    try:
        found = parts()["common"]["parties"]
    finally:
        manager.unregisterUtility(provided=IHouseholdSource)
        manager.unregisterUtility(provided=IDeliveryChannel, name="duif")
    assert "Delivery: Per duif" in found
    assert any(one.startswith("Register of households") for one in found)


def test_a_provider_is_a_party_by_its_host(portal, parts):
    set_provider(portal, issuer="https://idp.testegem.example/op")
    said = "(idp.testegem.example): signs people in, and tells who they are"
    assert any(one.endswith(said) for one in parts()["common"]["parties"])


def test_what_is_not_switched_on_is_told(parts):
    before = parts()["common"]["security"]
    assert any(line.startswith("NOT SET: no anchors") for line in before)
    record("audit.anchor_mail", "anker@testegem.example")
    after = parts()["common"]["security"]
    assert "Anchors of the audit leave the machine" in after


def test_nothing_of_a_citizen_is_in_it(case, noor, parts):
    for name in service.PAPERS:
        for write in (rendering.as_json, rendering.as_markdown):
            text = write(service.paper_of(name), "nl").decode()
            for word in (noor.id, "Noor", "Voorbeeld", house.EMAIL, case.getId()):
                assert word not in text


@pytest.mark.parametrize("language", ["nl", "fr", "de", "en"])
@pytest.mark.parametrize("name", [service.REGISTER, service.DPIA])
def test_nothing_is_left_untranslated(document, name, language):
    text = rendering.as_markdown(service.paper_of(name), language).decode()
    assert "${" not in text
    english = rendering.as_markdown(service.paper_of(name), "en").decode()
    own = {line for line in text.splitlines() if line.startswith(("#", "*"))}
    same = own & set(english.splitlines())
    if language != "en":
        assert len(same) < 8


def test_what_people_wrote_is_no_markdown(document):
    document.title = "[klik](http://kwaad.example) <b>nu</b>"
    text = rendering.as_markdown(service.register(), "nl").decode()
    assert "[klik](" not in text
    assert "<b>" not in text


def test_what_is_for_people_to_fill_in_says_so(desk):
    text = rendering.as_markdown(service.assessment(), "nl").decode()
    assert text.count("\n* In te vullen") >= 10


@pytest.fixture
def mia(world):
    """A manager's browser."""
    transaction.begin()
    house.make_manager("mia")
    transaction.commit()
    return world.browser("mia")


def rows(action):
    """Return the objects of all such rows, the newest first."""
    return [row.entry.object for row in audit.find() if row.entry.action == action]


def test_a_manager_reads_both_papers(world, mia):
    before = rows("register.view")
    page = f"{world.desk_url}/taken-register"
    assert page in mia.get(world.tasks).text
    text = mia.get(page).text
    assert "Verwerkingsregister" in text
    assert "Wet van 19 juli 1991" in text
    assert "AVG, art. 30(1)(b)" in text
    assert "Gegevensbeschermingseffectbeoordeling" in mia.get(f"{page}?stuk=dpia").text
    transaction.begin()
    assert rows("register.view") == ["dpia", "register", *before]


@pytest.mark.parametrize(
    "form, media",
    [("md", "text/markdown; charset=utf-8"), ("json", "application/json")],
)
def test_a_manager_takes_it_along(world, mia, form, media):
    before = rows("register.export")
    answer = mia.get(f"{world.desk_url}/taken-register?stuk=dpia&vorm={form}")
    assert answer.headers["Content-Type"] == media
    name = f'attachment; filename="dpia.{form}"'
    assert answer.headers["Content-Disposition"] == name
    assert "Uittreksel" in answer.text
    transaction.begin()
    assert rows("register.export") == ["dpia", *before]


@pytest.mark.parametrize("query", ["stuk=alles", "vorm=exe", "stuk:list=dpia"])
def test_what_is_no_paper_is_refused(world, mia, query):
    before = rows("register.view") + rows("register.export")
    answer = mia.get(f"{world.desk_url}/taken-register?{query}")
    assert answer.status_code == 400
    transaction.begin()
    assert rows("register.view") + rows("register.export") == before


def test_a_clerk_may_not(world):
    browser = world.browser("lieve")
    assert browser.get(f"{world.desk_url}/taken-register").status_code == 403
    assert "taken-register" not in browser.get(world.tasks).text


def test_programs_read_it(world, mia, recorded):
    api_ = world.api("mia")
    answer = api_.get(f"{world.site_url}/@eloket-register")
    assert answer.status_code == 200
    assert answer.json()["sections"][1]["name"] == "uittreksel"
    recorded("register", answer)
    answer = api_.get(f"{world.site_url}/@eloket-register?paper=dpia")
    assert answer.json()["article"] == "35"
    assert api_.get(f"{world.site_url}/@eloket-register?paper=x").status_code == 400


def run(portal, *words):
    options = commands.parser().parse_args([*words, "zope.conf"])
    root = portal.getPhysicalRoot()
    return commands.run(getattr(root, "aq_base", root), options)


def test_the_command_writes_it_in_the_language_asked_for(portal, document, capsys):
    document.texts = {"fr": {"title": "Extrait"}}
    assert run(portal, "--language", "fr", "--format", "json") == 0
    data = json.loads(capsys.readouterr().out)
    assert data["title"] == "Registre des activités de traitement"
    assert data["sections"][1]["title"] == "Extrait"
    (newest, *_others) = audit.find()
    told = newest.entry
    assert (told.action, told.object) == ("register.export", "register")
    assert told.actor == "eloket-register"


def test_the_command_writes_the_assessment_as_text(portal, document, capsys):
    assert run(portal, "--paper", "dpia", "--language", "en") == 0
    text = capsys.readouterr().out
    assert text.startswith("# Data protection impact assessment\n")


def test_the_command_wants_one_site(portal, document, capsys):
    assert run(portal, "--site", "elders") == 2
    assert "found: none" in capsys.readouterr().err
