"""What is done with data for each document on offer, as editors set it up.

What is asked comes from the form itself, so nothing that citizens answer is left out.
"""

from collections.abc import Iterator
from collective.eloket import _
from collective.eloket.catalogue.content import OnlineDocument
from collective.eloket.catalogue.easyform.models import questions_of
from collective.eloket.catalogue.errors import FormBrokenError
from collective.eloket.catalogue.publishing import PUBLISHED
from collective.eloket.catalogue.publishing import state_of
from collective.eloket.catalogue.questions import Question
from collective.eloket.catalogue.translations import said_of
from collective.eloket.catalogue.translations import said_questions
from collective.eloket.catalogue.vocabularies import channel_title
from collective.eloket.catalogue.vocabularies import offered_channels
from collective.eloket.catalogue.vocabularies import OUTCOME_WORDS
from collective.eloket.identity.levels import AssuranceLevel
from collective.eloket.interfaces import IOnlineDocument
from collective.eloket.parameters.words import TITLES as PARAMETERS
from collective.eloket.rights.fields import WAY_WORDS
from collective.eloket.rights.register import titles
from collective.eloket.rights.register.model import Entry
from collective.eloket.rights.register.model import Section
from collective.eloket.rights.register.model import Words
from collective.eloket.rights.rules import rule_of
from plone import api
from zope.i18nmessageid import Message


OFFER = {
    True: _("register_on_offer", default="On offer now"),
    False: _("register_not_on_offer", default="Not on offer now"),
}
APPLICANTS = _("register_applicants", default="Who asks for it")
SUBJECTS = _(
    "register_subjects",
    default="Whom it is asked for: children, and organisations with who represents "
    "them",
)
STRANGERS = _(
    "register_strangers", default="Who asks for it without signing in, with a name"
)
NAMED = _(
    "register_named", default="Whoever is named in an answer, a file or a message"
)
OF_EACH_REQUEST = (
    _(
        "register_data_request",
        default="Reference, days, state, channel, and what was decided and why",
    ),
    _(
        "register_data_talk",
        default="Messages between applicant and clerk, and files that came with them",
    ),
)
BROKEN_FORM = _(
    "register_form_broken", default="The form cannot be read now: mend it first"
)
SENSITIVE = _(
    "register_sensitive",
    default="Marked sensitive: it may tell of offences or of health (art. 9 and 10)",
)


def documents_of(desk) -> list[OnlineDocument]:
    """Return all documents of an e-desk, on offer or not, by title."""
    found = [one for one in desk.objectValues() if IOnlineDocument.providedBy(one)]
    return sorted(found, key=lambda one: (said_of(one, "title").casefold(), one.id))


def section_of(document: OnlineDocument) -> Section:
    """Return what the register says of a document's requests."""
    return Section(
        document.getId(),
        said_of(document, "title"),
        (
            Entry("purposes", "30(1)(b)", titles.PURPOSES, tuple(_purposes(document))),
            Entry("legal_basis", "6(1)", titles.LEGAL_BASIS, _said(document)),
            Entry("subjects", "30(1)(c)", titles.SUBJECTS, tuple(subjects(document))),
            Entry("data", "30(1)(c)", titles.DATA, tuple(data(document))),
            Entry("recipients", "30(1)(d)", titles.RECIPIENTS, recipients(document)),
            Entry("terms", "30(1)(f)", titles.TERMS, tuple(_terms(document))),
        ),
    )


def asked(document: OnlineDocument) -> tuple[Question, ...]:
    """Return the questions of a document, in the reader's language.

    :raises FormBrokenError: its form cannot be read.
    """
    questions = () if document.form is None else questions_of(document.form)
    return said_questions(document, questions)


def _purposes(document: OnlineDocument) -> Iterator[Words]:
    yield _(
        "register_purpose_document",
        default="Handling of requests for “${title}”",
        mapping={"title": said_of(document, "title")},
    )
    if said_of(document, "description"):
        yield said_of(document, "description")
    yield OUTCOME_WORDS.getTerm(document.outcome).title
    yield OFFER[state_of(document) == PUBLISHED]


def _said(document: OnlineDocument) -> tuple[Words, ...]:
    basis = said_of(document, "legal_basis").strip()
    return (basis,) if basis else ()


def subjects(document: OnlineDocument) -> Iterator[Message]:
    """Yield whose data they are."""
    is_open = document.level_needed == AssuranceLevel.NONE
    yield STRANGERS if is_open else APPLICANTS
    if not is_open:
        yield SUBJECTS
    yield NAMED


def data(document: OnlineDocument) -> Iterator[Words]:
    """Yield which data: each question, what is proven, and what every request has."""
    try:
        yield from map(in_words, asked(document))
    except FormBrokenError:
        yield BROKEN_FORM
    yield from OF_EACH_REQUEST
    if document.number_authorisation:
        yield _(
            "register_number",
            default="National register number, by: ${authorisation}",
            mapping={"authorisation": document.number_authorisation},
        )
    if document.sensitive:
        yield SENSITIVE


def in_words(question: Question) -> Words:
    """Return what a question asks, and which known value answers it."""
    if question.source is None:
        return question.title
    known = PARAMETERS.get(question.source, question.source)
    return _(
        "register_question_known",
        default="${question} (answered by what is known and proven: ${known})",
        mapping={"question": question.title, "known": known},
    )


def recipients(document: OnlineDocument) -> tuple[Words, ...]:
    """Return who gets it: the service, and the applicant by each channel."""
    channels = [
        _(
            "register_recipient_applicant",
            default="The applicant: ${channel}",
            mapping={"channel": channel_title(name)},
        )
        for name in offered_channels(document)
    ]
    group = document.clerk_group and api.group.get(document.clerk_group)
    if not group:
        return tuple(channels)
    title = group.getProperty("title", "") or group.getId()
    service = _(
        "register_recipient_service",
        default="Clerks of ${service}",
        mapping={"service": title},
    )
    return (service, *channels)


def _terms(document: OnlineDocument) -> Iterator[Message]:
    rule = rule_of(api.content.get_uuid(document))
    yield _(
        "register_term_document",
        default="${days} days after the request ended. Then: ${way}",
        mapping={
            "days": str(rule.days.days),
            "way": WAY_WORDS.getTerm(rule.way).title,
        },
    )
