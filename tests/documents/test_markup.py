"""What looks like HTML is text, wherever it was typed and wherever it is read.

One request goes its whole way; each text that anybody types on it says where.
"""

from base64 import b64encode
from collective.eloket.cases import service as cases
from collective.eloket.cases.exporting import FORMULA
from collective.eloket.catalogue.easyform.factory import set_fields
from collective.eloket.catalogue.easyform.models import questions_of
from collective.eloket.catalogue.versions import note_version
from collective.eloket.clock import utcnow
from collective.eloket.outbox import service as outbox
from collective.eloket.outbox.delivery import do_job
from html import escape
from plone import api
from tests.cases import house
from tests.cases.test_talk import mails
from tests.documents.reading import ReadPdf
from tests.markup import mark
from tests.markup import read

import csv
import io
import json
import pytest
import transaction


#: What an editor says of a document, and where citizens read it first.
EDITORS = (
    "title",
    "description",
    "for_whom",
    "needed",
    "legal_basis",
    "counter_guidance",
    "phone_guidance",
    "closed_reason",
)
FORM = f"""\
<model xmlns="http://namespaces.plone.org/supermodel/schema">
  <schema>
    <field name="remark" type="zope.schema.Text">
      <title>{escape(mark("label"))}</title>
      <description>{escape(mark("hint"))}</description>
    </field>
    <field name="reason" type="zope.schema.Choice">
      <title>Waarom?</title>
      <values><element key="rent">{escape(mark("choice"))}</element></values>
    </field>
    <field name="home" type="collective.eloket.catalogue.special.PostalAddress">
      <title>Adres</title>
    </field>
    <field name="proof" type="plone.namedfile.field.NamedBlobFile">
      <title>Bewijs</title>
    </field>
  </schema>
</model>
"""
#: A file's name has no path, so no end of an element.
FILE = "bewijs <script>zx() <b id='zx'> &amp;.pdf"
ANSWERS = {
    "remark": mark("text"),
    "reason": "rent",
    "home": {
        "street": mark("street"),
        "number": "1",
        "postal_code": "9000",
        "municipality": mark("municipality"),
    },
    "proof": {"filename": FILE, "data": b64encode(b"%PDF-1.7 x").decode()},
}
DOCUMENT = ("title", "description", "for_whom", "needed", "legal_basis")
CASE = ("label", "text", "choice", "street", "municipality", "title")
TALK = ("question", "answer", "message of the clerk", "message of the citizen")


class Marked(house.World):
    """A world in which everybody types markup."""

    def __init__(self, portal):
        super().__init__(portal)
        api.portal.set_registry_record("plone.available_languages", ["nl", "fr"])
        with api.env.adopt_roles(["Manager"]):
            api.user.create(
                username="eef", email="e@testegem.example", password=house.PASSWORD
            )
            api.user.grant_roles(username="eef", roles=["Editor"])
            house.make_manager("mira")
        self.noor = house.make_citizen(mark("given name"), "Voorbeeld", "marked")
        self.document = self.desk["uittreksel"]
        set_fields(self.document, FORM)
        note_version(self.document, utcnow())
        transaction.commit()
        self.url = self.document.absolute_url()
        fields = {name: mark(name) for name in EDITORS}
        answer = self.api("eef").patch(self.url, json=fields)
        assert answer.status_code == 204, answer.text

    def ask(self):
        """Send the request, and let both sides write."""
        road = f"{self.url}/@eloket-cases"
        answer = self.api(self.noor).post(road, json={"answers": ANSWERS})
        assert answer.status_code == 201, answer.text
        self.reference = answer.json()["reference"]
        transaction.begin()
        self.case = self.desk["dossiers"][self.reference]
        lieve, noor = f"{self.tasks}/{self.reference}", f"{self.mine}/{self.reference}"
        self.post("lieve", lieve, stap="bericht", soort="note", bericht=mark("note"))
        words = {"soort": "clerk", "bericht": mark("message of the clerk")}
        self.post("lieve", lieve, stap="bericht", **words)
        self.post("lieve", lieve, stap="ask_information", reden=mark("question"))
        self.post(
            self.noor, noor, stap="bericht", bericht=mark("message of the citizen")
        )
        self.post(self.noor, noor, stap="answer_information", antwoord=mark("answer"))

    def decide(self, step):
        """Let the clerk decide with a reason that goes along, and the worker work."""
        road = f"{self.tasks}/{self.reference}"
        self.post("lieve", road, stap=step, reden=mark("reason"), mee="1")
        for job_id, job in list(outbox.find_outbox(self.portal).items()):
            if job.kind == "letter":
                assert do_job(self.portal, job_id)
        transaction.begin()

    def post(self, who, road, **fields):
        """Send a form of a page as a browser does."""
        client = self.browser(who)
        shown = client.get(road, params={"stap": fields["stap"]})
        fields["_csrf"] = house.hidden(shown, "_csrf")
        if who == "lieve":
            fields["stand"] = self.refresh().version
        answer = client.post(road, data=fields, allow_redirects=False)
        assert answer.status_code == 303, read(answer.text)
        transaction.begin()

    def page(self, who, road, **query):
        """Return what somebody reads on a page."""
        answer = self.browser(who).get(road, params=query)
        assert answer.status_code == 200, (road, answer.status_code)
        return read(answer.text)

    def json(self, who, road):
        """Return all texts of what a program gets; JSON is nobody's markup."""
        answer = self.api(who).get(f"{self.site_url}/{road}")
        assert answer.headers["Content-Type"].startswith("application/json")
        found: list[str] = []
        collect(answer.json(), found)
        return " ".join(found)


def collect(value, found):
    """Add all texts of a JSON value."""
    if isinstance(value, str):
        found.append(" ".join(value.split()))
    for one in value.values() if isinstance(value, dict) else ():
        collect(one, found)
    for one in value if isinstance(value, list) else ():
        collect(one, found)


#: Where it is read → who reads, what must stand there as it was typed.
PAGES = {
    "the e-desk": (None, "", ("title", "description")),
    "the e-desk, signed in": ("noor", "", ("title", "given name")),
    "the document": (None, "/uittreksel", (*DOCUMENT, *EDITORS[5:7])),
    "the form": ("noor", "/uittreksel/aanvraag", ("title", "label", "hint", "choice")),
    "own requests": ("noor", "/mijn-aanvragen", ("title", "given name")),
    "the request": ("noor", "/mijn-aanvragen/REF", (*CASE, *TALK)),
    "the confirmation": ("noor", "/mijn-aanvragen/REF/bevestiging", ()),
    "the tasks": ("lieve", "/taken", ("title", "given name")),
    "the task": ("lieve", "/taken/REF", (*CASE, *TALK, "note", "given name")),
    "the figures": ("mira", "/taken-cijfers", ("title",)),
    "the editor's form": ("eef", "/uittreksel/edit", EDITORS),
    "the translations": (
        "eef",
        "/uittreksel/vertalen?taal=fr",
        (*DOCUMENT, "label", "choice"),
    ),
    "the questions": ("eef", "/uittreksel/formulier/fields", ("label", "choice")),
    "the versions": ("eef", "/uittreksel/nakijken", ("title",)),
}
CALLS = {
    "the documents": (None, "@eloket-documents", ("title", "description")),
    "the form": ("noor", "e-loket/uittreksel/@eloket-form", ("label", "title")),
    "own requests": ("noor", "@eloket-cases", ("title",)),
    "the request": ("noor", "@eloket-cases/REF", (*CASE[:3], *TALK)),
    "the tasks": ("lieve", "@eloket-tasks", ("title",)),
    "the task": ("lieve", "@eloket-tasks/REF", (*CASE[:3], "note", "given name")),
    "the figures": ("mira", "@eloket-statistics", ("title",)),
}


@pytest.fixture
def marked(functional_portal):
    return Marked(functional_portal)


def missing(said, places):
    """Return what does not stand there as it was typed."""
    return [place for place in places if mark(place) not in said]


def test_nothing_is_markup_and_nothing_is_lost(marked):
    marked.ask()
    lost = {}
    for name, (who, road, places) in PAGES.items():
        road = road.replace("REF", marked.reference)
        who = marked.noor if who == "noor" else who
        try:
            found = missing(marked.page(who, marked.desk_url + road), places)
        except AssertionError as error:
            found = [str(error)]
        if found:
            lost[f"page: {name}"] = found
    for name, (who, road, places) in CALLS.items():
        who = marked.noor if who == "noor" else who
        said = marked.json(who, road.replace("REF", marked.reference))
        if found := missing(said, places):
            lost[f"call: {name}"] = found
    assert not lost, json.dumps(lost, indent=1)
    for who, root in ((marked.noor, marked.mine), ("lieve", marked.tasks)):
        assert FILE in marked.page(who, f"{root}/{marked.reference}")
    transaction.begin()
    with api.env.adopt_roles(["Manager"]):
        api.content.transition(marked.document, "close")
    transaction.commit()
    assert mark("closed_reason") in marked.page(None, marked.url)


def test_files_and_mails_say_it_as_it_was_typed(marked):
    marked.ask()
    for who, root in ((marked.noor, marked.mine), ("lieve", marked.tasks)):
        road = f"{root}/{marked.reference}/antwoorden"
        file = squeezed(ReadPdf(marked.browser(who).get(road).content).text)
        assert not [one for one in CASE if squeezed(mark(one)) not in file]
    marked.decide("approve")
    letter = squeezed(ReadPdf(cases.open_letter(marked.case).data).text)
    for one in (*CASE, "given name"):
        assert squeezed(mark(one)) in letter, one
    told = squeezed(" ".join(mail["body"] for mail in mails(marked)))
    for one in ("title", "given name", "reason"):
        assert squeezed(mark(one)) in told, one
    assert not any("zx" in mail["subject"] for mail in mails(marked))
    page = marked.page(marked.noor, f"{marked.mine}/{marked.reference}")
    assert mark("title") in page


def squeezed(text: str) -> str:
    """Return a text without blanks: lines are broken where they are full."""
    return "".join(text.split())


def test_a_refusal_with_a_reason_is_read_as_it_was_typed(marked):
    marked.ask()
    marked.decide("refuse")
    for who, root in ((marked.noor, marked.mine), ("lieve", marked.tasks)):
        assert mark("reason") in marked.page(who, f"{root}/{marked.reference}")
    told = squeezed(" ".join(mail["body"] for mail in mails(marked)))
    assert squeezed(mark("reason")) in told


@pytest.mark.parametrize("sign", FORMULA, ids=repr)
def test_a_spreadsheet_takes_nothing_for_a_formula(marked, sign):
    formula = f'{sign}HYPERLINK("http://x";"y")'
    transaction.begin()
    marked.document.title = formula
    marked.document.reindexObject()
    marked.portal.acl_users.getUserById("lieve").setProperties(fullname=formula)
    api.user.grant_roles(username="lieve", roles=["Eloket Manager"])
    transaction.commit()
    marked.act("lieve", "take")
    answer = marked.browser("lieve").get(marked.tasks, params={"vorm": "csv"})
    assert answer.headers["Content-Type"].startswith("text/csv")
    rows = list(csv.reader(io.StringIO(answer.content.decode("utf-8-sig"))))
    assert [(row[1], row[5]) for row in rows[1:]] == [(f"'{formula}", f"'{formula}")]


def test_the_labels_are_what_an_editor_typed(marked):
    label, *_others = questions_of(marked.document.form)
    assert label.title == mark("label")
