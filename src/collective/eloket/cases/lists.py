"""Rows of the index in words: titles of documents, days, names for clerks."""

from collections.abc import Mapping
from collective.eloket import _
from collective.eloket.cases.access import find_case
from collective.eloket.cases.access import is_family
from collective.eloket.cases.dossier import open_dossier
from collective.eloket.cases.index import get_index
from collective.eloket.cases.model import APPROVED
from collective.eloket.cases.model import ASKED
from collective.eloket.cases.model import OPEN_STATES
from collective.eloket.cases.model import Row
from collective.eloket.cases.words import STATE_WORDS
from collective.eloket.cases.words import StateWords
from collective.eloket.catalogue.finding import find_document
from collective.eloket.catalogue.translations import said_in
from collective.eloket.http.dates import local_time
from collective.eloket.http.dates import plain_day
from collective.eloket.interfaces import ICurrentSession
from collective.eloket.mandates import service as mandates
from collective.eloket.vault.errors import PersonForgottenError
from dataclasses import dataclass
from dataclasses import field
from dataclasses import replace
from plone import api
from zope.i18nmessageid import Message


#: A page of a list is never longer, whatever is asked.
LONGEST_PAGE = 100
#: In place of the promised day while we wait for the applicant.
STANDS_STILL = _(
    "text_term_stands_still", default="stands still until there is an answer"
)
#: In place of a name.
OWN_FAMILY = _("own_family", default="You or your family: a colleague handles this")


@dataclass(frozen=True, slots=True)
class Line:
    """One row of a list in words."""

    reference: str
    row: Row
    title: str
    state: StateWords
    language: str
    #: Name of whom it is for; empty when that is the applicant.
    for_whom: str = field(default="", repr=False)

    @property
    def is_promised(self) -> bool:
        """Is an answer promised for a day?"""
        state = self.row.state
        return state in (*OPEN_STATES, APPROVED) and state != ASKED

    @property
    def when(self) -> Message:
        """By when an answer is expected, else when it was sent, in words."""
        if not self.is_promised:
            return self.sent
        day = plain_day(self.row.due, self.language)
        return _("expected_on", default="Expected on ${day}", mapping={"day": day})

    @property
    def sent(self) -> Message:
        """When it was sent, in words: two of one document differ by it."""
        day = plain_day(local_time(self.row.submitted_at).date(), self.language)
        return _("sent_on", default="Sent on ${day}", mapping={"day": day})

    @property
    def term(self) -> Message:
        """The same as ``when``, for clerks: they read where the term does not run."""
        return STANDS_STILL if self.row.state == ASKED else self.when


def own_total(session: ICurrentSession) -> int | None:
    """Return how many requests a citizen can see in the list, on all its pages.

    None: nobody counted yet, see ``ICaseIndex.asked_by``; or some are for an
    organisation, of which each must be looked at.
    """
    counts = get_index().asked_by(session.user_id)
    if counts is None:
        return None
    names = _names_of(session, set(counts))
    if any(mandates.organisation_of(one) is not None for one in names.keys() & counts):
        return None
    return sum(counts[one] for one in counts if one == session.user_id or one in names)


def own_lines(
    session: ICurrentSession, rows: list[tuple[str, Row]], language: str
) -> list[Line]:
    """Return a citizen's own rows in words, with the name of a child they are for.

    What was asked by a mandate that ended is not shown, as its page is not. The
    mandates are asked only when there is something for somebody else.
    """
    names = _names_of(session, {row.subject for _reference, row in rows})
    shown = [one for one in rows if _is_shown(session, names, *one)]
    return [
        replace(line, for_whom=names.get(line.row.subject, ""))
        for line in lines_of(shown, language)
    ]


def _names_of(session: ICurrentSession, subjects: set[str]) -> dict[str, str]:
    """Return subject → name of those for whom the citizen may act now."""
    if subjects <= {session.user_id}:
        return {}
    return mandates.names_by_subject(session)


def _is_shown(
    session: ICurrentSession, names: Mapping[str, str], reference: str, row: Row
) -> bool:
    """May its page be seen too? For an organisation that needs the same right."""
    if not row.is_for_other or mandates.organisation_of(row.subject) is None:
        return not row.is_for_other or row.subject in names
    case = find_case(reference) if row.subject in names else None
    return case is not None and mandates.may_act_by(
        session, case.mandate_id, case.right_needed
    )


def lines_of(rows: list[tuple[str, Row]], language: str) -> list[Line]:
    """Return the rows in words; titles are those the documents have now."""
    titles = titles_of({row.document for _reference, row in rows}, language)
    return [
        Line(
            reference,
            row,
            titles.get(row.document, reference),
            STATE_WORDS[row.state],
            language,
        )
        for reference, row in rows
    ]


def titles_of(uids: set[str], language: str) -> dict[str, str]:
    """Return UID → title of documents in a language, whoever may see them."""
    found = {uid: find_document(uid) for uid in uids}
    return {
        uid: said_in(document, "title", language)
        for uid, document in found.items()
        if document is not None
    }


def applicants_name(reference: str) -> str | Message:
    """Return the name of who sent a case; empty when the person was forgotten.

    Not where it is of the clerk's own family: somebody else handles that.
    """
    case = find_case(reference)
    if case is not None and is_family(case):
        return OWN_FAMILY
    try:
        return "" if case is None else open_dossier(case).name
    except PersonForgottenError:
        return ""


def clerks_name(user_id: str) -> str:
    """Return the name of a clerk, or the user id of one who left."""
    user = api.user.get(user_id) if user_id else None
    return user.getProperty("fullname", "") or user_id if user is not None else user_id
