"""What browsers are told about our pages, as they come from a site."""

from collective.eloket.http.interfaces import IPolicyPart
from lxml import html
from tests.accounts.oidc.test_service import set_provider
from zope.component import getUtility
from zope.interface.verify import verifyObject

import re
import transaction


def said_by(answer):
    """Return the parts of the policy of an answer."""
    header = answer.headers["Content-Security-Policy"]
    return dict(part.split(" ", 1) for part in header.split("; "))


def number_of(answer):
    """Return the number that its scripts must carry."""
    return re.search("'nonce-([^']+)'", said_by(answer)["script-src"])[1]


def test_a_page_of_ours_runs_marked_scripts_only(world):
    answers = [world.browser().get(f"{world.desk_url}/aanmelden") for _time in "12"]
    numbers = [number_of(one) for one in answers]
    assert numbers[0] != numbers[1]
    page = html.fromstring(answers[0].text)
    with_source = page.findall(".//script[@src]")
    assert {script.get("nonce") for script in with_source} == {numbers[0]}
    assert answers[0].headers["Referrer-Policy"] == "same-origin"
    assert answers[0].headers["X-Content-Type-Options"] == "nosniff"


def test_the_bar_of_a_citizen_is_marked_too(world):
    answer = world.browser(world.noor).get(world.mine)
    script = re.search(r"<script ([^>]*)session\.js", answer.text)[1]
    assert f'nonce="{number_of(answer)}"' in script


def test_a_refusal_has_the_policy_too(world):
    answer = world.browser(world.noor).get(f"{world.mine}/2026-0000-0000")
    assert answer.status_code == 404
    assert "nonce-" in said_by(answer)["script-src"]


def test_a_file_keeps_its_own_policy(world):
    answer = world.browser(world.noor).get(f"{world.mine}/{world.reference}/antwoorden")
    assert answer.headers["Content-Security-Policy"] == "sandbox"


def test_pages_of_the_site_stay_as_plone_makes_them(world):
    answer = world.browser().get(world.site_url)
    assert "Content-Security-Policy" not in answer.headers


def test_forms_may_lead_to_providers(world):
    assert verifyObject(IPolicyPart, getUtility(IPolicyPart, "accounts"))
    transaction.begin()
    set_provider(world.portal, issuer="https://idp.example/op")
    transaction.commit()
    answer = world.browser().get(f"{world.desk_url}/aanmelden")
    assert "https://idp.example" in said_by(answer)["form-action"].split()
