"""What a citizen asked and answered, as a PDF to keep."""

from collective.eloket import _
from collective.eloket.cases.interfaces import IAnswersFile
from collective.eloket.cases.service import Dossier
from collective.eloket.cases.service import Letter
from collective.eloket.cases.service import sender_of
from collective.eloket.catalogue.words import NO
from collective.eloket.catalogue.words import YES
from collective.eloket.documents.answer import addressee_of
from collective.eloket.documents.interfaces import ILetterRenderer
from collective.eloket.documents.letterhead import with_letterhead
from collective.eloket.documents.model import answer_lines
from collective.eloket.documents.model import LetterContent
from collective.eloket.http.dates import local_time
from collective.eloket.http.dates import plain_day
from collective.eloket.interfaces import ICase
from functools import partial
from plone import api
from zope.component import getUtility
from zope.i18n import translate
from zope.i18nmessageid import Message
from zope.interface import implementer


@implementer(IAnswersFile)
class AnswersFile:
    """See IAnswersFile."""

    def make(self, case: ICase, dossier: Dossier, language: str) -> Letter:
        """See IAnswersFile."""
        data = getUtility(ILetterRenderer).render(content_of(case, dossier, language))
        return Letter(f"antwoorden-{case.getId()}.pdf", "application/pdf", data)


def content_of(case: ICase, dossier: Dossier, language: str) -> LetterContent:
    """Return the words of the file, in the language that the dossier is in."""
    say = partial(translate, target_language=language)
    municipality = api.portal.get().Title()
    sent = plain_day(local_time(case.submitted).date(), language)
    due = plain_day(case.due, language)
    content = LetterContent(
        language=language,
        municipality=municipality,
        sender=tuple(sender_of(case.clerk_group).signature.splitlines()),
        addressee=tuple(addressee_of(dossier, language)),
        title=dossier.applicants_title,
        reference=case.getId(),
        meta=say(_meta(sent, case.getId())),
        intro=say(_intro(municipality, due)),
        answers=answer_lines(
            dossier.labels, dossier.answers | dossier.texts, say(YES), say(NO)
        ),
        signature=(),
    )
    return with_letterhead(content)


def _meta(day: str, reference: str) -> Message:
    return _(
        "answers_meta",
        default="Sent on ${day}. Reference ${reference}.",
        mapping={"day": day, "reference": reference},
    )


def _intro(municipality: str, day: str) -> Message:
    return _(
        "answers_intro",
        default="${municipality} received this request. You get an answer on ${day} at "
        "the latest. This is what you asked and answered. It proves nothing else.",
        mapping={"municipality": municipality, "day": day},
    )
