"""With whom do data go about? As the settings are now; never whose data."""

from collections.abc import Iterable
from collections.abc import Iterator
from collective.eloket import _
from collective.eloket.accounts.oidc import service as oidc
from collective.eloket.cases.registration import settings as registration
from collective.eloket.catalogue.channels import IDeliveryChannel
from collective.eloket.documents.ebox.interfaces import IEbox
from collective.eloket.documents.seal.sealer import stamp_authority
from collective.eloket.interfaces import IStandIn
from collective.eloket.mandates.enterprises.interfaces import IEnterpriseRegister
from collective.eloket.mandates.interfaces import IHouseholdSource
from collective.eloket.outbox.destinations import destinations
from collective.eloket.outbox.mail import mail_server
from collective.eloket.parameters import cards
from collective.eloket.rights.interfaces import IDeceasedSource
from collective.eloket.rights.register.model import Party
from collective.eloket.rights.register.model import Words
from collective.eloket.rights.register.processors import Role
from collective.eloket.rights.register.processors import roles
from collective.eloket.settings import environment
from plone import api
from urllib.parse import urlsplit
from zope.component import getUtilitiesFor
from zope.component import queryUtility


#: Registers that are asked: name, and what a utility of that interface is for.
REGISTERS = (
    (
        "households",
        IHouseholdSource,
        _(
            "register_party_households",
            default="Register of households: is asked with the national number who "
            "lives with whom",
        ),
    ),
    (
        "enterprises",
        IEnterpriseRegister,
        _(
            "register_party_enterprises",
            default="Register of enterprises: is asked with a national or enterprise "
            "number who represents whom",
        ),
    ),
    (
        "deceased",
        IDeceasedSource,
        _(
            "register_party_deceased",
            default="Register of deaths: is asked with national numbers who has died",
        ),
    ),
)


#: Name of a party, the same each time, and what it gets or gives.
Named = tuple[str, Words]


def parties() -> list[Party]:
    """Return who gets or gives data, as the site and the machine are set up now.

    With what people said of each: whether it is a processor, and by which contract.
    """
    said = roles()
    found = [*_means(), *_registers(), *_deliveries(), *_machines(), *_proofs()]
    named = [*found, *_others(said)]
    return [_party(key, words, said.get(key)) for key, words in named]


def _party(key: str, words: Words, role: Role | None) -> Party:
    if role is None:
        return Party(key, words)
    return Party(key, words, role.role, role.contract)


def _others(said: Iterable[str]) -> Iterator[Named]:
    """Yield whom only people know of: who hosts or maintains it."""
    for key in said:
        kind, _slash, name = key.partition("/")
        if kind == "other":
            yield key, name


def host_of(address: str) -> str:
    """Return the host of an address, without user, path and query."""
    return urlsplit(address).hostname or address


def _means() -> Iterator[Named]:
    for plugin in oidc.usable_providers(api.portal.get()):
        words = _(
            "register_party_provider",
            default="${name} (${host}): signs people in, and tells who they are",
            mapping={"name": plugin.title, "host": host_of(plugin.settings().issuer)},
        )
        yield f"provider/{plugin.getId()}", words
    for host in sorted(_card_hosts()):
        words = _(
            "register_party_card",
            default="${host}: is asked with the serial number of the certificate "
            "whether an eID card is stopped",
            mapping={"host": host},
        )
        yield f"card/{host}", words


def _card_hosts() -> set[str]:
    return {
        host for profile in cards.trust().believed for host in profile.revocation_hosts
    }


def _registers() -> Iterator[Named]:
    for key, interface, words in REGISTERS:
        if queryUtility(interface) is not None:
            yield key, words


def _deliveries() -> Iterator[Named]:
    server = mail_server()
    if server:
        words = _(
            "register_party_mail",
            default="Mail server ${host}: e-mails with name and reference, no document",
            mapping={"host": server},
        )
        yield "mail", words
    ebox = queryUtility(IEbox)
    if ebox is not None and not IStandIn.providedBy(ebox):
        words = _(
            "register_party_ebox",
            default="e-Box: documents of who chose it, with their national number",
        )
        yield "ebox", words
    for name, channel in sorted(getUtilitiesFor(IDeliveryChannel)):
        words = _(
            "register_party_channel",
            default="Delivery: ${name}",
            mapping={"name": channel.title},
        )
        yield f"channel/{name}", words
    yield from _case_system()


def _case_system() -> Iterator[Named]:
    address = registration.address()
    if not address:
        return
    host = {"host": host_of(address)}
    if registration.sends_answers():
        words = _(
            "register_party_cases_all",
            default="Case system ${host}: each step of a request, with names and "
            "answers",
            mapping=host,
        )
    else:
        words = _(
            "register_party_cases",
            default="Case system ${host}: each step of a request, by its reference; "
            "no names, no answers",
            mapping=host,
        )
    yield "cases", words


def _machines() -> Iterator[Named]:
    if environment().clamd:
        words = _(
            "register_party_scanner",
            default="Virus scanner ${host}: each file that is sent in; it keeps none",
            mapping={"host": environment().clamd},
        )
        yield "scanner", words


def _proofs() -> Iterator[Named]:
    address = stamp_authority()
    if address:
        words = _(
            "register_party_stamps",
            default="Time-stamp authority ${host}: digests only, no personal data",
            mapping={"host": host_of(address)},
        )
        yield "stamps", words
    for means, to in sorted(destinations().items()):
        words = _(
            "register_party_anchor",
            default="${to}: gets anchors of the audit; no personal data",
            mapping={"to": to if means == "mail" else host_of(to)},
        )
        yield f"anchor/{means}", words
