"""A provider opened for use, without Plone: one good one, and changes to it."""

from collective.eloket.accounts.oidc.client import StrictClient
from collective.eloket.accounts.oidc.leaving import authorization_url
from collective.eloket.accounts.oidc.model import Ask
from collective.eloket.accounts.oidc.model import Transaction
from collective.eloket.accounts.oidc.ownkeys import OwnKey
from collective.eloket.accounts.oidc.ownkeys import OwnKeys
from collective.eloket.accounts.oidc.presets import get_preset
from collective.eloket.accounts.oidc.provider import Provider
from collective.eloket.accounts.oidc.settings import ProviderSettings
from collective.eloket.clock import utcnow
from datetime import datetime
from datetime import UTC
from tests.accounts.oidc import provider as fake


CALLBACK = "http://localhost/gemeente/acl_users/burgerprofiel/callback"
OLD = datetime(2020, 1, 1, tzinfo=UTC)
OUR_KEYS = OwnKeys(
    (OwnKey(fake.OUR_SIGNATURE, "sig", OLD), OwnKey(fake.OUR_ENCRYPTION, "enc", OLD))
)
CSAM = "urn:be:fedict:iam:fas:"
ITSME = "http://itsme.services/v2/claim/"
SERVICE = "service:TESTEGEM_LOGIN"


def provider(preset="burgerprofiel", allow_private=True, **given) -> Provider:
    settings = ProviderSettings(
        get_preset(preset),
        fake.ISSUER,
        fake.CLIENT_ID,
        {"allow_private": allow_private, **given},
    )
    return Provider(
        id=preset,
        settings=settings,
        redirect_uri=CALLBACK,
        client_secret=fake.SECRET,
        keys=OUR_KEYS if settings.has_keys else None,
    )


def transaction(client: StrictClient, ask: Ask) -> Transaction:
    acr = tuple(client.provider.means)
    return Transaction.begin(client.provider.id, CALLBACK, ask, acr, utcnow())


def signed_in(op, ask=None, **changes):
    """Go to the provider and back; return the evidence."""
    return signed_in_at(provider(**changes), op, ask)


def signed_in_at(at: Provider, op, ask=None):
    client = StrictClient(at)
    begun = transaction(client, ask or Ask())
    op.visit(authorization_url(at, begun))
    return client.evidence("code-1", begun, utcnow())


def act_as_csam(op):
    """Let the provider answer as CSAM does."""
    op.acr = None
    op.claims = {"amr": ["eid", f"{CSAM}Level500"]}
    op.info = {
        "rrn": None,
        "given_name": None,
        "family_name": None,
        "egovNRN": fake.NUMBER,
        "givenName": "Noor",
        "surname": "Voorbeeld",
    }
    op.make_info = lambda claims: fake.sign(claims, kid=None)
    return op


def csam(**given) -> Provider:
    """CSAM, with the addresses of the fake provider."""
    addresses = {
        "authorization_endpoint": "/auth",
        "token_endpoint": "/token",
        "userinfo_endpoint": "/userinfo",
        "jwks_uri": "/keys",
        "end_session_endpoint": "/logout",
    }
    return provider("csam", **{"endpoints": addresses, **given})


def act_as_itsme(op):
    """Let the provider answer as itsme does: signed, then encrypted for us."""
    op.acr = f"{ITSME}acr_advanced"
    op.info = {"rrn": None, f"{ITSME}BENationalNumber": fake.NUMBER}
    op.make_token = op.make_info = lambda claims: fake.encrypt(fake.sign(claims))
    return op


def itsme(**given) -> Provider:
    """Itsme, with the service code of Testegem."""
    return provider("itsme", **{"scopes": ["openid", SERVICE], **given})
