"""Everything about one citizen, for themselves and by an officer with a purpose."""

from collective.eloket.audit import service as audit
from collective.eloket.cases import talk
from collective.eloket.catalogue import drafts
from collective.eloket.catalogue.drafted import Draft
from collective.eloket.catalogue.model import Upload
from collective.eloket.identity.levels import AssuranceLevel
from collective.eloket.outbox import service as outbox
from collective.eloket.rights import holds
from io import BytesIO
from tests.cases import house
from zipfile import ZipFile

import html
import json
import pytest
import re
import transaction


OWN = "mijn-profiel-rechten"


class Writer:
    def __init__(self, user_id):
        self.user_id = user_id
        self.capacity = "citizen"


@pytest.fixture
def full(world):
    """Noor with a case, files, messages, a draft, waiting news and a hold."""
    transaction.begin()
    house.make_manager("mia")
    upload = Upload("volmacht.pdf", "application/pdf", house.PDF)
    document = world.desk["uittreksel"]
    sent = house.order(
        document, world.noor, idempotency_key="two", attachments=[upload]
    )
    world.with_file = house.submit(sent).getId()
    house.act_as(world.portal, "lieve")
    talk.write_message(world.case, talk.Kind.CLERK, "Graag een foto.", [upload])
    talk.write_message(world.case, talk.Kind.NOTE, "Lijkt mij in orde.")
    house.submit(house.order(document, world.jan, subject=world.noor.id))
    draft = Draft(key="k", answers={"purpose": "Half getypt"})
    drafts.keep(Writer(world.noor.id), document, draft, {"bijlage": upload})
    outbox.put("mail", {"body": "Uw bericht"}, person_id=world.noor.id)
    holds.hold_person("mia", world.noor.id, "Geheime reden")
    transaction.commit()
    world.deliver()
    return world


def csrf(page):
    return re.search(r'name="_csrf"[^>]*value="([^"]*)"', page.text)[1]


def take(world, who, level=AssuranceLevel.HIGH, act="alles"):
    browser = world.browser(who, level)
    page = browser.get(f"{world.desk_url}/{OWN}")
    assert page.status_code == 200
    data = {"_csrf": csrf(page), "daad": act}
    return browser.post(f"{world.desk_url}/{OWN}", data=data)


def opened(answer):
    with ZipFile(BytesIO(answer.content)) as folder:
        assert folder.testzip() is None
        return {name: folder.read(name) for name in folder.namelist()}


def test_a_citizen_gets_everything(full):
    answer = take(full, full.noor)
    assert answer.status_code == 200
    assert answer.headers["Content-Type"] == "application/zip"
    assert answer.headers["Cache-Control"] == "no-store"
    assert int(answer.headers["Content-Length"]) == len(answer.content)
    files = opened(answer)
    assert set(json.loads(files["export.json"])["files"]) == set(files) - {
        "export.json"
    }
    assert json.loads(files["parameters.json"])["given_names"]["value"] == "Noor"
    case = json.loads(files[f"cases/{full.reference}/case.json"])
    assert case["answers"]["purpose"] == house.PURPOSE
    assert files[f"cases/{full.reference}/answer.pdf"] == house.PDF
    assert files[f"cases/{full.with_file}/files/0.pdf"] == house.PDF
    message = json.loads(files[f"cases/{full.reference}/messages/0.json"])
    assert message["text"] == "Graag een foto."
    assert files[f"cases/{full.reference}/messages/0-0.pdf"] == house.PDF
    draft = json.loads(files["drafts/0/draft.json"])
    assert draft["answers"] == {"purpose": "Half getypt"}
    assert files["drafts/0/files/0.bin"] == house.PDF
    assert json.loads(files["account.json"])["links"][0]["provider"]
    assert json.loads(files["sessions.json"])
    assert b"Uw bericht" in b"".join(
        data for name, data in files.items() if name.startswith("news/")
    )
    assert json.loads(files["holds.json"])


def test_what_is_of_others_is_left_out(full):
    files = opened(take(full, full.noor))
    everything = b"".join(files.values())
    assert b"Lijkt mij in orde" not in everything
    assert b"Geheime reden" not in everything
    assert b"lieve" not in everything and b"mia" not in everything
    assert full.jan.id.encode() not in everything
    (other,) = [name for name in files if name.startswith("cases-by-others/")]
    assert "answers" not in json.loads(files[other])


def test_it_is_noted_before_it_leaves(full):
    take(full, full.noor)
    (row,) = [
        row.entry
        for row in audit.find(subject=full.noor.id)
        if row.entry.action == "person.export"
    ]
    assert (row.actor, row.role) == (full.noor.id, "citizen")


def test_a_weaker_sign_in_does_not_get_it(full):
    page = full.browser(full.noor, AssuranceLevel.LOW).get(f"{full.desk_url}/{OWN}")
    assert "sterkere aanmelding" in page.text
    assert 'value="alles"' not in page.text


def test_the_server_refuses_it_too(full):
    browser = full.browser(full.noor, AssuranceLevel.LOW)
    own = browser.get(f"{full.desk_url}/mijn-profiel-voorkeuren")
    data = {"_csrf": csrf(own), "daad": "alles"}
    answer = browser.post(f"{full.desk_url}/{OWN}", data=data)
    assert answer.status_code == 403
    assert b"PK" not in answer.content[:2]


def test_anything_else_is_refused(full):
    assert take(full, full.noor, act="iets").status_code == 400


def test_another_citizen_gets_their_own(full):
    files = opened(take(full, full.jan))
    everything = b"".join(files.values())
    assert json.loads(files["parameters.json"])["given_names"]["value"] == "Jan"
    assert b"Half getypt" not in everything and b"Noor" not in everything
    assert f"cases/{full.reference}/case.json" not in files


class Officer:
    """A member at the page on Noor, come from the search."""

    def __init__(self, world, who):
        self.world = world
        self.browser = world.browser(who)
        self.search = f"{world.desk_url}/burgers"
        self.page = f"{world.desk_url}/burgers-dossier"
        first = self.browser.get(self.search)
        self.csrf = csrf(first)
        data = {
            "_csrf": self.csrf,
            "purpose": "contact",
            "reference": world.reference,
        }
        self.found = self.browser.post(self.search, data=data)
        said = re.search(r'name="wie"[^>]*value="([^"]*)"', self.found.text)
        self.who = html.unescape(said[1]) if said else ""

    def post(self, **words):
        data = {"_csrf": self.csrf, "wie": self.who, **words}
        return self.browser.post(self.page, data=data, allow_redirects=False)


def test_a_manager_goes_on_with_whom_was_found(full):
    mia = Officer(full, "mia")
    page = mia.post()
    assert page.status_code == 200
    assert "Noor Voorbeeld" in page.text
    assert full.noor.id not in mia.found.text + page.text
    actions = {row.entry.action for row in audit.find(subject=full.noor.id)}
    assert "person.view" in actions


def test_a_manager_gets_everything_with_the_purpose_of_the_search(full):
    answer = Officer(full, "mia").post(daad="uitvoeren")
    files = opened(answer)
    assert f"cases/{full.reference}/case.json" in files
    (row,) = [
        row.entry
        for row in audit.find(subject=full.noor.id)
        if row.entry.action == "person.export"
    ]
    assert (row.actor, row.role, row.purpose) == ("mia", "clerk", "contact")


def test_a_clerk_is_not_offered_it(full):
    lieve = Officer(full, "lieve")
    assert lieve.who == ""
    assert "burgers-dossier" not in lieve.found.text
    assert lieve.post(daad="uitvoeren").status_code == 403


@pytest.mark.parametrize(
    "change", [{"wie": ""}, {"wie": "x"}, {"daad": "iets"}], ids=["none", "odd", "act"]
)
def test_a_choice_that_is_none_is_refused(full, change):
    assert Officer(full, "mia").post(**change).status_code == 400


def test_a_choice_is_of_one_officer(full):
    transaction.begin()
    house.make_manager("max")
    transaction.commit()
    other, mia = Officer(full, "max"), Officer(full, "mia")
    assert other.post(wie=mia.who).status_code == 400


def test_a_manager_holds_everything_of_a_citizen(full):
    transaction.begin()
    holds.lift("mia", f"person:{full.noor.id}", "Opgelost nu")
    transaction.commit()
    mia = Officer(full, "mia")
    assert "Schrijf waarom" in mia.post(daad="bewaren", reden="").text
    assert mia.post(daad="bewaren", reden="Rechtszaak").status_code == 303
    transaction.begin()
    assert holds.is_person_held(full.noor.id)
    assert "van deze burger bewaard blijven" in Officer(full, "mia").post().text


def test_who_comes_without_a_choice_searches_first(full):
    answer = full.browser("mia").get(
        f"{full.desk_url}/burgers-dossier", allow_redirects=False
    )
    assert answer.headers["Location"].endswith("/burgers")
