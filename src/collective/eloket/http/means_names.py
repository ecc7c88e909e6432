"""What a means of signing in is called in a sentence."""

from collective.eloket import _


MEANS = {
    "eid": _("means_name_eid", default="eID"),
    "itsme": _("means_name_itsme", default="itsme"),
    "totp": _("means_name_totp", default="a code from an app"),
    "sms": _("means_name_sms", default="a code by SMS"),
    "code": _("means_name_code", default="security code"),
    "password": _("means_name_password", default="user name"),
    "device": _("means_name_device", default="this device"),
}
