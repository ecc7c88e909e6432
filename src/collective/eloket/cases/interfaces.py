"""What the cases hand to others: their index, their events, their fields."""

from collective.eloket import _
from plone.autoform.interfaces import IFormFieldProvider
from plone.supermodel import model
from zope.interface import Attribute
from zope.interface import implementer
from zope.interface import Interface
from zope.interface import provider

import zope.schema as schema


@provider(IFormFieldProvider)
class ICaseFields(model.Schema):
    """What of a case is kept in the clear; answers and names never are."""

    document_id = schema.TextLine(title=_("label_document_id", default="Document id"))
    document_uid = schema.TextLine(
        title=_("label_document_uid", default="Document UID")
    )
    outcome = schema.TextLine(title=_("label_outcome", default="What comes out of it"))
    applicant = schema.TextLine(title=_("label_applicant_id", default="Applicant id"))
    subject = schema.TextLine(title=_("label_subject_id", default="Subject id"))
    capacity = schema.TextLine(title=_("label_capacity", default="Capacity"))
    mandate_id = schema.TextLine(
        title=_("label_mandate_id", default="Mandate id"), required=False
    )
    organisation = schema.TextLine(
        title=_("label_case_organisation", default="Number of the organisation"),
        required=False,
    )
    right_needed = schema.TextLine(
        title=_("label_case_right", default="Right that was needed"), required=False
    )
    submitted = schema.Datetime(title=_("label_submitted_at", default="Submitted at"))
    due = schema.Date(title=_("label_due", default="Due on"))
    means = schema.TextLine(
        title=_("label_means", default="Means of sign-in"), required=False
    )
    level = schema.TextLine(title=_("label_level", default="Level"))
    channel = schema.TextLine(title=_("label_channel", default="Channel"))
    language = schema.TextLine(title=_("label_language", default="Language"))
    clerk_group = schema.TextLine(title=_("label_clerk_group", default="Clerk group"))
    assignee = schema.TextLine(
        title=_("label_assignee", default="Handled by"), required=False
    )
    four_eyes = schema.Bool(
        title=_("label_four_eyes", default="Two clerks decide together"), required=False
    )


class ICaseIndex(Interface):
    """Ordered lists and counts of cases; holds no answers and no names.

    Lists are pages of ``(reference, Row)`` with a cursor, never an offset.
    """

    def prepare(group, document):
        """Make the parts of a document that this group handles, so that no case has to.

        Safe to run twice.
        """

    def replace(reference, old, new):
        """Take ``old`` out and put ``new`` in; None means there is none."""

    def chosen(choice, after, size):
        """Return a page of what a ``Choice`` describes, first due first."""

    def count_chosen(choice, most):
        """Return how many a ``Choice`` describes; counts no further than ``most``."""

    def of_person(person_id, after, size):
        """Return a page of what the person asked for, newest first.

        What others asked for this person, a parent for a child, is not among it.
        """

    def asked_by(person_id):
        """Return person → how many ``person_id`` asked for them; reads no list.

        None: the index is of before, and must be made anew; see ``is_current``.
        """

    def count(group, document=""):
        """Return state → number of a group's cases; of one document, if it is named."""

    def count_free(group, states):
        """Return how many of a group's cases in those states nobody took."""

    def groups():
        """Return the ids of the groups that handle any document, or did."""

    def documents_of(group):
        """Return the UIDs of the documents that the group handles, or did."""

    def note_asked(reference, row, month):
        """Count a new case in the month ``2026-11``."""

    def note_decided(document, month, names):
        """Count a decision in a month, under each of these names."""

    def asked(groups, document):
        """Return month → how many were asked of a document."""

    def decided(document, month):
        """Return name → number of what ``note_decided`` counted."""

    def with_person(person_id):
        """Return the references of what somebody asked for, or is about them."""

    def is_current():
        """Say whether it was made, or made anew, as it is kept today."""

    def clear():
        """Forget all rows; groups, documents and figures of months stay."""


class IAnswersFile(Interface):
    """Makes a file of what was asked and answered; a utility, filled by documents."""

    def make(case, dossier, language):
        """Return the ``Letter`` of an opened ``Dossier``: a PDF made now, kept nowhere.

        The dossier is in that language already. Takes some 30 ms, and a second at the
        first time.
        """


class ICaseSubmitted(Interface):
    """A citizen sent a case; it is stored in this transaction."""

    case = Attribute("The case.")
    order = Attribute("The CaseOrder it was made of.")
    name = Attribute("The applicant's name as known now; maybe empty.")


class ICaseDecided(Interface):
    """A case made a step; fired for each transition, in its transaction."""

    case = Attribute("The case, in its new state.")
    transition = Attribute("Id of the step: ``take``, ``approve`` …")
    comment = Attribute("Reason, question or answer in the clear; maybe empty.")
    along = Attribute("Does the comment go into the mail about the step?")


class ICaseDelivered(Interface):
    """The answer of a case is ready for its applicant."""

    case = Attribute("The case.")


class ICaseMessageWritten(Interface):
    """Somebody wrote about a case; fired in its transaction."""

    case = Attribute("The case.")
    kind = Attribute("``citizen``, ``clerk``, or ``note`` (never for the applicant).")


class ICaseForgotten(Interface):
    """A case was made nobody's, or is gone; whoever keeps more of it lets go.

    Fired in its transaction.
    """

    reference = Attribute("Its reference.")


@implementer(ICaseSubmitted)
class CaseSubmitted:
    """See ICaseSubmitted."""

    def __init__(self, case, order, name):
        self.case = case
        self.order = order
        self.name = name


@implementer(ICaseDecided)
class CaseDecided:
    """See ICaseDecided."""

    def __init__(self, case, transition, comment, along=False):
        self.case = case
        self.transition = transition
        self.comment = comment
        self.along = along


@implementer(ICaseDelivered)
class CaseDelivered:
    """See ICaseDelivered."""

    def __init__(self, case):
        self.case = case


@implementer(ICaseMessageWritten)
class CaseMessageWritten:
    """See ICaseMessageWritten."""

    def __init__(self, case, kind):
        self.case = case
        self.kind = kind


@implementer(ICaseForgotten)
class CaseForgotten:
    """See ICaseForgotten."""

    def __init__(self, reference):
        self.reference = reference
