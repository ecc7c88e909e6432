"""Which data does a provider hand over, and why? From its real settings."""

from collections.abc import Callable
from collections.abc import Iterable
from collective.eloket import _
from collective.eloket.accounts.oidc.model import Purpose
from collective.eloket.accounts.oidc.settings import ProviderSettings
from dataclasses import dataclass
from zope.i18nmessageid import Message


@dataclass(frozen=True, slots=True)
class Asked:
    """One kind of data, and why we ask for it; ``why`` is None when nobody said."""

    what: Message
    why: Message | None


ACCOUNT = Asked(
    _("asked_sub", default="A code for you at this sign-in"),
    _("asked_sub_why", default="to find your account again"),
)
MEANS = Asked(
    _("asked_means", default="Way of signing in"),
    _("asked_means_why", default="to know which documents you may ask for"),
)
NAME = Asked(
    _("asked_name", default="Name and first name"),
    _("asked_name_why", default="to address you correctly"),
)
NUMBER = Asked(
    _("asked_number", default="National register number"),
    _("asked_number_why", default="to be sure that it is you"),
)
CAPACITY = Asked(
    _("asked_capacity", default="For whom you act: yourself or an enterprise"),
    _("asked_capacity_why", default="to show you the right requests"),
)
BIRTH = Asked(
    _("asked_birth", default="Date of birth"),
    _("asked_birth_why", default="to know whether you are old enough for a document"),
)
ADDRESS = Asked(
    _("asked_address", default="Address"),
    _("asked_address_why", default="to fill it in for you"),
)
EMAIL = Asked(
    _("asked_email", default="E-mail address"),
    _("asked_email_why", default="to tell you how far your request is"),
)
PHONE = Asked(
    _("asked_phone", default="Telephone number"),
    _("asked_phone_why", default="to ask you something about your request"),
)

#: Scopes and claims that we have words for. Source: OpenID Connect Core 1.0, 5.1 and
#: 5.4, and the pages named in ``oidc/presets``.
KNOWN = {
    "profile": NAME,
    "given_name": NAME,
    "family_name": NAME,
    "name": NAME,
    "rrn": NUMBER,
    "egovnrn": NUMBER,
    "vo": CAPACITY,
    "wettelijkvertegenwoordiger": CAPACITY,
    "ssm_mandaat": CAPACITY,
    "email": EMAIL,
    "phone": PHONE,
    "phone_number": PHONE,
    "address": ADDRESS,
    "birthdate": BIRTH,
}
#: Scope → the application whose rights it asks; None: it asks something else.
Applications = Callable[[str], str | None]
NO_NAMES: Applications = {}.get
#: Ask for nothing by themselves; ``service:…`` names us at itsme.
SILENT = ("openid", "service:")


def data_asked(
    settings: ProviderSettings, purpose: Purpose, applications: Applications = NO_NAMES
) -> tuple[Asked, ...]:
    """Return what is asked for that purpose, each once; nothing is left out.

    ``applications``: scope → what the application is called whose rights it asks. What
    we have no words for stands there under its own name.
    """
    names = [*settings.scopes(purpose), *claims_of(settings, purpose)]
    found = [
        NUMBER
        if name in settings["number_claims"]
        else KNOWN.get(name) or other(name, applications(name))
        for name in names
        if not name.startswith(SILENT)
    ]
    return tuple(dict.fromkeys([*found, ACCOUNT, MEANS]))


def claims_of(settings: ProviderSettings, purpose: Purpose) -> Iterable[str]:
    """Return the claims asked one by one (OpenID Connect Core 1.0, 5.5)."""
    for part in settings.claims(purpose).values():
        yield from part or ()


def other(name: str, application: str | None) -> Asked:
    """Return what an integrator asks beyond what we know.

    The scope of an application asks what one may do there.
    """
    if application is not None:
        return Asked(
            _(
                "asked_rights",
                default="Your rights in ${name}",
                mapping={"name": application},
            ),
            _("asked_rights_why", default="to know what you may do for an enterprise"),
        )
    what = _("asked_other", default="More data (${name})", mapping={"name": name})
    return Asked(what, None)
