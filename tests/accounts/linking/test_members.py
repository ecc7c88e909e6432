"""A member of the site links, and comes in through the provider as that member."""

from AccessControl import getSecurityManager
from collective.eloket.accounts import member_session
from collective.eloket.accounts.oidc.service import delete_provider
from collective.eloket.accounts.plugins.modest import ModestUser
from collective.eloket.accounts.registry import citizen_store
from collective.eloket.accounts.tokens import MEMBER_TYPE
from collective.eloket.accounts.tokens import write_token
from collective.eloket.audit import service as audit
from collective.eloket.clock import utcnow
from collective.eloket.ephemeral.service import engine
from dataclasses import replace
from datetime import timedelta
from plone import api
from plone.app.testing import SITE_OWNER_NAME
from plone.app.testing import SITE_OWNER_PASSWORD
from Products.PlonePAS.events import UserLoggedInEvent
from sqlalchemy import text
from tests.accounts.linking.walker import audited
from tests.accounts.linking.walker import LINK
from tests.accounts.linking.walker import LOGIN_TAB
from tests.accounts.linking.walker import mails
from tests.accounts.linking.walker import NOOR
from tests.accounts.linking.walker import query_of
from tests.accounts.linking.walker import stored
from tests.accounts.linking.walker import Walker
from tests.accounts.oidc import provider as fake
from tests.accounts.oidc.test_backchannel import logout_token
from tests.accounts.oidc.test_service import set_provider
from tests.accounts.people import web_request
from urllib.parse import urlsplit
from zope.component import getGlobalSiteManager
from ZPublisher.interfaces import IPubSuccess

import pytest
import re
import requests
import transaction


PASSWORD = "een-geheim-woord"  # noqa: S105
POWERFUL = "collective.eloket.accounts.link_powerful_members"


def make_member(username="lieve", roles=("Member",)):
    with api.env.adopt_roles(["Manager"]):
        api.user.create(
            username=username,
            email=f"{username}@testegem.example",
            password=PASSWORD,
            properties={"fullname": "Lieve Balie"},
        )
        api.user.grant_roles(username=username, roles=list(roles))
    transaction.commit()
    return username


class MemberWalker(Walker):
    """A browser that signs in on Plone's own form."""

    def sign_in(self, username="lieve", password=PASSWORD):
        form = {"__ac_name": username, "__ac_password": password, "buttons.login": "1"}
        page = self.get("/login").text
        token = re.search(r'name="_authenticator"[^>]*value="([^"]+)"', page)
        data = form | ({"_authenticator": token.group(1)} if token else {})
        return self.client.post(f"{self.site}/login", data=data, allow_redirects=False)

    @property
    def who(self) -> str | None:
        """Who acts, as Plone says."""
        seen = []

        def note(_event):
            seen.append(getSecurityManager().getUser().getId())

        manager = getGlobalSiteManager()
        manager.registerHandler(note, (IPubSuccess,))
        try:
            self.call("GET", "@eloket-session")
        finally:
            manager.unregisterHandler(note, (IPubSuccess,))
        return seen[0] if seen else None

    def roles(self) -> set[str]:
        found = self.call("GET", f"@users/{self.who}").json()
        return set(found.get("roles", ()))


@pytest.fixture
def lieve(site):
    return make_member(roles=("Member", "Eloket Clerk"))


@pytest.fixture
def walker(functional, site, op):
    return MemberWalker(functional, op)


@pytest.fixture
def elsewhere(functional, site, op):
    """A browser in which nobody is signed in."""
    return MemberWalker(functional, op)


@pytest.fixture
def linked(walker, lieve):
    walker.sign_in()
    walker.link()
    return lieve


class TestLink:
    def test_members_see_their_login(self, walker, lieve):
        walker.sign_in()
        text = walker.get(LOGIN_TAB).text
        for words in ("lieve", "Lieve Balie", "lieve@testegem.example", "Koppel mijn"):
            assert words in text
        # the other tabs are the citizens'
        assert "Gegevens" not in text
        data = walker.get("/e-loket/mijn-profiel")
        assert data.headers["Location"].endswith(LOGIN_TAB)

    def test_links_and_tells_by_mail(self, walker, linked, site):
        transaction.begin()
        (link,) = citizen_store().members["lieve"].links
        assert link[1] == "burgerprofiel"
        assert citizen_store().citizens.get("lieve") is None
        (mail,) = mails(site)
        assert mail["to"] == "lieve@testegem.example"
        assert audited("identity.link", "lieve")[-1] == ("done", "burgerprofiel")

    def test_the_number_is_kept_for_the_rules_only(self, walker, linked, noor):
        kept = stored()
        assert list(kept["by_number"].values()) == ["lieve"]
        assert fake.NUMBER not in repr(kept)

    def test_signs_in_that_member(self, elsewhere, linked, walker):
        answer = elsewhere.come_back(elsewhere.go_to_sign_in())
        assert answer.status_code == 302
        assert elsewhere.who == "lieve"
        assert {"Member", "Eloket Clerk"} <= elsewhere.roles()
        told = elsewhere.session()
        assert (told["user_id"], told["level"], told["means"]) == (None, "high", "eid")

    def test_tells_plone_that_somebody_signed_in(self, elsewhere, linked):
        seen = []
        manager = getGlobalSiteManager()
        manager.registerHandler(seen.append, (UserLoggedInEvent,))
        elsewhere.come_back(elsewhere.go_to_sign_in())
        manager.unregisterHandler(seen.append, (UserLoggedInEvent,))
        assert len(seen) == 1
        (row, *_before) = audit.find("lieve", most=1)
        assert (row.entry.action, row.entry.means) == ("session.begin", "eid")

    def test_plones_own_sign_in_has_no_level(self, walker, lieve):
        walker.sign_in()
        assert walker.who == "lieve"
        assert walker.session()["level"] == "none"

    def test_a_citizens_session_in_that_browser_ends(self, elsewhere, linked, noor):
        Walker.sign_in(elsewhere, "noor.v1", "een lange goede zin")
        assert elsewhere.user_id == noor
        elsewhere.come_back(elsewhere.go_to_sign_in())
        assert elsewhere.user_id is None
        assert elsewhere.who == "lieve"

    def test_unlinks_and_the_session_is_over(self, walker, elsewhere, linked):
        elsewhere.come_back(elsewhere.go_to_sign_in())
        assert elsewhere.who == "lieve"
        assert walker.unlink().status_code == 303
        assert elsewhere.who is None
        again = elsewhere.come_back(elsewhere.go_to_sign_in())
        assert again.status_code == 403
        assert walker.who == "lieve"


POWERS = {
    "own role": lambda: api.user.grant_roles(username="lieve", roles=["Manager"]),
    "site administrator": lambda: api.user.grant_roles(
        username="lieve", roles=["Site Administrator"]
    ),
    "role of a group": lambda: (
        api.group.create("bazen", roles=["Manager"]),
        api.group.add_user(groupname="bazen", username="lieve"),
    ),
    "local role on the site": lambda: api.user.grant_roles(
        username="lieve", roles=["Site Administrator"], obj=api.portal.get()
    ),
}


def give(power) -> None:
    transaction.begin()
    with api.env.adopt_roles(["Manager"]):
        POWERS[power]()
    transaction.commit()


@pytest.mark.parametrize("power", POWERS)
class TestPowers:
    def test_who_has_them_cannot_link(self, walker, lieve, power):
        give(power)
        walker.sign_in()
        before = stored()
        text = walker.get(LOGIN_TAB).text
        assert "Koppel mijn" not in text
        assert "Daarom kunt u niets koppelen" in text
        answer = walker.post(LOGIN_TAB, {"link": "burgerprofiel"})
        assert answer.status_code == 403
        assert "eloket-tx" not in str(answer.headers)
        assert stored() == before

    def test_who_got_them_on_the_way_cannot_link(self, walker, lieve, power):
        walker.sign_in()
        page = walker.prove()
        give(power)
        before = stored()
        assert walker.confirm(page).status_code == 403
        assert stored() == before

    def test_who_got_them_since_does_not_come_in(self, elsewhere, linked, power):
        give(power)
        before = stored()
        answer = elsewhere.come_back(elsewhere.go_to_sign_in())
        assert answer.status_code == 403
        assert "Set-Cookie" not in answer.headers
        assert elsewhere.who is None
        assert stored() == before

    def test_unless_the_site_allows_it(self, walker, elsewhere, lieve, power):
        give(power)
        transaction.begin()
        api.portal.set_registry_record(POWERFUL, True)
        transaction.commit()
        walker.sign_in()
        assert walker.link().status_code == 303
        elsewhere.come_back(elsewhere.go_to_sign_in())
        assert elsewhere.who == "lieve"


def test_powers_that_come_during_the_session_are_not_there(elsewhere, linked):
    elsewhere.come_back(elsewhere.go_to_sign_in())
    give("own role")
    assert elsewhere.who == "lieve"
    assert elsewhere.call("GET", "@controlpanels").status_code == 401


def test_powers_in_one_folder_are_not_there(walker, elsewhere, linked, site):
    transaction.begin()
    with api.env.adopt_roles(["Manager"]):
        api.content.create(site, "Folder", "kluis", title="Kluis")
        api.user.grant_roles(username="lieve", roles=["Manager"], obj=site["kluis"])
    transaction.commit()
    elsewhere.come_back(elsewhere.go_to_sign_in())
    assert elsewhere.call("GET", "kluis/@sharing").status_code == 401
    assert walker.call("GET", "kluis/@sharing").status_code == 200


def test_zopes_own_users_have_no_account_here(walker):
    walker.client.auth = (SITE_OWNER_NAME, SITE_OWNER_PASSWORD)
    answer = walker.get(LOGIN_TAB)
    assert answer.status_code == 302
    assert "/aanmelden" in answer.headers["Location"]


class TestGone:
    """A user id that is given up, and given to somebody new."""

    def test_a_member_who_is_gone_does_not_come_in(self, elsewhere, linked):
        transaction.begin()
        with api.env.adopt_roles(["Manager"]):
            api.user.delete(username="lieve")
        transaction.commit()
        assert stored()["by_subject"] == stored()["by_number"] == {}
        answer = elsewhere.come_back(elsewhere.go_to_sign_in())
        assert answer.headers["Location"].endswith("/registreren")

    def test_one_who_went_silently_does_not_come_in(self, elsewhere, linked, site):
        transaction.begin()
        site.acl_users.source_users.removeUser("lieve")
        transaction.commit()
        answer = elsewhere.come_back(elsewhere.go_to_sign_in())
        assert answer.status_code == 403
        assert elsewhere.who is None

    def test_a_new_member_of_that_id_has_no_links(self, elsewhere, linked, site):
        transaction.begin()
        site.acl_users.source_users.removeUser("lieve")
        transaction.commit()
        make_member("lieve")
        answer = elsewhere.come_back(elsewhere.go_to_sign_in())
        assert answer.headers["Location"].endswith("/registreren")
        assert elsewhere.who is None

    def test_another_member_who_goes_changes_nothing(self, linked):
        before = stored()
        make_member("tom")
        transaction.begin()
        with api.env.adopt_roles(["Manager"]):
            api.user.delete(username="tom")
        transaction.commit()
        assert stored() == before

    def test_a_new_login_name_is_the_same_member(self, elsewhere, linked, site):
        transaction.begin()
        site.acl_users.updateLoginName("lieve", "lieve.balie")
        transaction.commit()
        elsewhere.come_back(elsewhere.go_to_sign_in())
        assert elsewhere.who == "lieve"


class TestSession:
    """What the provider proved lives exactly as long as Plone's ticket beside it."""

    def signed_in(self, elsewhere) -> dict:
        elsewhere.come_back(elsewhere.go_to_sign_in())
        assert elsewhere.who == "lieve"
        return {name: elsewhere.jar.get(name) for name in ("__ac", "eloket-member")}

    def with_cookies(self, functional, op, **values):
        other = MemberWalker(functional, op)
        other.client.headers["Cookie"] = "; ".join(
            f"{n}={v}" for n, v in values.items()
        )
        return other

    def test_the_ticket_alone_is_worth_nothing(self, elsewhere, linked, functional, op):
        kept = self.signed_in(elsewhere)
        alone = self.with_cookies(functional, op, __ac=kept["__ac"])
        assert alone.get(LOGIN_TAB).status_code in (302, 401)
        assert alone.who is None

    def test_our_cookie_alone_is_worth_nothing(self, elsewhere, linked, functional, op):
        kept = self.signed_in(elsewhere)
        alone = self.with_cookies(
            functional, op, **{"eloket-member": kept["eloket-member"]}
        )
        assert alone.who is None
        assert alone.session()["level"] == "none"

    def test_lends_no_level_to_plones_own_ticket(
        self, elsewhere, walker, linked, functional, op
    ):
        kept = self.signed_in(elsewhere)
        own = walker.jar.get("__ac")
        mixed = self.with_cookies(
            functional, op, __ac=own, **{"eloket-member": kept["eloket-member"]}
        )
        assert mixed.who == "lieve"
        assert mixed.session()["level"] == "none"

    def test_a_token_of_another_kind_is_not_taken(
        self, elsewhere, linked, functional, op, noor
    ):
        from tests.accounts.people import token

        kept = self.signed_in(elsewhere)
        mixed = self.with_cookies(
            functional, op, __ac=kept["__ac"], **{"eloket-member": token(noor)}
        )
        assert mixed.who is None
        citizens = self.with_cookies(
            functional, op, **{"eloket-session": kept["eloket-member"]}
        )
        assert citizens.user_id is None

    @pytest.mark.parametrize(
        "change",
        [
            {"last": timedelta(minutes=-31)},
            {"started": timedelta(hours=-9), "last": timedelta(0)},
        ],
        ids=["idle", "too long"],
    )
    def test_ends_as_a_citizens_does(self, elsewhere, linked, functional, op, change):
        kept = self.signed_in(elsewhere)
        from collective.eloket.accounts.tokens import read_token

        token = read_token(kept["eloket-member"], MEMBER_TYPE)
        now = utcnow().replace(microsecond=0)
        old = replace(token, **{name: now + by for name, by in change.items()})
        late = self.with_cookies(
            functional,
            op,
            __ac=kept["__ac"],
            **{"eloket-member": write_token(old, MEMBER_TYPE)},
        )
        assert late.who is None

    def test_stays_alive_while_it_is_used(self, elsewhere, linked, functional, op):
        kept = self.signed_in(elsewhere)
        from collective.eloket.accounts.tokens import read_token

        token = read_token(kept["eloket-member"], MEMBER_TYPE)
        now = utcnow().replace(microsecond=0)
        idle = replace(token, last=now - timedelta(minutes=20))
        used = self.with_cookies(
            functional,
            op,
            __ac=kept["__ac"],
            **{"eloket-member": write_token(idle, MEMBER_TYPE)},
        )
        answer = used.get(LOGIN_TAB)
        assert answer.status_code == 200
        fresh = read_token(answer.cookies["eloket-member"], MEMBER_TYPE)
        assert fresh.last >= now and fresh.sid == token.sid

    def test_signing_out_ends_it_everywhere(self, elsewhere, linked, functional, op):
        kept = self.signed_in(elsewhere)
        copy = self.with_cookies(functional, op, **kept)
        assert copy.who == "lieve"
        assert elsewhere.call("POST", "@logout").status_code in (200, 204)
        assert copy.who is None

    def test_signing_out_on_plones_page_goes_on_at_the_provider(
        self, elsewhere, linked, op
    ):
        self.signed_in(elsewhere)
        answer = elsewhere.get("/logout")
        assert answer.status_code == 302
        there = urlsplit(answer.headers["Location"])
        assert f"{there.scheme}://{there.netloc}{there.path}" == f"{fake.ISSUER}/logout"
        asked = query_of(answer.headers["Location"])
        (back,) = asked["post_logout_redirect_uri"]
        assert back == f"{elsewhere.site}/e-loket/afmelden"
        assert elsewhere.who is None
        page = elsewhere.get("/e-loket/afmelden", params={"state": asked["state"][0]})
        assert page.status_code == 200

    @pytest.mark.parametrize(
        "change",
        [
            lambda site: set_provider(
                site,
                id="burgerprofiel",
                settings={"allow_private": True, "logout_by": "none"},
            ),
            lambda site: delete_provider(site, "burgerprofiel"),
        ],
        ids=["it ends no sessions", "it is gone"],
    )
    def test_without_a_sign_out_at_the_provider_plones_page_ends_here(
        self, elsewhere, linked, site, change
    ):
        self.signed_in(elsewhere)
        transaction.begin()
        change(site)
        transaction.commit()
        answer = elsewhere.get("/logout")
        assert answer.status_code == 302
        assert answer.headers["Location"] == f"{elsewhere.site}/logged-out"
        assert elsewhere.who is None

    def test_plones_own_session_ends_where_it_began(self, walker, lieve):
        walker.sign_in()
        answer = walker.get("/logout")
        assert answer.headers["Location"] == f"{walker.site}/logged-out"

    def test_makes_no_token_that_outlives_it(self, elsewhere, linked, walker):
        self.signed_in(elsewhere)
        csrf = {"X-CSRF-TOKEN": elsewhere.session()["csrf"]}
        answer = elsewhere.call("POST", "@login-renew", headers=csrf)
        assert answer.status_code == 403
        # Plone's own sign-in goes on
        assert walker.call("POST", "@login-renew").status_code == 200

    def test_an_authorization_header_is_judged_alone(self, elsewhere, linked):
        self.signed_in(elsewhere)
        elsewhere.client.auth = ("lieve", PASSWORD)
        assert elsewhere.session()["level"] == "none"


class TestBackchannel:
    """The provider ends a member's session as it ends a citizen's."""

    @pytest.fixture
    def member(self, elsewhere, linked, site, op):
        settings = {"allow_private": True, "backchannel_logout": True}
        set_provider(site, id="burgerprofiel", settings=settings)
        transaction.commit()
        op.claims = {**op.claims, "sid": "session-1"}
        elsewhere.come_back(elsewhere.go_to_sign_in())
        assert elsewhere.who == "lieve"
        return elsewhere

    def end(self, member, op, **changes):
        token = logout_token(op, **changes)
        address = f"{member.site}/acl_users/burgerprofiel/backchannel-logout"
        return requests.post(address, {"logout_token": token}, timeout=60)

    @pytest.mark.parametrize(
        "changes",
        [{}, {"sub": NOOR[0]}, {"sub": NOOR[0], "sid": None}],
        ids=["the session", "both", "the person"],
    )
    def test_ends_with_the_session_there(self, member, op, changes):
        assert self.end(member, op, **changes).status_code == 200
        assert member.who is None
        assert audited("session.end", "lieve")[-1] == ("done", "burgerprofiel")

    def test_what_the_members_own_password_began_goes_on(
        self, member, walker, op, lieve
    ):
        self.end(member, op, sub=NOOR[0], sid=None)
        walker.sign_in()
        assert walker.who == "lieve"

    def test_the_side_store_has_no_name_of_a_member(self, member):
        with engine().connect() as connection:
            rows = connection.execute(text("select * from entries")).all()
        assert rows
        assert b"lieve" not in repr(rows).encode()


def test_a_member_is_shown_nothing_of_what_another_proved(walker, lieve, site):
    make_member("tom")
    walker.sign_in()
    walker.prove()
    walker.jar.clear("localhost.local", "/", "__ac")
    walker.sign_in("tom")
    assert walker.get(LINK).status_code == 302


def test_the_user_object_without_a_request_is_plones(site):
    assert not isinstance(api.user.get(SITE_OWNER_NAME), ModestUser)


def test_in_a_session_that_it_began_unlinking_signs_out(elsewhere, linked):
    elsewhere.come_back(elsewhere.go_to_sign_in())
    answer = elsewhere.unlink()
    assert answer.headers["Location"].endswith("/aanmelden")
    assert "deleted" in answer.cookies.get("__ac", "deleted")
    assert elsewhere.who is None


@pytest.mark.parametrize("sent", ["x", ""])
def test_what_is_no_ticket_has_no_mark(site, sent):
    request = web_request(cookies={"__ac": sent})
    assert member_session.mark_of(request, "lieve") is None


def test_the_user_object_has_none_of_the_powers(site):
    user = ModestUser("lieve", "lieve")
    user._addRoles(["Manager", "Site Administrator", "Member"])
    assert set(user.getRoles()) == {"Member"}
