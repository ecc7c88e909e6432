"""Words that several forms of managers share."""

from collective.eloket import _


NUMBER = _("label_member_number", default="National register number")
GIVEN = _("label_member_given", default="Given names")
FAMILY = _("label_member_family", default="Family name")
EMAIL = _("label_access_email", default="E-mail address")
PHONE = _("label_access_phone", default="Telephone number")
BEGIN = _("label_begin_day", default="First day")
END = _("label_end_day", default="Last day")
REASON = _("label_reason", default="Reason")

#: Part of a person → the field's name ends so, and its title.
PERSON = {
    "number": ("nummer", NUMBER),
    "given_names": ("voornaam", GIVEN),
    "family_name": ("naam", FAMILY),
    "email": ("mail", EMAIL),
    "phone": ("tel", PHONE),
}
