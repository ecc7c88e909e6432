"""The panel of the identity providers: list, form, secret, removal."""

from collective.eloket.accounts.oidc import service
from collective.eloket.accounts.oidc import stock
from collective.eloket.audit import service as audit
from pas.plugins.oidc.setuphandlers import post_install
from plone import api
from tests.accounts.oidc.panel.pages import Staff
from tests.accounts.oidc.people import OUR_KEYS

import json
import pytest
import re
import transaction


ISSUER = "https://193.191.245.244/op"
PLANTED = "planted-secret-5"
FORM = "eloket-provider"
LIST = "eloket-providers"
KEYS = "eloket-provider-keys"
MADE = re.compile(r",\s+gemaakt (om|op) ")


def providers() -> list[str]:
    transaction.begin()
    return [one.getId() for one in service.providers(api.portal.get())]


def provider(name="acm"):
    transaction.begin()
    return service.get_provider(api.portal.get(), name)


def add(staff, preset="burgerprofiel", **changes):
    good = {
        "id": "acm",
        "issuer": ISSUER,
        "client_id": "testegem",
        "client_secret": PLANTED,
    }
    return staff.send(FORM, {"preset": preset}, **(good | changes))


def rows(action: str) -> list:
    return [row.entry for row in audit.find() if row.entry.action == action]


def test_a_site_without_providers_offers_the_presets(els):
    page = els.get(LIST)
    assert page.status_code == 200
    assert page.headers["Cache-Control"] == "no-store"
    for preset in ("burgerprofiel", "csam", "itsme"):
        assert f"@@eloket-provider?preset={preset}" in page.text


def test_a_new_one_begins_with_the_acceptance_environment(els):
    page = els.get(FORM, preset="burgerprofiel").text
    values = els.values(page, FORM)
    assert values["issuer"] == "https://authenticatie-ti.vlaanderen.be/op"
    assert values["scopes"].split() == ["openid", "profile", "rrn", "vo"]
    assert values["userinfo"] == "json"
    assert values["algorithms"] == ["RS256"]
    assert "https://authenticatie.vlaanderen.be/op" in page


def test_it_is_added_with_its_secret(els):
    answer = add(els)
    assert answer.status_code == 303
    assert answer.headers["Location"].endswith("@@eloket-provider?provider=acm")
    found = provider()
    assert (found.issuer, found.client_id) == (ISSUER, "testegem")
    assert found.open_secret() == PLANTED
    assert found.settings().given == {}
    assert rows("provider.set")[0].actor == "els"
    page = els.get(FORM, provider="acm").text
    assert f"{els.site}/acl_users/acm/callback" in page
    assert PLANTED not in page + els.get(LIST).text


def test_what_differs_from_the_preset_is_kept_and_nothing_else(els):
    add(
        els,
        scopes="openid\r\nrrn",
        userinfo_method="POST",
        algorithms=["RS256", "ES256"],
    )
    assert provider().settings().given == {
        "scopes": ["openid", "rrn"],
        "userinfo_method": "POST",
        "algorithms": ["RS256", "ES256"],
    }
    els.send(FORM, {"provider": "acm"}, userinfo_method="GET", title="ACM")
    assert provider().settings().given == {
        "title": "ACM",
        "scopes": ["openid", "rrn"],
        "userinfo_method": "GET",
        "algorithms": ["RS256", "ES256"],
    }


def test_objects_are_written_as_json(els):
    table = {"urn:own:1": {"means": "own", "level": "low", "number": False}}
    add(els, acr_table=json.dumps(table), acr_values="eid urn:own:1")
    assert provider().settings()["acr_table"] == table
    values = els.values(els.get(FORM, provider="acm").text, FORM)
    assert json.loads(values["acr_table"]) == table


def test_an_empty_secret_keeps_the_one_that_is_there(els):
    add(els)
    els.send(FORM, {"provider": "acm"}, client_id="other")
    assert provider().client_id == "other"
    assert provider().open_secret() == PLANTED
    els.send(FORM, {"provider": "acm"}, client_secret=f" {PLANTED}-2 ")
    assert provider().open_secret() == f"{PLANTED}-2"


def test_the_environment_goes_first_and_the_page_says_so(els, monkeypatch):
    monkeypatch.setenv("ELOKET_SECRET_ACM", PLANTED)
    assert add(els, client_secret="").status_code == 303
    assert provider().sealed_secret == b""
    page = els.get(FORM, provider="acm").text
    assert "ELOKET_SECRET_ACM" in page
    assert PLANTED not in page
    assert "uit de omgeving" in els.get(LIST).text


def test_an_unusable_one_in_the_environment_is_told(els, monkeypatch):
    add(els)
    monkeypatch.setenv("ELOKET_SECRET_ACM_FILE", "/nowhere/at/all")
    assert "niet bruikbaar is" in els.get(FORM, provider="acm").text
    assert "ontbreekt" in els.get(LIST).text
    answer = add(els, id="acm-2")
    assert answer.status_code == 303
    monkeypatch.setenv("ELOKET_SECRET_ACM_3_FILE", "/nowhere/at/all")
    answer = add(els, id="acm-3", client_secret="")
    assert answer.status_code == 400
    assert "ELOKET_SECRET_ACM_3" in answer.text


@pytest.mark.parametrize(
    "changes, field, words",
    [
        ({"id": "oidc"}, "id", "Deze naam kan niet voor een aanbieder"),
        ({"id": "session"}, "id", "Iets anders heeft deze naam"),
        ({"issuer": "http://x.example"}, "issuer", "moet met https beginnen"),
        ({"issuer": "https://10.0.0.1/"}, "issuer", "op een privénetwerk"),
        ({"client_id": ""}, "client-id", "Vul één regel tekst in."),
        ({"client_secret": ""}, "client-secret", "Vul het clientgeheim in"),
        ({"scopes": "profile"}, "scopes", "De scope “openid” moet erbij staan"),
        ({"acr_values": "retina"}, "acr-values", "hoe zeker “retina” is"),
        ({"algorithms": None}, "algorithms", "Kies minstens een"),
        ({"userinfo": "xml"}, "userinfo", "Kies een van de aangeboden woorden."),
        ({"login_hint": "{oops"}, "login-hint", "Dit is niet het JSON-object"),
    ],
    ids=str,
)
def test_what_is_wrong_is_said_and_nothing_is_kept(els, changes, field, words):
    answer = add(els, **{"title": "Nieuw"} | changes)
    assert answer.status_code == 400
    assert words in answer.text
    assert f'href="#field-{field}"' in answer.text
    assert f'id="field-{field}"' in answer.text
    assert "Nieuw" in answer.text
    title = answer.text.partition("<title>")[2].partition("</title>")[0]
    assert title.strip().startswith("Fout: Aanbieder van aanmelden")
    assert PLANTED not in answer.text
    assert providers() == []


def test_all_that_is_wrong_is_said_at_once(els):
    answer = add(els, issuer="", client_secret="", id="A", scopes="")
    for field in ("id", "issuer", "scopes", "client-secret"):
        assert f'href="#field-{field}"' in answer.text


def test_a_fold_with_something_wrong_in_it_stands_open(els):
    assert "<details open" not in els.get(FORM, preset="csam").text
    assert 'open="' in add(els, login_hint="[").text.partition("<details")[2][:80]


def test_one_with_a_key_of_our_own_asks_for_no_secret(els):
    answer = add(
        els,
        preset="itsme",
        scopes="openid service:TESTEGEM_LOGIN",
        client_secret="",
    )
    assert answer.status_code == 303
    assert f"{els.site}/acl_users/acm/jwks" in els.get(FORM, provider="acm").text
    assert "een eigen sleutel" in els.get(LIST).text


class TestPrivateNetworks:
    def test_a_site_administrator_may_not_allow_them(self, els):
        add(els, allow_private="true")
        assert provider().settings().allow_private is False
        page = els.get(FORM, provider="acm").text
        assert 'name="allow_private"' not in page

    def test_a_manager_may_and_every_page_says_so(self, els, manager):
        answer = add(manager, issuer="http://localhost:9/op", allow_private="true")
        assert answer.status_code == 303
        assert provider().settings().allow_private
        assert "Privénetwerken en http zijn toegestaan" in els.get(LIST).text
        assert "mag op een privénetwerk staan" in els.get(FORM, provider="acm").text

    def test_what_a_manager_allowed_an_administrator_does_not_take_away(
        self, els, manager
    ):
        add(manager, issuer="http://localhost:9/op", allow_private="true")
        els.send(FORM, {"provider": "acm"}, title="Ander")
        assert provider().settings().allow_private
        assert provider().title == "Ander"


class TestRemoval:
    def test_is_asked_first(self, els):
        add(els)
        page = els.get("eloket-provider-delete", provider="acm")
        assert ISSUER in page.text
        assert providers() == ["acm"]

    def test_takes_it_away(self, els):
        add(els)
        answer = els.send("eloket-provider-delete", {"provider": "acm"})
        assert answer.status_code == 303
        assert providers() == []
        assert rows("provider.delete")[0].object == "acm"

    @pytest.mark.parametrize("name", ["", "nobody", "session", "plugins"])
    def test_of_nothing_is_404(self, els, name):
        assert els.get("eloket-provider-delete", provider=name).status_code == 404


class TestOwnKeys:
    @pytest.fixture
    def itsme(self, els):
        """A provider that knows us by a key, which everybody knows by now."""
        scopes = "openid service:TEST"
        answer = add(els, "itsme", client_secret=None, scopes=scopes)
        assert answer.status_code == 303, answer.text
        provider().set_keys(OUR_KEYS)
        transaction.commit()
        return els

    def kids(self):
        return [row["kid"] for row in service.jwks(provider())["keys"]]

    def test_are_shown_with_what_they_are_for(self, itsme):
        page = itsme.get(KEYS, provider="acm").text
        assert f"{itsme.site}/acl_users/acm/jwks" in page
        for words in (*self.kids(), "ondertekent nu", "opent wat voor ons"):
            assert words in page
        for key in OUR_KEYS.keys:
            assert key.key.as_dict(private=True)["d"] not in page
        assert (
            "@@eloket-provider-keys?provider=acm"
            in itsme.get(FORM, provider="acm").text
        )

    def test_are_renewed_and_the_pair_before_stays_published(self, itsme):
        before = self.kids()
        answer = itsme.send(KEYS, {"provider": "acm"})
        assert answer.status_code == 303
        after = self.kids()
        assert after[:2] == before and len(after) == 4
        assert rows("provider.renew_keys")[0].object == "acm"
        assert rows("provider.renew_keys")[0].actor == "els"
        page = itsme.get(KEYS, provider="acm").text
        assert "Het ondertekent over 24 uur" in page
        assert "zal later ondertekenen" in page and MADE.search(page)

    def test_are_renewed_once_a_day(self, itsme):
        shown = itsme.values(itsme.get(KEYS, provider="acm").text, KEYS)
        itsme.post(KEYS, shown)
        kids = self.kids()
        page = itsme.get(KEYS, provider="acm").text
        assert "jonger dan een dag" in page and "Ja, vernieuw" not in page
        answer = itsme.post(KEYS, shown)
        assert answer.status_code == 409 and "jonger dan een dag" in answer.text
        assert self.kids() == kids

    def test_of_the_environment_are_renewed_there(self, itsme, monkeypatch):
        shown = itsme.values(itsme.get(KEYS, provider="acm").text, KEYS)
        rows = [key.key.as_dict(private=True) for key in OUR_KEYS.keys]
        monkeypatch.setenv("ELOKET_JWKS_ACM", json.dumps({"keys": rows}))
        page = itsme.get(KEYS, provider="acm").text
        assert "ELOKET_JWKS_ACM" in page and "Ja, vernieuw" not in page
        # nobody says when an integrator made them
        assert not MADE.search(page)
        assert itsme.post(KEYS, shown).status_code == 409

    def test_that_are_gone_are_told_and_made_anew(self, itsme):
        provider().sealed_keys = b""
        transaction.commit()
        page = itsme.get(KEYS, provider="acm")
        assert "geen sleutels die bruikbaar zijn" in page.text
        assert itsme.send(KEYS, {"provider": "acm"}).status_code == 303
        assert len(self.kids()) == 2

    def test_of_who_needs_none_are_404(self, els):
        add(els)
        assert els.get(KEYS, provider="acm").status_code == 404
        assert "eloket-provider-keys" not in els.get(FORM, provider="acm").text


@pytest.mark.parametrize("page", [FORM, KEYS, "eloket-provider-test"])
def test_an_unknown_provider_is_404(els, page):
    assert els.get(page, provider="nobody").status_code == 404


def test_an_unknown_preset_is_refused(els):
    assert els.get(FORM, preset="facebook").status_code == 400


class TestTheOtherPackagesPlugin:
    @pytest.fixture
    def weak(self, world):
        post_install(api.portal.get().portal_setup)
        transaction.commit()

    def test_is_not_spoken_of_when_it_is_not_there(self, els):
        assert "pas.plugins.oidc" not in els.get(LIST).text

    def test_is_told_and_switched_off(self, els, weak):
        page = els.get(LIST).text
        assert "zonder onze controles" in page
        values = els.values(page, LIST) | {"action": "switch-off"}
        assert els.post(LIST, values).status_code == 303
        transaction.begin()
        assert stock.open_ones(api.portal.get()) == []
        assert rows("provider.switch_off")[0].object == "oidc"
        page = els.get(LIST).text
        assert "Uitgeschakeld: oidc" in page
        assert "zonder onze controles" not in page

    def test_nothing_else_can_be_done_there(self, els, weak):
        values = els.values(els.get(LIST).text, LIST) | {"action": "delete"}
        assert els.post(LIST, values).status_code == 400
        transaction.begin()
        assert stock.open_ones(api.portal.get())


@pytest.mark.parametrize("who, status", [(None, 302), ("lieve", 403)])
@pytest.mark.parametrize(
    "page", [LIST, FORM, KEYS, "eloket-provider-delete", "eloket-provider-test"]
)
def test_others_do_not_see_it(world, who, status, page):
    staff = Staff(world, who)
    assert staff.get(page, preset="csam").status_code == status


@pytest.mark.parametrize("page", [FORM, "eloket-provider-delete", LIST, KEYS])
def test_a_form_from_elsewhere_does_nothing(els, page):
    add(els, **{"token_auth": "private_key_jwt"})
    kept = provider().sealed_keys
    sent = {"provider": "acm", "client_id": "stolen", "_csrf": "x"}
    assert els.post(page, sent).status_code == 403
    assert provider().client_id == "testegem"
    assert provider().sealed_keys == kept != b""


def test_it_is_in_the_site_setup(els, world):
    page = els.session.get(f"{els.site}/@@overview-controlpanel").text
    assert f'href="{els.url(LIST)}"' in page
