"""What is said of a setting of a provider that is refused, to who sets it."""

from collective.eloket import _
from zope.i18nmessageid import Message


#: By how a setting is written; see ``accounts.oidc.options.Kind``.
BY_KIND: dict[str, Message] = {
    "text": _("setting_refused_text", default="Fill in one line of text."),
    "words": _(
        "setting_refused_words",
        default="Fill in at least one word, without quotes or other signs around it.",
    ),
    "flag": _("setting_refused_flag", default="This is yes or no: true or false."),
    "choice": _("setting_refused_choice", default="Choose one of the words offered."),
    "choices": _(
        "setting_refused_choices", default="Choose at least one of the words offered."
    ),
    "object": _(
        "setting_refused_object",
        default="This is not the JSON object that this setting takes.",
    ),
}

#: By why an address is refused; see ``accounts.oidc.addresses.Refusal``.
BY_REFUSAL: dict[str, Message] = {
    "no_address": _(
        "setting_refused_address",
        default="This is no whole address: https, a host and nothing behind a # or ?.",
    ),
    "not_https": _(
        "setting_refused_http", default="The address must begin with https."
    ),
    "private": _(
        "setting_refused_private",
        default="This host is on a private network, and that is not allowed here.",
    ),
}

UNKNOWN = _("setting_refused_unknown", default="There is no setting of this name.")
NO_PRESET = _("setting_refused_preset", default="There is no preset of this name.")
NO_OPENID = _(
    "setting_refused_openid",
    default="The scope “openid” must be among them, for every purpose.",
)
NO_SERVICE = _(
    "setting_refused_service",
    default="Exactly one scope “service:<code>” must be among them: "
    "the code that itsme gave you.",
)
NO_CLAIMS = _(
    "setting_refused_claims",
    default="Each purpose takes an object with “userinfo” and “id_token” only.",
)
NO_LEVEL = _(
    "setting_refused_level",
    default="We do not know how sure “${acr}” is. Take it out, or add it to acr_table.",
)
NOT_ALL_ENDPOINTS = _(
    "setting_refused_endpoints",
    default="Give at least the addresses of ${names}, or none at all.",
)
NO_SECRET = _(
    "setting_refused_secret",
    default="Fill in the client secret: one line of text.",
)
SECRET_IN_FILE = _(
    "setting_refused_secret_in_file",
    default="A secret does not belong in a file. Put it into the environment variable "
    "${variable}, or type it in the control panel.",
)
