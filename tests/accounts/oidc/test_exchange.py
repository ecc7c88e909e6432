"""Providers by GenericSetup: in and out, all or nothing, and never a secret."""

from collective.eloket.accounts.oidc import exchange
from collective.eloket.accounts.oidc import service
from collective.eloket.accounts.oidc.files import FILE
from collective.eloket.accounts.oidc.files import ProvidersFileError
from collective.eloket.accounts.oidc.options import OPTIONS
from collective.eloket.accounts.oidc.presets import PRESETS
from collective.eloket.accounts.oidc.texts import text_of
from collective.eloket.accounts.oidc.texts import value_of
from collective.eloket.audit import service as audit
from pathlib import Path
from plone.app.testing import login
from plone.app.testing import SITE_OWNER_NAME
from plone.browserlayer.utils import unregister_layer
from Products.GenericSetup.tests.common import DummyExportContext
from Products.GenericSetup.tests.common import DummyImportContext
from tests.accounts.oidc import provider as fake
from tests.accounts.oidc.test_service import set_provider

import io
import json
import pytest
import re
import tarfile
import transaction


MANUAL = Path(__file__).parents[3] / "docs/configuration/providers.md"
ISSUER = "https://193.191.245.244/op"
PLANTED = "planted-secret-3"


def file(*lines: str) -> str:
    return "\n".join(["<eloket-providers>", *lines, "</eloket-providers>"])


def provider(id="acm", preset='preset="burgerprofiel"', *more: str, **settings) -> str:
    good = {"issuer": ISSUER, "client_id": "testegem"} | settings
    texts = [
        f'<setting name="{name}">{text}</setting>'
        for name, text in good.items()
        if text is not None
    ]
    return "\n".join([f'<provider id="{id}" {preset}>', *texts, *more, "</provider>"])


def import_file(portal, content: str, purge: bool = False) -> None:
    context = DummyImportContext(portal, purge=purge)
    context._files[FILE] = content
    exchange.import_providers(context)


def export_file(portal) -> str | None:
    context = DummyExportContext(portal)
    exchange.export_providers(context)
    found = {name: text for name, text, _type in context._wrote}
    return found[FILE].decode() if FILE in found else None


def state(portal) -> dict:
    return {
        one.getId(): {**service.describe(one), "secret": one.sealed_secret}
        for one in service.providers(portal)
    }


@pytest.fixture
def site(portal, integration, op):
    return portal


def test_a_profile_without_the_file_changes_nothing(site):
    set_provider(site)
    before = state(site)
    exchange.import_providers(DummyImportContext(site, purge=True))
    assert state(site) == before


def test_several_providers_come_from_a_file(site):
    content = file(
        provider(scopes="openid profile\n rrn", allow_private="false"),
        provider("csam", 'preset="csam"', client_id="fas"),
    )
    import_file(site, content)
    assert [one.getId() for one in service.providers(site)] == ["acm", "csam"]
    acm = service.get_provider(site, "acm").settings()
    assert acm["scopes"] == ["openid", "profile", "rrn"]
    assert acm.given == {"scopes": ["openid", "profile", "rrn"], "allow_private": False}
    assert service.get_provider(site, "csam").settings().given == {}


EVERYTHING = {
    "title": "Proef & <test>",
    "scopes": ["openid", "rrn"],
    "purpose_scopes": {"login": ["openid"]},
    "purpose_claims": {"register": {"userinfo": {"x": None, "y": {"essential": True}}}},
    "acr_values": ["eid", "urn:own:1"],
    "acr_table": {"urn:own:1": {"means": "own", "level": "low", "number": False}},
    "level_claims": ["acr", "amr"],
    "amr": {"eid": ["eid"]},
    "number_scope": "",
    "number_claims": ["rrn"],
    "attribute_claims": {"given_names": "given_name"},
    "token_auth": "client_secret_post",
    "algorithms": ["RS256", "ES256"],
    "endpoints": {
        "authorization_endpoint": "/a",
        "token_endpoint": "/t",
        "jwks_uri": "/k",
    },
    "login_hint": {"cap_hint": "BUR", "één": "é"},
    "allow_private": True,
}


def test_what_goes_out_comes_in_again(site):
    set_provider(site, id="vol", settings=EVERYTHING)
    set_provider(site, id="leeg")
    before = state(site)
    content = export_file(site)
    for one in service.providers(site):
        service.delete_provider(site, one.getId())
    import_file(site, content)
    after = state(site)
    for found in (*before.values(), *after.values()):
        del found["secret"]
    assert after == before
    assert service.get_provider(site, "vol").settings().given == EVERYTHING
    assert export_file(site) == content


@pytest.mark.parametrize("preset", PRESETS.values(), ids=lambda preset: preset.id)
def test_every_setting_of_every_preset_can_be_written_and_read(preset):
    for name in OPTIONS:
        value = preset.defaults[name]
        assert OPTIONS[name](value_of(name, text_of(name, value)), name) == value


def test_the_example_of_the_manual_can_be_typed_over(site):
    (example,) = re.findall(r"```xml\n(.*?)```", MANUAL.read_text(), re.S)
    import_file(site, example)
    found = service.describe(service.get_provider(site, "burgerprofiel"))
    assert found["issuer"] == "https://authenticatie.vlaanderen.be/op"
    assert found["settings"]["acr_values"] == ["eid", "itsme", "csamtotp"]


def test_the_call_of_the_manual_can_be_typed_over(site):
    (sent,) = re.findall(r"<<'END'\n(.*?)\nEND", MANUAL.read_text(), re.S)
    made = service.set_provider(site, "burgerprofiel", **json.loads(sent))
    assert made.settings()["acr_values"] == ["eid", "itsme"]
    assert made.client_id == "testegem"


def test_a_site_without_providers_writes_no_file(site):
    assert export_file(site) is None


def test_the_same_file_twice_writes_nothing(site):
    content = file(provider())
    import_file(site, content)
    transaction.savepoint()
    plugin = service.get_provider(site, "acm")
    assert not plugin._p_changed
    import_file(site, content)
    assert not plugin._p_changed
    assert not site.acl_users._p_changed


def test_what_the_file_does_not_name_stays(site):
    import_file(site, file(provider(title="Oud", scopes="openid")))
    service.get_provider(site, "acm").set_client_secret(PLANTED)
    import_file(
        site,
        file('<provider id="acm"><setting name="title">Nieuw</setting></provider>'),
    )
    plugin = service.get_provider(site, "acm")
    assert plugin.settings().given == {"title": "Nieuw", "scopes": ["openid"]}
    assert (plugin.issuer, plugin.client_id) == (ISSUER, "testegem")
    assert plugin.open_secret() == PLANTED


def test_purged_it_goes_back_to_the_preset_and_keeps_its_secret(site):
    import_file(site, file(provider(title="Oud", scopes="openid")))
    service.get_provider(site, "acm").set_client_secret(PLANTED)
    import_file(site, file(provider(preset='preset="burgerprofiel" purge="true"')))
    plugin = service.get_provider(site, "acm")
    assert plugin.settings().given == {}
    assert plugin.open_secret() == PLANTED


@pytest.mark.parametrize("by_context", [False, True], ids=["by file", "by context"])
def test_a_purging_file_takes_away_what_it_does_not_name(site, by_context):
    set_provider(site, id="ander")
    content = file(provider())
    if not by_context:
        content = content.replace(
            "<eloket-providers>", '<eloket-providers purge="True">'
        )
    import_file(site, content, purge=by_context)
    assert [one.getId() for one in service.providers(site)] == ["acm"]


def test_a_provider_is_taken_away_once_or_twice(site):
    set_provider(site, id="ander")
    set_provider(site, id="blijft")
    content = file('<provider id="ander" remove="true" />')
    import_file(site, content)
    import_file(site, content)
    assert [one.getId() for one in service.providers(site)] == ["blijft"]


def test_changes_are_audited(site):
    set_provider(site, id="ander")
    import_file(site, file(provider(), '<provider id="ander" remove="true" />'))
    found = {(row.entry.action, row.entry.object) for row in audit.find()}
    assert {("provider.set", "acm"), ("provider.delete", "ander")} <= found


def test_without_the_e_loket_nothing_is_set(site):
    unregister_layer("collective.eloket")
    with pytest.raises(ProvidersFileError, match="let your profile depend on"):
        import_file(site, file(provider()))
    assert service.providers(site) == []


def secret(name: str) -> str:
    return f'<setting name="{name}">{PLANTED}</setting>'


REFUSED = {
    "no XML": ("<eloket-providers>\n<oops", "line 2: no XML"),
    "empty": ("", "line 1: no XML"),
    "other root": ("<providers />", "line 1: the file begins with"),
    "document type": (
        '<!DOCTYPE a [<!ENTITY b SYSTEM "file:///etc/hostname">]>'
        "<eloket-providers>&b;</eloket-providers>",
        "DOCTYPE",
    ),
    "other element": (file("<other />"), "line 2: only <provider> may stand in"),
    "other element below": (
        file(provider("acm", 'preset="burgerprofiel"', "<other />")),
        "line 5: only <setting> may stand in <provider>",
    ),
    "element in a setting": (
        file(provider(title="<b>x</b>")),
        "line 5, provider 'acm', setting 'title': a setting holds text only",
    ),
    "other attribute": (
        file(provider(preset='preset="burgerprofiel" color="red"')),
        "line 2: <provider> has no attribute 'color'",
    ),
    "maybe": (
        file('<provider id="acm" remove="maybe" />'),
        "line 2: 'remove' is true or false",
    ),
    "twice": (
        file(provider(), provider()),
        "line 6, provider 'acm': this provider stands in the file twice",
    ),
    "setting twice": (
        file(
            provider(
                "acm", 'preset="csam"', '<setting name="issuer">https://x</setting>'
            )
        ),
        "line 5, provider 'acm', setting 'issuer': this setting stands there twice",
    ),
    "removed with settings": (
        file(provider(preset='remove="true"')),
        "line 2, provider 'acm': a provider that is removed has no settings",
    ),
    "no id": (file(provider(id="")), "line 2, provider '?': Take another name"),
    "stock id": (file(provider(id="oidc")), "line 2, provider 'oidc': Take another"),
    "id taken": (file(provider(id="session")), "line 2, provider 'session': Something"),
    "no preset": (
        file(provider(preset="")),
        "line 2, provider 'acm', setting 'preset': There is no preset",
    ),
    "unknown setting": (
        file(provider(color="red")),
        "line 5, provider 'acm', setting 'color': There is no setting of this name.",
    ),
    "no issuer": (
        file(provider(issuer=None)),
        "line 2, provider 'acm', setting 'issuer': Fill in one line of text.",
    ),
    "private issuer": (
        file(provider(issuer="https://10.0.0.1/")),
        "line 3, provider 'acm', setting 'issuer': This host is on a private network",
    ),
    "no flag": (
        file(provider(allow_private="yes")),
        "line 5, provider 'acm', setting 'allow_private': This is yes or no",
    ),
    "no object": (
        file(provider(acr_table="{oops")),
        "line 5, provider 'acm', setting 'acr_table': This is not the JSON object",
    ),
    "unknown level": (
        file(provider(acr_values="eid retina")),
        "setting 'acr_values': We do not know how sure “retina” is",
    ),
    "secret": (
        file(provider("my-acm", 'preset="csam"', secret("client_secret"))),
        "line 5, provider 'my-acm', setting 'client_secret': A secret does not belong "
        "in a file. Put it into the environment variable ELOKET_SECRET_MY_ACM, or "
        "type it in the control panel.",
    ),
    "secret with a dash": (
        file(provider("a1", "", secret("client-secret"))),
        "A secret",
    ),
    "private key": (file(provider("a1", "", secret("private_key"))), "A secret"),
    "secret attribute": (
        file(provider(preset=f'preset="csam" client_secret="{PLANTED}"')),
        "line 2, provider 'acm', setting 'client_secret': A secret",
    ),
}


@pytest.mark.parametrize("content, words", REFUSED.values(), ids=REFUSED.keys())
def test_a_bad_file_says_where_and_what_and_changes_nothing(site, content, words):
    set_provider(site, id="ander")
    before = state(site)
    with pytest.raises(ProvidersFileError) as refused:
        import_file(site, content, purge=True)
    assert f"{FILE}, " in str(refused.value)
    assert words in str(refused.value)
    assert str(refused.value).endswith("Nothing was changed.")
    assert PLANTED not in str(refused.value)
    assert state(site) == before


def test_all_that_is_wrong_is_said_at_once_in_order(site):
    content = file(provider(id="b1", userinfo="x", title=" "), provider(id="oidc"))
    with pytest.raises(ProvidersFileError) as refused:
        import_file(site, content)
    assert [problem.line for problem in refused.value.problems] == [5, 6, 8]


class TestByPortalSetup:
    """The steps are there for every profile."""

    def test_a_site_is_exported_without_its_secrets(self, site, monkeypatch):
        set_provider(site, id="acm", secret=PLANTED)
        monkeypatch.setenv("ELOKET_SECRET_ENV", PLANTED + "-env")
        set_provider(site, id="env", secret=None)
        login(site.aq_parent, SITE_OWNER_NAME)
        done = site.portal_setup.runAllExportSteps()
        with tarfile.open(fileobj=io.BytesIO(done["tarball"])) as files:
            texts = {
                entry.name: files.extractfile(entry).read()
                for entry in files
                if entry.isfile()
            }
        assert fake.ISSUER.encode() in texts[FILE]
        assert [name for name, text in texts.items() if PLANTED.encode() in text] == []

    def test_the_import_step_runs_after_the_layers(self, site):
        order = site.portal_setup.getSortedImportSteps()
        assert order.index("browserlayer") < order.index("eloket-providers")
