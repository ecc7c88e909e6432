"""A stranger checks a letter, a clerk takes it back: by HTTP, with a real worker."""

from collective.eloket.audit import service as audit
from collective.eloket.cases import service as cases
from collective.eloket.clock import utcnow
from collective.eloket.documents.verification import service
from collective.eloket.documents.verification.asking import ASKED
from collective.eloket.documents.verification.ending import EndedRecords
from collective.eloket.documents.verification.install import LetterData
from collective.eloket.documents.verification.store import find_records
from collective.eloket.outbox import service as outbox
from collective.eloket.outbox.delivery import do_job
from collective.eloket.outbox.interfaces import IChore
from collective.eloket.vault import service as vault
from datetime import timedelta
from hashlib import sha256
from plone import api
from tests.cases import house
from tests.documents.jobs import jobs
from tests.documents.reading import ReadPdf
from zope.interface.verify import verifyObject

import pytest
import re
import requests
import subprocess
import transaction


UNKNOWN = "VK7M-2QXR-9D4H-0TNB"
CODE = re.compile(r"(?:[0-9A-Z]{4}-){3}[0-9A-Z]{4}")
REASON = "De geboortedatum klopt niet."


@pytest.fixture
def world(functional_portal):
    """A site whose worker answered Noor's request."""
    functional_portal.title = "Gemeente Testegem"
    found = house.World(functional_portal)
    found.act("lieve", "approve")
    work(found)
    return found


def work(world) -> None:
    """Let the worker make letters; there is no host for mails here."""
    transaction.begin()
    for job_id, job in list(outbox.find_outbox(world.portal).items()):
        if job.kind == "letter":
            assert do_job(world.portal, job_id)
    transaction.begin()


def letter(world) -> bytes:
    transaction.begin()
    return cases.open_letter(world.case).data


def code_on(pdf: bytes) -> str:
    (code,) = set(CODE.findall(ReadPdf(pdf).text))
    return code


def page(world, code: str, name: str = "verifieer", **kwargs) -> requests.Response:
    return requests.get(f"{world.desk_url}/{name}/{code}", timeout=30, **kwargs)


def call(world, code: str) -> requests.Response:
    return world.api().get(f"{world.site_url}/@eloket-verify/{code}")


def compare(world, code: str, content: bytes | None) -> requests.Response:
    files = {"pdf": ("x.pdf", content, "application/pdf")} if content else None
    return requests.post(
        f"{world.desk_url}/verifieer/{code}",
        files=files,
        headers={"Origin": "null"},
        timeout=30,
    )


def step(world, name: str, comment: str = REASON) -> requests.Response:
    url = f"{world.case_url}/@workflow/{name}"
    answer = world.api("lieve").post(url, json={"comment": comment})
    transaction.begin()
    return answer


def test_the_qr_code_leads_to_the_page_of_the_letter(world, tmp_path):
    (tmp_path / "letter.pdf").write_bytes(letter(world))
    draw = ["/usr/bin/pdftoppm", "-r", "150", "-gray", "-png", "letter.pdf", "page"]
    subprocess.run(draw, check=True, cwd=tmp_path)
    (picture,) = tmp_path.glob("page*.png")
    read = ["/usr/bin/zbarimg", "--quiet", "--raw", str(picture)]
    said = subprocess.run(read, check=True, capture_output=True, text=True).stdout
    code = code_on(letter(world))
    assert said.strip() == f"{world.desk_url}/verifieer/{code}"
    assert "Dit document is echt" in requests.get(said.strip(), timeout=30).text


def test_a_stranger_reads_that_it_is_genuine(world, recorded):
    code = code_on(letter(world))
    seen = page(world, code)
    assert seen.status_code == 200
    assert "Dit document is echt" in seen.text
    assert "Gemeente Testegem gaf dit document uit" in seen.text
    assert "Uittreksel" in seen.text
    answer = call(world, code)
    recorded("letter-genuine", answer)
    assert answer.json() == {
        "state": "genuine",
        "title": "Uittreksel",
        "issued": service.today().isoformat(),
        "withdrawn": None,
        "initials": None,
        "sha256": sha256(letter(world)).hexdigest(),
    }


@pytest.mark.parametrize("road", [page, call])
def test_nothing_tells_whose_letter_it_is(world, road):
    answer = road(world, code_on(letter(world)))
    for word in ("Noor", "Voorbeeld", "N.V.", world.reference, house.PURPOSE):
        assert word not in answer.text


@pytest.mark.parametrize("road", [page, call])
def test_neither_browsers_nor_engines_pass_the_code_on(world, road):
    for code in (code_on(letter(world)), UNKNOWN):
        answer = road(world, code)
        assert answer.headers["Referrer-Policy"] == "no-referrer"
        assert "noindex" in answer.headers["X-Robots-Tag"]
        assert answer.headers["Cache-Control"] == "no-store"
        assert "Set-Cookie" not in answer.headers


@pytest.mark.parametrize(
    "code",
    [UNKNOWN, "x", "2026-7F3K-92QX", UNKNOWN + "A", "%3Cscript%3E", "U" * 300],
)
def test_unknown_and_malformed_are_the_same(world, code, recorded):
    seen, answer = page(world, code), call(world, code)
    assert seen.status_code == answer.status_code == 200
    if code == UNKNOWN:
        recorded("letter-unknown", answer)
    assert answer.json() == {
        "state": "unknown",
        "title": None,
        "issued": None,
        "withdrawn": None,
        "initials": None,
        "sha256": None,
    }
    assert "Deze code kennen we niet" in seen.text
    assert "<script>" not in seen.text.partition("verify")[2][:200]
    other = page(world, UNKNOWN[::-1])
    blind = re.compile(r'value="[^"]*"|/verif[^"\s]*')
    assert len(blind.sub("", seen.text)) == len(blind.sub("", other.text))


def test_more_than_a_code_is_unknown(world):
    seen = page(world, f"{code_on(letter(world))}/x")
    assert "Deze code kennen we niet" in seen.text


def test_without_a_code_the_page_asks_and_the_call_is_not_there(world):
    seen = requests.get(f"{world.desk_url}/verifieer", timeout=30)
    assert "U hoeft zich niet aan te melden" in seen.text
    assert "el-verdict" not in seen.text
    assert world.api().get(f"{world.site_url}/@eloket-verify").status_code == 404


def test_a_code_that_was_typed_leads_to_its_page(world):
    code = code_on(letter(world))
    typed = f" {code.lower().replace('-', ' ')} "
    url = f"{world.desk_url}/verifieer"
    answer = requests.get(url, params={"code": typed}, timeout=30)
    assert answer.url == f"{url}/{code}"
    assert "Dit document is echt" in answer.text


@pytest.mark.parametrize("name", ["verifier", "pruefen", "verify"])
def test_the_page_has_names_in_other_languages(world, name):
    code = code_on(letter(world))
    seen = page(world, code, name)
    assert "Dit document is echt" in seen.text
    assert f'action="{world.desk_url}/verifieer/{code}"' in seen.text


def test_a_copy_is_compared_by_its_bytes(world):
    data, code = letter(world), code_on(letter(world))
    same = 'data-same="data-same"'
    other = 'data-other="data-other"'
    hidden = ' hidden="hidden"'
    answer = compare(world, code, data)
    assert f"{same}>" in answer.text
    assert f"{other}{hidden}" in answer.text
    answer = compare(world, code, data + b" ")
    assert f"{same}{hidden}" in answer.text
    assert f"{other}>" in answer.text


def test_the_page_gives_the_browser_what_it_compares_with(world):
    seen = page(world, code_on(letter(world))).text
    assert f'data-sha256="{sha256(letter(world)).hexdigest()}"' in seen
    assert "++plone++collective.eloket/verify.js" in seen


def test_no_file_and_too_large_a_file_are_refused(world, monkeypatch):
    code = code_on(letter(world))
    answer = compare(world, code, None)
    assert answer.status_code == 400
    assert "Kies eerst uw PDF" in answer.text
    monkeypatch.setattr(
        "collective.eloket.documents.browser.verify.LARGEST_PDF_BYTES", 100
    )
    assert compare(world, code, letter(world)).status_code == 413


def test_asking_changes_nothing_in_the_database(world):
    code = code_on(letter(world))
    # stock Plone makes what is in its footer at the first page
    page(world, code)
    before = world.portal._p_jar.db().lastTransaction()
    page(world, code)
    call(world, code)
    compare(world, code, b"%PDF-other")
    assert world.portal._p_jar.db().lastTransaction() == before


def test_one_address_asks_so_often(world):
    api.portal.set_registry_record(ASKED.record, 2)
    transaction.commit()
    statuses = [call(world, UNKNOWN).status_code for _ in range(4)]
    assert statuses[-1] == 429
    refused = page(world, code_on(letter(world)))
    assert refused.status_code == 429
    assert "Dit document is echt" not in refused.text


class TestTakenBack:
    def test_by_a_call(self, world, recorded):
        data, code = letter(world), code_on(letter(world))
        answer = step(world, "recall")
        assert answer.json()["state"] == "delivered"
        told = call(world, code)
        recorded("letter-withdrawn", told)
        assert told.json()["state"] == "withdrawn"
        assert told.json()["withdrawn"] == service.today().isoformat()
        seen = page(world, code)
        assert "Dit document is ingetrokken" in seen.text
        assert "Gebruik het niet meer" in seen.text
        assert "Vergelijk" not in seen.text
        # who has the file learns no more than who has the code
        assert "data-sha256" not in compare(world, code, data).text

    def test_by_the_page_of_the_case(self, world):
        code = code_on(letter(world))
        lieve = world.browser("lieve")
        url = f"{world.tasks}/{world.reference}"
        assert f"{url}?stap=recall" in lieve.get(url).text
        confirm = lieve.get(f"{url}?stap=recall")
        assert "Dit kan niet ongedaan gemaakt worden" in confirm.text
        form = {
            "_csrf": house.hidden(confirm, "_csrf"),
            "stand": house.hidden(confirm, "stand"),
            "stap": "recall",
        }
        missing = lieve.post(url, data=form)
        assert "blijft het document zoals het is" in missing.text
        assert call(world, code).json()["state"] == "genuine"
        done = lieve.post(url, data=form | {"reden": REASON})
        assert done.status_code == 200
        assert call(world, code).json()["state"] == "withdrawn"
        assert f"{url}?stap=recall" not in done.text
        assert f"{url}?stap=reissue" in done.text

    def test_the_citizen_is_told_and_can_download_no_more(self, world):
        step(world, "recall")
        noor = world.browser(world.noor)
        url = f"{world.mine}/{world.reference}"
        seen = noor.get(url).text
        assert "Uw document is ingetrokken" in seen
        assert REASON in seen
        assert f"{url}/document" not in seen
        assert f"{url}/document" not in noor.get(world.mine).text
        assert noor.get(f"{url}/document").status_code == 404
        told = world.api(world.noor).get(
            f"{world.site_url}/@eloket-cases/{world.reference}"
        )
        assert told.json()["documents"] == []
        (mail,) = [
            one for one in jobs(world.portal, "mail") if "ingetrokken" in one["subject"]
        ]
        assert mail["to"] == house.EMAIL
        assert "$" not in mail["body"]
        # as the document says: a reason goes along with refusals only
        assert REASON not in mail["body"]

    def test_it_is_in_the_audit(self, world):
        step(world, "recall")
        rows = [
            row.entry
            for row in audit.find(subject=world.case.subject)
            if row.entry.action == "case.recall"
        ]
        assert {(row.actor, row.object) for row in rows} == {("lieve", world.reference)}

    def test_a_second_time_is_refused(self, world):
        step(world, "recall")
        assert step(world, "recall").status_code == 409

    @pytest.mark.parametrize("name", ["recall", "reissue"])
    def test_without_a_reason_it_stays_genuine(self, world, name):
        assert step(world, name, " ").status_code == 400
        assert call(world, code_on(letter(world))).json()["state"] == "genuine"

    @pytest.mark.parametrize("name", ["recall", "reissue"])
    def test_others_may_not(self, world, name):
        url = f"{world.case_url}/@workflow/{name}"
        sent = [
            world.api(who).post(url, json={"comment": REASON}).status_code
            for who in ("tom", world.noor, world.jan, None)
        ]
        # the applicant knows the case; a stranger brings no token
        assert sent == [404, 409, 404, 403]
        assert call(world, code_on(letter(world))).json()["state"] == "genuine"

    def test_a_closed_case_can_still_be_taken_back(self, world):
        code = code_on(letter(world))
        assert step(world, "close").status_code == 200
        assert step(world, "reissue").status_code == 409
        assert step(world, "recall").json()["state"] == "closed"
        assert call(world, code).json()["state"] == "withdrawn"

    def test_a_new_letter_takes_the_place_of_the_first(self, world):
        first = code_on(letter(world))
        assert step(world, "reissue").json()["state"] == "approved"
        rows = audit.find(subject=world.case.subject)
        assert "case.reissue" in {row.entry.action for row in rows}
        assert call(world, first).json()["state"] == "withdrawn"
        work(world)
        assert world.case.state == "delivered"
        second = code_on(letter(world))
        assert second != first
        assert call(world, first).json()["state"] == "withdrawn"
        assert call(world, second).json()["state"] == "genuine"
        noor = world.browser(world.noor)
        assert noor.get(f"{world.mine}/{world.reference}/document").status_code == 200
        subjects = [one["subject"] for one in jobs(world.portal, "mail")]
        assert any("nieuw document" in one for one in subjects)

    def test_a_letter_that_was_taken_back_can_be_made_anew(self, world):
        step(world, "recall")
        step(world, "reissue")
        work(world)
        assert not world.case.is_recalled
        assert call(world, code_on(letter(world))).json()["state"] == "genuine"


class TestTerm:
    def end(self, world):
        records = find_records(world.portal)
        ((key, record),) = records.items()
        yesterday = service.today() - timedelta(days=1)
        records.put(key, record._replace(last=yesterday.toordinal()))
        transaction.commit()

    def test_a_record_outlives_its_case(self, world):
        code = code_on(letter(world))
        ((_key, record),) = find_records(world.portal).items()
        document = world.desk["uittreksel"]
        kept = timedelta(days=document.retention_days or 0)
        least = service.today() + kept + timedelta(days=3650)
        assert record.last >= least.toordinal()
        vault.forget_person(world.noor.id)
        assert call(world, code).json()["state"] == "genuine"

    def test_when_it_is_over_nothing_is_told(self, world, recorded):
        code = code_on(letter(world))
        self.end(world)
        answer = call(world, code)
        recorded("letter-over", answer)
        assert answer.json()["state"] == "no_longer_verifiable"
        assert answer.json()["title"] is None
        assert "kan niet meer nagekeken worden" in page(world, code).text

    def test_the_worker_lets_go_of_it(self, world, monkeypatch):
        code = code_on(letter(world))
        self.end(world)
        assert verifyObject(IChore, EndedRecords())
        begun = utcnow()
        for minute in range(64):
            moment = begun + timedelta(minutes=minute)
            monkeypatch.setattr(
                "collective.eloket.documents.verification.ending.utcnow",
                lambda moment=moment: moment,
            )
            EndedRecords().do()
        transaction.begin()
        assert [record for _key, record in find_records(world.portal).items()] == [None]
        assert call(world, code).json()["state"] == "no_longer_verifiable"


class TestInitials:
    def again(self, world):
        step(world, "reissue")
        work(world)
        return call(world, code_on(letter(world))).json()["initials"]

    def test_are_told_where_the_municipality_wants_it(self, world):
        api.portal.set_registry_record(service.INITIALS_RECORD, True)
        transaction.commit()
        assert self.again(world) == "N.V."
        assert "N.V." in page(world, code_on(letter(world))).text

    def test_are_never_told_of_criminal_records(self, world):
        api.portal.set_registry_record(service.INITIALS_RECORD, True)
        world.desk["uittreksel"].theme = "criminal"
        transaction.commit()
        assert self.again(world) is None


def test_what_is_kept_is_handed_over_and_erased(world):
    data = LetterData()
    assert data.count(world.portal) == 1
    ((path, content),) = data.export(world.portal)
    assert path == "letters/records.json"
    assert content[0]["sha256"] == sha256(letter(world)).hexdigest()
    assert content[0]["withdrawn"] is None
    assert list(data.person_ids(world.portal)) == []
    data.erase(world.portal)
    assert data.count(world.portal) == 0
    assert list(data.export(world.portal)) == []


def test_the_code_itself_is_not_in_the_database(world):
    code = code_on(letter(world))
    ((key, record),) = find_records(world.portal).items()
    assert code not in key
    assert code not in repr(record)
    assert world.case.letter_key == key
