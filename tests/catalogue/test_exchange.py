"""A document as a file: what travels, what is refused, and by every road."""

from base64 import b64encode
from collective.eloket.catalogue.easyform.factory import set_fields
from collective.eloket.catalogue.easyform.models import IGNORED
from collective.eloket.catalogue.easyform.models import questions_of
from collective.eloket.catalogue.exchange import errors
from collective.eloket.catalogue.exchange import shape
from collective.eloket.catalogue.exchange.service import document_to_file
from collective.eloket.catalogue.exchange.service import document_to_json
from collective.eloket.catalogue.exchange.service import make_document
from collective.eloket.catalogue.exchange.service import read_file
from collective.eloket.catalogue.publishing import DRAFT
from collective.eloket.catalogue.publishing import state_of
from collective.eloket.catalogue.translations import outdated_words
from collective.eloket.catalogue.translations import unsure_words
from plone import api
from tests.catalogue.house import make_desk
from tests.catalogue.house import MODEL
from tests.catalogue.served import hidden
from tests.catalogue.served import PASSWORD
from tests.catalogue.test_checking import form
from tests.catalogue.test_checking import line

import copy
import json
import pytest
import re
import transaction


PDF = b"%PDF-1.7 te printen"
GOOD = {
    "format": shape.FORMAT,
    "version": shape.VERSION,
    "id": "attest",
    "title": "Attest",
    "description": "Bewijst iets.",
    "fields": {"level": "high", "working_days": 3, "channels": ["post"], "fee": "2.50"},
    "questions": [
        {"name": "who", "kind": "line", "title": "Wie?", "source": "family_name"},
        {
            "name": "why",
            "kind": "choice",
            "title": "Waarvoor?",
            "hint": "Kies er een.",
            "choices": [["rent", "Om te huren"], ["work", "Voor mijn werk"]],
            "default": "work",
        },
        {
            "name": "what",
            "kind": "choices",
            "title": "Wat?",
            "required": False,
            "choices": [["a", "Dit"], ["b", "Dat"], ["c", "Wat"]],
            "default": ["a", "c"],
        },
        {
            "name": "copies",
            "kind": "number",
            "title": "Aantal",
            "min": 1,
            "max": 3,
            "default": 2,
        },
        {
            "name": "day",
            "kind": "date",
            "title": "Dag",
            "min": "2020-01-01",
            "default": "2026-11-26",
        },
        {"name": "mail", "kind": "line", "title": "Mail", "checks": ["isValidEmail"]},
        {
            "name": "more",
            "kind": "text",
            "title": "Meer",
            "max_length": 100,
            "default": "Dag,\n\nmet groet & <b>dank</b>",
        },
        {"name": "sure", "kind": "yes_no", "title": "Zeker?", "default": False},
        {"name": "proof", "kind": "file", "title": "Bewijs", "files": ["pdf", "odt"]},
        {"name": "number", "kind": "national_number", "title": "Nummer"},
        {"name": "firm", "kind": "enterprise", "title": "Onderneming"},
        {"name": "call", "kind": "phone", "title": "Telefoon"},
        {"name": "bank", "kind": "iban", "title": "Rekening"},
        {
            "name": "home",
            "kind": "address",
            "title": "Adres",
            "source": "address",
            "when": "why=rent|work & sure!=no",
        },
    ],
}


AB = {"choices": [["a", "A"], ["b", "B"]]}
#: Kind, what is no default of it, and what else is said of the question.
NO_DEFAULTS = (
    ("line", 5, {}),
    ("line", True, {}),
    ("line", "a\nb", {}),
    ("line", " ", {}),
    ("line", "abc", {"max_length": 2}),
    ("line", "abc", {"min_length": 4}),
    ("line", "a" * 501, {}),
    ("text", ["a"], {}),
    ("number", "3", {}),
    ("number", True, {}),
    ("number", 4, {"max": 3}),
    ("number", 0, {"min": 1}),
    ("date", "26-11-2026", {}),
    ("date", 20261126, {}),
    ("date", "2019-12-31", {"min": "2020-01-01"}),
    ("yes_no", "yes", {}),
    ("yes_no", 1, {}),
    ("choice", "c", AB),
    ("choice", ["a"], AB),
    ("choices", "a", AB),
    ("choices", ["a", "c"], AB),
    ("choices", [["a"]], AB),
    ("choices", [], AB),
    ("file", "x", {}),
    ("national_number", "85073003328", {}),
    ("phone", "+32 9", {}),
    ("address", {"street": "x"}, {"source": None}),
)


def changed(place, value):
    """Return the good file with one value changed; None takes it out."""
    found = copy.deepcopy(GOOD)
    inner = found
    *path, last = place
    for step in path:
        inner = inner[step]
    if value is None:
        del inner[last]
    else:
        inner[last] = value
    return found


def question(**changes):
    """Return the good file with its first question changed."""
    return changed(("questions", 0), GOOD["questions"][0] | changes)


@pytest.fixture
def desk(integration, portal):
    with api.env.adopt_roles(["Manager"]):
        yield make_desk(portal)


def test_a_file_becomes_a_draft_with_its_form(desk):
    document = make_document(desk, copy.deepcopy(GOOD))
    assert document.getId() == "attest"
    assert state_of(document) == DRAFT
    assert (document.level, document.working_days) == ("high", 3)
    assert str(document.fee) == "2.50"
    asked = questions_of(document.form)
    assert [one.name for one in asked] == [one["name"] for one in GOOD["questions"]]
    assert [one.kind for one in asked] == [one["kind"] for one in GOOD["questions"]]
    assert asked[0].source == "family_name"
    assert asked[1].choices == (("rent", "Om te huren"), ("work", "Voor mijn werk"))
    assert (asked[3].field.min, asked[3].field.max) == (1, 3)
    assert not asked[2].required and asked[1].required


def test_what_was_exported_is_imported_the_same(desk):
    document = make_document(desk, copy.deepcopy(GOOD))
    first = document_to_json(document)
    assert first["questions"] == [{"required": True} | one for one in GOOD["questions"]]
    second = document_to_json(
        make_document(desk, read_file(document_to_file(document)))
    )
    assert second["id"] != first["id"]
    assert second | {"id": ""} == first | {"id": ""}


def test_a_file_of_when_letters_had_a_template_is_still_read(desk):
    document = make_document(desk, changed(("fields", "letter_template"), "standard"))
    assert "letter_template" not in document_to_json(document)["fields"]


def test_what_stands_in_a_question_at_first_travels(desk):
    document = make_document(desk, copy.deepcopy(GOOD))
    stands = {one.name: one.default for one in questions_of(document.form)}
    assert {name: value for name, value in stands.items() if value is not None} == {
        "why": "work",
        "what": ["a", "c"],
        "copies": "2",
        "day": "2026-11-26",
        "more": "Dag,\n\nmet groet & <b>dank</b>",
        "sure": "no",
    }


def test_a_default_of_easyform_does_not_travel(desk):
    document = make_document(desk, copy.deepcopy(GOOD))
    space = "http://namespaces.plone.org/supermodel/easyform"
    model = document.form.fields_model.replace(
        'name="who"', f'name="who" xmlns:e="{space}" e:TDefault="python:1"'
    )
    assert "TDefault" in model
    set_fields(document, model)
    assert b"python" not in document_to_file(document)
    left_out = document_to_json(document)["left_out"]
    assert left_out == [{"question": "who", "what": "setting", "name": "TDefault"}]


OTHER = '<field name="odd" type="zope.schema.Float"><title>?</title></field>'
PHONE = line(inner="<default>+32 9 000 00 00</default>").replace(
    "zope.schema.TextLine", "collective.eloket.catalogue.special.Phone"
)
TOO_LONG = "<max_length>10001</max_length>"


@pytest.mark.parametrize(
    "model, what, name",
    [
        (form(line(), OTHER), "kind", ""),
        (form(line(more='easyform:validators="mine"')), "check", "mine"),
        (form(line(more='easyform:THidden="True"')), "setting", "THidden"),
        (form(line(inner=TOO_LONG)), "limit", "max_length"),
        (form(PHONE), "default", ""),
    ],
    ids=["kind", "check", "setting", "limit", "default"],
)
def test_what_does_not_go_along_is_named(desk, model, what, name):
    document = desk["bewijs"]
    set_fields(document, model)
    found = document_to_json(document)
    (named,) = found["left_out"]
    assert (named["what"], named["name"]) == (what, name)
    assert named["question"] in ("why", "odd")
    # the file is taken, and nothing is made of that
    made = make_document(desk, json.loads(document_to_file(document)))
    assert "left_out" not in document_to_json(made)


def test_a_form_of_ours_leaves_nothing_out(desk):
    made = make_document(desk, copy.deepcopy(GOOD))
    assert "left_out" not in document_to_json(made)


@pytest.mark.parametrize(
    "sent",
    [
        None,
        "x",
        ["x"],
        [{}],
        [{"question": "a", "what": "b", "name": ""}],
        [{"question": "a", "what": "check", "name": 1}],
        [{"question": "a" * 501, "what": "check", "name": ""}],
        [{"question": "a", "what": "check", "name": "", "more": ""}],
    ],
)
def test_what_a_file_says_of_that_has_its_shape(desk, sent):
    with pytest.raises(errors.ValueRefusedError):
        make_document(desk, copy.deepcopy(GOOD) | {"left_out": sent})


def test_steps_and_a_form_to_print_travel(desk):
    sent = changed(("questions", 3, "step"), "Uw vraag")
    data = b64encode(PDF).decode()
    sent["fields"]["printable_form"] = {"filename": "../blad.pdf", "data": data}
    document = make_document(desk, sent)
    assert document.printable_form.data == PDF
    assert document.printable_form.filename == "..blad.pdf"
    found = document_to_json(document)
    assert found["fields"]["printable_form"]["data"] == data
    steps = {one["name"]: one.get("step") for one in found["questions"]}
    assert steps["copies"] == "Uw vraag" and steps["who"] is None


def test_no_person_and_nothing_of_this_site_is_in_a_file(desk):
    document = desk["bewijs"]
    document.creators = ("jan.janssens",)
    document.clerk_group = "bevolking"
    text = document_to_file(document).decode()
    for word in ("jan.janssens", "bevolking", "creators", "admin"):
        assert word not in text


def test_expressions_of_easyform_are_not_in_a_file(desk):
    more = 'easyform:TDefault="python:1" easyform:validators="isValidEmail|mine"'
    set_fields(desk["bewijs"], form(line(more=more)))
    (found,) = document_to_json(desk["bewijs"])["questions"]
    assert found == {
        "name": "why",
        "kind": "line",
        "title": "Waarom?",
        "required": True,
        "checks": ["isValidEmail"],
    }


#: What is wrong → file, and the class that says so.
REFUSED = {
    "another format": (changed(("format",), "x"), errors.FormatUnknownError),
    "another version": (changed(("version",), 2), errors.FormatUnknownError),
    "an unknown word": (changed(("owner",), "x"), errors.WordUnknownError),
    "no title": (changed(("title",), None), errors.ValueRefusedError),
    "an empty title": (changed(("title",), " "), errors.ValueRefusedError),
    "a title of another type": (changed(("title",), ["x"]), errors.ValueRefusedError),
    "a control sign": (changed(("title",), "x\x00"), errors.ValueRefusedError),
    "a long title": (changed(("title",), "x" * 501), errors.ValueRefusedError),
    "no fields": (changed(("fields",), []), errors.ValueRefusedError),
    "an unknown field": (changed(("fields", "owner"), "x"), errors.WordUnknownError),
    "a group of this site": (
        changed(("fields", "clerk_group"), "bevolking"),
        errors.WordUnknownError,
    ),
    "a level that is none": (
        changed(("fields", "level"), "x"),
        errors.ValueRefusedError,
    ),
    "a right that the site has not": (
        changed(("fields", "right_needed"), "ondernemer"),
        errors.ValueRefusedError,
    ),
    "days as text": (
        changed(("fields", "working_days"), "3"),
        errors.ValueRefusedError,
    ),
    "days as yes": (
        changed(("fields", "working_days"), True),
        errors.ValueRefusedError,
    ),
    "too many days": (
        changed(("fields", "working_days"), 999),
        errors.ValueRefusedError,
    ),
    "a fee below zero": (changed(("fields", "fee"), "-1"), errors.ValueRefusedError),
    "a fee that is none": (
        changed(("fields", "fee"), "veel"),
        errors.ValueRefusedError,
    ),
    "no channel": (changed(("fields", "channels"), []), errors.ValueRefusedError),
    "channels as text": (
        changed(("fields", "channels"), "post"),
        errors.ValueRefusedError,
    ),
    "a print that is no PDF": (
        changed(("fields", "printable_form"), {"filename": "x", "data": "eHh4"}),
        errors.ValueRefusedError,
    ),
    "a print that is no base64": (
        changed(("fields", "printable_form"), {"filename": "x", "data": "%"}),
        errors.ValueRefusedError,
    ),
    "a print without a name": (
        changed(("fields", "printable_form"), {"data": "eHh4"}),
        errors.ValueRefusedError,
    ),
    "no questions": (changed(("questions",), {}), errors.ValueRefusedError),
    "too many questions": (
        changed(("questions",), GOOD["questions"] * 30),
        errors.ValueRefusedError,
    ),
    "a name twice": (question(name="why"), errors.ValueRefusedError),
    "no name": (question(name=""), errors.ValueRefusedError),
    "a name that is code": (question(name="a()"), errors.ValueRefusedError),
    "no words": (question(title=" "), errors.ValueRefusedError),
    "a question that is a text": (
        changed(("questions", 0), "x"),
        errors.ValueRefusedError,
    ),
    "a word no question has": (question(widget="x"), errors.WordUnknownError),
    "required as text": (question(required="yes"), errors.ValueRefusedError),
    "an unknown source": (question(source="shoe_size"), errors.ValueRefusedError),
    **{
        f"a default that runs: {text}": (
            question(default=text),
            errors.ExpressionRefusedError,
        )
        for text in ("python:1", " Path: here", "string:x", "een ${here} twee")
    },
    **{
        f"no default of a {kind}: {value!r:.20}": (
            question(kind=kind, default=value, **more),
            errors.ValueRefusedError,
        )
        for kind, value, more in NO_DEFAULTS
    },
    "files of a line": (question(files=["pdf"]), errors.ValueRefusedError),
    "a kind of file that is none": (
        question(kind="file", files=["pdf", "exe"]),
        errors.ValueRefusedError,
    ),
    "a kind of file that is a list": (
        question(kind="file", files=[["pdf"]]),
        errors.ValueRefusedError,
    ),
    "a line answered by an address": (
        question(source="address"),
        errors.ValueRefusedError,
    ),
    "an address answered by a line": (
        question(kind="address", source="street"),
        errors.ValueRefusedError,
    ),
    "a type of Zope": (question(kind="zope.schema.Object"), errors.KindRefusedError),
    "no kind": (
        changed(("questions", 0), {"name": "x", "title": "x"}),
        errors.KindRefusedError,
    ),
    "a check that is none": (question(checks=["isPython"]), errors.CheckRefusedError),
    "a choice without choices": (question(kind="choice"), errors.ValueRefusedError),
    "a line with choices": (question(choices=[["a", "A"]]), errors.ValueRefusedError),
    "a choice twice": (
        question(kind="choice", choices=[["a", "A"], ["a", "B"]]),
        errors.ValueRefusedError,
    ),
    "a choice without words": (
        question(kind="choice", choices=[["a", " "]]),
        errors.ValueRefusedError,
    ),
    "a choice that is a text": (
        question(kind="choice", choices=["a"]),
        errors.ValueRefusedError,
    ),
    "a limit the kind has not": (question(min=1), errors.ValueRefusedError),
    "a day that is none": (
        question(kind="date", min="2020-13-01"),
        errors.ValueRefusedError,
    ),
    "a day as a number": (question(kind="date", min=3), errors.ValueRefusedError),
    "a length below zero": (question(max_length=-1), errors.ValueRefusedError),
    "a rule about nothing": (question(when="nobody=x"), errors.RuleRefusedError),
    "a rule about what is no answer": (
        changed(("questions", 3, "when"), "why=holiday"),
        errors.RuleRefusedError,
    ),
    "a rule that is code": (question(when="(x)"), errors.RuleRefusedError),
    "a default in TALES": (
        question(TDefault="python:1"),
        errors.ExpressionRefusedError,
    ),
    "a condition in TALES": (
        question(**{"easyform:TEnabled": "python:1"}),
        errors.ExpressionRefusedError,
    ),
    "a validator in TALES": (question(TValidator="x"), errors.ExpressionRefusedError),
    "a value of the server": (question(serverSide=True), errors.ExpressionRefusedError),
    "a script": (
        changed(("CustomScript",), {"ScriptBody": ""}),
        errors.ScriptRefusedError,
    ),
    "a role for a script": (
        changed(("fields", "ProxyRole"), "Manager"),
        errors.ScriptRefusedError,
    ),
    "a mailer": (changed(("mailer",), {}), errors.MailerRefusedError),
    "a receiver": (
        changed(("fields", "recipient_email"), "x@y.example"),
        errors.MailerRefusedError,
    ),
    "actions": (changed(("actions",), []), errors.ActionRefusedError),
    "actions of easyform": (
        changed(("actions_model",), "<model/>"),
        errors.ModelRefusedError,
    ),
    "a raw model": (changed(("fields_model",), MODEL), errors.ModelRefusedError),
    "a raw model below": (
        changed(("fields", "fields_model"), MODEL),
        errors.ModelRefusedError,
    ),
}


@pytest.mark.parametrize("sent, refusal", REFUSED.values(), ids=REFUSED)
def test_a_file_is_refused(desk, sent, refusal):
    before = desk.objectIds()
    with pytest.raises(refusal) as refused:
        make_document(desk, sent)
    assert type(refused.value) is refusal
    assert desk.objectIds() == before


@pytest.mark.parametrize(
    "data, refusal",
    [
        (b"x" * (shape.LARGEST_FILE_BYTES + 1), errors.FileTooLargeError),
        (b"<model/>", errors.FileUnreadableError),
        (b"[]", errors.FileUnreadableError),
        (b"\xff\xfe", errors.FileUnreadableError),
        (b"[" * 100_000, errors.FileUnreadableError),
    ],
    ids=["too large", "no JSON", "no object", "no UTF-8", "too deep"],
)
def test_what_is_no_file_of_a_document_is_refused(data, refusal):
    with pytest.raises(refusal):
        read_file(data)


def test_html_in_words_stays_words(desk):
    document = make_document(desk, question(title='<b>x</b> & "y"'))
    assert questions_of(document.form)[0].title == '<b>x</b> & "y"'


def test_a_name_of_a_page_is_not_taken(desk):
    assert make_document(desk, changed(("id",), "taken")).getId() == "attest"


ROLES = ["Editor", "Site Administrator", "Manager"]
#: One of each.
STAFF = ["eef", "sam", "admin"]
DANGEROUS = {
    "expression": question(TDefault="python:1"),
    "script": changed(("script",), "x"),
    "mailer": changed(("mailer",), {}),
    "action": changed(("actions",), []),
    "model": changed(("fields_model",), MODEL),
    "check": question(checks=["python"]),
}


class TestRoads:
    """The page and the call; dangerous files are refused for everybody."""

    @pytest.fixture
    def staff(self, served):
        """Return the client of a role."""

        def client(role, **headers):
            if role == "Manager":
                return served.staff("admin", **headers)
            if role == "Editor":
                return served.staff("eef", **headers)
            transaction.begin()
            with api.env.adopt_roles(["Manager"]):
                if api.user.get(username="sam") is None:
                    api.user.create(
                        username="sam", email="s@testegem.example", password=PASSWORD
                    )
                    api.user.grant_roles(username="sam", roles=[role])
            transaction.commit()
            return served.staff("sam", **headers)

        return client

    def names(self, served):
        """Return what lies in the desk."""
        transaction.begin()
        return set(served.document.aq_parent.objectIds())

    @pytest.mark.parametrize("role", ROLES)
    @pytest.mark.parametrize("sent", DANGEROUS.values(), ids=DANGEROUS)
    def test_a_dangerous_file_is_refused(self, served, staff, role, sent):
        before = self.names(served)
        desk = served.document.aq_parent.absolute_url()
        call = staff(role, Accept="application/json").post(
            f"{desk}/@eloket-import", json=sent
        )
        assert call.status_code == 400
        assert call.json()["error"]["type"].startswith("import_")
        page = self.upload(staff(role), desk, json.dumps(sent).encode())
        assert page.status_code == 400
        assert 'class="el-errors" role="alert"' in page.text
        assert self.names(served) == before

    def upload(self, client, desk, data):
        """Hand a file in on the page."""
        shown = client.get(f"{desk}/importeer")
        return client.post(
            f"{desk}/importeer",
            data={"_csrf": hidden(shown, "_csrf")},
            files={"bestand": ("attest.json", data)},
            allow_redirects=False,
        )

    @pytest.mark.parametrize("role", ROLES)
    def test_a_good_file_becomes_a_draft(self, served, staff, role):
        desk = served.document.aq_parent.absolute_url()
        answer = self.upload(staff(role), desk, json.dumps(GOOD).encode())
        assert answer.status_code == 303
        assert answer.headers["Location"] == f"{desk}/attest/nakijken"
        call = staff(role, Accept="application/json").post(
            f"{desk}/@eloket-import", json=GOOD | {"id": "tweede"}
        )
        assert call.status_code == 201
        assert call.json() == {
            "@id": f"{desk}/tweede",
            "id": "tweede",
            "state": "private",
        }
        transaction.begin()
        made = served.document.aq_parent
        assert [state_of(made[name]) for name in ("attest", "tweede")] == [DRAFT, DRAFT]

    def test_a_file_over_size_is_said_so(self, served, staff):
        desk = served.document.aq_parent.absolute_url()
        data = b" " * (shape.LARGEST_FILE_BYTES + 1)
        answer = self.upload(staff("Editor"), desk, data)
        assert answer.status_code == 413

    def test_a_page_without_a_file_says_so(self, served, staff):
        client, desk = staff("Editor"), served.document.aq_parent.absolute_url()
        shown = client.get(f"{desk}/importeer")
        sent = {"_csrf": hidden(shown, "_csrf")}
        answer = client.post(f"{desk}/importeer", data=sent)
        assert answer.status_code == 400
        assert "Kies eerst een bestand" in answer.text

    def test_the_file_is_the_same_by_page_and_call(self, served, staff):
        page = staff("Editor").get(f"{served.url}/exporteer")
        call = staff("Editor", Accept="application/json").get(
            f"{served.url}/@eloket-export"
        )
        assert (
            page.headers["Content-Disposition"] == 'attachment; filename="bewijs.json"'
        )
        assert page.json() == call.json()
        assert page.json()["format"] == shape.FORMAT

    @pytest.mark.parametrize("who", ["stranger", "citizen", "program"])
    def test_others_get_no_file_and_make_no_document(self, served, who):
        client = getattr(served, who)()
        headers = {"Accept": "application/json"}
        got = client.get(f"{served.url}/@eloket-export", headers=headers)
        assert got.status_code in (401, 403)
        desk = served.document.aq_parent.absolute_url()
        sent = client.post(f"{desk}/@eloket-import", json=GOOD, headers=headers)
        assert sent.status_code in (401, 403)
        assert "attest" not in self.names(served)


def test_a_program_saves_and_adds(served, recorded):
    desk = served.document.aq_parent.absolute_url()
    editor = served.staff(Accept="application/json")
    recorded("document-saved", editor.get(f"{served.url}/@eloket-export"))
    short = GOOD | {"questions": GOOD["questions"][:2], "texts": {"fr": {"title": "Y"}}}
    recorded("document-added", editor.post(f"{desk}/@eloket-import", json=short))
    wrong = short | {"questions": [GOOD["questions"][0] | {"TDefault": "python:1"}]}
    answer = editor.post(f"{desk}/@eloket-import", json=wrong)
    assert answer.json()["error"]["type"] == "import_expression"
    recorded("document-with-an-expression", answer)


class TestRawModel:
    """The raw model and the settings of a form are nobody's."""

    @pytest.fixture
    def served(self, served):
        """Sam, who runs the site, beside the editor and the manager."""
        transaction.begin()
        with api.env.adopt_roles(["Manager"]):
            api.user.create(
                username="sam", email="s@testegem.example", password=PASSWORD
            )
            api.user.grant_roles(username="sam", roles=["Site Administrator"])
        transaction.commit()
        return served

    @pytest.mark.parametrize("who", STAFF)
    @pytest.mark.parametrize("name", sorted(IGNORED))
    def test_no_setting_that_runs_is_taken(self, served, who, name):
        client, road = served.staff(who), f"{served.form}/fields/copies"
        shown = client.get(road)
        assert shown.status_code == 200 and name not in shown.text
        prefix = re.search(r'name="([^"]*)IQuestionSettings\.when"', shown.text)[1]
        sent = {f"{prefix}IFieldExtender.{name}": "python:1", "form.buttons.save": "1"}
        token = re.search(r'name="_authenticator"[^>]*value="([^"]+)"', shown.text)[1]
        page = client.post(road, data=sent | {"_authenticator": token})
        assert page.status_code == 400
        assert "Er is niets gewijzigd" in page.text
        headers = {"Accept": "application/json"}
        for method in ("POST", "PATCH", "PUT"):
            for road in (served.form, f"{served.form}/fields/copies"):
                answer = client.request(method, road, json=sent, headers=headers)
                assert answer.status_code in (401, 403, 404), (method, road)
        transaction.begin()
        assert served.document.form.fields_model == MODEL

    @pytest.mark.parametrize("who", STAFF)
    @pytest.mark.parametrize(
        "road",
        ["fields/@@modeleditor", "fields/modeleditor", "fields/++view++modeleditor"],
    )
    def test_has_no_page(self, served, who, road):
        client = served.staff(who)
        assert client.get(f"{served.form}/{road}").status_code == 404
        sent = {"source": form(line()), "form.button.save": "1"}
        assert client.post(f"{served.form}/{road}", data=sent).status_code == 404
        transaction.begin()
        assert served.document.form.fields_model == MODEL

    @pytest.mark.parametrize("who", STAFF)
    @pytest.mark.parametrize("method", ["GET", "POST"])
    def test_settings_lead_to_the_document(self, served, who, method):
        sent = {"form.widgets.afterValidationOverride": "python:1"}
        answer = served.staff(who).request(
            method, f"{served.form}/edit", data=sent, allow_redirects=False
        )
        assert answer.status_code == 302
        assert answer.headers["Location"] == f"{served.url}/edit"
        transaction.begin()
        assert not served.document.form.afterValidationOverride


TEXTS = {
    "another language": {"es": {"title": "x"}},
    "no texts": [],
    "no places": {"fr": []},
    "a text that is none": {"fr": {"title": 3}},
    "a long text": {"fr": {"title": "x" * 10_001}},
}


@pytest.mark.parametrize("word", ["texts", "translated_from"])
@pytest.mark.parametrize("texts", TEXTS.values(), ids=TEXTS)
def test_texts_are_refused(desk, texts, word):
    with pytest.raises(errors.ValueRefusedError):
        make_document(desk, GOOD | {word: texts})


def test_texts_travel(desk):
    texts = {"fr": {"title": "Attestation", "question/why/choice/rent": "Pour louer"}}
    document = make_document(desk, GOOD | {"texts": texts | {"de": {"no/place": "x"}}})
    assert document_to_json(document)["texts"] == texts


def test_what_was_translated_travels_with_the_translation(desk):
    texts = {"fr": {"title": "Attestation", "question/why/choice/rent": "Pour louer"}}
    made_from = {"fr": {"title": "Bewijsje", "no/place": "x"}, "de": {"title": "y"}}
    file = GOOD | {"texts": texts, "translated_from": made_from}
    api.portal.set_registry_record("plone.available_languages", ["nl", "fr"])
    for _time in range(2):
        document = make_document(desk, file)
        assert outdated_words(document, "fr") == {"title": "Bewijsje"}
        assert unsure_words(document, "fr") == ["question/why/choice/rent"]
        file = read_file(document_to_file(document))
    assert file["translated_from"] == {"fr": {"title": "Bewijsje"}}


def test_of_a_file_that_does_not_tell_nobody_knows(desk):
    document = make_document(desk, GOOD | {"texts": {"fr": {"title": "Attestation"}}})
    assert unsure_words(document, "fr") == ["title"]
    assert "translated_from" not in document_to_json(document)
