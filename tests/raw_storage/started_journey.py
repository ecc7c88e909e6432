"""One citizen's way through a really started product, with planted values."""

from eloket_sandbox.persons import Person
from eloket_sandbox.persons import PERSONS
from tests.started import until

import base64
import requests


#: Who goes the whole way, and who stops at *Nieuw hier?*.
CITIZEN = PERSONS["augusta"]
WAITING = PERSONS["mireille"]

EMAIL = "augusta.plant@voorbeeld.example"
STREET = "Plantstraat 71 Ünder"
REMARK = "Mijn kat heet Wodewick Ünder"
TYPED = "Plantgedachte van Wodewijk"
FILE_NAME = "attest-plantbestand.pdf"
FILE = b"%PDF-1.4 Plantinhoud-Zevenslag"
QUESTION = "Welke plantvraag, juffrouw Öosterlinck?"
ANSWER = "Dat is het plantantwoord van Wodewijk"
REFUSED = "Plantwoord in een geweigerd antwoord"
MISTYPED_NAME = "augusta-tiepfout"
MISTYPED_WORDS = "een fout geheim Woord 98"
KEY = "plant-idempotency-7781"


class StartedJourney:
    """Walks the road; after it, ``letter`` is the document that was downloaded."""

    def __init__(self, started: dict) -> None:
        self.started = started
        self.site, self.desk = started["site"], started["eloket"]
        self.browser = self.person()
        self.clerk = self.person(Accept="application/json")
        self.clerk.auth = ("tom", started["accounts"]["tom"]["password"])

    def person(self, **headers: str) -> requests.Session:
        """Return a new browser, which asks no proxy."""
        session = requests.Session()
        session.trust_env = False
        session.headers.update({"Origin": self.site.rpartition("/")[0], **headers})
        return session

    def walk(self) -> None:
        """Go the whole way."""
        self.arrive(self.person(), WAITING)
        self.arrive(self.browser, CITIZEN)
        self.register()
        self.mistype()
        self.keep_draft()
        self.move_house()
        self.ask_for_document()
        self.look()

    def arrive(self, browser: requests.Session, who: Person) -> None:
        """Come back from the provider with itsme, unknown here."""
        address = f"{self.site}/acl_users/burgerprofiel/login"
        there = browser.get(address, allow_redirects=False).headers["Location"]
        chosen = {"means": "itsme", "person": who.id}
        back = browser.post(there, data=chosen, allow_redirects=False)
        answer = browser.get(back.headers["Location"], allow_redirects=False)
        assert answer.headers["Location"].endswith("/registreren"), answer.text
        assert who.family_name in browser.get(answer.headers["Location"]).text.replace(
            "&#x27;", "'"
        ).replace("&#39;", "'")

    def register(self) -> None:
        """Make the account; from now on a program acts."""
        answer = self.browser.post(
            f"{self.site}/@eloket-registration",
            json={"email": EMAIL},
            headers={"Accept": "application/json"},
        )
        assert answer.ok, answer.text
        bearer = f"Bearer {answer.json()['token']}"
        self.program = self.person(Accept="application/json", Authorization=bearer)

    def mistype(self) -> None:
        """Somebody types a wrong user name and password."""
        visitor = self.person(Accept="application/json")
        csrf = visitor.get(f"{self.site}/@eloket-session").json()["csrf"]
        answer = visitor.post(
            f"{self.desk}/aanmelden",
            data={"_csrf": csrf, "username": MISTYPED_NAME, "password": MISTYPED_WORDS},
            headers={"Accept": "text/html"},
        )
        assert answer.status_code == 401

    def keep_draft(self) -> None:
        """Type something and go away."""
        answer = self.program.put(
            f"{self.desk}/bewijs-van-woonst/@eloket-draft",
            json={"answers": {"for_whom": TYPED}, "channel": "download", "key": "k"},
        )
        assert answer.ok, answer.text

    def send(self, document: str, answers: dict, key: str) -> requests.Response:
        """Send a request."""
        return self.program.post(
            f"{self.desk}/{document}/@eloket-cases",
            json={"answers": answers},
            headers={"Idempotency-Key": key},
        )

    def move_house(self) -> None:
        """Send a file and an address; the clerk asks something, the citizen answers."""
        good = {
            "new_street": STREET,
            "new_postal_code": "9999",
            "new_municipality": "Testegem",
            "moved_on": "2026-11-01",
            "household": 2,
            "contract": {
                "filename": FILE_NAME,
                "data": base64.b64encode(FILE).decode(),
            },
        }
        wrong = self.send("adreswijziging", good | {"household": REFUSED}, "wrong")
        assert wrong.status_code == 400, wrong.text
        answer = self.send("adreswijziging", good, KEY)
        assert answer.status_code == 201, answer.text
        case = f"{self.desk}/dossiers/{answer.json()['reference']}/@workflow"
        for who, step, words in (
            (self.clerk, "take", ""),
            (self.clerk, "ask_information", QUESTION),
            (self.program, "answer_information", ANSWER),
        ):
            made = who.post(f"{case}/{step}", json={"comment": words})
            assert made.ok, (step, made.text)

    def ask_for_document(self) -> None:
        """Ask for a document, have it approved, wait for the letter, download it."""
        answers = {"purpose": "huren", "remark": REMARK}
        answer = self.send("uittreksel-bevolkingsregister", answers, "second")
        assert answer.status_code == 201, answer.text
        reference = answer.json()["reference"]
        case = f"{self.desk}/dossiers/{reference}"
        made = self.clerk.post(f"{case}/@workflow/approve", json={})
        assert made.ok, made.text
        own = f"{self.site}/@eloket-cases/{reference}"
        until(lambda: self.program.get(own).json()["documents"], "the letter is there")
        (document,) = self.program.get(own).json()["documents"]
        letter = self.program.get(document["@id"], headers={"Accept": "*/*"})
        assert letter.content.startswith(b"%PDF"), letter.text
        self.letter = letter.content

    def look(self) -> None:
        """Citizen and clerk look at their lists; the mails have come."""
        assert self.browser.get(f"{self.desk}/mijn-aanvragen").ok
        assert self.browser.get(f"{self.desk}/mijn-profiel").ok
        assert self.clerk.get(f"{self.desk}/taken", headers={"Accept": "text/html"}).ok
        until(lambda: len(self.subjects()) >= 3, "the mails have come")

    def subjects(self) -> list[str]:
        """Return the subjects of the mails that came for the citizen."""
        found = self.browser.get(self.started["mail"]).json()
        mails = found["items"] if isinstance(found, dict) else found
        return [mail["subject"] for mail in mails if EMAIL in str(mail)]
