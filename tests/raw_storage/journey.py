"""One citizen's whole journey over HTTP, with planted values all the way."""

from collective.eloket.accounts import service as accounts
from collective.eloket.accounts import session as sessions
from collective.eloket.accounts.tokens import read_token
from collective.eloket.catalogue.easyform.factory import set_fields
from collective.eloket.clock import utcnow
from collective.eloket.outbox import service as outbox
from collective.eloket.parameters import service as parameters
from datetime import timedelta
from plone import api
from tests.accounts.oidc.provider import FakeProvider
from tests.accounts.oidc.test_service import set_provider
from tests.cases import house
from tests.outbox.post import Post
from tests.raw_storage import planted
from urllib.parse import urlencode

import base64
import re
import requests
import transaction


MODEL = """\
<model xmlns="http://namespaces.plone.org/supermodel/schema"
       xmlns:eloket="http://namespaces.plone.org/supermodel/eloket">
  <schema>
    <field name="remark" type="zope.schema.TextLine">
      <title>Opmerking</title>
    </field>
    <field name="copies" type="zope.schema.Int">
      <title>Aantal</title>
    </field>
    <field name="proof" type="plone.namedfile.field.NamedBlobFile">
      <title>Bewijs</title>
    </field>
  </schema>
</model>
"""


class Journey:
    """Walks the road; after it, ``letter`` is the document that was downloaded."""

    def __init__(self, portal, op: FakeProvider) -> None:
        self.portal = portal
        self.op = op
        self.site = portal.absolute_url()
        self.desk = f"{self.site}/e-loket"
        self.browser = requests.Session()
        self.browser.headers["Origin"] = self.site.rpartition("/")[0]
        self.mails = []

    def walk(self) -> None:
        """Go the whole way."""
        self.prepare()
        self.come_back_with_an_error()
        self.register()
        self.sign_in_by_password()
        self.say_how_to_be_reached()
        self.send_wrong_answers()
        self.submit()
        self.handle()
        self.write()
        self.work_without_post_office()
        self.work()
        self.look()
        self.put_aside()

    def prepare(self) -> None:
        """Set up the e-desk, the clerk, the provider and the sender of mail."""
        desk = house.make_desk(self.portal)
        set_fields(desk["uittreksel"], MODEL)
        house.make_clerk("lieve", "Lieve Balie", "bevolking")
        set_provider(self.portal, secret=planted.CLIENT_PROOF)
        sender = "e-loket@testegem.example"
        api.portal.set_registry_record("plone.email_from_address", sender)
        transaction.commit()
        self.op.claims["sub"] = self.op.info["sub"] = planted.SUB
        self.op.token["access_token"] = planted.ACCESS
        self.op.info |= {
            "rrn": planted.NUMBER,
            "given_name": planted.GIVEN_NAMES,
            "family_name": planted.FAMILY_NAME,
        }

    def leave(self) -> str:
        """Go to the provider; return the state to come back with."""
        address = f"{self.site}/acl_users/proef/login"
        answer = self.browser.get(address, allow_redirects=False)
        assert answer.status_code == 302, answer.text
        return self.op.visit(answer.headers["Location"])["state"]

    def come_back(self, **brought: str) -> requests.Response:
        """Come back from the provider."""
        address = f"{self.site}/acl_users/proef/callback?{urlencode(brought)}"
        return self.browser.get(address, allow_redirects=False)

    def come_back_with_an_error(self) -> None:
        """The provider says no, with words about the person."""
        answer = self.come_back(
            error="server_error",
            error_description=planted.PROVIDER_ERROR,
            state=self.leave(),
        )
        assert answer.status_code >= 400

    def register(self) -> None:
        """Prove who I am, and make an account with a user name too."""
        answer = self.come_back(code=planted.CODE, state=self.leave())
        assert answer.headers["Location"].endswith("/registreren")
        page = self.browser.get(answer.headers["Location"])
        assert planted.FAMILY_NAME in page.text
        answer = self.browser.post(
            f"{self.site}/@eloket-registration",
            json={
                "username": planted.USERNAME,
                "password": planted.SIGN_IN_WORDS,
                "email": planted.EMAIL,
            },
            headers={"Accept": "application/json"},
        )
        assert answer.ok, answer.text
        self.person_id = answer.json()["user_id"]
        self.program = self.program_of(answer.json()["token"])

    def program_of(self, token: str) -> requests.Session:
        """Return a citizen's program."""
        program = requests.Session()
        program.headers["Authorization"] = f"Bearer {token}"
        program.headers["Accept"] = "application/json"
        return program

    def sign_in_by_password(self) -> None:
        """Mistype user name and password first."""
        visitor = requests.Session()
        visitor.headers["Origin"] = self.browser.headers["Origin"]
        for name, password, landed in (
            (planted.TYPED_NAME, planted.MISTYPED_WORDS, False),
            (planted.USERNAME, planted.SIGN_IN_WORDS, True),
        ):
            page = visitor.get(f"{self.desk}/aanmelden").text
            field = re.search(r'<input[^>]*name="_csrf"[^>]*>', page)[0]
            csrf = re.search(r'value="([^"]+)"', field)[1]
            form = {"_csrf": csrf, "username": name, "password": password}
            visitor.post(
                f"{self.desk}/aanmelden",
                {**form, "form": "password"},
                allow_redirects=False,
            )
            assert ("eloket-session" in visitor.cookies) is landed

    def say_how_to_be_reached(self) -> None:
        """Give a phone number; its page comes with a later issue."""
        transaction.begin()
        parameters.set_own(self.person_id, {"phone": planted.PHONE})
        transaction.commit()

    def post_case(self, **answers) -> requests.Response:
        """Send a request."""
        file = base64.b64encode(planted.FILE).decode()
        good = {
            "remark": planted.REMARK,
            "copies": 2,
            "proof": {"filename": planted.FILE_NAME, "data": file},
        }
        return self.program.post(
            f"{self.desk}/uittreksel/@eloket-cases",
            json={"answers": good | answers, "channel": "download"},
            headers={"Idempotency-Key": planted.KEY},
        )

    def send_wrong_answers(self) -> None:
        """Send answers that are refused, and one to a field that is not there."""
        for answers in ({"copies": planted.REFUSED}, {planted.REFUSED: "x"}):
            answer = self.post_case(**answers)
            assert answer.status_code == 400, answer.text

    def submit(self) -> None:
        """Send a good request."""
        answer = self.post_case()
        assert answer.status_code == 201, answer.text
        self.reference = answer.json()["reference"]
        self.case = f"{self.desk}/dossiers/{self.reference}"

    def handle(self) -> None:
        """The clerk asks something, and the citizen answers."""
        clerk = requests.Session()
        clerk.auth = ("lieve", house.PASSWORD)
        clerk.headers["Accept"] = "application/json"
        self.clerk = clerk
        for who, step, words in (
            (clerk, "take", ""),
            (clerk, "ask_information", planted.QUESTION),
            (self.program, "answer_information", planted.ANSWER),
        ):
            body = {"comment": words}
            answer = who.post(f"{self.case}/@workflow/{step}", json=body)
            assert answer.ok, (step, answer.text)

    def write(self) -> None:
        """The citizen writes, with a file; the clerk makes a note and approves."""
        file = {
            "filename": planted.MESSAGE_FILE_NAME,
            "data": base64.b64encode(planted.MESSAGE_FILE).decode(),
        }
        for who, body in (
            (self.program, {"text": planted.MESSAGE, "files": [file]}),
            (self.clerk, {"text": planted.NOTE, "kind": "note"}),
        ):
            answer = who.post(f"{self.case}/@eloket-messages", json=body)
            assert answer.status_code == 201, answer.text
        answer = self.clerk.post(f"{self.case}/@workflow/approve", json={})
        assert answer.ok, answer.text

    def work_without_post_office(self) -> None:
        """The worker makes the letter, and no mail leaves."""
        transaction.begin()
        api.portal.set_registry_record("plone.smtp_host", "127.0.0.1")
        api.portal.set_registry_record("plone.smtp_port", 9)
        outbox.run_due(self.portal)
        assert outbox.waiting(self.portal)

    def work(self) -> None:
        """The worker sends all mail an hour later."""
        with Post() as post:
            transaction.begin()
            api.portal.set_registry_record("plone.smtp_port", post.port)
            outbox.run_due(self.portal, utcnow() + timedelta(hours=1))
            self.mails = post.mails
        assert not outbox.waiting(self.portal)

    def look(self) -> None:
        """Citizen and clerk look at everything; the citizen downloads the letter."""
        own = f"{self.desk}/mijn-aanvragen/{self.reference}"
        token = self.program.headers["Authorization"].removeprefix("Bearer ")
        self.browser.cookies["eloket-session"] = token
        assert planted.REMARK in self.browser.get(own).text
        assert self.browser.get(f"{self.desk}/mijn-profiel").ok
        letter = self.browser.get(f"{own}/document")
        assert letter.headers["Content-Type"] == "application/pdf"
        self.letter = letter.content
        clerk = self.clerk.get(
            f"{self.desk}/taken/{self.reference}", headers={"Accept": "text/html"}
        )
        assert planted.FAMILY_NAME in clerk.text
        assert self.program.get(f"{self.site}/@eloket-cases/{self.reference}").ok
        transaction.begin()
        assert accounts.own_username(self.person_id) == planted.USERNAME

    def put_aside(self) -> None:
        """Type into another form, stop, sign out elsewhere, and type on."""
        page = f"{self.desk}/uittreksel/aanvraag"
        shown = self.browser.get(page).text
        fields = {
            name: re.search(rf'name="{name}"\s+value="([^"]*)"', shown)[1]
            for name in ("_csrf", "sleutel", "stempel")
        }
        file = {"vraag.proof": (planted.DRAFT_FILE_NAME, planted.DRAFT_FILE)}
        for remark, files in ((planted.DRAFT, file), (planted.LATE_DRAFT, None)):
            typed = fields | {"vraag.remark": remark, "bewaar": "1"}
            answer = self.browser.post(
                page, data=typed, files=files, allow_redirects=False
            )
            assert answer.status_code == 303, answer.text
            transaction.begin()
            session = self.program.headers["Authorization"].removeprefix("Bearer ")
            sessions.end_sid(read_token(session).sid)
