"""The words of the letter that answers a case."""

from collections.abc import Iterator
from collective.eloket import _
from collective.eloket.cases import service as cases
from collective.eloket.cases.service import Dossier
from collective.eloket.cases.service import Sender
from collective.eloket.catalogue.finding import find_document
from collective.eloket.catalogue.words import NO
from collective.eloket.catalogue.words import YES
from collective.eloket.documents.letterhead import with_letterhead
from collective.eloket.documents.letterhead import with_signature
from collective.eloket.documents.model import answer_lines
from collective.eloket.documents.model import answer_text
from collective.eloket.documents.model import LetterContent
from collective.eloket.documents.texts import service as texts
from collective.eloket.http.dates import local_time
from collective.eloket.http.dates import plain_day
from collective.eloket.interfaces import ICase
from datetime import datetime
from functools import partial
from plone import api
from zope.i18n import translate
from zope.i18nmessageid import Message


def answer_to(
    case: ICase, dossier: Dossier, sender: Sender, decided: datetime
) -> LetterContent:
    """Return the letter that says what was asked is so, as of the decision."""
    say = partial(translate, target_language=case.language)
    municipality = api.portal.get().Title()
    day = plain_day(local_time(decided).date(), case.language)
    reference = case.getId()
    said = dossier.answers | dossier.texts
    letter = LetterContent(
        language=case.language,
        municipality=municipality,
        sender=tuple(sender.signature.splitlines()),
        addressee=(*addressee_of(dossier, case.language), *address_lines(case)),
        title=dossier.applicants_title,
        reference=reference,
        meta=say(_meta(day, reference)),
        intro=say(_intro(municipality)),
        answers=answer_lines(dossier.labels, said, say(YES), say(NO)),
        signature=(),
    )
    letter = with_signature(with_letterhead(letter))
    answers = {name: answer_text(said.get(name), say(YES), say(NO)) for name in said}
    facts = texts.Facts(dossier.subject_name, day, answers)
    return texts.with_text(letter, _text_of(case), facts)


def addressee_of(dossier: Dossier, language: str) -> Iterator[str]:
    """Yield the lines of whom the letter goes to, and for which child."""
    yield dossier.name
    if dossier.subject_name:
        for_child = _(
            "letter_for_child",
            default="for ${name}",
            mapping={"name": dossier.subject_name},
        )
        yield translate(for_child, target_language=language)


def address_lines(case: ICase) -> tuple[str, ...]:
    """Return where the letter goes, when it goes by post; else nothing.

    :raises AddressMissingError: it goes by post, and nobody knows where to.
    """
    if case.channel != cases.POST:
        return ()
    cases.check_address(case)
    return cases.address_of(case).lines


def _text_of(case: ICase) -> str:
    """Return the editor's text in the language of the case.

    Empty where there is none, or the document is gone: then our words stand.
    """
    document = find_document(case.document_uid)
    if document is None:
        return ""
    return texts.text_of(document, case.language)


def seal_title(letter: LetterContent) -> str:
    """Return what readers of the PDF call its seal."""
    title = _(
        "letter_seal_title",
        default="Seal of ${municipality}",
        mapping={"municipality": letter.municipality},
    )
    return translate(title, target_language=letter.language)


def _meta(day: str, reference: str) -> Message:
    return _(
        "letter_meta",
        default="${day}. Reference ${reference}.",
        mapping={"day": day, "reference": reference},
    )


def _intro(municipality: str) -> Message:
    return _(
        "letter_intro",
        default="${municipality} confirms the following.",
        mapping={"municipality": municipality},
    )
