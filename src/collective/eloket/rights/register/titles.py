"""How the entries of the papers are called."""

from collective.eloket import _


CONTROLLER = _(
    "register_controller",
    default="Controller: name and how to reach it, representative",
)
OFFICER = _("register_officer", default="Data protection officer")
PURPOSES = _("register_purposes", default="Purposes")
LEGAL_BASIS = _("label_legal_basis", default="Legal basis")
SUBJECTS = _("register_whose", default="Whose data")
DATA = _("register_data", default="Which data")
RECIPIENTS = _("register_recipients", default="Who receives them")
TRANSFERS = _("register_transfers", default="Transfers outside the European Union")
TERMS = _("register_terms", default="Until when they are kept")
SECURITY = _("register_security", default="How they are protected")
PARTIES = _(
    "register_parties", default="Who gets or gives data for the municipality, and which"
)
PROCESSORS = _(
    "register_processors",
    default="Who is a processor of the municipality, and by which contract",
)
