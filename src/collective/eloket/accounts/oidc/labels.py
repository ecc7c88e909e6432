"""What are the settings called, and what do they do? The words for ``options``."""

from collections.abc import Mapping
from collective.eloket import _
from dataclasses import dataclass
from zope.i18nmessageid import Message


@dataclass(frozen=True, slots=True)
class Label:
    """What a setting is called, and what it does."""

    title: Message
    help: Message


#: What every provider has besides its options.
ABOUT: Mapping[str, Label] = {
    "issuer": Label(
        _("label_issuer", default="Issuer"),
        _(
            "help_issuer",
            default="The address by which the provider calls itself, to the last "
            "character. Published ones: ${issuers}",
        ),
    ),
    "client_id": Label(
        _("label_client_id", default="Client id"),
        _("help_client_id", default="What the provider calls this e-loket."),
    ),
    "client_secret": Label(
        _("label_client_secret", default="Client secret"),
        _(
            "help_client_secret",
            default="It is kept encrypted and never shown. Leave this empty to keep "
            "the one that is there.",
        ),
    ),
}

#: What most installations look at.
BASIC: Mapping[str, Label] = {
    "title": Label(
        _("label_provider_title", default="Name"),
        _("help_provider_title", default="What citizens read on the sign-in page."),
    ),
    "scopes": Label(
        _("label_scopes", default="Scopes"),
        _(
            "help_scopes",
            default="Which data are asked for; “openid” is always among them. Ask for "
            "no scope that the provider did not grant: it may refuse everything.",
        ),
    ),
    "acr_values": Label(
        _("label_acr_values", default="Means on offer"),
        _(
            "help_acr_values",
            default="One per line, in the order of the sign-in page; the provider's "
            "own words, short or in full.",
        ),
    ),
    "token_auth": Label(
        _("label_token_auth", default="How we prove who we are"),
        _(
            "help_token_auth",
            default="By the client secret, or by a key of our own (private_key_jwt).",
        ),
    ),
    "freshness": Label(
        _("label_freshness", default="How a fresh sign-in is proven"),
        _(
            "help_freshness",
            default="auth_time: the provider says when somebody signed in. "
            "logout_first: we sign them out there first; this is weaker and never "
            "serves the reading of a card.",
        ),
    ),
    "allow_private": Label(
        _("label_allow_private", default="May be on a private network"),
        _(
            "help_allow_private",
            default="Lets this server call http and private addresses for this "
            "provider. For trying out only.",
        ),
    ),
}

#: What a preset sets right, as long as the provider does what it publishes.
FURTHER: Mapping[str, Label] = {
    "purpose_scopes": Label(
        _("label_purpose_scopes", default="Scopes per purpose"),
        _(
            "help_purpose_scopes",
            default="JSON: purpose (login, register, link, stepup) to a list of "
            "scopes, where they differ from the scopes above.",
        ),
    ),
    "purpose_claims": Label(
        _("label_purpose_claims", default="Claims per purpose"),
        _(
            "help_purpose_claims",
            default="JSON: purpose to the “claims” parameter of OpenID Connect.",
        ),
    ),
    "acr_table": Label(
        _("label_acr_table", default="Further means and their level"),
        _(
            "help_acr_table",
            default="JSON: acr value to means, level (none, low, substantial, high) "
            "and whether it gives a national number.",
        ),
    ),
    "level_claims": Label(
        _("label_level_claims", default="Where the level stands"),
        _("help_level_claims", default="Claims of the token that may name the level."),
    ),
    "amr": Label(
        _("label_amr", default="Proof of a means"),
        _(
            "help_amr",
            default="JSON: acr value to words of which one must stand in “amr”.",
        ),
    ),
    "number_scope": Label(
        _("label_number_scope", default="Scope of the national number"),
        _("help_number_scope", default="Empty when the number is asked for by claims."),
    ),
    "number_claims": Label(
        _("label_number_claims", default="Claims with the national number"),
        _("help_number_claims", default="All that are there must say the same."),
    ),
    "attribute_claims": Label(
        _("label_attribute_claims", default="Claims with names"),
        _("help_attribute_claims", default="JSON: our word to the provider's claim."),
    ),
    "assertion_audience": Label(
        _("label_assertion_audience", default="Audience of our proof"),
        _(
            "help_assertion_audience",
            default="To whom the token of private_key_jwt is addressed.",
        ),
    ),
    "algorithms": Label(
        _("label_algorithms", default="Signatures we accept"),
        _("help_algorithms", default="Never none, and never by the client secret."),
    ),
    "id_token": Label(
        _("label_id_token", default="Form of the ID token"),
        _("help_id_token", default="nested: signed, and then encrypted for us."),
    ),
    "userinfo": Label(
        _("label_userinfo", default="Form of the userinfo"),
        _("help_userinfo", default="json, signed, nested (encrypted too), or none."),
    ),
    "userinfo_method": Label(
        _("label_userinfo_method", default="How userinfo is fetched"),
        _("help_userinfo_method", default="GET unless the provider wants POST."),
    ),
    "userinfo_without_kid": Label(
        _("label_userinfo_without_kid", default="Userinfo names no key"),
        _(
            "help_userinfo_without_kid",
            default="The signature may be by any of the published keys.",
        ),
    ),
    "key_algorithms": Label(
        _("label_key_algorithms", default="Encryption of keys we accept"),
        _("help_key_algorithms", default="For what is encrypted for us."),
    ),
    "content_algorithms": Label(
        _("label_content_algorithms", default="Encryption of content we accept"),
        _("help_content_algorithms", default="For what is encrypted for us."),
    ),
    "discovery_url": Label(
        _("label_discovery_url", default="Address of the discovery document"),
        _(
            "help_discovery_url",
            default="Empty: the issuer with /.well-known/openid-configuration.",
        ),
    ),
    "endpoints": Label(
        _("label_endpoints", default="Addresses by hand"),
        _(
            "help_endpoints",
            default="JSON: name to address, for a provider without discovery. One "
            "that begins with / is below the issuer.",
        ),
    ),
    "iss_required": Label(
        _("label_iss_required", default="The answer must name its issuer"),
        _("help_iss_required", default="RFC 9207: against mixing up two providers."),
    ),
    "login_hint": Label(
        _("label_login_hint", default="Hint of capacity"),
        _(
            "help_login_hint",
            default='JSON, sent as login_hint, as in {"cap_hint": "BUR"}.',
        ),
    ),
    "states_capacity": Label(
        _("label_states_capacity", default="It may say for which enterprise"),
        _(
            "help_states_capacity",
            default="Then people act for the enterprise or association that the "
            "provider names, with the rights of its claims. Otherwise whoever chose "
            "one there cannot sign in.",
        ),
    ),
    "logout_by": Label(
        _("label_logout_by", default="Who ends the session there"),
        _(
            "help_logout_by",
            default="The citizen's browser, this server, or nobody.",
        ),
    ),
    "id_token_hint": Label(
        _("label_id_token_hint", default="Signing out shows the ID token"),
        _("help_id_token_hint", default="Some providers end no session without it."),
    ),
    "backchannel_logout": Label(
        _("label_backchannel_logout", default="The provider tells us of a logout"),
        _(
            "help_backchannel_logout",
            default="Opens the address for back-channel logout.",
        ),
    ),
}

LABELS: Mapping[str, Label] = {**ABOUT, **BASIC, **FURTHER}


def label_of(name: str) -> Label:
    """Return the words for a setting; one that has none yet is called by its name."""
    return LABELS.get(name) or Label(Message(name), Message(""))
