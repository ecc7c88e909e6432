"""A letter of nobody, for who writes its text."""

from collective.eloket import _
from collective.eloket.cases.service import sender_of
from collective.eloket.catalogue.trial import PROVEN
from collective.eloket.clock import utcnow
from collective.eloket.documents.letterhead import with_letterhead
from collective.eloket.documents.letterhead import with_signature
from collective.eloket.documents.model import LetterContent
from collective.eloket.documents.texts.fields import example_answers
from collective.eloket.documents.texts.service import Facts
from collective.eloket.documents.texts.service import with_text
from collective.eloket.http.dates import local_time
from collective.eloket.http.dates import plain_day
from collective.eloket.interfaces import IOnlineDocument
from plone import api
from zope.i18n import translate


NAME = f"{PROVEN['given_names']} {PROVEN['family_name']}"
REFERENCE = "2026-7F3K-92QX"


def example_letter(
    document: IOnlineDocument, language: str, text: str
) -> LetterContent:
    """Return the letter as it will be, with data of nobody; it says that it is none."""
    day = plain_day(local_time(utcnow()).date(), language)
    answers = example_answers(document)
    note = _("letter_example", default="Example. This letter proves nothing.")
    letter = LetterContent(
        language=language,
        municipality=api.portal.get().Title(),
        sender=tuple(sender_of(document.clerk_group).signature.splitlines()),
        addressee=(NAME,),
        title=document.Title(),
        reference=REFERENCE,
        meta=f"{translate(note, target_language=language)} {day}. {REFERENCE}.",
        intro="",
        answers=tuple(answers.items()),
        signature=(),
    )
    letter = with_signature(with_letterhead(letter))
    return with_text(letter, text, Facts(NAME, day, answers))
