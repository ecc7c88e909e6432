"""What an answer that is yes or no is called: on pages, in letters, everywhere."""

from collective.eloket import _


YES = _("answer_yes", default="yes")
NO = _("answer_no", default="no")
