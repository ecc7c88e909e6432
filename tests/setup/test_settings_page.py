"""The control panel *E-loket* over HTTP."""

from collective.eloket.audit import service as audit
from collective.eloket.clock import utcnow
from plone import api
from plone.formwidget.namedfile.converter import b64decode_file
from tests.cases import house
from tests.setup.test_logo import picture

import html
import pytest
import re
import transaction


PAGE = "@@eloket-settings"
IDLE = "collective.eloket.accounts.idle_minutes"
HOURS = "collective.eloket.accounts.absolute_hours"
MAIN = "collective.eloket.brand.main"
HOSTS = "collective.eloket.outbox.private_hosts"
PROXIES = "collective.eloket.limits.trusted_proxies"


class Panel:
    """The page as one member of staff sees it."""

    def __init__(self, world, who):
        self.url = f"{world.site_url}/{PAGE}"
        self.session = world.browser(who)

    def get(self, **more):
        self.page = self.session.get(self.url, timeout=30, **more)
        return self.page

    def values(self) -> dict[str, str]:
        """Return what stands in the form."""
        text = self.get().text
        form = text[text.index("<form", text.index("el-checks")) :]
        found = {}
        for sign in re.findall(r"<input[^>]*>", form):
            named = re.search(r'name="([^"]+)"[^>]*value="([^"]*)"', sign)
            # a box that is not ticked is not sent
            if named and ('type="checkbox"' not in sign or " checked" in sign):
                found[named[1]] = named[2]
        lines = r'<textarea[^>]*name="([^"]+)"[^>]*>([^<]*)<'
        found |= dict(re.findall(lines, form))
        for name, words in re.findall(
            r'<select[^>]*name="([^"]+)"[^>]*>(.*?)</select>', form, re.S
        ):
            chosen = r'<option(?=[^>]*selected)[^>]*value="([^"]*)"'
            found[name] = "".join(re.findall(chosen, words))
        return {name: html.unescape(value) for name, value in found.items()}

    def post(self, files=None, **changes):
        sent = {**self.values(), **changes}
        files = files or {"logo": ("", b"")}
        return self.session.post(
            self.url,
            data=sent,
            files=files,
            headers={"Origin": self.url.partition("/plone")[0]},
            allow_redirects=False,
            timeout=30,
        )


@pytest.fixture
def world(functional_portal):
    return house.World(functional_portal)


@pytest.fixture
def administrator(world):
    with api.env.adopt_roles(["Manager"]):
        api.user.create(
            username="els", email="els@testegem.example", password=house.PASSWORD
        )
        api.user.grant_roles(username="els", roles=["Site Administrator"])
    transaction.commit()
    return Panel(world, "els")


def setting(name):
    transaction.begin()
    return api.portal.get_registry_record(name)


@pytest.fixture(scope="module", autouse=True)
def begun():
    """Rows of other tests are older, and some of them only they can open."""
    rows.since = utcnow()


def rows():
    """Return what was recorded of settings in this module, the newest first."""
    found = audit.find(since=rows.since)
    return [row.entry for row in found if row.entry.action == "setting.set"]


def test_the_page_shows_state_and_settings(administrator):
    page = administrator.get()
    assert page.status_code == 200
    assert page.headers["Cache-Control"] == "no-store"
    assert administrator.values()[IDLE] == "30"
    assert "minuten zonder klik" in page.text
    assert "De sleutelbos gaat open" in page.text
    assert " style=" not in page.text.partition('<div class="eloket">')[2]


def test_looking_writes_nothing(administrator, world):
    administrator.get()
    transaction.abort()
    before = api.portal.get()._p_jar.db().lastTransaction()
    administrator.get()
    assert api.portal.get()._p_jar.db().lastTransaction() == before


def test_what_changed_is_saved_and_audited(administrator):
    before = len(rows())
    answer = administrator.post(**{IDLE: "45", PROXIES: "10.0.0.1/8\r\n192.0.2.4"})
    assert answer.status_code == 303
    assert setting(IDLE) == 45
    assert setting(PROXIES) == ("10.0.0.0/8", "192.0.2.4/32")
    new = rows()[: len(rows()) - before]
    assert {(row.actor, row.object) for row in new} == {("els", IDLE), ("els", PROXIES)}
    assert "De instellingen zijn bewaard." in administrator.get().text


def test_nothing_changed_is_said_and_not_audited(administrator):
    before = rows()
    administrator.post()
    assert "Er is niets gewijzigd." in administrator.get().text
    assert rows() == before


@pytest.mark.parametrize(
    "changes, words",
    [
        ({IDLE: "0"}, "Vul een geheel getal in, vanaf 1."),
        ({IDLE: "veel"}, "Vul een geheel getal in."),
        ({MAIN: "#eeeeee"}, "contrast op wit is 1.1 op 1, en er is minstens 5.5 nodig"),
        ({MAIN: "rood"}, "Dit is geen kleur"),
        ({PROXIES: "0.0.0.0/0"}, "Dit netwerk bevat elk adres"),
        ({PROXIES: "<b>proxy"}, "“&lt;b&gt;proxy” is geen netwerk"),
    ],
    ids=[
        "too few",
        "no number",
        "light colour",
        "no colour",
        "everybody",
        "no network",
    ],
)
def test_what_is_wrong_is_said_and_nothing_is_saved(administrator, changes, words):
    before = rows()
    answer = administrator.post(**{HOURS: "5"} | changes)
    assert answer.status_code == 400
    assert words in answer.text
    assert html.escape(next(iter(changes.values()))) in answer.text
    assert setting(HOURS) == 8
    assert rows() == before


def test_a_form_from_elsewhere_saves_nothing(administrator):
    answer = administrator.post(**{IDLE: "45", "_csrf": "x"})
    assert answer.status_code == 403
    assert setting(IDLE) == 30


def test_all_that_is_wrong_is_listed_with_links(administrator):
    answer = administrator.post(**{IDLE: "0", MAIN: "rood"})
    assert "Er zijn 2 velden die nog niet kloppen" in answer.text
    assert 'href="#field-collective-eloket-brand-main"' in answer.text
    assert 'id="field-collective-eloket-brand-main"' in answer.text


class TestColours:
    def test_the_standard_colours_need_no_file(self, administrator, world):
        assert "eloket-brand.css" not in world.browser(None).get(world.desk_url).text

    def test_own_colours_come_as_a_file_that_may_be_kept(self, administrator, world):
        assert administrator.post(**{MAIN: "#003366"}).status_code == 303
        stranger = world.browser(None)
        page = stranger.get(world.desk_url, timeout=30).text
        (address,) = re.findall(r'<link[^>]*href="([^"]*eloket-brand\.css[^"]*)"', page)
        sheet = stranger.get(address, timeout=30)
        assert "--eloket-brand: #003366;" in sheet.text
        assert sheet.headers["Content-Type"].startswith("text/css")
        assert "immutable" in sheet.headers["Cache-Control"]
        other = stranger.get(address.partition("?")[0] + "?v=other", timeout=30)
        assert other.headers["Cache-Control"] == "no-cache"


class TestLogo:
    def test_one_is_shown_once_it_is_there(self, administrator, world):
        files = {"logo": ("mijn logo.svg", picture())}
        assert administrator.post(files=files).status_code == 303
        assert "@@site-logo" in administrator.get().text
        shown = world.browser(None).get(f"{world.site_url}/@@site-logo/logo.png")
        assert shown.content == picture()

    def test_one_that_is_none_is_refused(self, administrator):
        files = {"logo": ("logo.png", b"<svg/>")}
        answer = administrator.post(files=files, **{IDLE: "50"})
        assert answer.status_code == 400
        assert "Kies een PNG" in answer.text
        assert setting(IDLE) == 30


@pytest.mark.parametrize("who, status", [(None, 302), ("lieve", 403)])
def test_others_do_not_see_it(world, who, status):
    panel = Panel(world, who)
    answer = panel.get(allow_redirects=False)
    assert answer.status_code == status
    assert "ELOKET_KEYS" not in answer.text


def test_it_is_in_the_site_setup(administrator, world):
    page = administrator.session.get(f"{world.site_url}/@@overview-controlpanel")
    assert f'href="{administrator.url}"' in page.text


def test_who_may_not_allow_private_networks_names_no_hosts_on_them(administrator):
    api.portal.set_registry_record(HOSTS, ("hooks.intern",))
    transaction.commit()
    page = administrator.get().text
    assert "hooks.intern" in page
    assert f'name="{HOSTS}"' not in page
    sent = {HOSTS: "169.254.169.254", IDLE: "7"}
    assert administrator.post(**sent).status_code == 303
    assert setting(IDLE) == 7
    assert setting(HOSTS) == ("hooks.intern",)


def test_a_manager_names_hosts_on_private_networks(world):
    panel = Panel(world, "admin")
    assert panel.post(**{HOSTS: "Hooks.intern\nstamps.intern:80"}).status_code == 303
    found = setting(HOSTS)
    assert found == ("hooks.intern", "stamps.intern:80")
    answer = panel.post(**{HOSTS: "https://hooks.intern/"})
    assert answer.status_code == 400
    assert setting(HOSTS) == found


class TestScan:
    SCAN = "collective.eloket.documents.signature_scan"

    def test_one_is_kept(self, administrator):
        files = {"signature_scan": ("naam.png", picture())}
        assert administrator.post(files=files).status_code == 303
        assert b64decode_file(setting(self.SCAN)) == ("signature.png", picture())
        assert [row.object for row in rows()][:1] == [self.SCAN]
        page = administrator.get().text
        assert "Er staat nu een scan op brieven" in page
        # its bytes are no text to edit
        assert setting(self.SCAN).decode() not in page

    def test_one_is_taken_away_again(self, administrator):
        files = {"signature_scan": ("naam.png", picture())}
        administrator.post(files=files)
        off = administrator.post(signature_scan_off="true")
        assert off.status_code == 303
        assert "Er staat nu een scan op brieven" not in administrator.get().text
        assert setting(self.SCAN) is None

    @pytest.mark.parametrize("content", [b"<svg/>", b""], ids=["svg", "empty"])
    def test_one_that_is_none_is_refused_and_the_old_one_stays(
        self, administrator, content
    ):
        good = {"signature_scan": ("naam.png", picture())}
        administrator.post(files=good)
        answer = administrator.post(files={"signature_scan": ("naam.png", content)})
        assert answer.status_code == 400
        assert setting(self.SCAN) is not None
