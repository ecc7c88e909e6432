"""The nine columns of the matrix, and what each of them asks over HTTP."""

from collective.eloket.cases import talk
from collective.eloket.catalogue.model import Upload
from collective.eloket.catalogue.orders import Sent
from collective.eloket.catalogue.stranger_orders import submit_of_stranger
from collective.eloket.parameters import cards
from plone import api
from tests.accounts.oidc.test_service import set_provider
from tests.cases import house
from tests.parameters.card_house import CARD_SIGN_IN

import requests
import transaction


ROLES = (
    "anonymous",
    "owner",
    "citizen",
    "clerk",
    "other_clerk",
    "eloket_manager",
    "editor",
    "site_administrator",
    "manager",
)
#: Members without a group of the document, by column → their one role.
STAFF = {
    "eloket_manager": "Eloket Manager",
    "editor": "Editor",
    "site_administrator": "Site Administrator",
}

#: Settings of plone.app.theming.
THEME = "plone.app.theming.interfaces.IThemeSettings"


class People(house.World):
    """A served site with two cases, a provider, and one person for each column.

    ``<reference>`` was just sent; ``<ready>`` came with a file and was answered;
    ``<stranger>`` was sent by somebody who did not sign in.
    """

    def __init__(self, portal):
        super().__init__(portal)
        set_provider(portal, id="burgerprofiel")
        with api.env.adopt_roles(["Manager"]):
            for name, role in STAFF.items():
                api.user.create(
                    username=name,
                    email=f"{name}@testegem.example",
                    password=house.PASSWORD,
                )
                api.user.grant_roles(username=name, roles=[role])
        # each role posts an empty form to four names of the sign-in page
        for name in ("wrong_passwords", "registrations"):
            self.raise_limit(name)
        # cards sign in here, so that their roads are open
        api.portal.set_registry_record(cards.ORIGIN, "https://eloket.example")
        api.portal.set_registry_record(CARD_SIGN_IN, True)
        # a status does not hang on how a page is dressed, which takes most of its time
        api.portal.set_registry_record(f"{THEME}.enabled", False)
        self.add_open_document()
        self.add_draft_document()
        self.references = {
            "<reference>": self.reference,
            "<ready>": self.ready_case(),
            "<stranger>": self.strangers_case(),
        }
        transaction.commit()
        self.names = {
            "anonymous": None,
            "owner": self.noor,
            "citizen": self.jan,
            "clerk": "lieve",
            "other_clerk": "tom",
            "manager": "admin",
        } | {name: name for name in STAFF}
        document = f"{self.desk_url}/uittreksel"
        dossiers = f"{self.desk_url}/dossiers"
        self.places = {
            "site": self.site_url,
            "desk": self.desk_url,
            "document": document,
            "open document": f"{self.desk_url}/bestuursdocument",
            "form": f"{document}/{self.form_id()}",
            "questions": f"{document}/{self.form_id()}/fields",
            "case": self.case_url,
            "draft document": f"{self.desk_url}/ontwerp",
            "ready case": f"{dossiers}/{self.references['<ready>']}",
            "stranger's case": f"{dossiers}/{self.references['<stranger>']}",
            "store": dossiers,
            "provider": f"{self.site_url}/acl_users/burgerprofiel",
        }
        self.open_ones: dict[tuple[str, bool], requests.Session] = {}

    def add_open_document(self) -> None:
        """Add one that can be asked for without signing in."""
        with api.env.adopt_roles(["Manager"]):
            name = "bestuursdocument"
            document = api.content.create(self.desk, "OnlineDocument", name, title=name)
            document.level = "none"
            document.clerk_group = "bevolking"
            document.channels = ["post"]
            document.legal_basis = "Bestuursdecreet van 7 december 2018"
            document.number_authorisation = "Wet van 8 augustus 1983, art. 5"
            api.content.transition(document, "publish")

    def add_draft_document(self) -> None:
        """Add one that does not say enough to be on offer."""
        with api.env.adopt_roles(["Manager"]):
            name = "ontwerp"
            api.content.create(self.desk, "OnlineDocument", name, title=name)

    def strangers_case(self) -> str:
        """Send a request as somebody who does not sign in."""
        answers = {
            "given_names": "Wim",
            "family_name": "Vreemd",
            "national_number": "85073003328",
        }
        sent = Sent(answers, "post", idempotency_key="stranger", language="nl")
        document = self.desk["bestuursdocument"]
        case = submit_of_stranger(document, "browser", sent)
        transaction.commit()
        return case.reference

    def raise_limit(self, name: str) -> None:
        """Let a limit not stand in the way of the statuses."""
        api.portal.set_registry_record(f"collective.eloket.accounts.{name}", 10_000)

    def ready_case(self) -> str:
        """Make another case of the owner, with a file, and answer it."""
        upload = Upload("volmacht.pdf", "application/pdf", house.PDF)
        document = self.desk["uittreksel"]
        sent = house.order(
            document, self.noor, idempotency_key="ready", attachments=[upload]
        )
        case = house.submit(sent)
        transaction.commit()
        first, self.case = self.case, case
        self.write(self.noor.id, talk.Kind.CITIZEN, upload)
        self.write("lieve", talk.Kind.NOTE, upload)
        self.deliver()
        self.case = first
        return case.getId()

    def write(self, who: str, kind: talk.Kind, upload: Upload) -> None:
        """Let somebody write about the case, with a file."""
        house.act_as(self.portal, who)
        talk.write_message(self.case, kind, "Zie de bijlage.", [upload])
        transaction.commit()

    def form_id(self) -> str:
        """Return the id of the document's one form."""
        (form,) = self.desk["uittreksel"].objectIds()
        return form

    def caller(self, role: str, as_json: bool) -> requests.Session:
        """Return the session of a column, made once, with its CSRF value."""
        key = (role, as_json)
        if key not in self.open_ones:
            make = self.api if as_json else self.browser
            session = self.open_ones[key] = make(self.names[role])
            told = session.get(
                f"{self.site_url}/@eloket-session",
                headers={"Accept": "application/json"},
            ).json()
            session.csrf = told["csrf"]
        return self.open_ones[key]

    def status(self, row: dict, role: str, csrf: bool = True) -> int:
        """Ask for one row as one column, and return the status."""
        return self.answer(row, role, csrf).status_code

    def answer(
        self, row: dict, role: str, csrf: bool = True, more: dict | None = None
    ) -> requests.Response:
        """Ask for one row as one column; writes carry what a page of ours sends.

        ``more``: fields that a form sends besides.
        """
        sent = more or {}
        as_json = not row["road"] or row["road"].startswith("@")
        name = row["road"]
        for placeholder, reference in self.references.items():
            name = name.replace(placeholder, reference)
        address = f"{self.places[row['object']]}/{name}".rstrip("/")
        # a token in a header needs no CSRF value: who leaves it out comes by cookie
        session = self.caller(role, as_json and csrf)
        more: dict = {"headers": {"Accept": "application/json"}} if as_json else {}
        if row["method"] != "GET" and as_json:
            more["json"] = {}
            if csrf:
                more["headers"]["X-CSRF-TOKEN"] = session.csrf
        elif row["method"] != "GET":
            own = {"_csrf": session.csrf} if csrf else {}
            more["data"] = sent | own
        answer = session.request(
            row["method"], address, allow_redirects=False, timeout=30, **more
        )
        if "Set-Cookie" in answer.headers:
            # the next row begins signed in, also after a sign-out everywhere
            for as_json in (True, False):
                self.open_ones.pop((role, as_json), None)
        return answer
