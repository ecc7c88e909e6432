"""The form to print, for who has no computer."""

from collective.eloket import _
from zope.interface import Invalid


#: A printable form is read on a screen and printed; larger ones are pictures.
LARGEST_PRINT_BYTES = 5 * 1024 * 1024


def is_pdf(file) -> bool:
    """Is this a PDF by its first bytes, and not too large?

    :raises Invalid: it is not; the words are for the editor.
    """
    if file.getSize() > LARGEST_PRINT_BYTES:
        raise Invalid(_("problem_print_large", default="The file is larger than 5 MB."))
    if not file.data.startswith(b"%PDF-"):
        raise Invalid(_("problem_print_type", default="Only a PDF can be printed."))
    return True
