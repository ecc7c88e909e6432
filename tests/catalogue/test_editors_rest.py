"""What editors do by REST with a document that is there, as on their pages."""

from base64 import b64encode
from collective.eloket.catalogue.easyform.models import questions_of
from collective.eloket.catalogue.easyform.models import version_of
from collective.eloket.catalogue.exchange import shape
from collective.eloket.catalogue.publishing import DRAFT
from collective.eloket.catalogue.publishing import state_of
from collective.eloket.catalogue.versions import versions_of
from plone import api
from tests.catalogue.served import PASSWORD
from tests.openapi.document import document as openapi

import copy
import pytest
import transaction


CALLS = [
    ("GET", "questions"),
    ("PUT", "questions"),
    ("GET", "translations"),
    ("PUT", "translations"),
    ("GET", "check"),
    ("GET", "versions"),
    ("GET", "trial"),
    ("POST", "trial"),
]


def url(served, name):
    return f"{served.url}/@eloket-{name}"


def editor(served):
    return served.staff(Accept="application/json")


def refusal(answer):
    return answer.status_code, answer.json()["error"]["type"]


@pytest.fixture
def languages(served):
    """The site speaks Dutch and French."""
    transaction.begin()
    api.portal.set_registry_record("plone.available_languages", ["nl", "fr"])
    transaction.commit()
    return served


@pytest.mark.parametrize("method, name", CALLS)
def test_it_is_for_editors_only(served, method, name):
    before = served.document.form.fields_model
    for client, status in (
        (served.program(), 403),
        (served.stranger(Accept="application/json"), 401 if method == "GET" else 403),
    ):
        answer = client.request(method, url(served, name), json={})
        assert answer.status_code == status, name
    transaction.begin()
    assert served.document.form.fields_model == before


# questions


MORE = {"name": "more", "kind": "text", "title": "Nog iets?", "required": False}


def test_an_editor_changes_the_questions(served, recorded):
    client = editor(served)
    answer = client.get(url(served, "questions"))
    recorded("questions", answer)
    sent = answer.json()
    assert sent["left_out"] == []
    names = [one["name"] for one in sent["questions"]]
    sent["questions"].append(MORE)
    answer = client.put(url(served, "questions"), json=sent)
    recorded("questions-set", answer)
    assert answer.status_code == 200
    transaction.begin()
    asked = questions_of(served.document.form)
    assert [one.name for one in asked] == [*names, "more"]
    assert answer.json()["version"] == version_of(served.document.form)
    # it is on offer, so what is asked from now on is kept
    assert versions_of(served.document)[-1].name == answer.json()["version"]
    assert client.get(url(served, "questions")).json() == answer.json()


def test_who_read_another_version_is_refused(served, recorded):
    client = editor(served)
    sent = client.get(url(served, "questions")).json()
    first = client.put(
        url(served, "questions"), json=sent | {"questions": [*sent["questions"], MORE]}
    )
    assert first.status_code == 200
    answer = client.put(url(served, "questions"), json=sent)
    recorded("questions-changed-meanwhile", answer)
    assert refusal(answer) == (409, "questions_changed")
    transaction.begin()
    assert "more" in [one.name for one in questions_of(served.document.form)]


def said(**changes):
    """Return the questions that a program sends, changed."""
    return {"questions": [copy.deepcopy(MORE) | changes]}


REFUSED = {
    "no version": ({"version": None}, "import_value"),
    "a number for a version": ({"version": 5}, "import_value"),
    "no questions": ({"questions": None}, "import_value"),
    "another word": ({"title": "Attest"}, "import_unknown"),
    "an unknown word": (said(colour="red"), "import_unknown"),
    "an unknown kind": (said(kind="zope.schema.Bytes"), "import_kind"),
    "an unknown check": (said(kind="line", checks=["mine"]), "import_check"),
    "a broken rule": (said(when="nothing=a"), "import_rule"),
    "an expression": (said(TDefault="python:1"), "import_expression"),
    "an expression at first": (said(default="python:1"), "import_expression"),
    "a script": (said(script="print(1)"), "import_script"),
    "a raw model": ({"fields_model": "<model/>"}, "import_model"),
    "actions": ({"actions": []}, "import_action"),
    "a mailer": ({"mailer": {}}, "import_mailer"),
    "the same name twice": ({"questions": [MORE, MORE]}, "import_value"),
    "the number, without authorisation": (
        said(kind="national_number"),
        "publish_refused",
    ),
}


@pytest.mark.parametrize("role", ["Editor", "Site Administrator", "Manager"])
def test_what_is_not_on_the_lists_is_refused_for_everybody(served, role):
    transaction.begin()
    with api.env.adopt_roles(["Manager"]):
        api.user.create(username="wie", email="w@testegem.example", password=PASSWORD)
        api.user.grant_roles(username="wie", roles=[role])
        served.document.number_authorisation = ""
    transaction.commit()
    client = served.staff("wie", Accept="application/json")
    read = client.get(url(served, "questions")).json()
    before = served.document.form.fields_model
    for name, (changes, code) in REFUSED.items():
        answer = client.put(url(served, "questions"), json=read | changes)
        assert refusal(answer) == (400, code), name
    transaction.begin()
    assert served.document.form.fields_model == before


def test_what_goes_when_they_are_set_is_told_before(served):
    transaction.begin()
    space = "http://namespaces.plone.org/supermodel/easyform"
    form = served.document.form
    form.fields_model = form.fields_model.replace(
        'name="reason"', f'name="reason" xmlns:e="{space}" e:TDefault="python:1"'
    )
    assert "TDefault" in form.fields_model
    transaction.commit()
    client = editor(served)
    read = client.get(url(served, "questions")).json()
    gone = [{"question": "reason", "what": "setting", "name": "TDefault"}]
    assert read["left_out"] == gone
    answer = client.put(url(served, "questions"), json=read)
    assert answer.json()["left_out"] == []
    transaction.begin()
    assert "TDefault" not in form.fields_model


def test_a_draft_keeps_no_version(served):
    transaction.begin()
    with api.env.adopt_roles(["Manager"]):
        desk = served.document.aq_parent
        draft = api.content.create(desk, "OnlineDocument", "nieuw", title="Nieuw")
    transaction.commit()
    client, road = editor(served), f"{draft.absolute_url()}/@eloket-questions"
    read = client.get(road).json()
    assert client.put(road, json=read | {"questions": [MORE]}).status_code == 200
    transaction.begin()
    assert versions_of(draft) == ()
    assert state_of(draft) == DRAFT


def test_the_description_names_every_kind_and_check():
    question = openapi()["components"]["schemas"]["QuestionOfFile"]["properties"]
    assert set(question["kind"]["enum"]) == set(shape.KINDS)
    assert set(question["checks"]["items"]["enum"]) == set(shape.CHECKS)


# translations


def test_an_editor_translates(languages, recorded):
    client = editor(languages)
    answer = client.get(url(languages, "translations"))
    recorded("translations", answer)
    read = answer.json()
    (french,) = read["translations"]
    places = [one["place"] for one in read["words"]]
    assert french["language"] == "fr" and french["missing"] == places
    sent = {"language": "fr", "texts": {"title": " Preuve\r\n"}}
    answer = client.put(url(languages, "translations"), json=sent)
    recorded("translations-set", answer)
    (french,) = answer.json()["translations"]
    assert french["texts"] == {"title": "Preuve"}
    assert "title" not in french["missing"]
    transaction.begin()
    assert languages.document.texts == {"fr": {"title": "Preuve"}}
    languages.document.title = "Nieuw bewijs"
    transaction.commit()
    for more, outdated in (
        ({}, [{"place": "title", "translated": "Bewijs"}]),
        ({"still_right": ["title"]}, []),
    ):
        client.put(url(languages, "translations"), json=sent | more)
        read = client.get(url(languages, "translations")).json()
        assert read["translations"][0]["outdated"] == outdated
        texts = [
            one["text"]
            for one in client.get(url(languages, "check")).json()["findings"]
        ]
        assert any("Gewijzigd na" in one for one in texts) is not bool(more)
        assert read["translations"][0]["unsure"] == []
    transaction.begin()
    languages.document._translated_from = {}
    transaction.commit()
    for more, unsure in (({}, ["title"]), ({"still_right": ["title"]}, [])):
        client.put(url(languages, "translations"), json=sent | more)
        read = client.get(url(languages, "translations")).json()
        assert read["translations"][0]["unsure"] == unsure
    # what is not named goes
    sent = {"language": "fr", "texts": {}}
    client.put(url(languages, "translations"), json=sent)
    transaction.begin()
    assert languages.document.texts == {}


@pytest.mark.parametrize(
    "sent",
    [
        {},
        {"language": "fr"},
        {"language": "fr", "texts": []},
        {"language": ["fr"], "texts": {}},
        {"language": "nl", "texts": {}},
        {"language": "de", "texts": {}},
        {"language": "xx", "texts": {}},
        {"language": "fr", "texts": {"nowhere": "x"}},
        {"language": "fr", "texts": {"title": 5}},
        {"language": "fr", "texts": {"title": None}},
        {"language": "fr", "texts": {"title": "x" * 10_001}},
        {"language": "fr", "texts": {"title": "a\u202eb"}},
        {"language": "fr", "texts": {"title": "a\u0000b"}},
        {"language": "fr", "texts": {"title": "x"}, "still_right": "title"},
        {"language": "fr", "texts": {"title": "x"}, "still_right": ["description"]},
        {"language": "fr", "texts": {"title": "x"}, "still_right": [["title"]]},
    ],
)
def test_words_that_cannot_be_kept_are_refused(languages, sent):
    answer = editor(languages).put(url(languages, "translations"), json=sent)
    assert refusal(answer) == (400, "invalid_answer")
    transaction.begin()
    assert languages.document.texts == {}


# check, versions, trial


def test_an_editor_is_told_what_to_mend(served, recorded):
    transaction.begin()
    served.document.description = ""
    transaction.commit()
    client = editor(served)
    answer = client.get(url(served, "check"), headers={"Accept-Language": "nl"})
    recorded("check", answer)
    told = answer.json()
    assert (told["state"], told["ready"]) == ("published", True)
    assert "geen samenvatting" in str(told["findings"])
    transaction.begin()
    served.document.legal_basis = ""
    transaction.commit()
    told = client.get(url(served, "check")).json()
    assert told["ready"] is False
    assert told["findings"][0]["blocks"] is True
    assert told["findings"][0]["place"] == "edit"


def test_versions_say_what_was_asked(served, recorded):
    client = editor(served)
    read = client.get(url(served, "questions")).json()
    read["questions"].append(MORE)
    client.put(url(served, "questions"), json=read)
    answer = client.get(url(served, "versions"))
    recorded("versions", answer)
    told = answer.json()
    new, old = told["items"]
    assert (new["number"], old["number"]) == (2, 1)
    assert new["version"] == told["version"] != old["version"]
    assert new["questions"][-1]["name"] == "more"
    assert len(new["questions"]) == len(old["questions"]) + 1


GOOD = {"reason": "rent", "copies": 2, "phone": "+32 9 000 00 00"}


def test_an_editor_tries_a_form_and_nothing_is_stored(served, recorded):
    client = editor(served)
    client.get(url(served, "check"))
    before = served.stored()
    answer = client.get(url(served, "trial"))
    recorded("trial", answer)
    assert "Specimen Anna" in str(answer.json()["values"])
    answer = client.post(url(served, "trial"), json={"answers": GOOD})
    recorded("tried", answer)
    told = {one["name"]: one["value"] for one in answer.json()["answers"]}
    assert told["reason"] == "Om te huren"
    assert "Specimen Anna" in told.values()
    assert served.stored() == before


def change(served, **values):
    transaction.begin()
    for name, value in values.items():
        setattr(served.document, name, value)
    transaction.commit()


def called(told):
    return [one["as"] for one in told["trial"]["examples"]]


def test_it_is_tried_as_the_same_people_as_on_the_page(served):
    client, before = editor(served), served.stored()
    told = client.get(url(served, "trial")).json()
    assert called(told) == ["citizen", "parent", "without_number"]
    assert (told["trial"]["as"], told["trial"]["for"]) == ("citizen", None)
    told = client.get(url(served, "trial"), params={"as": "parent"}).json()
    assert told["trial"]["for"] == "Specimen Mila Voorbeeld"
    sent = {"answers": GOOD, "as": "parent"}
    told = client.post(url(served, "trial"), json=sent).json()
    assert told["for"] == "Specimen Mila Voorbeeld"
    told = client.post(url(served, "trial"), json={"answers": GOOD}).json()
    assert told["for"] is None
    assert served.stored() == before


def test_what_is_for_enterprises_is_tried_as_one(served):
    change(served, right_needed="ondernemer")
    client, before = editor(served), served.stored()
    told = client.get(url(served, "trial")).json()
    assert (called(told), told["trial"]["for"]) == (["enterprise"], "Voorbeeld bv")
    told = client.post(url(served, "trial"), json={"answers": GOOD}).json()
    assert told["for"] == "Voorbeeld bv"
    assert served.stored() == before


def test_what_needs_no_sign_in_is_tried_as_a_stranger(served):
    change(served, level="none", channels=["download", "post"])
    client, before = editor(served), served.stored()
    told = client.get(url(served, "trial"), params={"as": "stranger"}).json()
    assert "stranger" in called(told) and told["locked"] == []
    assert "Specimen Anna" not in str(told["values"])
    names = {"given_names": "Wim", "family_name": "Peeters"}
    asked = told["schema"]["properties"]
    typed = {name: text for name, text in names.items() if name in asked}
    sent = {"answers": GOOD | typed, "as": "stranger", "channel": "post"}
    answer = client.post(url(served, "trial"), json=sent)
    assert (answer.status_code, answer.json()["channel"]) == (200, "post")
    answer = client.post(url(served, "trial"), json=sent | {"channel": "download"})
    assert answer.status_code == 400
    assert served.stored() == before


def test_who_has_no_number_is_refused_what_needs_one(served):
    change(served, needs_number=True)
    client = editor(served)
    for answer in (
        client.get(url(served, "trial"), params={"as": "without_number"}),
        client.post(
            url(served, "trial"), json={"answers": GOOD, "as": "without_number"}
        ),
    ):
        assert refusal(answer)[0] == 403
    assert client.get(url(served, "trial")).status_code == 200


@pytest.mark.parametrize("who", ["enterprise", "stranger", "burger", "x", 7, ["x"]])
def test_as_who_cannot_ask_it_is_not_tried(served, who):
    client, sent = editor(served), {"answers": GOOD, "as": who}
    answer = client.post(url(served, "trial"), json=sent)
    assert refusal(answer) == (400, "invalid_answer")
    answer = client.get(url(served, "trial"), params={"as": who})
    assert refusal(answer) == (400, "invalid_answer")


def test_it_is_looked_at_as_a_citizens(served):
    client, before = editor(served), served.stored()
    for changes, why in (
        ({"reason": "onzin"}, (400, "invalid_answer")),
        ({"nobody": "asked"}, (400, "unknown_answer")),
    ):
        answer = client.post(url(served, "trial"), json={"answers": GOOD | changes})
        assert refusal(answer) == why
    answer = client.post(
        url(served, "trial"), json={"answers": GOOD, "on_behalf_of": "citizen-x"}
    )
    assert answer.status_code == 200
    assert served.stored() == before


def test_a_draft_is_tried_too_with_a_file(served):
    transaction.begin()
    with api.env.adopt_roles(["Manager"]):
        desk = served.document.aq_parent
        draft = api.content.create(desk, "OnlineDocument", "nieuw", title="Nieuw")
    transaction.commit()
    client, road = editor(served), draft.absolute_url()
    proof = {"name": "proof", "kind": "file", "title": "Bewijs"}
    read = client.get(f"{road}/@eloket-questions").json()
    read["questions"] = [proof]
    client.put(f"{road}/@eloket-questions", json=read)
    assert client.get(f"{road}/@eloket-trial").status_code == 200
    before = served.stored()
    data = b64encode(b"%PDF-1.7 bewijs").decode()
    sent = {"answers": {"proof": {"filename": "bewijs.pdf", "data": data}}}
    told = client.post(f"{road}/@eloket-trial", json=sent).json()
    assert told["files"] == [
        {"filename": "bewijs.pdf", "content_type": "application/pdf"}
    ]
    assert served.stored() == before


@pytest.mark.parametrize("method", ["PUT", "POST"])
def test_a_write_from_elsewhere_is_refused(served, method):
    name = "questions" if method == "PUT" else "trial"
    client = served.citizen()
    client.headers.update({"Accept": "application/json", "Origin": "https://evil.be"})
    answer = client.request(method, url(served, name), json={})
    assert refusal(answer) == (403, "csrf")
