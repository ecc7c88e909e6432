"""GenericSetup: providers come from and go into ``eloket-providers.xml``."""

from collective.eloket.accounts.oidc import service
from collective.eloket.accounts.oidc.checking import examine
from collective.eloket.accounts.oidc.errors import ProviderIdRefusedError
from collective.eloket.accounts.oidc.errors import ProviderIdTakenError
from collective.eloket.accounts.oidc.files import FILE
from collective.eloket.accounts.oidc.files import Problem
from collective.eloket.accounts.oidc.files import ProvidersFileError
from collective.eloket.accounts.oidc.files import read
from collective.eloket.accounts.oidc.files import Reading
from collective.eloket.accounts.oidc.files import Wish
from collective.eloket.accounts.oidc.files import write
from collective.eloket.accounts.oidc.ids import check_id
from collective.eloket.accounts.oidc.plugin import EloketOIDCPlugin
from collective.eloket.accounts.oidc.settings import ProviderSettings
from collective.eloket.accounts.oidc.texts import value_of
from collective.eloket.audit import service as audit
from collective.eloket.audit.model import AuditEntry
from collective.eloket.interfaces import IEloketLayer
from collective.eloket.messages import MESSAGES
from plone import api
from plone.browserlayer.utils import registered_layers
from Products.CMFCore.interfaces import ISiteRoot
from Products.GenericSetup.interfaces import IImportContext
from typing import Any


ABOUT = ("issuer", "client_id")
NOT_INSTALLED = (
    "the e-loket is not in this site; let your profile depend on "
    "profile-collective.eloket:default"
)


def import_providers(context: IImportContext) -> None:
    """Set the providers of the file, all or none; a profile without it says nothing.

    A setting that the file does not name stays as it is. Secrets are untouched. What
    is as the file says already is not written again.

    :raises ProvidersFileError: something in it is wrong; it says where and what.
    """
    content = context.readDataFile(FILE)
    if content is None:
        return
    site = context.getSite()
    if IEloketLayer not in registered_layers():
        raise ProvidersFileError([Problem(1, NOT_INSTALLED)])
    reading = read(content if isinstance(content, bytes) else content.encode())
    reading.purge = reading.purge or bool(context.shouldPurge())
    wanted = wanted_settings(site, reading)
    for id in leaving(site, reading):
        record("provider.delete", id)
        service.delete_provider(site, id)
    for id, settings in wanted.items():
        record("provider.set", id)
        service.keep_settings(site, id, settings)


def wanted_settings(site: ISiteRoot, reading: Reading) -> dict[str, ProviderSettings]:
    """Return provider → checked settings, for those that change.

    :raises ProvidersFileError: some are refused.
    """
    wanted = {}
    for wish in reading.wishes:
        known = service.find_provider(site, wish.id)
        made = None if wish.remove else settings_for(site, wish, known, reading)
        if made is not None and (known is None or made != known.settings()):
            wanted[wish.id] = made
    if reading.problems:
        raise ProvidersFileError(reading.problems)
    return wanted


def settings_for(
    site: ISiteRoot, wish: Wish, known: EloketOIDCPlugin | None, reading: Reading
) -> ProviderSettings | None:
    """Return the settings that the file wishes; None, and the problems noted."""
    try:
        check_id(service.user_folder(site), wish.id, known is not None)
    except (ProviderIdRefusedError, ProviderIdTakenError) as error:
        words = MESSAGES[error.code]
        reading.problems.append(Problem(wish.line, words, wish.id or "?"))
        return None
    keep = known is not None and not (wish.purge or reading.purge)
    given = written(known) if keep else {}
    given |= {name: value_of(name, text) for name, (_at, text) in wish.texts.items()}
    about = [given.pop(name, None) for name in ABOUT]
    preset = wish.preset or (known.preset if known is not None else None)
    made, problems = examine(preset, *about, given)
    for error in problems:
        line, _text = wish.texts.get(error.setting, (wish.line, ""))
        words = error.words or MESSAGES[error.code]
        reading.problems.append(Problem(line, words, wish.id, error.setting))
    return made


def written(plugin: EloketOIDCPlugin) -> dict[str, Any]:
    """Return what was set by hand: setting → value, in the order of the file."""
    return {
        "issuer": plugin.issuer,
        "client_id": plugin.client_id,
        **plugin.settings().given,
    }


def leaving(site: ISiteRoot, reading: Reading) -> list[str]:
    """Return the providers that the file takes away; who is gone already is not."""
    named = {wish.id: wish.remove for wish in reading.wishes}
    return [
        plugin.getId()
        for plugin in service.providers(site)
        if named.get(plugin.getId(), reading.purge)
    ]


def record(action: str, id: str) -> None:
    """Write who changes which provider; nobody when a machine does."""
    actor = api.user.get_current().getId()
    audit.attempt(AuditEntry(actor, "manager", None, action, object=id))


def export_providers(context: IImportContext) -> None:
    """Write the providers of the site; secrets stay where they are."""
    found = service.providers(context.getSite())
    if found:
        rows = [(one.getId(), one.preset, written(one)) for one in found]
        context.writeDataFile(FILE, write(rows), "text/xml")
